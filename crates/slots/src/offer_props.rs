//! Random worlds: what is offered is accepted, nothing is given twice or outside the rules, the wanted alternatives come
//! first, and a slow second opinion that shares no code with the search (it looks minute by minute, and tries every
//! combination) agrees.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use crate::calendar::{Calendar, holiday, oslo};
use crate::offer::{all_starts, choose, earliest_minute, offered};
use crate::rules::*;

/// Resources 0..4 can be candidates; 4 is the place.
const RESOURCES: usize = 5;
const DAYS: i64 = 3;

fn id(number: usize) -> Uuid {
    Uuid::from_u128(number as u128 + 1)
}

#[derive(Clone, Debug)]
struct World {
    rules: OfferRules,
    weekly: Vec<Availability>,
    exceptions: Vec<Exception>,
    busy: Vec<Busy>,
    first: Date,
    now: Timestamp,
}

impl World {
    fn calendar(&self) -> Calendar {
        Calendar::new(self.weekly.clone(), self.exceptions.clone())
    }

    fn search(&self) -> (Timestamp, Timestamp) {
        (instant(self.first, 0), instant(later(self.first, DAYS), 0))
    }

    fn disjoint(&self) -> bool {
        let mut all: Vec<Uuid> =
            self.rules.roles.iter().flat_map(|role| role.candidates.iter().map(|one| one.resource)).collect();
        all.sort_unstable();
        all.windows(2).all(|pair| pair[0] != pair[1])
    }
}

fn later(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

fn instant(day: Date, minute: i16) -> Timestamp {
    oslo().to_timestamp(day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)).unwrap()
}

fn minutes(count: u16) -> SignedDuration {
    SignedDuration::from_mins(count.into())
}

/// Days around both switches, Easter, 17 May with Whitsun, and New Year.
fn first_day() -> impl Strategy<Value = Date> {
    let near = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2027, 1, 1)];
    let near = near.into_iter().chain([date(2027, 5, 17), date(2026, 4, 3), date(2026, 9, 9)]).collect::<Vec<_>>();
    (prop::sample::select(near), 0i64..DAYS).prop_map(|(day, before)| later(day, -before))
}

/// Part of the day between 06 and 22, when no clock is changed; now and then it ends before it begins.
fn part() -> impl Strategy<Value = (i16, i16)> {
    (360i16..1200, -5i16..600).prop_map(|(from, length)| (from, (from + length).min(1320)))
}

fn availability() -> impl Strategy<Value = Availability> {
    (0..RESOURCES, 1u8..128, part(), prop::bool::ANY).prop_map(
        |(resource, days, (from_minute, to_minute), on_holidays)| {
            let (resource, weekdays) = (id(resource), Weekdays(days | (days << 3) & 0x7f));
            Availability { resource, weekdays, from_minute, to_minute, valid_from: None, valid_to: None, on_holidays }
        },
    )
}

fn exception(first: Date) -> impl Strategy<Value = Exception> {
    let kind = (part(), 0..5).prop_map(|((from_minute, to_minute), kind)| match kind {
        0 => ExceptionKind::CLOSED_ALL_DAY,
        1 | 2 => ExceptionKind::Closed { from_minute, to_minute: to_minute.min(from_minute + 90) },
        _ => ExceptionKind::Open { from_minute, to_minute },
    });
    (prop::option::weighted(0.7, 0..RESOURCES), 0..DAYS, 0..2i64, kind).prop_map(
        move |(resource, from, length, kind)| {
            let from = later(first, from);
            Exception { resource: resource.map(id), from, to: later(from, length), kind, reason: None }
        },
    )
}

fn busy(first: Date) -> impl Strategy<Value = Busy> {
    (0..RESOURCES, 1u16..5, 0..DAYS, 360i16..1320, 1u16..200).prop_map(move |(resource, seat, day, minute, length)| {
        let starts = instant(later(first, day), minute);
        Busy { resource: id(resource), seat, starts, ends: starts + minutes(length) }
    })
}

