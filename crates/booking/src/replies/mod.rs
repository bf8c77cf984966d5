//! Answers: what a message asks, and what people answer, by SMS where the provider takes answers, else by a code on the
//! site.
//!
//! Invariants: a question is written in the unit that queues its message; what is answered is looked at again in the unit
//! that acts on it, so an old answer changes nothing and is told so; no text that somebody sent is kept.

pub mod ask;
pub mod choices;
mod hours;
mod incoming;
mod jobs;
mod manage;
pub mod messages;
pub mod model;
mod pages;
pub mod store;
pub mod token;
pub mod topics;
pub mod units;

pub use hours::{after_daytime, daytime};

use torg_base::{Action, Lang};
use torg_web::slice::HeldData;
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "replies",
    routes: || {
        vec![
            get("/svar", Action::BookOwn, pages::find),
            post("/svar", Action::BookOwn, pages::look_up),
            get("/svar/{token}", Action::BookOwn, pages::show),
            post("/svar/{token}", Action::BookOwn, pages::answer),
            get("/styring/sporsmal", Action::EditServices, manage::list),
            get("/styring/sporsmal/{organisation}/{service}", Action::EditServices, manage::open),
            post("/styring/sporsmal/{organisation}/{service}", Action::EditServices, manage::change),
            post("/api/v1/messages/{secret}/json", Action::ReceiveMessage, incoming::by_format),
            post("/api/v1/messages/{secret}/kannel", Action::ReceiveMessage, incoming::by_kannel),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: jobs::TICKS,
    held_data: &[
        HeldData { table: "question", what: "held-question", purpose: "held-question-why", kept_days: jobs::KEPT_DAYS },
        HeldData {
            table: "topic",
            what: "held-topic",
            purpose: "held-topic-why",
            kept_days: crate::booking::jobs::KEPT_DAYS,
        },
    ],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/replies.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/replies.ftl")),
        (Lang::En, include_str!("../../../../locales/en/replies.ftl")),
    ],
};

/// The secret part of the address that providers hand messages over to; `torg check` prints the whole address.
pub fn secret(keys: &torg_store::Keys) -> String {
    keys.sign("incoming-message", "1")
}
