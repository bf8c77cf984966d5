//! Timetables and what they allow; pure.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use torg_base::Uuid;
use torg_base::time::oslo;
use torg_slots::calendar::holiday;
use torg_slots::rules::{DAY, Weekdays};

/// Letters in the name of an origin.
pub const LONGEST_ORIGIN: usize = 60;
/// Times in one timetable.
const MOST_TIMES: usize = 60;
/// Minutes of travel there and back that weigh as much as a day of waiting.
const A_DAY: i64 = 30;

/// Times of day by weekday: `mo-fr 10:15;14:40;sa 11:00`. Days stand before the first time they hold for; times without
/// days hold every day. On a public holiday the times of Sunday hold, as boats and buses have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable(Vec<Entry>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Monday is bit 0.
    days: u8,
    /// Minute of the day.
    minute: i16,
}

const EVERY_DAY: u8 = 0b111_1111;
const NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

impl Timetable {
    /// Without times anything goes: one drives, or the bus runs all day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The times as they were written, by the days they hold for.
    pub fn by_days(&self) -> Vec<(Weekdays, Vec<i16>)> {
        let groups = self.0.chunk_by(|a, b| a.days == b.days);
        groups.map(|group| (Weekdays(group[0].days), group.iter().map(|entry| entry.minute).collect())).collect()
    }

    /// The minutes of a date's times, in order.
    pub fn on(&self, date: Date) -> Vec<i16> {
        let weekday = if holiday(date).is_some() { Weekday::Sunday } else { date.weekday() };
        let bit = 1 << weekday.to_monday_zero_offset();
        let mut minutes: Vec<i16> = self.0.iter().filter(|e| e.days & bit != 0).map(|e| e.minute).collect();
        minutes.sort_unstable();
        minutes
    }
}

impl fmt::Display for Timetable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut days = EVERY_DAY;
        for (n, entry) in self.0.iter().enumerate() {
            if n > 0 {
                out.write_str(";")?;
            }
            if entry.days != days {
                write!(out, "{} ", days_text(entry.days))?;
                days = entry.days;
            }
            write!(out, "{:02}:{:02}", entry.minute / 60, entry.minute % 60)?;
        }
        Ok(())
    }
}

/// `mo-fr` for a run, else `mo,we,fr`.
fn days_text(days: u8) -> String {
    let all: Vec<usize> = (0..7).filter(|bit| days & (1 << bit) != 0).collect();
    match all.as_slice() {
        [first, _, .., last] if last - first + 1 == all.len() => format!("{}-{}", NAMES[*first], NAMES[*last]),
        days => days.iter().map(|day| NAMES[*day]).collect::<Vec<_>>().join(","),
    }
}

/// A timetable that cannot be read; the words say what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "'{}' cannot be read; write for example mo-fr 10:15;14:40;sa 11:00", self.0)
    }
}

impl std::error::Error for Unreadable {}

impl FromStr for Timetable {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Timetable, Unreadable> {
        let (mut days, mut entries) = (EVERY_DAY, Vec::new());
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let unreadable = || Unreadable(part.chars().take(40).collect());
            let clock = match part.split_once(char::is_whitespace) {
                Some((named, clock)) => {
                    days = read_days(named).ok_or_else(unreadable)?;
                    clock.trim()
                }
                None => part,
            };
            let minute = read_clock(clock).ok_or_else(unreadable)?;
            entries.push(Entry { days, minute });
        }
        if entries.len() > MOST_TIMES {
            return Err(Unreadable(format!("more than {MOST_TIMES} times")));
        }
        Ok(Timetable(entries))
    }
}

/// `mo-fr`, `sa`, `mo,we`, or `sa-mo` over the end of the week.
fn read_days(text: &str) -> Option<u8> {
    let day = |name: &str| NAMES.iter().position(|known| known.eq_ignore_ascii_case(name.trim()));
    let mut days = 0u8;
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (day(first)?, day(last)?);
        let length = (last + 7 - first) % 7;
        (0..=length).for_each(|n| days |= 1 << ((first + n) % 7));
    }
    Some(days)
}

/// `10:15` or `10.15`.
fn read_clock(text: &str) -> Option<i16> {
    let (hour, minute) = text.split_once([':', '.'])?;
    let digits = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute) = (hour.parse::<i16>().ok()?, minute.parse::<i16>().ok()?);
    (minute < 60 && hour < 24).then_some(hour * 60 + minute)
}

