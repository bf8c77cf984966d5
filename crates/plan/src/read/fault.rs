//! What can be wrong in a table. The kinds are told apart so that a page can say each in the reader's language; the
//! words here are those of the command line.

use serde::{Deserialize, Serialize};

/// One thing that is wrong in the input, with its file and line (from 1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{file}, line {line}: {what}")]
pub struct Fault {
    pub file: String,
    pub line: u64,
    pub what: What,
}

impl Fault {
    pub(crate) fn new(file: &str, line: u64, what: impl Into<What>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    #[error("no table of this name is known")]
    UnknownTable,
    #[error("the file is missing")]
    FileMissing,
    #[error("the column {column} is missing")]
    ColumnMissing { column: String },
    #[error("the column {column} is not known")]
    ColumnUnknown { column: String },
    #[error("the column {column} stands twice")]
    ColumnTwice { column: String },
    #[error("{found} fields; the heading has {wanted}")]
    Fields { found: usize, wanted: usize },
    #[error("more than {most} lines")]
    TooManyLines { most: u64 },
    #[error("more than {most} places")]
    TooManyPlaces { most: usize },
    #[error("{column} is empty")]
    Empty { column: String },
    #[error("{column} «{found}» stands on an earlier line too")]
    Twice { column: String, found: String },
    #[error("{column} is «{found}»; {wanted}")]
    Wrong { column: String, found: String, wanted: Wanted },
    #[error("the setting {name} is not known")]
    UnknownSetting { name: String },
    #[error("the period is beyond the calendar")]
    BeyondCalendar,
    #[error("{clash}")]
    Clash { clash: Clash },
    /// Other readers' faults, and those of the CSV reader itself.
    #[error("{words}")]
    Other { words: String },
}

/// What a field should have held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "wanted", rename_all = "snake_case")]
pub enum Wanted {
    #[error("no earlier table has it")]
    Key,
    #[error("a whole number from {from} to {to} is wanted")]
    Whole { from: i64, to: i64 },
    #[error("a number from {from} to {to} is wanted")]
    Decimal { from: i64, to: i64 },
    #[error("yes or no is wanted")]
    YesOrNo,
    #[error("a time such as 08:30 is wanted")]
    Time,
    #[error("a date such as 2027-01-31 is wanted")]
    Date,
    #[error("mon tue wed thu fri sat sun are wanted")]
    Weekdays,
    #[error("one of district, minimum_people, return_after, fairness_floor is wanted")]
    Demand,
    #[error("lock or forbid is wanted")]
    Wish,
}

/// Fields of a line that do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    #[error("the window ends before it begins")]
    Window,
    #[error("the event ends before it begins")]
    Event,
    #[error("closes is before opens")]
    Hours,
    #[error("last_visit is not before the period")]
    LastVisit,
    #[error("the day ends before it starts")]
    Day,
    #[error("a lock names team, place and date")]
    Lock,
    #[error("a district rule names its service")]
    DistrictService,
    #[error("this rule holds for visits, not for a service")]
    VisitService,
}

impl From<Clash> for What {
    fn from(clash: Clash) -> What {
        What::Clash { clash }
    }
}

impl From<String> for What {
    fn from(words: String) -> What {
        What::Other { words }
    }
}

impl From<&str> for What {
    fn from(words: &str) -> What {
        What::Other { words: words.to_owned() }
    }
}
