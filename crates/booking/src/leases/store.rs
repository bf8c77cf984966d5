//! Leases in the database: the device, its seats, what it has done, and whom to call.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::{Lang, Reference, Uuid};
use torg_store::{At, Error, Migration, Part, Reads, Result, Tx, sql};

use super::model::{Lease, Op, Outcome, Seat};
use torg_catalogue::services::model::Way;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "leases-1",
    sql: "
CREATE TABLE lease (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  way {text} NOT NULL,
  name {text} NOT NULL,
  made_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  released_at {instant},
  code_hash {bytes},
  secret_hash {bytes},
  paired_by {uuid},
  seen_at {instant},
  CHECK (made_at < ends_at),
  CHECK ((secret_hash IS NULL) = (paired_by IS NULL))
) {table};
CREATE UNIQUE INDEX lease_code ON lease (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX lease_place ON lease (organisation_id, place_id, made_at);
CREATE INDEX lease_ends ON lease (ends_at);

CREATE TABLE lease_seat (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  lease_id {uuid} NOT NULL REFERENCES lease (id) ON DELETE CASCADE,
  starts {instant} NOT NULL,
  ends {instant} NOT NULL,
  reference {text} NOT NULL,
  parts {int} NOT NULL CHECK (parts > 0),
  booking_id {uuid},
  CHECK (starts < ends)
) {table};
CREATE INDEX lease_seat_lease ON lease_seat (lease_id, starts);
CREATE UNIQUE INDEX lease_seat_reference ON lease_seat (reference);

CREATE TABLE lease_op (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  lease_id {uuid} NOT NULL REFERENCES lease (id) ON DELETE CASCADE,
  kind {text} NOT NULL CHECK (kind IN ('book', 'cancel', 'dropin')),
  subject_id {uuid},
  outcome {text} NOT NULL,
  at {instant} NOT NULL
) {table};
CREATE INDEX lease_op_lease ON lease_op (lease_id, subject_id);

CREATE TABLE lease_call (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  starts {instant} NOT NULL,
  reference {text} NOT NULL,
  name {text} NOT NULL,
  phone {text},
  lang {text} NOT NULL,
  hidden {bool} NOT NULL,
  made_at {instant} NOT NULL
) {table};
CREATE INDEX lease_call_place ON lease_call (organisation_id, place_id, starts);
CREATE INDEX lease_call_made ON lease_call (made_at);
",
    sqlite: "",
    postgres: "",
}];

const COLUMNS: &str =
    "id, organisation_id, place_id, service_id, way, name, made_at, ends_at, released_at, paired_by, seen_at";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    way: String,
    name: String,
    made_at: At,
    ends_at: At,
    released_at: Option<At>,
    paired_by: Option<Uuid>,
    seen_at: Option<At>,
}

impl TryFrom<Row> for Lease {
    type Error = Error;

    fn try_from(row: Row) -> Result<Lease> {
        Ok(Lease {
            id: row.id,
            organisation: row.organisation_id,
            place: row.place_id,
            service: row.service_id,
            way: Way::parse(&row.way).ok_or(Error::Database("way".into()))?,
            name: row.name,
            made: row.made_at.0,
            ends: row.ends_at.0,
            released: row.released_at.map(|at| at.0),
            paired_by: row.paired_by,
            seen: row.seen_at.map(|at| at.0),
        })
    }
}

async fn one(db: &impl ConnectionTrait, condition: &str, values: Vec<Value>) -> Result<Option<Lease>> {
    let query = format!("SELECT {COLUMNS} FROM lease WHERE {condition}");
    sql::row::<Row>(db, &query, values).await?.map(Lease::try_from).transpose()
}

/// A lease of an organisation.
pub async fn by_id(db: &Reads, id: Uuid) -> Result<Option<Lease>> {
    one(db, "organisation_id = $1 AND id = $2", vec![db.organisation().into(), id.into()]).await
}

