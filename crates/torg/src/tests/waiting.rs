//! The waiting list: a time that becomes free goes to whoever joined first, to one at a time, with a deadline.

use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Actor, Lang, Uuid};
use torg_booking::booking::details::Details;
use torg_booking::booking::model::{Booking, Contact};
use torg_booking::booking::times;
use torg_booking::booking::units::{Cancel, Hold, Proof};
use torg_booking::waiting::units::{Made, MakeOffer};
use torg_booking::waiting::{Round, offer_round};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;
use torg_store::testing::BOTH;
use torg_store::{Across, sql};

use super::harness::{Answer, Site, Visitor, instant};

/// A place with one guide, and a day on which it is open.
const PATH: &str = "/venteliste/logge-inn-altinn/tokke";
const DAY: &str = "2026-11-26";

fn offered(site: &Site) -> Offered {
    directory::of(&site.app).offered("logge-inn-altinn", "tokke", Way::Counter).expect("an offer")
}

fn day() -> Date {
    DAY.parse().expect("a date")
}

/// Takes every time of the day. Returns what was booked.
async fn fill(site: &Site) -> Vec<Booking> {
    let offers = [offered(site)];
    let (from, to) = (start_of_day(day()), start_of_day(day()) + SignedDuration::from_hours(24));
    let mut made = Vec::new();
    loop {
        let free = times::free(&site.app, &offers, from, to).await.expect("free times").remove(0);
        let Some(slot) = free.iter().find(|slot| slot.free > 0) else { return made };
        let contact =
            Contact { name: "Opptatt".into(), phone: None, lang: Lang::Nb, note: String::new(), hidden: false };
        let hold = Hold {
            app: site.app.clone(),
            actor: Actor::Anonymous,
            offered: offers[0].clone(),
            start: slot.start,
            contact,
            proof: Proof::Staff,
            person: None,
            idempotency_key: None,
            details: Details::default(),
        };
        made.push(hold.write().await.expect("a write").expect("a free time"));
    }
}

async fn cancel(site: &Site, booking: &Booking) {
    let unit = Cancel { app: site.app.clone(), actor: Actor::Anonymous, id: booking.id };
    assert!(site.app.store().write(booking.organisation, unit).await.expect("a write"));
}

/// Joins for one day; returns the address of the entry.
async fn join(site: &Site, visitor: &mut Visitor<'_>, phone: &str) -> String {
    join_with(site, visitor, phone, &[]).await
}

async fn join_with(site: &Site, visitor: &mut Visitor<'_>, phone: &str, more: &[(&str, &str)]) -> String {
    join_at(site, visitor, PATH, phone, more).await
}

/// Joins the list at an address for one day; returns the address of the entry.
pub async fn join_at(site: &Site, visitor: &mut Visitor<'_>, path: &str, phone: &str, more: &[(&str, &str)]) -> String {
    let page = visitor.open(&format!("{path}?mate=counter&lang=nb")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut fields =
        vec![("mate", "counter"), ("fra", DAY), ("til", DAY), ("del", "any"), ("name", "Vera"), ("phone", phone)];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(more);
    let joined = visitor.submit(&page, path, &fields).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let page = visitor.open(&joined.location).await;
    assert!(page.has("one-time-code"));
    let code = site.code_for(phone).await;
    let listed = visitor.submit(&page, &format!("{}/kode", joined.location), &[("code", &code)]).await;
    assert_eq!(listed.status, StatusCode::SEE_OTHER, "{}", listed.body);
    // The word that they wait goes out before any offer: what is due together is delivered side by side.
    site.messages().await;
    joined.location
}

/// The code in the newest message to a number.
async fn answer_code(site: &Site, phone: &str) -> String {
    let message = site.messages_to(phone).await.into_iter().next().expect("a message");
    code_in(&message)
}

pub fn code_in(message: &str) -> String {
    let mut words = message.split([' ', ',', '.']);
    words.find(|word| word.len() == 9 && word.as_bytes()[4] == b'-').unwrap_or_else(|| panic!("{message}")).to_owned()
}

/// Types a code from a message; returns the page with the choices and its address.
pub async fn type_code(visitor: &mut Visitor<'_>, code: &str) -> (String, Answer) {
    let find = visitor.open("/svar?lang=nb").await;
    let found = visitor.submit(&find, "/svar", &[("kode", code)]).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.body);
    let page = visitor.open(&found.location).await;
    (found.location, page)
}

