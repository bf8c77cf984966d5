//! What is published, to print: a sheet for each service, the list and the posters of a place.
//!
//! Invariants: a sheet says what the pages say, on the day it is made; nothing personal is in it; one is set at a time.

mod board;
mod hours;
mod kept;
mod pages;
mod words;

use torg_base::{Action, Lang};
use torg_web::{Slice, get};

pub use kept::Kept;
pub(crate) use kept::file;

pub const SLICE: Slice = Slice {
    name: "sheets",
    routes: || {
        vec![
            get("/tjenester/{service}/ark.pdf", Action::ReadPublic, pages::service),
            get("/sted/{place}/ark.pdf", Action::ReadPublic, pages::list),
            get("/sted/{place}/plakat.pdf", Action::ReadPublic, pages::poster),
            get("/ansatt/ark", Action::ReadDay, board::show),
        ]
    },
    migrations: &[],
    ticks: &[],
    held_data: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/sheets.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/sheets.ftl")),
        (Lang::En, include_str!("../../../../locales/en/sheets.ftl")),
    ],
};
