//! Finding one's own bookings: by reference and telephone, or by signing in.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::long_moment;
use torg_base::{Phone, Reference};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::requests::{Shown, Token, shown};
use super::store;
use crate::trips::pages as trips;

#[derive(Template)]
#[template(path = "booking/templates/find.html")]
struct FindPage {
    p: Page,
    form: Form,
}

/// `GET /min-time`
pub async fn find(visit: Visit) -> Result<Html, Failure> {
    html(&FindPage { p: visit.page(visit.t("find-title")), form: Form::default() })
}

/// `POST /min-time`: reference and telephone lead to the booking. The same answer whichever of them is wrong.
pub async fn look_up(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let reference = Reference::parse(form.value("reference"));
    let phone = Phone::parse(form.value("phone"));
    if reference.is_none() {
        form.wrong("reference", "reference-wrong");
    }
    if phone.is_none() {
        form.wrong("phone", "contact-phone-wrong");
    }
    if let (Some(reference), Some(phone)) = (reference, phone) {
        let db = visit.app.store().across(Across::OwnBookings);
        let key = torg_people::person_key(visit.app.store().keys(), &phone);
        if let Some(booking) = store::by_reference(&db, reference.as_str(), key).await? {
            return Ok(Redirect::to(&format!("/time/{}", Token::of(&visit.app, booking.id))).into_response());
        }
        if let Some(address) = trips::address_by(&visit, &reference, key).await? {
            return Ok(Redirect::to(&address).into_response());
        }
        form.wrong("reference", "find-nothing");
    }
    html_wrong(&FindPage { p: visit.page(visit.t("find-title")).with_form(&form), form })
}

#[derive(Template)]
#[template(path = "booking/templates/mine.html")]
struct MinePage {
    p: Page,
    bookings: Vec<(Shown, String)>,
}

/// `GET /min-side`: a signed-in person's coming meetings.
pub async fn mine(visit: Visit) -> Result<Html, Failure> {
    visit.require(torg_base::Action::ReadOwn, torg_base::Scope::Own)?;
    let person = super::pages::person(&visit).ok_or(Failure::NotFound)?;
    let db = visit.app.store().across(Across::OwnBookings);
    let found = store::of_person(&db, person, visit.app.clock().now()).await?;
    let mut bookings = Vec::with_capacity(found.len());
    for booking in found {
        let moment = long_moment(booking.starts, visit.lang);
        bookings.push((shown(&visit, booking)?, moment));
    }
    html(&MinePage { p: visit.page(visit.t("my-page-title")), bookings })
}
