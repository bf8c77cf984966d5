//! What the public sees and does: the list of courses, one course, signing up for a date, some or all.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use torg_base::Uuid;
use torg_base::time::{long_moment, oslo};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::markup;
use super::model::{Course, CourseDate};
use super::show::{DateLine, Known, SkippedLine, Words, line, skipped};
use super::store;
use super::units::{Entry, Refused, SignUp};
use crate::booking::pages::person;
use crate::booking::requests::Token;
use crate::booking::units::Proof;
use crate::helpers::asking::{Asking, Whom, certain};
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;

/// How far ahead the list looks, and how many dates it reads.
const AHEAD_DAYS: i32 = 120;
const MOST: usize = 400;
/// Courses on the list that covers every place.
const CARDS: usize = 60;

#[derive(Deserialize, Default)]
pub struct CourseQuery {
    #[serde(default)]
    sted: String,
    /// The date that had no seat left.
    #[serde(default)]
    fullt: String,
}

/// A course at a place, in the list.
struct Card {
    href: String,
    title: Words,
    place: String,
    next: String,
    /// Dates that are to come.
    dates: usize,
    free: usize,
    needs: Option<usize>,
}

#[derive(Template)]
#[template(path = "courses/templates/list.html")]
struct ListPage {
    p: Page,
    place: Option<Arc<Place>>,
    places: Vec<(String, String)>,
    cards: Vec<Card>,
}

