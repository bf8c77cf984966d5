//! Tours of an agency's teams, as the agency's planner sees them: cases, runs, proposals with map and reasons, wishes.
//!
//! Invariants: a case is never changed once its tables are whole, and a proposal never after its run; what a proposal was
//! made from (tables, wishes, seed, rounds, the proposal it began from, version of the program) is kept with it under one
//! hash, so it can be explained and made again; an organisation has one run at a time, also over several copies of the
//! program; a run that nobody works on any more is said to be interrupted; a plan is looked at by the planner's own
//! checker before it is shown. Nothing personal is in the tables: people are counted, not named.

mod cases;
mod coast;
mod compare;
mod desk;
mod export;
mod faults;
mod intake;
mod jobs;
mod map;
mod model;
mod moves;
mod proposal;
mod runs;
mod show;
pub mod store;
pub mod units;
mod why;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub use model::{Asked, Case, Outcome, Proposal, State, files_hash};
pub use runs::{Planner, begin};

/// Bytes of one upload. A country's tables have less than half of it.
const UPLOAD_BYTES: usize = 4 << 20;

pub const SLICE: Slice = Slice {
    name: "tours",
    routes: || {
        let large = || DefaultBodyLimit::max(UPLOAD_BYTES);
        vec![
            get("/turer", Action::PlanTours, cases::list),
            post("/turer", Action::PlanTours, cases::add.layer(large())),
            get("/turer/{id}", Action::PlanTours, cases::open),
            post("/turer/{id}/filer", Action::PlanTours, cases::mend.layer(large())),
            post("/turer/{id}/kjor", Action::PlanTours, cases::run),
            get("/turer/{id}/sammenlign", Action::PlanTours, compare::show),
            get("/turer/forslag/{id}", Action::PlanTours, proposal::show),
            get("/turer/forslag/{id}/status", Action::PlanTours, proposal::status),
            post("/turer/forslag/{id}/stopp", Action::PlanTours, proposal::stop),
            post("/turer/forslag/{id}/gjenta", Action::PlanTours, proposal::repeat),
            get("/turer/forslag/{id}/endre", Action::PlanTours, moves::show),
            post("/turer/forslag/{id}/endre", Action::PlanTours, moves::run),
            get("/turer/forslag/{id}/turer.xlsx", Action::PlanTours, export::sheet),
            get("/turer/forslag/{id}/turer.pdf", Action::PlanTours, export::paper),
            get("/turer/forslag/{id}/tabeller.zip", Action::PlanTours, export::tables),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/tours.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/tours.ftl")),
        (Lang::En, include_str!("../../../../locales/en/tours.ftl")),
    ],
};
