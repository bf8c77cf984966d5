//! Numbers in a list, whose label stands before the first of them.

use crate::alphabet::{letter_before, lower, space_before, word_start};
use crate::words::LIST_WORDS;

/// For a number in a list ("111 og 222", "111/222"), where the list begins: its label stands there.
pub fn list_start(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    for _ in 0..4 {
        let Some(previous) = previous_number(bytes, at) else { return at };
        at = previous;
    }
    at
}

/// Start of the number before a list word or a comma that stands directly before `start`.
fn previous_number(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start - space_before(bytes, start);
    let mut range = false;
    if letter_before(bytes, at) {
        let word = word_start(bytes, at);
        let mut small = [0; 8];
        let length = at - word;
        if length > small.len() {
            return None;
        }
        lower(&bytes[word..at], &mut small[..length]);
        if !LIST_WORDS.has(&small[..length]) {
            return None;
        }
        range = matches!(&small[..length], b"til" | b"to");
        at = word - space_before(bytes, word);
    } else if at > 0 && matches!(bytes[at - 1], b',' | b'/' | b'&' | b'+') {
        at -= 1;
        at -= space_before(bytes, at);
    } else {
        return None;
    }
    if at == 0 || !bytes[at - 1].is_ascii_digit() {
        return None;
    }
    let is_part = |i: usize| bytes[i].is_ascii_digit() || matches!(bytes[i], b'.' | b'-' | b' ' | 0xC2 | 0xA0);
    let end = at;
    while at > 0 && is_part(at - 1) {
        at -= 1;
    }
    let previous = at + usize::from(!bytes[at].is_ascii_digit());
    alike(&bytes[previous..end], &bytes[start..], range).then_some(previous)
}

/// Whether two numbers may be of one list. Dates, phones and other short numbers are written in several lengths; long
/// ones have as many digits as their neighbours, and "til" between them gives a direction, no range: "ordre 5512 til
/// 991825827".
fn alike(previous: &[u8], next: &[u8], range: bool) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b' ' | 0xC2 | 0xA0 | 0xE2 | 0x80 | 0xAF);
    let next = &next[..next.iter().take(20).take_while(|b| part(b)).count()];
    let (before, behind) = (digits(previous), digits(next));
    if behind == 8 && before <= 8 {
        // A date or a clock before a phone: "kl. 10.30, 41200013", "12.03.1985, 41 20 00 13".
        let dots = |bytes: &[u8]| bytes.iter().any(|b| matches!(b, b'.' | b'-'));
        return dots(previous) == dots(next);
    }
    behind <= 8 || (before == behind && !range)
}
