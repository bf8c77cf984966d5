//! Instants keep their order and their value in both databases.

use super::*;
use crate::{At, testing::BOTH};

/// In the order of time; fractions of 0, 1, 3 and 6 digits, so that the text's length varies.
const IN_ORDER: [&str; 12] = [
    "1969-12-31T23:59:59.9Z",
    "1970-01-01T00:00:00Z",
    "2026-03-29T00:59:59.999999Z",
    "2026-03-29T01:00:00Z",
    "2026-03-29T01:00:00.000001Z",
    "2026-03-29T01:00:00.001Z",
    "2026-03-29T01:00:00.1Z",
    "2026-03-29T01:00:00.100001Z",
    "2026-03-29T01:00:00.25Z",
    "2026-03-29T01:00:00.999Z",
    "2026-03-29T01:00:01Z",
    "2026-10-25T01:00:00Z",
];

fn instants() -> Vec<Timestamp> {
    IN_ORDER.iter().map(|text| text.parse().expect("an instant")).collect()
}

#[tokio::test]
async fn order_and_value_survive() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = act(|tx| {
            Box::pin(async {
                // Written backwards, so that the order of insertion cannot pass for the right one.
                for (n, at) in instants().into_iter().enumerate().rev() {
                    let values = [(n as i32).into(), At(at).into()];
                    sql::exec(tx, "INSERT INTO moment (id, at) VALUES ($1, $2)", values).await?;
                }
                Ok(())
            })
        });
        store.write(OSLO, unit).await.expect("writes");

        let reads = store.within(OSLO);
        let found: Vec<At> = sql::column(&reads, "SELECT at FROM moment ORDER BY at", []).await.expect("reads");
        assert_eq!(found.into_iter().map(Timestamp::from).collect::<Vec<_>>(), instants(), "{engine:?}");
        for (n, at) in instants().into_iter().enumerate() {
            let query = "SELECT count(*) FROM moment WHERE at < $1";
            let before: Vec<i64> = sql::column(&reads, query, [At(at).into()]).await.expect("reads");
            assert_eq!(before, [n as i64], "before {at} on {engine:?}");
            let same: Vec<i32> =
                sql::column(&reads, "SELECT id FROM moment WHERE at = $1", [At(at).into()]).await.expect("reads");
            assert_eq!(same, [n as i32], "at {at} on {engine:?}");
        }
        let least: Vec<At> = sql::column(&reads, "SELECT min(at) FROM moment", []).await.expect("reads");
        assert_eq!(least, [At(instants()[0])]);
    }
}

#[test]
fn an_instant_is_kept_in_whole_microseconds() {
    let fine: Timestamp = "2026-03-02T08:00:00.123456789Z".parse().expect("an instant");
    let value: sea_orm::Value = At(fine).into();
    let back = <At as sea_orm::sea_query::ValueType>::try_from(value).expect("an instant");
    assert_eq!(back.0, start());
}
