//! The plan of a day: an order of errands and a start for each, so that one person can do them all; pure.
//!
//! A plan never asks anybody to be at two places at once, and holds nothing but starts that were given. Of all plans only those
//! are worth showing that no other beats: none that begins as late or later also ends as early or earlier.

use jiff::{SignedDuration, Timestamp};

/// A time at which an errand could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub starts: Timestamp,
    pub ends: Timestamp,
    /// Which of the places it is at.
    pub place: usize,
}

/// An errand at one of its times; both are positions in what was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub errand: usize,
    pub choice: usize,
}

/// A way through the errands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of time.
    pub stops: Vec<Stop>,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

/// The plans worth showing, the one that ends first at the top. `gap` is the time to get from one place to another. Of plans
/// that begin and end together one is shown.
pub fn plans(errands: &[Vec<Choice>], gap: &dyn Fn(usize, usize) -> SignedDuration) -> Vec<Plan> {
    let mut found: Vec<Plan> = Vec::new();
    for order in orders(errands.len()) {
        let Some(first) = order.first() else { continue };
        for choice in 0..errands[*first].len() {
            found.extend(walk(errands, &order, choice, gap));
        }
    }
    found.sort_by_key(|plan| (plan.ends, std::cmp::Reverse(plan.starts)));
    // In this order a plan can only be beaten by one before it: the latest start so far is the one to beat.
    let mut worth: Vec<Plan> = Vec::new();
    for plan in found {
        if worth.last().is_none_or(|best| plan.starts > best.starts) {
            worth.push(plan);
        }
    }
    worth
}

/// Takes the errands in an order, each as early as it can be done after the one before.
fn walk(
    errands: &[Vec<Choice>],
    order: &[usize],
    first: usize,
    gap: &dyn Fn(usize, usize) -> SignedDuration,
) -> Option<Plan> {
    let mut stops = vec![Stop { errand: *order.first()?, choice: first }];
    let starts = errands[order[0]][first].starts;
    let mut last = errands[order[0]][first];
    for errand in &order[1..] {
        let fits = |choice: &Choice| choice.starts >= last.ends + gap(last.place, choice.place);
        let next = errands[*errand].iter().enumerate().filter(|(_, choice)| fits(choice));
        let (position, choice) = next.min_by_key(|(_, choice)| (choice.ends, choice.starts))?;
        stops.push(Stop { errand: *errand, choice: position });
        last = *choice;
    }
    Some(Plan { stops, starts, ends: last.ends })
}

/// Every order of so many errands.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let longer = |order: &Vec<usize>| {
            let missing = (0..count).filter(|errand| !order.contains(errand)).collect::<Vec<usize>>();
            missing.into_iter().map(|errand| [order.as_slice(), &[errand]].concat()).collect::<Vec<Vec<usize>>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.retain(|order| !order.is_empty());
    all
}

