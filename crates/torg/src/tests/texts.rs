//! The words: every key in every language, messages in one segment.

use std::collections::BTreeSet;

use torg_base::{Lang, Uuid};
use torg_booking::booking::messages::{self, Where};
use torg_booking::booking::model::{Booking, State};
use torg_catalogue::services::model::Way;
use torg_notify::sms::segments;
use torg_web::texts::Texts;

use super::harness::instant;
use crate::slices;

fn texts() -> Texts {
    Texts::load(&slices::texts()).expect("the texts load")
}

#[test]
fn every_key_exists_in_every_language() {
    let texts = texts();
    let nb = texts.keys(Lang::Nb);
    assert!(nb.len() > 200, "the texts were found");
    for lang in [Lang::Nn, Lang::En] {
        let missing: Vec<_> = nb.symmetric_difference(texts.keys(lang)).collect();
        assert!(missing.is_empty(), "{lang:?} differs from bokmål in {missing:?}");
    }
}

#[test]
fn every_key_that_a_template_uses_exists() {
    let texts = texts();
    let known = texts.keys(Lang::Nb);
    let mut used = BTreeSet::new();
    for file in files("html") {
        for part in [".t(\"", ".f(\"", ".f2(\""].iter().flat_map(|mark| file.split(mark).skip(1)) {
            used.insert(part[..part.find('"').expect("a closing quote")].to_owned());
        }
    }
    assert!(used.len() > 150, "the templates were found: {}", used.len());
    let missing: Vec<_> = used.iter().filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "used and not written: {missing:?}");
}

/// The text of every file under `crates/` with an ending.
fn files(ending: &str) -> Vec<String> {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(std::fs::read_to_string(path).expect("a text file"));
            }
        }
    }
    found
}

fn booking(lang: Lang, hidden: bool) -> Booking {
    Booking {
        id: Uuid::nil(),
        organisation: Uuid::nil(),
        place: Uuid::nil(),
        service: Uuid::nil(),
        way: Way::Counter,
        starts: instant("2026-12-30T11:30:00Z"),
        ends: instant("2026-12-30T12:00:00Z"),
        state: State::Confirmed,
        reference: "K7MA4NP2".into(),
        name: "Solveig".into(),
        phone: Some("+4790000001".into()),
        lang,
        note: String::new(),
        hidden,
        expires: None,
        code_tries: 0,
        sequence: 0,
        codes: 1,
    }
}

#[test]
fn common_messages_fit_one_segment_with_the_longest_names() {
    let texts = texts();
    let at = Where { place: "Nore og Uvdal innbyggertorg og bibliotek på Rødberg", phone: "+47 00 00 33 38" };
    for lang in Lang::ALL {
        let code = messages::code(&texts, lang, "123456");
        assert!(code.starts_with("123456"), "the code comes first: {code}");
        assert_eq!(segments(&code).segments, 1, "{code}");
        for hidden in [false, true] {
            let booking = booking(lang, hidden);
            for words in [messages::confirmed, messages::reminder, messages::moved, messages::cancelled] {
                let text = words(&texts, &booking, &at);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
                assert_eq!(text.contains("Nore"), !hidden, "the place is told only when it may be: {text}");
                assert!(!hidden || !text.contains("00 00"), "a hidden message has no number of a place: {text}");
            }
        }
    }
}
