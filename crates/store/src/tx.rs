//! The write unit and the handle it writes through.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement, TransactionTrait,
};
use torg_base::Clock;
use uuid::Uuid;

use crate::{Keys, Result};

/// Rows, outbox and audit that are written together or not at all.
///
/// A unit may run more than once (a lost race, a replayed group): it has no effect outside `tx`.
/// A refusal that is decided before anything is written belongs in `Out`, as a value.
pub trait Unit: Send + Sync + 'static {
    type Out: Send + 'static;

    fn run(&self, tx: &Tx) -> impl Future<Output = Result<Self::Out>> + Send;
}

/// An open transaction. Queries go through sea-orm's [`ConnectionTrait`].
pub struct Tx {
    inner: DatabaseTransaction,
    dirty: AtomicBool,
    organisation: Uuid,
    clock: Clock,
    keys: Keys,
}

impl Tx {
    pub(crate) fn new(inner: DatabaseTransaction, organisation: Uuid, clock: Clock, keys: Keys) -> Tx {
        Tx { inner, dirty: AtomicBool::new(false), organisation, clock, keys }
    }

    /// The organisation that the unit writes for; nil for a unit across organisations.
    pub fn organisation(&self) -> Uuid {
        self.organisation
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    pub fn is_postgres(&self) -> bool {
        self.inner.get_database_backend() == DbBackend::Postgres
    }

    /// Prepares the handle for the next unit of a group.
    pub(crate) fn next_unit(&mut self, organisation: Uuid) {
        self.organisation = organisation;
        self.dirty.store(false, Ordering::Relaxed);
    }

    /// Whether the present unit has changed anything: if not, an error needs no rollback.
    pub(crate) fn is_dirty(&self) -> bool {
        self.dirty.load(Ordering::Relaxed)
    }

    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    pub(crate) async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }

    /// A savepoint, for the rare step that may be refused while the rest of the unit stands.
    pub async fn savepoint(&self) -> Result<DatabaseTransaction> {
        self.dirty.store(true, Ordering::Relaxed);
        Ok(self.inner.begin().await?)
    }

    fn touch(&self, sql: &str) {
        if !sql.trim_start().get(..6).is_some_and(|head| head.eq_ignore_ascii_case("select")) {
            self.dirty.store(true, Ordering::Relaxed);
        }
    }
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        let done = self.inner.execute_raw(stmt).await?;
        if done.rows_affected() > 0 {
            self.dirty.store(true, Ordering::Relaxed);
        }
        Ok(done)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.dirty.store(true, Ordering::Relaxed);
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        let sql = stmt.sql.clone();
        let row = self.inner.query_one_raw(stmt).await?;
        if row.is_some() {
            self.touch(&sql);
        }
        Ok(row)
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let sql = stmt.sql.clone();
        let rows = self.inner.query_all_raw(stmt).await?;
        if !rows.is_empty() {
            self.touch(&sql);
        }
        Ok(rows)
    }
}
