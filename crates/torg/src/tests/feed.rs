//! The calendar of a staff member's own: busy times and places, and nothing that leads to a person.

use axum::http::{Request, StatusCode, header};
use torg_base::Uuid;
use torg_booking::booking::units::Move;
use torg_booking::feed::store as feed;
use torg_store::testing::BOTH;
use torg_store::{Across, Tx, Unit, sql};

use super::away::{Person, book, cancel, offered};
use super::harness::{Answer, Site, Visitor, instant};

/// Links a guide's times to the demo's guide.
struct Link(Uuid, Uuid);

impl Unit for Link {
    type Out = ();

    async fn run(&self, tx: &Tx) -> torg_store::Result<()> {
        feed::link(tx, self.0, Some(self.1)).await
    }
}

/// Whoever signs in as guide.
async fn demo_guide(site: &Site) -> Uuid {
    let query = "SELECT staff_id FROM membership WHERE role = 'guide'";
    let found: Vec<Uuid> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

/// Links every guide of Vanylven to whoever signs in as guide, so that it does not matter who is given a booking.
async fn link_all(site: &Site) {
    let offer = offered(site, "vanylven");
    let staff = demo_guide(site).await;
    for guide in offer.candidates() {
        site.app.store().write(offer.place.organisation, Link(guide, staff)).await.expect("a write");
    }
}

/// Makes an address and returns its path; it is shown this once.
async fn new_address(visitor: &mut Visitor<'_>) -> String {
    let page = visitor.open("/ansatt/kalender").await;
    assert_eq!(page.status, StatusCode::OK);
    let made = visitor.submit(&page, "/ansatt/kalender", &[]).await;
    assert_eq!((made.status, made.location.as_str()), (StatusCode::SEE_OTHER, "/ansatt/kalender"));
    let shown = visitor.open("/ansatt/kalender").await;
    let at = shown.body.find("/kalender/").expect("the address");
    let address = &shown.body[at..];
    let address = address[..address.find('"').expect("a quote")].to_owned();
    assert!(address.ends_with(".ics") && address.len() > 50, "{address}");
    assert!(!visitor.open("/ansatt/kalender").await.has(".ics\""), "shown once");
    address
}

async fn calendar(site: &Site, address: &str) -> Answer {
    site.visitor().get(address).await
}

#[tokio::test]
async fn the_calendar_has_times_and_places_and_nobody() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        link_all(&site).await;
        let offer = offered(&site, "vanylven");
        let person = Person { phone: Some("+8000001234"), ..Person::new("Torunn") };
        let booking = book(&site, &offer, instant("2026-12-10T09:00:00Z"), person).await;
        let mut guide = site.signed_in("guide").await;
        let address = new_address(&mut guide).await;
        let read = calendar(&site, &address).await;
        assert_eq!(read.status, StatusCode::OK);
        assert_eq!(read.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert_eq!(read.headers[header::CACHE_CONTROL], "private, no-cache");
        let text = read.body.replace("\r\n ", "");
        assert!(text.contains("DTSTART;TZID=Europe/Oslo:20261210T100000"), "{text}");
        assert!(text.contains("DTEND;TZID=Europe/Oslo:20261210T103000"), "{text}");
        assert!(text.contains("LOCATION:Vanylven") && text.contains("BEGIN:VTIMEZONE"), "{text}");
        let bare = booking.reference().replace('-', "");
        let telling =
            ["Torunn", "8000001234", "Altinn", "logge-inn", &booking.id.to_string(), &booking.reference(), &bare];
        for word in telling {
            assert!(!text.contains(word), "{engine:?}: {word} is in the calendar:\n{text}");
        }
        // Control: the booking's own page has them.
        let page = guide.open(&format!("/ansatt/time/{}", booking.id)).await;
        assert!(page.has("Torunn") && page.has("Altinn") && page.has(&booking.reference()));
        // The database does not know the address.
        let token = address.trim_start_matches("/kalender/").trim_end_matches(".ics");
        let stored: Vec<Vec<u8>> =
            sql::column(&site.app.store().across(Across::Probe), "SELECT token_hash FROM calendar_feed", [])
                .await
                .expect("the hash");
        assert_eq!(stored.len(), 1);
        assert!(!String::from_utf8_lossy(&stored[0]).contains(token));
    }
}

