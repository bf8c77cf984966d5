//! Databases for tests: a fresh, migrated store on each engine.
//!
//! PostgreSQL is a private cluster that the test script starts; `TORG_TEST_POSTGRES` is its address, and files
//! go into `TORG_TEST_DIR`, which the script deletes afterwards.

use std::path::PathBuf;

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use torg_base::Clock;
use uuid::Uuid;

use crate::{Engine, Keys, Migration, Store, StoreConfig, migrate};

/// Where a new, empty database of an engine lies.
pub async fn empty(engine: Engine) -> StoreConfig {
    let name = format!("torg_{}", Uuid::new_v4().simple());
    match engine {
        Engine::Sqlite => {
            let folder = std::env::var_os("TORG_TEST_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
            StoreConfig::Sqlite(folder.join(format!("{name}.sqlite")))
        }
        Engine::Postgres => {
            let base = std::env::var("TORG_TEST_POSTGRES")
                .expect("set TORG_TEST_POSTGRES, or run the tests through `make test`, which starts PostgreSQL");
            let mut options = ConnectOptions::new(format!("{base}/postgres"));
            options.sqlx_logging(false).max_connections(1);
            let admin = Database::connect(options).await.expect("the test cluster answers");
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database can be made");
            StoreConfig::Postgres(format!("{base}/{name}"))
        }
    }
}

/// A migrated store on one engine, with a fixed key.
pub async fn store(engine: Engine, clock: Clock, migrations: Vec<Migration>) -> Store {
    let store = Store::open(empty(engine).await, clock, Keys::new([7; 32])).await.expect("the database opens");
    migrate::migrate(&store, migrations).await.expect("the migrations apply");
    store
}

/// Both engines, for tests that run the same story twice.
pub const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

static LOGGED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Makes stores that are opened from now on log the text of every statement (without values), for the test that asks
/// both engines how they would run them. Never called by the program.
pub fn log_statements() {
    LOGGED.store(true, std::sync::atomic::Ordering::SeqCst);
}

pub(crate) fn statements_are_logged() -> bool {
    LOGGED.load(std::sync::atomic::Ordering::SeqCst)
}
