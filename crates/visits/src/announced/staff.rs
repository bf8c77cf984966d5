//! At the counter: which agencies come to the place, and how many came when they had been.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use serde::Deserialize;
use torg_base::Action;
use torg_base::time::{oslo_date, short_date};
use torg_catalogue::places::model::Place;
use torg_catalogue::{desk, directory};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{AgencyVisit, State};
use super::shown::Shown;
use super::writing::{Own, put};
use super::{form, store};

/// How long a visit that has been waits in the list to be counted.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 60);

#[derive(Template)]
#[template(path = "announced/templates/desk.html")]
struct DeskPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    today: Vec<Shown>,
    /// Those that have been and are not counted.
    uncounted: Vec<Shown>,
    coming: Vec<Shown>,
    saved: bool,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    #[serde(default)]
    lagret: String,
}

/// `GET /ansatt/besok?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::CountVisit)?;
    let now = visit.app.clock().now();
    let db = visit.app.store().within(place.organisation);
    let mut all = store::at_place(&db, place.id, now - BACK).await?;
    all.retain(AgencyVisit::public);
    let today = oslo_date(now);
    let shown = |wanted: &dyn Fn(&AgencyVisit) -> bool| {
        let wanted = all.iter().filter(|it| wanted(it));
        wanted.filter_map(|it| Shown::of(&visit, &directory, it)).collect::<Vec<Shown>>()
    };
    let page = DeskPage {
        today: shown(&|it| it.day() == today),
        uncounted: shown(&|it| it.day() < today && it.state == State::Announced),
        coming: shown(&|it| it.day() > today),
        p: visit.page(visit.t("visits-desk-title")).of(directory.face(place.organisation)).staff(),
        places: desk::choices(&visit, &directory, Action::CountVisit),
        saved: !asked.lagret.is_empty(),
        place,
    };
    html(&page)
}

#[derive(Template)]
#[template(path = "announced/templates/count.html")]
struct CountPage {
    p: Page,
    v: Shown,
    countable: bool,
    form: Form,
    stale: bool,
}

fn count_page(visit: &Visit, own: &Own, form: Form, stale: bool) -> Result<Html, Failure> {
    let wrong = stale || !form.ok();
    let v = own.shown(visit)?;
    let p = own.page(visit, v.heading.clone()).with_form(&form);
    let page = CountPage { p, v, countable: own.it.countable(visit.app.clock().now()), form, stale };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// A visit at a place of somebody's, which is no secret any more.
async fn own(visit: &mut Visit, id: &str) -> Result<Own, Failure> {
    let own = Own::open(visit, id, Action::CountVisit).await?;
    if own.it.public() { Ok(own) } else { Err(Failure::NotFound) }
}

/// `GET /ansatt/besok/{id}`
pub async fn open(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let own = own(&mut visit, &id).await?;
    let mut form = Form::filled([("versjon", own.it.version.to_string())]);
    if let Some(next) = own.it.content.next {
        form.set("neste", short_date(next));
        form.set("kjent", "ja");
    }
    if let Some(count) = own.it.count {
        form.set("kom", count.came.to_string());
        form.set("gikk", count.unserved.to_string());
        form.set("kjent", if own.it.content.next.is_some() { "ja" } else { "nei" });
    }
    count_page(&visit, &own, form, false)
}

/// `POST /ansatt/besok/{id}/tall`: how many came, and whether they come again.
pub async fn count(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let own = own(&mut visit, &id).await?;
    if !own.it.countable(visit.app.clock().now()) {
        return Err(Failure::NotFound);
    }
    let Some((count, next)) = form::count(&mut form, &own.it) else {
        return count_page(&visit, &own, form, false);
    };
    if !own.seen_in(&form) || !put(&visit, own.it.counted(count, next), None, "visit.counted").await? {
        return count_page(&visit, &own, form, true);
    }
    Ok(Redirect::to(&format!("/ansatt/besok?sted={}&lagret=1", own.place.slug)).into_response())
}
