//! Small inputs to test with: a base, places at stated minutes, teams that can do everything unless told otherwise.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::ops::ControlFlow;

use torg_plan::{
    Options, Progress,
    model::{Demand, Input, Link, Place, Plan, Pool, Rule, Service, Settings, Team},
    solve,
};

pub fn place(key: &str, district: &str) -> Place {
    Place {
        key: key.into(),
        name: key.to_uppercase(),
        district: district.into(),
        latitude: 70.0,
        longitude: 25.0,
        island: false,
        lodging: true,
        opens: 0,
        closes: 1440,
        last_visit: None,
    }
}

pub fn team(base: usize) -> Team {
    Team {
        key: format!("t{base}"),
        name: "Team".into(),
        base,
        district: "north".into(),
        crew: 1,
        skills: vec!["police".into()],
        equipment: vec!["camera".into()],
        per_hour: 10,
        setup: 0,
        starts: 8 * 60,
        ends: 18 * 60,
        work: 8 * 60,
        drive: 5 * 60,
        weekdays: [true, true, true, true, true, false, false],
        nights: 0,
        ferries: true,
    }
}

pub fn service(key: &str) -> Service {
    Service { key: key.into(), name: key.into(), skill: None, equipment: None, effort: 100 }
}

pub fn link(from: usize, to: usize, minutes: i32) -> Link {
    Link { from, to, minutes, ferry: false, both: true, source: "table".into() }
}

pub fn pool(place: usize, people: i64, days: i32) -> Pool {
    Pool { place, service: 0, people, from: 0, to: days - 1, value: 300 }
}

pub fn rule(key: &str, demand: Demand, service: Option<usize>, number: i64) -> Rule {
    Rule { key: key.into(), demand, service, number, from: None, to: None, source: "test".into(), disputed: false }
}

/// A base (place 0) and places in a row from it, `apart` minutes between neighbours, with people in each.
pub fn row(people: &[i64], apart: i32, weeks: i32) -> Input {
    let mut input = Input { settings: Settings { weeks, ..Settings::default() }, ..Input::default() };
    input.places.push(place("base", "north"));
    input.services = vec![service("id"), service("tax")];
    input.teams.push(team(0));
    for (i, &count) in people.iter().enumerate() {
        input.places.push(place(&format!("p{}", i + 1), "north"));
        input.links.push(link(i, i + 1, apart));
        if count > 0 {
            input.pools.push(pool(i + 1, count, weeks * 7));
        }
    }
    input
}

pub fn rounds(rounds: u64) -> Options {
    Options { seed: 1, rounds: Some(rounds), ..Options::default() }
}

/// Solves, and sees that the independent checker finds nothing and counts the same.
pub fn solved(input: &Input, options: &Options) -> torg_plan::Proposal {
    let proposal = solve(input, options, |_: Progress| ControlFlow::Continue(()));
    let report = torg_plan::check(input, options, &proposal.plan);
    assert_eq!(report.violations, [], "{:?}", proposal.plan);
    assert_eq!(report.totals, proposal.totals);
    assert!(proposal.bound >= proposal.totals.value, "bound {} below {:?}", proposal.bound, proposal.totals);
    proposal
}

/// Places visited, with the day.
pub fn visited(plan: &Plan) -> Vec<(i32, usize)> {
    let mut found: Vec<(i32, usize)> = plan
        .tours
        .iter()
        .flat_map(|t| t.stops().filter(|(_, s)| s.is_visit()).map(|(d, s)| (d, s.place)).collect::<Vec<_>>())
        .collect();
    found.sort_unstable();
    found
}
