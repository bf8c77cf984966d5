//! An entry of the waiting list and an offer made to it; pure.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::time::{oslo, oslo_date, start_of_day};
use torg_base::{Lang, Uuid};
use torg_slots::rules::Slot;

use crate::replies::{after_daytime, daytime};
use torg_catalogue::services::model::Way;

/// How long somebody has to answer an SMS: long enough to come home from a shift at sea or in a barn and look at the
/// phone, short enough that two or three may be asked on the same day.
pub const TO_ANSWER: SignedDuration = SignedDuration::from_hours(2);
/// How long staff have to reach somebody by telephone: half a day, since they also serve those who have come.
pub const TO_CALL: SignedDuration = SignedDuration::from_hours(5);
/// Between the deadline and the meeting: time to get there, and for the next to be asked when nobody answers.
const TO_GET_THERE: SignedDuration = SignedDuration::from_hours(1);
/// Offers without an answer before somebody is taken off the list: the number may be wrong, and others wait.
pub const UNANSWERED: i32 = 2;
/// Days ahead that somebody may wait. Also the longest that what they wrote is kept.
pub const LONGEST_DAYS: u16 = 90;

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the code; not on the list yet.
    Pending,
    Waiting,
    /// Has an offer that is not answered.
    Offered,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Waiting => "waiting",
            State::Offered => "offered",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        [State::Pending, State::Waiting, State::Offered].into_iter().find(|state| state.code() == code)
    }
}

/// The part of the day that suits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Any,
    /// Begins before noon.
    Morning,
    /// Begins at noon or later.
    Afternoon,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Any, Part::Morning, Part::Afternoon];

    pub fn code(self) -> &'static str {
        match self {
            Part::Any => "any",
            Part::Morning => "morning",
            Part::Afternoon => "afternoon",
        }
    }

    pub fn parse(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }

    /// Key of the text.
    pub fn text(self) -> &'static str {
        match self {
            Part::Any => "waiting-any-time",
            Part::Morning => "waiting-morning",
            Part::Afternoon => "waiting-afternoon",
        }
    }

    fn holds(self, start: Timestamp) -> bool {
        match self {
            Part::Any => true,
            Part::Morning => oslo(start).hour() < 12,
            Part::Afternoon => oslo(start).hour() >= 12,
        }
    }
}

/// What suits somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub organisation: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    /// None when any way will do.
    pub way: Option<Way>,
    pub earliest: Date,
    /// The last date, that day included.
    pub latest: Date,
    pub part: Part,
}

impl Wish {
    /// The instants between which a meeting may begin.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        (start_of_day(self.earliest), start_of_day(self.latest.saturating_add(SignedDuration::from_hours(24))))
    }

    /// Whether a free time suits: the right days and part of the day, and far enough ahead that there is time to answer.
    pub fn suits(&self, slot: &Slot, soonest: Timestamp) -> bool {
        let date = oslo_date(slot.start);
        slot.free > 0
            && slot.start >= soonest
            && (self.earliest..=self.latest).contains(&date)
            && self.part.holds(slot.start)
    }
}

/// Somebody on the list, as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: Uuid,
    pub wish: Wish,
    pub state: State,
    pub name: String,
    pub phone: Option<String>,
    pub lang: Lang,
    pub hidden: bool,
    /// Staff call, since no SMS reaches the number.
    pub by_call: bool,
    pub unanswered: i32,
    pub expires: Option<Timestamp>,
    pub codes: i32,
    pub code_tries: i32,
    pub joined: Timestamp,
}

/// A time held for somebody until they answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub id: Uuid,
    pub organisation: Uuid,
    pub entry: Uuid,
    /// The booking it becomes.
    pub booking: Uuid,
    pub starts: Timestamp,
    pub until: Timestamp,
    pub open: bool,
}

impl Offer {
    /// Whether a yes would be in time.
    pub fn open_at(&self, now: Timestamp) -> bool {
        self.open && self.until > now
    }
}

/// When an offer is sent and when its deadline is: in the daytime, however late a time becomes free.
pub fn deadline(now: Timestamp, by_call: bool) -> (Timestamp, Timestamp) {
    let sent = daytime(now);
    (sent, after_daytime(sent, if by_call { TO_CALL } else { TO_ANSWER }))
}

/// The soonest start that may be offered.
pub fn soonest(now: Timestamp, by_call: bool) -> Timestamp {
    deadline(now, by_call).1 + TO_GET_THERE
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn wish(part: Part) -> Wish {
        let nobody = Uuid::nil();
        Wish {
            organisation: nobody,
            place: nobody,
            service: nobody,
            way: None,
            earliest: date(2026, 11, 24),
            latest: date(2026, 11, 26),
            part,
        }
    }

    fn slot(text: &str, free: u32) -> Slot {
        Slot { start: at(text), end: at(text) + SignedDuration::from_mins(30), free }
    }

    #[test]
    fn a_time_suits_within_the_dates_and_the_part_of_the_day() {
        let now = at("2026-11-23T09:00:00Z");
        let first = soonest(now, false);
        assert_eq!(first, at("2026-11-23T12:00:00Z"), "two hours to answer and one to get there");
        assert!(wish(Part::Any).suits(&slot("2026-11-24T08:00:00Z", 1), first));
        assert!(!wish(Part::Any).suits(&slot("2026-11-24T08:00:00Z", 0), first), "it is taken");
        assert!(!wish(Part::Any).suits(&slot("2026-11-23T14:00:00Z", 1), first), "too early for them");
        assert!(wish(Part::Any).suits(&slot("2026-11-26T22:59:00Z", 1), first), "the last day is one of them");
        assert!(!wish(Part::Any).suits(&slot("2026-11-26T23:00:00Z", 1), first), "the day after is not");
        // Noon in Norway is 11.00 in UTC in winter.
        assert!(wish(Part::Morning).suits(&slot("2026-11-24T10:59:00Z", 1), first));
        assert!(!wish(Part::Morning).suits(&slot("2026-11-24T11:00:00Z", 1), first));
        assert!(wish(Part::Afternoon).suits(&slot("2026-11-24T11:00:00Z", 1), first));
    }

    #[test]
    fn a_time_that_becomes_free_at_night_is_offered_in_the_morning() {
        let night = at("2026-11-23T22:00:00Z");
        assert_eq!(deadline(night, false), (at("2026-11-24T07:00:00Z"), at("2026-11-24T09:00:00Z")));
        assert_eq!(deadline(night, true).1, at("2026-11-24T12:00:00Z"));
        let wish = wish(Part::Any);
        assert!(!wish.suits(&slot("2026-11-24T09:30:00Z", 1), soonest(night, false)), "no time to get there");
        assert!(wish.suits(&slot("2026-11-24T10:00:00Z", 1), soonest(night, false)));
    }
}
