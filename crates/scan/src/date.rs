//! Dates of birth: a date with a word for a birth beside it, or a date behind a name in a table.

use crate::after::nearest_after;
use crate::alphabet::{capital_at, letter_before, lower, space_at, space_before, word_end, word_start};
use crate::before::nearest;
use crate::context::starts_with_word;
use crate::list::list_start;
use crate::run::{Gap, Run};
use crate::scanner::Scan;
use crate::words::{BETWEEN_DATES, Label, Words};
use crate::{Confidence, Kind};

/// Every way to write a month's name, full stop aside.
#[rustfmt::skip]
static MONTH_WORDS: Words = Words::new(&[
    "apr", "april", "aug", "august", "dec", "december", "des", "desember", "feb", "febr", "februar", "february",
    "jan", "januar", "january", "jul", "juli", "july", "jun", "june", "juni", "mai", "mar", "march", "mars", "may",
    "nov", "november", "oct", "october", "okt", "oktober", "sep", "sept", "september",
]);
/// "Born before 1 January 1954" is a limit and nobody's birthday.
#[rustfmt::skip]
static LIMITS: Words = Words::new(&[
    "after", "before", "between", "enn", "etter", "fra", "fram", "frem", "from", "frå", "før", "innan", "innen",
    "mellom", "period", "perioden", "seinast", "senest", "sidan", "siden", "since", "than", "tidlegast", "tidligst",
    "until", "within",
]);
/// "Born 1 January 1954 or earlier" too.
#[rustfmt::skip]
const LIMITS_BEHIND: &[&str] = &[
    " eller tid", " eller sen", " eller sein", " eller før", " eller etter", " og tid", " og sen", " og sein",
    " og før", " og etter", " or ear", " or lat", " or bef", " or aft", " and ear", " and lat", " and bef",
    " and aft", " og eldre", " og yngre",
];
/// Years that can be those of somebody living.
const YEARS: std::ops::RangeInclusive<u32> = 1890..=2039;
/// A date behind a name in a table is one of birth when the year is this or earlier: appointments are newer.
const OLD: u32 = 2012;

/// The same for a date in parentheses.
const CHILDREN: u32 = 2024;

/// A date in the text.
struct Date {
    start: usize,
    end: usize,
    year: u32,
    /// Six or eight digits in one piece: a date only where a birth is named.
    bare: bool,
}

/// Looks at the groups from `g` on. Returns the end of a hit.
pub fn at(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let date = numeric(bytes, run, g).or_else(|| worded(bytes, run, g)).or_else(|| bare(bytes, run, g))?;
    if bytes.get(date.end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let context = scan.context(date.start, date.end);
    let other_day = context.before.is_some_and(|f| f.label == Label::OtherDay);
    // "Født (ifølge pass) 12.03.1985": another label may come between, but no other day.
    let named = context.says(Label::Birth)
        || (!other_day && context.heard(Label::Birth) && nearest(scan.text, date.start, Label::Birth).is_some());
    let glued = letter_before(bytes, date.start);
    let behind = !other_day && !named && nearest_after(scan.text, date.end, Label::Birth).is_some();
    let star = bytes[..date.start - space_before(bytes, date.start)].ends_with(b"*");
    let named = named || ((behind || star) && !date.bare && !glued);
    if glued && !context.says_directly(Label::Birth) {
        return None;
    }
    let birth = named && !context.before.is_some_and(|f| f.label == Label::OtherDay && f.direct);
    if birth && !limited(bytes, date.start, date.end) {
        let direct = context.says_directly(Label::Birth);
        if date.bare && !direct {
            return None;
        }
        let confidence = if direct { Confidence::Certain } else { Confidence::Likely };
        scan.hit(Kind::BirthDate, date.start..date.end, confidence, "a birth is named beside it");
        return Some(date.end);
    }
    if !date.bare && !other_day && second_date(scan, &date) && !limited(bytes, date.start, date.end) {
        scan.hit(Kind::BirthDate, date.start..date.end, Confidence::Possible, "a second date beside a date of birth");
        return Some(date.end);
    }
    let said = context.before.is_some_and(|f| f.direct && f.label != Label::Person);
    if !date.bare && !said && behind_a_name(scan.text, date.start, date.year) {
        scan.hit(Kind::BirthDate, date.start..date.end, Confidence::Possible, "a date of long ago behind a name");
    }
    // A date is nothing else, even when it is nobody's birthday.
    (!date.bare).then_some(date.end)
}

/// "Fødselsdato 01.02.1970, i passet står 02.01.1970", "født 12.03.2015, Jakob 04.05.2017": the text lists dates of
/// birth or doubts between two.
fn second_date(scan: &Scan, date: &Date) -> bool {
    let Some(last) = scan.hits().last().filter(|last| last.kind == Kind::BirthDate) else { return false };
    if date.start - last.span.end > 48 || date.year > CHILDREN {
        return false;
    }
    let between = &scan.text[last.span.end..date.start];
    let known = |word: &str| BETWEEN_DATES.has(word.to_lowercase().as_bytes()) || word.starts_with(char::is_uppercase);
    !between.contains(". ") && between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(known)
}

fn value(bytes: &[u8], start: usize, end: usize) -> u32 {
    bytes[start..end].iter().fold(0u32, |v, b| v.saturating_mul(10).saturating_add(u32::from(b - b'0')))
}

/// 12.03.1985, 12/3-85, 1985-03-12, 5/2 2021.
fn numeric(bytes: &[u8], run: &Run, g: usize) -> Option<Date> {
    let [a, b, c] = *run.groups().get(g..g + 3)? else { return None };
    let (gap, second) = (run.gap(g)?, run.gap(g + 1)?);
    if matches!(gap, Gap::Line | Gap::Loose) || matches!(second, Gap::Line | Gap::Loose) {
        return None;
    }
    let (x, y, z) = (value(bytes, a.start, a.end), value(bytes, b.start, b.end), value(bytes, c.start, c.end));
    let day_first = a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 2 | 4);
    let spaced = (gap == Gap::Space && second != Gap::Space) || (second == Gap::Space && c.len() != 4);
    let bare = gap == Gap::Space && !(a.len() == 2 && b.len() == 2);
    let (year, day, month) = if day_first && !spaced {
        let (day, month) = if y > 12 { (y, x) } else { (x, y) };
        (full_year(z, c.len()), day, month)
    } else if a.len() == 4 && b.len() <= 2 && c.len() <= 2 && gap == second && gap != Gap::Space {
        (x, z, y)
    } else {
        return None;
    };
    let longer = run.gap(g + 2).is_some_and(|next| matches!(next, Gap::Dot | Gap::Dash | Gap::Slash)) && a.len() != 4;
    let real = (1..=31).contains(&day) && (1..=12).contains(&month) && YEARS.contains(&year);
    (real && !longer).then_some(Date { start: a.start, end: c.end, year, bare })
}

