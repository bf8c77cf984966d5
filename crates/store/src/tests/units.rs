//! Write units: all or nothing, in company, and in trouble.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::*;
use crate::{Error, Keys, Part, audit, outbox, testing::BOTH};

async fn add_all_three(tx: &Tx, id: i32) -> Result<()> {
    add_thing(tx, id, &id.to_string()).await?;
    let item =
        outbox::Item { kind: "sms", key: format!("thing/{id}"), subject: None, due: tx.now(), payload: &"hello" };
    outbox::enqueue(tx, item).await?;
    add_deed(tx, Uuid::from_u128(id as u128)).await
}

async fn counts(store: &Store) -> [i64; 3] {
    [
        number(store, "SELECT count(*) FROM thing").await,
        number(store, "SELECT count(*) FROM outbox").await,
        number(store, "SELECT count(*) FROM audit").await,
    ]
}

#[tokio::test]
async fn rows_outbox_and_audit_stand_or_fall_together() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let good = act(|tx| Box::pin(add_all_three(tx, 1)));
        store.write(OSLO, good).await.expect("writes");
        assert_eq!(counts(&store).await, [1, 1, 1]);

        let after_one = act(|tx| {
            Box::pin(async {
                add_thing(tx, 2, "two").await?;
                Err::<(), _>(Error::NotFound)
            })
        });
        assert_eq!(store.write(OSLO, after_one).await, Err(Error::NotFound));
        let after_all = act(|tx| {
            Box::pin(async {
                add_all_three(tx, 3).await?;
                Err::<(), _>(Error::NotFound)
            })
        });
        assert_eq!(store.write(OSLO, after_all).await, Err(Error::NotFound));
        assert_eq!(counts(&store).await, [1, 1, 1], "{engine:?}");
    }
}

/// A unit that writes for two organisations; the second refuses when it is the first once more.
fn for_two(bergen: Uuid, refused: bool) -> Act<Uuid> {
    act(move |tx| {
        Box::pin(async move {
            let (oslo, bergen) = (tx.within(Across::Trips, OSLO), tx.within(Across::Trips, bergen));
            add_all_three(&oslo, 1).await?;
            add_all_three(&bergen, if refused { 1 } else { 2 }).await?;
            Ok(tx.organisation())
        })
    })
}

#[tokio::test]
async fn a_unit_over_organisations_stands_or_falls_as_one() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let bergen = Uuid::from_u128(2);
        assert!(matches!(store.write_across(Across::Trips, for_two(bergen, true)).await, Err(Error::Conflict(_))));
        assert_eq!(counts(&store).await, [0, 0, 0], "{engine:?}");
        assert_eq!(store.write_across(Across::Trips, for_two(bergen, false)).await, Ok(Uuid::nil()));
        let mine = |id: Uuid| {
            let reads = store.within(id);
            async move {
                let query = "SELECT count(*) FROM outbox WHERE organisation_id = $1";
                sql::column::<i64, Vec<i64>>(&reads, query, [id.into()]).await.expect("a number")
            }
        };
        assert_eq!((mine(OSLO).await, mine(bergen).await), (vec![1], vec![1]), "{engine:?}: each its own");
        // A refusal that the unit keeps to itself does not let the rest stand.
        let swallowed = act(move |tx| {
            Box::pin(async move {
                add_all_three(&tx.within(Across::Trips, OSLO), 3).await?;
                let _ = add_thing(&tx.within(Across::Trips, bergen), 3, "again").await;
                Ok(())
            })
        });
        assert!(store.write_across(Across::Trips, swallowed).await.is_err());
        assert_eq!(counts(&store).await, [2, 2, 2], "{engine:?}");
    }
}

/// Runs many units at once; returns the outcomes in order. In a test with one thread all of them wait before the
/// writer looks, so that they surely share groups.
async fn at_once(store: &Store, units: Vec<Act<i32>>) -> Vec<Result<i32>> {
    futures::future::join_all(units.into_iter().map(|unit| store.write(OSLO, unit))).await
}

