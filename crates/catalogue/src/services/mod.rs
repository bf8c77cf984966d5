//! The service list: concrete promises in plain language, and which place offers what in which way.
//!
//! Invariants: a slug names one service in the installation; an offer is one service at one place in one way; a service
//! is written by the organisation that keeps it and nobody else; what it said before a change is kept.

pub mod card;
pub mod difference;
pub mod local;
pub mod model;
pub mod offers;
pub mod pages;
pub mod search;
mod stand;
pub mod store;
#[cfg(test)]
mod tests;
pub mod versions;

pub use stand::MUNICIPALITY;

use torg_base::{Action, Lang};
use torg_web::{Slice, get};

pub const SLICE: Slice = Slice {
    name: "catalogue",
    routes: || {
        // The pages stand in the slice `open`, which knows whether a person or a program asks.
        vec![get("/api/v1/services", Action::ReadPublic, pages::api_services)]
    },
    migrations: store::MIGRATIONS,
    ticks: crate::directory::TICKS,
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/catalogue.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/catalogue.ftl")),
        (Lang::En, include_str!("../../../../locales/en/catalogue.ftl")),
    ],
};
