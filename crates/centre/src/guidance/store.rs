//! The counters, the presses that have been counted, and how far help may go with a service.

use std::collections::HashMap;

use jiff::civil::Date;
use sea_orm::FromQueryResult;
use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_store::{Migration, Reads, Result, Tx, sql};

use super::model::{Counter, Session, period};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "guidance-1",
    sql: "
CREATE TABLE session_tally (
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  period {text} NOT NULL CHECK (length(period) = 7),
  one {text} NOT NULL,
  two {text} NOT NULL,
  count {int} NOT NULL CHECK (count > 0),
  minutes {int} NOT NULL CHECK (minutes > 0),
  PRIMARY KEY (organisation_id, place_id, period, one, two)
) {table};

CREATE TABLE session_press (
  press {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  day {text} NOT NULL
) {table};
CREATE INDEX session_press_day ON session_press (day);

CREATE TABLE session_crossing (
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  PRIMARY KEY (organisation_id, place_id)
) {table};

CREATE TABLE service_boundary (
  organisation_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  helper {text} NOT NULL CHECK (helper IN ('employee', 'helper', 'caseworker')),
  class {text} NOT NULL CHECK (class IN ('inform', 'beside', 'stop')),
  legal {text} NOT NULL,
  texts {json} NOT NULL,
  PRIMARY KEY (organisation_id, service_id, helper)
) {table};
",
    sqlite: "",
    postgres: "",
}];

/// Notes that a press of «Ferdig» is counted. False when it was before: the same press sent twice.
///
/// The key is made at random with the form and says nothing of when; it is kept to the end of the day.
pub async fn first_press(tx: &Tx, press: Uuid) -> Result<bool> {
    let statement =
        "INSERT INTO session_press (press, organisation_id, day) VALUES ($1, $2, $3) ON CONFLICT (press) DO NOTHING";
    let values = [press.into(), tx.organisation().into(), oslo_date(tx.now()).to_string().into()];
    Ok(sql::exec(tx, statement, values).await? > 0)
}

/// Deletes presses of days before this one. Returns how many.
pub async fn forget_presses(tx: &Tx, today: Date) -> Result<u64> {
    sql::exec(tx, "DELETE FROM session_press WHERE day < $1", [today.to_string().into()]).await
}

/// Whether a place counts two things at once.
pub async fn crossed(db: &impl sea_orm::ConnectionTrait, organisation: Uuid, place: Uuid) -> Result<bool> {
    let query = "SELECT CAST(count(*) AS bigint) FROM session_crossing WHERE organisation_id = $1 AND place_id = $2";
    let found: Vec<i64> = sql::column(db, query, [organisation.into(), place.into()]).await?;
    Ok(found.first().is_some_and(|count| *count > 0))
}

/// Lets a place count two things at once, or no longer.
pub async fn cross(tx: &Tx, place: Uuid, on: bool) -> Result<()> {
    let statement = if on {
        "INSERT INTO session_crossing (organisation_id, place_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM session_crossing WHERE organisation_id = $1 AND place_id = $2"
    };
    sql::exec(tx, statement, [tx.organisation().into(), place.into()]).await?;
    Ok(())
}

/// Counts a session of a day. Nothing of it remains but the counters.
pub async fn count(tx: &Tx, place: Uuid, session: &Session, day: Date) -> Result<()> {
    let crossed = crossed(tx, tx.organisation(), place).await?;
    let period = period(day, crossed);
    // Everybody in the same order, so that two who close at once do not wait for each other in a ring.
    let mut counters = session.counters(crossed);
    counters.sort_unstable();
    let mut values = Vec::with_capacity(counters.len() * 7);
    for Counter { one, two } in &counters {
        values.extend([
            tx.organisation().into(),
            place.into(),
            period.as_str().into(),
            one.as_str().into(),
            two.as_str().into(),
            1.into(),
            session.minutes.into(),
        ]);
    }
    let statement = format!(
        "INSERT INTO session_tally (organisation_id, place_id, period, one, two, count, minutes) VALUES {}
         ON CONFLICT (organisation_id, place_id, period, one, two)
         DO UPDATE SET count = session_tally.count + 1, minutes = session_tally.minutes + excluded.minutes",
        sql::tuples(counters.len(), 7)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

/// The periods of a place that have a counter, newest first.
pub async fn periods(db: &Reads, place: Uuid) -> Result<Vec<String>> {
    let query = "SELECT DISTINCT period FROM session_tally
                 WHERE organisation_id = $1 AND place_id = $2 ORDER BY period DESC";
    sql::column(db, query, [db.organisation().into(), place.into()]).await
}

/// A sum of counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub count: i64,
    pub minutes: i64,
}

/// Sums over some periods of a place: of one thing, or of two at once.
pub async fn sums(db: &Reads, place: Uuid, periods: &[String], pairs: bool) -> Result<HashMap<Counter, Sum>> {
    #[derive(FromQueryResult)]
    struct Row {
        one: String,
        two: String,
        count: i64,
        minutes: i64,
    }
    if periods.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values = vec![db.organisation().into(), place.into()];
    values.extend(periods.iter().map(|period| period.as_str().into()));
    let query = format!(
        "SELECT one, two, CAST(sum(count) AS bigint) AS count, CAST(sum(minutes) AS bigint) AS minutes
         FROM session_tally WHERE organisation_id = $1 AND place_id = $2 AND period IN ({}) AND two {} ''
         GROUP BY one, two",
        sql::places(3, periods.len()),
        if pairs { "<>" } else { "=" }
    );
    let rows: Vec<Row> = sql::rows(db, &query, values).await?;
    let sum = |row: Row| (Counter { one: row.one, two: row.two }, Sum { count: row.count, minutes: row.minutes });
    Ok(rows.into_iter().map(sum).collect())
}
