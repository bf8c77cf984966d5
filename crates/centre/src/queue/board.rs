//! The screen in the room: who is called now, and who is next. Numbers only.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use torg_catalogue::places::model::Place;
use torg_web::page::{Html, html};
use torg_web::{Failure, Page, Visit};

use super::model::Ticket;
use super::public::Here;
use super::store;
use super::units::today;

/// Calls that stand on the screen, the last one largest.
const CALLS: usize = 4;
/// Numbers that are told they are next.
const NEXT: usize = 5;

/// A number that is called, and where to come.
struct Called {
    number: String,
    desk: Option<String>,
}

/// What the screen shows.
struct Board {
    called: Vec<Called>,
    next: Vec<String>,
}

#[derive(Template)]
#[template(path = "queue/templates/board.html")]
struct BoardPage {
    p: Page,
    place: Arc<Place>,
    b: Board,
}

#[derive(Template)]
#[template(path = "queue/templates/board_part.html")]
struct BoardPart {
    p: Page,
    b: Board,
}

async fn board(visit: &Visit, place: &Place) -> Result<Board, Failure> {
    let (db, queue) = (visit.app.store().within(place.organisation), today(&visit.app, place));
    let called = |t: &Ticket| Called { number: t.shown(), desk: t.desk.map(|desk| desk.to_string()) };
    Ok(Board {
        called: store::called(&db, &queue, CALLS).await?.iter().map(called).collect(),
        next: store::waiting(&db, &queue, NEXT).await?.iter().map(Ticket::shown).collect(),
    })
}

/// `GET /sted/{place}/ko`
pub async fn show(mut visit: Visit, Path(slug): Path<String>) -> Result<Html, Failure> {
    let Here { place, .. } = Here::open(&mut visit, &slug)?;
    let b = board(&visit, &place).await?;
    let title = visit.app.texts().format(visit.lang, "queue-board-title", &[("place", &place.name)]);
    html(&BoardPage { p: visit.page(title), place, b })
}

/// `GET /sted/{place}/ko/tavle`: what changes, alone, for the screen to refresh itself.
pub async fn part(mut visit: Visit, Path(slug): Path<String>) -> Result<Html, Failure> {
    let Here { place, .. } = Here::open(&mut visit, &slug)?;
    let b = board(&visit, &place).await?;
    html(&BoardPart { p: visit.page(String::new()), b })
}
