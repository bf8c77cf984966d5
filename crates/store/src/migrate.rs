//! Schema changes: forward only, in order, all in one transaction, under a lock.
//!
//! The SQL is written once. Types stand as `{uuid} {instant} {json} {bool} {int} {bigint} {text} {float} {bytes}`
//! and `{table}` ends a table (SQLite: STRICT). What only one engine understands stands in `sqlite` or `postgres`.

use std::collections::HashSet;

use sea_orm::ConnectionTrait;

use crate::{Across, Error, Result, Store, Tx, Unit, sql};

/// One step of the schema. Never edited after it has been released; the name is never reused.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub name: &'static str,
    pub sql: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl Migration {
    /// The text for one engine.
    pub fn text(&self, postgres: bool) -> String {
        let own = if postgres { self.postgres } else { self.sqlite };
        let mut text = format!("{}\n{}", self.sql, own);
        for (word, lite, pg) in TYPES {
            text = text.replace(word, if postgres { pg } else { lite });
        }
        text
    }
}

const TYPES: [(&str, &str, &str); 10] = [
    ("{uuid}", "BLOB", "uuid"),
    ("{instant}", "TEXT", "timestamptz"),
    ("{json}", "TEXT", "jsonb"),
    ("{bool}", "INTEGER", "boolean"),
    ("{int}", "INTEGER", "integer"),
    ("{bigint}", "INTEGER", "bigint"),
    ("{text}", "TEXT", "text"),
    ("{float}", "REAL", "double precision"),
    ("{bytes}", "BLOB", "bytea"),
    ("{table}", "STRICT", ""),
];

/// Brings the schema up to date. Safe to call twice and from several starting copies at once.
///
/// Errors when the database has a migration that this program does not know: the program is too old.
pub async fn migrate(store: &Store, migrations: Vec<Migration>) -> Result<usize> {
    store.write_across(Across::Probe, Migrate { migrations }).await
}

/// How many of the migrations are not applied yet; an error when the table itself is missing.
pub async fn pending(store: &Store, migrations: &[Migration]) -> Result<usize> {
    let applied = applied(&store.across(Across::Probe)).await?;
    Ok(migrations.iter().filter(|m| !applied.contains(m.name)).count())
}

struct Migrate {
    migrations: Vec<Migration>,
}

impl Unit for Migrate {
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        if tx.is_postgres() {
            // Held until commit: a second starting copy waits here and then finds nothing to do.
            tx.execute_unprepared("SELECT pg_advisory_xact_lock(7067103)").await?;
        }
        tx.execute_unprepared("CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY)").await?;
        let applied = applied(tx).await?;
        if let Some(unknown) = applied.iter().find(|name| !self.migrations.iter().any(|m| m.name == **name)) {
            return Err(Error::Database(format!("the database is newer than this program: {unknown}")));
        }
        let mut count = 0;
        for migration in self.migrations.iter().filter(|m| !applied.contains(m.name)) {
            tx.execute_unprepared(&migration.text(tx.is_postgres())).await?;
            sql::exec(tx, "INSERT INTO schema_migration (name) VALUES ($1)", [migration.name.into()]).await?;
            count += 1;
        }
        Ok(count)
    }
}

async fn applied(db: &impl ConnectionTrait) -> Result<HashSet<String>> {
    sql::column(db, "SELECT name FROM schema_migration", []).await
}