/// A year of two digits belongs to this century up to the thirties: only the order of magnitude is used.
fn full_year(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (4, _) => year,
        (_, 0..=30) => 2000 + year,
        _ => 1900 + year,
    }
}

/// 12. mars 1985, 12 March 1985, 23rd of April 1955, March 3, 2001.
fn worded(bytes: &[u8], run: &Run, g: usize) -> Option<Date> {
    let day = run.groups()[g];
    if day.len() > 2 || !(1..=31).contains(&value(bytes, day.start, day.end)) {
        return None;
    }
    month_before(bytes, day.start, day.end).or_else(|| month_after(bytes, day.start, day.end))
}

fn month_after(bytes: &[u8], start: usize, end: usize) -> Option<Date> {
    let mut at = end;
    for ordinal in ["st", "nd", "rd", "th"] {
        if bytes[at..].starts_with(ordinal.as_bytes()) {
            at += 2;
            break;
        }
    }
    at += usize::from(bytes.get(at) == Some(&b'.'));
    at += space_at(bytes, at);
    if bytes[at..].starts_with(b"of ") {
        at += 3;
    }
    at += usize::from(matches!(bytes.get(at), Some(b'-' | b'/')));
    let month = month_end(bytes, at)?;
    let year = month + space_at(bytes, month);
    let year = year + usize::from(matches!(bytes.get(year), Some(b'-' | b',' | b'\'')));
    let year = year + space_at(bytes, year);
    let (year, end) = year_at(bytes, year)?;
    Some(Date { start, end, year, bare: false })
}

fn month_before(bytes: &[u8], start: usize, end: usize) -> Option<Date> {
    let space = space_before(bytes, start);
    let mut month = start - space;
    if month > 0 && bytes[month - 1] == b'.' {
        month -= 1;
    }
    let begin = word_start(bytes, month);
    if space == 0 || begin == month || !is_month(&bytes[begin..month]) {
        return None;
    }
    let mut at = end;
    for ordinal in ["st", "nd", "rd", "th"] {
        if bytes[at..].starts_with(ordinal.as_bytes()) {
            at += 2;
            break;
        }
    }
    at += usize::from(bytes.get(at) == Some(&b','));
    at += space_at(bytes, at);
    let (year, end) = year_at(bytes, at)?;
    Some(Date { start: begin, end, year, bare: false })
}

fn is_month(word: &[u8]) -> bool {
    let mut small = [0; 12];
    if word.len() > small.len() {
        return false;
    }
    lower(word, &mut small[..word.len()]);
    MONTH_WORDS.has(&small[..word.len()])
}

