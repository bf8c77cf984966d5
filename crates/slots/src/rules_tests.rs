//! Weekdays, holidays, opening hours on ordinary days and on both daylight-saving days.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use uuid::Uuid;

use crate::calendar::{Calendar, Holiday, civil_date, easter_sunday, holiday, open_state};
use crate::rules::{Availability, DAY, Exception, ExceptionKind, OpenState, Weekdays};

const ROOM: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn weekly(weekdays: Weekdays, from_minute: i16, to_minute: i16) -> Availability {
    Availability {
        resource: ROOM,
        weekdays,
        from_minute,
        to_minute,
        valid_from: None,
        valid_to: None,
        on_holidays: false,
    }
}

fn exception(resource: Option<Uuid>, from: Date, to: Date, kind: ExceptionKind) -> Exception {
    Exception { resource, from, to, kind, reason: None }
}

fn closed(from_minute: i16, to_minute: i16) -> ExceptionKind {
    ExceptionKind::Closed { from_minute, to_minute }
}

fn opened(from_minute: i16, to_minute: i16) -> ExceptionKind {
    ExceptionKind::Open { from_minute, to_minute }
}

/// Opening hours of the room on a date, written in UTC as `from/to from/to`.
fn open(calendar: &Calendar, date: Date) -> String {
    let parts = calendar.open(ROOM, date);
    parts.iter().map(|(from, to)| format!("{from}/{to}")).collect::<Vec<_>>().join(" ")
}

/// The room open every day, holidays too, in one part of the day.
fn daily(from: i16, to: i16) -> Calendar {
    Calendar::new([Availability { on_holidays: true, ..weekly(Weekdays::ALL, from, to) }], [])
}

