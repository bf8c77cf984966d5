//! An agency's visit: who comes, when and where, what becomes of it, and which messages tell of it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Lang, Uuid};

/// Reminders go out at this hour in Norway: nobody is woken, and the agency can still be called the same day.
const HOUR: i64 = 10;
/// Days before the visit that the reminders are sent.
const FORTNIGHT: i64 = 14;
const SOON: i64 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Entered, and shown to nobody but those who manage the place.
    Planned,
    Announced,
    /// It has been, and has been counted.
    Held,
    Cancelled,
}

impl State {
    pub const ALL: [State; 4] = [State::Planned, State::Announced, State::Held, State::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Announced => "announced",
            State::Held => "held",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Key of the word for it.
    pub fn word(self) -> &'static str {
        match self {
            State::Planned => "visits-planned",
            State::Announced => "visits-announced",
            State::Held => "visits-held",
            State::Cancelled => "visits-cancelled",
        }
    }

    pub fn colour(self) -> &'static str {
        match self {
            State::Planned => "neutral",
            State::Announced => "info",
            State::Held => "success",
            State::Cancelled => "danger",
        }
    }
}

/// Words in the languages they were written in. At least one of the Norwegian forms is there; what is missing is read in
/// another, and said to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    pub nb: String,
    pub nn: String,
    pub en: String,
}

/// Words, and the language they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub lang: Lang,
}

impl Said {
    /// The lines that have something in them.
    pub fn lines(&self) -> Vec<&str> {
        self.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
}

impl Wording {
    pub fn own(&self, lang: Lang) -> &str {
        lang.pick(&self.nb, &self.nn, &self.en)
    }

    pub fn own_mut(&mut self, lang: Lang) -> &mut String {
        match lang {
            Lang::Nb => &mut self.nb,
            Lang::Nn => &mut self.nn,
            Lang::En => &mut self.en,
        }
    }

    /// What a reader of a language gets: the two Norwegian forms stand in for each other before English does.
    pub fn said(&self, lang: Lang) -> Option<Said> {
        let order = match lang {
            Lang::Nb => [Lang::Nb, Lang::Nn, Lang::En],
            Lang::Nn => [Lang::Nn, Lang::Nb, Lang::En],
            Lang::En => [Lang::En, Lang::Nb, Lang::Nn],
        };
        let written = order.into_iter().find(|lang| !self.own(*lang).is_empty())?;
        Some(Said { text: self.own(written).to_owned(), lang: written })
    }

    /// Whether one of the Norwegian forms is written.
    pub fn norwegian(&self) -> bool {
        !self.nb.is_empty() || !self.nn.is_empty()
    }
}

/// What is told about a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Who comes, as the service list names it.
    pub agency: String,
    /// What people can have done.
    pub does: Wording,
    /// What to bring, one thing on each line; may be empty.
    pub bring: Wording,
    /// The services that it touches; may be none.
    pub services: Vec<Uuid>,
    /// Where at the place; empty when everybody finds it.
    pub room: String,
    /// The agency's own booking, an address that begins with `https://`; empty when there is none.
    pub link: String,
    /// The number to book at, as it is written; empty when there is none.
    pub phone: String,
    /// Whether people may come without a booking.
    pub drop_in: bool,
    /// The next day they come, when the agency has said so and the visit is not entered yet.
    pub next: Option<Date>,
}

/// How many came, without persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// People who got what they came for.
    pub came: i32,
    /// People who had to go away without help.
    pub unserved: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyVisit {
    pub id: Uuid,
    /// Who receives it.
    pub organisation: Uuid,
    pub place: Uuid,
    /// 1 for a new visit, one more for each change.
    pub version: i32,
    pub state: State,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub content: Content,
    /// Why it was cancelled; there if and only if it is.
    pub reason: Option<Wording>,
    /// There if and only if it has been held.
    pub count: Option<Count>,
}

impl AgencyVisit {
    /// A new visit, which nobody is told of yet.
    pub fn planned(id: Uuid, at: (Uuid, Uuid), when: (Timestamp, Timestamp), content: Content) -> AgencyVisit {
        let ((organisation, place), (starts, ends)) = (at, when);
        let state = State::Planned;
        AgencyVisit { id, organisation, place, version: 1, state, starts, ends, content, reason: None, count: None }
    }

    /// The next version, saying something else of the same visit.
    pub fn rewritten(&self, content: Content) -> AgencyVisit {
        AgencyVisit { content, ..self.next() }
    }

    pub fn announced(&self) -> AgencyVisit {
        AgencyVisit { state: State::Announced, ..self.next() }
    }

