//! The outbox: once in, handed out to one worker at a time, tried again, and unreadable in the raw.

use std::collections::HashSet;

use jiff::SignedDuration;

use super::*;
use crate::outbox::{Claimed, Item, LEASE, Outcome, cancel, claim, enqueue, handled, prune, report, settle, troubles};
use crate::testing::BOTH;

const SUBJECT: Uuid = Uuid::from_u128(77);

async fn put(tx: &Tx, key: &str, payload: &str) -> Result<()> {
    let item = Item { kind: "sms", key: key.into(), subject: Some(SUBJECT), due: tx.now(), payload: &payload };
    enqueue(tx, item).await
}

async fn queue(store: &Store, key: &'static str) {
    let unit = act(move |tx| Box::pin(put(tx, key, "payload")));
    store.write(OSLO, unit).await.expect("queues");
}

async fn claim_one(store: &Store) -> Claimed {
    let mut claimed = claim(store, 10).await.expect("claims");
    assert_eq!(claimed.len(), 1);
    claimed.remove(0)
}

async fn claims_nothing(store: &Store) -> bool {
    claim(store, 10).await.expect("claims").is_empty()
}

async fn settled(store: &Store, item: &Claimed, outcome: Outcome) {
    settle(store, vec![(item.id, item.attempts, outcome)]).await.expect("settles");
}

fn done(provider: &str, id: Option<&str>) -> Outcome {
    Outcome::Done { provider: Some(provider.into()), provider_id: id.map(Into::into) }
}

async fn state(store: &Store, key: &str) -> String {
    let query = "SELECT state FROM outbox WHERE key = $1";
    let found: Vec<String> = sql::column(&store.across(Across::Outbox), query, [key.into()]).await.expect("reads");
    found.into_iter().next().unwrap_or_else(|| "none".into())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_key_is_queued_once() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let writers = (0..8).map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let unit = act(move |tx| {
                    Box::pin(async move {
                        put(tx, "booking/1/reminder/1", "payload").await?;
                        put(tx, &format!("booking/{n}/other"), "payload").await
                    })
                });
                store.write(OSLO, unit).await
            })
        });
        for writer in futures::future::join_all(writers).await {
            writer.expect("no panic").expect("the second is left out, not refused");
        }
        assert_eq!(number(&store, "SELECT count(*) FROM outbox WHERE key LIKE '%reminder%'").await, 1, "{engine:?}");
        assert_eq!(number(&store, "SELECT count(*) FROM outbox").await, 9);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_workers_never_get_the_same_row() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = act(|tx| {
            Box::pin(async {
                for n in 0..300 {
                    put(tx, &format!("item/{n}"), "payload").await?;
                }
                Ok(())
            })
        });
        store.write(OSLO, unit).await.expect("queues");
        let workers = (0..4).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let claimed = claim(&store, 7).await.expect("claims");
                    assert!(claimed.len() <= 7, "no more than asked for");
                    if claimed.is_empty() && claims_nothing(&store).await {
                        return mine;
                    }
                    mine.extend(claimed.into_iter().map(|c| (c.id, c.attempts)));
                }
            })
        });
        let mut all = Vec::new();
        let mut busy = 0;
        for worker in futures::future::join_all(workers).await {
            let mine = worker.expect("no panic");
            busy += usize::from(!mine.is_empty());
            all.extend(mine);
        }
        assert!(busy > 1, "control: the workers did work side by side");
        assert_eq!(all.len(), 300, "{engine:?}");
        assert_eq!(all.iter().map(|(id, _)| id).collect::<HashSet<_>>().len(), 300, "{engine:?}");
        assert!(all.iter().all(|(_, attempts)| *attempts == 1));
    }
}

