//! Telephone numbers: Norwegian by their shape, foreign by `+` or `00`, local foreign ones by the word beside them.

use torg_base::phone::Phone;

use crate::alphabet::{letter_at, letter_before, space_at, space_before};
use crate::context::Context;
use crate::run::{Gap, Run, has_cents, stands_alone, stands_in_list};
use crate::scanner::Scan;
use crate::words::Label;
use crate::{Confidence, Kind};

/// How people write eight Norwegian digits.
const SHAPES: &[&[usize]] =
    &[&[8], &[2, 2, 2, 2], &[3, 2, 3], &[4, 4], &[3, 3, 2], &[2, 3, 3], &[5, 3], &[6, 2], &[3, 5]];

/// Most digits after the country code, where a plan says so (ITU-T E.164 national plans). Others: twelve.
const MOST: &[(&str, usize)] = &[
    ("1", 10),
    ("20", 10),
    ("27", 9),
    ("30", 10),
    ("31", 9),
    ("32", 9),
    ("33", 9),
    ("34", 9),
    ("36", 9),
    ("39", 10),
    ("40", 9),
    ("41", 9),
    ("44", 10),
    ("45", 8),
    ("46", 9),
    ("47", 8),
    ("48", 9),
    ("49", 11),
    ("51", 9),
    ("55", 11),
    ("57", 10),
    ("60", 10),
    ("61", 9),
    ("62", 11),
    ("63", 10),
    ("66", 9),
    ("7", 10),
    ("81", 10),
    ("82", 10),
    ("84", 10),
    ("86", 11),
    ("90", 10),
    ("91", 10),
    ("92", 10),
    ("93", 9),
    ("94", 9),
    ("98", 10),
    ("212", 9),
    ("213", 9),
    ("216", 8),
    ("220", 7),
    ("233", 9),
    ("234", 10),
    ("237", 9),
    ("243", 9),
    ("249", 9),
    ("250", 9),
    ("251", 9),
    ("252", 9),
    ("253", 8),
    ("254", 9),
    ("255", 9),
    ("256", 9),
    ("257", 8),
    ("291", 7),
    ("298", 6),
    ("299", 6),
    ("351", 9),
    ("353", 9),
    ("354", 7),
    ("355", 9),
    ("358", 10),
    ("359", 9),
    ("370", 8),
    ("371", 8),
    ("372", 8),
    ("373", 8),
    ("374", 8),
    ("375", 9),
    ("380", 9),
    ("381", 9),
    ("382", 8),
    ("383", 8),
    ("385", 9),
    ("386", 8),
    ("387", 8),
    ("389", 8),
    ("420", 9),
    ("421", 9),
    ("961", 8),
    ("962", 9),
    ("963", 9),
    ("964", 10),
    ("966", 9),
    ("967", 9),
    ("970", 9),
    ("971", 9),
    ("972", 9),
    ("992", 9),
    ("994", 9),
    ("995", 9),
    ("996", 9),
    ("998", 9),
];

/// Looks at the groups from `g` on. Returns the end of a hit.
pub fn at(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let group = run.groups()[g];
    if let Some(plus) = plus_before(scan.bytes(), group.start) {
        return international(scan, plus, group.start);
    }
    let zeros = &scan.bytes()[group.start..group.end];
    let first = g.checked_sub(1).is_none_or(|i| run.gap(i) != Some(Gap::Space));
    let apart = zeros == b"00" && run.gap(g) == Some(Gap::Space);
    if first && zeros.starts_with(b"00") && (group.len() >= 4 || apart) {
        return double_zero(scan, run, g);
    }
    country_without_plus(scan, run, g).or_else(|| norwegian(scan, run, g)).or_else(|| local(scan, run, g))
}

/// Start of the `+`, or of the parenthesis before it, when it stands before the digits.
pub fn plus_before(bytes: &[u8], digit: usize) -> Option<usize> {
    let mut at = digit;
    if at > 1 && bytes[at - 1] == b' ' && bytes[at - 2] == b'+' {
        at -= 1;
    }
    if at == 0 || bytes[at - 1] != b'+' {
        return None;
    }
    at -= 1;
    if letter_before(bytes, at) || (at > 0 && bytes[at - 1].is_ascii_digit()) {
        return None;
    }
    Some(if at > 0 && bytes[at - 1] == b'(' { at - 1 } else { at })
}

