//! An absence, and what can be chosen for a booking that it hits; pure.

use jiff::Timestamp;
use jiff::civil::Date;
use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_slots::calendar::Calendar;
use torg_slots::rules::{Busy, DAY, Exception, ExceptionKind, Stretch};

use crate::booking::model::Booking;
use torg_catalogue::services::model::Way;

/// Kinds of resource that can be away.
pub const PEOPLE: [&str; 2] = ["person", "caseworker"];

/// Somebody is away, in the same part of each day from first to last date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    pub resource: Uuid,
    pub from: Date,
    /// Last date, inclusive.
    pub to: Date,
    /// Minutes of the day; the whole day is 0 to [`DAY`].
    pub from_minute: i16,
    pub to_minute: i16,
}

impl Absence {
    /// As a day that differs from the weekly rules. It never has a reason.
    pub fn exception(&self) -> Exception {
        let kind = ExceptionKind::Closed { from_minute: self.from_minute, to_minute: self.to_minute };
        Exception { resource: Some(self.resource), from: self.from, to: self.to, kind, reason: None }
    }

    /// The absence that an exception of one resource is, whatever is written as its reason; none when it opens.
    pub fn of(exception: &Exception) -> Option<Absence> {
        let ExceptionKind::Closed { from_minute, to_minute } = exception.kind else { return None };
        let (resource, from, to) = (exception.resource?, exception.from, exception.to);
        Some(Absence { resource, from, to, from_minute, to_minute })
    }

    pub fn whole_days(&self) -> bool {
        self.from_minute == 0 && self.to_minute == DAY
    }

    /// The first instant away and the first back again; none when there is no time between them.
    pub fn span(&self) -> Option<Stretch> {
        let first = self.on(self.from)?;
        Some((first.0, self.on(self.to)?.1))
    }

    /// The part of one date.
    fn on(&self, date: Date) -> Option<Stretch> {
        let kind = ExceptionKind::Open { from_minute: self.from_minute, to_minute: self.to_minute };
        let calendar = Calendar::new([], [Exception { kind, ..self.exception() }]);
        calendar.open(self.resource, date).into_iter().next()
    }

    /// Whether the absence meets a stretch of time.
    pub fn meets(&self, (starts, ends): Stretch) -> bool {
        let last = oslo_date(ends).min(self.to);
        let dates = std::iter::successors(Some(oslo_date(starts).max(self.from)), |date| date.tomorrow().ok());
        let mut dates = dates.take_while(|date| *date <= last);
        dates.any(|date| self.on(date).is_some_and(|(from, to)| from < ends && starts < to))
    }
}

/// A booking whose guide is away.
#[derive(Clone, Debug)]
pub struct Hit {
    pub booking: Booking,
    /// Every seat that it holds, rooms included.
    pub seats: Vec<Busy>,
    /// One of several errands on a day: another time could spoil the trip.
    pub on_trip: bool,
}

impl Hit {
    /// Whether an absence meets the visit, or the way there and back where the guide travels.
    pub fn by(&self, absence: &Absence) -> bool {
        let seat = self.seats.iter().find(|seat| seat.resource == absence.resource);
        let away = matches!(self.booking.way, Way::Home | Way::Visit | Way::Mobile);
        let stretch = match seat {
            Some(seat) if away => (seat.starts, seat.ends),
            _ => (self.booking.starts, self.booking.ends),
        };
        absence.meets(stretch)
    }
}

/// What becomes of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Somebody else at the same time.
    Other,
    /// Another time, with whoever is there then.
    Time(Timestamp),
    /// As it is: the centre sees to it in another way.
    Keep,
    /// Somebody calls the person.
    Call,
}

impl Choice {
    /// As it stands in a form: `annen`, `tid:1764064800`, `behold`, `ring`.
    pub fn word(self) -> String {
        match self {
            Choice::Other => "annen".to_owned(),
            Choice::Time(start) => format!("tid:{}", start.as_second()),
            Choice::Keep => "behold".to_owned(),
            Choice::Call => "ring".to_owned(),
        }
    }

    pub fn parse(word: &str) -> Option<Choice> {
        match word {
            "annen" => Some(Choice::Other),
            "behold" => Some(Choice::Keep),
            "ring" => Some(Choice::Call),
            _ => Some(Choice::Time(Timestamp::from_second(word.strip_prefix("tid:")?.parse().ok()?).ok()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn away(from: &str, to: &str, minutes: (i16, i16)) -> Absence {
        let (from_minute, to_minute) = minutes;
        Absence { resource: Uuid::nil(), from: from.parse().unwrap(), to: to.parse().unwrap(), from_minute, to_minute }
    }

    #[test]
    fn a_part_of_each_day_is_met_and_nothing_else() {
        // Nine to twelve by the clock on the wall, Tuesday to Thursday; winter time is one hour ahead of UTC.
        let mornings = away("2026-11-24", "2026-11-26", (540, 720));
        for (from, to, hit) in [
            ("2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z", true),
            ("2026-11-26T10:30:00Z", "2026-11-26T11:00:00Z", true),
            ("2026-11-25T10:45:00Z", "2026-11-25T11:15:00Z", true),
            ("2026-11-25T11:00:00Z", "2026-11-25T11:30:00Z", false),
            ("2026-11-25T07:30:00Z", "2026-11-25T08:00:00Z", false),
            ("2026-11-23T08:00:00Z", "2026-11-23T08:30:00Z", false),
            ("2026-11-27T08:00:00Z", "2026-11-27T08:30:00Z", false),
        ] {
            assert_eq!(mornings.meets((at(from), at(to))), hit, "{from}");
        }
        assert_eq!(mornings.span(), Some((at("2026-11-24T08:00:00Z"), at("2026-11-26T11:00:00Z"))));
    }

    #[test]
    fn whole_days_hold_over_both_switches() {
        // 29 March has 23 hours, 25 October 25.
        for (date, first, last) in [
            ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        ] {
            let day = away(date, date, (0, DAY));
            assert_eq!(day.span(), Some((at(first), at(last))), "{date}");
            assert!(day.whole_days() && day.meets((at(first), at(first) + jiff::SignedDuration::from_mins(5))));
            assert!(!day.meets((at(last), at(last) + jiff::SignedDuration::from_mins(5))), "{date}");
        }
    }

    #[test]
    fn a_choice_reads_as_it_was_written() {
        for choice in [Choice::Other, Choice::Time(at("2026-11-25T10:00:00Z")), Choice::Keep, Choice::Call] {
            assert_eq!(Choice::parse(&choice.word()), Some(choice));
        }
        for word in ["", "tid:", "tid:x", "annet"] {
            assert_eq!(Choice::parse(word), None, "{word}");
        }
    }

    #[test]
    fn an_absence_is_an_exception_without_a_reason() {
        let absence = away("2026-11-24", "2026-11-26", (0, DAY));
        assert_eq!(absence.exception().reason, None);
        assert_eq!(Absence::of(&absence.exception()), Some(absence));
        let opens = Exception { kind: ExceptionKind::Open { from_minute: 0, to_minute: DAY }, ..absence.exception() };
        assert_eq!(Absence::of(&opens), None);
    }
}
