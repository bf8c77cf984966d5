//! Visits that an agency announces: entered by hand, told of, shown, moved, cancelled, counted.
//!
//! Invariants: nobody is told of a visit before somebody has announced it; each change is one unit with the messages it
//! leads to, and a message goes once to each who has asked to hear of the place; what has become untrue is not sent; who
//! came is counted and never recorded; a visit that is over or cancelled still answers at its address, and says so.

mod api;
mod board;
mod form;
mod markup;
pub mod messages;
pub mod model;
mod pages;
mod send;
mod shown;
mod staff;
mod store;
mod units;
mod writing;

use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub use api::{__path_api_visits, api_visits};
pub use board::Board;
pub use units::Put;

pub const SLICE: Slice = Slice {
    name: "visits",
    routes: || {
        vec![
            get("/besok", Action::ReadPublic, pages::list),
            get("/besok/{id}", Action::ReadPublic, pages::open),
            get("/besok/{id}/kalender.ics", Action::ReadPublic, pages::calendar),
            get("/api/v1/visits", Action::ReadPublic, api::api_visits),
            get("/ansatt/besok", Action::CountVisit, staff::list),
            get("/ansatt/besok/{id}", Action::CountVisit, staff::open),
            post("/ansatt/besok/{id}/tall", Action::CountVisit, staff::count),
            get("/styring/besok", Action::EditVisits, writing::list),
            get("/styring/besok/nytt", Action::EditVisits, writing::new),
            post("/styring/besok/nytt", Action::EditVisits, writing::add),
            get("/styring/besok/{id}", Action::EditVisits, writing::open),
            post("/styring/besok/{id}/kunngjor", Action::EditVisits, writing::announce),
            get("/styring/besok/{id}/endre", Action::EditVisits, writing::edit),
            post("/styring/besok/{id}/endre", Action::EditVisits, writing::change),
            get("/styring/besok/{id}/flytt", Action::EditVisits, writing::move_form),
            post("/styring/besok/{id}/flytt", Action::EditVisits, writing::move_to),
            get("/styring/besok/{id}/avlys", Action::EditVisits, writing::cancel_form),
            post("/styring/besok/{id}/avlys", Action::EditVisits, writing::cancel),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: send::TICKS,
    // Nothing about a person: a visit names an agency, and those who came are two numbers.
    held_data: &[],
    cards: &[board::cards],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/visits.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/visits.ftl")),
        (Lang::En, include_str!("../../../../locales/en/visits.ftl")),
    ],
};