#[tokio::test]
async fn the_good_units_of_a_group_do_not_suffer_for_the_bad() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = |id: i32| {
            act(move |tx| {
                Box::pin(async move {
                    match id % 10 {
                        3 => return Err(Error::Conflict("early".into())),
                        9 => {
                            add_all_three(tx, id).await?;
                            return Err(Error::Conflict("late".into()));
                        }
                        _ => add_all_three(tx, id).await?,
                    }
                    Ok(id)
                })
            })
        };
        let outcomes = at_once(&store, (0..200).map(unit).collect()).await;
        let mut good = Vec::new();
        for (id, outcome) in (0..).zip(outcomes) {
            match id % 10 {
                3 => assert_eq!(outcome, Err(Error::Conflict("early".into()))),
                9 => assert_eq!(outcome, Err(Error::Conflict("late".into()))),
                _ => {
                    assert_eq!(outcome, Ok(id));
                    good.push(id);
                }
            }
        }
        assert_eq!(good.len(), 160);
        assert_eq!(things(&store).await, good, "{engine:?}");
        assert_eq!(counts(&store).await, [160, 160, 160], "{engine:?}");
    }
}

#[tokio::test]
async fn a_unit_that_panics_harms_nobody() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = |id: i32| {
            act(move |tx| {
                Box::pin(async move {
                    assert_ne!(id % 20, 4, "a mistake before writing");
                    add_all_three(tx, id).await?;
                    assert_ne!(id % 20, 7, "a mistake after writing");
                    Ok(id)
                })
            })
        };
        let outcomes = at_once(&store, (0..60).map(unit).collect()).await;
        let bad: Vec<i32> = (0..60).filter(|id| [4, 7].contains(&(id % 20))).collect();
        for (id, outcome) in (0..).zip(outcomes) {
            let panicked = matches!(&outcome, Err(Error::Database(text)) if text.contains("panic"));
            assert_eq!(panicked, bad.contains(&id), "{id}: {outcome:?}");
        }
        assert_eq!(counts(&store).await, [54, 54, 54], "{engine:?}");
        store.write(OSLO, act(|tx| Box::pin(add_all_three(tx, 100)))).await.expect("the store goes on");
    }
}

#[tokio::test]
async fn a_transaction_that_the_database_ended_takes_nobody_along() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        // The bombs come before, between and after good units, some as the first statement, some later.
        let unit = |id: i32| {
            act(move |tx| {
                Box::pin(async move {
                    if id % 10 == 2 {
                        add_thing(tx, id, "bomb").await?;
                    }
                    add_all_three(tx, id).await?;
                    if id % 10 == 6 {
                        add_thing(tx, id + 1000, "bomb").await?;
                    }
                    Ok(id)
                })
            })
        };
        let outcomes = at_once(&store, (0..60).map(unit).collect()).await;
        let code = if engine == Engine::Sqlite { "1811" } else { "P0001" };
        let mut good = Vec::new();
        for (id, outcome) in (0..).zip(outcomes) {
            if [2, 6].contains(&(id % 10)) {
                assert_eq!(outcome, Err(Error::Database(code.into())), "{id} on {engine:?}");
            } else {
                assert_eq!(outcome, Ok(id), "{engine:?}");
                good.push(id);
            }
        }
        assert_eq!(things(&store).await, good, "{engine:?}");
        assert_eq!(counts(&store).await, [48, 48, 48], "{engine:?}");

        // Afterwards a rollback undoes and a commit stores, as before: others see it at once.
        let late = act(|tx| {
            Box::pin(async {
                add_all_three(tx, 500).await?;
                Err::<(), _>(Error::NotFound)
            })
        });
        assert_eq!(store.write(OSLO, late).await, Err(Error::NotFound));
        store.write(OSLO, act(|tx| Box::pin(add_all_three(tx, 501)))).await.expect("writes");
        assert_eq!(counts(&store).await, [49, 49, 49], "{engine:?}");
    }
}

