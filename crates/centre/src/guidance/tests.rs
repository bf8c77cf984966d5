//! The counters and what is told of them, without a database.

use std::collections::HashSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::model::*;
use torg_base::Uuid;

fn session(pick: [usize; 8], minutes: i32) -> Session {
    let at = |d: Dimension, n: usize| d.values()[n % d.values().len()].0;
    let chosen = std::array::from_fn(|n| at(Dimension::CHOSEN[n], pick[n]));
    let topics = Dimension::Topic.values()[1..].iter().map(|(code, _)| *code);
    Session {
        service: Uuid::from_u128(1 + pick[6] as u128 % 3),
        minutes,
        topics: topics.filter(|code| (code.len() + pick[7]).is_multiple_of(3)).collect(),
        outcome: at(Dimension::Outcome, pick[7]),
        chosen,
    }
}

#[test]
fn the_form_offers_every_dimension_once_and_each_value_reads_back() {
    let told: HashSet<Dimension> = Dimension::CHOSEN.into_iter().collect();
    let others = [Dimension::Service, Dimension::Topic, Dimension::Minutes, Dimension::Outcome];
    assert_eq!(told.len() + others.len(), Dimension::ALL.len());
    assert!(others.iter().all(|d| !told.contains(d)));
    for dimension in Dimension::ALL {
        assert_eq!(Dimension::parse(dimension.code()), Some(dimension));
        for (code, _) in dimension.values() {
            assert_eq!(dimension.value(code), Some(*code));
        }
    }
    assert_eq!(Dimension::Age.value("0802199"), None, "nothing but what the form offers");
}

#[test]
fn lengths_fall_in_bands() {
    let bands: Vec<&str> = [1, 14, 15, 29, 30, 59, 60, 480].into_iter().map(band).collect();
    assert_eq!(bands, ["short", "short", "half", "half", "hour", "hour", "long", "long"]);
}

#[test]
fn a_period_is_told_when_it_is_over() {
    let day = date(2026, 11, 22);
    assert_eq!((period(day, true), period(day, false)), ("2026-11".into(), "2026-Q4".into()));
    assert_eq!(period(date(2026, 3, 31), false), "2026-Q1");
    for (known, told) in
        [("2026-10", true), ("2026-11", false), ("2026-Q3", true), ("2026-Q4", false), ("2025-12", true)]
    {
        assert_eq!(over(known, day), told, "{known}");
    }
    assert!(over("2026-Q4", date(2027, 1, 1)));
}

proptest! {
    /// Whatever is told, and whatever is subtracted from whatever, no number from one to four comes out.
    #[test]
    fn no_difference_isolates_fewer_than_five(a in 0i64..10_000, b in 0i64..10_000) {
        let size = |n: i64| match Told::of(n) { Told::Few => None, told => Some(told.size()) };
        if let (Some(a), Some(b)) = (size(a), size(b)) {
            prop_assert!((a - b).abs() == 0 || (a - b).abs() >= 5);
        }
        if let Told::About(told) = Told::of(a) {
            prop_assert!(told % 5 == 0 && (told - a).abs() <= 2 && told >= 5);
        }
    }

    /// A session raises each counter once; without crossing, none of two things.
    #[test]
    fn a_session_raises_each_counter_once(pick in any::<[u8; 8]>(), minutes in 1..480) {
        let session = session(pick.map(usize::from), minutes);
        for crossed in [false, true] {
            let counters = session.counters(crossed);
            let distinct: HashSet<&Counter> = counters.iter().collect();
            prop_assert_eq!(distinct.len(), counters.len());
            let pairs = counters.iter().filter(|c| !c.two.is_empty()).count();
            prop_assert_eq!(pairs > 0, crossed);
            prop_assert!(counters.iter().any(|c| c.one == ALL));
        }
    }
}
