//! Stories of the store, each told on both engines.

mod audit;
mod backup;
mod instants;
mod keys;
mod opening;
mod outbox;
mod units;

use futures::future::BoxFuture;
use jiff::Timestamp;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use torg_base::{Actor, Clock};
use uuid::Uuid;

use crate::{Across, Engine, Migration, Result, Store, StoreConfig, Tx, Unit, audit as trail, schema, sql, testing};

const OSLO: Uuid = Uuid::from_u128(1);
const BERGEN: Uuid = Uuid::from_u128(2);

/// A table to write in, with an index and a trigger that refuse. On SQLite the trigger ends the transaction, as a
/// full disk does.
const THINGS: Migration = Migration {
    name: "things-1",
    sql: "
CREATE TABLE thing (id {int} PRIMARY KEY, note {text} NOT NULL, hits {int} NOT NULL DEFAULT 0,
  CONSTRAINT thing_hits CHECK (hits >= 0)) {table};
CREATE UNIQUE INDEX thing_note ON thing (note);
CREATE TABLE moment (id {int} PRIMARY KEY, at {instant} NOT NULL) {table};
",
    sqlite: "
CREATE TRIGGER thing_bomb BEFORE INSERT ON thing WHEN NEW.note = 'bomb'
BEGIN SELECT RAISE(ROLLBACK, 'bomb'); END;
",
    postgres: "
CREATE FUNCTION thing_bomb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'bomb'; END $$;
CREATE TRIGGER thing_bomb BEFORE INSERT ON thing FOR EACH ROW WHEN (NEW.note = 'bomb') EXECUTE FUNCTION thing_bomb();
",
};

fn migrations() -> Vec<Migration> {
    schema::MIGRATIONS.iter().copied().chain([THINGS]).collect()
}

fn start() -> Timestamp {
    "2026-03-02T08:00:00.123456Z".parse().expect("an instant")
}

async fn fresh(engine: Engine) -> (Store, Clock) {
    let clock = Clock::fixed(start());
    (testing::store(engine, clock.clone(), migrations()).await, clock)
}

/// A unit from a closure.
struct Act<T>(Box<Run<T>>);

type Run<T> = dyn for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T>> + Send + Sync;

fn act<T>(run: impl for<'a> Fn(&'a Tx) -> BoxFuture<'a, Result<T>> + Send + Sync + 'static) -> Act<T> {
    Act(Box::new(run))
}

impl<T: Send + 'static> Unit for Act<T> {
    type Out = T;

    async fn run(&self, tx: &Tx) -> Result<T> {
        (self.0)(tx).await
    }
}

async fn add_thing(tx: &impl ConnectionTrait, id: i32, note: &str) -> Result<()> {
    sql::exec(tx, "INSERT INTO thing (id, note) VALUES ($1, $2)", [id.into(), note.into()]).await?;
    Ok(())
}

async fn add_deed(tx: &Tx, subject: Uuid) -> Result<()> {
    let deed = trail::Deed { actor: &Actor::Anonymous, action: "thing.added", subject_kind: "thing", subject };
    trail::record(tx, deed).await
}

/// The one number that a query gives.
async fn number(store: &Store, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&store.across(Across::Probe), query, []).await.expect("a number");
    found[0]
}

async fn things(store: &Store) -> Vec<i32> {
    sql::column(&store.across(Across::Probe), "SELECT id FROM thing ORDER BY id", []).await.expect("things")
}

/// A connection past the store, as somebody who meddles with the database has it.
async fn meddler(store: &Store) -> DatabaseConnection {
    let url = match store.config() {
        StoreConfig::Sqlite(path) => format!("sqlite://{}", path.display()),
        StoreConfig::Postgres(url) => url.clone(),
    };
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    Database::connect(options).await.expect("a connection")
}

async fn meddle(store: &Store, statement: &str) {
    let db = meddler(store).await;
    db.execute_unprepared(statement).await.expect("the meddler's statement");
    db.close().await.expect("closes");
}

#[test]
fn the_ledger_of_reads_across_organisations_is_short_and_whole() {
    let distinct: std::collections::HashSet<_> = Across::ALL.into_iter().collect();
    assert_eq!(distinct.len(), Across::ALL.len());
    assert!(Across::ALL.len() <= 16, "a reason was added: is it needed?");
}
