//! Notices, their versions, and which places have read them.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use torg_base::{Actor, Role, Uuid};
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::difference::Version;
use super::model::{Notice, State, told_since};
use crate::services::versions::role_of;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "notices-1",
        sql: "
CREATE TABLE notice (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  version {int} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('reported', 'confirmed', 'disputed', 'withdrawn')),
  content {json} NOT NULL,
  confirmation {json},
  valid_to {text},
  written_at {instant} NOT NULL,
  changed_at {instant} NOT NULL,
  to_send_since {instant},
  sent_to {uuid} NOT NULL,
  CONSTRAINT notice_confirmed CHECK ((state = 'confirmed') = (confirmation IS NOT NULL))
) {table};
CREATE INDEX notice_changed ON notice (changed_at);
CREATE INDEX notice_organisation ON notice (organisation_id, changed_at);
CREATE INDEX notice_due ON notice (to_send_since) WHERE to_send_since IS NOT NULL;

CREATE TABLE notice_version (
  notice_id {uuid} NOT NULL REFERENCES notice (id),
  number {int} NOT NULL,
  organisation_id {uuid} NOT NULL,
  at {instant} NOT NULL,
  staff_id {uuid},
  role {text} NOT NULL,
  state {text} NOT NULL,
  content {json} NOT NULL,
  PRIMARY KEY (notice_id, number)
) {table};

CREATE TABLE notice_reading (
  notice_id {uuid} NOT NULL REFERENCES notice (id),
  version {int} NOT NULL,
  place_id {uuid} NOT NULL REFERENCES place (id),
  organisation_id {uuid} NOT NULL,
  at {instant} NOT NULL,
  role {text} NOT NULL,
  PRIMARY KEY (notice_id, version, place_id)
) {table};
CREATE INDEX notice_reading_place ON notice_reading (organisation_id, place_id, notice_id);

CREATE TABLE notice_subscription (
  id {uuid} PRIMARY KEY,
  channel {text} NOT NULL CHECK (channel IN ('email', 'sms')),
  contact_hash {bytes} NOT NULL,
  contact {bytes} NOT NULL,
  about {text} NOT NULL CHECK (about IN ('all', 'service', 'agency', 'place')),
  about_id {uuid},
  about_agency {text},
  lang {text} NOT NULL,
  stop_hash {bytes} NOT NULL,
  code_hash {bytes},
  code_tries {int} NOT NULL DEFAULT 0,
  codes {int} NOT NULL DEFAULT 1,
  sent_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  confirmed_at {instant},
  CONSTRAINT notice_subscription_code CHECK ((code_hash IS NULL) = (confirmed_at IS NOT NULL))
) {table};
CREATE INDEX notice_subscription_contact ON notice_subscription (contact_hash);
CREATE INDEX notice_subscription_stop ON notice_subscription (stop_hash);
CREATE INDEX notice_subscription_ends ON notice_subscription (expires_at);
",
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "notices-2",
        sql: "CREATE INDEX notice_subscription_about ON notice_subscription (about_id, id) WHERE about_id IS NOT NULL;",
        sqlite: "",
        postgres: "",
    },
];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    version: i32,
    state: String,
    content: JsonValue,
    confirmation: Option<JsonValue>,
    written_at: At,
    changed_at: At,
}

const COLUMNS: &str =
    "SELECT id, organisation_id, version, state, content, confirmation, written_at, changed_at FROM notice";

impl Row {
    fn notice(self) -> Result<Notice> {
        Ok(Notice {
            id: self.id,
            organisation: self.organisation_id,
            version: self.version,
            state: state(&self.state)?,
            content: from_json(self.content)?,
            confirmation: self.confirmation.map(from_json).transpose()?,
            written: self.written_at.into(),
            changed: self.changed_at.into(),
        })
    }
}

fn state(code: &str) -> Result<State> {
    State::parse(code).ok_or(Error::Database("state".into()))
}

fn from_json<T: DeserializeOwned>(value: JsonValue) -> Result<T> {
    serde_json::from_value(value).map_err(|_| Error::Database("json".into()))
}

fn to_json(value: &impl Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|_| Error::Database("json".into()))
}

fn notices(rows: Vec<Row>) -> Result<Vec<Notice>> {
    rows.into_iter().map(Row::notice).collect()
}

/// What is to be read today, newest first: notices that stand, and those that were withdrawn lately.
pub async fn current(db: &Reads, today: Date, now: Timestamp) -> Result<Vec<Notice>> {
    let query = format!(
        "{COLUMNS} WHERE (valid_to IS NULL OR valid_to >= $1) AND (state <> 'withdrawn' OR changed_at >= $2)
         ORDER BY changed_at DESC, id"
    );
    notices(sql::rows::<Row>(db, &query, vec![today.to_string().into(), At(told_since(now)).into()]).await?)
}

