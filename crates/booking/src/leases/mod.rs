//! Times leased to a device: a shop or a bus takes a share of the times with it, books while the line is down, and hands
//! over what it booked when the line is back.
//!
//! Invariants: what is leased is occupied under the same guard as every booking, so nobody else gets it, another device
//! neither; what a device did has a key of its own, so it is done once however often it is sent; what cannot stand any
//! more becomes somebody to call, and is never only refused; seats that were not booked are free again when the lease is
//! over, or given back.

mod device;
mod jobs;
pub mod merge;
pub mod model;
mod staff;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "leases",
    routes: || {
        vec![
            get("/ansatt/leie", Action::LeaseTimes, staff::list),
            post("/ansatt/leie", Action::LeaseTimes, staff::make),
            post("/ansatt/leie/{id}/gi-tilbake", Action::LeaseTimes, staff::release),
            post("/ansatt/leie/{id}/ringt", Action::LeaseTimes, staff::called),
            get("/leie", Action::LeaseTimes, device::page),
            get("/leie/ny", Action::LeaseTimes, device::pairing),
            post("/leie/ny", Action::LeaseTimes, device::pair),
            post("/leie/{id}/flett", Action::MergeLease, device::merge),
            get("/leie-sw.js", Action::ReadPublic, device::worker),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData {
        table: "lease_call",
        what: "held-lease",
        purpose: "held-lease-why",
        kept_days: jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/leases.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/leases.ftl")),
        (Lang::En, include_str!("../../../../locales/en/leases.ftl")),
    ],
};
