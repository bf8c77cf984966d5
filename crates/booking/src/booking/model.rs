//! A booking and its states; pure.

use jiff::{SignedDuration, Timestamp, ToSpan};
use torg_base::{Lang, Phone, Uuid, time::oslo};

use torg_catalogue::services::model::Way;

/// How long a hold lasts while the code is on its way.
pub const HOLD: SignedDuration = SignedDuration::from_mins(10);
/// Wrong codes before the hold is worth nothing.
pub const CODE_TRIES: i32 = 5;

/// Codes sent at most before somebody has to start anew or call.
pub const MOST_CODES: i32 = 3;
/// Days ahead that the reminder is sent, at the same time of day.
const REMIND_DAYS: i32 = 2;

/// Where a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for the code; the seat is given back when the hold ends.
    Held,
    /// Waits for a call from staff.
    Requested,
    Confirmed,
    Arrived,
    Started,
    Done,
    /// The person did not come.
    Missed,
    Cancelled,
}

impl State {
    pub const ALL: [State; 8] = [
        State::Held,
        State::Requested,
        State::Confirmed,
        State::Arrived,
        State::Started,
        State::Done,
        State::Missed,
        State::Cancelled,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Held => "held",
            State::Requested => "requested",
            State::Confirmed => "confirmed",
            State::Arrived => "arrived",
            State::Started => "started",
            State::Done => "done",
            State::Missed => "missed",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Key of the word that people see.
    pub fn text(self) -> &'static str {
        match self {
            State::Held => "state-held",
            State::Requested => "state-requested",
            State::Confirmed => "state-confirmed",
            State::Arrived => "state-arrived",
            State::Started => "state-started",
            State::Done => "state-done",
            State::Missed => "state-missed",
            State::Cancelled => "state-cancelled",
        }
    }

    /// Whether the seat is still taken for a meeting that may happen.
    pub fn alive(self) -> bool {
        matches!(self, State::Held | State::Requested | State::Confirmed)
    }
}

/// What staff do with a booking on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Called the person, who said yes.
    Agree,
    Arrive,
    Start,
    Finish,
    Miss,
}

impl Step {
    pub fn parse(word: &str) -> Option<Step> {
        match word {
            "avtalt" => Some(Step::Agree),
            "kommet" => Some(Step::Arrive),
            "start" => Some(Step::Start),
            "ferdig" => Some(Step::Finish),
            "ikke-mott" => Some(Step::Miss),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Step::Agree => "avtalt",
            Step::Arrive => "kommet",
            Step::Start => "start",
            Step::Finish => "ferdig",
            Step::Miss => "ikke-mott",
        }
    }

    /// Key of the text on the button.
    pub fn text(self) -> &'static str {
        match self {
            Step::Agree => "step-agree",
            Step::Arrive => "step-arrive",
            Step::Start => "step-start",
            Step::Finish => "step-finish",
            Step::Miss => "step-miss",
        }
    }

    /// The state after the step, or none when it does not fit.
    pub fn from(self, state: State) -> Option<State> {
        match (self, state) {
            (Step::Agree, State::Requested) => Some(State::Confirmed),
            (Step::Arrive, State::Confirmed) => Some(State::Arrived),
            // A phone or video meeting has no arrival.
            (Step::Start, State::Arrived | State::Confirmed) => Some(State::Started),
            (Step::Finish, State::Started) => Some(State::Done),
            (Step::Miss, State::Confirmed) => Some(State::Missed),
            _ => None,
        }
    }

    /// The one next step that the day view offers first.
    pub fn next(state: State, way: Way) -> Option<Step> {
        match state {
            State::Requested => Some(Step::Agree),
            State::Confirmed if matches!(way, Way::Phone) => Some(Step::Start),
            State::Confirmed => Some(Step::Arrive),
            State::Arrived => Some(Step::Start),
            State::Started => Some(Step::Finish),
            _ => None,
        }
    }
}

/// Who the meeting is for. An alias will do as a name.
#[derive(Clone, Debug)]
pub struct Contact {
    pub name: String,
    /// None only when staff book for somebody without a telephone.
    pub phone: Option<Phone>,
    pub lang: Lang,
    pub note: String,
    /// Do not show me: reference instead of name in lists, no place or agency in messages.
    pub hidden: bool,
}

/// A booking as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    pub way: Way,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub state: State,
    pub reference: String,
    pub name: String,
    pub phone: Option<String>,
    pub lang: Lang,
    pub note: String,
    pub hidden: bool,
    pub expires: Option<Timestamp>,
    pub code_tries: i32,
    /// Goes up each time the booking is changed; for calendar files.
    pub sequence: i32,
    /// Codes sent so far.
    pub codes: i32,
}

impl Booking {
    /// What lists show: the name to call, or the reference of somebody who asked not to be shown.
    pub fn shown_name(&self) -> String {
        if self.hidden { self.reference() } else { self.name.clone() }
    }

    /// `K7MA-4NP2`.
    pub fn reference(&self) -> String {
        torg_base::Reference::parse(&self.reference).map_or_else(|| self.reference.clone(), |r| r.to_string())
    }

    /// Whether the person may still move or cancel it.
    pub fn changeable(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Requested | State::Confirmed) && self.starts > now
    }
}

/// When the reminder goes out: two days ahead at the same time of day, also across a switch to or from
/// daylight-saving time. None when that is past or the booking was made less than a day before it.
pub fn reminder_at(starts: Timestamp, booked: Timestamp) -> Option<Timestamp> {
    let at = oslo(starts).checked_sub(REMIND_DAYS.days()).ok()?.timestamp();
    (at > booked).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_reminder_keeps_the_time_of_day_over_both_switches() {
        let booked = at("2026-01-05T10:00:00Z");
        // Monday 09.00 summer time; the Saturday before is still winter time.
        assert_eq!(reminder_at(at("2026-03-30T07:00:00Z"), booked), Some(at("2026-03-28T08:00:00Z")));
        assert_eq!(reminder_at(at("2026-10-26T08:00:00Z"), booked), Some(at("2026-10-24T07:00:00Z")));
        assert_eq!(reminder_at(at("2027-01-01T09:00:00Z"), booked), Some(at("2026-12-30T09:00:00Z")));
    }

    #[test]
    fn no_reminder_when_it_would_be_late() {
        assert_eq!(reminder_at(at("2026-01-06T10:00:00Z"), at("2026-01-05T10:00:00Z")), None);
    }

    #[test]
    fn steps_only_go_forward() {
        assert_eq!(Step::Arrive.from(State::Confirmed), Some(State::Arrived));
        for state in [State::Held, State::Done, State::Missed, State::Cancelled] {
            for step in [Step::Agree, Step::Arrive, Step::Start, Step::Finish, Step::Miss] {
                assert_eq!(step.from(state), None, "{step:?} from {state:?}");
            }
        }
        assert_eq!(Step::next(State::Confirmed, Way::Phone), Some(Step::Start));
    }
}
