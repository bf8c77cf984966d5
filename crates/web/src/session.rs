//! Signed-in sessions: a random cookie, of which the database knows only the hash.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rand::RngExt;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use torg_base::{Actor, Membership, Role};
use torg_store::{Across, At, Migration, Result, Store, Tx, Unit, sql};
use uuid::Uuid;

use crate::App;
use crate::slice::Tick;

/// A session ends after this long without use.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A citizen's session ends at the latest after two hours, as ID-porten's does.
pub const CITIZEN_MAX: SignedDuration = SignedDuration::from_hours(2);
/// Staff sign in anew each working day.
pub const STAFF_MAX: SignedDuration = SignedDuration::from_hours(10);
/// How long a copy of the program may go on believing what it read: a role taken away works within this time.
const BELIEVED: SignedDuration = SignedDuration::from_secs(2);
/// How stale `seen_at` may be, so that reading pages does not write each time.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "web-1",
    sql: "
CREATE TABLE session (
  id {bytes} PRIMARY KEY,
  kind {text} NOT NULL CHECK (kind IN ('citizen', 'staff')),
  subject_id {uuid} NOT NULL,
  name {text} NOT NULL,
  created_at {instant} NOT NULL,
  seen_at {instant} NOT NULL,
  ends_at {instant} NOT NULL,
  issuer {text},
  sid {text},
  id_token {bytes}
) {table};
CREATE INDEX session_sid ON session (issuer, sid) WHERE sid IS NOT NULL;
CREATE INDEX session_subject ON session (subject_id);
CREATE INDEX session_ends ON session (ends_at);
CREATE INDEX session_seen ON session (seen_at);
",
    sqlite: "",
    postgres: "",
}];

pub const TICKS: &[Tick] =
    &[Tick { name: "sessions-end", every: Duration::from_secs(300), run: |app| Box::pin(forget_ended(app)) }];

/// Who signs in, and how.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub staff: bool,
    /// The staff id, or the person key of a citizen.
    pub subject: Uuid,
    /// Shown to the person themselves.
    pub name: String,
    pub issuer: Option<String>,
    pub sid: Option<String>,
    /// Kept (encrypted) for the log-out at the provider.
    pub id_token: Option<String>,
}

/// A session that is alive.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Vec<u8>,
    pub actor: Actor,
    pub name: String,
    pub issuer: Option<String>,
    /// When it ends if nothing is done.
    pub ends: Timestamp,
}

/// What this copy has read lately.
#[derive(Default)]
pub struct Sessions {
    believed: Mutex<HashMap<Vec<u8>, (Timestamp, Session)>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Vec<u8>,
    kind: String,
    subject_id: Uuid,
    name: String,
    seen_at: At,
    ends_at: At,
    issuer: Option<String>,
}

/// The stored form of a cookie.
fn hashed(cookie: &str) -> Vec<u8> {
    Sha256::digest(cookie.as_bytes()).to_vec()
}

/// A value that cannot be guessed, 43 characters.
pub fn random_token() -> String {
    let mut bytes = [0u8; 32];
    rand::rng().fill(&mut bytes);
    data_encoding::BASE64URL_NOPAD.encode(&bytes)
}

impl Sessions {
    fn believed(&self, id: &[u8], now: Timestamp) -> Option<Session> {
        let kept = self.believed.lock().ok()?;
        kept.get(id).filter(|(read, s)| now.duration_since(*read) < BELIEVED && s.ends > now).map(|(_, s)| s.clone())
    }

    fn keep(&self, session: &Session, now: Timestamp) {
        if let Ok(mut kept) = self.believed.lock() {
            if kept.len() > 10_000 {
                kept.retain(|_, (read, _)| now.duration_since(*read) < BELIEVED);
            }
            kept.insert(session.id.clone(), (now, session.clone()));
        }
    }

    /// Drops everything believed, at once (after log-out or a change of roles on this copy).
    pub fn forget(&self) {
        if let Ok(mut kept) = self.believed.lock() {
            kept.clear();
        }
    }
}

/// Finds the session of a cookie; renews it when it has been idle for a minute.
pub async fn find(app: &App, cookie: &str) -> Result<Option<Session>> {
    let (id, now) = (hashed(cookie), app.clock().now());
    if let Some(session) = app.sessions().believed(&id, now) {
        return Ok(Some(session));
    }
    let query = "SELECT id, kind, subject_id, name, seen_at, ends_at, issuer FROM session WHERE id = $1";
    let row = sql::row::<Row>(&app.store().across(Across::Sessions), query, vec![id.into()]).await?;
    let Some(row) = row.filter(|r| r.ends_at.0 > now && r.seen_at.0 + IDLE > now) else { return Ok(None) };
    if now.duration_since(row.seen_at.0) > TOUCH {
        app.store().write_across(Across::Sessions, Touch { id: row.id.clone() }).await?;
    }
    let actor = match row.kind.as_str() {
        "staff" => Actor::Staff { staff: row.subject_id, memberships: memberships(app.store(), row.subject_id).await? },
        _ => Actor::Citizen { person: row.subject_id },
    };
    let ends = row.ends_at.0.min(now + IDLE);
    let session = Session { id: row.id, actor, name: row.name, issuer: row.issuer, ends };
    app.sessions().keep(&session, now);
    Ok(Some(session))
}