#[tokio::test]
async fn a_swallowed_refusal_does_not_lose_rows_in_silence() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        store.write(OSLO, act(|tx| Box::pin(add_thing(tx, 1, "taken")))).await.expect("writes");

        let swallowed = act(|tx| {
            Box::pin(async {
                add_thing(tx, 2, "free").await?;
                let _ = add_thing(tx, 3, "taken").await;
                Ok(())
            })
        });
        let refused = store.write(OSLO, swallowed).await;
        assert!(matches!(refused, Err(Error::Conflict(_))), "{engine:?}: {refused:?}");
        assert_eq!(things(&store).await, [1], "{engine:?}");

        // Nothing was written before: the refusal may become an answer.
        let answered = act(|tx| Box::pin(async { Ok(add_thing(tx, 3, "taken").await.is_err()) }));
        assert_eq!(store.write(OSLO, answered).await, Ok(true));

        // With a savepoint the rest stands.
        let saved = act(|tx| {
            Box::pin(async {
                add_thing(tx, 2, "free").await?;
                let step = tx.savepoint().await?;
                assert!(add_thing(&step, 3, "taken").await.is_err());
                step.rollback().await?;
                Ok(())
            })
        });
        store.write(OSLO, saved).await.expect("stands");
        assert_eq!(things(&store).await, [1, 2], "{engine:?}");
    }
}

#[tokio::test]
async fn a_unit_whose_client_has_gone_leaves_all_or_nothing() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let mut waiting = Box::pin(store.write(OSLO, act(|tx| Box::pin(add_all_three(tx, 1)))));
        assert!(futures::poll!(&mut waiting).is_pending());
        drop(waiting);
        // A later unit of the same store comes after it in the queue.
        store.write(OSLO, act(|tx| Box::pin(add_all_three(tx, 2)))).await.expect("writes");
        // SQLite's writer does what it has been given; PostgreSQL undoes what nobody waits for.
        let expected = if engine == Engine::Sqlite { [2, 2, 2] } else { [1, 1, 1] };
        assert_eq!(counts(&store).await, expected, "{engine:?}");
    }
}

#[tokio::test]
async fn two_programs_on_one_file_take_turns() {
    let (store, clock) = fresh(Engine::Sqlite).await;
    let other = Store::open(store.config().clone(), clock, Keys::new([7; 32])).await.expect("opens");
    let slow = act(|tx| {
        Box::pin(async {
            let before: Vec<i64> = sql::column(tx, "SELECT count(*) FROM thing", []).await?;
            // A transaction that took its lock only now could not write any more once the other has.
            wait_for_the_other().await;
            add_thing(tx, 1, "slow").await?;
            Ok(before[0])
        })
    });
    let quick = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        other.write(OSLO, act(|tx| Box::pin(add_thing(tx, 2, "quick")))).await
    };
    assert_eq!(tokio::join!(store.write(OSLO, slow), quick), (Ok(0), Ok(())));
    assert_eq!(things(&store).await, [1, 2]);
}

/// Sets out two rows and runs two units at once on them, one for each row. Returns the number of attempts that
/// they needed together, and the rows' hits in order.
async fn meet(
    engine: Engine,
    step: impl for<'a> Fn(&'a Tx, i32, i32, bool) -> BoxFuture<'a, Result<()>> + Send + Sync + 'static,
) -> (u32, Vec<i32>) {
    let (store, _) = fresh(engine).await;
    for id in [1, 2] {
        store
            .write(OSLO, act(move |tx| Box::pin(async move { add_thing(tx, id, &id.to_string()).await })))
            .await
            .expect("writes");
    }
    let (step, attempts) = (Arc::new(step), Arc::new(AtomicU32::new(0)));
    let unit = |one: i32, other: i32| {
        let (step, attempts) = (step.clone(), attempts.clone());
        act(move |tx| {
            let (step, round) = (step.clone(), attempts.fetch_add(1, Ordering::SeqCst));
            Box::pin(async move { step(tx, one, other, round < 2).await.map(|()| one) })
        })
    };
    assert_eq!(at_once(&store, vec![unit(1, 2), unit(2, 1)]).await, [Ok(1), Ok(2)], "{engine:?}");
    let query = "SELECT hits FROM thing ORDER BY hits";
    let hits = sql::column(&store.across(Across::Probe), query, []).await.expect("reads");
    (attempts.load(Ordering::SeqCst), hits)
}

/// Long enough for the other unit to have done its first statement.
async fn wait_for_the_other() {
    tokio::time::sleep(Duration::from_millis(300)).await;
}