async fn round(site: &Site) -> Round {
    offer_round(&site.app).await.expect("a round")
}

async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

fn free_at(slots: &Answer, booking: &Booking) -> bool {
    let slots = slots.json();
    let end = booking.starts.as_second().to_string();
    slots["items"].as_array().expect("a list").iter().any(|s| s["id"].as_str().is_some_and(|id| id.ends_with(&end)))
}

#[tokio::test]
async fn a_freed_time_is_held_for_whoever_joined_first_and_a_yes_books_it() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let taken = fill(&site).await;
        let (mut first, mut second) = (site.visitor(), site.visitor());
        join(&site, &mut first, "+8000001201").await;
        site.later(SignedDuration::from_mins(1));
        let place = join(&site, &mut second, "+8000001202").await;
        assert!(second.open(&place).await.has("Én har stått lenger enn deg"));
        assert_eq!(round(&site).await, Round::default(), "nothing is free");

        cancel(&site, &taken[3]).await;
        assert_eq!(round(&site).await, Round { lapsed: 0, offered: 1 });
        assert_eq!(round(&site).await, Round::default(), "a second round, as after a crash, offers nothing more");
        let offer = site.messages_to("+8000001201").await[0].clone();
        assert!(offer.starts_with("Ledig time") && !offer.contains("Altinn") && !offer.contains("http"), "{offer}");
        assert!(!site.messages_to("+8000001202").await[0].starts_with("Ledig"), "the second waits");
        let slots = second.get("/api/v1/slots?service=logge-inn-altinn&place=tokke&way=counter").await;
        assert!(!free_at(&slots, &taken[3]), "{engine:?}: nobody else is offered it");

        let (path, page) = type_code(&mut first, &code_in(&offer)).await;
        assert!(page.has("Svar innen") && page.has("26. november"));
        let yes = first.submit(&page, &path, &[("svar", "1")]).await;
        assert!(yes.location.starts_with("/time/"), "{}", yes.body);
        assert!(first.open(&yes.location).await.has("kalender.ics"), "the booking stands");
        assert!(site.messages_to("+8000001201").await[0].starts_with("Timen er bestilt"));
        assert!(first.open(&path).await.has("Du har sagt ja"), "the page tells it as it is");
        let again = first.submit(&page, &path, &[("svar", "1")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "yes twice does no harm");
        assert_eq!(
            count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await,
            1,
            "{engine:?}: one waits on"
        );
        site.later(SignedDuration::from_hours(3));
        site.upkeep().await;
        let page = first.open(&yes.location).await;
        assert!(page.has("kalender.ics"), "{engine:?}: the deadline takes nothing from a yes");
    }
}

#[tokio::test]
async fn a_no_and_a_silence_pass_it_on_and_nobody_is_asked_about_it_twice() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let taken = fill(&site).await;
        let (mut first, mut second) = (site.visitor(), site.visitor());
        join(&site, &mut first, "+8000001203").await;
        site.later(SignedDuration::from_mins(1));
        join(&site, &mut second, "+8000001204").await;
        cancel(&site, &taken[0]).await;
        round(&site).await;

        let (path, page) = type_code(&mut first, &answer_code(&site, "+8000001203").await).await;
        first.submit(&page, &path, &[("svar", "2")]).await;
        assert!(first.open(&path).await.has("du står fortsatt på ventelisten"));
        assert_eq!(round(&site).await.offered, 1);
        assert!(site.messages_to("+8000001204").await[0].starts_with("Ledig"), "{engine:?}: the next is asked");
        let (path, page) = type_code(&mut second, &answer_code(&site, "+8000001204").await).await;

        // Two hours pass without an answer: the time is not theirs, and both have been asked.
        site.later(SignedDuration::from_hours(2));
        let late = second.submit(&page, &path, &[("svar", "1")]).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
        assert!(second.open(&path).await.has("Fristen for å svare er ute"), "{engine:?}: an honest answer");
        assert_eq!(round(&site).await, Round { lapsed: 1, offered: 0 });
        let late = second.submit(&page, &path, &[("svar", "1")]).await;
        assert_eq!(late.location, path, "no booking comes of it");
        assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE state = 'held'").await, 0, "{engine:?}");
        let slots = second.get("/api/v1/slots?service=logge-inn-altinn&place=tokke&way=counter").await;
        assert!(free_at(&slots, &taken[0]), "{engine:?}: it is free for anybody again");
        assert_eq!(
            count(&site, "SELECT count(*) FROM waiting WHERE state = 'waiting' AND latest = '2026-11-26'").await,
            2,
            "both"
        );
    }
}

