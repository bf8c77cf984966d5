//! Passport numbers: no control digit and many shapes, so a word for a passport must stand near.

use crate::after::nearest_after;
use crate::alphabet::{char_start, letter_at, letter_before, space_at};
use crate::run::{Gap, Run};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind};

/// Characters in a passport number.
const LENGTH: std::ops::RangeInclusive<usize> = 6..=10;

/// Looks at letters and digits around the run's first group. Returns the end of a hit.
pub fn at(scan: &mut Scan, run: &Run, glued: bool) -> Option<usize> {
    let bytes = scan.bytes();
    let first = run.groups()[0];
    let (start, end) = if glued { token(bytes, first.start)? } else { token_after(bytes, run)? };
    let digits = bytes[start..end].iter().filter(|b| b.is_ascii_digit()).count();
    if digits < 3 || (digits < 4 && end - start < 8) || start < scan.last_end() {
        return None;
    }
    let context = scan.context(start, end);
    let named = context.says(Label::Passport) && context.before.is_none_or(|f| f.words <= 7);
    // "Pass utstedt i 2019, dokumentnummer EAA000901": words for days and numbers may come between.
    let between = context.before.is_none_or(|f| {
        matches!(f.label, Label::OtherDay | Label::Unknown | Label::Birth) || f.label == Label::Reference && !f.direct
    });
    let unclaimed = context.before.is_none_or(|f| !f.direct || f.label == Label::Unknown);
    let behind = || unclaimed && nearest_after(scan.text, end, Label::Passport).is_some();
    let around = context.heard(Label::Passport) && between && !context.unit;
    // What is an organisation number as well needs a passport named for itself.
    let company = || {
        let digits: String = scan.text[start..end].chars().filter(char::is_ascii_digit).collect();
        digits.len() == 9 && torg_base::orgnr::valid(&digits)
    };
    if !(named || (around || behind()) && !company()) || (bytes[start].is_ascii_lowercase() && !named) {
        return None;
    }
    let confidence = if context.says_directly(Label::Passport) { Confidence::Certain } else { Confidence::Likely };
    scan.hit(Kind::Passport, start..end, confidence, "a passport is named beside it");
    Some(end)
}

/// A token of capitals and digits that holds the digit at `digit`, with letters before it.
fn token(bytes: &[u8], digit: usize) -> Option<(usize, usize)> {
    let mut start = digit;
    while start > 0 && (bytes[start - 1].is_ascii_uppercase() || bytes[start - 1].is_ascii_digit()) {
        start -= 1;
    }
    if start == digit {
        // "eab000903"
        start -= bytes[..digit].iter().rev().take(4).take_while(|b| b.is_ascii_lowercase()).count();
        if digit - start > 3 {
            return None;
        }
    }
    let end = token_end(bytes, digit);
    let clean = !letter_before(bytes, start) && !letter_at(bytes, end);
    (clean && LENGTH.contains(&(end - start))).then_some((start, end))
}

/// Digits first, or letters and a space before the digits ("EH 0000123").
fn token_after(bytes: &[u8], run: &Run) -> Option<(usize, usize)> {
    let first = run.groups()[0];
    let mut start = first.start;
    let mut end = token_end(bytes, first.start);
    if start > 1 && bytes[start - 1] == b' ' && bytes[start - 2].is_ascii_uppercase() {
        let letters = bytes[..start - 1].iter().rev().take_while(|b| b.is_ascii_uppercase()).count();
        let clean = !letter_before(bytes, start - 1 - letters);
        if (1..=3).contains(&letters) && clean && first.len() >= 3 {
            start -= 1 + letters;
        }
    }
    let mut g = 0;
    // "30 000 145": groups parted by spaces count as one number when nothing else fits.
    while end == run.groups()[g].end
        && run.gap(g) == Some(Gap::Space)
        && run.groups()[g + 1].len() <= 7
        && end - start < 9
    {
        g += 1;
        end = run.groups()[g].end;
    }
    let compact = bytes[start..end].iter().filter(|b| b.is_ascii_alphanumeric()).count();
    let char_before = start > 0
        && matches!(bytes[char_start(bytes, start - 1)], b'.' | b',' | b'/' | b'-' | b'+')
        && start > 1
        && bytes[start - 2].is_ascii_digit();
    let more = match bytes.get(end) {
        Some(b'.' | b',' | b'/' | b'-' | b':') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        _ => space_at(bytes, end) > 0 && bytes.get(end + space_at(bytes, end)).is_some_and(u8::is_ascii_digit) && g > 0,
    };
    let plus = bytes[..start].ends_with(b"+");
    let clean = !letter_at(bytes, end) && !char_before && !more && !plus;
    (clean && LENGTH.contains(&compact)).then_some((start, end))
}

fn token_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count()
}
