//! The audit trail: chained, frozen, and what somebody has tampered with is found.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::SignedDuration;
use torg_base::Role;

use super::*;
use crate::audit::{Deed, Verdict, forget, open, record_personal, seal, verify};
use crate::{Error, Keys, access, testing::BOTH};

const PERSON: Uuid = Uuid::from_u128(99);

async fn add_deeds(store: &Store, count: u128) {
    let unit = act(move |tx| {
        Box::pin(async move {
            for n in 0..count {
                add_deed(tx, Uuid::from_u128(n)).await?;
            }
            Ok(())
        })
    });
    store.write(OSLO, unit).await.expect("records");
}

async fn seal_all(store: &Store) -> usize {
    let mut all = 0;
    loop {
        match seal(store).await.expect("seals") {
            0 => return all,
            count => all += count,
        }
    }
}

fn whole(sealed: i64) -> Verdict {
    Verdict { sealed, ..Verdict::default() }
}

#[tokio::test]
async fn the_chain_is_whole_and_its_tail_is_told() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        assert_eq!(verify(&store).await, Ok(whole(0)));
        // More than two batches of the sealer.
        add_deeds(&store, 1100).await;
        assert_eq!(seal_all(&store).await, 1100);
        assert_eq!(verify(&store).await, Ok(whole(1100)), "{engine:?}");
        add_deeds(&store, 2).await;
        clock.advance(SignedDuration::from_secs(9));
        add_deeds(&store, 1).await;
        let tail = Verdict { unsealed: 3, unsealed_since: Some(start()), ..whole(1100) };
        assert_eq!(verify(&store).await, Ok(tail), "{engine:?}");
        assert_eq!(seal_all(&store).await, 3);
        assert_eq!(verify(&store).await, Ok(whole(1103)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sealers_at_once_make_one_chain() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let writing = Arc::new(AtomicBool::new(true));
        let mut sealers = Vec::new();
        for n in 0..4 {
            // Two in this copy of the program, two in another.
            let copy = match n % 2 {
                0 => store.clone(),
                _ => Store::open(store.config().clone(), clock.clone(), Keys::new([7; 32])).await.expect("opens"),
            };
            let writing = writing.clone();
            sealers.push(tokio::spawn(async move {
                let mut sealed = 0;
                while writing.load(Ordering::SeqCst) {
                    sealed += seal(&copy).await.expect("seals");
                    tokio::task::yield_now().await;
                }
                sealed
            }));
        }
        for _ in 0..100 {
            add_deeds(&store, 3).await;
        }
        writing.store(false, Ordering::SeqCst);
        let mut sealed = Vec::new();
        for sealer in sealers {
            sealed.push(sealer.await.expect("no panic"));
        }
        let rest = seal_all(&store).await;
        assert_eq!(sealed.iter().sum::<usize>() + rest, 300, "{engine:?}");
        assert!(sealed.iter().filter(|n| **n > 0).count() > 1, "control: several sealed: {sealed:?} on {engine:?}");
        assert_eq!(verify(&store).await, Ok(whole(300)), "{engine:?}");
    }
}

#[tokio::test]
async fn sealed_rows_refuse_change_and_no_row_can_be_deleted() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let run = |statement: &'static str| act(move |tx| Box::pin(async move { sql::exec(tx, statement, []).await }));
        add_deeds(&store, 1).await;
        assert_eq!(store.write(OSLO, run("DELETE FROM audit")).await, Err(Error::Conflict("audit_kept".into())));
        seal_all(&store).await;
        let changed = store.write(OSLO, run("UPDATE audit SET action = 'other'")).await;
        assert_eq!(changed, Err(Error::Conflict("audit_frozen".into())), "{engine:?}");
        let deleted = store.write(OSLO, run("DELETE FROM audit")).await;
        assert_eq!(deleted, Err(Error::Conflict("audit_kept".into())), "{engine:?}");
        if engine == Engine::Postgres {
            let emptied = store.write(OSLO, run("TRUNCATE audit")).await;
            assert_eq!(emptied, Err(Error::Conflict("audit_kept".into())));
        }
        assert_eq!(verify(&store).await, Ok(whole(1)));
    }
}

/// Seals ten rows, lets somebody with the database's keys change them, and says where the chain is broken.
async fn after(engine: Engine, statement: &str) -> Option<(i64, &'static str)> {
    let (store, _) = fresh(engine).await;
    add_deeds(&store, 10).await;
    seal_all(&store).await;
    match engine {
        Engine::Sqlite => meddle(&store, "DROP TRIGGER audit_frozen; DROP TRIGGER audit_kept").await,
        Engine::Postgres => meddle(&store, "DROP TRIGGER audit_frozen ON audit").await,
    }
    assert_eq!(verify(&store).await, Ok(whole(10)), "control: whole before");
    meddle(&store, statement).await;
    verify(&store).await.expect("verifies").broken
}