#[tokio::test]
async fn whoever_never_answers_is_taken_off_and_told() {
    let site = Site::unlimited(torg_store::Engine::Sqlite).await;
    let taken = fill(&site).await;
    let mut citizen = site.visitor();
    let place = join(&site, &mut citizen, "+8000001205").await;
    for booking in &taken[..2] {
        cancel(&site, booking).await;
        assert_eq!(round(&site).await.offered, 1);
        site.later(SignedDuration::from_hours(2));
        round(&site).await;
    }
    assert!(site.messages_to("+8000001205").await[0].contains("tatt av ventelisten"));
    assert!(citizen.open(&place).await.has("Du står ikke på ventelisten"));
    assert_eq!(count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await, 0);
}

#[tokio::test]
async fn nobody_is_woken_and_the_deadline_is_in_the_daytime() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let taken = fill(&site).await;
        let mut citizen = site.visitor();
        let place = join(&site, &mut citizen, "+8000001206").await;
        site.clock.set(instant("2026-11-24T22:00:00Z"));
        cancel(&site, &taken[2]).await;
        assert_eq!(round(&site).await.offered, 1, "held at once, so that nobody else takes it at night");
        assert!(!site.messages_to("+8000001206").await[0].starts_with("Ledig"), "{engine:?}: no SMS at 23");
        assert!(citizen.open(&place).await.has("25. november 2026 kl.\u{a0}10.00"), "two hours from eight o'clock");
        site.clock.set(instant("2026-11-25T07:00:00Z"));
        assert!(site.messages_to("+8000001206").await[0].starts_with("Ledig"), "{engine:?}: at 08");
        assert_eq!(round(&site).await.lapsed, 0);
        site.clock.set(instant("2026-11-25T09:00:00Z"));
        assert_eq!(round(&site).await.lapsed, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_rounds_at_once_offer_one_time_to_one_person() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let taken = fill(&site).await;
        for n in 0..5 {
            let mut citizen = site.visitor();
            join(&site, &mut citizen, &format!("+80000013{n:02}")).await;
            site.later(SignedDuration::from_secs(1));
        }
        cancel(&site, &taken[1]).await;
        // The control: without a hold, every one of the five would be told that it is theirs.
        let waiting: Vec<Uuid> = sql::column(
            &site.app.store().across(Across::Probe),
            "SELECT id FROM waiting WHERE latest = '2026-11-26' ORDER BY joined_at",
            [],
        )
        .await
        .expect("ids");
        let mut told = 0;
        for _ in &waiting {
            let free =
                times::free(&site.app, &[offered(&site)], start_of_day(day()), taken[taken.len() - 1].ends).await;
            told += usize::from(free.expect("free times")[0].iter().any(|s| s.free > 0 && s.start == taken[1].starts));
        }
        assert_eq!(told, 5, "{engine:?}: the control finds the fault that the hold prevents");

        let rounds = futures::future::join_all((0..8).map(|_| offer_round(&site.app))).await;
        let offers: usize = rounds.into_iter().map(|round| round.expect("a round").offered).sum();
        assert_eq!(offers, 1, "{engine:?}");
        let query = "SELECT waiting_id FROM waiting_offer WHERE open";
        let open: Vec<Uuid> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect("ids");
        assert_eq!(open, [waiting[0]], "{engine:?}: the one who joined first");

        // Straight at the unit, each for another person: one gets the time, the others are told that it is taken.
        cancel(&site, &taken[3]).await;
        let units = waiting[1..].iter().map(|entry| {
            let unit =
                MakeOffer { app: site.app.clone(), entry: *entry, offered: offered(&site), start: taken[3].starts };
            site.app.store().write(taken[3].organisation, unit)
        });
        let made: Vec<bool> = futures::future::join_all(units)
            .await
            .into_iter()
            .map(|made| match made {
                Ok(made) => made == Made::Yes,
                Err(error) => {
                    assert!(error.is_conflict(torg_slots::store::GUARD), "{error}");
                    false
                }
            })
            .collect();
        assert_eq!(made.iter().filter(|made| **made).count(), 1, "{engine:?}");
        assert_eq!(count(&site, "SELECT count(*) FROM waiting_offer WHERE open").await, 2);
    }
}

