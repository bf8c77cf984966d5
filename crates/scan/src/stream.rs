//! Text of any size from a reader, in flat memory: windows that overlap.

use std::io::{self, Read, Write};

use crate::alphabet::char_start;
use crate::place::{Counter, Place};
use crate::redact::Style;
use crate::{Hit, Options, scanner};

/// Bytes read at a time.
const WINDOW: usize = 1 << 20;
/// No hit with the words around it is longer. What begins in the last stretch of a window is left to the next one,
/// which begins as much earlier.
const OVERLAP: usize = 2048;

/// A hit with its place in the file.
#[derive(Debug)]
pub struct Found<'a> {
    pub hit: &'a Hit,
    pub place: Place,
    /// The text that was found.
    pub text: &'a str,
}

/// What went through the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Bytes read.
    pub bytes: u64,
    pub hits: u64,
}

/// A stretch of the file: text with nothing in it, or a find.
#[derive(Debug)]
pub enum Piece<'a> {
    Text(&'a str),
    Found(Found<'a>),
}

/// Scans everything the reader gives and calls `each` for every hit, in order. UTF-8 is read as such, a file with the
/// mark of UTF-16 too; bytes that are no UTF-8 count as Windows-1252, one character each.
pub fn scan_reader(reader: impl Read, options: &Options, mut each: impl FnMut(Found)) -> io::Result<Passed> {
    scan_pieces(reader, options, |piece| {
        if let Piece::Found(found) = piece {
            each(found);
        }
        Ok(())
    })
}

/// Writes everything the reader gives, in UTF-8, with every hit taken out.
pub fn redact_reader(reader: impl Read, mut writer: impl Write, options: &Options, style: Style) -> io::Result<Passed> {
    scan_pieces(reader, options, |piece| match piece {
        Piece::Text(text) => writer.write_all(text.as_bytes()),
        Piece::Found(found) => writer.write_all(style.replace(found.hit.kind, found.text).as_bytes()),
    })
}

/// Gives the whole text piece by piece.
fn scan_pieces(
    reader: impl Read,
    options: &Options,
    mut each: impl FnMut(Piece) -> io::Result<()>,
) -> io::Result<Passed> {
    let mut windows = Windows::new(reader);
    let mut hits = Vec::new();
    let mut passed = Passed::default();
    let mut counter = Counter::default();
    // Where the text not yet given begins in the window.
    let mut told = 0;
    loop {
        let last = windows.fill()?;
        let text = windows.text.as_str();
        let cut = if last { text.len() } else { char_start(text.as_bytes(), text.len().saturating_sub(OVERLAP)) };
        hits.clear();
        scanner::scan_into(text, options, &mut hits);
        for hit in &hits {
            if hit.span.start < told || hit.span.start >= cut {
                continue;
            }
            let between = &text[told..hit.span.start];
            let found = &text[hit.span.clone()];
            each(Piece::Text(between))?;
            counter.pass(between);
            each(Piece::Found(Found { hit, place: counter.place(found), text: found }))?;
            counter.pass(found);
            told = hit.span.end;
            passed.hits += 1;
        }
        let rest = &text[told..cut.max(told)];
        each(Piece::Text(rest))?;
        counter.pass(rest);
        told = cut.max(told);
        if last {
            passed.bytes = windows.read;
            return Ok(passed);
        }
        let keep = char_start(text.as_bytes(), cut.saturating_sub(OVERLAP));
        windows.keep_from(keep);
        told -= keep;
    }
}

/// How the bytes of a file become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { big: bool },
}

/// A window of decoded text over a reader.
struct Windows<R> {
    reader: R,
    raw: Vec<u8>,
    encoding: Option<Encoding>,
    text: String,
    read: u64,
}

impl<R: Read> Windows<R> {
    fn new(reader: R) -> Windows<R> {
        Windows {
            reader,
            raw: Vec::with_capacity(WINDOW + 4),
            encoding: None,
            text: String::with_capacity(WINDOW * 2),
            read: 0,
        }
    }

