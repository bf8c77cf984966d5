//! How people come to a place and home again: what the file of travel said.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Uuid};
use torg_catalogue::travel::model::{Route, Timetable};
use torg_slots::rules::Weekdays;
use torg_web::page::{Html, html};
use torg_web::{Failure, Form, Page, Visit};

use super::access::{self, Asked, Desk};
use super::fields::show_time;
use super::hours::days_text;
use super::units::{Deed, RemoveRoute};

/// One origin.
struct Line {
    id: Uuid,
    origin: String,
    minutes: i32,
    arrivals: String,
    departures: String,
}

#[derive(Template)]
#[template(path = "manage/templates/travel.html")]
struct TravelPage {
    p: Page,
    place: String,
    base: String,
    lines: Vec<Line>,
    saved: bool,
}

/// `GET /styring/sted/{place}/reise`
pub async fn show(mut visit: Visit, Path(place): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let line = |route: &Route| Line {
        id: route.id,
        origin: route.origin.clone(),
        minutes: route.minutes,
        arrivals: timetable(&visit, &route.arrivals),
        departures: timetable(&visit, &route.departures),
    };
    html(&TravelPage {
        p: desk.page(&visit, visit.t("manage-travel")),
        place: desk.place.name.clone(),
        base: desk.address(""),
        lines: desk.directory.routes_to(desk.place.id).iter().map(line).collect(),
        saved: !asked.lagret.is_empty(),
    })
}

/// «mandag–fredag 10.15, 14.40; lørdag 11.00», or that one comes and goes as one likes.
fn timetable(visit: &Visit, table: &Timetable) -> String {
    if table.is_empty() {
        return visit.t("manage-travel-any").to_owned();
    }
    let group = |(days, minutes): (Weekdays, Vec<i16>)| {
        let times: Vec<String> = minutes.into_iter().map(show_time).collect();
        format!("{} {}", days_text(days, visit.lang), times.join(", "))
    };
    table.by_days().into_iter().map(group).collect::<Vec<_>>().join("; ")
}

/// `POST /styring/sted/{place}/reise/{route}/fjern`
pub async fn remove(
    mut visit: Visit,
    Path((place, route)): Path<(String, Uuid)>,
    _form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let deed = Deed::new(visit.actor(), "travel.removed");
    desk.keep(&visit, RemoveRoute { deed, place: desk.place.id, route }).await?;
    Ok(access::saved(&desk.address("/reise")))
}
