//! A proposal as people read it: figures, tours stop by stop with where each travel time comes from, disputed rules,
//! and what could not be kept. Shared by the page, the comparison and the files.

use torg_plan::Shown;
use torg_plan::model::{Day, Demand, Input, Plan, Purpose, Rule, Served, Tour, Wish};
use torg_plan::schedule::Times;
use torg_plan::solve::Unmet;
use torg_plan::travel::{Origin, road_km};
use torg_web::Visit;

use super::map::{self, number};
use super::model::{Outcome, gap};
use super::words::{clock, day, hours, length, short_day, thousands, told};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Number,
    /// Minutes, shown in hours.
    Time,
    Percent,
}

/// A figure of a proposal.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Key of its name.
    pub key: &'static str,
    pub amount: Option<i64>,
    pub unit: Unit,
}

impl Figure {
    pub fn shown(&self, visit: &Visit) -> String {
        self.amount.map_or_else(|| "–".to_owned(), |amount| shown(visit, amount, self.unit))
    }
}

pub fn shown(visit: &Visit, amount: i64, unit: Unit) -> String {
    match unit {
        Unit::Number if amount < 0 => format!("−{}", thousands(amount.unsigned_abs())),
        Unit::Number => thousands(amount.unsigned_abs()),
        Unit::Time => hours(visit, amount),
        Unit::Percent => format!("{amount}\u{a0}%"),
    }
}

pub fn figures(input: &Input, outcome: &Outcome) -> Vec<Figure> {
    let (totals, bound) = (&outcome.proposal.totals, outcome.proposal.bound);
    let lengths = || outcome.proposal.times.iter().flatten().map(|(length, _)| length);
    let kilometres: i64 = outcome.legs.iter().map(|leg| km(input, leg)).sum();
    let figure = |key, amount: i64, unit| Figure { key, amount: Some(amount), unit };
    vec![
        figure("tours-figure-people", totals.people, Unit::Number),
        figure("tours-figure-left", totals.people_left, Unit::Number),
        figure("tours-figure-visits", totals.visits, Unit::Number),
        figure("tours-figure-nights", totals.nights, Unit::Number),
        figure("tours-figure-work", lengths().map(|l| i64::from(l.work)).sum(), Unit::Time),
        figure("tours-figure-drive", lengths().map(|l| i64::from(l.drive)).sum(), Unit::Time),
        figure("tours-figure-km", kilometres, Unit::Number),
        figure("tours-figure-worth", totals.worth, Unit::Time),
        figure("tours-figure-cost", totals.cost, Unit::Time),
        figure("tours-figure-floor", totals.floor_missed, Unit::Number),
        figure("tours-figure-value", totals.value, Unit::Time),
        figure("tours-figure-bound", bound, Unit::Time),
        Figure { key: "tours-figure-gap", amount: gap(totals.value, bound), unit: Unit::Percent },
    ]
}

/// How a team comes to a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Empty where the team does not drive: it goes from quay to quay.
    pub driving: String,
    pub km: i64,
    /// Where the time comes from: a table or service by its name, or an estimate.
    pub source: String,
}

pub struct StopLine {
    /// Empty for a night's stop.
    pub number: String,
    pub day: String,
    pub place: String,
    pub arrives: String,
    /// Empty where the team sleeps.
    pub leaves: String,
    pub served: String,
    /// Key of what else there is to know: locked, an appointment, a night before.
    pub note: &'static str,
    /// The team sleeps here until the next day.
    pub night: bool,
    pub leg: Option<Leg>,
}

pub struct TourLine {
    /// «Nordlandsbussen, 4.1.–6.1.»
    pub title: String,
    pub team: String,
    pub colour: usize,
    pub dash: &'static str,
    pub work: String,
    pub drive: String,
    pub km: i64,
    pub nights: i64,
    pub stops: Vec<StopLine>,
    /// When the team is home again, and how.
    pub home: String,
    pub home_leg: Option<Leg>,
}

pub fn tours(visit: &Visit, input: &Input, outcome: &Outcome) -> Vec<TourLine> {
    let mut count = vec![0usize; input.teams.len()];
    let plan = &outcome.proposal.plan;
    plan.tours.iter().enumerate().map(|(t, tour)| tour_line(visit, input, outcome, (t, tour), &mut count)).collect()
}

