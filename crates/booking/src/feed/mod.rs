//! A calendar of busy times for each staff member, behind a secret address that a phone or a computer reads by itself.
//!
//! Invariants: the calendar tells when and where, and nothing that leads to a person: no name, no reference, no service, no key of
//! a booking; the database knows only the hash of the address; the address is shown once, and can be renewed and taken back; it
//! stops when its owner leaves, and when nobody has used it for a year.

mod calendar;
mod jobs;
mod pages;
pub mod store;
pub mod units;

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "feed",
    routes: || {
        vec![
            get("/ansatt/kalender", Action::ReadDay, pages::show),
            post("/ansatt/kalender", Action::ReadDay, pages::renew),
            post("/ansatt/kalender/slett", Action::ReadDay, pages::revoke),
            get("/kalender/{file}", Action::ReadFeed, calendar::feed),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[HeldData {
        table: "calendar_feed",
        what: "held-feed",
        purpose: "held-feed-why",
        kept_days: jobs::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/feed.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/feed.ftl")),
        (Lang::En, include_str!("../../../../locales/en/feed.ftl")),
    ],
};
