//! Chao's file format: `n N`, `m M`, `tmax T`, then a line `x y score` for each point.

use super::{Instance, Point};
use crate::read::Fault;

/// Reads an instance; every fault with its line.
pub fn read(text: &str) -> Result<Instance, Vec<Fault>> {
    let mut faults = Vec::new();
    let (mut count, mut vehicles, mut limit) = (None, None, None);
    let mut points = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line_no = number as u64 + 1;
        let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || c == ';').filter(|w| !w.is_empty()).collect();
        let mut fault = |what: String| faults.push(Fault::new("top", line_no, what));
        match words.as_slice() {
            [] => {}
            ["n", n] => keep(&mut count, n.parse::<usize>().ok(), "n", &mut fault),
            ["m", m] => {
                keep(&mut vehicles, m.parse::<usize>().ok().filter(|m| (1..=1000).contains(m)), "m", &mut fault)
            }
            ["tmax", t] => {
                keep(&mut limit, t.parse::<f64>().ok().filter(|t| t.is_finite() && *t >= 0.0), "tmax", &mut fault);
            }
            [x, y, score] => match point(x, y, score) {
                Some(point) => points.push(point),
                None => fault("three numbers are wanted: x, y, and a whole score from 0".into()),
            },
            _ => fault("neither n, m, tmax nor a point".into()),
        }
    }
    for (name, missing) in [("n", count.is_none()), ("m", vehicles.is_none()), ("tmax", limit.is_none())] {
        if missing {
            faults.push(Fault::new("top", 1, format!("{name} is missing")));
        }
    }
    if points.len() < 2 || count.is_some_and(|n| n != points.len()) {
        faults.push(Fault::new("top", 1, format!("{} points found; n says {}", points.len(), count.unwrap_or(0))));
    }
    match (vehicles, limit) {
        (Some(vehicles), Some(limit)) if faults.is_empty() => Ok(Instance::new(points, vehicles, limit)),
        _ => Err(faults),
    }
}

fn keep<T>(slot: &mut Option<T>, value: Option<T>, name: &str, fault: &mut impl FnMut(String)) {
    match value {
        _ if slot.is_some() => fault(format!("{name} stands twice")),
        None => fault(format!("{name} is not a number that can be used")),
        some => *slot = some,
    }
}

fn point(x: &str, y: &str, score: &str) -> Option<Point> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|v| v.is_finite() && v.abs() < 1e9);
    let score = number(score).filter(|s| *s >= 0.0 && s.fract() == 0.0)?;
    Some(Point { x: number(x)?, y: number(y)?, score: score as i64 })
}
