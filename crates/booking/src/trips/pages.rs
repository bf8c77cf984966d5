//! From a plan to a trip that stands: how we reach you, one code for all of it, the whole day on one page.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::time::{clock_time, long_date, oslo_date, short_date};
use torg_base::{Reference, Uuid, phone};
use torg_notify::Notifier;
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::choosing::{Line, lines, page_at, plans_page};
use super::model::Trip;
use super::search::{Looked, Wish, look_up};
use super::store;
use super::units::{Book, Cancel, Confirm, Confirmed, NewCode};
use crate::booking::model::{Booking, MOST_CODES, State};
use crate::booking::pages::{person, proof_for, read_contact};
use crate::booking::requests::{Shown, calendar_words, with_course};
use crate::booking::seats::HOLD_LOST;
use crate::booking::{ics, spoken, store as bookings};
use crate::replies::token;
use torg_catalogue::directory;

/// What the secret address of a trip is signed for.
const PURPOSE: &str = "trip";

/// The secret address of a trip.
pub fn address(visit: &Visit, id: Uuid) -> String {
    format!("/tur/{}", token::of(&visit.app, PURPOSE, id))
}

/// The address of the trip that a booking is a part of, if it is.
pub async fn address_of(visit: &Visit, booking: &Booking) -> Result<Option<String>, Failure> {
    let db = visit.app.store().across(Across::Trips);
    Ok(store::of_booking(&db, booking.id).await?.map(|id| address(visit, id)))
}

/// The address of the trip with a reference and a telephone.
pub async fn address_by(visit: &Visit, reference: &Reference, phone_key: Uuid) -> Result<Option<String>, Failure> {
    let db = visit.app.store().across(Across::Trips);
    Ok(store::by_reference(&db, reference.as_str(), phone_key).await?.map(|id| address(visit, id)))
}

#[derive(Template)]
#[template(path = "trips/templates/contact.html")]
struct ContactPage {
    p: Page,
    date: String,
    place: String,
    lines: Vec<Line>,
    plan: String,
    back: String,
    /// The language of the meetings, when one was chosen.
    spoken: Option<&'static str>,
    wish: Wish,
    sms: bool,
    form: Form,
}

