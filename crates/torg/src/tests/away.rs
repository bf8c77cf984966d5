//! Somebody is away: what it hits is seen before it is stored, others take over, and nothing is lost on the way.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Phone, Uuid};
use torg_booking::away::model::{Absence, Choice};
use torg_booking::away::units::{Save, Saved};
use torg_booking::booking::details::Details;
use torg_booking::booking::model::{Booking, Contact, State};
use torg_booking::booking::store as bookings;
use torg_booking::booking::times;
use torg_booking::booking::units::{Cancel, Hold, Proof};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;
use torg_slots::owners::seats_of;
use torg_slots::rules::DAY;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor, instant};

/// Thursday, 10.00 in Norway; the demo has nobody there.
const THURSDAY: &str = "2026-12-10T09:00:00Z";
const DATE: &str = "2026-12-10";

/// Whom a booking is for.
pub struct Person {
    pub name: &'static str,
    pub phone: Option<&'static str>,
    pub hidden: bool,
}

impl Person {
    pub fn new(name: &'static str) -> Person {
        Person { name, phone: None, hidden: false }
    }
}

pub fn offered(site: &Site, place: &str) -> Offered {
    directory::of(&site.app).offered("logge-inn-altinn", place, Way::Counter).expect("an offer")
}

/// A booking that stands.
pub async fn book(site: &Site, offered: &Offered, start: Timestamp, person: Person) -> Booking {
    let phone = person.phone.map(|p| Phone::parse(p).expect("a number"));
    let contact =
        Contact { name: person.name.into(), phone, lang: Lang::Nb, note: String::new(), hidden: person.hidden };
    let hold = Hold {
        app: site.app.clone(),
        actor: Actor::Anonymous,
        offered: offered.clone(),
        start,
        contact,
        proof: Proof::Staff,
        person: None,
        idempotency_key: None,
        details: Details::default(),
    };
    hold.write().await.expect("a write").expect("a free time")
}

pub async fn cancel(site: &Site, booking: &Booking) {
    let unit = Cancel { app: site.app.clone(), actor: Actor::Anonymous, id: booking.id };
    assert!(site.app.store().write(booking.organisation, unit).await.expect("a write"));
}

/// Free starts in the two weeks from Monday 7 December.
pub async fn booked_at(site: &Site, offered: &Offered) -> Vec<Timestamp> {
    let (from, to) = (instant("2026-12-07T00:00:00Z"), instant("2026-12-21T00:00:00Z"));
    let slots = times::free(&site.app, std::slice::from_ref(offered), from, to).await.expect("free times").remove(0);
    slots.into_iter().map(|slot| slot.start).collect()
}

/// Who has a booking: the first of its seats.
async fn guide_of(site: &Site, booking: &Booking) -> Uuid {
    let db = site.app.store().within(booking.organisation);
    let seats = seats_of(&db, booking.organisation, &[booking.id]).await.expect("its seats");
    assert_eq!(seats.len(), 1, "one guide");
    seats[0].busy.resource
}

async fn read(site: &Site, booking: &Booking) -> Booking {
    let db = site.app.store().within(booking.organisation);
    bookings::in_organisation(&db, booking.id).await.expect("a read").expect("a booking")
}

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

const CLOSURES: &str = "SELECT CAST(count(*) AS bigint) FROM exception WHERE resource_id IS NOT NULL";

fn address(place: &str, guide: Uuid) -> String {
    format!("/ansatt/fravaer?sted={place}&hvem={guide}&fra={DATE}&til={DATE}")
}

