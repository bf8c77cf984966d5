//! What is offered and what is accepted: the same function, [`Plan::decide`], says both.
//!
//! A search makes a [`Plan`] of the days it touches: open hours per resource, the grid of starts, and what is taken, each
//! ordered, so that one start costs a few binary searches.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::calendar::{Calendar, Day, civil_date, dates, merged, plus_minutes};
use crate::rules::{Assigned, Busy, Candidate, DAY, OfferRules, Refusal, Slot, Stretch};

/// The starts in `from..to` that can be booked now, in order. [`choose`] accepts exactly these.
///
/// `busy` must hold what is taken on the candidates from `from` less the buffers until `to` plus a visit and its buffers; more
/// does no harm, and the order does not matter.
pub fn offered(
    rules: &OfferRules,
    calendar: &Calendar,
    busy: &[Busy],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Vec<Slot> {
    let mut slots = all_starts(rules, calendar, busy, from, to, now);
    slots.retain(|slot| slot.free > 0);
    slots
}

/// Like [`offered`], with the starts that are fully taken (`free` is 0): for a day list that also shows what is gone.
pub fn all_starts(
    rules: &OfferRules,
    calendar: &Calendar,
    busy: &[Busy],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Vec<Slot> {
    let limits = Limits::new(rules, now);
    let (first, after) = (from.max(limits.earliest), to.min(limits.beyond));
    if first >= after {
        return Vec::new();
    }
    let plan = Plan::new(rules, calendar, busy, limits, first, after);
    let (skip, stop) = (plan.starts.partition_point(|s| *s < first), plan.starts.partition_point(|s| *s < after));
    let slot = |start: Timestamp, free| Slot { start, end: plan.end(start), free };
    let verdict = |start: &Timestamp| match plan.decide(*start, 0) {
        Ok(found) => Some(slot(*start, plan.free_bookings(found.seats))),
        Err(Refusal::Taken) => Some(slot(*start, 0)),
        Err(_) => None,
    };
    plan.starts[skip..stop].iter().filter_map(verdict).collect()
}

/// The seats a booking of this start gets, one per role in the order of the roles, or why it gets none.
///
/// `salt` spreads requests that run at the same time over candidates and seats, so that they seldom meet in the same row; every
/// candidate is tried whatever the salt. `busy` as for [`offered`], around this start.
pub fn choose(
    rules: &OfferRules,
    calendar: &Calendar,
    busy: &[Busy],
    start: Timestamp,
    now: Timestamp,
    salt: u64,
) -> Result<Vec<Assigned>, Refusal> {
    let plan = Plan::new(rules, calendar, busy, Limits::new(rules, now), start, start);
    let found = plan.decide(start, salt)?;
    // `decide` gives a resource only where a seat is free, so no place in the list is lost here.
    Ok(found.picks.iter().filter_map(|pick| plan.seat(*pick, start, salt)).collect())
}

/// First instant that may be booked, and first that may not any more.
#[derive(Clone, Copy)]
struct Limits {
    earliest: Timestamp,
    beyond: Timestamp,
}

impl Limits {
    fn new(rules: &OfferRules, now: Timestamp) -> Limits {
        // A civil date opens as a whole, at midnight.
        let days = SignedDuration::from_hours(24 * i64::from(rules.horizon_days));
        let last = Day::new(civil_date(now).saturating_add(days));
        Limits {
            earliest: plus_minutes(now, rules.notice_minutes.into()),
            beyond: last.map_or(Timestamp::MAX, |day| day.ends),
        }
    }
}

/// A resource in a search.
struct Resource {
    id: Uuid,
    capacity: u16,
    open: Vec<Stretch>,
}

/// What `decide` found: per resource the free seats (none: it is not there), and per role the resource it picked.
struct Found {
    seats: Vec<Option<u16>>,
    picks: Vec<usize>,
}

/// One search, made ready.
struct Plan<'a> {
    rules: &'a OfferRules,
    limits: Limits,
    place: Option<Vec<Stretch>>,
    resources: Vec<Resource>,
    /// Per role, its candidates as positions in `resources`.
    roles: Vec<Vec<usize>>,
    /// No resource is a candidate for two roles.
    disjoint: bool,
    starts: Vec<Timestamp>,
    busy: BusyIndex,
}

impl<'a> Plan<'a> {
    /// A plan that can judge starts from `first` to `last`.
    fn new(
        rules: &'a OfferRules,
        calendar: &Calendar,
        busy: &[Busy],
        limits: Limits,
        first: Timestamp,
        last: Timestamp,
    ) -> Plan<'a> {
        let (resources, roles) = candidates(rules);
        let disjoint = roles.iter().map(Vec::len).sum::<usize>() == resources.len();
        let reach = (
            plus_minutes(first, -i64::from(rules.buffer_before)),
            plus_minutes(last, i64::from(rules.minutes) + i64::from(rules.buffer_after)),
        );
        let busy = BusyIndex::new(busy, reach, &resources);
        let place = rules.place.map(|_| Vec::new());
        let mut plan = Plan { rules, limits, place, resources, roles, disjoint, starts: Vec::new(), busy };
        if rules.minutes > 0 {
            plan.read_days(calendar, first, last);
        }
        plan
    }

    /// Fills opening hours and grid. A visit may run past midnight, so hours are read further than starts.
    fn read_days(&mut self, calendar: &Calendar, first: Timestamp, last: Timestamp) {
        let last_start = civil_date(last);
        let last_day = civil_date(self.end(last));
        for day in dates(civil_date(first), last_day).map_while(Day::new) {
            if let (Some(id), Some(open)) = (self.rules.place, &mut self.place) {
                open.extend(calendar.on_day(id, &day));
            }
            let mut leading = Vec::new();
            for (position, resource) in self.resources.iter_mut().enumerate() {
                let open = calendar.on_day(resource.id, &day);
                if self.roles.first().is_some_and(|role| role.contains(&position)) {
                    leading.extend_from_slice(&open);
                }
                resource.open.extend(open);
            }
            if day.date <= last_start {
                grid(&day, merged(leading), self.rules.grid(), &mut self.starts);
            }
        }
        for resource in &mut self.resources {
            resource.open = merged(std::mem::take(&mut resource.open));
        }
        self.place = self.place.take().map(merged);
    }

    fn end(&self, start: Timestamp) -> Timestamp {
        plus_minutes(start, self.rules.minutes.into())
    }

    /// **The** decision: whether a start can be booked, and with whom. Search and booking both ask here.
    fn decide(&self, start: Timestamp, salt: u64) -> Result<Found, Refusal> {
        if start < self.limits.earliest {
            return Err(Refusal::TooSoon);
        }
        if start >= self.limits.beyond {
            return Err(Refusal::TooFar);
        }
        let visit = (start, self.end(start));
        let on_grid = self.starts.binary_search(&start).is_ok();
        if !on_grid || !self.place.as_ref().is_none_or(|open| covers(open, visit)) {
            return Err(Refusal::NotOffered);
        }
        let there = |resource: &Resource| resource.capacity > 0 && covers(&resource.open, visit);
        let free = |resource: &Resource| there(resource).then(|| self.free_seats(resource, start));
        let seats: Vec<Option<u16>> = self.resources.iter().map(free).collect();
        if let Some(picks) = self.assign(salt, |position| seats[position].is_some_and(|free| free > 0)) {
            return Ok(Found { seats, picks });
        }
        let would_fit = self.assign(salt, |position| seats[position].is_some()).is_some();
        Err(if would_fit { Refusal::Taken } else { Refusal::NotOffered })
    }

    /// What a visit occupies on the resource: with buffers where it has one seat.
    fn occupied(&self, resource: &Resource, start: Timestamp) -> Stretch {
        if resource.capacity > 1 {
            return (start, self.end(start));
        }
        let after = i64::from(self.rules.minutes) + i64::from(self.rules.buffer_after);
        (plus_minutes(start, -i64::from(self.rules.buffer_before)), plus_minutes(start, after))
    }

    /// Seats left on the resource. A taken seat above the capacity counts too: the capacity was lowered, the people still come.
    fn free_seats(&self, resource: &Resource, start: Timestamp) -> u16 {
        let wanted = self.occupied(resource, start);
        let taken = self.busy.seats(resource.id).iter().filter(|seat| seat.overlaps(wanted)).count();
        resource.capacity.saturating_sub(u16::try_from(taken).unwrap_or(u16::MAX))
    }

    /// A free seat of the resource for a role; the salt decides where the look begins.
    fn seat(&self, position: usize, start: Timestamp, salt: u64) -> Option<Assigned> {
        let resource = self.resources.get(position)?;
        let (starts, ends) = self.occupied(resource, start);
        let capacity = u64::from(resource.capacity);
        // The low part of the salt chose the candidate, so the next part chooses the seat.
        let skip = salt / self.resources.len().max(1) as u64 % capacity.max(1);
        let taken = self.busy.seats(resource.id);
        (0..capacity)
            .filter_map(|number| u16::try_from((number + skip) % capacity + 1).ok())
            .find(|seat| !taken.iter().any(|row| row.seat == *seat && row.overlaps((starts, ends))))
            .map(|seat| Assigned { resource: resource.id, seat, starts, ends })
    }

    /// A different usable resource for each role, or none if that cannot be (augmenting paths, so it finds one if there is one).
    fn assign(&self, salt: u64, usable: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        if self.roles.is_empty() {
            return None;
        }
        let mut role_of = vec![None; self.resources.len()];
        for role in 0..self.roles.len() {
            let mut tried = vec![false; self.resources.len()];
            if !self.seat_role(role, salt, &usable, &mut tried, &mut role_of) {
                return None;
            }
        }
        let mut picks = vec![0; self.roles.len()];
        for (position, role) in role_of.into_iter().enumerate() {
            if let Some(role) = role {
                picks[role] = position;
            }
        }
        Some(picks)
    }

    /// Finds a resource for the role, moving earlier roles to others where needed.
    fn seat_role(
        &self,
        role: usize,
        salt: u64,
        usable: &impl Fn(usize) -> bool,
        tried: &mut [bool],
        role_of: &mut [Option<usize>],
    ) -> bool {
        let list = &self.roles[role];
        let skip = (salt % list.len().max(1) as u64) as usize;
        for &position in list[skip..].iter().chain(&list[..skip]) {
            if tried[position] || !usable(position) {
                continue;
            }
            tried[position] = true;
            let free = match role_of[position] {
                None => true,
                Some(other) => self.seat_role(other, salt, usable, tried, role_of),
            };
            if free {
                role_of[position] = Some(role);
                return true;
            }
        }
        false
    }

    /// How many bookings the free seats are enough for.
    fn free_bookings(&self, mut seats: Vec<Option<u16>>) -> u32 {
        if self.disjoint {
            let in_role = |role: &Vec<usize>| role.iter().map(|at| u32::from(seats[*at].unwrap_or(0))).sum();
            return self.roles.iter().map(in_role).min().unwrap_or(0);
        }
        let mut bookings: u32 = 0;
        while let Some(picks) = self.assign(0, |position| seats[position].is_some_and(|free| free > 0)) {
            // The same picks come again until one of them is full, so they are counted at once.
            let again = picks.iter().filter_map(|at| seats[*at]).min().unwrap_or(0);
            picks.iter().for_each(|at| seats[*at] = seats[*at].map(|free| free - again));
            bookings = bookings.saturating_add(again.into());
        }
        bookings
    }
}

