//! Staff and their roles.
//!
//! Invariants: a manager gives and takes only the roles of a centre, only in the organisation where they are manager;
//! somebody who also holds other roles is nobody's to rename, since whoever changes an e-mail address can log in as
//! its owner; a helper has a supervisor of the same organisation; every change is audited and works at once.

mod change;
pub mod model;
mod pages;
mod recognise;
pub mod store;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use torg_base::{Action, Lang, Role, Uuid};
use torg_web::slice::{HeldData, Tick};
use torg_web::{Face, Slice, get, post};

pub use model::Held;
pub use recognise::{Known, known, recognise};
pub use store::{Account, seed, seed_staff};

/// What this slice gives to the whole.
pub const SLICE: Slice = Slice {
    name: "staff",
    routes: || {
        vec![
            get("/styring/ansatte", Action::EditStaff, pages::list),
            get("/styring/ansatte/ny", Action::EditStaff, pages::new),
            post("/styring/ansatte/ny", Action::EditStaff, pages::add),
            get("/styring/ansatte/{id}", Action::EditStaff, pages::open),
            post("/styring/ansatte/{id}", Action::EditStaff, pages::change),
            post("/styring/ansatte/{id}/rolle", Action::EditStaff, pages::give_role),
            post("/styring/ansatte/{id}/rolle/{role}/fjern", Action::EditStaff, pages::take_role),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[Tick {
        name: "former-staff",
        every: Duration::from_secs(3600),
        run: |app| Box::pin(async move { store::forget_left(app.store()).await }),
    }],
    held_data: &[HeldData {
        table: "staff",
        what: "staff-held",
        purpose: "staff-held-why",
        kept_days: store::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/staff.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/staff.ftl")),
        (Lang::En, include_str!("../../../../locales/en/staff.ftl")),
    ],
};

/// What another slice knows about organisations and places.
pub trait PlaceNames: Send + Sync {
    /// The places of an organisation, in the order in which they are shown.
    fn places(&self, organisation: Uuid) -> Vec<(Uuid, String)>;
    fn organisation(&self, id: Uuid) -> Option<Arc<Face>>;
}

/// [`PlaceNames`] as a part of the program; the binary puts it in.
pub struct PlaceNamesPart(pub Arc<dyn PlaceNames>);

/// Key of the text that names a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Citizen => "staff-role-citizen",
        Role::Guide => "staff-role-guide",
        Role::Helper => "staff-role-helper",
        Role::Caseworker => "staff-role-caseworker",
        Role::Manager => "staff-role-manager",
        Role::Agency => "staff-role-agency",
        Role::Employer => "staff-role-employer",
        Role::National => "staff-role-national",
        Role::Admin => "staff-role-admin",
    }
}
