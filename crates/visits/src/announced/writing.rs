//! Those who manage a place enter visits, announce them, move and cancel them. What is sent to others is asked about
//! first, with how many it goes to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use torg_base::{Action, Lang};
use torg_catalogue::directory::{self, Directory, written_at};
use torg_catalogue::notices::{agencies, channels, read_id, subscribers};
use torg_catalogue::places::model::Place;
use torg_catalogue::{Directories, desk};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::board::Board;
use super::model::{AgencyVisit, News, State};
use super::shown::Shown;
use super::units::Put;
use super::{form, store};

/// How far back the list of a place goes.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Set when the form is to be filled in again instead of being stored, and when what was asked has been answered.
const AGAIN: &str = "igjen";
const SURE: &str = "bekreftet";

#[derive(Template)]
#[template(path = "announced/templates/written.html")]
struct ListPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    coming: Vec<Shown>,
    past: Vec<Shown>,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    #[serde(default)]
    lagret: String,
}

/// `GET /styring/besok?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::EditVisits)?;
    let now = visit.app.clock().now();
    let db = visit.app.store().within(place.organisation);
    let all = store::at_place(&db, place.id, now - BACK).await?;
    let (coming, past): (Vec<AgencyVisit>, Vec<AgencyVisit>) = all.into_iter().partition(|it| it.ends > now);
    let shown = |it: &AgencyVisit| Shown::of(&visit, &directory, it);
    let page = ListPage {
        p: page(&visit, &directory, &place, visit.t("visits-manage-title")),
        places: desk::choices(&visit, &directory, Action::EditVisits),
        coming: coming.iter().filter_map(shown).collect(),
        past: past.iter().rev().filter_map(shown).collect(),
        place,
    };
    html(&page)
}

fn page(visit: &Visit, directory: &Directory, place: &Place, title: impl Into<String>) -> Page {
    visit.page(title).of(directory.face(place.organisation)).staff()
}

#[derive(Template)]
#[template(path = "announced/templates/write.html")]
struct WritePage {
    p: Page,
    /// The place of a new visit is in the form; that of an old one stands.
    place: Arc<Place>,
    places: Vec<Choice>,
    action: String,
    back: String,
    new: bool,
    announced: bool,
    agencies: Vec<String>,
    services: Vec<Choice>,
    langs: Vec<Lang>,
    form: Form,
    stale: bool,
}

fn write_page(
    visit: &Visit,
    place: &Arc<Place>,
    it: Option<&AgencyVisit>,
    form: Form,
    stale: bool,
) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let wrong = stale || !form.ok();
    let active = directory.services.iter().filter(|s| s.active);
    let mut services: Vec<Choice> =
        active.map(|s| Choice { value: s.slug.clone(), label: s.texts.in_lang(visit.lang).name.clone() }).collect();
    services.sort_by_cached_key(|c| c.label.to_lowercase());
    let title = visit.t(if it.is_some() { "visits-edit-title" } else { "visits-new-title" });
    let page = WritePage {
        p: page(visit, &directory, place, title).with_form(&form),
        places: desk::choices(visit, &directory, Action::EditVisits),
        action: it.map_or("/styring/besok/nytt".into(), |it| format!("/styring/besok/{}/endre", it.id)),
        back: it.map_or(format!("/styring/besok?sted={}", place.slug), |it| format!("/styring/besok/{}", it.id)),
        new: it.is_none(),
        announced: it.is_some_and(|it| it.state == State::Announced),
        agencies: agencies(&directory),
        services,
        langs: langs(written_at(&directory, place)),
        place: place.clone(),
        form,
        stale,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// The place's own language first: that is the one which somebody writes when they write only one.
fn langs(written: Lang) -> Vec<Lang> {
    let mut all = vec![written];
    all.extend(Lang::ALL.into_iter().filter(|lang| *lang != written));
    all
}

/// `GET /styring/besok/nytt?sted=`
pub async fn new(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::EditVisits)?;
    // The key is in the form, so that a form that is sent twice is one visit.
    let form = Form::filled([("besok", torg_base::new_id().to_string()), ("sted", place.slug.clone())]);
    write_page(&visit, &place, None, form, false)
}

/// `POST /styring/besok/nytt`: stored, and told to nobody.
pub async fn add(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::EditVisits)?;
    let when = form::when(&mut form, visit.app.clock().now());
    let content = form::content(&mut form, &directory, written_at(&directory, &place));
    let (Some(when), Some(content)) = (when, content) else {
        return write_page(&visit, &place, None, form, false);
    };
    let id = read_id(form.value("besok"))?;
    let it = AgencyVisit::planned(id, (place.organisation, place.id), when, content);
    put(&visit, it, None, "visit.entered").await?;
    Ok(Redirect::to(&format!("/styring/besok/{id}?lagret=1")).into_response())
}

