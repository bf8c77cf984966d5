//! Courses, their dates, and how a series is laid out over the calendar; pure.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use torg_base::time::{OSLO, oslo, oslo_date};
use torg_base::{Lang, Uuid};
use torg_slots::calendar::holiday;
use torg_slots::rules::{Busy, DAY, Exception, ExceptionKind, Weekdays};

/// Dates of one series at most: a year of weeks, and some.
pub const MOST_DATES: usize = 60;
/// Days from the first date of a series to the last, at most.
pub const LONGEST_DAYS: i32 = 400;
/// Seats of one date at most.
pub const MOST_SEATS: i32 = 200;

/// A short text in every language; a language that is left out is read in another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub nb: String,
    pub nn: String,
    pub en: String,
}

impl Topic {
    /// The text, and the language it is in when that is not the one asked for.
    pub fn read(&self, lang: Lang) -> (&str, Option<Lang>) {
        let own = lang.pick(&self.nb, &self.nn, &self.en);
        if !own.is_empty() {
            return (own, None);
        }
        let others = [(Lang::Nb, &self.nb), (Lang::Nn, &self.nn), (Lang::En, &self.en)];
        others.iter().find(|(_, text)| !text.is_empty()).map_or(("", None), |(lang, text)| (text, Some(*lang)))
    }

    pub fn text(&self, lang: Lang) -> &str {
        self.read(lang).0
    }

    pub fn is_empty(&self) -> bool {
        self.text(Lang::Nb).is_empty()
    }

    pub fn set(&mut self, lang: Lang, text: String) {
        match lang {
            Lang::Nb => self.nb = text,
            Lang::Nn => self.nn = text,
            Lang::En => self.en = text,
        }
    }
}

/// Where a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// A place has been asked to show a lecture; nobody else sees it.
    Invited,
    /// People sign up; whether it is held is decided later, by their number.
    Open,
    /// It is held.
    On,
    /// It is cancelled, or the place said no.
    Off,
}

impl State {
    pub const ALL: [State; 4] = [State::Invited, State::Open, State::On, State::Off];

    pub fn code(self) -> &'static str {
        match self {
            State::Invited => "invited",
            State::Open => "open",
            State::On => "on",
            State::Off => "off",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Key of the word that staff see.
    pub fn text(self) -> &'static str {
        match self {
            State::Invited => "course-state-invited",
            State::Open => "course-state-open",
            State::On => "course-state-on",
            State::Off => "course-state-off",
        }
    }

    pub fn colour(self) -> &'static str {
        match self {
            State::Invited => "warning",
            State::Open => "info",
            State::On => "success",
            State::Off => "danger",
        }
    }
}

/// A series of courses at a place, or a lecture that several places show.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub id: Uuid,
    /// Who holds it.
    pub organisation: Uuid,
    /// The item of the service list that it is about.
    pub service: Uuid,
    /// Empty: the service's own name.
    pub title: Topic,
    /// People who must be signed up, all places together, for it to be held; 0 for a series.
    pub minimum: i32,
    /// Dates that the series would have had.
    pub skipped: Vec<Skipped>,
}

impl Course {
    pub fn lecture(&self) -> bool {
        self.minimum > 0
    }
}

/// Pupils or volunteers who help, with the employee who is responsible for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Staff with the role of a helper.
    pub helpers: Vec<Uuid>,
    /// Others, such as «to elever fra vidaregåande».
    pub others: String,
    pub supervisor: Option<Uuid>,
}

impl Help {
    pub fn any(&self) -> bool {
        !self.helpers.is_empty() || !self.others.is_empty()
    }

    /// Nobody helps without a named supervisor.
    pub fn supervised(&self) -> bool {
        !self.any() || self.supervisor.is_some()
    }
}

/// One date at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseDate {
    pub id: Uuid,
    pub course: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub seats: i32,
    /// The resource whose seats people get; none before a place has said yes.
    pub seat: Option<Uuid>,
    pub room: Option<Uuid>,
    /// A guide or caseworker of the place.
    pub host: Option<Uuid>,
    /// A host from outside, by title.
    pub host_title: String,
    pub topic: Topic,
    pub help: Help,
    pub state: State,
    /// When it is decided whether it is held; none when that is certain.
    pub decides: Option<Timestamp>,
}

