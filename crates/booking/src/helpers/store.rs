//! Consents and what was booked by them, in the database.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::{Lang, Phone, Uuid};
use torg_store::{At, Migration, Part, Reads, Result, Tx, sql};

use super::model::{Consent, Link};
use torg_people::person_key;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "helpers-1",
        sql: "
CREATE TABLE helper_consent (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  person_key {uuid},
  person_name {text} NOT NULL,
  person_phone {text},
  person_lang {text} NOT NULL,
  hidden {bool} NOT NULL,
  helper_key {uuid} NOT NULL,
  helper_name {text} NOT NULL,
  helper_phone {text} NOT NULL,
  helper_lang {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('asked', 'given', 'withdrawn')),
  until {instant} NOT NULL,
  CHECK (person_phone IS NOT NULL OR state <> 'asked')
) {table};
CREATE INDEX helper_consent_person ON helper_consent (person_key, until) WHERE person_key IS NOT NULL;
CREATE INDEX helper_consent_helper ON helper_consent (helper_key, until);
CREATE INDEX helper_consent_until ON helper_consent (until);
CREATE TABLE helper_booking (
  id {uuid} PRIMARY KEY,
  booking_id {uuid} NOT NULL,
  consent_id {uuid} NOT NULL REFERENCES helper_consent (id) ON DELETE CASCADE
) {table};
CREATE UNIQUE INDEX helper_booking_booking ON helper_booking (booking_id);
CREATE INDEX helper_booking_consent ON helper_booking (consent_id);
",
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "helpers-2",
        sql: "
CREATE TABLE helper_waiting (
  waiting_id {uuid} PRIMARY KEY,
  consent_id {uuid} NOT NULL REFERENCES helper_consent (id) ON DELETE CASCADE
) {table};
CREATE INDEX helper_waiting_consent ON helper_waiting (consent_id);
",
        sqlite: "",
        postgres: "",
    },
];

const COLUMNS: &str = "c.id, c.organisation_id, c.person_name, c.person_phone, c.person_lang, c.hidden, c.helper_name, \
                       c.helper_phone, c.helper_lang, c.state, c.until";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    person_name: String,
    person_phone: Option<String>,
    person_lang: String,
    hidden: bool,
    helper_name: String,
    helper_phone: String,
    helper_lang: String,
    state: String,
    until: At,
}

impl From<Row> for Consent {
    fn from(row: Row) -> Consent {
        Consent {
            id: row.id,
            organisation: row.organisation_id,
            person_name: row.person_name,
            person_phone: row.person_phone,
            hidden: row.hidden,
            person_lang: Lang::parse(&row.person_lang).unwrap_or_default(),
            helper_name: row.helper_name,
            helper_phone: row.helper_phone,
            helper_lang: Lang::parse(&row.helper_lang).unwrap_or_default(),
            given: row.state == "given",
            until: row.until.0,
        }
    }
}

/// Writes a consent of the unit's organisation.
pub fn insert_part(tx: &Tx, consent: &Consent) -> Part {
    let key = |phone: &str| Phone::parse(phone).map(|phone| person_key(tx.keys(), &phone));
    let state = if consent.given { "given" } else { "asked" };
    let values: Vec<Value> = vec![
        consent.id.into(),
        tx.organisation().into(),
        consent.person_phone.as_deref().and_then(key).into(),
        consent.person_name.clone().into(),
        consent.person_phone.clone().into(),
        consent.person_lang.code().into(),
        consent.hidden.into(),
        key(&consent.helper_phone).into(),
        consent.helper_name.clone().into(),
        consent.helper_phone.clone().into(),
        consent.helper_lang.code().into(),
        state.into(),
        At(consent.until).into(),
    ];
    let statement = format!(
        "INSERT INTO helper_consent (id, organisation_id, person_key, person_name, person_phone, person_lang, hidden,
           helper_key, helper_name, helper_phone, helper_lang, state, until) VALUES ({})",
        sql::places(1, 13)
    );
    Part::new(statement, values)
}

