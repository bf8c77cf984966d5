//! A helper signs somebody up for courses and puts them on the waiting list, by the same yes as for a time.

use axum::http::StatusCode;
use jiff::SignedDuration;
use torg_base::Uuid;
use torg_booking::waiting::offer_round;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::courses::series;
use super::harness::{Answer, Site, Visitor};
use super::helpers::log_in;
use super::waiting::{code_in, type_code};

const PERSON: &str = "+8000001841";
const HELPER: &str = "+8000001842";
const WAIT: &str = "/venteliste/trygghetsalarm/vanylven";
const DAY: &str = "2026-11-26";
const NEW: [(&str, &str); 5] = [
    ("andre", "1"),
    ("name", "Bestemor"),
    ("phone", PERSON),
    ("helper_name", "Hilde Hjelper"),
    ("helper_phone", HELPER),
];

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

async fn given(site: &Site) -> i64 {
    count(site, "SELECT count(*) FROM helper_consent WHERE state = 'given'").await
}

async fn booked(site: &Site) -> i64 {
    count(site, "SELECT count(*) FROM booking WHERE name = 'Bestemor' AND state = 'confirmed'").await
}

/// Reminders that wait to be sent to the helper.
async fn reminders(site: &Site) -> i64 {
    count(site, "SELECT count(*) FROM outbox WHERE state = 'ready' AND key LIKE 'helper/%/reminder/%'").await
}

/// The page that asks who comes to some dates of a course.
async fn who(visitor: &mut Visitor<'_>, course: Uuid, dates: &[Uuid]) -> Answer {
    let chosen: String = dates.iter().map(|date| format!("&dato={date}")).collect();
    let page = visitor.open(&format!("/kurs/{course}/pamelding?sted=vanylven{chosen}&andre=1&lang=nb")).await;
    assert!(page.status == StatusCode::OK && page.has("Hvem er timen for?"), "{}", page.body);
    page
}

async fn sign_up(visitor: &mut Visitor<'_>, course: Uuid, dates: &[Uuid], fields: &[(&str, &str)]) -> (Answer, Answer) {
    let page = who(visitor, course, dates).await;
    let dates: Vec<String> = dates.iter().map(Uuid::to_string).collect();
    let mut all = fields.to_vec();
    all.extend(dates.iter().map(|date| ("dato", date.as_str())));
    let answer = visitor.submit(&page, &format!("/kurs/{course}/pamelding?sted=vanylven"), &all).await;
    (page, answer)
}

/// Types the person's code on the page that an answer leads to.
async fn type_theirs(site: &Site, visitor: &mut Visitor<'_>, held: &Answer) -> Answer {
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    let page = visitor.open(&held.location).await;
    assert!(page.has("Hilde Hjelper kan bestille for dem til"), "{}", page.body);
    assert!(site.messages_to(PERSON).await[0].contains("Hilde Hjelper bestiller til deg"));
    let code = site.code_for(PERSON).await;
    let done = visitor.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    page
}

