//! Who can take over, or which free time is nearest; pure. What is proposed to one is not proposed to the next, so that all
//! proposals can be taken together.

use jiff::{SignedDuration, Timestamp};
use torg_slots::calendar::Calendar;
use torg_slots::offer::{choose, offered};
use torg_slots::rules::{Assigned, Busy, OfferRules};

/// How far before and after its own time a booking is moved at most.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 7);
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 28);

/// A booking that needs somebody else or another time.
pub struct Asked<'a> {
    /// What it was made from, with the calendar in which the guide is away; none when that is not offered any more.
    pub offered: Option<(&'a OfferRules, &'a Calendar)>,
    pub starts: Timestamp,
    /// The seats that it holds now.
    pub seats: &'a [Busy],
}

/// What a booking can get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The seats at the same time, with somebody else.
    pub other: Option<Vec<Assigned>>,
    /// The nearest free start.
    pub time: Option<Timestamp>,
}

/// The span in which what is taken must be known for bookings that start between two instants.
pub fn window(first: Timestamp, last: Timestamp) -> (Timestamp, Timestamp) {
    let day = SignedDuration::from_hours(24);
    (first - BACK - day, last + AHEAD + day)
}

/// A proposal for each booking, in the same order. `busy` holds what is taken within [`window`].
pub fn propose(asked: &[Asked<'_>], busy: &[Busy], now: Timestamp) -> Vec<Proposal> {
    let mut busy = busy.to_vec();
    let mut proposals = Vec::with_capacity(asked.len());
    for one in asked {
        let Some((rules, calendar)) = one.offered else {
            proposals.push(Proposal::default());
            continue;
        };
        // Its own seats are given back when it moves, so they are not in its own way.
        let others: Vec<Busy> = without(&busy, one.seats);
        let other = choose(&same_time(rules), calendar, &others, one.starts, now, 0).ok();
        let time = nearest(rules, calendar, &others, one.starts, now);
        let taken = match (&other, time) {
            (Some(seats), _) => Some(seats.clone()),
            (None, Some(start)) => choose(rules, calendar, &others, start, now, 0).ok(),
            (None, None) => None,
        };
        if let Some(seats) = taken {
            busy = others;
            busy.extend(seats.into_iter().map(Busy::from));
        }
        proposals.push(Proposal { other, time });
    }
    proposals
}

/// What is taken less some seats. Nobody else can hold the same seat at the same time.
pub(super) fn without(busy: &[Busy], own: &[Busy]) -> Vec<Busy> {
    busy.iter().filter(|taken| !own.contains(taken)).copied().collect()
}

/// The same time is no new promise, so neither notice nor horizon stands in its way.
pub(super) fn same_time(rules: &OfferRules) -> OfferRules {
    OfferRules { notice_minutes: 0, horizon_days: u16::MAX, ..rules.clone() }
}

/// The free start that is nearest in time; of two as near, the later.
fn nearest(
    rules: &OfferRules,
    calendar: &Calendar,
    busy: &[Busy],
    starts: Timestamp,
    now: Timestamp,
) -> Option<Timestamp> {
    let (from, to) = ((starts - BACK).max(now), starts + AHEAD);
    let slots = offered(rules, calendar, busy, from, to, now);
    let far = |start: Timestamp| (start.duration_since(starts).abs(), start < starts);
    slots.into_iter().map(|slot| slot.start).filter(|start| *start != starts).min_by_key(|start| far(*start))
}

#[cfg(test)]
mod tests {
    use torg_base::Uuid;
    use torg_slots::rules::{Availability, Candidate, DAY, Exception, ExceptionKind, Role, Weekdays};

    use super::*;

    const NOW: &str = "2026-11-23T06:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    /// Guides 1 to 3 and one room (9), on weekdays from nine to eleven; a visit of half an hour needs a guide and the room
    /// when `room` is set.
    fn rules(room: bool) -> OfferRules {
        let role = |name: &str, ids: &[u128]| Role {
            name: name.into(),
            candidates: ids
                .iter()
                .map(|n| Candidate { resource: id(*n), capacity: 1, rank: 0, travels: false })
                .collect(),
        };
        let mut roles = vec![role("person", &[1, 2, 3])];
        if room {
            roles.push(role("room", &[9]));
        }
        OfferRules {
            minutes: 30,
            step: 30,
            buffer_before: 0,
            buffer_after: 0,
            travel_minutes: 0,
            notice_minutes: 60,
            horizon_days: 30,
            place: None,
            roles,
        }
    }

    /// Everybody is there, but those who are away on 25 November.
    fn calendar(away: &[u128]) -> Calendar {
        let weekly = |n| Availability {
            resource: id(n),
            weekdays: Weekdays::WORKDAYS,
            from_minute: 540,
            to_minute: 660,
            valid_from: None,
            valid_to: None,
            on_holidays: false,
        };
        let day = "2026-11-25".parse().unwrap();
        let kind = ExceptionKind::Closed { from_minute: 0, to_minute: DAY };
        let gone = |n: &u128| Exception { resource: Some(id(*n)), from: day, to: day, kind, reason: None };
        Calendar::new([1, 2, 3, 9].map(weekly), away.iter().map(gone).collect::<Vec<_>>())
    }

    fn seat(resource: u128, start: &str) -> Busy {
        let starts = at(start);
        Busy { resource: id(resource), seat: 1, starts, ends: starts + SignedDuration::from_mins(30) }
    }

    #[test]
    fn what_one_is_given_the_next_is_not() {
        let (rules, calendar) = (rules(false), calendar(&[1, 2]));
        let nine = "2026-11-25T08:00:00Z";
        // Guides 1 and 2 are away, each with somebody at nine; guide 3 is free.
        let seats = [seat(1, nine), seat(2, nine)];
        let asked = seats.each_ref().map(|own| Asked {
            offered: Some((&rules, &calendar)),
            starts: at(nine),
            seats: std::slice::from_ref(own),
        });
        let found = propose(&asked, &seats, at(NOW));
        let guide = |p: &Proposal| p.other.as_ref().map(|seats| seats[0].resource);
        assert_eq!(guide(&found[0]), Some(id(3)));
        assert_eq!(guide(&found[1]), None, "guide 3 is spoken for");
        assert_eq!(found[1].time, Some(at("2026-11-25T08:30:00Z")));
        // Control: alone, the second would have had guide 3.
        assert_eq!(guide(&propose(&asked[1..], &seats, at(NOW))[0]), Some(id(3)));
    }

    #[test]
    fn its_own_room_is_not_in_its_way_and_somebody_elses_is() {
        let (rules, calendar) = (rules(true), calendar(&[1]));
        let nine = "2026-11-25T08:00:00Z";
        let own = [seat(1, nine), seat(9, nine)];
        let asked = |seats| [Asked { offered: Some((&rules, &calendar)), starts: at(nine), seats }];
        let found = propose(&asked(&own), &own, at(NOW));
        assert!(found[0].other.is_some(), "{found:?}");
        let found = propose(&asked(&own[..1]), &own, at(NOW));
        assert_eq!(found[0].other, None, "the room is somebody else's");
    }

    #[test]
    fn the_nearest_free_time_is_after_now_and_of_two_as_near_the_later() {
        let (rules, calendar) = (rules(false), calendar(&[1, 2, 3]));
        let own = [seat(1, "2026-11-25T09:00:00Z")];
        let asked = [Asked { offered: Some((&rules, &calendar)), starts: at("2026-11-25T09:00:00Z"), seats: &own }];
        // Tuesday at half past ten is 23.5 hours before, Thursday at nine 23 hours after.
        assert_eq!(propose(&asked, &own, at(NOW))[0].time, Some(at("2026-11-26T08:00:00Z")));
        let own = [seat(1, "2026-11-25T08:45:00Z")];
        let asked = [Asked { offered: Some((&rules, &calendar)), starts: at("2026-11-25T08:45:00Z"), seats: &own }];
        assert_eq!(propose(&asked, &own, at(NOW))[0].time, Some(at("2026-11-26T08:00:00Z")));
        // What is past is not proposed.
        let late = at("2026-11-25T07:00:00Z");
        assert_eq!(propose(&asked, &own, late)[0].time, Some(at("2026-11-26T08:00:00Z")));
        let nothing = [Asked { offered: None, starts: at("2026-11-25T09:00:00Z"), seats: &own }];
        assert_eq!(propose(&nothing, &own, at(NOW)), [Proposal::default()]);
    }
}
