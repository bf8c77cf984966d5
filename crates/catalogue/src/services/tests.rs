//! Versions, stamps and centres' own ways, on both engines.

use jiff::civil::date;
use torg_base::{Actor, Clock, Membership, Role, Uuid};
use torg_store::testing::{BOTH, store};
use torg_store::{Across, Error, Migration, Result, Store, Tx, Unit};

use super::card::{Checked, Content, Local};
use super::model::{Note, Offer, Service, Way};
use super::store::{self as catalogue, CHANGED_MEANWHILE};
use super::{local, versions};
use crate::import::{self, Kind, Options, table_from};
use crate::{Directories, Directory, places};

fn migrations() -> Vec<Migration> {
    let slices = [
        torg_slots::store::MIGRATIONS,
        places::store::MIGRATIONS,
        catalogue::MIGRATIONS,
        crate::travel::SLICE.migrations,
        crate::notices::SLICE.migrations,
    ];
    torg_store::schema::MIGRATIONS.iter().chain(slices.into_iter().flatten()).copied().collect()
}

/// The real places and services, and the first offer of each place.
async fn world(engine: torg_store::Engine) -> (Store, Directories) {
    let clock = Clock::fixed("2026-11-25T10:20:00Z".parse().expect("an instant"));
    let store = store(engine, clock, migrations()).await;
    for (kind, text) in [
        (Kind::Places, include_str!("../../../../data/places.csv")),
        (Kind::Services, include_str!("../../../../data/services.csv")),
    ] {
        let table = table_from(text.as_bytes()).expect("a table");
        import::import(&store, kind, table, Options::default()).await.expect("imports");
    }
    let directories = Directories::open(&store).await.expect("a directory");
    (store, directories)
}

/// What the tests do, each in a unit of its own.
enum Do {
    Put(Box<Service>, Actor),
    Check(Uuid, Checked),
    Stamp(Uuid),
    HandOver(Uuid, Uuid),
    Offer(Offer),
    Local(Box<Local>),
}

impl Unit for Do {
    type Out = i32;

    async fn run(&self, tx: &Tx) -> Result<i32> {
        let out = match self {
            Do::Put(service, actor) => catalogue::put_service(tx, service, actor).await?,
            Do::Check(id, checked) => i32::try_from(catalogue::put_check(tx, *id, checked).await?).unwrap_or(-1),
            Do::Stamp(id) => i32::try_from(catalogue::put_stamp(tx, *id, date(2026, 11, 25)).await?).unwrap_or(-1),
            Do::HandOver(id, to) => i32::try_from(catalogue::hand_over(tx, *id, *to).await?).unwrap_or(-1),
            Do::Offer(offer) => catalogue::put_offer(tx, offer).await.map(|()| 0)?,
            Do::Local(own) => local::put(tx, own).await.map(|()| 0)?,
        };
        crate::directory::changed(tx).await?;
        Ok(out)
    }
}

async fn done(store: &Store, directories: &Directories, organisation: Uuid, what: Do) -> Result<i32> {
    let out = store.write(organisation, what).await;
    directories.refresh(store).await.expect("it is read again");
    out
}

fn card(directory: &Directory) -> Service {
    (**directory.service("skattekort").expect("a card")).clone()
}

fn agency(organisation: Uuid) -> Actor {
    let membership = Membership { organisation, place: None, role: Role::Agency };
    Actor::Staff { staff: Uuid::from_u128(9), memberships: vec![membership] }
}

fn promising(card: &Service, promise: &str) -> Service {
    let mut changed = card.clone();
    changed.texts.nb.promise = promise.into();
    changed
}

#[tokio::test]
async fn every_change_keeps_what_was_said_before_and_the_number_is_the_lock() {
    for engine in BOTH {
        let (store, directories) = world(engine).await;
        let first = card(&directories.get());
        let (keeper, actor) = (first.organisation, agency(first.organisation));
        let put = |service: Service| Do::Put(Box::new(service), actor.clone());
        assert_eq!(done(&store, &directories, keeper, put(first.clone())).await, Ok(1), "no change, no version");
        assert_eq!(done(&store, &directories, keeper, put(promising(&first, "To."))).await, Ok(2));
        let late = done(&store, &directories, keeper, put(promising(&first, "Seint."))).await;
        assert!(late.is_err_and(|error| error.is_conflict(CHANGED_MEANWHILE)));
        let second = card(&directories.get());
        assert_eq!((second.texts.nb.promise.as_str(), second.standing.version), ("To.", 2));
        assert_eq!(done(&store, &directories, keeper, put(promising(&second, "Tre."))).await, Ok(3));

        let db = store.across(Across::Directory);
        let changes = versions::changes(&db, first.id, 0, 10).await.expect("changes");
        assert_eq!(changes.iter().map(|c| c.number).collect::<Vec<_>>(), [3, 2]);
        assert_eq!((changes[0].role, changes[0].staff), (Some(Role::Agency), Some(Uuid::from_u128(9))));
        assert_eq!(changes[0].before.texts.nb.promise, "To.");
        assert_eq!(versions::content_at(&db, first.id, 1).await, Ok(Some(Content::of(&first))));
        assert_eq!(versions::content_at(&db, first.id, 3).await, Ok(None), "the present one is in the service");

        // Another organisation has no such service, and cannot make one with its key.
        let other = directories.get().places[0].organisation;
        let theirs = done(&store, &directories, other, put(promising(&card(&directories.get()), "x"))).await;
        assert!(matches!(theirs, Err(Error::Conflict(_))), "{theirs:?}");
        assert_eq!(card(&directories.get()).texts.nb.promise, "Tre.");
    }
}

