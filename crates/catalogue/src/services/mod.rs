//! The service list: concrete promises in plain language, and which place offers what in which way.
//!
//! Invariants: a slug names one service in the installation; an offer is one service at one place in one way.

pub mod model;
pub mod pages;
pub mod search;
pub mod store;

use torg_base::{Action, Lang};
use torg_web::{Slice, get};

pub const SLICE: Slice = Slice {
    name: "catalogue",
    routes: || {
        vec![
            get("/tjenester", Action::ReadPublic, pages::list),
            get("/tjenester/{service}", Action::ReadPublic, pages::service),
            get("/api/v1/services", Action::ReadPublic, pages::api_services),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: crate::directory::TICKS,
    held_data: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/catalogue.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/catalogue.ftl")),
        (Lang::En, include_str!("../../../../locales/en/catalogue.ftl")),
    ],
};