/// The notices that changed last, whatever became of them.
pub async fn latest(db: &Reads, most: i32) -> Result<Vec<Notice>> {
    let query = format!("{COLUMNS} ORDER BY changed_at DESC LIMIT $1");
    notices(sql::rows::<Row>(db, &query, vec![most.into()]).await?)
}

/// Everything that an organisation has written, newest first, at most 200.
pub async fn written_by(db: &Reads) -> Result<Vec<Notice>> {
    let query = format!("{COLUMNS} WHERE organisation_id = $1 ORDER BY changed_at DESC LIMIT 200");
    notices(sql::rows::<Row>(db, &query, vec![db.organisation().into()]).await?)
}

/// One notice, whoever wrote it.
pub async fn one(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Notice>> {
    let query = format!("{COLUMNS} WHERE id = $1");
    sql::row::<Row>(db, &query, vec![id.into()]).await?.map(Row::notice).transpose()
}

/// Stores a notice's next version, the first included. False, and nothing stored, when the version before it is not
/// the present one: somebody else was faster.
pub(super) async fn put(tx: &Tx, notice: &Notice, actor: &Actor) -> Result<bool> {
    let stored = if notice.version == 1 { insert(tx, notice).await? } else { update(tx, notice).await? };
    if stored == 0 {
        return Ok(false);
    }
    let role = role_of(actor, notice.organisation).or_else(|| actor.memberships().first().map(|m| m.role));
    sql::exec(
        tx,
        "INSERT INTO notice_version (notice_id, number, organisation_id, at, staff_id, role, state, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            notice.id.into(),
            notice.version.into(),
            tx.organisation().into(),
            At(notice.changed).into(),
            actor.staff_id().into(),
            role.map_or("", Role::code).into(),
            notice.state.code().into(),
            to_json(&notice.content)?.into(),
        ],
    )
    .await?;
    Ok(true)
}

async fn insert(tx: &Tx, notice: &Notice) -> Result<u64> {
    sql::exec(
        tx,
        "INSERT INTO notice (id, organisation_id, version, state, content, confirmation, valid_to, written_at, changed_at,
           to_send_since, sent_to) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $8, $9)",
        [
            notice.id.into(),
            tx.organisation().into(),
            notice.state.code().into(),
            to_json(&notice.content)?.into(),
            notice.confirmation.as_ref().map(to_json).transpose()?.into(),
            notice.content.to.map(|to| to.to_string()).into(),
            At(notice.written).into(),
            At(notice.changed).into(),
            Uuid::nil().into(),
        ],
    )
    .await
}

async fn update(tx: &Tx, notice: &Notice) -> Result<u64> {
    sql::exec(
        tx,
        "UPDATE notice SET version = version + 1, state = $1, content = $2, confirmation = $3, valid_to = $4,
           changed_at = $5, to_send_since = $5, sent_to = $6
         WHERE organisation_id = $7 AND id = $8 AND version = $9 AND state <> 'withdrawn'",
        [
            notice.state.code().into(),
            to_json(&notice.content)?.into(),
            notice.confirmation.as_ref().map(to_json).transpose()?.into(),
            notice.content.to.map(|to| to.to_string()).into(),
            At(notice.changed).into(),
            Uuid::nil().into(),
            tx.organisation().into(),
            notice.id.into(),
            (notice.version - 1).into(),
        ],
    )
    .await
}

/// One version as it was, with when and in what role it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub at: Timestamp,
    /// `None` for a role that this program does not know.
    pub role: Option<Role>,
    pub version: Version,
}

/// Every version of a notice, oldest first.
pub async fn versions(db: &Reads, notice: Uuid) -> Result<Vec<Kept>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i32,
        at: At,
        role: String,
        state: String,
        content: JsonValue,
    }
    let query = "SELECT number, at, role, state, content FROM notice_version WHERE notice_id = $1 ORDER BY number";
    let rows = sql::rows::<Row>(db, query, vec![notice.into()]).await?;
    let kept = |row: Row| {
        let version = Version { number: row.number, state: state(&row.state)?, content: from_json(row.content)? };
        Ok(Kept { at: row.at.into(), role: Role::parse(&row.role), version })
    };
    rows.into_iter().map(kept).collect()
}

/// That a place has read a version: when, and in what role. Who it was is known to the audit trail alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub notice: Uuid,
    pub place: Uuid,
    pub version: i32,
    pub at: Timestamp,
    pub role: Option<Role>,
}

