//! Who can book for me, and for whom I can book. Both are behind a log-in, which proves the telephone.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::{long_date, long_moment, oslo_date};
use torg_base::{Action, Phone, Scope, Uuid};
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::{Failure, Form, Page, Visit};

use super::model::{Consent, DAYS};
use super::store;
use super::units::Withdraw;
use crate::booking::model::{Booking, State};
use crate::booking::{pages as booking, store as bookings};
use crate::waiting::model::State as Waits;
use crate::waiting::store as waiting;
use torg_catalogue::directory;

/// A yes, as its giver sees it.
struct Given {
    id: Uuid,
    helper: String,
    phone: String,
    organisation: String,
    until: String,
}

#[derive(Template)]
#[template(path = "helpers/templates/mine.html")]
struct MinePage {
    p: Page,
    given: Vec<Given>,
    days: String,
}

fn signed_in(visit: &Visit) -> Result<Uuid, Failure> {
    visit.require(Action::ReadOwn, Scope::Own)?;
    booking::person(visit).ok_or(Failure::NotFound)
}

fn organisation_name(visit: &Visit, id: Uuid) -> String {
    directory::of(&visit.app).organisations.get(&id).map(|o| o.name.clone()).unwrap_or_default()
}

/// `GET /hvem-kan-bestille`
pub async fn mine(visit: Visit) -> Result<Html, Failure> {
    let person = signed_in(&visit)?;
    let db = visit.app.store().across(Across::OwnBookings);
    let found = store::for_person(&db, person, visit.app.clock().now()).await?;
    let given = |consent: Consent| Given {
        id: consent.id,
        helper: consent.helper_name,
        phone: Phone::parse(&consent.helper_phone).map(|phone| phone.pretty()).unwrap_or_default(),
        organisation: organisation_name(&visit, consent.organisation),
        until: long_date(oslo_date(consent.until), visit.lang),
    };
    let given = found.into_iter().map(given).collect();
    html(&MinePage { p: visit.page(visit.t("helpers-mine-title")), given, days: DAYS.to_string() })
}

/// `POST /hvem-kan-bestille/{id}/trekk`
pub async fn withdraw(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let person = signed_in(&visit)?;
    let db = visit.app.store().across(Across::OwnBookings);
    let consent = store::by_id(&db, id).await?.ok_or(Failure::NotFound)?;
    let unit = Withdraw { actor: visit.actor().clone(), id, person: Some(person) };
    visit.app.store().write(consent.organisation, unit).await?;
    Ok(Redirect::to("/hvem-kan-bestille").into_response())
}

/// Somebody whom a helper may book for. Times and references, never what they are about.
struct Person {
    name: String,
    organisation: String,
    until: String,
    /// Coming times with their references.
    times: Vec<(String, String)>,
    /// The first and last date of each place on a waiting list.
    waits: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "helpers/templates/others.html")]
struct OthersPage {
    p: Page,
    people: Vec<Person>,
    days: String,
}

/// `GET /bestill-for-andre`
pub async fn others(visit: Visit) -> Result<Html, Failure> {
    let helper = signed_in(&visit)?;
    let now = visit.app.clock().now();
    let db = visit.app.store().across(Across::OwnBookings);
    let consents = store::for_helper(&db, helper, now).await?;
    let ids: Vec<Uuid> = consents.iter().map(|consent| consent.id).collect();
    let made = store::bookings_of(&db, &ids).await?;
    let entries = store::entries_of(&db, &ids).await?;
    let mut people = Vec::with_capacity(consents.len());
    for consent in consents {
        let own: Vec<Uuid> = made.iter().filter(|(id, _)| *id == consent.id).map(|(_, booking)| *booking).collect();
        let mut coming = bookings::with_ids(&visit.app.store().within(consent.organisation), &own).await?;
        let waits = |b: &Booking| matches!(b.state, State::Requested | State::Confirmed) && b.starts > now;
        coming.retain(waits);
        coming.sort_by_key(|b| b.starts);
        let mut waits = Vec::new();
        for (_, entry) in entries.iter().filter(|(id, _)| *id == consent.id) {
            let entry = waiting::by_id(&db, *entry).await?.filter(|entry| entry.state != Waits::Pending);
            let day = |date| long_date(date, visit.lang);
            waits.extend(entry.map(|entry| (day(entry.wish.earliest), day(entry.wish.latest))));
        }
        people.push(Person {
            waits,
            organisation: organisation_name(&visit, consent.organisation),
            until: long_date(oslo_date(consent.until), visit.lang),
            times: coming.iter().map(|b| (long_moment(b.starts, visit.lang), b.reference())).collect(),
            name: consent.person_name,
        });
    }
    html(&OthersPage { p: visit.page(visit.t("helpers-others-title")), people, days: DAYS.to_string() })
}
