//! Writing notices, having them confirmed, withdrawing them, and seeing who has read them.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::oslo_date;
use torg_base::{Action, Actor, Scope, Uuid, policy};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::form;
use super::model::{Certainty, Confirmation, How, Notice, SOURCES, State, speaks_for};
use super::pages::{Change, changes, read_id};
use super::reading::when;
use super::shown::Shown;
use super::store::{self, Reading};
use super::subscribe_pages::agencies;
use super::units::Put;
use crate::directory::{self, Directories, Directory};
use crate::places::model::{Organisation, Place};
use crate::services::difference::Piece;

/// Where the present version has been read, in a line of a list.
struct Line {
    n: Shown,
    /// «7 av 12 steder har lest det».
    count: String,
    /// Own places that have not.
    missing: Vec<String>,
}

#[derive(Template)]
#[template(path = "notices/templates/written.html")]
struct WrittenPage {
    p: Page,
    own: Vec<Line>,
    others: Vec<Line>,
    has_places: bool,
    saved: bool,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    lagret: String,
}

/// Organisations for which somebody may write, by name.
fn organisations(actor: &Actor, directory: &Directory) -> Vec<Organisation> {
    let may = |o: &&Organisation| policy::permits(actor, Action::EditNotices, Scope::Organisation(o.id));
    let mut own: Vec<Organisation> = directory.organisations.values().filter(may).cloned().collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    own
}

/// Whoever writes: for these organisations, on a page of the first.
struct Desk {
    directory: Arc<Directory>,
    own: Vec<Organisation>,
    today: Date,
}

impl Desk {
    fn open(visit: &mut Visit) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let own = organisations(visit.actor(), &directory);
        let first = own.first().ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(first.written);
        Ok(Desk { directory, own, today: oslo_date(visit.app.clock().now()) })
    }

    fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        let page = visit.page(title).staff();
        match self.own.as_slice() {
            [only] => page.of(&only.face),
            _ => page,
        }
    }

    fn is_own(&self, notice: &Notice) -> bool {
        self.own.iter().any(|o| o.id == notice.organisation)
    }

    fn places(&self) -> impl Iterator<Item = &Arc<Place>> {
        self.directory.places.iter().filter(|p| self.own.iter().any(|o| o.id == p.organisation))
    }

    /// What the desk's own places have read of some notices.
    async fn readings(&self, visit: &Visit, notices: &[Uuid]) -> Result<Vec<Reading>, Failure> {
        let mut all = Vec::new();
        for organisation in &self.own {
            all.extend(store::readings(&visit.app.store().within(organisation.id), notices).await?);
        }
        Ok(all)
    }

    /// The date on which an agency says something itself, when the writer speaks for it.
    fn own_word(&self, visit: &Visit, agency: &str) -> Option<Date> {
        speaks_for(visit.actor(), &self.directory, agency).then_some(self.today)
    }

    async fn notice(&self, visit: &Visit, id: &str) -> Result<Notice, Failure> {
        let db = visit.app.store().across(Across::Directory);
        store::one(&db, read_id(id)?).await?.ok_or(Failure::NotFound)
    }
}

/// `GET /styring/varsler`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let mut own = Vec::new();
    for organisation in &desk.own {
        own.extend(store::written_by(&visit.app.store().within(organisation.id)).await?);
    }
    let others: Vec<Notice> = desk.directory.notices.iter().filter(|n| !desk.is_own(n)).cloned().collect();
    let ids: Vec<Uuid> = own.iter().chain(&others).map(|n| n.id).collect();
    let readings = desk.readings(&visit, &ids).await?;
    // How far an own notice has come is told with the place's name and whether it has read it; nothing else leaves
    // the other organisations.
    let own_ids: Vec<Uuid> = own.iter().map(|n| n.id).collect();
    let everywhere = store::read_by(&visit.app.store().across(Across::NoticeReading), &own_ids).await?;
    let total = desk.directory.places.len();
    let own_line = |n: &Notice| {
        let count = everywhere.iter().filter(|(notice, _)| *notice == n.id).count();
        line(&visit, &desk, n, &readings, (count, total))
    };
    let other_line = |n: &Notice| {
        let places: Vec<Uuid> = desk.places().map(|p| p.id).collect();
        let count = readings.iter().filter(|r| r.notice == n.id && r.version == n.version).count();
        line(&visit, &desk, n, &readings, (count, places.len()))
    };
    let page = WrittenPage {
        p: desk.page(&visit, visit.t("notices-writing-title")),
        own: own.iter().map(own_line).collect(),
        others: others.iter().map(other_line).collect(),
        has_places: desk.places().next().is_some(),
        saved: !asked.lagret.is_empty(),
    };
    html(&page)
}

