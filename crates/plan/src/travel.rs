//! How long it takes from place to place on a given day, and where the number comes from.
//!
//! Links (a road, a frequent ferry) form a network; the shortest way through it counts. A closed road leaves the
//! network while it is closed. Where the open network has no way at all, an estimate stands in: great-circle length
//! times a factor over a speed, and a crossing to or from an island. Ferries with a timetable are taken on top: from
//! a place by road to the harbour, wait, cross, by road on; one such ferry a leg.

use serde::{Deserialize, Serialize};

use crate::model::{Day, Input, Link, Minutes};

mod matrix;
pub use matrix::links_from_matrix;

/// No way.
const NEVER: u32 = u32::MAX;
const EARTH_KM: f64 = 6_371.0;

/// A journey between two stops of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub arrives: Minutes,
    /// Minutes at the wheel.
    pub driving: Minutes,
    /// When the team may leave at the latest for the same arrival; with a timetable this is fixed by the ferry.
    pub leaves: Minutes,
    /// Position of the ferry departure taken, if any.
    pub ferry: Option<usize>,
}

/// Where the number of a leg comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// The links that the way is made of, each with its source.
    Links {
        links: Vec<usize>,
        sources: Vec<String>,
    },
    Estimate {
        kilometres: i64,
        crossing: bool,
    },
    Nowhere,
}

/// Travel times for every day of the period.
#[derive(Clone, Debug)]
pub struct Travel {
    size: usize,
    /// By day: which network holds.
    season: Vec<usize>,
    networks: Vec<Network>,
    /// Per network the one for teams that take no ferries; the same where there are none.
    dry: Vec<usize>,
    harbours: Vec<(usize, usize)>,
    /// Departures by pair of harbours, earliest first.
    departures: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Network {
    /// All minutes and minutes at the wheel, packed side by side.
    minutes: Vec<(u32, u32)>,
    /// The next place on the way, or the destination itself.
    next: Vec<u16>,
    estimated: Vec<bool>,
}

impl Travel {
    pub fn new(input: &Input) -> Self {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        let mut season = Vec::new();
        for day in 0..input.days().max(0) {
            let closed: Vec<usize> = (0..input.closures.len())
                .filter(|&c| (input.closures[c].from..=input.closures[c].to).contains(&day))
                .collect();
            let known = sets.iter().position(|set| *set == closed);
            season.push(known.unwrap_or(sets.len()));
            if known.is_none() {
                sets.push(closed);
            }
        }
        let mut networks: Vec<Network> = Vec::new();
        for closed in &sets {
            networks.push(Network::new(input, closed, true, networks.first()));
        }
        let wet = networks.len();
        let asks = input.teams.iter().any(|t| !t.ferries)
            && (input.links.iter().any(|l| l.ferry) || input.places.iter().any(|p| p.island));
        let dry = (0..wet).map(|i| if asks { wet + i } else { i }).collect();
        if asks {
            for closed in &sets {
                networks.push(Network::new(input, closed, false, networks.first()));
            }
        }
        let mut harbours: Vec<(usize, usize)> = input.ferries.iter().map(|f| (f.from, f.to)).collect();
        harbours.sort_unstable();
        harbours.dedup();
        let departures = harbours.iter().map(|&pair| departures(input, pair)).collect();
        Self { size: input.places.len(), season, networks, dry, harbours, departures }
    }

    fn network(&self, day: Day, ferries: bool) -> &Network {
        let season = usize::try_from(day).ok().and_then(|d| self.season.get(d)).copied().unwrap_or(0);
        &self.networks[if ferries { season } else { self.dry[season] }]
    }

    /// Minutes by road and frequent ferry, and how many of them at the wheel; `None` where there is no way.
    #[inline]
    pub fn direct(&self, from: usize, to: usize, day: Day, ferries: bool) -> Option<(Minutes, Minutes)> {
        let (all, wheel) = self.network(day, ferries).minutes[from * self.size + to];
        (all != NEVER).then_some((all as Minutes, wheel as Minutes))
    }

    /// The leg that arrives first when a team leaves at a time of a day.
    pub fn leg(&self, input: &Input, from: usize, to: usize, day: Day, leaves: Minutes, ferries: bool) -> Option<Leg> {
        let direct = self.direct(from, to, day, ferries);
        let mut best = direct.map(|(all, driving)| Leg { arrives: leaves + all, driving, leaves, ferry: None });
        if !ferries || from == to {
            return best;
        }
        for (&(a, b), departures) in self.harbours.iter().zip(&self.departures) {
            let (Some(to_sea), Some(from_sea)) = (self.direct(from, a, day, true), self.direct(b, to, day, true))
            else {
                continue;
            };
            let weekday = input.weekday(day);
            let next = departures
                .iter()
                .copied()
                .find(|&f| input.ferries[f].weekdays[weekday] && input.ferries[f].departs >= leaves + to_sea.0);
            let Some(ferry) = next else { continue };
            let sails = &input.ferries[ferry];
            let arrives = sails.departs + sails.minutes + from_sea.0;
            if best.is_none_or(|leg| arrives < leg.arrives) {
                let driving = to_sea.1 + from_sea.1;
                best = Some(Leg { arrives, driving, leaves: sails.departs - to_sea.0, ferry: Some(ferry) });
            }
        }
        best
    }

