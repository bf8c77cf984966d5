//! The team orienteering problem: collect as much score as `vehicles` routes of limited length can.
//!
//! Nothing of the planner's own rules is in here. It exists so that the search can be measured against others on
//! instances that everybody knows (the files of Chao, Golden and Wasil).

mod packing;
mod read;
mod routes;
mod search;

pub use read::read;
pub use search::{Limits, Progress, solve};

use serde::{Deserialize, Serialize};

/// How much longer than its limit a route may seem through rounding.
const SLACK: f64 = 1e-9;

/// A point with what a visit is worth. The first of an instance is where routes start, the last where they end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub score: i64,
}

/// Points, how many routes there may be, and how long each may be (unrounded Euclid).
#[derive(Clone, Debug)]
pub struct Instance {
    points: Vec<Point>,
    vehicles: usize,
    limit: f64,
    between: Vec<f64>,
}

impl Instance {
    /// At least two points; the caller has seen to that (see [`read`]).
    pub fn new(points: Vec<Point>, vehicles: usize, limit: f64) -> Self {
        let between =
            points.iter().flat_map(|a| points.iter().map(move |b| (a.x - b.x).hypot(a.y - b.y))).collect::<Vec<_>>();
        Self { points, vehicles, limit, between }
    }

    pub fn points(&self) -> &[Point] {
        &self.points
    }

    pub fn vehicles(&self) -> usize {
        self.vehicles
    }

    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// Distance between two points by their indexes.
    #[inline]
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.between[a * self.points.len() + b]
    }

    fn start(&self) -> usize {
        0
    }

    fn end(&self) -> usize {
        self.points.len() - 1
    }

    /// Length of a route given by indexes of points.
    pub fn length(&self, route: &[usize]) -> f64 {
        route.windows(2).map(|leg| self.between(leg[0], leg[1])).sum()
    }
}

/// Routes by indexes of points in file order, each from the first point to the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub score: i64,
    pub routes: Vec<Vec<usize>>,
}

/// What is wrong with an answer, computed from the instance alone; empty when it is right.
pub fn check(instance: &Instance, answer: &Answer) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen = vec![false; instance.points.len()];
    let mut score = 0;
    if answer.routes.len() > instance.vehicles {
        wrong.push(format!("{} routes, {} allowed", answer.routes.len(), instance.vehicles));
    }
    for (r, route) in answer.routes.iter().enumerate() {
        if route.iter().any(|&i| i >= instance.points.len()) {
            wrong.push(format!("route {r} names a point that does not exist"));
            continue;
        }
        if route.len() < 2 || route[0] != instance.start() || route[route.len() - 1] != instance.end() {
            wrong.push(format!("route {r} does not go from the first point to the last"));
            continue;
        }
        if instance.length(route) > instance.limit + SLACK {
            wrong.push(format!("route {r} is {} long, {} allowed", instance.length(route), instance.limit));
        }
        for &i in &route[1..route.len() - 1] {
            if std::mem::replace(&mut seen[i], true) {
                wrong.push(format!("point {i} is visited twice"));
            }
            score += instance.points[i].score;
        }
    }
    if score != answer.score {
        wrong.push(format!("score {} stated, {score} collected", answer.score));
    }
    wrong
}

#[cfg(test)]
mod tests;