/// Roles whose candidates stand in up to three alternatives; some resources travel.
fn roles() -> impl Strategy<Value = Vec<Role>> {
    let capacities = prop::collection::vec(prop_oneof![1 => Just(0u16), 9 => 1u16..4], RESOURCES);
    let travellers = prop::collection::vec(any::<bool>(), RESOURCES);
    let lists = prop::collection::vec(prop::collection::vec((0..RESOURCES - 1, 0u8..3), 1..4), 1..4);
    (capacities, travellers, lists).prop_map(|(capacities, travellers, lists)| {
        let candidate = |(number, rank): (usize, u8)| {
            let (capacity, travels) = (capacities[number], travellers[number]);
            Candidate { resource: id(number), capacity, rank, travels }
        };
        let role = |list: Vec<(usize, u8)>| Role {
            name: String::new(),
            candidates: list.into_iter().map(candidate).collect(),
        };
        lists.into_iter().map(role).collect()
    })
}

fn offer_rules() -> impl Strategy<Value = OfferRules> {
    let travel = prop_oneof![1 => Just(0u16), 1 => 1u16..45];
    let lengths = (10u16..100, prop_oneof![Just(0u16), 1u16..90], 0u16..30, 0u16..30, travel);
    let limits = (prop_oneof![3 => 0u32..90, 1 => 0u32..3000], 0u16..5, prop::bool::weighted(0.3));
    (lengths, limits, roles()).prop_map(|(lengths, (notice_minutes, horizon_days, placed), roles)| {
        let (minutes, step, buffer_before, buffer_after, travel_minutes) = lengths;
        let place = placed.then(|| id(RESOURCES - 1));
        OfferRules {
            minutes,
            step,
            buffer_before,
            buffer_after,
            travel_minutes,
            notice_minutes,
            horizon_days,
            place,
            roles,
        }
    })
}

fn world() -> impl Strategy<Value = World> {
    first_day().prop_flat_map(|first| {
        let weekly = prop::collection::vec(availability(), 8..24);
        let exceptions = prop::collection::vec(exception(first), 0..4);
        let taken = prop::collection::vec(busy(first), 0..80);
        (offer_rules(), weekly, exceptions, taken, -1i64..2, 0i16..120).prop_map(
            move |(rules, weekly, exceptions, busy, day, minute)| {
                let now = instant(later(first, day), minute);
                World { rules, weekly, exceptions, busy, first, now }
            },
        )
    })
}

// The second opinion, minute by minute.

/// Whether the clock's minute of the date is inside the resource's hours.
fn there(world: &World, resource: Uuid, day: Date, minute: i16) -> bool {
    let within = |from: i16, to: i16| from <= minute && minute < to;
    let today = |exception: &&Exception| exception.from <= day && day <= exception.to;
    let mine = |exception: &&Exception| exception.resource.is_none_or(|one| one == resource);
    let mut exceptions = world.exceptions.iter().filter(today).filter(mine);
    let (mut open, known) = (false, world.weekly.iter().any(|rule| rule.resource == resource));
    for rule in world.weekly.iter().filter(|rule| rule.resource == resource) {
        let holds = rule.weekdays.has(day.weekday()) && (rule.on_holidays || holiday(day).is_none());
        open |= holds && within(rule.from_minute, rule.to_minute);
    }
    for exception in exceptions.clone() {
        if let ExceptionKind::Open { from_minute, to_minute } = exception.kind {
            open |= within(from_minute, to_minute) && (known || exception.resource.is_some());
        }
    }
    open && !exceptions.any(|exception| match exception.kind {
        ExceptionKind::Closed { from_minute, to_minute } => within(from_minute, to_minute),
        ExceptionKind::Open { .. } => false,
    })
}

/// Whether the resource is there every minute of the time.
fn there_throughout(world: &World, resource: Uuid, (from, to): (Timestamp, Timestamp)) -> bool {
    (0..to.duration_since(from).as_mins()).all(|after| {
        let clock = oslo().to_datetime(from + SignedDuration::from_mins(after));
        there(world, resource, clock.date(), i16::from(clock.hour()) * 60 + i16::from(clock.minute()))
    })
}

fn candidates_of(world: &World, resource: Uuid) -> impl Iterator<Item = &Candidate> {
    world.rules.roles.iter().flat_map(|role| &role.candidates).filter(move |one| one.resource == resource)
}

fn capacity(world: &World, resource: Uuid) -> u16 {
    candidates_of(world, resource).map(|one| one.capacity).min().unwrap()
}

