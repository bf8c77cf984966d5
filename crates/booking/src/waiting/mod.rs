//! The waiting list: somebody whom no time fits is offered one that becomes free, in the order they joined.
//!
//! Invariants: a time that is offered is held for that person under the same guard as every other, so it is never offered
//! to two at once; every offer has a deadline in the daytime; whoever does not take it is passed by, and nobody is offered
//! the same time twice; what somebody left behind is deleted when their last date has passed.

mod jobs;
pub mod messages;
pub mod model;
mod offers;
mod pages;
mod staff;
pub mod store;
pub mod units;

pub use offers::{Round, offer_round};

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "waiting",
    routes: || {
        vec![
            get("/venteliste/{service}/{place}", Action::BookOwn, pages::form),
            post("/venteliste/{service}/{place}", Action::BookOwn, pages::join),
            get("/venteplass/{token}", Action::BookOwn, pages::show),
            post("/venteplass/{token}/kode", Action::BookOwn, pages::confirm),
            post("/venteplass/{token}/ny-kode", Action::BookOwn, pages::new_code),
            post("/venteplass/{token}/meld-av", Action::BookOwn, pages::leave),
            get("/ansatt/venteliste", Action::ReadBooking, staff::list),
            post("/ansatt/venteliste", Action::BookForOthers, staff::add),
            post("/ansatt/venteliste/{id}/fjern", Action::BookForOthers, staff::remove),
            get("/ansatt/venteliste/{id}/svar", Action::BookForOthers, staff::where_to),
            post("/ansatt/venteliste/{id}/svar", Action::BookForOthers, staff::answer),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData {
        table: "waiting",
        what: "held-waiting",
        purpose: "held-waiting-why",
        kept_days: jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/waiting.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/waiting.ftl")),
        (Lang::En, include_str!("../../../../locales/en/waiting.ftl")),
    ],
};
