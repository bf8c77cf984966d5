//! Finds the coefficients of `trust.rs`: logistic regression on the learning half of the open questions.
//!
//! `cargo run -p torg-find --example calibrate` prints the table. With a file name it also writes what the search
//! makes of each question of the learning half, for reading.

#[path = "../tests/common/mod.rs"]
mod common;

use std::fmt::Write as _;

use torg_find::trust::{NAMES, SURE};

const OPEN: &str = include_str!("../../../data/questions/open.csv");
/// Keeps coefficients small where the questions say little.
const RIDGE: f64 = 0.003;
/// The questions are searched for in so many parts.
const PARTS: usize = 10;
const STEPS: usize = 40_000;
const PACE: f64 = 0.05;

fn main() {
    let learnt = common::questions(OPEN);
    let learnt: Vec<_> = learnt.iter().filter(|q| !common::is_held_out(q)).collect();
    // No question is searched for in an index that has heard it.
    let indexes: Vec<_> = (0..PARTS)
        .map(|part| common::having_heard((0..).zip(&learnt).filter(|(n, _)| n % PARTS != part).map(|(_, q)| *q)))
        .collect();
    let mut told = String::new();
    let mut samples: Vec<(Vec<f64>, f64)> = Vec::new();
    for (n, question) in learnt.iter().enumerate() {
        let found = indexes[n % PARTS].search(&question.text);
        let values: Vec<f64> = found.evidence.values().iter().map(|v| f64::from(*v)).chain([1.0]).collect();
        let hits: Vec<&str> = found.hits.iter().take(3).map(|h| h.0.as_str()).collect();
        let place = hits.iter().position(|h| question.right.iter().any(|r| r == h));
        let verdict = match (question.right.is_empty(), found.confident, place) {
            (true, false, _) | (false, true, Some(0)) => "ok",
            (true, true, _) => "WRONGLY SURE",
            (false, false, Some(_)) => "UNSURE",
            (false, true, Some(_)) => "near",
            (false, _, None) => "MISSED",
        };
        let _ = writeln!(
            told,
            "{verdict:12} {:.2} {:?} -> {hits:?} {:?}",
            found.evidence.probability(),
            question.text,
            question.right
        );
        samples.push((values, f64::from(u8::from(!question.right.is_empty()))));
    }
    let coefficients = fit(&samples);
    println!("{:12} {SURE}", "threshold");
    for (name, value) in NAMES.iter().chain(&["constant"]).zip(&coefficients) {
        println!("{name:12} {value:.2}");
    }
    println!("[{}]", coefficients.iter().map(|c| format!("{c:.2}")).collect::<Vec<_>>().join(", "));
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(path, told).expect("a file that can be written");
    }
}

/// Plain gradient descent; inside and outside weigh the same however many there are of each.
fn fit(samples: &[(Vec<f64>, f64)]) -> Vec<f64> {
    let inside = samples.iter().filter(|s| s.1 > 0.5).count() as f64;
    let outside = samples.len() as f64 - inside;
    let mut factors = vec![0.0; samples[0].0.len()];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = factors.iter().map(|f| f * RIDGE).collect();
        for (values, right) in samples {
            let sum: f64 = values.iter().zip(&factors).map(|(v, f)| v * f).sum();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - right;
            let weight = if *right > 0.5 { 0.5 / inside } else { 0.5 / outside };
            values.iter().zip(&mut slope).for_each(|(value, s)| *s += wrong * value * weight);
        }
        factors.iter_mut().zip(&slope).for_each(|(factor, s)| *factor -= PACE * s * 10.0);
    }
    factors
}