/// How people come from a village, an island or a quay to a place, and home again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    /// The name that people know it by.
    pub origin: String,
    /// One way, in minutes, with whatever waiting there is.
    pub minutes: i32,
    /// When people are at the place; empty when they come as they like.
    pub arrivals: Timetable,
    /// When one can leave the place to get home; empty when one goes as one likes.
    pub departures: Timetable,
}

/// Whether somebody can come to a time and get home after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Fine,
    /// Nothing goes that day, one way or the other.
    NothingGoes,
    /// It begins before the first arrival, at this minute of the day.
    TooEarly(i16),
    /// It ends after the last departure, at this minute of the day.
    TooLate(i16),
}

impl Route {
    /// Whether a visit can be reached; by the clock on the wall, so also on days when the clock changes.
    pub fn reach(&self, start: Timestamp, end: Timestamp) -> Reach {
        let (from, to) = (oslo(start), oslo(end));
        let date = from.date();
        let (arrivals, departures) = (self.arrivals.on(date), self.departures.on(date));
        let gone = |table: &Timetable, today: &[i16]| !table.is_empty() && today.is_empty();
        if gone(&self.arrivals, &arrivals) || gone(&self.departures, &departures) {
            return Reach::NothingGoes;
        }
        if let Some(first) = arrivals.first().filter(|first| **first > minute(&from)) {
            return Reach::TooEarly(*first);
        }
        let ends = if to.date() == date { minute(&to) } else { DAY };
        match departures.last().filter(|last| **last < ends) {
            Some(last) => Reach::TooLate(*last),
            None => Reach::Fine,
        }
    }

    /// When somebody is at the place for a visit, and when they can leave after it, in minutes of the day: the last arrival
    /// before it and the first departure after it. The visit's own start and end where one comes and goes as one likes,
    /// or where nothing fits.
    pub fn ride(&self, start: Timestamp, end: Timestamp) -> (i16, i16) {
        let (from, to) = (oslo(start), oslo(end));
        let (starts, ends) = (minute(&from), minute(&to));
        let there = self.arrivals.on(from.date()).into_iter().rfind(|at| *at <= starts);
        let away = self.departures.on(to.date()).into_iter().find(|at| *at >= ends);
        (there.unwrap_or(starts), away.unwrap_or(ends))
    }
}

fn minute(at: &jiff::Zoned) -> i16 {
    i16::from(at.hour()) * 60 + i16::from(at.minute())
}

