//! The main job, from the first page to the closed meeting.

use axum::http::StatusCode;
use torg_store::testing::BOTH;

use super::harness::{Answer, Site, Visitor};

/// Books the first free time for a service at a place, as far as the code; returns the page with the code field.
pub async fn as_far_as_the_code(visitor: &mut Visitor<'_>, path: &str, phone: &str) -> (String, Answer) {
    let times = visitor.open(path).await;
    assert_eq!(times.status, StatusCode::OK, "{path}");
    let time = times.field("tid");
    let contact = visitor.open(&format!("{path}/kontakt?tid={time}")).await;
    let fields = [("tid", time.as_str()), ("name", "Solveig"), ("phone", phone), ("note", "")];
    let held = visitor.submit(&contact, &format!("{path}/kontakt"), &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let page = visitor.open(&held.location).await;
    (held.location, page)
}

/// The booking's key, out of its secret address.
pub fn id_of(location: &str) -> uuid::Uuid {
    let token = location.trim_start_matches("/time/");
    let bytes = data_encoding::BASE64URL_NOPAD.decode(&token.as_bytes()[..22]).expect("a token");
    uuid::Uuid::from_slice(&bytes).expect("a key")
}

#[tokio::test]
async fn a_citizen_finds_books_and_is_served() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();

        // The front page says first where it is open now.
        let front = citizen.open("/").await;
        assert!(front.has("Åpent nå"), "open now comes first");
        let place = citizen.open("/sted/vanylven").await;
        assert_eq!(place.status, StatusCode::OK);

        // Search in her own words, then the service with promise and boundary.
        let found = citizen.open("/tjenester?q=reiseregning+for+pasienter").await;
        let service = found.attribute("href", "/tjenester/pasientreise-reiseregning");
        let service = citizen.open(&service).await;
        assert!(service.has("Dette kan vi") && service.has("Dette kan vi ikke"));

        // Place and way, time, contact, code.
        let choices = citizen.open("/bestill/logge-inn-altinn").await;
        let path = choices.attribute("href", "/bestill/logge-inn-altinn/vanylven/counter");
        let (location, page) = as_far_as_the_code(&mut citizen, &path, "900 00 001").await;
        assert!(page.has("one-time-code"));

        // A wrong code keeps the page and says what to do; the right one confirms.
        let wrong = citizen.submit(&page, &format!("{location}/kode"), &[("code", "000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = site.code_for("+4790000001").await;
        let confirmed = citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
        let booked = citizen.open(&confirmed.location).await;
        assert!(booked.has("kalender.ics") && booked.has("/flytt") && booked.has("/avbestill"));

        // A message tells; it names neither the service nor a link.
        let body = &site.messages_to("+4790000001").await[0];
        assert!(!body.contains("Altinn") && !body.contains("http"), "{body}");

        serve_and_count(&site).await;
    }
}

/// The guide finds the booking in the day, takes it through its steps, and the figures move.
async fn serve_and_count(site: &Site) {
    let mut guide = site.signed_in("guide").await;
    let before = guide.open("/ansatt/tall?sted=vanylven").await;
    let mut day = guide.open("/ansatt/dag?sted=vanylven").await;
    let mut date = 23;
    while !day.has("Solveig<") && date < 30 {
        date += 1;
        day = guide.open(&format!("/ansatt/dag?sted=vanylven&dato=2026-11-{date}")).await;
    }
    let row = day.body.find("Solveig<").expect("the booking is in a day of the week");
    let action = day.body[row..].find("action=\"").map(|at| &day.body[row + at + 8..]).expect("an action in the row");
    let action = action[..action.find('"').unwrap()].to_owned();
    for step in ["kommet", "start", "ferdig"] {
        let done = guide.submit(&day, &action, &[("steg", step)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}");
    }
    let after = guide.open("/ansatt/tall?sted=vanylven").await;
    assert_ne!(before.body, after.body, "the statistics move");
}

#[tokio::test]
async fn a_drop_in_is_counted_in_two_clicks_and_stores_no_person() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut guide = site.signed_in("guide").await;
        let day = guide.open("/ansatt/dag?sted=vanylven").await;
        let fields = [("sted", "vanylven"), ("tjeneste", "logge-inn-altinn")];
        let counted = guide.submit(&day, "/ansatt/drop-in", &fields).await;
        assert_eq!(counted.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_booking_is_moved_and_cancelled_by_its_owner() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let path = "/bestill/logge-inn-altinn/vanylven/counter";
        let (location, page) = as_far_as_the_code(&mut citizen, path, "90000002").await;
        let code = site.code_for("+4790000002").await;
        citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;

        let choose = citizen.open(&format!("{location}/flytt?uke=2026-12-02")).await;
        let time = choose.field("tid");
        let moved = citizen.submit(&choose, &format!("{location}/flytt"), &[("tid", &time)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert!(site.messages_to("+4790000002").await[0].contains("flytt"));

        let calendar = citizen.open(&format!("{location}/kalender.ics")).await;
        assert!(calendar.has("SEQUENCE:1"), "{}", calendar.body);

        let ask = citizen.open(&format!("{location}/avbestill")).await;
        let cancelled = citizen.submit(&ask, &format!("{location}/avbestill"), &[]).await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER);
        let page = citizen.open(&location).await;
        assert!(!page.has("/flytt"), "a cancelled booking cannot be moved");

        // The reminder that was queued is not sent.
        let before = site.messages_to("+4790000002").await.len();
        site.later(jiff::SignedDuration::from_hours(24 * 14));
        assert_eq!(site.messages_to("+4790000002").await.len(), before);
    }
}

#[tokio::test]
async fn staff_book_for_somebody_without_a_telephone_and_move_it() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page = guide.open("/ansatt/ny-time?sted=vanylven&tilbud=logge-inn-altinn/counter&uke=2026-12-07").await;
        let time = page.field("tid");
        let fields =
            [("sted", "vanylven"), ("tilbud", "logge-inn-altinn/counter"), ("tid", time.as_str()), ("name", "Gudrun")];
        let booked = guide.submit(&page, "/ansatt/ny-time", &fields).await;
        assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
        let slip = guide.open(&booked.location).await;
        assert!(slip.has("Gudrun") && slip.has("data-print"), "the slip can be printed");
        let times = guide.open(&format!("{}/flytt?uke=2026-12-14", booked.location)).await;
        let later = times.field("tid");
        assert_ne!(later, time);
        let moved = guide.submit(&times, &format!("{}/flytt", booked.location), &[("tid", &later)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER);
        assert!(guide.open(&moved.location).await.has("14. desember"), "the slip has the new time");
    }
}

#[tokio::test]
async fn a_hold_that_is_not_confirmed_gives_the_seat_back() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let path = "/bestill/logge-inn-altinn/tokke/counter";
        let first = citizen.open(path).await.field("tid");
        let (location, page) = as_far_as_the_code(&mut citizen, path, "90000003").await;
        assert_ne!(citizen.open(path).await.field("tid"), first, "a held time is not offered");

        site.later(jiff::SignedDuration::from_mins(11));
        let code = site.code_for("+4790000003").await;
        let late = citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a late code confirms nothing");
        assert_eq!(citizen.open(path).await.field("tid"), first, "the time is offered again before upkeep has run");
        site.upkeep().await;
        assert!(citizen.open(&location).await.has("/bestill/"), "somebody who is late is told, and can begin again");
        site.later(jiff::SignedDuration::from_hours(1));
        site.upkeep().await;
        assert_eq!(citizen.open(&location).await.status, StatusCode::NOT_FOUND, "nothing is kept of it");
    }
}

