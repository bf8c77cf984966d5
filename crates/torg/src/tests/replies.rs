//! Answers: to reminders, to the question a week ahead, by SMS and on the site; and a second booking of the same person.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use serde_json::json;
use torg_store::testing::BOTH;
use torg_store::{Across, Engine, sql};

use super::harness::{Answer, Site, Visitor, instant};
use super::waiting::{code_in, type_code};

const PATH: &str = "/bestill/logge-inn-altinn/vanylven/counter";

/// Books a time in a week; returns its address and start.
async fn booked(site: &Site, visitor: &mut Visitor<'_>, phone: &str, week: &str) -> (String, jiff::Timestamp) {
    let (location, page, start) = held(visitor, phone, week, &[]).await;
    let code = site.code_for(phone).await;
    let done = visitor.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    (location, start)
}

async fn held(
    visitor: &mut Visitor<'_>,
    phone: &str,
    week: &str,
    more: &[(&str, &str)],
) -> (String, Answer, jiff::Timestamp) {
    let time = visitor.open(&format!("{PATH}?uke={week}&lang=nb")).await.field("tid");
    let contact = visitor.open(&format!("{PATH}/kontakt?tid={time}")).await;
    let mut fields = vec![("tid", time.as_str()), ("name", "Vera"), ("phone", phone), ("note", "")];
    fields.extend_from_slice(more);
    let held = visitor.submit(&contact, &format!("{PATH}/kontakt"), &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let page = visitor.open(&held.location).await;
    (held.location, page, jiff::Timestamp::from_second(time.parse().unwrap()).unwrap())
}

/// Somebody sends an SMS, and the provider hands it over.
pub async fn text(site: &Site, from: &str, text: &str) -> StatusCode {
    let secret = torg_booking::replies::secret(site.app.store().keys());
    let mut provider = site.visitor();
    let message = json!({"from": from, "text": text});
    provider.post_json(&format!("/api/v1/messages/{secret}/json"), &message).await.status
}

async fn remind(site: &Site, start: jiff::Timestamp) {
    // What was sent before has left by then.
    site.messages().await;
    site.clock.set(start - SignedDuration::from_hours(47));
}

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

#[tokio::test]
async fn a_reminder_is_answered_by_sms() {
    for engine in BOTH {
        let site = Site::answering(engine).await;
        let mut citizen = site.visitor();
        let (come, start) = booked(&site, &mut citizen, "+8000001401", "2026-12-07").await;
        let (cancel, _) = booked(&site, &mut citizen, "+8000001402", "2026-12-07").await;
        let (other, _) = booked(&site, &mut citizen, "+8000001403", "2026-12-07").await;
        remind(&site, start).await;
        for phone in ["+8000001401", "+8000001402", "+8000001403"] {
            assert!(site.messages_to(phone).await[0].contains("Svar 1: jeg kommer"), "{engine:?}");
        }
        let before = site.messages_to("+8000001401").await.len();
        assert_eq!(text(&site, "+8000001401", "1").await, StatusCode::OK);
        assert_eq!(text(&site, "8000001402", " 2. ").await, StatusCode::OK);
        assert_eq!(text(&site, "+8000001403", "FLYTT").await, StatusCode::OK);
        assert_eq!(site.messages_to("+8000001401").await.len(), before, "a yes needs no answer");
        assert!(citizen.open(&come).await.has("/avbestill"));
        assert!(citizen.open(&cancel).await.has("Timen er avbestilt"), "{engine:?}");
        assert!(site.messages_to("+8000001402").await[0].contains("er avbestilt"));
        assert!(site.messages_to("+8000001403").await[0].contains("Vi ringer deg"));
        assert!(citizen.open(&other).await.has("/flytt"), "the time is kept until somebody has called");

        // The same again changes nothing and costs nothing; another answer is told how it is.
        let sent = site.messages_to("+8000001402").await.len();
        text(&site, "+8000001402", "2").await;
        assert_eq!(site.messages_to("+8000001402").await.len(), sent, "{engine:?}");
        text(&site, "+8000001402", "1").await;
        assert!(site.messages_to("+8000001402").await[0].contains("allerede avbestilt"), "{engine:?}");

        // Staff see whom to call, and say when they have.
        let mut guide = site.signed_in("guide").await;
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        assert!(day.has("Vil ha en ny tid"));
        let action = day.attribute("action", &format!("/ansatt/time/{}/ringt", super::line::id_of(&other)));
        guide.submit(&day, &action, &[]).await;
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        assert!(!day.has(&action), "{engine:?}: called");

        site.clock.set(start + SignedDuration::from_hours(1));
        text(&site, "+8000001401", "2").await;
        assert!(site.messages_to("+8000001401").await[0].contains("har begynt eller er over"), "{engine:?}");
    }
}

#[tokio::test]
async fn what_is_no_answer_gets_one_polite_answer_a_day() {
    for engine in BOTH {
        let site = Site::answering(engine).await;
        let mut citizen = site.visitor();
        let (location, start) = booked(&site, &mut citizen, "+8000001404", "2026-12-07").await;
        remind(&site, start).await;
        let before = site.messages_to("+8000001404").await.len();
        for words in ["Jeg er syk og kan ikke komme", "nei", "7", ""] {
            assert_eq!(text(&site, "+8000001404", words).await, StatusCode::OK);
        }
        let after = site.messages_to("+8000001404").await;
        assert_eq!(after.len(), before + 1, "{engine:?}: one for all of them");
        assert!(after[0].contains("Vi forstod ikke svaret"));
        assert!(citizen.open(&location).await.has("/avbestill"), "nothing is cancelled on a guess");
        site.later(SignedDuration::from_hours(24));
        text(&site, "+8000001404", "hallo").await;
        assert_eq!(site.messages_to("+8000001404").await.len(), before + 2, "another day");
        // A stranger gets the same, and many from one number are not all read.
        for _ in 0..40 {
            assert_eq!(text(&site, "+8000001499", "hei").await, StatusCode::OK);
        }
        assert_eq!(site.messages_to("+8000001499").await.len(), 1, "{engine:?}");
        let kept = "SELECT count(*) FROM question WHERE answer IS NOT NULL";
        assert_eq!(count(&site, kept).await, 0, "{engine:?}: no words are kept");
    }
}

#[tokio::test]
async fn only_a_provider_with_the_secret_is_listened_to() {
    let site = Site::answering(Engine::Sqlite).await;
    let mut stranger = site.visitor();
    let message = json!({"from": "+8000001405", "text": "2"});
    for path in ["/api/v1/messages/feil/json", "/api/v1/messages/feil/kannel"] {
        assert_eq!(stranger.post_json(path, &message).await.status, StatusCode::NOT_FOUND);
    }
    let secret = torg_booking::replies::secret(site.app.store().keys());
    let unread = stranger.post_json(&format!("/api/v1/messages/{secret}/json"), &json!({"text": "2"})).await;
    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    let kannel = stranger.post_json(&format!("/api/v1/messages/{secret}/kannel"), &message).await;
    assert_eq!(kannel.status, StatusCode::NOT_FOUND, "no Kannel is configured here");
    // Where nothing is configured there is nobody to listen to.
    let silent = Site::demo(Engine::Sqlite).await;
    let secret = torg_booking::replies::secret(silent.app.store().keys());
    let mut provider = silent.visitor();
    let answer = provider.post_json(&format!("/api/v1/messages/{secret}/json"), &message).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn kannel_hands_answers_over_without_numbers_in_the_address() {
    let site = Site::with_sms(
        Engine::Sqlite,
        "kind = 'kannel'\nurl = 'http://127.0.0.1:1/'\nusername = 'x'\npassword_file = 'x'\nsender = '2440'\nincoming = true",
    )
    .await;
    let mut citizen = site.visitor();
    let (location, start) = booked(&site, &mut citizen, "+8000001406", "2026-12-07").await;
    remind(&site, start).await;
    site.messages().await;
    let secret = torg_booking::replies::secret(site.app.store().keys());
    let request = Request::post(format!("/api/v1/messages/{secret}/kannel"))
        .header("x-kannel-from", "+8000001406")
        .header("content-type", "text/plain; charset=\"UTF-8\"");
    let answer = site.visitor().send(request, Body::from("2")).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""), "nothing that Kannel would send on");
    assert!(citizen.open(&location).await.has("Timen er avbestilt"));
}

