//! The search: empty some blocks of days in whole or in part, fill them again, keep what is good.

use std::{collections::HashMap, ops::ControlFlow};

use super::{
    Progress,
    insert::Candidate,
    recombine::{Columns, fits, recombine},
    rules::Problem,
    state::{Live, State},
    wishes::Unmet,
};
use crate::{
    dice::Dice,
    model::{Plan, Tour},
};

/// Rounds in one cooling, for each block.
const ROUNDS_A_BLOCK: u64 = 60;
/// Rounds between two recombinations.
const RECOMBINE: u64 = 40;

pub struct Search<'p> {
    state: State<'p>,
    dice: Dice,
    /// Fixed stops only, by block.
    bare: Vec<Vec<Live>>,
    unmet: Vec<Unmet>,
    best: Best,
    columns: Columns,
    /// Blocks whose team could visit a place, by place.
    reach: Vec<Vec<usize>>,
    near: Vec<Vec<usize>>,
    heat: f64,
    round: u64,
}

#[derive(Clone)]
struct Best {
    value: i64,
    blocks: Vec<Vec<Live>>,
}

impl<'p> Search<'p> {
    pub fn new(problem: &'p Problem<'p>, seed: u64) -> Self {
        let mut state = State::new(problem);
        let (bare, unmet) = state.fix();
        let best = Best { value: state.value(), blocks: state.blocks.clone() };
        let (reach, near) = (reach(problem), near(problem));
        let columns = Columns::new(problem.blocks.len());
        Self { state, dice: Dice::new(seed), bare, unmet, best, columns, reach, near, heat: 0.0, round: 0 }
    }

    /// Fills every block once, then changes the plan round by round; the number of rounds made.
    pub fn run(&mut self, limit: Option<u64>, mut progress: impl FnMut(Progress) -> ControlFlow<()>) -> u64 {
        for block in 0..self.state.blocks.len() {
            self.fill(&[block], None);
            let now = Progress { rounds: 0, value: self.state.value(), complete: false };
            if progress(now).is_break() {
                break;
            }
        }
        self.lawful();
        self.keep_best();
        let visits: usize = self.state.visits.iter().map(Vec::len).sum();
        self.heat = self.state.worth as f64 / visits.max(1) as f64 * 0.2;
        let anything = self.reach.iter().any(|blocks| !blocks.is_empty());
        while anything && limit.is_none_or(|l| self.round < l) {
            self.step();
            self.round += 1;
            if progress(Progress { rounds: self.round, value: self.best.value, complete: true }).is_break() {
                break;
            }
        }
        self.round
    }

    /// What the plan is worth when a place must be visited in a block and the rest is filled up around it again.
    pub fn insist(&mut self, candidate: &Candidate) -> Option<i64> {
        let block = candidate.block;
        let old = self.state.clear(block);
        self.state.set(block, self.bare[block].clone());
        let best = self.state.best_at_least(block, candidate.place, i64::MIN);
        let made = best.is_some_and(|c| self.state.make(&c));
        self.fill_by(&[block], None, 1.0, 0.0);
        let value = self.state.value();
        self.state.clear(block);
        self.state.set(block, old);
        made.then_some(value)
    }

    /// The cheapest visit to a place in a block that has nothing but its fixed stops.
    pub fn alone(&mut self, block: usize, place: usize) -> Option<Candidate> {
        let old = self.state.clear(block);
        self.state.set(block, self.bare[block].clone());
        let found = self.state.best_at_least(block, place, i64::MIN);
        self.state.clear(block);
        self.state.set(block, old);
        found
    }

    /// Starts from an earlier plan: its tours are kept where they still hold under the rules, wishes and events.
    pub fn start_from(&mut self, plan: &Plan) {
        let problem = self.state.problem;
        let allowed = |tour: &Tour| {
            tour.stops().all(|(day, stop)| {
                let lawful = stop.served().iter().all(|s| problem.allows(tour.team, s.pool, day));
                !stop.is_fixed() && lawful && !problem.input.forbidden(tour.team, stop.place, day)
            })
        };
        for block in 0..self.state.blocks.len() {
            let limits = problem.blocks[block];
            let within = |t: &&Tour| t.team == limits.team && limits.first <= t.first && t.last() <= limits.last;
            for tour in plan.tours.iter().filter(within).filter(|t| self.bare[block].is_empty() && allowed(t)) {
                let Some(live) = self.state.live(tour.clone()).filter(|live| fits(&self.state, live)) else { continue };
                let mut tours = self.state.clear(block);
                if tours.iter().all(|l| l.tour.last() < live.tour.first || live.tour.last() < l.tour.first) {
                    tours.push(live);
                    tours.sort_by_key(|l| l.tour.first);
                }
                self.state.set(block, tours);
            }
        }
        self.lawful();
        self.keep_best();
    }

