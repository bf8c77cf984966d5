//! Routes under change, with their lengths and where each point is.

use super::{Instance, SLACK};

/// Where a point is when no route visits it.
pub const NOWHERE: u8 = u8::MAX;

/// A set of routes. Points are inserted and taken out one at a time; lengths follow.
#[derive(Clone, Debug)]
pub struct Routes {
    pub routes: Vec<Vec<u16>>,
    pub lengths: Vec<f64>,
    pub at: Vec<u8>,
    pub score: i64,
    /// Routes that have changed since they were last tidied.
    untidy: Vec<bool>,
}

/// The cheapest place for a point in one route.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub position: usize,
    pub extra: f64,
}

impl Routes {
    pub fn empty(instance: &Instance) -> Self {
        let direct = vec![instance.start() as u16, instance.end() as u16];
        let length = instance.between(instance.start(), instance.end());
        let count = if length <= instance.limit + SLACK { instance.vehicles.min(NOWHERE as usize) } else { 0 };
        Self {
            routes: vec![direct; count],
            lengths: vec![length; count],
            at: vec![NOWHERE; instance.points.len()],
            score: 0,
            untidy: vec![false; count],
        }
    }

    pub fn copy_from(&mut self, other: &Routes) {
        for (mine, theirs) in self.routes.iter_mut().zip(&other.routes) {
            mine.clear();
            mine.extend_from_slice(theirs);
        }
        self.lengths.copy_from_slice(&other.lengths);
        self.at.copy_from_slice(&other.at);
        self.score = other.score;
        self.untidy.copy_from_slice(&other.untidy);
    }

    pub fn total_length(&self) -> f64 {
        self.lengths.iter().sum()
    }

    /// The cheapest position for a point in a route.
    #[inline]
    pub fn spot(&self, instance: &Instance, point: usize, route: usize) -> Spot {
        let row = &instance.between[point * instance.points.len()..][..instance.points.len()];
        let stops = &self.routes[route];
        let mut best = Spot { position: 0, extra: f64::INFINITY };
        let mut before = usize::from(stops[0]);
        for (position, &next) in stops.iter().enumerate().skip(1) {
            let next = usize::from(next);
            let extra = row[before] + row[next] - instance.between(before, next);
            if extra < best.extra {
                best = Spot { position, extra };
            }
            before = next;
        }
        best
    }

    pub fn insert(&mut self, instance: &Instance, point: usize, route: usize, spot: Spot) {
        self.routes[route].insert(spot.position, point as u16);
        self.lengths[route] += spot.extra;
        self.at[point] = route as u8;
        self.untidy[route] = true;
        self.score += instance.points[point].score;
    }

    /// Takes out of one route all points that the test names; true when any was.
    pub fn take_out(&mut self, instance: &Instance, route: usize, goes: impl Fn(usize) -> bool) -> bool {
        let last = instance.end();
        let (at, score) = (&mut self.at, &mut self.score);
        let before = self.routes[route].len();
        let mut index = 0;
        self.routes[route].retain(|&p| {
            let p = usize::from(p);
            let inner = index > 0 && index + 1 < before;
            index += 1;
            let leaves = inner && p != last && goes(p);
            if leaves {
                at[p] = NOWHERE;
                *score -= instance.points[p].score;
            }
            !leaves
        });
        let changed = self.routes[route].len() != before;
        if changed {
            self.untidy[route] = true;
            self.measure(instance, route);
        }
        changed
    }

    /// Computes a route's length anew, so that rounding does not pile up.
    pub fn measure(&mut self, instance: &Instance, route: usize) {
        self.lengths[route] =
            self.routes[route].windows(2).map(|leg| instance.between(usize::from(leg[0]), usize::from(leg[1]))).sum();
    }

    /// Shortens a route by turning stretches and moving short ones until neither helps; true when it got shorter.
    pub fn tidy(&mut self, instance: &Instance, route: usize) -> bool {
        if !std::mem::take(&mut self.untidy[route]) {
            return false;
        }
        let mut shorter = false;
        while turn(instance, &mut self.routes[route]) | shift(instance, &mut self.routes[route]) {
            shorter = true;
        }
        if shorter {
            self.measure(instance, route);
        }
        shorter
    }
}

/// 2-opt: turns every stretch whose turning shortens the route, in one pass.
fn turn(instance: &Instance, stops: &mut [u16]) -> bool {
    let d = |a: u16, b: u16| instance.between(usize::from(a), usize::from(b));
    let mut shorter = false;
    for i in 0..stops.len().saturating_sub(3) {
        let mut leg = d(stops[i], stops[i + 1]);
        for j in i + 2..stops.len() - 1 {
            let near = d(stops[i], stops[j]);
            // Turning gains only if one of the two new legs is shorter than the old one it replaces.
            let old = leg + d(stops[j], stops[j + 1]);
            if near < old && near + d(stops[i + 1], stops[j + 1]) + SLACK < old {
                stops[i + 1..=j].reverse();
                leg = near;
                shorter = true;
            }
        }
    }
    shorter
}

/// Or-opt: moves every stretch of one to three stops whose moving (turned or not) shortens the route, in one pass.
fn shift(instance: &Instance, stops: &mut [u16]) -> bool {
    let mut shorter = false;
    for size in 1..=3usize {
        for i in 1..stops.len().saturating_sub(size) {
            shorter |= shift_one(instance, stops, i, size);
        }
    }
    shorter
}

/// Moves the stretch of a size that begins at a position to where the route gets shortest, if anywhere.
fn shift_one(instance: &Instance, stops: &mut [u16], i: usize, size: usize) -> bool {
    let d = |a: u16, b: u16| instance.between(usize::from(a), usize::from(b));
    let (first, last) = (stops[i], stops[i + size - 1]);
    let (before, after) = (stops[i - 1], stops[i + size]);
    let gain = d(before, first) + d(last, after) - d(before, after);
    if gain <= SLACK {
        return false;
    }
    let mut best = (gain - SLACK, 0, false);
    for j in (0..i - 1).chain(i + size..stops.len() - 1) {
        let (a, b) = (stops[j], stops[j + 1]);
        let open = d(a, b);
        let straight = d(a, first) + d(last, b) - open;
        let turned = d(a, last) + d(first, b) - open;
        if straight.min(turned) < best.0 {
            best = (straight.min(turned), j, turned < straight);
        }
    }
    let (cost, j, turned) = best;
    if cost >= gain - SLACK {
        return false;
    }
    if turned {
        stops[i..i + size].reverse();
    }
    if j < i {
        stops[j + 1..i + size].rotate_right(size);
    } else {
        stops[i..=j].rotate_left(size);
    }
    true
}