/// `GET /tur/kontakt?sted=&arend=&dag=&plan=`: how we reach you.
pub async fn contact(mut visit: Visit, mut form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let wish = Wish::read(&directory, &form);
    if let Some(place) = &wish.place {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    let looked = look_up(&visit.app, &directory, form.value("plan"), &wish.by, visit.lang).await?;
    match looked {
        Some(looked) => contact_page(&visit, wish, &looked, Form::filled([("plan", form.value("plan").to_owned())])),
        None => {
            form.wrong("plan", "trip-choose-plan");
            plans_page(&visit, &directory, wish, form).await
        }
    }
}

fn contact_page(visit: &Visit, wish: Wish, looked: &Looked, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let (first, _) = looked.times.first().ok_or(Failure::BadRequest)?;
    let place = wish.place.clone().unwrap_or_else(|| first.place.clone());
    let date = oslo_date(first.choice.starts);
    let wrong = !form.ok();
    let page = ContactPage {
        p: page_at(visit, &directory, Some(&place), "contact-title").with_form(&form),
        date: long_date(date, visit.lang),
        place: format!("{}, {}", place.name, place.address),
        lines: lines(visit, &place, &looked.times),
        plan: form.value("plan").to_owned(),
        back: format!("/tur/tid?{}&dag={date}", wish.address()),
        spoken: spoken::name(&wish.by.spraak),
        wish,
        sms: visit.app.part::<Notifier>().has_sms(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /tur/kontakt`: takes the times, all or none, until the code is typed.
pub async fn hold(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let wish = Wish::read(&directory, &form);
    if let Some(place) = &wish.place {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    let looked = look_up(&visit.app, &directory, form.value("plan"), &wish.by, visit.lang).await?;
    let Some(looked) = looked else {
        return Ok(Redirect::to(&format!("/tur/tid?{}&opptatt=1", wish.address())).into_response());
    };
    let contact = read_contact(&visit, &mut form, true);
    let Some(contact) = contact.filter(|_| form.ok()) else { return contact_page(&visit, wish, &looked, form) };
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let day = looked.times.first().map(|(time, _)| oslo_date(time.choice.starts)).ok_or(Failure::BadRequest)?;
    let book = Book {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        errands: looked.errands,
        proof: proof_for(&visit, contact.phone.as_ref()),
        contact,
        person: person(&visit),
    };
    match book.write().await? {
        Ok(id) => Ok(Redirect::to(&address(&visit, id)).into_response()),
        // What was typed is not in the address: the browser fills it in again by itself.
        Err(_) => Ok(Redirect::to(&format!("/tur/tid?{}&dag={day}&opptatt=1", wish.address())).into_response()),
    }
}

/// A trip with its bookings, in the order of time.
struct Own {
    trip: Trip,
    bookings: Vec<Booking>,
}

impl Own {
    /// The trip behind a secret address. What is too old is gone.
    async fn open(visit: &mut Visit, given: &str) -> Result<Own, Failure> {
        let id = token::read(&visit.app, PURPOSE, given).ok_or(Failure::NotFound)?;
        let db = visit.app.store().across(Across::Trips);
        let trip = store::by_id(&db, id).await?.ok_or(Failure::NotFound)?;
        let mut found = Vec::with_capacity(trip.parts.len());
        for (organisation, parts) in trip.by_organisation() {
            let ids: Vec<Uuid> = parts.iter().map(|part| part.booking).collect();
            found.extend(bookings::with_ids(&visit.app.store().within(organisation), &ids).await?);
        }
        found.sort_by_key(|booking| (booking.starts, booking.id));
        let directory = directory::of(&visit.app);
        let place = found.first().and_then(|booking| directory.place_by_id(booking.place)).ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
        Ok(Own { trip, bookings: found })
    }

    fn page(&self, visit: &Visit, title: &str) -> Page {
        let directory = directory::of(&visit.app);
        let place = self.bookings.first().and_then(|booking| directory.place_by_id(booking.place)).cloned();
        page_at(visit, &directory, place.as_ref(), title)
    }

    fn standing(&self) -> impl Iterator<Item = &Booking> {
        self.bookings.iter().filter(|booking| booking.state != State::Cancelled)
    }

    async fn shown(&self, visit: &Visit) -> Result<Vec<Shown>, Failure> {
        let mut shown = Vec::with_capacity(self.bookings.len());
        for booking in &self.bookings {
            shown.push(with_course(visit, booking.clone()).await?);
        }
        Ok(shown)
    }
}

#[derive(Template)]
#[template(path = "trips/templates/code.html")]
struct CodePage {
    p: Page,
    stops: Vec<Shown>,
    path: String,
    last_digits: String,
    until: String,
    sent_again: bool,
    can_send_again: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "trips/templates/trip.html")]
struct TripPage {
    p: Page,
    stops: Vec<Shown>,
    path: String,
    reference: String,
    date: String,
    /// What to bring, for all errands; each thing once.
    bring: Vec<String>,
    /// Where the trip stands, as a key of the lead.
    lead: &'static str,
    /// Errands that stand, and those that can still be cancelled.
    standing: usize,
    changeable: usize,
    calendar: bool,
    printed: String,
}

#[derive(Template)]
#[template(path = "trips/templates/expired.html")]
struct ExpiredPage {
    p: Page,
    stops: Vec<Shown>,
}

#[derive(Deserialize, Default)]
pub struct ShowQuery {
    #[serde(default)]
    sendt: String,
}

/// `GET /tur/{token}`: the page that fits where the trip stands.
pub async fn show(
    mut visit: Visit,
    Path(given): Path<String>,
    Query(query): Query<ShowQuery>,
) -> Result<Html, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let now = visit.app.clock().now();
    match own.trip.expires {
        Some(at) if at > now => code_page(&visit, &own, Form::default(), !query.sendt.is_empty()).await,
        Some(_) => expired_page(&visit, &own).await,
        None => trip_page(&visit, &own).await,
    }
}

async fn code_page(visit: &Visit, own: &Own, form: Form, sent_again: bool) -> Result<Html, Failure> {
    let phone = own.bookings.first().and_then(|booking| booking.phone.clone()).unwrap_or_default();
    let wrong = !form.ok();
    let page = CodePage {
        p: own.page(visit, "code-title").with_form(&form),
        stops: own.shown(visit).await?,
        path: address(visit, own.trip.id),
        last_digits: phone::last_digits(&phone).to_owned(),
        until: own.trip.expires.map(clock_time).unwrap_or_default(),
        sent_again,
        can_send_again: own.trip.codes < MOST_CODES,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

async fn expired_page(visit: &Visit, own: &Own) -> Result<Html, Failure> {
    html_wrong(&ExpiredPage { p: own.page(visit, "trip-expired-title"), stops: own.shown(visit).await? })
}

async fn trip_page(visit: &Visit, own: &Own) -> Result<Html, Failure> {
    let now = visit.app.clock().now();
    let stops = own.shown(visit).await?;
    let standing = own.standing().count();
    let waits = own.standing().any(|booking| booking.state == State::Requested);
    let (title, lead) = match (standing, waits) {
        (0, _) => ("trip-cancelled-title", "cancelled-lead"),
        (_, true) => ("requested-title", "trip-requested-lead"),
        (_, false) => ("trip-booked-title", "trip-booked-lead"),
    };
    let mut bring: Vec<String> = Vec::new();
    for thing in stops.iter().filter(|s| s.booking.state != State::Cancelled).flat_map(|s| &s.bring) {
        if !bring.contains(thing) {
            bring.push(thing.clone());
        }
    }
    html(&TripPage {
        p: own.page(visit, title),
        path: address(visit, own.trip.id),
        reference: own.trip.reference(),
        date: own.bookings.first().map(|b| long_date(oslo_date(b.starts), visit.lang)).unwrap_or_default(),
        bring,
        lead,
        standing,
        changeable: own.bookings.iter().filter(|booking| booking.changeable(now)).count(),
        calendar: own.standing().any(|booking| booking.state == State::Confirmed),
        printed: short_date(oslo_date(now)),
        stops,
    })
}

/// `POST /tur/{token}/kode`
pub async fn confirm(mut visit: Visit, Path(given): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let code: String = form.value("code").chars().filter(char::is_ascii_digit).collect();
    if code.len() != 6 {
        form.wrong("code", "code-six-digits");
        return code_page(&visit, &own, form, false).await;
    }
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let unit = Confirm { app: visit.app.clone(), id: own.trip.id, code };
    match visit.app.store().write_across(Across::Trips, unit).await {
        Ok(Confirmed::Yes) => Ok(Redirect::to(&address(&visit, own.trip.id)).into_response()),
        Ok(Confirmed::Wrong) => {
            form.wrong("code", "code-wrong");
            code_page(&visit, &own, form, false).await
        }
        Ok(Confirmed::Expired) => expired_page(&visit, &own).await,
        Err(error) if error.is_conflict(HOLD_LOST) => expired_page(&visit, &own).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /tur/{token}/ny-kode`
pub async fn new_code(mut visit: Visit, Path(given): Path<String>, _form: Form) -> Result<Response, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let phone = own.bookings.first().and_then(|booking| booking.phone.clone()).unwrap_or_default();
    let (address_ok, phone_ok) = (visit.app.limits().allow(Limit::Guess, &visit.address), visit.may_text(&phone));
    if !address_ok || !phone_ok {
        return Err(Failure::TooMany);
    }
    let unit = NewCode { app: visit.app.clone(), id: own.trip.id };
    let sent = visit.app.store().write_across(Across::Trips, unit).await?;
    let query = if sent { "?sendt=1" } else { "" };
    Ok(Redirect::to(&format!("{}{query}", address(&visit, own.trip.id))).into_response())
}

/// `GET /tur/{token}/kalender.ics`: one file with every errand that stands.
pub async fn calendar(mut visit: Visit, Path(given): Path<String>) -> Result<Response, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let standing: Vec<&Booking> = own.standing().filter(|booking| booking.state != State::Held).collect();
    if standing.is_empty() {
        return Err(Failure::NotFound);
    }
    let told: Vec<[String; 3]> =
        standing.iter().map(|booking| calendar_words(&visit, booking)).collect::<Result<_, _>>()?;
    let events: Vec<(&Booking, ics::Words<'_>)> = standing
        .into_iter()
        .zip(&told)
        .map(|(booking, [summary, location, description])| (booking, ics::Words { summary, location, description }))
        .collect();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8; method=PUBLISH")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"tur.ics\"")),
    ];
    Ok((headers, ics::file_of(&events, visit.app.clock().now())).into_response())
}

