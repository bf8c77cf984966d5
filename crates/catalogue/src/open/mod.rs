//! What is published, for programs: the service list as CPSV-AP-NO (linked data), and what search engines read.
//!
//! Invariants: one graph, three syntaxes; every node has an absolute address; nothing personal is in it, and nothing
//! that is not on the pages for people.

mod describe;
pub mod graph;
pub mod markup;
pub mod pages;
pub mod rules;
mod sitemap;
pub mod syntax;
#[cfg(test)]
mod tests;
mod vocabulary;

use torg_base::{Action, Lang};
use torg_web::{Slice, get};

pub const SLICE: Slice = Slice {
    name: "open",
    routes: || {
        vec![
            get("/tjenester", Action::ReadPublic, pages::list),
            get("/tjenester/{service}", Action::ReadPublic, pages::service),
            get("/sitemap.xml", Action::ReadPublic, sitemap::sitemap),
            get("/robots.txt", Action::ReadPublic, sitemap::robots),
        ]
    },
    migrations: &[],
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/open.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/open.ftl")),
        (Lang::En, include_str!("../../../../locales/en/open.ftl")),
    ],
};
