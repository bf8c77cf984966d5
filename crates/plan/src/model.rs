//! What the planner is told and what it proposes.
//!
//! Days are counted from the first day of the planning period (0); times of day are minutes after midnight; places,
//! services, teams and pools are named by their position in the input. Worth is counted in minutes: what a person is
//! spared by being served near home, against what the crew spends.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Days from the first day of the period; negative before it.
pub type Day = i32;
/// Minutes, or minutes after midnight.
pub type Minutes = i32;

/// Everything a plan is made from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Input {
    pub settings: Settings,
    pub places: Vec<Place>,
    pub services: Vec<Service>,
    pub pools: Vec<Pool>,
    pub teams: Vec<Team>,
    pub rules: Vec<Rule>,
    pub events: Vec<Event>,
    pub links: Vec<Link>,
    pub ferries: Vec<Ferry>,
    pub closures: Vec<Closure>,
    pub wishes: Vec<Wish>,
}

/// The period, how travel is estimated where nothing is known, and what the crew's time counts for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The first day of the period.
    pub start: Date,
    pub weeks: i32,
    /// Road length over great-circle length, in per cent.
    pub road_percent: i64,
    /// Mean speed on the road, km/h.
    pub speed: i64,
    /// Minutes that a crossing to or from an island is estimated at, waiting included.
    pub crossing: Minutes,
    /// What a minute of one crew member counts for, in per cent of a minute of a citizen.
    pub crew_percent: i64,
    /// Minutes that a night away counts for, for each crew member.
    pub night: i64,
    /// Minutes that are lost for each time a place waits longer than the fairness floor allows.
    pub floor_missed: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            start: Date::constant(2027, 1, 4),
            weeks: 4,
            road_percent: 135,
            speed: 60,
            crossing: 150,
            crew_percent: 100,
            night: 240,
            floor_missed: 20_000,
        }
    }
}

/// Where people live or teams are based.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub key: String,
    pub name: String,
    /// Police district, or whatever a district rule means by the word.
    pub district: String,
    pub latitude: f64,
    pub longitude: f64,
    /// No fixed road: an estimate of travel adds a crossing.
    pub island: bool,
    /// A crew can sleep here.
    pub lodging: bool,
    /// Hours in which people can be received.
    pub opens: Minutes,
    pub closes: Minutes,
    /// The day of the last visit before the period; unknown counts as the day before it.
    pub last_visit: Option<Day>,
}

/// What a visit can offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    pub key: String,
    pub name: String,
    pub skill: Option<String>,
    pub equipment: Option<String>,
    /// How much of a team's capacity one person takes, in per cent of an ordinary person.
    pub effort: i64,
}

/// People at one place who need one service within a window of days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    pub place: usize,
    pub service: usize,
    pub people: i64,
    pub from: Day,
    pub to: Day,
    /// Minutes that each is spared by being served at home.
    pub value: i64,
}

/// A crew with a vehicle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Team {
    pub key: String,
    pub name: String,
    pub base: usize,
    pub district: String,
    pub crew: i64,
    pub skills: Vec<String>,
    pub equipment: Vec<String>,
    /// Ordinary people served in an hour.
    pub per_hour: i64,
    /// Minutes to set up and pack at each stop.
    pub setup: Minutes,
    pub starts: Minutes,
    pub ends: Minutes,
    /// Longest working day, travel and waiting included.
    pub work: Minutes,
    /// Longest time at the wheel in a day.
    pub drive: Minutes,
    /// Working days, Monday first.
    pub weekdays: [bool; 7],
    /// Most nights away in one tour; 0: home every evening.
    pub nights: i32,
    /// May take ferries.
    pub ferries: bool,
}

/// What a rule demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// The service is given only by a team of the place's own district.
    District,
    /// At least so many people at a visit, or of the named service at a visit.
    MinimumPeople,
    /// At least so many days from one visit to the next at the same place.
    ReturnAfter,
    /// No place with needs waits more than so many days for a visit.
    FairnessFloor,
}

/// A dated rule with its source. Sources may disagree; then it is disputed, and plans with and without it are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub key: String,
    pub demand: Demand,
    pub service: Option<usize>,
    pub number: i64,
    /// In force from and to these days, both included.
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub source: String,
    pub disputed: bool,
}

impl Rule {
    pub fn in_force(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Something in a team's calendar that the plan goes around: an appointment at a place, or a day off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub team: usize,
    pub day: Day,
    /// `None`: the team does not work that day.
    pub place: Option<usize>,
    pub from: Minutes,
    pub to: Minutes,
}

/// A stretch of road or a frequent ferry between two places, with where the number comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    /// Minutes in all, waiting included.
    pub minutes: Minutes,
    pub ferry: bool,
    /// Valid in the other direction too.
    pub both: bool,
    pub source: String,
}

