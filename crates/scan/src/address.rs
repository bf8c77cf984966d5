//! Addresses: a street and a house number, with postcode and town when they follow.

use crate::alphabet::{capital_at, letter_at, letter_before, lower, space_at, space_before, word_end, word_start};
use crate::context::starts_with_word;
use crate::run::{Gap, Run};
use crate::scanner::Scan;
use crate::streets::*;
use crate::{Confidence, Kind};

/// Looks at group `g` as a house number. Returns the end of a hit.
pub fn at(scan: &mut Scan, run: &Run, g: usize) -> Option<usize> {
    let group = run.groups()[g];
    let bytes = scan.bytes();
    if group.len() > 5 || bytes[group.start] == b'0' {
        return None;
    }
    if let Some((end, confidence)) = number_first(bytes, run, g) {
        scan.hit(Kind::Address, group.start..end, confidence, "number and English or French street");
        return Some(end);
    }
    if group.len() > 4 {
        return None;
    }
    let space = space_before(bytes, group.start);
    let street_end = group.start.checked_sub(space).filter(|_| space > 0)?;
    let (start, strength) = street(bytes, street_end)?;
    let end = house_number_end(bytes, run, g)?;
    let with_town = town_end(bytes, end);
    let confidence = match (strength, with_town) {
        (Strength::Street, Some(_)) => Confidence::Certain,
        (Strength::Street, None) => Confidence::Likely,
        (Strength::Name, Some(_)) => Confidence::Likely,
        (Strength::Name, None) if introduced(bytes, start) => Confidence::Possible,
        (Strength::Name, None) => return None,
    };
    let year = group.len() == 4 && matches!(bytes[group.start], b'1' | b'2');
    if year && with_town.is_none() || start < scan.last_end() {
        return None;
    }
    let end = with_town.unwrap_or(end);
    scan.hit(Kind::Address, start..end, confidence, "street and number");
    Some(end)
}

/// How plainly a word is a street.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Street,
    /// Capitalised words that may be any name: only a postcode behind makes them an address.
    Name,
}

/// The street that ends at `end`: its start, and how sure.
fn street(bytes: &[u8], end: usize) -> Option<(usize, Strength)> {
    let text_end = if end > 0 && bytes[end - 1] == b'.' { end - 1 } else { end };
    let word = word_start(bytes, text_end);
    if word == text_end {
        return None;
    }
    let capital = capital_at(bytes, word);
    let mut buffer = [0; 48];
    let small = lowered(&bytes[word..text_end], &mut buffer)?;
    if capital && (STARTERS.has(small.as_bytes()) || crate::run::stands_alone(bytes, word, word) && small.len() < 2) {
        return None;
    }
    let kind = KINDS.has(small.as_bytes());
    if kind {
        let start = name_before(bytes, word, 4);
        return (start < word).then_some((start, Strength::Street)).or(capital.then_some((word, Strength::Name)));
    }
    if !capital {
        return None;
    }
    let mut start = word;
    if let Some(prefix) = foreign_prefix(bytes, word) {
        return Some((prefix, Strength::Street));
    }
    let side = previous_word(bytes, start).filter(|w| capital_at(bytes, *w) && starts_with_word(bytes, *w, &SIDES));
    if let Some(side) = side {
        start = side;
    }
    if ends_like_a_street(small) {
        return Some((start, Strength::Street));
    }
    if side.is_none() {
        start = name_before(bytes, word, 2);
    }
    Some((start, Strength::Name))
}

/// Capitalised words directly before `at`, `most` at the most.
fn name_before(bytes: &[u8], at: usize, most: usize) -> usize {
    let mut start = at;
    for _ in 0..most {
        let Some(word) = previous_word(bytes, start) else { return start };
        let small_link = starts_with_word(bytes, word, &NAME_LINKS);
        let linked = small_link && start < at && previous_word(bytes, word).is_some_and(|w| capital_at(bytes, w));
        if (!capital_at(bytes, word) || starts_with_word(bytes, word, &STARTERS)) && !linked {
            return start;
        }
        start = word;
    }
    start
}

/// Start of the word before `at`, one space away; its abbreviating full stop included ("Dr. Holms vei").
fn previous_word(bytes: &[u8], at: usize) -> Option<usize> {
    let space = space_before(bytes, at);
    let mut end = at - space;
    if space == 0 || end == 0 {
        return None;
    }
    if bytes[end - 1] == b'.' {
        end -= 1;
        let word = word_start(bytes, end);
        // A full stop ends a sentence, save behind an initial or a title.
        return (word < end && end - word <= 4 && capital_at(bytes, word)).then_some(word);
    }
    let word = word_start(bytes, end);
    (word < end).then_some(word)
}