#[tokio::test]
async fn a_change_is_a_new_version_and_what_is_unchanged_is_not_sent() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        link_all(&site).await;
        let offer = offered(&site, "vanylven");
        let booking = book(&site, &offer, instant("2026-12-10T09:00:00Z"), Person::new("Torunn")).await;
        let mut guide = site.signed_in("guide").await;
        let address = new_address(&mut guide).await;
        let first = calendar(&site, &address).await;
        let tag = first.headers[header::ETAG].to_str().expect("a tag").to_owned();
        site.later(jiff::SignedDuration::from_mins(5));
        let again = |tag: &str| Request::get(&address).header(header::IF_NONE_MATCH, tag);
        let same = site.visitor().send(again(&tag), axum::body::Body::empty()).await;
        assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{engine:?}");

        let unit = Move {
            app: site.app.clone(),
            actor: torg_base::Actor::Anonymous,
            id: booking.id,
            offered: offer.clone(),
            start: instant("2026-12-11T09:00:00Z"),
        };
        site.app.store().write(booking.organisation, unit).await.expect("a move");
        let moved = site.visitor().send(again(&tag), axum::body::Body::empty()).await;
        assert_eq!(moved.status, StatusCode::OK);
        assert_ne!(moved.headers[header::ETAG].to_str().expect("a tag"), tag);
        let event = |text: &str, start: &str| {
            let text = text.replace("\r\n ", "");
            let found = text.split("BEGIN:VEVENT").find(|e| e.contains(start)).map(str::to_owned);
            found.unwrap_or_else(|| panic!("no event at {start} in {text}"))
        };
        let line = |event: &str, name: &str| event.lines().find(|l| l.starts_with(name)).map(str::to_owned);
        let (before, after) = (event(&first.body, "20261210T100000"), event(&moved.body, "20261211T100000"));
        assert_eq!(line(&before, "UID:"), line(&after, "UID:"), "the same event");
        assert_eq!(line(&before, "SEQUENCE:").as_deref(), Some("SEQUENCE:0"));
        assert_eq!(line(&after, "SEQUENCE:").as_deref(), Some("SEQUENCE:1"));
        assert!(!moved.has("20261210T100000"));
        cancel(&site, &booking).await;
        assert!(!calendar(&site, &address).await.has("20261211T100000"));
    }
}

#[tokio::test]
async fn an_address_is_renewed_taken_back_and_ends_with_its_owner() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        link_all(&site).await;
        let mut guide = site.signed_in("guide").await;
        let old = new_address(&mut guide).await;
        let new = new_address(&mut guide).await;
        assert_ne!(old, new);
        assert_eq!(calendar(&site, &old).await.status, StatusCode::NOT_FOUND, "{engine:?}: the old one stops");
        assert_eq!(calendar(&site, &new).await.status, StatusCode::OK);
        for wrong in [new.trim_end_matches(".ics").to_owned(), new.replace(".ics", "x.ics"), "/kalender/.ics".into()] {
            assert_eq!(calendar(&site, &wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let page = guide.open("/ansatt/kalender").await;
        let gone = guide.submit(&page, "/ansatt/kalender/slett", &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(calendar(&site, &new).await.status, StatusCode::NOT_FOUND);

        // An address that is read lives on; one that nobody reads for a year does not.
        let address = new_address(&mut guide).await;
        site.later(jiff::SignedDuration::from_hours(24 * 300));
        assert_eq!(calendar(&site, &address).await.status, StatusCode::OK);
        site.later(jiff::SignedDuration::from_hours(24 * 300));
        site.upkeep().await;
        assert_eq!(calendar(&site, &address).await.status, StatusCode::OK, "{engine:?}: read 300 days ago");
        site.later(jiff::SignedDuration::from_hours(24 * 366));
        site.upkeep().await;
        assert_eq!(calendar(&site, &address).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_manager_says_which_staff_member_a_guide_is() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut guide = site.signed_in("guide").await;
        let address = new_address(&mut guide).await;
        assert!(!calendar(&site, &address).await.has("BEGIN:VEVENT"), "linked to nobody");
        let mut manager = site.signed_in("manager").await;
        let resource = format!("/styring/sted/vanylven/ressurser/{}", offered(&site, "vanylven").candidates()[0]);
        let form = manager.open(&resource).await;
        assert!(form.has("name=\"staff\""), "{}", form.body);
        let id = demo_guide(&site).await.to_string();
        let fields = [("name", "Veileder 1"), ("capacity", "1"), ("tags", ""), ("active", "ja")];
        let stranger = [fields.as_slice(), &[("staff", "0190a0a0-0000-7000-8000-000000000000")]].concat();
        assert_eq!(manager.submit(&form, &resource, &stranger).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let linked = [fields.as_slice(), &[("staff", id.as_str())]].concat();
        assert_eq!(manager.submit(&form, &resource, &linked).await.status, StatusCode::SEE_OTHER);
        assert!(manager.open(&resource).await.has(&format!("value=\"{id}\" selected")));
        assert!(guide.open("/ansatt/kalender").await.has("Vanylven"));
        // And no more.
        assert_eq!(manager.submit(&form, &resource, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(!manager.open(&resource).await.has(&format!("value=\"{id}\" selected")), "{engine:?}");
    }
}