/// The resources of all roles, each once, and the roles as positions among them. One named with two capacities has the lower.
fn candidates(rules: &OfferRules) -> (Vec<Resource>, Vec<Vec<usize>>) {
    let mut resources: Vec<Resource> = Vec::new();
    let mut position = |candidate: &Candidate| {
        let known = resources.iter().position(|resource| resource.id == candidate.resource);
        let at = known.unwrap_or_else(|| {
            resources.push(Resource { id: candidate.resource, capacity: candidate.capacity, open: Vec::new() });
            resources.len() - 1
        });
        resources[at].capacity = resources[at].capacity.min(candidate.capacity);
        at
    };
    let mut roles = Vec::with_capacity(rules.roles.len());
    for role in &rules.roles {
        let mut list: Vec<usize> = Vec::with_capacity(role.candidates.len());
        for candidate in &role.candidates {
            let at = position(candidate);
            if !list.contains(&at) {
                list.push(at);
            }
        }
        roles.push(list);
    }
    (resources, roles)
}

/// Adds the day's starts: from each opening, every `step` minutes by the clock on the wall. On switch days a minute the clock
/// never shows is left out, and of an hour it shows twice only the first is used, so no time is offered that reads as another.
fn grid(day: &Day, open: Vec<Stretch>, step: u16, starts: &mut Vec<Timestamp>) {
    for (from, to) in open {
        let minutes = (day.minute_of(from)..DAY).step_by(step.into());
        let shown = minutes.filter_map(|minute| day.shown_at(minute)).filter(|start| *start >= from);
        starts.extend(shown.take_while(|start| *start < to));
    }
}