/// Saves the absence that a page shows, with a choice for each booking.
async fn save(visitor: &mut Visitor<'_>, page: &Answer, choices: &[(Uuid, &str)]) -> Answer {
    let typed = ["sted", "hvem", "fra", "til", "fra_kl", "til_kl"].map(|name| (name.to_owned(), page.field(name)));
    let mut fields: Vec<(String, String)> = typed.into();
    for (booking, choice) in choices {
        fields.push(("time".into(), booking.to_string()));
        fields.push((format!("valg-{booking}"), (*choice).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.submit(page, "/ansatt/fravaer", &fields).await
}

#[tokio::test]
async fn somebody_else_takes_over_at_the_same_time_and_nobody_is_told() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "vanylven");
        let person = Person { phone: Some("+8000001234"), ..Person::new("Torunn") };
        let booking = book(&site, &offer, instant(THURSDAY), person).await;
        let guide = guide_of(&site, &booking).await;
        let told = site.messages_to("+8000001234").await.len();

        let mut staff = site.signed_in("guide").await;
        let page = staff.open(&address("vanylven", guide)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("Torunn") && page.has(&format!("name=\"valg-{}\"", booking.id)), "{}", page.body);
        assert!(page.has("value=\"annen\" checked"), "somebody else is proposed first: {}", page.body);
        assert_eq!(count(&site, CLOSURES).await, 0, "{engine:?}: looking stores nothing");
        assert_eq!(guide_of(&site, &booking).await, guide);

        let saved = save(&mut staff, &page, &[(booking.id, "annen")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert!(saved.location.ends_with("&lagret=1"), "{}", saved.location);
        assert_ne!(guide_of(&site, &booking).await, guide);
        let now = read(&site, &booking).await;
        assert_eq!((now.starts, now.state, now.sequence), (booking.starts, State::Confirmed, 0));
        assert_eq!(site.messages_to("+8000001234").await.len(), told, "the same time and place is no news");
        assert_eq!(count(&site, CLOSURES).await, 1);
        let deeds =
            "SELECT CAST(count(*) AS bigint) FROM audit WHERE action IN ('absence.added', 'booking.taken-over')";
        assert_eq!(count(&site, deeds).await, 2);

        // Nobody is offered the guide who is away, and the page has nothing left to ask.
        let after = staff.open(&saved.location).await;
        assert!(!after.has("name=\"valg-") && after.has("data-color=\"success\""), "{}", after.body);
        let again = save(&mut staff, &page, &[(booking.id, "annen")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&site, CLOSURES).await, 1, "sent twice is stored once");
    }
}

#[tokio::test]
async fn where_nobody_else_is_the_nearest_time_is_proposed_and_told() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        // One guide, there on Tuesdays and Thursdays.
        let offer = offered(&site, "tokke");
        let person = Person { phone: Some("+8000001234"), ..Person::new("Torunn") };
        let booking = book(&site, &offer, instant(THURSDAY), person).await;
        let silent = book(&site, &offer, instant("2026-12-10T11:00:00Z"), Person::new("Uten telefon")).await;
        let guide = guide_of(&site, &booking).await;
        let place = offer.place.id;
        let organisation = booking.organisation;
        let calendar = directory::of(&site.app).calendar(place);
        let back: Timestamp = instant("2026-12-15T09:00:00Z");
        assert!(calendar.open(guide, oslo_date(back)).iter().any(|(from, _)| *from <= back), "there on Tuesday");

        let choices =
            [(booking.id, Choice::Time(back)), (silent.id, Choice::Time(back + SignedDuration::from_hours(1)))];
        let unit = Save { choices: choices.into(), ..unit(&site, place, guide) };
        assert_eq!(unit.write(organisation).await.expect("a write"), Saved { moved: 2, left: 0 }, "{engine:?}");
        let now = read(&site, &booking).await;
        assert_eq!((now.starts, now.sequence, now.state), (back, 1, State::Confirmed));
        let told = site.messages_to("+8000001234").await;
        assert!(told[0].contains("15.12."), "{}", told[0]);
        // Whoever cannot be told by SMS is to be called.
        let db = site.app.store().within(organisation);
        assert_eq!(torg_booking::away::store::to_call(&db, place).await.expect("a list"), [silent.id]);
        assert_eq!(guide_of(&site, &booking).await, guide, "back on Tuesday");
    }
}

fn unit(site: &Site, place: Uuid, resource: Uuid) -> Save {
    let date = DATE.parse().expect("a date");
    Save {
        app: site.app.clone(),
        actor: Actor::Anonymous,
        place,
        absence: Absence { resource, from: date, to: date, from_minute: 0, to_minute: DAY },
        choices: Default::default(),
    }
}

#[tokio::test]
async fn what_nobody_chose_for_is_left_as_it_is() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "tokke");
        let first = book(&site, &offer, instant(THURSDAY), Person::new("Forste")).await;
        let guide = guide_of(&site, &first).await;
        // Nobody had seen this one when the choices were made.
        let second = book(&site, &offer, instant("2026-12-10T11:00:00Z"), Person::new("Andre")).await;
        let unit = Save { choices: [(first.id, Choice::Keep)].into(), ..unit(&site, offer.place.id, guide) };
        assert_eq!(unit.write(first.organisation).await.expect("a write"), Saved { moved: 0, left: 1 }, "{engine:?}");
        assert_eq!(read(&site, &second).await.starts, second.starts);
        assert_eq!(guide_of(&site, &second).await, guide, "it stands where it was");
    }
}

#[tokio::test]
async fn the_page_says_what_came_in_between_and_keeps_asking() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let offer = offered(&site, "vanylven");
        let first = book(&site, &offer, instant(THURSDAY), Person::new("Forste")).await;
        let guide = guide_of(&site, &first).await;
        let mut staff = site.signed_in("guide").await;
        let page = staff.open(&address("vanylven", guide)).await;

        // Meanwhile the other guides are taken at that time, and the one who is away gets somebody more.
        let mut others = Vec::new();
        while let Some(guide_free) = free_at(&site, &offer, instant(THURSDAY)).await {
            assert!(guide_free > 0);
            others.push(book(&site, &offer, instant(THURSDAY), Person::new("Opptatt")).await);
        }
        assert!(!others.is_empty());
        let mut second = book(&site, &offer, instant("2026-12-10T11:30:00Z"), Person::new("Andre")).await;
        while guide_of(&site, &second).await != guide {
            second = book(&site, &offer, instant("2026-12-10T11:30:00Z"), Person::new("Andre")).await;
        }

        let saved = save(&mut staff, &page, &[(first.id, "annen")]).await;
        assert!(saved.location.ends_with("&lagret=0"), "{}", saved.location);
        assert_eq!(guide_of(&site, &first).await, guide, "{engine:?}: it stands where it was");
        let again = staff.open(&saved.location).await;
        assert!(again.has("data-color=\"warning\"") && !again.has("data-color=\"success\""), "{}", again.body);
        for booking in [&first, &second] {
            assert!(again.has(&format!("name=\"valg-{}\"", booking.id)), "{} is asked about", booking.name);
        }
        assert_eq!(count(&site, CLOSURES).await, 1, "the absence itself stands");

        // Answered now: one is called, one stays.
        let saved = save(&mut staff, &again, &[(first.id, "ring"), (second.id, "behold")]).await;
        let settled = staff.open(&saved.location).await;
        assert!(!settled.has("name=\"valg-") && settled.has(&format!("/ansatt/time/{}", first.id)), "{}", settled.body);
        assert_eq!(count(&site, CLOSURES).await, 1);
        call_and_be_done(&mut staff, &first).await;
    }
}

