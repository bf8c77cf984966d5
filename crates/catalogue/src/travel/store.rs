//! Routes in the database.

use sea_orm::FromQueryResult;
use torg_base::Uuid;
use torg_store::{Error, Migration, Reads, Result, Tx, sql};

use super::model::{Route, Timetable};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "travel-1",
    sql: "
CREATE TABLE travel (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  place_id {uuid} NOT NULL REFERENCES place (id),
  origin {text} NOT NULL,
  minutes {int} NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  arrivals {text} NOT NULL,
  departures {text} NOT NULL
) {table};
CREATE UNIQUE INDEX travel_origin ON travel (place_id, origin);
",
    sqlite: "",
    postgres: "",
}];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    origin: String,
    minutes: i32,
    arrivals: String,
    departures: String,
}

/// Every route of the installation, by origin.
pub async fn routes(db: &Reads) -> Result<Vec<Route>> {
    let query =
        "SELECT id, organisation_id, place_id, origin, minutes, arrivals, departures FROM travel ORDER BY origin, id";
    let table = |text: String| text.parse::<Timetable>().map_err(|_| Error::Database("timetable".into()));
    let rows = sql::rows::<Row>(db, query, vec![]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Route {
                id: row.id,
                organisation: row.organisation_id,
                place: row.place_id,
                origin: row.origin,
                minutes: row.minutes,
                arrivals: table(row.arrivals)?,
                departures: table(row.departures)?,
            })
        })
        .collect()
}

/// Adds a route, or changes the one from the same origin to the same place.
pub async fn put_route(tx: &Tx, route: &Route) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO travel (id, organisation_id, place_id, origin, minutes, arrivals, departures)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (place_id, origin) DO UPDATE SET minutes = excluded.minutes, arrivals = excluded.arrivals,
           departures = excluded.departures",
        [
            route.id.into(),
            tx.organisation().into(),
            route.place.into(),
            route.origin.clone().into(),
            route.minutes.into(),
            route.arrivals.to_string().into(),
            route.departures.to_string().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Deletes a route to a place of the unit's organisation.
pub async fn remove_route(tx: &Tx, place: Uuid, id: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), place.into(), id.into()];
    sql::exec(tx, "DELETE FROM travel WHERE organisation_id = $1 AND place_id = $2 AND id = $3", values).await
}
