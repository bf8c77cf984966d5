//! Checks a plan against its input, apart from the search: it shares the model and the travel times, nothing else.

mod clock;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Demand, Input, Plan, Purpose, Rule, Stay, Tour, Wish},
    solve::{Options, Totals},
    travel::Travel,
};

/// A rule that a plan breaks, with the positions it concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Violation {
    /// The plan names a team, place, pool or event that does not exist, or has an empty tour.
    Unknown {
        tour: usize,
    },
    OutsidePeriod {
        tour: usize,
    },
    /// A day that the team does not work.
    DayOff {
        tour: usize,
        day: Day,
    },
    /// Two tours of one team on one day.
    TwoTours {
        team: usize,
        day: Day,
    },
    TooManyNights {
        tour: usize,
    },
    /// A night at a place without lodging, at the base, or on the road.
    Bed {
        tour: usize,
        day: Day,
    },
    /// A night spent at a place without a visit there the next morning.
    IdleNight {
        tour: usize,
        day: Day,
    },
    /// There is no way, or no ferry that the team may take, between two stops.
    NoWay {
        tour: usize,
        day: Day,
    },
    PlaceClosed {
        tour: usize,
        day: Day,
        place: usize,
    },
    TooLongDay {
        tour: usize,
        day: Day,
    },
    TooMuchDriving {
        tour: usize,
        day: Day,
    },
    TooLate {
        tour: usize,
        day: Day,
    },
    /// People of a pool at another place, or fewer than one of them.
    WrongPool {
        tour: usize,
        pool: usize,
    },
    OutsideWindow {
        tour: usize,
        pool: usize,
    },
    NotEquipped {
        tour: usize,
        pool: usize,
    },
    TooManyServed {
        pool: usize,
    },
    District {
        tour: usize,
        pool: usize,
        rule: String,
    },
    TooFew {
        tour: usize,
        place: usize,
        rule: String,
    },
    /// A visit without people that no rule asks for.
    Nobody {
        tour: usize,
        place: usize,
    },
    TooSoon {
        place: usize,
        day: Day,
    },
    Forbidden {
        tour: usize,
        place: usize,
    },
    /// An event at another time, place or team than the input says.
    WrongEvent {
        tour: usize,
        event: usize,
    },
    EventMissing {
        event: usize,
    },
    EventTwice {
        event: usize,
    },
    LockMissing {
        wish: usize,
    },
    /// A visit is marked as locked although no wish says so.
    NoSuchLock {
        tour: usize,
        place: usize,
    },
}

/// What a check found: what is broken, and the totals as counted here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub violations: Vec<Violation>,
    pub totals: Totals,
}

/// Checks every hard rule, and counts the totals anew. The rules that the options leave out are left out here too.
pub fn check(input: &Input, options: &Options, plan: &Plan) -> Report {
    let mut check = Check {
        input,
        rules: input.rules.iter().filter(|r| !options.without.contains(&r.key)).collect(),
        travel: Travel::new(input),
        found: BTreeSet::new(),
        totals: Totals::default(),
    };
    let sound: Vec<(usize, &Tour)> = plan.tours.iter().enumerate().filter(|(t, tour)| check.known(*t, tour)).collect();
    check.calendar(&sound);
    for (t, tour) in &sound {
        check.drive(*t, tour);
        check.people(*t, tour);
    }
    check.pools(&sound);
    check.visits(&sound);
    check.told(&sound);
    check.totals.value =
        check.totals.worth - check.totals.cost - check.totals.floor_missed * input.settings.floor_missed;
    Report { violations: check.found.into_iter().collect(), totals: check.totals }
}

struct Check<'a> {
    input: &'a Input,
    rules: Vec<&'a Rule>,
    travel: Travel,
    found: BTreeSet<Violation>,
    totals: Totals,
}

