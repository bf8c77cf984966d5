//! Personal data where it should not stand: what each field may hold, and what people are told when it holds more.
//!
//! Every field in which people write has a row in [`FIELDS`]. A form that is read with [`Form::required`] or
//! [`Form::optional`] is looked through by that row; a field without one is held to the strictest rule, so that
//! nobody has to remember it. The template's part is `f::private`, which the shared fields already call.

use torg_scan::redact::redact_with;
use torg_scan::{Confidence, Hit, Kind, Options, scan_with};

use crate::{Form, Page};

/// Field of the button that takes the finds out; its value is the name of the field to take them out of.
pub const REMOVE: &str = "private-remove";
/// Field of the boxes that let finds stay; its values are the names of the fields.
pub const KEEP: &str = "private-keep";

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// About a visit or between colleagues. How to reach somebody has fields of its own.
    Note,
    /// Read by everybody. A telephone or an account may be the municipality's own: that is asked.
    Published,
    /// Meant for a name or an address, and for nothing else.
    Contact,
    /// Not prose, or not kept: a number, a time, a code, a search. Checked in its own way or not at all.
    Own,
}

impl Rule {
    /// Kinds that never stand in such a field.
    fn never(self) -> &'static [Kind] {
        match self {
            Rule::Note | Rule::Contact => &[Kind::NationalId, Kind::Card, Kind::Passport, Kind::Account],
            Rule::Published => &[Kind::NationalId, Kind::Card, Kind::Passport],
            Rule::Own => &[],
        }
    }

    /// Kinds that stand there when whoever writes says so.
    fn asked(self) -> &'static [Kind] {
        match self {
            Rule::Note => &[Kind::BirthDate, Kind::Phone, Kind::Email, Kind::Address, Kind::Organisation],
            Rule::Published => &[Kind::Account, Kind::BirthDate, Kind::Phone, Kind::Email],
            Rule::Contact | Rule::Own => &[],
        }
    }
}

/// What was decided about some fields.
pub struct Decision {
    /// Names of fields; `*` stands for a language, a number or nothing.
    pub fields: &'static [&'static str],
    pub rule: Rule,
    pub why: &'static str,
}

const fn of(rule: Rule, fields: &'static [&'static str], why: &'static str) -> Decision {
    Decision { fields, rule, why }
}

/// The decision about every field that people write in. The first row that fits a name counts.
pub const FIELDS: &[Decision] = &[
    of(
        Rule::Note,
        &["note"],
        "what somebody wants to tell before a visit: staff read it, and it is kept with the booking",
    ),
    of(
        Rule::Note,
        &["ord"],
        "a proposal from the counter, or words for the search: about a service, never about a person",
    ),
    of(Rule::Note, &["grunn"], "why a proposal was declined: everybody at the counter reads it"),
    of(
        Rule::Own,
        &["kilde-adresse-*", "url", "lenke", "legal_url", "accessibility_url"],
        "a web address, checked as one",
    ),
    of(Rule::Own, &["kilde-dato-*", "legal_from"], "a date, checked as one"),
    of(Rule::Published, &["tittel-*", "tekst-*", "kilde-*", "etat"], "notices, and titles of courses and lectures"),
    of(Rule::Published, &["tema-*", "temaer", "vert_tittel"], "what a course is about, and what its host is"),
    of(Rule::Published, &["v*-*"], "the answers that people choose among"),
    of(Rule::Published, &["name-*", "promise-*", "boundary-*", "bring-*", "keywords-*"], "the service list"),
    of(Rule::Published, &["agency", "legal", "note-*"], "the service list, and what a place says about an offer"),
    of(
        Rule::Published,
        &["navn"],
        "the name of a new service, of a planner's case, or of the device that books for a tour",
    ),
    of(Rule::Published, &["hva-*", "med-*", "rom"], "an agency's visit: announced to everybody"),
    of(Rule::Published, &["hvorfor-*", "videre-*", "hjemmel-*"], "why a visit is called off, and how far help may go"),
    of(Rule::Published, &["u_grunn"], "why a day is closed: shown with the opening hours"),
    of(Rule::Published, &["tags"], "what a room or a thing is good for"),
    of(Rule::Contact, &["name", "helper_name", "andre_hjelpere"], "meant for the name of a person, a place or a thing"),
    of(Rule::Contact, &["hvem"], "meant for the name of whoever confirmed a notice at the agency"),
    of(Rule::Contact, &["address", "street", "town"], "meant for an address"),
    of(
        Rule::Own,
        &["phone", "helper_phone", "telefon", "email", "adresse"],
        "meant for a telephone number or an e-mail address",
    ),
    of(Rule::Own, &["pid", "orgnr", "postcode"], "meant for that number, and checked as one"),
    of(Rule::Own, &["code", "kode", "reference", "nummer"], "a code, a secret or a number of ours"),
    of(Rule::Own, &["q"], "a search: not kept, and not logged"),
    of(
        Rule::Own,
        &["fra", "til", "*_fra", "*_til", "*_kl", "*dato", "dato-*", "ny-dato-*", "neste"],
        "a time or a date, checked as one",
    ),
    of(Rule::Own, &["antall", "plasser", "hver", "minst", "dager", "capacity"], "a number, checked as one"),
    of(Rule::Own, &["minutter", "kom", "gikk", "fro", "sekunder"], "a number, checked as one"),
    of(Rule::Own, &["minutes", "buffer*", "travel", "step", "notice", "horizon"], "a number, checked as one"),
    of(Rule::Own, &["latitude", "longitude", "accent", "behov"], "a notation, checked as one"),
];

/// The rule of a field. One that nobody has decided about is held to the strictest.
pub fn rule(field: &str) -> Rule {
    decision(field).map_or(Rule::Note, |decision| decision.rule)
}