#[tokio::test]
async fn a_row_comes_back_when_its_lease_has_ended() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        queue(&store, "one").await;
        let first = claim_one(&store).await;
        assert_eq!((first.kind.as_str(), first.key.as_str(), first.subject), ("sms", "one", Some(SUBJECT)));
        assert_eq!(first.organisation, OSLO);
        assert!(claims_nothing(&store).await);
        clock.advance(LEASE);
        assert!(claims_nothing(&store).await, "the lease's last instant");
        clock.advance(SignedDuration::from_micros(1));
        let second = claim_one(&store).await;
        assert_eq!((second.id, second.attempts), (first.id, 2));

        // The first worker wakes up: it may not take the row from the second.
        settled(&store, &first, Outcome::Later("slow")).await;
        settled(&store, &first, Outcome::Never("slow")).await;
        clock.advance(SignedDuration::from_secs(60));
        assert!(claims_nothing(&store).await, "{engine:?}");
        assert_eq!(state(&store, "one").await, "ready");
        // But what it has done is done.
        settled(&store, &first, done("gateway", None)).await;
        settled(&store, &second, Outcome::Never("twice")).await;
        assert_eq!(state(&store, "one").await, "done", "{engine:?}");
    }
}

#[tokio::test]
async fn waits_grow_and_the_last_attempt_fails() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        queue(&store, "one").await;
        for wait in [20, 120, 600, 3600, 14400] {
            let item = claim_one(&store).await;
            settled(&store, &item, Outcome::Later("busy")).await;
            clock.advance(SignedDuration::from_secs(wait) - SignedDuration::from_micros(1));
            assert!(claims_nothing(&store).await, "before {wait} s on {engine:?}");
            clock.advance(SignedDuration::from_micros(1));
        }
        assert!(troubles(&store, OSLO).await.expect("reads").is_empty());
        let item = claim_one(&store).await;
        assert_eq!(item.attempts, 6);
        settled(&store, &item, Outcome::Later("busy")).await;
        assert_eq!(state(&store, "one").await, "failed");
        clock.advance(SignedDuration::from_hours(1000));
        assert!(claims_nothing(&store).await);
        let trouble = troubles(&store, OSLO).await.expect("reads");
        assert_eq!((trouble.len(), trouble[0].key.as_str(), trouble[0].subject_id), (1, "one", Some(SUBJECT)));
    }
}

#[tokio::test]
async fn nothing_goes_out_before_it_is_due() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let unit = act(|tx| {
            Box::pin(async {
                let due = tx.now() + SignedDuration::from_secs(60);
                enqueue(tx, Item { kind: "sms", key: "later".into(), subject: None, due, payload: &1 }).await
            })
        });
        store.write(OSLO, unit).await.expect("queues");
        assert!(claims_nothing(&store).await);
        clock.advance(SignedDuration::from_secs(60));
        assert_eq!(claim_one(&store).await.read::<i32>(&store), Ok(1));
    }
}

#[tokio::test]
async fn a_cancelled_item_is_not_tried_again() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let take_back = || act(|tx| Box::pin(cancel(tx, SUBJECT)));
        queue(&store, "waiting").await;
        assert_eq!(store.write(BERGEN, take_back()).await, Ok(0), "another organisation's");
        assert_eq!(store.write(OSLO, take_back()).await, Ok(1));
        assert!(claims_nothing(&store).await);

        // Held by a worker at this moment: it is not tried again, but when it went out that is known.
        queue(&store, "held").await;
        queue(&store, "gone out").await;
        let held = claim(&store, 10).await.expect("claims");
        assert_eq!(store.write(OSLO, take_back()).await, Ok(2));
        for item in &held {
            let outcome = if item.key == "held" { Outcome::Later("busy") } else { done("gateway", Some("7")) };
            settled(&store, item, outcome).await;
        }
        clock.advance(SignedDuration::from_hours(1000));
        assert!(claims_nothing(&store).await, "{engine:?}");
        assert_eq!(state(&store, "held").await, "cancelled", "{engine:?}");
        assert_eq!(state(&store, "gone out").await, "done", "{engine:?}");
    }
}

