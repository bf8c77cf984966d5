//! Visits, and the messages about them that wait.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use torg_base::Uuid;
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::model::{AgencyVisit, Count, Kind, State};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "visits-1",
    sql: "
CREATE TABLE agency_visit (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  place_id {uuid} NOT NULL REFERENCES place (id),
  version {int} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('planned', 'announced', 'held', 'cancelled')),
  starts_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  content {json} NOT NULL,
  reason {json},
  came {int},
  unserved {int},
  CONSTRAINT agency_visit_time CHECK (starts_at < ends_at),
  CONSTRAINT agency_visit_cancelled CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
  CONSTRAINT agency_visit_held CHECK ((state = 'held') = (came IS NOT NULL)),
  CONSTRAINT agency_visit_counted CHECK ((came IS NULL) = (unserved IS NULL) AND came >= 0 AND unserved >= 0)
) {table};
CREATE INDEX agency_visit_ends ON agency_visit (ends_at);
CREATE INDEX agency_visit_place ON agency_visit (organisation_id, place_id, starts_at);

CREATE TABLE visit_message (
  visit_id {uuid} NOT NULL REFERENCES agency_visit (id),
  kind {text} NOT NULL CHECK (kind IN ('announced', 'fortnight', 'soon', 'moved', 'cancelled')),
  version {int} NOT NULL,
  organisation_id {uuid} NOT NULL,
  due_at {instant} NOT NULL,
  sent_to {uuid} NOT NULL,
  PRIMARY KEY (visit_id, kind)
) {table};
CREATE INDEX visit_message_due ON visit_message (due_at);
",
    sqlite: "",
    postgres: "",
}];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    version: i32,
    state: String,
    starts_at: At,
    ends_at: At,
    content: JsonValue,
    reason: Option<JsonValue>,
    came: Option<i32>,
    unserved: Option<i32>,
}

const COLUMNS: &str = "SELECT id, organisation_id, place_id, version, state, starts_at, ends_at, content, reason, came,
                       unserved FROM agency_visit";

impl Row {
    fn visit(self) -> Result<AgencyVisit> {
        Ok(AgencyVisit {
            id: self.id,
            organisation: self.organisation_id,
            place: self.place_id,
            version: self.version,
            state: State::parse(&self.state).ok_or(Error::Database("state".into()))?,
            starts: self.starts_at.into(),
            ends: self.ends_at.into(),
            content: from_json(self.content)?,
            reason: self.reason.map(from_json).transpose()?,
            count: self.came.zip(self.unserved).map(|(came, unserved)| Count { came, unserved }),
        })
    }
}

fn from_json<T: DeserializeOwned>(value: JsonValue) -> Result<T> {
    serde_json::from_value(value).map_err(|_| Error::Database("json".into()))
}

fn to_json(value: &impl Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|_| Error::Database("json".into()))
}

async fn found(db: &impl ConnectionTrait, rest: &str, values: Vec<sea_orm::Value>) -> Result<Vec<AgencyVisit>> {
    let rows = sql::rows::<Row>(db, &format!("{COLUMNS} {rest}"), values).await?;
    rows.into_iter().map(Row::visit).collect()
}

/// What the public may know of and was not over at an instant, soonest first.
pub async fn current(db: &Reads, since: Timestamp) -> Result<Vec<AgencyVisit>> {
    found(db, "WHERE ends_at > $1 AND state <> 'planned' ORDER BY starts_at, id", vec![At(since).into()]).await
}

