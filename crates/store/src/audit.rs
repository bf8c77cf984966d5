//! The audit trail: what was done, by whom, to what. Rows commit with the deed; a sealer chains them afterwards.
//!
//! A chain made inside the transaction would put everybody in one queue. The price is a short unsealed tail,
//! which [`verify`] reports. Personal payloads are encrypted with a key per person; the chain covers the
//! ciphertext, so that deleting the key erases the content and leaves the chain whole.

use jiff::Timestamp;
use sea_orm::FromQueryResult;
use serde::Serialize;
use sha2::{Digest, Sha256};
use torg_base::Actor;
use uuid::Uuid;

use crate::keys::PersonalKey;
use crate::{Across, At, Error, Keys, Part, Result, Store, Tx, Unit, sql};

/// One deed. `action` is a fixed word such as `booking.confirmed`.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    pub actor: &'a Actor,
    pub action: &'static str,
    pub subject_kind: &'static str,
    pub subject: Uuid,
}

/// Writes a deed without personal content.
pub async fn record(tx: &Tx, deed: Deed<'_>) -> Result<()> {
    tx.together(vec![part(tx, deed)]).await
}

/// As [`record`], as a part of a trip with others.
pub fn part(tx: &Tx, deed: Deed<'_>) -> Part {
    insert(tx, deed, torg_base::new_id(), None, None)
}

/// Writes a deed with personal content (what a name was changed from, say), sealed with the subject's own key.
pub async fn record_personal(tx: &Tx, deed: Deed<'_>, content: &impl Serialize) -> Result<()> {
    let (key_id, key) = personal_key(tx, deed.subject).await?;
    let id = torg_base::new_id();
    let plain = serde_json::to_vec(content).map_err(|_| Error::Database("json".into()))?;
    let sealed = key.seal(id.as_bytes(), &plain)?;
    tx.together(vec![insert(tx, deed, id, Some(key_id), Some(sealed))]).await
}

/// Deletes the key that opens a subject's personal audit content. What is recorded later gets a new key.
pub async fn forget(tx: &Tx, subject: Uuid) -> Result<()> {
    sql::exec(tx, "DELETE FROM personal_key WHERE subject_id = $1", [subject.into()]).await?;
    Ok(())
}

/// As [`forget`], for many subjects.
pub async fn forget_all(tx: &Tx, subjects: &[Uuid]) -> Result<()> {
    let statement = format!("DELETE FROM personal_key WHERE subject_id IN ({})", sql::places(1, subjects.len()));
    sql::exec_with(tx, &statement, subjects.iter().map(|id| (*id).into()).collect()).await?;
    Ok(())
}

/// Opens the personal content of an audit row; `None` once the key is deleted or when there is no content.
pub async fn open(store: &Store, audit_id: Uuid) -> Result<Option<serde_json::Value>> {
    #[derive(FromQueryResult)]
    struct Row {
        payload: Option<Vec<u8>>,
        wrapped: Option<Vec<u8>>,
        key_id: Option<Uuid>,
    }
    let found = sql::row::<Row>(
        &store.across(Across::Audit),
        "SELECT a.payload, k.wrapped, k.id AS key_id FROM audit a LEFT JOIN personal_key k ON k.id = a.personal_key_id
         WHERE a.id = $1",
        vec![audit_id.into()],
    )
    .await?;
    let Some(Row { payload: Some(payload), wrapped: Some(wrapped), key_id: Some(key_id) }) = found else {
        return Ok(None);
    };
    let key = PersonalKey::new(&store.keys().open(key_id.as_bytes(), &wrapped)?)?;
    let plain = key.open(audit_id.as_bytes(), &payload)?;
    serde_json::from_slice(&plain).map(Some).map_err(|_| Error::Sealed("json"))
}

fn insert(tx: &Tx, deed: Deed<'_>, id: Uuid, key: Option<Uuid>, payload: Option<Vec<u8>>) -> Part {
    let (actor, actor_id) = match deed.actor {
        Actor::Anonymous => ("anonymous", None),
        Actor::Citizen { person } => ("citizen", Some(*person)),
        Actor::Staff { staff, .. } => ("staff", Some(*staff)),
    };
    let values = vec![
        id.into(),
        tx.organisation().into(),
        At(tx.now()).into(),
        actor.into(),
        actor_id.into(),
        deed.action.into(),
        deed.subject_kind.into(),
        deed.subject.into(),
        key.into(),
        payload.into(),
    ];
    let sql = "INSERT INTO audit (id, organisation_id, at, actor, actor_id, action, subject_kind, subject_id, personal_key_id, payload)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    Part::new(sql, values)
}

/// The subject's key, made on first use. Its id is its own, so that content whose key was deleted stays closed
/// and is not mistaken for content of the key that came after.
async fn personal_key(tx: &Tx, subject: Uuid) -> Result<(Uuid, PersonalKey)> {
    #[derive(FromQueryResult)]
    struct Kept {
        id: Uuid,
        wrapped: Vec<u8>,
    }
    let id = torg_base::new_id();
    let wrapped = tx.keys().seal(id.as_bytes(), &PersonalKey::generate())?;
    sql::exec(
        tx,
        "INSERT INTO personal_key (id, organisation_id, subject_id, wrapped) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject_id) DO NOTHING",
        [id.into(), tx.organisation().into(), subject.into(), wrapped.into()],
    )
    .await?;
    let query = "SELECT id, wrapped FROM personal_key WHERE subject_id = $1";
    let kept = sql::row::<Kept>(tx, query, vec![subject.into()]).await?.ok_or(Error::NotFound)?;
    let key = PersonalKey::new(&tx.keys().open(kept.id.as_bytes(), &kept.wrapped)?)?;
    Ok((kept.id, key))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    at: At,
    actor: String,
    actor_id: Option<Uuid>,
    action: String,
    subject_kind: String,
    subject_id: Uuid,
    personal_key_id: Option<Uuid>,
    payload: Option<Vec<u8>>,
    seq: Option<i64>,
    hash: Option<Vec<u8>>,
}