    /// Takes a plan as it is, to look at it. Tours that do not lie in one block are left out.
    pub fn load(&mut self, plan: &Plan) {
        for block in 0..self.state.blocks.len() {
            let limits = self.state.problem.blocks[block];
            let within = |t: &&Tour| t.team == limits.team && limits.first <= t.first && t.last() <= limits.last;
            let tours: Option<Vec<Live>> =
                plan.tours.iter().filter(within).map(|tour| self.state.live(tour.clone())).collect();
            self.state.clear(block);
            self.state.set(block, tours.unwrap_or_default());
        }
        self.keep_best();
    }

    pub fn state(&self) -> &State<'p> {
        &self.state
    }

    pub fn reach(&self, place: usize) -> &[usize] {
        &self.reach[place]
    }

    /// The best plan, and what could not be kept in it.
    pub fn finish(mut self) -> (Plan, Vec<Unmet>) {
        self.restore_best();
        (self.state.plan(), self.unmet)
    }

    fn step(&mut self) {
        let cycle = ROUNDS_A_BLOCK * self.state.blocks.len().max(1) as u64;
        let place = self.round % cycle;
        if place == 0 && self.round > 0 {
            self.restore_best();
        }
        if self.round % RECOMBINE == RECOMBINE - 1 {
            let from = self.dice.below(self.state.blocks.len());
            recombine(&mut self.state, &self.columns, from);
            self.lawful();
            self.keep_best();
            return;
        }
        let heat = self.heat * 0.02f64.powf(place as f64 / cycle as f64);
        let before = self.state.value();
        let (blocks, first) = self.choose();
        let old: Vec<Vec<Live>> = blocks.iter().map(|&b| self.state.blocks[b].clone()).collect();
        self.destroy(&blocks, first);
        self.fill(&blocks, first);
        let floor = before as f64 + heat * self.dice.unit().max(1e-12).ln();
        if (self.state.value() as f64) < floor || !self.state.unneeded().is_empty() {
            for (&block, tours) in blocks.iter().zip(old) {
                self.state.clear(block);
                self.state.set(block, tours);
            }
            return;
        }
        for &block in &blocks {
            self.columns.add(block, &self.state.blocks[block]);
        }
        self.keep_best();
    }

    fn keep_best(&mut self) {
        if self.state.value() > self.best.value && self.state.unneeded().is_empty() {
            self.best = Best { value: self.state.value(), blocks: self.state.blocks.clone() };
        }
    }

    fn restore_best(&mut self) {
        for block in 0..self.state.blocks.len() {
            if self.state.blocks[block] != self.best.blocks[block] {
                self.state.clear(block);
            }
        }
        for block in 0..self.state.blocks.len() {
            if self.state.blocks[block].is_empty() {
                self.state.set(block, self.best.blocks[block].clone());
            }
        }
    }

    /// Takes out visits below a minimum that the fairness floor does not ask for.
    fn lawful(&mut self) {
        while let Some(&(place, visit)) = self.state.unneeded().first() {
            let bare = &self.bare[visit.block];
            self.state
                .strip(visit.block, bare, |day, stop| stop.place == place && (visit.first..=visit.last).contains(&day));
        }
    }

    /// Blocks to work on, and perhaps a place that must have its say first.
    fn choose(&mut self) -> (Vec<usize>, Option<usize>) {
        let count = 1 + self.dice.below(3);
        let mut blocks = Vec::new();
        let mut first = None;
        if self.dice.one_in(3) {
            blocks.extend((0..count).map(|_| self.dice.below(self.state.blocks.len())));
        } else {
            let wanting: Vec<usize> = (0..self.reach.len()).filter(|&p| !self.reach[p].is_empty()).collect();
            let hungry: Vec<usize> = wanting
                .iter()
                .copied()
                .filter(|&p| self.state.problem.pools[p].iter().any(|&q| self.state.left[q] > 0))
                .collect();
            let from = if hungry.is_empty() || self.dice.one_in(3) { &wanting } else { &hungry };
            let place = self.dice.pick(from).copied().unwrap_or(0);
            first = self.dice.one_in(2).then_some(place);
            let around = self.dice.pick(&self.near[place][..self.near[place].len().min(6)]).copied().unwrap_or(place);
            for at in [place, around] {
                blocks.extend(self.dice.pick(&self.state.visits[at]).map(|v| v.block));
            }
            blocks.extend((0..count).filter_map(|_| self.dice.pick(&self.reach[place]).copied()));
            blocks.truncate(count.max(2));
        }
        blocks.sort_unstable();
        blocks.dedup();
        (blocks, first)
    }

    fn destroy(&mut self, blocks: &[usize], first: Option<usize>) {
        let share = [0.15, 0.3, 0.6, 1.0][self.dice.below(4)];
        for &block in blocks {
            let mut goes: HashMap<usize, bool> = HashMap::new();
            let dice = &mut self.dice;
            self.state.strip(block, &self.bare[block], |_, stop| {
                Some(stop.place) == first || *goes.entry(stop.place).or_insert_with(|| dice.unit() < share)
            });
        }
    }

    /// Makes visits in the blocks, the best first by a taste that changes, until none is worth it.
    fn fill(&mut self, blocks: &[usize], first: Option<usize>) {
        let power = [0.0, 0.5, 1.0, 1.0][self.dice.below(4)];
        let chance = [0.0, 0.3, 1.0][self.dice.below(3)];
        self.state.share = if self.dice.one_in(4) { 0.2 + 0.8 * self.dice.unit() } else { 1.0 };
        self.fill_by(blocks, first, power, chance);
        if self.state.share < 1.0 {
            self.state.share = 1.0;
            self.fill_by(blocks, None, 1.0, 0.0);
        }
    }

    /// Fills by gain over time to a power, with so much chance.
    fn fill_by(&mut self, blocks: &[usize], first: Option<usize>, power: f64, chance: f64) {
        if let Some(place) = first {
            // Even at a loss: what follows may make it worth the while.
            let any = |&b: &usize| self.state.best_at_least(b, place, i64::MIN);
            let found = blocks.iter().filter(|b| self.reach[place].contains(b)).filter_map(any).max_by_key(|c| c.gain);
            if let Some(candidate) = found {
                self.state.make(&candidate);
            }
        }
        let mut table: Vec<(usize, usize, Option<Candidate>)> = Vec::new();
        for place in 0..self.reach.len() {
            for &block in blocks.iter().filter(|b| self.reach[place].binary_search(b).is_ok()) {
                let found = self.state.best(block, place);
                if found.is_some() {
                    table.push((block, place, found));
                }
            }
        }
        loop {
            let mut chosen: Option<(f64, usize)> = None;
            for (i, (_, _, candidate)) in table.iter().enumerate() {
                let Some(c) = candidate else { continue };
                let time = f64::from(c.work.max(0) + 15);
                let rank = c.gain as f64 / time.powf(power) * (1.0 + chance * (self.dice.unit() - 0.5));
                if chosen.is_none_or(|(r, _)| rank > r) {
                    chosen = Some((rank, i));
                }
            }
            let Some(candidate) = chosen.and_then(|(_, i)| table[i].2.take()) else { return };
            let made = self.state.make(&candidate);
            for (block, place, found) in &mut table {
                let same = *block == candidate.block || *place == candidate.place;
                if made && same && (found.is_some() || *place == candidate.place) {
                    *found = self.state.best(*block, *place);
                }
            }
        }
    }
}

