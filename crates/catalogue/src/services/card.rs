//! What a service says besides its texts, and how it stands: its version, who has checked it, who has stamped it.
//!
//! A service is a card that every centre may use. The organisation that keeps it writes it; an agency that keeps its
//! own card stamps it. A centre follows the card, or has its own text in its place ([`Local`]).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use torg_base::{Role, Uuid};

use super::model::{Service, Texts};

/// Languages in which help can be given: code (ISO 639-1, `sign` for Norwegian sign language) and own name.
pub const LANGUAGES: [(&str, &str); 24] = [
    ("nb", "norsk bokmål"),
    ("nn", "norsk nynorsk"),
    ("en", "English"),
    ("se", "davvisámegiella"),
    ("sma", "åarjelsaemien gïele"),
    ("smj", "julevsámegiella"),
    ("fkv", "kvääni"),
    ("sign", "norsk tegnspråk"),
    ("pl", "polski"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("ro", "română"),
    ("uk", "українська"),
    ("ru", "русский"),
    ("de", "Deutsch"),
    ("es", "español"),
    ("fr", "français"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("ku", "kurdî"),
    ("ti", "ትግርኛ"),
    ("so", "Soomaali"),
    ("tr", "Türkçe"),
    ("th", "ไทย"),
];

/// A language's own name; the code itself for one that this version does not know.
pub fn language(code: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// The tag for `lang` in HTML (BCP 47); sign language is written about in Norwegian.
pub fn language_tag(code: &str) -> &str {
    if code == "sign" { "nb" } else { code }
}

const LOS: &str = "https://psi.norge.no/los/";

/// Main themes of Los, the vocabulary for public services (psi.norge.no/los/struktur): last part of the address, key of
/// the text.
pub const THEMES: [(&str, &str); 15] = [
    ("arbeid", "theme-work"),
    ("bygg-og-eiendom", "theme-property"),
    ("demokrati-og-innbyggerrettigheter", "theme-democracy"),
    ("familie-og-barn", "theme-family"),
    ("helse-og-omsorg", "theme-health"),
    ("innvandring-og-integrering", "theme-immigration"),
    ("kultur-idrett-og-fritid", "theme-culture"),
    ("lov-og-rett", "theme-law"),
    ("naring", "theme-business"),
    ("natur-klima-og-miljo", "theme-nature"),
    ("samfunnssikkerhet-og-beredskap", "theme-safety"),
    ("skatt-og-avgift", "theme-tax"),
    ("skole-og-utdanning", "theme-school"),
    ("sosiale-tjenester", "theme-social"),
    ("trafikk-og-transport", "theme-transport"),
];

/// Life events of Los (psi.norge.no/los/ontologi/hendelse).
pub const EVENTS: [(&str, &str); 7] = [
    ("alvorlig-sykt-barn", "event-ill-child"),
    ("dodsfall-og-arv", "event-death"),
    ("fa-barn", "event-child"),
    ("miste-og-finne-jobb", "event-job"),
    ("ny-i-norge", "event-new"),
    ("starte-og-drive-bedrift", "event-business"),
    ("starte-og-drive-frivillig-organisasjon", "event-voluntary"),
];

/// The address (IRI) of a theme.
pub fn theme_iri(slug: &str) -> String {
    format!("{LOS}tema/{slug}")
}

/// The address (IRI) of a life event.
pub fn event_iri(slug: &str) -> String {
    format!("{LOS}hendelse/{slug}")
}

/// What a service says besides its texts. Themes and events are kept as the last part of their address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Codes of [`LANGUAGES`]; empty when nobody has said.
    pub languages: Vec<String>,
    pub themes: Vec<String>,
    pub events: Vec<String>,
    pub legal: Option<Legal>,
}

/// The law or regulation that a service rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Legal {
    /// «Folketrygdloven § 5-16».
    pub text: String,
    /// Where it can be read; may be empty.
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub valid_from: Option<Date>,
}

/// How a service stands: not part of what it says, and not changed by editing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// 1 for a new service, one more for each change.
    pub version: i32,
    pub checked: Option<Checked>,
    pub stamp: Option<Stamp>,
}