fn line(visit: &Visit, desk: &Desk, notice: &Notice, readings: &[Reading], (read, all): (usize, usize)) -> Line {
    let has = |place: &Place| last(readings, notice.id, place.id).map(|r| r.version);
    let count = [("read", read.to_string()), ("all", all.to_string())];
    let args: Vec<(&str, &str)> = count.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let waits = |p: &&Arc<Place>| !notice.ended(desk.today) && notice.waits(has(p));
    Line {
        n: Shown::of(visit, &desk.directory, notice),
        count: visit.app.texts().format(visit.lang, "notices-read-count", &args),
        missing: desk.places().filter(waits).map(|p| p.name.clone()).collect(),
    }
}

fn last(readings: &[Reading], notice: Uuid, place: Uuid) -> Option<&Reading> {
    readings.iter().rfind(|r| r.notice == notice && r.place == place)
}

#[derive(Template)]
#[template(path = "notices/templates/write.html")]
struct WritePage {
    p: Page,
    action: String,
    back: String,
    organisations: Vec<Choice>,
    agencies: Vec<String>,
    services: Vec<Choice>,
    /// Agencies that the writer speaks for.
    speaks_for: Vec<String>,
    sources: [usize; SOURCES],
    /// The notice is confirmed, and will not be when its words change.
    confirmed: bool,
    form: Form,
    stale: bool,
}