/// The lease whose device shows this secret, whatever the organisation.
pub async fn by_secret(db: &Reads, id: Uuid, secret: Vec<u8>) -> Result<Option<Lease>> {
    one(db, "id = $1 AND secret_hash = $2", vec![id.into(), secret.into()]).await
}

/// The lease that waits for a device with this code, whatever the organisation.
pub async fn by_code(db: &Reads, code: Vec<u8>) -> Result<Option<Lease>> {
    one(db, "code_hash = $1", vec![code.into()]).await
}

/// A place's leases, newest first, at most 50.
pub async fn of_place(db: &Reads, place: Uuid) -> Result<Vec<Lease>> {
    let query = format!(
        "SELECT {COLUMNS} FROM lease WHERE organisation_id = $1 AND place_id = $2 ORDER BY made_at DESC, id LIMIT 50"
    );
    let rows = sql::rows::<Row>(db, &query, vec![db.organisation().into(), place.into()]).await?;
    rows.into_iter().map(Lease::try_from).collect()
}

/// How many seats a lease has, and how many of them are booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Filled {
    pub lease_id: Uuid,
    pub seats: i64,
    pub booked: i64,
}

pub async fn filled(db: &Reads, leases: &[Uuid]) -> Result<Vec<Filled>> {
    if leases.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT lease_id, count(*) AS seats, count(booking_id) AS booked FROM lease_seat
         WHERE organisation_id = $1 AND lease_id IN ({}) GROUP BY lease_id",
        sql::places(2, leases.len())
    );
    let mut values = vec![db.organisation().into()];
    values.extend(leases.iter().map(|id| Value::from(*id)));
    sql::rows(db, &query, values).await
}

/// Writes a lease with its seats. `code` is the stored form of what pairs a device.
pub fn insert_parts(tx: &Tx, lease: &Lease, code: Vec<u8>, seats: &[Seat]) -> Vec<Part> {
    let values = vec![
        lease.id.into(),
        tx.organisation().into(),
        lease.place.into(),
        lease.service.into(),
        lease.way.code().into(),
        lease.name.clone().into(),
        At(lease.made).into(),
        At(lease.ends).into(),
        code.into(),
    ];
    let statement =
        "INSERT INTO lease (id, organisation_id, place_id, service_id, way, name, made_at, ends_at, code_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let mut all = Vec::with_capacity(seats.len() * 7);
    for seat in seats {
        all.extend([
            seat.id.into(),
            tx.organisation().into(),
            lease.id.into(),
            At(seat.starts).into(),
            At(seat.ends).into(),
            seat.reference.clone().into(),
            Value::from(seat.parts),
        ]);
    }
    let rows = format!(
        "INSERT INTO lease_seat (id, organisation_id, lease_id, starts, ends, reference, parts) VALUES {}",
        sql::tuples(seats.len(), 7)
    );
    vec![Part::new(statement, values), Part::new(rows, all)]
}

/// Gives the lease to a device. False when another was first, or the lease is over.
pub async fn pair(tx: &Tx, lease: Uuid, secret: Vec<u8>, staff: Uuid) -> Result<bool> {
    let query = "UPDATE lease SET secret_hash = $1, paired_by = $2, seen_at = $3, code_hash = NULL
                 WHERE id = $4 AND organisation_id = $5 AND secret_hash IS NULL AND released_at IS NULL AND ends_at > $3";
    let values = [secret.into(), staff.into(), At(tx.now()).into(), lease.into(), tx.organisation().into()];
    Ok(sql::exec(tx, query, values).await? > 0)
}

/// Marks a lease as given back. False when it was already.
pub async fn release(tx: &Tx, lease: Uuid) -> Result<bool> {
    let query = "UPDATE lease SET released_at = $1, code_hash = NULL
                 WHERE id = $2 AND organisation_id = $3 AND released_at IS NULL";
    Ok(sql::exec(tx, query, [At(tx.now()).into(), lease.into(), tx.organisation().into()]).await? > 0)
}

