//! Recombination: out of tours that the search has seen, an exact solver packs the best for some blocks.

use std::collections::{HashMap, HashSet};

#[cfg(feature = "highs")]
use good_lp::highs as solver;
#[cfg(not(feature = "highs"))]
use good_lp::microlp as solver;
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, constraint, variable};

use super::state::{Live, State};

/// Tours kept for each block, and blocks packed at a time: the pure solver cannot be interrupted.
const KEPT: usize = 12;
const BLOCKS: usize = 4;

/// Tours seen in plans that were accepted, by block, latest last.
pub struct Columns {
    blocks: Vec<Vec<Live>>,
}

impl Columns {
    pub fn new(blocks: usize) -> Self {
        Self { blocks: vec![Vec::new(); blocks] }
    }

    pub fn add(&mut self, block: usize, tours: &[Live]) {
        let kept = &mut self.blocks[block];
        for live in tours {
            kept.retain(|k| k != live);
            kept.push(live.clone());
        }
        let extra = kept.len().saturating_sub(KEPT);
        kept.drain(..extra);
    }
}

/// Packs the blocks around one in time anew; the plan is changed only for the better.
pub fn recombine(state: &mut State, columns: &Columns, from: usize) {
    let problem = state.problem;
    let near = |b: usize| (problem.blocks[b].first - problem.blocks[from].first).abs();
    let mut blocks: Vec<usize> = (0..problem.blocks.len()).collect();
    blocks.sort_by_key(|&b| (near(b), b.abs_diff(from)));
    blocks.truncate(BLOCKS);
    let before = state.value();
    let old: Vec<(usize, Vec<Live>)> = blocks.iter().map(|&b| (b, state.clear(b))).collect();
    let mut pool: Vec<(usize, Live)> = Vec::new();
    for (block, tours) in &old {
        pool.extend(tours.iter().map(|live| (*block, live.clone())));
        let more = columns.blocks[*block].iter().filter(|live| !tours.contains(live) && !has_fixed(live));
        pool.extend(more.map(|live| (*block, live.clone())));
    }
    pool.retain(|(_, live)| fits(state, live));
    let chosen = pack(state, &pool);
    let mut sets: HashMap<usize, Vec<Live>> = HashMap::new();
    for &i in chosen.iter().flatten() {
        sets.entry(pool[i].0).or_default().push(pool[i].1.clone());
    }
    for (block, _) in &old {
        let mut tours = sets.remove(block).unwrap_or_default();
        tours.sort_by_key(|l| l.tour.first);
        state.set(*block, tours);
    }
    if chosen.is_none() || state.value() <= before || !state.unneeded().is_empty() {
        for (block, tours) in old {
            state.clear(block);
            state.set(block, tours);
        }
    }
}

fn has_fixed(live: &Live) -> bool {
    live.tour.stops().any(|(_, s)| s.is_fixed())
}

/// A tour seen earlier may clash with what stays: people already served, visits too near in time.
pub(super) fn fits(state: &State, live: &Live) -> bool {
    live.tour.stays().iter().all(|stay| {
        let apart = |v: &super::state::Visit| {
            let (later, earlier) = if v.first > stay.last { (v.first, stay.last) } else { (stay.first, v.last) };
            later - earlier >= state.problem.spacing(later).max(1)
        };
        state.visits[stay.place].iter().all(apart) && stay.served.iter().all(|s| state.left[s.pool] >= s.people)
    })
}

/// The best tours of the pool that can be driven together, by an exact solver; fixed ones are always chosen.
fn pack(state: &State, pool: &[(usize, Live)]) -> Option<Vec<usize>> {
    let input = state.problem.input;
    let mut variables = ProblemVariables::new();
    let take: Vec<good_lp::Variable> = pool
        .iter()
        .map(|(_, live)| variables.add(variable().min(if has_fixed(live) { 1 } else { 0 }).max(1).integer()))
        .collect();
    let mut aim = Expression::from(0.0);
    let mut days: HashMap<(usize, i32), Expression> = HashMap::new();
    let mut people: HashMap<usize, Expression> = HashMap::new();
    let mut stays: Vec<(usize, i32, i32, usize)> = Vec::new();
    for (i, (_, live)) in pool.iter().enumerate() {
        let nights = live.tour.days.len() as i32 - 1;
        let mut gain = -crate::schedule::cost(input, live.tour.team, live.work.iter().sum(), nights);
        for stay in live.tour.stays() {
            gain += state.floor_gain(stay.place, stay.first) * input.settings.floor_missed;
            stays.push((stay.place, stay.first, stay.last, i));
            for s in &stay.served {
                gain += s.people * input.pools[s.pool].value;
                *people.entry(s.pool).or_insert_with(|| 0.0.into()) += s.people as f64 * take[i];
            }
        }
        aim += gain as f64 * take[i];
        for day in live.tour.first..=live.tour.last() {
            *days.entry((live.tour.team, day)).or_insert_with(|| 0.0.into()) += take[i];
        }
    }
    let mut model = variables.maximise(aim).using(solver);
    for (_, sum) in ordered(days) {
        model = model.with(constraint!(sum <= 1.0));
    }
    for (pool, sum) in ordered(people) {
        model = model.with(constraint!(sum <= state.left[pool] as f64));
    }
    for (i, j) in clashes(state, &stays) {
        model = model.with(constraint!(take[i] + take[j] <= 1.0));
    }
    let solution = model.solve().ok()?;
    Some((0..pool.len()).filter(|&i| solution.value(take[i]) > 0.5).collect())
}

/// The same order for the same input, whatever the hashing.
fn ordered<K: Ord, V>(map: HashMap<K, V>) -> Vec<(K, V)> {
    let mut list: Vec<(K, V)> = map.into_iter().collect();
    list.sort_by(|a, b| a.0.cmp(&b.0));
    list
}

/// Pairs of tours that visit a place too near in time.
fn clashes(state: &State, stays: &[(usize, i32, i32, usize)]) -> Vec<(usize, usize)> {
    let mut found = HashSet::new();
    for (a, &(place, first, last, i)) in stays.iter().enumerate() {
        for &(other, from, to, j) in &stays[a + 1..] {
            let later = first.max(from);
            let gap = later - if first < from { last } else { to };
            if i != j && place == other && gap < state.problem.spacing(later).max(1) {
                found.insert((i.min(j), i.max(j)));
            }
        }
    }
    let mut found: Vec<(usize, usize)> = found.into_iter().collect();
    found.sort_unstable();
    found
}