/// The roles of a staff member, from the table that the people slice keeps.
async fn memberships(store: &Store, staff: Uuid) -> Result<Vec<Membership>> {
    #[derive(FromQueryResult)]
    struct Held {
        organisation_id: Uuid,
        place_id: Option<Uuid>,
        role: String,
    }
    let query = "SELECT organisation_id, place_id, role FROM membership WHERE staff_id = $1";
    let held = sql::rows::<Held>(&store.across(Across::Sessions), query, vec![staff.into()]).await?;
    Ok(held
        .into_iter()
        .filter_map(|h| {
            Some(Membership { organisation: h.organisation_id, place: h.place_id, role: Role::parse(&h.role)? })
        })
        .collect())
}

/// Starts a session and returns the cookie's value. The old session, if any, is worth nothing afterwards.
pub async fn start(app: &App, new: NewSession, old: Option<Vec<u8>>) -> Result<String> {
    let cookie = random_token();
    let unit = Start { id: hashed(&cookie), old, new };
    app.store().write_across(Across::Sessions, unit).await?;
    app.sessions().forget();
    Ok(cookie)
}

/// Ends a session. Returns the provider's id token for a log-out there, when there is one.
pub async fn end(app: &App, session: &Session) -> Result<Option<String>> {
    let sealed = app.store().write_across(Across::Sessions, End { id: session.id.clone() }).await?;
    app.sessions().forget();
    let Some(sealed) = sealed else { return Ok(None) };
    let plain = app.store().keys().open(&session.id, &sealed)?;
    Ok(String::from_utf8(plain).ok())
}

/// Ends every session that a provider knows by this session id (front-channel log-out).
pub async fn end_by_sid(app: &App, issuer: &str, sid: &str) -> Result<u64> {
    let unit = EndBySid { issuer: issuer.to_owned(), sid: sid.to_owned() };
    let ended = app.store().write_across(Across::Sessions, unit).await?;
    app.sessions().forget();
    Ok(ended)
}

async fn forget_ended(app: App) -> Result<()> {
    app.store().write_across(Across::Sessions, ForgetEnded).await
}

struct Start {
    id: Vec<u8>,
    old: Option<Vec<u8>>,
    new: NewSession,
}

impl Unit for Start {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if let Some(old) = &self.old {
            sql::exec(tx, "DELETE FROM session WHERE id = $1", [old.clone().into()]).await?;
        }
        let now = tx.now();
        let max = if self.new.staff { STAFF_MAX } else { CITIZEN_MAX };
        let id_token = match &self.new.id_token {
            Some(token) => Some(tx.keys().seal(&self.id, token.as_bytes())?),
            None => None,
        };
        sql::exec(
            tx,
            "INSERT INTO session (id, kind, subject_id, name, created_at, seen_at, ends_at, issuer, sid, id_token)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)",
            [
                self.id.clone().into(),
                if self.new.staff { "staff" } else { "citizen" }.into(),
                self.new.subject.into(),
                self.new.name.clone().into(),
                At(now).into(),
                At(now + max).into(),
                self.new.issuer.clone().into(),
                self.new.sid.clone().into(),
                id_token.into(),
            ],
        )
        .await?;
        Ok(())
    }
}

struct Touch {
    id: Vec<u8>,
}

impl Unit for Touch {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let values = [At(tx.now()).into(), self.id.clone().into()];
        sql::exec(tx, "UPDATE session SET seen_at = $1 WHERE id = $2", values).await?;
        Ok(())
    }
}

struct End {
    id: Vec<u8>,
}

impl Unit for End {
    type Out = Option<Vec<u8>>;

    async fn run(&self, tx: &Tx) -> Result<Option<Vec<u8>>> {
        let kept: Vec<Option<Vec<u8>>> =
            sql::column(tx, "SELECT id_token FROM session WHERE id = $1", [self.id.clone().into()]).await?;
        sql::exec(tx, "DELETE FROM session WHERE id = $1", [self.id.clone().into()]).await?;
        Ok(kept.into_iter().next().flatten())
    }
}

struct EndBySid {
    issuer: String,
    sid: String,
}

impl Unit for EndBySid {
    type Out = u64;

    async fn run(&self, tx: &Tx) -> Result<u64> {
        let values = [self.issuer.clone().into(), self.sid.clone().into()];
        sql::exec(tx, "DELETE FROM session WHERE issuer = $1 AND sid = $2", values).await
    }
}

struct ForgetEnded;

impl Unit for ForgetEnded {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let now = tx.now();
        let values = [At(now).into(), At(now - IDLE).into()];
        sql::exec(tx, "DELETE FROM session WHERE ends_at < $1 OR seen_at < $2", values).await?;
        Ok(())
    }
}