/// One departure of a ferry with a timetable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ferry {
    pub from: usize,
    pub to: usize,
    pub departs: Minutes,
    pub minutes: Minutes,
    pub weekdays: [bool; 7],
    pub source: String,
}

/// A road that is closed between two places for some days, both included, in both directions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    pub a: usize,
    pub b: usize,
    pub from: Day,
    pub to: Day,
    pub source: String,
}

/// What the agency's planner has decided by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// The team visits the place on the day, whatever the minimum.
    Lock { team: usize, place: usize, day: Day },
    /// No visit at the place (by this team, on this day, where these are named).
    Forbid { team: Option<usize>, place: usize, day: Option<Day> },
}

impl Input {
    /// Days in the period.
    pub fn days(&self) -> Day {
        self.settings.weeks * 7
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(&self, day: Day) -> usize {
        let first = self.settings.start.weekday().since(Weekday::Monday);
        (i32::from(first) + day).rem_euclid(7) as usize
    }

    /// The date of a day; the first of the period where the calendar ends.
    pub fn date(&self, day: Day) -> Date {
        self.settings.start.checked_add(jiff::Span::new().days(day)).unwrap_or(self.settings.start)
    }

    /// True when the wishes rule out a visit.
    pub fn forbidden(&self, by: usize, at: usize, on: Day) -> bool {
        self.wishes.iter().any(|wish| match *wish {
            Wish::Forbid { team, place, day } => {
                place == at && team.is_none_or(|t| t == by) && day.is_none_or(|d| d == on)
            }
            Wish::Lock { .. } => false,
        })
    }

    /// Whether the team has what the service asks for.
    pub fn equipped(&self, team: usize, service: usize) -> bool {
        let (team, service) = (&self.teams[team], &self.services[service]);
        service.skill.as_ref().is_none_or(|s| team.skills.contains(s))
            && service.equipment.as_ref().is_none_or(|e| team.equipment.contains(e))
    }
}

/// People of one pool served at one stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    pub pool: usize,
    pub people: i64,
}

/// Why a team stands at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Purpose {
    /// People are received. Nobody may be listed where only the fairness floor asks for the visit.
    Visit { served: Vec<Served>, locked: bool },
    /// Arrived the evening before; the last stop of a day.
    Sleep,
    /// A fixed event of the input.
    Event { event: usize },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    pub place: usize,
    pub purpose: Purpose,
}

impl Stop {
    pub fn served(&self) -> &[Served] {
        match &self.purpose {
            Purpose::Visit { served, .. } => served,
            _ => &[],
        }
    }

    /// Adds people to a visit; no other stop receives any.
    pub fn serve(&mut self, more: &[Served]) {
        let Purpose::Visit { served, .. } = &mut self.purpose else { return };
        for one in more {
            match served.iter_mut().find(|s| s.pool == one.pool) {
                Some(same) => same.people += one.people,
                None => served.push(*one),
            }
        }
    }

    pub fn is_visit(&self) -> bool {
        matches!(self.purpose, Purpose::Visit { .. })
    }

    /// Stays when the search takes stops out.
    pub fn is_fixed(&self) -> bool {
        matches!(self.purpose, Purpose::Event { .. } | Purpose::Visit { locked: true, .. })
    }
}

/// One team from its base and back, over one or more days in a row. Nights are spent at a day's last stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tour {
    pub team: usize,
    pub first: Day,
    /// The stops of each day; only the last day may have none (the drive home).
    pub days: Vec<Vec<Stop>>,
}

impl Tour {
    pub fn last(&self) -> Day {
        self.first + self.days.len() as Day - 1
    }

    pub fn stops(&self) -> impl Iterator<Item = (Day, &Stop)> {
        self.days.iter().enumerate().flat_map(move |(i, stops)| stops.iter().map(move |s| (self.first + i as Day, s)))
    }
}

/// Visits in a row at one place by one team: one stay, be it over several days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    pub place: usize,
    pub first: Day,
    pub last: Day,
    pub served: Vec<Served>,
    pub locked: bool,
}

/// All tours of the period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub tours: Vec<Tour>,
}

impl Tour {
    /// The stays of the tour in order: visits in a row at one place are one, nights slept there included.
    pub fn stays(&self) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::new();
        let mut open = false;
        for (day, stop) in self.stops() {
            match &stop.purpose {
                Purpose::Sleep => open = open && stays.last().is_some_and(|s| s.place == stop.place),
                Purpose::Event { .. } => open = false,
                Purpose::Visit { served, locked } => {
                    match stays.last_mut().filter(|s| open && s.place == stop.place) {
                        Some(stay) => {
                            stay.last = day;
                            stay.served.extend(served);
                            stay.locked |= locked;
                        }
                        None => stays.push(Stay {
                            place: stop.place,
                            first: day,
                            last: day,
                            served: served.clone(),
                            locked: *locked,
                        }),
                    }
                    open = true;
                }
            }
        }
        stays
    }
}