#[tokio::test]
async fn what_suits_is_asked_for_and_mistakes_are_told_where_they_are() {
    let site = Site::unlimited(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let times = citizen.open("/bestill/logge-inn-altinn/tokke/counter?lang=nb").await;
    let link = times.attribute("href", PATH);
    let page = citizen.open(&link).await;
    let fields = [("fra", "2026-12-05"), ("til", "2026-12-01"), ("del", "any"), ("name", "Kåre"), ("phone", "12")];
    let wrong = citizen.submit(&page, PATH, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("href=\"#til\"") && wrong.has("href=\"#phone\"") && wrong.has("Kåre"));
    let fields = [("fra", "2026-12-05"), ("til", "2027-12-01"), ("name", "Kåre"), ("phone", "+8000001207")];
    assert!(citizen.submit(&page, PATH, &fields).await.has("høyst 90 dager fram"));
    assert_eq!(citizen.get("/venteliste/finnes-ikke/tokke").await.status, StatusCode::NOT_FOUND);

    // Somebody who waits for the morning is not offered the afternoon.
    let taken = fill(&site).await;
    join_with(&site, &mut citizen, "+8000001207", &[("del", "morning")]).await;
    let hour = |b: &Booking| torg_base::time::oslo(b.starts).hour();
    let afternoon = taken.iter().find(|b| hour(b) >= 12).expect("an afternoon");
    cancel(&site, afternoon).await;
    assert_eq!(round(&site).await.offered, 0);
    let morning = taken.iter().find(|b| hour(b) < 12).expect("a morning");
    cancel(&site, morning).await;
    assert_eq!(round(&site).await.offered, 1);
}

#[tokio::test]
async fn joining_again_keeps_the_turn_and_one_place_and_it_is_left_by_code() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        join(&site, &mut citizen, "+8000001208").await;
        let first = count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await;
        let code = answer_code(&site, "+8000001208").await;
        site.later(SignedDuration::from_hours(1));
        let place = join(&site, &mut citizen, "+8000001208").await;
        assert_eq!(
            (first, count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await),
            (1, 1),
            "{engine:?}"
        );
        let db = site.app.store().across(Across::Probe);
        let joined: Vec<torg_store::At> =
            sql::column(&db, "SELECT joined_at FROM waiting WHERE latest = '2026-11-26'", []).await.expect("at");
        assert_eq!(joined[0].0, instant(super::harness::MONDAY), "{engine:?}: since the first time");

        let find = citizen.open("/svar").await;
        let old = citizen.submit(&find, "/svar", &[("kode", &code)]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "the code of the entry that is gone");
        let (path, page) = type_code(&mut citizen, &answer_code(&site, "+8000001208").await).await;
        citizen.submit(&page, &path, &[("svar", "2")]).await;
        assert!(citizen.open(&path).await.has("Du står ikke lenger på ventelisten"));
        assert!(citizen.open(&place).await.has("Du står ikke på ventelisten"));
        assert_eq!(count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await, 0, "{engine:?}");
    }
}

#[tokio::test]
async fn an_entry_dies_with_its_last_day_and_an_unproven_one_with_its_code() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        fill(&site).await;
        let mut citizen = site.visitor();
        let page = citizen.open(&format!("{PATH}?lang=nb")).await;
        let fields = [("fra", DAY), ("til", DAY), ("name", "Ubekreftet"), ("phone", "+8000001209")];
        let unproven = citizen.submit(&page, PATH, &fields).await.location;
        join(&site, &mut citizen, "+8000001210").await;
        site.later(SignedDuration::from_mins(11));
        assert!(citizen.open(&unproven).await.has("Du står ikke på ventelisten"));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await, 1, "{engine:?}");
        site.clock.set(instant("2026-11-26T23:30:00Z"));
        site.upkeep().await;
        assert_eq!(
            count(&site, "SELECT count(*) FROM waiting WHERE latest = '2026-11-26'").await,
            0,
            "{engine:?}: nothing is kept"
        );
        assert!(!site.messages_to("+8000001210").await[0].contains("Ingen tid"), "not at half past midnight");
        site.later(SignedDuration::from_hours(9));
        assert!(site.messages_to("+8000001210").await[0].contains("Ingen tid ble ledig"), "{engine:?}");
        assert_eq!(oslo_date(site.clock.now()).to_string(), "2026-11-27");
    }
}