/// `GET /kurs?sted=`: courses at a place, or at all of them.
pub async fn list(mut visit: Visit, Query(query): Query<CourseQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = if query.sted.is_empty() {
        None
    } else {
        Some(directory.place(&query.sted).cloned().ok_or(Failure::NotFound)?)
    };
    if let Some(place) = &place {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    let now = visit.app.clock().now();
    let to = oslo(now).checked_add(AHEAD_DAYS.days()).map_or(now, |z| z.timestamp());
    let db = visit.app.store().across(Across::FreeTimes);
    let mut dates = match &place {
        Some(place) => store::at_place(&db, place.id, now, to).await?,
        None => store::coming(&db, now, to, MOST).await?,
    };
    dates.retain(|d| d.takes(now));
    let known = Known::of(&visit.app, &dates).await?;
    let cards = cards(&visit, &known, &dates);
    let mut places: Vec<(String, String)> =
        dates.iter().filter_map(|d| known.place(d)).map(|p| (p.slug.clone(), p.name.clone())).collect();
    places.sort_by(|a, b| a.1.cmp(&b.1));
    places.dedup();
    let face = place.as_ref().and_then(|place| directory.face(place.organisation));
    let p = visit.page(visit.t("courses-title")).of(face);
    html(&ListPage { p, place, places, cards })
}

/// One card per course and place, in order of the next date.
fn cards(visit: &Visit, known: &Known, dates: &[CourseDate]) -> Vec<Card> {
    let mut seen: Vec<(Uuid, Uuid)> = Vec::new();
    let mut cards = Vec::new();
    for date in dates {
        let key = (date.course, date.place);
        let Some(place) = known.place(date).filter(|_| !seen.contains(&key) && cards.len() < CARDS) else { continue };
        seen.push(key);
        cards.push(Card {
            href: format!("/kurs/{}?sted={}", date.course, place.slug),
            title: known.title_of(date, visit.lang),
            place: place.name.clone(),
            next: long_moment(date.starts, visit.lang),
            dates: dates.iter().filter(|d| (d.course, d.place) == key).count(),
            free: known.free(date),
            needs: known.needs(date, dates),
        });
    }
    cards
}

#[derive(Template)]
#[template(path = "courses/templates/course.html")]
struct CoursePage {
    p: Page,
    title: Words,
    promise: String,
    bring: Vec<String>,
    base: String,
    course_id: Uuid,
    place: Arc<Place>,
    /// The other places of a lecture.
    others: Vec<(String, String)>,
    lines: Vec<DateLine>,
    skipped: Vec<SkippedLine>,
    lecture: bool,
    minimum: String,
    /// Dates that take sign-ups.
    open: usize,
    full: bool,
    form: Form,
}

/// A course at one of its places, as the public sees it.
struct Opened {
    course: Course,
    place: Arc<Place>,
    /// Every date of the course at every place; the public ones.
    all: Vec<CourseDate>,
    known: Known,
}

impl Opened {
    async fn open(visit: &mut Visit, id: Uuid, slug: &str) -> Result<Opened, Failure> {
        let db = visit.app.store().across(Across::FreeTimes);
        let mut all = store::of_course(&db, id).await?;
        all.retain(CourseDate::public);
        let known = Known::of(&visit.app, &all).await?;
        let course = known.courses.get(&id).cloned().ok_or(Failure::NotFound)?;
        let here = |d: &&CourseDate| slug.is_empty() || known.place(d).is_some_and(|p| p.slug == slug);
        let place = all.iter().find(here).and_then(|d| known.place(d)).cloned().ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(directory::written_at(&known.directory, &place));
        Ok(Opened { course, place, all, known })
    }

    fn here(&self) -> impl Iterator<Item = &CourseDate> {
        self.all.iter().filter(|d| d.place == self.place.id)
    }

    fn page(&self, visit: &Visit, title: String) -> Result<Page, Failure> {
        Ok(visit.page(title).of(self.known.directory.face(self.place.organisation).ok_or(Failure::NotFound)?))
    }
}

/// `GET /kurs/{id}?sted=`
pub async fn show(mut visit: Visit, Path(id): Path<Uuid>, Query(query): Query<CourseQuery>) -> Result<Html, Failure> {
    let opened = Opened::open(&mut visit, id, &query.sted).await?;
    course_page(&visit, opened, !query.fullt.is_empty(), Form::default())
}

fn course_page(visit: &Visit, opened: Opened, full: bool, form: Form) -> Result<Html, Failure> {
    let now = visit.app.clock().now();
    let title = opened.known.title(&opened.course, visit.lang);
    let lines: Vec<DateLine> =
        opened.here().filter(|d| d.starts > now).map(|d| line(visit, &opened.known, d, &opened.all)).collect();
    let mut others: Vec<(String, String)> = opened
        .all
        .iter()
        .filter(|d| d.place != opened.place.id)
        .filter_map(|d| opened.known.place(d))
        .map(|p| (format!("/kurs/{}?sted={}", opened.course.id, p.slug), p.name.clone()))
        .collect();
    others.sort_by(|a, b| a.1.cmp(&b.1));
    others.dedup();
    let service = opened.known.directory.service_by_id(opened.course.service).cloned();
    let texts = service.as_ref().map(|s| s.texts.in_lang(visit.lang));
    let wrong = !form.ok();
    let coming = opened.here().filter(|d| d.starts > now);
    let about = markup::events(&visit.app.site().base_url, &opened.place, &title.text, coming);
    let page = CoursePage {
        p: opened.page(visit, title.text.clone())?.with_form(&form).about(&about),
        promise: texts.map(|t| t.promise.clone()).unwrap_or_default(),
        bring: texts.map(|t| t.bring.clone()).unwrap_or_default(),
        base: format!("/kurs/{}", opened.course.id),
        course_id: opened.course.id,
        open: lines.iter().filter(|l| l.takes && l.free > 0).count(),
        skipped: skipped(visit, &opened.course, now),
        lecture: opened.course.lecture(),
        minimum: opened.course.minimum.to_string(),
        place: opened.place,
        title,
        others,
        lines,
        full,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

#[derive(Template)]
#[template(path = "courses/templates/contact.html")]
struct ContactPage {
    p: Page,
    title: Words,
    place: String,
    back: String,
    path: String,
    dates: Vec<Uuid>,
    when: Vec<String>,
    w: Asking,
    form: Form,
}

/// The dates that were chosen: `dato` for each, or `dato=alle`. None when none was, or one that is not of this place.
fn chosen(opened: &Opened, form: &Form, now: Timestamp) -> Option<Vec<CourseDate>> {
    let takes: Vec<&CourseDate> = opened.here().filter(|d| d.takes(now)).collect();
    let dates: Vec<CourseDate> = if form.has("dato", "alle") {
        // Those that are full are left out of «all»: what is left is taken whole or not at all.
        takes.iter().filter(|d| opened.known.free(d) > 0).map(|d| (*d).clone()).collect()
    } else {
        let wanted: Vec<Uuid> = form.all("dato").iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let found: Vec<CourseDate> = takes.iter().filter(|d| wanted.contains(&d.id)).map(|d| (*d).clone()).collect();
        if found.len() < wanted.len() { Vec::new() } else { found }
    };
    (!dates.is_empty()).then_some(dates)
}

/// `GET /kurs/{id}/pamelding?sted=&dato=&andre=`: how we reach you, or the one you sign up.
pub async fn contact(mut visit: Visit, Path(id): Path<Uuid>, mut form: Form) -> Result<Html, Failure> {
    let sted = form.value("sted").to_owned();
    let opened = Opened::open(&mut visit, id, &sted).await?;
    match chosen(&opened, &form, visit.app.clock().now()) {
        Some(dates) => {
            let whom = Whom::open(&visit, opened.course.organisation, form.checked("andre")).await?;
            contact_page(&visit, &opened, &dates, &whom, Form::default())
        }
        None => {
            form.wrong("dato", "course-choose-date");
            course_page(&visit, opened, false, form)
        }
    }
}

fn contact_page(
    visit: &Visit,
    opened: &Opened,
    dates: &[CourseDate],
    whom: &Whom,
    form: Form,
) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let base = format!("/kurs/{}", opened.course.id);
    let title = if whom.other { "helper-who" } else { "contact-title" };
    let chosen: String = dates.iter().map(|date| format!("&dato={}", date.id)).collect();
    let page = ContactPage {
        p: opened.page(visit, visit.t(title).to_owned())?.with_form(&form),
        title: opened.known.title(&opened.course, visit.lang),
        place: opened.place.name.clone(),
        back: format!("{base}?sted={}", opened.place.slug),
        path: format!("{base}/pamelding?sted={}", opened.place.slug),
        dates: dates.iter().map(|d| d.id).collect(),
        when: dates.iter().map(|d| long_moment(d.starts, visit.lang)).collect(),
        w: whom.shown(visit, format!("{base}/pamelding?sted={}{chosen}", opened.place.slug)),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /kurs/{id}/pamelding?sted=`: takes the seats, all or none, until the code is typed.
pub async fn hold(
    mut visit: Visit,
    Path(id): Path<Uuid>,
    Query(query): Query<CourseQuery>,
    mut form: Form,
) -> Result<Response, Failure> {
    let opened = Opened::open(&mut visit, id, &query.sted).await?;
    let back = format!("/kurs/{id}?sted={}", opened.place.slug);
    let Some(dates) = chosen(&opened, &form, visit.app.clock().now()) else {
        return Ok(Redirect::to(&format!("{back}&fullt=1")).into_response());
    };
    let whom = Whom::open(&visit, opened.course.organisation, form.checked("andre")).await?;
    let told = whom.read(&visit, &mut form);
    let Some(contact) = told.contact.filter(|_| form.ok()) else {
        return contact_page(&visit, &opened, &dates, &whom, form);
    };
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let proof = certain(&visit, told.proof, &contact);
    // A sign-up of somebody else is not the helper's own.
    let entry = Entry { proof, contact, person: person(&visit).filter(|_| !whom.other), helper: told.helper };
    let unit = SignUp {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        dates: dates.iter().map(|d| d.id).collect(),
        people: vec![entry],
    };
    match unit.write().await?.pop() {
        // Whoever signs up by a yes from before sees the times, and not the page of the person's own booking.
        Some(Ok(_)) if proof == Proof::Consent => Ok(Redirect::to("/bestill-for-andre").into_response()),
        Some(Ok(booking)) => Ok(Redirect::to(&format!("/time/{}", Token::of(&visit.app, booking.id))).into_response()),
        Some(Err(Refused::Full(_) | Refused::Closed)) | None => {
            Ok(Redirect::to(&format!("{back}&fullt=1")).into_response())
        }
    }
}
