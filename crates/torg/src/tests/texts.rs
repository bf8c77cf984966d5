//! The words: every key in every language, messages in one segment.

use std::collections::BTreeSet;

use torg_base::{Lang, Reference, Uuid};
use torg_booking::booking::messages::{self, Where};
use torg_booking::booking::model::{Booking, State};
use torg_booking::courses::messages::{self as courses, News};
use torg_booking::replies::choices;
use torg_booking::replies::messages::{self as replies, How};
use torg_booking::replies::model::{Late, Outcome};
use torg_booking::waiting::messages::{self as waiting, To};
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
            for words in [messages::confirmed, messages::moved, messages::cancelled] {
                let text = words(&texts, &booking, &at);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
                assert_eq!(text.contains("Nore"), !hidden, "the place is told only when it may be: {text}");
                assert!(!hidden || !text.contains("00 00"), "a hidden message has no number of a place: {text}");
            }
        }
    }
}

#[test]
fn messages_about_courses_fit_one_segment_and_tell_no_topic() {
    let texts = texts();
    let at = Where { place: "Nore og Uvdal innbyggertorg og bibliotek på Rødberg", phone: "+47 00 00 33 38" };
    let all = ["course-changed-time", "course-changed-room", "course-changed-topic", "course-changed-host"];
    let news = [News::Joined(60), News::Left(60), News::Off(1), News::Off(60), News::On, News::Changed(all.to_vec())];
    for lang in Lang::ALL {
        for hidden in [false, true] {
            for told in &news {
                let text = courses::text(&texts, &booking(lang, hidden), &at, told);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
                assert_eq!(text.contains("Nore"), !hidden, "the place is told only when it may be: {text}");
                assert!(!hidden || !text.contains("00 00"), "a hidden message has no number of a place: {text}");
            }
        }
    }
}

#[test]
fn messages_about_trips_fit_one_segment_and_tell_no_errand() {
    use torg_booking::trips::messages::{News, text};

    let texts = texts();
    let at = Where { place: "Nore og Uvdal innbyggertorg og bibliotek på Rødberg", phone: "+47 00 00 33 38" };
    for lang in Lang::ALL {
        for hidden in [false, true] {
            for news in News::ALL {
                let text = text(&texts, "K7MA-4NP2", &booking(lang, hidden), 4, &at, news);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("http") && text.contains("K7MA-4NP2"), "{text}");
                assert_eq!(text.contains("Nore"), !hidden, "the place is told only when it may be: {text}");
                assert!(!hidden || !text.contains("00 00"), "a hidden message has no number of a place: {text}");
            }
        }
    }
}

#[test]
fn messages_to_helpers_fit_one_segment_and_tell_time_and_reference_only() {
    use torg_booking::helpers::messages::{News, code, text};

    let texts = texts();
    for lang in Lang::ALL {
        let told = code(&texts, lang, "123456", "Anne-Margrethe Kristoffersen-Bartholomeusdatter");
        assert!(told.starts_with("123456") && told.contains("Anne-Margrethe"), "{told}");
        assert_eq!(segments(&told).segments, 1, "{} units: {told}", segments(&told).units);
        for (news, count) in News::ALL.into_iter().flat_map(|news| [(news, 1), (news, 52)]) {
            let text = text(&texts, lang, &booking(lang, false), (news, count));
            assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
            assert!(!text.contains('⟦') && !text.contains("http") && text.contains("K7MA-4NP2"), "{text}");
            assert!(!text.contains("Solveig"), "not who: {text}");
            assert_eq!(text.contains("52"), count > 1 && news != News::Reminder, "how many: {text}");
        }
    }
}

#[test]
fn messages_about_notices_fit_one_segment_and_say_how_certain_they_are() {
    use torg_base::Reference;
    use torg_catalogue::notices::{self, Certainty, Confirmation, Content, How, Notice, Texts as Words};

    let (texts, site) = (texts(), "Nore og Uvdal innbyggertorg");
    let date = jiff::civil::date(2026, 11, 20);
    let now = instant("2026-11-20T10:00:00Z");
    let titles = [
        "Kort".to_owned(),
        "Oppmøte hos politiet for EØS-borgere som skal registrere seg «på nytt» – før nyttår eller så".to_owned(),
        "Čohkkejupmi bolesiid luhtte EEA-orohanlobi dihtii ja vel okta guhkes bajilčála dása maŋŋil".to_owned(),
        "x".repeat(90),
        "š".repeat(90),
    ];
    for lang in Lang::ALL {
        let code = Reference::from_random(u64::MAX);
        for text in [
            notices::code_text(&texts, lang, site, "123456"),
            notices::welcome_text(&texts, lang, site, &code),
            notices::stop_text(&texts, lang, site, &code),
            notices::ended_text(&texts, lang, site),
        ] {
            assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
            assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
        }
        assert!(notices::code_text(&texts, lang, site, "123456").starts_with("123456"));
        for title in &titles {
            let mut content = Content {
                agency: "Politiet".into(),
                texts: Words::default(),
                services: Vec::new(),
                sources: Vec::new(),
                from: date,
                to: None,
            };
            content.texts.in_lang_mut(lang).title.clone_from(title);
            let reported = Notice::new(Uuid::nil(), content.clone(), Certainty::Reported, now);
            let disputed = Notice::new(Uuid::nil(), content, Certainty::Disputed, now);
            let who = Confirmation { who: String::new(), how: How::Letter, on: date };
            let all = [reported.confirmed(who, now), reported.withdrawn(now), reported, disputed];
            for notice in all {
                let text = notices::notice_sms(&texts, lang, site, &notice);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                let heading = texts.format(lang, notice.state.heading(), &[("title", "")]);
                let word = texts.get(lang, notice.state.word());
                assert!(text.starts_with(heading.trim()) || text.starts_with(word), "{text}");
                assert!(text.contains("Nore og Uvdal") && !text.contains("http"), "{text}");
            }
        }
    }
}

