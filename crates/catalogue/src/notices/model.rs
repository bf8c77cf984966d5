//! A notice: what it says, how certain it is, and what may become of it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Role, Uuid};

use crate::directory::Directory;

/// Days that a withdrawn notice is still shown to those who may have read it.
pub const TOLD_DAYS: i64 = 30;
/// Sources that a notice has room for.
pub const SOURCES: usize = 3;

/// How certain a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Somebody says so; the agency has not confirmed it.
    Reported,
    Confirmed,
    /// The sources say different things.
    Disputed,
    Withdrawn,
}

impl State {
    pub const ALL: [State; 4] = [State::Reported, State::Confirmed, State::Disputed, State::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            State::Reported => "reported",
            State::Confirmed => "confirmed",
            State::Disputed => "disputed",
            State::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Key of the word for it.
    pub fn word(self) -> &'static str {
        match self {
            State::Reported => "notices-reported",
            State::Confirmed => "notices-confirmed",
            State::Disputed => "notices-disputed",
            State::Withdrawn => "notices-withdrawn",
        }
    }

    /// Key of the heading, which says how certain the title is.
    pub fn heading(self) -> &'static str {
        match self {
            State::Reported => "notices-heading-reported",
            State::Confirmed => "notices-heading-confirmed",
            State::Disputed => "notices-heading-disputed",
            State::Withdrawn => "notices-heading-withdrawn",
        }
    }

    /// A sign before the heading, so that neither colour nor line is the only difference.
    pub fn mark(self) -> &'static str {
        match self {
            State::Reported => "?",
            State::Confirmed => "✓",
            State::Disputed => "≠",
            State::Withdrawn => "×",
        }
    }

    pub fn colour(self) -> &'static str {
        match self {
            State::Reported | State::Disputed => "warning",
            State::Confirmed => "info",
            State::Withdrawn => "neutral",
        }
    }

    /// Whether the agency stands for it; everything else is told as what somebody has said.
    pub fn certain(self) -> bool {
        self == State::Confirmed
    }
}

/// How an agency let somebody know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Its own people did it here.
    Site,
    Letter,
    Email,
    Phone,
    Meeting,
}

impl How {
    /// The ways that somebody else can record.
    pub const RECORDED: [How; 4] = [How::Letter, How::Email, How::Phone, How::Meeting];

    pub fn code(self) -> &'static str {
        match self {
            How::Site => "site",
            How::Letter => "letter",
            How::Email => "email",
            How::Phone => "phone",
            How::Meeting => "meeting",
        }
    }

    pub fn parse(code: &str) -> Option<How> {
        How::RECORDED.into_iter().find(|how| how.code() == code)
    }

    /// Key of the words, «i brev».
    pub fn text(self) -> &'static str {
        match self {
            How::Site => "notices-how-site",
            How::Letter => "notices-how-letter",
            How::Email => "notices-how-email",
            How::Phone => "notices-how-phone",
            How::Meeting => "notices-how-meeting",
        }
    }
}

/// That the agency has confirmed a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Position and office at the agency. Told to staff, not to the public. Empty when the agency did it itself.
    pub who: String,
    pub how: How,
    pub on: Date,
}

/// A title and a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub title: String,
    pub text: String,
}

/// The words in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub nb: Words,
    pub nn: Words,
    pub en: Words,
}

impl Texts {
    pub fn in_lang(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => &self.nn,
            Lang::En => &self.en,
        }
    }

    pub fn in_lang_mut(&mut self, lang: Lang) -> &mut Words {
        match lang {
            Lang::Nb => &mut self.nb,
            Lang::Nn => &mut self.nn,
            Lang::En => &mut self.en,
        }
    }
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is called: a letter, a regulation, a report, a page.
    pub title: String,
    /// Where it can be read; empty for what is not on the net.
    pub url: String,
    /// When it was written, or read.
    pub date: Date,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Whose practice it is about.
    pub agency: String,
    pub texts: Texts,
    /// The services that it touches; none when it touches the agency as a whole.
    pub services: Vec<Uuid>,
    pub sources: Vec<Source>,
    pub from: Date,
    /// The last date on which it holds; open when nobody knows.
    pub to: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: Uuid,
    /// Who wrote it.
    pub organisation: Uuid,
    /// 1 for a new notice, one more for each change; each is read and sent anew.
    pub version: i32,
    pub state: State,
    pub content: Content,
    /// There if and only if the state is [`State::Confirmed`].
    pub confirmation: Option<Confirmation>,
    pub written: Timestamp,
    pub changed: Timestamp,
}

impl Notice {
    /// A new notice. Only whoever speaks for the agency can write one that is confirmed.
    pub fn new(organisation: Uuid, content: Content, certainty: Certainty, now: Timestamp) -> Notice {
        let (state, confirmation) = certainty.stand();
        let id = torg_base::new_id();
        Notice { id, organisation, version: 1, state, content, confirmation, written: now, changed: now }
    }

    /// The next version, saying something else. A confirmation covers the words that it was given for and no others,
    /// so it ends here, unless the agency itself has written the new ones.
    pub fn rewritten(&self, content: Content, certainty: Certainty, now: Timestamp) -> Notice {
        let (state, confirmation) = certainty.stand();
        Notice { content, state, confirmation, ..self.next(now) }
    }

    /// The next version, confirmed.
    pub fn confirmed(&self, confirmation: Confirmation, now: Timestamp) -> Notice {
        Notice { state: State::Confirmed, confirmation: Some(confirmation), ..self.next(now) }
    }

