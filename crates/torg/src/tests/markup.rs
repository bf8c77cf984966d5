//! What search engines read of the pages: one address for each, its languages, and what it is about.

use axum::http::StatusCode;
use serde_json::Value;
use torg_base::{Lang, time::oslo_date};
use torg_store::Engine;

use super::harness::{Site, Visitor};

/// The page, and what its JSON-LD says.
async fn read(visitor: &mut Visitor<'_>, path: &str) -> (String, Option<Value>) {
    let page = visitor.open(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let told = page.body.split_once("<script type=\"application/ld+json\">").map(|(_, rest)| {
        let (json, _) = rest.split_once("</script>").expect("an end");
        serde_json::from_str(json).unwrap_or_else(|e| panic!("{path}: {e}: {json}"))
    });
    (page.body, told)
}

fn canonical(page: &str) -> Option<&str> {
    page.split_once("<link rel=\"canonical\" href=\"")?.1.split_once('"').map(|(address, _)| address)
}

#[tokio::test]
async fn a_place_tells_where_it_is_and_when_it_is_open() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let base = &site.app.site().base_url.clone();
    let (page, told) = read(&mut visitor, "/sted/vanylven").await;
    let told = told.expect("JSON-LD");
    assert_eq!(told["@context"], "https://schema.org");
    assert_eq!(told["@type"], "GovernmentOffice");
    assert_eq!(told["url"], format!("{base}/sted/vanylven"));
    assert!(told["telephone"].as_str().is_some_and(|t| t.starts_with('+')), "{told}");
    let hours = told["openingHoursSpecification"].as_array().expect("hours");
    let days: std::collections::BTreeSet<&str> = hours.iter().filter_map(|h| h["validFrom"].as_str()).collect();
    assert_eq!(days.len(), 7);
    assert!(days.contains(oslo_date(site.clock.now()).to_string().as_str()));
    // The same hours as people read.
    for line in hours.iter().filter(|h| h["opens"] != h["closes"]) {
        let read = |key: &str| line[key].as_str().expect("a time").replace(':', ".");
        assert!(page.contains(&format!("{}–{}", read("opens"), read("closes"))), "{line}");
    }
    assert!(hours.iter().any(|h| h["opens"] == "00:00" && h["closes"] == "00:00"), "Sunday is told as closed");
}

#[tokio::test]
async fn a_service_tells_where_it_is_given_and_how() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let base = &site.app.site().base_url.clone();
    let (_, told) = read(&mut visitor, "/tjenester/logge-inn-altinn").await;
    let told = told.expect("JSON-LD");
    assert_eq!(told["@type"], "GovernmentService");
    let places = told["provider"].as_array().expect("places");
    assert!(places.len() > 1);
    let addresses: std::collections::BTreeSet<_> = places.iter().filter_map(|p| p["@id"].as_str()).collect();
    assert_eq!(addresses.len(), places.len(), "each place once");
    for channel in told["availableChannel"].as_array().expect("channels") {
        let Some(address) = channel["serviceUrl"].as_str() else { continue };
        let path = address.strip_prefix(base.as_str()).expect("an address of ours");
        assert_eq!(visitor.open(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_course_tells_its_dates() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let list = visitor.open("/kurs").await.body;
    let (_, rest) = list.split_once("href=\"/kurs/").expect("a course in the demo");
    let path = format!("/kurs/{}", rest.split('"').next().expect("an end").replace("&#38;", "&").replace("&amp;", "&"));
    let (_, told) = read(&mut visitor, &path).await;
    let told = told.expect("JSON-LD");
    let dates = told["@graph"].as_array().expect("dates");
    assert!(!dates.is_empty());
    for date in dates {
        assert_eq!(date["@type"], "EducationEvent");
        let at = |key: &str| -> jiff::Timestamp { date[key].as_str().expect("a time").parse().expect("RFC 3339") };
        assert!(site.clock.now() < at("startDate") && at("startDate") < at("endDate"));
    }
}

#[tokio::test]
async fn each_language_has_an_address_and_what_is_personal_has_none() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let base = &site.app.site().base_url.clone();
    for path in ["/", "/tjenester", "/sted/vanylven", "/tjenester/logge-inn-altinn"] {
        let (page, _) = read(&mut visitor, path).await;
        assert_eq!(canonical(&page), Some(format!("{base}{path}").as_str()));
        for lang in Lang::ALL {
            let own = format!("{base}{path}?lang={}", lang.code());
            assert!(page.contains(&format!("hreflang=\"{}\" href=\"{own}\"", lang.code())), "{path}");
            let (other, _) = read(&mut visitor, &format!("{path}?lang={}", lang.code())).await;
            assert_eq!(canonical(&other), Some(own.as_str()));
        }
    }
    // A place in the address chooses what is shown of the same service.
    let (page, _) = read(&mut visitor, "/tjenester/logge-inn-altinn?sted=vanylven").await;
    assert_eq!(canonical(&page), Some(format!("{base}/tjenester/logge-inn-altinn").as_str()));
    for path in ["/tjenester?q=skatt", "/min-time", "/bestill/logge-inn-altinn", "/logg-inn"] {
        let (page, told) = read(&mut visitor, path).await;
        assert_eq!((canonical(&page), told), (None, None), "{path}");
    }
}
