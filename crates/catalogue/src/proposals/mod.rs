//! What people at the counter propose for the service list, and what became of it.
//!
//! Invariants: a proposal belongs to a place and is settled once; a refusal has a reason; whoever works at the place
//! sees what became of it.

mod model;
mod pages;
pub mod store;
mod units;

use std::time::Duration;

use torg_base::{Action, Lang};
use torg_web::slice::{HeldData, Tick};
use torg_web::{Slice, get, post};

pub use model::{LONGEST, Proposal, State};
pub use units::{Propose, settle};

pub const SLICE: Slice = Slice {
    name: "proposals",
    routes: || {
        vec![
            get("/ansatt/forslag", Action::ProposeServices, pages::list),
            post("/ansatt/forslag", Action::ProposeServices, pages::propose),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[Tick {
        name: "proposals-forgotten",
        every: Duration::from_secs(3600),
        run: |app| Box::pin(units::forget(app)),
    }],
    held_data: &[HeldData {
        table: "proposal",
        what: "proposals-held",
        purpose: "proposals-held-why",
        kept_days: store::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/proposals.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/proposals.ftl")),
        (Lang::En, include_str!("../../../../locales/en/proposals.ftl")),
    ],
};
