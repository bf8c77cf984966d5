//! Queue tickets: one number each, called in turn and once; nothing left at night.

use axum::http::StatusCode;
use jiff::SignedDuration;
use torg_base::{Actor, Lang};
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;
use torg_centre::queue::model::State;
use torg_centre::queue::units::{CallNext, Draw};
use torg_store::testing::BOTH;
use torg_store::{Across, Result, Tx, Unit, sql};

use super::harness::{Answer, Site, Visitor, instant};
use super::queue_races::{drawn, place, somebody};

const FORM: &str = "/sted/vanylven/kolapp";
const DESK: &str = "/ansatt/ko?sted=vanylven&lang=nb";

pub async fn count(site: &Site, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&site.app.store().across(Across::Probe), query, []).await.expect(query);
    found[0]
}

/// Draws a number on the site; returns the address of the ticket and its page.
async fn draw(visitor: &mut Visitor<'_>, more: &[(&str, &str)]) -> (String, Answer) {
    let form = visitor.open(&format!("{FORM}?lang=nb")).await;
    assert_eq!(form.status, StatusCode::OK);
    let key = form.field("lapp");
    let mut fields = vec![("lapp", key.as_str())];
    fields.extend_from_slice(more);
    let drawn = visitor.submit(&form, FORM, &fields).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.body);
    let page = visitor.open(&drawn.location).await;
    (drawn.location, page)
}

/// What stands in the first element of a class.
fn inside(page: &Answer, class: &str) -> String {
    let mark = format!("class=\"{class}\">");
    let at = page.body.find(&mark).unwrap_or_else(|| panic!("no {class} in:\n{}", page.body));
    let rest = &page.body[at + mark.len()..];
    rest[..rest.find('<').expect("an end")].to_owned()
}

fn number(page: &Answer) -> String {
    inside(page, "ticket__number")
}

/// Calls the next as the guide; returns the page that follows.
async fn next(guide: &mut Visitor<'_>) -> Answer {
    let desk = guide.open(DESK).await;
    let key = desk.field("trykk");
    let called =
        guide.submit(&desk, "/ansatt/ko/neste", &[("sted", "vanylven"), ("trykk", &key), ("skranke", "2")]).await;
    assert_eq!(called.status, StatusCode::SEE_OTHER, "{}", called.body);
    guide.open(&called.location).await
}

/// The key of the ticket in the guide's hands.
fn in_hand(desk: &Answer) -> String {
    desk.field("ferdig")
}