impl Check<'_> {
    fn known(&mut self, t: usize, tour: &Tour) -> bool {
        let input = self.input;
        let places = tour.stops().all(|(_, stop)| {
            let purpose = match &stop.purpose {
                Purpose::Visit { served, .. } => served.iter().all(|s| s.pool < input.pools.len()),
                Purpose::Event { event } => *event < input.events.len(),
                Purpose::Sleep => true,
            };
            stop.place < input.places.len() && purpose
        });
        let known = tour.team < input.teams.len() && !tour.days.is_empty() && tour.stops().next().is_some() && places;
        if !known {
            self.found.insert(Violation::Unknown { tour: t });
            return false;
        }
        let within = tour.first >= 0 && tour.days.len() as Day <= input.days() && tour.last() < input.days();
        if !within {
            self.found.insert(Violation::OutsidePeriod { tour: t });
        }
        within
    }

    /// Working days, one tour at a time, nights.
    fn calendar(&mut self, tours: &[(usize, &Tour)]) {
        let mut busy = BTreeSet::new();
        for &(t, tour) in tours {
            let team = &self.input.teams[tour.team];
            for day in tour.first..=tour.last() {
                let off = self.input.events.iter().any(|e| e.team == tour.team && e.day == day && e.place.is_none());
                if off || !team.weekdays[self.input.weekday(day)] {
                    self.found.insert(Violation::DayOff { tour: t, day });
                }
                if !busy.insert((tour.team, day)) {
                    self.found.insert(Violation::TwoTours { team: tour.team, day });
                }
            }
            let nights = tour.last() - tour.first;
            self.totals.nights += i64::from(nights);
            self.totals.cost += team.crew * i64::from(nights) * self.input.settings.night;
            if nights > team.nights {
                self.found.insert(Violation::TooManyNights { tour: t });
            }
            for (i, two) in tour.days.windows(2).enumerate() {
                let day = tour.first + i as Day;
                let Some(last) = two[0].last() else {
                    self.found.insert(Violation::Bed { tour: t, day });
                    continue;
                };
                if !self.input.places[last.place].lodging || last.place == team.base {
                    self.found.insert(Violation::Bed { tour: t, day });
                }
            }
            self.idle_nights(t, tour);
        }
    }

    /// Where nothing but sleep is done at a place, the morning after must begin with a visit there.
    fn idle_nights(&mut self, t: usize, tour: &Tour) {
        for (i, stops) in tour.days.iter().enumerate() {
            for (s, stop) in stops.iter().enumerate().filter(|(_, stop)| stop.purpose == Purpose::Sleep) {
                let morning = tour.days.get(i + 1).and_then(|next| next.first());
                let used = morning.is_some_and(|m| m.place == stop.place && matches!(m.purpose, Purpose::Visit { .. }));
                let event =
                    morning.is_some_and(|m| m.place == stop.place && matches!(m.purpose, Purpose::Event { .. }));
                if s + 1 != stops.len() || !(used || event) {
                    self.found.insert(Violation::IdleNight { tour: t, day: tour.first + i as Day });
                }
            }
        }
    }

    /// Who may be served by whom and when.
    fn people(&mut self, t: usize, tour: &Tour) {
        for (day, stop) in tour.stops() {
            for served in stop.served() {
                let pool = &self.input.pools[served.pool];
                let (team, service) = (&self.input.teams[tour.team], &self.input.services[pool.service]);
                if pool.place != stop.place || served.people < 1 {
                    self.found.insert(Violation::WrongPool { tour: t, pool: served.pool });
                }
                if day < pool.from || day > pool.to {
                    self.found.insert(Violation::OutsideWindow { tour: t, pool: served.pool });
                }
                let skilled = service.skill.iter().all(|s| team.skills.contains(s));
                if !skilled || !service.equipment.iter().all(|e| team.equipment.contains(e)) {
                    self.found.insert(Violation::NotEquipped { tour: t, pool: served.pool });
                }
                let bound = self
                    .rules
                    .iter()
                    .find(|r| r.demand == Demand::District && r.service == Some(pool.service) && r.in_force(day));
                if let Some(rule) = bound.filter(|_| team.district != self.input.places[stop.place].district) {
                    let rule = rule.key.clone();
                    self.found.insert(Violation::District { tour: t, pool: served.pool, rule });
                }
                self.totals.people += served.people;
                self.totals.worth += served.people * pool.value;
            }
        }
    }

    fn pools(&mut self, tours: &[(usize, &Tour)]) {
        let mut taken: BTreeMap<usize, i64> = BTreeMap::new();
        for served in tours.iter().flat_map(|(_, tour)| tour.stops()).flat_map(|(_, stop)| stop.served()) {
            *taken.entry(served.pool).or_default() += served.people;
        }
        for (pool, people) in taken {
            if people > self.input.pools[pool].people {
                self.found.insert(Violation::TooManyServed { pool });
            }
        }
        self.totals.people_left = self.input.pools.iter().map(|p| p.people).sum::<i64>() - self.totals.people;
    }

    /// Thresholds, spacing and the fairness floor, place by place.
    fn visits(&mut self, tours: &[(usize, &Tour)]) {
        let mut stays: BTreeMap<usize, Vec<(usize, Stay)>> = BTreeMap::new();
        for &(t, tour) in tours {
            for stay in tour.stays() {
                self.totals.visits += 1;
                stays.entry(stay.place).or_default().push((t, stay));
            }
        }
        for place in 0..self.input.places.len() {
            let mut here = stays.remove(&place).unwrap_or_default();
            here.sort_by_key(|(_, stay)| (stay.first, stay.last));
            for two in here.windows(2) {
                let (before, after) = (&two[0].1, &two[1].1);
                if after.first - before.last < self.strictest(Demand::ReturnAfter, after.first).max(1) as Day {
                    self.found.insert(Violation::TooSoon { place, day: after.first });
                }
            }
            let days: Vec<(Day, Day)> = here.iter().map(|(_, s)| (s.first, s.last)).collect();
            let missed = self.missed(place, &days);
            self.totals.floor_missed += missed;
            for (i, (t, stay)) in here.iter().enumerate() {
                let mut others = days.clone();
                others.remove(i);
                let asked_for = self.missed(place, &others) > missed;
                self.threshold(*t, stay, asked_for);
            }
        }
    }

    fn strictest(&self, demand: Demand, day: Day) -> i64 {
        self.rules.iter().filter(|r| r.demand == demand && r.in_force(day)).map(|r| r.number).max().unwrap_or(0)
    }

    fn threshold(&mut self, t: usize, stay: &Stay, asked_for: bool) {
        if stay.locked || asked_for {
            return;
        }
        let people: i64 = stay.served.iter().map(|s| s.people).sum();
        if people < 1 {
            self.found.insert(Violation::Nobody { tour: t, place: stay.place });
        }
        for rule in self.rules.iter().filter(|r| r.demand == Demand::MinimumPeople && r.in_force(stay.first)) {
            let of_rule =
                stay.served.iter().filter(|s| rule.service.is_none_or(|w| self.input.pools[s.pool].service == w));
            let count: i64 = of_rule.map(|s| s.people).sum();
            if count < rule.number && (count > 0 || rule.service.is_none()) {
                self.found.insert(Violation::TooFew { tour: t, place: stay.place, rule: rule.key.clone() });
            }
        }
    }

    /// Visits that the fairness floor asks for and that are not made, given the days of those that are.
    fn missed(&self, place: usize, visits: &[(Day, Day)]) -> i64 {
        let floors = self.rules.iter().filter(|r| r.demand == Demand::FairnessFloor && r.in_force(0));
        let (Some(floor), true) = (floors.map(|r| r.number).min(), self.input.pools.iter().any(|p| p.place == place))
        else {
            return 0;
        };
        let mut waits = Vec::new();
        let mut since = self.input.places[place].last_visit.unwrap_or(-1);
        for &(first, last) in visits {
            waits.push(first - since);
            since = since.max(last);
        }
        waits.push(self.input.days() - since);
        waits.iter().map(|&wait| if wait <= 0 { 0 } else { (i64::from(wait) + floor - 1) / floor - 1 }).sum()
    }

    /// Events and wishes of the planner.
    fn told(&mut self, tours: &[(usize, &Tour)]) {
        let mut events: BTreeMap<usize, usize> = BTreeMap::new();
        for &(t, tour) in tours {
            for (day, stop) in tour.stops() {
                match &stop.purpose {
                    Purpose::Event { event } => {
                        *events.entry(*event).or_default() += 1;
                        let e = &self.input.events[*event];
                        if (e.team, e.day, e.place) != (tour.team, day, Some(stop.place)) {
                            self.found.insert(Violation::WrongEvent { tour: t, event: *event });
                        }
                    }
                    Purpose::Visit { locked, .. } => self.wished(t, tour.team, day, stop.place, *locked),
                    Purpose::Sleep => {}
                }
            }
        }
        for event in (0..self.input.events.len()).filter(|&e| self.input.events[e].place.is_some()) {
            match events.get(&event) {
                None => self.found.insert(Violation::EventMissing { event }),
                Some(1) => false,
                Some(_) => self.found.insert(Violation::EventTwice { event }),
            };
        }
        for (wish, w) in self.input.wishes.iter().enumerate() {
            let Wish::Lock { team, place, day } = *w else { continue };
            let visits = |tour: &Tour| tour.stops().any(|(d, s)| d == day && s.place == place && s.is_visit());
            if !tours.iter().any(|(_, tour)| tour.team == team && visits(tour)) {
                self.found.insert(Violation::LockMissing { wish });
            }
        }
    }

    fn wished(&mut self, t: usize, team: usize, day: Day, place: usize, locked: bool) {
        let lock = Wish::Lock { team, place, day };
        if locked && !self.input.wishes.contains(&lock) {
            self.found.insert(Violation::NoSuchLock { tour: t, place });
        }
        let forbids = |w: &Wish| match *w {
            Wish::Forbid { team: whom, place: at, day: on } => {
                at == place && whom.unwrap_or(team) == team && on.unwrap_or(day) == day
            }
            Wish::Lock { .. } => false,
        };
        if !locked && self.input.wishes.iter().any(forbids) {
            self.found.insert(Violation::Forbidden { tour: t, place });
        }
    }
}

#[cfg(test)]
mod tests;
