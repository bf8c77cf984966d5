//! Every kind of violation is found in a plan that was right until it was changed.

use super::*;
use crate::model::{Closure, Event, Link, Place, Pool, Served, Service, Stop, Team};

/// A base (0), two places an hour apart in a row (1, 2), and a place without a bed (3), with a team for two nights.
fn input() -> Input {
    let place = |key: &str| Place {
        key: key.into(),
        name: key.into(),
        district: "north".into(),
        latitude: 70.0,
        longitude: 25.0,
        island: false,
        lodging: key != "p3",
        opens: 9 * 60,
        closes: 17 * 60,
        last_visit: None,
    };
    let team = |base: usize| Team {
        key: format!("t{base}"),
        name: "Team".into(),
        base,
        district: "north".into(),
        crew: 2,
        skills: vec!["police".into()],
        equipment: Vec::new(),
        per_hour: 10,
        setup: 30,
        starts: 8 * 60,
        ends: 18 * 60,
        work: 9 * 60,
        drive: 4 * 60,
        weekdays: [true, true, true, true, true, false, false],
        nights: 1,
        ferries: true,
    };
    let link = |from, to| Link { from, to, minutes: 60, ferry: false, both: true, source: "table".into() };
    let service = |skill: &str| Service {
        key: skill.into(),
        name: skill.into(),
        skill: Some(skill.into()),
        equipment: None,
        effort: 100,
    };
    let pool = |place, service| Pool { place, service, people: 40, from: 0, to: 9, value: 100 };
    Input {
        places: ["base", "p1", "p2", "p3"].map(place).into(),
        services: ["police", "tax"].map(service).into(),
        pools: vec![pool(1, 0), pool(2, 0), pool(2, 1), pool(3, 0)],
        teams: vec![team(0), team(1)],
        links: vec![link(0, 1), link(1, 2), link(1, 3)],
        ..Input::default()
    }
}

fn visit(place: usize, pool: usize, people: i64) -> Stop {
    Stop { place, purpose: Purpose::Visit { served: vec![Served { pool, people }], locked: false } }
}

fn plan() -> Plan {
    Plan { tours: vec![Tour { team: 0, first: 0, days: vec![vec![visit(1, 0, 20)], vec![visit(2, 1, 20)]] }] }
}

fn rule(demand: Demand, service: Option<usize>, number: i64) -> Rule {
    Rule { key: "rule".into(), demand, service, number, from: None, to: None, source: "test".into(), disputed: false }
}

/// Changes a right plan (or what it must obey) and looks at what the checker finds.
fn finds(change: impl FnOnce(&mut Input, &mut Plan), expected: &[Violation]) {
    let (mut input, mut plan) = (input(), plan());
    assert_eq!(check(&input, &Options::default(), &plan).violations, [], "right before the change");
    change(&mut input, &mut plan);
    assert_eq!(check(&input, &Options::default(), &plan).violations, expected);
}

fn days(plan: &mut Plan) -> &mut Vec<Vec<Stop>> {
    &mut plan.tours[0].days
}

#[test]
fn calendars() {
    finds(|_, plan| plan.tours[0].team = 9, &[Violation::Unknown { tour: 0 }]);
    finds(|_, plan| *days(plan) = vec![Vec::new()], &[Violation::Unknown { tour: 0 }]);
    finds(|_, plan| days(plan)[0][0] = visit(1, 99, 1), &[Violation::Unknown { tour: 0 }]);
    finds(|_, plan| plan.tours[0].first = -1, &[Violation::OutsidePeriod { tour: 0 }]);
    finds(|_, plan| plan.tours[0].first = 4, &[Violation::DayOff { tour: 0, day: 5 }]);
    let off = Event { team: 0, day: 1, place: None, from: 0, to: 1440 };
    finds(|input, _| input.events.push(off), &[Violation::DayOff { tour: 0, day: 1 }]);
    let again = Tour { team: 0, first: 1, days: vec![vec![visit(3, 3, 5)]] };
    finds(|_, plan| plan.tours.push(again), &[Violation::TwoTours { team: 0, day: 1 }]);
}

#[test]
fn nights() {
    finds(|_, plan| days(plan).push(Vec::new()), &[Violation::TooManyNights { tour: 0 }]);
    finds(|_, plan| days(plan)[0][0] = visit(3, 3, 5), &[Violation::Bed { tour: 0, day: 0 }]);
    finds(|_, plan| days(plan)[0].clear(), &[Violation::Bed { tour: 0, day: 0 }]);
    let sleep = || Stop { place: 1, purpose: Purpose::Sleep };
    finds(|_, plan| days(plan)[0].push(sleep()), &[Violation::IdleNight { tour: 0, day: 0 }]);
    finds(|_, plan| days(plan)[1].push(sleep()), &[Violation::IdleNight { tour: 0, day: 1 }]);
}

