//! One trip, several errands: all or nothing, also with two organisations, also when many want parts of the same.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Actor, Lang, Phone, Uuid};
use torg_booking::booking::details::Details;
use torg_booking::booking::model::Contact;
use torg_booking::booking::times;
use torg_booking::booking::units::{Hold, Proof};
use torg_booking::trips::units::{Book, Booked, Cancel, Confirm, Confirmed, Errand};
use torg_catalogue::directory::{self, Directories, Offered};
use torg_catalogue::import::{self, Kind, Options};
use torg_catalogue::services::model::Way;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor, instant};

const PHONE: &str = "+8000001401";
/// Thursday: guides, the caseworker and the course at Vanylven are there.
const DAY: &str = "2026-11-26";
const ERRANDS: &str = "sted=vanylven&arend=lese-brev&arend=byggesak-samtale";

async fn column<T: sea_orm::TryGetable>(site: &Site, query: &str) -> Vec<T> {
    sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query)
}

async fn count(site: &Site, query: &str) -> i64 {
    column(site, query).await[0]
}

/// The first course of the place's list, as an errand.
async fn course(visitor: &mut Visitor<'_>) -> String {
    visitor.open("/tur?sted=vanylven&lang=nb").await.attribute("value", "kurs.")
}

/// Chooses a plan as far as the code; returns the secret address and the page with the code field.
async fn as_far_as_the_code(visitor: &mut Visitor<'_>, errands: &str, phone: &str) -> (String, Answer) {
    let plans = visitor.open(&format!("/tur/tid?{errands}&uke=2026-11-23&dag={DAY}&lang=nb")).await;
    assert_eq!(plans.status, StatusCode::OK, "{}", plans.body);
    let plan = plans.field("plan");
    let contact = visitor.open(&format!("/tur/kontakt?{errands}&dag={DAY}&plan={plan}")).await;
    assert_eq!(contact.status, StatusCode::OK, "{}", contact.body);
    let mut fields = vec![("plan", plan.as_str()), ("name", "Torhild"), ("phone", phone), ("note", "")];
    fields.extend(errands.split('&').filter_map(|pair| pair.split_once('=')));
    let held = visitor.submit(&contact, "/tur/kontakt", &fields).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    assert!(held.location.starts_with("/tur/") && !held.location.contains("opptatt"), "{}", held.location);
    let page = visitor.open(&held.location).await;
    assert!(page.has("one-time-code"), "{}", page.body);
    (held.location, page)
}