/// Stores a version and reads what is kept in memory again, so that the next page shows it. False when somebody was faster.
pub(super) async fn put(
    visit: &Visit,
    it: AgencyVisit,
    news: Option<News>,
    deed: &'static str,
) -> Result<bool, Failure> {
    let organisation = it.organisation;
    let unit = Put { actor: visit.actor().clone(), visit: it, news, deed };
    let stored = visit.app.store().write(organisation, unit).await?;
    visit.app.part::<Directories>().refresh(visit.app.store()).await?;
    visit.app.part::<Board>().refresh(&visit.app).await?;
    Ok(stored)
}

/// A visit that somebody manages, with its place and their page's language.
pub(super) struct Own {
    pub it: AgencyVisit,
    pub place: Arc<Place>,
    pub directory: Arc<Directory>,
}

impl Own {
    pub async fn open(visit: &mut Visit, id: &str, action: Action) -> Result<Own, Failure> {
        let directory = directory::of(&visit.app);
        let found = store::one(&visit.app.store().across(Across::Directory), read_id(id)?).await?;
        let it = found.ok_or(Failure::NotFound)?;
        let place = directory.place_by_id(it.place).cloned().ok_or(Failure::NotFound)?;
        visit.require(action, place.scope())?;
        visit.lang = visit.lang_for(written_at(&directory, &place));
        Ok(Own { it, place, directory })
    }

    /// One that is still to come.
    async fn changeable(visit: &mut Visit, id: &str) -> Result<Own, Failure> {
        let own = Own::open(visit, id, Action::EditVisits).await?;
        if own.it.changeable(visit.app.clock().now()) { Ok(own) } else { Err(Failure::NotFound) }
    }

    fn address(&self, rest: &str) -> String {
        format!("/styring/besok/{}{rest}", self.it.id)
    }

    pub fn shown(&self, visit: &Visit) -> Result<Shown, Failure> {
        Shown::of(visit, &self.directory, &self.it).ok_or(Failure::NotFound)
    }

    pub fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        page(visit, &self.directory, &self.place, title)
    }

    /// How many get a message when something is told of it.
    async fn hearers(&self, visit: &Visit) -> Result<i64, Failure> {
        let db = visit.app.store().across(Across::Subscribers);
        Ok(subscribers::count_of_place(&db, self.it.place).await?)
    }

    /// Whether the form was written on the version that stands.
    pub fn seen_in(&self, form: &Form) -> bool {
        form.value("versjon") == self.it.version.to_string()
    }
}

#[derive(Template)]
#[template(path = "announced/templates/managed.html")]
struct ManagedPage {
    p: Page,
    v: Shown,
    changeable: bool,
    hearers: String,
    /// Whether this installation can send anything.
    sends: bool,
    saved: bool,
    stale: bool,
}