/// Whether one of the ordered, merged pieces holds all of the visit.
fn covers(open: &[Stretch], visit: Stretch) -> bool {
    let after = open.partition_point(|piece| piece.0 <= visit.0);
    after > 0 && visit.1 <= open[after - 1].1
}

/// What is taken, by resource and seat.
struct BusyIndex(Vec<BusySeat>);

struct BusySeat {
    resource: Uuid,
    seat: u16,
    /// Ordered and merged, so ends are ordered too.
    taken: Vec<Stretch>,
}

impl BusySeat {
    fn overlaps(&self, wanted: Stretch) -> bool {
        let next = self.taken.partition_point(|piece| piece.1 <= wanted.0);
        self.taken.get(next).is_some_and(|piece| piece.0 < wanted.1)
    }
}

impl BusyIndex {
    /// Keeps the rows that matter to these resources within the reach.
    fn new(busy: &[Busy], reach: Stretch, resources: &[Resource]) -> BusyIndex {
        let mut ids: Vec<Uuid> = resources.iter().map(|resource| resource.id).collect();
        ids.sort_unstable();
        let matters = |row: &&Busy| {
            row.starts < row.ends
                && row.starts < reach.1
                && row.ends > reach.0
                && ids.binary_search(&row.resource).is_ok()
        };
        let mut rows: Vec<&Busy> = busy.iter().filter(matters).collect();
        rows.sort_unstable_by_key(|row| (row.resource, row.seat));
        let seats = rows.chunk_by(|a, b| (a.resource, a.seat) == (b.resource, b.seat));
        BusyIndex(
            seats
                .map(|rows| BusySeat {
                    resource: rows[0].resource,
                    seat: rows[0].seat,
                    taken: merged(rows.iter().map(|row| (row.starts, row.ends)).collect()),
                })
                .collect(),
        )
    }

    /// The seats of a resource that are taken at some time.
    fn seats(&self, resource: Uuid) -> &[BusySeat] {
        let from = self.0.partition_point(|row| row.resource < resource);
        let length = self.0[from..].partition_point(|row| row.resource == resource);
        &self.0[from..from + length]
    }
}
