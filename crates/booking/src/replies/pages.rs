//! Answering on the site: the code from the message, then the same choices as by SMS.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use torg_base::time::long_moment;
use torg_base::{Reference, Uuid};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::model::{Kind, Late, MOVE, Outcome, Question, YES};
use super::units::{Answer, By};
use super::{store, token, topics};
use crate::booking::address::Address;
use crate::booking::model::{Booking, State};
use crate::booking::requests::Token;
use crate::booking::store as bookings;
use crate::waiting::store as waiting;
use torg_catalogue::directory;
use torg_catalogue::services::model::Way;

/// What the secret address of a question is signed for.
const PURPOSE: &str = "question";

#[derive(Template)]
#[template(path = "replies/templates/find.html")]
struct FindPage {
    p: Page,
    form: Form,
}

/// `GET /svar`
pub async fn find(visit: Visit) -> Result<Html, Failure> {
    html(&FindPage { p: visit.page(visit.t("answer-title")), form: Form::default() })
}

/// `POST /svar`: the code leads to the question.
pub async fn look_up(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    match Reference::parse(form.value("kode")) {
        None => form.wrong("kode", "answer-code-form"),
        Some(code) => {
            let db = visit.app.store().across(Across::OwnBookings);
            if let Some(question) = store::by_code(&db, visit.app.store().keys(), &code).await? {
                return Ok(Redirect::to(&address(&visit, question.id)).into_response());
            }
            form.wrong("kode", "answer-code-nothing");
        }
    }
    html_wrong(&FindPage { p: visit.page(visit.t("answer-title")).with_form(&form), form })
}

fn address(visit: &Visit, id: Uuid) -> String {
    format!("/svar/{}", token::of(&visit.app, PURPOSE, id))
}

/// What is asked about, as it is now.
struct View {
    /// Key of the heading.
    title: &'static str,
    /// When and where it is; empty where that is not to be told.
    when: String,
    place: String,
    phone: String,
    /// «Svar innen …», for an offer.
    until: Option<String>,
    /// Number and text.
    choices: Vec<(i32, String)>,
    /// A yes is to a visit at home: it needs to say where.
    home: bool,
    /// Why nothing can be answered any more.
    late: Option<Late>,
}

#[derive(Template)]
#[template(path = "replies/templates/question.html")]
struct QuestionPage {
    p: Page,
    v: View,
    path: String,
    /// Key of what came of the answer that was given.
    done: Option<&'static str>,
    form: Form,
}

async fn own(visit: &Visit, given: &str) -> Result<Question, Failure> {
    let id = token::read(&visit.app, PURPOSE, given).ok_or(Failure::NotFound)?;
    let db = visit.app.store().across(Across::OwnBookings);
    store::by_id(&db, id).await?.ok_or(Failure::NotFound)
}

/// `GET /svar/{token}`
pub async fn show(visit: Visit, Path(given): Path<String>) -> Result<Html, Failure> {
    let question = own(&visit, &given).await?;
    page(visit, &question, Form::default()).await
}

