//! Recombination: the best set of routes out of all that the search has seen, no point twice.

use std::collections::HashMap;

use super::{Instance, routes::Routes};

/// Routes kept; the poorest are dropped when there are twice as many.
const KEPT: usize = 2_000;
/// Sets that one recombination looks at before it settles for the best so far.
const NODES: usize = 300_000;

/// The shortest route seen for each set of points.
#[derive(Default)]
pub struct Seen {
    routes: HashMap<Box<[u64]>, Kept>,
}

#[derive(Clone)]
struct Kept {
    score: i64,
    length: f64,
    stops: Vec<u16>,
}

impl Seen {
    pub fn add(&mut self, instance: &Instance, solution: &Routes) {
        for (stops, &length) in solution.routes.iter().zip(&solution.lengths).filter(|(s, _)| s.len() > 2) {
            let inner = &stops[1..stops.len() - 1];
            let key = bits(instance, inner);
            match self.routes.get_mut(&key) {
                Some(kept) if kept.length <= length => {}
                Some(kept) => {
                    kept.length = length;
                    kept.stops.clone_from(stops);
                }
                None => {
                    let score = inner.iter().map(|&p| instance.points[usize::from(p)].score).sum();
                    self.routes.insert(key, Kept { score, length, stops: stops.clone() });
                }
            }
        }
        if self.routes.len() > 2 * KEPT {
            let mut scores: Vec<i64> = self.routes.values().map(|k| k.score).collect();
            scores.sort_unstable_by(|a, b| b.cmp(a));
            let least = scores[KEPT];
            self.routes.retain(|_, kept| kept.score > least);
        }
    }

    /// The best set of routes that scores more than `beat`, if there is one.
    pub fn recombine(&self, instance: &Instance, beat: i64) -> Option<Routes> {
        let mut columns: Vec<(&[u64], &Kept)> = self.routes.iter().map(|(set, kept)| (&**set, kept)).collect();
        columns.sort_unstable_by(|a, b| {
            (b.1.score, a.1.length, a.0).partial_cmp(&(a.1.score, b.1.length, b.0)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut choice = Choice { columns: &columns, best: beat, chosen: Vec::new(), found: None, nodes: NODES };
        let nothing = vec![0u64; instance.points.len().div_ceil(64)];
        choice.deepen(0, instance.vehicles, &nothing, 0);
        let found = choice.found?;
        let mut routes = Routes::empty(instance);
        for (r, &column) in found.iter().enumerate() {
            let kept = columns[column].1;
            routes.routes[r].clone_from(&kept.stops);
            routes.measure(instance, r);
            routes.score += kept.score;
            for &p in &kept.stops[1..kept.stops.len() - 1] {
                routes.at[usize::from(p)] = r as u8;
            }
        }
        Some(routes)
    }
}

fn bits(instance: &Instance, points: &[u16]) -> Box<[u64]> {
    let mut key = vec![0u64; instance.points.len().div_ceil(64)];
    for &p in points {
        key[usize::from(p) / 64] |= 1 << (p % 64);
    }
    key.into_boxed_slice()
}

/// Branch and bound over routes sorted by score: those still to choose can add no more than the next best ones do.
struct Choice<'a> {
    columns: &'a [(&'a [u64], &'a Kept)],
    best: i64,
    chosen: Vec<usize>,
    found: Option<Vec<usize>>,
    nodes: usize,
}

impl Choice<'_> {
    fn deepen(&mut self, from: usize, left: usize, taken: &[u64], score: i64) {
        if score > self.best {
            self.best = score;
            self.found = Some(self.chosen.clone());
        }
        if left == 0 {
            return;
        }
        for column in from..self.columns.len() {
            let (set, kept) = self.columns[column];
            if self.nodes == 0 || score + kept.score * left as i64 <= self.best {
                return;
            }
            self.nodes -= 1;
            if set.iter().zip(taken).any(|(a, b)| a & b != 0) {
                continue;
            }
            let more: Vec<u64> = set.iter().zip(taken).map(|(a, b)| a | b).collect();
            self.chosen.push(column);
            self.deepen(column + 1, left - 1, &more, score + kept.score);
            self.chosen.pop();
        }
    }
}
