//! A helper or relative books for somebody, who has said yes to it.
//!
//! Invariants: nobody books in another's name without a yes that the person gave with the code on their own telephone, or to
//! staff; a yes ends by itself and can be taken back at any time; a helper sees times and references of what was booked by that
//! yes, and nothing else; messages to a helper tell the time and the reference, never who, where or why.

pub mod asking;
mod jobs;
pub mod messages;
pub mod model;
mod pages;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "helpers",
    routes: || {
        vec![
            get("/hvem-kan-bestille", Action::ReadOwn, pages::mine),
            post("/hvem-kan-bestille/{id}/trekk", Action::ReadOwn, pages::withdraw),
            get("/bestill-for-andre", Action::ReadOwn, pages::others),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData {
        table: "helper_consent",
        what: "held-helper",
        purpose: "held-helper-why",
        kept_days: jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/helpers.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/helpers.ftl")),
        (Lang::En, include_str!("../../../../locales/en/helpers.ftl")),
    ],
};