impl CourseDate {
    /// A date that is yet to be filled in.
    pub fn blank(organisation: Uuid, place: Uuid, state: State) -> CourseDate {
        CourseDate {
            id: torg_base::new_id(),
            course: Uuid::nil(),
            organisation,
            place,
            service: Uuid::nil(),
            starts: Timestamp::UNIX_EPOCH,
            ends: Timestamp::UNIX_EPOCH,
            seats: 0,
            seat: None,
            room: None,
            host: None,
            host_title: String::new(),
            topic: Topic::default(),
            help: Help::default(),
            state,
            decides: None,
        }
    }

    /// Whether people may sign up.
    pub fn takes(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Open | State::On) && self.seat.is_some() && self.starts > now
    }

    /// Whether the public sees it.
    pub fn public(&self) -> bool {
        self.state != State::Invited && self.seat.is_some()
    }

    /// What it takes besides people's seats.
    pub fn resources(&self) -> Vec<Uuid> {
        self.room.into_iter().chain(self.host).collect()
    }

    /// Minutes of the day it begins and ends at, by the clock on the wall.
    pub fn minutes(&self) -> (i16, i16) {
        (minute_of(self.starts), minute_of(self.ends))
    }
}

fn minute_of(at: Timestamp) -> i16 {
    let clock = oslo(at);
    i16::from(clock.hour()) * 60 + i16::from(clock.minute())
}

/// The seats of a date that nobody has, lowest first. A taken seat above the number counts too: the number was lowered, the
/// people still come.
pub fn free_seats(date: &CourseDate, taken: &[Busy]) -> Vec<u16> {
    let here: Vec<u16> = taken
        .iter()
        .filter(|b| Some(b.resource) == date.seat && b.starts < date.ends && b.ends > date.starts)
        .map(|b| b.seat)
        .collect();
    let seats = u16::try_from(date.seats).unwrap_or_default();
    let left = usize::from(seats).saturating_sub(here.len());
    (1..=seats).filter(|seat| !here.contains(seat)).take(left).collect()
}

/// How a series repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub weekdays: Weekdays,
    /// 1 is every week.
    pub every_weeks: i32,
    pub from_minute: i16,
    pub to_minute: i16,
    pub first: Date,
    pub end: End,
}

/// Where a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Last date, inclusive.
    On(Date),
    /// So many dates that are held.
    After(usize),
}

/// A date that a series leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub date: Date,
    pub why: Why,
}

/// Why a date is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Key of the holiday's name.
    Holiday(String),
    /// What the closure's reason says; may be empty.
    Closed(String),
    /// The room or the host is taken.
    Busy,
}

/// A series laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub dates: Vec<(Timestamp, Timestamp)>,
    pub skipped: Vec<Skipped>,
}

/// Lays a series out: the same time by the clock on the wall on each date, whatever daylight-saving time does; public
/// holidays and closures of the place, the room or the host are left out.
pub fn lay_out(rule: &Rule, closures: &[Exception], resources: &[Uuid]) -> Layout {
    let mut layout = Layout::default();
    let monday = rule.first.saturating_sub(i32::from(rule.first.weekday().to_monday_zero_offset()).days());
    for n in 0..=LONGEST_DAYS {
        let date = rule.first.saturating_add(n.days());
        let enough = match rule.end {
            End::On(last) => date > last,
            End::After(count) => layout.dates.len() >= count,
        };
        if enough || layout.dates.len() >= MOST_DATES {
            break;
        }
        let week = (date - monday).get_days() / 7;
        if !rule.weekdays.has(date.weekday()) || week % rule.every_weeks.max(1) != 0 {
            continue;
        }
        match why_not(rule, date, closures, resources) {
            Some(why) => layout.skipped.push(Skipped { date, why }),
            None => layout.dates.extend(span(date, rule.from_minute, rule.to_minute)),
        }
    }
    layout
}

fn why_not(rule: &Rule, date: Date, closures: &[Exception], resources: &[Uuid]) -> Option<Why> {
    if let Some(holiday) = holiday(date) {
        return Some(Why::Holiday(holiday.key().to_owned()));
    }
    let closed = |e: &&Exception| {
        let here = e.resource.is_none_or(|r| resources.contains(&r));
        let ExceptionKind::Closed { from_minute, to_minute } = e.kind else { return false };
        here && (e.from..=e.to).contains(&date) && from_minute < rule.to_minute && to_minute > rule.from_minute
    };
    closures.iter().find(closed).map(|e| Why::Closed(e.reason.clone().unwrap_or_default()))
}

