//! The day on the clock, checked step by step.

use super::{Check, Violation};
use crate::model::{Day, Minutes, Purpose, Stop, Tour};

/// Where a team is and since when, and what the day has taken so far.
struct Clock {
    at: usize,
    now: Minutes,
    driving: Minutes,
    departs: Option<Minutes>,
}

impl Check<'_> {
    /// Drives a tour day by day.
    pub fn drive(&mut self, t: usize, tour: &Tour) {
        let team = &self.input.teams[tour.team];
        let mut bed = team.base;
        let mut worked = 0;
        for (i, stops) in tour.days.iter().enumerate() {
            let day = tour.first + i as Day;
            let mut clock = Clock { at: bed, now: team.starts, driving: 0, departs: None };
            for stop in stops {
                if !self.stop(t, tour.team, day, stop, &mut clock) {
                    return;
                }
            }
            if i + 1 == tour.days.len() && !self.go(t, tour.team, day, team.base, &mut clock) {
                return;
            }
            let work = clock.now - clock.departs.unwrap_or(clock.now);
            worked += i64::from(work);
            self.note(work > team.work, Violation::TooLongDay { tour: t, day });
            self.note(clock.driving > team.drive, Violation::TooMuchDriving { tour: t, day });
            self.note(clock.now > team.ends, Violation::TooLate { tour: t, day });
            bed = stops.last().map_or(bed, |stop| stop.place);
        }
        self.totals.cost += team.crew * worked * self.input.settings.crew_percent / 100;
    }

    fn note(&mut self, broken: bool, violation: Violation) {
        if broken {
            self.found.insert(violation);
        }
    }

    /// Travels on; false when there is no way.
    fn go(&mut self, t: usize, team: usize, day: Day, to: usize, clock: &mut Clock) -> bool {
        let ferries = self.input.teams[team].ferries;
        let Some(leg) = self.travel.leg(self.input, clock.at, to, day, clock.now, ferries) else {
            self.found.insert(Violation::NoWay { tour: t, day });
            return false;
        };
        if clock.departs.is_none() {
            clock.departs = Some(leg.leaves);
        }
        clock.driving += leg.driving;
        (clock.at, clock.now) = (to, leg.arrives);
        true
    }

    fn stop(&mut self, t: usize, team: usize, day: Day, stop: &Stop, clock: &mut Clock) -> bool {
        let first = clock.departs.is_none();
        let by_ferry = {
            let ferries = self.input.teams[team].ferries;
            self.travel
                .leg(self.input, clock.at, stop.place, day, clock.now, ferries)
                .is_some_and(|l| l.ferry.is_some())
        };
        if !self.go(t, team, day, stop.place, clock) {
            return false;
        }
        let place = &self.input.places[stop.place];
        let arrived = clock.now;
        match &stop.purpose {
            Purpose::Sleep => {}
            Purpose::Event { event } => {
                let event = &self.input.events[*event];
                self.note(arrived > event.from, Violation::TooLate { tour: t, day });
                clock.now = event.from;
            }
            Purpose::Visit { .. } => clock.now = arrived.max(place.opens),
        }
        // Waiting before the first stop of the day is spent at home, unless a ferry dictates the departure.
        if first && !by_ferry {
            clock.departs = clock.departs.map(|d| d + clock.now - arrived);
        }
        match &stop.purpose {
            Purpose::Sleep => {}
            Purpose::Event { event } => clock.now = self.input.events[*event].to,
            Purpose::Visit { served, .. } => {
                let team = &self.input.teams[team];
                let effort =
                    |s: &crate::model::Served| s.people * self.input.services[self.input.pools[s.pool].service].effort;
                let effort: i64 = served.iter().map(effort).sum();
                let at_pace = (effort as f64 * 60.0 / (100.0 * team.per_hour as f64)).ceil();
                clock.now += team.setup + at_pace as Minutes;
                let closed = clock.now > place.closes;
                self.note(closed, Violation::PlaceClosed { tour: t, day, place: stop.place });
            }
        }
        true
    }
}