async fn page(mut visit: Visit, question: &Question, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = directory.organisations.get(&question.organisation).ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(organisation.written);
    let v = view(&visit, question).await?;
    let wrong = !form.ok();
    let page = QuestionPage {
        p: visit.page(visit.t(v.title)).of(&organisation.face).with_form(&form),
        path: address(&visit, question.id),
        done: question.answer.and_then(|choice| done(question.kind, choice)),
        v,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Key of what has come of an answer.
fn done(kind: Kind, choice: i32) -> Option<&'static str> {
    match (kind, choice) {
        (Kind::Reminder, 1) => Some("done-coming"),
        (Kind::Offer, 1) => Some("done-accepted"),
        (Kind::Offer, 2) => Some("done-declined"),
        (Kind::Topic, _) => Some("done-noted"),
        (Kind::Waiting, 1) => Some("done-stays"),
        (Kind::Waiting, 2) => Some("done-left"),
        _ => None,
    }
}

async fn view(visit: &Visit, question: &Question) -> Result<View, Failure> {
    match question.kind {
        Kind::Reminder | Kind::Topic => of_booking(visit, question).await,
        Kind::Offer => of_offer(visit, question).await,
        Kind::Waiting => of_entry(visit, question).await,
    }
}

async fn of_booking(visit: &Visit, question: &Question) -> Result<View, Failure> {
    let db = visit.app.store().across(Across::OwnBookings);
    let title = if question.kind == Kind::Topic { "answer-topic-title" } else { "answer-reminder-title" };
    let Some(booking) = bookings::by_id(&db, question.subject).await? else {
        return Ok(View { late: Some(Late::BookingOver), ..empty(title) });
    };
    let late = match booking.state {
        State::Cancelled => Some(Late::BookingCancelled),
        _ if !booking.changeable(visit.app.clock().now()) => Some(Late::BookingOver),
        _ => None,
    };
    let choices = match (question.kind, late) {
        (_, Some(_)) => Vec::new(),
        (Kind::Topic, None) => {
            let sets = store::sets_with(&db, question.set.as_slice()).await?;
            numbered(topics::labels(&visit.app, &booking, sets.first(), visit.lang))
        }
        (kind, None) => worded(visit, kind),
    };
    Ok(View { choices, late, ..at(visit, title, &booking, booking.starts) })
}

async fn of_offer(visit: &Visit, question: &Question) -> Result<View, Failure> {
    let db = visit.app.store().across(Across::OwnBookings);
    let over = View { late: Some(Late::OfferOver), ..empty("answer-offer-title") };
    let now = visit.app.clock().now();
    let Some(offer) = waiting::offer(&db, question.subject).await?.filter(|offer| offer.open_at(now)) else {
        return Ok(over);
    };
    let Some(booking) = bookings::by_id(&db, offer.booking).await? else { return Ok(over) };
    Ok(View {
        until: Some(long_moment(offer.until, visit.lang)),
        choices: worded(visit, Kind::Offer),
        home: booking.way == Way::Home,
        ..at(visit, "answer-offer-title", &booking, booking.starts)
    })
}

async fn of_entry(visit: &Visit, question: &Question) -> Result<View, Failure> {
    let db = visit.app.store().across(Across::OwnBookings);
    match waiting::by_id(&db, question.subject).await? {
        Some(_) => Ok(View { choices: worded(visit, Kind::Waiting), ..empty("answer-waiting-title") }),
        None => Ok(View { late: Some(Late::NotWaiting), ..empty("answer-waiting-title") }),
    }
}

fn empty(title: &'static str) -> View {
    let (when, place, phone) = (String::new(), String::new(), String::new());
    View { title, when, place, phone, until: None, choices: Vec::new(), home: false, late: None }
}

/// The time; and the place, except for somebody who asked not to be shown.
fn at(visit: &Visit, title: &'static str, booking: &Booking, starts: Timestamp) -> View {
    let directory = directory::of(&visit.app);
    let place = directory.place_by_id(booking.place).filter(|_| !booking.hidden);
    View {
        when: long_moment(starts, visit.lang),
        place: place.map(|place| place.name.clone()).unwrap_or_default(),
        phone: place.map(|place| place.phone.clone()).unwrap_or_default(),
        ..empty(title)
    }
}

fn worded(visit: &Visit, kind: Kind) -> Vec<(i32, String)> {
    numbered(kind.choices().iter().map(|key| visit.t(key).to_owned()).collect())
}

fn numbered(labels: Vec<String>) -> Vec<(i32, String)> {
    (1..).zip(labels).collect()
}

/// `POST /svar/{token}`
pub async fn answer(visit: Visit, Path(given): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let question = own(&visit, &given).await?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let Ok(choice) = form.value("svar").parse::<i32>() else {
        form.wrong("svar", "answer-choose");
        return page(visit, &question, form).await;
    };
    let where_to = choice == YES && view(&visit, &question).await?.home;
    let home = if where_to { Address::read(&mut form) } else { None };
    if !form.ok() {
        return page(visit, &question, form).await;
    }
    let unit = Answer { app: visit.app.clone(), id: question.id, choice, by: By::Site, address: home };
    let outcome = visit.app.store().write(question.organisation, unit).await?;
    let to_booking = |id: Uuid, more: &str| format!("/time/{}{more}", Token::of(&visit.app, id));
    let next = match outcome {
        Outcome::NotAChoice => {
            form.wrong("svar", "answer-choose");
            return page(visit, &question, form).await;
        }
        Outcome::Accepted(booking) => to_booking(booking, ""),
        Outcome::Cancelled => to_booking(question.subject, ""),
        Outcome::WillCall if choice == MOVE => to_booking(question.subject, "/flytt"),
        _ => address(&visit, question.id),
    };
    Ok(Redirect::to(&next).into_response())
}