const COLUMNS: &str =
    "id, organisation_id, at, actor, actor_id, action, subject_kind, subject_id, personal_key_id, payload, seq, hash";

impl Row {
    /// A keyed hash over the previous one, the number and every field, each with its length before it. Keyed, so that
    /// somebody who can write to the database but has not the installation's secret cannot make a new chain.
    fn chained(&self, keys: &Keys, previous: &[u8], seq: i64) -> Vec<u8> {
        let mut hasher = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        part(previous);
        part(&seq.to_be_bytes());
        part(self.id.as_bytes());
        part(self.organisation_id.as_bytes());
        part(&self.at.0.as_microsecond().to_be_bytes());
        part(self.actor.as_bytes());
        part(self.actor_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        part(self.action.as_bytes());
        part(self.subject_kind.as_bytes());
        part(self.subject_id.as_bytes());
        part(self.personal_key_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
        part(self.payload.as_deref().unwrap_or_default());
        keys.chain(&hasher.finalize())
    }
}

#[derive(FromQueryResult)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
}

/// Rows sealed in one go.
const BATCH: i64 = 500;

/// Chains what has been committed since last time; returns how many rows. Copies take turns.
pub async fn seal(store: &Store) -> Result<usize> {
    let waiting: Vec<Uuid> =
        sql::column(&store.across(Across::Audit), "SELECT id FROM audit WHERE seq IS NULL LIMIT 1", []).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    store.write_across(Across::Audit, Seal).await
}

struct Seal;

impl Unit for Seal {
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        // The update is the lock: a second sealer waits here until the first has committed.
        sql::exec(tx, "UPDATE audit_head SET touched = 1 - touched WHERE id = 1", []).await?;
        let head = sql::row::<Head>(tx, "SELECT seq, hash FROM audit_head WHERE id = 1", vec![]).await?;
        let mut head = head.ok_or(Error::NotFound)?;
        let query = format!("SELECT {COLUMNS} FROM audit WHERE seq IS NULL ORDER BY id LIMIT {BATCH}");
        let rows = sql::rows::<Row>(tx, &query, vec![]).await?;
        for row in &rows {
            head.seq += 1;
            head.hash = row.chained(tx.keys(), &head.hash, head.seq);
            sql::exec(
                tx,
                "UPDATE audit SET seq = $1, hash = $2 WHERE id = $3",
                [head.seq.into(), head.hash.clone().into(), row.id.into()],
            )
            .await?;
        }
        let values = [head.seq.into(), head.hash.into()];
        sql::exec(tx, "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1", values).await?;
        Ok(rows.len())
    }
}

/// What [`verify`] found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Rows whose place in the chain was checked.
    pub sealed: i64,
    /// Rows that wait for the sealer.
    pub unsealed: i64,
    /// When the oldest unsealed row was written.
    pub unsealed_since: Option<Timestamp>,
    /// The first number in the chain at which something is wrong, and what.
    pub broken: Option<(i64, &'static str)>,
}

/// Walks the whole chain and compares every row with its hash.
pub async fn verify(store: &Store) -> Result<Verdict> {
    let db = store.across(Across::Audit);
    // The head is read first: rows sealed while we walk lie beyond it and are not looked at.
    let head = sql::row::<Head>(&db, "SELECT seq, hash FROM audit_head WHERE id = 1", vec![]).await?;
    let head = head.ok_or(Error::NotFound)?;
    let mut verdict = unsealed(store).await?;
    let query = format!("SELECT {COLUMNS} FROM audit WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT {BATCH}");
    let (mut seq, mut hash) = (0, Vec::new());
    while seq < head.seq {
        let rows = sql::rows::<Row>(&db, &query, vec![seq.into(), head.seq.into()]).await?;
        if rows.is_empty() {
            verdict.broken = Some((seq + 1, "rows are missing"));
            return Ok(verdict);
        }
        for row in rows {
            seq += 1;
            hash = row.chained(store.keys(), &hash, seq);
            let fault = match (row.seq, row.hash.as_deref()) {
                (Some(found), _) if found != seq => Some("a row is missing"),
                (_, Some(found)) if found == hash => None,
                _ => Some("a row was changed"),
            };
            if let Some(fault) = fault {
                verdict.broken = Some((seq, fault));
                return Ok(verdict);
            }
            verdict.sealed = seq;
        }
    }
    if hash != head.hash {
        verdict.broken = Some((seq, "the end of the chain was changed"));
    }
    Ok(verdict)
}

async fn unsealed(store: &Store) -> Result<Verdict> {
    #[derive(FromQueryResult)]
    struct Tail {
        count: i64,
        since: Option<At>,
    }
    let query = "SELECT count(*) AS count, min(at) AS since FROM audit WHERE seq IS NULL";
    let tail = sql::row::<Tail>(&store.across(Across::Audit), query, vec![]).await?;
    let tail = tail.ok_or(Error::NotFound)?;
    Ok(Verdict { unsealed: tail.count, unsealed_since: tail.since.map(Into::into), ..Verdict::default() })
}