/// How many more bookings a start can take; none when it is full.
async fn free_at(site: &Site, offer: &Offered, start: Timestamp) -> Option<u32> {
    let (from, to) = (start, start + SignedDuration::from_mins(1));
    let slots = times::free(&site.app, std::slice::from_ref(offer), from, to).await.expect("free times").remove(0);
    slots.first().map(|slot| slot.free)
}

/// The day's call list has the person until somebody has called.
async fn call_and_be_done(staff: &mut Visitor<'_>, booking: &Booking) {
    let action = format!("/ansatt/time/{}/ringt", booking.id);
    let day = staff.open("/ansatt/dag?sted=vanylven").await;
    assert!(day.has(&format!("action=\"{action}\"")), "on the call list");
    assert_eq!(staff.submit(&day, &action, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!staff.open("/ansatt/dag?sted=vanylven").await.has(&format!("action=\"{action}\"")));
}

#[tokio::test]
async fn two_who_are_away_at_once_do_not_get_the_same_guide_nor_each_other() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let offer = offered(&site, "vanylven");
        let start = instant(THURSDAY);
        let one = book(&site, &offer, start, Person::new("En")).await;
        let two = book(&site, &offer, start, Person::new("To")).await;
        let (a, b) = (guide_of(&site, &one).await, guide_of(&site, &two).await);
        assert_ne!(a, b);
        // The third guide is the only one who can take over.
        assert_eq!(free_at(&site, &offer, start).await, Some(1));
        let place = offer.place.id;
        let first = Save { choices: [(one.id, Choice::Other)].into(), ..unit(&site, place, a) };
        let second = Save { choices: [(two.id, Choice::Other)].into(), ..unit(&site, place, b) };
        let (first, second) = tokio::join!(first.write(one.organisation), second.write(two.organisation));
        let (first, second) = (first.expect("a write"), second.expect("a write"));
        assert_eq!(first.moved + second.moved, 1, "{engine:?}: {first:?} {second:?}");
        assert_eq!(first.left + second.left, 1, "{engine:?}: {first:?} {second:?}");
        let (now_a, now_b) = (guide_of(&site, &one).await, guide_of(&site, &two).await);
        assert_ne!(now_a, now_b, "never one seat twice");
        assert!(now_a == a || now_a != b, "nobody is given to a guide who is away");
        assert!(now_b == b || now_b != a, "nobody is given to a guide who is away");
        assert_eq!(count(&site, CLOSURES).await, 2);
    }
}

#[tokio::test]
async fn only_people_of_the_place_can_be_away_and_an_absence_can_be_taken_back() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut staff = site.signed_in("guide").await;
        let elsewhere = directory::of(&site.app);
        let tokke = elsewhere.place("tokke").expect("a place");
        let stranger = elsewhere.resources_at(tokke.id).iter().find(|r| r.kind == "person").expect("a guide").id;
        let wrong = staff.open(&address("vanylven", stranger)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(staff.get(&address("tokke", stranger)).await.status, StatusCode::NOT_FOUND);
        let place = offered(&site, "vanylven").place.id;
        let organisation = offered(&site, "vanylven").place.organisation;
        let refused = unit(&site, place, stranger).write(organisation).await;
        assert_eq!(refused, Err(torg_store::Error::NotFound), "{engine:?}");
        assert_eq!(count(&site, CLOSURES).await, 0);

        let guide = elsewhere.resources_at(place).iter().find(|r| r.kind == "person").expect("a guide").id;
        let page = staff.open(&address("vanylven", guide)).await;
        let saved = save(&mut staff, &page, &[]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(count(&site, CLOSURES).await, 1);
        let page = staff.open(&saved.location).await;
        let remove = page.attribute("action", "/ansatt/fravaer/");
        assert_eq!(staff.submit(&page, &remove, &[("sted", "vanylven")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&site, CLOSURES).await, 0);
        // A helper moves nobody.
        let mut helper = site.signed_in("helper").await;
        assert_eq!(helper.get("/ansatt/fravaer?sted=vanylven").await.status, StatusCode::FORBIDDEN);
    }
}
