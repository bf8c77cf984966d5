//! The session as the guide sees it: the service, how far the help may go, what to bring, the clock, and closing it.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use torg_base::time::clock_time;
use torg_base::{Action, Lang, Uuid};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::notices::{self, Shown as Notice};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::{Service, Wording};
use torg_catalogue::services::pages::service_choices;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::boundaries::{self, Boundary, Helper};
use super::model::{Dimension, LONGEST, Session};
use super::units::{Close, Origin};

#[derive(Deserialize, Default, Clone)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    #[serde(default)]
    tjeneste: String,
    /// The booking that the session began as.
    #[serde(default)]
    time: String,
    /// The queue number that it began as.
    #[serde(default)]
    billett: String,
    /// When it began, to the minute.
    #[serde(default)]
    fra: String,
}

impl Asked {
    fn in_form(form: &Form) -> Asked {
        let value = |name: &str| form.value(name).to_owned();
        Asked {
            sted: value("sted"),
            tjeneste: value("tjeneste"),
            time: value("time"),
            billett: value("billett"),
            fra: value("fra"),
        }
    }

    fn origin(&self) -> Result<Origin, Failure> {
        let id = |text: &str| Uuid::parse_str(text).map_err(|_| Failure::NotFound);
        match (self.time.as_str(), self.billett.as_str()) {
            ("", "") => Ok(Origin::DropIn),
            ("", ticket) => Ok(Origin::Ticket(id(ticket)?)),
            (booking, _) => Ok(Origin::Booking(id(booking)?)),
        }
    }

    /// When it began; now for what cannot be read or lies ahead.
    fn since(&self, now: Timestamp) -> Timestamp {
        self.fra.parse().ok().filter(|since| *since <= now).unwrap_or(now)
    }
}

/// What a session is about, for somebody who may hold it.
struct Desk {
    directory: Arc<Directory>,
    place: Arc<Place>,
    service: Arc<Service>,
}

impl Desk {
    fn open(visit: &mut Visit, asked: &Asked) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let place = desk::place(visit, &directory, &asked.sted, Action::ServeBooking)?;
        let card = directory.service(&asked.tjeneste).filter(|s| s.active).ok_or(Failure::NotFound)?.id;
        let service = directory.service_for(place.organisation, card).cloned().ok_or(Failure::NotFound)?;
        Ok(Desk { directory, place, service })
    }
}

/// A boundary as the page shows it.
struct Limit {
    class: super::boundaries::Class,
    legal: String,
    lang: Lang,
    reason: String,
    handover: String,
}

impl Limit {
    fn of(boundary: Boundary, lang: Lang) -> Limit {
        let (shown, words) = boundary.texts.shown(lang);
        let (reason, handover) = (words.reason.clone(), words.handover.clone());
        Limit { class: boundary.class, legal: boundary.legal, lang: shown, reason, handover }
    }
}

/// A choice in the form that closes a session.
struct Chosen {
    name: &'static str,
    label: &'static str,
    options: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "guidance/templates/session.html")]
struct SessionPage {
    p: Page,
    place: Arc<Place>,
    service: Arc<Service>,
    words: Wording,
    asked: Asked,
    limit: Limit,
    helper: &'static str,
    notices: Vec<Notice>,
    began: String,
    outcomes: Vec<Choice>,
    topics: Vec<Choice>,
    chosen: Vec<Chosen>,
    services: Vec<Choice>,
    back: String,
    csrf: String,
    form: Form,
}

/// `POST /ansatt/okt`: somebody came in; the clock starts.
pub async fn start(mut visit: Visit, form: Form) -> Result<Response, Failure> {
    let asked = Asked::in_form(&form);
    let desk = Desk::open(&mut visit, &asked)?;
    let since = whole_minute(visit.app.clock().now());
    let (place, service) = (&desk.place.slug, &desk.service.slug);
    Ok(Redirect::to(&format!("/ansatt/okt?sted={place}&tjeneste={service}&fra={since}")).into_response())
}

fn whole_minute(now: Timestamp) -> Timestamp {
    Timestamp::from_second(now.as_second() / 60 * 60).unwrap_or(now)
}

