//! Dates of birth: a date with a word for a birth beside it, or a date behind a name in a table.

use crate::alphabet::{capital_at, letter_at, letter_before, lower, space_at, space_before, word_end, word_start};
use crate::context::{Context, starts_with_word};
use crate::run::{Gap, Run};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind};

/// Every way to write a month's name, full stop aside.
const MONTH_WORDS: &[&str] = &[
    "jan", "januar", "january", "feb", "febr", "februar", "february", "mar", "mars", "march", "apr", "april", "mai", "may", "jun",
    "juni", "june", "jul", "juli", "july", "aug", "august", "sep", "sept", "september", "okt", "oct", "oktober", "october", "nov",
    "november", "des", "dec", "desember", "december",
];
/// "Born before 1 January 1954" is a limit and nobody's birthday.
const LIMITS: &[&str] = &[
    "før", "etter", "before", "after", "siden", "sidan", "since", "mellom", "between", "innen", "innan", "fram", "frem", "senest", "seinast",
    "tidligst", "tidlegast", "fra", "frå", "from", "until", "til", "by", "within", "than", "enn",
];
/// Years that can be those of somebody living.
const YEARS: std::ops::RangeInclusive<u32> = 1890..=2039;
/// A date behind a name in a table is one of birth when the year is this or earlier: appointments are newer.
const OLD: u32 = 2012;

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
    if letter_before(bytes, date.start) && !date_glued_to_label(bytes, date.start) || bytes.get(date.end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let context = Context::of(scan.text, date.start, date.end);
    let birth = context.says(Label::Birth)
        && !context.before.is_some_and(|f| f.label == Label::OtherDay && f.direct);
    if birth && !limited(bytes, date.start) {
        let direct = context.says_directly(Label::Birth);
        if date.bare && !direct {
            return None;
        }
        let confidence = if direct { Confidence::Certain } else { Confidence::Likely };
        scan.hit(Kind::BirthDate, date.start..date.end, confidence, "a birth is named beside it");
        return Some(date.end);
    }
    let said = context.before.is_some_and(|f| f.direct && f.label != Label::Person);
    if !date.bare && !said && date.year <= OLD && behind_a_name(bytes, date.start) {
        scan.hit(Kind::BirthDate, date.start..date.end, Confidence::Possible, "a date of long ago behind a name");
    }
    // A date is nothing else, even when it is nobody's birthday.
    (!date.bare).then_some(date.end)
}

fn date_glued_to_label(bytes: &[u8], start: usize) -> bool {
    bytes[..start].ends_with(b"f") || bytes[..start].ends_with(b".")
}

fn value(bytes: &[u8], start: usize, end: usize) -> u32 {
    bytes[start..end].iter().fold(0, |v, b| v * 10 + u32::from(b - b'0'))
}

/// 12.03.1985, 12/3-85, 1985-03-12, 5/2 2021.
fn numeric(bytes: &[u8], run: &Run, g: usize) -> Option<Date> {
    let [a, b, c] = *run.groups().get(g..g + 3)? else { return None };
    let (gap, second) = (run.gap(g)?, run.gap(g + 1)?);
    if matches!(gap, Gap::Line) || matches!(second, Gap::Line) {
        return None;
    }
    let (x, y, z) = (value(bytes, a.start, a.end), value(bytes, b.start, b.end), value(bytes, c.start, c.end));
    let day_first = a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 2 | 4);
    let spaced = gap == Gap::Space && (second != Gap::Space || !(a.len() == 2 && b.len() == 2 && c.len() == 4));
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
    (real && !longer).then_some(Date { start: a.start, end: c.end, year, bare: false })
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
    let year = month + usize::from(matches!(bytes.get(month), Some(b'-' | b','))) ;
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
    std::str::from_utf8(&small[..word.len()]).is_ok_and(|w| MONTH_WORDS.contains(&w))
}

/// End of a month's name that begins here, with its full stop.
fn month_end(bytes: &[u8], at: usize) -> Option<usize> {
    if !starts_with_word(bytes, at, MONTH_WORDS) {
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
        let date = (value(bytes, a.start, a.end), value(bytes, b.start, b.end), full_year(value(bytes, c.start, c.end), 2));
        let real = (1..=31).contains(&date.0) && (1..=12).contains(&date.1);
        return (real && run.gap(g + 2).is_none()).then_some(Date { start: a.start, end: c.end, year: date.2, bare: true });
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

/// "født før", "born after": one of the two words before the date sets a limit.
fn limited(bytes: &[u8], start: usize) -> bool {
    let mut at = start;
    for _ in 0..2 {
        at -= space_before(bytes, at);
        let word = word_start(bytes, at);
        if word == at {
            return false;
        }
        if starts_with_word(bytes, word, LIMITS) {
            return true;
        }
        at = word;
    }
    false
}

/// A tab, a semicolon, a comma or a parenthesis stands before, and two capitalised words before that.
fn behind_a_name(bytes: &[u8], start: usize) -> bool {
    let mut at = start - space_before(bytes, start);
    if at == 0 || !matches!(bytes[at - 1], b'\t' | b';' | b'|' | b',' | b'(') {
        return false;
    }
    at -= 1;
    at -= space_before(bytes, at);
    for n in 0..2 {
        while at > 0 && matches!(bytes[at - 1], b'.' | b',' | b'\t' | b' ') && n == 1 {
            at -= 1;
        }
        let word = word_start(bytes, at);
        if word == at || !capital_at(bytes, word) || !letter_at(bytes, word) {
            return false;
        }
        at = word;
    }
    true
}