impl Default for Standing {
    fn default() -> Standing {
        Standing { version: 1, checked: None, stamp: None }
    }
}

/// Somebody has read the text and found it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub on: Date,
    pub role: Role,
}

/// The agency itself stands for the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub organisation: Uuid,
    pub on: Date,
    /// What it stands for; a later version is not covered.
    pub version: i32,
}

/// Months after which a text should have been read again.
pub const CHECK_MONTHS: i32 = 6;

impl Standing {
    /// The stamp, while it covers the present version.
    pub fn stamped(&self) -> Option<&Stamp> {
        self.stamp.as_ref().filter(|stamp| stamp.version == self.version)
    }

    /// Whole months since the text was checked, when they are too many; `None` inside is never.
    pub fn unchecked(&self, today: Date) -> Option<Option<i32>> {
        let Some(checked) = &self.checked else { return Some(None) };
        let months = whole_months(checked.on, today);
        (months >= CHECK_MONTHS).then_some(Some(months))
    }
}

/// Whole calendar months from one date to a later one; 0 the other way round.
fn whole_months(from: Date, to: Date) -> i32 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    (months - i32::from(to.day() < from.day())).max(0)
}

/// A centre's own way with a card: follows it, or has its own text; its own words for the search either way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    pub organisation: Uuid,
    pub service: Uuid,
    /// `None`: follows the card.
    pub texts: Option<Texts>,
    pub keywords: Vec<String>,
    /// The version of the card that the centre last said it had seen.
    pub seen: i32,
}

/// Everything that a version keeps: what the keeper edits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub agency: String,
    pub self_service_url: String,
    pub minutes: i32,
    pub kind: String,
    pub texts: Texts,
    #[serde(default)]
    pub facts: Facts,
    pub active: bool,
}

impl Content {
    pub fn of(service: &Service) -> Content {
        Content {
            agency: service.agency.clone(),
            self_service_url: service.self_service_url.clone(),
            minutes: service.minutes,
            kind: service.kind.clone(),
            texts: service.texts.clone(),
            facts: service.facts.clone(),
            active: service.active,
        }
    }

    /// The same service, saying this.
    pub fn put_into(self, service: &Service) -> Service {
        Service {
            agency: self.agency,
            self_service_url: self.self_service_url,
            minutes: self.minutes,
            kind: self.kind,
            texts: self.texts,
            facts: self.facts,
            active: self.active,
            ..service.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_stamp_covers_only_its_own_version() {
        let stamp = Stamp { organisation: Uuid::nil(), on: date(2026, 11, 1), version: 3 };
        let mut standing = Standing { version: 3, checked: None, stamp: Some(stamp) };
        assert!(standing.stamped().is_some());
        standing.version = 4;
        assert!(standing.stamped().is_none());
    }

    #[test]
    fn old_checks_are_told_in_whole_months() {
        let at = |on| Standing { checked: Some(Checked { on, role: Role::Manager }), ..Standing::default() };
        let today = date(2026, 11, 20);
        assert_eq!(Standing::default().unchecked(today), Some(None));
        assert_eq!(at(date(2026, 5, 21)).unchecked(today), None);
        assert_eq!(at(date(2026, 5, 20)).unchecked(today), Some(Some(6)));
        assert_eq!(at(date(2025, 11, 21)).unchecked(today), Some(Some(11)));
        assert_eq!(at(date(2027, 1, 1)).unchecked(today), None);
    }

    #[test]
    fn codes_are_listed_once() {
        for list in [&LANGUAGES[..], &THEMES[..], &EVENTS[..]] {
            let mut codes: Vec<_> = list.iter().map(|(code, _)| code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), list.len());
        }
        assert_eq!((language("pl"), language("xx"), language_tag("sign")), ("polski", "xx", "nb"));
        assert_eq!(theme_iri("arbeid"), "https://psi.norge.no/los/tema/arbeid");
    }
}