#[test]
fn weekdays_are_read_and_written() {
    assert_eq!("mo;tu".parse(), Ok(Weekdays(0b11)));
    assert_eq!(" SU ; fr".parse::<Weekdays>().unwrap().to_string(), "fr;su");
    assert_eq!(Weekdays::ALL.to_string(), "mo;tu;we;th;fr;sa;su");
    assert!(Weekdays::WORKDAYS.has(Weekday::Friday) && !Weekdays::WORKDAYS.has(Weekday::Saturday));
    for wrong in ["", "mo;", "man", "mo,tu"] {
        assert!(wrong.parse::<Weekdays>().is_err(), "{wrong}");
    }
    assert_eq!(serde_json::to_string(&Weekdays(0b101)).unwrap(), r#""mo;we""#);
    assert_eq!(serde_json::from_str::<Weekdays>(r#""mo;we""#).unwrap(), Weekdays(0b101));
}

fn holidays(year: i16) -> Vec<(Date, Holiday)> {
    let days = date(year, 1, 1).series(jiff::ToSpan::days(1)).take_while(|day| day.year() == year);
    days.filter_map(|day| Some((day, holiday(day)?))).collect()
}

#[test]
fn holidays_of_2026() {
    use Holiday::*;
    let expected = [
        (date(2026, 1, 1), NewYearsDay),
        (date(2026, 4, 2), MaundyThursday),
        (date(2026, 4, 3), GoodFriday),
        (date(2026, 4, 5), EasterSunday),
        (date(2026, 4, 6), EasterMonday),
        (date(2026, 5, 1), LabourDay),
        (date(2026, 5, 14), AscensionDay),
        (date(2026, 5, 17), ConstitutionDay),
        (date(2026, 5, 24), WhitSunday),
        (date(2026, 5, 25), WhitMonday),
        (date(2026, 12, 25), ChristmasDay),
        (date(2026, 12, 26), SecondChristmasDay),
    ];
    assert_eq!(holidays(2026), expected);
}

/// In 2027 Easter Sunday is the day the clock changes, and Whit Monday is 17 May.
#[test]
fn holidays_of_2027() {
    use Holiday::*;
    let expected = [
        (date(2027, 1, 1), NewYearsDay),
        (date(2027, 3, 25), MaundyThursday),
        (date(2027, 3, 26), GoodFriday),
        (date(2027, 3, 28), EasterSunday),
        (date(2027, 3, 29), EasterMonday),
        (date(2027, 5, 1), LabourDay),
        (date(2027, 5, 6), AscensionDay),
        (date(2027, 5, 16), WhitSunday),
        (date(2027, 5, 17), ConstitutionDay),
        (date(2027, 12, 25), ChristmasDay),
        (date(2027, 12, 26), SecondChristmasDay),
    ];
    assert_eq!(holidays(2027), expected);
}

#[test]
fn easter_at_its_edges() {
    // Earliest and latest possible dates, and the years where simpler formulas go wrong (1954, 1981, 2049, 2076).
    let known = [
        (1818, 3, 22),
        (1943, 4, 25),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2008, 3, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
        (2285, 3, 22),
    ];
    for (year, month, day) in known {
        assert_eq!(easter_sunday(year), Some(date(year, month, day)));
    }
    assert!((1583..=9998).all(|year| easter_sunday(year).unwrap().weekday() == Weekday::Sunday));
    assert_eq!(easter_sunday(1500), None);
}

#[test]
fn hours_are_the_same_on_the_wall_in_summer_and_winter() {
    let calendar = Calendar::new([weekly(Weekdays::WORKDAYS, 8 * 60, 16 * 60)], []);
    assert_eq!(open(&calendar, date(2026, 3, 27)), "2026-03-27T07:00:00Z/2026-03-27T15:00:00Z");
    assert_eq!(open(&calendar, date(2026, 3, 28)), "", "a Saturday");
    assert_eq!(open(&calendar, date(2026, 3, 30)), "2026-03-30T06:00:00Z/2026-03-30T14:00:00Z");
}

#[test]
fn spring_days_have_23_hours() {
    for (day, before) in [(date(2026, 3, 29), "2026-03-28"), (date(2027, 3, 28), "2027-03-27")] {
        assert_eq!(open(&daily(0, DAY), day), format!("{before}T23:00:00Z/{day}T22:00:00Z"));
        assert_eq!(open(&daily(60, 240), day), format!("{day}T00:00:00Z/{day}T02:00:00Z"), "01-04 is two hours");
        assert_eq!(open(&daily(480, 960), day), format!("{day}T06:00:00Z/{day}T14:00:00Z"));
        // The clock goes from 02:00 to 03:00: minutes between move an hour on, and an hour that never is, is not open.
        assert_eq!(open(&daily(150, 300), day), format!("{day}T01:30:00Z/{day}T03:00:00Z"));
        assert_eq!(open(&daily(120, 180), day), "");
    }
}

#[test]
fn autumn_days_have_25_hours() {
    for (day, before) in [(date(2026, 10, 25), "2026-10-24"), (date(2027, 10, 31), "2027-10-30")] {
        assert_eq!(open(&daily(0, DAY), day), format!("{before}T22:00:00Z/{day}T23:00:00Z"));
        assert_eq!(open(&daily(60, 240), day), format!("{before}T23:00:00Z/{day}T03:00:00Z"), "01-04 is four hours");
        assert_eq!(open(&daily(480, 960), day), format!("{day}T07:00:00Z/{day}T15:00:00Z"));
        // 02:30 happens twice: the first one counts.
        assert_eq!(open(&daily(150, 300), day), format!("{day}T00:30:00Z/{day}T04:00:00Z"));
        assert_eq!(open(&daily(60, 150), day), format!("{before}T23:00:00Z/{day}T00:30:00Z"));
    }
}

/// A closure must hold for every instant at which the clock shows it, also where the clock jumps.
#[test]
fn closures_on_switch_days_are_never_too_short() {
    let always = Availability { on_holidays: true, ..weekly(Weekdays::ALL, 0, DAY) };
    for day in [date(2026, 3, 29), date(2027, 3, 28), date(2026, 10, 25), date(2027, 10, 31)] {
        for (from, to) in [(150, 240), (60, 150), (120, 180), (150, 165), (0, 120), (179, 181)] {
            let calendar = Calendar::new([always.clone()], [exception(None, day, day, closed(from, to))]);
            let wrong = calendar.open(ROOM, day).into_iter().find(|(start, end)| {
                let minutes = (start.as_second()..end.as_second()).step_by(60);
                let clock = |second| crate::calendar::oslo().to_datetime(Timestamp::from_second(second).unwrap());
                let mut shown =
                    minutes.map(|second| i16::from(clock(second).hour()) * 60 + i16::from(clock(second).minute()));
                shown.any(|minute| from <= minute && minute < to)
            });
            assert_eq!(wrong, None, "{day} closed {from}..{to}");
        }
    }
}

#[test]
fn hours_across_new_year() {
    let calendar = daily(0, DAY);
    let (eve, day) = (calendar.open(ROOM, date(2026, 12, 31)), calendar.open(ROOM, date(2027, 1, 1)));
    assert_eq!(eve, [(at("2026-12-30T23:00:00Z"), at("2026-12-31T23:00:00Z"))]);
    assert_eq!(day[0].0, eve[0].1);
    assert_eq!(civil_date(at("2026-12-31T23:00:00Z")), date(2027, 1, 1));
}

#[test]
fn rules_keep_to_their_dates_and_holidays() {
    let summer = Availability {
        valid_from: Some(date(2026, 6, 1)),
        valid_to: Some(date(2026, 6, 30)),
        ..weekly(Weekdays::ALL, 600, 660)
    };
    let calendar = Calendar::new([summer], []);
    let is_open = |day: Date| !calendar.open(ROOM, day).is_empty();
    assert!(!is_open(date(2026, 5, 31)) && is_open(date(2026, 6, 1)));
    assert!(is_open(date(2026, 6, 30)) && !is_open(date(2026, 7, 1)));
    assert_eq!(calendar.open(OTHER, date(2026, 6, 1)), []);

    let ordinary = Calendar::new([weekly(Weekdays::ALL, 600, 660)], []);
    assert_eq!(open(&ordinary, date(2026, 5, 17)), "");
    assert_eq!(open(&ordinary, date(2026, 12, 24)), "2026-12-24T09:00:00Z/2026-12-24T10:00:00Z", "an ordinary day");
    assert_ne!(open(&daily(600, 660), date(2026, 5, 17)), "");
}

#[test]
fn pieces_are_merged_and_nonsense_never_opens() {
    let rules = [(480, 600), (600, 720), (700, 710), (800, 840), (900, 890), (-10, 5), (1430, 1441), (10, 10)];
    let calendar = Calendar::new(rules.map(|(from, to)| weekly(Weekdays::ALL, from, to)), []);
    assert_eq!(
        open(&calendar, date(2026, 1, 5)),
        "2026-01-05T07:00:00Z/2026-01-05T11:00:00Z 2026-01-05T12:20:00Z/2026-01-05T13:00:00Z"
    );
}

#[test]
fn exceptions_close_and_open() {
    let (monday, holiday) = (date(2026, 1, 5), date(2026, 1, 1));
    let rule = || weekly(Weekdays::WORKDAYS, 480, 960);
    let hours = |exceptions: Vec<Exception>, day| open(&Calendar::new([rule()], exceptions), day);
    let whole = |kind| exception(None, monday, monday, kind);
    let own = |kind| exception(Some(ROOM), monday, monday, kind);

    assert_eq!(hours(vec![whole(ExceptionKind::CLOSED_ALL_DAY)], monday), "");
    assert_eq!(hours(vec![own(ExceptionKind::CLOSED_ALL_DAY)], monday), "");
    let elsewhere = exception(Some(OTHER), monday, monday, ExceptionKind::CLOSED_ALL_DAY);
    assert_eq!(hours(vec![elsewhere], monday), hours(vec![], monday));
    assert_eq!(
        hours(vec![whole(closed(690, 720)), own(closed(600, 610)), own(closed(0, 485))], monday),
        "2026-01-05T07:05:00Z/2026-01-05T09:00:00Z 2026-01-05T09:10:00Z/2026-01-05T10:30:00Z \
         2026-01-05T11:00:00Z/2026-01-05T15:00:00Z"
    );
    // Later in the evening as well, and a closure wins over an opening.
    assert_eq!(hours(vec![own(opened(960, 1200))], monday), "2026-01-05T07:00:00Z/2026-01-05T19:00:00Z");
    assert_eq!(hours(vec![own(opened(960, 1200)), whole(ExceptionKind::CLOSED_ALL_DAY)], monday), "");
    // An opening holds on a holiday.
    let on_holiday = exception(None, holiday, holiday, opened(600, 660));
    assert_eq!(hours(vec![on_holiday], holiday), "2026-01-01T09:00:00Z/2026-01-01T10:00:00Z");
}

#[test]
fn the_whole_place_does_not_call_back_who_has_left() {
    let saturday = date(2026, 1, 10);
    let left = Availability { valid_to: Some(date(2025, 12, 31)), ..weekly(Weekdays::WORKDAYS, 480, 960) };
    let extra = |resource| exception(resource, saturday, saturday, opened(600, 660));
    let hours = |rule: &Availability, resource| open(&Calendar::new([rule.clone()], [extra(resource)]), saturday);
    assert_eq!(hours(&left, None), "");
    assert_ne!(hours(&weekly(Weekdays::WORKDAYS, 480, 960), None), "");
    assert_ne!(hours(&left, Some(ROOM)), "", "named, it opens");
}

#[test]
fn exceptions_are_found_among_many() {
    let day = |n: i8| date(2026, 1, n);
    // A long one that began first lies over short ones that are past.
    let list = [(4, 4), (1, 20), (2, 2), (6, 6), (3, 3), (5, 5), (23, 24), (27, 30)];
    for probe in 1..=31 {
        let expected = list.iter().any(|(from, to)| (*from..=*to).contains(&probe));
        let exceptions =
            list.iter().map(|(from, to)| exception(Some(ROOM), day(*from), day(*to), ExceptionKind::CLOSED_ALL_DAY));
        let calendar =
            Calendar::new([Availability { on_holidays: true, ..weekly(Weekdays::ALL, 480, 960) }], exceptions);
        assert_eq!(calendar.open(ROOM, day(probe)).is_empty(), expected, "{probe} January");
    }
}

#[test]
fn open_now_until_and_next() {
    let calendar = Calendar::new([weekly(Weekdays::WORKDAYS, 480, 960)], []);
    let state = |now| open_state(&calendar, ROOM, at(now));
    let opens = |text| OpenState::Closed { opens: Some(at(text)) };
    assert_eq!(state("2026-03-27T07:00:00Z"), OpenState::Open { until: at("2026-03-27T15:00:00Z") });
    assert_eq!(state("2026-03-27T06:59:59Z"), opens("2026-03-27T07:00:00Z"));
    // Friday at closing time; the clock changes before Monday.
    assert_eq!(state("2026-03-27T15:00:00Z"), opens("2026-03-30T06:00:00Z"));
    // Over Easter: from Wednesday to Tuesday.
    assert_eq!(state("2026-04-01T20:00:00Z"), opens("2026-04-07T06:00:00Z"));
    assert_eq!(open_state(&calendar, OTHER, at("2026-01-01T00:00:00Z")), OpenState::Closed { opens: None });
}

#[test]
fn open_across_midnight_is_one_opening() {
    let night = |from, to| Availability { on_holidays: true, ..weekly(Weekdays::ALL, from, to) };
    let calendar = Calendar::new([night(1200, DAY), night(0, 60)], []);
    let until = OpenState::Open { until: at("2027-01-01T00:00:00Z") };
    assert_eq!(open_state(&calendar, ROOM, at("2026-12-31T20:00:00Z")), until);
    assert_eq!(open_state(&calendar, ROOM, at("2026-12-31T23:30:00Z")), until);
    let closed = OpenState::Closed { opens: Some(at("2027-01-01T19:00:00Z")) };
    assert_eq!(open_state(&calendar, ROOM, at("2027-01-01T00:00:00Z")), closed);
}

#[test]
fn looks_sixty_days_ahead_and_no_further() {
    let now = at("2026-01-01T12:00:00Z");
    let opens_on = |day| {
        let only = exception(Some(ROOM), day, day, opened(600, 660));
        open_state(&Calendar::new([], [only]), ROOM, now)
    };
    assert_eq!(opens_on(date(2026, 3, 2)), OpenState::Closed { opens: Some(at("2026-03-02T09:00:00Z")) });
    assert_eq!(opens_on(date(2026, 3, 3)), OpenState::Closed { opens: None });
}

proptest! {
    #[test]
    fn weekdays_round_trip(bits in 1u8..128) {
        prop_assert_eq!(Weekdays(bits).to_string().parse(), Ok(Weekdays(bits)));
    }

    /// Whatever the rules: pieces are ordered, apart, not empty, and lie within their day.
    #[test]
    fn open_pieces_are_in_order(
        parts in prop::collection::vec((0i16..=DAY, 0i16..=DAY, prop::bool::ANY), 0..12),
        offset in 0i64..730,
    ) {
        let day = date(2026, 1, 1).saturating_add(jiff::SignedDuration::from_hours(24 * offset));
        let (open, shut): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.2);
        let rules = open.iter().map(|part| Availability { on_holidays: true, ..weekly(Weekdays::ALL, part.0, part.1) });
        let exceptions = shut.iter().map(|part| exception(None, day, day, closed(part.0, part.1)));
        let pieces = Calendar::new(rules, exceptions).open(ROOM, day);
        prop_assert!(pieces.iter().all(|piece| piece.0 < piece.1 && civil_date(piece.0) == day));
        prop_assert!(pieces.windows(2).all(|pair| pair[0].1 < pair[1].0));
        let whole = daily(0, DAY).open(ROOM, day)[0];
        prop_assert!(pieces.iter().all(|piece| whole.0 <= piece.0 && piece.1 <= whole.1));
    }
}

#[test]
fn the_usual_week_knows_seasons_and_no_exceptions() {
    let day = date(2026, 12, 25);
    let summer = Availability { valid_from: Some(date(2027, 6, 1)), ..weekly(Weekdays::ALL, 480, 1200) };
    let friday = "fr".parse().unwrap();
    let rules = [weekly(Weekdays::WORKDAYS, 540, 690), weekly(friday, 660, 780), weekly(friday, 840, 900), summer];
    let other = Availability { resource: OTHER, ..weekly(Weekdays::ALL, 0, DAY) };
    let shut = exception(None, day, day, closed(0, DAY));
    let calendar = Calendar::new(rules.into_iter().chain([other]), [shut]);
    let week = calendar.usual_week(ROOM, day);
    assert_eq!(week[0], [(540, 690)]);
    assert_eq!(week[4], [(540, 780), (840, 900)], "what overlaps is one");
    assert!(week[5].is_empty() && week[6].is_empty());
    assert_eq!(calendar.usual_week(ROOM, date(2027, 6, 1))[6], [(480, 1200)]);
    assert_eq!(calendar.usual_week(Uuid::from_u128(3), day), <[Vec<(i16, i16)>; 7]>::default());
}
