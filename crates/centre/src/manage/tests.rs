//! Upkeep: what forms take, who may change what, and what bookings a change leaves outside.

mod forms;
mod pages;
mod units;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use torg_base::{Actor, Clock, Lang, Membership, Role, Uuid};
use torg_slots::calendar::Calendar;
use torg_slots::rules::{Availability, Busy, Exception, ExceptionKind, Weekdays};
use torg_slots::store::Resource;
use torg_web::texts::Texts;

use super::access;
use super::outside::{Day, Ground};
use torg_catalogue::places::model::Place;

/// Friday 20 November 2026, 08.00 in Norway.
fn now() -> Timestamp {
    "2026-11-20T07:00:00Z".parse().expect("an instant")
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

const OWN: u128 = 1;
const OTHER: u128 = 2;

fn manager(organisation: u128, place: Option<u128>) -> Actor {
    let membership = Membership { organisation: id(organisation), place: place.map(id), role: Role::Manager };
    Actor::Staff { staff: id(99), memberships: vec![membership] }
}

/// The place number `n` of an organisation; its hours have the key `n + 1`.
fn place(n: u128, organisation: u128, slug: &str) -> Place {
    Place {
        id: id(n),
        organisation: id(organisation),
        slug: slug.into(),
        name: format!("Stedet {slug}"),
        municipality_no: "1856".into(),
        address: "Gata 1".into(),
        latitude: 67.5,
        longitude: 12.1,
        phone: String::new(),
        email: String::new(),
        queue: false,
        hours: id(n + 1),
    }
}

fn resource(n: u128, place: &Place, kind: &str, capacity: i32) -> Resource {
    Resource {
        id: id(n),
        organisation_id: place.organisation,
        place_id: place.id,
        kind: kind.into(),
        name: format!("{kind} {n}"),
        capacity,
        active: true,
        tags: Default::default(),
    }
}

/// Monday to Friday.
fn weekly(resource: Uuid, from_minute: i16, to_minute: i16) -> Availability {
    Availability {
        resource,
        weekdays: Weekdays::WORKDAYS,
        from_minute,
        to_minute,
        valid_from: None,
        valid_to: None,
        on_holidays: false,
    }
}

fn closed(resource: Option<Uuid>, on: Date) -> Exception {
    Exception { resource, from: on, to: on, kind: ExceptionKind::CLOSED_ALL_DAY, reason: None }
}

/// Taken from and to, as the clock shows them on a winter's day.
fn taken(resource: u128, seat: u16, on: Date, from: (i8, i8), to: (i8, i8)) -> Busy {
    let at = |(hour, minute): (i8, i8)| {
        let clock = on.at(hour, minute, 0, 0).to_zoned(torg_base::time::OSLO.clone());
        clock.expect("a time that happens").timestamp()
    };
    Busy { resource: id(resource), seat, starts: at(from), ends: at(to) }
}

/// What lies outside with these exceptions, when the place and two guides (one of them at lunch 11.30) and a room are
/// there on weekdays 9 to 15.
fn outside(exceptions: &[Exception], change: impl Fn(&mut Vec<Resource>), busy: &[Busy]) -> Vec<Day> {
    let place = place(10, OWN, "rost");
    let mut resources = vec![
        resource(11, &place, "place", 1),
        resource(12, &place, "person", 1),
        resource(13, &place, "person", 1),
        resource(14, &place, "room", 1),
        resource(15, &place, "course", 3),
    ];
    change(&mut resources);
    let mut rules: Vec<Availability> = [11, 13, 14, 15].map(|n| weekly(id(n), 540, 900)).into();
    rules.push(weekly(id(12), 540, 690));
    let calendar = Calendar::new(rules, exceptions.to_vec());
    let buffer = jiff::SignedDuration::from_mins(15);
    Ground { calendar: &calendar, place: &place, resources: &resources, buffer }.outside(busy)
}

#[test]
fn bookings_in_open_hours_are_left_alone_also_with_a_buffer_past_closing() {
    let monday = date(2026, 11, 23);
    let busy = [
        taken(13, 1, monday, (9, 0), (9, 45)),
        // Half an hour until closing time, and a quarter to tidy up.
        taken(13, 1, monday, (14, 30), (15, 15)),
        taken(12, 1, monday, (11, 0), (11, 45)),
    ];
    assert_eq!(outside(&[], |_| {}, &busy), []);
}

#[test]
fn a_closure_tells_of_every_booking_on_its_days_and_counts_a_room_with_its_guide_once() {
    let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
    let busy = [
        taken(12, 1, monday, (9, 0), (9, 45)),
        taken(14, 1, monday, (9, 0), (9, 45)),
        taken(13, 1, monday, (9, 0), (9, 45)),
        taken(13, 1, monday, (10, 0), (10, 45)),
        taken(13, 1, tuesday, (10, 0), (10, 45)),
    ];
    assert_eq!(outside(&[closed(None, monday)], |_| {}, &busy), [Day { date: monday, bookings: 3 }]);
    // One guide away: only that guide's.
    assert_eq!(outside(&[closed(Some(id(12)), monday)], |_| {}, &busy), [Day { date: monday, bookings: 1 }]);
    // Closed from 10.30: the booking that begins before and ends after is told of, too.
    let half = Exception { kind: ExceptionKind::Closed { from_minute: 630, to_minute: 1440 }, ..closed(None, tuesday) };
    let late = [taken(13, 1, tuesday, (10, 15), (11, 0)), taken(13, 1, tuesday, (9, 30), (10, 15))];
    assert_eq!(outside(&[half], |_| {}, &late), [Day { date: tuesday, bookings: 1 }]);
}

#[test]
fn resources_switched_off_and_seats_taken_away_are_told_of() {
    let monday = date(2026, 11, 23);
    let busy = [taken(13, 1, monday, (9, 0), (9, 30)), taken(15, 3, monday, (10, 0), (11, 0))];
    let one = vec![Day { date: monday, bookings: 1 }];
    assert_eq!(outside(&[], |_| {}, &busy), []);
    assert_eq!(outside(&[], |all| all[2].active = false, &busy), one);
    assert_eq!(outside(&[], |all| all[4].capacity = 2, &busy), one);
}

#[test]
fn every_text_that_is_asked_for_exists_in_all_three_languages() {
    let texts = Texts::load(super::SLICE.texts).expect("the texts can be read");
    let sources = [
        include_str!("access.rs"),
        include_str!("confirm.rs"),
        include_str!("exceptions.rs"),
        include_str!("fields.rs"),
        include_str!("hours.rs"),
        include_str!("needs.rs"),
        include_str!("offers.rs"),
        include_str!("organisation.rs"),
        include_str!("overview.rs"),
        include_str!("resources.rs"),
        include_str!("services.rs"),
        include_str!("travel.rs"),
        include_str!("templates/confirm.html"),
        include_str!("templates/hours.html"),
        include_str!("templates/offer_form.html"),
        include_str!("templates/offers.html"),
        include_str!("templates/organisation.html"),
        include_str!("templates/overview.html"),
        include_str!("templates/parts.html"),
        include_str!("templates/place_form.html"),
        include_str!("templates/resource_form.html"),
        include_str!("templates/resources.html"),
        include_str!("templates/service_form.html"),
        include_str!("templates/service_shown.html"),
        include_str!("templates/services.html"),
        include_str!("templates/travel.html"),
    ];
    let asked: BTreeSet<String> = sources
        .iter()
        .flat_map(|text| text.split('"'))
        .filter(|word| word.starts_with("manage-") && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        .map(str::to_owned)
        .collect();
    assert!(asked.len() > 100, "the keys are found in the sources");
    for lang in Lang::ALL {
        let (known, code) = (texts.keys(lang), lang.code());
        assert_eq!(asked.difference(known).collect::<Vec<_>>(), [] as [&String; 0], "missing in {code}");
        assert_eq!(known.difference(&asked).collect::<Vec<_>>(), [] as [&String; 0], "of no use in {code}");
    }
    assert_eq!(texts.format(Lang::Nn, "manage-bookings", &[("n", "1")]), "1 time");
    assert_eq!(texts.format(Lang::Nn, "manage-bookings", &[("n", "3")]), "3 timar");
}