    /// Reads the next window behind the text that was kept. True at the end of the file.
    fn fill(&mut self) -> io::Result<bool> {
        let before = self.raw.len();
        let wanted = (WINDOW - before) as u64;
        let got = self.reader.by_ref().take(wanted).read_to_end(&mut self.raw)?;
        self.read += got as u64;
        let last = (got as u64) < wanted;
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None => self.begin(),
        };
        let used = match encoding {
            Encoding::Utf8 => decode_utf8(&self.raw, last, &mut self.text),
            Encoding::Utf16 { big } => decode_utf16(&self.raw, big, &mut self.text),
        };
        self.raw.drain(..used);
        Ok(last)
    }

    /// Looks for a byte order mark and takes it off.
    fn begin(&mut self) -> Encoding {
        let (encoding, mark) = match self.raw.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16 { big: false }, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16 { big: true }, 2),
            _ => (Encoding::Utf8, 0),
        };
        self.raw.drain(..mark);
        self.encoding = Some(encoding);
        encoding
    }

    fn keep_from(&mut self, at: usize) {
        self.text.drain(..at);
    }
}

/// Appends what can be decoded; returns the bytes used. A character cut off at the end waits for the next window.
fn decode_utf8(raw: &[u8], last: bool, text: &mut String) -> usize {
    let mut used = 0;
    for chunk in raw.utf8_chunks() {
        text.push_str(chunk.valid());
        used += chunk.valid().len();
        let bad = chunk.invalid();
        let cut_off = used + bad.len() == raw.len()
            && bad.len() < 4
            && !last
            && std::str::from_utf8(bad).is_err_and(|e| e.error_len().is_none());
        if bad.is_empty() || cut_off {
            return used;
        }
        text.extend(bad.iter().map(|b| windows_1252(*b)));
        used += bad.len();
    }
    used
}

fn decode_utf16(raw: &[u8], big: bool, text: &mut String) -> usize {
    let even = raw.len() & !1;
    let unit =
        |pair: &[u8]| if big { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) };
    let mut units: Vec<u16> = raw[..even].chunks_exact(2).map(unit).collect();
    let mut used = even;
    if units.last().is_some_and(|u| (0xD800..0xDC00).contains(u)) {
        units.pop();
        used -= 2;
    }
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    used
}

/// The character of a byte in Windows-1252; Latin-1 where that has none.
pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    /// Gives a few bytes at a time, as a pipe may.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(to.len()).min(7001);
            to[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn places(bytes: &[u8]) -> Vec<(Kind, Place, String)> {
        let mut found = Vec::new();
        scan_reader(Slow(bytes), &Options::numbers(), |f| found.push((f.hit.kind, f.place, f.text.to_owned())))
            .unwrap();
        found
    }

    #[test]
    fn windows_find_what_the_whole_finds() {
        let mut text = String::new();
        for i in 0..20_000 {
            text.push_str(&format!("Sak {i}: fnr 209146 95016, konto 1234.56.78903 på blåbær-øya"));
            text.push(if i % 3 == 0 { '\n' } else { ' ' });
        }
        let whole = crate::scan_with(&text, &Options::numbers());
        let found = places(text.as_bytes());
        assert_eq!(found.len(), whole.len());
        let mut counter = Counter::default();
        let mut told = 0;
        for (hit, (kind, place, words)) in whole.iter().zip(&found) {
            counter.pass(&text[told..hit.span.start]);
            told = hit.span.start;
            assert_eq!(
                (hit.kind, counter.place(&text[hit.span.clone()]), &text[hit.span.clone()]),
                (*kind, *place, words.as_str())
            );
        }
    }

    #[test]
    fn a_stream_is_redacted_like_a_text() {
        let text = "Sak: fnr 209146 95016, konto 1234.56.78903 på blåbær-øya\n".repeat(30_000);
        let mut out = Vec::new();
        redact_reader(Slow(text.as_bytes()), &mut out, &Options::numbers(), Style::SameLength).unwrap();
        let whole = crate::redact::redact(&text, &crate::scan_with(&text, &Options::numbers()), Style::SameLength);
        assert!(out == whole.as_bytes());
    }

    #[test]
    fn one_endless_line() {
        let text = "x".repeat(3 * WINDOW) + " 209146 95016 " + &"ø".repeat(WINDOW);
        let found = places(text.as_bytes());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1.line, found[0].1.start), (1, 3 * WINDOW as u64 + 1));
    }

    #[test]
    fn other_encodings() {
        let latin = b"F\xf8dselsnummer: 20914695016";
        assert_eq!(places(latin)[0].1, Place { line: 1, start: 15, end: 26 });
        let mut wide = vec![0xFF, 0xFE];
        wide.extend("Fødselsnummer: 20914695016".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(places(&wide)[0].1, Place { line: 1, start: 15, end: 26 });
        assert_eq!(windows_1252(0x80), '€');
        assert_eq!(windows_1252(0xE5), 'å');
    }
}
