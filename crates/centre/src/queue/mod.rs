//! The queue at a place: a number on a slip, on one's own telephone or by SMS, an honest estimate, «Kall neste», and a
//! screen for the room.
//!
//! Invariants: a number is given once and called in turn, however many give and call at once; a press that is sent twice is
//! one press; no name is asked for; a ticket and its telephone number are gone when the day is; what is kept is a drop-in
//! counted and how many minutes it took, without a person.

mod board;
pub mod desk;
pub mod estimate;
mod jobs;
pub mod messages;
pub mod model;
mod public;
mod standing;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_catalogue::places::model::Place;
use torg_store::Result;
use torg_web::slice::HeldData;
use torg_web::{App, Slice, get, post};

/// How many wait at a place now.
pub async fn waiting(app: &App, place: &Place) -> Result<usize> {
    store::count_waiting(&app.store().within(place.organisation), &units::today(app, place)).await
}

pub const SLICE: Slice = Slice {
    name: "queue",
    routes: || {
        vec![
            get("/sted/{place}/kolapp", Action::BookOwn, public::form),
            post("/sted/{place}/kolapp", Action::BookOwn, public::draw),
            get("/sted/{place}/kolapp/finn", Action::BookOwn, public::find),
            get("/sted/{place}/kolapp/{ticket}", Action::BookOwn, public::own),
            get("/sted/{place}/kolapp/{ticket}/naa", Action::BookOwn, public::own_part),
            post("/sted/{place}/kolapp/{ticket}/ga-ut", Action::BookOwn, public::leave),
            get("/sted/{place}/ko", Action::ReadPublic, board::show),
            get("/sted/{place}/ko/tavle", Action::ReadPublic, board::part),
            get("/sted/{place}/ko/{number}", Action::BookOwn, public::number),
            post("/sted/{place}/ko/{number}", Action::BookOwn, public::claim),
            get("/ansatt/ko", Action::ReadDay, desk::show),
            get("/ansatt/ko/tabell", Action::ReadDay, desk::part),
            post("/ansatt/ko/gi", Action::ServeBooking, desk::give),
            post("/ansatt/ko/neste", Action::ServeBooking, desk::next),
            post("/ansatt/ko/{id}/steg", Action::ServeBooking, desk::step),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData {
        table: "queue_ticket",
        what: "held-queue",
        purpose: "held-queue-why",
        kept_days: jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/queue.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/queue.ftl")),
        (Lang::En, include_str!("../../../../locales/en/queue.ftl")),
    ],
};