async fn type_code(site: &Site, visitor: &mut Visitor<'_>, (path, page): &(String, Answer), phone: &str) -> Answer {
    let code = site.code_for(phone).await;
    let done = visitor.submit(page, &format!("{path}/kode"), &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    visitor.open(&done.location).await
}

#[tokio::test]
async fn three_errands_are_booked_with_one_code_and_cancelled_one_or_all() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let errands = format!("{ERRANDS}&arend={}", course(&mut citizen).await);

        // From a service's page; a trip of one is no trip.
        let one = citizen.open("/tur?sted=vanylven&arend=lese-brev&lang=nb").await;
        assert!(one.has("Legg til i turen") && !one.has("Finn en dag"), "{}", one.body);
        assert!(citizen.open(&format!("/tur?{errands}")).await.has("Finn en dag"));
        let week = citizen.open(&format!("/tur/tid?{errands}&uke=2026-11-23")).await;
        assert!(week.has("26. november") && !week.has("24. november"), "the course is on Thursdays: {}", week.body);
        let nothing = citizen.open(&format!("/tur/kontakt?{errands}&dag={DAY}")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.has("href=\"#plan\""), "{}", nothing.body);

        let held = as_far_as_the_code(&mut citizen, &errands, PHONE).await;
        assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE name = 'Torhild' AND state = 'held'").await, 3);
        let wrong = citizen.submit(&held.1, &format!("{}/kode", held.0), &[("code", "000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let trip = type_code(&site, &mut citizen, &held, PHONE).await;
        assert!(
            trip.has("Turen er bestilt") && trip.body.matches("card__meta\">Referanse").count() == 3,
            "{}",
            trip.body
        );

        // One message about the whole; neither what nor a link.
        let told = site.messages_to(PHONE).await;
        assert_eq!(told.len(), 2, "the code and one confirmation: {told:?}");
        assert!(
            told[0].contains("3 timer") && told[0].contains("Vanylven") && !told[0].contains("http"),
            "{}",
            told[0]
        );
        assert!(!told[0].contains("brev") && !told[0].contains("Byggesak"), "{}", told[0]);
        let calendar = citizen.open(&format!("{}/kalender.ics", held.0)).await;
        assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), 3, "{}", calendar.body);
        assert_eq!(calendar.body.matches("BEGIN:VTIMEZONE").count(), 1);

        // Found again by the trip's reference; each errand leads back to it.
        let reference =
            trip.body.split("<strong>").nth(1).and_then(|rest| rest.split('<').next()).expect("a reference");
        let find = citizen.open("/min-time").await;
        let found = citizen.submit(&find, "/min-time", &[("reference", reference), ("phone", PHONE)]).await;
        assert_eq!(found.location, held.0);
        let errand = trip.attribute("href", "/time/");
        let single = citizen.open(&errand).await;
        assert!(single.has(&held.0), "{}", single.body);

        // One reminder for the whole, two days ahead; none for each.
        let reminders = "SELECT count(*) FROM outbox WHERE key LIKE '%/reminder/%' AND subject_id IN
                           (SELECT id FROM booking WHERE name = 'Torhild')";
        assert_eq!(count(&site, reminders).await, 0, "no errand has a reminder of its own");

        // One errand is cancelled from its own page, then the rest.
        let ask = citizen.open(&format!("{errand}/avbestill")).await;
        citizen.submit(&ask, &format!("{errand}/avbestill"), &[]).await;
        site.later(SignedDuration::from_hours(24));
        site.upkeep().await;
        site.upkeep().await;
        let told = site.messages_to(PHONE).await;
        let reminder: Vec<&String> = told.iter().filter(|text| text.starts_with("Husk turen")).collect();
        assert!(reminder.len() == 1 && reminder[0].contains("2 timer"), "{told:?}");
        let ask = citizen.open(&format!("{}/avbestill", held.0)).await;
        assert!(ask.has("Vil du avbestille hele turen"), "{}", ask.body);
        citizen.submit(&ask, &format!("{}/avbestill", held.0), &[]).await;
        assert!(citizen.open(&held.0).await.has("Turen er avbestilt"));
        assert_eq!(
            count(&site, "SELECT count(*) FROM booking WHERE name = 'Torhild' AND state = 'cancelled'").await,
            3
        );
        assert_eq!(
            count(
                &site,
                "SELECT count(*) FROM occupancy WHERE owner_id IN
            (SELECT id FROM booking WHERE name = 'Torhild')"
            )
            .await,
            0,
            "{engine:?}: every seat is given back"
        );
        assert!(site.messages_to(PHONE).await[0].contains("er avbestilt: 2 timer"));

        // Deleted with the bookings.
        site.later(SignedDuration::from_hours(24 * 100));
        site.upkeep().await;
        assert_eq!(citizen.open(&held.0).await.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&site, "SELECT count(*) FROM trip_part").await, 0);
    }
}

