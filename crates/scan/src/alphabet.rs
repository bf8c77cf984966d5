//! Letters in UTF-8 bytes, without decoding: the Latin letters that Norwegian text holds.

/// What a byte means to the scanner's pass.
const DIGIT: u8 = 1;
const AT: u8 = 2;
const COLON: u8 = 4;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = b'0';
    while b <= b'9' {
        table[b as usize] = DIGIT;
        b += 1;
    }
    table[b'@' as usize] = AT;
    table[b':' as usize] = COLON;
    table
};

/// First place at or after `from` where a find can begin: a digit, `@`, or a colon pair.
#[inline]
pub fn next_trigger(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let step = bytes[at..].iter().position(|b| CLASS[usize::from(*b)] != 0)?;
        at += step;
        if bytes[at] != b':' || bytes.get(at + 1) == Some(&b':') {
            return Some(at);
        }
        at += 1;
    }
}

/// ASCII letter, or any byte of a letter outside ASCII. The marks of U+0080 to U+00BF (C2), U+2000 to U+2BFF (E2 80 to
/// AF) and the pictures from U+1F000 on (F0 9F) are no letters: no-break space, guillemets, dashes, arrows, telephones.
pub fn letter_before(bytes: &[u8], at: usize) -> bool {
    let Some(last) = at.checked_sub(1).map(|i| bytes[i]) else { return false };
    if last < 0x80 {
        return last.is_ascii_alphabetic();
    }
    let start = char_start(bytes, at - 1);
    letter_at(bytes, start)
}

/// Whether a letter begins here.
pub fn letter_at(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b) if *b < 0x80 => b.is_ascii_alphabetic(),
        Some(0xC2) => false,
        Some(0xE2) => bytes.get(at + 1).is_some_and(|b| *b > 0xAF),
        Some(0xF0) => bytes.get(at + 1) != Some(&0x9F),
        Some(b) => *b >= 0xC3,
        None => false,
    }
}

/// Whether a capital letter begins here: A to Z, and the capitals of Latin-1 (Æ, Ø, Å, Ö ...) and some of Latin Extended-A.
pub fn capital_at(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b) if b.is_ascii_uppercase() => true,
        Some(0xC3) => bytes.get(at + 1).is_some_and(|b| (0x80..=0x9E).contains(b)),
        // Capitals and small letters alternate here: Ā ā Č č; from Ĺ on the other way round, and again from Ŋ.
        Some(c @ (0xC4 | 0xC5)) => bytes.get(at + 1).is_some_and(|b| {
            let code = (u32::from(*c & 0x1F) << 6) | u32::from(*b & 0x3F);
            let odd_is_capital = (0x139..=0x148).contains(&code) || (0x179..=0x17E).contains(&code);
            (code % 2 == 1) == odd_is_capital
        }),
        _ => false,
    }
}

/// First byte of the character that holds this byte.
pub fn char_start(bytes: &[u8], mut at: usize) -> usize {
    while at > 0 && bytes[at] & 0xC0 == 0x80 {
        at -= 1;
    }
    at
}

/// Start of the word that ends at `end`: letters, and hyphens and apostrophes inside it.
pub fn word_start(bytes: &[u8], end: usize) -> usize {
    let mut at = end;
    loop {
        if letter_before(bytes, at) {
            at = char_start(bytes, at - 1);
        } else if at > 1 && at < end && matches!(bytes[at - 1], b'-' | b'\'') && letter_before(bytes, at - 1) {
            at -= 1;
        } else {
            return at;
        }
    }
}

/// End of the word that begins at `start`.
pub fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        if letter_at(bytes, at) {
            at += char_len(bytes[at]);
        } else if at > start && matches!(bytes.get(at), Some(b'-' | b'\'')) && letter_at(bytes, at + 1) {
            at += 1;
        } else {
            return at.min(bytes.len());
        }
    }
}

/// Bytes of the character that this byte begins.
pub fn char_len(first: u8) -> usize {
    match first {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}

/// Length of a space here: ASCII space, or one of the no-break and thin spaces that word processors put into numbers.
pub fn space_at(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ') => 1,
        Some(0xC2) if bytes.get(at + 1) == Some(&0xA0) => 2,
        Some(0xE2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x80..=0x8A | 0xAF])) => 3,
        _ => 0,
    }
}

/// Length of a space that ends here.
pub fn space_before(bytes: &[u8], at: usize) -> usize {
    (1..=3).find(|n| at >= *n && space_at(bytes, at - n) == *n).unwrap_or(0)
}

/// Copies with small letters for A-Z and Latin-1, byte for byte.
pub fn lower(from: &[u8], to: &mut [u8]) {
    to.copy_from_slice(from);
    to.make_ascii_lowercase();
    let mut at = 0;
    while let Some(step) = memchr::memchr(0xC3, &to[at..]) {
        at += step + 1;
        if let Some(b @ 0x80..=0x9E) = to.get_mut(at) {
            *b += 0x20;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_capitals() {
        for (text, capital) in
            [("Å", true), ("å", false), ("Ł", true), ("ł", false), ("Č", true), ("ž", false), ("Ž", true)]
        {
            assert!(letter_at(text.as_bytes(), 0), "{text}");
            assert!(letter_before(text.as_bytes(), text.len()), "{text}");
            assert_eq!(capital_at(text.as_bytes(), 0), capital, "{text}");
        }
        for mark in ["–", "«", "\u{a0}", "’", "→", "№", "📞", "1", " "] {
            assert!(!letter_at(mark.as_bytes(), 0), "{mark}");
            assert!(!letter_before(mark.as_bytes(), mark.len()), "{mark}");
        }
    }

    #[test]
    fn words() {
        let text = "i Øvre-Eiker på".as_bytes();
        assert_eq!(word_start(text, 13), 2);
        assert_eq!(word_end(text, 2), 13);
        let mut out = [0; 4];
        lower("ØÅ".as_bytes(), &mut out);
        assert_eq!(&out, "øå".as_bytes());
    }
}