#[tokio::test]
async fn five_wrong_codes_end_the_hold() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (location, page) =
        as_far_as_the_code(&mut citizen, "/bestill/logge-inn-altinn/vanylven/counter", "90000004").await;
    let code = site.code_for("+4790000004").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..5 {
        citizen.submit(&page, &format!("{location}/kode"), &[("code", wrong)]).await;
    }
    let right = citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "the right code comes too late");
}

#[tokio::test]
async fn what_was_typed_is_still_there_when_something_is_wrong() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let path = "/bestill/logge-inn-altinn/vanylven/counter";
    let time = citizen.open(path).await.field("tid");
    let contact = citizen.open(&format!("{path}/kontakt?tid={time}")).await;
    let fields = [("tid", time.as_str()), ("name", "Kåre <b>"), ("phone", "123"), ("note", "kommer med buss")];
    let wrong = citizen.submit(&contact, &format!("{path}/kontakt"), &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Kåre &#60;b&#62;") && wrong.has("kommer med buss") && wrong.has("aria-invalid"));
    assert!(wrong.has("<title>Feil: "), "the title says it first");
}

#[tokio::test]
async fn the_reference_and_the_number_lead_back_to_the_booking() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let (location, page) =
        as_far_as_the_code(&mut citizen, "/bestill/logge-inn-altinn/vanylven/counter", "90000005").await;
    let code = site.code_for("+4790000005").await;
    let done = citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
    let booked = citizen.open(&done.location).await;
    let at = booked.body.find("<strong>").expect("the reference is big") + 8;
    let reference = booked.body[at..at + 9].to_owned();

    let mut other = site.visitor();
    let form = other.open("/min-time").await;
    let wrong = other.submit(&form, "/min-time", &[("reference", &reference), ("phone", "90000099")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "another number does not open it");
    let right =
        other.submit(&form, "/min-time", &[("reference", &reference.to_lowercase()), ("phone", "900 00 005")]).await;
    assert_eq!(right.location, location);
}