#[tokio::test]
async fn a_trip_that_nobody_confirms_gives_every_time_back_and_a_late_code_confirms_nothing() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let (path, page) = as_far_as_the_code(&mut citizen, ERRANDS, PHONE).await;
        let again = citizen.submit(&page, &format!("{path}/ny-kode"), &[]).await;
        assert!(again.location.ends_with("?sendt=1"));
        let code = site.code_for(PHONE).await;
        site.later(SignedDuration::from_mins(11));
        let late = citizen.submit(&page, &format!("{path}/kode"), &[("code", &code)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.has("Turen er ikke bestilt"), "{}", late.body);
        site.upkeep().await;
        let seats = "SELECT count(*) FROM occupancy WHERE owner_id IN (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, seats).await, 0, "{engine:?}");
        site.later(SignedDuration::from_hours(1));
        site.upkeep().await;
        assert_eq!(citizen.open(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE name = 'Torhild'").await, 0);
    }
}

#[tokio::test]
async fn somebody_hidden_is_told_no_place_and_a_plan_that_is_gone_says_so() {
    let site = Site::unlimited(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let plans = citizen.open(&format!("/tur/tid?{ERRANDS}&dag={DAY}&lang=nb")).await;
    let plan = plans.field("plan");
    let contact = citizen.open(&format!("/tur/kontakt?{ERRANDS}&dag={DAY}&plan={plan}")).await;
    let mut fields: Vec<(&str, &str)> = ERRANDS.split('&').filter_map(|pair| pair.split_once('=')).collect();
    fields.extend([("plan", plan.as_str()), ("name", "Torhild"), ("phone", PHONE), ("note", ""), ("hidden", "ja")]);
    let held = citizen.submit(&contact, "/tur/kontakt", &fields).await;
    let page = citizen.open(&held.location).await;
    type_code(&site, &mut citizen, &(held.location.clone(), page), PHONE).await;
    let told = site.messages_to(PHONE).await;
    assert!(!told[0].contains("Vanylven") && told[0].contains("2 timer"), "{}", told[0]);
    let calendar = citizen.open(&format!("{}/kalender.ics", held.location)).await;
    assert!(!calendar.has("LOCATION") && !calendar.has("Vanylven"), "{}", calendar.body);

    // The caseworker has one place at that time; the same plan once more is refused, whole.
    let mut other = site.visitor();
    let page = other.open("/min-time?lang=nb").await;
    let refused = other.submit(&page, "/tur/kontakt", &fields).await;
    assert!(refused.location.contains("opptatt=1"), "{}", refused.location);
    assert!(other.open(&refused.location).await.has("Vi holder ikke av noen av de andre heller"));
    // Made up, overlapping or far apart: no plan.
    let start = plan.rsplit('~').next().expect("a start");
    for made_up in [
        format!("lese-brev~vanylven~counter~{start}!lese-brev~vanylven~counter~{start}"),
        format!("lese-brev~vanylven~counter~{start}!lese-brev~tokke~counter~{start}"),
        "x!y".to_owned(),
    ] {
        let answer = other.open(&format!("/tur/kontakt?{ERRANDS}&plan={made_up}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{made_up}");
    }
}

/// An agency's office next door to the centre in Tokke, an organisation of its own, with one caseworker.
async fn office_next_door(site: &Site) {
    let files = [
        (
            Kind::Places,
            "slug,organisation_slug,organisation_name,written_language,municipality_no,name,address,latitude,longitude,phone,email,accent\n\
             etat-dalen,etat,Etaten,nb,4034,Etaten i Dalen,Naboveien 1,59.449,8.004,00 00 40 35,post@etat.example,#1d4f91\n",
        ),
        (Kind::Resources, "place_slug,kind,name_nb,capacity,tags\netat-dalen,caseworker,Saksbehandler,1,\n"),
        (
            Kind::Hours,
            "place_slug,resource,weekdays,from,to\netat-dalen,place,mo;tu;we;th;fr,09:00,16:00\n\
             etat-dalen,caseworker,mo;tu;we;th;fr,09:00,16:00\n",
        ),
        (
            Kind::Offers,
            "place_slug,service_slug,way,minutes,drop_in,needs\netat-dalen,byggesak-samtale,counter,30,no,caseworker\n",
        ),
    ];
    for (kind, text) in files {
        let table = import::table_from(text.as_bytes()).expect("a table");
        let report = import::import(site.app.store(), kind, table, Options::default()).await.expect("an import");
        assert!(report.bad.is_empty(), "{:?}", report.bad);
    }
    site.app.part::<Directories>().refresh(site.app.store()).await.expect("the directory");
}

/// Offer and free starts of the day.
async fn free(site: &Site, service: &str, place: &str) -> (Offered, Vec<Timestamp>) {
    let offered = directory::of(&site.app).offered(service, place, Way::Counter).expect("an offer");
    let from = start_of_day(DAY.parse().expect("a date"));
    let to = from + SignedDuration::from_hours(24);
    let slots = times::free(&site.app, std::slice::from_ref(&offered), from, to).await.expect("free times").remove(0);
    (offered, slots.into_iter().map(|slot| slot.start).collect())
}

fn contact(number: usize) -> Contact {
    let phone = Phone::parse(&format!("+80000015{number:02}"));
    Contact { name: format!("Kappløp {number}"), phone, lang: Lang::Nb, note: String::new(), hidden: false }
}

/// What client `n` of the race wants: one of four times at the centre and one of two at the agency, in either order.
struct Race {
    centre: (Offered, Vec<Timestamp>),
    agency: (Offered, Vec<Timestamp>),
}

const CLIENTS: usize = 64;

impl Race {
    async fn prepare(site: &Site) -> Race {
        office_next_door(site).await;
        let mut centre = free(site, "lese-brev", "tokke").await;
        let mut agency = free(site, "byggesak-samtale", "etat-dalen").await;
        // The centre first, then the agency, with time to walk.
        centre.1.truncate(4);
        let last = centre.1[3] + SignedDuration::from_hours(1);
        agency.1.retain(|start| *start > last);
        agency.1.truncate(2);
        assert_eq!((centre.1.len(), agency.1.len()), (4, 2));
        Race { centre, agency }
    }

    fn errands(&self, n: usize) -> Vec<Errand> {
        let centre = Errand::Offer { offered: self.centre.0.clone(), start: self.centre.1[n % 4] };
        let agency = Errand::Offer { offered: self.agency.0.clone(), start: self.agency.1[n / 4 % 2] };
        if n.is_multiple_of(3) { vec![agency, centre] } else { vec![centre, agency] }
    }

    fn book(&self, site: &Site, n: usize, proof: Proof) -> Book {
        Book {
            app: site.app.clone(),
            actor: Actor::Anonymous,
            errands: self.errands(n),
            contact: contact(n),
            proof,
            person: None,
        }
    }
}

/// Clients who have something at the centre or the agency, and those who have both.
async fn parts_held(site: &Site) -> (usize, usize) {
    let query = "SELECT name FROM booking WHERE name LIKE 'Kappløp %' ORDER BY name";
    let names: Vec<String> = column(site, query).await;
    let both = names.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let mut people = names.clone();
    people.dedup();
    assert!(names.len() <= 2 * people.len(), "nobody has a time twice");
    (people.len(), both)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_race_for_trips_that_overlap_and_no_part_is_ever_alone() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let race = Race::prepare(&site).await;
        // Somebody looks at the database all the while.
        let looking = async {
            for _ in 0..40 {
                let (people, both) = parts_held(&site).await;
                assert_eq!(people, both, "{engine:?}: a part without the others");
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        let clients = (0..CLIENTS).map(|n| race.book(&site, n, Proof::Staff).write());
        let (booked, ()) = futures::future::join(futures::future::join_all(clients), looking).await;
        // Nothing surfaces, no deadlock either; and as many trips as there are times at the agency.
        let booked: Vec<Booked> = booked.into_iter().collect::<Result<_, _>>().expect("no error reaches anybody");
        assert_eq!(booked.iter().filter(|trip| trip.is_ok()).count(), 2, "{engine:?}");
        assert_eq!(parts_held(&site).await, (2, 2));
        let seats = "SELECT count(*) FROM occupancy WHERE owner_id IN (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, seats).await, 4);
        let organisations = "SELECT count(DISTINCT organisation_id) FROM occupancy WHERE owner_id IN
                               (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, organisations).await, 2, "each part in its own organisation");
        let told = site.messages().await;
        let told = told.iter().filter(|(to, body)| to.starts_with("+80000015") && body.contains("2 timer")).count();
        assert_eq!(told, 2, "one confirmation each");
    }
}

/// What the race would come to with each part in a unit of its own: the test above can fail.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_one_unit_for_all_the_same_race_leaves_broken_trips() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let race = Race::prepare(&site).await;
        let careless = |n: usize| {
            let mut errands = race.errands(n);
            errands
                .sort_by_key(|errand| matches!(errand, Errand::Offer { offered, .. } if offered.place.slug != "tokke"));
            let app = site.app.clone();
            async move {
                for errand in errands {
                    let Errand::Offer { offered, start } = errand else { continue };
                    let hold = Hold {
                        app: app.clone(),
                        actor: Actor::Anonymous,
                        offered,
                        start,
                        contact: contact(n),
                        proof: Proof::Staff,
                        person: None,
                        idempotency_key: None,
                        details: Details::default(),
                    };
                    if hold.write().await.expect("a write").is_err() {
                        return;
                    }
                }
            }
        };
        futures::future::join_all((0..CLIENTS).map(careless)).await;
        let (people, both) = parts_held(&site).await;
        assert!(people == 4 && both <= 2, "{engine:?}: {people} have a part, {both} the whole");
    }
}

#[tokio::test]
async fn a_trip_over_two_organisations_is_confirmed_and_cancelled_whole() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let race = Race::prepare(&site).await;
        let held = race.book(&site, 7, Proof::Code).write().await.expect("a write").expect("a trip");
        let code = site.code_for("+8000001507").await;
        let confirm = |code: &str| Confirm { app: site.app.clone(), id: held, code: code.to_owned() };
        let store = site.app.store();
        let wrong = if code == "123456" { "654321" } else { "123456" };
        assert_eq!(store.write_across(Across::Trips, confirm(wrong)).await, Ok(Confirmed::Wrong));
        assert_eq!(store.write_across(Across::Trips, confirm(&code)).await, Ok(Confirmed::Yes));
        assert_eq!(store.write_across(Across::Trips, confirm(&code)).await, Ok(Confirmed::Yes), "an impatient thumb");
        let confirmed = "SELECT count(*) FROM booking WHERE name = 'Kappløp 7' AND state = 'confirmed'";
        assert_eq!(count(&site, confirmed).await, 2);
        let deeds =
            "SELECT count(DISTINCT organisation_id) FROM audit WHERE action = 'booking.confirmed' AND subject_id IN
                       (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, deeds).await, 2, "each organisation has its own record");

        // The agency sees its own meeting, and not that there is another.
        let own: Vec<Uuid> = column(&site, "SELECT organisation_id FROM booking WHERE name = 'Kappløp 7'").await;
        assert_eq!(own.len(), 2);
        assert_ne!(own[0], own[1]);

        let cancel = Cancel { app: site.app.clone(), actor: Actor::Anonymous, id: held };
        assert_eq!(store.write_across(Across::Trips, cancel).await, Ok(2));
        let seats = "SELECT count(*) FROM occupancy WHERE owner_id IN (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, seats).await, 0, "{engine:?}");
        assert_eq!(oslo_date(instant("2026-11-26T09:00:00Z")).to_string(), DAY);
    }
}

