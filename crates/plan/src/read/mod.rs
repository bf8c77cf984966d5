//! Reads the planner's tables: one CSV file each, with a heading line; every fault with its file and line.
//!
//! | file | columns |
//! | --- | --- |
//! | settings.csv | name, value |
//! | places.csv | place, name, district, latitude, longitude, island, lodging, opens, closes, last_visit |
//! | services.csv | service, name, skill, equipment, effort |
//! | pools.csv | place, service, people, from, to, value |
//! | teams.csv | team, name, base, district, crew, skills, equipment, per_hour, setup, starts, ends, work, drive, days, nights, ferries |
//! | rules.csv | rule, demand, service, number, from, to, source, disputed |
//! | events.csv | team, date, place, from, to |
//! | travel.csv | from, to, minutes, ferry, both, source |
//! | ferries.csv | from, to, departs, minutes, days, source |
//! | closed.csv | a, b, from, to, source |
//! | wishes.csv | wish, team, place, date |
//!
//! Only settings, places, services, pools and teams must be there. Dates are 2027-01-31, times 08:30, lists are
//! parted by spaces, yes and no are `yes` and `no`; columns in any order, others than these are faults.

mod fault;
mod row;
mod tables;

use std::collections::BTreeMap;

pub use fault::{Clash, Fault, Wanted, What};

use crate::model::Input;

/// The files that are read, in reading order; the first [`NEEDED`] must exist.
pub const FILES: [&str; 11] = [
    "settings.csv",
    "places.csv",
    "services.csv",
    "pools.csv",
    "teams.csv",
    "rules.csv",
    "events.csv",
    "travel.csv",
    "ferries.csv",
    "closed.csv",
    "wishes.csv",
];

/// How many of [`FILES`] a plan cannot do without.
pub const NEEDED: usize = 5;

/// Reads an input from the texts of its files by name; all faults at once.
pub fn read(files: &BTreeMap<String, String>) -> Result<Input, Vec<Fault>> {
    let mut faults = Vec::new();
    for name in files.keys().filter(|name| !FILES.contains(&name.as_str())) {
        faults.push(Fault::new(name, 1, What::UnknownTable));
    }
    for name in FILES.iter().take(NEEDED).filter(|name| !files.contains_key(**name)) {
        faults.push(Fault::new(name, 1, What::FileMissing));
    }
    let mut input = Input::default();
    tables::fill(&mut input, files, &mut faults);
    if faults.is_empty() { Ok(input) } else { Err(faults) }
}

#[cfg(test)]
mod tests;
