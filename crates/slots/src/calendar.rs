//! Opening hours: weekly rules in civil time (Europe/Oslo), exceptions and public holidays, read as instants.

use std::collections::HashMap;
use std::iter::successors;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::{Disambiguation, TimeZone};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::rules::{Availability, DAY, Exception, ExceptionKind, OpenState, Stretch};

/// How many days after today [`open_state`] looks.
const LOOK_AHEAD_DAYS: i64 = 60;

/// The civil time zone of all rules.
pub fn oslo() -> &'static TimeZone {
    static OSLO: LazyLock<TimeZone> = LazyLock::new(|| {
        // Cannot fail: the time zone database is built into the binary (jiff's `tzdb-bundle-always`).
        TimeZone::get("Europe/Oslo").expect("the built-in time zone database has Europe/Oslo")
    });
    &OSLO
}

/// The civil date in Norway at an instant.
pub fn civil_date(at: Timestamp) -> Date {
    oslo().to_datetime(at).date()
}

/// An instant so many minutes later (earlier when negative), held within the range of time.
pub(crate) fn plus_minutes(at: Timestamp, minutes: i64) -> Timestamp {
    let edge = if minutes < 0 { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(SignedDuration::from_secs(minutes * 60)).unwrap_or(edge)
}

/// The dates from first to last, inclusive.
pub(crate) fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    successors(Some(first), |date| date.tomorrow().ok()).take_while(move |date| *date <= last)
}

/// Public holidays in Norway (lov om 1 og 17 mai som høgtidsdagar; lov om helligdager og helligdagsfred § 2, with the days
/// around Easter). Half days such as Christmas Eve are ordinary days here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    NewYearsDay,
    MaundyThursday,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    LabourDay,
    ConstitutionDay,
    AscensionDay,
    WhitSunday,
    WhitMonday,
    ChristmasDay,
    SecondChristmasDay,
}

impl Holiday {
    /// Key of its name in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Holiday::NewYearsDay => "holiday-new-years-day",
            Holiday::MaundyThursday => "holiday-maundy-thursday",
            Holiday::GoodFriday => "holiday-good-friday",
            Holiday::EasterSunday => "holiday-easter-sunday",
            Holiday::EasterMonday => "holiday-easter-monday",
            Holiday::LabourDay => "holiday-labour-day",
            Holiday::ConstitutionDay => "holiday-constitution-day",
            Holiday::AscensionDay => "holiday-ascension-day",
            Holiday::WhitSunday => "holiday-whit-sunday",
            Holiday::WhitMonday => "holiday-whit-monday",
            Holiday::ChristmasDay => "holiday-christmas-day",
            Holiday::SecondChristmasDay => "holiday-second-christmas-day",
        }
    }
}

