//! What is offered is what is accepted: single cases here, random worlds against a slow second opinion in `offer_props`.

use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::offer::{all_starts, choose, offered};
use crate::rules::*;

const GUIDE: Uuid = Uuid::from_u128(1);
const ROOM: Uuid = Uuid::from_u128(2);
const SECOND: Uuid = Uuid::from_u128(3);
const PLACE: Uuid = Uuid::from_u128(9);

/// Well before every date in these tests.
const EARLY: &str = "2026-01-01T00:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn hours(resource: Uuid, from_minute: i16, to_minute: i16) -> Availability {
    let (weekdays, on_holidays) = (Weekdays::ALL, true);
    Availability { resource, weekdays, from_minute, to_minute, valid_from: None, valid_to: None, on_holidays }
}

fn role(candidates: &[(Uuid, u16)]) -> Role {
    let one = |&(resource, capacity): &(Uuid, u16)| Candidate { resource, capacity, rank: 0, travels: false };
    let candidates = candidates.iter().map(one).collect();
    Role { name: String::new(), candidates }
}

/// Visits of 30 minutes, back to back.
fn rules(roles: &[&[(Uuid, u16)]]) -> OfferRules {
    OfferRules {
        minutes: 30,
        step: 0,
        buffer_before: 0,
        buffer_after: 0,
        travel_minutes: 0,
        notice_minutes: 0,
        horizon_days: 900,
        place: None,
        roles: roles.iter().map(|list| role(list)).collect(),
    }
}

fn busy(resource: Uuid, seat: u16, starts: &str, ends: &str) -> Busy {
    Busy { resource, seat, starts: at(starts), ends: at(ends) }
}

