//! The counter: the day as a table, the week as lists, calls to make, drop-ins counted, bookings entered for others.
//!
//! Invariants: access is recorded before a name is shown; counts have no person and no way back to one.

pub mod pages;
mod staff_booking;
#[cfg(test)]
mod tests;
mod week;

use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "counter",
    routes: || {
        vec![
            get("/ansatt/dag", Action::ReadDay, pages::day),
            get("/ansatt/dag/tabell", Action::ReadDay, pages::table),
            get("/ansatt/uke", Action::ReadDay, week::week),
            post("/ansatt/drop-in", Action::CountDropIn, pages::drop_in),
            post("/ansatt/time/{id}/steg", Action::ServeBooking, pages::step),
            post("/ansatt/time/{id}/ringt", Action::ServeBooking, pages::called),
            get("/ansatt/time/{id}", Action::ReadBooking, staff_booking::show),
            get("/ansatt/time/{id}/flytt", Action::BookForOthers, staff_booking::choose_new_time),
            post("/ansatt/time/{id}/flytt", Action::BookForOthers, staff_booking::change_time),
            post("/ansatt/time/{id}/trekk-samtykke", Action::BookForOthers, staff_booking::withdraw),
            post("/ansatt/time/{id}/avbestill", Action::BookForOthers, staff_booking::cancel),
            get("/ansatt/ny-time", Action::BookForOthers, staff_booking::choose),
            post("/ansatt/ny-time", Action::BookForOthers, staff_booking::book),
            get("/ansatt/tall", Action::ReadStatistics, pages::statistics),
        ]
    },
    migrations: torg_booking::counts::MIGRATIONS,
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/counter.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/counter.ftl")),
        (Lang::En, include_str!("../../../../locales/en/counter.ftl")),
    ],
};
