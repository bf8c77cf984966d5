//! The changes themselves, on both engines: stored, audited, shown, and only for one's own.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use torg_base::Action;
use torg_slots::store as slots;
use torg_store::{Across, Error, Result, Store, Tx, Unit, sql, testing};
use torg_web::{Failure, Form};

use super::*;
use crate::manage::offers;
use crate::manage::units::*;
use crate::testing::migrations;
use torg_catalogue::directory::{Directories, Directory};
use torg_catalogue::places::store::{self as places, OrganisationRow};
use torg_catalogue::services::model::{Note, Offer, Service, Texts, Way};

/// One organisation with its places, as an import makes them.
struct Founding {
    row: OrganisationRow,
    places: Vec<Place>,
}

impl Unit for Founding {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        places::put_organisation(tx, &self.row).await?;
        for place in &self.places {
            places::put_place(tx, place).await?;
            slots::add_rule(tx, &weekly(place.hours, 540, 900)).await?;
        }
        Ok(())
    }
}

fn row(organisation: u128, slug: &str) -> OrganisationRow {
    OrganisationRow {
        id: id(organisation),
        slug: slug.into(),
        name: format!("{slug} kommune"),
        written: "nb".into(),
        accent: "#0b5c66".into(),
        accessibility_url: String::new(),
        phone: String::new(),
        orgnr: String::new(),
    }
}

/// Two organisations: `rost` with two places (10 and 20), `vaeroy` with one (30).
async fn world(engine: torg_store::Engine) -> (Store, Directories) {
    let store = testing::store(engine, Clock::fixed(now()), migrations()).await;
    let own = Founding { row: row(OWN, "rost"), places: vec![place(10, OWN, "rost"), place(20, OWN, "glea")] };
    let other = Founding { row: row(OTHER, "vaeroy"), places: vec![place(30, OTHER, "vaeroy")] };
    store.write(id(OWN), own).await.expect("one organisation");
    store.write(id(OTHER), other).await.expect("another");
    let directories = Directories::open(&store).await.expect("a directory");
    (store, directories)
}

fn deed(action: &'static str) -> Deed {
    Deed::new(&manager(OWN, None), action)
}

/// Runs a change of our own organisation and reads the directory again.
async fn change<U: Unit>(store: &Store, directories: &Directories, unit: U) -> Result<U::Out> {
    let out = store.write(id(OWN), unit).await;
    directories.refresh(store).await.expect("it is read again");
    out
}

/// What the audit trail says, oldest first.
async fn deeds(store: &Store) -> Vec<String> {
    let query = "SELECT action FROM audit ORDER BY at, id";
    sql::column(&store.across(Across::Audit), query, []).await.expect("the audit trail")
}

fn service(n: u128, organisation: u128, slug: &str) -> Service {
    Service {
        id: id(n),
        organisation: id(organisation),
        slug: slug.into(),
        agency: "Politiet".into(),
        self_service_url: String::new(),
        minutes: 25,
        kind: "guidance".into(),
        texts: Texts::default(),
        facts: Default::default(),
        active: true,
        standing: Default::default(),
    }
}

fn offer(n: u128, place: u128, service: u128) -> Offer {
    Offer {
        id: id(n),
        organisation: id(OWN),
        place: id(place),
        service: id(service),
        way: Way::Counter,
        minutes: 25,
        drop_in: true,
        needs: torg_slots::needs::Needs::kinds(["person"]),
        buffer_before: 0,
        buffer_minutes: 0,
        step_minutes: 0,
        travel_minutes: 0,
        notice_minutes: 0,
        horizon_days: 30,
        note: Note::default(),
    }
}

fn put(service: Service) -> PutService {
    PutService { deed: deed("service.changed"), service }
}

