//! The waiting list and its offers in the database.

use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::{Lang, Phone, Uuid};
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::model::{Entry, Offer, Part, State, Wish};
use torg_catalogue::services::model::Way;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "waiting-1",
    sql: "
CREATE TABLE waiting (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  way {text},
  earliest {text} NOT NULL,
  latest {text} NOT NULL,
  part {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('pending', 'waiting', 'offered')),
  name {text} NOT NULL,
  phone {text},
  phone_key {uuid},
  lang {text} NOT NULL,
  hidden {bool} NOT NULL,
  by_call {bool} NOT NULL,
  unanswered {int} NOT NULL,
  expires_at {instant},
  code_hash {bytes},
  code_tries {int} NOT NULL,
  codes {int} NOT NULL,
  joined_at {instant} NOT NULL,
  CHECK ((state = 'pending') = (expires_at IS NOT NULL)),
  CHECK (earliest <= latest)
) {table};
CREATE INDEX waiting_queue ON waiting (joined_at, id) WHERE state = 'waiting';
CREATE INDEX waiting_place ON waiting (organisation_id, place_id, joined_at);
CREATE INDEX waiting_phone ON waiting (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX waiting_latest ON waiting (latest);
CREATE INDEX waiting_expires ON waiting (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE waiting_offer (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  waiting_id {uuid} NOT NULL REFERENCES waiting (id) ON DELETE CASCADE,
  booking_id {uuid} NOT NULL,
  starts {instant} NOT NULL,
  until {instant} NOT NULL,
  open {bool} NOT NULL
) {table};
CREATE UNIQUE INDEX waiting_offer_once ON waiting_offer (waiting_id, starts);
CREATE UNIQUE INDEX waiting_offer_open ON waiting_offer (waiting_id) WHERE open;
CREATE INDEX waiting_offer_due ON waiting_offer (until) WHERE open;
",
    sqlite: "",
    postgres: "",
}];

const COLUMNS: &str = "id, organisation_id, place_id, service_id, way, earliest, latest, part, state, name, phone, lang, \
                       hidden, by_call, unanswered, expires_at, code_tries, codes, joined_at";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    way: Option<String>,
    earliest: String,
    latest: String,
    part: String,
    state: String,
    name: String,
    phone: Option<String>,
    lang: String,
    hidden: bool,
    by_call: bool,
    unanswered: i32,
    expires_at: Option<At>,
    code_tries: i32,
    codes: i32,
    joined_at: At,
}

impl TryFrom<Row> for Entry {
    type Error = Error;

    fn try_from(row: Row) -> Result<Entry> {
        let date = |text: &str| text.parse::<Date>().map_err(|_| Error::Database("date".into()));
        let wish = Wish {
            organisation: row.organisation_id,
            place: row.place_id,
            service: row.service_id,
            way: row.way.as_deref().and_then(Way::parse),
            earliest: date(&row.earliest)?,
            latest: date(&row.latest)?,
            part: Part::parse(&row.part).unwrap_or_default(),
        };
        Ok(Entry {
            id: row.id,
            wish,
            state: State::parse(&row.state).ok_or(Error::Database("state".into()))?,
            name: row.name,
            phone: row.phone,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            hidden: row.hidden,
            by_call: row.by_call,
            unanswered: row.unanswered,
            expires: row.expires_at.map(|at| at.0),
            codes: row.codes,
            code_tries: row.code_tries,
            joined: row.joined_at.0,
        })
    }
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Entry>> {
    let query = format!("SELECT {COLUMNS} FROM waiting WHERE id = $1");
    sql::row::<Row>(db, &query, vec![id.into()]).await?.map(Entry::try_from).transpose()
}

/// Entries that wait, in the order they joined, at most `limit`.
pub async fn queue(db: &Reads, today: Date, limit: usize) -> Result<Vec<Entry>> {
    let query = format!(
        "SELECT {COLUMNS} FROM waiting WHERE state = 'waiting' AND latest >= $1 ORDER BY joined_at, id LIMIT {limit}"
    );
    many(db, &query, vec![today.to_string().into()]).await
}

/// Everybody on the list of a place, in the order they joined; those who have not typed their code are not on it.
pub async fn of_place(db: &Reads, place: Uuid) -> Result<Vec<Entry>> {
    let query = format!(
        "SELECT {COLUMNS} FROM waiting WHERE organisation_id = $1 AND place_id = $2 AND state <> 'pending'
         ORDER BY joined_at, id LIMIT 500"
    );
    many(db, &query, vec![db.organisation().into(), place.into()]).await
}

/// How many are on the list of a place, and how many of them somebody must call about a time that is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub waiting: usize,
    pub to_call: usize,
}

pub async fn standing(db: &Reads, place: Uuid) -> Result<Standing> {
    let entries = of_place(db, place).await?;
    let to_call = entries.iter().filter(|entry| entry.by_call && entry.state == State::Offered).count();
    Ok(Standing { waiting: entries.len(), to_call })
}

