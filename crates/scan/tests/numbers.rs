//! Organisation numbers and accounts in every way people write them, and numbers of other things that look the same.
//!
//! `cargo nextest run -p torg-scan numbers --success-output final` prints the scores, and the texts that were missed.

mod corpus;

use std::collections::BTreeMap;

use corpus::templates::{self, Dice};
use corpus::{Line, Scores};
use torg_scan::{Kind, Options};

/// Each text is filled so many times.
const ROUNDS: u64 = 12;
const GOAL: f64 = 0.99;
const KINDS: [Kind; 2] = [Kind::Organisation, Kind::Account];
const PHONES: f64 = 0.97;

fn filled(file: &str) -> Vec<(String, Line)> {
    let templates = templates::read(file);
    let mut lines = Vec::new();
    for round in 0..ROUNDS {
        let mut dice = Dice::new(round);
        lines.extend(templates.iter().map(|template| (template.clone(), dice.fill(template))));
    }
    lines
}

/// Scores of the two kinds; prints each text that is missed or found too much in, with how often.
fn scores(file: &str, kinds: &[Kind]) -> Scores {
    let mut scores = Scores::new();
    let mut wrong = BTreeMap::<(String, &str), (usize, String)>::new();
    for (template, line) in filled(file) {
        let mut hits = torg_scan::scan_with(&line.text, &Options::numbers());
        let mut note = |what, text: &str| {
            let entry = wrong.entry((template.clone(), what)).or_insert_with(|| (0, text.to_owned()));
            entry.0 += 1;
        };
        for (kind, mark) in &line.marks {
            if kinds.contains(kind) && !hits.iter().any(|h| h.kind == *kind && corpus::half_shared(mark, &h.span)) {
                note("missed", &line.text[mark.clone()]);
            }
        }
        hits.retain(|hit| kinds.contains(&hit.kind));
        for hit in &hits {
            if !line.marks.iter().any(|(kind, mark)| hit.kind == *kind && corpus::half_shared(mark, &hit.span)) {
                note(hit.kind.as_str(), &line.text[hit.span.clone()]);
            }
        }
        corpus::count(&line, &hits, &mut scores);
    }
    for ((template, what), (times, example)) in wrong {
        println!("  {times:>3} {what}: {template} ({example})");
    }
    scores.retain(|kind, _| kinds.contains(kind));
    corpus::print(file, &scores);
    scores
}

fn passes(scores: &Scores, goal: f64) -> bool {
    !scores.is_empty() && scores.values().all(|c| c.recall() >= goal && c.precision() >= goal)
}

#[test]
fn numbers_in_every_way_people_write_them() {
    assert!(passes(&scores("numbers.txt", &KINDS), GOAL));
}

#[test]
fn numbers_held_out() {
    assert!(passes(&scores("numbers-held-out.txt", &KINDS), GOAL));
}

#[test]
fn numbers_third() {
    assert!(passes(&scores("numbers-third.txt", &KINDS), GOAL));
}

#[test]
fn numbers_fourth() {
    assert!(passes(&scores("numbers-fourth.txt", &KINDS), GOAL));
}

#[test]
fn phones_in_every_way_people_write_them() {
    assert!(passes(&scores("phones.txt", &[Kind::Phone]), PHONES));
}