#[tokio::test]
async fn services_and_offers_are_stored_audited_and_shown_at_once() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        change(&store, &directories, put(service(50, OWN, "pass"))).await.expect("a service");
        let mut off = service(50, OWN, "pass");
        off.active = false;
        change(&store, &directories, put(off)).await.expect("switched off");
        assert!(!directories.get().service("pass").expect("it is there").active);
        let put_offer = || PutOffer { deed: deed("offer.added"), offer: offer(60, 10, 50) };
        change(&store, &directories, put_offer()).await.expect("an offer");
        let directory = directories.get();
        let rost = directory.place("rost").expect("a place");
        // Also while the service is switched off: it can be made ready before.
        assert_eq!(access::offer(&directory, rost, id(60)).expect("it is found").minutes, 25);
        let remove = || RemoveOffer { deed: deed("offer.removed"), offer: id(60) };
        change(&store, &directories, remove()).await.expect("removed");
        assert_eq!(change(&store, &directories, remove()).await, Err(Error::NotFound));
        assert_eq!(deeds(&store).await, ["service.changed", "service.changed", "offer.added", "offer.removed"]);
    }
}

#[tokio::test]
async fn a_new_offer_must_be_new_and_of_a_service_in_use() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        change(&store, &directories, put(service(50, OWN, "pass"))).await.expect("a service");
        let added = PutOffer { deed: deed("offer.added"), offer: offer(60, 10, 50) };
        change(&store, &directories, added).await.expect("an offer");
        let directory = directories.get();
        let read = |slug: &str, way: &str| {
            let query = format!("service=pass&way={way}&drop_in=ja&buffer=0&notice=0&horizon=30");
            let mut form = Form::from_query(&query);
            let read = offers::read_new(&mut form, &directory, directory.place(slug).expect("a place"));
            (read, form)
        };
        assert_eq!(read("rost", "counter").1.problem("way"), Some("manage-offer-exists"));
        // The same at another place, or in another way, is new; the length is the service's own.
        assert_eq!(read("glea", "counter").0.expect("an offer").minutes, 25);
        assert_eq!(read("rost", "phone").0.expect("an offer").organisation, id(OWN));
        assert_eq!(read("rost", "brevdue").1.problem("way"), Some("manage-way-missing"));
        let mut unknown = Form::from_query("service=finnes-ikke&way=counter");
        assert!(offers::read_new(&mut unknown, &directory, directory.place("rost").expect("a place")).is_none());
        assert_eq!(unknown.problem("service"), Some("manage-service-missing"));
        assert!(!unknown.value("service").is_empty());
    }
}

#[tokio::test]
async fn hours_are_added_replaced_and_removed_at_ones_own_place_only() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        let put = |place: u128, replaces: Option<Uuid>, to: i16| PutRule {
            deed: deed("hours.changed"),
            place: id(place),
            replaces,
            rules: vec![weekly(id(place + 1), 540, to)],
        };
        let remove = |place: u128, rule: Uuid| RemoveRule { deed: deed("hours.removed"), place: id(place), rule };
        let rules = |organisation: u128| {
            let db = store.within(id(organisation));
            async move { slots::rules(&db, Some(id(organisation))).await.expect("rules") }
        };
        let first = rules(OWN).await.into_iter().find(|r| r.place == id(10)).expect("the founding rule").id;
        let theirs = rules(OTHER).await.remove(0).id;
        change(&store, &directories, put(10, Some(first), 960)).await.expect("replaced");
        let open = directories.get().calendar(id(10)).open(id(11), date(2026, 11, 23));
        assert_eq!(open.len(), 1);
        assert_eq!(torg_base::time::clock_time(open[0].1), "16.00");
        let ours = rules(OWN).await.into_iter().find(|r| r.place == id(10)).expect("the new rule").id;
        // What was replaced is gone; what lies at another place or in another organisation is not found there.
        for refused in
            [put(10, Some(first), 900), put(20, Some(ours), 900), put(30, None, 900), put(10, Some(theirs), 900)]
        {
            assert_eq!(change(&store, &directories, refused).await, Err(Error::NotFound));
        }
        for refused in [remove(20, ours), remove(10, theirs), remove(30, theirs)] {
            assert_eq!(change(&store, &directories, refused).await, Err(Error::NotFound));
        }
        assert_eq!((rules(OWN).await.len(), rules(OTHER).await.len()), (2, 1));
        change(&store, &directories, remove(10, ours)).await.expect("removed");
        assert_eq!(deeds(&store).await, ["hours.changed", "hours.removed"]);
    }
}

