//! The manager's own choices for the question a week ahead.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::{Action, Lang, Scope, Uuid, policy};
use torg_notify::sms::segments;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::choices::{self, Choice, FEWEST, LONGEST, MOST, Set};
use super::messages::{self, How};
use super::store;
use super::units::PutChoices;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::model::{Service, Way};

/// One service in the list.
struct Line {
    href: String,
    name: String,
    /// What people can answer, as it is now.
    choices: String,
    own: bool,
}

struct Part {
    name: String,
    slug: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "replies/templates/choices.html")]
struct ListPage {
    p: Page,
    parts: Vec<Part>,
    saved: bool,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    /// Set after a change was stored.
    #[serde(default)]
    lagret: String,
}

/// `GET /styring/sporsmal`
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let may = |o: &&Organisation| policy::permits(visit.actor(), Action::EditServices, Scope::Organisation(o.id));
    let mut own: Vec<&Organisation> = directory.organisations.values().filter(may).collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    let mut parts = Vec::new();
    for organisation in own {
        let db = visit.app.store().within(organisation.id);
        let sets = store::current_sets(&db, organisation.id).await?;
        let services = services(&directory, organisation.id);
        let lines = services.iter().map(|service| line(&visit, organisation, service, &sets)).collect();
        parts.push(Part { name: organisation.name.clone(), slug: organisation.slug.clone(), lines });
    }
    let p = visit.page(visit.t("choices-title")).staff();
    html(&ListPage { p, parts, saved: !asked.lagret.is_empty() })
}

fn line(visit: &Visit, organisation: &Organisation, service: &Service, sets: &[Set]) -> Line {
    let set = sets.iter().find(|set| set.service == service.id);
    let labels = choices::labels(visit.app.texts(), visit.lang, set, &service.kind);
    Line {
        href: format!("/styring/sporsmal/{}/{}", organisation.slug, service.slug),
        name: service.texts.in_lang(visit.lang).name.clone(),
        choices: labels.join(" · "),
        own: set.is_some(),
    }
}

/// The services that can be booked at an organisation's places and are asked about, by slug.
fn services(directory: &Directory, organisation: Uuid) -> Vec<Arc<Service>> {
    let offered = |service: &&Arc<Service>| {
        let offers = directory.offers_of(service.id);
        offers.iter().any(|o| o.organisation == organisation && o.bookable() && o.way != Way::Group)
    };
    let asked = |service: &&Arc<Service>| !choices::ordinary(&service.kind).is_empty();
    directory.services.iter().filter(|s| s.active).filter(asked).filter(offered).cloned().collect()
}

#[derive(Template)]
#[template(path = "replies/templates/choices_form.html")]
struct FormPage {
    p: Page,
    service: String,
    path: String,
    /// For each choice its number, and for each language the name of the field and the language's own name.
    rows: Vec<(usize, Vec<(String, Lang)>)>,
    ordinary: Vec<String>,
    form: Form,
}

fn found(visit: &Visit, path: &(String, String)) -> Result<(Organisation, Arc<Service>), Failure> {
    let directory = directory::of(&visit.app);
    let organisation = directory.organisations.values().find(|o| o.slug == path.0).cloned().ok_or(Failure::NotFound)?;
    visit.require(Action::EditServices, Scope::Organisation(organisation.id))?;
    let service = services(&directory, organisation.id).into_iter().find(|s| s.slug == path.1);
    Ok((organisation, service.ok_or(Failure::NotFound)?))
}

/// `GET /styring/sporsmal/{organisation}/{service}`
pub async fn open(visit: Visit, Path(path): Path<(String, String)>) -> Result<Html, Failure> {
    let (organisation, service) = found(&visit, &path)?;
    let db = visit.app.store().within(organisation.id);
    let sets = store::current_sets(&db, organisation.id).await?;
    let mut form = Form::default();
    let own = sets.iter().find(|set| set.service == service.id).map(|set| set.choices.as_slice()).unwrap_or_default();
    for (number, choice) in (1..).zip(own) {
        for lang in Lang::ALL {
            form.set(&field(number, lang), choice.in_lang(lang));
        }
    }
    form_page(&visit, &organisation, &service, form)
}

fn form_page(visit: &Visit, organisation: &Organisation, service: &Service, form: Form) -> Result<Html, Failure> {
    let fields = |number| Lang::ALL.map(|lang| (field(number, lang), lang)).to_vec();
    let wrong = !form.ok();
    let page = FormPage {
        p: visit.page(visit.t("choices-form-title")).of(&organisation.face).staff().with_form(&form),
        service: service.texts.in_lang(visit.lang).name.clone(),
        path: format!("/styring/sporsmal/{}/{}", organisation.slug, service.slug),
        rows: (1..=MOST).map(|number| (number, fields(number))).collect(),
        ordinary: choices::labels(visit.app.texts(), visit.lang, None, &service.kind),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn field(number: usize, lang: Lang) -> String {
    format!("v{number}-{}", lang.code())
}

/// `POST /styring/sporsmal/{organisation}/{service}`; nothing filled in means the ordinary choices.
pub async fn change(visit: Visit, Path(path): Path<(String, String)>, mut form: Form) -> Result<Response, Failure> {
    let (organisation, service) = found(&visit, &path)?;
    let choices = read(&visit, &mut form);
    if !form.ok() {
        return form_page(&visit, &organisation, &service, form);
    }
    let set = Set { id: Uuid::nil(), service: service.id, choices };
    visit.app.store().write(organisation.id, PutChoices { actor: visit.actor().clone(), set }).await?;
    Ok(Redirect::to("/styring/sporsmal?lagret=1").into_response())
}

fn read(visit: &Visit, form: &mut Form) -> Vec<Choice> {
    let mut choices = Vec::new();
    for number in 1..=MOST {
        let [nb, nn, en] = Lang::ALL.map(|lang| form.optional(&field(number, lang), LONGEST));
        let texts = [&nb, &nn, &en];
        if texts.iter().all(|text| text.is_empty()) {
            continue;
        }
        if let Some(missing) = Lang::ALL.into_iter().zip(texts).find(|(_, text)| text.is_empty()) {
            form.wrong(&field(number, missing.0), "choices-every-language");
        }
        choices.push(Choice { nb, nn, en });
    }
    let first = field(1, Lang::Nb);
    if !choices.is_empty() && choices.len() < FEWEST {
        form.wrong(&first, "choices-too-few");
    }
    if form.ok() && !choices.is_empty() && Lang::ALL.into_iter().any(|lang| !fits(visit, &choices, lang)) {
        form.wrong(&first, "choices-too-long");
    }
    choices
}

/// Whether the question with these choices is one SMS, whatever the time of the meeting.
fn fits(visit: &Visit, choices: &[Choice], lang: Lang) -> bool {
    let labels: Vec<String> = choices.iter().map(|choice| choice.in_lang(lang).to_owned()).collect();
    // The longest time there is: two digits for day and month.
    let starts = jiff::civil::date(2026, 12, 30).at(12, 30, 0, 0).to_zoned(torg_base::time::OSLO.clone());
    let starts = starts.map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp());
    let text = messages::topic(visit.app.texts(), lang, starts, &labels, How::Sms);
    segments(&text).segments == 1
}