/// Starts of one UTC day as `HH:MM` in UTC, with `xN` where N is not 1.
fn day_list(rules: &OfferRules, calendar: &Calendar, busy: &[Busy], day: &str) -> String {
    let (from, to) = (at(&format!("{day}T00:00:00Z")), at(&format!("{day}T23:59:59Z")));
    let slots = all_starts(rules, calendar, busy, from, to, at(EARLY));
    let text = |slot: &Slot| match slot.free {
        1 => slot.start.strftime("%H:%M").to_string(),
        free => format!("{}x{free}", slot.start.strftime("%H:%M")),
    };
    slots.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[test]
fn starts_follow_the_grid_inside_each_opening() {
    let calendar = Calendar::new([hours(GUIDE, 540, 660), hours(GUIDE, 725, 800)], []);
    let thirty = rules(&[&[(GUIDE, 1)]]);
    assert_eq!(day_list(&thirty, &calendar, &[], "2026-06-01"), "07:00 07:30 08:00 08:30 10:05 10:35");
    let twenty = OfferRules { step: 20, ..thirty.clone() };
    assert_eq!(day_list(&twenty, &calendar, &[], "2026-06-01"), "07:00 07:20 07:40 08:00 08:20 10:05 10:25 10:45");
    // Nearer than five minutes is read as five; the widest step leaves one start an opening.
    assert_eq!(OfferRules { step: 1, ..thirty.clone() }.grid(), 5);
    let widest = OfferRules { step: u16::MAX, ..thirty.clone() };
    assert_eq!(day_list(&widest, &calendar, &[], "2026-06-01"), "07:00 10:05");
    assert_eq!(day_list(&OfferRules { minutes: 0, ..thirty }, &calendar, &[], "2026-06-01"), "");
}

#[test]
fn a_slot_has_start_end_and_the_search_is_half_open() {
    let (calendar, rules) = (Calendar::new([hours(GUIDE, 540, 660)], []), rules(&[&[(GUIDE, 1)]]));
    let (from, to) = (at("2026-06-01T07:30:00Z"), at("2026-06-01T08:30:00Z"));
    let slots = offered(&rules, &calendar, &[], from, to, at(EARLY));
    let slot = |start, end| Slot { start: at(start), end: at(end), free: 1 };
    assert_eq!(
        slots,
        [slot("2026-06-01T07:30:00Z", "2026-06-01T08:00:00Z"), slot("2026-06-01T08:00:00Z", "2026-06-01T08:30:00Z")]
    );
    assert_eq!(offered(&rules, &calendar, &[], to, from, at(EARLY)), []);
    assert_eq!(offered(&rules, &calendar, &[], Timestamp::MIN, Timestamp::MIN, at(EARLY)), []);
}

#[test]
fn no_start_reads_wrong_on_switch_days() {
    let calendar = Calendar::new([hours(GUIDE, 60, 270)], []);
    let hourly = OfferRules { minutes: 30, step: 45, ..rules(&[&[(GUIDE, 1)]]) };
    // By the clock: 01:00 01:45 02:30 03:15 04:00. In spring 02:30 is not shown; in autumn it is the first 02:30.
    // (In summer time 01:00 by the clock is the day before in UTC.)
    for day in ["2026-03-29", "2027-03-28"] {
        assert_eq!(day_list(&hourly, &calendar, &[], day), "00:00 00:45 01:15 02:00 23:00 23:45");
    }
    for (before, day) in [("2026-10-24", "2026-10-25"), ("2027-10-30", "2027-10-31")] {
        assert_eq!(day_list(&hourly, &calendar, &[], day), "00:30 02:15 03:00");
        assert!(day_list(&hourly, &calendar, &[], before).ends_with("23:00 23:45"));
    }
    // A whole night, 02:00 to 04:00 on the wall, is three hours long in autumn and one in spring.
    let long = OfferRules { minutes: 180, step: 0, ..rules(&[&[(GUIDE, 1)]]) };
    let night = Calendar::new([hours(GUIDE, 120, 240)], []);
    assert_eq!(day_list(&long, &night, &[], "2026-10-25"), "00:00");
    assert_eq!(day_list(&long, &night, &[], "2026-10-26"), "");
    assert_eq!(day_list(&OfferRules { minutes: 90, ..long }, &night, &[], "2026-03-29"), "");
}

#[test]
fn a_visit_may_pass_midnight_and_new_year() {
    let calendar = Calendar::new([hours(GUIDE, 1380, DAY), hours(GUIDE, 0, 45)], []);
    let rules = OfferRules { minutes: 60, step: 30, ..rules(&[&[(GUIDE, 1)]]) };
    let (from, to) = (at("2026-12-31T12:00:00Z"), at("2027-01-01T12:00:00Z"));
    let starts: Vec<_> = offered(&rules, &calendar, &[], from, to, at(EARLY)).iter().map(|slot| slot.start).collect();
    assert_eq!(starts, [at("2026-12-31T22:00:00Z"), at("2026-12-31T22:30:00Z")]);
    assert!(choose(&rules, &calendar, &[], starts[1], at(EARLY), 0).is_ok());
    // The place's hours count across midnight too.
    let placed = OfferRules { place: Some(GUIDE), ..rules };
    assert_eq!(offered(&placed, &calendar, &[], from, to, at(EARLY)).len(), 2);
}

#[test]
fn notice_and_horizon() {
    let calendar = Calendar::new([hours(GUIDE, 480, 960)], []);
    let rules = OfferRules { notice_minutes: 120, horizon_days: 2, ..rules(&[&[(GUIDE, 1)]]) };
    let now = at("2026-03-27T22:30:00Z"); // Friday 23:30 in Oslo; the clock changes on Sunday
    let answer = |start| choose(&rules, &calendar, &[], at(start), now, 0).err();
    assert_eq!(answer("2026-03-27T14:30:00Z"), Some(Refusal::TooSoon), "past");
    assert_eq!(answer("2026-03-28T00:29:00Z"), Some(Refusal::TooSoon));
    assert_eq!(answer("2026-03-28T00:30:00Z"), Some(Refusal::NotOffered), "closed at night");
    assert_eq!(answer("2026-03-29T13:30:00Z"), None, "the last start of the last day");
    assert_eq!(answer("2026-03-29T21:59:00Z"), Some(Refusal::NotOffered));
    assert_eq!(answer("2026-03-29T22:00:00Z"), Some(Refusal::TooFar), "midnight in Oslo");
    let slots = offered(&rules, &calendar, &[], Timestamp::MIN, Timestamp::MAX, now);
    assert_eq!(slots.len(), 32);
    let exact = at("2026-03-28T05:00:00Z"); // notice to the minute: 07:00 UTC is 08:00 in Oslo
    assert_eq!(offered(&rules, &calendar, &[], exact, Timestamp::MAX, exact)[0].start, at("2026-03-28T07:00:00Z"));
}

#[test]
fn refusals_tell_taken_from_not_offered() {
    let calendar = Calendar::new([hours(GUIDE, 540, 660), hours(ROOM, 540, 600)], []);
    let taken = [busy(GUIDE, 1, "2026-06-01T07:29:00Z", "2026-06-01T07:31:00Z")];
    let guide = rules(&[&[(GUIDE, 1)]]);
    let answer = |rules: &OfferRules, start| choose(rules, &calendar, &taken, at(start), at(EARLY), 0).err();
    assert_eq!(answer(&guide, "2026-06-01T07:00:00Z"), Some(Refusal::Taken));
    assert_eq!(answer(&guide, "2026-06-01T07:30:00Z"), Some(Refusal::Taken));
    assert_eq!(answer(&guide, "2026-06-01T08:00:00Z"), None);
    assert_eq!(answer(&guide, "2026-06-01T08:00:01Z"), Some(Refusal::NotOffered));
    assert_eq!(answer(&guide, "2026-06-01T08:45:00Z"), Some(Refusal::NotOffered));
    let both = rules(&[&[(GUIDE, 1)], &[(ROOM, 1)]]);
    assert_eq!(answer(&both, "2026-06-01T08:00:00Z"), Some(Refusal::NotOffered), "the room is closed");
    assert_eq!(answer(&rules(&[]), "2026-06-01T08:00:00Z"), Some(Refusal::NotOffered), "needs nothing");
    assert_eq!(answer(&rules(&[&[(GUIDE, 0)]]), "2026-06-01T08:00:00Z"), Some(Refusal::NotOffered), "no seats");
    assert_eq!(answer(&rules(&[&[(GUIDE, 1)], &[]]), "2026-06-01T08:00:00Z"), Some(Refusal::NotOffered));
    let same = rules(&[&[(GUIDE, 1)], &[(GUIDE, 1)]]);
    assert_eq!(answer(&same, "2026-06-01T08:00:00Z"), Some(Refusal::NotOffered), "one guide is not two");
}

#[test]
fn buffers_keep_apart_and_may_lie_outside_the_hours() {
    let calendar = Calendar::new([hours(GUIDE, 540, 660)], []);
    let rules = OfferRules { buffer_before: 10, buffer_after: 15, ..rules(&[&[(GUIDE, 1)]]) };
    let given = choose(&rules, &calendar, &[], at("2026-06-01T07:00:00Z"), at(EARLY), 0).unwrap();
    let (starts, ends) = (at("2026-06-01T06:50:00Z"), at("2026-06-01T07:45:00Z"));
    assert_eq!(given, [Assigned { resource: GUIDE, seat: 1, starts, ends }]);
    // The next visit may begin at 07:55, when both buffers are over.
    let taken: Vec<Busy> = given.into_iter().map(Busy::from).collect();
    let five = OfferRules { step: 5, ..rules.clone() };
    assert!(choose(&five, &calendar, &taken, at("2026-06-01T07:50:00Z"), at(EARLY), 0).is_err());
    assert!(choose(&five, &calendar, &taken, at("2026-06-01T07:55:00Z"), at(EARLY), 0).is_ok());
    // A group room has no buffers.
    let group = OfferRules { roles: vec![role(&[(GUIDE, 2)])], ..rules };
    let given = choose(&group, &calendar, &[], at("2026-06-01T07:00:00Z"), at(EARLY), 0).unwrap();
    assert_eq!((given[0].starts, given[0].ends), (at("2026-06-01T07:00:00Z"), at("2026-06-01T07:30:00Z")));
}

#[test]
fn the_place_must_be_open_for_the_whole_visit() {
    let calendar = Calendar::new([hours(GUIDE, 480, 660), hours(PLACE, 555, 645)], []);
    let rules = OfferRules { place: Some(PLACE), ..rules(&[&[(GUIDE, 1)]]) };
    // 09:15 to 10:45 on the wall; the guide's grid is 08:00, 08:30 ...
    assert_eq!(day_list(&rules, &calendar, &[], "2026-06-01"), "07:30 08:00");
    let shut = Calendar::new([hours(GUIDE, 480, 660)], []);
    assert_eq!(day_list(&rules, &shut, &[], "2026-06-01"), "");
}

#[test]
fn seats_are_numbered_and_counted() {
    let calendar = Calendar::new([hours(ROOM, 540, 600), hours(SECOND, 540, 600)], []);
    let rules = rules(&[&[(ROOM, 3), (SECOND, 1)]]);
    let start = at("2026-06-01T07:00:00Z");
    let mut taken = Vec::new();
    for left in (1..=4).rev() {
        assert_eq!(
            day_list(&rules, &calendar, &taken, "2026-06-01").replace("07:30x4", ""),
            match left {
                1 => "07:00 ".to_owned(),
                _ => format!("07:00x{left} "),
            }
        );
        taken.extend(choose(&rules, &calendar, &taken, start, at(EARLY), 7).unwrap().into_iter().map(Busy::from));
    }
    assert_eq!(choose(&rules, &calendar, &taken, start, at(EARLY), 7), Err(Refusal::Taken));
    let mut seats: Vec<_> = taken.iter().map(|row| (row.resource, row.seat)).collect();
    seats.sort_unstable();
    assert_eq!(seats, [(ROOM, 1), (ROOM, 2), (ROOM, 3), (SECOND, 1)]);
}

#[test]
fn people_above_a_lowered_capacity_still_come() {
    let calendar = Calendar::new([hours(ROOM, 540, 600)], []);
    let row = |seat| busy(ROOM, seat, "2026-06-01T07:00:00Z", "2026-06-01T07:30:00Z");
    let rules = rules(&[&[(ROOM, 3)]]);
    assert_eq!(day_list(&rules, &calendar, &[row(7), row(5)], "2026-06-01"), "07:00 07:30x3");
    assert_eq!(day_list(&rules, &calendar, &[row(7), row(5), row(4)], "2026-06-01"), "07:00x0 07:30x3");
}

#[test]
fn the_lower_of_two_capacities_counts() {
    let calendar = Calendar::new([hours(ROOM, 540, 570), hours(GUIDE, 540, 570)], []);
    let rules = rules(&[&[(ROOM, 3)], &[(GUIDE, 5), (ROOM, 2), (ROOM, 4)]]);
    assert_eq!(day_list(&rules, &calendar, &[], "2026-06-01"), "07:00x2");
}

/// The first role could take either; the second only the guide. Taking the guide first must not lose the slot.
#[test]
fn roles_make_way_for_each_other() {
    let calendar = Calendar::new([hours(GUIDE, 540, 600), hours(ROOM, 540, 600), hours(SECOND, 540, 600)], []);
    let rules = rules(&[&[(GUIDE, 1), (SECOND, 1)], &[(GUIDE, 1)]]);
    for salt in 0..4 {
        let given = choose(&rules, &calendar, &[], at("2026-06-01T07:00:00Z"), at(EARLY), salt).unwrap();
        assert_eq!(given.iter().map(|seat| seat.resource).collect::<Vec<_>>(), [SECOND, GUIDE]);
    }
    assert_eq!(day_list(&rules, &calendar, &[], "2026-06-01"), "07:00 07:30");
}

#[test]
fn salt_spreads_over_candidates_and_seats() {
    let calendar = Calendar::new([hours(GUIDE, 540, 600), hours(ROOM, 540, 600)], []);
    let rules = rules(&[&[(GUIDE, 4), (ROOM, 4)]]);
    let given = |salt| {
        let seat = choose(&rules, &calendar, &[], at("2026-06-01T07:00:00Z"), at(EARLY), salt).unwrap()[0];
        (seat.resource, seat.seat)
    };
    let distinct: std::collections::HashSet<_> = (0..8).map(given).collect();
    assert_eq!(distinct.len(), 8, "eight requests, eight seats");
    assert_eq!(given(3), given(3));
    given(u64::MAX);
}

#[test]
fn a_closed_day_gives_nothing() {
    let day = date(2026, 6, 1);
    let storm = Exception { resource: None, from: day, to: day, kind: ExceptionKind::CLOSED_ALL_DAY, reason: None };
    let calendar = Calendar::new([hours(GUIDE, 540, 600)], [storm]);
    assert_eq!(day_list(&rules(&[&[(GUIDE, 1)]]), &calendar, &[], "2026-06-01"), "");
    assert_eq!(day_list(&rules(&[&[(GUIDE, 1)]]), &calendar, &[], "2026-06-02"), "07:00 07:30");
}

/// A role with alternatives, the first wanted most.
fn ranked(alternatives: &[&[(Uuid, u16)]]) -> Role {
    let one = |(rank, list): (usize, &&[(Uuid, u16)])| {
        let mut role = role(list);
        role.candidates.iter_mut().for_each(|candidate| candidate.rank = rank as u8);
        role.candidates
    };
    Role { name: String::new(), candidates: alternatives.iter().enumerate().flat_map(one).collect() }
}

#[test]
fn the_first_alternative_is_taken_first_whatever_the_salt() {
    let calendar = Calendar::new([hours(GUIDE, 540, 600), hours(ROOM, 540, 600), hours(SECOND, 540, 600)], []);
    let rules = OfferRules { roles: vec![ranked(&[&[(GUIDE, 1), (SECOND, 1)], &[(ROOM, 1)]])], ..rules(&[]) };
    let start = at("2026-06-01T07:00:00Z");
    let mut taken: Vec<Busy> = Vec::new();
    let mut given = Vec::new();
    for salt in [5, 1, 2] {
        let seat = choose(&rules, &calendar, &taken, start, at(EARLY), salt).unwrap()[0];
        given.push(seat.resource);
        taken.push(seat.into());
    }
    assert_eq!(given, [SECOND, GUIDE, ROOM]);
    assert_eq!(choose(&rules, &calendar, &taken, start, at(EARLY), 0), Err(Refusal::Taken));
}

/// Both roles want the guide; the first keeps him, and the second is content with less.
#[test]
fn the_first_role_keeps_its_first_alternative() {
    let calendar = Calendar::new([hours(GUIDE, 540, 600), hours(ROOM, 540, 600), hours(SECOND, 540, 600)], []);
    let both = [ranked(&[&[(GUIDE, 1)], &[(ROOM, 1)]]), ranked(&[&[(GUIDE, 1)], &[(SECOND, 1)]])];
    let rules = OfferRules { roles: both.into(), ..rules(&[]) };
    for salt in 0..4 {
        let given = choose(&rules, &calendar, &[], at("2026-06-01T07:00:00Z"), at(EARLY), salt).unwrap();
        assert_eq!(given.iter().map(|seat| seat.resource).collect::<Vec<_>>(), [GUIDE, SECOND]);
    }
}

#[test]
fn travel_is_working_time_of_whoever_travels() {
    // The guide is there from 9 to 12 on the wall, the place from 10 to 11 only, the laptop stays.
    let calendar = Calendar::new([hours(GUIDE, 540, 720), hours(PLACE, 600, 660), hours(ROOM, 540, 720)], []);
    let mut rules = OfferRules { travel_minutes: 40, buffer_after: 5, ..rules(&[&[(GUIDE, 1)], &[(ROOM, 1)]]) };
    rules.roles[0].candidates[0].travels = true;
    // Away at 9, there at 9.40; the last visit that gets home by 12 begins at 10.40.
    assert_eq!(day_list(&rules, &calendar, &[], "2026-06-01"), "07:40 08:10 08:40");
    let given = choose(&rules, &calendar, &[], at("2026-06-01T08:10:00Z"), at(EARLY), 0).unwrap();
    assert_eq!((given[0].starts, given[0].ends), (at("2026-06-01T07:30:00Z"), at("2026-06-01T09:25:00Z")));
    assert_eq!((given[1].starts, given[1].ends), (at("2026-06-01T08:10:00Z"), at("2026-06-01T08:45:00Z")));
    assert_eq!((rules.before().as_mins(), rules.after().as_mins()), (40, 75));
    // Home at 9.25 and five minutes: the next visit cannot begin before the way out fits too.
    let taken: Vec<Busy> = given.into_iter().map(Busy::from).collect();
    assert_eq!(day_list(&rules, &calendar, &taken, "2026-06-01"), "07:40x0 08:10x0 08:40x0");
    // Where the place must be open, the way there need not lie inside its hours.
    let placed = OfferRules { place: Some(PLACE), ..rules };
    assert_eq!(day_list(&placed, &calendar, &[], "2026-06-01"), "08:10");
}