fn tour_line(
    visit: &Visit,
    input: &Input,
    outcome: &Outcome,
    (t, tour): (usize, &Tour),
    count: &mut [usize],
) -> TourLine {
    let times = outcome.proposal.times.get(t).map_or(&[][..], Vec::as_slice);
    let legs = || outcome.legs.iter().filter(move |leg| leg.tour == t);
    let team = &input.teams[tour.team];
    let (mut stops, mut at) = (Vec::new(), team.base);
    for (d, planned) in tour.days.iter().enumerate() {
        let today = tour.first + d as Day;
        let mut ways = legs().filter(move |leg| leg.day == today);
        for (s, stop) in planned.iter().enumerate() {
            let leg = if stop.place == at { None } else { ways.next().map(|leg| leg_shown(visit, input, leg)) };
            at = stop.place;
            if stop.purpose != Purpose::Sleep {
                count[tour.team] += 1;
            }
            let time = times.get(d).and_then(|(_, times)| times.get(s));
            let last = s + 1 == planned.len() && d + 1 < tour.days.len();
            stops.push(StopLine {
                number: match stop.purpose {
                    Purpose::Sleep => String::new(),
                    _ => number(input, tour.team, count[tour.team]),
                },
                day: day(input, today, visit.lang),
                place: input.places[stop.place].name.clone(),
                arrives: time.map(|t| clock(t.arrives)).unwrap_or_default(),
                leaves: time.filter(|_| stop.purpose != Purpose::Sleep).map(|t| clock(t.leaves)).unwrap_or_default(),
                served: served(input, stop.served()),
                note: note(&stop.purpose),
                night: last,
                leg,
            });
        }
    }
    let home: Option<&Times> = times.last().and_then(|(_, times)| times.last());
    let last = legs().next_back().filter(|leg| leg.to == team.base && at != team.base);
    let lengths = || times.iter().map(|(length, _)| length);
    let (from, to) = (short_day(input, tour.first), short_day(input, tour.last()));
    let period = if from == to { from } else { format!("{from}–{to}") };
    TourLine {
        title: format!("{}, {period}", team.name),
        team: team.name.clone(),
        colour: tour.team % map::COLOURS,
        dash: map::DASHES[tour.team % map::DASHES.len()],
        work: length(visit, lengths().map(|l| i64::from(l.work)).sum()),
        drive: length(visit, lengths().map(|l| i64::from(l.drive)).sum()),
        km: legs().map(|leg| km(input, leg)).sum(),
        nights: tour.days.len() as i64 - 1,
        stops,
        home: home.map(|t| clock(t.arrives)).unwrap_or_default(),
        home_leg: last.map(|leg| leg_shown(visit, input, leg)),
    }
}

fn note(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Visit { locked: true, .. } => "tours-note-locked",
        Purpose::Visit { .. } => "",
        Purpose::Sleep => "tours-note-sleep",
        Purpose::Event { .. } => "tours-note-event",
    }
}

/// «14 ID-kontroll, 3 Skattekort», services of several pools together.
pub fn served(input: &Input, served: &[Served]) -> String {
    let mut by_service: Vec<(usize, i64)> = Vec::new();
    for one in served {
        let service = input.pools[one.pool].service;
        match by_service.iter_mut().find(|(s, _)| *s == service) {
            Some((_, people)) => *people += one.people,
            None => by_service.push((service, one.people)),
        }
    }
    let parts: Vec<String> =
        by_service.iter().map(|(service, people)| format!("{people} {}", input.services[*service].name)).collect();
    parts.join(", ")
}

/// Kilometres of a leg: those of the estimate, and where the minutes come from a table, as the crow flies with the same
/// addition for bends.
fn km(input: &Input, leg: &Shown) -> i64 {
    match leg.origins.as_slice() {
        _ if leg.driving == 0 => 0,
        [Origin::Estimate { kilometres, .. }] => *kilometres,
        _ => road_km(input, leg.from, leg.to).round() as i64,
    }
}

pub fn leg_shown(visit: &Visit, input: &Input, leg: &Shown) -> Leg {
    let mut sources: Vec<String> = Vec::new();
    let mut add = |source: String| {
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    };
    for origin in &leg.origins {
        match origin {
            Origin::Links { sources, .. } => sources.iter().for_each(|source| add(source.clone())),
            Origin::Estimate { kilometres, crossing } => {
                let key = if *crossing { "tours-source-estimate-crossing" } else { "tours-source-estimate" };
                add(told(visit, key, &[("km", &kilometres.to_string())]));
            }
            Origin::Nowhere => {}
        }
    }
    if let Some(ferry) = leg.ferry.map(|f| &input.ferries[f]) {
        add(told(visit, "tours-source-ferry", &[("time", &clock(ferry.departs)), ("source", &ferry.source)]));
    }
    let driving = if leg.driving == 0 { String::new() } else { length(visit, i64::from(leg.driving)) };
    Leg { driving, km: km(input, leg), source: sources.join("; ") }
}

