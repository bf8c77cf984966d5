//! Quotes in answer to the published questions: the right service is quoted, in its own sentences, or we say that we do
//! not know.
//!
//! The goals are those of the search, of both sets. Nothing of the frozen set is printed but shares.

mod common;

use std::collections::HashMap;
use std::sync::LazyLock;

use common::Question;
use torg_find::{Index, text};

const OPEN: &str = include_str!("../../../data/questions/open.csv");
const FROZEN: &str = include_str!("../../../data/questions/frozen.csv");

/// In per cent: quoted first, quoted among the first three, admitted as unknown.
const GOALS: [f64; 3] = [75.0, 90.0, 90.0];
const QUOTED: usize = 3;

/// What each service says in each language, sentence by sentence.
static SAID: LazyLock<HashMap<(String, String), Vec<String>>> = LazyLock::new(|| {
    let said = common::said().into_iter();
    said.map(|(slug, lang, text)| ((slug, lang), text::sentences(&text).into_iter().map(str::to_owned).collect()))
        .collect()
});

fn said(slug: &str, lang: &str) -> Vec<String> {
    SAID[&(slug.to_owned(), lang.to_owned())].clone()
}

/// Shares in the order of the goals. Each quote is seen to be a list of places in what the service says.
fn shares<'a>(name: &str, asked: impl Iterator<Item = (&'a Index<String>, &'a Question)>) -> [f64; 3] {
    let (mut inside, mut outside, mut met) = (0, 0, [0; 3]);
    for (index, question) in asked {
        let quotes = index.quotes(&question.text, QUOTED, |slug| said(slug, &question.lang));
        for quote in &quotes {
            let said = said(&quote.key, &question.lang);
            assert!(!quote.sentences.is_empty() && quote.sentences.is_sorted());
            assert!(quote.sentences.iter().all(|n| said.get(*n).is_some_and(|sentence| !sentence.is_empty())));
        }
        let right = |slug: &String| question.right.contains(slug);
        if question.right.is_empty() {
            outside += 1;
            met[2] += u32::from(quotes.is_empty());
        } else {
            inside += 1;
            met[0] += u32::from(quotes.first().is_some_and(|quote| right(&quote.key)));
            met[1] += u32::from(quotes.iter().any(|quote| right(&quote.key)));
        }
    }
    let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of.max(1));
    let shares = [share(met[0], inside), share(met[1], inside), share(met[2], outside)];
    let [first, near, unknown] = shares;
    println!(
        "quotes {name:10} inside {inside:4}: first {first:5.1} %, first three {near:5.1} %   outside {outside:4}: not known {unknown:5.1} %"
    );
    shares
}

fn reaches(shares: [f64; 3]) -> bool {
    shares.iter().zip(GOALS).all(|(share, goal)| *share >= goal)
}

/// Each half is asked of an index that has heard the other half only.
#[test]
fn scores_of_the_quotes_on_the_open_questions() {
    let open = common::questions(OPEN);
    let heard = |held_out: bool| common::having_heard(open.iter().filter(|q| common::is_held_out(q) == held_out));
    let (learnt, held_out) = (heard(false), heard(true));
    let asked = open.iter().map(|q| if common::is_held_out(q) { (&learnt, q) } else { (&held_out, q) });
    assert!(reaches(shares("open", asked)));
}

#[test]
fn scores_of_the_quotes_on_the_frozen_questions() {
    let (index, frozen) = (common::index(), common::questions(FROZEN));
    assert!(reaches(shares("frozen", frozen.iter().map(|question| (&index, question)))));
}

/// The measure can fail: quotes from the wrong services do not reach the goals, nor does an index that never knows.
#[test]
fn wrong_quotes_and_none_at_all_fail_the_goals() {
    let open = common::questions(OPEN);
    let wrong = || {
        let mut documents = common::documents();
        let keys: Vec<String> = documents.iter().map(|d| d.key.clone()).collect();
        documents.iter_mut().zip(keys.into_iter().skip(1)).for_each(|(document, key)| document.key = key);
        documents.pop();
        documents
    };
    for documents in [wrong(), Vec::new()] {
        let index = Index::build(documents, torg_find::Lexicon::shared());
        assert!(!reaches(shares("control", open.iter().map(|question| (&index, question)))));
    }
}
