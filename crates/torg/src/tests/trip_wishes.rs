//! A trip of somebody who comes by boat, and of somebody who wants the help in another language.

use axum::http::StatusCode;
use jiff::Timestamp;
use torg_base::time::oslo;
use torg_catalogue::directory::Directories;
use torg_catalogue::import::{Kind, Options, import, table_from};
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor};

/// Thursday: guides, the caseworker and the course at Vanylven are there.
const DAY: &str = "2026-11-26";
const ERRANDS: &str = "sted=vanylven&arend=lese-brev&arend=byggesak-samtale";
const PHONE: &str = "+8000001431";

/// The boat from Kvamsøya lands 10.15 and 13.20, and goes home 12.40 and 15.10, on workdays.
async fn boat(site: &Site) {
    let text = "from,place_slug,minutes,arrivals,departures\n\
                Kvamsøya,vanylven,70,mo-fr 10:15;13:20,mo-fr 12:40;15:10\n";
    let table = table_from(text.as_bytes()).expect("a table");
    let report = import(site.app.store(), Kind::Travel, table, Options::default()).await.expect("the import runs");
    assert_eq!(report.bad, []);
    site.app.part::<Directories>().refresh(site.app.store()).await.expect("the directory is read again");
}

/// Every plan of the day, each start as a clock on the wall; what is not a start of an offer is left out.
fn plans(page: &Answer) -> Vec<Vec<String>> {
    let mark = "name=\"plan\"";
    let tags = page.body.match_indices(mark).map(|(at, _)| &page.body[at..page.body[at..].find('>').unwrap() + at]);
    tags.map(|tag| starts(tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap())).collect()
}

fn starts(plan: &str) -> Vec<String> {
    let second = |part: &str| part.rsplit('~').next().unwrap().parse::<i64>().ok();
    let clock = |second| oslo(Timestamp::from_second(second).unwrap()).strftime("%H.%M").to_string();
    plan.split('!').filter_map(second).map(clock).collect()
}

async fn day(visitor: &mut Visitor<'_>, errands: &str, more: &str) -> Answer {
    let page = visitor.open(&format!("/tur/tid?{errands}&uke=2026-11-23&dag={DAY}&alle=1&lang=nb{more}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page
}

/// From a plan to a trip that stands, with the address as the pages make it.
async fn book(site: &Site, visitor: &mut Visitor<'_>, errands: &str, more: &str, plan: &str) -> Answer {
    let contact = visitor.open(&format!("/tur/kontakt?{errands}{more}&dag={DAY}&plan={plan}&lang=nb")).await;
    assert_eq!(contact.status, StatusCode::OK, "{}", contact.body);
    let hidden = |name| contact.has(&format!("name=\"{name}\"")).then(|| contact.field(name));
    let (origin, language) = (hidden("fra"), hidden("spraak"));
    let mut fields = vec![("plan", plan), ("name", "Torhild"), ("phone", PHONE), ("note", "")];
    fields.extend(errands.split('&').filter_map(|pair| pair.split_once('=')));
    fields.extend(origin.as_deref().map(|origin| ("fra", origin)));
    fields.extend(language.as_deref().map(|language| ("spraak", language)));
    let held = visitor.submit(&contact, "/tur/kontakt", &fields).await;
    assert!(held.location.starts_with("/tur/") && !held.location.contains("opptatt"), "{}", held.location);
    let page = visitor.open(&held.location).await;
    let code = site.code_for(PHONE).await;
    let done = visitor.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    visitor.open(&done.location).await
}

#[tokio::test]
async fn a_trip_by_boat_begins_when_the_boat_has_landed_and_ends_before_the_last_one_goes() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        boat(&site).await;
        let mut citizen = site.visitor();
        // The control: whoever does not say where they come from is offered the early morning.
        let anybody = day(&mut citizen, ERRANDS, "").await;
        let all = plans(&anybody);
        assert!(all.iter().any(|plan| plan.iter().any(|at| at.as_str() < "10.15")), "{engine:?}: {all:?}");
        assert!(anybody.has("Hvor kommer du fra?") && !anybody.has("kan reise hjem"), "{}", anybody.body);

        let island = "&fra=Kvams%C3%B8ya";
        let page = day(&mut citizen, ERRANDS, island).await;
        let few = plans(&page);
        assert!(!few.is_empty() && few.len() < all.len(), "{engine:?}: {few:?}");
        for at in few.iter().flatten() {
            assert!(("10.15".."14.41").contains(&at.as_str()), "{engine:?}: {few:?}");
        }
        assert!(page.has("Den er tidligst framme kl. 10.15") && page.has("framme kl. 10.15 og kan reise hjem"));
        assert!(page.has("uansett=1"), "{}", page.body);
        assert_eq!(plans(&day(&mut citizen, ERRANDS, &format!("{island}&uansett=1")).await).len(), all.len());

        // What gets somebody home by the first boat stands first.
        let homes: Vec<&str> = page.body.split("kan reise hjem kl. ").skip(1).map(|rest| &rest[..5]).collect();
        assert!(homes.len() == few.len() && homes.is_sorted(), "{engine:?}: {homes:?}");

        // A course at 11.30 is reached by the same boat, and the week says nothing of weekends without one.
        let course = citizen.open("/tur?sted=vanylven&lang=nb").await.attribute("value", "kurs.");
        let with_course = format!("{ERRANDS}&arend={course}");
        let page = day(&mut citizen, &with_course, island).await;
        for at in plans(&page).iter().flatten() {
            assert!(("10.15".."14.41").contains(&at.as_str()), "{engine:?}: {at}");
        }

        let plan = page.field("plan");
        let trip = book(&site, &mut citizen, &with_course, island, &plan).await;
        assert!(trip.has("Turen er bestilt"), "{engine:?}: {}", trip.body);
    }
}

