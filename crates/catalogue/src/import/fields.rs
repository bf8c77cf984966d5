//! Reads the cells of one row, and gathers what is wrong with them.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use torg_base::Lang;
use torg_base::colour::Colour;

use super::BadRow;
use super::table::{Table, TableRow};

/// Letters in a name that people see.
pub const NAME: usize = 60;
/// Letters in a promise, a boundary or a note.
pub const PROMISE: usize = 400;
const LONGEST_URL: usize = 300;

/// The cells of a row by column. A value that is wrong is told, and something harmless is returned in its place;
/// [`Fields::done`] lets only whole rows through.
pub struct Fields<'a> {
    columns: &'a [String],
    row: &'a TableRow,
    bad: Vec<BadRow>,
    /// A separator inside a text has moved the cells; nothing else that is said about them would be true.
    shifted: bool,
}

impl<'a> Fields<'a> {
    pub fn new(table: &'a Table, row: &'a TableRow) -> Fields<'a> {
        let mut fields = Fields { columns: &table.columns, row, bad: Vec::new(), shifted: false };
        if row.cells.iter().skip(table.columns.len()).any(|cell| !cell.is_empty()) {
            let why = "the row has more cells than the header; put quotes around a text that holds the separator";
            fields.wrong("", why);
            fields.shifted = true;
        }
        fields
    }

    /// Tells what is wrong with a cell and what to do.
    pub fn wrong(&mut self, column: &str, reason: impl Into<String>) {
        if !self.shifted {
            self.bad.push(BadRow { row: self.row.number, column: column.to_owned(), reason: reason.into() });
        }
    }

    pub fn is_bad(&self) -> bool {
        !self.bad.is_empty()
    }

    /// The value if nothing was wrong; what was wrong goes to the report.
    pub fn done<T>(self, value: T, report: &mut Vec<BadRow>) -> Option<T> {
        let whole = self.bad.is_empty();
        report.extend(self.bad);
        whole.then_some(value)
    }

    /// Whether the file has a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|c| c == column)
    }

    /// The cell as it stands; empty when the column is missing.
    pub fn cell(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| c == column);
        at.and_then(|at| self.row.cells.get(at)).map_or("", String::as_str)
    }

    /// A text that may be missing.
    pub fn optional(&mut self, column: &str, longest: usize) -> String {
        let text = self.cell(column);
        let length = text.chars().count();
        if length > longest {
            self.wrong(column, format!("{length} letters is too long; write at most {longest}"));
            return String::new();
        }
        text.to_owned()
    }

    pub fn required(&mut self, column: &str, longest: usize) -> String {
        if self.cell(column).is_empty() {
            self.wrong(column, "is empty; fill it in");
        }
        self.optional(column, longest)
    }

    /// A short name for addresses: `logge-inn-altinn`.
    pub fn slug(&mut self, column: &str) -> String {
        let slug = self.required(column, NAME);
        let letters = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let dashes = slug.starts_with('-') || slug.ends_with('-') || slug.contains("--");
        if !letters || dashes {
            let why =
                format!("'{}' cannot be used; write a to z, digits and single dashes, as in ny-tjeneste", short(&slug));
            self.wrong(column, why);
        }
        slug
    }

    /// One of some words.
    pub fn one_of(&mut self, column: &str, words: &[&str]) -> String {
        let word = self.cell(column).to_lowercase();
        if !words.contains(&word.as_str()) {
            self.wrong(column, format!("'{}' is not known; write {}", short(&word), listed(words)));
        }
        word
    }

    pub fn yes_or_no(&mut self, column: &str) -> bool {
        match self.cell(column).to_lowercase().as_str() {
            "yes" | "ja" | "true" | "1" => true,
            "no" | "nei" | "false" | "0" => false,
            other => {
                self.wrong(column, format!("'{}' is not known; write yes or no", short(other)));
                false
            }
        }
    }

    /// Written language of an organisation.
    pub fn written(&mut self, column: &str) -> String {
        let word = self.one_of(column, &["nb", "nn"]);
        Lang::parse(&word).unwrap_or_default().code().to_owned()
    }

    /// A whole number in a range.
    pub fn whole(&mut self, column: &str, range: RangeInclusive<i32>) -> i32 {
        match self.cell(column).parse::<i32>() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                let (cell, from, to) = (short(self.cell(column)), range.start(), range.end());
                self.wrong(column, format!("'{cell}' does not fit; write a whole number from {from} to {to}"));
                *range.start()
            }
        }
    }

    /// Length of a visit.
    pub fn minutes(&mut self, column: &str) -> i32 {
        let minutes = self.whole(column, 5..=480);
        if minutes % 5 != 0 {
            self.wrong(column, format!("{minutes} minutes does not fit the grid; write a multiple of 5"));
        }
        minutes
    }

    /// Degrees. `between` are the limits of Norway with Svalbard and Jan Mayen.
    pub fn degrees(&mut self, column: &str, between: RangeInclusive<f64>) -> f64 {
        let cell = self.cell(column);
        let degrees = cell.replace(',', ".").parse::<f64>().ok().filter(|d| d.is_finite());
        match degrees {
            Some(degrees) if between.contains(&degrees) => degrees,
            Some(_) => {
                let why = format!("{} lies outside Norway; are latitude and longitude swapped?", short(cell));
                self.wrong(column, why);
                0.0
            }
            None => {
                self.wrong(column, format!("'{}' is not a number; write degrees as in 62.343", short(cell)));
                0.0
            }
        }
    }

    /// A colour that carries white text.
    pub fn colour(&mut self, column: &str) -> String {
        let cell = self.cell(column);
        match Colour::parse(cell) {
            None => self.wrong(column, format!("'{}' is not a colour; write it as in #1f3a5f", short(cell))),
            Some(colour) if !colour.carries_white_text() => {
                let why = format!("white text cannot be read on {cell} (contrast under 4.5:1); choose a darker colour");
                self.wrong(column, why);
            }
            Some(_) => {}
        }
        cell.to_owned()
    }

    /// An address of a page; may be empty.
    pub fn url(&mut self, column: &str) -> String {
        let url = self.optional(column, LONGEST_URL);
        let host = url.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        let fits = |host: &str| host.contains('.') && !host.starts_with('.') && !host.contains(['@', '\\']);
        if !url.is_empty()
            && (!host.is_some_and(fits) || url.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)))
        {
            self.wrong(
                column,
                format!("'{}' cannot be used; write a whole address that begins with https://", short(&url)),
            );
        }
        url
    }

    pub fn email(&mut self, column: &str) -> String {
        let email = self.required(column, 100);
        let parts = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if !email.is_empty() && (!parts || email.contains(char::is_whitespace)) {
            self.wrong(column, format!("'{}' is not an e-mail address", short(&email)));
        }
        email
    }

    /// A time of day as minutes; `24:00` is the end of the day.
    pub fn time(&mut self, column: &str) -> i16 {
        let cell = self.cell(column);
        time(cell).unwrap_or_else(|| {
            self.wrong(column, format!("'{}' is not a time; write hours and minutes as in 09:00", short(cell)));
            0
        })
    }

    /// A date that may be missing.
    pub fn date(&mut self, column: &str) -> Option<Date> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let found = date(cell);
        if found.is_none() {
            self.wrong(column, format!("'{}' is not a date; write year-month-day as in 2027-06-20", short(cell)));
        }
        found
    }

    /// The parts of `a;b;c`, none of them empty.
    pub fn list(&mut self, column: &str, longest: usize) -> Vec<String> {
        let parts: Vec<String> =
            self.cell(column).split(';').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
        if let Some(long) = parts.iter().find(|p| p.chars().count() > longest) {
            let why = format!("'{}' is too long; write at most {longest} letters between two semicolons", short(long));
            self.wrong(column, why);
        }
        parts
    }
}

/// `9:00`, `09:00`, `09.00`, and `09:00:00` as some programs write it.
fn time(text: &str) -> Option<i16> {
    let text = text.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(text);
    let (hours, minutes) = text.split_once([':', '.'])?;
    let digits = |part: &str, lengths: RangeInclusive<usize>| {
        let fits = lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse::<i16>().ok() } else { None }
    };
    let (hours, minutes) = (digits(hours, 1..=2)?, digits(minutes, 2..=2)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= torg_slots::rules::DAY).then_some(total)
}

/// `2027-06-20` or `20.06.2027`.
fn date(text: &str) -> Option<Date> {
    if text.len() == 10 && text.is_ascii() && text.as_bytes()[4] == b'-' {
        return text.parse().ok();
    }
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    if whole { Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok() } else { None }
}

/// The beginning of a cell, for a reason: a cell can hold a whole book.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// «a, b or c».
pub fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
