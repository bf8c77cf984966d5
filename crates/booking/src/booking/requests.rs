//! A person's own booking: confirm, see, print, move, cancel; found by its address or by reference and telephone.

use std::fmt;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use serde::Deserialize;
use torg_base::time::{clock_range, clock_time, long_date, oslo_date};
use torg_base::{Uuid, phone};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{App, Failure, Form, Page, Visit};

use super::confirm::{Confirm, Confirmed};
use super::double;
use super::ics;
use super::model::{Booking, MOST_CODES, State};
use super::pages::{Times, times_of_week};
use super::units::{Cancel, MOVE_REFUSED, Move, NewCode};
use super::{spoken, store};
use crate::courses::own as course;
use crate::trips::pages as trips;
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

/// The secret address of a booking: its key and a signature. Whoever holds it may change the booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    id: Uuid,
    text: String,
}

impl Token {
    pub fn of(app: &App, id: Uuid) -> Token {
        let text =
            format!("{}{}", BASE64URL_NOPAD.encode(id.as_bytes()), app.store().keys().sign("booking", &id.to_string()));
        Token { id, text }
    }

    pub fn parse(app: &App, text: &str) -> Option<Token> {
        let bytes = BASE64URL_NOPAD.decode(text.get(..22)?.as_bytes()).ok()?;
        let token = Token::of(app, Uuid::from_slice(&bytes).ok()?);
        (token.text == text).then_some(token)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A booking with the words around it.
pub struct Shown {
    pub booking: Booking,
    pub token: String,
    pub service: String,
    pub bring: Vec<String>,
    pub place: String,
    pub address: String,
    pub phone: String,
    pub way: &'static str,
    pub date: String,
    pub range: String,
    pub changeable: bool,
    /// When it is for a course; read by [`with_course`].
    pub course: Option<course::Facts>,
}

/// Puts the words around a booking, in the visitor's language.
pub fn shown(visit: &Visit, booking: Booking) -> Result<Shown, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place_by_id(booking.place).ok_or(Failure::NotFound)?;
    let service = directory.service_by_id(booking.service).ok_or(Failure::NotFound)?;
    let texts = service.texts.in_lang(visit.lang);
    Ok(Shown {
        token: Token::of(&visit.app, booking.id).to_string(),
        service: texts.name.clone(),
        bring: texts.bring.clone(),
        place: place.name.clone(),
        address: place.address.clone(),
        phone: place.phone.clone(),
        way: booking.way.text(),
        date: long_date(oslo_date(booking.starts), visit.lang),
        range: clock_range(booking.starts, booking.ends, visit.lang),
        changeable: booking.changeable(visit.app.clock().now()),
        course: None,
        booking,
    })
}

/// As [`shown`], with what is to be told about a course.
pub(crate) async fn with_course(visit: &Visit, booking: Booking) -> Result<Shown, Failure> {
    let course = course::facts(visit, &booking).await?;
    Ok(Shown { course, ..shown(visit, booking)? })
}

pub(super) async fn own(visit: &mut Visit, token: &str) -> Result<Booking, Failure> {
    let token = Token::parse(&visit.app, token).ok_or(Failure::NotFound)?;
    let db = visit.app.store().across(Across::OwnBookings);
    let booking = store::by_id(&db, token.id).await?.ok_or(Failure::NotFound)?;
    let directory = directory::of(&visit.app);
    if let Some(place) = directory.place_by_id(booking.place) {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    Ok(booking)
}

pub(super) fn page_of(visit: &Visit, booking: &Booking, title: &str) -> Page {
    visit.page(visit.t(title)).of(directory::of(&visit.app).face(booking.organisation))
}

#[derive(Template)]
#[template(path = "booking/templates/code.html")]
struct CodePage {
    p: Page,
    s: Shown,
    last_digits: String,
    until: String,
    sent_again: bool,
    can_send_again: bool,
    /// Who helps, and until when they could.
    helper: Option<(String, String)>,
    form: Form,
}

#[derive(Template)]
#[template(path = "booking/templates/booking.html")]
struct BookingPage {
    p: Page,
    s: Shown,
    printed: String,
    just_moved: bool,
    /// An earlier booking for the same thing has just been cancelled.
    alone: bool,
    /// The address of the trip that it is a part of.
    trip: Option<String>,
}

#[derive(Template)]
#[template(path = "booking/templates/expired.html")]
struct ExpiredPage {
    p: Page,
    s: Shown,
    again: String,
}

#[derive(Deserialize, Default)]
pub struct ShowQuery {
    #[serde(default)]
    sendt: String,
    #[serde(default)]
    flyttet: String,
    /// Set when an earlier booking for the same thing was given up for this one.
    #[serde(default)]
    alene: String,
}

/// `GET /time/{token}`: the page that fits the booking's state.
pub async fn show(
    mut visit: Visit,
    Path(token): Path<String>,
    Query(query): Query<ShowQuery>,
) -> Result<Html, Failure> {
    let booking = own(&mut visit, &token).await?;
    let now = visit.app.clock().now();
    match booking.state {
        State::Held if booking.expires.is_some_and(|at| at > now) => {
            code_page(&visit, booking, Form::default(), !query.sendt.is_empty()).await
        }
        State::Held => expired_page(&visit, booking),
        _ => {
            let title = match booking.state {
                State::Requested => "requested-title",
                State::Cancelled => "cancelled-title",
                State::Missed => "missed-title",
                _ => "booked-title",
            };
            let p = page_of(&visit, &booking, title);
            let printed = torg_base::time::short_date(oslo_date(now));
            html(&BookingPage {
                p,
                trip: trips::address_of(&visit, &booking).await?,
                s: with_course(&visit, booking).await?,
                printed,
                just_moved: !query.flyttet.is_empty(),
                alone: !query.alene.is_empty(),
            })
        }
    }
}

async fn code_page(visit: &Visit, booking: Booking, form: Form, sent_again: bool) -> Result<Html, Failure> {
    let phone = booking.phone.clone().unwrap_or_default();
    let wrong = !form.ok();
    let page = CodePage {
        p: page_of(visit, &booking, "code-title").with_form(&form),
        last_digits: phone::last_digits(&phone).to_owned(),
        until: booking.expires.map(clock_time).unwrap_or_default(),
        can_send_again: booking.codes < MOST_CODES,
        helper: helper(visit, &booking).await?,
        s: with_course(visit, booking).await?,
        sent_again,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Who helps with a booking, and until when they can book if the answer is yes.
async fn helper(visit: &Visit, booking: &Booking) -> Result<Option<(String, String)>, Failure> {
    let db = visit.app.store().across(Across::OwnBookings);
    let link = crate::helpers::store::of_booking(&db, booking.id).await?;
    Ok(link.map(|link| (link.consent.helper_name, long_date(oslo_date(link.consent.until), visit.lang))))
}

fn expired_page(visit: &Visit, booking: Booking) -> Result<Html, Failure> {
    let p = page_of(visit, &booking, "expired-title");
    let directory = directory::of(&visit.app);
    let again = match (directory.service_by_id(booking.service), directory.place_by_id(booking.place)) {
        (Some(service), Some(place)) => {
            format!("/bestill/{}/{}/{}?uke={}", service.slug, place.slug, booking.way.code(), oslo_date(booking.starts))
        }
        _ => "/tjenester".to_owned(),
    };
    html_wrong(&ExpiredPage { p, s: shown(visit, booking)?, again })
}

/// `POST /time/{token}/kode`
pub async fn confirm(mut visit: Visit, Path(token): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let booking = own(&mut visit, &token).await?;
    let code: String = form.value("code").chars().filter(char::is_ascii_digit).collect();
    if code.len() != 6 {
        form.wrong("code", "code-six-digits");
        return code_page(&visit, booking, form, false).await;
    }
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    match (Confirm { app: visit.app.clone(), id: booking.id, code }).write().await? {
        Confirmed::Yes(confirmed) => {
            let more = if double::earlier(&visit, &confirmed).await?.is_empty() { "" } else { "/dobbel" };
            Ok(Redirect::to(&format!("/time/{token}{more}")).into_response())
        }
        Confirmed::Wrong(0) | Confirmed::Expired => expired_page(&visit, booking),
        Confirmed::Wrong(_) => {
            form.wrong("code", "code-wrong");
            code_page(&visit, booking, form, false).await
        }
    }
}

/// `POST /time/{token}/ny-kode`
pub async fn new_code(mut visit: Visit, Path(token): Path<String>, _form: Form) -> Result<Response, Failure> {
    let booking = own(&mut visit, &token).await?;
    let phone = visit.may_text(booking.phone.as_deref().unwrap_or_default());
    let address = visit.app.limits().allow(Limit::Guess, &visit.address);
    if !address || !phone {
        return Err(Failure::TooMany);
    }
    let unit = NewCode { app: visit.app.clone(), id: booking.id };
    let sent = visit.app.store().write(booking.organisation, unit).await?;
    let query = if sent { "?sendt=1" } else { "" };
    Ok(Redirect::to(&format!("/time/{token}{query}")).into_response())
}

/// `GET /time/{token}/kalender.ics`
pub async fn calendar(mut visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let booking = own(&mut visit, &token).await?;
    let text = calendar_file(&visit, &booking)?;
    let kind = match ics::method(booking.state == State::Cancelled) {
        "CANCEL" => "text/calendar; charset=utf-8; method=CANCEL",
        _ => "text/calendar; charset=utf-8; method=PUBLISH",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"time.ics\"")),
    ];
    Ok((headers, text).into_response())
}

/// The calendar file in the booking's language.
pub fn calendar_file(visit: &Visit, booking: &Booking) -> Result<String, Failure> {
    let [summary, location, description] = calendar_words(visit, booking)?;
    let words = ics::Words { summary: &summary, location: &location, description: &description };
    Ok(ics::file(booking, &words, visit.app.clock().now()))
}

/// What a booking's event is called, where it is and what it tells, in the booking's language.
pub(crate) fn calendar_words(visit: &Visit, booking: &Booking) -> Result<[String; 3], Failure> {
    let texts = visit.app.texts();
    let directory = directory::of(&visit.app);
    let place = directory.place_by_id(booking.place).ok_or(Failure::NotFound)?;
    let reference = booking.reference();
    Ok(if booking.hidden {
        let description = texts.format(booking.lang, "ics-description-hidden", &[("ref", &reference)]);
        [texts.get(booking.lang, "ics-summary-hidden").to_owned(), String::new(), description]
    } else {
        let args = [("ref", reference.as_str()), ("phone", place.phone.as_str())];
        [
            texts.format(booking.lang, "ics-summary", &[("place", &place.name)]),
            format!("{}, {}", place.name, place.address),
            texts.format(booking.lang, "ics-description", &args),
        ]
    })
}

#[derive(Template)]
#[template(path = "booking/templates/cancel.html")]
struct CancelPage {
    p: Page,
    s: Shown,
}

/// `GET /time/{token}/avbestill`: asks once more.
pub async fn ask_cancel(mut visit: Visit, Path(token): Path<String>) -> Result<Html, Failure> {
    let booking = own(&mut visit, &token).await?;
    if !booking.changeable(visit.app.clock().now()) {
        return Ok(Redirect::to(&format!("/time/{token}")).into_response());
    }
    let p = page_of(&visit, &booking, "cancel-title");
    html(&CancelPage { p, s: with_course(&visit, booking).await? })
}

/// `POST /time/{token}/avbestill`
pub async fn cancel(mut visit: Visit, Path(token): Path<String>, form: Form) -> Result<Response, Failure> {
    let booking = own(&mut visit, &token).await?;
    if form.value("omfang") == "alle" && booking.way == Way::Group {
        course::leave(&visit, &booking).await?;
        return Ok(Redirect::to(&format!("/time/{token}")).into_response());
    }
    let unit = Cancel { app: visit.app.clone(), actor: visit.actor().clone(), id: booking.id };
    visit.app.store().write(booking.organisation, unit).await?;
    Ok(Redirect::to(&format!("/time/{token}")).into_response())
}

#[derive(Deserialize, Default)]
pub struct MoveQuery {
    /// A date in the week to show.
    #[serde(default)]
    pub uke: String,
}

#[derive(Template)]
#[template(path = "booking/templates/move.html")]
struct MovePage {
    p: Page,
    s: Shown,
    times: Times,
    path: String,
    back: String,
    form: Form,
}

/// Where a move is made from, and where it leads back to: the person's own page or the staff's.
pub struct Door {
    pub path: String,
    pub back: String,
    pub staff: bool,
}

impl Door {
    fn own(token: &str) -> Door {
        Door { path: format!("/time/{token}/flytt"), back: format!("/time/{token}"), staff: false }
    }
}

/// `GET /time/{token}/flytt?uke=`
pub async fn choose_new_time(
    mut visit: Visit,
    Path(token): Path<String>,
    Query(query): Query<MoveQuery>,
) -> Result<Html, Failure> {
    let booking = own(&mut visit, &token).await?;
    move_page(&visit, booking, &query.uke, Form::default(), Door::own(&token)).await
}

/// The times that a booking can be moved to.
pub async fn move_page(visit: &Visit, booking: Booking, week: &str, form: Form, door: Door) -> Result<Html, Failure> {
    if let Some(page) = course::choose_date(visit, &booking, form.clone(), &door).await? {
        return Ok(page);
    }
    let offered = spoken_offer_of(visit, &booking).await?;
    let week = if week.is_empty() { oslo_date(booking.starts).to_string() } else { week.to_owned() };
    let times = times_of_week(visit, &offered, &week).await?;
    let wrong = !form.ok();
    let p = page_of(visit, &booking, "move-title").with_form(&form);
    let page = MovePage {
        p: if door.staff { p.staff() } else { p },
        path: door.path,
        back: door.back,
        s: shown(visit, booking)?,
        times,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// As [`offer_of`], with those who speak the language that was chosen for the booking.
async fn spoken_offer_of(visit: &Visit, booking: &Booking) -> Result<Offered, Failure> {
    let offered = offer_of(visit, booking)?;
    let db = visit.app.store().across(Across::OwnBookings);
    Ok(spoken::kept(&db, &directory::of(&visit.app), booking.id, offered).await?)
}

/// The offer that a booking was made from, if it still exists.
pub fn offer_of(visit: &Visit, booking: &Booking) -> Result<Offered, Failure> {
    let directory = directory::of(&visit.app);
    let service = directory.service_by_id(booking.service).ok_or(Failure::NotFound)?;
    let place = directory.place_by_id(booking.place).ok_or(Failure::NotFound)?;
    directory.offered(&service.slug, &place.slug, booking.way).ok_or(Failure::NotFound)
}

/// `POST /time/{token}/flytt`
pub async fn change_time(mut visit: Visit, Path(token): Path<String>, form: Form) -> Result<Response, Failure> {
    let booking = own(&mut visit, &token).await?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    move_to(&visit, booking, form, Door::own(&token)).await
}

/// Moves a booking to the start that was chosen in the form, or shows the times again and says why not.
pub async fn move_to(visit: &Visit, booking: Booking, mut form: Form, door: Door) -> Result<Response, Failure> {
    if let Some(answer) = course::change_date(visit, &booking, &form, &door).await? {
        return Ok(answer);
    }
    let Some(start) = form.value("tid").parse().ok().and_then(|s| Timestamp::from_second(s).ok()) else {
        form.wrong("tid", "choose-a-time");
        let week = form.value("uke").to_owned();
        return move_page(visit, booking, &week, form, door).await;
    };
    let offered = spoken_offer_of(visit, &booking).await?;
    let unit = Move { app: visit.app.clone(), actor: visit.actor().clone(), id: booking.id, offered, start };
    match visit.app.store().write(booking.organisation, unit).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?flyttet=1", door.back)).into_response()),
        Err(e) if e.is_conflict(MOVE_REFUSED) || e.is_conflict(torg_slots::store::GUARD) => {
            form.wrong("tid", "time-gone");
            move_page(visit, booking, &oslo_date(start).to_string(), form, door).await
        }
        Err(e) => Err(e.into()),
    }
}
