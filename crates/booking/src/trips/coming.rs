//! How somebody comes to the places of a trip and home again, and what that makes of times and plans; pure.
//!
//! The route is the one to each place. Where a place close by has none of its own, people come to the place of the trip and
//! go on from there.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::SignedDuration;
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;
use torg_catalogue::travel::model::{Reach, Route};

use super::model;
use super::plan::{Choice, Plan};
use crate::booking::choosing::LeftOut;

/// The way to each place of a trip, in the order of the places; none where nobody has written it down.
#[derive(Clone, Debug, Default)]
pub struct Coming(Vec<Option<Leg>>);

/// A route, and how far it is from where it ends.
#[derive(Clone, Debug)]
struct Leg {
    route: Route,
    walk: SignedDuration,
}

impl Coming {
    /// `places` has the place of the trip first. Nobody knows the way from an origin without a name.
    pub fn from(directory: &Directory, origin: &str, places: &[Arc<Place>]) -> Coming {
        let Some(main) = places.first() else { return Coming::default() };
        let leg = |place: &Arc<Place>| {
            let own = directory.way_there(place.id, origin).map(|route| (route, SignedDuration::ZERO));
            let over = || directory.way_there(main.id, origin).map(|route| (route, model::gap(main, place)));
            own.or_else(over).map(|(route, walk)| Leg { route: route.clone(), walk })
        };
        Coming(places.iter().map(leg).collect())
    }

    fn leg(&self, choice: &Choice) -> Option<&Leg> {
        self.0.get(choice.place).and_then(Option::as_ref)
    }

    /// Whether somebody can come to a time and get home after it.
    pub fn reach(&self, choice: &Choice) -> Reach {
        self.leg(choice).map_or(Reach::Fine, |leg| leg.route.reach(choice.starts - leg.walk, choice.ends + leg.walk))
    }

    /// Takes away the times that nobody can come to or get home from, and says why.
    pub fn leave_out<T>(&self, times: &mut Vec<T>, choice: impl Fn(&T) -> &Choice, left_out: &mut LeftOut) {
        times.retain(|time| {
            let reach = self.reach(choice(time));
            left_out.add(reach);
            reach == Reach::Fine
        });
    }

    /// When somebody is there for a day that begins and ends so, and when they can leave; minutes of the day.
    fn ride(&self, first: &Choice, last: &Choice) -> Option<(i16, i16)> {
        let (to, back) = (self.leg(first)?, self.leg(last)?);
        let (there, _) = to.route.ride(first.starts - to.walk, first.ends);
        let (_, away) = back.route.ride(last.starts, last.ends + back.walk);
        Some((there, away))
    }

    /// As it is told: only where boats or buses decide, and where they can be reached.
    pub fn told(&self, first: &Choice, last: &Choice) -> Option<(i16, i16)> {
        let (to, back) = (self.leg(first)?, self.leg(last)?);
        let tables = !to.route.arrivals.is_empty() && !back.route.departures.is_empty();
        let fine = self.reach(first) == Reach::Fine && self.reach(last) == Reach::Fine;
        self.ride(first, last).filter(|_| tables && fine)
    }

