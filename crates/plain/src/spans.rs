//! From byte ranges to findings in order, with their places counted in characters too.

use std::ops::Range;

use crate::{Finding, Kind, Span};

/// Sorts by place, outer before inner, and leaves out what crosses something already kept.
pub(crate) fn arrange(text: &str, mut found: Vec<(Range<usize>, Kind)>) -> Vec<Finding> {
    found.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    let mut open: Vec<usize> = Vec::new();
    let mut count = Counter { text, byte: 0, chars: 0 };
    for (bytes, kind) in found {
        open.retain(|end| *end > bytes.start);
        if open.iter().any(|end| *end < bytes.end) {
            continue;
        }
        open.push(bytes.end);
        let start = count.to(bytes.start);
        let chars = start..start + text[bytes.clone()].chars().count();
        kept.push(Finding { span: Span { bytes, chars }, kind });
    }
    kept
}

/// Counts characters once through the text, since the places come in order.
struct Counter<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl Counter<'_> {
    fn to(&mut self, byte: usize) -> usize {
        self.chars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_left_out_and_what_lies_within_is_kept() {
        let text = "æøå blir sendt hit";
        let mark = |bytes: Range<usize>| (bytes, Kind::Nominalisation);
        let places: Vec<_> = arrange(text, vec![mark(12..17), mark(7..17), mark(0..11), mark(7..21), mark(0..21)])
            .into_iter()
            .map(|f| (f.span.bytes, f.span.chars))
            .collect();
        assert_eq!(places, [(0..21, 0..18), (0..11, 0..8), (12..17, 9..14)]);
    }
}