/// What the organisation's places have read of some notices, versions in order.
pub async fn readings(db: &Reads, notices: &[Uuid]) -> Result<Vec<Reading>> {
    #[derive(FromQueryResult)]
    struct Row {
        notice_id: Uuid,
        place_id: Uuid,
        version: i32,
        at: At,
        role: String,
    }
    if notices.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT notice_id, place_id, version, at, role FROM notice_reading
         WHERE organisation_id = $1 AND notice_id IN ({}) ORDER BY version",
        sql::places(2, notices.len())
    );
    let mut values = vec![db.organisation().into()];
    values.extend(notices.iter().map(|id| (*id).into()));
    let rows = sql::rows::<Row>(db, &query, values).await?;
    let reading = |r: Row| Reading {
        notice: r.notice_id,
        place: r.place_id,
        version: r.version,
        at: r.at.into(),
        role: Role::parse(&r.role),
    };
    Ok(rows.into_iter().map(reading).collect())
}

/// The last version of each notice that one place has read.
pub async fn read_at(db: &Reads, place: Uuid) -> Result<HashMap<Uuid, i32>> {
    #[derive(FromQueryResult)]
    struct Row {
        notice_id: Uuid,
        version: i32,
    }
    let query = "SELECT notice_id, max(version) AS version FROM notice_reading
                 WHERE organisation_id = $1 AND place_id = $2 GROUP BY notice_id";
    let rows = sql::rows::<Row>(db, query, vec![db.organisation().into(), place.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.notice_id, row.version)).collect())
}

/// The places, of whatever organisation, that have read the present version of some notices. Nothing else about the
/// reading is told across organisations.
pub async fn read_by(db: &Reads, notices: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Row {
        notice_id: Uuid,
        place_id: Uuid,
    }
    if notices.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT r.notice_id, r.place_id FROM notice_reading r JOIN notice n ON n.id = r.notice_id AND n.version = r.version
         WHERE r.notice_id IN ({})",
        sql::places(1, notices.len())
    );
    let rows = sql::rows::<Row>(db, &query, notices.iter().map(|id| (*id).into()).collect()).await?;
    Ok(rows.into_iter().map(|row| (row.notice_id, row.place_id)).collect())
}

/// Notes that a place has read a version. False when it had done so before.
pub(super) async fn put_reading(tx: &Tx, notice: Uuid, version: i32, place: Uuid, role: Role) -> Result<bool> {
    let statement = "INSERT INTO notice_reading (notice_id, version, place_id, organisation_id, at, role)
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let values = [
        notice.into(),
        version.into(),
        place.into(),
        tx.organisation().into(),
        At(tx.now()).into(),
        role.code().into(),
    ];
    Ok(sql::exec(tx, statement, values).await? > 0)
}

/// Notices whose present version is not sent to everybody yet, with who wrote them; the oldest first.
pub(super) async fn unsent(db: &Reads) -> Result<Vec<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Uuid,
    }
    let query =
        "SELECT id, organisation_id FROM notice WHERE to_send_since IS NOT NULL ORDER BY to_send_since LIMIT 20";
    let rows = sql::rows::<Row>(db, query, vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.organisation_id)).collect())
}

/// The last subscription that the present version was queued for; `None` when all have been.
pub(super) async fn sent_to(tx: &Tx, notice: Uuid) -> Result<Option<Uuid>> {
    // On PostgreSQL two copies may come here at once: the second waits for the first to have moved on.
    let lock = if tx.is_postgres() { "FOR UPDATE" } else { "" };
    let query = format!(
        "SELECT sent_to FROM notice WHERE organisation_id = $1 AND id = $2 AND to_send_since IS NOT NULL {lock}"
    );
    let found: Vec<Uuid> = sql::column(tx, &query, [tx.organisation().into(), notice.into()]).await?;
    Ok(found.into_iter().next())
}

/// Moves on past a subscription, or says that all have been queued.
pub(super) async fn sent(tx: &Tx, notice: Uuid, to: Option<Uuid>) -> Result<()> {
    let (statement, to) = match to {
        Some(to) => ("UPDATE notice SET sent_to = $1 WHERE organisation_id = $2 AND id = $3", to),
        None => {
            ("UPDATE notice SET to_send_since = NULL, sent_to = $1 WHERE organisation_id = $2 AND id = $3", Uuid::nil())
        }
    };
    sql::exec(tx, statement, [to.into(), tx.organisation().into(), notice.into()]).await?;
    Ok(())
}
