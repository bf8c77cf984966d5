//! The clock of a working day: when a team arrives, begins and leaves, and whether it may work that long.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Input, Minutes, Purpose, Served, Stop, Tour},
    travel::Travel,
};

/// A stop with what the clock needs to know of it.
#[derive(Clone, Copy, Debug)]
pub struct Halt {
    pub place: usize,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// People are received for so many minutes, within the place's hours.
    Visit(Minutes),
    Sleep,
    /// From and to at fixed times.
    Event(Minutes, Minutes),
}

/// Times of one stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    pub arrives: Minutes,
    pub begins: Minutes,
    pub leaves: Minutes,
    /// Minutes at the wheel on the way here.
    pub driving: Minutes,
    /// The ferry departure taken on the way here.
    pub ferry: Option<usize>,
}

/// A working day as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    pub departs: Minutes,
    pub ends: Minutes,
    /// From departure to the end, waiting included.
    pub work: Minutes,
    pub drive: Minutes,
}

/// Minutes that a visit takes a team: set-up, and the people at the team's pace, rounded up.
pub fn visit_minutes(input: &Input, team: usize, served: &[Served]) -> Minutes {
    effort_minutes(input, team, effort(input, served))
}

/// What people take, in per cent of an ordinary person.
pub fn effort(input: &Input, served: &[Served]) -> i64 {
    served.iter().map(|s| s.people * input.services[input.pools[s.pool].service].effort).sum()
}

/// Minutes that a visit takes for people of so much effort (per cent of an ordinary person).
pub fn effort_minutes(input: &Input, team: usize, effort: i64) -> Minutes {
    let team = &input.teams[team];
    team.setup + {
        let pace = 100 * team.per_hour.max(1);
        ((effort * 60 + pace - 1) / pace) as Minutes
    }
}

/// The most effort that fits in so many minutes of a visit, set-up included.
pub fn effort_in(input: &Input, team: usize, minutes: Minutes) -> i64 {
    let team = &input.teams[team];
    i64::from((minutes - team.setup).max(0)) * 100 * team.per_hour / 60
}

pub fn halt(input: &Input, team: usize, stop: &Stop) -> Halt {
    let kind = match &stop.purpose {
        Purpose::Visit { served, .. } => Kind::Visit(visit_minutes(input, team, served)),
        Purpose::Sleep => Kind::Sleep,
        Purpose::Event { event } => Kind::Event(input.events[*event].from, input.events[*event].to),
    };
    Halt { place: stop.place, kind }
}

/// Where a team wakes up, what it does, and where the day ends (`None`: at the last stop).
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub team: usize,
    pub day: Day,
    pub from: usize,
    pub home: Option<usize>,
}

/// Runs a day; `None` when it cannot be done within the team's hours, the places' hours and the ferries' times.
pub fn day(
    input: &Input,
    travel: &Travel,
    frame: Frame,
    halts: impl Iterator<Item = Halt>,
    mut note: impl FnMut(Times),
) -> Option<Length> {
    let team = &input.teams[frame.team];
    let (mut at, mut now, mut departs, mut drive) = (frame.from, team.starts, team.starts, 0);
    let mut first = true;
    for halt in halts {
        let leg = travel.leg(input, at, halt.place, frame.day, now, team.ferries)?;
        let place = &input.places[halt.place];
        let (begins, leaves) = match halt.kind {
            Kind::Visit(minutes) => {
                let begins = leg.arrives.max(place.opens);
                (begins, begins + minutes)
            }
            Kind::Sleep => (leg.arrives, leg.arrives),
            Kind::Event(from, to) => (from, to),
        };
        let late = match halt.kind {
            Kind::Visit(_) => leaves > place.closes,
            Kind::Sleep => false,
            Kind::Event(from, _) => leg.arrives > from,
        };
        drive += leg.driving;
        if late || leaves > team.ends || drive > team.drive {
            return None;
        }
        if first {
            // Nobody leaves home earlier than needed: for a ferry just in time, else so as not to wait at the door.
            departs = if leg.ferry.is_some() { leg.leaves } else { now + begins - leg.arrives };
            first = false;
        }
        note(Times { arrives: leg.arrives, begins, leaves, driving: leg.driving, ferry: leg.ferry });
        (at, now) = (halt.place, leaves);
    }
    if let Some(home) = frame.home {
        let leg = travel.leg(input, at, home, frame.day, now, team.ferries)?;
        drive += leg.driving;
        if first {
            departs = leg.leaves;
        }
        note(Times {
            arrives: leg.arrives,
            begins: leg.arrives,
            leaves: leg.arrives,
            driving: leg.driving,
            ferry: leg.ferry,
        });
        now = leg.arrives;
    }
    let length = Length { departs, ends: now, work: now - departs, drive };
    (now <= team.ends && length.work <= team.work && drive <= team.drive).then_some(length)
}

/// What every day of a tour looks like on the clock; `None` when one of them cannot be done.
pub fn tour(input: &Input, travel: &Travel, tour: &Tour) -> Option<Vec<(Length, Vec<Times>)>> {
    let base = input.teams[tour.team].base;
    let mut from = base;
    let mut days = Vec::new();
    for (i, stops) in tour.days.iter().enumerate() {
        let home = (i + 1 == tour.days.len()).then_some(base);
        let frame = Frame { team: tour.team, day: tour.first + i as Day, from, home };
        let mut times = Vec::new();
        let halts = stops.iter().map(|stop| halt(input, tour.team, stop));
        let length = day(input, travel, frame, halts, |t| times.push(t))?;
        days.push((length, times));
        from = stops.last().map_or(base, |stop| stop.place);
    }
    Some(days)
}

/// What a tour costs: crew minutes and nights, in minutes of a citizen.
pub fn cost(input: &Input, team: usize, work: Minutes, nights: i32) -> i64 {
    let crew = input.teams[team].crew;
    crew * i64::from(work) * input.settings.crew_percent / 100 + crew * i64::from(nights) * input.settings.night
}