/// What a place is worth less for being far away and late; lower comes first.
pub fn weight(minutes: i32, days_to_wait: i64) -> i64 {
    2 * i64::from(minutes) + A_DAY * days_to_wait
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn table(text: &str) -> Timetable {
        text.parse().unwrap()
    }

    /// The boat lands 10.15 and goes home 15.10, on Saturdays 11.00 and 13.30, and not on Sundays.
    fn island() -> Route {
        Route {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            place: Uuid::nil(),
            origin: "Øya".into(),
            minutes: 50,
            arrivals: table("mo-fr 10:15;12:00;sa 11:00"),
            departures: table("mo-fr 12:30;15:10;sa 13:30"),
        }
    }

    /// Half an hour from a minute of a day by the clock on the wall.
    fn reach(route: &Route, day: Date, hour: i8, minute: i8) -> Reach {
        let start = day.at(hour, minute, 0, 0).in_tz("Europe/Oslo").unwrap().timestamp();
        route.reach(start, start + SignedDuration::from_mins(30))
    }

    #[test]
    fn no_half_past_eight_when_the_boat_lands_a_quarter_past_ten() {
        let (route, monday) = (island(), date(2026, 11, 23));
        assert_eq!(reach(&route, monday, 8, 30), Reach::TooEarly(615));
        assert_eq!(reach(&route, monday, 10, 14), Reach::TooEarly(615));
        assert_eq!(reach(&route, monday, 10, 15), Reach::Fine);
        assert_eq!(reach(&route, monday, 14, 40), Reach::Fine);
        assert_eq!(reach(&route, monday, 14, 41), Reach::TooLate(910));
        assert_eq!(reach(&route, monday, 23, 45), Reach::TooLate(910), "past midnight");
        assert_eq!(reach(&route, date(2026, 11, 28), 10, 30), Reach::TooEarly(660));
        assert_eq!(reach(&route, date(2026, 11, 29), 12, 0), Reach::NothingGoes, "Sunday");
        assert_eq!(reach(&route, date(2026, 12, 25), 12, 0), Reach::NothingGoes, "a holiday on a Friday");
    }

    /// The tables hold by the clock, on the Sundays when it changes and on the Mondays after.
    #[test]
    fn the_clock_on_the_wall_counts_on_both_switch_days() {
        let daily = Route { arrivals: table("10:15"), departures: table("15:10"), ..island() };
        for sunday in [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)] {
            for day in [sunday.yesterday().unwrap(), sunday, sunday.tomorrow().unwrap()] {
                assert_eq!(reach(&daily, day, 10, 14), Reach::TooEarly(615), "{day}");
                assert_eq!(reach(&daily, day, 10, 15), Reach::Fine, "{day}");
                assert_eq!(reach(&daily, day, 14, 40), Reach::Fine, "{day}");
                assert_eq!(reach(&daily, day, 14, 41), Reach::TooLate(910), "{day}");
            }
        }
    }

    #[test]
    fn by_car_anything_goes() {
        let road = Route { arrivals: table(""), departures: table(" ; "), ..island() };
        assert_eq!(reach(&road, date(2026, 12, 25), 0, 0), Reach::Fine);
        let one_way = Route { departures: Timetable::default(), ..island() };
        assert_eq!(reach(&one_way, date(2026, 11, 23), 20, 0), Reach::Fine);
    }

    #[test]
    fn tables_are_read_and_written() {
        for text in
            ["", "10:15", "mo-fr 10:15;14:40;sa 11:00", "mo,we,fr 09:05", "10:15;sa,su 12:00", "sa 11:00;su 12:00"]
        {
            assert_eq!(table(text).to_string(), text);
        }
        assert_eq!(table("Mo-Fr 9.05 ; 14:40").to_string(), "mo-fr 09:05;14:40");
        assert_eq!(table("sa-mo 10:00").to_string(), "mo,sa,su 10:00");
        for bad in ["10", "ma-fr 10:00", "mo-fr", "24:00", "10:60", "1000", "mo-fr10:15", "mo- 10:15", "10:15,11:15"] {
            assert!(bad.parse::<Timetable>().is_err(), "{bad}");
        }
        assert_eq!(table("fr 12:00;10:00").on(date(2026, 11, 27)), [600, 720], "in order");
    }

    #[test]
    fn near_and_soon_comes_first() {
        assert!(weight(10, 3) < weight(90, 0), "three days are worth eighty minutes each way");
        assert!(weight(90, 0) < weight(10, 6));
        assert!(weight(0, 1) < weight(20, 0));
    }

    proptest! {
        /// What is fine lies between an arrival and a departure of that day; what is not has a reason that is true.
        #[test]
        fn a_verdict_is_true(
            arrivals in prop::collection::vec((1u8..128, 0i16..1440), 0..6),
            departures in prop::collection::vec((1u8..128, 0i16..1440), 0..6),
            days in 0i64..800, minute in 0i16..1380, length in 1i16..60,
        ) {
            let entries = |list: &[(u8, i16)]| Timetable(list.iter().map(|&(days, minute)| Entry { days, minute }).collect());
            let route = Route { arrivals: entries(&arrivals), departures: entries(&departures), ..island() };
            prop_assert_eq!(route.arrivals.to_string().parse::<Timetable>(), Ok(route.arrivals.clone()));
            let day = date(2026, 1, 1).saturating_add(SignedDuration::from_hours(24 * days));
            let at = |minute: i16| day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0).in_tz("Europe/Oslo").unwrap();
            // Between two and three in the morning the clock may jump; nobody is asked then.
            prop_assume!(minute >= 180);
            let (start, end) = (at(minute), at(minute + length));
            let today = |table: &Timetable| table.on(day);
            let in_time = route.arrivals.is_empty() || today(&route.arrivals).iter().any(|a| *a <= minute);
            let home = route.departures.is_empty() || today(&route.departures).iter().any(|d| *d >= minute + length);
            let verdict = route.reach(start.timestamp(), end.timestamp());
            prop_assert_eq!(verdict == Reach::Fine, in_time && home, "{:?}", verdict);
        }
    }
}
