//! A plan under change: tours by block, people left in each pool, visits at each place.

use super::rules::Problem;
use crate::{
    model::{Day, Minutes, Plan, Purpose, Served, Stay, Stop, Tour},
    schedule,
};

/// A tour with the minutes worked on each of its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    pub tour: Tour,
    pub work: Vec<Minutes>,
}

/// A stay at a place, seen from the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub first: Day,
    pub last: Day,
    pub block: usize,
    /// Fewer people than a rule demands: stands only because the fairness floor asks for it.
    pub below: bool,
}

pub struct State<'p> {
    pub problem: &'p Problem<'p>,
    pub blocks: Vec<Vec<Live>>,
    pub left: Vec<i64>,
    pub visits: Vec<Vec<Visit>>,
    /// What people are spared, what the crews spend, and visits that the fairness floor misses.
    pub worth: i64,
    pub cost: i64,
    pub missed: i64,
    /// How many of those who are left a visit takes at most: less leaves room for others.
    pub share: f64,
    below: usize,
}

impl<'p> State<'p> {
    pub fn new(problem: &'p Problem<'p>) -> Self {
        let places = problem.input.places.len();
        Self {
            blocks: vec![Vec::new(); problem.blocks.len()],
            left: problem.input.pools.iter().map(|p| p.people).collect(),
            visits: vec![Vec::new(); places],
            worth: 0,
            cost: 0,
            missed: (0..places).map(|p| problem.missed(p, std::iter::empty())).sum(),
            share: 1.0,
            below: 0,
            problem,
        }
    }

    /// What the plan is worth, all told.
    pub fn value(&self) -> i64 {
        self.worth - self.cost - self.missed * self.problem.input.settings.floor_missed
    }

    pub fn plan(&self) -> Plan {
        let mut tours: Vec<Tour> = self.blocks.iter().flatten().map(|live| live.tour.clone()).collect();
        tours.sort_by_key(|t| (t.first, t.team));
        Plan { tours }
    }

    /// Takes a block's tours out of the plan.
    pub fn clear(&mut self, block: usize) -> Vec<Live> {
        let tours = std::mem::take(&mut self.blocks[block]);
        tours.iter().for_each(|live| self.count(live, block, -1));
        tours
    }

    /// Puts tours into an empty block.
    pub fn set(&mut self, block: usize, tours: Vec<Live>) {
        tours.iter().for_each(|live| self.count(live, block, 1));
        self.blocks[block] = tours;
    }

    fn count(&mut self, live: &Live, block: usize, sign: i64) {
        let input = self.problem.input;
        let nights = live.tour.days.len() as i32 - 1;
        self.cost += sign * schedule::cost(input, live.tour.team, live.work.iter().sum(), nights);
        for stay in live.tour.stays() {
            for served in &stay.served {
                self.left[served.pool] -= sign * served.people;
                self.worth += sign * served.people * input.pools[served.pool].value;
            }
            let visit = Visit { first: stay.first, last: stay.last, block, below: self.falls_short(&stay) };
            self.missed -= self.missed_at(stay.place);
            let visits = &mut self.visits[stay.place];
            if sign > 0 {
                let at = visits.partition_point(|v| (v.first, v.last) < (visit.first, visit.last));
                visits.insert(at, visit);
            } else if let Some(at) = visits.iter().position(|v| *v == visit) {
                visits.remove(at);
            }
            self.below = self.below.wrapping_add_signed(if visit.below { sign as isize } else { 0 });
            self.missed += self.missed_at(stay.place);
        }
    }

    /// Whether a stay has too few people, in all or of a service. What the planner locked is left alone.
    fn falls_short(&self, stay: &Stay) -> bool {
        if stay.locked {
            return false;
        }
        let people: i64 = stay.served.iter().map(|s| s.people).sum();
        people < self.problem.minimum(stay.first) || !self.services_short(&stay.served, stay.first).is_empty()
    }

    /// Services that are given to too few.
    pub fn services_short(&self, served: &[Served], day: Day) -> Vec<usize> {
        let service = |s: &Served| self.problem.input.pools[s.pool].service;
        let mut short: Vec<usize> = served.iter().map(service).collect();
        short.sort_unstable();
        short.dedup();
        short.retain(|&wanted| {
            let people: i64 = served.iter().filter(|s| service(s) == wanted).map(|s| s.people).sum();
            people < self.problem.minimum_of(wanted, day)
        });
        short
    }