    pub fn moved(&self, starts: Timestamp, ends: Timestamp) -> AgencyVisit {
        AgencyVisit { starts, ends, ..self.next() }
    }

    pub fn cancelled(&self, reason: Wording) -> AgencyVisit {
        AgencyVisit { state: State::Cancelled, reason: Some(reason), ..self.next() }
    }

    /// The next version, with how many came. A count that was wrong is corrected by another.
    pub fn counted(&self, count: Count, next: Option<Date>) -> AgencyVisit {
        let content = Content { next, ..self.content.clone() };
        AgencyVisit { state: State::Held, count: Some(count), content, ..self.next() }
    }

    fn next(&self) -> AgencyVisit {
        AgencyVisit { version: self.version + 1, ..self.clone() }
    }

    /// The day in Norway.
    pub fn day(&self) -> Date {
        oslo_date(self.starts)
    }

    /// Whether it can still be changed: it is to come, and nobody has cancelled it.
    pub fn changeable(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Planned | State::Announced) && self.ends > now
    }

    /// Whether it is the turn of those at the counter to say how many came.
    pub fn countable(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Announced | State::Held) && self.starts <= now
    }

    /// Whether the public may know of it.
    pub fn public(&self) -> bool {
        self.state != State::Planned
    }

    /// Whether people can go there: it is announced and not over.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.state == State::Announced && self.ends > now
    }

    /// Whether another visit is by the same agency at the same place.
    pub fn alike(&self, other: &AgencyVisit) -> bool {
        self.place == other.place && self.content.agency.to_lowercase() == other.content.agency.to_lowercase()
    }
}

/// A message to those who have asked to hear of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Announced,
    /// Two weeks before.
    Fortnight,
    /// Two days before.
    Soon,
    Moved,
    Cancelled,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Announced, Kind::Fortnight, Kind::Soon, Kind::Moved, Kind::Cancelled];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Announced => "announced",
            Kind::Fortnight => "fortnight",
            Kind::Soon => "soon",
            Kind::Moved => "moved",
            Kind::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Key of the SMS.
    pub fn sms(self) -> &'static str {
        match self {
            Kind::Announced => "visits-sms-announced",
            Kind::Fortnight => "visits-sms-fortnight",
            Kind::Soon => "visits-sms-soon",
            Kind::Moved => "visits-sms-moved",
            Kind::Cancelled => "visits-sms-cancelled",
        }
    }

    /// Whether it still tells the truth at an instant: what comes late, after a stop, may not.
    pub fn holds(self, visit: &AgencyVisit, now: Timestamp) -> bool {
        let state = if self == Kind::Cancelled { State::Cancelled } else { State::Announced };
        visit.state == state && visit.starts > now
    }
}

/// A change that those who have asked are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Announced,
    Moved,
    Cancelled,
}