/// A disputed rule and what it costs.
pub struct DisputedLine {
    pub rule: String,
    pub key: String,
    pub source: String,
    /// People served with and without it, and the plans' values.
    pub with: (String, String),
    pub without: (String, String),
    pub cost: String,
    /// Places that are visited only without it.
    pub gained: String,
}

pub fn disputed(visit: &Visit, input: &Input, outcome: &Outcome) -> Vec<DisputedLine> {
    let now = &outcome.proposal.totals;
    let line = |without: &super::model::Without| {
        let rule = input.rules.iter().find(|r| r.key == without.rule);
        let names: Vec<&str> = without.gained.iter().map(|&p| input.places[p].name.as_str()).collect();
        DisputedLine {
            rule: rule.map_or_else(String::new, |r| rule_told(visit, input, r)),
            key: without.rule.clone(),
            source: rule.map(|r| r.source.clone()).unwrap_or_default(),
            with: (thousands(now.people.unsigned_abs()), hours(visit, now.value)),
            without: (thousands(without.totals.people.unsigned_abs()), hours(visit, without.totals.value)),
            cost: hours(visit, without.totals.value - now.value),
            gained: names.join(", "),
        }
    };
    outcome.disputed.iter().map(line).collect()
}

/// A rule in words, with its dates.
fn rule_told(visit: &Visit, input: &Input, rule: &Rule) -> String {
    let service = rule.service.map_or("", |s| input.services[s].name.as_str());
    let key = match (rule.demand, rule.service) {
        (Demand::District, _) => "tours-rule-district",
        (Demand::MinimumPeople, None) => "tours-rule-minimum",
        (Demand::MinimumPeople, Some(_)) => "tours-rule-minimum-of",
        (Demand::ReturnAfter, _) => "tours-rule-return",
        (Demand::FairnessFloor, _) => "tours-rule-floor",
    };
    let mut text = told(visit, key, &[("n", &rule.number.to_string()), ("service", service)]);
    for (key, on) in [("tours-rule-from", rule.from), ("tours-rule-to", rule.to)] {
        if let Some(on) = on {
            text = told(visit, key, &[("rule", &text), ("date", &day(input, on, visit.lang))]);
        }
    }
    text
}

/// Locks and appointments that could not be kept, in words.
pub fn unmet(visit: &Visit, input: &Input, outcome: &Outcome) -> Vec<String> {
    let line = |unmet: &Unmet| match *unmet {
        Unmet::Event { event } => {
            let event = &input.events[event];
            let place = event.place.map_or("", |p| input.places[p].name.as_str());
            let (team, when) = (input.teams[event.team].name.as_str(), day(input, event.day, visit.lang));
            told(visit, "tours-unmet-event", &[("team", team), ("place", place), ("day", &when)])
        }
        Unmet::Lock { wish } => match input.wishes.get(wish) {
            Some(wish) => told(visit, "tours-unmet-lock", &[("wish", &wish_told(visit, input, wish))]),
            None => String::new(),
        },
    };
    outcome.proposal.unmet.iter().map(line).collect()
}

/// A wish in words.
pub fn wish_told(visit: &Visit, input: &Input, wish: &Wish) -> String {
    match *wish {
        Wish::Lock { team, place, day: on } => {
            let (team, place) = (input.teams[team].name.as_str(), input.places[place].name.as_str());
            let when = day(input, on, visit.lang);
            told(visit, "tours-wish-lock", &[("team", team), ("place", place), ("day", &when)])
        }
        Wish::Forbid { team, place, day: on } => {
            let place = input.places[place].name.as_str();
            let team = team.map(|t| input.teams[t].name.as_str());
            let when = on.map(|on| day(input, on, visit.lang));
            match (team, when) {
                (Some(team), Some(when)) => {
                    told(visit, "tours-wish-forbid-both", &[("team", team), ("place", place), ("day", &when)])
                }
                (Some(team), None) => told(visit, "tours-wish-forbid-team", &[("team", team), ("place", place)]),
                (None, Some(when)) => told(visit, "tours-wish-forbid-day", &[("place", place), ("day", &when)]),
                (None, None) => told(visit, "tours-wish-forbid", &[("place", place)]),
            }
        }
    }
}

/// A visit of a plan: team, place, day and people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visited {
    pub team: usize,
    pub place: usize,
    pub day: Day,
    pub people: i64,
}

/// The visits of a plan, by place and day.
pub fn visits(plan: &Plan) -> Vec<Visited> {
    let mut found = Vec::new();
    for tour in &plan.tours {
        for (day, stop) in tour.stops().filter(|(_, stop)| stop.is_visit()) {
            let people = stop.served().iter().map(|s| s.people).sum();
            found.push(Visited { team: tour.team, place: stop.place, day, people });
        }
    }
    found.sort_by_key(|v| (v.place, v.day, v.team));
    found
}