#[tokio::test]
async fn a_helper_signs_somebody_up_for_a_series_and_again_by_the_same_yes() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let dates = series(&site, &[("plasser", "20")]).await;
        let course = dates[0].course;
        let ids: Vec<Uuid> = dates.iter().map(|date| date.id).collect();
        let mut helper = site.visitor();
        let own = helper.open(&format!("/kurs/{course}/pamelding?sted=vanylven&dato={}&lang=nb", ids[0])).await;
        assert!(own.has("andre=1") && !own.has("helper_name"), "{}", own.body);

        let (_, wrong) = sign_up(&mut helper, course, &ids[..2], &NEW[..3]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        assert!(wrong.has("href=\"#helper_name\"") && wrong.has("value=\"Bestemor\""), "{}", wrong.body);
        let (_, held) = sign_up(&mut helper, course, &ids[..2], &NEW).await;
        assert_eq!(given(&site).await, 0, "{engine:?}: not before the code");
        type_theirs(&site, &mut helper, &held).await;
        assert_eq!((given(&site).await, booked(&site).await, reminders(&site).await), (1, 2, 2), "{engine:?}");
        let told = site.messages_to(HELPER).await;
        assert!(told.len() == 1 && told[0].starts_with("Du har meldt på en annen 2 ganger"), "{told:?}");
        assert!(!told[0].contains("Vanylven") && !told[0].contains("kurs") && !told[0].contains("Bestemor"));

        // Logged in, the helper sees both, and signs up once more without a code.
        log_in(&site, &mut helper, HELPER).await;
        let people = helper.open("/bestill-for-andre").await;
        assert!(people.body.matches("<li>").count() >= 2 && !people.has("Fredagskurs"), "{}", people.body);
        let page = who(&mut helper, course, &ids[2..3]).await;
        let consent = page.field("samtykke");
        let by_yes = [("andre", "1"), ("samtykke", consent.as_str()), ("note", "")];
        let (_, again) = sign_up(&mut helper, course, &ids[2..3], &by_yes).await;
        assert_eq!(again.location, "/bestill-for-andre", "{}", again.body);
        assert_eq!((given(&site).await, booked(&site).await), (1, 3), "{engine:?}");
        assert!(!helper.open("/min-side").await.has("Fredagskurs"), "it is not the helper's own");
        // The control: the key of the yes is nothing to a stranger.
        let mut stranger = site.visitor();
        log_in(&site, &mut stranger, "+8000001849").await;
        let (page, refused) = sign_up(&mut stranger, course, &ids[3..4], &by_yes).await;
        assert!(!page.has("samtykke") && refused.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);

        // The person leaves the series: the helper is told once, and not reminded.
        let ask = helper.open(&format!("{}/avbestill?lang=nb", held.location)).await;
        helper.submit(&ask, &format!("{}/avbestill", held.location), &[("omfang", "alle")]).await;
        assert!(site.messages_to(HELPER).await[0].starts_with("2 tider du bestilte for en annen, er avbestilt"));
        assert_eq!((booked(&site).await, reminders(&site).await), (1, 1), "{engine:?}");

        // The person takes it back: what is booked stands, and the helper hears no more.
        let mut person = site.visitor();
        log_in(&site, &mut person, PERSON).await;
        let mine = person.open("/hvem-kan-bestille").await;
        let action = mine.attribute("action", "/hvem-kan-bestille/");
        person.submit(&mine, &action, &[]).await;
        assert_eq!((booked(&site).await, reminders(&site).await), (1, 0), "{engine:?}");
        let (page, refused) = sign_up(&mut helper, course, &ids[3..4], &by_yes).await;
        assert!(!page.has("samtykke") && refused.status == StatusCode::UNPROCESSABLE_ENTITY, "{engine:?}");
    }
}

#[tokio::test]
async fn a_date_that_is_moved_or_called_off_is_told_to_the_helper_too() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let dates = series(&site, &[("plasser", "20")]).await;
        let mut helper = site.visitor();
        let (_, held) = sign_up(&mut helper, dates[0].course, &[dates[0].id], &NEW).await;
        type_theirs(&site, &mut helper, &held).await;
        assert_eq!(reminders(&site).await, 1);
        let mut manager = site.signed_in("manager").await;
        let address = format!("/ansatt/kurs/dato/{}", dates[0].id);
        let form = manager.open(&format!("{address}/endre")).await;
        let later =
            [("omfang", "denne"), ("dato", "27.11.2026"), ("fra", "13.00"), ("til", "15.00"), ("plasser", "20")];
        let moved = manager.submit(&form, &format!("{address}/endre"), &later).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert!(site.messages_to(HELPER).await[0].contains("er flyttet til"), "{engine:?}");
        assert_eq!(reminders(&site).await, 1, "{engine:?}: one for the new hour, none for the old");
        let off = manager.submit(&form, &format!("{address}/avlys"), &[("omfang", "denne")]).await;
        assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.body);
        assert!(site.messages_to(HELPER).await[0].contains("er avbestilt"), "{engine:?}");
        assert_eq!(reminders(&site).await, 0, "{engine:?}");
    }
}

async fn wait(visitor: &mut Visitor<'_>, fields: &[(&str, &str)]) -> Answer {
    let page = visitor.open(&format!("{WAIT}?mate=counter&andre=1&lang=nb")).await;
    assert!(page.has("Den timen er for") && page.has("Sett deg på venteliste"), "{}", page.body);
    let mut all = vec![("mate", "counter"), ("fra", DAY), ("til", DAY), ("del", "any")];
    all.extend_from_slice(fields);
    visitor.submit(&page, WAIT, &all).await
}