    /// Puts the plan first that gets somebody home first, then the one that they can leave home latest for; between those
    /// that are equal there, what ends first. Without a way to come by, the plans stand as they stood.
    pub fn rank(&self, plans: &mut [Plan], times: &[Vec<Choice>]) {
        let at = |stop: super::plan::Stop| &times[stop.errand][stop.choice];
        plans.sort_by_key(|plan| {
            let ends = plan.stops.first().zip(plan.stops.last());
            let ride = ends.and_then(|(first, last)| self.ride(at(*first), at(*last)));
            ride.map(|(there, away)| (away, Reverse(there)))
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;
    use torg_base::Uuid;
    use torg_base::time::{oslo, start_of_day};

    use super::super::plan::plans;
    use super::*;

    fn route(arrivals: &str, departures: &str) -> Route {
        Route {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            place: Uuid::nil(),
            origin: "Øya".into(),
            minutes: 70,
            arrivals: arrivals.parse().unwrap(),
            departures: departures.parse().unwrap(),
        }
    }

    /// One place that the boat goes to, and one a quarter of an hour's walk on.
    fn coming(arrivals: &str, departures: &str) -> Coming {
        let leg = |minutes| Leg { route: route(arrivals, departures), walk: SignedDuration::from_mins(minutes) };
        Coming(vec![Some(leg(0)), Some(leg(15))])
    }

    fn boat() -> Coming {
        coming("10:15;13:20", "12:40;15:10")
    }

    /// Half an hour from a minute of a Thursday.
    fn at(minute: i64, place: usize) -> Choice {
        let starts = start_of_day(date(2026, 11, 26)) + SignedDuration::from_mins(minute);
        Choice { starts, ends: starts + SignedDuration::from_mins(30), place }
    }

    fn gap(_: usize, _: usize) -> SignedDuration {
        SignedDuration::from_mins(5)
    }

    fn clock(at: Timestamp) -> String {
        oslo(at).strftime("%H.%M").to_string()
    }

    #[test]
    fn nobody_is_asked_to_come_before_the_boat_or_to_stay_after_the_last() {
        let all: Vec<Choice> = (0..16).map(|n| at(8 * 60 + 30 + n * 30, 0)).collect();
        let (mut left, mut why) = (all.clone(), LeftOut::default());
        boat().leave_out(&mut left, |choice| choice, &mut why);
        let starts: Vec<String> = left.iter().map(|choice| clock(choice.starts)).collect();
        assert_eq!((starts[0].as_str(), starts[starts.len() - 1].as_str()), ("10.30", "14.30"));
        assert_eq!((why.early, why.late), (Some(615), Some(910)));
        // The control: without the boat half past eight is offered.
        let (mut left, mut why) = (all.clone(), LeftOut::default());
        Coming::default().leave_out(&mut left, |choice| choice, &mut why);
        assert_eq!(left, all);
        assert!(!why.any());
        // The way on to the neighbour counts, there and back.
        assert_eq!(boat().reach(&at(10 * 60 + 15, 0)), Reach::Fine);
        assert_eq!(boat().reach(&at(10 * 60 + 15, 1)), Reach::TooEarly(615));
        assert_eq!(boat().reach(&at(10 * 60 + 30, 1)), Reach::Fine);
        assert_eq!(boat().reach(&at(14 * 60 + 30, 0)), Reach::Fine);
        assert_eq!(boat().reach(&at(14 * 60 + 30, 1)), Reach::TooLate(910));
    }

    #[test]
    fn what_gets_somebody_home_first_stands_first_and_then_what_they_can_sleep_longest_for() {
        // From 10.30 to 13.20, and from 13.30 to 14.35: both go home 15.10; and from 10.30 to 11.35.
        let errands =
            vec![vec![at(630, 0), at(770, 0), at(810, 0)], vec![at(665, 0), at(735, 0), at(805, 0), at(845, 0)]];
        let mut found = plans(&errands, &gap);
        let before: Vec<(String, String)> = found.iter().map(|p| (clock(p.starts), clock(p.ends))).collect();
        let shown = |s: &str, e: &str| (s.to_owned(), e.to_owned());
        assert_eq!(
            before,
            [shown("10.30", "11.35"), shown("12.15", "13.20"), shown("12.50", "13.55"), shown("13.30", "14.35")]
        );
        boat().rank(&mut found, &errands);
        let after: Vec<String> = found.iter().map(|p| clock(p.starts)).collect();
        assert_eq!(
            after,
            ["10.30", "13.30", "12.15", "12.50"],
            "home 12.40; home 15.10 by the late boat; by the early one"
        );
        let stop = |n: usize| errands[found[n].stops[0].errand][found[n].stops[0].choice];
        assert_eq!(boat().told(&stop(0), &errands[1][0]), Some((615, 760)));
        assert_eq!(coming("", "").told(&stop(0), &errands[1][0]), None, "whoever drives comes as they like");
        assert_eq!(boat().told(&at(510, 0), &at(600, 0)), None, "nothing is promised that does not go");
    }

    proptest! {
        /// Whatever the boats are: what is left can be reached, what is gone cannot, and no plan of what is left begins before
        /// somebody is there or ends after the last one goes.
        #[test]
        fn a_plan_is_within_the_boats(
            arrivals in prop::collection::btree_set(6i64..16, 1..4),
            departures in prop::collection::btree_set(10i64..20, 1..4),
            times in prop::collection::vec(prop::collection::vec((32i64..76, 0usize..2), 0..10), 2..4),
        ) {
            let table = |hours: &std::collections::BTreeSet<i64>| {
                hours.iter().map(|hour| format!("{hour:02}:00")).collect::<Vec<_>>().join(";")
            };
            let coming = coming(&table(&arrivals), &table(&departures));
            let (first, last) = (*arrivals.first().unwrap() * 60, *departures.last().unwrap() * 60);
            let fits = |minute: i64, place: usize| {
                let walk = if place == 0 { 0 } else { 15 };
                minute - walk >= first && minute + 30 + walk <= last
            };
            let mut why = LeftOut::default();
            let mut errands = Vec::new();
            for wanted in &times {
                let mut own: Vec<Choice> = wanted.iter().map(|(n, place)| at(n * 15, *place)).collect();
                coming.leave_out(&mut own, |choice| choice, &mut why);
                let expected: Vec<Choice> =
                    wanted.iter().filter(|(n, place)| fits(n * 15, *place)).map(|(n, place)| at(n * 15, *place)).collect();
                prop_assert_eq!(&own, &expected);
                errands.push(own);
            }
            let mut found = plans(&errands, &gap);
            let mut as_many = found.clone();
            coming.rank(&mut found, &errands);
            let day = start_of_day(date(2026, 11, 26));
            let minute = |at: Timestamp| at.duration_since(day).as_mins();
            for plan in &found {
                prop_assert!(minute(plan.starts) >= first && minute(plan.ends) <= last);
            }
            let rides: Vec<(i16, Reverse<i16>)> = found
                .iter()
                .map(|plan| {
                    let at = |stop: super::super::plan::Stop| &errands[stop.errand][stop.choice];
                    let (there, away) = coming.ride(at(plan.stops[0]), at(*plan.stops.last().unwrap())).unwrap();
                    (away, Reverse(there))
                })
                .collect();
            prop_assert!(rides.is_sorted());
            as_many.retain(|plan| !found.contains(plan));
            prop_assert!(as_many.is_empty(), "ranking loses nothing");
        }
    }
}
