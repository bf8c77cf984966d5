//! A queue ticket, its number and where it stands; pure.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::{Lang, Reference, Uuid};
use torg_store::Keys;

/// A press within this time is the same press: a double click, a page sent once more. After it somebody else may stand
/// at the tablet with the page that was left there.
pub const REPEAT: SignedDuration = SignedDuration::from_mins(2);
/// Tickets with fewer than this before them are told that it is soon their turn.
pub const SOON: usize = 2;
/// How many who wait are passed when somebody is called and is not there.
pub const SKIPPED_BY: usize = 2;
/// Between the turns of two tickets drawn after each other, so that one may be put between them.
const STEP: i64 = 1000;
/// The highest number of a desk to come to.
pub const DESKS: i32 = 9;

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// Called, and being served.
    Called,
    Done,
    /// Called, and did not come.
    Missed,
    /// Went out of the queue.
    Left,
}

impl State {
    pub const ALL: [State; 5] = [State::Waiting, State::Called, State::Done, State::Missed, State::Left];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Called => "called",
            State::Done => "done",
            State::Missed => "missed",
            State::Left => "left",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What staff do with a ticket that they have called, or that did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Calls the number once more.
    Again,
    /// Called by mistake: first in the queue again.
    Back,
    /// Not there just now: called again after the next two.
    Skip,
    Finish,
    Missed,
    /// Came after all: first in the queue.
    Return,
}

impl Step {
    pub const ALL: [Step; 6] = [Step::Again, Step::Back, Step::Skip, Step::Finish, Step::Missed, Step::Return];

    /// The word in the form.
    pub fn word(self) -> &'static str {
        match self {
            Step::Again => "igjen",
            Step::Back => "tilbake",
            Step::Skip => "hopp",
            Step::Finish => "ferdig",
            Step::Missed => "ikke-mott",
            Step::Return => "kom",
        }
    }

    pub fn parse(word: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.word() == word)
    }

    /// The state that it is taken from.
    pub fn from(self) -> State {
        if self == Step::Return { State::Missed } else { State::Called }
    }

    /// The audit word.
    pub fn deed(self) -> &'static str {
        match self {
            Step::Again => "queue.again",
            Step::Back => "queue.back",
            Step::Skip => "queue.skipped",
            Step::Finish => "queue.done",
            Step::Missed => "queue.missed",
            Step::Return => "queue.returned",
        }
    }
}

/// A ticket, as stored. There is no name in it, and it is deleted when its day is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    pub day: Date,
    pub number: i32,
    /// Lower is called first.
    pub turn: i64,
    /// Roughly what it is about, when somebody chose it.
    pub service: Option<Uuid>,
    pub state: State,
    pub lang: Lang,
    /// Only when the person wants an SMS.
    pub phone: Option<String>,
    /// Has been told that it is soon their turn.
    pub told: bool,
    pub drawn: Timestamp,
    /// The last time that it was called.
    pub called: Option<Timestamp>,
    /// Who called it, so that the page of a guide shows the guide's own, and guides who serve can be counted.
    pub called_by: Option<Uuid>,
    /// Where to come, when that was said.
    pub desk: Option<i32>,
}

impl Ticket {
    /// «A17».
    pub fn shown(&self) -> String {
        shown(self.day, self.number)
    }
}

/// The number as people see it. The letter is that of the weekday, A on Mondays: a slip from yesterday is seen to be one.
pub fn shown(day: Date, number: i32) -> String {
    format!("{}{number}", letter(day))
}

/// The turn of a newly drawn number.
pub fn turn(number: i32) -> i64 {
    i64::from(number) * STEP
}

fn letter(day: Date) -> char {
    ["A", "B", "C", "D", "E", "F", "G"][day.weekday().to_monday_zero_offset() as usize].chars().next().unwrap_or('A')
}

/// The number that somebody has typed or that stands in an address; none when it is not of this day.
pub fn read_number(typed: &str, day: Date) -> Option<i32> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let digits = typed.strip_prefix(letter(day))?;
    let plain = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number > 0)
}

/// The short code on a ticket: four characters that show that one holds it. Derived, so that it is stored nowhere.
pub fn code(keys: &Keys, ticket: Uuid) -> String {
    Reference::from_hash(&keys.hash("queue-code", &ticket.to_string())).as_str()[..4].to_owned()
}

/// Whether a typed code is the one on the ticket: any case, with or without spaces.
pub fn code_holds(keys: &Keys, ticket: Uuid, typed: &str) -> bool {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    typed.eq_ignore_ascii_case(&code(keys, ticket))
}

/// The turn of somebody who was not there: behind the next ones who wait (`waiting`: their turns, in order). None when
/// nobody waits, and the turn stays.
pub fn behind(waiting: &[i64]) -> Option<i64> {
    waiting.get(SKIPPED_BY - 1).or(waiting.last()).map(|turn| turn + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_shown_and_only_on_their_day() {
        let (monday, sunday) = (date(2026, 11, 23), date(2026, 11, 29));
        assert_eq!((shown(monday, 17), shown(sunday, 104)), ("A17".into(), "G104".into()));
        for typed in ["A17", "a17", " a 17 "] {
            assert_eq!(read_number(typed, monday), Some(17), "{typed}");
        }
        for wrong in ["", "A", "17", "B17", "A0", "A-1", "A+1", "A1x", "A1234567", "Æ17"] {
            assert_eq!(read_number(wrong, monday), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_belongs_to_one_ticket() {
        let keys = Keys::new([7; 32]);
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let own = code(&keys, one);
        assert_eq!(own.len(), 4);
        assert!(code_holds(&keys, one, &own.to_lowercase()) && code_holds(&keys, one, &format!(" {own} ")));
        assert!(!code_holds(&keys, two, &own) && !code_holds(&keys, one, ""));
    }

    #[test]
    fn who_was_not_there_comes_behind_the_next_two() {
        assert_eq!(behind(&[]), None);
        assert_eq!(behind(&[3000]), Some(3001));
        assert_eq!(behind(&[3000, 4000, 5000]), Some(4001));
    }

    #[test]
    fn words_are_read_back() {
        assert!(State::ALL.iter().all(|state| State::parse(state.code()) == Some(*state)));
        assert!(Step::ALL.iter().all(|step| Step::parse(step.word()) == Some(*step)));
    }
}