/// `+` and country code; the digits begin at `from`.
fn international(scan: &mut Scan, start: usize, from: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let (digits, end) = read_digits(bytes, from);
    if digits.len() < 8 || letter_at(bytes, end) {
        return None;
    }
    // A parenthesis that closes after the country code belongs to the number; one around the whole does not.
    let country_in_parenthesis = bytes[start] == b'(' && bytes[from..end].contains(&b')');
    let start = if bytes[start] == b'(' && !country_in_parenthesis { start + 1 } else { start };
    let context = scan.context(start, end);
    if !digits.starts_with('0') && Phone::parse(&format!("+{digits}")).is_some() && !context.unit {
        let named = context.says(Label::Phone);
        let confidence = if named || digits.starts_with("47") { Confidence::Certain } else { Confidence::Likely };
        scan.hit(Kind::Phone, start..end, confidence, "country code and length");
        return Some(end);
    }
    None
}

/// `00` and country code.
fn double_zero(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let start = run.groups()[g].start;
    let (digits, end) = read_digits(bytes, start + 2 + space_at(bytes, start + 2));
    let alone = stands_alone(bytes, start, end);
    if !alone || digits.len() < 9 || Phone::parse(&format!("+{digits}")).is_none() {
        return None;
    }
    let context = scan.context(start, end);
    if context.may_belong_to_thing() || context.says_directly(Label::Passport) {
        return None;
    }
    let confidence = if context.says(Label::Phone) { Confidence::Certain } else { Confidence::Likely };
    scan.hit(Kind::Phone, start..end, confidence, "00, country code and length");
    Some(end)
}

/// Reads digits with single separators, no more than the country's plan allows. Returns them and their end.
fn read_digits(bytes: &[u8], from: usize) -> (String, usize) {
    let mut digits = String::new();
    let (mut at, mut end, mut most) = (from, from, 15);
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            if digits.len() >= most {
                // One more digit than the plan allows: whole groups only.
                break;
            }
            digits.push(char::from(bytes[at]));
            at += 1;
            end = at;
            if digits.len() <= 4 {
                most = most_digits(&digits).unwrap_or(most);
            }
            continue;
        }
        let gap = separator(bytes, at);
        if gap == 0 || digits.len() >= most {
            break;
        }
        at += gap;
        // "+46 (0)70": the zero is dialled at home only.
        if bytes[at - 1] == b'(' && bytes[at..].starts_with(b"0)") {
            at += 2 + space_at(bytes, at + 2);
        }
    }
    (digits, end)
}

/// Digits in all, country code included, as soon as the code is known.
fn most_digits(digits: &str) -> Option<usize> {
    MOST.iter().find(|(code, _)| *code == digits).map(|(code, n)| code.len() + n)
}

/// Length of what may stand between two digits of an international number, when a digit follows.
fn separator(bytes: &[u8], at: usize) -> usize {
    let mut i = at;
    while i - at < 4 {
        let step = match bytes.get(i) {
            Some(b'(' | b')' | b'-' | b'.' | b'/') => 1,
            _ => space_at(bytes, i),
        };
        if step == 0 {
            break;
        }
        i += step;
    }
    if i > at && bytes.get(i).is_some_and(u8::is_ascii_digit) { i - at } else { 0 }
}