/// "ul. Długa", "Calle Mayor": the start of the word for a street before one or two names.
fn foreign_prefix(bytes: &[u8], word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..4 {
        let space = space_before(bytes, at);
        let mut end = at.checked_sub(space).filter(|_| space > 0)?;
        if end > 0 && bytes[end - 1] == b'.' {
            end -= 1;
        }
        let before = word_start(bytes, end);
        if before == end {
            return None;
        }
        if starts_with_word(bytes, before, &BEFORE) {
            return Some(before);
        }
        let passes = capital_at(bytes, before) || starts_with_word(bytes, before, &ROMANCE_LINKS);
        if !passes {
            return None;
        }
        at = before;
    }
    None
}

/// End of the house number with its letter or range; `None` when it counts or tells the time instead.
fn house_number_end(bytes: &[u8], run: &Run, g: usize) -> Option<usize> {
    let group = run.groups()[g];
    let mut end = group.end;
    match run.gap(g) {
        Some(Gap::Dot) => return None,
        Some(Gap::Dash | Gap::Slash) => {
            let next = run.groups()[g + 1];
            // "3-5" and "12/4" are houses, "12-03-2026" and "9-15.30" are not.
            if next.len() > 3 || matches!(run.gap(g + 1), Some(Gap::Dash | Gap::Slash | Gap::Dot)) {
                return None;
            }
            end = next.end;
        }
        _ => {}
    }
    if let Some(letter) = house_letter(bytes, end) {
        end = letter;
    } else if letter_at(bytes, end) {
        return None;
    }
    let rest = &bytes[end..];
    let digit = |i: usize| rest.get(i).is_some_and(u8::is_ascii_digit);
    match rest.first() {
        Some(b':' | b',' | b'.') if digit(1) => return None,
        Some(b'%') => return None,
        // "i Storgata 17. mai", "Solbakken 3. etasje": an ordinal.
        Some(b'.') if rest.get(1) == Some(&b' ') && letter_at(rest, 2) && !capital_at(rest, 2) => return None,
        _ => {}
    }
    let next = end + space_at(bytes, end);
    (!starts_with_word(bytes, next, &COUNTED)).then_some(end)
}