/// Minutes each way; none for who stays.
fn travel(world: &World, resource: Uuid) -> u16 {
    let travels = candidates_of(world, resource).any(|one| one.travels);
    if travels { world.rules.travel_minutes } else { 0 }
}

/// The visit with the way there and back.
fn away(world: &World, resource: Uuid, start: Timestamp) -> (Timestamp, Timestamp) {
    let travel = minutes(travel(world, resource));
    (start - travel, start + minutes(world.rules.minutes) + travel)
}

fn seats_left(world: &World, resource: Uuid, start: Timestamp) -> usize {
    let rules = &world.rules;
    let mut wanted = away(world, resource, start);
    if capacity(world, resource) == 1 {
        wanted = (wanted.0 - minutes(rules.buffer_before), wanted.1 + minutes(rules.buffer_after));
    }
    let clash = |row: &&Busy| row.resource == resource && row.starts < wanted.1 && wanted.0 < row.ends;
    let mut taken: Vec<u16> = world.busy.iter().filter(clash).map(|row| row.seat).collect();
    taken.sort_unstable();
    taken.dedup();
    usize::from(capacity(world, resource)).saturating_sub(taken.len())
}

/// Whether every role can have a different usable resource: tries all combinations.
fn combines(roles: &[Role], used: &mut Vec<Uuid>, usable: &dyn Fn(Uuid) -> bool) -> bool {
    let Some((role, rest)) = roles.split_first() else { return true };
    role.candidates.iter().any(|one| {
        if used.contains(&one.resource) || !usable(one.resource) {
            return false;
        }
        used.push(one.resource);
        let found = combines(rest, used, usable);
        used.pop();
        found
    })
}

/// The ranks of the alternatives, role by role, of the combination that comes first: the first role's rank counts most.
fn best_ranks(roles: &[Role], used: &mut Vec<Uuid>, usable: &dyn Fn(Uuid) -> bool) -> Option<Vec<u8>> {
    let Some((role, rest)) = roles.split_first() else { return Some(Vec::new()) };
    let mut best: Option<Vec<u8>> = None;
    for one in &role.candidates {
        if used.contains(&one.resource) || !usable(one.resource) {
            continue;
        }
        used.push(one.resource);
        if let Some(others) = best_ranks(rest, used, usable) {
            let ranks: Vec<u8> = std::iter::once(one.rank).chain(others).collect();
            best = Some(best.map_or(ranks.clone(), |known| known.min(ranks)));
        }
        used.pop();
    }
    best
}

/// The minutes of a day at which a resource could begin a visit by its hours: those who travel set out first.
fn may_begin(world: &World, resource: Uuid, day: Date) -> Vec<bool> {
    let (mut came, mut may) = (None, Vec::new());
    for minute in 0..DAY {
        came = there(world, resource, day, minute).then(|| came.unwrap_or(minute));
        may.push(came.is_some_and(|from| minute - from >= travel(world, resource) as i16));
    }
    may
}

/// Minutes of the day that are starts: from each opening of the first role, every step.
fn grid(world: &World, day: Date) -> Vec<i16> {
    let leading: Vec<Vec<bool>> =
        world.rules.roles[0].candidates.iter().map(|one| may_begin(world, one.resource, day)).collect();
    let (mut opened, mut starts) = (None, Vec::new());
    for minute in 0..DAY {
        let open = leading.iter().any(|may| may[minute as usize]);
        opened = open.then(|| opened.unwrap_or(minute));
        if opened.is_some_and(|from| (minute - from) % world.rules.grid() as i16 == 0) {
            starts.push(minute);
        }
    }
    starts
}

/// All starts of the search with whether they are free.
fn second_opinion(world: &World) -> Vec<(Timestamp, bool)> {
    let mut found = Vec::new();
    let today = oslo().to_datetime(world.now).date();
    for day in (0..DAYS).map(|days| later(world.first, days)) {
        if day > later(today, world.rules.horizon_days.into()) {
            continue;
        }
        for start in grid(world, day).into_iter().map(|minute| instant(day, minute)) {
            let noticed = start >= world.now + SignedDuration::from_mins(world.rules.notice_minutes.into());
            let visit = (start, start + minutes(world.rules.minutes));
            let placed = world.rules.place.is_none_or(|place| there_throughout(world, place, visit));
            let there = |one| capacity(world, one) > 0 && there_throughout(world, one, away(world, one, start));
            let free = |resource| there(resource) && seats_left(world, resource, start) > 0;
            if noticed && placed && combines(&world.rules.roles, &mut Vec::new(), &there) {
                found.push((start, combines(&world.rules.roles, &mut Vec::new(), &free)));
            }
        }
    }
    found
}

