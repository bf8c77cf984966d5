//! Codes that were sent, and log-ins that are under way at a provider. Both live for minutes.

use jiff::{SignedDuration, Timestamp};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use torg_base::{Phone, Uuid};
use torg_notify::Message;
use torg_store::{Across, At, Error, Keys, Migration, Result, Store, Tx, Unit, outbox, sql};

use crate::oidc::Pending;

/// How long a code works, and how long somebody may be away at a provider.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// How long somebody waits before asking for a new code: most SMS arrive within this time.
pub const RESEND_AFTER: SignedDuration = SignedDuration::from_secs(60);
/// Wrong codes before a code is useless.
pub const TRIES: i32 = 5;
/// Codes to one number that may be alive at once, whoever asked for them. One address alone is stopped earlier
/// (`Limit::Sms`), so that a single stranger cannot use up what the owner of the number needs.
pub const ALIVE: i64 = 8;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "login-1",
    sql: "
CREATE TABLE login_code (
  id {uuid} PRIMARY KEY,
  phone_hash {bytes} NOT NULL,
  phone {bytes} NOT NULL,
  code_hash {bytes} NOT NULL,
  tries {int} NOT NULL,
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL
) {table};
CREATE INDEX login_code_phone ON login_code (phone_hash);
CREATE INDEX login_code_expires ON login_code (expires_at);
CREATE TABLE oidc_pending (
  id {bytes} PRIMARY KEY,
  sealed {bytes} NOT NULL,
  expires_at {instant} NOT NULL
) {table};
CREATE INDEX oidc_pending_expires ON oidc_pending (expires_at);
",
    sqlite: "",
    postgres: "",
}];

/// A code to be sent. Made outside the write unit, which may run more than once.
pub struct NewCode {
    pub id: Uuid,
    pub phone: Phone,
    /// Six digits.
    pub code: String,
    /// The SMS, with the code in it.
    pub text: String,
    /// The code that this one replaces, which must still be there.
    pub replaces: Option<Uuid>,
    /// False only where the site's limits are off (load tests).
    pub limited: bool,
}

/// How asking for a code went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issued {
    Sent,
    /// [`ALIVE`] codes to this number wait already.
    TooMany,
    /// The code to replace has expired, was used, or has been replaced.
    Gone,
}

/// How trying a code went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    Right(Phone),
    Wrong,
    /// Expired, used, tried too often, or never there: the four look the same.
    Useless,
}

/// Six digits that nobody can foresee.
pub fn random_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000u32))
}

fn code_hash(keys: &Keys, id: Uuid, code: &str) -> Vec<u8> {
    keys.hash("login-code", &format!("{id}:{code}"))
}

/// Stores a code and queues its SMS.
pub async fn issue(store: &Store, new: NewCode) -> Result<Issued> {
    store.write_across(Across::Sessions, new).await
}

impl Unit for NewCode {
    type Out = Issued;

    async fn run(&self, tx: &Tx) -> Result<Issued> {
        let now = tx.now();
        let phone_hash = tx.keys().hash("phone", self.phone.as_str());
        let query = "SELECT count(*) FROM login_code WHERE phone_hash = $1 AND expires_at > $2";
        let alive: Vec<i64> = sql::column(tx, query, [phone_hash.clone().into(), At(now).into()]).await?;
        if self.limited && alive.first().is_some_and(|count| *count >= ALIVE) {
            return Ok(Issued::TooMany);
        }
        if let Some(old) = self.replaces {
            if sql::exec(tx, "DELETE FROM login_code WHERE id = $1", [old.into()]).await? == 0 {
                return Ok(Issued::Gone);
            }
            outbox::cancel(tx, old).await?;
        }
        sql::exec(
            tx,
            "INSERT INTO login_code (id, phone_hash, phone, code_hash, tries, created_at, expires_at)
             VALUES ($1, $2, $3, $4, 0, $5, $6)",
            [
                self.id.into(),
                phone_hash.into(),
                tx.keys().seal(self.id.as_bytes(), self.phone.as_str().as_bytes())?.into(),
                code_hash(tx.keys(), self.id, &self.code).into(),
                At(now).into(),
                At(now + LIFETIME).into(),
            ],
        )
        .await?;
        let message = Message::sms(self.phone.as_str(), self.text.clone());
        torg_notify::queue(tx, format!("login/{}", self.id), self.id, now, &message).await?;
        Ok(Issued::Sent)
    }
}