#[tokio::test]
async fn meddling_is_found() {
    for engine in BOTH {
        let other = if engine == Engine::Sqlite { "x'00'" } else { "'\\x00'::bytea" };
        for (statement, found) in [
            ("UPDATE audit SET action = 'thing.removed' WHERE seq = 5", (5, "a row was changed")),
            ("UPDATE audit SET organisation_id = subject_id WHERE seq = 5", (5, "a row was changed")),
            ("UPDATE audit SET hash = NULL WHERE seq = 10", (10, "a row was changed")),
            (&format!("UPDATE audit SET payload = {other} WHERE seq = 1"), (1, "a row was changed")),
            ("DELETE FROM audit WHERE seq = 5", (5, "a row is missing")),
            ("DELETE FROM audit WHERE seq = 1", (1, "a row is missing")),
            ("DELETE FROM audit WHERE seq > 8", (9, "rows are missing")),
            ("DELETE FROM audit", (1, "rows are missing")),
            (&format!("UPDATE audit_head SET hash = {other}"), (10, "the end of the chain was changed")),
        ] {
            assert_eq!(after(engine, statement).await, Some(found), "{statement} on {engine:?}");
        }
        assert_eq!(after(engine, "UPDATE audit SET action = action").await, None, "control: nothing was changed");
    }
}

async fn record_names(store: &Store, names: [&'static str; 2]) {
    let unit = act(move |tx| {
        Box::pin(async move {
            let staff = Actor::Staff { staff: Uuid::from_u128(5), memberships: vec![] };
            let deed = Deed { actor: &staff, action: "person.named", subject_kind: "person", subject: PERSON };
            record_personal(tx, deed, &names).await
        })
    });
    store.write(OSLO, unit).await.expect("records");
}

async fn opened(store: &Store) -> Vec<Option<serde_json::Value>> {
    let query = "SELECT id FROM audit WHERE subject_id = $1 ORDER BY id";
    let ids: Vec<Uuid> = sql::column(&store.across(Across::Audit), query, [PERSON.into()]).await.expect("reads");
    let mut all = Vec::new();
    for id in ids {
        all.push(open(store, id).await.expect("opens"));
    }
    all
}

#[tokio::test]
async fn forgotten_content_is_gone_and_the_chain_stands() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        record_names(&store, ["Kari", "Karin"]).await;
        record_names(&store, ["Karin", "Karen"]).await;
        seal_all(&store).await;
        let (first, second) = (serde_json::json!(["Kari", "Karin"]), serde_json::json!(["Karin", "Karen"]));
        assert_eq!(opened(&store).await, [Some(first), Some(second)], "{engine:?}");
        // Control: another installation's secret opens nothing.
        let thief = Store::open(store.config().clone(), clock, Keys::new([8; 32])).await.expect("opens");
        let query = "SELECT id FROM audit LIMIT 1";
        let ids: Vec<Uuid> = sql::column(&store.across(Across::Audit), query, []).await.expect("reads");
        assert_eq!(open(&thief, ids[0]).await, Err(Error::Sealed("wrong key or changed bytes")));

        store.write(OSLO, act(|tx| Box::pin(forget(tx, PERSON)))).await.expect("forgets");
        assert_eq!(opened(&store).await, [None, None], "{engine:?}");
        assert_eq!(verify(&store).await, Ok(whole(2)));
        // What comes later has a key of its own, which does not bring the old content back.
        record_names(&store, ["Karen", "Kari"]).await;
        let third = serde_json::json!(["Karen", "Kari"]);
        assert_eq!(opened(&store).await, [None, None, Some(third)], "{engine:?}");
        seal_all(&store).await;
        assert_eq!(verify(&store).await, Ok(whole(3)));
    }
}

#[tokio::test]
async fn a_list_is_noted_once_a_day_and_an_opening_each_time() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let look = |open: bool| {
            act(move |tx| {
                Box::pin(async move {
                    let staff = Uuid::from_u128(5);
                    let looker = access::Looker { staff, role: Role::ALL[1], unit: None, purpose: "day-view" };
                    match open {
                        true => access::opened(tx, &looker, "person", PERSON).await,
                        false => access::listed(tx, &looker, "person", &[PERSON, OSLO, PERSON]).await,
                    }
                })
            })
        };
        for _ in 0..2 {
            store.write(OSLO, look(false)).await.expect("notes");
        }
        assert_eq!(number(&store, "SELECT count(*) FROM access_record").await, 2, "two people on {engine:?}");
        for _ in 0..2 {
            store.write(OSLO, look(true)).await.expect("notes");
        }
        assert_eq!(number(&store, "SELECT count(*) FROM access_record").await, 4, "{engine:?}");
        // 08:00 UTC is 09:00 in Oslo: 15 hours later it is another day there, though not yet in UTC.
        clock.advance(SignedDuration::from_hours(15));
        store.write(OSLO, look(false)).await.expect("notes");
        assert_eq!(number(&store, "SELECT count(*) FROM access_record").await, 6, "{engine:?}");
        store.write(BERGEN, look(false)).await.expect("notes");
        assert_eq!(number(&store, "SELECT count(*) FROM access_record").await, 8, "{engine:?}");
        let first: jiff::civil::Date = access_days(&store).await[0].parse().expect("a date");
        assert_eq!(access::forget(&store, first).await.expect("upkeep"), 0, "nothing is older than the first day");
        let gone = access::forget(&store, first.tomorrow().expect("a date")).await.expect("upkeep");
        assert!((1..8).contains(&gone), "only the first day goes: {gone} on {engine:?}");
        assert!(access_days(&store).await.iter().all(|day| *day > first.to_string()), "{engine:?}");
    }
}

async fn access_days(store: &Store) -> Vec<String> {
    sql::column(&store.across(Across::Probe), "SELECT day FROM access_record ORDER BY day", []).await.expect("days")
}