/// How many wait for the same service at the same place and joined before.
pub async fn before(db: &Reads, entry: &Entry) -> Result<i64> {
    let query = "SELECT count(*) FROM waiting WHERE organisation_id = $1 AND place_id = $2 AND service_id = $3
                   AND state <> 'pending' AND joined_at < $4";
    let wish = &entry.wish;
    let values = [wish.organisation.into(), wish.place.into(), wish.service.into(), At(entry.joined).into()];
    let found: Vec<i64> = sql::column(db, query, values).await?;
    Ok(found.first().copied().unwrap_or_default())
}

async fn many(db: &impl ConnectionTrait, query: &str, values: Vec<Value>) -> Result<Vec<Entry>> {
    sql::rows::<Row>(db, query, values).await?.into_iter().map(Entry::try_from).collect()
}

/// Writes an entry. `code` is the stored form of the code that it waits for.
pub async fn insert(tx: &Tx, entry: &Entry, code: Option<Vec<u8>>) -> Result<()> {
    let (wish, phone) = (&entry.wish, entry.phone.as_deref().and_then(Phone::parse));
    let values = vec![
        entry.id.into(),
        wish.organisation.into(),
        wish.place.into(),
        wish.service.into(),
        wish.way.map(|way| way.code().to_owned()).into(),
        wish.earliest.to_string().into(),
        wish.latest.to_string().into(),
        wish.part.code().into(),
        entry.state.code().into(),
        entry.name.clone().into(),
        entry.phone.clone().into(),
        phone.map(|phone| torg_people::person_key(tx.keys(), &phone)).into(),
        entry.lang.code().into(),
        entry.hidden.into(),
        entry.by_call.into(),
        0.into(),
        entry.expires.map(At).into(),
        code.into(),
        0.into(),
        entry.codes.into(),
        At(entry.joined).into(),
    ];
    let statement = format!(
        "INSERT INTO waiting (id, organisation_id, place_id, service_id, way, earliest, latest, part, state, name, phone,
           phone_key, lang, hidden, by_call, unanswered, expires_at, code_hash, code_tries, codes, joined_at)
         VALUES ({})",
        sql::places(1, 21)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

/// Puts a pending entry on the list when the code is right and in time. Returns whether it was.
pub async fn confirm(tx: &Tx, id: Uuid, code_hash: &[u8], tries: i32) -> Result<bool> {
    let query = "UPDATE waiting SET state = 'waiting', expires_at = NULL, code_hash = NULL
                 WHERE id = $1 AND state = 'pending' AND expires_at > $2 AND code_hash = $3 AND code_tries < $4";
    let values = [id.into(), At(tx.now()).into(), code_hash.to_vec().into(), tries.into()];
    Ok(sql::exec(tx, query, values).await? > 0)
}

/// Counts a wrong code.
pub async fn wrong_code(tx: &Tx, id: Uuid) -> Result<()> {
    sql::exec(tx, "UPDATE waiting SET code_tries = code_tries + 1 WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Gives a pending entry another code.
pub async fn new_code(tx: &Tx, id: Uuid, code_hash: Vec<u8>) -> Result<()> {
    let query = "UPDATE waiting SET code_hash = $1, codes = codes + 1 WHERE id = $2 AND state = 'pending'";
    sql::exec(tx, query, [code_hash.into(), id.into()]).await?;
    Ok(())
}

/// The same telephone waiting already for the same service at the same place: that entry gives way to the new one, which
/// keeps its turn.
pub async fn take_turn(tx: &Tx, entry: &Entry) -> Result<Vec<Uuid>> {
    let Some(phone) = entry.phone.as_deref().and_then(Phone::parse) else { return Ok(Vec::new()) };
    let wish = &entry.wish;
    let query = "SELECT id, joined_at FROM waiting WHERE phone_key = $1 AND organisation_id = $2 AND place_id = $3
                   AND service_id = $4 AND state = 'waiting' AND id <> $5 ORDER BY joined_at";
    let values = vec![
        torg_people::person_key(tx.keys(), &phone).into(),
        wish.organisation.into(),
        wish.place.into(),
        wish.service.into(),
        entry.id.into(),
    ];
    let older: Vec<Turn> = sql::rows(tx, query, values).await?;
    if let Some(first) = older.first() {
        let values = [first.joined_at.into(), entry.id.into()];
        sql::exec(tx, "UPDATE waiting SET joined_at = $1 WHERE id = $2 AND joined_at > $1", values).await?;
    }
    let ids: Vec<Uuid> = older.into_iter().map(|turn| turn.id).collect();
    remove_all(tx, &ids).await?;
    Ok(ids)
}

#[derive(FromQueryResult)]
struct Turn {
    id: Uuid,
    joined_at: At,
}

/// Takes entries off the list with all their offers.
pub async fn remove_all(tx: &Tx, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    crate::helpers::store::forget_entries(tx, ids).await?;
    let statement = format!("DELETE FROM waiting WHERE id IN ({})", sql::places(1, ids.len()));
    sql::exec_with(tx, &statement, ids.iter().map(|id| (*id).into()).collect()).await?;
    Ok(())
}

/// Marks an entry that waits as having an offer. False when somebody else was faster.
pub async fn set_offered(tx: &Tx, id: Uuid) -> Result<bool> {
    let query = "UPDATE waiting SET state = 'offered' WHERE id = $1 AND organisation_id = $2 AND state = 'waiting'";
    Ok(sql::exec(tx, query, [id.into(), tx.organisation().into()]).await? > 0)
}

/// Lets an entry wait on. `missed` are offers without an answer, to be added.
pub async fn set_waiting(tx: &Tx, id: Uuid, missed: i32) -> Result<()> {
    let query =
        "UPDATE waiting SET state = 'waiting', unanswered = unanswered + $1 WHERE id = $2 AND state = 'offered'";
    sql::exec(tx, query, [missed.into(), id.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: Uuid,
    organisation_id: Uuid,
    waiting_id: Uuid,
    booking_id: Uuid,
    starts: At,
    until: At,
    open: bool,
}

impl From<OfferRow> for Offer {
    fn from(row: OfferRow) -> Offer {
        Offer {
            id: row.id,
            organisation: row.organisation_id,
            entry: row.waiting_id,
            booking: row.booking_id,
            starts: row.starts.0,
            until: row.until.0,
            open: row.open,
        }
    }
}

const OFFER: &str = "SELECT id, organisation_id, waiting_id, booking_id, starts, until, open FROM waiting_offer";

pub async fn offer(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Offer>> {
    let found = sql::row::<OfferRow>(db, &format!("{OFFER} WHERE id = $1"), vec![id.into()]).await?;
    Ok(found.map(Offer::from))
}

/// The offers that some entries have and have not answered.
pub async fn open_offers(db: &impl ConnectionTrait, entries: &[Uuid]) -> Result<Vec<Offer>> {
    let query = format!("{OFFER} WHERE open AND waiting_id IN ({})", sql::places(1, entries.len()));
    of_entries(db, &query, entries).await
}

/// Every offer that some entries have had.
pub async fn offers(db: &impl ConnectionTrait, entries: &[Uuid]) -> Result<Vec<Offer>> {
    let query = format!("{OFFER} WHERE waiting_id IN ({})", sql::places(1, entries.len()));
    of_entries(db, &query, entries).await
}

async fn of_entries(db: &impl ConnectionTrait, query: &str, entries: &[Uuid]) -> Result<Vec<Offer>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let found = sql::rows::<OfferRow>(db, query, entries.iter().map(|id| (*id).into()).collect()).await?;
    Ok(found.into_iter().map(Offer::from).collect())
}

/// Offers whose deadline has passed, in all organisations, at most `limit`.
pub async fn overdue(db: &Reads, now: Timestamp, limit: usize) -> Result<Vec<Offer>> {
    let query = format!("{OFFER} WHERE open AND until <= $1 ORDER BY until LIMIT {limit}");
    let found = sql::rows::<OfferRow>(db, &query, vec![At(now).into()]).await?;
    Ok(found.into_iter().map(Offer::from).collect())
}

/// Writes an offer. The database refuses a second open one for the same entry, and the same time twice.
pub async fn insert_offer(tx: &Tx, offer: &Offer) -> Result<()> {
    let values = vec![
        offer.id.into(),
        tx.organisation().into(),
        offer.entry.into(),
        offer.booking.into(),
        At(offer.starts).into(),
        At(offer.until).into(),
        offer.open.into(),
    ];
    let statement = format!(
        "INSERT INTO waiting_offer (id, organisation_id, waiting_id, booking_id, starts, until, open) VALUES ({})",
        sql::places(1, 7)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

/// Closes an offer. False when it was not open any more: one of two answers comes first.
pub async fn close_offer(tx: &Tx, id: Uuid) -> Result<bool> {
    let values = [false.into(), id.into(), tx.organisation().into()];
    let query = "UPDATE waiting_offer SET open = $1 WHERE id = $2 AND organisation_id = $3 AND open";
    Ok(sql::exec(tx, query, values).await? > 0)
}

/// Entries whose last date is past, or whose code was never typed; in all organisations, at most `limit`.
pub async fn over(db: &Reads, today: Date, now: Timestamp, limit: usize) -> Result<Vec<Entry>> {
    let late = format!("SELECT {COLUMNS} FROM waiting WHERE latest < $1 LIMIT {limit}");
    let mut found = many(db, &late, vec![today.to_string().into()]).await?;
    let unproven = format!("SELECT {COLUMNS} FROM waiting WHERE expires_at <= $1 LIMIT {limit}");
    found.extend(many(db, &unproven, vec![At(now).into()]).await?);
    Ok(found)
}
