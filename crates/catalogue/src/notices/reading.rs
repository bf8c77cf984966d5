//! At the counter: what the place has to read, what changed since it last did, and that it has read it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::time::{long_date, oslo_date};
use torg_base::{Action, Actor, Role, allowed};
use torg_store::Reads;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::difference::{Version, between};
use super::model::Notice;
use super::pages::read_id;
use super::shown::Shown;
use super::store::{self, Reading};
use super::units::Acknowledge;
use crate::desk;
use crate::directory::{self, Directory};
use crate::places::model::Place;
use crate::services::difference::{Difference, Piece};

/// A notice that waits, with what changed since the place last read it.
struct Waiting {
    n: Shown,
    /// Whether the place has read an earlier version.
    again: bool,
    changed: Vec<Difference>,
}

/// A notice that the place has read: «Lest 20. november 2026, veileder».
struct Read {
    n: Shown,
    when: String,
}

#[derive(Template)]
#[template(path = "notices/templates/reading.html")]
struct ReadingPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    waiting: Vec<Waiting>,
    read: Vec<Read>,
    saved: bool,
    /// The notice changed while somebody read it.
    stale: bool,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    #[serde(default)]
    lest: String,
}

/// `GET /ansatt/varsler?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::ReadNotices)?;
    shown(&visit, &directory, place, !asked.lest.is_empty(), false).await
}

async fn shown(
    visit: &Visit,
    directory: &Directory,
    place: Arc<Place>,
    saved: bool,
    stale: bool,
) -> Result<Html, Failure> {
    let db = visit.app.store().within(place.organisation);
    let ids: Vec<_> = directory.notices.iter().map(|n| n.id).collect();
    let mut readings = store::readings(&db, &ids).await?;
    readings.retain(|r| r.place == place.id);
    let (mut waiting, mut read) = (Vec::new(), Vec::new());
    for notice in &directory.notices {
        let last = readings.iter().rfind(|r| r.notice == notice.id);
        if notice.waits(last.map(|r| r.version)) {
            waiting.push(waiting_line(visit, directory, &db, notice, last).await?);
        } else if let Some(last) = last {
            read.push(Read { n: Shown::of(visit, directory, notice), when: when(visit, last) });
        }
    }
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let page = ReadingPage {
        p: visit.page(visit.t("notices-reading-title")).of(face).staff(),
        places: desk::choices(visit, directory, Action::ReadNotices),
        place,
        waiting,
        read,
        saved,
        stale,
    };
    if stale { html_wrong(&page) } else { html(&page) }
}

async fn waiting_line(
    visit: &Visit,
    directory: &Directory,
    db: &Reads,
    notice: &Notice,
    last: Option<&Reading>,
) -> Result<Waiting, Failure> {
    let mut changed = Vec::new();
    if let Some(last) = last {
        let versions = store::versions(db, notice.id).await?;
        let before = versions.into_iter().map(|kept| kept.version).find(|v| v.number == last.version);
        let word = |key: &str| visit.t(key).to_owned();
        changed = before.map(|b| between(&b, &Version::of(notice), directory, visit.lang, &word)).unwrap_or_default();
    }
    Ok(Waiting { n: Shown::of(visit, directory, notice), again: last.is_some(), changed })
}

/// «Lest 20. november 2026, veileder»
pub fn when(visit: &Visit, reading: &Reading) -> String {
    let date = long_date(oslo_date(reading.at), visit.lang);
    let role = reading.role.map(|r| visit.t(torg_people::staff::role_key(r)).to_lowercase()).unwrap_or_default();
    visit.app.texts().format(visit.lang, "notices-read-when", &[("date", &date), ("role", &role)])
}

/// The role in which somebody reads for a place.
fn role_at(actor: &Actor, place: &Place) -> Option<Role> {
    let here = |p: Option<torg_base::Uuid>| p.is_none_or(|own| own == place.id);
    let own = actor.memberships().iter().filter(|m| m.organisation == place.organisation && here(m.place));
    own.map(|m| m.role).find(|role| allowed(*role, Action::ReadNotices) != torg_base::Allowed::No)
}

/// `POST /ansatt/varsler/{id}/lest`: for the whole place.
pub async fn read(mut visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = read_id(&id)?;
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::ReadNotices)?;
    let notice = directory.notices.iter().find(|n| n.id == id).ok_or(Failure::NotFound)?;
    if form.value("versjon") != notice.version.to_string() {
        return shown(&visit, &directory, place, false, true).await;
    }
    let role = role_at(visit.actor(), &place).ok_or(Failure::NotFound)?;
    let unit = Acknowledge { actor: visit.actor().clone(), role, place: place.id, notice: id, version: notice.version };
    visit.app.store().write(place.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/varsler?sted={}&lest=1", place.slug)).into_response())
}
