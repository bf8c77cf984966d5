//! A guidance session: what the guide sees while helping, how far the help may go, and what is kept of it.
//!
//! Invariants: a session has no row. Closing one raises counters that say what kind of help was given, of a month or a
//! quarter, and nothing that leads to a person, a booking or a moment; a place with few sessions has no counter of two
//! things at once; every number that is shown is zero, «fewer than five» or a multiple of five, of a period that is over.

mod boundaries;
mod boundary_pages;
mod export;
mod jobs;
pub mod model;
mod pages;
mod report;
mod report_pages;
pub mod store;
#[cfg(test)]
mod tests;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "guidance",
    routes: || {
        vec![
            post("/ansatt/okt", Action::ServeBooking, pages::start),
            get("/ansatt/okt", Action::ServeBooking, pages::show),
            post("/ansatt/okt/slutt", Action::ServeBooking, pages::close),
            get("/ansatt/tall/okter", Action::ReadStatistics, report_pages::show),
            get("/ansatt/tall/okter.csv", Action::ReadStatistics, report_pages::csv),
            get("/ansatt/tall/okter.xlsx", Action::ReadStatistics, report_pages::xlsx),
            post("/styring/okter/kryss", Action::EditServices, report_pages::cross),
            get("/styring/tjenester/{service}/grenser", Action::EditServices, boundary_pages::show),
            post("/styring/tjenester/{service}/grenser", Action::EditServices, boundary_pages::write),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/guidance.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/guidance.ftl")),
        (Lang::En, include_str!("../../../../locales/en/guidance.ftl")),
    ],
};