async fn spoken(site: &Site) -> Vec<String> {
    let db = site.app.store().across(Across::Probe);
    let query = "SELECT language FROM booking_spoken WHERE booking_id IN (SELECT booking_id FROM trip_part)";
    sql::column(&db, query, []).await.expect(query)
}

#[tokio::test]
async fn a_trip_in_polish_takes_the_guide_who_speaks_it_and_says_where_nobody_does() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let polish = "&spraak=pl";
        let page = day(&mut citizen, ERRANDS, polish).await;
        assert!(page.has("value=\"pl\" selected") && page.has("Ingen her snakker språket du valgte"), "{}", page.body);
        let first = page.field("plan");
        let start = letter(&first);
        let trip = book(&site, &mut citizen, ERRANDS, polish, &first).await;
        assert!(trip.has("Turen er bestilt"), "{engine:?}: {}", trip.body);
        assert_eq!(spoken(&site).await, ["pl"], "{engine:?}: the letter in Polish, the caseworker as usual");

        // That was the only one who speaks it: nobody else is offered that start in Polish, but they are in Norwegian.
        let letters = |page: &Answer| {
            let values = page.body.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let values = values.filter(|value| value.contains("lese-brev~"));
            values.map(letter).collect::<Vec<String>>()
        };
        let (polish, usual) = (day(&mut citizen, ERRANDS, polish).await, day(&mut citizen, ERRANDS, "").await);
        assert!(!letters(&polish).contains(&start), "{engine:?}: {:?}", letters(&polish));
        assert!(!usual.has("Ingen her snakker") && !letters(&usual).is_empty());
        // A plan made up with that start is refused whole.
        let contact = citizen.open(&format!("/tur/kontakt?{ERRANDS}&spraak=pl&dag={DAY}&plan={first}")).await;
        let mut fields = vec![("plan", first.as_str()), ("name", "Ola"), ("phone", "+8000001432"), ("spraak", "pl")];
        fields.extend(ERRANDS.split('&').filter_map(|pair| pair.split_once('=')));
        let late = citizen.submit(&contact, "/tur/kontakt", &fields).await;
        assert!(late.location.contains("opptatt=1") && late.location.contains("spraak=pl"), "{}", late.location);
        // A language that nobody speaks, and an origin that nobody knows, are forgotten.
        let page = day(&mut citizen, ERRANDS, "&spraak=xx&fra=Atlantis").await;
        assert_eq!(plans(&page).len(), plans(&usual).len());
    }
}

/// The start of the letter in a plan.
fn letter(plan: &str) -> String {
    let part = plan.split('!').find(|part| part.starts_with("lese-brev~")).expect("the letter");
    part.rsplit('~').next().expect("a start").to_owned()
}
