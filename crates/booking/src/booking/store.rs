//! Bookings in the database: the table and what is read from it.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::{Lang, Uuid};
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::model::{Booking, CODE_TRIES, State};
use crate::helpers::store::HELPED;
use torg_catalogue::services::model::Way;

pub const MIGRATIONS: &[Migration] =
    &[FIRST, super::spoken::MIGRATION, super::address::MIGRATION, super::seats::MIGRATION];

const FIRST: Migration = Migration {
    name: "booking-1",
    sql: "
CREATE TABLE booking (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  way {text} NOT NULL,
  starts {instant} NOT NULL,
  ends {instant} NOT NULL,
  state {text} NOT NULL CHECK (state IN
    ('held', 'requested', 'confirmed', 'arrived', 'started', 'done', 'missed', 'cancelled')),
  reference {text} NOT NULL,
  name {text} NOT NULL,
  phone {text},
  phone_key {uuid},
  person_id {uuid},
  lang {text} NOT NULL,
  note {text} NOT NULL,
  hidden {bool} NOT NULL,
  expires_at {instant},
  code_hash {bytes},
  code_tries {int} NOT NULL,
  codes {int} NOT NULL,
  sequence {int} NOT NULL,
  idempotency_key {text},
  created_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  CHECK (starts < ends),
  CHECK ((state = 'held') = (expires_at IS NOT NULL))
) {table};
CREATE UNIQUE INDEX booking_reference ON booking (reference);
CREATE UNIQUE INDEX booking_repeat ON booking (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX booking_day ON booking (organisation_id, place_id, starts);
CREATE INDEX booking_phone ON booking (phone_key, starts) WHERE phone_key IS NOT NULL;
CREATE INDEX booking_person ON booking (person_id, starts) WHERE person_id IS NOT NULL;
CREATE INDEX booking_held ON booking (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX booking_requested ON booking (organisation_id, starts) WHERE state = 'requested';
CREATE INDEX booking_ends ON booking (ends);
",
    sqlite: "",
    postgres: "",
};

pub(super) const COLUMNS: &str = "id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name, phone, \
                       lang, note, hidden, expires_at, code_tries, codes, sequence";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    way: String,
    starts: At,
    ends: At,
    state: String,
    reference: String,
    name: String,
    phone: Option<String>,
    lang: String,
    note: String,
    hidden: bool,
    expires_at: Option<At>,
    code_tries: i32,
    codes: i32,
    sequence: i32,
}

impl TryFrom<Row> for Booking {
    type Error = Error;

    fn try_from(row: Row) -> Result<Booking> {
        Ok(Booking {
            id: row.id,
            organisation: row.organisation_id,
            place: row.place_id,
            service: row.service_id,
            way: Way::parse(&row.way).ok_or(Error::Database("way".into()))?,
            starts: row.starts.0,
            ends: row.ends.0,
            state: State::parse(&row.state).ok_or(Error::Database("state".into()))?,
            reference: row.reference,
            name: row.name,
            phone: row.phone,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            note: row.note,
            hidden: row.hidden,
            expires: row.expires_at.map(|at| at.0),
            code_tries: row.code_tries,
            codes: row.codes,
            sequence: row.sequence,
        })
    }
}

/// One booking by its key, whatever the organisation: the key itself is the secret that its owner holds.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Booking>> {
    let query = format!("SELECT {COLUMNS} FROM booking WHERE id = $1");
    one(db, &query, vec![id.into()]).await
}

/// Confirms the holds whose codes are right, in time and not tried too often, and keeps their seats; returns the bookings as
/// they are then, and for each whether somebody helped the person to make it. `codes` are bookings and hashes; a hash is
/// good for one booking only ([`code_hash`](super::units::code_hash)), so the two lists need not be tied together.
pub async fn confirm(tx: &Tx, codes: &[(Uuid, Vec<u8>)], now: Timestamp) -> Result<Vec<(Booking, bool)>> {
    #[derive(FromQueryResult)]
    struct Found {
        #[sea_orm(nested)]
        booking: Row,
        helped: i32,
    }
    let query = format!(
        "UPDATE booking SET state = 'confirmed', expires_at = NULL, changed_at = $1
         WHERE id IN ({}) AND state = 'held' AND expires_at > $1 AND code_hash IN ({})
           AND code_tries < {CODE_TRIES} RETURNING {COLUMNS}, {HELPED}",
        sql::places(2, codes.len()),
        sql::places(2 + codes.len(), codes.len()),
    );
    let (ids, hashes) = (codes.iter().map(|(id, _)| (*id).into()), codes.iter().map(|(_, hash)| hash.clone().into()));
    let values = std::iter::once(At(now).into()).chain(ids).chain(hashes).collect();
    let found = sql::rows::<Found>(tx, &query, values).await?;
    found.into_iter().map(|found| Ok((Booking::try_from(found.booking)?, found.helped != 0))).collect()
}

/// Whether this is the booking's code.
pub async fn code_is(tx: &Tx, id: Uuid, code_hash: &[u8]) -> Result<bool> {
    let query = "SELECT 1 FROM booking WHERE id = $1 AND code_hash = $2";
    let found: Vec<i32> = sql::column(tx, query, [id.into(), code_hash.to_vec().into()]).await?;
    Ok(!found.is_empty())
}