/// "47 412 00 013": the country code without its plus.
fn country_without_plus(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let group = run.groups()[g];
    if !bytes[group.start..].starts_with(b"47") || !matches!(group.len(), 2 | 10) {
        return None;
    }
    let parted =
        group.len() == 2 && SHAPES[..4].iter().any(|shape| run.shape(g + 1, shape) && run.even(g + 1, shape.len()));
    if !(parted || group.len() == 10) || run.gap(g) == Some(Gap::Dot) {
        return None;
    }
    let (digits, end) = read_digits(bytes, group.start);
    if digits.len() != 10 || matches!(digits.as_bytes()[2], b'0' | b'1') || !stands_alone(bytes, group.start, end) {
        return None;
    }
    let context = scan.context(group.start, end);
    if context.smells_of_thing() || !(context.says(Label::Phone) || matches!(digits.as_bytes()[2], b'4' | b'9')) {
        return None;
    }
    scan.hit(Kind::Phone, group.start..end, Confidence::Likely, "country code and length");
    Some(end)
}

/// Eight digits in a Norwegian shape.
fn norwegian(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let count = run.sum(g, 8)?;
    let shape = SHAPES.iter().find(|shape| shape.len() == count && run.shape(g, shape))?;
    let bytes = scan.bytes();
    let (start, end) = (run.groups()[g].start, run.groups()[g + count - 1].end);
    let first = bytes[start];
    let loose = run.has_gap(g, count, Gap::Loose);
    if loose || !run.even(g, count) || matches!(first, b'0' | b'1') || run.has_gap(g, count, Gap::Slash) {
        return None;
    }
    if has_cents(bytes, end) || !stands_in_list(bytes, start, end) {
        return None;
    }
    let context = scan.context(start, end);
    let named = context.says(Label::Phone);
    if context.belongs_to_thing()
        || context.says_directly(Label::Passport)
        || in_row(bytes, run, (g, count), named, scan.last_end())
    {
        return None;
    }
    let dated = matches!(*shape, [2, 2, 2, 2] | [4, 4]) && run.has_gap(g, count, Gap::Dot) && !named;
    let odd_shape =
        matches!(*shape, [3, 3, 2] | [2, 3, 3] | [5, 3] | [6, 2] | [3, 5]) || run.has_gap(g, count, Gap::Line);
    if dated || (odd_shape && !(named && context.before.is_none_or(|f| f.words <= 3))) {
        return None;
    }
    let (confidence, reason) =
        if named { (Confidence::Certain, "named so, eight digits") } else { unnamed(scan, run, (g, count), &context)? };
    scan.hit(Kind::Phone, start..end, confidence, reason);
    Some(end)
}

/// Eight digits with no word for a phone beside them.
fn unnamed(
    scan: &Scan,
    run: &Run,
    (g, count): (usize, usize),
    context: &Context,
) -> Option<(Confidence, &'static str)> {
    let bytes = scan.bytes();
    let (start, end) = (run.groups()[g].start, run.groups()[g + count - 1].end);
    let other = [Label::Account, Label::National, Label::Card, Label::Birth, Label::OtherDay];
    // "Havn AS 22000014" is the company's phone, "orgnr 22000014" is not.
    let register = context.says_directly(Label::Organisation) && context.before.is_none_or(|f| f.numbered);
    let claimed = (register || other.iter().any(|l| context.says_directly(*l))) && !context.heard(Label::Phone);
    if context.smells_of_thing() || claimed {
        return None;
    }
    let mobile = matches!(bytes[start], b'4' | b'9');
    let clear = !context.hears_of_thing() && !dated(bytes, start, end);
    if count > 1 {
        let grouped = run.shape(g, &[3, 2, 3]) || run.shape(g, &[2, 2, 2, 2]);
        let clear = clear && run.shape(g, &[4, 4]);
        return (grouped || mobile || clear).then_some((Confidence::Likely, "written as a Norwegian number"));
    }
    let open_before = start == 0 || space_before(bytes, start) > 0 || b"\t\n\r;,(|:\"".contains(&bytes[start - 1]);
    let open_after = bytes.get(end).is_none_or(|b| b"\t\n\r;,)|.!?\"".contains(b)) || space_at(bytes, end) > 0;
    let in_cell = |b: Option<&u8>| b.is_none_or(|b| b"\t;|\n\r".contains(b));
    let cell = in_cell(start.checked_sub(1).map(|i| &bytes[i])) && in_cell(bytes.get(end)) && end - start < bytes.len();
    if cell && !matches!(bytes[start], b'8') {
        return Some((Confidence::Possible, "eight digits in a cell"));
    }
    let freephone = bytes[start..].starts_with(b"800");
    let landline = matches!(bytes[start], b'2' | b'3' | b'5'..=b'7') && clear;
    (open_before && open_after && (mobile || freephone || landline))
        .then_some((Confidence::Possible, "eight digits of a Norwegian number"))
}

