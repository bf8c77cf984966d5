//! Takes hits out of a text.

use std::ops::Range;

use crate::{Hit, Kind};

/// What to put where a hit stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As many characters as before: letters, digits and `@` become `x`, what parts them stays. Columns stay where they were.
    SameLength,
    /// A word for the kind: `[national_id]`.
    Label,
}

impl Style {
    /// What stands where `found` stood.
    pub fn replace(self, kind: Kind, found: &str) -> String {
        match self {
            Style::SameLength => same_length(found),
            Style::Label => format!("[{kind}]"),
        }
    }
}

/// The text without the hits. `hits` are in order and do not overlap, as [`crate::scan`] gives them.
pub fn redact(text: &str, hits: &[Hit], style: Style) -> String {
    redact_with(text, hits, |kind, found| style.replace(kind, found))
}

/// The same with words of the caller's own, for instance in the reader's language.
pub fn redact_with(text: &str, hits: &[Hit], mut word: impl FnMut(Kind, &str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in hits {
        let Range { start, end } = hit.span;
        let (Some(between), Some(found)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(between);
        out.push_str(&word(hit.kind, found));
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// `x` for every letter, digit and `@`, so that what is left is nothing to find again.
pub fn same_length(found: &str) -> String {
    found.chars().map(|c| if c.is_alphanumeric() || c == '@' { 'x' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan;

    #[test]
    fn both_styles() {
        let text = "Fnr 209146 95016, ring +47 412 00 013 på mandag.";
        let hits = scan(text);
        assert_eq!(redact(text, &hits, Style::Label), "Fnr [national_id], ring [phone] på mandag.");
        assert_eq!(redact(text, &hits, Style::SameLength), "Fnr xxxxxx xxxxx, ring +xx xxx xx xxx på mandag.");
    }

    #[test]
    fn nothing_is_left_to_find() {
        let text = "konto 1234.56.78903 og e-post blåbær@example.no, Storgata 14, 2870 Dokka";
        let same = redact(text, &scan(text), Style::SameLength);
        assert_eq!(same.chars().count(), text.chars().count());
        assert!(scan(&same).is_empty(), "{same}");
        assert!(scan(&redact(text, &scan(text), Style::Label)).is_empty());
    }
}