#[tokio::test]
async fn what_did_not_arrive_is_shown_until_somebody_has_called() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        queue(&store, "wrong number").await;
        settled(&store, &claim_one(&store).await, Outcome::Never("invalid number")).await;
        clock.advance(SignedDuration::from_secs(1));
        queue(&store, "not delivered").await;
        assert_eq!(report(&store, "not delivered".into(), false).await, Ok(false), "not tried yet");
        let item = claim_one(&store).await;
        // A quick provider reports before the worker has written down that it is done.
        assert_eq!(report(&store, "not delivered".into(), false).await, Ok(true), "{engine:?}");
        settled(&store, &item, done("gateway", Some("7"))).await;
        assert_eq!(report(&store, "unknown".into(), false).await, Ok(false));

        let keys = |list: Vec<crate::outbox::Trouble>| list.into_iter().map(|t| t.key).collect::<Vec<_>>();
        assert_eq!(keys(troubles(&store, OSLO).await.expect("reads")), ["wrong number", "not delivered"]);
        assert!(troubles(&store, BERGEN).await.expect("reads").is_empty());
        let called = || act(|tx| Box::pin(handled(tx, SUBJECT)));
        assert_eq!(store.write(BERGEN, called()).await, Ok(0));
        assert_eq!(store.write(OSLO, called()).await, Ok(2));
        assert!(troubles(&store, OSLO).await.expect("reads").is_empty());
    }
}

#[tokio::test]
async fn a_late_good_report_ends_the_trouble() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        queue(&store, "one").await;
        settled(&store, &claim_one(&store).await, done("gateway", None)).await;
        assert_eq!(report(&store, "one".into(), false).await, Ok(true));
        assert_eq!(troubles(&store, OSLO).await.expect("reads").len(), 1);
        assert_eq!(report(&store, "one".into(), true).await, Ok(true));
        assert!(troubles(&store, OSLO).await.expect("reads").is_empty(), "{engine:?}");
    }
}

#[tokio::test]
async fn each_item_keeps_its_own_provider() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        for key in ["a", "b", "c"] {
            queue(&store, key).await;
        }
        let claimed = claim(&store, 10).await.expect("claims");
        let outcome = |key: &str| if key == "b" { done("other", None) } else { done("gateway", None) };
        let outcomes = claimed.iter().map(|c| (c.id, c.attempts, outcome(&c.key))).collect();
        settle(&store, outcomes).await.expect("settles");
        let query = "SELECT provider FROM outbox ORDER BY key";
        let found: Vec<String> = sql::column(&store.across(Across::Outbox), query, []).await.expect("reads");
        assert_eq!(found, ["gateway", "other", "gateway"], "{engine:?}");
    }
}

#[tokio::test]
async fn only_old_settled_items_are_pruned() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        for key in ["old", "new"] {
            queue(&store, key).await;
            settled(&store, &claim_one(&store).await, done("gateway", None)).await;
            clock.advance(SignedDuration::from_hours(48));
        }
        queue(&store, "ready").await;
        let unit = act(|tx| Box::pin(async { prune(tx, tx.now() - SignedDuration::from_hours(72)).await }));
        assert_eq!(store.write(OSLO, unit).await, Ok(1));
        let query = "SELECT key FROM outbox ORDER BY key";
        let left: Vec<String> = sql::column(&store.across(Across::Outbox), query, []).await.expect("reads");
        assert_eq!(left, ["new", "ready"], "{engine:?}");
    }
}

/// Everything that SQLite has on disk for this database, or PostgreSQL's row as text.
async fn raw(store: &Store) -> Vec<u8> {
    match store.config() {
        StoreConfig::Sqlite(path) => {
            let mut bytes = std::fs::read(path).expect("the file");
            let log = path.with_extension("sqlite-wal");
            bytes.extend(std::fs::read(log).expect("the log, which is not folded in yet"));
            bytes
        }
        StoreConfig::Postgres(_) => {
            let reads = store.across(Across::Outbox);
            let texts: Vec<String> = sql::column(&reads, "SELECT outbox::text FROM outbox", []).await.expect("reads");
            let payloads: Vec<Vec<u8>> = sql::column(&reads, "SELECT payload FROM outbox", []).await.expect("reads");
            [texts.concat().into_bytes(), payloads.concat()].concat()
        }
    }
}

#[tokio::test]
async fn a_payload_cannot_be_read_in_the_raw() {
    const PHONE: &str = "+4780012345";
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = act(|tx| Box::pin(put(tx, "booking/landmark/code", PHONE)));
        store.write(OSLO, unit).await.expect("queues");
        let bytes = raw(&store).await;
        let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
        assert!(holds("booking/landmark/code"), "control: we look in the right place on {engine:?}");
        assert!(!holds(PHONE) && !holds(&PHONE[3..]), "{engine:?}");
        assert_eq!(claim_one(&store).await.read::<String>(&store), Ok(PHONE.into()));
    }
}
