//! The service list as shared work: versions and what differs between them, checks and stamps, centres' own ways with
//! others' cards, proposals from the counter settled, counts of use, and plain-language help beside the text.
//!
//! Invariants: a card is changed only for the organisation that keeps it; a centre's own text changes nothing for
//! others; a stamp is given only in the role of an agency; advice about language never stops anybody from saving.

mod local;
pub(crate) mod plain;
mod proposals;
pub(crate) mod standing;
mod units;
mod usage;
mod versions;

use torg_base::{Action, Lang};
use torg_web::{Slice, get, post};

pub const SLICE: Slice = Slice {
    name: "cards",
    routes: || {
        vec![
            get("/styring/tjenester/{service}/versjoner", Action::EditCards, versions::list),
            post("/styring/tjenester/{service}/versjoner/{number}/tilbake", Action::EditCards, versions::bring_back),
            post("/styring/tjenester/{service}/sjekket", Action::EditCards, standing::check),
            post("/styring/tjenester/{service}/overlat", Action::EditServices, standing::hand_over),
            get("/styring/tjenester/{service}/lokalt", Action::EditServices, local::show),
            post("/styring/tjenester/{service}/lokalt", Action::EditServices, local::write),
            post("/styring/tjenester/{service}/lokalt/ord", Action::EditServices, local::words),
            post("/styring/tjenester/{service}/lokalt/sett", Action::EditServices, local::acknowledge),
            post("/styring/tjenester/{service}/lokalt/folg", Action::EditServices, local::follow),
            get("/styring/forslag", Action::EditServices, proposals::list),
            get("/styring/forslag/{id}", Action::EditServices, proposals::open),
            post("/styring/forslag/{id}", Action::EditServices, proposals::settle),
            get("/styring/bruk", Action::EditServices, usage::show),
        ]
    },
    migrations: &[],
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/cards.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/cards.ftl")),
        (Lang::En, include_str!("../../../../locales/en/cards.ftl")),
    ],
};
