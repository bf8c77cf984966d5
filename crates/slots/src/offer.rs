//! What is offered and what is accepted: the same function, [`Search::decide`], says both.
//!
//! A [`Search`] reads the days it touches once: open hours per resource and the grid of starts, each ordered, so that one
//! start costs a few binary searches. What is taken comes afterwards, so a caller can ask the database about just the starts
//! it needs.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::{Calendar, Day, civil_date, dates, merged, plus_minutes};
use crate::occupied::Occupied;
use crate::roles::{Resource, Roles};
use crate::rules::{Assigned, Busy, DAY, OfferRules, Refusal, Slot, Stretch};

/// The starts in `from..to` that can be booked now, in order. [`choose`] accepts exactly these.
///
/// `busy` must hold what is taken on the candidates from `from` less [`OfferRules::before`] until `to` plus
/// [`OfferRules::after`]; more does no harm, and the order does not matter.
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
    let search = Search::new(rules, calendar, from, to, now);
    let occupied = Occupied::new(busy.to_vec());
    search.starts().iter().filter_map(|start| search.slot(*start, &occupied)).collect()
}

/// The seats a booking of this start gets, one per role in the order of the roles, or why it gets none.
///
/// Of alternatives the first that is possible is taken. `salt` spreads requests that run at the same time over the candidates
/// and seats of an alternative, so that they seldom meet in the same row; every candidate is tried whatever the salt. `busy` as
/// for [`offered`], around this start.
pub fn choose(
    rules: &OfferRules,
    calendar: &Calendar,
    busy: &[Busy],
    start: Timestamp,
    now: Timestamp,
    salt: u64,
) -> Result<Vec<Assigned>, Refusal> {
    let mut search = Search::bare(rules, now);
    search.read_days(calendar, start, start);
    let occupied = Occupied::new(busy.to_vec());
    let found = search.decide(start, salt, &occupied)?;
    // `decide` gives a resource only where a seat is free, so no place in the list is lost here.
    Ok(found.picks.iter().filter_map(|pick| search.seat(*pick, start, salt, &occupied)).collect())
}

/// A minute of the day before which nothing is offered on a date; none when nothing is offered at all. Costs little, so that a
/// search among many offers need not be made ready for those whose turn does not come.
pub fn earliest_minute(rules: &OfferRules, calendar: &Calendar, date: Date) -> Option<i16> {
    let leading = rules.roles.first()?.candidates.iter();
    leading.filter_map(|one| calendar.earliest_minute(one.resource, date)).min()
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

/// What `decide` found: per resource the free seats (none: it is not there), and per role the resource it picked.
struct Found {
    seats: Vec<Option<u16>>,
    picks: Vec<usize>,
}

/// One search, made ready.
pub struct Search<'a> {
    rules: &'a OfferRules,
    limits: Limits,
    place: Option<Vec<Stretch>>,
    resources: Vec<Resource>,
    roles: Roles,
    /// The grid of the days touched.
    grid: Vec<Timestamp>,
    /// The part of the grid that was asked for.
    asked: std::ops::Range<usize>,
}

impl<'a> Search<'a> {
    /// Reads who is there from `from` to `to`, and lays the grid of starts.
    pub fn new(
        rules: &'a OfferRules,
        calendar: &Calendar,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> Search<'a> {
        let mut search = Search::bare(rules, now);
        let (first, after) = (from.max(search.limits.earliest), to.min(search.limits.beyond));
        if first < after {
            // The end is not asked for, and is often midnight: its day need not be read.
            let last = after.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(after);
            search.read_days(calendar, first, last);
            let before = |at: Timestamp| search.grid.partition_point(|start| *start < at);
            search.asked = before(first)..before(after);
        }
        search
    }

