//! Where a visit could go, how many people it would serve there, and what that is worth.

use super::{rules::Block, state::State};
use crate::{
    model::{Day, Minutes, Purpose, Served, Stop, Tour},
    schedule::{self, Frame, Halt, Kind},
};

/// How a visit joins a block's tours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Into a day of a tour, before the stop at the position; a visit beside it at the same place becomes longer.
    Within {
        tour: usize,
        day: usize,
        position: usize,
    },
    /// A day more at the end, perhaps there the evening before; or at the beginning, perhaps on to the next place
    /// the same evening.
    After {
        tour: usize,
        evening: bool,
    },
    Before {
        tour: usize,
        evening: bool,
    },
    /// A tour of its own; perhaps there the evening before, perhaps home the day after.
    Alone {
        evening: bool,
        morning: bool,
    },
}

/// A visit that can be made.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub block: usize,
    pub place: usize,
    pub day: Day,
    pub shape: Shape,
    pub served: Vec<Served>,
    /// What the plan's value grows by.
    pub gain: i64,
    pub work: Minutes,
    pub nights: i32,
}

/// A day with the new visit in it; `new` is where.
struct Trial {
    frame: Frame,
    halts: Vec<Halt>,
    new: Option<usize>,
}

/// Days that change, minutes they took until then, nights that are added, and the effort that a longer visit had.
struct Change {
    trials: Vec<Trial>,
    before: Minutes,
    nights: i32,
    had: i64,
}

/// Who could be served at a place on a day by a team.
struct Offer {
    served: Vec<Served>,
    /// Visits that the fairness floor misses less.
    floor: i64,
    minimum: i64,
    /// Another stay of this block is too near: only a longer stay will do.
    joins: bool,
}

