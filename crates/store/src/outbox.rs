//! Work after commit: messages and jobs are rows of the same write unit, done at least once afterwards.
//!
//! A worker leases rows, does them and settles them. If it dies between doing and settling, the row is done
//! again when the lease ends: that is the window in which a message may be sent twice, and the row's key is
//! handed to the provider so that it can tell.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use sea_orm::FromQueryResult;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{Across, At, Error, Part, Result, Store, Tx, Unit, sql};

/// How long a worker may take before another may try.
pub const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// Waits before each new attempt; when they are used up the row has failed.
const BACKOFF_SECONDS: [i64; 5] = [20, 120, 600, 3600, 14400];

/// Something to be done after commit.
pub struct Item<'a, P: Serialize> {
    /// A fixed word that names who does it, such as `sms`.
    pub kind: &'static str,
    /// Says what it is, so that it is queued once only, e.g. `booking/<id>/reminder/1`.
    pub key: String,
    /// What it is about, for looking up and cancelling.
    pub subject: Option<Uuid>,
    pub due: Timestamp,
    /// Kept encrypted: it may hold a number and a text.
    pub payload: &'a P,
}

/// Queues an item with the rest of the unit. A second item with the same key is left out.
pub async fn enqueue<P: Serialize>(tx: &Tx, item: Item<'_, P>) -> Result<()> {
    tx.together(vec![part(tx, item)?]).await
}

/// As [`enqueue`], as a part of a trip with others.
pub fn part<P: Serialize>(tx: &Tx, item: Item<'_, P>) -> Result<Part> {
    let id = torg_base::new_id();
    let plain = serde_json::to_vec(item.payload).map_err(|_| Error::Database("json".into()))?;
    let values = vec![
        id.into(),
        tx.organisation().into(),
        item.kind.into(),
        item.key.into(),
        item.subject.into(),
        tx.keys().seal(id.as_bytes(), &plain)?.into(),
        At(item.due).into(),
    ];
    let sql = "INSERT INTO outbox (id, organisation_id, kind, key, subject_id, payload, state, due_at, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, 'ready', $7, 0) ON CONFLICT (key) DO NOTHING";
    Ok(Part::new(sql, values))
}

/// Takes back what has not been done yet about a subject (a reminder for a cancelled booking).
///
/// What a worker holds at this moment may still go out, but is not tried again.
pub async fn cancel(tx: &Tx, subject: Uuid) -> Result<u64> {
    sql::exec(
        tx,
        "UPDATE outbox SET state = 'cancelled', settled_at = $3
         WHERE organisation_id = $1 AND subject_id = $2 AND state = 'ready'",
        [tx.organisation().into(), subject.into(), At(tx.now()).into()],
    )
    .await
}

/// Deletes everything about a subject, also what has not been done yet: what came of it is of no use any more.
///
/// What a worker holds at this moment may still go out.
pub async fn forget(tx: &Tx, subject: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), subject.into()];
    sql::exec(tx, "DELETE FROM outbox WHERE organisation_id = $1 AND subject_id = $2", values).await
}

/// An item that this worker holds until its lease ends.
#[derive(Debug)]
pub struct Claimed {
    pub id: Uuid,
    pub organisation: Uuid,
    pub kind: String,
    pub key: String,
    pub subject: Option<Uuid>,
    pub attempts: i32,
    payload: Vec<u8>,
}

impl Claimed {
    /// Opens the payload.
    pub fn read<P: DeserializeOwned>(&self, store: &Store) -> Result<P> {
        let plain = store.keys().open(self.id.as_bytes(), &self.payload)?;
        serde_json::from_slice(&plain).map_err(|_| Error::Sealed("json"))
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    kind: String,
    key: String,
    subject_id: Option<Uuid>,
    attempts: i32,
    payload: Vec<u8>,
}

/// Leases up to `limit` due items. Several workers may call this at once; none gets another's.
pub async fn claim(store: &Store, limit: u16) -> Result<Vec<Claimed>> {
    let now = store.clock().now();
    let due: Vec<Uuid> = sql::column(
        &store.across(Across::Outbox),
        "SELECT id FROM outbox WHERE state = 'ready' AND due_at <= $1 AND (lease_until IS NULL OR lease_until < $1) LIMIT 1",
        [At(now).into()],
    )
    .await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    store.write_across(Across::Outbox, Claim { limit }).await
}

struct Claim {
    limit: u16,
}

impl Unit for Claim {
    type Out = Vec<Claimed>;

    async fn run(&self, tx: &Tx) -> Result<Vec<Claimed>> {
        let skip = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let query = format!(
            // Materialized: a plan that ran the list twice would lease more than the limit.
            "WITH due AS MATERIALIZED (
               SELECT id FROM outbox WHERE state = 'ready' AND due_at <= $2 AND (lease_until IS NULL OR lease_until < $2)
               ORDER BY due_at LIMIT {} {skip})
             UPDATE outbox SET lease_until = $1, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
             RETURNING id, organisation_id, kind, key, subject_id, attempts, payload",
            self.limit
        );
        let now = tx.now();
        let rows = sql::rows::<Row>(tx, &query, vec![At(now + LEASE).into(), At(now).into()]).await?;
        Ok(rows
            .into_iter()
            .map(|r| Claimed {
                id: r.id,
                organisation: r.organisation_id,
                kind: r.kind,
                key: r.key,
                subject: r.subject_id,
                attempts: r.attempts,
                payload: r.payload,
            })
            .collect())
    }
}

