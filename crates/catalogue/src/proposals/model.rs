//! A proposal.

use jiff::Timestamp;
use torg_base::Uuid;

/// Letters in a proposal or in the reason for a refusal.
pub const LONGEST: usize = 400;

/// What has become of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// A new item, or a change that is being made.
    Accepted,
    /// An item that there was got the words.
    Merged,
    Declined,
}

impl State {
    const ALL: [State; 4] = [State::Open, State::Accepted, State::Merged, State::Declined];

    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Accepted => "accepted",
            State::Merged => "merged",
            State::Declined => "declined",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Key of the word.
    pub fn text(self) -> &'static str {
        match self {
            State::Open => "proposals-open",
            State::Accepted => "proposals-accepted",
            State::Merged => "proposals-merged",
            State::Declined => "proposals-declined",
        }
    }

    /// Colour of the tag.
    pub fn colour(self) -> &'static str {
        match self {
            State::Open => "info",
            State::Accepted | State::Merged => "success",
            State::Declined => "neutral",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    pub staff: Uuid,
    pub at: Timestamp,
    /// What is to be changed; none for something that is not on the list.
    pub service: Option<Uuid>,
    pub words: String,
    pub state: State,
    /// Why, when it was declined; else what the manager wanted to add.
    pub reason: String,
    /// The item that came of it.
    pub result: Option<Uuid>,
}