    fn missed_at(&self, place: usize) -> i64 {
        if self.problem.floor.is_none() {
            return 0;
        }
        self.problem.missed(place, self.visits[place].iter().map(|v| (v.first, v.last)))
    }

    /// Visits that the fairness floor would miss less with one more at a place on a day.
    pub fn floor_gain(&self, place: usize, day: Day) -> i64 {
        if self.problem.floor.is_none() {
            return 0;
        }
        let mut days: Vec<(Day, Day)> = self.visits[place].iter().map(|v| (v.first, v.last)).collect();
        let before = self.problem.missed(place, days.iter().copied());
        days.push((day, day));
        days.sort_unstable();
        before - self.problem.missed(place, days.into_iter())
    }

    /// Visits below a minimum that the fairness floor does not ask for (any more): place and visit.
    pub fn unneeded(&self) -> Vec<(usize, Visit)> {
        if self.below == 0 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (place, visits) in self.visits.iter().enumerate() {
            for (i, visit) in visits.iter().enumerate().filter(|(_, v)| v.below) {
                let others = visits.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, v)| (v.first, v.last));
                if self.problem.missed(place, others) <= self.missed_at(place) {
                    found.push((place, *visit));
                }
            }
        }
        found
    }

    /// Times a tour; `None` when it cannot be done, or when a night is spent where it may not be.
    pub fn live(&self, tour: Tour) -> Option<Live> {
        let input = self.problem.input;
        let team = &input.teams[tour.team];
        if tour.days.len() as i32 - 1 > team.nights {
            return None;
        }
        for (i, stops) in tour.days.iter().enumerate().take(tour.days.len() - 1) {
            let last = stops.last()?;
            let slept_for = tour.days[i + 1].first().is_some_and(|s| s.is_visit() && s.place == last.place);
            if !input.places[last.place].lodging
                || last.place == team.base
                || (last.purpose == Purpose::Sleep && !slept_for)
            {
                return None;
            }
        }
        let days = schedule::tour(input, &self.problem.travel, &tour)?;
        Some(Live { tour, work: days.into_iter().map(|(length, _)| length.work).collect() })
    }

    /// Takes stops out of a block where the test says so (day, stop); fixed stops stay. Tours fall apart where a day
    /// gets empty; what cannot be driven without the stops that left goes too, down to the bare fixed stops.
    pub fn strip(&mut self, block: usize, bare: &[Live], mut goes: impl FnMut(Day, &Stop) -> bool) {
        let mut kept: Vec<Live> = Vec::new();
        for live in self.clear(block) {
            let (before, tour) = (live.tour.stops().count(), live.tour.clone());
            let mut days = tour.days;
            for (i, stops) in days.iter_mut().enumerate() {
                stops.retain(|s| s.is_fixed() || !s.is_visit() || !goes(tour.first + i as Day, s));
            }
            if days.iter().map(Vec::len).sum::<usize>() == before {
                kept.push(live);
                continue;
            }
            for i in 0..days.len() {
                let needed = days.get(i + 1).and_then(|d| d.first()).map(|s| s.place);
                days[i].retain(|s| s.purpose != Purpose::Sleep || needed == Some(s.place));
            }
            let pieces = pieces(tour.team, tour.first, days);
            let timed: Option<Vec<Live>> = pieces.into_iter().map(|piece| self.live(piece)).collect();
            let bare = bare.iter().filter(|b| b.tour.first <= live.tour.last() && live.tour.first <= b.tour.last());
            kept.extend(timed.unwrap_or_else(|| bare.cloned().collect()));
        }
        kept.sort_by_key(|live| live.tour.first);
        self.set(block, kept);
    }
}

/// Cuts days into tours at those without stops.
fn pieces(team: usize, first: Day, days: Vec<Vec<Stop>>) -> Vec<Tour> {
    let mut tours: Vec<Tour> = Vec::new();
    let mut open = false;
    for (i, stops) in days.into_iter().enumerate() {
        if stops.is_empty() {
            open = false;
            continue;
        }
        match tours.last_mut().filter(|_| open) {
            Some(tour) => tour.days.push(stops),
            None => tours.push(Tour { team, first: first + i as Day, days: vec![stops] }),
        }
        open = true;
    }
    tours
}
