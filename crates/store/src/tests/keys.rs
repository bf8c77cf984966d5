//! Keys open only what they sealed, and errors say nothing about it.

use super::*;
use crate::{Error, Keys, testing::BOTH};

#[test]
fn only_the_same_key_and_context_open() {
    let (ours, theirs) = (Keys::new([1; 32]), Keys::new([2; 32]));
    let sealed = ours.seal(b"row 1", b"+4780012345").expect("seals");
    assert_eq!(ours.open(b"row 1", &sealed), Ok(b"+4780012345".to_vec()));
    let closed = Err(Error::Sealed("wrong key or changed bytes"));
    assert_eq!(theirs.open(b"row 1", &sealed), closed);
    assert_eq!(ours.open(b"row 2", &sealed), closed);
    for n in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[n] ^= 1;
        assert_eq!(ours.open(b"row 1", &changed), closed, "byte {n}");
    }
    assert_eq!(ours.open(b"row 1", &sealed[..5]), Err(Error::Sealed("too short")));
    assert_ne!(ours.seal(b"row 1", b"+4780012345"), Ok(sealed), "the same text looks different each time");
}

#[test]
fn hashes_of_different_purposes_and_keys_differ() {
    let keys = Keys::new([1; 32]);
    assert_eq!(keys.hash("phone", "+4780012345"), keys.hash("phone", "+4780012345"));
    assert_ne!(keys.hash("phone", "+4780012345"), keys.hash("phone", "+4780012346"));
    assert_ne!(keys.hash("phone", "+4780012345"), keys.hash("login", "+4780012345"));
    assert_ne!(keys.hash("phone", "+4780012345"), Keys::new([2; 32]).hash("phone", "+4780012345"));
    let signed = keys.sign("manage", "booking");
    assert_eq!(signed.len(), 22);
    assert!(signed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
}

#[test]
fn a_secret_is_read_from_its_file() {
    let text = Keys::generate();
    assert_ne!(text, Keys::generate());
    let (one, two) = (Keys::from_text(&format!("{text}\n")), Keys::from_text(&text.to_uppercase()));
    let (one, two) = (one.expect("a secret"), two.expect("a secret"));
    assert_eq!(one.hash("p", "v"), two.hash("p", "v"));
    assert!(Keys::from_text("").is_none());
    assert!(Keys::from_text(&text[..62]).is_none());
}

#[tokio::test]
async fn an_error_holds_no_value_of_the_row() {
    const SECRET: &str = "Kari Nordmann +4780012345";
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = |id| act(move |tx| Box::pin(async move { add_thing(tx, id, SECRET).await }));
        store.write(OSLO, unit(1)).await.expect("writes");
        let refused = store.write(OSLO, unit(2)).await.expect_err("twice");
        let index = if engine == Engine::Sqlite { "thing.note" } else { "thing_note" };
        assert!(refused.is_conflict(index), "{refused:?}");
        assert!(!format!("{refused:?} {refused}").contains("Kari"));

        // Control: what the driver says would have held the value (SQLite's driver is discreet itself).
        if engine == Engine::Postgres {
            let db = meddler(&store).await;
            let text = format!("INSERT INTO thing (id, note) VALUES (3, '{SECRET}')");
            let raw = db.execute_unprepared(&text).await.expect_err("twice");
            assert!(format!("{raw:?}").contains("Kari"));
            assert!(!format!("{:?}", Error::from(raw)).contains("Kari"));
        }
    }
}

#[tokio::test]
async fn a_named_check_is_told_by_its_name_on_both() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let unit = act(|tx| {
            Box::pin(async { sql::exec(tx, "INSERT INTO thing (id, note, hits) VALUES (1, 'a', -1)", []).await })
        });
        assert_eq!(store.write(OSLO, unit).await, Err(Error::Conflict("thing_hits".into())), "{engine:?}");
    }
}
