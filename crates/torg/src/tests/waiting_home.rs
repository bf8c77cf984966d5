//! A visit at home from the waiting list: a yes needs to say where, however it is given.

use axum::http::StatusCode;
use torg_booking::waiting::offer_round;
use torg_store::testing::BOTH;
use torg_store::{Across, Engine, sql};

use super::harness::{Site, Visitor};
use super::replies::text;
use super::waiting::{code_in, join_at, type_code};

/// Trygghetsalarm is shown at home in Vanylven.
const PATH: &str = "/venteliste/trygghetsalarm/vanylven";
const DAY: &str = "2026-11-26";
const ADDRESS: [(&str, &str); 3] = [("street", "Fjordvegen 12"), ("postcode", "61 43"), ("town", "Fiskåbygd")];

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

/// Visits at home that are booked for somebody, with the address to come to.
async fn visits(site: &Site, name: &str) -> i64 {
    let query = format!(
        "SELECT count(*) FROM booking JOIN home_address ON booking_id = booking.id
         WHERE name = '{name}' AND state = 'confirmed' AND way = 'home' AND street = 'Fjordvegen 12'
           AND postcode = '6143' AND town = 'Fiskåbygd'"
    );
    count(site, &query).await
}

async fn held(site: &Site) -> i64 {
    count(site, "SELECT count(*) FROM booking WHERE state = 'held' AND way = 'home'").await
}

/// Joins and is offered a visit; returns the message.
async fn offered(site: &Site, visitor: &mut Visitor<'_>, phone: &str) -> String {
    join_at(site, visitor, PATH, phone, &[("mate", "home")]).await;
    assert_eq!(offer_round(&site.app).await.expect("a round").offered, 1);
    site.messages_to(phone).await[0].clone()
}