/// That no seat is given twice, all numbers are real, and everybody is there.
fn check_given(world: &World, given: &[Assigned], start: Timestamp) -> Result<(), TestCaseError> {
    prop_assert_eq!(given.len(), world.rules.roles.len());
    for (role, seat) in world.rules.roles.iter().zip(given) {
        prop_assert!(role.candidates.iter().any(|one| one.resource == seat.resource));
        let away = away(world, seat.resource, start);
        prop_assert!(there_throughout(world, seat.resource, away));
        prop_assert!((1..=capacity(world, seat.resource)).contains(&seat.seat));
        prop_assert!(seats_left(world, seat.resource, start) > 0, "more than the capacity");
        prop_assert!(seat.starts <= away.0 && away.1 <= seat.ends);
        let clash = |row: &&Busy| {
            row.resource == seat.resource && row.seat == seat.seat && row.starts < seat.ends && seat.starts < row.ends
        };
        prop_assert_eq!(world.busy.iter().find(clash), None, "given twice");
        prop_assert_eq!(given.iter().filter(|other| other.resource == seat.resource).count(), 1);
    }
    let free = |resource| {
        let there = there_throughout(world, resource, away(world, resource, start));
        there && capacity(world, resource) > 0 && seats_left(world, resource, start) > 0
    };
    let rank = |(role, seat): (&Role, &Assigned)| {
        let ranks = role.candidates.iter().filter(|one| one.resource == seat.resource).map(|one| one.rank);
        ranks.min().unwrap()
    };
    let ranks: Vec<u8> = world.rules.roles.iter().zip(given).map(rank).collect();
    prop_assert_eq!(Some(ranks), best_ranks(&world.rules.roles, &mut Vec::new(), &free), "a later alternative");
    Ok(())
}

fn accept(world: &World, calendar: &Calendar, start: Timestamp, salt: u64) -> Result<Vec<Assigned>, Refusal> {
    choose(&world.rules, calendar, &world.busy, start, world.now, salt)
}