#[tokio::test]
async fn without_answers_by_sms_a_code_on_the_site_gives_the_same_choices() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let (location, start) = booked(&site, &mut citizen, "+8000001407", "2026-12-07").await;
        remind(&site, start).await;
        let message = site.messages_to("+8000001407").await[0].clone();
        assert!(message.contains("under Svar på nettsiden") && !message.contains("Svar 1"), "{message}");
        let code = code_in(&message);

        let mut other = site.visitor();
        let find = other.open("/svar?lang=nb").await;
        for wrong in ["", "123", "K7MA-4NP2"] {
            let answer = other.submit(&find, "/svar", &[("kode", wrong)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(answer.has("href=\"#kode\"") && answer.has("aria-invalid"));
        }
        let (path, page) = type_code(&mut other, &code.to_lowercase().replace('-', "")).await;
        assert!(page.has("Jeg kommer") && page.has("7. desember") && !page.has("Altinn") && !page.has("Vera"));
        assert_eq!(other.submit(&page, &path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let come = other.submit(&page, &path, &[("svar", "1")]).await;
        assert!(other.open(&come.location).await.has("Vi venter deg"));
        let moving = other.submit(&page, &path, &[("svar", "3")]).await;
        assert!(moving.location.ends_with("/flytt"), "on the site the new time is chosen at once");
        let gone = other.submit(&page, &path, &[("svar", "2")]).await;
        assert!(other.open(&gone.location).await.has("Timen er avbestilt"), "{engine:?}");
        assert!(citizen.open(&location).await.has("Timen er avbestilt"));
        let (_, late) = type_code(&mut other, &code).await;
        assert!(late.has("Timen er avbestilt. Du kan bestille en ny"), "{engine:?}");
    }
}

#[tokio::test]
async fn a_question_that_was_never_sent_takes_no_answer() {
    let site = Site::answering(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (first, _) = booked(&site, &mut citizen, "+8000001408", "2026-12-07").await;
    let (_, start) = booked(&site, &mut citizen, "+8000001408", "2026-12-08").await;
    let ask = citizen.open(&format!("{first}/avbestill")).await;
    citizen.submit(&ask, &format!("{first}/avbestill"), &[]).await;
    remind(&site, start).await;
    assert!(site.messages_to("+8000001408").await[0].starts_with("Husk timen"));
    text(&site, "+8000001408", "2").await;
    assert!(site.messages_to("+8000001408").await[0].contains("er avbestilt"));
    let left = "SELECT count(*) FROM booking WHERE state = 'confirmed' AND phone = '+8000001408'";
    assert_eq!(count(&site, left).await, 0, "the answer went to the one that was asked about");
}

#[tokio::test]
async fn a_week_ahead_people_say_what_it_is_about_and_the_guide_sees_it() {
    for engine in BOTH {
        let site = Site::answering(engine).await;
        let mut citizen = site.visitor();
        let (location, start) = booked(&site, &mut citizen, "+8000001409", "2026-12-07").await;
        // Somebody who asked not to be shown, and somebody who books too late to be asked.
        let (hidden, page, _) = held(&mut citizen, "+8000001410", "2026-12-07", &[("hidden", "ja")]).await;
        let code = site.code_for("+8000001410").await;
        citizen.submit(&page, &format!("{hidden}/kode"), &[("code", &code)]).await;
        site.clock.set(start - SignedDuration::from_hours(7 * 24 + 1));
        site.upkeep().await;
        let before = site.messages_to("+8000001409").await.len();
        booked(&site, &mut citizen, "+8000001411", "2026-12-07").await;
        site.clock.set(start - SignedDuration::from_hours(7 * 24) + SignedDuration::from_mins(10));
        for _ in 0..2 {
            site.upkeep().await;
        }
        let asked = site.messages_to("+8000001409").await;
        assert_eq!(asked.len(), before + 1, "{engine:?}: once");
        assert!(asked[0].contains("Hva vil du ha hjelp til? Svar 1 fylle ut et skjema, 2"), "{}", asked[0]);
        for phone in ["+8000001410", "+8000001411"] {
            assert!(!site.messages_to(phone).await[0].contains("hjelp til"), "{engine:?}: {phone} is not asked");
        }
        text(&site, "+8000001409", "6").await;
        text(&site, "+8000001409", "3").await;

        let date = torg_base::time::oslo_date(start);
        let mut guide = site.signed_in("guide").await;
        let day = guide.open(&format!("/ansatt/dag?sted=vanylven&lang=nb&dato={date}")).await;
        assert!(day.has(": forstå et brev"), "{engine:?}: in the day");
        let id = super::line::id_of(&location);
        assert!(guide.open(&format!("/ansatt/time/{id}?lang=nb")).await.has("forstå et brev"), "and in the booking");
        let mut helper = site.signed_in("helper").await;
        let day = helper.open(&format!("/ansatt/dag?sted=vanylven&lang=nb&dato={date}")).await;
        assert!(!day.has(": forstå et brev"), "a volunteer does not see it");

        site.clock.set(start + SignedDuration::from_hours(24 * 91));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM topic").await, 0, "{engine:?}: deleted with the booking");
        assert_eq!(count(&site, "SELECT count(*) FROM question").await, 0, "{engine:?}");
    }
}

#[tokio::test]
async fn a_manager_makes_own_choices_and_old_answers_keep_their_meaning() {
    for engine in BOTH {
        let site = Site::answering(engine).await;
        let mut manager = site.signed_in("manager").await;
        let list = manager.open("/styring/sporsmal?lang=nb").await;
        assert!(list.has("fylle ut et skjema"));
        let path = "/styring/sporsmal/vanylven/logge-inn-altinn";
        let page = manager.open(path).await;
        let few = manager.submit(&page, path, &[("v1-nb", "koder"), ("v1-nn", "kodar"), ("v1-en", "codes")]).await;
        assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(few.has("minst tre svar") && few.has("kodar"));
        let half = manager.submit(&page, path, &[("v1-nb", "koder")]).await;
        assert!(half.has("href=\"#v1-nn\""), "{}", half.body);
        let long = (1..=5).flat_map(|n| ["nb", "nn", "en"].map(|lang| (format!("v{n}-{lang}"), "x".repeat(22))));
        let long: Vec<(String, String)> = long.collect();
        let long: Vec<(&str, &str)> = long.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert!(manager.submit(&page, path, &long).await.has("én SMS"), "five long ones are two SMS");
        let own = ["BankID", "passord", "fullmakt"];
        let own = (1..).zip(own).flat_map(|(n, word)| ["nb", "nn", "en"].map(|lang| (format!("v{n}-{lang}"), word)));
        let own: Vec<(String, &str)> = own.collect();
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(manager.submit(&page, path, &own).await.status, StatusCode::SEE_OTHER);
        assert!(manager.open("/styring/sporsmal").await.has("BankID · passord · fullmakt"), "{engine:?}");
        assert_eq!(manager.get("/styring/sporsmal/rost/logge-inn-altinn").await.status, StatusCode::NOT_FOUND);

        let mut citizen = site.visitor();
        let (location, start) = booked(&site, &mut citizen, "+8000001412", "2026-12-07").await;
        site.clock.set(start - SignedDuration::from_hours(7 * 24) + SignedDuration::from_mins(10));
        site.upkeep().await;
        assert!(site.messages_to("+8000001412").await[0].contains("1 BankID, 2 passord, 3 fullmakt"));
        let mut manager = site.signed_in("manager").await;
        let page = manager.open(path).await;
        manager.submit(&page, path, &[]).await;
        text(&site, "+8000001412", "3").await;
        let id = super::line::id_of(&location);
        let mut guide = site.signed_in("guide").await;
        assert!(guide.open(&format!("/ansatt/time/{id}?lang=nb")).await.has("fullmakt"), "{engine:?}: as it was asked");
    }
}

#[tokio::test]
async fn a_second_booking_is_met_only_when_the_number_is_proven() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let (first, _) = booked(&site, &mut citizen, "+8000001413", "2026-12-07").await;

        // A stranger with the number learns nothing: every page is the same as for a number that has no booking.
        let mut stranger = site.visitor();
        let (probe, page, _) = held(&mut stranger, "+8000001413", "2026-12-09", &[]).await;
        let (blank, same, _) = held(&mut stranger, "+8000001414", "2026-12-10", &[]).await;
        assert!(!page.has("7. desember") && !page.has("fra før"));
        for (address, page) in [(&probe, &page), (&blank, &same)] {
            let wrong = stranger.submit(page, &format!("{address}/kode"), &[("code", "000000")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!wrong.has("7. desember"));
            let asked = stranger.get(&format!("{address}/dobbel")).await;
            assert_eq!((asked.status, asked.location.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
            let tried = stranger.submit(page, &format!("{address}/dobbel"), &[("valg", "flytt"), ("gammel", "")]).await;
            assert_eq!(tried.location, **address, "{engine:?}");
        }

        // The owner, with the code, is asked.
        let code = site.code_for("+8000001413").await;
        let done = stranger.submit(&page, &format!("{probe}/kode"), &[("code", &code)]).await;
        assert_eq!(done.location, format!("{probe}/dobbel"), "{engine:?}");
        let ask = stranger.open(&done.location).await;
        assert!(ask.has("7. desember") && ask.has("9. desember") && ask.has("Behold begge"));
        let keep = stranger.submit(&ask, &done.location, &[("valg", "begge")]).await;
        assert_eq!(keep.location, probe);
        assert!(citizen.open(&first).await.has("/avbestill"), "both stand");
        let old = ask.field("gammel");
        let moved = stranger.submit(&ask, &done.location, &[("valg", "flytt"), ("gammel", &old)]).await;
        assert!(stranger.open(&moved.location).await.has("Den gamle timen er avbestilt"), "{engine:?}");
        assert!(citizen.open(&first).await.has("Timen er avbestilt"), "{engine:?}");
    }
}

#[tokio::test]
async fn a_request_that_staff_agreed_to_proves_no_number() {
    // A landline gets no code: whoever typed it has not shown that it is theirs, also when staff have called it.
    let site = Site::demo(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (_, _, start) = held(&mut citizen, "78 49 63 00", "2026-12-07", &[]).await;
    let (second, _, _) = held(&mut citizen, "78 49 63 00", "2026-12-09", &[]).await;
    let mut guide = site.signed_in("guide").await;
    let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
    let action = format!("/ansatt/time/{}/steg", super::line::id_of(&second));
    guide.submit(&day, &action, &[("steg", "avtalt")]).await;
    assert!(citizen.open(&second).await.has("kalender.ics"), "it stands");
    assert_eq!(citizen.get(&format!("{second}/dobbel")).await.location, second);
    assert!(start > instant(super::harness::MONDAY));
}

#[tokio::test]
async fn whoever_did_not_come_is_shown_the_way_to_a_new_time() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (location, start) = booked(&site, &mut citizen, "+8000001415", "2026-11-24").await;
    site.clock.set(start + SignedDuration::from_mins(20));
    let mut guide = site.signed_in("guide").await;
    let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
    let action = format!("/ansatt/time/{}/steg", super::line::id_of(&location));
    guide.submit(&day, &action, &[("steg", "ikke-mott")]).await;
    let page = citizen.open(&location).await;
    assert!(page.has("Vi fikk ikke møtt deg") && page.has("href=\"/tjenester\""), "{}", page.body);
    assert!(!page.has("kalender.ics"));
}
