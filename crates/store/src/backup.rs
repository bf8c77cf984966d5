//! Copies of the whole database, taken while the program runs.
//!
//! SQLite: `VACUUM INTO` gives a consistent file. PostgreSQL: `pg_dump` and `pg_restore` of the same version.
//! The installation's secret is not in the copy; without it encrypted fields stay closed.

use std::path::Path;
use std::process::Stdio;

use sea_orm::{ConnectOptions, ConnectionTrait, Database};

use crate::{Error, Result, StoreConfig};

/// Copies the database to a new file. Fails when the file exists.
pub async fn backup(config: &StoreConfig, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(Error::Database("the file exists already".into()));
    }
    match config {
        StoreConfig::Sqlite(path) => vacuum_into(path, to).await,
        StoreConfig::Postgres(url) => {
            let file = to.to_string_lossy();
            run("pg_dump", &["--format=custom", "--no-owner", "--file", &file, url]).await
        }
    }
}

/// Puts a copy in place of an empty or missing database. Refuses to overwrite data.
pub async fn restore(config: &StoreConfig, from: &Path) -> Result<()> {
    match config {
        StoreConfig::Sqlite(path) => {
            if path.exists() {
                return Err(Error::Database("the database exists already; move it away first".into()));
            }
            check_sqlite(from).await?;
            // Written beside its place and renamed, so that a broken copy never stands as the database.
            let partial = path.with_extension("partial");
            std::fs::copy(from, &partial)
                .and_then(|_| std::fs::File::open(&partial)?.sync_all())
                .and_then(|()| std::fs::rename(&partial, path))
                .map_err(|e| Error::Database(format!("copy: {}", e.kind())))
        }
        StoreConfig::Postgres(url) => {
            let file = from.to_string_lossy();
            run("pg_restore", &["--no-owner", "--exit-on-error", "--single-transaction", "--dbname", url, &file]).await
        }
    }
}

async fn vacuum_into(path: &Path, to: &Path) -> Result<()> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", path.display()));
    options.sqlx_logging(false).max_connections(1);
    let db = Database::connect(options).await?;
    let quoted = to.to_string_lossy().replace('\'', "''");
    db.execute_unprepared(&format!("VACUUM INTO '{quoted}'")).await?;
    db.close().await?;
    let file = std::fs::File::open(to).map_err(|e| Error::Database(format!("open: {}", e.kind())))?;
    file.sync_all().map_err(|e| Error::Database(format!("sync: {}", e.kind())))?;
    check_sqlite(to).await
}

async fn check_sqlite(path: &Path) -> Result<()> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", path.display()));
    options.sqlx_logging(false).max_connections(1);
    let db = Database::connect(options).await?;
    let found: Vec<String> = crate::sql::column(&db, "PRAGMA integrity_check", []).await?;
    db.close().await?;
    if found == ["ok"] { Ok(()) } else { Err(Error::Database("the copy is damaged".into())) }
}

async fn run(program: &'static str, args: &[&str]) -> Result<()> {
    let status = tokio::process::Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .await
        .map_err(|_| Error::Database(format!("{program} is not installed (Debian package postgresql-client)")))?;
    if status.success() { Ok(()) } else { Err(Error::Database(format!("{program} did not succeed"))) }
}
