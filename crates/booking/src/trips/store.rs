//! Trips in the database. A trip belongs to no organisation: each sees its own booking, and only the person sees the whole.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::{Lang, Uuid};
use torg_store::{At, Migration, Part as Change, Reads, Result, Tx, sql};

use super::model::{Part, Trip};
use crate::booking::model::CODE_TRIES;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "trips-1",
    sql: "
CREATE TABLE trip (
  id {uuid} PRIMARY KEY,
  reference {text} NOT NULL,
  phone_key {uuid},
  lang {text} NOT NULL,
  expires_at {instant},
  code_hash {bytes},
  code_tries {int} NOT NULL,
  codes {int} NOT NULL,
  remind_at {instant},
  ends {instant} NOT NULL
) {table};
CREATE UNIQUE INDEX trip_reference ON trip (reference);
CREATE INDEX trip_held ON trip (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX trip_remind ON trip (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX trip_ends ON trip (ends);
CREATE TABLE trip_part (
  booking_id {uuid} PRIMARY KEY,
  trip_id {uuid} NOT NULL REFERENCES trip (id) ON DELETE CASCADE,
  organisation_id {uuid} NOT NULL,
  seats {int} NOT NULL CHECK (seats > 0)
) {table};
CREATE INDEX trip_part_trip ON trip_part (trip_id);
",
    sqlite: "",
    postgres: "",
}];

/// A trip to be written.
pub struct New {
    pub id: Uuid,
    pub reference: String,
    pub phone_key: Option<Uuid>,
    pub lang: Lang,
    pub expires: Option<Timestamp>,
    /// The stored form of the code.
    pub code: Option<Vec<u8>>,
    pub remind: Option<Timestamp>,
    pub ends: Timestamp,
}

/// Writes a trip with its parts.
pub fn insert_parts(new: New, parts: &[Part]) -> Vec<Change> {
    let codes = i32::from(new.code.is_some());
    let trip = vec![
        new.id.into(),
        new.reference.into(),
        new.phone_key.into(),
        new.lang.code().into(),
        new.expires.map(At).into(),
        new.code.into(),
        0.into(),
        codes.into(),
        new.remind.map(At).into(),
        At(new.ends).into(),
    ];
    let statement = format!(
        "INSERT INTO trip (id, reference, phone_key, lang, expires_at, code_hash, code_tries, codes, remind_at, ends)
         VALUES ({})",
        sql::places(1, 10)
    );
    let mut values = Vec::with_capacity(parts.len() * 4);
    for part in parts {
        values.extend([part.booking.into(), new.id.into(), part.organisation.into(), part.seats.into()]);
    }
    let parts = format!(
        "INSERT INTO trip_part (booking_id, trip_id, organisation_id, seats) VALUES {}",
        sql::tuples(parts.len(), 4)
    );
    vec![Change::new(statement, trip), Change::new(parts, values)]
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    reference: String,
    lang: String,
    expires_at: Option<At>,
    code_tries: i32,
    codes: i32,
    booking_id: Uuid,
    organisation_id: Uuid,
    seats: i32,
}

/// A trip with its parts.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Trip>> {
    let query = "SELECT t.id, t.reference, t.lang, t.expires_at, t.code_tries, t.codes, p.booking_id, p.organisation_id,
                        p.seats
                 FROM trip t JOIN trip_part p ON p.trip_id = t.id WHERE t.id = $1 ORDER BY p.organisation_id, p.booking_id";
    let rows = sql::rows::<Row>(db, query, vec![id.into()]).await?;
    let parts = rows
        .iter()
        .map(|row| Part { booking: row.booking_id, organisation: row.organisation_id, seats: row.seats })
        .collect();
    Ok(rows.into_iter().next().map(|row| Trip {
        id: row.id,
        reference: row.reference,
        lang: Lang::parse(&row.lang).unwrap_or_default(),
        expires: row.expires_at.map(|at| at.0),
        code_tries: row.code_tries,
        codes: row.codes,
        parts,
    }))
}

/// The trip that a booking is a part of.
pub async fn of_booking(db: &impl ConnectionTrait, booking: Uuid) -> Result<Option<Uuid>> {
    let found: Vec<Uuid> =
        sql::column(db, "SELECT trip_id FROM trip_part WHERE booking_id = $1", [booking.into()]).await?;
    Ok(found.into_iter().next())
}

/// The trip with this reference and telephone.
pub async fn by_reference(db: &Reads, reference: &str, phone_key: Uuid) -> Result<Option<Uuid>> {
    let query = "SELECT id FROM trip WHERE reference = $1 AND phone_key = $2";
    let found: Vec<Uuid> = sql::column(db, query, [reference.into(), phone_key.into()]).await?;
    Ok(found.into_iter().next())
}

/// Settles a trip that waits, if the code is right, in time and not tried too often.
pub async fn confirm(tx: &Tx, id: Uuid, code: &[u8]) -> Result<bool> {
    let statement = format!(
        "UPDATE trip SET expires_at = NULL
         WHERE id = $1 AND expires_at > $2 AND code_hash = $3 AND code_tries < {CODE_TRIES}"
    );
    Ok(sql::exec(tx, &statement, [id.into(), At(tx.now()).into(), code.to_vec().into()]).await? > 0)
}

/// Whether this is the trip's code.
pub async fn code_is(tx: &Tx, id: Uuid, code: &[u8]) -> Result<bool> {
    let query = "SELECT 1 FROM trip WHERE id = $1 AND code_hash = $2";
    let found: Vec<i32> = sql::column(tx, query, [id.into(), code.to_vec().into()]).await?;
    Ok(!found.is_empty())
}

/// Counts a wrong code.
pub async fn wrong_code(tx: &Tx, id: Uuid) -> Result<u64> {
    sql::exec(tx, "UPDATE trip SET code_tries = code_tries + 1 WHERE id = $1", [id.into()]).await
}

/// Gives a trip that waits a new code.
pub async fn new_code(tx: &Tx, id: Uuid, code: Vec<u8>) -> Result<u64> {
    let values = [code.into(), id.into(), At(tx.now()).into()];
    let statement = "UPDATE trip SET code_hash = $1, codes = codes + 1 WHERE id = $2 AND expires_at > $3";
    sql::exec(tx, statement, values).await
}

/// Trips whose reminder is due.
pub async fn to_remind(db: &Reads, now: Timestamp) -> Result<Vec<Uuid>> {
    let query = "SELECT id FROM trip WHERE remind_at <= $1 AND expires_at IS NULL ORDER BY remind_at LIMIT 200";
    sql::column(db, query, [At(now).into()]).await
}

/// Says that a trip's reminder has been seen to. False when somebody else was first.
pub async fn reminded(tx: &Tx, id: Uuid) -> Result<bool> {
    let statement = "UPDATE trip SET remind_at = NULL WHERE id = $1 AND remind_at IS NOT NULL";
    Ok(sql::exec(tx, statement, [id.into()]).await? > 0)
}

/// Deletes trips that ended before an instant, and those that nobody confirmed before another.
pub async fn forget(tx: &Tx, ended: Timestamp, expired: Timestamp) -> Result<u64> {
    let gone = sql::exec(tx, "DELETE FROM trip WHERE ends < $1", [At(ended).into()]).await?;
    Ok(gone + sql::exec(tx, "DELETE FROM trip WHERE expires_at <= $1", [At(expired).into()]).await?)
}
