//! The calendar of a series, seats, and what a change does, without a database.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use torg_base::time::oslo;
use torg_base::{Lang, Uuid};
use torg_slots::rules::{Busy, Exception, ExceptionKind, Weekdays};

use super::model::*;

fn thursdays(first: Date, end: End) -> Rule {
    let weekdays = Weekdays(1 << Weekday::Thursday.to_monday_zero_offset());
    Rule { weekdays, every_weeks: 1, from_minute: 690, to_minute: 810, first, end }
}

fn days(layout: &Layout) -> Vec<Date> {
    layout.dates.iter().map(|(starts, _)| oslo(*starts).date()).collect()
}

#[test]
fn a_series_runs_across_new_year_and_keeps_the_clock_on_the_wall_over_both_switches() {
    let year = lay_out(&thursdays(date(2026, 10, 1), End::On(date(2027, 4, 30))), &[], &[]);
    assert!(days(&year).windows(2).all(|pair| (pair[1] - pair[0]).get_days() % 7 == 0));
    assert!(days(&year).contains(&date(2026, 12, 31)) && days(&year).contains(&date(2027, 1, 7)));
    for (starts, ends) in &year.dates {
        let (from, to) = (oslo(*starts), oslo(*ends));
        assert_eq!((from.hour(), from.minute(), to.hour(), to.minute()), (11, 30, 13, 30), "{from}");
    }
    // Summer time ends on 25 October 2026 and begins on 28 March 2027, so the instants differ by an hour.
    let utc = |day: Date| year.dates.iter().find(|d| oslo(d.0).date() == day).expect("a date").0.to_string();
    assert_eq!(utc(date(2026, 10, 22)), "2026-10-22T09:30:00Z");
    assert_eq!(utc(date(2026, 10, 29)), "2026-10-29T10:30:00Z");
    assert_eq!(utc(date(2027, 4, 1)), "2027-04-01T09:30:00Z");
}

#[test]
fn the_switch_days_themselves_have_their_hours() {
    for day in [date(2027, 3, 28), date(2026, 10, 25)] {
        let (starts, ends) = span(day, 690, 810).expect("a time");
        assert_eq!((oslo(starts).hour(), ends.duration_since(starts).as_mins()), (11, 120), "{day}");
    }
}

#[test]
fn holidays_and_closures_are_left_out_with_the_reason_and_do_not_count() {
    let closed =
        |from: Date, to: Date, resource, kind| Exception { resource, from, to, kind, reason: Some("Kurs".into()) };
    let room = Uuid::from_u128(7);
    let closures = [
        closed(date(2027, 3, 4), date(2027, 3, 5), None, ExceptionKind::CLOSED_ALL_DAY),
        closed(date(2027, 3, 11), date(2027, 3, 11), Some(room), ExceptionKind::CLOSED_ALL_DAY),
        // Another room, and another part of the day, are in nobody's way.
        closed(date(2027, 3, 18), date(2027, 3, 18), Some(Uuid::from_u128(8)), ExceptionKind::CLOSED_ALL_DAY),
        closed(date(2027, 4, 1), date(2027, 4, 1), None, ExceptionKind::Closed { from_minute: 0, to_minute: 690 }),
    ];
    let layout = lay_out(&thursdays(date(2027, 3, 4), End::After(3)), &closures, &[room]);
    // 25 March 2027 is Maundy Thursday.
    assert_eq!(days(&layout), [date(2027, 3, 18), date(2027, 4, 1), date(2027, 4, 8)]);
    let why: Vec<_> = layout.skipped.iter().map(|s| (s.date, s.why.clone())).collect();
    let closed = Why::Closed("Kurs".into());
    assert_eq!(
        why,
        [
            (date(2027, 3, 4), closed.clone()),
            (date(2027, 3, 11), closed),
            (date(2027, 3, 25), Why::Holiday("holiday-maundy-thursday".into())),
        ]
    );
}

#[test]
fn every_other_week_counts_from_the_first_week_and_no_series_is_endless() {
    let mut rule = thursdays(date(2026, 11, 25), End::After(3));
    rule.every_weeks = 2;
    rule.weekdays = Weekdays(rule.weekdays.0 | 1);
    // Wednesday is the first date; its week has the Thursday, and the Monday of that week is past.
    assert_eq!(days(&lay_out(&rule, &[], &[])), [date(2026, 11, 26), date(2026, 12, 7), date(2026, 12, 10)]);
    let long = lay_out(&thursdays(date(2026, 1, 1), End::After(500)), &[], &[]);
    assert!(long.dates.len() <= MOST_DATES);
    let daily = Rule { weekdays: Weekdays::ALL, ..thursdays(date(2026, 1, 1), End::After(500)) };
    assert_eq!(lay_out(&daily, &[], &[]).dates.len(), MOST_DATES);
}