/// The messages that a change at an instant leads to, and when each is due. Reminders that would come on the heels of the
/// news itself are left out.
pub fn messages(news: News, starts: Timestamp, now: Timestamp) -> Vec<(Kind, Timestamp)> {
    let first = match news {
        News::Announced => Kind::Announced,
        News::Moved => Kind::Moved,
        News::Cancelled => return vec![(Kind::Cancelled, now)],
    };
    let days = |count: i64| SignedDuration::from_hours(24 * count);
    let before =
        |count: i64| start_of_day(oslo_date(starts).saturating_sub(days(count))) + SignedDuration::from_hours(HOUR);
    let mut all = vec![(first, now)];
    for (kind, due, apart) in [(Kind::Fortnight, before(FORTNIGHT), days(7)), (Kind::Soon, before(SOON), days(1))] {
        if now + apart <= due {
            all.push((kind, due));
        }
    }
    all
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;

    pub fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    pub fn visit() -> AgencyVisit {
        let content = Content {
            agency: "Politiet".into(),
            does: Wording { nb: "Søke om pass".into(), ..Wording::default() },
            ..Content::default()
        };
        let when = (at("2026-12-30T08:00:00Z"), at("2026-12-30T14:00:00Z"));
        AgencyVisit::planned(Uuid::from_u128(1), (Uuid::from_u128(2), Uuid::from_u128(3)), when, content)
    }

    #[test]
    fn what_is_not_written_in_a_language_is_read_in_another_and_said_to_be() {
        let mut words = Wording { nn: "Søkje om pass".into(), ..Wording::default() };
        let read = |words: &Wording, lang| words.said(lang).map(|said| (said.text, said.lang));
        for lang in Lang::ALL {
            assert_eq!(read(&words, lang), Some(("Søkje om pass".into(), Lang::Nn)), "{lang:?}");
        }
        words.en = "Apply for a passport".into();
        assert_eq!(read(&words, Lang::En).map(|(_, lang)| lang), Some(Lang::En));
        assert_eq!(read(&words, Lang::Nb).map(|(_, lang)| lang), Some(Lang::Nn), "not English to who reads Norwegian");
        assert_eq!(Wording::default().said(Lang::Nb), None);
        assert!(words.norwegian() && !Wording { en: "x".into(), ..Wording::default() }.norwegian());
    }

    #[test]
    fn reminders_come_in_the_daytime_and_not_on_the_heels_of_the_news() {
        let starts = visit().starts;
        let kinds =
            |now: &str| messages(News::Announced, starts, at(now)).into_iter().map(|(k, _)| k).collect::<Vec<_>>();
        assert_eq!(kinds("2026-11-20T12:00:00Z"), [Kind::Announced, Kind::Fortnight, Kind::Soon]);
        // The fortnight is on 16 December at ten in Norway.
        assert_eq!(kinds("2026-12-09T09:00:00Z"), [Kind::Announced, Kind::Fortnight, Kind::Soon]);
        assert_eq!(kinds("2026-12-09T09:00:01Z"), [Kind::Announced, Kind::Soon]);
        assert_eq!(kinds("2026-12-27T09:00:00Z"), [Kind::Announced, Kind::Soon]);
        assert_eq!(kinds("2026-12-27T09:00:01Z"), [Kind::Announced]);
        let all = messages(News::Moved, starts, at("2026-11-20T12:00:00Z"));
        assert_eq!(all[0], (Kind::Moved, at("2026-11-20T12:00:00Z")));
        assert_eq!(all[1], (Kind::Fortnight, at("2026-12-16T09:00:00Z")));
        assert_eq!(all[2], (Kind::Soon, at("2026-12-28T09:00:00Z")));
        // A visit late in the evening is on the day it is in Norway.
        let late = messages(News::Moved, at("2026-07-10T22:30:00Z"), at("2026-06-01T12:00:00Z"));
        assert_eq!(late[2], (Kind::Soon, at("2026-07-09T08:00:00Z")));
        assert_eq!(messages(News::Cancelled, starts, starts), [(Kind::Cancelled, starts)]);
    }

    #[test]
    fn each_change_is_a_version_and_some_come_too_late() {
        let first = visit();
        let (before, during, after) =
            (at("2026-12-01T08:00:00Z"), at("2026-12-30T09:00:00Z"), at("2026-12-30T14:00:00Z"));
        assert!(!first.public() && first.changeable(before) && !first.countable(after));
        let second = first.announced();
        assert_eq!((second.version, second.state), (2, State::Announced));
        assert!(second.public() && second.stands(during) && !second.stands(after) && !second.changeable(after));
        assert!(second.countable(during) && !second.countable(before));
        let gone = second.cancelled(Wording { nb: "Storm".into(), ..Wording::default() });
        assert!(gone.public() && !gone.stands(before) && !gone.changeable(before) && !gone.countable(after));
        let counted = second.counted(Count { came: 18, unserved: 2 }, Some(date(2027, 3, 1)));
        assert_eq!((counted.state, counted.content.next), (State::Held, Some(date(2027, 3, 1))));
        assert!(counted.countable(after), "a count can be corrected");
        assert_eq!(first.day(), date(2026, 12, 30));
    }

    #[test]
    fn a_message_that_is_late_is_not_sent_when_it_has_become_untrue() {
        let (announced, before) = (visit().announced(), at("2026-12-01T08:00:00Z"));
        let gone = announced.cancelled(Wording::default());
        for kind in Kind::ALL {
            let (stands, cancelled) = (kind.holds(&announced, before), kind.holds(&gone, before));
            assert_eq!((stands, cancelled), (kind != Kind::Cancelled, kind == Kind::Cancelled), "{kind:?}");
            assert!(!kind.holds(&announced, announced.starts) && !kind.holds(&gone, gone.starts), "{kind:?}");
            assert_eq!(Kind::parse(kind.code()), Some(kind));
        }
    }

    #[test]
    fn the_same_agency_at_the_same_place_is_the_next_visit() {
        let (first, mut other) = (visit(), visit());
        other.content.agency = "politiet".into();
        assert!(first.alike(&other));
        other.place = Uuid::from_u128(9);
        assert!(!first.alike(&other));
    }
}
