//! What one can answer to "what is the help about": ordinary choices, and those a centre has made for a service.
//!
//! Never free text, and nothing about health: the answer is a number, and the choices say what kind of help, not why.

use serde::{Deserialize, Serialize};
use torg_base::{Lang, Uuid};
use torg_web::texts::Texts;

/// Fewest and most choices that a centre may make.
pub const FEWEST: usize = 3;
pub const MOST: usize = 5;
/// Letters in a choice: five of them and the question are one SMS.
pub const LONGEST: usize = 22;

/// One choice in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub nb: String,
    pub nn: String,
    pub en: String,
}

impl Choice {
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.nb, &self.nn, &self.en)
    }
}

/// The choices that an organisation has made for a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub id: Uuid,
    pub service: Uuid,
    pub choices: Vec<Choice>,
}

/// Keys of the ordinary choices for a kind of service; none for those that are not asked about.
pub fn ordinary(kind: &str) -> &'static [&'static str] {
    match kind {
        "guidance" => &["topic-form", "topic-login", "topic-letter", "topic-other"],
        "caseworker" => &["topic-new", "topic-under-way", "topic-papers", "topic-other"],
        _ => &[],
    }
}

/// The choices as people read them, the first being number 1.
pub fn labels(texts: &Texts, lang: Lang, set: Option<&Set>, kind: &str) -> Vec<String> {
    match set {
        Some(set) => set.choices.iter().map(|choice| choice.in_lang(lang).to_owned()).collect(),
        None => ordinary(kind).iter().map(|key| texts.get(lang, key).to_owned()).collect(),
    }
}
