//! Somebody books for somebody else, by a yes that the person gives, sees and takes back; and where to come on a visit at home.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor};
use super::line::id_of;

const PATH: &str = "/bestill/logge-inn-altinn/vanylven/counter";
const PERSON: &str = "+8000001801";
const HELPER: &str = "+8000001802";
const WEEK: &str = "2026-12-07";

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

/// Logs in with a code by SMS, as anybody does.
pub async fn log_in(site: &Site, visitor: &mut Visitor<'_>, phone: &str) {
    let door = visitor.open("/logg-inn?lang=nb").await;
    let sent = visitor.submit(&door, "/logg-inn/kode", &[("phone", phone)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let ask = visitor.open(&sent.location).await;
    let code = site.code_for(phone).await;
    let done = visitor.submit(&ask, &sent.location, &[("code", &code)]).await;
    assert_eq!(done.location, "/min-side", "{}", done.body);
}

/// The contact page for somebody else, and the start that was chosen.
async fn for_another(visitor: &mut Visitor<'_>) -> (String, Answer) {
    let time = visitor.open(&format!("{PATH}?uke={WEEK}&lang=nb")).await.field("tid");
    let own = visitor.open(&format!("{PATH}/kontakt?tid={time}")).await;
    let link = own.attribute("href", &format!("{PATH}/kontakt?tid={time}&amp;andre=1"));
    let page = visitor.open(&link).await;
    assert!(page.status == StatusCode::OK && page.has("Hvem er timen for?"), "{}", page.body);
    (time, page)
}

/// Books for somebody, as far as the code.
async fn asked(visitor: &mut Visitor<'_>, more: &[(&str, &str)]) -> (String, Answer) {
    let (time, page) = for_another(visitor).await;
    let mut fields = vec![
        ("tid", time.as_str()),
        ("andre", "1"),
        ("name", "Bestemor"),
        ("phone", PERSON),
        ("helper_name", "Hilde Hjelper"),
        ("helper_phone", HELPER),
        ("note", "Rullestol"),
    ];
    fields.extend_from_slice(more);
    let held = visitor.submit(&page, &format!("{PATH}/kontakt"), &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let page = visitor.open(&held.location).await;
    (held.location, page)
}

async fn confirmed(site: &Site, visitor: &mut Visitor<'_>, more: &[(&str, &str)]) -> String {
    let (location, page) = asked(visitor, more).await;
    let code = site.code_for(PERSON).await;
    let done = visitor.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    location
}

#[tokio::test]
async fn a_helper_books_with_a_yes_books_again_and_is_stopped_when_it_is_taken_back() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut helper = site.visitor();

        // What is missing is said; one's own number is not the other's.
        let (time, page) = for_another(&mut helper).await;
        let fields =
            [("tid", time.as_str()), ("andre", "1"), ("name", "B"), ("phone", HELPER), ("helper_phone", HELPER)];
        let wrong = helper.submit(&page, &format!("{PATH}/kontakt"), &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.has("href=\"#helper_name\"") && wrong.has("det samme nummeret to ganger"), "{}", wrong.body);

        // The code goes to the person, and says what it says yes to. Without it there is no yes.
        let (location, page) = asked(&mut helper, &[]).await;
        assert!(page.has("one-time-code") && page.has("Hilde Hjelper kan bestille for dem til"), "{}", page.body);
        let told = site.messages_to(PERSON).await;
        assert!(told[0].contains("Hilde Hjelper bestiller til deg") && told[0].contains("30 dager"), "{}", told[0]);
        assert!(site.messages_to(HELPER).await.is_empty());
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent WHERE state = 'given'").await, 0);
        let again = helper.submit(&page, &format!("{location}/ny-kode"), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert!(site.messages_to(PERSON).await[0].contains("Hilde Hjelper"), "the new code says it too");
        let code = site.code_for(PERSON).await;
        let done = helper.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent WHERE state = 'given'").await, 1);

        // The helper is told the time and the reference: not who, where or what.
        let told = site.messages_to(HELPER).await;
        assert!(told.len() == 1 && told[0].starts_with("Timen du bestilte for en annen"), "{told:?}");
        assert!(
            !told[0].contains("Vanylven") && !told[0].contains("Bestemor") && !told[0].contains("http"),
            "{}",
            told[0]
        );

        // Logged in, the helper sees time and reference, and books again without a code.
        log_in(&site, &mut helper, HELPER).await;
        assert!(!helper.open("/min-side").await.has("Altinn"), "the booking is not the helper's own");
        let people = helper.open("/bestill-for-andre").await;
        assert!(people.has("Bestemor") && people.has("7. desember") && people.has("Referanse"), "{}", people.body);
        assert!(!people.has("Altinn") && !people.has("Rullestol"), "not what it is about: {}", people.body);
        let (time, page) = for_another(&mut helper).await;
        let consent = page.field("samtykke");
        let fields = [("tid", time.as_str()), ("andre", "1"), ("samtykke", consent.as_str()), ("note", "")];
        let second = helper.submit(&page, &format!("{PATH}/kontakt"), &fields).await;
        assert_eq!(second.location, "/bestill-for-andre", "{}", second.body);
        assert_eq!(
            count(&site, "SELECT count(*) FROM booking WHERE name = 'Bestemor' AND state = 'confirmed'").await,
            2
        );
        assert!(site.messages_to(PERSON).await[0].starts_with("Timen er bestilt"), "the person is told");
        // A stranger who knows the key of the yes gets nowhere: it must be one's own.
        let mut stranger = site.visitor();
        log_in(&site, &mut stranger, "+8000001809").await;
        let (time, page) = for_another(&mut stranger).await;
        assert!(!page.has("samtykke"), "{}", page.body);
        let fields = [("tid", time.as_str()), ("andre", "1"), ("samtykke", consent.as_str()), ("note", "")];
        let refused = stranger.submit(&page, &format!("{PATH}/kontakt"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Both are reminded.
        site.later(SignedDuration::from_hours(24 * 13));
        assert!(site.messages_to(HELPER).await[0].starts_with("Husk timen du bestilte for en annen"));
        assert!(site.messages_to(PERSON).await[0].starts_with("Husk timen"));

        // The person sees it and takes it back. A stranger cannot.
        log_in(&site, &mut stranger, "+8000001809").await;
        log_in(&site, &mut helper, HELPER).await;
        let mut person = site.visitor();
        log_in(&site, &mut person, PERSON).await;
        let mine = person.open("/hvem-kan-bestille").await;
        assert!(mine.has("Hilde Hjelper") && mine.has("Vanylven kommune til"), "{}", mine.body);
        let action = mine.attribute("action", "/hvem-kan-bestille/");
        let own = stranger.open("/min-time").await;
        let refused = stranger.submit(&own, &action, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let gone = person.submit(&mine, &action, &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        assert!(person.open("/hvem-kan-bestille").await.has("Ingen kan bestille for deg nå"));
        assert!(helper.open("/bestill-for-andre").await.has("Ingen har sagt ja"));
        let (time, page) = for_another(&mut helper).await;
        assert!(!page.has("samtykke"));
        let fields = [("tid", time.as_str()), ("andre", "1"), ("samtykke", consent.as_str()), ("note", "")];
        let refused = helper.submit(&page, &format!("{PATH}/kontakt"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{engine:?}");
        assert_eq!(count(&site, "SELECT count(*) FROM audit WHERE action = 'consent.withdrawn'").await, 1);
    }
}

#[tokio::test]
async fn what_is_moved_or_cancelled_is_told_to_the_helper_and_all_is_forgotten_in_time() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut helper = site.visitor();
        let location = confirmed(&site, &mut helper, &[]).await;
        let choose = helper.open(&format!("{location}/flytt?uke=2026-12-14")).await;
        let time = choose.field("tid");
        let moved = helper.submit(&choose, &format!("{location}/flytt"), &[("tid", &time)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert!(site.messages_to(HELPER).await[0].contains("er flyttet til"));
        let waiting = "SELECT count(*) FROM outbox WHERE state = 'ready' AND key LIKE 'helper/%/reminder/%'";
        assert_eq!(count(&site, waiting).await, 1, "the old reminder is taken back");
        let ask = helper.open(&format!("{location}/avbestill")).await;
        helper.submit(&ask, &format!("{location}/avbestill"), &[]).await;
        assert!(site.messages_to(HELPER).await[0].contains("er avbestilt"));
        assert_eq!(count(&site, waiting).await, 0);

        // A yes that was asked for and not given is gone after a day; one that was given, 90 days after its end.
        let mut other = site.visitor();
        asked(&mut other, &[]).await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 2);
        site.later(SignedDuration::from_hours(25));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 1);
        // After thirty days nobody books by it any more.
        site.later(SignedDuration::from_hours(24 * 30));
        log_in(&site, &mut helper, HELPER).await;
        assert!(helper.open("/bestill-for-andre").await.has("Ingen har sagt ja"), "{engine:?}");
        site.later(SignedDuration::from_hours(24 * 91));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 0);
        assert_eq!(count(&site, "SELECT count(*) FROM helper_booking").await, 0);
    }
}

#[tokio::test]
async fn staff_take_a_yes_for_somebody_without_a_telephone_and_take_it_back() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page =
            guide.open(&format!("/ansatt/ny-time?sted=vanylven&tilbud=logge-inn-altinn/counter&uke={WEEK}")).await;
        let time = page.field("tid");
        let mut fields = vec![
            ("sted", "vanylven"),
            ("tilbud", "logge-inn-altinn/counter"),
            ("tid", time.as_str()),
            ("name", "Oldemor"),
            ("phone", ""),
            ("language", "nb"),
            ("helper_name", "Hilde Hjelper"),
            ("helper_phone", HELPER),
        ];
        let refused = guide.submit(&page, "/ansatt/ny-time", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "not without the person's yes");
        assert!(refused.has("href=\"#helper_yes\""), "{}", refused.body);
        fields.push(("helper_yes", "ja"));
        let made = guide.submit(&page, "/ansatt/ny-time", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert!(site.messages_to(HELPER).await[0].starts_with("Timen du bestilte for en annen"));

        // The helper books again, for somebody who has no telephone.
        let mut helper = site.visitor();
        log_in(&site, &mut helper, HELPER).await;
        let (time, page) = for_another(&mut helper).await;
        assert!(page.has("Oldemor"));
        let consent = page.field("samtykke");
        let again = [("tid", time.as_str()), ("andre", "1"), ("samtykke", consent.as_str()), ("note", "")];
        let second = helper.submit(&page, &format!("{PATH}/kontakt"), &again).await;
        assert_eq!(second.location, "/bestill-for-andre", "{}", second.body);

        let shown = guide.open(&made.location).await;
        assert!(shown.has("Hilde Hjelper") && shown.has("trekk-samtykke"), "{}", shown.body);
        let gone = guide.submit(&shown, &format!("{}/trekk-samtykke", made.location), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert!(!guide.open(&made.location).await.has("trekk-samtykke"));
        assert!(helper.open("/bestill-for-andre").await.has("Ingen har sagt ja"), "{engine:?}");
    }
}

/// Trygghetsalarm is shown at home in Vanylven.
const HOME: &str = "/bestill/trygghetsalarm/vanylven/home";
const ADDRESS: [(&str, &str); 3] = [("street", "Fjordvegen 12"), ("postcode", "61 43"), ("town", "Fiskåbygd")];

#[tokio::test]
async fn a_visit_at_home_asks_where_and_tells_nobody_but_those_who_come() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let time = citizen.open(&format!("{HOME}?uke={WEEK}&lang=nb")).await.field("tid");
        let contact = citizen.open(&format!("{HOME}/kontakt?tid={time}")).await;
        assert!(contact.has("Hvor skal vi komme?") && contact.has("postal-code"), "{}", contact.body);
        let mut fields = vec![("tid", time.as_str()), ("name", "Solveig"), ("phone", PERSON), ("note", "")];
        let missing = citizen.submit(&contact, &format!("{HOME}/kontakt"), &fields).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["#street", "#postcode", "#town"] {
            assert!(missing.has(&format!("href=\"{field}\"")), "{field}: {}", missing.body);
        }
        fields.extend(ADDRESS);
        let held = citizen.submit(&contact, &format!("{HOME}/kontakt"), &fields).await;
        assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
        let page = citizen.open(&held.location).await;
        let code = site.code_for(PERSON).await;
        citizen.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;

        // Nobody is told it by message or calendar; staff see it, and that they looked is recorded.
        assert!(site.messages_to(PERSON).await.iter().all(|text| !text.contains("Fjordvegen")));
        let calendar = citizen.open(&format!("{}/kalender.ics", held.location)).await;
        assert!(calendar.status == StatusCode::OK && !calendar.has("Fjordvegen"), "{}", calendar.body);
        let id = id_of(&held.location);
        let mut guide = site.signed_in("guide").await;
        let shown = guide.open(&format!("/ansatt/time/{id}")).await;
        assert!(shown.has("Fjordvegen 12, 6143 Fiskåbygd"), "{}", shown.body);
        let looked = "SELECT count(*) FROM access_record WHERE opened AND purpose = 'open-booking' AND subject_id IN
                                (SELECT booking_id FROM home_address)";
        assert_eq!(count(&site, looked).await, 1);

        // A booking at the counter asks for none.
        let time = citizen.open(&format!("{PATH}?uke={WEEK}")).await.field("tid");
        assert!(!citizen.open(&format!("{PATH}/kontakt?tid={time}")).await.has("postcode"));

        // Staff book a visit for somebody without a telephone; then the address is needed too.
        let offer = "/ansatt/ny-time?sted=vanylven&tilbud=trygghetsalarm/home&uke=2026-12-14";
        let page = guide.open(offer).await;
        let time = page.field("tid");
        let mut fields = vec![
            ("sted", "vanylven"),
            ("tilbud", "trygghetsalarm/home"),
            ("tid", time.as_str()),
            ("name", "Oldemor"),
            ("phone", ""),
            ("language", "nn"),
        ];
        let missing = guide.submit(&page, "/ansatt/ny-time", &fields).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        fields.extend(ADDRESS);
        let made = guide.submit(&page, "/ansatt/ny-time", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert!(guide.open(&made.location).await.has("Fjordvegen 12"));
        assert_eq!(count(&site, "SELECT count(*) FROM home_address").await, 2);

        // It is deleted with the booking.
        site.later(SignedDuration::from_hours(24 * 120));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM home_address").await, 0, "{engine:?}");
    }
}

#[tokio::test]
async fn the_api_takes_a_visit_at_home_with_an_address_only() {
    let site = Site::unlimited(torg_store::Engine::Sqlite).await;
    let mut caller = site.visitor();
    let slots = caller.get("/api/v1/slots?service=trygghetsalarm&place=vanylven&way=home").await.json();
    let slot = slots["items"][0]["id"].as_str().expect("a slot").to_owned();
    let mut wish = json!({"slot": slot, "service": "trygghetsalarm", "name": "A", "phone": PERSON});
    let without = caller.post_json("/api/v1/bookings", &wish).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", without.body);
    assert_eq!(without.json()["errors"][0]["field"], "address");
    wish["address"] = json!({"street": "Fjordvegen 12", "postcode": "6143", "town": "Fiskåbygd"});
    let made = caller.post_json("/api/v1/bookings", &wish).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(count(&site, "SELECT count(*) FROM home_address").await, 1);
}