async fn step(guide: &mut Visitor<'_>, desk: &Answer, ticket: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("sted", "vanylven")];
    fields.extend_from_slice(more);
    let done = guide.submit(desk, &format!("/ansatt/ko/{ticket}/steg"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    guide.open(DESK).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_press_sent_again_is_the_same_number_and_the_same_call() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let form = citizen.open(&format!("{FORM}?lang=nb")).await;
        let key = form.field("lapp");
        let fields = [("lapp", key.as_str())];
        let first = citizen.submit(&form, FORM, &fields).await;
        let again = citizen.submit(&form, FORM, &fields).await;
        assert_eq!((again.status, &again.location), (StatusCode::SEE_OTHER, &first.location), "{engine:?}");
        // Long after, it is somebody else who stands at the tablet with the old page.
        site.later(SignedDuration::from_mins(3));
        let late = citizen.submit(&form, FORM, &fields).await;
        assert_ne!(late.location, first.location, "{engine:?}");
        let forged = citizen.submit(&form, FORM, &[("lapp", "AZKaaaaaaaaaaaaaaaaaaa")]).await;
        assert_eq!(forged.status, StatusCode::BAD_REQUEST, "{engine:?}: keys are made by the program");

        // Many copies of one press at once, as from a bad line.
        let place = place(&site, "tokke");
        let (id, trykk) = (torg_base::new_id(), torg_base::new_id());
        let copies = (0..8).map(|_| {
            let (app, place) = (site.app.clone(), place.clone());
            let draw = Draw { app, actor: Actor::Anonymous, place, id, service: None, phone: None, lang: Lang::Nb };
            site.app.store().write(draw.place.organisation, draw)
        });
        for ticket in futures::future::join_all(copies).await {
            assert_eq!(ticket.expect("a number").number, 1, "{engine:?}");
        }
        drawn(&site, &place).await;
        let calls = (0..8).map(|_| {
            let (app, actor, place) = (site.app.clone(), somebody(&place, 1), place.clone());
            let call = CallNext { app, actor, place, key: trykk, desk: None, finish: None };
            site.app.store().write(call.place.organisation, call)
        });
        for called in futures::future::join_all(calls).await {
            assert_eq!(called.expect("a call").expect("a ticket").number, 1, "{engine:?}");
        }
    }
}

#[tokio::test]
async fn people_see_how_many_are_before_and_only_the_holder_can_leave() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let (address, page) = draw(&mut citizen, &[("tjeneste", "logge-inn-altinn")]).await;
        // Three were there when the demo opened.
        assert_eq!(number(&page), "A4", "{engine:?}");
        assert!(page.has("3 foran deg"), "{}", page.body);
        assert!(page.has("Ingen er kalt opp den siste timen"), "{engine:?}: nobody serves yet, and that is said");
        let code = inside(&page, "ticket__code");

        let mut other = site.visitor();
        let form = other.open(&format!("{FORM}?lang=nb")).await;
        assert_eq!(form.status, StatusCode::OK);
        let found = other.open("/sted/vanylven/kolapp/finn?nummer=a4").await;
        assert!(found.has("3 foran deg") && !found.has(&code) && !found.has("/ga-ut"), "{}", found.body);
        for unknown in ["A99", "B4", "4", ""] {
            let answer = other.get(&format!("/sted/vanylven/kolapp/finn?nummer={unknown}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{unknown}");
        }
        assert_eq!(other.get("/sted/vanylven/ko/A99").await.status, StatusCode::NOT_FOUND);
        let wrong = other.submit(&found, "/sted/vanylven/ko/A4", &[("kode", "XXXX")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = other.submit(&found, "/sted/vanylven/ko/A4", &[("kode", &code.to_lowercase())]).await;
        assert_eq!((right.status, &right.location), (StatusCode::SEE_OTHER, &address), "{engine:?}");
        let page = other.open(&address).await;
        let left = other.submit(&page, &format!("{address}/ga-ut"), &[]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        assert!(citizen.open(&address).await.has("Du har gått ut av køen"), "{engine:?}");
        // A ticket's address is of one place only, and not to be guessed.
        assert_eq!(citizen.get(&address.replace("vanylven", "tokke")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(citizen.get(&format!("{address}x")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn codes_cannot_be_tried_forever_and_numbers_not_be_drawn_by_the_hundred() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let page = citizen.open("/sted/vanylven/ko/A1?lang=nb").await;
    let mut tries = 0;
    while citizen.submit(&page, "/sted/vanylven/ko/A1", &[("kode", "XXXX")]).await.status
        != StatusCode::TOO_MANY_REQUESTS
    {
        tries += 1;
        assert!(tries < 50, "codes are limited");
    }
    let mut drawn = 0;
    loop {
        let form = citizen.open(FORM).await;
        let key = form.field("lapp");
        match citizen.submit(&form, FORM, &[("lapp", &key)]).await.status {
            StatusCode::SEE_OTHER => drawn += 1,
            status => break assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
        }
        assert!(drawn < 50, "numbers are limited");
    }
    assert!(drawn >= 10, "a family can draw: {drawn}");
}

#[tokio::test]
async fn a_number_is_drawn_only_while_it_is_open_and_only_where_the_manager_wants_it() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut citizen = site.visitor();
        let form = citizen.open(&format!("{FORM}?lang=nb")).await;
        let key = form.field("lapp");
        site.clock.set(instant("2026-11-23T20:00:00Z"));
        let closed = citizen.submit(&form, FORM, &[("lapp", &key)]).await;
        assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY, "{engine:?}");
        assert!(closed.has("Du kan trekke kølapp når det er åpent") && !closed.has("name=\"lapp\""));
        assert!(!citizen.open("/sted/vanylven").await.has("/kolapp"), "{engine:?}: no link when it is closed");
        site.clock.set(instant(super::harness::MONDAY));
        assert!(citizen.open("/sted/vanylven").await.has("/kolapp"), "{engine:?}");
        let (address, _) = draw(&mut citizen, &[]).await;

        let mut manager = site.signed_in("manager").await;
        let switch = |page: &Answer, on: bool| {
            let mut fields: Vec<(String, String)> = ["name", "address", "phone", "email", "latitude", "longitude"]
                .map(|name| (name.to_owned(), page.field(name)))
                .into();
            fields.extend(on.then(|| ("queue".to_owned(), "ja".to_owned())));
            fields
        };
        for on in [false, true] {
            let page = manager.open("/styring/sted/vanylven?lang=nb").await;
            let fields = switch(&page, on);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let saved = manager.submit(&page, "/styring/sted/vanylven", &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
            assert_eq!(citizen.open("/sted/vanylven").await.has("/kolapp"), on, "{engine:?}");
            assert_eq!(manager.open("/ansatt/dag?sted=vanylven").await.has("/ansatt/ko"), on, "{engine:?}");
            let expected = if on { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for path in [FORM, "/sted/vanylven/ko", "/sted/vanylven/ko/tavle", "/sted/vanylven/ko/A1", &address, DESK] {
                assert_eq!(manager.get(path).await.status, expected, "{engine:?}: {path} when {on}");
            }
        }
        // Another place has never had it.
        assert_eq!(citizen.get("/sted/tokke/kolapp").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_guide_calls_calls_again_puts_back_passes_and_finishes() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let (mut guide, mut citizen) = (site.signed_in("guide").await, site.visitor());
        let (address, _) = draw(&mut citizen, &[]).await;
        let desk = next(&mut guide).await;
        let first = in_hand(&desk);
        assert_eq!(inside(&desk, "call__number"), "A1", "{engine:?}");
        let board = citizen.open("/sted/vanylven/ko?lang=nb").await;
        assert!(inside(&board, "board__number") == "A1" && board.has("Skranke 2") && board.has("<li>A2</li>"));
        assert!(citizen.open("/sted/vanylven/ko/A1").await.has("Kom til skranke 2"), "{engine:?}");

        // Not there: behind the next two. Then one is called by mistake, and put first again.
        step(&mut guide, &desk, &first, &[("steg", "igjen")]).await;
        let desk = step(&mut guide, &desk, &first, &[("steg", "hopp")]).await;
        let order: Vec<&str> =
            desk.body.split("class=\"number\">").skip(1).filter(|cell| cell.starts_with('A')).collect();
        let order: Vec<&str> = order.iter().map(|cell| &cell[..2]).collect();
        assert_eq!(order, ["A2", "A3", "A1", "A4"], "{engine:?}");
        let desk = next(&mut guide).await;
        let second = in_hand(&desk);
        let desk = step(&mut guide, &desk, &second, &[("steg", "tilbake")]).await;
        assert!(desk.has("4 venter"));
        let desk = next(&mut guide).await;
        assert_eq!(in_hand(&desk), second, "{engine:?}: first again");

        // Did not come, and comes after all.
        let desk = step(&mut guide, &desk, &second, &[("steg", "ikke-mott")]).await;
        assert!(desk.has("Møtte ikke da de ble kalt"), "{}", desk.body);
        assert!(citizen.open("/sted/vanylven/ko/A2").await.has("Vi ropte opp nummeret ditt"));
        let desk = step(&mut guide, &desk, &second, &[("steg", "kom")]).await;
        assert!(!desk.has("Møtte ikke da de ble kalt"));

        // Finished after a quarter: what it was about must be told, and is counted.
        let served = "SELECT count(*) FROM queue_served WHERE minutes = 15 AND day = '2026-11-23'";
        let desk = next(&mut guide).await;
        site.later(SignedDuration::from_mins(15));
        let field = format!("tjeneste-{second}");
        let (key, about) = (desk.field("trykk"), "logge-inn-altinn");
        let untold = [("sted", "vanylven"), ("trykk", key.as_str()), ("ferdig", second.as_str()), (&field, "")];
        assert_eq!(guide.submit(&desk, "/ansatt/ko/neste", &untold).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&site, served).await, 0, "{engine:?}");
        let told = [("sted", "vanylven"), ("trykk", key.as_str()), ("ferdig", second.as_str()), (&field, about)];
        let before = dropped_in(&site).await;
        for _ in 0..2 {
            let done = guide.submit(&desk, "/ansatt/ko/neste", &told).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        assert_eq!(count(&site, served).await, 1, "{engine:?}: how long it took");
        assert_eq!(dropped_in(&site).await, before + 1, "{engine:?}: counted once, without a person");
        let desk = guide.open(DESK).await;
        assert_eq!(inside(&desk, "call__number"), "A3", "{engine:?}: the next was called by the same press");

        // Somebody serves now, and four weeks of visits are known.
        let page = citizen.open(&address).await;
        assert!(page.has("Én foran deg") && page.has("minutter til det er din tur"), "{}", page.body);
        let forgotten = in_hand(&desk);
        site.later(SignedDuration::from_hours(3));
        // Signed out meanwhile, and in again.
        let mut guide = site.signed_in("guide").await;
        let desk = guide.open(DESK).await;
        step(&mut guide, &desk, &forgotten, &[("steg", "ferdig"), (&format!("tjeneste-{forgotten}"), about)]).await;
        let long = "SELECT count(*) FROM queue_served WHERE minutes > 120";
        assert_eq!(count(&site, long).await, 0, "{engine:?}: a visit that somebody forgot tells nothing");
        assert_eq!(dropped_in(&site).await, before + 2, "{engine:?}");
    }
}

async fn dropped_in(site: &Site) -> i64 {
    let query =
        "SELECT CAST(COALESCE(sum(count), 0) AS bigint) FROM daily_count WHERE kind = 'dropin' AND day = '2026-11-23'";
    count(site, query).await
}

#[tokio::test]
async fn those_who_gave_a_number_are_told_and_nothing_is_left_the_day_after() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let (mut guide, mut citizen) = (site.signed_in("guide").await, site.visitor());
        let (phone, near) = ("+8000001801", "+8000001802");
        let form = citizen.open(&format!("{FORM}?lang=nb")).await;
        let key = form.field("lapp");
        let wrong = citizen.submit(&form, FORM, &[("lapp", &key), ("phone", "22 00 00 09")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{engine:?}: it cannot get an SMS");
        assert!(wrong.has("22 00 00 09"), "what was typed is kept");
        let (address, page) = draw(&mut citizen, &[("phone", phone)]).await;
        let code = inside(&page, "ticket__code");
        let told = site.messages_to(phone).await;
        assert_eq!(told.len(), 1, "{engine:?}");
        assert!(told[0].contains("A4") && told[0].contains("3 foran deg") && told[0].contains(&code), "{}", told[0]);
        draw(&mut citizen, &[("phone", near)]).await;

        next(&mut guide).await;
        assert_eq!(site.messages_to(phone).await.len(), 1, "{engine:?}: two before is not soon");
        let desk = next_after(&mut guide).await;
        let told = site.messages_to(phone).await;
        assert!(told.len() == 2 && told[0].contains("Snart din tur: A4"), "{engine:?}: {told:?}");
        assert!(!desk.has(phone) && !desk.has("00 00 18"), "{engine:?}: staff do not see the number");
        next_after(&mut guide).await;
        assert_eq!(site.messages_to(phone).await.len(), 2, "{engine:?}: told once");
        assert_eq!(site.messages_to(near).await.len(), 2, "{engine:?}: and so is the one behind");

        let kept = "SELECT count(*) FROM queue_ticket";
        let sent = "SELECT count(*) FROM outbox WHERE key LIKE 'queue/%'";
        site.clock.set(instant("2026-11-23T22:50:00Z"));
        site.upkeep().await;
        assert!(count(&site, kept).await > 0 && count(&site, sent).await > 0, "{engine:?}: until midnight");
        site.clock.set(instant("2026-11-23T23:10:00Z"));
        site.upkeep().await;
        assert_eq!((count(&site, kept).await, count(&site, sent).await), (0, 0), "{engine:?}: nothing is left");
        assert_eq!(count(&site, "SELECT count(*) FROM queue_day").await, 0, "{engine:?}");
        assert!(citizen.open(&address).await.has("Kølappen gjelder ikke lenger"), "{engine:?}");

        // Numbers begin anew, with the letter of the day; visits of more than four weeks ago are forgotten.
        site.clock.set(instant("2026-11-24T09:00:00Z"));
        let (_, page) = draw(&mut citizen, &[]).await;
        assert_eq!(number(&page), "B1", "{engine:?}");
        assert!(count(&site, "SELECT count(*) FROM queue_served").await > 0);
        site.clock.set(instant("2027-01-24T09:00:00Z"));
        site.upkeep().await;
        assert_eq!(count(&site, "SELECT count(*) FROM queue_served").await, 0, "{engine:?}");
    }
}

/// Finishes the one in hand and calls the next.
async fn next_after(guide: &mut Visitor<'_>) -> Answer {
    let desk = guide.open(DESK).await;
    let (key, ticket) = (desk.field("trykk"), in_hand(&desk));
    let field = format!("tjeneste-{ticket}");
    let fields =
        [("sted", "vanylven"), ("trykk", key.as_str()), ("ferdig", ticket.as_str()), (&field, "logge-inn-altinn")];
    let called = guide.submit(&desk, "/ansatt/ko/neste", &fields).await;
    assert_eq!(called.status, StatusCode::SEE_OTHER, "{}", called.body);
    guide.open(DESK).await
}

#[tokio::test]
async fn staff_give_numbers_at_their_own_place_and_helpers_may_serve() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut helper = site.signed_in("helper").await;
        let desk = helper.open(DESK).await;
        let key = desk.field("lapp");
        // Before the doors open, too.
        site.clock.set(instant("2026-11-23T06:00:00Z"));
        let fields = [("sted", "vanylven"), ("lapp", key.as_str()), ("tjeneste", "logge-inn-altinn")];
        let given = helper.submit(&desk, "/ansatt/ko/gi", &fields).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let slip = helper.open(&given.location).await;
        assert_eq!(number(&slip), "A4", "{engine:?}");
        assert!(slip.has("data-print") && slip.has("/ansatt/ko?sted=vanylven"), "to print, and the way back");
        let same = helper.submit(&desk, "/ansatt/ko/gi", &fields).await;
        assert_eq!(same.location, given.location, "{engine:?}: pressed twice");
        for (path, more) in [("/ansatt/ko/gi", ("lapp", key.as_str())), ("/ansatt/ko/neste", ("trykk", "x"))] {
            let answer = helper.submit(&desk, path, &[("sted", "tokke"), more]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{engine:?}: {path} elsewhere");
        }
        // A ticket of another place has no steps here.
        let tokke = place(&site, "tokke");
        let theirs = drawn(&site, &tokke).await;
        assert_eq!(theirs.state, State::Waiting);
        let path = format!("/ansatt/ko/{}/steg", theirs.id);
        let answer = helper.submit(&desk, &path, &[("sted", "vanylven"), ("steg", "igjen")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{engine:?}");
    }
}

#[tokio::test]
async fn on_day_one_there_is_paper_and_no_telephone_is_asked_for() {
    let site = Site::alone(torg_store::Engine::Sqlite).await;
    let place = place(&site, "vanylven");
    let on = Switch(Place { queue: true, ..Place::clone(&place) });
    site.app.store().write(place.organisation, on).await.expect("a change");
    site.app.part::<directory::Directories>().refresh(site.app.store()).await.expect("a look");
    let mut citizen = site.visitor();
    let form = citizen.open(&format!("{FORM}?lang=nb")).await;
    assert!(form.status == StatusCode::OK && !form.has("name=\"phone\""));
    let (_, page) = draw(&mut citizen, &[("phone", "+8000001803"), ("nettbrett", "1")]).await;
    assert!(page.has("Du er neste") && page.has("Vi har målt for få besøk"), "{}", page.body);
    assert!(!page.has("/ga-ut"), "whoever comes next to the tablet cannot take it out");
    assert_eq!(count(&site, "SELECT count(*) FROM queue_ticket WHERE phone IS NOT NULL").await, 0);
}

struct Switch(Place);

impl Unit for Switch {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        torg_catalogue::places::store::put_place(tx, &self.0).await?;
        directory::changed(tx).await
    }
}