/// Whether eight digits may be a date in one piece (20260512, 12052026) or two years (2024 2025).
fn dated(bytes: &[u8], start: usize, end: usize) -> bool {
    let digits: Vec<u32> =
        bytes[start..end].iter().filter(|b| b.is_ascii_digit()).map(|b| u32::from(b - b'0')).collect();
    let part = |from: usize, to: usize| digits[from..to].iter().fold(0, |value, digit| value * 10 + digit);
    let year = |value: u32| (1900..2100).contains(&value);
    let day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let (first, last) = (part(0, 4), part(4, 8));
    (year(first) && (year(last) || day(part(6, 8), part(4, 6)))) || (year(last) && day(part(0, 2), part(2, 4)))
}

/// Other groups stand beside with the same gap: a row of numbers. What lies before `taken` belongs to another hit.
fn in_row(bytes: &[u8], run: &Run, (g, count): (usize, usize), named: bool, taken: usize) -> bool {
    let gap_inside = (count > 1).then(|| run.gap(g)).flatten();
    // The last group of a date ("03.04.2026 412 00 013") is no neighbour.
    let date = g > 1
        && matches!(run.gap(g - 2), Some(Gap::Dot | Gap::Dash | Gap::Slash))
        && run.gap(g - 1) == Some(Gap::Space);
    // Nor are the minutes of a clock ("10:30 412 00 013").
    let minutes = |i: usize| bytes[..run.groups()[i].start].ends_with(b":") && run.groups()[i].len() == 2;
    let free = |i: &usize| !date && !minutes(*i) && run.groups()[*i].start >= taken;
    let before = g.checked_sub(1).filter(free).and_then(|i| run.gap(i).map(|gap| (gap, run.groups()[i].len())));
    let company = crate::organisation::begins_at(bytes, run, g + count);
    let after = run.gap(g + count - 1).filter(|_| !company).map(|gap| (gap, run.groups()[g + count].len()));
    let beside = |(gap, length): (Gap, usize)| match gap {
        Gap::Dot | Gap::Dash => true,
        Gap::Line | Gap::Loose | Gap::DotSpace => false,
        Gap::Slash => count == 1 && length < 4,
        Gap::Space => Some(gap) == gap_inside && length < 8 || (count == 1 && length <= 3 && !named),
    };
    // After a word for a phone, what stands behind the eight digits is something else ("22 00 00 17 9-15").
    !named && (before.is_some_and(beside) || after.is_some_and(beside))
}

/// A foreign number in its own country's form, with a word for a phone directly beside it.
fn local(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let bytes = scan.bytes();
    let start = run.groups()[g].start;
    let parenthesis = start > 0 && bytes[start - 1] == b'(';
    let (start, from) = if parenthesis { (start - 1, start) } else { (start, start) };
    let (digits, end) = read_local(bytes, from);
    let american = digits == 10 && bytes[from..end].contains(&b'-');
    if !(9..=11).contains(&digits) || !(bytes[from] == b'0' || american || parenthesis) {
        return None;
    }
    if !stands_alone(bytes, start, end) {
        return None;
    }
    let context = scan.context(start, end);
    if !context.says_directly(Label::Phone) {
        return None;
    }
    scan.hit(Kind::Phone, start..end, Confidence::Likely, "named so");
    Some(end)
}

/// Reads digits with single separators, eleven at most. Returns how many, and their end.
fn read_local(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut digits = 0;
    let mut at = from;
    loop {
        let group = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits + group > 11 {
            return (digits, at);
        }
        digits += group;
        at += group;
        match separator(bytes, at) {
            0 => return (digits, at),
            gap => at += gap,
        }
    }
}