/// The address of a form in the row of Gudrun.
fn row_action(list: &Answer, ending: &str) -> String {
    let row = list.body.find("Gudrun Fast").expect("the row");
    let mut forms = list.body[row..].split("action=\"").skip(1).map(|rest| &rest[..rest.find('"').expect("a quote")]);
    forms.find(|action| action.ends_with(ending)).expect("a form").to_owned()
}

#[tokio::test]
async fn staff_see_add_call_and_remove() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page = guide.open("/ansatt/venteliste?sted=vanylven&lang=nb").await;
        assert_eq!(page.status, StatusCode::OK);
        let fields = [
            ("sted", "vanylven"),
            ("tjeneste", "logge-inn-altinn"),
            ("mate", ""),
            ("fra", "2026-11-24"),
            ("til", "2026-12-04"),
            ("del", "any"),
            ("name", "Gudrun Fast"),
            ("phone", "78 49 63 00"),
        ];
        let added = guide.submit(&page, "/ansatt/venteliste", &fields).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let list = guide.open("/ansatt/venteliste?sted=vanylven").await;
        assert!(list.has("Gudrun Fast") && list.has("78 49 63 00") && list.has("Får ikke SMS"));
        let seen = "SELECT count(*) FROM access_record WHERE subject_kind = 'waiting' AND subject_id IN
                    (SELECT id FROM waiting WHERE name = 'Gudrun Fast')";
        assert_eq!(count(&site, seen).await, 1, "{engine:?}: looking was recorded");

        // There are free times, so one is held at once; staff call, and the yes is a booking.
        assert_eq!(round(&site).await.offered, 1);
        assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("Ring 1 om ledig tid"), "{engine:?}");
        let list = guide.open("/ansatt/venteliste?sted=vanylven").await;
        assert!(list.has("Ring nå"));
        let action = row_action(&list, "/svar");
        let yes = guide.submit(&list, &action, &[("svar", "ja")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER);
        let booked = "SELECT count(*) FROM booking WHERE name = 'Gudrun Fast' AND state = 'confirmed'";
        assert_eq!(count(&site, booked).await, 1, "{engine:?}");

        guide.submit(&page, "/ansatt/venteliste", &fields).await;
        let list = guide.open("/ansatt/venteliste?sted=vanylven").await;
        let mut other = site.signed_in("national").await;
        let remove = row_action(&list, "/fjern");
        assert_ne!(other.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
        guide.submit(&list, &remove, &[]).await;
        assert!(!guide.open("/ansatt/venteliste?sted=vanylven").await.has("Gudrun Fast"), "{engine:?}");
        assert_eq!(guide.get("/ansatt/venteliste?sted=rost").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn on_day_one_somebody_is_called() {
    let site = Site::alone(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let page = citizen.open(&format!("{PATH}?lang=nb")).await;
    assert!(page.has("ringer vi deg"));
    let fields = [("fra", DAY), ("til", DAY), ("name", "Solveig"), ("phone", "+8000001211"), ("hidden", "ja")];
    let joined = citizen.submit(&page, PATH, &fields).await;
    let entry = citizen.open(&joined.location).await;
    assert!(entry.has("Du står på ventelisten") && !entry.has("one-time-code"));
    assert_eq!(round(&site).await.offered, 1);
    assert!(citizen.open(&joined.location).await.has("Vi ringer deg"));
    let left = citizen.submit(&entry, &format!("{}/meld-av", joined.location), &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&site, "SELECT count(*) FROM waiting_offer").await, 0);
    assert_eq!(count(&site, "SELECT count(*) FROM booking WHERE state = 'held'").await, 0, "the time is given back");
}
