//! All sheets and posters of a place in every language, for whoever fills the rack and the wall.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use torg_base::Action;
use torg_catalogue::desk;
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;
use torg_catalogue::services::pages::services_at;
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Page, Visit};

#[derive(Deserialize, Default)]
pub struct BoardQuery {
    #[serde(default)]
    sted: String,
}

/// A file in each language; `{address}{sign}sprak=nb` is one of them.
struct Line {
    name: String,
    address: String,
    sign: char,
}

#[derive(Template)]
#[template(path = "sheets/templates/board.html")]
struct BoardPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    of_place: Vec<Line>,
    of_services: Vec<Line>,
}

/// `GET /ansatt/ark?sted=`
pub async fn show(mut visit: Visit, Query(query): Query<BoardQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadDay)?;
    let of_place = |key: &str, file: &str, sign: char| Line {
        name: visit.t(key).to_owned(),
        address: format!("/sted/{}/{file}", place.slug),
        sign,
    };
    let of_service = |service: &torg_catalogue::services::model::Service| Line {
        name: service.texts.in_lang(visit.lang).name.clone(),
        address: format!("/tjenester/{}/ark.pdf?sted={}", service.slug, place.slug),
        sign: '&',
    };
    let places = desk::choices(&visit, &directory, Action::ReadDay);
    let of_place = vec![
        of_place("sheets-poster-a4", "plakat.pdf", '?'),
        of_place("sheets-poster-a3", "plakat.pdf?storrelse=a3", '&'),
        of_place("sheets-list", "ark.pdf", '?'),
    ];
    let of_services = services_at(&directory, &place, visit.lang).iter().map(|s| of_service(s)).collect();
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?.clone();
    let p = visit.page(visit.t("sheets-title")).of(&face).staff();
    html(&BoardPage { p, place, places, of_place, of_services })
}
