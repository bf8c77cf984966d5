//! What staff see of courses: the list of a place, one date with its people, who came.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, ToSpan};
use serde::Deserialize;
use torg_base::time::oslo;
use torg_base::{Action, Phone, Uuid, policy};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::fields::Choices;
use super::model::{CourseDate, State};
use super::show::{DateLine, Known, SkippedLine, Words, line, skipped};
use super::store;
use super::units::Attend;
use crate::booking::model::{Booking, State as Stands};
use crate::booking::store as bookings;
use torg_catalogue::desk;
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;

/// How long before it begins people may be ticked off.
const EARLY: SignedDuration = SignedDuration::from_mins(60);
/// Days back and ahead that the list shows.
const BACK_DAYS: i32 = 14;
const AHEAD_DAYS: i32 = 200;

#[derive(Deserialize, Default)]
pub struct ListQuery {
    #[serde(default)]
    pub sted: String,
    /// Set after something was stored; for sign-ups the number of people.
    #[serde(default)]
    pub lagret: String,
}

/// A date at a place where the actor may do something.
pub struct Desk {
    pub date: CourseDate,
    pub place: Arc<Place>,
    pub known: Known,
    /// Every date of the course, at every place.
    pub all: Vec<CourseDate>,
}

impl Desk {
    pub async fn open(visit: &mut Visit, id: Uuid, action: Action) -> Result<Desk, Failure> {
        let db = visit.app.store().across(Across::Lectures);
        let date = store::date(&db, id).await?.ok_or(Failure::NotFound)?;
        let directory = directory::of(&visit.app);
        let place = directory.place_by_id(date.place).cloned().ok_or(Failure::NotFound)?;
        visit.require(action, place.scope())?;
        visit.lang = visit.lang_for(directory::written_at(&directory, &place));
        let all = store::of_course(&db, date.course).await?;
        let known = Known::of(&visit.app, &all).await?;
        Ok(Desk { date, place, known, all })
    }

    pub fn page(&self, visit: &Visit, title: impl Into<String>) -> Result<Page, Failure> {
        let face = self.known.directory.face(self.place.organisation).ok_or(Failure::NotFound)?;
        Ok(visit.page(title).of(face).staff())
    }

    pub fn address(&self, rest: &str) -> String {
        format!("/ansatt/kurs/dato/{}{rest}", self.date.id)
    }

    pub fn title(&self, visit: &Visit) -> Words {
        self.known.title_of(&self.date, visit.lang)
    }

    pub fn line(&self, visit: &Visit) -> DateLine {
        line(visit, &self.known, &self.date, &self.all)
    }

    /// Whether the course is shown at several places.
    pub fn lecture(&self) -> bool {
        self.known.courses.get(&self.date.course).is_some_and(super::model::Course::lecture)
    }
}

#[derive(Template)]
#[template(path = "courses/templates/staff_list.html")]
struct StaffListPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    invited: Vec<(Words, DateLine)>,
    rows: Vec<(Words, DateLine)>,
    skipped: Vec<SkippedLine>,
    saved: bool,
    edits: bool,
}

/// `GET /ansatt/kurs?sted=`
pub async fn list(mut visit: Visit, Query(query): Query<ListQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadDay)?;
    let now = oslo(visit.app.clock().now());
    let at = |days: i32| now.checked_add(days.days()).map_or(now.timestamp(), |z| z.timestamp());
    let db = visit.app.store().across(Across::Lectures);
    let dates = store::at_place(&db, place.id, at(-BACK_DAYS), at(AHEAD_DAYS)).await?;
    let known = Known::of(&visit.app, &dates).await?;
    let shown = |d: &CourseDate| (known.title_of(d, visit.lang), line(&visit, &known, d, &dates));
    let (invited, others): (Vec<_>, Vec<_>) = dates.iter().partition(|d| d.state == State::Invited);
    let mut courses: Vec<Uuid> = dates.iter().map(|d| d.course).collect();
    courses.dedup();
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    html(&StaffListPage {
        p: visit.page(visit.t("courses-staff-title")).of(face).staff(),
        places: desk::choices(&visit, &directory, Action::ReadDay),
        invited: invited.into_iter().filter(|d| d.starts > now.timestamp()).map(shown).collect(),
        rows: others.into_iter().filter(|d| d.seat.is_some()).map(shown).collect(),
        skipped: known.courses.values().flat_map(|c| skipped(&visit, c, now.timestamp())).collect(),
        saved: !query.lagret.is_empty(),
        edits: policy::permits(visit.actor(), Action::EditCourses, place.scope()),
        place,
    })
}

/// Somebody on the list of a date.
pub struct PersonLine {
    pub id: Uuid,
    pub name: String,
    pub reference: String,
    pub lang: &'static str,
    /// Only for those who may open a booking.
    pub phone: String,
    pub state: Stands,
    /// No message can reach them: somebody must call.
    pub call: bool,
    pub hidden: bool,
}

#[derive(Template)]
#[template(path = "courses/templates/date.html")]
struct DatePage {
    p: Page,
    title: Words,
    d: DateLine,
    place: Arc<Place>,
    base: String,
    host: String,
    helpers: Vec<String>,
    supervisor: String,
    /// Living sign-ups; those that were called off when the date is off.
    people: Vec<PersonLine>,
    rooms: Vec<Choice>,
    lecture: bool,
    all_places: usize,
    opens: bool,
    ticks: bool,
    books: bool,
    edits: bool,
    saved: String,
    printed: String,
    form: Form,
}