#[tokio::test]
async fn exceptions_close_the_place_until_they_are_removed() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        let monday = date(2026, 11, 23);
        let add = |place: u128, resource: Option<u128>| AddException {
            deed: deed("exception.added"),
            place: id(place),
            exception: closed(resource.map(id), monday),
        };
        change(&store, &directories, add(10, None)).await.expect("added");
        assert_eq!(directories.get().calendar(id(10)).open(id(11), monday), []);
        // The hours of `glea` (21) are no resource of `rost`, and `vaeroy` is not ours.
        for refused in [add(10, Some(21)), add(30, None), add(30, Some(31))] {
            assert_eq!(change(&store, &directories, refused).await, Err(Error::NotFound));
        }
        let kept = slots::exceptions(&store.within(id(OWN)), Some(id(OWN)), date(2026, 11, 20)).await.expect("kept");
        let remove =
            |place: u128| RemoveException { deed: deed("exception.removed"), place: id(place), exception: kept[0].id };
        assert_eq!(change(&store, &directories, remove(20)).await, Err(Error::NotFound));
        change(&store, &directories, remove(10)).await.expect("removed");
        assert_eq!(directories.get().calendar(id(10)).open(id(11), monday).len(), 1);
        assert_eq!(deeds(&store).await, ["exception.added", "exception.removed"]);
    }
}

#[tokio::test]
async fn resources_come_with_the_hours_of_their_place_and_are_switched_off_not_deleted() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        let rost = place(10, OWN, "rost");
        let guide = resource(12, &rost, "person", 1);
        let add = AddResource { deed: deed("resource.added"), resource: guide.clone(), same_hours: true };
        change(&store, &directories, add).await.expect("added");
        assert_eq!(directories.get().calendar(id(10)).open(id(12), date(2026, 11, 23)).len(), 1);
        let put = |resource: Resource| ChangeResource { deed: deed("resource.switched-off"), resource, staff: None };
        let off = Resource { active: false, name: "Kari".into(), ..guide.clone() };
        change(&store, &directories, put(off)).await.expect("switched off");
        let directory = directories.get();
        let shown = access::resource(&directory, &rost, id(12)).expect("still there");
        assert_eq!((shown.active, shown.name.as_str()), (false, "Kari"));
        let elsewhere = Resource { place_id: id(20), ..guide.clone() };
        let hours = Resource { id: id(11), ..guide.clone() };
        let theirs = resource(31, &place(30, OTHER, "vaeroy"), "place", 1);
        for refused in [elsewhere, hours, theirs] {
            assert_eq!(change(&store, &directories, put(refused)).await, Err(Error::NotFound));
        }
        let theirs = resource(32, &place(30, OTHER, "vaeroy"), "person", 1);
        for foreign in [theirs.clone(), Resource { organisation_id: id(OWN), ..theirs }] {
            let add = AddResource { deed: deed("resource.added"), resource: foreign, same_hours: false };
            assert_eq!(change(&store, &directories, add).await, Err(Error::NotFound));
        }
        assert_eq!(deeds(&store).await, ["resource.added", "resource.switched-off"]);
    }
}

#[tokio::test]
async fn nothing_of_another_organisation_can_be_written() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        let refused = change(&store, &directories, put(service(51, OTHER, "theirs"))).await;
        assert_eq!(refused, Err(Error::NotFound));
        let at_theirs = PutOffer { deed: deed("offer.added"), offer: offer(61, 30, 50) };
        assert_eq!(change(&store, &directories, at_theirs).await, Err(Error::NotFound));
        let theirs = PutOrganisation { deed: deed("organisation.changed"), row: row(OTHER, "vaeroy") };
        assert_eq!(change(&store, &directories, theirs).await, Err(Error::NotFound));
        for place in [place(30, OTHER, "vaeroy"), place(30, OWN, "vaeroy")] {
            let unit = PutPlace { deed: deed("place.changed"), place };
            assert_eq!(change(&store, &directories, unit).await, Err(Error::NotFound));
        }
        assert!(deeds(&store).await.is_empty());
    }
}

