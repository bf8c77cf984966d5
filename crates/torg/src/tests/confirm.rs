//! A change of hours, days or people that leaves bookings outside is told about before it is stored.

use axum::http::StatusCode;
use torg_catalogue::directory::Offered;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::away::{Person, book, offered};
use super::harness::{Answer, Site, Visitor, instant};

const BASE: &str = "/styring/sted/vanylven";

async fn count(site: &Site, table: &str) -> i64 {
    let query = format!("SELECT CAST(count(*) AS bigint) FROM {table}");
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), &query, []).await.expect("a count");
    found[0]
}

/// The closing of one day at the place.
fn closing(resource: &str) -> [(&str, &str); 4] {
    [("ressurs", resource), ("u_type", "stengt"), ("u_fra_dato", "10.12.2026"), ("u_grunn", "Kurs & kake")]
}

/// Every hidden field of the form that asks, as a browser sends it.
fn asked(page: &Answer) -> Vec<(String, String)> {
    let form =
        &page.body[page.body.find("name=\"bekreftet\"").map_or(0, |at| page.body[..at].rfind("<form").unwrap_or(0))..];
    let form = &form[..form.find("</form>").expect("an end")];
    let value = |tag: &str, name: &str| {
        let rest = tag.split(&format!("{name}=\"")).nth(1)?;
        Some(rest[..rest.find('"')?].replace("&amp;", "&").replace("&#38;", "&"))
    };
    let inputs = form.split("<input ").skip(1).map(|tag| &tag[..tag.find('>').expect("an end")]);
    inputs.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?))).collect()
}

async fn send(visitor: &mut Visitor<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(path, &fields).await
}

/// Everybody at the counter has a time at ten on 10 December.
async fn three_at_once(site: &Site) -> Offered {
    let offer = offered(site, "vanylven");
    for _ in 0..3 {
        book(site, &offer, instant("2026-12-10T09:00:00Z"), Person::new("Torunn")).await;
    }
    offer
}

#[tokio::test]
async fn a_closed_day_is_stored_when_its_bookings_have_been_seen() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "vanylven");
        book(&site, &offer, instant("2026-12-10T09:00:00Z"), Person::new("Torunn")).await;
        let mut manager = site.signed_in("manager").await;
        let hours = manager.open(&format!("{BASE}/apningstider")).await;
        let resource = hours.field("ressurs");
        let before = count(&site, "exception").await;
        let path = format!("{BASE}/unntak");
        let page = manager.submit(&hours, &path, &closing(&resource)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("name=\"bekreftet\"") && page.has("dato=2026-12-10"), "{}", page.body);
        assert!(!page.has("Torunn"), "a list of days holds no names");
        assert_eq!(count(&site, "exception").await, before, "{engine:?}: nothing is stored yet");

        // What was typed comes back, to be changed.
        let fields = asked(&page);
        assert!(fields.contains(&("u_grunn".into(), "Kurs & kake".into())), "{fields:?}");
        let again = [fields.clone(), vec![("endre".into(), "ja".into())]].concat();
        let form = send(&mut manager, &path, &again).await;
        assert!(form.has("value=\"10.12.2026\"") && form.has("Kurs &#38; kake"), "{}", form.body);
        assert_eq!(count(&site, "exception").await, before);

        // Somebody books in between: the list is new, and is shown before anything is stored.
        book(&site, &offer, instant("2026-12-10T11:30:00Z"), Person::new("Trine")).await;
        let page = send(&mut manager, &path, &fields).await;
        assert!(page.status == StatusCode::OK && page.has("name=\"bekreftet\""), "{}", page.body);
        assert_eq!(count(&site, "exception").await, before);
        let stored = send(&mut manager, &path, &asked(&page)).await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        assert_eq!(count(&site, "exception").await, before + 1);

        // Control: a day without bookings is stored at once.
        let quiet = [("ressurs", resource.as_str()), ("u_type", "stengt"), ("u_fra_dato", "17.12.2026")];
        assert_eq!(manager.submit(&hours, &path, &quiet).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn hours_and_people_that_are_taken_away_are_asked_about_too() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        three_at_once(&site).await;
        let mut manager = site.signed_in("manager").await;
        let hours = manager.open(&format!("{BASE}/apningstider")).await;
        let remove = hours.attribute("action", &format!("{BASE}/apningstider/"));
        let resource = hours.field("ressurs");
        let rules = count(&site, "availability").await;
        let page = manager.submit(&hours, &remove, &[("ressurs", &resource)]).await;
        assert!(page.status == StatusCode::OK && page.has("name=\"bekreftet\""), "{}", page.body);
        assert_eq!(count(&site, "availability").await, rules, "{engine:?}");
        let gone = send(&mut manager, &remove, &asked(&page)).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&site, "availability").await, rules - 1);

        // The bookings are outside already, so a guide who is switched off hits nobody new.
        let list = manager.open(&format!("{BASE}/ressurser")).await;
        let one = list.attribute("href", &format!("{BASE}/ressurser/"));
        let form = manager.open(&one).await;
        let off = [("name", "Veileder"), ("capacity", "1"), ("tags", "")];
        assert_eq!(manager.submit(&form, &one, &off).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_guide_is_switched_off_when_the_bookings_have_been_seen() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = three_at_once(&site).await;
        let mut manager = site.signed_in("manager").await;
        let guide = offer.candidates()[0];
        let path = format!("{BASE}/ressurser/{guide}");
        let form = manager.open(&path).await;
        let off = [("name", "Veileder"), ("capacity", "1"), ("tags", "")];
        let page = manager.submit(&form, &path, &off).await;
        assert!(page.status == StatusCode::OK && page.has("name=\"bekreftet\""), "{}", page.body);
        assert_eq!(send(&mut manager, &path, &asked(&page)).await.status, StatusCode::SEE_OTHER, "{engine:?}");
        assert!(!manager.open(&path).await.has("name=\"active\" value=\"ja\" checked"));
    }
}