/// Says yes to the time that the person was offered.
async fn accept(site: &Site, person: &mut Visitor<'_>) {
    assert_eq!(offer_round(&site.app).await.expect("a round").offered, 1);
    let (path, page) = type_code(person, &code_in(&site.messages_to(PERSON).await[0])).await;
    let yes = person.submit(&page, &path, &[("svar", "1")]).await;
    assert!(yes.location.starts_with("/time/"), "{}", yes.body);
}

#[tokio::test]
async fn a_helper_puts_somebody_on_the_waiting_list_and_is_told_when_a_time_is_taken() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let (mut helper, mut person) = (site.visitor(), site.visitor());
        let wrong = wait(&mut helper, &NEW[..3]).await;
        assert!(wrong.has("href=\"#helper_name\"") && wrong.has("value=\"Bestemor\""), "{}", wrong.body);
        let held = wait(&mut helper, &NEW).await;
        assert_eq!(given(&site).await, 0);
        type_theirs(&site, &mut helper, &held).await;
        assert_eq!(given(&site).await, 1, "{engine:?}");
        log_in(&site, &mut helper, HELPER).await;
        let people = helper.open("/bestill-for-andre").await;
        assert!(people.has("Står på venteliste fra") && !people.has("rygghetsalarm"), "{}", people.body);

        accept(&site, &mut person).await;
        assert!(site.messages_to(HELPER).await[0].starts_with("Timen du bestilte for en annen"), "{engine:?}");
        let people = helper.open("/bestill-for-andre").await;
        assert!(!people.has("Står på venteliste") && people.has("Referanse"), "{}", people.body);
        assert_eq!(count(&site, "SELECT count(*) FROM helper_waiting").await, 0);

        // Once more by the yes that stands, without a code; it is taken back before a time is free.
        let page = helper.open(&format!("{WAIT}?andre=1&lang=nb")).await;
        let consent = page.field("samtykke");
        let again = wait(&mut helper, &[("andre", "1"), ("samtykke", &consent)]).await;
        assert_eq!(again.location, "/bestill-for-andre", "{}", again.body);
        let mine = {
            log_in(&site, &mut person, PERSON).await;
            person.open("/hvem-kan-bestille").await
        };
        let action = mine.attribute("action", "/hvem-kan-bestille/");
        person.submit(&mine, &action, &[]).await;
        let before = site.messages_to(HELPER).await.len();
        accept(&site, &mut person).await;
        assert_eq!(site.messages_to(HELPER).await.len(), before, "{engine:?}: nothing more is told");
        assert_eq!(count(&site, "SELECT count(*) FROM helper_booking").await, 1);
        assert_eq!(booked(&site).await, 2, "the person has the time");
    }
}

#[tokio::test]
async fn staff_who_call_ask_about_the_helper_and_a_yes_never_given_goes_with_the_entry() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut helper = site.visitor();
        let by_call = [&NEW[..2], &[("phone", "78 49 63 00")], &NEW[3..]].concat();
        let joined = wait(&mut helper, &by_call).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
        site.later(SignedDuration::from_hours(25));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 1, "{engine:?}: it waits with the entry");

        offer_round(&site.app).await.expect("a round");
        let mut guide = site.signed_in("guide").await;
        let list = guide.open("/ansatt/venteliste?sted=vanylven&lang=nb").await;
        assert!(list.has("Hjelper: Hilde Hjelper") && list.has("Hilde Hjelper har bedt om"), "{}", list.body);
        let row = list.body.find("Bestemor").expect("the row");
        let path = list.body[row..].split("action=\"").find(|rest| rest.split('"').next().unwrap().ends_with("/svar"));
        let path = path.and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
        let yes = guide.submit(&list, &path, &[("svar", "ja")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER);
        assert_eq!((given(&site).await, booked(&site).await), (1, 1), "{engine:?}");
        assert!(site.messages_to(HELPER).await[0].starts_with("Timen du bestilte for en annen"), "{engine:?}");

        let other = wait(&mut helper, &by_call).await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 2);
        let entry = helper.open(&other.location).await;
        helper.submit(&entry, &format!("{}/meld-av", other.location), &[]).await;
        assert_eq!(count(&site, "SELECT count(*) FROM helper_consent").await, 1, "{engine:?}: nobody said yes to it");
    }
}