/// How an attempt went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done {
        provider: Option<String>,
        provider_id: Option<String>,
    },
    /// Worth trying again; after the last attempt it has failed. The text is a fixed reason without content.
    Later(&'static str),
    /// Will never succeed.
    Never(&'static str),
}

/// Writes down how attempts went: for each the row, the number of the attempt as claimed, and the outcome.
///
/// A worker whose lease has ended and whose row another has taken can still say that it was done, nothing else.
pub async fn settle(store: &Store, outcomes: Vec<(Uuid, i32, Outcome)>) -> Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    store.write_across(Across::Outbox, Settle { outcomes }).await
}

struct Settle {
    outcomes: Vec<(Uuid, i32, Outcome)>,
}

impl Unit for Settle {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        // Everything that was done and has no provider number to remember goes in one statement per provider.
        let mut plain: BTreeMap<Option<&str>, Vec<Uuid>> = BTreeMap::new();
        for (id, attempts, outcome) in &self.outcomes {
            match outcome {
                Outcome::Done { provider, provider_id: None } => {
                    plain.entry(provider.as_deref()).or_default().push(*id)
                }
                _ => settle_one(tx, *id, *attempts, outcome).await?,
            }
        }
        for (provider, ids) in &plain {
            for ids in ids.chunks(500) {
                all_done(tx, *provider, ids).await?;
            }
        }
        Ok(())
    }
}

async fn all_done(tx: &Tx, provider: Option<&str>, ids: &[Uuid]) -> Result<()> {
    let mut values = vec![At(tx.now()).into(), provider.map(str::to_owned).into()];
    values.extend(ids.iter().map(|id| (*id).into()));
    let statement = format!(
        "UPDATE outbox SET state = 'done', settled_at = $1, lease_until = NULL, error = NULL, provider = $2 WHERE id IN ({})",
        sql::places(3, ids.len())
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

async fn settle_one(tx: &Tx, id: Uuid, attempts: i32, outcome: &Outcome) -> Result<()> {
    let now = tx.now();
    let wait = usize::try_from(attempts - 1).ok().and_then(|n| BACKOFF_SECONDS.get(n));
    match (outcome, wait) {
        (Outcome::Done { provider, provider_id }, _) => {
            let values = [At(now).into(), provider.clone().into(), provider_id.clone().into(), id.into()];
            sql::exec(
                tx,
                "UPDATE outbox SET state = 'done', settled_at = $1, lease_until = NULL, error = NULL, provider = $2, provider_id = $3
                 WHERE id = $4",
                values,
            )
            .await?;
        }
        (Outcome::Later(reason), Some(wait)) => {
            let due = now + SignedDuration::from_secs(*wait);
            let values = [At(due).into(), (*reason).into(), id.into(), attempts.into()];
            sql::exec(
                tx,
                "UPDATE outbox SET due_at = $1, lease_until = NULL, error = $2
                 WHERE id = $3 AND attempts = $4 AND state = 'ready'",
                values,
            )
            .await?;
        }
        (Outcome::Later(reason) | Outcome::Never(reason), _) => {
            let values = [At(now).into(), (*reason).into(), id.into(), attempts.into()];
            sql::exec(
                tx,
                "UPDATE outbox SET state = 'failed', settled_at = $1, lease_until = NULL, error = $2
                 WHERE id = $3 AND attempts = $4 AND state = 'ready'",
                values,
            )
            .await?;
        }
    }
    Ok(())
}

/// Notes a provider's delivery report for the item with this key. Unknown keys are ignored.
///
/// The report may come before the worker has settled the row: a row that has been tried takes it.
pub async fn report(store: &Store, key: String, delivered: bool) -> Result<bool> {
    store.write_across(Across::Outbox, Report { column: "key", value: key, delivered }).await
}

/// As [`report`], for providers that only tell their own number of the message.
pub async fn report_by_provider(store: &Store, provider_id: String, delivered: bool) -> Result<bool> {
    store.write_across(Across::Outbox, Report { column: "provider_id", value: provider_id, delivered }).await
}

struct Report {
    column: &'static str,
    value: String,
    delivered: bool,
}

impl Unit for Report {
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let state = if self.delivered { "delivered" } else { "undelivered" };
        let values = [state.into(), At(tx.now()).into(), self.value.clone().into()];
        let column = self.column;
        let query = format!("UPDATE outbox SET delivery = $1, settled_at = $2 WHERE {column} = $3 AND attempts > 0");
        Ok(sql::exec(tx, &query, values).await? > 0)
    }
}

/// A message that did not arrive: somebody should call.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Trouble {
    pub id: Uuid,
    pub subject_id: Option<Uuid>,
    pub key: String,
    pub settled_at: Option<At>,
}

/// What failed in an organisation and has not been handled, oldest first, at most 100.
pub async fn troubles(store: &Store, organisation: Uuid) -> Result<Vec<Trouble>> {
    sql::rows(
        &store.within(organisation),
        "SELECT id, subject_id, key, settled_at FROM outbox
         WHERE organisation_id = $1 AND (state = 'failed' OR delivery = 'undelivered') AND handled_at IS NULL
         ORDER BY settled_at LIMIT 100",
        vec![organisation.into()],
    )
    .await
}

/// Marks everything that failed about a subject as handled (somebody has called).
pub async fn handled(tx: &Tx, subject: Uuid) -> Result<u64> {
    sql::exec(
        tx,
        "UPDATE outbox SET handled_at = $1 WHERE organisation_id = $2 AND subject_id = $3
           AND (state = 'failed' OR delivery = 'undelivered') AND handled_at IS NULL",
        [At(tx.now()).into(), tx.organisation().into(), subject.into()],
    )
    .await
}

/// Deletes settled items older than the given instant; returns how many.
pub async fn prune(tx: &Tx, before: Timestamp) -> Result<u64> {
    sql::exec(tx, "DELETE FROM outbox WHERE state <> 'ready' AND settled_at < $1", [At(before).into()]).await
}
