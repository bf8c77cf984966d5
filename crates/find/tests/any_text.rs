//! Whatever somebody types: no panic, the same answer twice, and a wrong letter does not hide a service.

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use torg_find::{Document, Index, Lexicon, Place};

static INDEX: LazyLock<Index<String>> = LazyLock::new(common::index);

/// Long words that name one service plainly.
const DISTINCTIVE: [(&str, &str); 10] = [
    ("trygghetsalarm", "trygghetsalarm"),
    ("skattemelding", "skattemelding"),
    ("barnehageplass", "barnehageplass"),
    ("politiattest", "politiattest"),
    ("jegeravgift", "jegeravgift-fiske"),
    ("motorferdsel", "motorferdsel"),
    ("fremtidsfullmakt", "fremtidsfullmakt"),
    ("lånekassen", "stipend-lanekassen"),
    ("foreldrepenger", "foreldrepenger-barn"),
    ("helsetrygdkort", "europeisk-helsetrygdkort"),
];

fn finds(question: &str, slug: &str) -> bool {
    INDEX.search(question).hits.iter().take(3).any(|hit| hit.0 == slug)
}

/// What cannot be found of every way to mistype the distinctive words.
fn hidden(mistyped: impl Fn(&[char]) -> Vec<String>) -> Vec<String> {
    let ways = DISTINCTIVE.iter().flat_map(|(word, slug)| {
        let letters: Vec<char> = word.chars().collect();
        mistyped(&letters).into_iter().map(move |question| (question, slug))
    });
    ways.filter(|(question, slug)| !finds(question, slug)).map(|(question, _)| question).collect()
}

#[test]
fn a_letter_too_many_still_finds_the_service() {
    let one_more = |letters: &[char]| -> Vec<String> {
        let places = 1..=letters.len();
        let with = |at: usize, letter: char| letters[..at].iter().chain([&letter]).chain(&letters[at..]).collect();
        places.flat_map(|at| ('a'..='z').chain("æøå".chars()).map(move |letter| with(at, letter))).collect()
    };
    assert_eq!(hidden(one_more), Vec::<String>::new());
}

#[test]
fn two_neighbours_swapped_still_find_the_service() {
    let swapped = |letters: &[char]| -> Vec<String> {
        let swap = |at: usize| {
            let mut letters = letters.to_vec();
            letters.swap(at, at + 1);
            letters.into_iter().collect()
        };
        (1..letters.len() - 1).map(swap).collect()
    };
    assert_eq!(hidden(swapped), Vec::<String>::new());
}

proptest! {
    #[test]
    fn no_text_panics(question in ".{0,300}") {
        let found = INDEX.search(&question);
        prop_assert!(found.hits.len() <= 12);
        prop_assert!(found.hits.iter().all(|hit| hit.1.is_finite()));
        prop_assert!(found.hits.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        prop_assert!((0.0..=1.0).contains(&found.evidence.probability()));
    }

    #[test]
    fn norwegian_letters_do_not_panic(question in "[æøåÆØÅaes '-]{0,80}") {
        INDEX.search(&question);
    }

    #[test]
    fn the_same_question_has_the_same_answer(question in "[a-zæøå]{1,12}( [a-zæøå]{1,12}){0,5}") {
        let (once, again) = (INDEX.search(&question), INDEX.search(&question));
        prop_assert_eq!(once.hits, again.hits);
        prop_assert_eq!(once.evidence, again.evidence);
    }

    /// The control: letters by chance are no question about a service.
    #[test]
    fn letters_by_chance_are_not_known(question in "[bcdfghjkmpqvwxz]{9,14}") {
        prop_assert!(!INDEX.search(&question).confident);
    }
}

#[test]
fn empty_short_and_very_long_questions() {
    for question in ["", " ", "?", "å", "x", "...", "jeg", "jeg har et", "1", "'"] {
        assert!(!INDEX.search(question).confident, "{question:?}");
    }
    let long = "barnehageplass ".repeat(2_000);
    assert!(finds(&long, "barnehageplass"));
    assert!(!INDEX.search(&"x".repeat(100_000)).confident);
}

/// An index built anew answers alike: nothing hangs on the order of a hash table.
#[test]
fn two_indexes_of_the_same_list_agree() {
    let lexicon = std::sync::Arc::new(Lexicon::built_in().expect("the built-in lists"));
    let again = Index::build(common::documents(), lexicon);
    for question in common::questions(include_str!("../../../data/questions/open.csv")) {
        let (one, other) = (INDEX.search(&question.text), again.search(&question.text));
        assert_eq!((one.hits, one.evidence), (other.hits, other.evidence), "{}", question.text);
    }
}

#[test]
fn one_meaning_in_many_spellings() {
    for (slug, questions) in [
        (
            "fornye-forerkort",
            &[
                "fornye førerkort",
                "FORNYE FØRERKORT",
                "fornye forerkort",
                "fornye foererkort",
                "fornye førarkort",
                "lappen",
            ][..],
        ),
        ("d-nummer", &["d-nummer", "d nummer", "dnummer", "D-NUMMER"]),
        ("bostotte", &["bostøtte", "bustøtte", "bo støtte", "bostotte"]),
        ("omsorg-samtale", &["hjemmesykepleie", "heimesjukepleie", "hjemme sykepleie"]),
        ("skattemelding", &["selvangivelse", "sjølvmelding", "skatte melding", "tax return"]),
    ] {
        for question in questions {
            assert!(finds(question, slug), "{question}: {:?}", INDEX.search(question).hits);
        }
    }
}

/// What one list has in its titles is its own, however often it was heard that others do not have it.
#[test]
fn a_list_with_more_services_answers_for_them() {
    let question = "når blir søppelet hentet";
    assert!(!INDEX.search(question).confident);
    let more = Document::new("renovasjon".to_owned())
        .with(Place::Title, "Henting av søppel")
        .with(Place::Body, "Vi hjelper deg å finne dagen da søppelet blir hentet hos deg.");
    let index = Index::build(common::documents().into_iter().chain([more]), Lexicon::shared());
    let found = index.search(question);
    assert!(found.confident && found.hits[0].0 == "renovasjon", "{found:?}");
}

/// What was heard before decides where the list and the word lists are silent.
#[test]
fn a_question_like_those_heard_leans_as_they_did() {
    let question = "kveldstur med hundespann";
    let sure = |inside: bool| {
        let heard = std::iter::repeat_n((question, inside), 30);
        let lexicon = Lexicon::unheard().expect("the built-in lists").having_heard(heard);
        Index::build(common::documents(), lexicon.into()).search(question).evidence.leaning
    };
    assert!(sure(true) > 0.0 && sure(false) < 0.0);
}
