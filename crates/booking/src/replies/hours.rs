//! When people may be asked something.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use torg_base::time::{OSLO, oslo_date, start_of_day};

/// Nobody is woken, and nobody must sit up to answer: questions go out, and their time runs, from eight to twenty.
const FIRST_HOUR: i8 = 8;
const LAST_HOUR: i8 = 20;

/// The instant itself when it is in the daytime, else eight o'clock next.
pub fn daytime(at: Timestamp) -> Timestamp {
    let date = oslo_date(at);
    let (opens, closes) = (hour(date, FIRST_HOUR), hour(date, LAST_HOUR));
    match at {
        _ if at < opens => opens,
        _ if at < closes => at,
        _ => hour(date.saturating_add(1.day()), FIRST_HOUR),
    }
}

/// So much later, counting only hours of the daytime.
pub fn after_daytime(from: Timestamp, mut length: SignedDuration) -> Timestamp {
    let mut from = daytime(from);
    loop {
        let closes = hour(oslo_date(from), LAST_HOUR);
        let room = closes.duration_since(from);
        if length <= room {
            return from + length;
        }
        length -= room;
        from = daytime(closes);
    }
}

fn hour(date: Date, hour: i8) -> Timestamp {
    date.at(hour, 0, 0, 0).to_zoned(OSLO.clone()).map_or_else(|_| start_of_day(date), |at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use torg_base::time::oslo;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn two_hours_late_in_the_day_run_on_in_the_morning() {
        let two = SignedDuration::from_hours(2);
        // Monday 10.00, 19.30 and 23.00 in Norway, in winter.
        assert_eq!(after_daytime(at("2026-11-23T09:00:00Z"), two), at("2026-11-23T11:00:00Z"));
        assert_eq!(after_daytime(at("2026-11-23T18:30:00Z"), two), at("2026-11-24T08:30:00Z"));
        assert_eq!(daytime(at("2026-11-23T22:00:00Z")), at("2026-11-24T07:00:00Z"));
        assert_eq!(after_daytime(at("2026-11-23T22:00:00Z"), two), at("2026-11-24T09:00:00Z"));
        assert_eq!(daytime(at("2026-11-23T05:00:00Z")), at("2026-11-23T07:00:00Z"));
        assert_eq!(
            after_daytime(at("2026-11-23T09:00:00Z"), SignedDuration::from_hours(24)),
            at("2026-11-25T09:00:00Z")
        );
    }

    #[test]
    fn the_clock_on_the_wall_counts_over_both_switches() {
        // Saturday 21.00 before summer time begins: asked on Sunday at 08.00, which is an hour earlier in UTC.
        assert_eq!(daytime(at("2026-03-28T20:00:00Z")), at("2026-03-29T06:00:00Z"));
        assert_eq!(daytime(at("2026-10-24T19:00:00Z")), at("2026-10-25T07:00:00Z"));
    }

    proptest! {
        /// Never at night, never earlier than asked for, and the time given is in the daytime too.
        #[test]
        fn never_at_night(second in 1_700_000_000i64..1_900_000_000, minutes in 0i64..4000) {
            let asked = Timestamp::from_second(second).unwrap();
            let sent = daytime(asked);
            let until = after_daytime(asked, SignedDuration::from_mins(minutes));
            prop_assert!(sent >= asked && until >= sent + SignedDuration::from_mins(minutes));
            prop_assert!((FIRST_HOUR..LAST_HOUR).contains(&oslo(sent).hour()));
            let ends = oslo(until - SignedDuration::from_secs(1)).hour();
            prop_assert!(minutes == 0 || (FIRST_HOUR..LAST_HOUR).contains(&ends));
        }
    }
}
