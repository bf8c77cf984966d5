//! What is wrong with tables, in the reader's language.

use torg_plan::read::{Clash, Fault, Wanted, What};
use torg_web::Visit;

use super::words::told;

/// A line of the list of faults.
pub struct Line {
    pub file: String,
    pub line: u64,
    pub what: String,
}

pub fn line(visit: &Visit, fault: &Fault) -> Line {
    Line { file: fault.file.clone(), line: fault.line, what: what(visit, &fault.what) }
}

fn what(visit: &Visit, what: &What) -> String {
    let fixed = |key: &str| told(visit, key, &[]);
    let column = |key: &str, column: &str| told(visit, key, &[("column", column)]);
    let most = |key: &str, most: &str| told(visit, key, &[("most", most)]);
    match what {
        What::UnknownTable => fixed("tours-fault-unknown-table"),
        What::FileMissing => fixed("tours-fault-file-missing"),
        What::ColumnMissing { column: c } => column("tours-fault-column-missing", c),
        What::ColumnUnknown { column: c } => column("tours-fault-column-unknown", c),
        What::ColumnTwice { column: c } => column("tours-fault-column-twice", c),
        What::Fields { found, wanted } => {
            let (found, wanted) = (found.to_string(), wanted.to_string());
            told(visit, "tours-fault-fields", &[("found", &found), ("wanted", &wanted)])
        }
        What::TooManyLines { most: n } => most("tours-fault-many-lines", &n.to_string()),
        What::TooManyPlaces { most: n } => most("tours-fault-many-places", &n.to_string()),
        What::Empty { column: c } => column("tours-fault-empty", c),
        What::Twice { column, found } => told(visit, "tours-fault-twice", &[("column", column), ("found", found)]),
        What::Wrong { column, found, wanted } => wrong(visit, column, found, wanted),
        What::UnknownSetting { name } => told(visit, "tours-fault-setting", &[("name", name)]),
        What::BeyondCalendar => fixed("tours-fault-calendar"),
        What::Clash { clash } => fixed(clash_key(*clash)),
        What::Other { words } => told(visit, "tours-fault-other", &[("words", words)]),
    }
}

fn wrong(visit: &Visit, column: &str, found: &str, wanted: &Wanted) -> String {
    let (mut from, mut to) = (String::new(), String::new());
    let key = match wanted {
        Wanted::Key => "tours-fault-wrong-key",
        Wanted::Whole { from: a, to: b } => {
            (from, to) = (a.to_string(), b.to_string());
            "tours-fault-wrong-whole"
        }
        Wanted::Decimal { from: a, to: b } => {
            (from, to) = (a.to_string(), b.to_string());
            "tours-fault-wrong-decimal"
        }
        Wanted::YesOrNo => "tours-fault-wrong-yes",
        Wanted::Time => "tours-fault-wrong-time",
        Wanted::Date => "tours-fault-wrong-date",
        Wanted::Weekdays => "tours-fault-wrong-weekdays",
        Wanted::Demand => "tours-fault-wrong-demand",
        Wanted::Wish => "tours-fault-wrong-wish",
    };
    told(visit, key, &[("column", column), ("found", found), ("from", &from), ("to", &to)])
}

fn clash_key(clash: Clash) -> &'static str {
    match clash {
        Clash::Window => "tours-fault-clash-window",
        Clash::Event => "tours-fault-clash-event",
        Clash::Hours => "tours-fault-clash-hours",
        Clash::LastVisit => "tours-fault-clash-last-visit",
        Clash::Day => "tours-fault-clash-day",
        Clash::Lock => "tours-fault-clash-lock",
        Clash::DistrictService => "tours-fault-clash-district",
        Clash::VisitService => "tours-fault-clash-visit",
    }
}