#[tokio::test]
async fn a_course_that_is_full_takes_nothing_else_with_it() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let errand = course(&mut citizen).await;
        let id = Uuid::parse_str(errand.trim_start_matches("kurs.")).expect("a course");
        let db = site.app.store().across(Across::Operator);
        let dates = torg_booking::courses::store::of_course(&db, id).await.expect("dates");
        let day: jiff::civil::Date = DAY.parse().expect("a date");
        let date = dates.iter().find(|d| oslo_date(d.starts) == day).expect("a date that Thursday").clone();
        let (offered, starts) = free(&site, "lese-brev", "vanylven").await;
        let start =
            *starts.iter().find(|start| **start + SignedDuration::from_hours(1) <= date.starts).expect("before");
        let book = |n: usize| Book {
            app: site.app.clone(),
            actor: Actor::Anonymous,
            errands: vec![
                Errand::Offer { offered: offered.clone(), start },
                Errand::Date { date: date.id, organisation: date.organisation },
            ],
            contact: contact(n),
            proof: Proof::Staff,
            person: None,
        };
        // There are three guides, and fewer than twenty seats left: the guides run out first. Then the other way round.
        let booked = futures::future::join_all((0..8).map(|n| book(n).write())).await;
        let stand = booked.into_iter().filter(|one| one.as_ref().expect("a write").is_ok()).count();
        let (people, both) = parts_held(&site).await;
        assert_eq!((people, both), (stand, stand), "{engine:?}");
        let signed = "SELECT count(*) FROM course_signup WHERE booking_id IN (SELECT booking_id FROM trip_part)";
        assert_eq!(count(&site, signed).await, i64::try_from(stand).expect("few"));
        assert!((1..=3).contains(&stand), "{stand}");
        // A date that lies over the meeting is nothing that one person can do.
        let over =
            Book { errands: vec![book(40).errands[1].clone(), overlapping(&site, date.starts).await], ..book(40) };
        assert!(over.write().await.expect("a write").is_err());
    }
}

/// The caseworker's first time within a course.
async fn overlapping(site: &Site, from: Timestamp) -> Errand {
    let (offered, starts) = free(site, "byggesak-samtale", "vanylven").await;
    let start = *starts.iter().find(|start| **start >= from).expect("a time within the course");
    Errand::Offer { offered, start }
}
