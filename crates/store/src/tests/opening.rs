//! Opening, migrating, and the read door.

use std::sync::Arc;

use sea_orm::ConnectionTrait;
use tokio::sync::Barrier;
use torg_base::Clock;

use super::*;
use crate::{Error, Keys, migrate, testing::BOTH};

async fn open(config: &StoreConfig) -> Store {
    Store::open(config.clone(), Clock::fixed(start()), Keys::new([7; 32])).await.expect("opens")
}

#[tokio::test]
async fn migrating_twice_changes_nothing_the_second_time() {
    for engine in BOTH {
        let store = open(&testing::empty(engine).await).await;
        assert!(migrate::pending(&store, &migrations()).await.is_err(), "the table is not there yet");
        assert_eq!(migrate::migrate(&store, migrations()).await, Ok(migrations().len()));
        assert_eq!(migrate::pending(&store, &migrations()).await, Ok(0));
        assert_eq!(migrate::migrate(&store, migrations()).await, Ok(0));

        // Control: without the list of what is applied, the second time is refused.
        let again =
            act(|tx| Box::pin(async { Ok(tx.execute_unprepared(&THINGS.text(tx.is_postgres())).await.map(|_| ())?) }));
        assert!(store.write(OSLO, again).await.is_err(), "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn copies_that_start_at_once_migrate_once() {
    for engine in BOTH {
        for _ in 0..4 {
            let config = testing::empty(engine).await;
            let barrier = Arc::new(Barrier::new(4));
            let copies = (0..4).map(|_| {
                let (config, barrier) = (config.clone(), barrier.clone());
                tokio::spawn(async move {
                    barrier.wait().await;
                    let store = open(&config).await;
                    let count = migrate::migrate(&store, migrations()).await.expect("migrates");
                    (store, count)
                })
            });
            let done = futures::future::join_all(copies).await;
            let mut counts: Vec<usize> = done.iter().map(|d| d.as_ref().expect("no panic").1).collect();
            counts.sort();
            assert_eq!(counts, [0, 0, 0, migrations().len()], "{engine:?}");
            // All four can write in what one has made.
            for (n, copy) in done.iter().enumerate() {
                let id = n as i32;
                let unit = act(move |tx| Box::pin(async move { add_thing(tx, id, &id.to_string()).await }));
                copy.as_ref().expect("no panic").0.write(OSLO, unit).await.expect("writes");
            }
        }
    }
}

#[tokio::test]
async fn a_database_newer_than_the_program_is_refused() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let older = schema::MIGRATIONS.to_vec();
        let refused = migrate::migrate(&store, older).await.expect_err("older");
        assert!(refused.to_string().contains("newer than this program: things-1"), "{refused}");
        assert_eq!(migrate::migrate(&store, migrations()).await, Ok(0));
    }
}

#[tokio::test]
async fn a_broken_migration_leaves_nothing_of_the_good_one_before_it() {
    const BROKEN: Migration =
        Migration { name: "broken", sql: "CREATE TABEL oops (id {int})", sqlite: "", postgres: "" };
    for engine in BOTH {
        let store = open(&testing::empty(engine).await).await;
        assert!(migrate::migrate(&store, vec![THINGS, BROKEN]).await.is_err());
        let found: Result<Vec<i64>> = sql::column(&store.across(Across::Probe), "SELECT count(*) FROM thing", []).await;
        assert!(found.is_err(), "{engine:?}");
        assert_eq!(migrate::migrate(&store, vec![THINGS]).await, Ok(1));
    }
}

#[tokio::test]
async fn a_path_is_taken_as_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("50% og 100 %20?#.db");
    open(&StoreConfig::Sqlite(path.clone())).await;
    assert!(path.exists());
}

#[tokio::test]
async fn reads_cannot_write() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let reads = store.within(OSLO);
        assert_eq!(reads.organisation(), OSLO);
        let code = if engine == Engine::Sqlite { "8" } else { "25006" };
        assert_eq!(add_thing(&reads, 1, "one").await, Err(Error::Database(code.into())));
        let direct = reads.execute_unprepared("INSERT INTO thing (id, note) VALUES (1, 'one')").await;
        assert!(direct.is_err());
        // Control: the same statement goes through the write door.
        let unit = act(|tx| Box::pin(async { add_thing(tx, 1, "one").await }));
        store.write(OSLO, unit).await.expect("writes");
        assert_eq!(things(&store).await, [1]);
    }
}

#[test]
fn addresses_are_read() {
    let sqlite = StoreConfig::parse("sqlite:/var/lib/torg/torg.db");
    assert!(matches!(sqlite, Some(StoreConfig::Sqlite(path)) if path.ends_with("torg.db")));
    assert!(matches!(StoreConfig::parse("postgresql://db/torg"), Some(StoreConfig::Postgres(_))));
    assert!(StoreConfig::parse("mysql://db/torg").is_none());
}
