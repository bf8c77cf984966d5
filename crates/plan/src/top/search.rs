//! The search: take some points out, put others in, keep what is good, now and then recombine whole routes.

use std::ops::ControlFlow;

use super::{
    Answer, Instance, SLACK,
    packing::Seen,
    routes::{NOWHERE, Routes, Spot},
};
use crate::dice::Dice;

/// When the search ends by itself. With `rounds` the answer for a seed is the same on every machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub seed: u64,
    /// Rounds of taking out and putting in; `None`: until the caller says stop.
    pub rounds: Option<u64>,
}

/// How far the search has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub rounds: u64,
    pub score: i64,
}

/// Rounds between two reports of progress, hence between two chances to stop.
const REPORT: u64 = 64;

/// Searches until the limit, or until `progress` breaks off; the best routes found.
pub fn solve(instance: &Instance, limits: Limits, mut progress: impl FnMut(Progress) -> ControlFlow<()>) -> Answer {
    let mut search = Search::new(instance, limits.seed);
    let mut rounds = 0;
    while !search.finished() && limits.rounds.is_none_or(|limit| rounds < limit) {
        search.round();
        rounds += 1;
        if rounds % REPORT == 0 && progress(Progress { rounds, score: search.best.score }).is_break() {
            break;
        }
    }
    search.answer()
}

struct Search<'a> {
    instance: &'a Instance,
    dice: Dice,
    /// Points that some route could visit alone, and for each its neighbours, nearest first.
    points: Vec<usize>,
    near: Vec<Vec<u16>>,
    all: i64,
    current: Routes,
    next: Routes,
    best: Routes,
    elite: Vec<Routes>,
    seen: Seen,
    spots: Vec<Spot>,
    /// How long a route may be just now.
    limit: f64,
    heat: f64,
    cycle: Cycle,
}

/// One cooling from hot to cold.
struct Cycle {
    round: u64,
    rounds: u64,
    best: i64,
}

/// How the repair ranks points: score to this power over extra length to that power, with this much chance.
struct Taste {
    score: f64,
    length: f64,
    chance: f64,
    regret: bool,
}

impl<'a> Search<'a> {
    fn new(instance: &'a Instance, seed: u64) -> Self {
        let (start, end) = (instance.start(), instance.end());
        let routes = Routes::empty(instance);
        let points: Vec<usize> = (1..end)
            .filter(|&p| instance.points[p].score > 0 && !routes.routes.is_empty())
            .filter(|&p| instance.between(start, p) + instance.between(p, end) <= instance.limit + SLACK)
            .collect();
        let mut near = vec![Vec::new(); instance.points.len()];
        for &p in &points {
            let mut others: Vec<u16> = points.iter().filter(|&&q| q != p).map(|&q| q as u16).collect();
            others.sort_by(|&a, &b| instance.between(p, a.into()).total_cmp(&instance.between(p, b.into())));
            near[p] = others;
        }
        let all = points.iter().map(|&p| instance.points[p].score).sum();
        let none = Spot { position: 0, extra: f64::INFINITY };
        Self {
            instance,
            dice: Dice::new(seed),
            heat: all as f64 / points.len().max(1) as f64,
            cycle: Cycle { round: 0, rounds: 40 * points.len().max(20) as u64, best: 0 },
            limit: instance.limit + SLACK,
            near,
            all,
            current: routes.clone(),
            next: routes.clone(),
            best: routes.clone(),
            elite: Vec::new(),
            seen: Seen::default(),
            spots: vec![none; instance.points.len() * routes.routes.len()],
            points,
        }
    }

    /// Everything that can be collected is.
    fn finished(&self) -> bool {
        self.best.score == self.all
    }

    fn answer(&self) -> Answer {
        let wide = |route: &Vec<u16>| route.iter().map(|&p| usize::from(p)).collect();
        Answer { score: self.best.score, routes: self.best.routes.iter().map(wide).collect() }
    }

    fn round(&mut self) {
        self.next.copy_from(&self.current);
        let first = self.destroy();
        self.repair(first);
        self.judge();
        self.cycle.round += 1;
        if self.cycle.round >= self.cycle.rounds {
            self.turn();
        }
    }

    /// Score, and as a hint how much length is left over.
    fn merit(&self, routes: &Routes) -> f64 {
        let allowed = self.instance.limit * routes.routes.len() as f64;
        routes.score as f64 - 0.9 * routes.total_length() / allowed.max(SLACK)
    }

    fn judge(&mut self) {
        let cold = self.cycle.round as f64 / self.cycle.rounds as f64;
        let heat = self.heat * 0.03f64.powf(cold);
        let floor = self.merit(&self.current) + heat * self.dice.unit().max(1e-12).ln();
        if self.next.score > self.cycle.best {
            self.cycle.best = self.next.score;
            self.seen.add(self.instance, &self.next);
        }
        if self.merit(&self.next) >= floor {
            if self.next.score * 20 >= self.cycle.best * 19 {
                self.seen.add(self.instance, &self.next);
            }
            if self.merit(&self.next) > self.merit(&self.best) {
                self.best.copy_from(&self.next);
            }
            std::mem::swap(&mut self.current, &mut self.next);
        }
    }

