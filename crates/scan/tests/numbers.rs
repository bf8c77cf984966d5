//! Organisation numbers and accounts in every way people write them, and numbers of other things that look the same.
//!
//! `cargo nextest run -p torg-scan numbers --success-output final` prints the scores, and the texts that were missed.

mod corpus;
#[path = "corpus/templates.rs"]
mod templates;

use std::collections::BTreeMap;
use std::ops::Range;

use corpus::{Line, Scores};
use templates::Dice;
use torg_scan::{Hit, Kind, Options};

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

/// Scores of these kinds.
fn scores(file: &str, kinds: &[Kind], options: &Options) -> Scores {
    let mut scores = Scores::new();
    for (_, line) in filled(file) {
        let mut hits = torg_scan::scan_with(&line.text, options);
        hits.retain(|hit| kinds.contains(&hit.kind));
        corpus::count(&line, &hits, &mut scores);
    }
    scores.retain(|kind, _| kinds.contains(kind));
    scores
}

/// Prints each text that is missed or found too much in, how often, and the scores.
fn print(file: &str, scores: &Scores) {
    let mut wrong = BTreeMap::<(String, String), usize>::new();
    for (template, line) in filled(file) {
        let hits = torg_scan::scan_with(&line.text, &Options::numbers());
        let same =
            |hit: &Hit, (kind, mark): &(Kind, Range<usize>)| hit.kind == *kind && corpus::half_shared(mark, &hit.span);
        let missed = line.marks.iter().filter(|mark| !hits.iter().any(|hit| same(hit, mark)));
        let missed = missed.map(|mark| (mark.0, format!("missed {}", mark.0)));
        let extra = hits.iter().filter(|hit| !line.marks.iter().any(|mark| same(hit, mark)));
        let extra = extra.map(|hit| (hit.kind, format!("too much {}", hit.kind)));
        for (_, what) in missed.chain(extra).filter(|(kind, _)| scores.contains_key(kind)) {
            *wrong.entry((template.clone(), what)).or_default() += 1;
        }
    }
    for ((template, what), times) in wrong {
        println!("  {times:>3} times {what}: {template}");
    }
    corpus::print(file, scores);
}

fn passes(scores: &Scores, goal: f64) -> bool {
    scores.values().all(|c| c.recall() >= goal && c.precision() >= goal)
}

#[test]
fn numbers_in_every_way_people_write_them() {
    let scores = scores("numbers.txt", &KINDS, &Options::numbers());
    print("numbers.txt", &scores);
    assert!(scores.len() == KINDS.len() && passes(&scores, GOAL));
}

#[test]
fn phones_in_every_way_people_write_them() {
    let scores = scores("phones.txt", &[Kind::Phone], &Options::numbers());
    print("phones.txt", &scores);
    assert!(scores.len() == 1 && passes(&scores, PHONES));
}

/// The goals must be able to fail: a kind that is not looked for is not found, and nothing counts as right.
#[test]
fn scores_fall_without_a_kind() {
    for (file, kind) in
        [("numbers.txt", Kind::Organisation), ("numbers.txt", Kind::Account), ("phones.txt", Kind::Phone)]
    {
        assert!(!passes(&scores(file, &[kind], &Options::numbers().without(kind)), 0.5), "{kind}");
    }
}
