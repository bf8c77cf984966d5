//! Tables: csv and xlsx. The heading of a column says what its cells are.

use std::io::{BufRead, BufReader, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::office::unpacked_size;
use super::{Error, FileKind, Found, MOST_TEXT, Sink};
use crate::place::{Counter, Place};
use crate::stream::windows_1252;
use crate::{Confidence, Kind, Options, scan_cell, scan_with};

/// Longest line of a csv file; what is longer is cut into lines of this length.
const LONGEST: u64 = 1 << 20;
/// Columns whose headings are kept.
const COLUMNS: usize = 4096;

/// Scans csv line by line. The first line holds headings when no cell of it holds a digit; without headings a line is
/// scanned as text.
pub fn csv(reader: impl Read, options: &Options, inside: Option<&str>, each: Sink) -> Result<(), Error> {
    let mut reader = BufReader::new(reader);
    let start = reader.fill_buf()?;
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return super::scan_text(reader, options, inside, each);
    }
    let mut raw = Vec::new();
    let mut headings: Option<(char, Vec<String>)> = None;
    let mut place = Counter::default();
    for first in std::iter::once(true).chain(std::iter::repeat(false)) {
        raw.clear();
        if reader.by_ref().take(LONGEST).read_until(b'\n', &mut raw)? == 0 {
            return Ok(());
        }
        let line = decode(&raw);
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        match &headings {
            Some((delimiter, headings)) => scan_row(line, *delimiter, headings, options, inside, &place, each),
            None => scan_line(line, options, inside, &place, each),
        }
        if first {
            headings = read_headings(line);
        }
        place.pass(line);
    }
    Ok(())
}

fn decode(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => raw.iter().map(|b| windows_1252(*b)).collect(),
    }
}

/// The delimiter and the headings, when the line holds headings.
fn read_headings(line: &str) -> Option<(char, Vec<String>)> {
    let count = |delimiter: char| line.matches(delimiter).count();
    let delimiter = [';', '\t', ',', '|'].into_iter().max_by_key(|d| count(*d)).filter(|d| count(*d) > 0)?;
    if line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let headings =
        cells(line, delimiter).take(COLUMNS).map(|cell| line[cell].trim_matches(['"', ' ', '\r', '\n']).to_owned());
    Some((delimiter, headings.collect()))
}

/// Byte ranges of the cells, quotes left out. A delimiter inside quotes parts nothing.
fn cells(line: &str, delimiter: char) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let mut quoted = false;
        let end = line[start..].char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == delimiter && !quoted
        });
        let end = match end {
            Some((step, _)) => {
                at = Some(start + step + delimiter.len_utf8());
                start + step
            }
            None => {
                at = None;
                line.trim_end_matches(['\r', '\n']).len().max(start)
            }
        };
        let cell = &line[start..end];
        let inner = cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"');
        Some(if inner { start + 1..end - 1 } else { start..end })
    })
}

fn scan_row(
    line: &str,
    delimiter: char,
    headings: &[String],
    options: &Options,
    inside: Option<&str>,
    place: &Counter,
    each: Sink,
) {
    for (column, cell) in cells(line, delimiter).enumerate() {
        let heading = headings.get(column).map_or("", String::as_str);
        for hit in scan_cell(heading, &line[cell.clone()], options) {
            let mut place = place.clone();
            place.pass(&line[..cell.start + hit.span.start]);
            let text = &line[cell.clone()][hit.span];
            let place = place.place(text);
            each(Found { kind: hit.kind, confidence: hit.confidence, reason: hit.reason, place, text, inside });
        }
    }
}

fn scan_line(line: &str, options: &Options, inside: Option<&str>, place: &Counter, each: Sink) {
    for hit in scan_with(line, options) {
        let mut place = place.clone();
        place.pass(&line[..hit.span.start]);
        let text = &line[hit.span];
        let place = place.place(text);
        each(Found { kind: hit.kind, confidence: hit.confidence, reason: hit.reason, place, text, inside });
    }
}