#[test]
fn the_clock() {
    let shut = Closure { a: 1, b: 2, from: 1, to: 1, source: "test".into() };
    finds(|input, _| input.closures.push(shut), &[Violation::NoWay { tour: 0, day: 1 }]);
    finds(|input, _| input.places[1].closes = 11 * 60, &[Violation::PlaceClosed { tour: 0, day: 0, place: 1 }]);
    // The second day: leaves at 8, an hour on, 150 minutes of visit, two hours home.
    finds(|input, _| input.teams[0].work = 329, &[Violation::TooLongDay { tour: 0, day: 1 }]);
    finds(|input, _| input.teams[0].drive = 179, &[Violation::TooMuchDriving { tour: 0, day: 1 }]);
    finds(|input, _| input.teams[0].ends = 13 * 60 + 29, &[Violation::TooLate { tour: 0, day: 1 }]);
}

#[test]
fn people() {
    finds(|_, plan| days(plan)[0][0] = visit(1, 3, 20), &[Violation::WrongPool { tour: 0, pool: 3 }]);
    let nobody = Violation::Nobody { tour: 0, place: 1 };
    finds(|_, plan| days(plan)[0][0] = visit(1, 0, -1), &[Violation::WrongPool { tour: 0, pool: 0 }, nobody]);
    finds(|input, _| input.pools[1].from = 2, &[Violation::OutsideWindow { tour: 0, pool: 1 }]);
    finds(|_, plan| days(plan)[1][0] = visit(2, 2, 20), &[Violation::NotEquipped { tour: 0, pool: 2 }]);
    finds(
        |input, _| input.services[0].equipment = Some("x".into()),
        &[Violation::NotEquipped { tour: 0, pool: 0 }, Violation::NotEquipped { tour: 0, pool: 1 }],
    );
    finds(|input, _| input.pools[0].people = 19, &[Violation::TooManyServed { pool: 0 }]);
    let district = Violation::District { tour: 0, pool: 1, rule: "rule".into() };
    finds(
        |input, _| {
            input.places[2].district = "south".into();
            input.rules.push(rule(Demand::District, Some(0), 1));
        },
        &[district],
    );
}

#[test]
fn visits() {
    let few = |place| Violation::TooFew { tour: 0, place, rule: "rule".into() };
    finds(|input, _| input.rules.push(rule(Demand::MinimumPeople, None, 21)), &[few(1), few(2)]);
    finds(|input, _| input.rules.push(rule(Demand::MinimumPeople, Some(0), 21)), &[few(1), few(2)]);
    finds(|input, _| input.rules.push(rule(Demand::MinimumPeople, Some(1), 21)), &[]);
    let empty = || Stop { place: 1, purpose: Purpose::Visit { served: Vec::new(), locked: false } };
    finds(|_, plan| days(plan)[0][0] = empty(), &[Violation::Nobody { tour: 0, place: 1 }]);
    let back = Tour { team: 0, first: 3, days: vec![vec![visit(1, 0, 5)]] };
    finds(
        |input, plan| {
            input.rules.push(rule(Demand::ReturnAfter, None, 4));
            plan.tours.push(back);
        },
        &[Violation::TooSoon { place: 1, day: 3 }],
    );
}

#[test]
fn what_was_told() {
    let event = || Event { team: 0, day: 0, place: Some(1), from: 16 * 60, to: 17 * 60 };
    let kept = || Stop { place: 1, purpose: Purpose::Event { event: 0 } };
    finds(|input, _| input.events.push(event()), &[Violation::EventMissing { event: 0 }]);
    finds(
        |input, plan| {
            input.events.push(Event { day: 1, ..event() });
            days(plan)[0].push(kept());
        },
        &[Violation::WrongEvent { tour: 0, event: 0 }],
    );
    finds(
        |input, plan| {
            input.events.push(Event { to: 16 * 60, ..event() });
            days(plan)[0].extend([kept(), kept()]);
        },
        &[Violation::EventTwice { event: 0 }],
    );
    let forbid = Wish::Forbid { team: None, place: 2, day: Some(1) };
    finds(|input, _| input.wishes.push(forbid), &[Violation::Forbidden { tour: 0, place: 2 }]);
    let lock = Wish::Lock { team: 1, place: 2, day: 1 };
    finds(|input, _| input.wishes.push(lock), &[Violation::LockMissing { wish: 0 }]);
    let locked = Stop { place: 1, purpose: Purpose::Visit { served: Vec::new(), locked: true } };
    finds(|_, plan| days(plan)[0][0] = locked, &[Violation::NoSuchLock { tour: 0, place: 1 }]);
}

#[test]
fn the_totals_are_counted_here() {
    let report = check(&input(), &Options::default(), &plan());
    let totals = report.totals;
    assert_eq!((totals.people, totals.people_left, totals.worth, totals.visits, totals.nights), (40, 120, 4_000, 2, 1));
    // Two crew members: 210 minutes the first day, 330 the second, and a night at 240.
    assert_eq!(totals.cost, 2 * (210 + 330 + 240));
    assert_eq!(totals.value, 4_000 - totals.cost);
}