fn write_page(visit: &Visit, desk: &Desk, notice: Option<&Notice>, form: Form, stale: bool) -> Result<Html, Failure> {
    let wrong = stale || !form.ok();
    let active = desk.directory.services.iter().filter(|s| s.active);
    let mut services: Vec<Choice> =
        active.map(|s| Choice { value: s.slug.clone(), label: s.texts.in_lang(visit.lang).name.clone() }).collect();
    services.sort_by_cached_key(|c| c.label.to_lowercase());
    let mine = desk.own.iter().map(|o| o.name.clone());
    let speaks = mine.filter(|name| speaks_for(visit.actor(), &desk.directory, name)).collect();
    let organisations = desk.own.iter().filter(|_| notice.is_none() && desk.own.len() > 1);
    let title = visit.t(if notice.is_some() { "notices-edit-title" } else { "notices-new-title" });
    let page = WritePage {
        p: desk.page(visit, title).with_form(&form),
        action: notice.map_or("/styring/varsler/nytt".into(), |n| format!("/styring/varsler/{}/endre", n.id)),
        back: notice.map_or("/styring/varsler".into(), |n| format!("/styring/varsler/{}", n.id)),
        organisations: organisations.map(|o| Choice { value: o.slug.clone(), label: o.name.clone() }).collect(),
        agencies: agencies(&desk.directory),
        services,
        speaks_for: speaks,
        sources: std::array::from_fn(|n| n + 1),
        confirmed: notice.is_some_and(|n| n.state.certain()),
        form,
        stale,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/varsler/nytt`
pub async fn new(mut visit: Visit) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let form = Form::filled([("fra", torg_base::time::short_date(desk.today))]);
    write_page(&visit, &desk, None, form, false)
}

/// `POST /styring/varsler/nytt`
pub async fn add(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let asked = form.value("org").to_owned();
    let organisation = desk.own.iter().find(|o| asked.is_empty() || o.slug == asked).ok_or(Failure::NotFound)?.id;
    visit.require(Action::EditNotices, Scope::Organisation(organisation))?;
    let own = |agency: &str| desk.own_word(&visit, agency);
    let Some((content, certainty)) = form::read(&mut form, &desk.directory, &own) else {
        return write_page(&visit, &desk, None, form, false);
    };
    let notice = Notice::new(organisation, content, certainty, visit.app.clock().now());
    put(&visit, notice, "notice.written").await?;
    Ok(Redirect::to("/styring/varsler?lagret=1").into_response())
}

/// Stores a version and reads the directory again, so that the next page shows it. False when somebody was faster.
async fn put(visit: &Visit, notice: Notice, deed: &'static str) -> Result<bool, Failure> {
    let organisation = notice.organisation;
    let unit = Put { actor: visit.actor().clone(), notice, deed };
    let stored = visit.app.store().write(organisation, unit).await?;
    visit.app.part::<Directories>().refresh(visit.app.store()).await?;
    Ok(stored)
}

/// A notice of one's own that can still be changed.
async fn own_notice(visit: &Visit, desk: &Desk, id: &str) -> Result<Notice, Failure> {
    let notice = desk.notice(visit, id).await?;
    visit.require(Action::EditNotices, Scope::Organisation(notice.organisation))?;
    if notice.state == State::Withdrawn { Err(Failure::NotFound) } else { Ok(notice) }
}

/// `GET /styring/varsler/{id}/endre`
pub async fn edit(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let notice = own_notice(&visit, &desk, &id).await?;
    let mut form = form::filled(&notice, &desk.directory);
    if notice.state.certain() && desk.own_word(&visit, &notice.content.agency).is_some() {
        form.set("sikkerhet", "egen");
    }
    write_page(&visit, &desk, Some(&notice), form, false)
}

/// `POST /styring/varsler/{id}/endre`
pub async fn change(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let notice = own_notice(&visit, &desk, &id).await?;
    let own = |agency: &str| desk.own_word(&visit, agency);
    let read = form::read(&mut form, &desk.directory, &own);
    let stale = form.value("versjon") != notice.version.to_string();
    let (Some((content, certainty)), false) = (read, stale) else {
        return write_page(&visit, &desk, Some(&notice), form, stale);
    };
    let next = notice.rewritten(content, certainty, visit.app.clock().now());
    // Nobody has to read again what says the same as before, and the same words are as confirmed as they were.
    let as_certain = next.state == notice.state || (notice.state.certain() && certainty == Certainty::Reported);
    let same = next.content == notice.content && as_certain;
    if !same && !put(&visit, next, "notice.changed").await? {
        return write_page(&visit, &desk, Some(&notice), form, true);
    }
    Ok(Redirect::to(&format!("/styring/varsler/{}?lagret=1", notice.id)).into_response())
}

/// A place and whether it has read the present version: «Lest 20. november 2026, veileder» for one's own.
struct PlaceLine {
    name: String,
    read: bool,
    when: String,
}

#[derive(Template)]
#[template(path = "notices/templates/notice.html")]
struct NoticePage {
    p: Page,
    n: Shown,
    /// The agency's people can confirm by themselves; managers of the writer can record that it did.
    speaks: bool,
    record: bool,
    withdrawable: bool,
    /// Who at the agency confirmed it.
    who: String,
    hows: Vec<Choice>,
    places: Vec<PlaceLine>,
    elsewhere: Vec<PlaceLine>,
    changes: Vec<Change>,
    form: Form,
    saved: bool,
    stale: bool,
}

async fn notice_page(
    visit: &Visit,
    desk: &Desk,
    notice: &Notice,
    form: Form,
    saved: bool,
    stale: bool,
) -> Result<Html, Failure> {
    let own = desk.is_own(notice);
    let readings = desk.readings(visit, &[notice.id]).await?;
    let elsewhere = if own { elsewhere(visit, desk, notice).await? } else { Vec::new() };
    let versions = store::versions(&visit.app.store().across(Across::Directory), notice.id).await?;
    let open = notice.state != State::Withdrawn;
    let speaks = desk.own_word(visit, &notice.content.agency).is_some();
    let how = |how: &How| Choice { value: how.code().to_owned(), label: visit.t(how.text()).to_owned() };
    let n = Shown::of(visit, &desk.directory, notice);
    let wrong = stale || !form.ok();
    let page = NoticePage {
        p: desk.page(visit, n.heading.clone()).with_form(&form),
        n,
        speaks: speaks && open && !notice.state.certain(),
        record: own && !speaks && open && !notice.state.certain(),
        withdrawable: own && open,
        who: notice.confirmation.as_ref().map(|c| c.who.clone()).filter(|_| own || speaks).unwrap_or_default(),
        hows: How::RECORDED.iter().map(how).collect(),
        places: desk.places().map(|place| own_place(visit, notice, place, &readings)).collect(),
        elsewhere,
        changes: changes(visit, &desk.directory, &versions, true),
        form,
        saved,
        stale,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn own_place(visit: &Visit, notice: &Notice, place: &Place, readings: &[Reading]) -> PlaceLine {
    let present = last(readings, notice.id, place.id).filter(|r| r.version == notice.version);
    PlaceLine {
        name: place.name.clone(),
        read: present.is_some(),
        when: present.map(|r| when(visit, r)).unwrap_or_default(),
    }
}

/// Other organisations' places: the name, and whether it has been read.
async fn elsewhere(visit: &Visit, desk: &Desk, notice: &Notice) -> Result<Vec<PlaceLine>, Failure> {
    let db = visit.app.store().across(Across::NoticeReading);
    let read: HashSet<Uuid> = store::read_by(&db, &[notice.id]).await?.into_iter().map(|(_, place)| place).collect();
    let own: HashSet<Uuid> = desk.places().map(|p| p.id).collect();
    let others = desk.directory.places.iter().filter(|p| !own.contains(&p.id));
    let line = |p: &Arc<Place>| PlaceLine { name: p.name.clone(), read: read.contains(&p.id), when: String::new() };
    Ok(others.map(line).collect())
}

/// `GET /styring/varsler/{id}`
pub async fn open(mut visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let notice = desk.notice(&visit, &id).await?;
    notice_page(&visit, &desk, &notice, Form::default(), !asked.lagret.is_empty(), false).await
}

/// `POST /styring/varsler/{id}/bekreft`: by the agency itself, or written down by who was told.
pub async fn confirm(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let notice = desk.notice(&visit, &id).await?;
    if notice.state == State::Withdrawn || notice.state.certain() {
        return Err(Failure::NotFound);
    }
    let confirmation = match desk.own_word(&visit, &notice.content.agency) {
        Some(on) => Some(Confirmation { who: String::new(), how: How::Site, on }),
        None => {
            visit.require(Action::EditNotices, Scope::Organisation(notice.organisation))?;
            form::confirmation(&mut form, desk.today)
        }
    };
    let Some(confirmation) = confirmation else {
        return notice_page(&visit, &desk, &notice, form, false, false).await;
    };
    let next = notice.confirmed(confirmation, visit.app.clock().now());
    stepped(&visit, &desk, &notice, next, form, "notice.confirmed").await
}

/// `POST /styring/varsler/{id}/trekk`
pub async fn withdraw(mut visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let notice = own_notice(&visit, &desk, &id).await?;
    let next = notice.withdrawn(visit.app.clock().now());
    stepped(&visit, &desk, &notice, next, form, "notice.withdrawn").await
}

/// Stores the next version if it follows the one that stood on the page.
async fn stepped(
    visit: &Visit,
    desk: &Desk,
    notice: &Notice,
    next: Notice,
    form: Form,
    deed: &'static str,
) -> Result<Response, Failure> {
    let seen = form.value("versjon") == notice.version.to_string();
    if !seen || !put(visit, next, deed).await? {
        return notice_page(visit, desk, notice, Form::default(), false, true).await;
    }
    Ok(Redirect::to(&format!("/styring/varsler/{}?lagret=1", notice.id)).into_response())
}
