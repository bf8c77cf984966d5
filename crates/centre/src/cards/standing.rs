//! How a card stands, on the page of whoever keeps it: checked, stamped, handed over.

use axum::extract::Path;
use axum::response::Response;
use torg_base::time::{oslo_date, short_date};
use torg_base::{Action, Role, Scope};
use torg_web::{Choice, Failure, Form, Visit};

use torg_catalogue::directory::{self, Directory};
use torg_catalogue::services::MUNICIPALITY;
use torg_catalogue::services::model::Service;
use torg_catalogue::services::versions::role_of;
use torg_people::staff::role_key;

use super::units::{Check, HandOver};
use crate::manage::access;
use crate::manage::units::Deed;

/// What the page of a card tells about it.
pub struct Standing {
    /// `/styring/tjenester/{service}`
    pub base: String,
    pub version: String,
    pub checked: String,
    /// Nobody has checked it for too long.
    pub old: bool,
    /// Who stands for the text.
    pub stamp: String,
    /// Whoever looks does so for the agency itself.
    pub agency: bool,
    /// Organisations that the card can be handed to.
    pub takers: Vec<Choice>,
}

impl Standing {
    pub fn of(visit: &Visit, directory: &Directory, service: &Service) -> Standing {
        let texts = visit.app.texts();
        let agency = role_of(visit.actor(), service.organisation) == Some(Role::Agency);
        let checked = match &service.standing.checked {
            Some(checked) => {
                let (date, role) = (short_date(checked.on), visit.t(role_key(checked.role)));
                texts.format(visit.lang, "cards-checked", &[("date", &date), ("role", role)])
            }
            None => visit.t("cards-checked-never").to_owned(),
        };
        Standing {
            base: format!("/styring/tjenester/{}", service.slug),
            version: texts.format(visit.lang, "cards-version", &[("n", &service.standing.version.to_string())]),
            checked,
            old: unchecked(visit, service).is_some(),
            stamp: stamp(visit, directory, service),
            agency,
            takers: if agency { Vec::new() } else { takers(directory, service) },
        }
    }
}

/// «Ikke sjekket på 8 måneder», when it is that long ago.
pub fn unchecked(visit: &Visit, service: &Service) -> Option<String> {
    let months = service.standing.unchecked(oslo_date(visit.app.clock().now()))?;
    Some(match months {
        None => visit.t("cards-checked-never").to_owned(),
        Some(n) => visit.app.texts().format(visit.lang, "cards-unchecked", &[("n", &n.to_string())]),
    })
}

/// Who stands for the text of a card.
pub fn stamp(visit: &Visit, directory: &Directory, service: &Service) -> String {
    let name = |id| directory.organisations.get(&id).map(|o| o.name.as_str()).unwrap_or_default();
    let words = |key: &str, values: &[(&str, &str)]| visit.app.texts().format(visit.lang, key, values);
    match &service.standing.stamp {
        Some(stamp) => {
            let key = if service.standing.stamped().is_some() { "service-stamped" } else { "service-stamped-before" };
            words(key, &[("name", name(stamp.organisation)), ("date", &short_date(stamp.on))])
        }
        None if service.agency.is_empty() || service.agency == MUNICIPALITY => {
            words("service-written-by", &[("name", name(service.organisation))])
        }
        None => words("service-kept-for", &[("name", name(service.organisation)), ("agency", &service.agency)]),
    }
}

/// Agencies and operators: organisations that have no place of their own.
fn takers(directory: &Directory, service: &Service) -> Vec<Choice> {
    let without_places = directory
        .organisations
        .values()
        .filter(|o| o.id != service.organisation && !directory.places.iter().any(|p| p.organisation == o.id));
    let mut all: Vec<Choice> =
        without_places.map(|o| Choice { value: o.slug.clone(), label: o.name.clone() }).collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    all
}

/// `POST /styring/tjenester/{service}/sjekket`
pub async fn check(visit: Visit, Path(slug): Path<String>, _: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    let deed = Deed::new(visit.actor(), "service.checked");
    access::keep(&visit, service.organisation, Check { deed, service: service.id }).await?;
    Ok(access::saved(&format!("/styring/tjenester/{slug}")))
}

/// `POST /styring/tjenester/{service}/overlat`
pub async fn hand_over(visit: Visit, Path(slug): Path<String>, form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    visit.require(Action::EditServices, Scope::Organisation(service.organisation))?;
    let taker = takers(&directory, &service).into_iter().find(|c| c.value == form.value("til"));
    let taker = taker.ok_or(Failure::BadRequest)?;
    let to = directory.organisations.values().find(|o| o.slug == taker.value).ok_or(Failure::NotFound)?;
    let deed = Deed::new(visit.actor(), "service.handed-over");
    access::keep(&visit, service.organisation, HandOver { deed, service: service.id, to: to.id }).await?;
    Ok(access::saved("/styring/tjenester"))
}
