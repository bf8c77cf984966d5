//! The words behind a number.

use crate::alphabet::{letter_at, lower, space_at, word_end, word_start};
use crate::context::{Found, starts_with_word};
use crate::gap::{Gap, rest_of_word};
use crate::noun::{ends_in_a_role, is_weak, tells_of_number};
use crate::stems::STEM_TABLE;
use crate::words::{IN_FIELD, LINKS, Label};

const AFTER: usize = 48;

/// The nearest label after `end` that speaks of the number: "98765432 (KID)", "98765432 er kundenummeret". What merely
/// follows speaks of the next number.
pub fn after(bytes: &[u8], end: usize) -> Option<Found> {
    let next = end + space_at(bytes, end);
    if bytes.get(next) != Some(&b'(') && !starts_with_word(bytes, next, &LINKS) {
        return None;
    }
    let to = (end + AFTER).min(bytes.len());
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - end];
    lower(&bytes[end..to], lowered);
    let (label, start, stem_end) = first_stem(lowered, |_| true)?;
    let gap = Gap::read(lowered, 0, word_start(lowered, start), &bytes[end..to]);
    let rest = rest_of_word(lowered, stem_end);
    let closes = lowered[rest..].starts_with(b")") || lowered[rest..].starts_with(b".)");
    let parenthesis = closes && (lowered.starts_with(b" (") || lowered.starts_with(b"("));
    let word = &lowered[start..rest];
    // "991825827 er parkeringsselskapet" speaks of no number of a thing.
    let claims = !label.is_thing() || ((parenthesis || gap.numbered || tells_of_number(word)) && !ends_in_a_role(word));
    let tied = (gap.verb || parenthesis) && gap.direct && !gap.comma && label != Label::Nothing && claims;
    let weak = !tells_of_number(word) && is_weak(word);
    tied.then_some(Found { label, direct: true, words: gap.words, numbered: true, weak })
}

/// "Merk betalingen med 12 i KID-feltet": the field behind says more than any word before.
pub fn field_behind(bytes: &[u8], end: usize) -> Option<Found> {
    let word = end + space_at(bytes, end);
    let field = word_end(bytes, word) + 1;
    if !starts_with_word(bytes, word, &IN_FIELD) || field >= bytes.len() {
        return None;
    }
    let to = word_end(bytes, field).min(field + AFTER);
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - field];
    lower(&bytes[field..to], lowered);
    const FIELDS: [&[u8]; 4] = [b"kid", b"melding", b"referanse", b"ref-"];
    let is_field = FIELDS.iter().any(|field| lowered.starts_with(field));
    is_field.then_some(Found { label: Label::Reference, direct: true, words: 1, numbered: true, weak: false })
}

/// The first stem of one label after `end`, at most four words away in the same clause.
pub fn nearest_after(text: &str, end: usize, label: Label) -> Option<Found> {
    let bytes = text.as_bytes();
    let next = end + space_at(bytes, end);
    if bytes.get(next) != Some(&b'(') && !letter_at(bytes, next) {
        return None;
    }
    let to = (end + AFTER).min(bytes.len());
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - end];
    lower(&bytes[end..to], lowered);
    let (_, start, _) = first_stem(lowered, |found| found == label)?;
    let gap = Gap::read(lowered, 0, word_start(lowered, start), &bytes[end..to]);
    let near = gap.words <= 4 && !gap.digits && !gap.stop && !gap.comma;
    near.then_some(Found { label, direct: false, words: gap.words, numbered: false, weak: false })
}

/// The stem that begins first; of several the longest.
fn first_stem(lowered: &[u8], wanted: impl Fn(Label) -> bool) -> Option<(Label, usize, usize)> {
    let mut best: Option<(Label, usize, usize)> = None;
    STEM_TABLE.find(lowered, |label, s, e| match best {
        _ if !wanted(label) => {}
        None => best = Some((label, s, e)),
        Some((_, bs, _)) if s == bs => best = Some((label, s, e)),
        _ => {}
    });
    best
}
