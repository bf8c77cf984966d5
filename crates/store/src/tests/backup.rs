//! Copies taken under load are whole, and are put back elsewhere.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::*;
use crate::audit::{seal, verify};
use crate::backup::{backup, restore};
use crate::{Keys, testing::BOTH};

/// Writes a thing and a deed together, and seals now and then, until told to stop; returns how many things.
async fn write_until(store: Store, going: Arc<AtomicBool>) -> i32 {
    let mut id = 0;
    while going.load(Ordering::SeqCst) {
        let unit = act(move |tx| {
            Box::pin(async move {
                add_thing(tx, id, &id.to_string()).await?;
                add_deed(tx, Uuid::from_u128(id as u128)).await
            })
        });
        store.write(OSLO, unit).await.expect("writes");
        id += 1;
        if id % 7 == 0 {
            seal(&store).await.expect("seals");
        }
    }
    id
}

async fn elsewhere(engine: Engine, folder: &Path) -> StoreConfig {
    match engine {
        Engine::Sqlite => StoreConfig::Sqlite(folder.join("restored.sqlite")),
        Engine::Postgres => testing::empty(engine).await,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_taken_under_load_is_whole() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("it's a copy");
        let going = Arc::new(AtomicBool::new(true));
        let writer = tokio::spawn(write_until(store.clone(), going.clone()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        backup(store.config(), &file).await.expect("copies");
        tokio::time::sleep(Duration::from_millis(100)).await;
        going.store(false, Ordering::SeqCst);
        let written = writer.await.expect("no panic");

        assert!(backup(store.config(), &file).await.is_err(), "a copy is not overwritten");
        let mode = std::fs::metadata(&file).expect("the copy").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "others cannot read it");

        let config = elsewhere(engine, folder.path()).await;
        restore(&config, &file).await.expect("restores");
        assert!(restore(&config, &file).await.is_err(), "data is not overwritten");
        let copy = Store::open(config, clock, Keys::new([7; 32])).await.expect("opens");
        assert_eq!(crate::migrate::migrate(&copy, migrations()).await, Ok(0));
        let found = things(&copy).await;
        let count = found.len() as i32;
        assert_eq!(found, (0..count).collect::<Vec<_>>(), "no gaps on {engine:?}");
        assert_eq!(number(&copy, "SELECT count(*) FROM audit").await, i64::from(count), "whole units only");
        assert!(0 < count && count < written, "control: taken while writing, {count} of {written} on {engine:?}");
        let verdict = verify(&copy).await.expect("verifies");
        assert!(verdict.broken.is_none() && verdict.sealed > 0, "{verdict:?}");
        // The copy is a database like any other.
        let unit = act(|tx| Box::pin(async { add_thing(tx, -1, "after").await }));
        copy.write(OSLO, unit).await.expect("writes");
        while seal(&copy).await.expect("seals") > 0 {}
        assert_eq!(verify(&copy).await.expect("verifies").sealed, i64::from(count));
    }
}

#[tokio::test]
async fn a_broken_copy_or_a_foreign_log_is_refused() {
    let (store, _) = fresh(Engine::Sqlite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, place) = (folder.path().join("copy"), folder.path().join("new.sqlite"));
    backup(store.config(), &file).await.expect("copies");

    // A log that another database left behind would be played into the restored one.
    let log = folder.path().join("new.sqlite-wal");
    std::fs::write(&log, b"left behind").expect("writes");
    assert!(restore(&StoreConfig::Sqlite(place.clone()), &file).await.is_err());
    std::fs::remove_file(&log).expect("removes");

    let mut bytes = std::fs::read(&file).expect("reads");
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    let half = folder.path().join("half");
    std::fs::write(&half, &bytes).expect("writes");
    assert!(restore(&StoreConfig::Sqlite(place.clone()), &half).await.is_err());
    assert!(!place.exists(), "a broken copy never stands as the database");

    // Control: the whole copy goes in.
    restore(&StoreConfig::Sqlite(place.clone()), &file).await.expect("restores");
    assert!(place.exists());
}

#[tokio::test]
async fn half_a_copy_is_not_left_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("copy");
    let missing = StoreConfig::Sqlite(folder.path().join("missing.sqlite"));
    assert!(backup(&missing, &file).await.is_err());
    assert!(!file.exists());
    // An address where nobody answers.
    let nobody = StoreConfig::Postgres("postgres://nobody:secret@127.0.0.1:1/none".into());
    assert!(backup(&nobody, &file).await.is_err());
    assert!(!file.exists());
}
