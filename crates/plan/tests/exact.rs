//! Tiny inputs whose best plan is found by trying everything: the bound lies above it, and the search near it.

mod common;

use std::collections::HashMap;

use common::{link, pool, rounds, row, rule, solved};
use torg_plan::{
    Options, check,
    model::{Demand, Ferry, Input, Plan, Purpose, Served, Stop, Tour},
};

/// Fifty inputs of three places and one or two teams, with rules that differ from one to the next.
fn tiny(number: u64) -> Input {
    let mut dice = torg_plan::dice::Dice::new(number);
    let people: Vec<i64> = (0..3).map(|_| 1 + dice.below(3) as i64).collect();
    let mut input = row(&people, 30 + dice.below(90) as i32, 1);
    input.links.push(link(0, 3, 40 + dice.below(200) as i32));
    for pool in &mut input.pools {
        pool.value = 60 + dice.below(400) as i64;
        pool.from = dice.below(2) as i32;
    }
    // One person takes an hour or two: every number of people is tried at every stop.
    input.services[0].effort = 1_000 * (1 + dice.below(2) as i64);
    let days = 2 + dice.below(2);
    for team in &mut input.teams {
        team.weekdays = std::array::from_fn(|d| d < days);
        team.nights = dice.below(2) as i32;
        team.setup = 10 * dice.below(4) as i32;
    }
    if number.is_multiple_of(5) {
        let mut second = common::team(3);
        second.weekdays = [true, false, false, false, false, false, false];
        second.district = "south".into();
        input.teams.push(second);
    }
    match number % 7 {
        0 => input.rules.push(rule("minimum", Demand::MinimumPeople, None, 2)),
        1 => input.rules.push(rule("return", Demand::ReturnAfter, None, 2)),
        2 => {
            input.rules.push(rule("floor", Demand::FairnessFloor, None, 4));
            input.rules.push(rule("minimum", Demand::MinimumPeople, None, 3));
            input.settings.floor_missed = 500;
        }
        3 => input.rules.push(rule("district", Demand::District, Some(0), 1)),
        4 => input.places[1].lodging = false,
        5 => {
            for departs in [9 * 60, 15 * 60] {
                for (from, to) in [(1, 2), (2, 1)] {
                    let source = "timetable".into();
                    input.ferries.push(Ferry { from, to, departs, minutes: 25, weekdays: [true; 7], source });
                }
            }
            input.links.retain(|l| (l.from, l.to) != (1, 2));
        }
        _ => input.places[2].closes = 13 * 60,
    }
    input
}

/// Every day that a team could have: up to two different places, any number of people at each.
fn days(input: &Input, last: bool) -> Vec<Vec<Stop>> {
    let visits: Vec<Stop> = input
        .pools
        .iter()
        .enumerate()
        .flat_map(|(p, pool)| {
            (0..=pool.people).map(move |people| {
                let served = if people > 0 { vec![Served { pool: p, people }] } else { Vec::new() };
                Stop { place: pool.place, purpose: Purpose::Visit { served, locked: false } }
            })
        })
        .collect();
    let empty = |s: &Stop| s.served().is_empty();
    let floor = input.rules.iter().any(|r| r.demand == Demand::FairnessFloor);
    let visits: Vec<Stop> = visits.into_iter().filter(|s| floor || !empty(s)).collect();
    let mut found: Vec<Vec<Stop>> = visits.iter().map(|s| vec![s.clone()]).collect();
    for a in &visits {
        found.extend(visits.iter().filter(|b| b.place != a.place).map(|b| vec![a.clone(), b.clone()]));
    }
    if last {
        found.push(Vec::new());
    } else {
        let sleeps: Vec<usize> = input.pools.iter().map(|p| p.place).collect();
        let beds = |place: &usize| Stop { place: *place, purpose: Purpose::Sleep };
        let after: Vec<Vec<Stop>> = visits
            .iter()
            .flat_map(|v| {
                sleeps.iter().filter(|p| **p != v.place).map(|p| vec![v.clone(), beds(p)]).collect::<Vec<_>>()
            })
            .collect();
        found.extend(after);
        found.extend(sleeps.iter().map(|p| vec![beds(p)]));
    }
    found
}