/// `GET /ansatt/kurs/dato/{id}`: a date with its people. The access is recorded before a name is shown.
pub async fn show(mut visit: Visit, Path(id): Path<Uuid>, Query(query): Query<ListQuery>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, id, Action::ReadDay).await?;
    date_page(&visit, desk, Form::default(), query.lagret).await
}

pub async fn date_page(visit: &Visit, desk: Desk, form: Form, saved: String) -> Result<Html, Failure> {
    let now = visit.app.clock().now();
    let may = |action| policy::permits(visit.actor(), action, desk.place.scope());
    let opens = may(Action::ReadBooking);
    let people = people(visit, &desk, opens).await?;
    let choices = Choices::of(visit, &desk.known.directory, &desk.place).await?;
    let mut helpers: Vec<String> = desk
        .date
        .help
        .helpers
        .iter()
        .map(|id| Choices::name(&choices.helpers, *id))
        .filter(|n| !n.is_empty())
        .collect();
    helpers.extend(Some(desk.date.help.others.clone()).filter(|o| !o.is_empty()));
    let inside = desk.known.resource(desk.place.id, desk.date.host);
    let host = [inside, desk.date.host_title.clone()].into_iter().filter(|h| !h.is_empty()).collect::<Vec<_>>();
    let title = desk.title(visit);
    let wrong = !form.ok();
    let d = desk.line(visit);
    let page = DatePage {
        p: desk.page(visit, format!("{}, {}", title.text, d.day))?.with_form(&form),
        base: desk.address(""),
        host: host.join(", "),
        supervisor: desk.date.help.supervisor.map(|id| Choices::name(&choices.supervisors, id)).unwrap_or_default(),
        rooms: choices.rooms,
        lecture: desk.lecture(),
        all_places: desk.all.iter().filter(|o| o.starts == desk.date.starts).map(|o| desk.known.signed_up(o)).sum(),
        ticks: may(Action::ServeBooking) && desk.date.state == State::On && desk.date.starts - EARLY <= now,
        books: may(Action::BookForOthers) && desk.date.takes(now),
        edits: may(Action::EditCourses),
        printed: torg_base::time::short_date(torg_base::time::oslo_date(now)),
        place: desk.place,
        title,
        d,
        helpers,
        people,
        opens,
        saved,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// The people of a date by name; those who asked not to be shown stand under their reference.
async fn people(visit: &Visit, desk: &Desk, opens: bool) -> Result<Vec<PersonLine>, Failure> {
    let found = bookings_of(visit, &desk.date).await?;
    let off = desk.date.state == State::Off;
    let shows = |b: &&Booking| if off { b.state == Stands::Cancelled } else { !gone(b.state) };
    let listed: Vec<&Booking> = found.iter().filter(shows).collect();
    let subjects = listed.iter().map(|b| b.id).collect();
    desk::listed(visit, &desk.place, "booking", subjects, "course-list").await?;
    let mut people: Vec<PersonLine> = listed.into_iter().map(|b| person_line(b, opens)).collect();
    people.sort_by_key(|p| (p.hidden, p.name.to_lowercase()));
    Ok(people)
}

fn gone(state: Stands) -> bool {
    matches!(state, Stands::Held | Stands::Cancelled)
}

/// Every booking that was made for a date.
pub async fn bookings_of(visit: &Visit, date: &CourseDate) -> Result<Vec<Booking>, Failure> {
    let db = visit.app.store().within(date.organisation);
    let ids: Vec<Uuid> = store::sign_ups(&db, &[date.id]).await?.iter().map(|s| s.booking_id).collect();
    Ok(bookings::with_ids(&db, &ids).await?)
}

fn person_line(b: &Booking, opens: bool) -> PersonLine {
    let phone = b.phone.as_deref().and_then(Phone::parse);
    PersonLine {
        id: b.id,
        name: b.shown_name(),
        reference: b.reference(),
        lang: b.lang.own_name(),
        call: phone.as_ref().is_none_or(|p| !p.can_receive_sms()),
        phone: phone.filter(|_| opens).map(|p| p.pretty()).unwrap_or_default(),
        state: b.state,
        hidden: b.hidden,
    }
}

/// `POST /ansatt/kurs/dato/{id}/oppmote`: who came and who did not.
pub async fn attend(mut visit: Visit, Path(id): Path<Uuid>, form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, id, Action::ServeBooking).await?;
    if desk.date.state != State::On || desk.date.starts - EARLY > visit.app.clock().now() {
        return Err(Failure::BadRequest);
    }
    let all = bookings_of(&visit, &desk.date).await?;
    let ticked = |word: &str| -> Vec<Uuid> {
        all.iter().filter(|b| form.value(&format!("m-{}", b.id)) == word).map(|b| b.id).collect()
    };
    let unit = Attend { actor: visit.actor().clone(), date: id, came: ticked("kom"), missed: ticked("ikke") };
    visit.app.store().write(desk.date.organisation, unit).await?;
    Ok(Redirect::to(&desk.address("?lagret=oppmote")).into_response())
}