#[derive(Template)]
#[template(path = "trips/templates/cancel.html")]
struct CancelPage {
    p: Page,
    stops: Vec<Shown>,
    path: String,
    date: String,
}

/// `GET /tur/{token}/avbestill`: asks once more. One errand is cancelled from its own page.
pub async fn ask_cancel(mut visit: Visit, Path(given): Path<String>) -> Result<Html, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let now = visit.app.clock().now();
    let mut stops = own.shown(&visit).await?;
    stops.retain(|s| s.booking.changeable(now));
    if stops.is_empty() {
        return Ok(Redirect::to(&address(&visit, own.trip.id)).into_response());
    }
    html(&CancelPage {
        p: own.page(&visit, "trip-cancel-title"),
        date: stops[0].date.clone(),
        stops,
        path: address(&visit, own.trip.id),
    })
}

/// `POST /tur/{token}/avbestill`: every errand that has not begun.
pub async fn cancel(mut visit: Visit, Path(given): Path<String>, _form: Form) -> Result<Response, Failure> {
    let own = Own::open(&mut visit, &given).await?;
    let unit = Cancel { app: visit.app.clone(), actor: visit.actor().clone(), id: own.trip.id };
    visit.app.store().write_across(Across::Trips, unit).await?;
    Ok(Redirect::to(&address(&visit, own.trip.id)).into_response())
}