/// End of the letter in "5B", "5 B", "12a" or "5 b".
fn house_letter(bytes: &[u8], at: usize) -> Option<usize> {
    let space = usize::from(bytes.get(at) == Some(&b' '));
    let letter = *bytes.get(at + space)?;
    if letter_at(bytes, at + space + 1) || bytes.get(at + space + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let house = match space {
        0 => letter.is_ascii_alphabetic(),
        _ => letter.is_ascii_uppercase() && letter != b'I' || matches!(letter, b'b'..=b'd'),
    };
    house.then_some(at + space + 1)
}

/// End of postcode and town that follow a house number.
fn town_end(bytes: &[u8], end: usize) -> Option<usize> {
    let mut at = end;
    at += usize::from(bytes.get(at) == Some(&b','));
    let space = if bytes.get(at) == Some(&b'\n') { 1 } else { space_at(bytes, at) };
    if space == 0 {
        return None;
    }
    at += space;
    if bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    if bytes[at..].starts_with(b"N-") || bytes[at..].starts_with(b"S-") || bytes[at..].starts_with(b"D-") {
        at += 2;
    }
    if let Some(code) = postcode_end(bytes, at) {
        let town = code + space_at(bytes, code);
        return (town > code).then(|| town_words(bytes, town)).flatten();
    }
    foreign_tail(bytes, at)
}

/// End of a postcode: 4 to 6 digits, "211 42", "80-831", "1012 AB".
fn postcode_end(bytes: &[u8], at: usize) -> Option<usize> {
    let count = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = count(at);
    let end = at + first;
    match (first, bytes.get(end)) {
        (3, Some(b' ')) if count(end + 1) == 2 => Some(end + 3),
        (2, Some(b'-')) if count(end + 1) == 3 => Some(end + 4),
        (4, Some(b' '))
            if bytes.get(end + 1..end + 3).is_some_and(|l| l.iter().all(u8::is_ascii_uppercase))
                && !letter_at(bytes, end + 3) =>
        {
            Some(end + 3)
        }
        (4..=6, _) => Some(end),
        _ => None,
    }
}

/// End of a town's name: one capitalised word, two when they belong together, "Mo i Rana".
fn town_words(bytes: &[u8], at: usize) -> Option<usize> {
    if !capital_at(bytes, at) {
        return None;
    }
    let mut end = word_end(bytes, at);
    let next = end + space_at(bytes, end);
    if next > end && starts_with_word(bytes, next, &TOWN_LINKS) {
        let name = word_end(bytes, next) + 1;
        if capital_at(bytes, name) {
            return Some(word_end(bytes, name));
        }
    }
    if next > end
        && capital_at(bytes, next)
        && (starts_with_word(bytes, at, &SIDES) || starts_with_word(bytes, next, &TOWN_ENDS))
    {
        end = word_end(bytes, next);
    }
    Some(end)
}

/// "London NW1 6XE", "New York, NY 10118".
fn foreign_tail(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..3 {
        if !capital_at(bytes, end) {
            return None;
        }
        end = word_end(bytes, end);
        let mut next = end + usize::from(bytes.get(end) == Some(&b','));
        next += space_at(bytes, next);
        if let Some(end) = british_code(bytes, next).or_else(|| american_code(bytes, next)) {
            return Some(end);
        }
        end = next;
    }
    None
}

fn british_code(bytes: &[u8], at: usize) -> Option<usize> {
    let outward =
        bytes[at.min(bytes.len())..].iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    let inward = bytes.get(at + outward + 1..at + outward + 4)?;
    let shaped = (2..=4).contains(&outward)
        && bytes[at].is_ascii_uppercase()
        && bytes[at..at + outward].iter().any(u8::is_ascii_digit)
        && bytes[at + outward] == b' '
        && inward[0].is_ascii_digit()
        && inward[1..].iter().all(u8::is_ascii_uppercase);
    shaped.then_some(at + outward + 4)
}

fn american_code(bytes: &[u8], at: usize) -> Option<usize> {
    let code = bytes.get(at..at + 8)?;
    let shaped =
        code[..2].iter().all(u8::is_ascii_uppercase) && code[2] == b' ' && code[3..].iter().all(u8::is_ascii_digit);
    shaped.then_some(at + 8)
}

/// "14 Elm Grove, London SE15 5AA", "12 rue de la Paix".
fn number_first(bytes: &[u8], run: &Run, g: usize) -> Option<(usize, Confidence)> {
    let group = run.groups()[g];
    if run.gap(g).is_some() || letter_before(bytes, group.start) || counted_before(bytes, group.start) {
        return None;
    }
    let mut at = group.end;
    if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && !letter_at(bytes, at + 1) {
        at += 1;
    }
    at += usize::from(bytes.get(at) == Some(&b','));
    let space = space_at(bytes, at);
    at += space;
    if space == 0 || !letter_at(bytes, at) {
        return None;
    }
    let french = starts_with_word(bytes, at, &FRENCH) && !capital_at(bytes, at);
    if !french && !capital_at(bytes, at) {
        return None;
    }
    let mut end = at;
    for n in 0..5 {
        let word = if n == 0 { at } else { end + space_at(bytes, end) };
        if n > 0 && word == end || !letter_at(bytes, word) {
            break;
        }
        let small = starts_with_word(bytes, word, &STREET_LINKS);
        if !capital_at(bytes, word) && !small {
            break;
        }
        end = word_end(bytes, word);
        if n > 0 && !french && capital_at(bytes, word) && starts_with_word(bytes, word, &ENGLISH) {
            let tail = town_end(bytes, end);
            return Some((tail.unwrap_or(end), if tail.is_some() { Confidence::Certain } else { Confidence::Likely }));
        }
    }
    (french && end > at + 8).then(|| (town_end(bytes, end).unwrap_or(end), Confidence::Likely))
}

/// "Chapter 5 Street art", "bus 21 Main Street": the number belongs to the word before it.
fn counted_before(bytes: &[u8], start: usize) -> bool {
    previous_word(bytes, start)
        .is_some_and(|word| starts_with_word(bytes, word, &STARTERS) && !starts_with_word(bytes, word, &PLACERS))
}

/// "i", "til", "adresse:" before a name make it a place.
fn introduced(bytes: &[u8], start: usize) -> bool {
    let mut at = start - space_before(bytes, start);
    if at > 0 && bytes[at - 1] == b':' {
        at -= 1;
    }
    let word = word_start(bytes, at);
    word < at && starts_with_word(bytes, word, &ADDRESS_WORDS)
}

fn lowered<'a>(word: &[u8], buffer: &'a mut [u8; 48]) -> Option<&'a str> {
    let small = buffer.get_mut(..word.len())?;
    lower(word, small);
    std::str::from_utf8(small).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let hits = crate::scan_with(text, &crate::Options::numbers());
        hits.into_iter().filter(|hit| hit.kind == Kind::Address).map(|hit| &text[hit.span]).collect()
    }

    #[test]
    fn streets() {
        assert_eq!(found("bor i Storgata 14 B, 2870 Dokka nå"), ["Storgata 14 B, 2870 Dokka"]);
        assert_eq!(found("Karl Johans gate 41B"), ["Karl Johans gate 41B"]);
        assert_eq!(found("at 221B Baker Street, London NW1 6XE."), ["221B Baker Street, London NW1 6XE"]);
        assert_eq!(found("Bråtan 6, 1712 Grålum"), ["Bråtan 6, 1712 Grålum"]);
    }

    #[test]
    fn no_streets() {
        for text in [
            "I Storgata 17. mai",
            "Riksvei 15",
            "Storgata 2026",
            "Buss 21 fra Torget 12.15",
            "Kapittel 3, 1234 ord",
            "Side 14",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