#[tokio::test]
async fn a_yes_on_the_site_asks_where_and_keeps_what_was_typed() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let offer = offered(&site, &mut citizen, "+8000001221").await;
        let (path, page) = type_code(&mut citizen, &code_in(&offer)).await;
        assert!(page.has("Hvor skal vi komme?") && page.has("postal-code"), "{}", page.body);

        let wrong = [("svar", "1"), ("street", "Fjordvegen 12"), ("postcode", "61")];
        let wrong = citizen.submit(&page, &path, &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        assert!(wrong.has("href=\"#postcode\"") && wrong.has("href=\"#town\"") && !wrong.has("href=\"#street\""));
        assert!(wrong.has("value=\"Fjordvegen 12\"") && wrong.has("value=\"1\" checked"), "{}", wrong.body);
        assert_eq!((held(&site).await, visits(&site, "Vera").await), (1, 0), "{engine:?}: the time is still held");

        let right = [[("svar", "1")].as_slice(), &ADDRESS].concat();
        let yes = citizen.submit(&wrong, &path, &right).await;
        assert!(yes.location.starts_with("/time/"), "{}", yes.body);
        assert_eq!((held(&site).await, visits(&site, "Vera").await), (0, 1), "{engine:?}");
        let waits = format!("SELECT count(*) FROM waiting WHERE latest = '{DAY}'");
        assert_eq!(count(&site, &waits).await, 0, "{engine:?}");
        assert!(site.messages_to("+8000001221").await.iter().all(|text| !text.contains("Fjordvegen")));
        let page = citizen.open(&path).await;
        assert!(page.has("Du har sagt ja") && !page.has("postal-code"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_no_needs_no_address_and_other_ways_ask_for_none() {
    let site = Site::unlimited(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let offer = offered(&site, &mut citizen, "+8000001222").await;
    let (path, page) = type_code(&mut citizen, &code_in(&offer)).await;
    let no = citizen.submit(&page, &path, &[("svar", "2"), ("postcode", "61")]).await;
    assert_eq!(no.status, StatusCode::SEE_OTHER, "{}", no.body);
    assert!(citizen.open(&path).await.has("du står fortsatt på ventelisten"));
    assert_eq!(held(&site).await, 0, "it goes on to the next");

    let mut other = site.visitor();
    join_at(&site, &mut other, PATH, "+8000001223", &[]).await;
    offer_round(&site.app).await.expect("a round");
    let (path, page) = type_code(&mut other, &code_in(&site.messages_to("+8000001223").await[0])).await;
    assert!(page.has("Svar innen") && !page.has("postal-code"), "{}", page.body);
    let yes = other.submit(&page, &path, &[("svar", "1")]).await;
    assert!(yes.location.starts_with("/time/"), "{}", yes.body);
    assert_eq!(count(&site, "SELECT count(*) FROM home_address").await, 0);
}

#[tokio::test]
async fn a_yes_by_sms_books_nothing_before_somebody_knows_where() {
    for engine in BOTH {
        let site = Site::answering(engine).await;
        let mut citizen = site.visitor();
        let offer = offered(&site, &mut citizen, "+8000001224").await;
        assert!(!offer.contains("Svar 1"), "{engine:?}: the message leads to the site: {offer}");
        assert_eq!(text(&site, "+8000001224", "ja").await, StatusCode::OK);
        let told = site.messages_to("+8000001224").await[0].clone();
        assert!(told.contains("Vi trenger adressen"), "{engine:?}: {told}");
        assert_eq!((held(&site).await, visits(&site, "Vera").await), (1, 0), "{engine:?}: nothing is lost");

        let (path, page) = type_code(&mut citizen, &code_in(&offer)).await;
        let right = [[("svar", "1")].as_slice(), &ADDRESS].concat();
        let yes = citizen.submit(&page, &path, &right).await;
        assert!(yes.location.starts_with("/time/"), "{}", yes.body);
        assert_eq!(visits(&site, "Vera").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn staff_who_call_write_down_where() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page = guide.open("/ansatt/venteliste?sted=vanylven&lang=nb").await;
        let fields = [
            ("sted", "vanylven"),
            ("tjeneste", "trygghetsalarm"),
            ("mate", "home"),
            ("fra", DAY),
            ("til", DAY),
            ("del", "any"),
            ("name", "Gudrun Fast"),
            ("phone", "78 49 63 00"),
        ];
        let added = guide.submit(&page, "/ansatt/venteliste", &fields).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        assert_eq!(offer_round(&site.app).await.expect("a round").offered, 1);

        let list = guide.open("/ansatt/venteliste?sted=vanylven").await;
        assert!(list.has("Sa ja: skriv adressen") && !list.has("value=\"ja\">Sa ja<"), "{}", list.body);
        let row = list.body.find("Gudrun Fast").expect("the row");
        let link = list.body[row..].split("href=\"").find(|rest| rest.starts_with("/ansatt/venteliste/"));
        let path = link.and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
        let form = guide.open(&path).await;
        assert!(form.has("Hvor skal dere møte?") && form.has("78 49 63 00"), "{}", form.body);
        let wrong = guide.submit(&form, &path, &[("svar", "ja"), ("town", "Fiskåbygd")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        assert!(wrong.has("href=\"#street\"") && wrong.has("value=\"Fiskåbygd\""), "{}", wrong.body);
        assert_eq!((held(&site).await, visits(&site, "Gudrun Fast").await), (1, 0), "{engine:?}");

        let mut other = site.signed_in("national").await;
        assert_ne!(other.get(&path).await.status, StatusCode::OK, "nobody from elsewhere sees it");
        let right = [[("svar", "ja")].as_slice(), &ADDRESS].concat();
        let yes = guide.submit(&wrong, &path, &right).await;
        assert_eq!(yes.location, "/ansatt/venteliste?sted=vanylven", "{}", yes.body);
        assert_eq!(visits(&site, "Gudrun Fast").await, 1, "{engine:?}");
        assert_eq!(guide.open(&path).await.status, StatusCode::NOT_FOUND, "the entry has done what it was for");
    }
}