    /// The end of a cooling: recombine, and begin again from something good.
    fn turn(&mut self) {
        if let Some(found) = self.seen.recombine(self.instance, self.best.score) {
            self.next.copy_from(&found);
            self.repair(None);
            self.best.copy_from(&self.next);
            self.seen.add(self.instance, &self.next);
        }
        self.elite.push(self.best.clone());
        self.elite.dedup_by_key(|e| e.score);
        let from = if self.dice.one_in(2) { self.elite.last() } else { self.dice.pick(&self.elite) };
        if let Some(from) = from {
            self.current.copy_from(from);
        }
        if self.dice.one_in(4) {
            self.current = Routes::empty(self.instance);
        }
        self.cycle = Cycle { round: 0, best: 0, ..self.cycle };
    }

    /// Takes points out of the routes; names a point that must come in first, if the way of taking out has one.
    fn destroy(&mut self) -> Option<usize> {
        let served: Vec<usize> = self.points.iter().copied().filter(|&p| self.next.at[p] != NOWHERE).collect();
        if served.is_empty() {
            return None;
        }
        let most = (served.len() * 2 / 5).clamp(1, 30);
        let count = 1 + self.dice.below(most);
        let mut gone = vec![false; self.instance.points.len()];
        let mut first = None;
        match self.dice.below(10) {
            0 | 1 => {
                let dice = &mut self.dice;
                (0..count).for_each(|_| gone[served[dice.below(served.len())]] = true);
            }
            2 | 3 => {
                let centre = served[self.dice.below(served.len())];
                self.around(centre, count, &mut gone);
            }
            4 => self.poor(&served, count, &mut gone),
            5 | 6 => self.stretches(count, &mut gone),
            7 => {
                let route = self.dice.below(self.next.routes.len());
                self.next.routes[route].iter().for_each(|&p| gone[usize::from(p)] = true);
            }
            _ => {
                let missing: Vec<usize> = self.points.iter().copied().filter(|&p| self.next.at[p] == NOWHERE).collect();
                first = self.dice.pick(&missing).copied();
                if let Some(target) = first {
                    self.around(target, count.min(1 + most / 2), &mut gone);
                }
            }
        }
        for route in 0..self.next.routes.len() {
            self.next.take_out(self.instance, route, |p| gone[p]);
        }
        first
    }

    /// The served points nearest to one, with some chance.
    fn around(&mut self, centre: usize, count: usize, gone: &mut [bool]) {
        gone[centre] = true;
        let mut left = count;
        for &p in &self.near[centre] {
            if left == 0 {
                break;
            }
            if self.next.at[usize::from(p)] != NOWHERE && !self.dice.one_in(4) {
                gone[usize::from(p)] = true;
                left -= 1;
            }
        }
    }

    /// The points that give least for the length they cost, with some chance.
    fn poor(&mut self, served: &[usize], count: usize, gone: &mut [bool]) {
        let mut ranked: Vec<(f64, usize)> = Vec::with_capacity(served.len());
        for stops in &self.next.routes {
            for three in stops.windows(3) {
                let [a, p, b] = [three[0], three[1], three[2]].map(usize::from);
                let saved = self.instance.between(a, p) + self.instance.between(p, b) - self.instance.between(a, b);
                let worth = self.instance.points[p].score as f64 / (saved + 1e-3);
                ranked.push((worth * (0.5 + self.dice.unit()), p));
            }
        }
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        ranked.iter().take(count).for_each(|&(_, p)| gone[p] = true);
    }

    /// A stretch out of one route, and one near it out of another.
    fn stretches(&mut self, count: usize, gone: &mut [bool]) {
        for _ in 0..1 + self.dice.below(2) {
            let route = &self.next.routes[self.dice.below(self.next.routes.len())];
            if route.len() > 2 {
                let size = count.min(route.len() - 2);
                let from = 1 + self.dice.below(route.len() - 1 - size);
                route[from..from + size].iter().for_each(|&p| gone[usize::from(p)] = true);
            }
        }
    }

    /// Fills the routes until nothing fits; tidies them; fills again. Now and then it fills beyond the limit first
    /// and trims, which leads to routes that no row of single insertions reaches.
    fn repair(&mut self, first: Option<usize>) {
        let taste = self.taste();
        let mut missing: Vec<usize> = self.points.iter().copied().filter(|&p| self.next.at[p] == NOWHERE).collect();
        let beyond = self.dice.unit() < 0.4;
        self.limit = self.instance.limit * if beyond { 1.0 + 0.6 * self.dice.unit() } else { 1.0 } + SLACK;
        self.look_all(&missing);
        if let Some(place) = first.and_then(|p| missing.iter().position(|&q| q == p)) {
            let point = missing[place];
            if let Some(route) = self.ranking(point, &taste).map(|(_, route)| route) {
                missing.swap_remove(place);
                self.put(point, route, &missing);
            }
        }
        if beyond {
            self.fill(&mut missing, &taste);
            self.limit = self.instance.limit + SLACK;
            for route in 0..self.next.routes.len() {
                self.next.tidy(self.instance, route);
                self.trim(route, &mut missing, taste.chance);
            }
            self.look_all(&missing);
        }
        loop {
            self.fill(&mut missing, &taste);
            let mut shorter = false;
            for route in 0..self.next.routes.len() {
                if self.next.tidy(self.instance, route) {
                    shorter = true;
                    self.look(&missing, route);
                }
            }
            if !shorter {
                return;
            }
        }
    }

