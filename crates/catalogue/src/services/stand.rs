//! What a citizen is told about where a text comes from, how fresh it is, and in which languages help is given.

use torg_base::time::{long_date, short_date};
use torg_web::Visit;

use super::card::{language, language_tag};
use super::model::Service;
use crate::directory::Directory;
use crate::places::model::Place;

/// What each municipality answers for itself carries this word as its agency; nobody can confirm it for all.
pub const MUNICIPALITY: &str = "Kommunen";

/// A language with its tag for `lang`.
pub struct Tongue {
    pub tag: String,
    pub name: String,
}

/// A law with the link to it, if there is one.
pub struct Law {
    pub text: String,
    pub url: String,
    pub from: Option<String>,
}

/// The lines of a service's page about the service's text.
pub struct Stand {
    pub languages: Vec<Tongue>,
    pub law: Option<Law>,
    /// Who answers for the text, and whether the agency has confirmed it.
    pub source: String,
    /// «Sjekket 20. november 2026.»
    pub checked: Option<String>,
}

impl Stand {
    pub fn of(visit: &Visit, directory: &Directory, service: &Service, place: Option<&Place>) -> Stand {
        let languages = service.facts.languages.iter();
        let checked = service.standing.checked.as_ref();
        Stand {
            languages: languages
                .map(|code| Tongue { tag: language_tag(code).to_owned(), name: language(code).to_owned() })
                .collect(),
            law: service.facts.legal.as_ref().map(|legal| Law {
                text: legal.text.clone(),
                url: legal.url.clone(),
                from: legal.valid_from.map(short_date),
            }),
            source: source(visit, directory, service, place),
            checked: checked.map(|c| text(visit, "service-checked", &[("date", &long_date(c.on, visit.lang))])),
        }
    }
}

fn text(visit: &Visit, key: &str, values: &[(&str, &str)]) -> String {
    visit.app.texts().format(visit.lang, key, values)
}

/// Who answers for the text that is shown: the centre itself where it has its own, else the keeper of the card.
fn source(visit: &Visit, directory: &Directory, service: &Service, place: Option<&Place>) -> String {
    let name = |id| directory.organisations.get(&id).map(|o| o.name.as_str()).unwrap_or_default();
    let own = place.filter(|p| directory.local(p.organisation, service.id).is_some_and(|l| l.texts.is_some()));
    if let Some(place) = own {
        return text(visit, "service-written-by", &[("name", name(place.organisation))]);
    }
    let (keeper, agency) = (name(service.organisation), service.agency.as_str());
    match &service.standing.stamp {
        Some(stamp) => {
            let date = long_date(stamp.on, visit.lang);
            let key = if service.standing.stamped().is_some() { "service-stamped" } else { "service-stamped-before" };
            text(visit, key, &[("name", name(stamp.organisation)), ("date", &date)])
        }
        None => {
            let centre = directory.places.iter().any(|p| p.organisation == service.organisation);
            let own = centre || keeper == agency || agency.is_empty() || agency == MUNICIPALITY;
            let key = if own { "service-written-by" } else { "service-kept-for" };
            text(visit, key, &[("name", keeper), ("agency", agency)])
        }
    }
}