    /// The fewest minutes that any team can need from one place to another on any day, ferry waits left out.
    pub fn least(&self, input: &Input, from: usize, to: usize) -> Option<Minutes> {
        let direct = |a: usize, b: usize| {
            self.networks.iter().map(|n| n.minutes[a * self.size + b].0).filter(|&m| m != NEVER).min()
        };
        let by_ferry = self.harbours.iter().zip(&self.departures).filter_map(|(&(a, b), departures)| {
            let crossing = departures.iter().map(|&f| input.ferries[f].minutes).min()?;
            Some(direct(from, a)? + crossing as u32 + direct(b, to)?)
        });
        direct(from, to).into_iter().chain(by_ferry).min().map(|m| m as Minutes)
    }

    /// Where the number between two places comes from on a day.
    pub fn origin(&self, input: &Input, from: usize, to: usize, day: Day, ferries: bool) -> Origin {
        let network = self.network(day, ferries);
        if from == to {
            return Origin::Links { links: Vec::new(), sources: Vec::new() };
        }
        if network.estimated[from * self.size + to] {
            let (a, b) = (&input.places[from], &input.places[to]);
            return Origin::Estimate {
                kilometres: road_km(input, from, to).round() as i64,
                crossing: a.island || b.island,
            };
        }
        if network.minutes[from * self.size + to].0 == NEVER {
            return Origin::Nowhere;
        }
        let (mut links, mut at) = (Vec::new(), from);
        while at != to {
            let next = usize::from(network.next[at * self.size + to]);
            links.extend(shortest_link(input, at, next));
            at = next;
        }
        let mut sources: Vec<String> = links.iter().map(|&l| input.links[l].source.clone()).collect();
        sources.sort();
        sources.dedup();
        Origin::Links { links, sources }
    }
}

impl Network {
    /// The network without closed roads (and without ferries). What the `open` network estimates stays an estimate;
    /// what it connects by links is never estimated, so that an estimate does not lead around a closed road.
    fn new(input: &Input, closed: &[usize], ferries: bool, open: Option<&Network>) -> Self {
        let size = input.places.len();
        let mut minutes = vec![(NEVER, NEVER); size * size];
        let mut next: Vec<u16> = (0..size * size).map(|i| (i % size.max(1)) as u16).collect();
        (0..size).for_each(|i| minutes[i * size + i] = (0, 0));
        let shut = |l: &Link| {
            closed.iter().any(|&c| {
                let closure = &input.closures[c];
                (closure.a, closure.b) == (l.from, l.to) || (closure.b, closure.a) == (l.from, l.to)
            })
        };
        for link in input.links.iter().filter(|l| (ferries || !l.ferry) && !shut(l)) {
            let value = (link.minutes as u32, if link.ferry { 0 } else { link.minutes as u32 });
            for at in [Some((link.from, link.to)), link.both.then_some((link.to, link.from))].into_iter().flatten() {
                let cell = &mut minutes[at.0 * size + at.1];
                *cell = value.min(*cell);
            }
        }
        shortest(size, &mut minutes, &mut next);
        let mut estimated = vec![false; size * size];
        for cell in 0..size * size {
            let missing = open.map_or(minutes[cell].0 == NEVER, |o| o.estimated[cell]);
            if missing && let Some(value) = estimate(input, cell / size, cell % size, ferries) {
                minutes[cell] = value;
                estimated[cell] = true;
            }
        }
        Self { minutes, next, estimated }
    }
}

/// Floyd and Warshall's all shortest ways.
fn shortest(size: usize, minutes: &mut [(u32, u32)], next: &mut [u16]) {
    for via in 0..size {
        let row: Vec<(u32, u32)> = minutes[via * size..(via + 1) * size].to_vec();
        for from in 0..size {
            let (first, wheel) = minutes[from * size + via];
            if first == NEVER || from == via {
                continue;
            }
            let step = next[from * size + via];
            for (to, &(rest, rest_wheel)) in row.iter().enumerate() {
                let cell = &mut minutes[from * size + to];
                if rest != NEVER && first + rest < cell.0 {
                    *cell = (first + rest, wheel + rest_wheel);
                    next[from * size + to] = step;
                }
            }
        }
    }
}

fn estimate(input: &Input, from: usize, to: usize, ferries: bool) -> Option<(u32, u32)> {
    let crossings = input.places[from].island || input.places[to].island;
    if crossings && !ferries {
        return None;
    }
    let wheel = (road_km(input, from, to) / input.settings.speed.max(1) as f64 * 60.0).ceil() as u32;
    Some((wheel + if crossings { input.settings.crossing as u32 } else { 0 }, wheel))
}

/// Great-circle kilometres times the road factor.
pub fn road_km(input: &Input, from: usize, to: usize) -> f64 {
    let (a, b) = (&input.places[from], &input.places[to]);
    let half = |x: f64, y: f64| ((x - y).to_radians() / 2.0).sin().powi(2);
    let h = half(a.latitude, b.latitude)
        + a.latitude.to_radians().cos() * b.latitude.to_radians().cos() * half(a.longitude, b.longitude);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin() * input.settings.road_percent as f64 / 100.0
}

fn shortest_link(input: &Input, from: usize, to: usize) -> Option<usize> {
    let joins = |l: &Link| (l.from, l.to) == (from, to) || (l.both && (l.to, l.from) == (from, to));
    (0..input.links.len()).filter(|&l| joins(&input.links[l])).min_by_key(|&l| input.links[l].minutes)
}

fn departures(input: &Input, pair: (usize, usize)) -> Vec<usize> {
    let mut found: Vec<usize> =
        (0..input.ferries.len()).filter(|&f| (input.ferries[f].from, input.ferries[f].to) == pair).collect();
    found.sort_by_key(|&f| input.ferries[f].departs);
    found
}

#[cfg(test)]
mod tests;
