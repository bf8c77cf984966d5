//! A second booking of the same person for the same thing. It is told only when the code has proven the telephone: before
//! that anybody could ask who has a booking.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::{Failure, Form, Page, Visit};

use super::model::{Booking, State};
use super::requests::{self, Shown, shown};
use super::store;
use super::units::Cancel;
use torg_catalogue::services::model::Way;

/// Other coming bookings for the same service, soonest first. Empty unless the booking was confirmed by a code.
pub(super) async fn earlier(visit: &Visit, booking: &Booking) -> Result<Vec<Booking>, Failure> {
    // A course is signed up for date by date.
    let proven = booking.state == State::Confirmed && booking.codes > 0 && booking.way != Way::Group;
    if !proven {
        return Ok(Vec::new());
    }
    let phone = booking.phone.as_deref().and_then(torg_base::Phone::parse);
    let by_phone = phone.map(|phone| torg_people::person_key(visit.app.store().keys(), &phone));
    let db = visit.app.store().across(Across::OwnBookings);
    let now = visit.app.clock().now();
    let mut found: Vec<Booking> = Vec::new();
    for key in by_phone.into_iter().chain(super::pages::person(visit)) {
        found.extend(store::of_person(&db, key, now).await?);
    }
    found.retain(|other| other.service == booking.service && other.id != booking.id && other.way != Way::Group);
    found.sort_by_key(|other| (other.starts, other.id));
    found.dedup_by_key(|other| other.id);
    Ok(found)
}

#[derive(Template)]
#[template(path = "booking/templates/double.html")]
struct DoublePage {
    p: Page,
    /// The booking that was confirmed just now, and the one there was.
    new: Shown,
    old: Shown,
}

/// `GET /time/{token}/dobbel`
pub async fn ask(mut visit: Visit, Path(token): Path<String>) -> Result<Html, Failure> {
    let booking = requests::own(&mut visit, &token).await?;
    let Some(old) = earlier(&visit, &booking).await?.into_iter().next() else { return Ok(back(&token, "")) };
    let p = requests::page_of(&visit, &booking, "double-title");
    html(&DoublePage { p, new: shown(&visit, booking)?, old: shown(&visit, old)? })
}

fn back(token: &str, query: &str) -> Response {
    Redirect::to(&format!("/time/{token}{query}")).into_response()
}

/// `POST /time/{token}/dobbel`: the earlier one is cancelled, or both stand.
pub async fn choose(mut visit: Visit, Path(token): Path<String>, form: Form) -> Result<Response, Failure> {
    let booking = requests::own(&mut visit, &token).await?;
    if form.value("valg") != "flytt" {
        return Ok(back(&token, ""));
    }
    let old = earlier(&visit, &booking).await?.into_iter().find(|old| old.id.to_string() == form.value("gammel"));
    let Some(old) = old else { return Ok(back(&token, "")) };
    let unit = Cancel { app: visit.app.clone(), actor: visit.actor().clone(), id: old.id };
    visit.app.store().write(old.organisation, unit).await?;
    Ok(back(&token, "?alene=1"))
}