/// Ties a booking to the consent it was made by.
pub fn link_part(link: &Link) -> Part {
    let statement = "INSERT INTO helper_booking (id, booking_id, consent_id) VALUES ($1, $2, $3)";
    Part::new(statement, vec![link.id.into(), link.booking.into(), link.consent.id.into()])
}

/// Ties an entry of the waiting list to the consent it was made by.
pub fn waiting_part(entry: Uuid, consent: Uuid) -> Part {
    let statement = "INSERT INTO helper_waiting (waiting_id, consent_id) VALUES ($1, $2)";
    Part::new(statement, vec![entry.into(), consent.into()])
}

/// The yes has been given. An older yes to the same helper ends with it: there is one to take back.
pub fn given_parts(tx: &Tx, consent: &Consent) -> Vec<Part> {
    let give = "UPDATE helper_consent SET state = 'given' WHERE id = $1 AND state = 'asked'";
    let helper = Phone::parse(&consent.helper_phone).map(|phone| person_key(tx.keys(), &phone));
    let person = consent.person_phone.as_deref().and_then(Phone::parse).map(|phone| person_key(tx.keys(), &phone));
    let end = "UPDATE helper_consent SET until = $1 WHERE organisation_id = $2 AND helper_key = $3 AND person_key = $4
                 AND id <> $5 AND state = 'given' AND until > $1";
    let values = vec![At(tx.now()).into(), tx.organisation().into(), helper.into(), person.into(), consent.id.into()];
    vec![Part::new(give, vec![consent.id.into()]), Part::new(end, values)]
}

/// Whether a row of `booking` was made by a helper: 1 or 0.
pub const HELPED: &str =
    "CASE WHEN EXISTS (SELECT 1 FROM helper_booking WHERE booking_id = booking.id) THEN 1 ELSE 0 END AS helped";

/// The consent that a booking was made by, with the tie.
pub async fn of_booking(db: &impl ConnectionTrait, booking: Uuid) -> Result<Option<Link>> {
    #[derive(FromQueryResult)]
    struct Tie {
        id: Uuid,
        consent_id: Uuid,
    }
    let query = "SELECT id, consent_id FROM helper_booking WHERE booking_id = $1";
    let Some(tie) = sql::row::<Tie>(db, query, vec![booking.into()]).await? else { return Ok(None) };
    let consent = by_id(db, tie.consent_id).await?;
    Ok(consent.map(|consent| Link { id: tie.id, booking, consent }))
}

/// The consent that an entry of the waiting list was made by.
pub async fn of_waiting(db: &impl ConnectionTrait, entry: Uuid) -> Result<Option<Consent>> {
    Ok(of_entries(db, &[entry]).await?.pop().map(|(_, consent)| consent))
}

/// The consents that entries of the waiting list were made by, each with its entry.
pub async fn of_entries(db: &impl ConnectionTrait, entries: &[Uuid]) -> Result<Vec<(Uuid, Consent)>> {
    #[derive(FromQueryResult)]
    struct Tied {
        waiting_id: Uuid,
        #[sea_orm(nested)]
        consent: Row,
    }
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT w.waiting_id, {COLUMNS} FROM helper_waiting w JOIN helper_consent c ON c.id = w.consent_id
         WHERE w.waiting_id IN ({})",
        sql::places(1, entries.len())
    );
    let tied = sql::rows::<Tied>(db, &query, entries.iter().map(|id| (*id).into()).collect()).await?;
    Ok(tied.into_iter().map(|tied| (tied.waiting_id, tied.consent.into())).collect())
}

