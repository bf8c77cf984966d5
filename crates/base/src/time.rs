//! Civil time in Norway, and how dates and times are written.
//!
//! Instants are kept in UTC; rules and texts are in Europe/Oslo. Forms follow Språkrådet:
//! «mandag 23. november 2026», «kl. 09.00–09.30».

use jiff::{
    Timestamp, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::sync::LazyLock;

use crate::Lang;

/// Europe/Oslo, from the bundled time-zone data.
pub static OSLO: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Oslo").expect("the time-zone data is compiled into the program"));

const WEEKDAYS: [[&str; 7]; 3] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// The civil time in Norway at an instant.
pub fn oslo(at: Timestamp) -> Zoned {
    at.to_zoned(OSLO.clone())
}

/// The date in Norway at an instant.
pub fn oslo_date(at: Timestamp) -> Date {
    oslo(at).date()
}

/// The instant at which a date begins in Norway.
pub fn start_of_day(date: Date) -> Timestamp {
    date.to_zoned(OSLO.clone()).map(|z| z.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// «mandag», «måndag», «Monday».
pub fn weekday(day: Weekday, lang: Lang) -> &'static str {
    WEEKDAYS[lang as usize][day.to_monday_zero_offset() as usize]
}

/// «mandag 23. november 2026», «Monday 23 November 2026».
pub fn long_date(date: Date, lang: Lang) -> String {
    format!("{} {} {}", weekday(date.weekday(), lang), day_month(date, lang), date.year())
}

/// «23. november», «23 November».
pub fn day_month(date: Date, lang: Lang) -> String {
    let month = date.month() as usize - 1;
    match lang {
        Lang::En => format!("{} {}", date.day(), MONTHS[1][month]),
        _ => format!("{}. {}", date.day(), MONTHS[0][month]),
    }
}

/// «23.11.2026», the short form in every language (never slashes).
pub fn short_date(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

/// «09.00», without «kl.».
pub fn clock_time(at: Timestamp) -> String {
    let z = oslo(at);
    format!("{:02}.{:02}", z.hour(), z.minute())
}

/// «kl. 09.00–09.30»; English «09.00–09.30».
pub fn clock_range(start: Timestamp, end: Timestamp, lang: Lang) -> String {
    let range = format!("{}–{}", clock_time(start), clock_time(end));
    if lang == Lang::En { range } else { format!("kl.\u{a0}{range}") }
}

/// «mandag 23. november 2026 kl. 09.00».
pub fn long_moment(at: Timestamp, lang: Lang) -> String {
    let at_word = if lang == Lang::En { "at" } else { "kl." };
    format!("{} {at_word}\u{a0}{}", long_date(oslo_date(at), lang), clock_time(at))
}

/// «23.11. kl. 09.00», for SMS where each character counts.
pub fn sms_moment(at: Timestamp, lang: Lang) -> String {
    let date = oslo_date(at);
    let at_word = if lang == Lang::En { "at" } else { "kl." };
    format!("{}.{}. {at_word} {}", date.day(), date.month(), clock_time(at))
}

/// Minutes after midnight from `9`, `09.00`, `09:00` or `0900`; `24` is the end of the day.
pub fn parse_time(typed: &str) -> Option<i16> {
    let typed = typed.trim().trim_start_matches("kl.").trim_start();
    let (hour, minute) = match typed.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if typed.len() <= 2 => (typed, "0"),
        None => typed.split_at_checked(typed.len() - 2)?,
    };
    let number = |text: &str| -> Option<i16> {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= 1440).then_some(minutes)
}

/// «09.00»; the end of the day is «24.00».
pub fn show_minutes(minutes: i16) -> String {
    format!("{:02}.{:02}", minutes / 60, minutes % 60)
}

/// A date from `1.5.2026` or `01.05.2026`.
pub fn parse_date(typed: &str) -> Option<Date> {
    let mut parts = typed.trim().split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !digits(day) || !digits(month) || !digits(year) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_the_language_council_writes() {
        let at: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        assert_eq!(long_moment(at, Lang::Nb), "mandag 23. november 2026 kl.\u{a0}09.00");
        assert_eq!(long_moment(at, Lang::Nn), "måndag 23. november 2026 kl.\u{a0}09.00");
        assert_eq!(long_moment(at, Lang::En), "Monday 23 November 2026 at\u{a0}09.00");
        assert_eq!(short_date(oslo_date(at)), "23.11.2026");
        assert_eq!(sms_moment(at, Lang::Nb), "23.11. kl. 09.00");
    }

    #[test]
    fn days_begin_at_local_midnight_on_both_switch_days() {
        let spring = start_of_day(jiff::civil::date(2026, 3, 29));
        let autumn = start_of_day(jiff::civil::date(2026, 10, 25));
        assert_eq!(spring.to_string(), "2026-03-28T23:00:00Z");
        assert_eq!(autumn.to_string(), "2026-10-24T22:00:00Z");
    }
}