/// One booking of an organisation.
pub async fn in_organisation(db: &Reads, id: Uuid) -> Result<Option<Booking>> {
    let query = format!("SELECT {COLUMNS} FROM booking WHERE organisation_id = $1 AND id = $2");
    one(db, &query, vec![db.organisation().into(), id.into()]).await
}

/// The booking with this reference and telephone.
pub async fn by_reference(db: &Reads, reference: &str, phone_key: Uuid) -> Result<Option<Booking>> {
    let query = format!("SELECT {COLUMNS} FROM booking WHERE reference = $1 AND phone_key = $2");
    one(db, &query, vec![reference.into(), phone_key.into()]).await
}

/// The booking that an earlier call with this idempotency key made.
pub async fn by_repeat(db: &impl ConnectionTrait, key: &str) -> Result<Option<Booking>> {
    let query = format!("SELECT {COLUMNS} FROM booking WHERE idempotency_key = $1");
    one(db, &query, vec![key.into()]).await
}

/// A place's bookings that start within a day, in order. Holds are not shown: nobody has confirmed them.
pub async fn of_day(db: &Reads, place: Uuid, from: Timestamp, to: Timestamp) -> Result<Vec<Booking>> {
    let query = format!(
        "SELECT {COLUMNS} FROM booking WHERE organisation_id = $1 AND place_id = $2 AND starts >= $3 AND starts < $4
           AND state <> 'held' ORDER BY starts, id"
    );
    many(db, &query, vec![db.organisation().into(), place.into(), At(from).into(), At(to).into()]).await
}

/// Holds a booking as it was read until the unit ends: whoever cancels or moves it waits.
///
/// # Errors
/// [`Error::Retry`] when it is not as it was read any more.
pub(crate) async fn hold_still(tx: &Tx, booking: &Booking) -> Result<()> {
    let statement = "UPDATE booking SET changed_at = $1 WHERE id = $2 AND state = $3 AND sequence = $4";
    let values = [At(tx.now()).into(), booking.id.into(), booking.state.code().into(), booking.sequence.into()];
    if sql::exec(tx, statement, values).await? == 0 { Err(Error::Retry) } else { Ok(()) }
}

/// Requests at some places that wait for a call, soonest first, at most 50.
pub async fn to_call(db: &Reads, places: &[Uuid], now: Timestamp) -> Result<Vec<Booking>> {
    let mut values = vec![db.organisation().into(), At(now).into()];
    values.extend(places.iter().map(|id| (*id).into()));
    let query = format!(
        "SELECT {COLUMNS} FROM booking WHERE organisation_id = $1 AND state = 'requested' AND starts > $2
           AND place_id IN ({}) ORDER BY starts LIMIT 50",
        sql::places(3, places.len())
    );
    many(db, &query, values).await
}

/// Bookings with these keys in an organisation.
pub async fn with_ids(db: &Reads, ids: &[Uuid]) -> Result<Vec<Booking>> {
    among(db, db.organisation(), ids).await
}

/// As [`with_ids`], also inside a unit.
pub(crate) async fn among(db: &impl ConnectionTrait, organisation: Uuid, ids: &[Uuid]) -> Result<Vec<Booking>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![organisation.into()];
    values.extend(ids.iter().map(|id| (*id).into()));
    let query =
        format!("SELECT {COLUMNS} FROM booking WHERE organisation_id = $1 AND id IN ({})", sql::places(2, ids.len()));
    many(db, &query, values).await
}

/// A person's own coming bookings, at most 50; by telephone key or person key.
pub async fn of_person(db: &Reads, person: Uuid, now: Timestamp) -> Result<Vec<Booking>> {
    let one = |column: &str| {
        format!(
            "SELECT {COLUMNS} FROM booking WHERE {column} = $1 AND starts > $2 AND state IN ('requested', 'confirmed')"
        )
    };
    let query = format!("{} UNION {} ORDER BY starts LIMIT 50", one("phone_key"), one("person_id"));
    many(db, &query, vec![person.into(), At(now).into()]).await
}

/// A confirmed booking that somebody could be asked about, with when it was made.
#[derive(FromQueryResult)]
pub struct Made {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub starts: At,
    pub created_at: At,
}

/// Confirmed bookings of people with a telephone that begin in a span, in all organisations. Those who asked not to be
/// shown and those who come to a course are not among them.
pub async fn to_prepare(db: &Reads, from: Timestamp, to: Timestamp) -> Result<Vec<Made>> {
    let query = "SELECT id, organisation_id, starts, created_at FROM booking
                 WHERE ends > $1 AND ends <= $2 AND starts > $1 AND starts <= $3 AND state = 'confirmed'
                   AND phone IS NOT NULL AND NOT hidden AND way <> 'group'";
    sql::rows(db, query, vec![At(from).into(), At(to + torg_slots::store::LONGEST).into(), At(to).into()]).await
}

async fn one(db: &impl ConnectionTrait, query: &str, values: Vec<sea_orm::Value>) -> Result<Option<Booking>> {
    sql::row::<Row>(db, query, values).await?.map(Booking::try_from).transpose()
}

pub(super) async fn many(db: &impl ConnectionTrait, query: &str, values: Vec<sea_orm::Value>) -> Result<Vec<Booking>> {
    sql::rows::<Row>(db, query, values).await?.into_iter().map(Booking::try_from).collect()
}
