//! Import: organisations, places, services, resources, hours, offers and travel from CSV and XLSX files.
//!
//! Invariants: a bad row is told with its number and what to do, and never written; good rows are kept; the same file a
//! second time changes nothing. What the files do not hold (whether something is active, an offer's limits) stays as it is.

mod fields;
mod hours;
mod offers;
mod organisations;
mod places;
mod present;
mod resources;
mod services;
mod table;
#[cfg(test)]
mod tests;
mod travel;

use torg_base::Actor;
use torg_store::{Result, Store};

pub use table::{Table, TableRow, read_table, table_from};

use present::{Present, Put};

/// Slug of the organisation that owns the shared service list.
pub const SHARED: &str = "fellesskap";

/// What a file holds. The order in [`Kind::ALL`] is the order in which files lean on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Organisations,
    Places,
    Services,
    Resources,
    Hours,
    Offers,
    Travel,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Organisations, Kind::Places, Kind::Services, Kind::Resources, Kind::Hours, Kind::Offers, Kind::Travel];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Organisations => "organisations",
            Kind::Places => "places",
            Kind::Services => "services",
            Kind::Resources => "resources",
            Kind::Hours => "hours",
            Kind::Offers => "offers",
            Kind::Travel => "travel",
        }
    }

    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == word)
    }

    /// Columns that a file must have.
    pub fn required(self) -> &'static [&'static str] {
        match self {
            Kind::Organisations => organisations::REQUIRED,
            Kind::Places => places::REQUIRED,
            Kind::Services => services::REQUIRED,
            Kind::Resources => resources::REQUIRED,
            Kind::Hours => hours::REQUIRED,
            Kind::Offers => offers::REQUIRED,
            Kind::Travel => travel::REQUIRED,
        }
    }

    /// Columns that a file may have.
    pub fn optional(self) -> &'static [&'static str] {
        match self {
            Kind::Organisations => organisations::OPTIONAL,
            Kind::Places => places::OPTIONAL,
            Kind::Services => services::OPTIONAL,
            Kind::Resources => resources::OPTIONAL,
            Kind::Hours => hours::OPTIONAL,
            Kind::Offers => offers::OPTIONAL,
            Kind::Travel => travel::OPTIONAL,
        }
    }

    fn action(self) -> &'static str {
        match self {
            Kind::Organisations => "import.organisations",
            Kind::Places => "import.places",
            Kind::Services => "import.services",
            Kind::Resources => "import.resources",
            Kind::Hours => "import.hours",
            Kind::Offers => "import.offers",
            Kind::Travel => "import.travel",
        }
    }
}

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Owner of new services; the shared organisation when left out.
    pub organisation_slug: Option<String>,
    /// Check and count, and write nothing.
    pub dry_run: bool,
    /// Who imports, for the audit trail.
    pub actor: Actor,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in the file, without the header and empty rows.
    pub read: usize,
    /// Rows that gave something new.
    pub added: usize,
    /// Rows that changed something.
    pub changed: usize,
    /// What was left out and why, by row; a row with several faults stands several times.
    pub bad: Vec<BadRow>,
    /// Things worth knowing that stop nothing.
    pub notes: Vec<String>,
}

impl Report {
    /// How many rows were left out.
    pub fn bad_rows(&self) -> usize {
        let mut numbers: Vec<usize> = self.bad.iter().map(|b| b.row).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len()
    }
}

/// A cell that cannot be used. A fault of the whole file stands at the header's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Line of a CSV file or row of a sheet, from 1.
    pub row: usize,
    /// The column's name; empty when it is the row as a whole.
    pub column: String,
    /// Plain words that say what to do.
    pub reason: String,
}

/// What the rows of a file come to.
#[derive(Default)]
struct Plan {
    puts: Vec<Put>,
    report: Report,
}

/// Imports a table: whole units of good rows, organisation by organisation.
///
/// A file that lacks a column is not read at all; the report says which. Errors are the database's.
pub async fn import(store: &Store, kind: Kind, table: Table, options: Options) -> Result<Report> {
    let mut plan = Plan::default();
    plan.report.read = table.rows.len();
    check_columns(kind, &table, &mut plan.report);
    if !plan.report.bad.is_empty() {
        return Ok(plan.report);
    }
    let present = Present::read(store).await?;
    match kind {
        Kind::Organisations => organisations::plan(&table, &present, &mut plan),
        Kind::Places => places::plan(&table, &present, &mut plan),
        Kind::Services => services::plan(&table, &present, options.organisation_slug.as_deref(), &mut plan),
        Kind::Resources => resources::plan(&table, &present, &mut plan),
        Kind::Hours => hours::plan(&table, &present, &mut plan),
        Kind::Offers => offers::plan(&table, &present, &mut plan),
        Kind::Travel => travel::plan(&table, &present, &mut plan),
    }
    plan.report.bad.sort_by_key(|bad| bad.row);
    if !options.dry_run {
        present::write(store, plan.puts, kind.action(), &options.actor).await?;
    }
    Ok(plan.report)
}

fn check_columns(kind: Kind, table: &Table, report: &mut Report) {
    let known = |c: &str| kind.required().contains(&c) || kind.optional().contains(&c);
    for column in kind.required().iter().filter(|c| !table.columns.iter().any(|have| have == *c)) {
        report.bad.push(BadRow {
            row: table.header_row,
            column: (*column).to_owned(),
            reason: format!(
                "the column is missing, so nothing was imported; a file of {} must have the columns {}",
                kind.code(),
                kind.required().join(", ")
            ),
        });
    }
    let unknown: Vec<String> =
        table.columns.iter().filter(|c| !c.is_empty() && !known(c)).map(|c| fields::short(c)).collect();
    if !unknown.is_empty() {
        report.notes.push(format!("these columns are not known and were not read: {}", unknown.join(", ")));
    }
}

/// The row in which a key was met before; remembers a new one.
fn before<K: std::hash::Hash + Eq>(
    seen: &mut std::collections::HashMap<K, usize>,
    key: K,
    number: usize,
) -> Option<usize> {
    match seen.entry(key) {
        std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
        std::collections::hash_map::Entry::Vacant(free) => {
            free.insert(number);
            None
        }
    }
}