#[tokio::test]
async fn an_organisation_and_its_place_change_their_look() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        let changed = OrganisationRow { written: "nn".into(), accent: "#7a3e00".into(), ..row(OWN, "rost") };
        let unit = PutOrganisation { deed: deed("organisation.changed"), row: changed };
        change(&store, &directories, unit).await.expect("changed");
        let moved = Place { address: "Kaia 1".into(), latitude: 67.6, ..place(10, OWN, "rost") };
        let unit = PutPlace { deed: deed("place.changed"), place: moved };
        change(&store, &directories, unit).await.expect("changed");
        let directory = directories.get();
        let face = directory.face(id(OWN)).expect("a face");
        assert_eq!((face.written, face.accent.as_str()), (Lang::Nn, "#7a3e00"));
        let rost = directory.place("rost").expect("a place");
        assert_eq!((rost.address.as_str(), rost.latitude, rost.hours), ("Kaia 1", 67.6, id(11)));
        assert_eq!(deeds(&store).await, ["organisation.changed", "place.changed"]);
    }
}

fn status(failure: Failure) -> StatusCode {
    failure.into_response().status()
}

/// What every handler asks before it shows or changes anything.
fn opens(actor: &Actor, directory: &Directory) -> [Vec<String>; 3] {
    let places = ["rost", "glea", "vaeroy", "finnes-ikke"].iter().filter(|slug| {
        [Action::EditPlaces, Action::EditServices].iter().all(|action| {
            match access::place(actor, directory, slug, *action) {
                Ok(_) => true,
                Err(failure) => {
                    assert_eq!(status(failure), StatusCode::NOT_FOUND);
                    false
                }
            }
        })
    });
    let organisations = ["rost", "vaeroy", "finnes-ikke"]
        .iter()
        .filter(|slug| access::organisation(actor, directory, slug, Action::EditOrganisation).is_ok());
    let services = ["own", "theirs"].iter().filter(|slug| match access::service(actor, directory, slug) {
        Ok(_) => true,
        Err(failure) => {
            assert_eq!(status(failure), StatusCode::NOT_FOUND);
            false
        }
    });
    let text = |s: &&str| (*s).to_owned();
    [places.map(text).collect(), organisations.map(text).collect(), services.map(text).collect()]
}

#[tokio::test]
async fn a_manager_opens_ones_own_and_finds_nothing_else() {
    for engine in testing::BOTH {
        let (store, directories) = world(engine).await;
        change(&store, &directories, put(service(50, OWN, "own"))).await.expect("a service");
        store.write(id(OTHER), put(service(51, OTHER, "theirs"))).await.expect("their service");
        directories.refresh(&store).await.expect("read again");
        let directory = directories.get();
        assert_eq!(opens(&manager(OWN, None), &directory), [vec!["rost", "glea"], vec!["rost"], vec!["own"]]);
        // A manager of one place sees that place, and neither the organisation nor its services.
        let none: Vec<&str> = Vec::new();
        assert_eq!(opens(&manager(OWN, Some(20)), &directory), [vec!["glea"], none.clone(), none.clone()]);
        let mut guide = manager(OWN, None);
        if let Actor::Staff { memberships, .. } = &mut guide {
            memberships[0].role = Role::Guide;
        }
        for nobody in [guide, Actor::Anonymous, Actor::Citizen { person: id(7) }] {
            assert_eq!(opens(&nobody, &directory), [none.clone(), none.clone(), none.clone()]);
        }
        // Rows are looked for at the place they are opened for.
        let glea = directory.place("glea").expect("a place");
        assert!(access::resource(&directory, glea, id(11)).is_err());
        assert!(access::resource(&directory, glea, id(21)).is_ok());
    }
}
