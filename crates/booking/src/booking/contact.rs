//! How we reach you, or the one you book for: the last page before a time is taken.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use torg_base::time::{long_moment, oslo_date};
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::choosing::Wish;
use super::details::Details;
use super::pages::{OfferPath, TimeQuery, offer_path, offered, person, start, time_page};
use super::requests::Token;
use super::spoken;
use super::units::{Hold, Proof};
use crate::helpers::asking::{Asking, Whom, certain};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

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
    w: Asking,
    /// The language of the meeting, when one was chosen.
    spoken: Option<&'static str>,
    wish: Wish,
    /// A visit at home: where that is must be told.
    home: bool,
    form: Form,
}

/// What the page is about.
struct Asked {
    offered: Offered,
    start: Timestamp,
    wish: Wish,
    whom: Whom,
}

/// `GET …/kontakt?tid=&andre=`: how we reach you, or the one you book for.
pub async fn contact(mut visit: Visit, Path(path): OfferPath, Query(query): Query<TimeQuery>) -> Result<Html, Failure> {
    let offered = offered(&mut visit, &path)?;
    match start(&query.tid) {
        Some(start) => {
            let whom = Whom::open(&visit, offered.offer.organisation, !query.andre.is_empty()).await?;
            contact_page(visit, Asked { offered, start, wish: query.wish, whom }, Form::default())
        }
        None => {
            let mut form = Form::default();
            form.wrong("tid", "choose-a-time");
            time_page(visit, offered, &query, form).await
        }
    }
}

fn contact_page(visit: Visit, asked: Asked, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let offered = &asked.offered;
    let face = directory.face(offered.place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let title = if asked.whom.other { "helper-who" } else { "contact-title" };
    let path = offer_path(offered);
    let own = format!("{path}/kontakt?{}tid={}", asked.wish.address(), asked.start.as_second());
    let page = ContactPage {
        p: visit.page(visit.t(title)).of(face).with_form(&form),
        service: offered.service.texts.in_lang(visit.lang).name.clone(),
        place: offered.place.name.clone(),
        way: offered.offer.way.text(),
        when: long_moment(asked.start, visit.lang),
        path,
        start: asked.start.as_second(),
        w: asked.whom.shown(&visit, own),
        spoken: spoken::name(&asked.wish.spraak),
        home: offered.offer.way == Way::Home,
        wish: asked.wish,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
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
    let whom = Whom::open(&visit, offered.offer.organisation, form.checked("andre")).await?;
    let asked = Asked { offered, start, wish, whom };
    let told = asked.whom.read(&visit, &mut form);
    // In the order of the page, so that errors are told in it.
    let details = Details { helper: told.helper, ..Details::read(&mut form, asked.offered.offer.way) };
    let Some(contact) = told.contact.filter(|_| form.ok()) else { return contact_page(visit, asked, form) };
    let Asked { offered, wish, whom, .. } = asked;
    let offered = wish.spoken(&directory::of(&visit.app), offered).ok_or(Failure::BadRequest)?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let proof = certain(&visit, told.proof, &contact);
    let hold = Hold {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered: offered.clone(),
        start,
        contact,
        proof,
        // A booking for somebody else is not the helper's own.
        person: person(&visit).filter(|_| !whom.other),
        idempotency_key: None,
        details,
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