/// Blocks in which a place could be visited at all: the team has something to offer there.
fn reach(problem: &Problem) -> Vec<Vec<usize>> {
    let input = problem.input;
    let offers = |block: &super::rules::Block, place: usize| {
        problem.pools[place]
            .iter()
            .any(|&pool| (block.first..=block.last).any(|day| problem.allows(block.team, pool, day)))
    };
    let distance = |team: usize, place: usize| problem.least(input.teams[team].base, place);
    (0..input.places.len())
        .map(|place| {
            (0..problem.blocks.len())
                .filter(|&b| {
                    let team = &input.teams[problem.blocks[b].team];
                    distance(problem.blocks[b].team, place).is_some_and(|m| m <= team.work * (1 + team.nights))
                })
                .filter(|&b| offers(&problem.blocks[b], place))
                .collect()
        })
        .collect()
}

/// Other places by how near they are.
fn near(problem: &Problem) -> Vec<Vec<usize>> {
    let size = problem.input.places.len();
    (0..size)
        .map(|a| {
            let mut others: Vec<(i32, usize)> = (0..size)
                .filter(|&b| b != a && !problem.pools[b].is_empty())
                .filter_map(|b| problem.least(a, b).map(|m| (m, b)))
                .collect();
            others.sort_unstable();
            others.into_iter().take(12).map(|(_, b)| b).collect()
        })
        .collect()
}
