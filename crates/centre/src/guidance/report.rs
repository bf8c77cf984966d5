//! The report: from one reading of the counters to everything that is shown of them, on the page and in files.

use std::collections::{BTreeMap, HashMap};

use torg_base::{Lang, Uuid};
use torg_catalogue::directory::Directory;
use torg_store::{Reads, Result};
use torg_web::texts::Texts;

use super::model::{ALL, Counter, Dimension, Told, mark};
use super::store::{self, Sum};

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub told: Told,
}

/// A table of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub dimension: Dimension,
    pub lines: Vec<Line>,
}

impl Table {
    /// The length of a bar, 0 to 100, of the longest of the table.
    pub fn width(&self, told: &Told) -> i64 {
        let longest = self.lines.iter().map(|line| line.told.size()).max().unwrap_or_default().max(1);
        told.size() * 100 / longest
    }
}

/// Two dimensions against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cross {
    pub down: Dimension,
    pub across: Dimension,
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<Told>)>,
}

/// What one agency's services took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    pub agency: String,
    pub told: Told,
    /// Whole hours; none where too few sessions stand behind.
    pub hours: Option<i64>,
}

/// Everything that is told of some periods at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub sessions: Told,
    pub hours: Option<i64>,
    pub bills: Vec<Bill>,
    pub tables: Vec<Table>,
    pub cross: Option<Cross>,
}

/// Whole hours of a sum that has at least five sessions.
fn hours(sum: Sum) -> Option<i64> {
    matches!(Told::of(sum.count), Told::About(_)).then_some((sum.minutes + 30) / 60)
}

/// The names of a dimension's values, in the order of a table.
struct Names<'a> {
    directory: &'a Directory,
    texts: &'a Texts,
    lang: Lang,
}

impl Names<'_> {
    fn service(&self, id: Uuid) -> Option<String> {
        self.directory.service_by_id(id).map(|s| s.texts.in_lang(self.lang).name.clone())
    }

    /// Counter name and word of each value; services are those that have been counted, by name.
    fn of(&self, dimension: Dimension, sums: &HashMap<Counter, Sum>) -> Vec<(String, String)> {
        if dimension != Dimension::Service {
            let named =
                |(code, word): &(&str, &str)| (mark(dimension, code), self.texts.get(self.lang, word).to_owned());
            return dimension.values().iter().map(named).collect();
        }
        let counted: BTreeMap<String, String> =
            services(sums).filter_map(|(id, counter)| Some((self.service(id)?, counter.one.clone()))).collect();
        counted.into_iter().map(|(name, one)| (one, name)).collect()
    }
}

/// The services that have a counter of their own.
fn services(sums: &HashMap<Counter, Sum>) -> impl Iterator<Item = (Uuid, &Counter)> {
    sums.keys().filter(|counter| counter.two.is_empty()).filter_map(|counter| {
        let id = counter.one.strip_prefix("service:")?;
        Some((Uuid::parse_str(id).ok()?, counter))
    })
}

fn one(one: &str) -> Counter {
    Counter { one: one.to_owned(), two: String::new() }
}

/// Reads and words a report.
pub async fn read(
    db: &Reads,
    directory: &Directory,
    texts: &Texts,
    lang: Lang,
    place: Uuid,
    periods: &[String],
    cross: Option<(Dimension, Dimension)>,
) -> Result<Report> {
    let sums = store::sums(db, place, periods, false).await?;
    let names = Names { directory, texts, lang };
    let all = sums.get(&one(ALL)).copied().unwrap_or_default();
    let table = |dimension: Dimension| {
        let told = |counter: &str| Told::of(sums.get(&one(counter)).map_or(0, |sum| sum.count));
        let lines = names.of(dimension, &sums).into_iter();
        Table { dimension, lines: lines.map(|(counter, name)| Line { told: told(&counter), name }).collect() }
    };
    let cross = match cross {
        Some((down, across)) => {
            let pairs = store::sums(db, place, periods, true).await?;
            Some(crossed(&names, &sums, &pairs, down, across))
        }
        None => None,
    };
    Ok(Report {
        sessions: Told::of(all.count),
        hours: hours(all),
        bills: bills(directory, &sums),
        tables: Dimension::ALL.into_iter().map(table).collect(),
        cross,
    })
}

/// Sessions and hours for each agency, by name: an order by number would tell about the numbers that are not shown.
fn bills(directory: &Directory, sums: &HashMap<Counter, Sum>) -> Vec<Bill> {
    let mut agencies: BTreeMap<String, Sum> = BTreeMap::new();
    for (id, counter) in services(sums) {
        let Some(service) = directory.service_by_id(id) else { continue };
        let own = agencies.entry(service.agency.clone()).or_default();
        let sum = sums.get(counter).copied().unwrap_or_default();
        (own.count, own.minutes) = (own.count + sum.count, own.minutes + sum.minutes);
    }
    let bill = |(agency, sum): (String, Sum)| Bill { agency, told: Told::of(sum.count), hours: hours(sum) };
    agencies.into_iter().map(bill).collect()
}

fn crossed(
    names: &Names<'_>,
    sums: &HashMap<Counter, Sum>,
    pairs: &HashMap<Counter, Sum>,
    down: Dimension,
    across: Dimension,
) -> Cross {
    let (rows, columns) = (names.of(down, sums), names.of(across, sums));
    let told = |row: &str, column: &str| {
        let (one, two) = if down < across { (row, column) } else { (column, row) };
        let counter = Counter { one: one.to_owned(), two: two.to_owned() };
        Told::of(pairs.get(&counter).map_or(0, |sum| sum.count))
    };
    Cross {
        down,
        across,
        rows: rows
            .iter()
            .map(|(row, name)| (name.clone(), columns.iter().map(|(column, _)| told(row, column)).collect()))
            .collect(),
        columns: columns.into_iter().map(|(_, name)| name).collect(),
    }
}

impl Told {
    /// «0», «færre enn 5» or the number.
    pub fn text(self, texts: &Texts, lang: Lang) -> String {
        match self {
            Told::Zero => "0".to_owned(),
            Told::Few => texts.get(lang, "fewer-than-five").to_owned(),
            Told::About(count) => count.to_string(),
        }
    }
}