/// Entries of the waiting list are over: their ties go, and with them a yes that was asked for and never given.
pub async fn forget_entries(tx: &Tx, entries: &[Uuid]) -> Result<()> {
    let places = sql::places(1, entries.len());
    let values: Vec<Value> = entries.iter().map(|id| (*id).into()).collect();
    let asked = format!(
        "DELETE FROM helper_consent WHERE state = 'asked' AND id IN
           (SELECT consent_id FROM helper_waiting WHERE waiting_id IN ({places}))"
    );
    sql::exec_with(tx, &asked, values.clone()).await?;
    sql::exec_with(tx, &format!("DELETE FROM helper_waiting WHERE waiting_id IN ({places})"), values).await?;
    Ok(())
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Consent>> {
    let query = format!("SELECT {COLUMNS} FROM helper_consent c WHERE c.id = $1");
    Ok(sql::row::<Row>(db, &query, vec![id.into()]).await?.map(Consent::from))
}

/// Who may book for a person now, the newest first.
pub async fn for_person(db: &Reads, person: Uuid, now: Timestamp) -> Result<Vec<Consent>> {
    standing(db, "person_key", person, now).await
}

/// Whom a helper may book for now, the newest first.
pub async fn for_helper(db: &Reads, helper: Uuid, now: Timestamp) -> Result<Vec<Consent>> {
    standing(db, "helper_key", helper, now).await
}

async fn standing(db: &Reads, column: &str, key: Uuid, now: Timestamp) -> Result<Vec<Consent>> {
    let query = format!(
        "SELECT {COLUMNS} FROM helper_consent c WHERE c.{column} = $1 AND c.until > $2 AND c.state = 'given'
         ORDER BY c.until DESC, c.id LIMIT 50"
    );
    let rows = sql::rows::<Row>(db, &query, vec![key.into(), At(now).into()]).await?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// What was booked by some consents: consent and booking.
pub async fn bookings_of(db: &impl ConnectionTrait, consents: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    pairs(db, "consent_id AS consent, booking_id AS made FROM helper_booking", consents).await
}

/// Entries of the waiting list that were made by some consents: consent and entry. Some may be over.
pub async fn entries_of(db: &impl ConnectionTrait, consents: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    pairs(db, "consent_id AS consent, waiting_id AS made FROM helper_waiting", consents).await
}

async fn pairs(db: &impl ConnectionTrait, what: &str, consents: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Pair {
        consent: Uuid,
        made: Uuid,
    }
    if consents.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!("SELECT {what} WHERE consent_id IN ({})", sql::places(1, consents.len()));
    let values = consents.iter().map(|id| (*id).into()).collect();
    let pairs = sql::rows::<Pair>(db, &query, values).await?;
    Ok(pairs.into_iter().map(|pair| (pair.consent, pair.made)).collect())
}

/// The ties of a consent.
pub async fn ties(tx: &Tx, consent: Uuid) -> Result<Vec<Uuid>> {
    sql::column(tx, "SELECT id FROM helper_booking WHERE consent_id = $1", [consent.into()]).await
}

/// Takes a yes back. False when it is over already.
pub async fn withdraw(tx: &Tx, id: Uuid) -> Result<bool> {
    let values = [At(tx.now()).into(), id.into(), tx.organisation().into()];
    let statement = "UPDATE helper_consent SET state = 'withdrawn', until = $1
                     WHERE id = $2 AND organisation_id = $3 AND state <> 'withdrawn' AND until > $1";
    Ok(sql::exec(tx, statement, values).await? > 0)
}

/// The person that a consent is about, when it has one.
pub async fn person_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Uuid>> {
    let found: Vec<Option<Uuid>> =
        sql::column(db, "SELECT person_key FROM helper_consent WHERE id = $1", [id.into()]).await?;
    Ok(found.into_iter().next().flatten())
}

/// Deletes consents that ended before an instant, and those that were only asked for and would have ended before another.
pub async fn forget(tx: &Tx, ended: Timestamp, asked: Timestamp) -> Result<u64> {
    let gone = sql::exec(tx, "DELETE FROM helper_consent WHERE until < $1", [At(ended).into()]).await?;
    // Whoever waits and is to be called is asked when a time is free.
    let statement = "DELETE FROM helper_consent WHERE state = 'asked' AND until < $1
                       AND NOT EXISTS (SELECT 1 FROM helper_waiting WHERE consent_id = helper_consent.id)";
    Ok(gone + sql::exec(tx, statement, [At(asked).into()]).await?)
}