/// A code that is alive, for sending a new one to the same number.
pub async fn alive(store: &Store, id: Uuid) -> Result<Option<(Phone, Timestamp)>> {
    #[derive(FromQueryResult)]
    struct Row {
        phone: Vec<u8>,
        created_at: At,
    }
    let query = "SELECT phone, created_at FROM login_code WHERE id = $1 AND expires_at > $2";
    let values = vec![id.into(), At(store.clock().now()).into()];
    let Some(row) = sql::row::<Row>(&store.across(Across::Sessions), query, values).await? else { return Ok(None) };
    Ok(Some((opened(store.keys(), id, &row.phone)?, row.created_at.0)))
}

fn opened(keys: &Keys, id: Uuid, sealed: &[u8]) -> Result<Phone> {
    let plain = keys.open(id.as_bytes(), sealed)?;
    std::str::from_utf8(&plain).ok().and_then(Phone::parse).ok_or(Error::Sealed("phone"))
}

/// Tries a code. The right one is gone with the answer, so that it serves once.
pub async fn try_code(store: &Store, id: Uuid, code: &str) -> Result<Tried> {
    store.write_across(Across::Sessions, TryCode { id, code: code.to_owned() }).await
}

struct TryCode {
    id: Uuid,
    code: String,
}

impl Unit for TryCode {
    type Out = Tried;

    async fn run(&self, tx: &Tx) -> Result<Tried> {
        #[derive(FromQueryResult)]
        struct Row {
            code_hash: Vec<u8>,
            phone: Vec<u8>,
        }
        // Counting first is also the lock: a second try at the same moment waits here, and finds no row.
        let query = "UPDATE login_code SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND expires_at > $3
                     RETURNING code_hash, phone";
        let values = vec![self.id.into(), TRIES.into(), At(tx.now()).into()];
        let Some(row) = sql::row::<Row>(tx, query, values).await? else { return Ok(Tried::Useless) };
        if row.code_hash != code_hash(tx.keys(), self.id, &self.code) {
            return Ok(Tried::Wrong);
        }
        sql::exec(tx, "DELETE FROM login_code WHERE id = $1", [self.id.into()]).await?;
        Ok(Tried::Right(opened(tx.keys(), self.id, &row.phone)?))
    }
}

/// A log-in that somebody is away at a provider for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// Whether it began at the door of staff.
    pub staff: bool,
    pub pending: Pending,
}

/// The database knows only a hash of the cookie, which is what opens the rest.
fn away_id(keys: &Keys, cookie: &str) -> Vec<u8> {
    keys.hash("oidc-pending", cookie)
}

/// Remembers a log-in under a random cookie.
pub async fn put_away(store: &Store, cookie: &str, away: &Away) -> Result<()> {
    let id = away_id(store.keys(), cookie);
    let plain = serde_json::to_vec(away).map_err(|_| Error::Database("json".into()))?;
    let sealed = store.keys().seal(&id, &plain)?;
    store.write_across(Across::Sessions, PutAway { id, sealed }).await
}

struct PutAway {
    id: Vec<u8>,
    sealed: Vec<u8>,
}

impl Unit for PutAway {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let values = [self.id.clone().into(), self.sealed.clone().into(), At(tx.now() + LIFETIME).into()];
        sql::exec(tx, "INSERT INTO oidc_pending (id, sealed, expires_at) VALUES ($1, $2, $3)", values).await?;
        Ok(())
    }
}

/// Takes a log-in out again, so that it serves once.
pub async fn take_away(store: &Store, cookie: &str) -> Result<Option<Away>> {
    let id = away_id(store.keys(), cookie);
    let Some(sealed) = store.write_across(Across::Sessions, TakeAway { id: id.clone() }).await? else {
        return Ok(None);
    };
    let plain = store.keys().open(&id, &sealed)?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| Error::Sealed("json"))
}

struct TakeAway {
    id: Vec<u8>,
}

impl Unit for TakeAway {
    type Out = Option<Vec<u8>>;

    async fn run(&self, tx: &Tx) -> Result<Option<Vec<u8>>> {
        let query = "DELETE FROM oidc_pending WHERE id = $1 AND expires_at > $2 RETURNING sealed";
        let taken: Vec<Vec<u8>> = sql::column(tx, query, [self.id.clone().into(), At(tx.now()).into()]).await?;
        Ok(taken.into_iter().next())
    }
}

/// Deletes what has expired, and takes back SMS that would only confuse by now.
pub async fn forget_expired(store: &Store) -> Result<()> {
    store.write_across(Across::Upkeep, ForgetExpired).await
}

struct ForgetExpired;

impl Unit for ForgetExpired {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let now = At(tx.now());
        let query = "DELETE FROM login_code WHERE expires_at <= $1 RETURNING id";
        let gone: Vec<Uuid> = sql::column(tx, query, [now.into()]).await?;
        for id in gone {
            outbox::cancel(tx, id).await?;
        }
        sql::exec(tx, "DELETE FROM oidc_pending WHERE expires_at <= $1", [now.into()]).await?;
        Ok(())
    }
}