/// End of a month's name that begins here, with its full stop.
fn month_end(bytes: &[u8], at: usize) -> Option<usize> {
    if !starts_with_word(bytes, at, &MONTH_WORDS) {
        return None;
    }
    let end = word_end(bytes, at);
    Some(end + usize::from(bytes.get(end) == Some(&b'.')))
}

fn year_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let year = full_year(value(bytes, at, at + length.min(4)), length);
    (matches!(length, 2 | 4) && YEARS.contains(&year)).then_some((year, at + length))
}

/// ddmmyy, ddmmyyyy or yyyymmdd in one piece, or "12 03 85".
fn bare(bytes: &[u8], run: &Run, g: usize) -> Option<Date> {
    let group = run.groups()[g];
    if let (Some([a, b, c]), true) = (run.groups().get(g..g + 3), run.shape(g, &[2, 2, 2]) && run.even(g, 3)) {
        let date =
            (value(bytes, a.start, a.end), value(bytes, b.start, b.end), full_year(value(bytes, c.start, c.end), 2));
        let real = (1..=31).contains(&date.0) && (1..=12).contains(&date.1);
        return (real && run.gap(g + 2).is_none()).then_some(Date {
            start: a.start,
            end: c.end,
            year: date.2,
            bare: true,
        });
    }
    if run.gap(g).is_some_and(|gap| gap != Gap::Space && gap != Gap::Line) {
        return None;
    }
    let part = |from: usize, to: usize| value(bytes, group.start + from, group.start + to);
    let (day, month, year) = match group.len() {
        6 => (part(0, 2), part(2, 4), full_year(part(4, 6), 2)),
        8 if YEARS.contains(&part(4, 8)) => (part(0, 2), part(2, 4), part(4, 8)),
        8 => (part(6, 8), part(4, 6), part(0, 4)),
        _ => return None,
    };
    let real = (1..=31).contains(&day) && (1..=12).contains(&month) && YEARS.contains(&year);
    real.then_some(Date { start: group.start, end: group.end, year, bare: true })
}

/// "født før", "born after", "eller tidligere": one of the two words before, or those behind, set a limit.
fn limited(bytes: &[u8], start: usize, end: usize) -> bool {
    if LIMITS_BEHIND.iter().any(|words| bytes[end..].starts_with(words.as_bytes())) {
        return true;
    }
    // "I perioden 01.01.2010 til 31.12.2012": the limit stands before the first of the two.
    let mut at = list_start(bytes, start);
    for _ in 0..2 {
        at -= space_before(bytes, at);
        let word = word_start(bytes, at);
        if word == at {
            return false;
        }
        if starts_with_word(bytes, word, &LIMITS) {
            return true;
        }
        at = word;
    }
    false
}

/// Whether the words before are a name: "Kari Moen 12.03.1955", "Emma Lunde (12.03.2016)", "Moen;Kari;12.03.1955".
/// An appointment stands behind names too, but seldom lies long ago or in parentheses.
fn behind_a_name(text: &str, start: usize, year: u32) -> bool {
    let bytes = text.as_bytes();
    let mut at = start - space_before(bytes, start);
    let mark = at.checked_sub(1).map(|i| bytes[i]).filter(|b| b"\t;|,(".contains(b));
    if year > if mark == Some(b'(') { CHILDREN } else { OLD } {
        return false;
    }
    at -= usize::from(mark.is_some());
    at -= space_before(bytes, at);
    let second = word_start(bytes, at);
    let mut gap = second;
    while gap > 0 && b"., \t;|".contains(&bytes[gap - 1]) {
        gap -= 1;
    }
    let first = word_start(bytes, gap);
    let (a, b) = (&text[first..gap], &text[second..at]);
    let table = matches!(mark, Some(b'\t' | b';' | b'|'));
    if table && crate::name::is_given(b) {
        return true;
    }
    let capital = !a.is_empty() && !b.is_empty() && capital_at(bytes, first) && capital_at(bytes, second);
    capital && (table || crate::name::is_given(a) || crate::name::is_given(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(MONTH_WORDS.is_sorted() && LIMITS.is_sorted());
    }

    fn found(text: &str) -> Vec<&str> {
        let hits = crate::scan_with(text, &crate::Options::numbers());
        hits.into_iter().filter(|hit| hit.kind == Kind::BirthDate).map(|hit| &text[hit.span]).collect()
    }

    #[test]
    fn births() {
        assert_eq!(found("født 12. mars 1985 og 4. mai 1987"), ["12. mars 1985", "4. mai 1987"]);
        assert_eq!(found("DOB 1985-03-12"), ["1985-03-12"]);
        assert_eq!(found("f. 120385"), ["120385"]);
        assert_eq!(found("born on March 3, 2001"), ["March 3, 2001"]);
    }

    #[test]
    fn other_days() {
        for text in [
            "født før 01.01.1954",
            "Frist 12.03.1985",
            "født 01.01.1960 eller tidligere",
            "Vedtak 14.02.2025",
            "født i 1985",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