/// The public holiday on a date. Where two fall together (17 May on Whit Sunday, say) the one with a fixed date is named.
pub fn holiday(date: Date) -> Option<Holiday> {
    let fixed = match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYearsDay),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 17) => Some(Holiday::ConstitutionDay),
        (12, 25) => Some(Holiday::ChristmasDay),
        (12, 26) => Some(Holiday::SecondChristmasDay),
        _ => None,
    };
    fixed.or_else(|| match date.day_of_year() - easter_sunday(date.year())?.day_of_year() {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    })
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8); none before 1583, when the
/// calendar was another.
pub fn easter_sunday(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (golden, century, in_century) = (y % 19, y / 100, y % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

/// One civil day and its instants; kept while a search runs, since asking the time zone is what costs.
pub(crate) struct Day {
    pub date: Date,
    pub starts: Timestamp,
    pub ends: Timestamp,
    holiday: bool,
    /// 24 hours long, so minutes can be added without asking the time zone.
    plain: bool,
}

impl Day {
    /// None at the far end of the calendar only.
    pub fn new(date: Date) -> Option<Day> {
        let midnight = |date: Date| oslo().to_timestamp(date.at(0, 0, 0, 0)).ok();
        let (starts, ends) = (midnight(date)?, midnight(date.tomorrow().ok()?)?);
        let plain = ends.duration_since(starts) == SignedDuration::from_hours(24);
        Some(Day { date, starts, ends, holiday: holiday(date).is_some(), plain })
    }

    /// The instant of a minute of the day. On switch days the reading decides about minutes that happen never or twice.
    fn at(&self, minute: i16, reading: Disambiguation) -> Option<Timestamp> {
        match minute {
            DAY => Some(self.ends),
            _ if !(0..DAY).contains(&minute) => None,
            _ if self.plain => Some(plus_minutes(self.starts, minute.into())),
            _ => self.ask(minute)?.disambiguate(reading).ok(),
        }
    }

    fn ask(&self, minute: i16) -> Option<jiff::tz::AmbiguousTimestamp> {
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        Some(oslo().to_ambiguous_timestamp(self.date.at(hour, minute, 0, 0)))
    }

    /// The instant of a minute that the clock shows on this day, the first one if it shows it twice; none if never.
    pub fn shown_at(&self, minute: i16) -> Option<Timestamp> {
        let at = self.at(minute, Disambiguation::Compatible)?;
        (self.plain || minute == self.minute_of(at)).then_some(at)
    }

    /// The minute of the day that the clock shows at an instant of this day.
    pub fn minute_of(&self, at: Timestamp) -> i16 {
        if self.plain {
            let minutes = at.duration_since(self.starts).as_secs() / 60;
            return i16::try_from(minutes).unwrap_or(DAY);
        }
        let clock = oslo().to_datetime(at);
        i16::from(clock.hour()) * 60 + i16::from(clock.minute())
    }

    /// Part of the day as opening hours: minutes that never happen move forward, minutes that happen twice are the first.
    fn opening(&self, from: i16, to: i16) -> Option<Stretch> {
        let reading = Disambiguation::Compatible;
        Some((self.at(from, reading)?, self.at(to, reading)?)).filter(|part| part.0 < part.1 && from < to)
    }

    /// Part of the day as a closure, read at its widest: a closure that is an hour too long at night harms nobody.
    fn closure(&self, from: i16, to: i16) -> Option<Stretch> {
        let part = (self.at(from, Disambiguation::Earlier)?, self.at(to, Disambiguation::Later)?);
        Some(part).filter(|part| part.0 < part.1 && from < to)
    }
}

/// When each resource is there.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    weekly: HashMap<Uuid, Vec<Availability>>,
    /// By resource (none: the whole place), ordered by last date, so that what is past is skipped and not read.
    exceptions: HashMap<Option<Uuid>, Vec<Exception>>,
}

impl Calendar {
    /// Sorts rules and exceptions by resource; in any order.
    pub fn new(
        availabilities: impl IntoIterator<Item = Availability>,
        exceptions: impl IntoIterator<Item = Exception>,
    ) -> Calendar {
        let mut calendar = Calendar::default();
        for rule in availabilities {
            calendar.weekly.entry(rule.resource).or_default().push(rule);
        }
        for exception in exceptions {
            calendar.exceptions.entry(exception.resource).or_default().push(exception);
        }
        calendar.exceptions.values_mut().for_each(|list| list.sort_by_key(|exception| exception.to));
        calendar
    }

    /// The same with one exception more.
    pub fn with(&self, exception: Exception) -> Calendar {
        let mut calendar = self.clone();
        let list = calendar.exceptions.entry(exception.resource).or_default();
        let at = list.partition_point(|other| other.to <= exception.to);
        list.insert(at, exception);
        calendar
    }

    /// When the resource is there on a civil date: ordered, merged, half-open. Hours past midnight belong to the next date.
    pub fn open(&self, resource: Uuid, date: Date) -> Vec<Stretch> {
        Day::new(date).map(|day| self.on_day(resource, &day)).unwrap_or_default()
    }

    /// The ordinary hours of a week from Monday, as minutes of the day: the weekly rules in force on a date, whatever the
    /// exceptions and holidays. This is what can hang on a wall.
    pub fn usual_week(&self, resource: Uuid, on: Date) -> [Vec<(i16, i16)>; 7] {
        let rules = self.weekly.get(&resource).map(Vec::as_slice).unwrap_or_default();
        std::array::from_fn(|offset| {
            let on_day = |rule: &&Availability| rule.in_force(on) && rule.weekdays.0 & (1 << offset) != 0;
            merged(rules.iter().filter(on_day).map(|rule| (rule.from_minute, rule.to_minute)).collect())
        })
    }

    pub(crate) fn on_day(&self, resource: Uuid, day: &Day) -> Vec<Stretch> {
        let (mut open, mut closed, mut has_rule) = (Vec::new(), Vec::new(), false);
        let rules = self.weekly.get(&resource).into_iter().flatten();
        for rule in rules.filter(|rule| rule.in_force(day.date)) {
            has_rule = true;
            if rule.weekdays.has(day.date.weekday()) && (rule.on_holidays || !day.holiday) {
                open.extend(day.opening(rule.from_minute, rule.to_minute));
            }
        }
        for exception in self.exceptions_on(Some(resource), day.date).chain(self.exceptions_on(None, day.date)) {
            match exception.kind {
                ExceptionKind::Closed { from_minute, to_minute } => closed.extend(day.closure(from_minute, to_minute)),
                ExceptionKind::Open { from_minute, to_minute } if has_rule || exception.resource.is_some() => {
                    open.extend(day.opening(from_minute, to_minute));
                }
                ExceptionKind::Open { .. } => {}
            }
        }
        without(merged(open), &merged(closed))
    }

    /// A minute of the day before which the resource is not there on a date, found without asking the time zone; none when it is
    /// not there at all. Closures and holidays are not looked at, so it may come later or stay away.
    pub(crate) fn earliest_minute(&self, resource: Uuid, date: Date) -> Option<i16> {
        let rules = self.weekly.get(&resource).into_iter().flatten();
        let weekly = rules.filter(|rule| rule.in_force(date) && rule.weekdays.has(date.weekday()));
        let exceptions = self.exceptions_on(Some(resource), date).chain(self.exceptions_on(None, date));
        let opened = exceptions.filter_map(|exception| match exception.kind {
            ExceptionKind::Open { from_minute, .. } => Some(from_minute),
            ExceptionKind::Closed { .. } => None,
        });
        weekly.map(|rule| rule.from_minute).chain(opened).min()
    }

    fn exceptions_on(&self, resource: Option<Uuid>, date: Date) -> impl Iterator<Item = &Exception> {
        let list = self.exceptions.get(&resource).map(Vec::as_slice).unwrap_or_default();
        let past = list.partition_point(|exception| exception.to < date);
        list[past..].iter().filter(move |exception| exception.from <= date)
    }
}

/// Ordered pieces that neither overlap nor touch.
pub(crate) fn merged<T: Copy + Ord>(mut pieces: Vec<(T, T)>) -> Vec<(T, T)> {
    pieces.sort_unstable();
    pieces.dedup_by(|next, kept| {
        let touches = next.0 <= kept.1;
        if touches {
            kept.1 = kept.1.max(next.1);
        }
        touches
    });
    pieces
}

/// The pieces less the holes; both ordered and merged.
fn without(pieces: Vec<Stretch>, holes: &[Stretch]) -> Vec<Stretch> {
    if holes.is_empty() {
        return pieces;
    }
    let mut left = Vec::with_capacity(pieces.len() + holes.len());
    for (begin, to) in pieces {
        let mut from = begin;
        for &(hole_from, hole_to) in holes.iter().filter(|hole| hole.0 < to && hole.1 > begin) {
            if from < hole_from {
                left.push((from, hole_from));
            }
            from = hole_to;
        }
        if from < to {
            left.push((from, to));
        }
    }
    left
}

/// Whether the place is open, until when, or when it opens, looking 60 days ahead. Hours across midnight count as one.
pub fn open_state(calendar: &Calendar, place: Uuid, now: Timestamp) -> OpenState {
    let today = civil_date(now);
    let last = today.saturating_add(SignedDuration::from_hours(24 * LOOK_AHEAD_DAYS));
    let mut until = None;
    for day in dates(today, last).map_while(Day::new) {
        for (from, to) in calendar.on_day(place, &day).into_iter().filter(|part| part.1 > now) {
            match until {
                None if from > now => return OpenState::Closed { opens: Some(from) },
                Some(end) if from > end => return OpenState::Open { until: end },
                _ => until = Some(to),
            }
        }
        if let Some(until) = until.filter(|end| *end < day.ends) {
            return OpenState::Open { until };
        }
    }
    until.map_or(OpenState::Closed { opens: None }, |until| OpenState::Open { until })
}
