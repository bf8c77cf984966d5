//! Reads the marked texts, and counts what a scanner makes of them.

use std::collections::BTreeMap;
use std::ops::Range;

use torg_scan::{Hit, Kind};

/// A line without its marks, and what was marked.
pub struct Line {
    pub text: String,
    pub marks: Vec<(Kind, Range<usize>)>,
}

/// Takes the marks `{kind:text}` off.
pub fn parse(line: &str) -> Line {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some((head, mark)) = rest.split_once('{') {
        text.push_str(head);
        let (word, tail) = mark.split_once(':').expect("a mark names its kind");
        let kind = Kind::parse(word).expect("a known kind");
        let (value, tail) = tail.split_once('}').expect("a mark is closed");
        marks.push((kind, text.len()..text.len() + value.len()));
        text.push_str(value);
        rest = tail;
    }
    text.push_str(rest);
    Line { text, marks }
}

/// Counts for one kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub marked: usize,
    pub found: usize,
    /// Pairs of the same kind that share at least half of the longer one.
    pub overlapping: usize,
    /// Pairs with the same span, punctuation at the ends aside.
    pub exact: usize,
}

impl Count {
    pub fn recall(&self) -> f64 {
        ratio(self.overlapping, self.marked)
    }

    pub fn precision(&self) -> f64 {
        ratio(self.overlapping, self.found)
    }
}

/// An empty denominator counts as nothing right: a kind that is never found does not pass.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

pub type Scores = BTreeMap<Kind, Count>;

/// Pairs marks and hits of a line one to one.
pub fn count(line: &Line, hits: &[Hit], scores: &mut Scores) {
    let mut used = vec![false; hits.len()];
    for (kind, mark) in &line.marks {
        let entry = scores.entry(*kind).or_default();
        entry.marked += 1;
        let pair = (0..hits.len()).find(|i| !used[*i] && hits[*i].kind == *kind && half_shared(mark, &hits[*i].span));
        if let Some(i) = pair {
            used[i] = true;
            entry.overlapping += 1;
            entry.exact += usize::from(trim(&line.text, mark) == trim(&line.text, &hits[i].span));
        }
    }
    for hit in hits {
        scores.entry(hit.kind).or_default().found += 1;
    }
}

pub fn half_shared(a: &Range<usize>, b: &Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * shared >= a.len().max(b.len())
}

fn trim(text: &str, span: &Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let mark = |c: char| !c.is_alphanumeric() && c != '+';
    let head = part.len() - part.trim_start_matches(mark).len();
    let tail = part.len() - part.trim_end_matches(mark).len();
    span.start + head..(span.end - tail).max(span.start + head)
}

pub fn print(title: &str, scores: &Scores) {
    println!("{title}");
    println!("  {:<13}{:>7}{:>7}{:>9}{:>11}{:>14}", "kind", "marked", "found", "recall", "precision", "exact recall");
    for (kind, c) in scores {
        let exact = ratio(c.exact, c.marked);
        println!(
            "  {:<13}{:>7}{:>7}{:>9.3}{:>11.3}{:>14.3}",
            kind.as_str(),
            c.marked,
            c.found,
            c.recall(),
            c.precision(),
            exact
        );
    }
}
