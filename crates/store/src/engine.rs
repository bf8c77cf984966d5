//! Opening the database, and the two doors to it: reads and write units.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, TransactionTrait,
};
use torg_base::Clock;
use uuid::Uuid;

use crate::{Across, Error, Keys, Result, Tx, Unit, group::Writer};

/// Which database is underneath. Only this crate may branch on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where the data lies.
#[derive(Clone, Debug)]
pub enum StoreConfig {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl StoreConfig {
    /// Reads `sqlite:PATH` or `postgres://…`.
    pub fn parse(url: &str) -> Option<StoreConfig> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Some(StoreConfig::Sqlite(PathBuf::from(path)));
        }
        let postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
        postgres.then(|| StoreConfig::Postgres(url.to_owned()))
    }
}

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    config: StoreConfig,
    reads: DatabaseConnection,
    writes: Writes,
    clock: Clock,
    keys: Keys,
}

enum Writes {
    Grouped(Writer),
    Pooled(DatabaseConnection),
}

/// How often a unit is tried when transactions meet on PostgreSQL.
const ATTEMPTS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens (and on SQLite creates) the database. Does not migrate.
    pub async fn open(config: StoreConfig, clock: Clock, keys: Keys) -> Result<Store> {
        let (engine, reads, writes) = match &config {
            StoreConfig::Sqlite(path) => {
                let writer = sqlite(path, true).await?;
                let reads = sqlite(path, false).await?;
                (Engine::Sqlite, reads, Writes::Grouped(Writer::start(writer, clock.clone(), keys.clone())))
            }
            StoreConfig::Postgres(url) => {
                let writes = postgres(url, false).await?;
                (Engine::Postgres, postgres(url, true).await?, Writes::Pooled(writes))
            }
        };
        Ok(Store { inner: Arc::new(Inner { engine, config, reads, writes, clock, keys }) })
    }

    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    pub fn config(&self) -> &StoreConfig {
        &self.inner.config
    }

    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// Reads within one organisation; its id goes into every query.
    pub fn within(&self, organisation: Uuid) -> Reads {
        Reads { db: self.inner.reads.clone(), organisation }
    }

    /// Reads that are not limited to one organisation, for a reason in the ledger.
    pub fn across(&self, _reason: Across) -> Reads {
        Reads { db: self.inner.reads.clone(), organisation: Uuid::nil() }
    }

    /// Runs a write unit for an organisation and returns when its rows are safely stored.
    pub async fn write<U: Unit>(&self, organisation: Uuid, unit: U) -> Result<U::Out> {
        match &self.inner.writes {
            Writes::Grouped(writer) => writer.write(organisation, unit).await,
            Writes::Pooled(db) => self.write_alone(db, organisation, &unit).await,
        }
    }

    /// Runs a write unit that is not limited to one organisation, for a reason in the ledger.
    pub async fn write_across<U: Unit>(&self, _reason: Across, unit: U) -> Result<U::Out> {
        self.write(Uuid::nil(), unit).await
    }

    async fn write_alone<U: Unit>(&self, db: &DatabaseConnection, organisation: Uuid, unit: &U) -> Result<U::Out> {
        let mut attempt = 0;
        loop {
            let tx = Tx::new(db.begin().await?, organisation, self.inner.clock.clone(), self.inner.keys.clone());
            let outcome = match tx.run(unit).await {
                Ok(out) => tx.commit().await.map(|()| out),
                Err(error) => {
                    // The transaction is lost either way; the unit's own error is what the caller needs.
                    let _ = tx.rollback().await;
                    Err(error)
                }
            };
            attempt += 1;
            match outcome {
                Err(Error::Retry) if attempt < ATTEMPTS => {
                    tokio::time::sleep(Duration::from_millis(u64::from(rand::random_range(1..=4 * attempt)))).await;
                }
                other => return other,
            }
        }
    }
}

/// A connection that can only read. Carries the organisation that its queries must name.
pub struct Reads {
    db: DatabaseConnection,
    organisation: Uuid,
}

impl Reads {
    pub fn organisation(&self) -> Uuid {
        self.organisation
    }
}

#[async_trait]
impl ConnectionTrait for Reads {
    fn get_database_backend(&self) -> DbBackend {
        self.db.get_database_backend()
    }
    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.db.execute_raw(stmt).await
    }
    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.db.execute_unprepared(sql).await
    }
    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.db.query_one_raw(stmt).await
    }
    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.db.query_all_raw(stmt).await
    }
}

async fn sqlite(path: &Path, writer: bool) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new("sqlite:torg?mode=rwc");
    options.sqlx_logging(crate::testing::statements_are_logged()).test_before_acquire(false);
    options.max_connections(if writer { 1 } else { readers() }).min_connections(1);
    // A writer that is closed and opened again would lose its place in the queue for the file lock.
    options.idle_timeout(None).max_lifetime(None);
    let path = path.to_owned();
    make_private(&path)?;
    options.map_sqlx_sqlite_opts(move |o| {
        let o = o
            // Not in the address, where `%` and `?` have a meaning.
            .filename(&path)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("busy_timeout", "5000")
            .pragma("cache_size", "-16000")
            // Pages are moved into the file less often (about 32 MB): the indexes make many pages dirty at each booking.
            .pragma("wal_autocheckpoint", "8000")
            .pragma("temp_store", "MEMORY");
        if writer { o } else { o.pragma("query_only", "ON") }
    });
    Ok(Database::connect(options).await?)
}

/// Reading is work for a processor, so more readers than processors would only take turns; the one above lets others by when
/// somebody reads long.
fn readers() -> u32 {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    u32::try_from(processors).unwrap_or(1).clamp(1, 15) + 1
}

/// Makes a new database file that only its owner can read; the files that SQLite puts beside it get the same mode.
fn make_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::Unavailable),
        _ => Ok(()),
    }
}

async fn postgres(url: &str, read_only: bool) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(crate::testing::statements_are_logged()).test_before_acquire(false);
    options.max_connections(POSTGRES_CONNECTIONS).min_connections(1);
    options.acquire_timeout(Duration::from_secs(5)).connect_timeout(Duration::from_secs(5));
    options.set_application_name("torg");
    if read_only {
        options.map_sqlx_postgres_opts(|o| o.options([("default_transaction_read_only", "on")]));
    }
    Ok(Database::connect(options).await?)
}
