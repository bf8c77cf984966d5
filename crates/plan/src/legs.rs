//! Every leg of a plan with its minutes and where they come from.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Input, Minutes, Plan},
    schedule,
    travel::{Origin, Travel},
};

/// One leg of a tour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Position of the tour in the plan.
    pub tour: usize,
    pub day: Day,
    pub from: usize,
    pub to: usize,
    pub arrives: Minutes,
    pub driving: Minutes,
    /// The ferry departure taken, by position in the input; its source stands there.
    pub ferry: Option<usize>,
    /// Where the minutes come from: one for the way, or two for the ways to and from the ferry.
    pub origins: Vec<Origin>,
}

/// The legs of all tours in order; those that stay where they are (a stop where the team woke up) are left out.
pub fn legs(input: &Input, plan: &Plan) -> Vec<Shown> {
    let travel = Travel::new(input);
    let mut shown = Vec::new();
    for (t, tour) in plan.tours.iter().enumerate() {
        let team = &input.teams[tour.team];
        let mut at = team.base;
        let days = schedule::tour(input, &travel, tour).unwrap_or_default();
        for (d, (_, times)) in days.iter().enumerate() {
            let day = tour.first + d as Day;
            let stops = tour.days[d].iter().map(|stop| stop.place).chain([team.base]);
            for (to, times) in stops.zip(times) {
                let from = std::mem::replace(&mut at, to);
                if from == to {
                    continue;
                }
                let origin = |a: usize, b: usize| travel.origin(input, a, b, day, team.ferries);
                let origins = match times.ferry.map(|f| &input.ferries[f]) {
                    Some(ferry) => vec![origin(from, ferry.from), origin(ferry.to, to)],
                    None => vec![origin(from, to)],
                };
                let (arrives, driving, ferry) = (times.arrives, times.driving, times.ferry);
                shown.push(Shown { tour: t, day, from, to, arrives, driving, ferry, origins });
            }
        }
    }
    shown
}
