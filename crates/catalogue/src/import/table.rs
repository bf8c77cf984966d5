//! A table from a file: CSV as spreadsheets and people write it, or the first sheet of an XLSX file.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, ExcelDateTime, Reader, Xlsx};

/// Longest file that is read, in bytes.
const LONGEST_FILE: u64 = 20 * 1024 * 1024;
/// Most rows that are read.
const MOST_ROWS: usize = 100_000;

/// Rows of text under named columns. Empty rows are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// In lower case, trimmed.
    pub columns: Vec<String>,
    pub rows: Vec<TableRow>,
    /// Number of the header's row.
    pub header_row: usize,
}

/// One row, with the number that whoever opens the file sees beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Line of a CSV file or row of a sheet, from 1.
    pub number: usize,
    pub cells: Vec<String>,
}

/// Reads a CSV or XLSX file. The error says what to do.
pub fn read_table(path: impl AsRef<Path>) -> Result<Table, String> {
    let path = path.as_ref();
    let shown = path.display();
    let size = std::fs::metadata(path).map_err(|e| format!("{shown} cannot be opened: {}", e.kind()))?.len();
    if size > LONGEST_FILE {
        return Err(format!("{shown} is larger than 20 MB; split it into several files"));
    }
    let bytes = std::fs::read(path).map_err(|e| format!("{shown} cannot be read: {}", e.kind()))?;
    let table = table_from(&bytes);
    table.map_err(|why| format!("{shown}: {why}"))
}

/// Reads the content of a CSV or XLSX file, as it was uploaded.
pub fn table_from(bytes: &[u8]) -> Result<Table, String> {
    // An XLSX file is a ZIP archive; the old XLS begins like every compound file.
    match bytes {
        [b'P', b'K', 3, 4, ..] => xlsx(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err("this is an old XLS file; save it as XLSX or CSV".into()),
        _ => csv_text(&decoded(bytes)),
    }
}

/// Text of unknown encoding: a byte-order mark decides; then UTF-8 if it is that, or else Windows-1252.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn csv_text(text: &str) -> Result<Table, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = LineNumbers { bytes: text.as_bytes(), at: 0, line: 1 };
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| "the file is not readable as CSV".to_owned())? {
        let start = record.position().map_or(0, csv::Position::byte);
        rows.push((lines.of(usize::try_from(start).unwrap_or(usize::MAX)), record.iter().map(clean).collect()));
        if rows.len() > MOST_ROWS {
            break;
        }
    }
    table(rows)
}

/// The separator that stands most often in the first line, outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|c| c.0 == byte).for_each(|c| c.1 += 1),
            _ => {}
        }
    }
    // The comma wins a draw: a file with one column has no separator.
    counts.iter().rev().max_by_key(|c| c.1).map_or(b',', |c| c.0)
}

/// Line numbers for rising positions; what the reader tells does not count the empty lines before a record.
struct LineNumbers<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl LineNumbers<'_> {
    fn of(&mut self, mut start: usize) -> usize {
        while matches!(self.bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        let passed = self.bytes.get(self.at..start).unwrap_or_default();
        self.line += passed.iter().filter(|b| **b == b'\n').count();
        self.at = start;
        self.line
    }
}

fn xlsx(bytes: &[u8]) -> Result<Table, String> {
    let unreadable = |_| "the file cannot be read as XLSX; save it again from the spreadsheet program".to_owned();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = book.worksheet_range_at(0).ok_or("the file has no sheet")?.map_err(unreadable)?;
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let rows = sheet.rows().take(MOST_ROWS + 1).enumerate();
    table(rows.map(|(i, cells)| (first + i + 1, cells.iter().map(|cell| clean(&cell_text(cell))).collect())).collect())
}

/// A cell in our forms: `12`, `62.1`, `yes`, `2027-06-20`, `09:00`.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "yes".into(),
        Data::Bool(false) => "no".into(),
        Data::DateTime(moment) => moment_text(moment),
        Data::DateTimeIso(text) => iso_text(text),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => format!("#{error:?}"),
        Data::Empty => String::new(),
    }
}

/// Spreadsheets keep a moment as days; the part after the point is the time of day.
fn moment_text(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    let minutes = (days.fract() * 1440.0).round();
    let time = format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    if days < 1.0 {
        return time;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if minutes == 0.0 { date } else { format!("{date} {time}") }
}

fn iso_text(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.starts_with("00:00") => date.to_owned(),
        Some(("", time)) => time.get(..5).unwrap_or(time).to_owned(),
        _ => text.to_owned(),
    }
}

/// Without spaces around, and without control characters, which no database column should hold.
fn clean(text: &str) -> String {
    let space = |c: char| if c.is_control() || c == '\u{feff}' { ' ' } else { c };
    text.chars().map(space).collect::<String>().trim().to_owned()
}

/// The first row with anything in it is the header.
fn table(rows: Vec<(usize, Vec<String>)>) -> Result<Table, String> {
    if rows.len() > MOST_ROWS {
        return Err(format!("the file has more than {MOST_ROWS} rows; split it into several files"));
    }
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
    let (header_row, header) = rows.next().ok_or("the file is empty; the first row must name the columns")?;
    let columns: Vec<String> = header.iter().map(|c| c.to_lowercase()).collect();
    for (i, column) in columns.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        if columns[..i].contains(column) {
            return Err(format!("the column {} stands twice; remove one", super::fields::short(column)));
        }
    }
    let rows = rows.map(|(number, cells)| TableRow { number, cells }).collect();
    Ok(Table { columns, rows, header_row })
}
