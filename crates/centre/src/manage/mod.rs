//! Upkeep of a centre by its manager: services, offers, opening hours, resources, and the organisation itself.
//!
//! Invariants: whoever edits something is a manager of the organisation (or place) that keeps it, other rows answer
//! 404; every change is one unit with its audit row and a new configuration version; a resource is never deleted,
//! only switched off; a change that touches bookings is told about before it is stored, and never refused.

pub(crate) mod access;
mod confirm;
mod exceptions;
pub(crate) mod fields;
mod hours;
mod needs;
mod offers;
mod organisation;
mod outside;
mod overview;
mod resources;
pub(crate) mod services;
#[cfg(test)]
mod tests;
mod travel;
pub(crate) mod units;

use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "manage",
    routes: || {
        vec![
            get("/styring", Action::EditPlaces, overview::show),
            get("/styring/tjenester", Action::EditCards, services::list),
            get("/styring/tjenester/ny", Action::EditCards, services::new),
            post("/styring/tjenester/ny", Action::EditCards, services::add),
            get("/styring/tjenester/{service}", Action::EditCards, services::open),
            post("/styring/tjenester/{service}", Action::EditCards, services::change),
            get("/styring/sted/{place}", Action::EditPlaces, organisation::place),
            post("/styring/sted/{place}", Action::EditPlaces, organisation::change_place),
            get("/styring/sted/{place}/tilbud", Action::EditServices, offers::list),
            get("/styring/sted/{place}/tilbud/nytt", Action::EditServices, offers::new),
            post("/styring/sted/{place}/tilbud/nytt", Action::EditServices, offers::add),
            get("/styring/sted/{place}/tilbud/{offer}", Action::EditServices, offers::open),
            post("/styring/sted/{place}/tilbud/{offer}", Action::EditServices, offers::change),
            post("/styring/sted/{place}/tilbud/{offer}/fjern", Action::EditServices, offers::remove),
            get("/styring/sted/{place}/apningstider", Action::EditPlaces, hours::show),
            post("/styring/sted/{place}/apningstider", Action::EditPlaces, hours::put),
            post("/styring/sted/{place}/apningstider/{rule}/fjern", Action::EditPlaces, hours::remove),
            post("/styring/sted/{place}/unntak", Action::EditPlaces, exceptions::add),
            post("/styring/sted/{place}/unntak/{exception}/fjern", Action::EditPlaces, exceptions::remove),
            get("/styring/sted/{place}/ressurser", Action::EditPlaces, resources::list),
            post("/styring/sted/{place}/ressurser", Action::EditPlaces, resources::add),
            get("/styring/sted/{place}/ressurser/{resource}", Action::EditPlaces, resources::open),
            post("/styring/sted/{place}/ressurser/{resource}", Action::EditPlaces, resources::change),
            get("/styring/sted/{place}/reise", Action::EditPlaces, travel::show),
            post("/styring/sted/{place}/reise/{route}/fjern", Action::EditPlaces, travel::remove),
            get("/styring/organisasjon", Action::EditOrganisation, organisation::show),
            post("/styring/organisasjon", Action::EditOrganisation, organisation::change),
        ]
    },
    migrations: &[],
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/manage.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/manage.ftl")),
        (Lang::En, include_str!("../../../../locales/en/manage.ftl")),
    ],
};
