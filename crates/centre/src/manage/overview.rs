//! The front page of upkeep: each place with its state and the ways on.

use askama::Template;
use torg_base::Action;
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Page, Visit};

use super::access;
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::{Organisation, Place};
use torg_catalogue::places::pages::{OpenLine, open_line};

/// A place with figures about it.
struct PlaceLine {
    slug: String,
    name: String,
    open: OpenLine,
    services: usize,
    offers: usize,
    guides: usize,
}

/// An organisation with those of its places that the manager looks after.
struct Part {
    organisation: Organisation,
    /// Whether the actor manages all of it: its services, its staff, and the organisation itself.
    whole: bool,
    places: Vec<PlaceLine>,
}

#[derive(Template)]
#[template(path = "manage/templates/overview.html")]
struct OverviewPage {
    p: Page,
    parts: Vec<Part>,
    /// Jumps to the organisations, when there are several.
    jumps: Vec<Choice>,
}

/// `GET /styring`
pub async fn show(mut visit: Visit) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let own = access::organisations(visit.actor(), &directory, Action::EditOrganisation);
    let places = desk::places(visit.actor(), &directory, Action::EditPlaces);
    let mut ids: Vec<_> = own.iter().map(|o| o.id).chain(places.iter().map(|p| p.organisation)).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut organisations: Vec<Organisation> =
        ids.iter().filter_map(|id| directory.organisations.get(id)).cloned().collect();
    organisations.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(first) = organisations.first() {
        visit.lang = visit.lang_for(first.written);
    }
    let jumps = organisations.iter().filter(|_| organisations.len() > 1);
    let jumps = jumps.map(|o| Choice { value: format!("#{}", o.slug), label: o.name.clone() }).collect();
    let page = visit.page(visit.t("manage-title")).staff();
    let p = match organisations.as_slice() {
        [only] => page.of(&only.face),
        _ => page,
    };
    let part = |organisation: Organisation| Part {
        whole: own.iter().any(|o| o.id == organisation.id),
        places: places
            .iter()
            .filter(|p| p.organisation == organisation.id)
            .map(|place| line(&visit, &directory, place))
            .collect(),
        organisation,
    };
    let parts = organisations.into_iter().map(part).collect();
    html(&OverviewPage { p, parts, jumps })
}

fn line(visit: &Visit, directory: &Directory, place: &Place) -> PlaceLine {
    let offers = access::offers(directory, place);
    let mut services: Vec<_> = offers.iter().map(|o| o.service).collect();
    services.sort_unstable();
    services.dedup();
    let guides = directory.resources_at(place.id).iter().filter(|r| r.active && r.kind == "person").count();
    PlaceLine {
        slug: place.slug.clone(),
        name: place.name.clone(),
        open: open_line(visit, directory, place, visit.app.clock().now()),
        services: services.len(),
        offers: offers.len(),
        guides,
    }
}
