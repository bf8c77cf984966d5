//! A consent to book for somebody; pure.

use jiff::{SignedDuration, Timestamp};
use torg_base::{Lang, Phone, Uuid};

use crate::booking::model::Contact;

/// How long a yes holds.
pub const DAYS: i64 = 30;

/// When a yes that is given now ends.
pub fn until(now: Timestamp) -> Timestamp {
    now + SignedDuration::from_hours(24 * DAYS)
}

/// Who books for the person.
#[derive(Clone, Debug)]
pub enum Helper {
    /// Asks for a yes: the person's code is the answer, or what they say when staff call.
    Asks { name: String, phone: Phone },
    /// Staff have the person's yes, on paper or by word.
    ByStaff { name: String, phone: Phone },
    /// Has a yes that stands.
    Has(Box<Consent>),
}

impl Helper {
    /// The name of a helper who has yet to get a yes.
    pub fn asks(&self) -> Option<&str> {
        match self {
            Helper::Asks { name, .. } => Some(name),
            Helper::ByStaff { .. } | Helper::Has(_) => None,
        }
    }
}

/// A yes, as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    pub id: Uuid,
    pub organisation: Uuid,
    pub person_name: String,
    /// None for somebody without a telephone, who said yes to staff.
    pub person_phone: Option<String>,
    /// The person asked not to be shown.
    pub hidden: bool,
    pub person_lang: Lang,
    pub helper_name: String,
    pub helper_phone: String,
    pub helper_lang: Lang,
    /// Given, and not only asked for.
    pub given: bool,
    pub until: Timestamp,
}

impl Consent {
    /// Whether the helper may book.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.given && self.until > now
    }

    /// Who a booking by this consent is for.
    pub fn contact(&self, note: String) -> Contact {
        Contact {
            name: self.person_name.clone(),
            phone: self.person_phone.as_deref().and_then(Phone::parse),
            lang: self.person_lang,
            note,
            hidden: self.hidden,
        }
    }
}

/// A booking that a helper made, with the consent it was made by.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Messages to the helper about this booking have this as their subject, so that they can be taken back alone.
    pub id: Uuid,
    pub booking: Uuid,
    pub consent: Consent,
}
