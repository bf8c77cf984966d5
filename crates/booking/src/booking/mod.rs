//! Booking: a time is held while a code is typed, confirmed, moved, cancelled, remembered.
//!
//! Invariants: the database refuses two bookings of one seat; a hold that is not confirmed expires; every message
//! about a booking is queued in the unit that changed it; what is offered and what is accepted is one function.

pub mod address;
pub mod api;
pub(crate) mod choosing;
pub mod confirm;
mod contact;
pub mod details;
mod double;
mod finding;
pub mod ics;
pub(crate) mod jobs;
pub mod many;
pub mod messages;
pub mod model;
pub mod pages;
pub mod requests;
pub mod rows;
pub mod seats;
pub mod spoken;
pub mod store;
mod sweep;
mod telling;
#[cfg(test)]
mod tests;
pub mod times;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "booking",
    routes: || {
        vec![
            get("/bestill/{service}", Action::BookOwn, pages::choose_place),
            get("/bestill/{service}/{place}/{way}", Action::BookOwn, pages::choose_time),
            get("/bestill/{service}/{place}/{way}/kontakt", Action::BookOwn, contact::contact),
            post("/bestill/{service}/{place}/{way}/kontakt", Action::BookOwn, contact::hold),
            get("/min-time", Action::BookOwn, finding::find),
            post("/min-time", Action::BookOwn, finding::look_up),
            get("/min-side", Action::ReadOwn, finding::mine),
            get("/time/{token}", Action::BookOwn, requests::show),
            post("/time/{token}/kode", Action::BookOwn, requests::confirm),
            get("/time/{token}/dobbel", Action::BookOwn, double::ask),
            post("/time/{token}/dobbel", Action::BookOwn, double::choose),
            post("/time/{token}/ny-kode", Action::BookOwn, requests::new_code),
            get("/time/{token}/kalender.ics", Action::BookOwn, requests::calendar),
            get("/time/{token}/avbestill", Action::BookOwn, requests::ask_cancel),
            post("/time/{token}/avbestill", Action::BookOwn, requests::cancel),
            get("/time/{token}/flytt", Action::BookOwn, requests::choose_new_time),
            post("/time/{token}/flytt", Action::BookOwn, requests::change_time),
            get("/api/v1/slots", Action::BookOwn, api::slots),
            post("/api/v1/bookings", Action::BookOwn, api::create),
            post("/api/v1/bookings/{id}/confirm", Action::BookOwn, api::confirm),
            post("/api/v1/bookings/{id}/cancel", Action::BookOwn, api::cancel),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[
        HeldData { table: "booking", what: "held-booking", purpose: "held-booking-why", kept_days: jobs::KEPT_DAYS },
        HeldData {
            table: "home_address",
            what: "held-address",
            purpose: "held-address-why",
            kept_days: jobs::KEPT_DAYS,
        },
    ],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/booking.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/booking.ftl")),
        (Lang::En, include_str!("../../../../locales/en/booking.ftl")),
    ],
};