impl State<'_> {
    /// The best way to visit a place within a block that makes the plan worth more.
    pub fn best(&self, block: usize, place: usize) -> Option<Candidate> {
        self.best_at_least(block, place, 1)
    }

    /// The best way to visit a place within a block that makes the plan worth so much more (or less, if negative).
    pub fn best_at_least(&self, block: usize, place: usize, least: i64) -> Option<Candidate> {
        let Block { team, first, last } = self.problem.blocks[block];
        let mut best: Option<Candidate> = None;
        for day in first..=last {
            let Some(offer) = self.offer(block, team, place, day) else { continue };
            self.shapes(block, place, day, offer.joins, |shape| {
                let found = self.weigh(block, place, day, shape, &offer);
                let better = |f: &Candidate| f.gain >= least && best.as_ref().is_none_or(|b| f.gain > b.gain);
                if let Some(found) = found.filter(better) {
                    best = Some(found);
                }
            });
        }
        best
    }

    fn offer(&self, block: usize, team: usize, place: usize, day: Day) -> Option<Offer> {
        if self.problem.input.forbidden(team, place, day) {
            return None;
        }
        let spacing = self.problem.spacing(day);
        let near = |first: Day, last: Day| first.max(day) - last.min(day) < spacing.max(1);
        let mut close = self.visits[place].iter().filter(|v| {
            (day < v.first && v.first - day < self.problem.spacing(v.first).max(1))
                || (day >= v.first && near(day, v.last))
        });
        let joins = match (close.next(), close.next()) {
            (None, _) => false,
            (Some(only), None) if only.block == block => true,
            _ => return None,
        };
        let floor = if joins { 0 } else { self.floor_gain(place, day) };
        let minimum = if joins || floor > 0 { 0 } else { self.problem.minimum(day) };
        let pools = self.problem.pools[place].iter().copied();
        let served: Vec<Served> = pools
            .filter(|&pool| self.left[pool] > 0 && self.problem.allows(team, pool, day))
            .map(|pool| Served { pool, people: (self.left[pool] as f64 * self.share).ceil() as i64 })
            .collect();
        let offer = Offer { served, floor, minimum, joins };
        let all = self.within(day, &offer, i64::MAX)?;
        (!all.is_empty() || floor > 0).then_some(Offer { served: all, ..offer })
    }

    /// As many of an offer's people as so much effort allows; `None` when they are too few.
    fn within(&self, day: Day, offer: &Offer, mut effort: i64) -> Option<Vec<Served>> {
        let input = self.problem.input;
        let mut taken: Vec<Served> = Vec::with_capacity(offer.served.len());
        for s in &offer.served {
            let each = input.services[input.pools[s.pool].service].effort;
            let people = s.people.min(effort / each);
            if people > 0 {
                taken.push(Served { pool: s.pool, people });
                effort -= people * each;
            }
        }
        if offer.floor == 0 {
            let short = self.services_short(&taken, day);
            taken.retain(|s| !short.contains(&input.pools[s.pool].service));
        }
        let people: i64 = taken.iter().map(|s| s.people).sum();
        (people >= offer.minimum).then_some(taken)
    }

    /// Calls `each` with every way in which a visit could join the block on a day.
    fn shapes(&self, block: usize, place: usize, day: Day, joins: bool, mut each: impl FnMut(Shape)) {
        let limits = self.problem.blocks[block];
        let tours = &self.blocks[block];
        let busy = |d: Day| {
            d < limits.first || d > limits.last || tours.iter().any(|l| (l.tour.first..=l.tour.last()).contains(&d))
        };
        let visits = |stop: Option<&Stop>| stop.is_some_and(|s| s.place == place && s.is_visit());
        for (t, live) in tours.iter().enumerate() {
            let tour = &live.tour;
            if (tour.first..=tour.last()).contains(&day) {
                let d = (day - tour.first) as usize;
                for position in 0..=tour.days[d].len() {
                    let (before, after) = around(tour, d, position);
                    let splits = before.zip(after).is_some_and(|(a, b)| a.place == b.place && a.place != place);
                    // After it is the same as before it where the two become one.
                    let twice = tour.days[d].get(position).is_some_and(|s| grows(s, place));
                    if !splits && !twice && (!joins || visits(before) || visits(after)) {
                        each(Shape::Within { tour: t, day: d, position });
                    }
                }
            }
            if tour.last() + 1 == day && !busy(day) && (!joins || visits(tour.days.last().and_then(|d| d.last()))) {
                each(Shape::After { tour: t, evening: false });
                if !joins {
                    each(Shape::After { tour: t, evening: true });
                }
            }
            if tour.first - 1 == day && !busy(day) && (!joins || visits(tour.days[0].first())) {
                each(Shape::Before { tour: t, evening: false });
                if !joins && tour.days[0].first().is_some_and(Stop::is_visit) {
                    each(Shape::Before { tour: t, evening: true });
                }
            }
        }
        if !busy(day) && !joins {
            each(Shape::Alone { evening: false, morning: false });
            let nights = self.problem.input.teams[limits.team].nights;
            let (evening, morning) = (nights > 0 && !busy(day - 1), nights > 0 && !busy(day + 1));
            if evening {
                each(Shape::Alone { evening: true, morning: false });
            }
            if morning {
                each(Shape::Alone { evening: false, morning: true });
            }
            if evening && morning && nights > 1 {
                each(Shape::Alone { evening: true, morning: true });
            }
        }
    }

    /// Tries a shape: first with nobody, then with all, then with as many as the day has room for.
    fn weigh(&self, block: usize, place: usize, day: Day, shape: Shape, offer: &Offer) -> Option<Candidate> {
        let input = self.problem.input;
        let team = self.problem.blocks[block].team;
        let mut change = self.change(block, place, day, shape)?;
        let had = change.had;
        let minutes = |served: &[Served]| schedule::effort_minutes(input, team, had + schedule::effort(input, served));
        let least = minutes(&[]);
        self.run(&mut change, least)?;
        let full = minutes(&offer.served);
        let (mut served, mut work) = (offer.served.clone(), self.run(&mut change, full));
        if work.is_none() {
            let (mut fits, mut not) = (least, full);
            while not - fits > 1 {
                let middle = fits + (not - fits) / 2;
                if self.run(&mut change, middle).is_some() { fits = middle } else { not = middle }
            }
            served = self.within(day, offer, schedule::effort_in(input, team, fits) - had)?;
            work = self.run(&mut change, minutes(&served));
        }
        if served.is_empty() && offer.floor == 0 {
            return None;
        }
        let work = work? - change.before;
        let worth: i64 = served.iter().map(|s| s.people * input.pools[s.pool].value).sum();
        let gain = worth + offer.floor * input.settings.floor_missed - schedule::cost(input, team, work, change.nights);
        Some(Candidate { block, place, day, shape, nights: change.nights, served, gain, work })
    }

    /// Minutes that the changed days take when the visit lasts so long; `None` when that cannot be.
    fn run(&self, change: &mut Change, minutes: Minutes) -> Option<Minutes> {
        let mut work = 0;
        for trial in &mut change.trials {
            if let Some(new) = trial.new {
                trial.halts[new].kind = Kind::Visit(minutes);
            }
            let halts = trial.halts.iter().copied();
            work += schedule::day(self.problem.input, &self.problem.travel, trial.frame, halts, |_| {})?.work;
        }
        Some(work)
    }

    fn change(&self, block: usize, place: usize, day: Day, shape: Shape) -> Option<Change> {
        let input = self.problem.input;
        let team = self.problem.blocks[block].team;
        let base = input.teams[team].base;
        let nights_left = |tour: &Tour| (tour.days.len() as i32) <= input.teams[team].nights;
        let bed = |at: usize| input.places[at].lodging && at != base;
        let frame = |day: Day, from: usize, home: bool| Frame { team, day, from, home: home.then_some(base) };
        let halts = |stops: &[Stop]| stops.iter().map(|s| schedule::halt(input, team, s)).collect::<Vec<_>>();
        let visit = Halt { place, kind: Kind::Visit(0) };
        let sleep = Halt { place, kind: Kind::Sleep };
        match shape {
            Shape::Within { tour, day: d, position } => {
                let live = &self.blocks[block][tour];
                let stops = &live.tour.days[d];
                let last = d + 1 == live.tour.days.len();
                if position == stops.len() && stops.last().is_some_and(|s| s.purpose == Purpose::Sleep) {
                    return None;
                }
                let mut list = halts(stops);
                let longer = longer(stops, position, place);
                if longer.is_none() {
                    list.insert(position, visit);
                }
                let mut trials = vec![Trial {
                    frame: frame(day, woken(&live.tour, d, base), last),
                    halts: list,
                    new: longer.or(Some(position)),
                }];
                let had = longer.map_or(0, |at| schedule::effort(input, stops[at].served()));
                let mut before = live.work[d];
                if !last && position == stops.len() && longer.is_none() {
                    if !bed(place) {
                        return None;
                    }
                    let home = d + 2 == live.tour.days.len();
                    trials.push(Trial {
                        frame: frame(day + 1, place, home),
                        halts: halts(&live.tour.days[d + 1]),
                        new: None,
                    });
                    before += live.work[d + 1];
                }
                if d > 0 && position == 0 && slept_for(&live.tour, d) {
                    return None;
                }
                Some(Change { trials, before, nights: 0, had })
            }
            Shape::After { tour, evening } => {
                let live = &self.blocks[block][tour];
                let stops = live.tour.days.last()?;
                let last = stops.last()?;
                let bed_at = if evening { place } else { last.place };
                if !nights_left(&live.tour) || !bed(bed_at) || (evening && last.place == place) {
                    return None;
                }
                let d = live.tour.days.len() - 1;
                let mut day_before = halts(stops);
                day_before.extend(evening.then_some(sleep));
                let trials = vec![
                    Trial { frame: frame(day - 1, woken(&live.tour, d, base), false), halts: day_before, new: None },
                    Trial { frame: frame(day, bed_at, true), halts: vec![visit], new: Some(0) },
                ];
                Some(Change { trials, before: live.work[d], nights: 1, had: 0 })
            }
            Shape::Before { tour, evening } => {
                let live = &self.blocks[block][tour];
                let bed_at = if evening { live.tour.days[0].first()?.place } else { place };
                if !nights_left(&live.tour) || !bed(bed_at) || (evening && bed_at == place) {
                    return None;
                }
                let home = live.tour.days.len() == 1;
                let mut new_day = vec![visit];
                new_day.extend(evening.then_some(Halt { place: bed_at, kind: Kind::Sleep }));
                let trials = vec![
                    Trial { frame: frame(day, base, false), halts: new_day, new: Some(0) },
                    Trial { frame: frame(day + 1, bed_at, home), halts: halts(&live.tour.days[0]), new: None },
                ];
                Some(Change { trials, before: live.work[0], nights: 1, had: 0 })
            }
            Shape::Alone { evening, morning } => {
                if (evening || morning) && !bed(place) {
                    return None;
                }
                let mut trials = Vec::new();
                if evening {
                    trials.push(Trial { frame: frame(day - 1, base, false), halts: vec![sleep], new: None });
                }
                let from = if evening { place } else { base };
                trials.push(Trial { frame: frame(day, from, !morning), halts: vec![visit], new: Some(0) });
                if morning {
                    trials.push(Trial { frame: frame(day + 1, place, true), halts: Vec::new(), new: None });
                }
                Some(Change { trials, before: 0, nights: i32::from(evening) + i32::from(morning), had: 0 })
            }
        }
    }

    /// Makes a visit. False when the tour does not hold after all, and then nothing has changed.
    pub fn make(&mut self, candidate: &Candidate) -> bool {
        let Candidate { block, place, day, shape, .. } = *candidate;
        let stop = Stop { place, purpose: Purpose::Visit { served: candidate.served.clone(), locked: false } };
        let old = self.clear(block);
        let mut tours = old.clone();
        let changed = match shape {
            Shape::Within { tour, .. } | Shape::After { tour, .. } | Shape::Before { tour, .. } => {
                tours.remove(tour).tour
            }
            Shape::Alone { .. } => Tour { team: self.problem.blocks[block].team, first: day, days: Vec::new() },
        };
        let live = self.live(joined(changed, stop, shape));
        let made = live.is_some();
        if let Some(live) = live {
            tours.push(live);
            tours.sort_by_key(|l| l.tour.first);
        }
        self.set(block, if made { tours } else { old });
        made
    }
}

