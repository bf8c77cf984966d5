//! The common front page, the page of a place, and what stands in every footer.

use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;
use torg_base::time::{clock_time, day_month, long_moment, oslo_date, weekday};
use torg_slots::rules::OpenState;
use torg_web::page::{Html, html};
use torg_web::slice::{Card, CardSources};
use torg_web::{Failure, Page, Visit};
use utoipa::ToSchema;

use super::model::Place;
use crate::directory::{self, Directory};
use crate::open::markup;
use crate::services::pages::PlaceCards;

/// Whether a place is open, in one line.
pub struct OpenLine {
    pub open: bool,
    pub text: String,
}

/// «Åpent nå, til kl. 15.00» or «Åpner mandag 23. november kl. 09.00».
pub fn open_line(visit: &Visit, directory: &Directory, place: &Place, now: Timestamp) -> OpenLine {
    let format = |key: &str, args: &[(&str, &str)]| visit.app.texts().format(visit.lang, key, args);
    match directory.open_state(place, now) {
        OpenState::Open { until } => {
            OpenLine { open: true, text: format("open-until", &[("time", &clock_time(until))]) }
        }
        OpenState::Closed { opens: None } => OpenLine { open: false, text: visit.t("closed-for-now").to_owned() },
        OpenState::Closed { opens: Some(at) } => {
            let (day, today) = (oslo_date(at), oslo_date(now));
            let time = clock_time(at);
            let text = if day == today {
                format("opens-today", &[("time", &time)])
            } else {
                let date = format!("{} {}", weekday(day.weekday(), visit.lang), day_month(day, visit.lang));
                format("opens-on", &[("date", &date), ("time", &time)])
            };
            OpenLine { open: false, text }
        }
    }
}

/// A place as a card on the front page.
struct PlaceCard {
    place: Arc<Place>,
    organisation: String,
    open: OpenLine,
}

#[derive(Template)]
#[template(path = "places/templates/front.html")]
struct FrontPage {
    p: Page,
    open: Vec<PlaceCard>,
    closed: Vec<PlaceCard>,
}

/// `GET /`: every centre of the installation, the open ones first. With one centre only, its own page.
pub async fn front(visit: Visit) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    if let [only] = directory.places.as_slice() {
        return Ok(axum::response::Redirect::to(&format!("/sted/{}", only.slug)).into_response());
    }
    let now = visit.app.clock().now();
    let cards = directory.places.iter().map(|place| PlaceCard {
        open: open_line(&visit, &directory, place, now),
        organisation: directory.organisations.get(&place.organisation).map(|o| o.name.clone()).unwrap_or_default(),
        place: place.clone(),
    });
    let (open, closed) = cards.partition(|card| card.open.open);
    let p = visit.page(visit.t("front-title")).listed("/");
    html(&FrontPage { p, open, closed })
}

/// Opening hours of one day.
pub struct HoursLine {
    pub day: String,
    pub hours: String,
    pub today: bool,
}

#[derive(Template)]
#[template(path = "places/templates/place.html")]
struct PlacePage {
    p: Page,
    place: Arc<Place>,
    open: OpenLine,
    hours: Vec<HoursLine>,
    cards: Arc<PlaceCards>,
    /// What other slices tell is coming here.
    coming: Vec<Coming>,
}

/// A card with its moment as text.
struct Coming {
    card: Card,
    when: String,
}

/// `GET /sted/{place}`
pub async fn place(mut visit: Visit, Path(slug): Path<String>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place(&slug).cloned().ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(directory::written_at(&directory, &place));
    let now = visit.app.clock().now();
    let cards = directory.cards_at(&place, visit.app.texts(), visit.lang);
    let open = open_line(&visit, &directory, &place, now);
    let hours = hours(&visit, &directory, &place, now);
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let about = markup::place(&directory, &place, &visit.app.site().base_url, now);
    let p = visit.page(place.name.clone()).of(face).listed(format!("/sted/{}", place.slug)).about(&about);
    let when = |card: &Card| long_moment(card.at, visit.lang);
    let coming = CardSources::at(&visit.app, place.id, visit.lang);
    let coming = coming.into_iter().map(|card| Coming { when: when(&card), card }).collect();
    html(&PlacePage { p, place, open, hours, cards, coming })
}

fn hours(visit: &Visit, directory: &Directory, place: &Place, now: Timestamp) -> Vec<HoursLine> {
    let today = oslo_date(now);
    let line = |(date, open): (Date, Vec<(Timestamp, Timestamp)>)| {
        let ranges: Vec<String> =
            open.iter().map(|(from, to)| format!("{}–{}", clock_time(*from), clock_time(*to))).collect();
        let hours = if ranges.is_empty() { visit.t("closed-day").to_owned() } else { ranges.join(", ") };
        let day = format!("{} {}", weekday(date.weekday(), visit.lang), day_month(date, visit.lang));
        HoursLine { day, hours, today: date == today }
    };
    directory.open_week(place, today).into_iter().map(line).collect()
}

/// `GET /utseende/{slug}.css`: the organisation's colour, which the content policy forbids inline.
pub async fn stylesheet(visit: Visit, Path(file): Path<String>) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let slug = file.strip_suffix(".css").ok_or(Failure::NotFound)?;
    let found = directory.organisations.values().find(|o| o.slug == slug).ok_or(Failure::NotFound)?;
    let css = format!(":root{{--torg-accent:{}}}\n", found.face.accent);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    Ok((headers, css).into_response())
}

#[derive(Template)]
#[template(path = "places/templates/privacy.html")]
struct PrivacyPage {
    p: Page,
}

/// `GET /personvern`: what is stored, why and for how long; and that only necessary cookies are used.
pub async fn privacy(visit: Visit) -> Result<Html, Failure> {
    let p = visit.page(visit.t("privacy"));
    html(&PrivacyPage { p })
}

#[derive(Serialize, ToSchema)]
pub struct PlaceItem {
    slug: String,
    name: String,
    municipality_no: String,
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize, ToSchema)]
pub struct PlaceItems {
    items: Vec<PlaceItem>,
}

/// Every centre of the installation.
#[utoipa::path(get, path = "/api/v1/places", responses((status = 200, body = PlaceItems)))]
pub async fn api_places(visit: Visit) -> Json<PlaceItems> {
    let directory = directory::of(&visit.app);
    let item = |p: &Arc<Place>| PlaceItem {
        slug: p.slug.clone(),
        name: p.name.clone(),
        municipality_no: p.municipality_no.clone(),
        latitude: p.latitude,
        longitude: p.longitude,
    };
    Json(PlaceItems { items: directory.places.iter().map(item).collect() })
}