#[tokio::test]
async fn a_stamp_lapses_with_a_change_and_a_check_does_not() {
    for engine in BOTH {
        let (store, directories) = world(engine).await;
        let first = card(&directories.get());
        let keeper = first.organisation;
        let checked = Checked { on: date(2026, 11, 25), role: Role::Agency };
        assert_eq!(done(&store, &directories, keeper, Do::Check(first.id, checked.clone())).await, Ok(1));
        assert_eq!(done(&store, &directories, keeper, Do::Stamp(first.id)).await, Ok(1));
        let stamped = card(&directories.get());
        assert_eq!((stamped.standing.checked.clone(), stamped.standing.version), (Some(checked.clone()), 1));
        assert!(stamped.standing.stamped().is_some_and(|stamp| stamp.organisation == keeper));
        done(&store, &directories, keeper, Do::Put(Box::new(promising(&stamped, "Ny.")), Actor::Anonymous))
            .await
            .expect("a change");
        let changed = card(&directories.get());
        assert!(changed.standing.stamped().is_none() && changed.standing.stamp.is_some());
        assert_eq!(changed.standing.checked, Some(checked));
        // Nobody stamps for others.
        let other = directories.get().places[0].organisation;
        assert_eq!(done(&store, &directories, other, Do::Stamp(first.id)).await, Ok(0));
    }
}

fn offer(directory: &Directory, service: Uuid) -> Offer {
    let place = &directory.places[0];
    Offer {
        id: torg_base::new_id(),
        organisation: place.organisation,
        place: place.id,
        service,
        way: Way::Counter,
        minutes: 30,
        drop_in: true,
        needs: Default::default(),
        buffer_before: 0,
        buffer_minutes: 0,
        step_minutes: 0,
        travel_minutes: 0,
        notice_minutes: 0,
        horizon_days: 30,
        note: Note::default(),
    }
}

#[tokio::test]
async fn whoever_begins_to_offer_a_card_has_seen_it_and_has_a_text_of_its_own_only_by_choice() {
    for engine in BOTH {
        let (store, directories) = world(engine).await;
        let first = card(&directories.get());
        let put = |service: Service| Do::Put(Box::new(service), Actor::Anonymous);
        done(&store, &directories, first.organisation, put(promising(&first, "To."))).await.expect("a change");
        let directory = directories.get();
        let centre = directory.places[0].organisation;
        assert!(directory.local(centre, first.id).is_none());
        let offered = Do::Offer(offer(&directory, first.id));
        done(&store, &directories, centre, offered).await.expect("an offer");
        assert_eq!(directories.get().local(centre, first.id).map(|l| (l.seen, l.texts.is_some())), Some((2, false)));

        let third = promising(&card(&directories.get()), "Tre.");
        done(&store, &directories, first.organisation, put(third.clone())).await.expect("a change");
        let directory = directories.get();
        assert_eq!(directory.local(centre, first.id).map(|l| l.seen), Some(2), "not seen yet");
        let shown =
            |directory: &Directory| directory.service_for(centre, first.id).expect("it").texts.nb.promise.clone();
        assert_eq!(shown(&directory), "Tre.", "whoever follows has the new text at once");

        let mut texts = third.texts.clone();
        texts.nb.promise = "Vår.".into();
        let keywords = vec!["trekkprosentlappen".to_owned()];
        let own = Local { organisation: centre, service: first.id, texts: Some(texts), keywords, seen: 3 };
        done(&store, &directories, centre, Do::Local(Box::new(own))).await.expect("an own text");
        let directory = directories.get();
        assert_eq!((shown(&directory).as_str(), card(&directory).texts.nb.promise.as_str()), ("Vår.", "Tre."));
        assert_eq!(directory.index().search("trekkprosentlappen").services.first(), Some(&first.id));
    }
}

#[tokio::test]
async fn a_card_is_handed_over_whole_and_only_by_its_keeper() {
    for engine in BOTH {
        let (store, directories) = world(engine).await;
        let first = card(&directories.get());
        let (host, to) = (first.organisation, directories.get().places[0].organisation);
        assert_eq!(done(&store, &directories, to, Do::HandOver(first.id, to)).await, Ok(0));
        assert_eq!(done(&store, &directories, host, Do::HandOver(first.id, to)).await, Ok(1));
        let directory = directories.get();
        assert_eq!(card(&directory).organisation, to);
        assert_eq!(directory.local(host, first.id).map(|l| l.seen), Some(1), "the host goes on as one that follows");
        let put = Do::Put(Box::new(promising(&card(&directory), "x")), Actor::Anonymous);
        assert!(done(&store, &directories, host, put).await.is_err());
    }
}