    /// The last version, which says that nothing of it is to be used.
    pub fn withdrawn(&self, now: Timestamp) -> Notice {
        Notice { state: State::Withdrawn, confirmation: None, ..self.next(now) }
    }

    fn next(&self, now: Timestamp) -> Notice {
        Notice { version: self.version + 1, changed: now, ..self.clone() }
    }

    /// Whether it has not ended and has not been withdrawn.
    pub fn stands(&self, today: Date) -> bool {
        self.state != State::Withdrawn && !self.ended(today)
    }

    pub fn ended(&self, today: Date) -> bool {
        self.content.to.is_some_and(|to| to < today)
    }

    pub fn touches(&self, service: Uuid) -> bool {
        self.content.services.contains(&service)
    }

    /// Whether a place has it to read, when `read` is the last version that it has read. That something is withdrawn
    /// matters to those who have read it.
    pub fn waits(&self, read: Option<i32>) -> bool {
        match read {
            Some(version) => version < self.version,
            None => self.state != State::Withdrawn,
        }
    }

    pub fn changed_on(&self) -> Date {
        oslo_date(self.changed)
    }
}

/// How certain a writer says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Reported,
    Disputed,
    /// The agency itself writes, on this date.
    Own(Date),
}

impl Certainty {
    fn stand(self) -> (State, Option<Confirmation>) {
        match self {
            Certainty::Reported => (State::Reported, None),
            Certainty::Disputed => (State::Disputed, None),
            Certainty::Own(on) => (State::Confirmed, Some(Confirmation { who: String::new(), how: How::Site, on })),
        }
    }
}

/// Whether somebody can confirm on behalf of an agency: they have the role of an agency in the organisation that bears
/// its name.
pub fn speaks_for(actor: &Actor, directory: &Directory, agency: &str) -> bool {
    actor.organisations_as(&[Role::Agency]).iter().any(|id| bears_name(directory, *id, agency))
}

fn bears_name(directory: &Directory, organisation: Uuid, agency: &str) -> bool {
    let name = directory.organisations.get(&organisation).map(|o| o.name.trim().to_lowercase());
    !agency.trim().is_empty() && name == Some(agency.trim().to_lowercase())
}

/// The instant before which a withdrawal is no longer told about.
pub fn told_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * TOLD_DAYS)
}

#[cfg(test)]
pub mod tests {
    use jiff::civil::date;

    use super::*;

    pub fn content() -> Content {
        let words = |lang: &str| Words { title: format!("Title {lang}"), text: format!("Text {lang}") };
        Content {
            agency: "Etaten".into(),
            texts: Texts { nb: words("nb"), nn: words("nn"), en: words("en") },
            services: vec![Uuid::from_u128(7)],
            sources: vec![Source { title: "Letter".into(), url: String::new(), date: date(2026, 11, 1) }],
            from: date(2026, 11, 1),
            to: Some(date(2026, 12, 1)),
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn letter() -> Confirmation {
        Confirmation { who: "Head of section".into(), how: How::Letter, on: date(2026, 11, 20) }
    }

    #[test]
    fn a_confirmation_covers_its_own_words_only() {
        let now = at("2026-11-20T10:00:00Z");
        let first = Notice::new(Uuid::nil(), content(), Certainty::Reported, now);
        assert_eq!((first.version, first.state, &first.confirmation), (1, State::Reported, &None));
        let second = first.confirmed(letter(), now);
        assert_eq!((second.version, second.state, &second.confirmation), (2, State::Confirmed, &Some(letter())));
        assert_eq!(second.content, first.content, "nothing was said anew");
        let third = second.rewritten(content(), Certainty::Reported, now);
        assert_eq!((third.version, third.state, &third.confirmation), (3, State::Reported, &None));
        let own = third.rewritten(content(), Certainty::Own(date(2026, 11, 21)), now);
        assert_eq!(own.confirmation.as_ref().map(|c| c.how), Some(How::Site));
        let gone = own.withdrawn(now);
        assert_eq!((gone.version, gone.state, &gone.confirmation), (5, State::Withdrawn, &None));
    }

    #[test]
    fn each_version_is_read_anew_and_a_withdrawal_only_by_those_who_know() {
        let now = at("2026-11-20T10:00:00Z");
        let first = Notice::new(Uuid::nil(), content(), Certainty::Reported, now);
        assert!(first.waits(None) && !first.waits(Some(1)));
        let second = first.confirmed(letter(), now);
        assert!(second.waits(Some(1)) && second.waits(None) && !second.waits(Some(2)));
        let gone = second.withdrawn(now);
        assert!(gone.waits(Some(1)) && !gone.waits(None) && !gone.waits(Some(3)));
    }

    #[test]
    fn it_stands_to_its_last_day() {
        let notice = Notice::new(Uuid::nil(), content(), Certainty::Disputed, at("2026-11-20T10:00:00Z"));
        assert!(notice.stands(date(2026, 12, 1)));
        assert!(!notice.stands(date(2026, 12, 2)));
        assert!(!notice.withdrawn(at("2026-11-21T10:00:00Z")).stands(date(2026, 11, 22)));
    }

    #[test]
    fn the_words_of_states_are_read_back() {
        for state in State::ALL {
            assert_eq!(State::parse(state.code()), Some(state));
        }
        assert!(How::RECORDED.iter().all(|how| How::parse(how.code()) == Some(*how)));
        assert_eq!(How::parse("site"), None, "nobody records that an agency used the site itself");
    }
}