    fn bare(rules: &'a OfferRules, now: Timestamp) -> Search<'a> {
        let (resources, roles) = Roles::of(rules);
        let (limits, place) = (Limits::new(rules, now), rules.place.map(|_| Vec::new()));
        Search { rules, limits, place, resources, roles, grid: Vec::new(), asked: 0..0 }
    }

    /// The starts of the grid within the span, in order; whether one can be booked is for [`Search::slot`] to say.
    pub fn starts(&self) -> &[Timestamp] {
        &self.grid[self.asked.clone()]
    }

    /// A start that is offered, with its free seats; none when somebody needed is not there, or it is outside the limits.
    ///
    /// `occupied` must hold what is taken around the start, as far as [`OfferRules::before`] and [`OfferRules::after`] reach.
    pub fn slot(&self, start: Timestamp, occupied: &Occupied) -> Option<Slot> {
        let free = match self.decide(start, 0, occupied) {
            Ok(found) => self.free_bookings(found.seats),
            Err(Refusal::Taken) => 0,
            Err(_) => return None,
        };
        Some(Slot { start, end: self.end(start), free })
    }

    /// Fills opening hours and grid. A visit and its travel may run past midnight, so hours are read further than starts.
    fn read_days(&mut self, calendar: &Calendar, first: Timestamp, last: Timestamp) {
        if self.rules.minutes == 0 {
            return;
        }
        let travel = i64::from(self.rules.travel_minutes);
        let (first_start, last_start) = (civil_date(first), civil_date(last));
        let first_day = civil_date(plus_minutes(first, -travel));
        let last_day = civil_date(plus_minutes(self.end(last), travel));
        for day in dates(first_day, last_day).map_while(Day::new) {
            // Nobody who has gone home by midnight is there for a visit that passes it.
            if day.date > last_start && !self.resources.iter().any(|one| reaches(&one.open, day.starts)) {
                break;
            }
            if let (Some(id), Some(open)) = (self.rules.place, &mut self.place) {
                open.extend(calendar.on_day(id, &day));
            }
            for resource in &mut self.resources {
                resource.open.extend(calendar.on_day(resource.id, &day));
            }
            if (first_start..=last_start).contains(&day.date) {
                let leading = self.leading(&day, travel);
                grid(&day, leading, self.rules.grid(), &mut self.grid);
            }
        }
        for resource in &mut self.resources {
            resource.open = merged(std::mem::take(&mut resource.open));
        }
        self.place = self.place.take().map(merged);
    }

    /// The openings of the first role on a day that was just read. Whoever travels must set out first.
    fn leading(&self, day: &Day, travel: i64) -> Vec<Stretch> {
        let mut leading = Vec::new();
        for position in self.roles.members(0) {
            let resource = &self.resources[position];
            let today = resource.open.iter().rev().take_while(|open| open.0 >= day.starts);
            let shift = if resource.travels { travel } else { 0 };
            leading.extend(today.map(|open| (plus_minutes(open.0, shift), open.1)).filter(|open| open.0 < open.1));
        }
        merged(leading)
    }

    fn end(&self, start: Timestamp) -> Timestamp {
        plus_minutes(start, self.rules.minutes.into())
    }

    /// **The** decision: whether a start can be booked, and with whom. Search and booking both ask here.
    fn decide(&self, start: Timestamp, salt: u64, occupied: &Occupied) -> Result<Found, Refusal> {
        if start < self.limits.earliest {
            return Err(Refusal::TooSoon);
        }
        if start >= self.limits.beyond {
            return Err(Refusal::TooFar);
        }
        let visit = (start, self.end(start));
        let on_grid = self.grid.binary_search(&start).is_ok();
        if !on_grid || !self.place.as_ref().is_none_or(|open| covers(open, visit)) {
            return Err(Refusal::NotOffered);
        }
        let there = |resource: &Resource| resource.capacity > 0 && covers(&resource.open, self.away(resource, start));
        let free = |resource: &Resource| there(resource).then(|| self.free_seats(resource, start, occupied));
        let seats: Vec<Option<u16>> = self.resources.iter().map(free).collect();
        let count = self.resources.len();
        if let Some(picks) = self.roles.assign(count, salt, |position| seats[position].is_some_and(|free| free > 0)) {
            return Ok(Found { seats, picks });
        }
        let would_fit = self.roles.assign(count, salt, |position| seats[position].is_some()).is_some();
        Err(if would_fit { Refusal::Taken } else { Refusal::NotOffered })
    }

    /// The visit with the way there and back, for whoever travels.
    fn away(&self, resource: &Resource, start: Timestamp) -> Stretch {
        let travel = if resource.travels { i64::from(self.rules.travel_minutes) } else { 0 };
        (plus_minutes(start, -travel), plus_minutes(self.end(start), travel))
    }

    /// What a visit occupies on the resource: with travel, and with buffers where it has one seat.
    fn occupied(&self, resource: &Resource, start: Timestamp) -> Stretch {
        let (from, to) = self.away(resource, start);
        if resource.capacity > 1 {
            return (from, to);
        }
        (plus_minutes(from, -i64::from(self.rules.buffer_before)), plus_minutes(to, self.rules.buffer_after.into()))
    }

    /// Seats left on the resource. A taken seat above the capacity counts too: the capacity was lowered, the people still come.
    fn free_seats(&self, resource: &Resource, start: Timestamp, occupied: &Occupied) -> u16 {
        let wanted = self.occupied(resource, start);
        let taken = occupied.seats(resource.id).iter().filter(|seat| seat.overlaps(wanted)).count();
        resource.capacity.saturating_sub(u16::try_from(taken).unwrap_or(u16::MAX))
    }

    /// A free seat of the resource for a role; the salt decides where the look begins.
    fn seat(&self, position: usize, start: Timestamp, salt: u64, occupied: &Occupied) -> Option<Assigned> {
        let resource = self.resources.get(position)?;
        let (starts, ends) = self.occupied(resource, start);
        let capacity = u64::from(resource.capacity);
        // The low part of the salt chose the candidate, so the next part chooses the seat.
        let skip = salt / self.resources.len().max(1) as u64 % capacity.max(1);
        let taken = occupied.seats(resource.id);
        (0..capacity)
            .filter_map(|number| u16::try_from((number + skip) % capacity + 1).ok())
            .find(|seat| !taken.iter().any(|row| row.number == *seat && row.overlaps((starts, ends))))
            .map(|seat| Assigned { resource: resource.id, seat, starts, ends })
    }

    /// How many bookings the free seats are enough for.
    fn free_bookings(&self, mut seats: Vec<Option<u16>>) -> u32 {
        if self.roles.disjoint {
            let in_role = |role| self.roles.members(role).map(|at| u32::from(seats[at].unwrap_or(0))).sum();
            return (0..self.roles.len()).map(in_role).min().unwrap_or(0);
        }
        let mut bookings: u32 = 0;
        let usable = |seats: &[Option<u16>], at: usize| seats[at].is_some_and(|free| free > 0);
        while let Some(picks) = self.roles.assign(seats.len(), 0, |at| usable(&seats, at)) {
            // The same picks come again until one of them is full, so they are counted at once.
            let again = picks.iter().filter_map(|at| seats[*at]).min().unwrap_or(0);
            picks.iter().for_each(|at| seats[*at] = seats[*at].map(|free| free - again));
            bookings = bookings.saturating_add(again.into());
        }
        bookings
    }
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

/// Whether the last piece is still open at an instant.
fn reaches(open: &[Stretch], at: Timestamp) -> bool {
    open.last().is_some_and(|piece| piece.1 >= at)
}

/// Whether one of the ordered, merged pieces holds all of the visit.
fn covers(open: &[Stretch], visit: Stretch) -> bool {
    let after = open.partition_point(|piece| piece.0 <= visit.0);
    after > 0 && visit.1 <= open[after - 1].1
}