/// Every tour that holds on its own, by its first day: what it serves and what it brings.
fn tours(input: &Input, options: &Options) -> Vec<(Tour, i64)> {
    let alone = |tour: &Tour| {
        let report = check(input, options, &Plan { tours: vec![tour.clone()] });
        let lone = |v: &torg_plan::Violation| {
            matches!(v, torg_plan::Violation::TooFew { .. } | torg_plan::Violation::Nobody { .. })
        };
        let floor = input.rules.iter().any(|r| r.demand == Demand::FairnessFloor);
        report.violations.iter().all(|v| floor && lone(v)).then_some(report.totals.worth - report.totals.cost)
    };
    let mut best: HashMap<String, (Tour, i64)> = HashMap::new();
    let mut keep = |tour: Tour| {
        let Some(gain) = alone(&tour) else { return };
        let mut stays: Vec<String> = tour.stays().iter().map(|s| format!("{s:?}")).collect();
        stays.sort();
        let key = format!("{} {} {} {stays:?}", tour.team, tour.first, tour.days.len());
        if best.get(&key).is_none_or(|(_, g)| gain > *g) {
            best.insert(key, (tour, gain));
        }
    };
    for (team, who) in input.teams.iter().enumerate() {
        let length = who.weekdays.iter().filter(|d| **d).count() as i32;
        for first in 0..length {
            for stops in days(input, true).into_iter().filter(|d| !d.is_empty()) {
                keep(Tour { team, first, days: vec![stops] });
            }
            if who.nights > 0 && first + 1 < length {
                let mornings = days(input, true);
                for evening in days(input, false) {
                    let half = Tour { team, first, days: vec![evening.clone(), Vec::new()] };
                    let sleeps = evening.iter().any(|s| s.purpose == Purpose::Sleep);
                    if !sleeps && alone(&half).is_none() && evening.len() > 1 {
                        continue; // too long already without the morning
                    }
                    mornings.iter().for_each(|m| keep(Tour { team, first, days: vec![evening.clone(), m.clone()] }));
                }
            }
        }
    }
    let mut found: Vec<(Tour, i64)> = best.into_values().collect();
    found.sort_by_key(|(tour, gain)| (tour.team, tour.first, -gain, tour.days.len()));
    found
}

/// The best plan of all, by trying every set of tours; those that cannot beat the best so far are passed over.
struct Everything<'a> {
    input: &'a Input,
    options: &'a Options,
    tours: Vec<(Tour, i64)>,
    /// From each tour on: the most that tours of each team and day could still bring.
    most: Vec<i64>,
    best: i64,
}

impl Everything<'_> {
    fn run(input: &Input, options: &Options) -> i64 {
        let tours = tours(input, options);
        let mut most = vec![0; tours.len() + 1];
        for i in (0..tours.len()).rev() {
            let slot = |t: &Tour| (t.team, t.first);
            let same = i + 1 < tours.len() && slot(&tours[i].0) == slot(&tours[i + 1].0);
            let later =
                tours[i..].iter().position(|(t, _)| slot(t) != slot(&tours[i].0)).map_or(tours.len(), |p| i + p);
            most[i] =
                if same { most[i + 1].max(tours[i].1.max(0) + most[later]) } else { tours[i].1.max(0) + most[later] };
        }
        let nothing = check(input, options, &Plan::default()).totals.value;
        let mut all = Everything { input, options, tours, most, best: nothing };
        all.deepen(0, &mut Vec::new(), 0);
        all.best
    }

    fn deepen(&mut self, from: usize, chosen: &mut Vec<usize>, gain: i64) {
        for i in from..self.tours.len() {
            if gain + self.most[i] <= self.best {
                return;
            }
            let tour = &self.tours[i].0;
            let clash = |j: &usize| {
                let other = &self.tours[*j].0;
                other.team == tour.team && other.first <= tour.last() && tour.first <= other.last()
            };
            if gain + self.tours[i].1 + self.most[i + 1] <= self.best || chosen.iter().any(clash) {
                continue;
            }
            chosen.push(i);
            let gain = gain + self.tours[i].1;
            if gain > self.best {
                let plan = Plan { tours: chosen.iter().map(|&j| self.tours[j].0.clone()).collect() };
                let report = check(self.input, self.options, &plan);
                if report.violations.is_empty() {
                    self.best = self.best.max(report.totals.value);
                }
            }
            self.deepen(i + 1, chosen, gain);
            chosen.pop();
        }
    }
}

#[test]
fn the_bound_lies_above_the_best_plan_and_the_search_finds_it() {
    let (mut found, mut gaps) = (0, Vec::new());
    for number in 0..50 {
        let input = tiny(number);
        let options = rounds(400);
        let best = Everything::run(&input, &options);
        let proposal = solved(&input, &options);
        let value = proposal.totals.value;
        assert!(proposal.bound >= best, "{number}: the bound {} is below the optimum {best}", proposal.bound);
        assert!(value <= best, "{number}: {value} is more than everything tried, {best}: {:?}", proposal.plan);
        let gap = (proposal.bound - best) as f64 / best.max(1) as f64;
        println!("{number:2}: optimum {best:6}, found {value:6}, bound {:6}, gap {:.1} %", proposal.bound, 100.0 * gap);
        found += usize::from(value == best);
        gaps.push(gap);
    }
    gaps.sort_by(f64::total_cmp);
    println!("optimum found in {found} of 50; median gap of the bound {:.1} %", 100.0 * gaps[25]);
    assert!(found >= 45, "the optimum was found in {found} of 50 only");
}

#[test]
fn the_exact_model_itself_knows_a_plan_by_heart() {
    let mut input = row(&[2], 60, 1);
    input.teams[0].weekdays = [true, false, false, false, false, false, false];
    input.pools = vec![pool(1, 2, 7)];
    // 2 people at 300 less two hours of driving and 12 minutes of serving.
    assert_eq!(Everything::run(&input, &rounds(1)), 600 - 120 - 12);
}
