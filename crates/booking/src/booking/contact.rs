//! How we reach you, or the one you book for: the last page before a time is taken.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use torg_base::time::{long_date, long_moment, oslo_date};
use torg_base::{Phone, Uuid};
use torg_notify::Notifier;
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::choosing::Wish;
use super::details::{Details, read_helper};
use super::model::Contact;
use super::pages::{OfferPath, TimeQuery, offer_path, offered, person, proof_for, read_contact, start, time_page};
use super::requests::Token;
use super::spoken;
use super::units::{Hold, Proof};
use crate::helpers::model::{Consent, DAYS, Helper};
use crate::helpers::store as consents;
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

/// Somebody who has said yes to the signed-in helper.
struct Person {
    id: Uuid,
    name: String,
    until: String,
}

#[derive(Template)]
#[template(path = "booking/templates/contact.html")]
struct ContactPage {
    p: Page,
    service: String,
    place: String,
    way: &'static str,
    when: String,
    path: String,
    start: i64,
    /// Whether the code comes by SMS; otherwise somebody calls.
    sms: bool,
    /// The language of the meeting, when one was chosen.
    spoken: Option<&'static str>,
    wish: Wish,
    /// The booking is for somebody else.
    other: bool,
    /// Who has said yes already.
    people: Vec<Person>,
    days: String,
    /// A visit at home: where that is must be told.
    home: bool,
    form: Form,
}

/// What the page is about.
struct Asked {
    offered: Offered,
    start: Timestamp,
    wish: Wish,
    other: bool,
    /// Those who have said yes to the signed-in helper here.
    people: Vec<Consent>,
}

/// `GET …/kontakt?tid=&andre=`: how we reach you, or the one you book for.
pub async fn contact(mut visit: Visit, Path(path): OfferPath, Query(query): Query<TimeQuery>) -> Result<Html, Failure> {
    let offered = offered(&mut visit, &path)?;
    match start(&query.tid) {
        Some(start) => {
            let other = !query.andre.is_empty();
            let people = if other { people(&visit, &offered).await? } else { Vec::new() };
            contact_page(visit, Asked { offered, start, wish: query.wish, other, people }, Form::default())
        }
        None => {
            let mut form = Form::default();
            form.wrong("tid", "choose-a-time");
            time_page(visit, offered, &query, form).await
        }
    }
}

/// Those who have said yes to the signed-in helper at the offer's organisation.
async fn people(visit: &Visit, offered: &Offered) -> Result<Vec<Consent>, Failure> {
    let Some(helper) = person(visit) else { return Ok(Vec::new()) };
    let now = visit.app.clock().now();
    let db = visit.app.store().across(Across::OwnBookings);
    let mut found = consents::for_helper(&db, helper, now).await?;
    found.retain(|consent| consent.organisation == offered.offer.organisation && consent.stands(now));
    Ok(found)
}

fn contact_page(visit: Visit, asked: Asked, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let offered = &asked.offered;
    let face = directory.face(offered.place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let title = if asked.other { "helper-who" } else { "contact-title" };
    let shown = |consent: &Consent| Person {
        id: consent.id,
        name: consent.person_name.clone(),
        until: long_date(oslo_date(consent.until), visit.lang),
    };
    let page = ContactPage {
        p: visit.page(visit.t(title)).of(face).with_form(&form),
        service: offered.service.texts.in_lang(visit.lang).name.clone(),
        place: offered.place.name.clone(),
        way: offered.offer.way.text(),
        when: long_moment(asked.start, visit.lang),
        path: offer_path(offered),
        start: asked.start.as_second(),
        sms: visit.app.part::<Notifier>().has_sms(),
        spoken: spoken::name(&asked.wish.spraak),
        home: offered.offer.way == Way::Home,
        people: asked.people.iter().map(shown).collect(),
        other: asked.other,
        wish: asked.wish,
        days: DAYS.to_string(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Who the booking is for, how it becomes certain, and what it has besides.
struct Told {
    contact: Contact,
    proof: Proof,
    details: Details,
}

/// Reads the page. None only together with errors in the form.
fn read(visit: &Visit, form: &mut Form, asked: &Asked) -> Option<Told> {
    let chosen = Uuid::parse_str(form.value("samtykke")).ok().filter(|_| asked.other);
    let consent = chosen.and_then(|id| asked.people.iter().find(|consent| consent.id == id));
    let (contact, proof, helper) = match consent {
        Some(consent) => {
            let note = form.optional("note", 300);
            (Some(consent.contact(note)), Proof::Consent, Some(Helper::Has(Box::new(consent.clone()))))
        }
        None => {
            let contact = read_contact(visit, form, true);
            let phone = Phone::parse(form.value("phone"));
            let helper = if asked.other { read_helper(form, phone.as_ref()) } else { None };
            (contact, Proof::Code, helper.map(|(name, phone)| Helper::Asks { name, phone }))
        }
    };
    // In the order of the page, so that errors are told in it.
    let details = Details { helper, ..Details::read(form, asked.offered.offer.way) };
    contact.filter(|_| form.ok()).map(|contact| Told { contact, proof, details })
}

/// `POST …/kontakt`: takes the time.
pub async fn hold(mut visit: Visit, Path(path): OfferPath, mut form: Form) -> Result<Response, Failure> {
    let offered = offered(&mut visit, &path)?;
    let start = start(form.value("tid")).ok_or(Failure::BadRequest)?;
    let wish = Wish {
        fra: form.value("fra").to_owned(),
        spraak: form.value("spraak").to_owned(),
        alle: form.value("alle").to_owned(),
    };
    let other = form.checked("andre");
    let people = if other { people(&visit, &offered).await? } else { Vec::new() };
    let asked = Asked { offered, start, wish, other, people };
    let Some(told) = read(&visit, &mut form, &asked) else { return contact_page(visit, asked, form) };
    let Asked { offered, wish, .. } = asked;
    let offered = wish.spoken(&directory::of(&visit.app), offered).ok_or(Failure::BadRequest)?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let proof = match told.proof {
        Proof::Code => proof_for(&visit, told.contact.phone.as_ref()),
        other => other,
    };
    let hold = Hold {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered: offered.clone(),
        start,
        contact: told.contact,
        proof,
        // A booking for somebody else is not the helper's own.
        person: person(&visit).filter(|_| !other),
        idempotency_key: None,
        details: told.details,
    };
    match hold.write().await? {
        // Whoever books by a yes from before sees the time, and not the page of the person's own booking.
        Ok(_) if proof == Proof::Consent => Ok(Redirect::to("/bestill-for-andre").into_response()),
        Ok(booking) => Ok(Redirect::to(&format!("/time/{}", Token::of(&visit.app, booking.id))).into_response()),
        Err(_) => Ok(gone(&offered, start, &wish)),
    }
}

/// Back to the times of the same week, with a word about what happened. What was typed is not in the address:
/// the browser fills it in again by itself.
fn gone(offered: &Offered, start: Timestamp, wish: &Wish) -> Response {
    let week = oslo_date(start);
    Redirect::to(&format!("{}?{}uke={week}&opptatt=1", offer_path(offered), wish.address())).into_response()
}