fn course_date(day: Date) -> CourseDate {
    let (starts, ends) = span(day, 690, 810).expect("a time");
    let mut date = CourseDate::blank(Uuid::from_u128(1), Uuid::from_u128(2), State::On);
    (date.starts, date.ends, date.seats, date.seat) = (starts, ends, 3, Some(Uuid::from_u128(9)));
    date
}

#[test]
fn free_seats_are_those_nobody_has_and_a_seat_above_the_number_counts() {
    let date = course_date(date(2026, 11, 26));
    let taken = |seat, starts, ends| Busy { resource: Uuid::from_u128(9), seat, starts, ends };
    let at = |seat| taken(seat, date.starts, date.ends);
    assert_eq!(free_seats(&date, &[]), [1, 2, 3]);
    assert_eq!(free_seats(&date, &[at(2)]), [1, 3]);
    assert_eq!(free_seats(&date, &[at(20)]), [1, 2], "the number was lowered, the person still comes");
    assert_eq!(free_seats(&date, &[at(1), at(2), at(20)]), [] as [u16; 0]);
    let other_day = taken(1, date.ends, date.ends + jiff::SignedDuration::from_hours(2));
    assert_eq!(free_seats(&date, &[other_day]), [1, 2, 3]);
}

#[test]
fn a_change_takes_only_what_differs_to_the_other_dates() {
    let (now, other) = (course_date(date(2026, 11, 26)), course_date(date(2027, 4, 1)));
    let mut then = now.clone();
    (then.starts, then.ends) = span(date(2026, 11, 26), 780, 900).expect("a time");
    let change = Change::between(&now, &then);
    assert_eq!(change, Change { time: Some((780, 900)), ..Change::default() });
    assert_eq!(change.told(), ["course-changed-time"]);
    let mut other = other;
    other.topic.nb = "Eget tema".into();
    let moved = change.apply(&other).expect("a time");
    assert_eq!(moved.minutes(), (780, 900), "13.00 on the wall in summer time too");
    assert_eq!(moved.starts.to_string(), "2027-04-01T11:00:00Z");
    assert_eq!(moved.topic, other.topic, "its own topic stays");
    assert!(Change::between(&now, &now).nothing());
    let seats = Change { seats: Some(5), help: Some(Help::default()), ..Change::default() };
    assert!(seats.told().is_empty() && !seats.moves(), "seats and helpers concern nobody who has signed up");
}

#[test]
fn a_change_reaches_this_those_that_follow_or_all_and_never_what_has_begun() {
    let all: Vec<CourseDate> = [5, 12, 19, 26].map(|d| course_date(date(2026, 11, d))).to_vec();
    let now: Timestamp = "2026-11-12T11:00:00Z".parse().expect("an instant");
    let reach = |reach: Reach, n: usize| -> Vec<Uuid> { reach.of(&all[n], &all, now).iter().map(|d| d.id).collect() };
    assert_eq!(reach(Reach::This, 2), [all[2].id]);
    assert_eq!(reach(Reach::Following, 3), [all[3].id]);
    assert_eq!(reach(Reach::All, 2), [all[2].id, all[3].id], "the one that runs now is left alone");
    assert!(reach(Reach::This, 0).is_empty());
}

#[test]
fn nobody_helps_without_a_supervisor() {
    assert!(Help::default().supervised());
    let pupils = Help { others: "to elevar".into(), ..Help::default() };
    assert!(!pupils.supervised());
    assert!(!Help { helpers: vec![Uuid::nil()], ..Help::default() }.supervised());
    assert!(Help { supervisor: Some(Uuid::nil()), ..pupils }.supervised());
}

#[test]
fn a_topic_that_is_missing_in_one_language_is_read_in_another_and_says_so() {
    let topic = Topic { nn: "Trygg på nett".into(), ..Topic::default() };
    assert_eq!(topic.read(Lang::Nn), ("Trygg på nett", None));
    assert_eq!(topic.read(Lang::En), ("Trygg på nett", Some(Lang::Nn)));
    assert!(Topic::default().is_empty() && !topic.is_empty());
}

#[test]
fn it_is_decided_so_many_days_ahead_at_the_same_time_of_day() {
    let starts: Timestamp = "2027-03-30T16:00:00Z".parse().expect("an instant");
    assert_eq!(decides_at(starts, 3).to_string(), "2027-03-27T17:00:00Z");
}