fn search(world: &World, calendar: &Calendar) -> Vec<Slot> {
    let (from, to) = world.search();
    offered(&world.rules, calendar, &world.busy, from, to, world.now)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_second_opinion_agrees(world in world()) {
        let (from, to) = world.search();
        let starts = all_starts(&world.rules, &world.calendar(), &world.busy, from, to, world.now);
        let starts: Vec<_> = starts.iter().map(|slot| (slot.start, slot.free > 0)).collect();
        prop_assert_eq!(starts, second_opinion(&world));
    }

    /// Nothing is offered before the earliest minute of its date, nor on a date without one.
    #[test]
    fn no_start_comes_before_the_earliest_minute(world in world()) {
        let (calendar, (from, to)) = (world.calendar(), world.search());
        for slot in all_starts(&world.rules, &calendar, &world.busy, from, to, world.now) {
            let clock = oslo().to_datetime(slot.start);
            let minute = i16::from(clock.hour()) * 60 + i16::from(clock.minute());
            let earliest = earliest_minute(&world.rules, &calendar, clock.date());
            prop_assert!(earliest.is_some_and(|earliest| earliest <= minute), "{clock}: {earliest:?}");
        }
    }

    /// Each start, the instants beside it and every 13th minute: accepted if and only if offered, whatever the salt.
    #[test]
    fn offered_is_accepted(world in world(), salt in any::<u64>()) {
        let (calendar, (from, to)) = (world.calendar(), world.search());
        let starts = all_starts(&world.rules, &calendar, &world.busy, from, to, world.now);
        let free: Vec<Slot> = starts.iter().copied().filter(|slot| slot.free > 0).collect();
        prop_assert_eq!(&search(&world, &calendar), &free);
        prop_assert!(starts.windows(2).all(|pair| pair[0].start < pair[1].start));
        let beside = |slot: &Slot| [-60, -1, 0, 1, 60].map(|seconds| slot.start + SignedDuration::from_secs(seconds));
        let every = (0..to.duration_since(from).as_mins()).step_by(13).map(|minute| from + SignedDuration::from_mins(minute));
        let probes = starts.iter().flat_map(beside).chain(every).filter(|start| from <= *start && *start < to);
        for (number, start) in probes.enumerate() {
            let known = starts.iter().find(|slot| slot.start == start).map(|slot| slot.free);
            match accept(&world, &calendar, start, salt.wrapping_add(number as u64)) {
                Ok(given) => {
                    prop_assert!(known.is_some_and(|free| free > 0), "accepted {start}, offered {known:?}");
                    check_given(&world, &given, start)?;
                }
                Err(Refusal::Taken) => prop_assert_eq!(known, Some(0)),
                Err(_) => prop_assert_eq!(known, None),
            }
        }
    }

    /// One start booked until it is refused takes as many bookings as were offered.
    #[test]
    fn free_is_how_many_fit(world in world(), salt in any::<u64>()) {
        let calendar = world.calendar();
        for slot in search(&world, &calendar).into_iter().take(12) {
            let (mut filling, mut accepted) = (world.clone(), 0);
            // Where roles share resources the number is one that can be reached; the search reaches it with salt 0.
            let salt = |round: u64| if world.disjoint() { salt.wrapping_mul(round) } else { 0 };
            while let Ok(given) = accept(&filling, &calendar, slot.start, salt(accepted.into())) {
                check_given(&filling, &given, slot.start)?;
                filling.busy.extend(given.into_iter().map(Busy::from));
                accepted += 1;
            }
            prop_assert_eq!(accepted, slot.free);
        }
    }

    /// Booked in any order until nothing is left: never twice, never outside the rules, and nothing stays offered.
    #[test]
    fn filled_to_the_last_seat(world in world(), order in prop::collection::vec(any::<u64>(), 400)) {
        let (calendar, mut world) = (world.calendar(), world);
        for pick in order {
            let slots = search(&world, &calendar);
            if slots.is_empty() {
                break;
            }
            let slot = slots[(pick % slots.len() as u64) as usize];
            let given = accept(&world, &calendar, slot.start, pick);
            prop_assert!(given.is_ok(), "offered and refused: {:?}", given);
            let given = given.unwrap_or_default();
            check_given(&world, &given, slot.start)?;
            world.busy.extend(given.into_iter().map(Busy::from));
        }
        let (from, to) = world.search();
        if search(&world, &calendar).is_empty() {
            let left = all_starts(&world.rules, &calendar, &world.busy, from, to, world.now);
            prop_assert!(left.iter().all(|slot| accept(&world, &calendar, slot.start, 1) == Err(Refusal::Taken)));
        }
    }
}

/// The worlds must hold something to find; otherwise the properties above say nothing.
#[test]
fn the_random_worlds_are_not_empty() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut free, mut taken, mut shared, mut later, mut travelled) = (0, 0, 0, 0, 0);
    for _ in 0..60 {
        let world = world().new_tree(&mut runner).unwrap().current();
        let starts = second_opinion(&world);
        free += usize::from(starts.iter().any(|start| start.1));
        taken += usize::from(starts.iter().any(|start| !start.1));
        shared += usize::from(!world.disjoint() && starts.iter().any(|start| start.1));
        let calendar = world.calendar();
        let given =
            starts.iter().filter(|start| start.1).filter_map(|start| accept(&world, &calendar, start.0, 1).ok());
        let seats: Vec<(Role, Assigned)> =
            given.flat_map(|seats| world.rules.roles.clone().into_iter().zip(seats)).collect();
        let second = |(role, seat): &(Role, Assigned)| {
            let first = role.candidates.iter().map(|one| one.rank).min();
            let own = role.candidates.iter().filter(|one| one.resource == seat.resource).map(|one| one.rank).min();
            own > first
        };
        later += usize::from(seats.iter().any(second));
        travelled += usize::from(seats.iter().any(|(_, seat)| travel(&world, seat.resource) > 0));
    }
    let told =
        format!("of 60 worlds {free} free, {taken} taken, {shared} shared, {later} later, {travelled} travelled");
    assert!(free > 15 && taken > 8 && shared > 8 && later > 5 && travelled > 5, "{told}");
}
