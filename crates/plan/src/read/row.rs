//! A line of a table, with words turned into values and what cannot be turned into faults.

use std::{collections::HashMap, ops::RangeInclusive};

use jiff::civil::{Date, Time};

use super::{Fault, Wanted, What};
use crate::model::Minutes;

/// Keys of one kind (places, services, teams) and their positions.
pub type Keys = HashMap<String, usize>;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Lines of one file; more is a mistake, or somebody else's file.
const MOST_LINES: u64 = 1_000_000;

/// Calls `each` with every line of a table whose heading is in order.
pub fn table(file: &str, text: &str, columns: &[&str], faults: &mut Vec<Fault>, mut each: impl FnMut(&mut Row)) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let heading = match reader.headers() {
        Ok(heading) => heading.clone(),
        Err(error) => return faults.push(Fault::new(file, 1, error.to_string())),
    };
    let before = faults.len();
    for column in columns.iter().filter(|c| !heading.iter().any(|h| h == **c)) {
        faults.push(Fault::new(file, 1, What::ColumnMissing { column: (*column).to_owned() }));
    }
    for (i, name) in heading.iter().enumerate() {
        if !columns.contains(&name) {
            faults.push(Fault::new(file, 1, What::ColumnUnknown { column: name.to_owned() }));
        } else if heading.iter().take(i).any(|h| h == name) {
            faults.push(Fault::new(file, 1, What::ColumnTwice { column: name.to_owned() }));
        }
    }
    if faults.len() > before {
        return;
    }
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => return faults.push(Fault::new(file, line, error.to_string())),
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.len() != heading.len() {
            let what = What::Fields { found: record.len(), wanted: heading.len() };
            faults.push(Fault::new(file, line, what));
            continue;
        }
        if line > MOST_LINES {
            return faults.push(Fault::new(file, line, What::TooManyLines { most: MOST_LINES }));
        }
        each(&mut Row { file, line, heading: &heading, record: &record, faults });
    }
}

pub struct Row<'a> {
    file: &'a str,
    line: u64,
    heading: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Row<'a> {
    pub fn fault(&mut self, what: impl Into<What>) {
        self.faults.push(Fault::new(self.file, self.line, what));
    }

    pub fn text(&self, column: &str) -> &'a str {
        let at = self.heading.iter().position(|h| h == column);
        at.and_then(|i| self.record.get(i)).unwrap_or_default()
    }

    /// Says that a field holds something else than what is wanted.
    pub fn wrong(&mut self, column: &str, wanted: Wanted) {
        let found = self.text(column).chars().take(40).collect::<String>();
        self.fault(What::Wrong { column: column.to_owned(), found, wanted });
    }

    fn empty(&mut self, column: &str) {
        self.fault(What::Empty { column: column.to_owned() });
    }

    /// A text that must be there.
    pub fn needed(&mut self, column: &str) -> String {
        let text = self.text(column);
        if text.is_empty() {
            self.empty(column);
        }
        text.to_owned()
    }

    /// A key that no earlier line has.
    pub fn new_key(&mut self, column: &str, keys: &mut Keys) -> String {
        let key = self.needed(column);
        let next = keys.len();
        if keys.insert(key.clone(), next).is_some() && !key.is_empty() {
            self.fault(What::Twice { column: column.to_owned(), found: key.clone() });
        }
        key
    }

    /// The position of a key that must be known.
    pub fn known(&mut self, column: &str, keys: &Keys) -> usize {
        self.known_or_none(column, keys).unwrap_or_else(|| {
            if self.text(column).is_empty() {
                self.empty(column);
            }
            0
        })
    }

    /// The position of a key, or nothing when the field is empty.
    pub fn known_or_none(&mut self, column: &str, keys: &Keys) -> Option<usize> {
        let key = self.text(column);
        let found = keys.get(key).copied();
        if found.is_none() && !key.is_empty() {
            self.wrong(column, Wanted::Key);
        }
        found
    }

    /// A whole number, or `or` when the field is empty; without `or` it must be there.
    pub fn whole(&mut self, column: &str, range: RangeInclusive<i64>, or: Option<i64>) -> i64 {
        let text = self.text(column);
        match (text.parse::<i64>(), or) {
            (Ok(number), _) if range.contains(&number) => number,
            (_, Some(or)) if text.is_empty() => or,
            _ => {
                self.wrong(column, Wanted::Whole { from: *range.start(), to: *range.end() });
                *range.start()
            }
        }
    }

    pub fn decimal(&mut self, column: &str, range: RangeInclusive<f64>) -> f64 {
        match self.text(column).parse::<f64>() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                self.wrong(column, Wanted::Decimal { from: *range.start() as i64, to: *range.end() as i64 });
                *range.start()
            }
        }
    }

    pub fn yes(&mut self, column: &str, or: bool) -> bool {
        match self.text(column) {
            "yes" => true,
            "no" => false,
            "" => or,
            _ => {
                self.wrong(column, Wanted::YesOrNo);
                or
            }
        }
    }

    pub fn time(&mut self, column: &str, or: Minutes) -> Minutes {
        match self.text(column) {
            "" => or,
            "24:00" => 1440,
            text => match text.parse::<Time>() {
                Ok(time) => Minutes::from(time.hour()) * 60 + Minutes::from(time.minute()),
                Err(_) => {
                    self.wrong(column, Wanted::Time);
                    or
                }
            },
        }
    }

    /// A date as days from the start; `None` when empty.
    pub fn date(&mut self, column: &str, start: Date) -> Option<i32> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let days = text.parse::<Date>().ok().and_then(|date| start.until(date).ok()).map(|span| span.get_days());
        if days.is_none() {
            self.wrong(column, Wanted::Date);
        }
        days
    }

    /// A date that must be there.
    pub fn needed_date(&mut self, column: &str, start: Date) -> i32 {
        if self.text(column).is_empty() {
            self.empty(column);
        }
        self.date(column, start).unwrap_or(0)
    }

    pub fn list(&self, column: &str) -> Vec<String> {
        self.text(column).split_whitespace().map(str::to_owned).collect()
    }

    /// Weekdays as `mon tue`; empty: Monday to Friday.
    pub fn weekdays(&mut self, column: &str) -> [bool; 7] {
        if self.text(column).is_empty() {
            return [true, true, true, true, true, false, false];
        }
        let mut days = [false; 7];
        for word in self.text(column).split_whitespace() {
            match WEEKDAYS.iter().position(|w| *w == word) {
                Some(day) => days[day] = true,
                None => self.wrong(column, Wanted::Weekdays),
            }
        }
        days
    }
}
