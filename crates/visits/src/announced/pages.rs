//! What the public sees: who comes where, one visit with all that one needs to know, and a file for the calendar.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use torg_booking::booking::ics;
use torg_catalogue::directory::{self, Directory, written_at};
use torg_catalogue::notices::{channels, read_id};
use torg_catalogue::places::model::Place;
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{AgencyVisit, State};
use super::shown::Shown;
use super::{board, markup, messages, store};

#[derive(Template)]
#[template(path = "announced/templates/list.html")]
struct ListPage {
    p: Page,
    place: Option<Arc<Place>>,
    places: Vec<Choice>,
    visits: Vec<Shown>,
    subscribe: bool,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct PlaceQuery {
    #[serde(default)]
    sted: String,
}

/// `GET /besok?sted=`
pub async fn list(mut visit: Visit, Query(query): Query<PlaceQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = match query.sted.as_str() {
        "" => None,
        slug => Some(directory.place(slug).cloned().ok_or(Failure::NotFound)?),
    };
    if let Some(place) = &place {
        visit.lang = visit.lang_for(written_at(&directory, place));
    }
    let now = visit.app.clock().now();
    let wanted = |it: &&Arc<AgencyVisit>| place.as_ref().is_none_or(|p| p.id == it.place) && it.ends > now;
    let all = board::of(&visit.app).visits();
    let shown = all.iter().filter(wanted).filter(|it| it.state != State::Held);
    let title = match &place {
        Some(place) => visit.app.texts().format(visit.lang, "visits-title-place", &[("place", &place.name)]),
        None => visit.t("visits-title").to_owned(),
    };
    let face = place.as_ref().and_then(|p| directory.face(p.organisation));
    let p = visit.page(title).of(face);
    let page = ListPage {
        p: if place.is_none() { p.listed("/besok") } else { p },
        places: directory.places.iter().map(|p| p.choice()).collect(),
        visits: shown.filter_map(|it| Shown::of(&visit, &directory, it)).collect(),
        subscribe: channels(&visit).any(),
        form: Form::filled([("sted", query.sted)]),
        place,
    };
    html(&page)
}

#[derive(Template)]
#[template(path = "announced/templates/open.html")]
struct OpenPage {
    p: Page,
    v: Shown,
    /// The number to ask at, of the place or else of those who run it.
    ask: String,
    subscribe: bool,
}

/// A visit that the public may know of: one to come from memory, an earlier one from the database.
async fn known(visit: &Visit, id: &str) -> Result<Arc<AgencyVisit>, Failure> {
    let id = read_id(id)?;
    if let Some(found) = board::of(&visit.app).one(id) {
        return Ok(found);
    }
    let found = store::one(&visit.app.store().across(Across::Directory), id).await?;
    found.filter(AgencyVisit::public).map(Arc::new).ok_or(Failure::NotFound)
}

fn place_of(directory: &Directory, it: &AgencyVisit) -> Result<Arc<Place>, Failure> {
    directory.place_by_id(it.place).cloned().ok_or(Failure::NotFound)
}

/// `GET /besok/{id}`: also when it is over or cancelled, so that an address that was passed on still answers.
pub async fn open(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let it = known(&visit, &id).await?;
    let directory = directory::of(&visit.app);
    let place = place_of(&directory, &it)?;
    visit.lang = visit.lang_for(written_at(&directory, &place));
    let v = Shown::of(&visit, &directory, &it).ok_or(Failure::NotFound)?;
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let ask = if place.phone.is_empty() { face.phone.clone() } else { place.phone.clone() };
    let p = visit.page(v.heading.clone()).of(face);
    // What is over need not be found any more.
    let p = if v.over {
        p
    } else {
        p.listed(format!("/besok/{}", it.id)).about(&markup::event(&visit.app.site().base_url, &place, &it, visit.lang))
    };
    html(&OpenPage { p, v, ask, subscribe: channels(&visit).any() })
}

/// `GET /besok/{id}/kalender.ics`
pub async fn calendar(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let it = known(&visit, &id).await?;
    let directory = directory::of(&visit.app);
    let place = place_of(&directory, &it)?;
    visit.lang = visit.lang_for(written_at(&directory, &place));
    let (app, lang) = (&visit.app, visit.lang);
    let cancelled = it.state == State::Cancelled;
    let rooms = if it.content.room.is_empty() { String::new() } else { format!(", {}", it.content.room) };
    let mut description = messages::letter_body(app.texts(), lang, &it);
    description.push(format!("{}/besok/{}", app.site().base_url, it.id));
    let words = ics::Words {
        summary: &app.texts().format(
            lang,
            if cancelled { "visits-heading-cancelled" } else { "visits-heading" },
            &[("agency", &it.content.agency), ("place", &place.name)],
        ),
        location: &format!("{}, {}{rooms}", place.name, place.address),
        description: &description.join("\n\n"),
    };
    let now = app.clock().now();
    let file = ics::public((&it.id.to_string(), it.version - 1), (it.starts, it.ends), &words, cancelled, now);
    let kind = match ics::method(cancelled) {
        "CANCEL" => "text/calendar; charset=utf-8; method=CANCEL",
        _ => "text/calendar; charset=utf-8; method=PUBLISH",
    };
    let name = format!("attachment; filename=\"besok-{}.ics\"", it.day());
    let name = HeaderValue::from_str(&name).map_err(|_| Failure::Template)?;
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, file).into_response())
}
