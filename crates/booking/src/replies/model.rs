//! Questions, and how an answer is read; pure.

use jiff::Timestamp;
use torg_base::{Lang, Uuid};

/// What a message asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Two days ahead: come, cancel or move. The subject is the booking.
    Reminder,
    /// A time from the waiting list: yes or no. The subject is the offer.
    Offer,
    /// A week ahead: what the help is about. The subject is the booking.
    Topic,
    /// Still on the waiting list: stay or leave. The subject is the entry.
    Waiting,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Reminder, Kind::Offer, Kind::Topic, Kind::Waiting];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Reminder => "reminder",
            Kind::Offer => "offer",
            Kind::Topic => "topic",
            Kind::Waiting => "waiting",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Keys of the texts of its choices, the first being number 1; empty where the choices have texts of their own.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Kind::Reminder => &["answer-come", "answer-cancel", "answer-move"],
            Kind::Offer => &["answer-yes", "answer-no"],
            Kind::Waiting => &["answer-stay", "answer-leave"],
            Kind::Topic => &[],
        }
    }
}

/// The choices by name.
pub const COME: i32 = 1;
pub const CANCEL: i32 = 2;
pub const MOVE: i32 = 3;
pub const YES: i32 = 1;
pub const NO: i32 = 2;
pub const STAY: i32 = 1;
pub const LEAVE: i32 = 2;

/// A question as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: Uuid,
    pub organisation: Uuid,
    pub kind: Kind,
    pub subject: Uuid,
    pub lang: Lang,
    /// The choices that were given, when they are not the ordinary ones.
    pub set: Option<Uuid>,
    pub answer: Option<i32>,
}

/// Reads what somebody sent as an answer to a kind of question: the number alone, or the word for it where no other word
/// could be meant. Anything else is not an answer, however close: nothing is cancelled on a guess.
pub fn read_choice(kind: Kind, text: &str) -> Option<i32> {
    let word = text.trim().trim_end_matches(['.', '!', ',']).trim().trim_matches(['"', '\'', '«', '»']).to_lowercase();
    if let [digit @ b'1'..=b'9'] = word.as_bytes() {
        return Some(i32::from(digit - b'0'));
    }
    match (kind, word.as_str()) {
        (Kind::Offer, "ja" | "yes") => Some(1),
        (Kind::Offer, "nei" | "no") => Some(2),
        (Kind::Reminder, "ja" | "yes") => Some(COME),
        (Kind::Reminder, "avbestill" | "cancel") => Some(CANCEL),
        (Kind::Reminder, "flytt" | "move") => Some(MOVE),
        _ => None,
    }
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Coming,
    Cancelled,
    /// Wants another time: staff call, and the time is kept till then.
    WillCall,
    /// Has the time that was offered; the booking.
    Accepted(Uuid),
    /// Said no, and is still on the list.
    Declined,
    Left,
    Stays,
    Noted,
    /// Nobody knows yet where to come, so nothing is booked; the time is still held.
    AddressNeeded,
    /// No such choice.
    NotAChoice,
    /// What was asked about is not there to be answered any more.
    Late(Late),
}

/// Why an answer came too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// The time offered has gone on to the next.
    OfferOver,
    BookingCancelled,
    /// The meeting has begun or is over, or is not kept any more.
    BookingOver,
    /// Not on the list any more.
    NotWaiting,
}

impl Late {
    /// Key of the text on the page.
    pub fn text(self) -> &'static str {
        match self {
            Late::OfferOver => "late-offer",
            Late::BookingCancelled => "late-cancelled",
            Late::BookingOver => "late-over",
            Late::NotWaiting => "late-not-waiting",
        }
    }
}

impl Outcome {
    /// Key of the SMS that answers an SMS. None where the deed sends its own, or nothing more needs to be said.
    pub fn sms(&self) -> Option<&'static str> {
        match self {
            Outcome::WillCall => Some("sms-will-call"),
            Outcome::Declined => Some("sms-declined"),
            Outcome::Left => Some("sms-left"),
            Outcome::AddressNeeded => Some("sms-address-needed"),
            Outcome::Late(Late::OfferOver) => Some("sms-late-offer"),
            Outcome::Late(Late::BookingCancelled) => Some("sms-late-cancelled"),
            Outcome::Late(Late::BookingOver) => Some("sms-late-over"),
            Outcome::Late(Late::NotWaiting) => Some("sms-late-not-waiting"),
            Outcome::Coming
            | Outcome::Cancelled
            | Outcome::Accepted(_)
            | Outcome::Stays
            | Outcome::Noted
            | Outcome::NotAChoice => None,
        }
    }
}

/// When a question is asked, and until when its answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub asked: Timestamp,
    pub until: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_a_plain_word_is_an_answer() {
        for text in ["1", " 1. ", "1!", "«1»", "ja", "JA.", "Yes"] {
            assert_eq!(read_choice(Kind::Offer, text), Some(1), "{text}");
        }
        assert_eq!(read_choice(Kind::Reminder, "Flytt"), Some(MOVE));
        assert_eq!(read_choice(Kind::Topic, "5"), Some(5));
    }

    #[test]
    fn nothing_is_cancelled_on_a_guess() {
        for text in
            ["nei", "no", "2 eller 3", "12", "0", "", "jeg kommer ikke", "avbestill ikke", "ja jeg vil avbestille"]
        {
            assert_eq!(read_choice(Kind::Reminder, text), None, "{text}");
        }
        assert_eq!(read_choice(Kind::Topic, "ja"), None);
    }
}
