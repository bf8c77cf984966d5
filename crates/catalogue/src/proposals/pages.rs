//! The counter's page: propose something, and see what became of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::{Action, time::short_date};
use torg_web::page::{html, html_wrong};
use torg_web::{Choice, Failure, Form, Html, Page, Visit};

use super::model::{LONGEST, Proposal, State};
use super::store;
use super::units::Propose;
use crate::desk;
use crate::directory::{self, Directory};
use crate::places::model::Place;
use crate::services::pages::service_choices;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    #[serde(default)]
    lagret: String,
}

/// A proposal in the list.
struct Line {
    date: String,
    /// The item that it is about.
    about: Option<String>,
    words: String,
    state: State,
    reason: String,
    /// The item that came of it, with its address when the public can see it.
    result: Option<(String, Option<String>)>,
    own: bool,
}

#[derive(Template)]
#[template(path = "proposals/templates/list.html")]
struct ListPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    services: Vec<Choice>,
    form: Form,
    lines: Vec<Line>,
    saved: bool,
}

/// `GET /ansatt/forslag?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::ProposeServices)?;
    shown(&visit, &directory, place, Form::default(), !asked.lagret.is_empty()).await
}

/// `POST /ansatt/forslag`
pub async fn propose(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::ProposeServices)?;
    let words = form.required("ord", LONGEST, "proposals-words-missing");
    let about = form.value("gjelder").to_owned();
    let service = directory.service(&about).filter(|s| s.active);
    if !about.is_empty() && service.is_none() {
        form.wrong("gjelder", "proposals-about-wrong");
    }
    let staff = visit.actor().staff_id().ok_or(Failure::Forbidden)?;
    if !form.ok() {
        return shown(&visit, &directory, place, form, false).await;
    }
    let proposal = Proposal {
        id: torg_base::new_id(),
        organisation: place.organisation,
        place: place.id,
        staff,
        at: visit.app.clock().now(),
        service: service.map(|s| s.id),
        words,
        state: State::Open,
        reason: String::new(),
        result: None,
    };
    let unit = Propose { actor: visit.actor().clone(), proposal };
    visit.app.store().write(place.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/forslag?sted={}&lagret=1", place.slug)).into_response())
}

async fn shown(
    visit: &Visit,
    directory: &Directory,
    place: Arc<Place>,
    form: Form,
    saved: bool,
) -> Result<Html, Failure> {
    let all = store::of(&visit.app.store().within(place.organisation)).await?;
    let none = Choice { value: String::new(), label: visit.t("proposals-about-new").to_owned() };
    let services = service_choices(directory, &place, visit.lang);
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let page = ListPage {
        p: visit.page(visit.t("proposals-title")).of(face).staff().with_form(&form),
        places: desk::choices(visit, directory, Action::ProposeServices),
        services: std::iter::once(none).chain(services).collect(),
        lines: all.iter().filter(|p| p.place == place.id).map(|p| line(visit, directory, p)).collect(),
        place,
        form,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn line(visit: &Visit, directory: &Directory, proposal: &Proposal) -> Line {
    let service = |id| directory.service_for(proposal.organisation, id);
    let name = |id| service(id).map(|s| s.texts.in_lang(visit.lang).name.clone());
    Line {
        date: short_date(torg_base::time::oslo_date(proposal.at)),
        about: proposal.service.and_then(name),
        words: proposal.words.clone(),
        state: proposal.state,
        reason: proposal.reason.clone(),
        result: proposal.result.and_then(service).map(|s| {
            let address = s.active.then(|| format!("/tjenester/{}", s.slug));
            (s.texts.in_lang(visit.lang).name.clone(), address)
        }),
        own: visit.actor().staff_id() == Some(proposal.staff),
    }
}
