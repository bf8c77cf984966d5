//! The rules of an input, ready for the search to ask.

use crate::{
    model::{Day, Demand, Input, Minutes, Rule},
    travel::Travel,
};

use super::Options;

/// More minutes than any journey takes.
const FAR: Minutes = 1_000_000;

/// An input with its travel times, looked at in the ways the search needs.
pub struct Problem<'a> {
    pub input: &'a Input,
    pub travel: Travel,
    /// Rules that hold in this run.
    rules: Vec<&'a Rule>,
    /// Pools of each place, those worth most for their effort first.
    pub pools: Vec<Vec<usize>>,
    /// Stretches of working days, by team and time; a tour lies within one.
    pub blocks: Vec<Block>,
    /// Fewest minutes from place to place by any way on any day, over other places too.
    least: Vec<Minutes>,
    /// Longest time between visits that the fairness floor allows.
    pub floor: Option<Day>,
}

/// Working days in a row of one team, within a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub team: usize,
    pub first: Day,
    pub last: Day,
}

impl<'a> Problem<'a> {
    pub fn new(input: &'a Input, options: &Options) -> Self {
        let rules: Vec<&Rule> = input.rules.iter().filter(|r| !options.without.contains(&r.key)).collect();
        let mut pools = vec![Vec::new(); input.places.len()];
        for (i, pool) in input.pools.iter().enumerate() {
            pools[pool.place].push(i);
        }
        for list in &mut pools {
            list.sort_by_key(|&p| {
                let pool = &input.pools[p];
                (-(pool.value * 10_000 / input.services[pool.service].effort), p)
            });
        }
        let floor = |r: &&&Rule| r.demand == Demand::FairnessFloor && r.in_force(0);
        let floor = rules.iter().filter(floor).map(|r| r.number as Day).min();
        let travel = Travel::new(input);
        let least = least(input, &travel);
        Self { input, travel, pools, blocks: blocks(input), least, floor, rules }
    }

    /// Fewest minutes that a team can need from one place to another, however it goes and whenever.
    pub fn least(&self, from: usize, to: usize) -> Option<Minutes> {
        Some(self.least[from * self.input.places.len() + to]).filter(|&m| m < FAR)
    }

    fn numbers(&self, demand: Demand, service: Option<usize>, day: Day) -> i64 {
        let holds = |r: &&&Rule| r.demand == demand && r.service == service && r.in_force(day);
        self.rules.iter().filter(holds).map(|r| r.number).max().unwrap_or(0)
    }

    /// Fewest people at a visit that begins on a day.
    pub fn minimum(&self, day: Day) -> i64 {
        self.numbers(Demand::MinimumPeople, None, day).max(1)
    }

    /// Fewest people of a service at a visit that begins on a day.
    pub fn minimum_of(&self, service: usize, day: Day) -> i64 {
        self.numbers(Demand::MinimumPeople, Some(service), day)
    }

    /// Fewest days from a visit to one that begins on a day.
    pub fn spacing(&self, day: Day) -> Day {
        self.numbers(Demand::ReturnAfter, None, day) as Day
    }

    /// Whether a team may give a pool's service at its place on a day.
    pub fn allows(&self, team: usize, pool: usize, day: Day) -> bool {
        let p = &self.input.pools[pool];
        (p.from..=p.to).contains(&day)
            && self.input.equipped(team, p.service)
            && (self.input.teams[team].district == self.input.places[p.place].district
                || self.district_rule(p.service, day).is_none())
    }

    /// The rule that binds a service to the place's own district on a day.
    pub fn district_rule(&self, service: usize, day: Day) -> Option<&'a Rule> {
        self.rules
            .iter()
            .copied()
            .find(|r| r.demand == Demand::District && r.service == Some(service) && r.in_force(day))
    }

    /// How many more visits the fairness floor would have asked for, when a place is visited on these days (sorted).
    pub fn missed(&self, place: usize, visits: impl Iterator<Item = (Day, Day)>) -> i64 {
        let Some(floor) = self.floor else { return 0 };
        if self.pools[place].is_empty() {
            return 0;
        }
        let mut last = self.input.places[place].last_visit.unwrap_or(-1);
        let mut missed = 0;
        for (first, end) in visits.chain([(self.input.days(), self.input.days())]) {
            missed += i64::from((first - last - 1).max(0) / floor);
            last = last.max(end);
        }
        missed
    }
}

fn blocks(input: &Input) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for team in 0..input.teams.len() {
        for day in 0..input.days() {
            let off = input.events.iter().any(|e| e.team == team && e.day == day && e.place.is_none());
            if off || !input.teams[team].weekdays[input.weekday(day)] {
                continue;
            }
            match found.last_mut() {
                Some(block) if block.team == team && block.last == day - 1 && input.weekday(day) != 0 => {
                    block.last = day
                }
                _ => found.push(Block { team, first: day, last: day }),
            }
        }
    }
    found
}

/// The shortest ways over all places; a team may change from ferry to ferry at a stop.
fn least(input: &Input, travel: &Travel) -> Vec<Minutes> {
    let size = input.places.len();
    let pairs = (0..size * size).map(|i| travel.least(input, i / size, i % size).unwrap_or(FAR));
    let mut least: Vec<Minutes> = pairs.collect();
    for via in 0..size {
        let row = least[via * size..(via + 1) * size].to_vec();
        for from in 0..size {
            let first = least[from * size + via];
            for (cell, rest) in least[from * size..(from + 1) * size].iter_mut().zip(&row) {
                *cell = (*cell).min(first + rest);
            }
        }
    }
    least
}
