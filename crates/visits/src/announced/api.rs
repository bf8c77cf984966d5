//! Visits for other programs: the open API.

use std::sync::Arc;

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use torg_base::Lang;
use torg_catalogue::directory::{self, Directory};
use torg_web::{ApiFailure, Visit};
use utoipa::{IntoParams, ToSchema};

use super::board;
use super::model::{AgencyVisit, Said, State};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VisitsQuery {
    /// The language of the texts.
    #[param(pattern = "^(nb|nn|en)$", example = "nb")]
    lang: Option<String>,
    /// Only visits at this place, by its slug.
    place: Option<String>,
}

/// Words, and the language they are in: that which was asked for when it is written, else another.
#[derive(Serialize, ToSchema)]
pub struct VisitText {
    text: String,
    lang: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct VisitItem {
    id: String,
    url: String,
    version: i32,
    /// `announced` or `cancelled`.
    state: &'static str,
    agency: String,
    /// Slug of the place.
    place: String,
    place_name: String,
    starts: String,
    ends: String,
    /// Where at the place; empty when it is not told.
    room: String,
    does: Option<VisitText>,
    bring: Option<VisitText>,
    /// Slugs of the services that it touches.
    services: Vec<String>,
    /// The agency's own booking.
    booking_url: Option<String>,
    booking_phone: Option<String>,
    /// Whether people may come without a booking.
    drop_in: bool,
    /// Why it was cancelled.
    reason: Option<VisitText>,
}

#[derive(Serialize, ToSchema)]
pub struct VisitItems {
    items: Vec<VisitItem>,
}

/// Agencies' visits that are announced and not over, soonest first; those that were cancelled too, until their time.
#[utoipa::path(get, path = "/api/v1/visits", params(VisitsQuery), responses(
    (status = 200, body = VisitItems), (status = 400, description = "the query cannot be read"),
    (status = 404, description = "no such place")))]
pub async fn api_visits(visit: Visit, Query(query): Query<VisitsQuery>) -> Result<Json<VisitItems>, ApiFailure> {
    let directory = directory::of(&visit.app);
    let lang = match query.lang.as_deref() {
        None => visit.lang,
        Some(code) => {
            let known = Lang::ALL.into_iter().find(|l| l.code() == code);
            known.ok_or_else(|| ApiFailure::new(StatusCode::BAD_REQUEST, "unknown-language"))?
        }
    };
    let place = match query.place.as_deref().filter(|slug| !slug.is_empty()) {
        None => None,
        Some(slug) => {
            let known = directory.place(slug);
            Some(known.ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "unknown-place"))?.id)
        }
    };
    let now = visit.app.clock().now();
    let wanted = |it: &&Arc<AgencyVisit>| {
        it.ends > now && it.state != State::Held && place.is_none_or(|place| place == it.place)
    };
    let all = board::of(&visit.app).visits();
    let base = &visit.app.site().base_url;
    Ok(Json(VisitItems {
        items: all.iter().filter(wanted).filter_map(|it| item(base, &directory, lang, it)).collect(),
    }))
}

fn item(base: &str, directory: &Directory, lang: Lang, it: &AgencyVisit) -> Option<VisitItem> {
    let (place, content) = (directory.place_by_id(it.place)?, &it.content);
    let told = |said: Said| VisitText { text: said.text, lang: said.lang.code() };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let services = content.services.iter().filter_map(|id| directory.service_by_id(*id)).filter(|s| s.active);
    Some(VisitItem {
        id: it.id.to_string(),
        url: format!("{base}/besok/{}", it.id),
        version: it.version,
        state: it.state.code(),
        agency: content.agency.clone(),
        place: place.slug.clone(),
        place_name: place.name.clone(),
        starts: it.starts.to_string(),
        ends: it.ends.to_string(),
        room: content.room.clone(),
        does: content.does.said(lang).map(told),
        bring: content.bring.said(lang).map(told),
        services: services.map(|s| s.slug.clone()).collect(),
        booking_url: some(&content.link),
        booking_phone: some(&content.phone),
        drop_in: content.drop_in,
        reason: it.reason.as_ref().and_then(|reason| reason.said(lang)).map(told),
    })
}