/// Notes that the device was heard from.
pub async fn seen(tx: &Tx, lease: Uuid) -> Result<()> {
    sql::exec(tx, "UPDATE lease SET seen_at = $1 WHERE id = $2", [At(tx.now()).into(), lease.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SeatRow {
    id: Uuid,
    starts: At,
    ends: At,
    reference: String,
    parts: i32,
    booking_id: Option<Uuid>,
}

impl From<SeatRow> for Seat {
    fn from(row: SeatRow) -> Seat {
        Seat {
            id: row.id,
            starts: row.starts.0,
            ends: row.ends.0,
            reference: row.reference,
            parts: row.parts,
            booking: row.booking_id,
        }
    }
}

const SEAT: &str = "SELECT id, starts, ends, reference, parts, booking_id FROM lease_seat";

/// The seats of a lease, in the order of time.
pub async fn seats(db: &impl ConnectionTrait, lease: Uuid) -> Result<Vec<Seat>> {
    let query = format!("{SEAT} WHERE lease_id = $1 ORDER BY starts, id");
    Ok(sql::rows::<SeatRow>(db, &query, vec![lease.into()]).await?.into_iter().map(Seat::from).collect())
}

/// One seat of a lease.
pub async fn seat(tx: &Tx, lease: Uuid, seat: Uuid) -> Result<Option<Seat>> {
    let query = format!("{SEAT} WHERE lease_id = $1 AND id = $2");
    Ok(sql::row::<SeatRow>(tx, &query, vec![lease.into(), seat.into()]).await?.map(Seat::from))
}

/// Notes what took a seat.
pub async fn taken_by(tx: &Tx, seat: Uuid, booking: Uuid) -> Result<()> {
    sql::exec(tx, "UPDATE lease_seat SET booking_id = $1 WHERE id = $2", [booking.into(), seat.into()]).await?;
    Ok(())
}

/// What became of an op of a lease; none when it has not come.
pub async fn outcome(db: &impl ConnectionTrait, lease: Uuid, op: Uuid) -> Result<Option<Outcome>> {
    let query = "SELECT outcome FROM lease_op WHERE lease_id = $1 AND id = $2";
    let found: Vec<String> = sql::column(db, query, [lease.into(), op.into()]).await?;
    Ok(found.first().and_then(|code| Outcome::parse(code)))
}

/// Claims an op, so that nobody else does it at the same time. False when it has come before.
pub async fn claim(tx: &Tx, lease: Uuid, op: &Op) -> Result<bool> {
    let query = "INSERT INTO lease_op (id, organisation_id, lease_id, kind, subject_id, outcome, at)
                 VALUES ($1, $2, $3, $4, $5, 'again', $6) ON CONFLICT DO NOTHING";
    let values = [
        op.id.into(),
        tx.organisation().into(),
        lease.into(),
        op.deed.code().into(),
        op.deed.subject().into(),
        At(tx.now()).into(),
    ];
    Ok(sql::exec(tx, query, values).await? > 0)
}

/// Writes what became of a claimed op.
pub async fn settle(tx: &Tx, op: Uuid, outcome: Outcome) -> Result<()> {
    sql::exec(tx, "UPDATE lease_op SET outcome = $1 WHERE id = $2", [outcome.code().into(), op.into()]).await?;
    Ok(())
}

/// Whether an op was taken back before it came.
pub async fn taken_back(tx: &Tx, lease: Uuid, op: Uuid) -> Result<bool> {
    let query = "SELECT 1 FROM lease_op WHERE lease_id = $1 AND subject_id = $2 AND kind = 'cancel'";
    let found: Vec<i32> = sql::column(tx, query, [lease.into(), op.into()]).await?;
    Ok(!found.is_empty())
}

/// Somebody who was told a time that could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub id: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    pub starts: Timestamp,
    /// What stands on the slip.
    pub reference: String,
    pub name: String,
    pub phone: Option<String>,
    pub lang: Lang,
    pub hidden: bool,
}

impl Call {
    /// The name to call, or the reference of somebody who asked not to be shown.
    pub fn shown_name(&self) -> String {
        if self.hidden { shown(&self.reference) } else { self.name.clone() }
    }
}

/// A reference as people read it.
pub fn shown(reference: &str) -> String {
    Reference::parse(reference).map_or_else(|| reference.to_owned(), |reference| reference.to_string())
}

#[derive(FromQueryResult)]
struct CallRow {
    id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    starts: At,
    reference: String,
    name: String,
    phone: Option<String>,
    lang: String,
    hidden: bool,
}

impl From<CallRow> for Call {
    fn from(row: CallRow) -> Call {
        Call {
            id: row.id,
            place: row.place_id,
            service: row.service_id,
            starts: row.starts.0,
            reference: row.reference,
            name: row.name,
            phone: row.phone,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            hidden: row.hidden,
        }
    }
}

const CALL: &str = "SELECT id, place_id, service_id, starts, reference, name, phone, lang, hidden FROM lease_call";

/// Whom a place must call, soonest meeting first, at most 200.
pub async fn calls(db: &Reads, place: Uuid) -> Result<Vec<Call>> {
    let query = format!("{CALL} WHERE organisation_id = $1 AND place_id = $2 ORDER BY starts, id LIMIT 200");
    let rows = sql::rows::<CallRow>(db, &query, vec![db.organisation().into(), place.into()]).await?;
    Ok(rows.into_iter().map(Call::from).collect())
}

/// One of those an organisation must call.
pub async fn call(db: &Reads, id: Uuid) -> Result<Option<Call>> {
    let query = format!("{CALL} WHERE organisation_id = $1 AND id = $2");
    Ok(sql::row::<CallRow>(db, &query, vec![db.organisation().into(), id.into()]).await?.map(Call::from))
}

/// How many a place must call.
pub async fn to_call(db: &Reads, place: Uuid) -> Result<i64> {
    let query = "SELECT count(*) FROM lease_call WHERE organisation_id = $1 AND place_id = $2";
    let found: Vec<i64> = sql::column(db, query, [db.organisation().into(), place.into()]).await?;
    Ok(found.first().copied().unwrap_or_default())
}

/// Puts somebody on the list of those to call.
pub async fn add_call(tx: &Tx, call: &Call) -> Result<()> {
    let values = vec![
        call.id.into(),
        tx.organisation().into(),
        call.place.into(),
        call.service.into(),
        At(call.starts).into(),
        call.reference.clone().into(),
        call.name.clone().into(),
        call.phone.clone().into(),
        call.lang.code().into(),
        call.hidden.into(),
        At(tx.now()).into(),
    ];
    let statement = format!(
        "INSERT INTO lease_call (id, organisation_id, place_id, service_id, starts, reference, name, phone, lang, hidden,
           made_at) VALUES ({})",
        sql::places(1, 11)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

/// Takes somebody off the list. False when they were not on it.
pub async fn drop_call(tx: &Tx, id: Uuid) -> Result<bool> {
    let values = [id.into(), tx.organisation().into()];
    Ok(sql::exec(tx, "DELETE FROM lease_call WHERE id = $1 AND organisation_id = $2", values).await? > 0)
}

/// Leases whose end lies before an instant and people who were to be called since before it; upkeep.
pub async fn forget(tx: &Tx, before: Timestamp) -> Result<()> {
    sql::exec(tx, "DELETE FROM lease WHERE ends_at < $1", [At(before).into()]).await?;
    sql::exec(tx, "DELETE FROM lease_call WHERE made_at < $1", [At(before).into()]).await?;
    Ok(())
}

/// Whether anything is so old that it goes.
pub async fn any_old(db: &Reads, before: Timestamp) -> Result<bool> {
    let query = "SELECT 1 FROM lease WHERE ends_at < $1 UNION ALL SELECT 1 FROM lease_call WHERE made_at < $1 LIMIT 1";
    let found: Vec<i32> = sql::column(db, query, [At(before).into()]).await?;
    Ok(!found.is_empty())
}
