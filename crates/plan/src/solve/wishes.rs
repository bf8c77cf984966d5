//! What must be in a plan before anything else: fixed events and the planner's locks.

use serde::{Deserialize, Serialize};

use super::state::{Live, State};
use crate::model::{Purpose, Served, Stop, Tour, Wish};

/// Something that must be in the plan and cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Unmet {
    /// By position among the input's events.
    Event { event: usize },
    /// By position among the input's wishes.
    Lock { wish: usize },
}

impl State<'_> {
    /// Puts events and locks in; what cannot be kept is named. Returns the bare tours by block.
    pub fn fix(&mut self) -> (Vec<Vec<Live>>, Vec<Unmet>) {
        let input = self.problem.input;
        let mut unmet = Vec::new();
        let mut events: Vec<usize> = (0..input.events.len()).filter(|&e| input.events[e].place.is_some()).collect();
        events.sort_by_key(|&e| (input.events[e].day, input.events[e].from));
        for event in events {
            let e = &input.events[event];
            let stop = Stop { place: e.place.unwrap_or(0), purpose: Purpose::Event { event } };
            if !self.must(e.team, e.day, &stop) {
                unmet.push(Unmet::Event { event });
            }
        }
        for (wish, w) in input.wishes.iter().enumerate() {
            let &Wish::Lock { team, place, day } = w else { continue };
            if !self.lock(team, place, day) {
                unmet.push(Unmet::Lock { wish });
            }
        }
        (self.blocks.clone(), unmet)
    }

    /// A locked visit with as many people as can be served, fewer and fewer until it fits.
    fn lock(&mut self, team: usize, place: usize, day: i32) -> bool {
        let spacing = self.problem.spacing(day).max(1);
        if self.visits[place].iter().any(|v| (v.first.max(day) - v.last.min(day)).abs() < spacing) {
            return false;
        }
        let pools = self.problem.pools[place].iter().copied();
        let all: Vec<Served> = pools
            .filter(|&pool| self.left[pool] > 0 && self.problem.allows(team, pool, day))
            .map(|pool| Served { pool, people: self.left[pool] })
            .collect();
        for share in (0..=16).rev() {
            let part = |s: &Served| Served { people: s.people * share / 16, ..*s };
            let served = all.iter().map(part).filter(|s| s.people > 0).collect();
            let stop = Stop { place, purpose: Purpose::Visit { served, locked: true } };
            if self.must(team, day, &stop) {
                return true;
            }
        }
        false
    }

    /// Puts a stop into a team's day at any position, or into a tour of its own, nights away if need be.
    fn must(&mut self, team: usize, day: i32, stop: &Stop) -> bool {
        let blocks = &self.problem.blocks;
        let Some(block) = blocks.iter().position(|b| b.team == team && (b.first..=b.last).contains(&day)) else {
            return false;
        };
        let old = self.clear(block);
        let mut options: Vec<Vec<Tour>> = Vec::new();
        let others = |without: Option<usize>| {
            old.iter().enumerate().filter(move |(i, _)| Some(*i) != without).map(|(_, l)| l.tour.clone())
        };
        match old.iter().position(|l| (l.tour.first..=l.tour.last()).contains(&day)) {
            Some(t) => {
                let d = (day - old[t].tour.first) as usize;
                for position in 0..=old[t].tour.days[d].len() {
                    let mut tour = old[t].tour.clone();
                    tour.days[d].insert(position, stop.clone());
                    options.push(others(Some(t)).chain([tour]).collect());
                }
            }
            None => {
                let sleep = Stop { place: stop.place, purpose: Purpose::Sleep };
                let visit = vec![stop.clone()];
                let shapes = [
                    (0, vec![visit.clone()]),
                    (0, vec![visit.clone(), Vec::new()]),
                    (1, vec![vec![sleep.clone()], visit.clone()]),
                    (1, vec![vec![sleep], visit, Vec::new()]),
                ];
                options.extend(
                    shapes
                        .into_iter()
                        .map(|(before, days)| others(None).chain([Tour { team, first: day - before, days }]).collect()),
                );
            }
        }
        let limits = self.problem.blocks[block];
        let fits = |tours: &Vec<Tour>| {
            let mut days: Vec<i32> = tours.iter().flat_map(|t| t.first..=t.last()).collect();
            let count = days.len();
            days.sort_unstable();
            days.dedup();
            days.len() == count && days.iter().all(|d| (limits.first..=limits.last).contains(d))
        };
        let found = options
            .into_iter()
            .filter(fits)
            .find_map(|tours| tours.into_iter().map(|tour| self.live(tour)).collect::<Option<Vec<Live>>>());
        let made = found.is_some();
        let mut tours = found.unwrap_or(old);
        tours.sort_by_key(|l| l.tour.first);
        self.set(block, tours);
        made
    }
}