/// Whether somebody can be at all of these, one after the other: what is asked for is looked at by the same rule as what is
/// proposed.
pub fn possible(stops: &[Choice], gap: &dyn Fn(usize, usize) -> SignedDuration) -> bool {
    let mut stops = stops.to_vec();
    stops.sort_by_key(|stop| stop.starts);
    stops.windows(2).all(|pair| pair[1].starts >= pair[0].ends + gap(pair[0].place, pair[1].place))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_795_420_800 + minute * 60).expect("an instant")
    }

    fn choice(starts: i64, minutes: i64, place: usize) -> Choice {
        Choice { starts: at(starts), ends: at(starts + minutes), place }
    }

    fn gap(from: usize, to: usize) -> SignedDuration {
        SignedDuration::from_mins(if from == to { 5 } else { 20 })
    }

    /// Whether another plan keeps the person no longer at either end, and is better at one.
    fn beaten(plan: &Plan, by: &Plan) -> bool {
        let within = by.starts >= plan.starts && by.ends <= plan.ends;
        within && (by.starts, by.ends) != (plan.starts, plan.ends)
    }

    fn errands() -> impl Strategy<Value = Vec<Vec<Choice>>> {
        let one =
            (0i64..48, 1i64..8, 0usize..2).prop_map(|(start, length, place)| choice(start * 10, length * 15, place));
        prop::collection::vec(prop::collection::vec(one, 0..8), 1..5)
    }

    /// Every combination of choices that one person can do, however long it takes: start and end.
    fn by_hand(errands: &[Vec<Choice>]) -> Vec<(Timestamp, Timestamp)> {
        let mut picks: Vec<Vec<Choice>> = vec![Vec::new()];
        for errand in errands {
            picks = picks
                .iter()
                .flat_map(|pick| errand.iter().map(|choice| [pick.as_slice(), &[*choice]].concat()))
                .collect();
        }
        picks.retain(|pick| possible(pick, &gap));
        let span =
            |pick: &Vec<Choice>| Some((pick.iter().map(|c| c.starts).min()?, pick.iter().map(|c| c.ends).max()?));
        picks.iter().filter_map(span).collect()
    }

    proptest! {
        #[test]
        fn nobody_is_at_two_places_at_once_and_every_errand_is_done_once(errands in errands()) {
            for plan in plans(&errands, &gap) {
                let mut done: Vec<usize> = plan.stops.iter().map(|stop| stop.errand).collect();
                done.sort_unstable();
                prop_assert_eq!(done, (0..errands.len()).collect::<Vec<_>>());
                let chosen: Vec<Choice> = plan.stops.iter().map(|s| errands[s.errand][s.choice]).collect();
                prop_assert!(chosen.windows(2).all(|p| p[0].ends + gap(p[0].place, p[1].place) <= p[1].starts));
                prop_assert!(possible(&chosen, &gap));
                prop_assert_eq!(plan.starts, chosen[0].starts);
                prop_assert_eq!(plan.ends, chosen[chosen.len() - 1].ends);
            }
        }

        #[test]
        fn no_plan_beats_another_and_they_come_in_the_order_they_end(errands in errands()) {
            let plans = plans(&errands, &gap);
            for (n, plan) in plans.iter().enumerate() {
                prop_assert!(plans.iter().all(|other| !beaten(plan, other)));
                prop_assert!(plans[n + 1..].iter().all(|later| later.ends > plan.ends && later.starts > plan.starts));
            }
        }

        /// With one place there is no better end than the greedy one; a second opinion tries every combination.
        #[test]
        fn what_can_be_done_is_found_and_nothing_by_hand_is_better(errands in errands()) {
            let one_place: Vec<Vec<Choice>> =
                errands.iter().map(|e| e.iter().map(|c| Choice { place: 0, ..*c }).collect()).collect();
            let (plans, by_hand) = (plans(&one_place, &gap), by_hand(&one_place));
            prop_assert_eq!(plans.is_empty(), by_hand.is_empty());
            for (starts, ends) in by_hand {
                prop_assert!(plans.iter().any(|plan| plan.starts >= starts && plan.ends <= ends));
            }
        }
    }

    #[test]
    fn the_day_is_short_and_the_course_stands_where_it_stands() {
        // Two errands of half an hour, every half hour from 9 to 12; a course at 10.30 for an hour.
        let free: Vec<Choice> = (0..6).map(|n| choice(n * 35, 30, 0)).collect();
        let errands = vec![free.clone(), free, vec![choice(90, 60, 0)]];
        let plans = plans(&errands, &gap);
        let spans: Vec<(Timestamp, Timestamp)> = plans.iter().map(|p| (p.starts, p.ends)).collect();
        assert_eq!(spans, [(at(0), at(150)), (at(35), at(205))], "before the course; around it");
        assert_eq!(plans[1].stops.iter().map(|s| s.errand).filter(|e| *e == 2).count(), 1);
    }

    #[test]
    fn nothing_is_possible_when_one_errand_has_no_time() {
        assert!(plans(&[vec![choice(0, 30, 0)], Vec::new()], &gap).is_empty());
        assert!(plans(&[], &gap).is_empty());
        assert!(!possible(&[choice(0, 30, 0), choice(34, 30, 0)], &gap), "five minutes between");
        assert!(possible(&[choice(35, 30, 0), choice(0, 30, 0)], &gap), "whatever their order");
        assert!(!possible(&[choice(0, 30, 0), choice(35, 30, 1)], &gap), "another place is further away");
    }
}