/// The instants of a part of a day; none when there is no time between them.
pub fn span(date: Date, from: i16, to: i16) -> Option<(Timestamp, Timestamp)> {
    let at = |minute: i16| {
        let (date, minute) = if minute >= DAY { (date.tomorrow().ok()?, 0) } else { (date, minute) };
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        Some(date.at(hour, minute, 0, 0).to_zoned(OSLO.clone()).ok()?.timestamp())
    };
    Some((at(from)?, at(to)?)).filter(|(from, to)| from < to)
}

/// When it is decided whether a lecture is held: so many days ahead, at the same time of day.
pub fn decides_at(starts: Timestamp, days: i32) -> Timestamp {
    oslo(starts).checked_sub(days.days()).map_or(starts, |z| z.timestamp())
}

/// How far a change reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    This,
    /// This one and those after it.
    Following,
    /// Every date that is to come.
    All,
}

impl Reach {
    pub fn parse(word: &str) -> Option<Reach> {
        match word {
            "denne" => Some(Reach::This),
            "folgende" => Some(Reach::Following),
            "alle" => Some(Reach::All),
            _ => None,
        }
    }

    /// Those of a series at one place that the change reaches. What has begun is never changed.
    pub fn of(self, chosen: &CourseDate, series: &[CourseDate], now: Timestamp) -> Vec<CourseDate> {
        let reached = |d: &&CourseDate| {
            d.starts > now
                && d.state != State::Off
                && match self {
                    Reach::This => d.id == chosen.id,
                    Reach::Following => d.starts >= chosen.starts,
                    Reach::All => true,
                }
        };
        series.iter().filter(reached).cloned().collect()
    }
}

/// What a change does; only what differs from the date that was opened, so that the others keep what is their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// For this date alone.
    pub date: Option<Date>,
    pub time: Option<(i16, i16)>,
    pub room: Option<Option<Uuid>>,
    pub host: Option<(Option<Uuid>, String)>,
    pub topic: Option<Topic>,
    pub seats: Option<i32>,
    pub help: Option<Help>,
}

impl Change {
    /// From one date as it stands to the same as it was typed.
    pub fn between(now: &CourseDate, then: &CourseDate) -> Change {
        let date = (oslo_date(now.starts), oslo_date(then.starts));
        Change {
            date: (date.0 != date.1).then_some(date.1),
            time: (now.minutes() != then.minutes()).then(|| then.minutes()),
            room: (now.room != then.room).then_some(then.room),
            host: ((now.host, &now.host_title) != (then.host, &then.host_title))
                .then(|| (then.host, then.host_title.clone())),
            topic: (now.topic != then.topic).then(|| then.topic.clone()),
            seats: (now.seats != then.seats).then_some(then.seats),
            help: (now.help != then.help).then(|| then.help.clone()),
        }
    }

    pub fn nothing(&self) -> bool {
        *self == Change::default()
    }

    /// Whether room and host must be taken anew.
    pub fn moves(&self) -> bool {
        self.date.is_some() || self.time.is_some() || self.room.is_some() || self.host.is_some()
    }

    /// Whether people come at another time.
    pub fn another_time(&self) -> bool {
        self.date.is_some() || self.time.is_some()
    }

    /// The date as it becomes; none when its time cannot be.
    pub fn apply(&self, date: &CourseDate) -> Option<CourseDate> {
        let mut new = date.clone();
        let (from, to) = self.time.unwrap_or_else(|| date.minutes());
        let day = self.date.unwrap_or_else(|| oslo_date(date.starts));
        if self.another_time() {
            (new.starts, new.ends) = span(day, from, to)?;
        }
        new.room = self.room.unwrap_or(new.room);
        if let Some((host, title)) = &self.host {
            (new.host, new.host_title) = (*host, title.clone());
        }
        new.topic = self.topic.clone().unwrap_or(new.topic);
        new.seats = self.seats.unwrap_or(new.seats);
        new.help = self.help.clone().unwrap_or(new.help);
        Some(new)
    }

    /// Keys of the words that tell people what changed for them; seats and helpers do not concern them.
    pub fn told(&self) -> Vec<&'static str> {
        [
            (self.another_time(), "course-changed-time"),
            (self.room.is_some(), "course-changed-room"),
            (self.topic.is_some(), "course-changed-topic"),
            (self.host.is_some(), "course-changed-host"),
        ]
        .into_iter()
        .filter_map(|(yes, key)| yes.then_some(key))
        .collect()
    }
}
