//! Courses: series at a place, lectures that several places show, and the people who sign up.
//!
//! A sign-up is a booking, so that the day, reminders, moving, cancelling, privacy and deletion are those of bookings; what is
//! here says which date it is for. Invariants: seats are numbered and stand behind the guard of `torg-slots`, twenty seats
//! never hold twenty-one; whoever signs up for several dates gets all of them or none; nobody helps at a date without a named
//! supervisor; what changes for people is told in the unit that changes it, in one message each; a lecture's host sees numbers
//! and never names.

pub mod change;
mod enrol;
mod fields;
pub mod lecture;
mod lectures;
mod markup;
pub mod messages;
pub mod model;
pub mod own;
mod pages;
mod series;
pub mod show;
mod staff;
pub mod store;
#[cfg(test)]
mod tests;
pub mod units;

use std::time::Duration;

use jiff::SignedDuration;
use torg_base::{Action, Lang};
use torg_store::{Across, Result, Tx, Unit};
use torg_web::slice::{HeldData, Tick};
use torg_web::{App, Slice, get, post};

pub use units::along;

use crate::booking::jobs::KEPT_DAYS;

pub const SLICE: Slice = Slice {
    name: "courses",
    routes: || {
        vec![
            get("/kurs", Action::ReadPublic, pages::list),
            get("/kurs/{id}", Action::ReadPublic, pages::show),
            get("/kurs/{id}/pamelding", Action::BookOwn, pages::contact),
            post("/kurs/{id}/pamelding", Action::BookOwn, pages::hold),
            get("/ansatt/kurs", Action::ReadDay, staff::list),
            get("/ansatt/kurs/mal.csv", Action::BookForOthers, enrol::template),
            get("/ansatt/kurs/ny", Action::EditCourses, series::new),
            post("/ansatt/kurs/ny", Action::EditCourses, series::add),
            get("/ansatt/kurs/dato/{id}", Action::ReadDay, staff::show),
            post("/ansatt/kurs/dato/{id}/oppmote", Action::ServeBooking, staff::attend),
            get("/ansatt/kurs/dato/{id}/pamelding", Action::BookForOthers, enrol::new),
            post("/ansatt/kurs/dato/{id}/pamelding", Action::BookForOthers, enrol::add),
            get("/ansatt/kurs/dato/{id}/fil", Action::BookForOthers, enrol::file),
            post("/ansatt/kurs/dato/{id}/fil", Action::BookForOthers, enrol::upload),
            get("/ansatt/kurs/dato/{id}/endre", Action::EditCourses, series::edit),
            post("/ansatt/kurs/dato/{id}/endre", Action::EditCourses, series::change),
            post("/ansatt/kurs/dato/{id}/avlys", Action::EditCourses, series::call_off),
            post("/ansatt/kurs/dato/{id}/delta", Action::EditCourses, series::accept),
            post("/ansatt/kurs/dato/{id}/takk-nei", Action::EditCourses, series::decline),
            get("/ansatt/foredrag", Action::EditCourses, lectures::list),
            get("/ansatt/foredrag/nytt", Action::EditCourses, lectures::new),
            post("/ansatt/foredrag/nytt", Action::EditCourses, lectures::add),
            get("/ansatt/foredrag/{id}", Action::EditCourses, lectures::show),
            post("/ansatt/foredrag/{id}/avlys", Action::EditCourses, lectures::call_off),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: &[
        Tick {
            name: "lectures-decided",
            every: Duration::from_secs(60),
            run: |app| Box::pin(lecture::decide_due(app)),
        },
        Tick { name: "sign-ups-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) },
    ],
    held_data: &[HeldData {
        table: "course_signup",
        what: "held-sign-up",
        purpose: "held-sign-up-why",
        kept_days: KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/courses.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/courses.ftl")),
        (Lang::En, include_str!("../../../../locales/en/courses.ftl")),
    ],
};

async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        // A day after the bookings, which are counted from their end.
        let before = tx.now() - SignedDuration::from_hours(24 * (i64::from(KEPT_DAYS) + 1));
        store::forget(tx, before).await?;
        Ok(())
    }
}