/// The row of a field.
pub fn decision(field: &str) -> Option<&'static Decision> {
    FIELDS.iter().find(|decision| decision.fields.iter().any(|pattern| fits(pattern, field)))
}

/// Whether a name is one of those that a pattern stands for.
pub fn fits(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(left) = name.strip_prefix(head) else { return false };
    left.char_indices().map(|(at, _)| at).chain([left.len()]).any(|at| fits(rest, &left[at..]))
}

/// What was found in a field that should not hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In the text as [`Form::value`] gives it.
    hits: Vec<Hit>,
    /// Whether everything that was found may stand when whoever writes says so.
    pub may_stay: bool,
}

/// Looks through what stands in a field. `None`: nothing that counts there.
pub fn look(field: &str, text: &str) -> Option<Found> {
    let rule = rule(field);
    let (never, asked) = (rule.never(), rule.asked());
    if never.is_empty() && asked.is_empty() {
        return None;
    }
    let mut hits = scan_with(text, &Options::numbers());
    hits.retain(|hit| hit.confidence >= Confidence::Likely && (never.contains(&hit.kind) || asked.contains(&hit.kind)));
    let may_stay = hits.iter().all(|hit| asked.contains(&hit.kind));
    (!hits.is_empty()).then_some(Found { hits, may_stay })
}

/// Whether a field that a program fills in holds what never stands there. A program cannot be asked.
pub fn refused(field: &str, text: &str) -> bool {
    look(field, text).is_some_and(|found| !found.may_stay)
}

impl Found {
    /// The text without the finds, with a word of the caller's for each.
    pub fn without<'a>(&self, text: &str, word: impl Fn(&'static str) -> &'a str) -> String {
        redact_with(text, &self.hits, |kind, _| format!("[{}]", word(key(kind))))
    }

    /// Keys of the texts that name what was found, each once, in the order of the text.
    fn kinds(&self) -> Vec<&'static str> {
        let mut keys: Vec<&'static str> = Vec::new();
        for key in self.hits.iter().map(|hit| key(hit.kind)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

/// Key of the text that names a kind.
fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::NationalId => "private-national-id",
        Kind::Account => "private-account",
        Kind::Organisation => "private-organisation",
        Kind::Phone => "private-phone",
        Kind::Email => "private-email",
        Kind::Card => "private-card",
        Kind::Address => "private-address",
        Kind::BirthDate => "private-birth-date",
        Kind::Passport => "private-passport",
        Kind::Ip => "private-ip",
        Kind::Name => "private-name",
    }
}

/// What the template says about a find.
impl Page {
    /// The kinds that were found, as words with commas.
    pub fn private_kinds(&self, found: &Found) -> String {
        found.kinds().iter().map(|key| self.t(key)).collect::<Vec<_>>().join(", ")
    }

    /// What the field would say without them.
    pub fn private_without(&self, form: &Form, name: &str, found: &Found) -> String {
        found.without(form.value(name), |key| self.t(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A synthetic national number, as everywhere in tests.
    const NUMBER: &str = "209146 95016";

    #[test]
    fn a_pattern_stands_for_languages_and_numbers() {
        assert!(fits("note", "note") && !fits("note", "note-nb"));
        assert!(fits("note-*", "note-nb") && !fits("note-*", "note"));
        assert!(fits("v*-*", "v1-nn") && !fits("v*-*", "versjon"));
        assert!(fits("*dato", "u_fra_dato") && fits("*dato", "dato"));
        assert_eq!((rule("kilde-1"), rule("kilde-dato-1")), (Rule::Published, Rule::Own));
    }

    #[test]
    fn a_field_that_nobody_thought_of_is_held_to_the_strictest_rule() {
        assert!(decision("a_new_field").is_none());
        assert_eq!(rule("a_new_field"), Rule::Note);
        assert!(refused("a_new_field", NUMBER));
    }

    #[test]
    fn a_number_of_a_person_never_stands_and_a_telephone_is_asked_about() {
        for field in ["note", "tekst-nb", "name", "grunn"] {
            assert!(!look(field, NUMBER).expect("a find").may_stay, "{field}");
        }
        let phone = "Ring +47 412 00 013 først.";
        assert!(look("note", phone).expect("a find").may_stay);
        assert!(look("tekst-nb", phone).expect("a find").may_stay);
        assert!(look("name", phone).is_none() && look("phone", phone).is_none());
        let both = format!("{NUMBER}, ring +47 412 00 013");
        assert!(!look("note", &both).expect("finds").may_stay, "one that never stands decides for all");
    }

    #[test]
    fn an_account_may_be_the_municipalitys_own_where_everybody_reads() {
        let account = "Betal til konto 1234.56.78903.";
        assert!(look("tekst-nb", account).expect("a find").may_stay);
        assert!(!look("note", account).expect("a find").may_stay);
    }

    #[test]
    fn names_and_plain_words_never_count() {
        for text in ["Kari Nordmann kommer klokka 12", "Saken gjelder 2026/123", "Rom 101, 2. etasje"] {
            assert!(FIELDS.iter().flat_map(|d| d.fields).all(|field| look(field, text).is_none()), "{text}");
        }
    }

    #[test]
    fn finds_become_words() {
        let text = format!("Fnr {NUMBER}, ring +47 412 00 013 eller +47 412 00 014.");
        let found = look("note", &text).expect("finds");
        assert_eq!(found.kinds(), ["private-national-id", "private-phone"]);
        let without = found.without(&text, |key| key.trim_start_matches("private-"));
        assert_eq!(without, "Fnr [national-id], ring [phone] eller [phone].");
        assert_eq!(look("note", &without), None);
    }
}