async fn managed(visit: &Visit, own: &Own, saved: bool, stale: bool) -> Result<Html, Failure> {
    let v = own.shown(visit)?;
    let page = ManagedPage {
        p: own.page(visit, v.heading.clone()),
        changeable: own.it.changeable(visit.app.clock().now()),
        hearers: own.hearers(visit).await?.to_string(),
        sends: channels(visit).any(),
        v,
        saved,
        stale,
    };
    if stale { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/besok/{id}`
pub async fn open(mut visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let own = Own::open(&mut visit, &id, Action::EditVisits).await?;
    managed(&visit, &own, !asked.lagret.is_empty(), false).await
}

/// `POST /styring/besok/{id}/kunngjor`
pub async fn announce(mut visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    if own.it.state != State::Planned {
        return managed(&visit, &own, false, true).await;
    }
    let next = own.it.announced();
    if !own.seen_in(&form) || !put(&visit, next, Some(News::Announced), "visit.announced").await? {
        return managed(&visit, &own, false, true).await;
    }
    Ok(Redirect::to(&own.address("?lagret=1")).into_response())
}

/// `GET /styring/besok/{id}/endre`
pub async fn edit(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    let form = form::filled(&own.it, &own.directory);
    write_page(&visit, &own.place, Some(&own.it), form, false)
}

/// `POST /styring/besok/{id}/endre`: a change of words, which nobody is sent.
pub async fn change(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    let written = written_at(&own.directory, &own.place);
    let Some(content) = form::content(&mut form, &own.directory, written) else {
        return write_page(&visit, &own.place, Some(&own.it), form, false);
    };
    if !own.seen_in(&form) {
        return write_page(&visit, &own.place, Some(&own.it), form, true);
    }
    if content != own.it.content && !put(&visit, own.it.rewritten(content), None, "visit.changed").await? {
        return write_page(&visit, &own.place, Some(&own.it), form, true);
    }
    Ok(Redirect::to(&own.address("?lagret=1")).into_response())
}

/// What is about to be told, and whether it is to be.
#[derive(Template)]
#[template(path = "announced/templates/sure.html")]
struct SurePage {
    p: Page,
    v: Shown,
    action: String,
    /// «Flyttes til onsdag 30. desember 2026 kl. 09.00–15.00»; empty when it is cancelled.
    to: String,
    cancels: bool,
    hearers: String,
    /// Names and values of everything that was typed.
    fields: Vec<(String, String)>,
}

async fn sure(visit: &Visit, own: &Own, form: &Form, to: Option<(Timestamp, Timestamp)>) -> Result<Html, Failure> {
    let kept = |(name, _): &(&str, &str)| ![SURE, AGAIN].contains(name);
    let moment = |(starts, ends)| {
        let day = torg_base::time::long_date(torg_base::time::oslo_date(starts), visit.lang);
        format!("{day} {}", torg_base::time::clock_range(starts, ends, visit.lang))
    };
    let title = if to.is_some() { "visits-move-title" } else { "visits-cancel-title" };
    let page = SurePage {
        p: own.page(visit, visit.t(title)),
        v: own.shown(visit)?,
        action: own.address(if to.is_some() { "/flytt" } else { "/avlys" }),
        cancels: to.is_none(),
        to: to.map(moment).unwrap_or_default(),
        hearers: own.hearers(visit).await?.to_string(),
        fields: form.fields().filter(kept).map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    html(&page)
}

#[derive(Template)]
#[template(path = "announced/templates/move.html")]
struct MovePage {
    p: Page,
    v: Shown,
    form: Form,
    stale: bool,
}

fn move_page(visit: &Visit, own: &Own, form: Form, stale: bool) -> Result<Html, Failure> {
    let wrong = stale || !form.ok();
    let p = own.page(visit, visit.t("visits-move-title")).with_form(&form);
    let page = MovePage { p, v: own.shown(visit)?, form, stale };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/besok/{id}/flytt`
pub async fn move_form(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    move_page(&visit, &own, form::when_filled(&own.it), false)
}

/// `POST /styring/besok/{id}/flytt`: asks first when others are told.
pub async fn move_to(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    let when = form::when(&mut form, visit.app.clock().now());
    let Some((starts, ends)) = when.filter(|_| !form.checked(AGAIN)) else {
        return move_page(&visit, &own, form, false);
    };
    if !own.seen_in(&form) {
        return move_page(&visit, &own, form, true);
    }
    if (starts, ends) == (own.it.starts, own.it.ends) {
        return Ok(Redirect::to(&own.address("")).into_response());
    }
    let told = own.it.state == State::Announced;
    if told && !form.checked(SURE) {
        return sure(&visit, &own, &form, Some((starts, ends))).await;
    }
    let news = told.then_some(News::Moved);
    if !put(&visit, own.it.moved(starts, ends), news, "visit.moved").await? {
        return move_page(&visit, &own, form, true);
    }
    Ok(Redirect::to(&own.address("?lagret=1")).into_response())
}

#[derive(Template)]
#[template(path = "announced/templates/cancel.html")]
struct CancelPage {
    p: Page,
    v: Shown,
    langs: Vec<Lang>,
    form: Form,
    stale: bool,
}

fn cancel_page(visit: &Visit, own: &Own, form: Form, stale: bool) -> Result<Html, Failure> {
    let wrong = stale || !form.ok();
    let p = own.page(visit, visit.t("visits-cancel-title")).with_form(&form);
    let langs = langs(written_at(&own.directory, &own.place));
    let page = CancelPage { p, v: own.shown(visit)?, langs, form, stale };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/besok/{id}/avlys`
pub async fn cancel_form(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    let form = Form::filled([("versjon", own.it.version.to_string())]);
    cancel_page(&visit, &own, form, false)
}

/// `POST /styring/besok/{id}/avlys`: asks first when others are told.
pub async fn cancel(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let own = Own::changeable(&mut visit, &id).await?;
    let reason = form::reason(&mut form, written_at(&own.directory, &own.place));
    let Some(reason) = reason.filter(|_| !form.checked(AGAIN)) else {
        return cancel_page(&visit, &own, form, false);
    };
    if !own.seen_in(&form) {
        return cancel_page(&visit, &own, form, true);
    }
    let told = own.it.state == State::Announced;
    if told && !form.checked(SURE) {
        return sure(&visit, &own, &form, None).await;
    }
    let news = told.then_some(News::Cancelled);
    if !put(&visit, own.it.cancelled(reason), news, "visit.cancelled").await? {
        return cancel_page(&visit, &own, form, true);
    }
    Ok(Redirect::to(&own.address("?lagret=1")).into_response())
}