#[test]
fn messages_about_visits_fit_one_segment_and_say_when() {
    use torg_visits::announced::messages::sms;
    use torg_visits::announced::model::{AgencyVisit, Content, Kind};

    let (texts, site) = (texts(), "Nore og Uvdal innbyggertorg");
    let when = (instant("2026-12-30T11:30:00Z"), instant("2026-12-30T14:00:00Z"));
    let names = [
        "Nav".to_owned(),
        "Direktoratet for byggkvalitet og det sentrale kontoret for pass".to_owned(),
        "Kárášjoga «gielda» – bálvalanguovddáš ja girjerádju Kárášjogas".to_owned(),
        "x".repeat(60),
        "š".repeat(60),
    ];
    for (lang, kind) in Lang::ALL.into_iter().flat_map(|lang| Kind::ALL.map(|kind| (lang, kind))) {
        for (agency, place) in names.iter().flat_map(|agency| names.iter().map(move |place| (agency, place))) {
            let content = Content { agency: agency.clone(), ..Content::default() };
            let visit = AgencyVisit::planned(Uuid::nil(), (Uuid::nil(), Uuid::nil()), when, content);
            let text = sms(&texts, lang, site, place, &visit, kind);
            assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
            assert!(text.contains("30.12. ") && text.contains("12.30"), "when it is: {text}");
            assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
            let short = names[0] == *agency && names[0] == *place;
            assert!(!short || (text.contains("Nav") && text.contains(site)), "what there is room for is whole: {text}");
        }
    }
}

#[test]
fn messages_about_the_queue_fit_one_segment_and_tell_no_errand() {
    use torg_centre::queue::messages;
    use torg_centre::queue::model::{State, Ticket};

    let texts = texts();
    let place = "Nore og Uvdal innbyggertorg og bibliotek på Rødberg";
    for lang in Lang::ALL {
        let now = instant("2026-11-29T11:30:00Z");
        let ticket = Ticket {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            place: Uuid::nil(),
            day: torg_base::time::oslo_date(now),
            number: 1234,
            turn: 0,
            service: Some(Uuid::nil()),
            state: State::Waiting,
            lang,
            phone: Some("+8000001234".into()),
            told: false,
            drawn: now,
            called: None,
            called_by: None,
            desk: None,
        };
        let drawn = [0, 1, 2, 123].map(|before| messages::drawn(&texts, &ticket, place, before, "K7MA"));
        let soon = [0, 1].map(|before| messages::soon(&texts, &ticket, place, before));
        assert!(drawn.iter().all(|text| text.contains("K7MA")) && drawn[3].contains("123 "), "{drawn:?}");
        for text in drawn.iter().chain(&soon) {
            assert_eq!(segments(text).segments, 1, "{} units: {text}", segments(text).units);
            assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
            assert!(text.contains("G1234") && text.contains("Nore og Uvdal"), "{text}");
        }
    }
}

/// Every message that asks, in both ways of answering, and the answers to answers.
fn asked(texts: &Texts, lang: Lang, hidden: bool) -> Vec<String> {
    let at = Where { place: "Nore og Uvdal innbyggertorg og bibliotek på Rødberg", phone: "+47 00 00 33 38" };
    let (booking, code) = (booking(lang, hidden), Reference::parse("K7MA-4NP2").expect("a code"));
    let to = To { texts, lang, hidden };
    let mut all = Vec::new();
    for how in [How::Sms, How::Code(&code)] {
        all.push(replies::reminder(texts, &booking, &at, how));
        all.push(waiting::joined(to, &at, how));
        all.push(waiting::offer(to, &at, booking.starts, booking.ends, how));
    }
    all.extend([waiting::taken_off(to, &at), waiting::over(to, &at)]);
    all
}

#[test]
fn questions_and_answers_fit_one_segment() {
    let texts = texts();
    let late = [Late::OfferOver, Late::BookingCancelled, Late::BookingOver, Late::NotWaiting].map(Outcome::Late);
    let outcomes =
        [Outcome::WillCall, Outcome::Declined, Outcome::Left, Outcome::AddressNeeded].into_iter().chain(late);
    let plain: Vec<&str> = outcomes.filter_map(|outcome| outcome.sms()).chain(["sms-not-understood"]).collect();
    assert_eq!(plain.len(), 9);
    let code = Reference::parse("K7MA-4NP2").expect("a code");
    for lang in Lang::ALL {
        for hidden in [false, true] {
            for text in asked(&texts, lang, hidden) {
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("http"), "{text}");
                assert_eq!(text.contains("Nore"), !hidden, "the place is told only when it may be: {text}");
                assert!(!hidden || !text.contains("00 00"), "a hidden message has no number of a place: {text}");
            }
        }
        for kind in ["guidance", "caseworker"] {
            let labels = choices::labels(&texts, lang, None, kind);
            for how in [How::Sms, How::Code(&code)] {
                let text = replies::topic(&texts, lang, booking(lang, false).starts, &labels, how);
                assert_eq!(segments(&text).segments, 1, "{} units: {text}", segments(&text).units);
                assert!(!text.contains('⟦') && !text.contains("topic-"), "{text}");
            }
        }
        for key in &plain {
            let text = texts.get(lang, key);
            assert!(text != *key && segments(text).segments == 1, "{text}");
        }
    }
}