/// A tour with a stop more.
fn joined(mut tour: Tour, stop: Stop, shape: Shape) -> Tour {
    match shape {
        Shape::Within { day, position, .. } => match longer(&tour.days[day], position, stop.place) {
            Some(at) => tour.days[day][at].serve(stop.served()),
            None => tour.days[day].insert(position, stop),
        },
        Shape::After { evening, .. } => {
            if let Some(last) = tour.days.last_mut().filter(|_| evening) {
                last.push(Stop { place: stop.place, purpose: Purpose::Sleep });
            }
            tour.days.push(vec![stop]);
        }
        Shape::Before { evening, .. } => {
            let next = tour.days[0].first().filter(|_| evening).map(|s| s.place);
            let sleep = next.map(|place| Stop { place, purpose: Purpose::Sleep });
            tour.first -= 1;
            tour.days.insert(0, [Some(stop), sleep].into_iter().flatten().collect());
        }
        Shape::Alone { evening, morning } => {
            if evening {
                tour.first -= 1;
                tour.days.push(vec![Stop { place: stop.place, purpose: Purpose::Sleep }]);
            }
            tour.days.push(vec![stop]);
            if morning {
                tour.days.push(Vec::new());
            }
        }
    }
    tour
}

/// The visit beside a position that a new one at the same place makes longer: the team sets up once.
fn longer(stops: &[Stop], position: usize, place: usize) -> Option<usize> {
    let beside = [position.checked_sub(1), Some(position)];
    beside.into_iter().flatten().find(|&at| stops.get(at).is_some_and(|s| grows(s, place)))
}

/// What the planner locked is left as it is.
fn grows(stop: &Stop, place: usize) -> bool {
    stop.place == place && stop.is_visit() && !stop.is_fixed()
}

/// Where the team wakes up on a day of a tour.
fn woken(tour: &Tour, day: usize, base: usize) -> usize {
    day.checked_sub(1).and_then(|d| tour.days[d].last()).map_or(base, |s| s.place)
}

/// Whether the evening before was spent at the first stop of the day for its sake.
fn slept_for(tour: &Tour, day: usize) -> bool {
    tour.days[day - 1].last().is_some_and(|s| s.purpose == Purpose::Sleep)
}

/// The stops before and after a position, over the nights.
fn around(tour: &Tour, day: usize, position: usize) -> (Option<&Stop>, Option<&Stop>) {
    let before = position.checked_sub(1).map(|p| &tour.days[day][p]);
    let before = before.or_else(|| day.checked_sub(1).and_then(|d| tour.days[d].last()));
    let after = tour.days[day].get(position).or_else(|| tour.days.get(day + 1).and_then(|d| d.first()));
    (before, after)
}
