//! The write unit and the handle it writes through.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use futures::FutureExt;
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement, TransactionTrait,
};
use torg_base::Clock;
use uuid::Uuid;

use crate::{Across, Error, Keys, Result};

/// Rows, outbox and audit that are written together or not at all.
///
/// A unit may run more than once (a lost race, a replayed group): it has no effect outside `tx`.
/// A refusal that is decided before anything is written belongs in `Out`, as a value.
/// A unit that has written and then meets a refused statement is undone as a whole, also when it answers `Ok`:
/// PostgreSQL would throw its rows away without a word, so both engines say so. A step that may be refused
/// while the rest stands goes into a [`Tx::savepoint`].
pub trait Unit: Send + Sync + 'static {
    type Out: Send + 'static;

    fn run(&self, tx: &Tx) -> impl Future<Output = Result<Self::Out>> + Send;

    /// Runs several units of this kind at once, each with its own handle; gives each its outcome, or none to have it run by
    /// itself. Same effect as [`Unit::run`] on one after the other.
    ///
    /// SQLite's writer asks for this: there the way to the thread that runs a statement costs more than the statement.
    /// An error undoes them all, and each is then run by itself.
    fn run_several(units: &[(Tx, &Self)]) -> impl Future<Output = Result<Vec<Option<Self::Out>>>> + Send {
        async { Ok(units.iter().map(|_| None).collect()) }
    }
}

/// An open transaction. Queries go through sea-orm's [`ConnectionTrait`].
pub struct Tx {
    open: Arc<Open>,
    organisation: Uuid,
}

/// The transaction itself, which handles for several organisations share.
struct Open {
    inner: DatabaseTransaction,
    dirty: AtomicBool,
    /// What the first refused statement of the present unit met.
    refused: Mutex<Option<Error>>,
    clock: Clock,
    keys: Keys,
}

impl Tx {
    pub(crate) fn new(inner: DatabaseTransaction, organisation: Uuid, clock: Clock, keys: Keys) -> Tx {
        let open = Open { inner, dirty: AtomicBool::new(false), refused: Mutex::new(None), clock, keys };
        Tx { open: Arc::new(open), organisation }
    }

    /// The same transaction for another organisation, for a reason in the ledger: what is written through it stands or
    /// falls with the rest of the unit. It must not outlive the unit.
    pub fn within(&self, _reason: Across, organisation: Uuid) -> Tx {
        Tx { open: self.open.clone(), organisation }
    }

    /// The organisation that the unit writes for; nil for a unit across organisations.
    pub fn organisation(&self) -> Uuid {
        self.organisation
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        self.open.clock.now()
    }

    pub fn keys(&self) -> &Keys {
        &self.open.keys
    }

    pub fn is_postgres(&self) -> bool {
        self.open.inner.get_database_backend() == DbBackend::Postgres
    }

    /// The same transaction for another unit of the group.
    pub(crate) fn beside(&self, organisation: Uuid) -> Tx {
        Tx { open: self.open.clone(), organisation }
    }

    /// Prepares the handle for the next unit of a group.
    pub(crate) fn next_unit(&mut self, organisation: Uuid) {
        self.organisation = organisation;
        self.open.dirty.store(false, Ordering::Relaxed);
        *self.open.refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether an error of the present unit needs a rollback: it has changed something, or a statement met
    /// more than a refusal (a full disk), after which SQLite may have ended the transaction by itself.
    pub(crate) fn needs_rollback(&self) -> bool {
        self.open.dirty.load(Ordering::Relaxed) || self.refused().is_some_and(|e| !matches!(e, Error::Conflict(_)))
    }

    /// Runs a unit. A panic becomes an error, and so does an `Ok` whose rows PostgreSQL would throw away.
    pub(crate) async fn run<U: Unit>(&self, unit: &U) -> Result<U::Out> {
        let outcome = AssertUnwindSafe(unit.run(self)).catch_unwind().await;
        let out = outcome.unwrap_or_else(|_| Err(Error::Database("panic in a write unit".into())))?;
        match self.refused() {
            Some(error) if self.needs_rollback() => Err(error),
            _ => Ok(out),
        }
    }

    /// Runs several units of a kind. A panic becomes an error, and so does any refused statement.
    pub(crate) async fn run_several<U: Unit>(&self, units: &[(Tx, &U)]) -> Result<Vec<Option<U::Out>>> {
        let outcome = AssertUnwindSafe(U::run_several(units)).catch_unwind().await;
        let outs = outcome.unwrap_or_else(|_| Err(Error::Database("panic in write units".into())))?;
        match self.refused() {
            Some(error) => Err(error),
            None if outs.len() == units.len() => Ok(outs),
            None => Err(Error::Database("write units without an outcome".into())),
        }
    }

    fn refused(&self) -> Option<Error> {
        self.open.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the present unit has changed something.
    pub(crate) fn dirty(&self) -> &AtomicBool {
        &self.open.dirty
    }

    fn note<T>(&self, done: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &done {
            let mut first = self.open.refused.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| Error::from_ref(error));
        }
        done
    }

    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.alone()?.inner.commit().await?)
    }

    pub(crate) async fn rollback(self) -> Result<()> {
        Ok(self.alone()?.inner.rollback().await?)
    }

    /// The transaction, when no unit has kept a handle. Otherwise it is undone when the last handle goes.
    fn alone(self) -> Result<Open> {
        Arc::into_inner(self.open).ok_or_else(|| Error::Database("a handle outlived its unit".into()))
    }

    /// A savepoint, for the rare step that may be refused while the rest of the unit stands.
    pub async fn savepoint(&self) -> Result<DatabaseTransaction> {
        self.open.dirty.store(true, Ordering::Relaxed);
        Ok(self.open.inner.begin().await?)
    }

    fn touch(&self, sql: &str) {
        if !sql.trim_start().get(..6).is_some_and(|head| head.eq_ignore_ascii_case("select")) {
            self.open.dirty.store(true, Ordering::Relaxed);
        }
    }
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.open.inner.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        let done = self.note(self.open.inner.execute_raw(stmt).await)?;
        if done.rows_affected() > 0 {
            self.open.dirty.store(true, Ordering::Relaxed);
        }
        Ok(done)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.open.dirty.store(true, Ordering::Relaxed);
        self.note(self.open.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        let sql = stmt.sql.clone();
        let row = self.note(self.open.inner.query_one_raw(stmt).await)?;
        if row.is_some() {
            self.touch(&sql);
        }
        Ok(row)
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let sql = stmt.sql.clone();
        let rows = self.note(self.open.inner.query_all_raw(stmt).await)?;
        if !rows.is_empty() {
            self.touch(&sql);
        }
        Ok(rows)
    }
}
