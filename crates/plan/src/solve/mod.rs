//! Makes plans: a first one quickly, then better ones until told to stop.

pub(crate) mod insert;
mod recombine;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod state;
mod wishes;

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::{
    bound,
    model::{Input, Plan},
    schedule::{self, Length, Times},
};
use rules::Problem;
use search::Search;
pub use wishes::Unmet;

/// How to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    pub seed: u64,
    /// Rounds of change; `None`: until the caller says stop. With rounds the plan for a seed is always the same.
    pub rounds: Option<u64>,
    /// Keys of rules that are left out, to see what they cost.
    pub without: Vec<String>,
}

/// How far the search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub rounds: u64,
    pub value: i64,
    /// False until every block of days has been filled once.
    pub complete: bool,
}

/// What a plan achieves, in people and minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// `worth` less `cost` and what missed visits count for.
    pub value: i64,
    /// Minutes that people are spared.
    pub worth: i64,
    /// Minutes of the crews and their nights.
    pub cost: i64,
    pub people: i64,
    pub people_left: i64,
    pub visits: i64,
    pub nights: i64,
    /// Visits that the fairness floor asks for and nobody makes.
    pub floor_missed: i64,
}

/// A plan with its times and worth; kept with its input and options it can be explained again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Proposal {
    pub options: Options,
    pub rounds: u64,
    pub plan: Plan,
    /// Days of each tour on the clock, in the order of the plan. One time more than stops where the team drives home.
    pub times: Vec<Vec<(Length, Vec<Times>)>>,
    pub totals: Totals,
    /// No plan is worth more than this.
    pub bound: i64,
    /// Locks and fixed events that could not be kept.
    pub unmet: Vec<Unmet>,
}

/// Plans until the limit of rounds, or until `progress` breaks off, which it is asked often.
pub fn solve(input: &Input, options: &Options, progress: impl FnMut(Progress) -> ControlFlow<()>) -> Proposal {
    solve_from(input, options, &Plan::default(), progress)
}

/// As [`solve`], but from an earlier plan, of which is kept what still holds: after a lock or a forbid, say.
pub fn solve_from(
    input: &Input,
    options: &Options,
    start: &Plan,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Proposal {
    let problem = Problem::new(input, options);
    let mut search = Search::new(&problem, options.seed);
    search.start_from(start);
    let rounds = search.run(options.rounds, progress);
    let (plan, unmet) = search.finish();
    let times = plan.tours.iter().map(|t| schedule::tour(input, &problem.travel, t).unwrap_or_default()).collect();
    let totals = totals(&problem, &plan);
    Proposal { options: options.clone(), rounds, times, totals, bound: bound::bound(&problem), unmet, plan }
}

/// Solves with and without each disputed rule: the plan as the rules stand, and one for each rule left out.
pub fn disputed(
    input: &Input,
    options: &Options,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> (Proposal, Vec<(String, Proposal)>) {
    let with = solve(input, options, &mut progress);
    let rules = input.rules.iter().filter(|r| r.disputed && !options.without.contains(&r.key));
    let without = rules.map(|rule| {
        let mut fewer = options.clone();
        fewer.without.push(rule.key.clone());
        (rule.key.clone(), solve(input, &fewer, &mut progress))
    });
    let without = without.collect();
    (with, without)
}

/// Counts what a plan achieves.
pub(crate) fn totals(problem: &Problem, plan: &Plan) -> Totals {
    let input = problem.input;
    let mut totals = Totals { people_left: input.pools.iter().map(|p| p.people).sum(), ..Totals::default() };
    let mut visits = vec![Vec::new(); input.places.len()];
    for tour in &plan.tours {
        let nights = tour.days.len() as i32 - 1;
        let work = schedule::tour(input, &problem.travel, tour).unwrap_or_default().iter().map(|(l, _)| l.work).sum();
        totals.cost += schedule::cost(input, tour.team, work, nights);
        totals.nights += i64::from(nights);
        for stay in tour.stays() {
            totals.visits += 1;
            visits[stay.place].push((stay.first, stay.last));
            for served in &stay.served {
                totals.people += served.people;
                totals.worth += served.people * input.pools[served.pool].value;
            }
        }
    }
    totals.people_left -= totals.people;
    for (place, days) in visits.iter_mut().enumerate() {
        days.sort_unstable();
        totals.floor_missed += problem.missed(place, days.iter().copied());
    }
    totals.value = totals.worth - totals.cost - totals.floor_missed * input.settings.floor_missed;
    totals
}
