//! What must be in a plan before anything else: fixed events and the planner's locks.

use serde::{Deserialize, Serialize};

use super::state::{Live, State};
use crate::{
    model::{Day, Purpose, Served, Stop, Tour, Wish},
    schedule,
};

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
        // By day, so that those of one journey follow each other.
        let mut locks: Vec<(Day, usize, usize, usize)> = Vec::new();
        for (wish, w) in input.wishes.iter().enumerate() {
            if let &Wish::Lock { team, place, day } = w {
                locks.push((day, team, place, wish));
            }
        }
        locks.sort_unstable();
        locks.dedup_by_key(|&mut (day, team, place, _)| (day, team, place));
        for (day, team, place, wish) in locks {
            if !self.lock(team, place, day) {
                unmet.push(Unmet::Lock { wish });
            }
        }
        (self.blocks.clone(), unmet)
    }

    /// A locked visit with as many people as can be served, fewer and fewer until it fits.
    fn lock(&mut self, team: usize, place: usize, day: Day) -> bool {
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

    /// Puts a stop into a team's day where it costs least: into a tour of that day, a day more before or after a tour, or a
    /// tour of its own, nights away if need be.
    fn must(&mut self, team: usize, day: Day, stop: &Stop) -> bool {
        let blocks = &self.problem.blocks;
        let Some(block) = blocks.iter().position(|b| b.team == team && (b.first..=b.last).contains(&day)) else {
            return false;
        };
        let old = self.clear(block);
        let mut best: Option<(i64, Vec<Live>)> = None;
        for (at, tour) in options(&old, team, day, stop) {
            let kept = || old.iter().enumerate().filter(|(i, _)| Some(*i) != at).map(|(_, live)| live);
            let limits = self.problem.blocks[block];
            let free = |d: Day| {
                (limits.first..=limits.last).contains(&d)
                    && kept().all(|l| !(l.tour.first..=l.tour.last()).contains(&d))
            };
            if !(tour.first..=tour.last()).all(free) {
                continue;
            }
            let Some(live) = self.live(tour) else { continue };
            let cost = |l: &Live| {
                let nights = l.tour.days.len() as i32 - 1;
                schedule::cost(self.problem.input, team, l.work.iter().sum(), nights)
            };
            let more = cost(&live) - at.map_or(0, |at| cost(&old[at]));
            let tours: Vec<Live> = kept().cloned().chain([live]).collect();
            if best.as_ref().is_none_or(|(least, _)| more < *least) && self.apart(&tours, stop.place) {
                best = Some((more, tours));
            }
        }
        let made = best.is_some();
        let mut tours = best.map_or(old, |(_, tours)| tours);
        tours.sort_by_key(|l| l.tour.first);
        self.set(block, tours);
        made
    }

    /// Whether the stays at a place, of these tours of an emptied block and of all others, are far enough apart. Days in a
    /// row are one stay.
    fn apart(&self, tours: &[Live], place: usize) -> bool {
        let here = tours.iter().flat_map(|l| l.tour.stays()).filter(|s| s.place == place).map(|s| (s.first, s.last));
        let mut stays: Vec<(Day, Day)> = self.visits[place].iter().map(|v| (v.first, v.last)).chain(here).collect();
        stays.sort_unstable();
        stays.windows(2).all(|two| two[1].0 - two[0].1 >= self.problem.spacing(two[1].0).max(1))
    }
}

/// The ways in which a stop can join tours, and the tour that each way changes.
fn options(old: &[Live], team: usize, day: Day, stop: &Stop) -> Vec<(Option<usize>, Tour)> {
    let sleep = |place: usize| Stop { place, purpose: Purpose::Sleep };
    let visit = || vec![stop.clone()];
    let mut found = Vec::new();
    for (t, live) in old.iter().enumerate() {
        let tour = &live.tour;
        if (tour.first..=tour.last()).contains(&day) {
            let d = (day - tour.first) as usize;
            for position in 0..=tour.days[d].len() {
                let mut longer = tour.clone();
                longer.days[d].insert(position, stop.clone());
                found.push((Some(t), longer));
            }
        } else if tour.last() + 1 == day {
            // Home the same day or the next; there the evening before or not.
            for (evening, morning) in [(false, false), (true, false), (false, true), (true, true)] {
                let mut longer = tour.clone();
                if evening && let Some(last) = longer.days.last_mut() {
                    last.push(sleep(stop.place));
                }
                longer.days.push(visit());
                longer.days.extend(morning.then(Vec::new));
                found.push((Some(t), longer));
            }
        } else if tour.first - 1 == day {
            let next = tour.days[0].first().filter(|s| s.is_visit()).map(|s| s.place);
            for (evening, onward) in [(false, None), (true, None), (false, next), (true, next)] {
                let mut longer = tour.clone();
                longer.days.insert(0, visit().into_iter().chain(onward.map(sleep)).collect());
                if evening {
                    longer.days.insert(0, vec![sleep(stop.place)]);
                }
                longer.first = day - Day::from(evening);
                found.push((Some(t), longer));
            }
        }
    }
    for (before, days) in [
        (0, vec![visit()]),
        (0, vec![visit(), Vec::new()]),
        (1, vec![vec![sleep(stop.place)], visit()]),
        (1, vec![vec![sleep(stop.place)], visit(), Vec::new()]),
    ] {
        found.push((None, Tour { team, first: day - before, days }));
    }
    found
}
