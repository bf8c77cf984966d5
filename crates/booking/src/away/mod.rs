//! A guide is away: what that hits, who can take over, and what becomes of each booking.
//!
//! Invariants: what is hit is shown before anything is stored; who is away, from when to when, and every choice are one unit, so
//! that nobody is moved for an absence that is not there; the unit looks again, and what came in between is asked about;
//! why somebody is away is neither asked for nor stored.

pub mod model;
mod pages;
pub mod propose;
mod reading;
mod show;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "away",
    routes: || {
        vec![
            get("/ansatt/fravaer", Action::BookForOthers, pages::show),
            post("/ansatt/fravaer", Action::BookForOthers, pages::save),
            post("/ansatt/fravaer/{id}/fjern", Action::BookForOthers, pages::remove),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[],
    held_data: &[HeldData {
        table: "away_choice",
        what: "held-away",
        purpose: "held-away-why",
        kept_days: crate::booking::jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/away.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/away.ftl")),
        (Lang::En, include_str!("../../../../locales/en/away.ftl")),
    ],
};
