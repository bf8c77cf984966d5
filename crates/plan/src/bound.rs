//! An upper bound on what any plan can be worth.
//!
//! Every person served takes minutes from the working time of some team: at its pace, with a share of setting up and
//! of getting there. Put a price on each team's minutes: a plan is worth at most all teams' minutes at that price, and
//! for every person what service spares less the minutes at price, where that is positive. This holds for every
//! price (Lagrangean relaxation of the teams' time), so prices are searched for that make it small. Order, nights,
//! thresholds, spacing and the fairness floor are left out, which can only raise the bound.

use crate::{
    model::{Input, Minutes, Wish},
    solve::{Options, rules::Problem},
};

/// Steps in the search for prices.
const STEPS: usize = 400;

/// A pool's people as seen by one team that may serve them.
struct Way {
    team: usize,
    /// Minutes that one person takes at least, with a share of setting up and travelling.
    minutes: f64,
    /// What a person is worth after the crew's own cost for those minutes.
    worth: f64,
}

/// What no plan can be worth more than; known before any plan is made.
pub fn at_most(input: &Input, options: &Options) -> i64 {
    bound(&Problem::new(input, options))
}

/// The least bound that was found.
pub fn bound(problem: &Problem) -> i64 {
    let input = problem.input;
    let mut time = vec![0.0; input.teams.len()];
    for block in &problem.blocks {
        let team = &input.teams[block.team];
        time[block.team] += f64::from((block.last - block.first + 1) * team.work.min(team.ends - team.starts));
    }
    let hopeless: Vec<bool> = (0..input.places.len()).map(|place| too_few(problem, place)).collect();
    let pools: Vec<(f64, Vec<Way>)> = (0..input.pools.len())
        .filter(|&p| !hopeless[input.pools[p].place])
        .map(|p| (input.pools[p].people as f64, ways(problem, p)))
        .collect();
    let rate = |w: &Way| if w.minutes > 0.0 { w.worth / w.minutes } else { 0.0 };
    let top = pools.iter().flat_map(|(_, ways)| ways).map(rate).fold(0.0, f64::max);
    let mut prices = vec![0.0; time.len()];
    let mut best = f64::INFINITY;
    for step in 0..STEPS {
        let mut value: f64 = prices.iter().zip(&time).map(|(price, minutes)| price * minutes).sum();
        let mut slope = time.clone();
        for (people, ways) in &pools {
            let net = |w: &Way| w.worth - prices[w.team] * w.minutes;
            let Some(way) = ways.iter().max_by(|a, b| net(a).total_cmp(&net(b))).filter(|w| net(w) > 0.0) else {
                continue;
            };
            value += people * net(way);
            slope[way.team] -= people * way.minutes;
        }
        best = best.min(value);
        let width = top / (4.0 + step as f64 / 4.0);
        for ((price, slope), minutes) in prices.iter_mut().zip(&slope).zip(&time) {
            *price = (*price - width * slope / minutes.max(1.0)).max(0.0);
        }
    }
    // The crew's cost is rounded down once a tour, and no team makes more tours than it has days.
    let days: i32 = problem.blocks.iter().map(|b| b.last - b.first + 1).sum();
    (best * (1.0 + 1e-9)).ceil() as i64 + i64::from(days)
}

/// Fewer people live here than a visit asks for on any day, and neither floor nor lock asks for one all the same.
fn too_few(problem: &Problem, place: usize) -> bool {
    let input = problem.input;
    let all: i64 = problem.pools[place].iter().map(|&p| input.pools[p].people).sum();
    let locked = input.wishes.iter().any(|w| matches!(w, Wish::Lock { place: at, .. } if *at == place));
    problem.floor.is_none() && !locked && (0..input.days()).all(|day| all < problem.minimum(day))
}

fn ways(problem: &Problem, pool: usize) -> Vec<Way> {
    let input = problem.input;
    let p = &input.pools[pool];
    let effort = input.services[p.service].effort as f64 / 100.0;
    let mut found = Vec::new();
    for (k, team) in input.teams.iter().enumerate() {
        let days = || problem.blocks.iter().filter(|b| b.team == k).flat_map(|b| b.first..=b.last);
        if !days().any(|day| problem.allows(k, pool, day)) {
            continue;
        }
        let Some(way_in) = way_in(problem, k, p.place) else { continue };
        let minutes = effort * 60.0 / team.per_hour as f64;
        // At most so many people share one day's setting up, and so many days the way there.
        let least =
            problem.pools[p.place].iter().map(|&q| input.services[input.pools[q].service].effort).min().unwrap_or(100);
        let pace = team.per_hour as f64 * 100.0 / least as f64;
        let all: i64 = problem.pools[p.place].iter().map(|&q| input.pools[q].people).sum();
        let stay = f64::from((team.work * (team.nights + 1) - out_and_home(problem, k, p.place)).max(0)) / 60.0 * pace;
        let a_day = (f64::from(team.work) / 60.0 * pace).min(stay).max(1.0);
        let setting_up = f64::from(team.setup) / a_day.min(all as f64);
        let there = f64::from(way_in) / stay.max(1.0).min(all as f64);
        let minutes = minutes + setting_up + there;
        let crew = team.crew as f64 * input.settings.crew_percent as f64 / 100.0;
        let worth = p.value as f64 - crew * minutes;
        if worth > 0.0 {
            found.push(Way { team: k, minutes, worth });
        }
    }
    found
}

/// The shortest way to a place from anywhere that the team can come from.
fn way_in(problem: &Problem, team: usize, place: usize) -> Option<Minutes> {
    let input = problem.input;
    let base = input.teams[team].base;
    problem.least(base, place)?;
    let others = (0..input.places.len()).filter(|&q| q != place && (q == base || !problem.pools[q].is_empty()));
    let events = input.events.iter().filter(|e| e.team == team).filter_map(|e| e.place);
    let locks = input.wishes.iter().filter_map(|w| if let Wish::Lock { place, .. } = w { Some(*place) } else { None });
    let told = events.chain(locks).filter(|&q| q != place);
    let shortest = others.chain(told).filter_map(|q| problem.least(q, place)).min().unwrap_or(0);
    let here = base == place || input.events.iter().any(|e| e.team == team && e.place == Some(place));
    Some(if here { 0 } else { shortest })
}

/// The least time that a tour to a place spends on leaving the base and coming home.
fn out_and_home(problem: &Problem, team: usize, place: usize) -> Minutes {
    let base = problem.input.teams[team].base;
    let least = |a, b| problem.least(a, b).unwrap_or(0);
    least(base, place) + least(place, base)
}
