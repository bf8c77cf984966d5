//! Organisation numbers: nine digits with a control digit, and a VAT form that is nothing else.

use torg_base::orgnr;

use crate::alphabet::{letter_at, letter_before, space_at};
use crate::number::{Candidate, Found};
use crate::run::{Gap, Run, has_cents, stands_in_list};
use crate::words::Label;
use crate::{Confidence, Kind};

/// First digits of numbers in use: 8 and 9, since 2023 also 2 and 3.
const FIRST: &[u8] = b"2389";

/// Weighs nine digits. One number in eleven has a right control digit by chance: a number that the words call the
/// number of a thing ("fakturanr.", "KID", "saksnummer") is that thing's and no hit, in the VAT form it is a hit in
/// any company, and alone it is a likely one.
pub fn found(c: &Candidate) -> Option<Found> {
    if c.digits()[0] == b'0' || !orgnr::valid(c.text()) {
        return None;
    }
    let bytes = c.scan.bytes();
    let (start, end) = (c.start(), c.end());
    let direct = || c.context().says_directly(Label::Organisation);
    let shaped = c.has_shape(&[&[9], &[3, 3, 3]]) && c.run.even(c.from, c.count) || c.broken_once();
    let in_any_groups = || c.count <= 5 && c.whole_line() && direct();
    if !(shaped || in_any_groups()) {
        return None;
    }
    let country = start > 1 && bytes[start - 2..start].eq_ignore_ascii_case(b"NO") && !letter_before(bytes, start - 2);
    if country || vat_behind(bytes, end) || scheme_before(bytes, start) {
        return Some((Kind::Organisation, start, Confidence::Certain, "VAT or 0192 form, control digit"));
    }
    // "orgnr991825827", "org_991825827.pdf"
    let glued = (letter_before(bytes, start) || bytes[..start].ends_with(b"_")) && direct();
    let free = stands_in_list(bytes, start, end) && !amount(c);
    let row = || c.part_of_row(3..=3) && !another_behind(c) && !direct();
    if !(glued || free) || row() {
        return None;
    }
    weigh(c)
}

/// What the words around say of nine digits that stand free.
fn weigh(c: &Candidate) -> Option<Found> {
    let start = c.start();
    let context = c.context();
    let likely_first = FIRST.contains(&c.digits()[0]);
    // Foreign phones may have nine digits; whoever "ringte 991825827" may have called a company.
    let called = context.before.is_some_and(|f| !f.numbered) && likely_first;
    let phone = context.says_directly(Label::Phone) && !context.heard(Label::Organisation) && !called;
    let money = c.count > 1 && context.before.is_some_and(|f| f.label == Label::Amount && f.words <= 5);
    let plus = c.scan.bytes()[..start].ends_with(b"+");
    if context.belongs_to_thing_of() || phone || money || plus || context.says_directly(Label::Passport) {
        return None;
    }
    let (confidence, reason) = match context.says(Label::Organisation) {
        true if context.says_directly(Label::Organisation) => (Confidence::Certain, "named so, control digit"),
        true => (Confidence::Likely, "a company beside it, control digit"),
        false if context.may_belong_to_thing() && !context.belongs_to_thing() => return None,
        false if likely_first || c.count > 1 => (Confidence::Likely, "nine digits, control digit"),
        false => (Confidence::Possible, "nine digits, control digit"),
    };
    Some((Kind::Organisation, start, confidence, reason))
}

/// "MVA" behind the number, glued to it or after a space or a hyphen.
fn vat_behind(bytes: &[u8], end: usize) -> bool {
    let glued = bytes.get(end..end + 3).is_some_and(|tail| tail.eq_ignore_ascii_case(b"MVA"));
    let at = end + space_at(bytes, end) + usize::from(bytes.get(end) == Some(&b'-'));
    glued || (bytes[at..].starts_with(b"MVA") && !letter_at(bytes, at + 3))
}

/// The code of the Norwegian register in an electronic address, today's or the old one, before the number.
fn scheme_before(bytes: &[u8], start: usize) -> bool {
    let at = start.saturating_sub(1);
    let gap = bytes.get(at).is_some_and(|b| b":- ".contains(b));
    gap && (bytes[..at].ends_with(b"0192") || bytes[..at].ends_with(b"9908"))
}

/// "991825827,50" is an amount; between commas it is a cell of a table: "Havn AS,991825827,12".
fn amount(c: &Candidate) -> bool {
    let bytes = c.scan.bytes();
    let (start, end) = (c.start(), c.end());
    let behind = bytes[end..].iter().skip(1).find(|b| !b.is_ascii_digit());
    let cell = match start.checked_sub(1).map(|i| bytes[i]) {
        Some(b',' | b'"') => behind.is_none_or(|b| b",\r\n".contains(b)),
        None | Some(b'\n') => behind == Some(&b','),
        _ => false,
    };
    has_cents(bytes, end) && !(cell && c.count == 1)
}

/// A whole number of another kind begins with the group behind, so that the two are no row: a phone written 3-2-3, or
/// another organisation number.
fn another_behind(c: &Candidate) -> bool {
    let next = c.from + c.count;
    if c.run.gap(next - 1) != Some(Gap::Space) {
        return false;
    }
    begins_at(c.scan.bytes(), c.run, next) || c.run.shape(next, &[3, 2, 3])
}

/// Whether the groups from `g` on are an organisation number in three parts.
pub fn begins_at(bytes: &[u8], run: &Run, g: usize) -> bool {
    let mut digits = [0; 20];
    run.shape(g, &[3, 3, 3])
        && run.digits(bytes, g, 3, &mut digits) == 9
        && std::str::from_utf8(&digits[..9]).is_ok_and(orgnr::valid)
}
