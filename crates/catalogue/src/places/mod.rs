//! Organisations and their places: who runs the centre, where it is, when it is open.
//!
//! Invariants: a slug names one organisation or place in the whole installation; a place belongs to one organisation.

pub mod model;
pub mod pages;
pub mod store;

use torg_base::{Action, Lang};
use torg_web::{Slice, get};

pub use model::{Organisation, Place};

/// What this slice gives to the whole.
pub const SLICE: Slice = Slice {
    name: "places",
    routes: || {
        vec![
            get("/", Action::ReadPublic, pages::front),
            get("/sted/{place}", Action::ReadPublic, pages::place),
            get("/utseende/{file}", Action::ReadPublic, pages::stylesheet),
            get("/personvern", Action::ReadPublic, pages::privacy),
            get("/api/v1/places", Action::ReadPublic, pages::api_places),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/places.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/places.ftl")),
        (Lang::En, include_str!("../../../../locales/en/places.ftl")),
    ],
};