/// `GET /ansatt/okt?sted=&tjeneste=&time=&billett=&fra=`: nothing of it is kept until it is closed, and no name is shown.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &asked)?;
    asked.origin()?;
    let now = visit.app.clock().now();
    let minutes = now.duration_since(asked.since(now)).as_mins().clamp(1, i64::from(LONGEST));
    let mut form = Form::filled([("minutter", minutes.to_string()), ("trykk", Uuid::new_v4().to_string())]);
    form.set("tjeneste", desk.service.slug.clone());
    for dimension in Dimension::CHOSEN {
        form.set(dimension.code(), dimension.values().first().map(|(code, _)| *code).unwrap_or_default());
    }
    page(&visit, desk, asked, form).await
}

async fn page(visit: &Visit, desk: Desk, asked: Asked, form: Form) -> Result<Html, Failure> {
    let Desk { directory, place, service } = desk;
    let helper = Helper::of(visit.actor(), &place);
    let db = visit.app.store().within(place.organisation);
    let known = boundaries::of_service(&db, place.organisation, service.id).await?;
    let boundary = known.into_iter().find(|(who, _)| *who == helper).map(|(_, boundary)| boundary);
    let now = visit.app.clock().now();
    let wrong = !form.ok();
    let words = service.texts.in_lang(visit.lang).clone();
    let page = SessionPage {
        p: visit.page(words.name.clone()).of(directory.face(place.organisation)).staff().with_form(&form),
        limit: Limit::of(boundary.unwrap_or_default(), visit.lang),
        helper: helper.word(),
        notices: notices::shown::about(visit, &directory, &service),
        began: clock_time(asked.since(now)),
        outcomes: choices(visit, Dimension::Outcome),
        topics: choices(visit, Dimension::Topic).into_iter().skip(1).collect(),
        chosen: Dimension::CHOSEN
            .into_iter()
            .map(|d| Chosen { name: d.code(), label: d.word(), options: choices(visit, d) })
            .collect(),
        services: service_choices(&directory, &place, visit.lang),
        back: back(&place, &asked),
        csrf: visit.csrf(),
        words,
        place,
        service,
        asked,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn choices(visit: &Visit, dimension: Dimension) -> Vec<Choice> {
    let choice = |(code, word): &(&'static str, &'static str)| Choice {
        value: (*code).to_owned(),
        label: visit.t(word).to_owned(),
    };
    dimension.values().iter().map(choice).collect()
}

/// Where the guide came from.
fn back(place: &Place, asked: &Asked) -> String {
    let page = if asked.billett.is_empty() { "dag" } else { "ko" };
    format!("/ansatt/{page}?sted={}", place.slug)
}

/// `POST /ansatt/okt/slutt`
pub async fn close(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let asked = Asked::in_form(&form);
    let desk = Desk::open(&mut visit, &asked)?;
    let origin = asked.origin()?;
    let press = Uuid::parse_str(form.value("trykk")).map_err(|_| Failure::BadRequest)?;
    if let Origin::Booking(id) = origin {
        // Not another place's, and not one that somebody only has the address of.
        let booking = crate::counter::pages::permitted(&visit, id, Action::ServeBooking).await?;
        if booking.place != desk.place.id {
            return Err(Failure::NotFound);
        }
    }
    let Some(session) = read(&mut form, &desk.service) else {
        return Ok(page(&visit, desk, asked, form).await?.into_response());
    };
    let to = back(&desk.place, &asked);
    let (app, actor) = (visit.app.clone(), visit.actor().clone());
    let unit = Close { app, actor, place: desk.place.clone(), session, origin, press };
    visit.app.store().write(desk.place.organisation, unit).await?;
    Ok(Redirect::to(&format!("{to}&okt=1")).into_response())
}

/// Reads what is told of a session. `None` only together with errors in the form.
fn read(form: &mut Form, service: &Service) -> Option<Session> {
    let outcome = Dimension::Outcome.value(form.value(Dimension::Outcome.code()));
    if outcome.is_none() {
        form.wrong(Dimension::Outcome.code(), "session-outcome-missing");
    }
    let minutes = form.number("minutter", 1, LONGEST, "session-minutes-wrong");
    let known = Dimension::Topic.values();
    let told = |code: &&str| form.has(Dimension::Topic.code(), code) && *code != "none";
    let topics = known.iter().map(|(code, _)| *code).filter(told).collect();
    // A value that the form does not offer is not told.
    let chosen = Dimension::CHOSEN.map(|d| {
        let first = d.values().first().map(|(code, _)| *code).unwrap_or_default();
        d.value(form.value(d.code())).unwrap_or(first)
    });
    let outcome = outcome?;
    form.ok().then_some(Session { service: service.id, minutes, topics, outcome, chosen })
}
