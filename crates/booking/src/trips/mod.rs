//! One trip, several errands: guidance, a course and a meeting on one day, in one order, all booked or none, also with several
//! organisations.
//!
//! Each errand is a booking of its own organisation, so that the day, privacy, moving and deletion are those of bookings; what
//! is here ties them together. Invariants: all errands are held, confirmed and cancelled in one unit; a plan never asks anybody
//! to be at two places at once; no organisation is told about another's errand; the person gets one code, one confirmation and
//! one reminder.

mod choosing;
mod coming;
mod jobs;
pub mod messages;
pub mod model;
pub mod pages;
pub mod plan;
mod search;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "trips",
    routes: || {
        vec![
            get("/tur", Action::BookOwn, choosing::errands),
            get("/tur/tid", Action::BookOwn, choosing::plans),
            get("/tur/kontakt", Action::BookOwn, pages::contact),
            post("/tur/kontakt", Action::BookOwn, pages::hold),
            get("/tur/{token}", Action::BookOwn, pages::show),
            post("/tur/{token}/kode", Action::BookOwn, pages::confirm),
            post("/tur/{token}/ny-kode", Action::BookOwn, pages::new_code),
            get("/tur/{token}/kalender.ics", Action::BookOwn, pages::calendar),
            get("/tur/{token}/avbestill", Action::BookOwn, pages::ask_cancel),
            post("/tur/{token}/avbestill", Action::BookOwn, pages::cancel),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData { table: "trip", what: "held-trip", purpose: "held-trip-why", kept_days: jobs::KEPT_DAYS }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/trips.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/trips.ftl")),
        (Lang::En, include_str!("../../../../locales/en/trips.ftl")),
    ],
};
