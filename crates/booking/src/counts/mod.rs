//! Counts of what was done, per day, place, service and way. No row leads to a person or a booking.

use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::FromQueryResult;
use torg_base::{Uuid, time::oslo_date};
use torg_store::{Migration, Reads, Result, Tx, sql};

use crate::booking::model::Booking;
use torg_catalogue::services::model::Way;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "counter-1",
    sql: "
CREATE TABLE daily_count (
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  day {text} NOT NULL,
  service_id {uuid} NOT NULL,
  way {text} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('served', 'dropin', 'missed')),
  count {int} NOT NULL CHECK (count > 0),
  PRIMARY KEY (organisation_id, place_id, day, service_id, way, kind)
) {table};
",
    sqlite: "",
    postgres: "",
}];

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A booked meeting that was held.
    Served,
    DropIn,
    /// Nobody came.
    Missed,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::Served => "served",
            Kind::DropIn => "dropin",
            Kind::Missed => "missed",
        }
    }
}

/// Which counter goes up.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub place: Uuid,
    pub service: Uuid,
    pub way: Way,
    pub kind: Kind,
    pub day: Date,
}

impl Key {
    /// The counter of a booking; the day is all that is left of its time.
    pub fn of(booking: &Booking, kind: Kind, now: Timestamp) -> Key {
        Key { place: booking.place, service: booking.service, way: booking.way, kind, day: oslo_date(now) }
    }
}

/// Counts one.
pub async fn add(tx: &Tx, key: Key) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO daily_count (organisation_id, place_id, day, service_id, way, kind, count)
         VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (organisation_id, place_id, day, service_id, way, kind) DO UPDATE SET count = daily_count.count + 1",
        [
            tx.organisation().into(),
            key.place.into(),
            key.day.to_string().into(),
            key.service.into(),
            key.way.code().into(),
            key.kind.code().into(),
        ],
    )
    .await?;
    Ok(())
}

/// A sum over a span of days.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sum {
    pub service_id: Uuid,
    pub kind: String,
    pub count: i64,
}

/// Sums per service and kind at a place, first and last day included.
pub async fn sums(db: &Reads, place: Uuid, from: Date, to: Date) -> Result<Vec<Sum>> {
    let query = "SELECT service_id, kind, CAST(sum(count) AS bigint) AS count FROM daily_count
                 WHERE organisation_id = $1 AND place_id = $2 AND day >= $3 AND day <= $4
                 GROUP BY service_id, kind";
    let values = vec![db.organisation().into(), place.into(), from.to_string().into(), to.to_string().into()];
    sql::rows(db, query, values).await
}