    /// Takes the poorest points out of a route until it is short enough.
    fn trim(&mut self, route: usize, missing: &mut Vec<usize>, chance: f64) {
        while self.next.lengths[route] > self.limit && self.next.routes[route].len() > 2 {
            let mut worst = (f64::INFINITY, 0);
            for three in self.next.routes[route].windows(3) {
                let [a, p, b] = [three[0], three[1], three[2]].map(usize::from);
                let saved = self.instance.between(a, p) + self.instance.between(p, b) - self.instance.between(a, b);
                let worth = self.instance.points[p].score as f64 / (saved + 1e-3);
                let worth = worth * (1.0 + chance * (self.dice.unit() - 0.5));
                if worth < worst.0 {
                    worst = (worth, p);
                }
            }
            self.next.take_out(self.instance, route, |p| p == worst.1);
            missing.push(worst.1);
        }
    }

    fn look_all(&mut self, missing: &[usize]) {
        for route in 0..self.next.routes.len() {
            self.look(missing, route);
        }
    }

    fn taste(&mut self) -> Taste {
        let (score, length) = [(1.0, 1.0), (1.0, 1.0), (1.0, 0.5), (1.0, 2.0), (0.0, 1.0)][self.dice.below(5)];
        let chance = [0.0, 0.3, 0.8][self.dice.below(3)];
        Taste { score, length, chance, regret: self.dice.one_in(4) }
    }

    /// Looks up anew where each missing point would best go in a route.
    fn look(&mut self, missing: &[usize], route: usize) {
        let width = self.next.routes.len();
        for &p in missing {
            self.spots[p * width + route] = self.next.spot(self.instance, p, route);
        }
    }

    fn fill(&mut self, missing: &mut Vec<usize>, taste: &Taste) {
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for (place, &p) in missing.iter().enumerate() {
                if let Some((mut rank, route)) = self.ranking(p, taste) {
                    rank *= 1.0 + taste.chance * (self.dice.unit() - 0.5);
                    if best.is_none_or(|(r, ..)| rank > r) {
                        best = Some((rank, place, route));
                    }
                }
            }
            let Some((_, place, route)) = best else { return };
            let point = missing.swap_remove(place);
            self.put(point, route, missing);
        }
    }

    /// Inserts a point. Of the other missing ones only those whose best leg is gone are looked up anew.
    fn put(&mut self, point: usize, route: usize, missing: &[usize]) {
        let width = self.next.routes.len();
        let spot = self.spots[point * width + route];
        let position = spot.position;
        self.next.insert(self.instance, point, route, spot);
        let stops = &self.next.routes[route];
        let (before, after) = (usize::from(stops[position - 1]), usize::from(stops[position + 1]));
        let (leg_in, leg_out) = (self.instance.between(before, point), self.instance.between(point, after));
        for &p in missing {
            let known = &mut self.spots[p * width + route];
            if known.position == position {
                *known = self.next.spot(self.instance, p, route);
                continue;
            }
            known.position += usize::from(known.position > position);
            let here = self.instance.between(p, point);
            let first = self.instance.between(p, before) + here - leg_in;
            let second = here + self.instance.between(p, after) - leg_out;
            if first < known.extra {
                *known = Spot { position, extra: first };
            }
            if second < known.extra {
                *known = Spot { position: position + 1, extra: second };
            }
        }
    }

    /// How good it is to insert a point now, and in which route; `None` when it fits in none.
    fn ranking(&self, point: usize, taste: &Taste) -> Option<(f64, usize)> {
        let width = self.next.routes.len();
        let (mut first, mut second, mut route) = (f64::INFINITY, f64::INFINITY, 0);
        for (r, spot) in self.spots[point * width..(point + 1) * width].iter().enumerate() {
            if spot.extra + self.next.lengths[r] > self.limit {
                continue;
            }
            if spot.extra < first {
                second = first;
                (first, route) = (spot.extra, r);
            } else if spot.extra < second {
                second = spot.extra;
            }
        }
        if first.is_infinite() {
            return None;
        }
        let score = self.instance.points[point].score as f64;
        let extra = first.max(0.0) + 1e-2;
        let mut rank = if taste.score == 0.0 { 1.0 } else { score };
        rank /= if taste.length == 1.0 {
            extra
        } else if taste.length == 2.0 {
            extra * extra
        } else {
            extra.sqrt()
        };
        if taste.regret {
            rank *= 1.0 + (second.min(self.instance.limit) - first).max(0.0) / self.instance.limit.max(SLACK);
        }
        Some((rank, route))
    }
}
