//! Signing in and out: a code by SMS, ID-porten for citizens, the organisation's provider for staff.
//!
//! Invariants: a code signs in at most once; nothing that one person does makes another's code useless; neither a
//! telephone number nor a national number is in an address, a log or, in clear, in the database; an account is
//! never made by logging in.

mod code_pages;
mod demo;
mod leave;
mod provider_pages;
#[cfg(test)]
mod provider_tests;
mod providers;
pub mod store;
#[cfg(test)]
mod tests;

use std::time::Duration;

use torg_base::{Action, Actor, Lang, Phone, Role, Uuid};
use torg_store::Keys;
use torg_web::slice::{HeldData, Tick};
use torg_web::{Failure, Slice, Visit, get, post};

pub use demo::DemoPeople;
pub use providers::Providers;

/// What this slice gives to the whole.
pub const SLICE: Slice = Slice {
    name: "login",
    routes: || {
        vec![
            get("/logg-inn", Action::SignIn, code_pages::choose),
            post("/logg-inn/kode", Action::SignIn, code_pages::send),
            get("/logg-inn/kode/{id}", Action::SignIn, code_pages::ask),
            post("/logg-inn/kode/{id}", Action::SignIn, code_pages::check),
            post("/logg-inn/kode/{id}/ny", Action::SignIn, code_pages::send_again),
            get("/logg-inn/idporten", Action::SignIn, provider_pages::begin_citizen),
            get("/logg-inn/retur", Action::SignIn, provider_pages::finish_citizen),
            get("/logg-inn/ansatt", Action::SignIn, provider_pages::begin_staff),
            get("/ansatt/logg-inn", Action::SignIn, provider_pages::staff_door),
            get("/ansatt/logg-inn/retur", Action::SignIn, provider_pages::finish_staff),
            get("/ansatt", Action::SignIn, leave::staff_home),
            post("/ansatt/forny", Action::SignIn, leave::renew),
            post("/logg-ut", Action::SignIn, leave::sign_out),
            get("/logg-ut/utenfra", Action::SignIn, leave::from_outside),
            get("/demo/login", Action::UseDemo, demo::sign_in),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[Tick {
        name: "logins-expire",
        every: Duration::from_secs(60),
        run: |app| Box::pin(async move { store::forget_expired(app.store()).await }),
    }],
    held_data: &[
        HeldData { table: "login_code", what: "login-held-code", purpose: "login-held-code-why", kept_days: 1 },
        HeldData { table: "oidc_pending", what: "login-held-pending", purpose: "login-held-pending-why", kept_days: 1 },
    ],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/login.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/login.ftl")),
        (Lang::En, include_str!("../../../../locales/en/login.ftl")),
    ],
};

/// Who a telephone number stands for: the same for a booking as for a log-in by code, and told by neither.
pub fn person_key(keys: &Keys, phone: &Phone) -> Uuid {
    hashed_id(keys, "phone", phone.as_str())
}

/// A keyed hash as an id.
fn hashed_id(keys: &Keys, purpose: &str, value: &str) -> Uuid {
    let mut bytes = [0u8; 16];
    for (to, from) in bytes.iter_mut().zip(keys.hash(purpose, value)) {
        *to = from;
    }
    Uuid::from_bytes(bytes)
}

/// Where somebody begins after signing in.
fn home(actor: &Actor) -> &'static str {
    let holds = |roles: &[Role]| !actor.organisations_as(roles).is_empty();
    match actor {
        Actor::Citizen { .. } => "/min-side",
        Actor::Anonymous => "/ansatt/logg-inn",
        Actor::Staff { .. } if holds(&[Role::Guide, Role::Helper, Role::Caseworker]) => "/ansatt/dag",
        Actor::Staff { .. } if holds(&[Role::Manager]) => "/styring",
        Actor::Staff { .. } => "/ansatt",
    }
}

/// Counts one use of a limit against the address that asks.
fn limited(visit: &Visit, limit: torg_web::limits::Limit) -> Result<(), Failure> {
    if visit.app.limits().allow(limit, &visit.address) { Ok(()) } else { Err(Failure::TooMany) }
}

/// What stands after the question mark in the address.
fn query(visit: &Visit) -> torg_web::Form {
    torg_web::Form::from_query(visit.path.split_once('?').map_or("", |(_, query)| query))
}
