//! How often the search finds the right service, and how often it admits that it does not know.
//!
//! Two sets of questions: the open one is learnt from, the frozen one is only measured against. Nothing here prints or
//! compares a single question of the frozen set; only shares leave it.

mod common;

use std::collections::{BTreeMap, HashSet};

use common::Question;
use sha2::{Digest, Sha256};
use torg_find::Index;

const OPEN: &str = include_str!("../../../data/questions/open.csv");
const FROZEN: &str = include_str!("../../../data/questions/frozen.csv");
const FROZEN_SHA256: &str = "32a33f89212ed4b08614157c2dea13f50524a437d531dc992c8f220d1f6ef8da";

/// The goals, in per cent of the questions inside and outside the list.
const FIRST: f64 = 75.0;
const NEAR: f64 = 90.0;
const UNKNOWN: f64 = 90.0;

/// Counts of one language, or of all.
#[derive(Clone, Copy, Default)]
struct Score {
    inside: u32,
    first: u32,
    near: u32,
    outside: u32,
    unknown: u32,
}

impl Score {
    /// An answer of "we do not know" inside the list is a miss, whatever stands below it.
    fn count(&mut self, index: &Index<String>, question: &Question) {
        let found = index.search(&question.text);
        if question.right.is_empty() {
            self.outside += 1;
            self.unknown += u32::from(!found.confident);
            return;
        }
        self.inside += 1;
        let right = |hit: &(String, f32)| question.right.contains(&hit.0);
        self.first += u32::from(found.confident && found.hits.first().is_some_and(right));
        self.near += u32::from(found.confident && found.hits.iter().take(3).any(right));
    }

    fn shares(&self) -> [f64; 3] {
        let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of.max(1));
        [share(self.first, self.inside), share(self.near, self.inside), share(self.unknown, self.outside)]
    }
}

/// Prints the shares of each language and returns those of all.
fn score<'a>(name: &str, asked: impl Iterator<Item = (&'a Index<String>, &'a Question)>) -> [f64; 3] {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (index, question) in asked {
        scores.entry("all").or_default().count(index, question);
        scores.entry(&question.lang).or_default().count(index, question);
    }
    for (lang, score) in &scores {
        let [first, near, unknown] = score.shares();
        println!(
            "{name:10} {lang:3}  inside {:3}: first {first:5.1} %, first three {near:5.1} %   outside {:3}: not known {unknown:5.1} %",
            score.inside, score.outside
        );
    }
    scores["all"].shares()
}

/// Each half is asked of an index that has heard the other half only: none is asked what it has heard.
#[test]
fn scores_of_the_open_questions() {
    let open = common::questions(OPEN);
    let heard = |held_out: bool| common::having_heard(open.iter().filter(|q| common::is_held_out(q) == held_out));
    let (learnt, held_out) = (heard(false), heard(true));
    let asked = || open.iter().map(|q| if common::is_held_out(q) { (&learnt, q) } else { (&held_out, q) });
    score("held out", asked().filter(|(_, q)| common::is_held_out(q)));
    for hand in ["1", "2"] {
        score(&format!("hand {hand}"), asked().filter(|(_, q)| q.hand == hand));
    }
    at_least("open", score("open", asked()), [FIRST, NEAR, UNKNOWN]);
}

#[test]
fn scores_of_the_frozen_questions() {
    let (index, frozen) = (common::index(), common::questions(FROZEN));
    let measured = score("frozen", frozen.iter().map(|question| (&index, question)));
    at_least("frozen", measured, [FIRST, NEAR, UNKNOWN]);
}

fn at_least(name: &str, shares: [f64; 3], goals: [f64; 3]) {
    let what = ["inside are first", "inside are among the first three", "outside are admitted"];
    for ((share, goal), what) in shares.into_iter().zip(goals).zip(what) {
        assert!(share >= goal, "{name}: {share:.1} % of those {what}, at least {goal} % must be");
    }
}

#[test]
fn the_frozen_questions_are_untouched() {
    let sum: String = Sha256::digest(FROZEN).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sum, FROZEN_SHA256);
}

#[test]
fn no_question_is_in_both_sets() {
    let frozen: HashSet<String> = common::questions(FROZEN).iter().map(spoken).collect();
    let shared = common::questions(OPEN).iter().filter(|q| frozen.contains(&spoken(q))).count();
    assert_eq!(shared, 0, "questions of the frozen set in the open one");
}

fn spoken(question: &Question) -> String {
    torg_find::text::words(&question.text).join(" ")
}

#[test]
fn the_open_set_is_large_enough_and_its_answers_exist() {
    let open = common::questions(OPEN);
    let slugs: HashSet<String> = common::documents().into_iter().map(|d| d.key).collect();
    assert!(open.iter().filter(|q| !q.right.is_empty()).count() >= 150);
    assert!(open.iter().filter(|q| q.right.is_empty()).count() >= 60);
    assert!(open.iter().flat_map(|q| &q.right).all(|slug| slugs.contains(slug)));
    let held_out = open.iter().filter(|q| common::is_held_out(q)).count() as f64 / open.len() as f64;
    assert!((0.4..0.6).contains(&held_out), "held out: {held_out:.2}");
}

/// A search that never knows, or always does, must not reach the goals: the measure itself can fail.
#[test]
fn an_index_of_nothing_fails_the_goals() {
    let empty = Index::build(Vec::new(), torg_find::Lexicon::shared());
    let [first, near, unknown] = score("nothing", common::questions(OPEN).iter().map(|question| (&empty, question)));
    assert!(first < FIRST && near < NEAR && unknown >= UNKNOWN);
}