/// Scans every sheet cell by cell. The headings are the first row's texts, when it holds no number.
pub fn xlsx(bytes: &[u8], options: &Options, inside: Option<&str>, each: Sink) -> Result<(), Error> {
    let damaged = |_| Error::Damaged(FileKind::Xlsx);
    unpacked_size(bytes, FileKind::Xlsx)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut text = 0;
    for name in workbook.sheet_names() {
        let label = inside.map_or_else(|| name.clone(), |outer| format!("{outer}/{name}"));
        let mut sheet = Sheet::default();
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let value = written(cell.get_value());
            text += value.len() as u64;
            // One long text may stand in many cells; its length counts each time.
            if text > MOST_TEXT {
                return Err(Error::TooLarge);
            }
            sheet.cell(row, column, &value, options, &label, each);
        }
    }
    Ok(())
}

/// How a cell's value is written.
fn written(value: &DataRef) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        // The day is enough: the time says nothing about a birth.
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A sheet as its cells come.
#[derive(Default)]
struct Sheet {
    first_row: Option<u32>,
    headings: Vec<String>,
    /// The row under way, and the characters of its cells so far.
    row: u32,
    column: u64,
}

impl Sheet {
    fn cell(&mut self, row: u32, column: u32, value: &str, options: &Options, label: &str, each: Sink) {
        let first = *self.first_row.get_or_insert(row);
        if row != self.row {
            self.row = row;
            self.column = 0;
        }
        let index = column as usize;
        if row == first && index < COLUMNS && !value.contains(|c: char| c.is_ascii_digit()) {
            self.headings.resize(self.headings.len().max(index + 1), String::new());
            value.clone_into(&mut self.headings[index]);
        }
        let heading = if row == first { "" } else { self.headings.get(index).map_or("", String::as_str) };
        for (hit, text) in scan_value(heading, value, options) {
            let start = self.column + text[..hit.span.start].chars().count() as u64;
            let text = &text[hit.span];
            let place = Place { line: u64::from(row) + 1, start, end: start + text.chars().count() as u64 };
            each(Found {
                kind: hit.kind,
                confidence: hit.confidence,
                reason: hit.reason,
                place,
                text,
                inside: Some(label),
            });
        }
        self.column += value.chars().count() as u64 + 1;
    }
}

/// The hits in a cell, each with the text it stands in. A national number that a spreadsheet took for an amount has lost
/// its leading zero: under a heading that names it, the zero is put back.
fn scan_value<'a>(heading: &str, value: &'a str, options: &Options) -> Vec<(crate::Hit, std::borrow::Cow<'a, str>)> {
    let hits = scan_cell(heading, value, options);
    if hits.is_empty() && !heading.is_empty() && value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit()) {
        let padded = format!("0{value}");
        let found = scan_cell(heading, &padded, options);
        if let Some(hit) =
            found.into_iter().find(|hit| hit.kind == Kind::NationalId && hit.confidence > Confidence::Possible)
        {
            return vec![(hit, padded.into())];
        }
    }
    hits.into_iter().map(|hit| (hit, value.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &[u8]) -> Vec<(Kind, u64, u64, String)> {
        let mut all = Vec::new();
        csv(text, &Options::numbers(), None, &mut |f| {
            all.push((f.kind, f.place.line, f.place.start, f.text.to_owned()))
        })
        .unwrap();
        all
    }

    #[test]
    fn headings_say_what_cells_are() {
        let text = "Navn;KID;Kontonummer\nKari;12345678903;12345678903\n\"Berg; Ola\";1;\"1234 56 78903\"\n";
        let all = found(text.as_bytes());
        assert_eq!(all, [(Kind::Account, 2, 17, "12345678903".into()), (Kind::Account, 3, 15, "1234 56 78903".into())]);
    }

    #[test]
    fn without_headings_a_line_is_text() {
        let all = found(b"Kari;20914695016;12\nF\xf8dt;12.03.1985\n");
        assert_eq!(all[0], (Kind::NationalId, 1, 5, "20914695016".into()));
        assert_eq!(all[1], (Kind::BirthDate, 2, 5, "12.03.1985".into()));
    }

    #[test]
    fn a_lost_zero_is_put_back() {
        let hits = scan_value("Fødselsnummer", "2013299903", &Options::numbers());
        assert_eq!(hits[0].0.kind, Kind::NationalId);
        assert_eq!(hits[0].1, "02013299903");
        assert!(scan_value("Beløp", "2013299903", &Options::numbers()).is_empty());
    }
}
