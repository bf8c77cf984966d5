//! A service of the list and how a place offers it.

pub use super::offers::Offer;

use serde::{Deserialize, Serialize};
use torg_base::{Lang, Uuid};
use torg_web::Choice;

use super::card::{Facts, Standing};

/// How a person can be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    Counter,
    Phone,
    Video,
    Group,
    Home,
    Mobile,
    Visit,
    #[serde(rename = "self")]
    SelfService,
}

impl Way {
    pub const ALL: [Way; 8] =
        [Way::Counter, Way::Phone, Way::Video, Way::Group, Way::Home, Way::Mobile, Way::Visit, Way::SelfService];

    pub fn code(self) -> &'static str {
        match self {
            Way::Counter => "counter",
            Way::Phone => "phone",
            Way::Video => "video",
            Way::Group => "group",
            Way::Home => "home",
            Way::Mobile => "mobile",
            Way::Visit => "visit",
            Way::SelfService => "self",
        }
    }

    pub fn parse(code: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|w| w.code() == code)
    }

    /// Key of the word that people see.
    pub fn text(self) -> &'static str {
        match self {
            Way::Counter => "way-counter",
            Way::Phone => "way-phone",
            Way::Video => "way-video",
            Way::Group => "way-group",
            Way::Home => "way-home",
            Way::Mobile => "way-mobile",
            Way::Visit => "way-visit",
            Way::SelfService => "way-self",
        }
    }
}

/// The most search words of one service in one language, and the most letters of one. Whatever an import may bring, a
/// form can store again.
pub const KEYWORDS: usize = 150;
pub const KEYWORD: usize = 100;

/// The texts of a service in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    pub name: String,
    /// What we can do: a concrete promise.
    pub promise: String,
    /// What we cannot do, and who can.
    pub boundary: String,
    /// What to bring, one thing each.
    #[serde(default)]
    pub bring: Vec<String>,
    /// Words that people use for it.
    #[serde(default)]
    pub keywords: Vec<String>,
}

/// The texts in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub nb: Wording,
    pub nn: Wording,
    pub en: Wording,
}

impl Texts {
    pub fn in_lang(&self, lang: Lang) -> &Wording {
        match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => &self.nn,
            Lang::En => &self.en,
        }
    }

    pub fn in_lang_mut(&mut self, lang: Lang) -> &mut Wording {
        match lang {
            Lang::Nb => &mut self.nb,
            Lang::Nn => &mut self.nn,
            Lang::En => &mut self.en,
        }
    }
}

/// An item of the service list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub id: Uuid,
    /// The organisation that keeps the text.
    pub organisation: Uuid,
    pub slug: String,
    /// Responsible agency.
    pub agency: String,
    pub self_service_url: String,
    /// Ordinary length of a visit.
    pub minutes: i32,
    /// `guidance`, `caseworker` or `group`.
    pub kind: String,
    pub texts: Texts,
    pub facts: Facts,
    pub active: bool,
    pub standing: Standing,
}

impl Service {
    /// The service as something to choose in a list.
    pub fn choice(&self, lang: Lang) -> Choice {
        Choice { value: self.slug.clone(), label: self.texts.in_lang(lang).name.clone() }
    }
}

/// A local line in every language; empty where there is nothing to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub nb: String,
    pub nn: String,
    pub en: String,
}