/// One visit, at whatever place.
pub async fn one(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<AgencyVisit>> {
    Ok(found(db, "WHERE id = $1", vec![id.into()]).await?.into_iter().next())
}

/// Every visit at a place from an instant on, soonest first.
pub async fn at_place(db: &Reads, place: Uuid, since: Timestamp) -> Result<Vec<AgencyVisit>> {
    let rest = "WHERE organisation_id = $1 AND place_id = $2 AND starts_at >= $3 ORDER BY starts_at, id LIMIT 500";
    found(db, rest, vec![db.organisation().into(), place.into(), At(since).into()]).await
}

/// Stores a visit's next version, the first included. False, and nothing stored, when the version before it is not the
/// present one: somebody else was faster, or the same form was sent twice.
pub(super) async fn put(tx: &Tx, visit: &AgencyVisit) -> Result<bool> {
    let (came, unserved) = (visit.count.map(|c| c.came), visit.count.map(|c| c.unserved));
    let (id, organisation, version) = (visit.id.into(), tx.organisation().into(), visit.version.into());
    let (state, starts, ends) = (visit.state.code().into(), At(visit.starts).into(), At(visit.ends).into());
    let content = to_json(&visit.content)?.into();
    let reason = visit.reason.as_ref().map(to_json).transpose()?.into();
    let stored = if visit.version == 1 {
        let statement = "INSERT INTO agency_visit (id, organisation_id, version, state, starts_at, ends_at, content,
                           reason, came, unserved, place_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                         ON CONFLICT DO NOTHING";
        let place = visit.place.into();
        let values =
            [id, organisation, version, state, starts, ends, content, reason, came.into(), unserved.into(), place];
        sql::exec(tx, statement, values).await?
    } else {
        let statement = "UPDATE agency_visit SET version = $3, state = $4, starts_at = $5, ends_at = $6, content = $7,
                           reason = $8, came = $9, unserved = $10
                         WHERE id = $1 AND organisation_id = $2 AND version = $3 - 1";
        let values = [id, organisation, version, state, starts, ends, content, reason, came.into(), unserved.into()];
        sql::exec(tx, statement, values).await?
    };
    Ok(stored > 0)
}

/// Puts messages in the place of all that wait about a visit.
pub(super) async fn put_messages(tx: &Tx, visit: &AgencyVisit, all: &[(Kind, Timestamp)]) -> Result<()> {
    let statement = "DELETE FROM visit_message WHERE organisation_id = $1 AND visit_id = $2";
    sql::exec(tx, statement, [tx.organisation().into(), visit.id.into()]).await?;
    for (kind, due) in all {
        sql::exec(
            tx,
            "INSERT INTO visit_message (visit_id, kind, version, organisation_id, due_at, sent_to)
             VALUES ($1, $2, $3, $4, $5, $6)",
            [
                visit.id.into(),
                kind.code().into(),
                visit.version.into(),
                tx.organisation().into(),
                At(*due).into(),
                Uuid::nil().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// A message that waits to be sent to everybody who has asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub organisation: Uuid,
    pub visit: Uuid,
    pub kind: Kind,
    /// The version of the visit that it was written for.
    pub version: i32,
}

/// Messages whose time has come; the oldest first.
pub(super) async fn due(db: &Reads, now: Timestamp) -> Result<Vec<Due>> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        visit_id: Uuid,
        kind: String,
        version: i32,
    }
    let query = "SELECT organisation_id, visit_id, kind, version FROM visit_message WHERE due_at <= $1
                 ORDER BY due_at LIMIT 20";
    let rows = sql::rows::<Row>(db, query, vec![At(now).into()]).await?;
    let due = |r: Row| {
        let kind = Kind::parse(&r.kind).ok_or(Error::Database("kind".into()))?;
        Ok(Due { organisation: r.organisation_id, visit: r.visit_id, kind, version: r.version })
    };
    rows.into_iter().map(due).collect()
}

/// The last subscription that a message was queued for; `None` when all have been, or the visit was changed since.
pub(super) async fn sent_to(tx: &Tx, due: &Due) -> Result<Option<Uuid>> {
    // On PostgreSQL two copies may come here at once: the second waits for the first to have moved on.
    let lock = if tx.is_postgres() { "FOR UPDATE" } else { "" };
    let query = format!(
        "SELECT sent_to FROM visit_message
         WHERE organisation_id = $1 AND visit_id = $2 AND kind = $3 AND version = $4 {lock}"
    );
    let values = [tx.organisation().into(), due.visit.into(), due.kind.code().into(), due.version.into()];
    let found: Vec<Uuid> = sql::column(tx, &query, values).await?;
    Ok(found.into_iter().next())
}

/// Moves on past a subscription, or takes the message away when all have been queued.
pub(super) async fn sent(tx: &Tx, due: &Due, to: Option<Uuid>) -> Result<()> {
    let (organisation, visit, kind) = (tx.organisation().into(), due.visit.into(), due.kind.code().into());
    match to {
        Some(to) => {
            let statement = "UPDATE visit_message SET sent_to = $4
                             WHERE organisation_id = $1 AND visit_id = $2 AND kind = $3";
            sql::exec(tx, statement, [organisation, visit, kind, to.into()]).await?
        }
        None => {
            let statement = "DELETE FROM visit_message WHERE organisation_id = $1 AND visit_id = $2 AND kind = $3";
            sql::exec(tx, statement, [organisation, visit, kind]).await?
        }
    };
    Ok(())
}
