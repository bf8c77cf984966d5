//! How long reading, indexing and one search take, over the service list and over 2,000 made-up pages of its words.
//!
//! `cargo run -p torg-find --example pace`

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use torg_find::{Document, Index, Lexicon, Place};

const OPEN: &str = include_str!("../../../data/questions/open.csv");
const PAGES: usize = 2_000;

fn main() {
    let questions = common::questions(OPEN);
    let services = common::documents();
    let texts: Vec<&str> = services.iter().flat_map(|d| &d.fields).map(|f| f.text.as_str()).collect();
    let pages = (0..PAGES).map(|n| {
        let body: Vec<&str> = (0..40).map(|m| texts[(n * 7_919 + m * 104_729) % texts.len()]).collect();
        // A word of its own for every page, as names and places give real ones.
        Document::new(n.to_string())
            .with(Place::Title, texts[n % texts.len()])
            .with(Place::Body, format!("{} side{n}", body.join(" ")))
    });
    let begun = Instant::now();
    Lexicon::shared();
    println!("word lists and questions read in {:?}", begun.elapsed());
    let begun = Instant::now();
    common::index();
    println!("services indexed in {:?}", begun.elapsed());
    let pages = Index::build(pages, Lexicon::shared());
    for (name, index) in [("services", common::index()), ("pages", pages)] {
        let mut times: Vec<_> = questions
            .iter()
            .map(|question| {
                let begun = Instant::now();
                let found = index.search(&question.text);
                (begun.elapsed(), found.hits.len())
            })
            .collect();
        times.sort();
        let (median, worst) = (times[times.len() / 2].0, times[times.len() * 99 / 100].0);
        println!("{name:9} {:5} documents, {} questions: median {median:?}, p99 {worst:?}", index.len(), times.len());
    }
}
