//! Invents inputs of any size from a seed: for measuring, and for trying the planner out. Nobody real is in them.

use crate::{
    dice::Dice,
    model::{Closure, Demand, Input, Place, Pool, Rule, Service, Settings, Team},
};

/// How much to invent.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub places: usize,
    pub services: usize,
    pub people: i64,
    pub teams: usize,
    pub weeks: i32,
}

/// A whole country: as many places as Norway has municipalities.
pub const COUNTRY: Size = Size { places: 357, services: 30, people: 60_000, teams: 12, weeks: 26 };

/// Districts along the country.
const DISTRICTS: usize = 12;
const SKILLS: [&str; 3] = ["police", "tax", "roads"];

/// The same input for the same size and seed.
pub fn generate(size: Size, seed: u64) -> Input {
    let mut dice = Dice::new(seed);
    let settings = Settings { weeks: size.weeks, ..Settings::default() };
    let mut input = Input { settings, ..Input::default() };
    input.places = (0..size.places).map(|i| place(i, size.places, &mut dice)).collect();
    input.services = (0..size.services).map(|i| service(i, &mut dice)).collect();
    for team in 0..size.teams {
        let base = team * size.places / size.teams.max(1) + dice.below((size.places / size.teams.max(1)).max(1));
        input.teams.push(a_team(team, base.min(size.places - 1), &input, &mut dice));
    }
    pools(&mut input, size, &mut dice);
    rules(&mut input);
    for _ in 0..size.places / 20 {
        let a = dice.below(size.places);
        let b = (a + 1 + dice.below(3)) % size.places;
        input.closures.push(Closure { a, b, from: 0, to: 60, source: "invented: mountain pass".into() });
    }
    input
}

/// Places lie along a long coast, from south to north, some on islands.
fn place(i: usize, count: usize, dice: &mut Dice) -> Place {
    let along = i as f64 / count.max(1) as f64;
    let island = dice.one_in(14);
    Place {
        key: format!("p{i}"),
        name: format!("Place {i}"),
        district: format!("d{}", i * DISTRICTS / count.max(1)),
        latitude: 58.0 + 13.0 * along + dice.unit() * 0.6,
        longitude: 6.0 + 18.0 * along * along + dice.unit() * 4.0 * (1.0 - along),
        island,
        lodging: !dice.one_in(10),
        opens: 9 * 60,
        closes: if dice.one_in(3) { 16 * 60 } else { 19 * 60 },
        last_visit: dice.one_in(2).then(|| -1 - dice.below(120) as i32),
    }
}

fn service(i: usize, dice: &mut Dice) -> Service {
    Service {
        key: format!("s{i}"),
        name: format!("Service {i}"),
        skill: Some(SKILLS[i % SKILLS.len()].into()),
        equipment: dice.one_in(4).then(|| "camera".into()),
        effort: [50, 100, 100, 200][dice.below(4)],
    }
}

fn a_team(i: usize, base: usize, input: &Input, dice: &mut Dice) -> Team {
    let spare = SKILLS[i % SKILLS.len()];
    Team {
        key: format!("t{i}"),
        name: format!("Team {i}"),
        base,
        district: input.places[base].district.clone(),
        crew: 2 + dice.below(2) as i64,
        skills: SKILLS.iter().filter(|s| **s != spare || dice.one_in(2)).map(|s| (*s).to_owned()).collect(),
        equipment: if dice.one_in(5) { Vec::new() } else { vec!["camera".into()] },
        per_hour: 6 + dice.below(6) as i64,
        setup: 30,
        starts: 8 * 60,
        ends: 20 * 60,
        work: 10 * 60,
        drive: 6 * 60,
        weekdays: [true, true, true, true, true, false, false],
        nights: [2, 4, 4][dice.below(3)],
        ferries: !dice.one_in(6),
    }
}

/// People spread over places of unequal size.
fn pools(input: &mut Input, size: Size, dice: &mut Dice) {
    let weights: Vec<f64> = (0..size.places).map(|_| 0.2 + dice.unit().powi(3) * 4.0).collect();
    let all: f64 = weights.iter().sum();
    let mut left = size.people;
    for (place, weight) in weights.iter().enumerate() {
        let mut here = if place + 1 == size.places { left } else { (size.people as f64 * weight / all) as i64 };
        left -= here;
        while here > 0 {
            let people = (1 + dice.below(24) as i64).min(here);
            here -= people;
            let late = dice.one_in(5);
            input.pools.push(Pool {
                place,
                service: dice.below(size.services),
                people,
                from: if late { input.days() / 3 } else { 0 },
                to: if dice.one_in(6) { input.days() / 2 } else { input.days() - 1 },
                value: 120 + dice.below(480) as i64,
            });
        }
    }
}

fn rules(input: &mut Input) {
    let rule = |key: &str, demand, service, number, disputed| Rule {
        key: key.into(),
        demand,
        service,
        number,
        from: None,
        to: None,
        source: "invented".into(),
        disputed,
    };
    input.rules.push(rule("minimum", Demand::MinimumPeople, None, 20, false));
    input.rules.push(rule("return", Demand::ReturnAfter, None, 14, false));
    input.rules.push(rule("floor", Demand::FairnessFloor, None, 120, false));
    for service in (0..input.services.len()).step_by(6) {
        input.rules.push(rule(&format!("district-{service}"), Demand::District, Some(service), 1, true));
    }
}