#[tokio::test]
async fn units_that_wait_for_each_other_both_finish() {
    for engine in BOTH {
        let (attempts, hits) = meet(engine, |tx, one, other, first| {
            Box::pin(async move {
                let hit = "UPDATE thing SET hits = 1 + (SELECT hits FROM thing WHERE id = $1) WHERE id = $2";
                sql::exec(tx, hit, [other.into(), one.into()]).await?;
                if first {
                    wait_for_the_other().await;
                }
                sql::exec(tx, "UPDATE thing SET hits = hits + 10 WHERE id = $1", [other.into()]).await?;
                Ok(())
            })
        })
        .await;
        // Whoever comes first gives 1 and 10; the second makes 2 of the 10 and 11 of the 1.
        assert_eq!(hits, [2, 11], "{engine:?}");
        // Control: on PostgreSQL they did lock each other out (40P01); SQLite has one writer.
        assert_eq!(attempts, if engine == Engine::Sqlite { 2 } else { 3 }, "{engine:?}");
    }
}

#[tokio::test]
async fn units_that_cannot_be_put_in_an_order_are_tried_again() {
    for engine in BOTH {
        let (attempts, hits) = meet(engine, |tx, one, _, first| {
            Box::pin(async move {
                if tx.is_postgres() {
                    tx.execute_unprepared("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").await?;
                }
                let sum: Vec<i64> = sql::column(tx, "SELECT sum(hits) FROM thing", []).await?;
                if first {
                    wait_for_the_other().await;
                }
                let values = [(sum[0] as i32 + 1).into(), one.into()];
                sql::exec(tx, "UPDATE thing SET hits = $1 WHERE id = $2", values).await?;
                Ok(())
            })
        })
        .await;
        assert_eq!(hits, [1, 2], "{engine:?}");
        // Control: on PostgreSQL one was refused (40001) at least once.
        if engine == Engine::Sqlite { assert_eq!(attempts, 2) } else { assert!(attempts >= 3, "{attempts}") }
    }
}

/// A unit that shares its way to the database with those of its kind in the group; a note says when it wants to be alone.
struct Trip {
    id: i32,
    note: String,
}

impl Trip {
    fn parts(&self, tx: &Tx) -> Vec<Part> {
        let thing = "INSERT INTO thing (id, note) VALUES ($1, $2)";
        let deed = audit::Deed {
            actor: &torg_base::Actor::Anonymous,
            action: "thing.added",
            subject_kind: "thing",
            subject: Uuid::from_u128(1),
        };
        vec![Part::new(thing, vec![self.id.into(), self.note.clone().into()]), audit::part(tx, deed)]
    }
}

impl Unit for Trip {
    type Out = i32;

    async fn run(&self, tx: &Tx) -> Result<i32> {
        tx.together(self.parts(tx)).await?;
        Ok(self.id)
    }

    async fn run_several(units: &[(Tx, &Self)]) -> Result<Vec<Option<i32>>> {
        let shared = |unit: &Trip| unit.note != "alone";
        let parts = units.iter().filter(|(_, unit)| shared(unit)).flat_map(|(tx, unit)| unit.parts(tx)).collect();
        units[0].0.together(parts).await?;
        Ok(units.iter().map(|(_, unit)| shared(unit).then_some(unit.id)).collect())
    }
}

#[tokio::test]
async fn units_that_share_a_trip_stand_or_fall_each_by_itself() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        // Every fifth wants a note that another has.
        let note = |id: i32| if id % 5 == 0 { "taken".to_owned() } else { id.to_string() };
        let all = (1..=40).map(|id| store.write(OSLO, Trip { id, note: note(id) }));
        let outcomes = futures::future::join_all(all).await;
        for (outcome, id) in outcomes.iter().zip(1..) {
            assert!(id % 5 == 0 || *outcome == Ok(id), "{engine:?}: {id} is good and stands: {outcome:?}");
        }
        assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 33, "{engine:?}: one of the eight got the note");
        assert_eq!(counts(&store).await, [33, 0, 33], "{engine:?}: each with its deed, the others with nothing");
    }
}

#[tokio::test]
async fn a_unit_left_out_by_its_neighbours_is_run_by_itself() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let note = |id: i32| if id == 7 { "alone".to_owned() } else { id.to_string() };
        let all = (1..=20).map(|id| store.write(OSLO, Trip { id, note: note(id) }));
        let outcomes: Result<Vec<i32>> = futures::future::join_all(all).await.into_iter().collect();
        assert_eq!(outcomes, Ok((1..=20).collect()), "{engine:?}");
        assert_eq!(counts(&store).await, [20, 0, 20], "{engine:?}");
    }
}
