//! Numbers and days as people read them.

use jiff::civil::Date;
use torg_base::Lang;
use torg_base::time::{show_minutes, weekday};
use torg_plan::model::{Day, Input};
use torg_web::Visit;

/// «9 t 30 min», «45 min», «-2 t».
pub fn length(visit: &Visit, minutes: i64) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    let hour = visit.t("tours-hour-short");
    match (hours, rest) {
        (0, rest) => format!("{sign}{rest}\u{a0}min"),
        (hours, 0) => format!("{sign}{}\u{a0}{hour}", thousands(hours)),
        (hours, rest) => format!("{sign}{}\u{a0}{hour} {rest}\u{a0}min", thousands(hours)),
    }
}

/// Whole hours, for large sums: «1 240 t».
pub fn hours(visit: &Visit, minutes: i64) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    format!("{sign}{}\u{a0}{}", thousands((minutes.unsigned_abs() + 30) / 60), visit.t("tours-hour-short"))
}

/// «12 345», with spaces that do not break.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// «mandag 4. januar», «Monday 4 January».
pub fn day(input: &Input, day: Day, lang: Lang) -> String {
    let date = input.date(day);
    format!("{} {}", weekday(date.weekday(), lang), torg_base::time::day_month(date, lang))
}

/// «4.1.»
pub fn short_day(input: &Input, day: Day) -> String {
    let date: Date = input.date(day);
    format!("{}.{}.", date.day(), date.month())
}

/// «09.00»
pub fn clock(minutes: i32) -> String {
    show_minutes(i16::try_from(minutes).unwrap_or(i16::MAX))
}

/// A text with any number of variables.
pub fn told(visit: &Visit, key: &str, args: &[(&str, &str)]) -> String {
    visit.app.texts().format(visit.lang, key, args)
}

/// A text that counts something.
pub fn counted(visit: &Visit, key: &str, n: i64) -> String {
    told(visit, key, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn large_numbers_are_parted() {
        assert_eq!(
            [7, 999, 1000, 60_000, 1_234_567].map(thousands),
            ["7", "999", "1\u{a0}000", "60\u{a0}000", "1\u{a0}234\u{a0}567"]
        );
    }
}
