//! What was chosen for bookings that stay where they are: kept, or on the call list.

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::Uuid;
use torg_store::{At, Migration, Reads, Result, Tx, sql};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "away-1",
    sql: "
CREATE TABLE away_choice (
  booking_id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  resource_id {uuid} NOT NULL,
  to_call {bool} NOT NULL,
  made_at {instant} NOT NULL
) {table};
CREATE INDEX away_choice_call ON away_choice (organisation_id, place_id, made_at) WHERE to_call;
",
    sqlite: "",
    postgres: "",
}];

/// A booking, what was chosen for it, and the guide whose absence it was chosen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Chosen {
    pub booking_id: Uuid,
    pub resource_id: Uuid,
    /// On the call list, and nobody has called yet.
    pub to_call: bool,
}

/// Writes down that a booking stays where it is; the newest choice stands.
pub async fn choose(tx: &Tx, place: Uuid, chosen: Chosen) -> Result<()> {
    let statement = "INSERT INTO away_choice (booking_id, organisation_id, place_id, resource_id, to_call, made_at)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (booking_id) DO UPDATE SET resource_id = excluded.resource_id,
                       to_call = excluded.to_call, made_at = excluded.made_at";
    let values = [
        chosen.booking_id.into(),
        tx.organisation().into(),
        place.into(),
        chosen.resource_id.into(),
        chosen.to_call.into(),
        At(tx.now()).into(),
    ];
    sql::exec(tx, statement, values).await?;
    Ok(())
}

/// What was chosen for some bookings.
pub async fn chosen(db: &impl ConnectionTrait, bookings: &[Uuid]) -> Result<Vec<Chosen>> {
    if bookings.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT booking_id, resource_id, to_call FROM away_choice WHERE booking_id IN ({})",
        sql::places(1, bookings.len())
    );
    sql::rows(db, &query, bookings.iter().map(|id| Value::from(*id)).collect()).await
}

/// Bookings at a place whose people are to be called because their guide is away; at most 50.
pub async fn to_call(db: &Reads, place: Uuid) -> Result<Vec<Uuid>> {
    let query = "SELECT booking_id FROM away_choice WHERE organisation_id = $1 AND place_id = $2 AND to_call
                 ORDER BY made_at, booking_id LIMIT 50";
    sql::column(db, query, [db.organisation().into(), place.into()]).await
}

/// Somebody has called about a booking.
pub async fn called(tx: &Tx, booking: Uuid) -> Result<()> {
    let statement = "UPDATE away_choice SET to_call = $1 WHERE booking_id = $2 AND organisation_id = $3";
    sql::exec(tx, statement, [false.into(), booking.into(), tx.organisation().into()]).await?;
    Ok(())
}

/// Deletes what was chosen for some bookings; upkeep of bookings.
pub async fn forget(tx: &Tx, bookings: &[Uuid]) -> Result<()> {
    if bookings.is_empty() {
        return Ok(());
    }
    let statement = format!("DELETE FROM away_choice WHERE booking_id IN ({})", sql::places(1, bookings.len()));
    sql::exec_with(tx, &statement, bookings.iter().map(|id| Value::from(*id)).collect()).await?;
    Ok(())
}
