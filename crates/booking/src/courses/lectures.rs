//! Pages of whoever holds a lecture: a new one, how many have signed up where, calling it off.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::{long_moment, oslo_date};
use torg_base::{Action, Scope, Uuid, policy};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::fields;
use super::lecture::{self, AddLecture};
use super::model::{Course, CourseDate, State, decides_at};
use super::series::group_services;
use super::show::{DateLine, Known, Words, line};
use super::staff::ListQuery;
use super::store;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Organisation;

/// Days ahead that it can be decided whether a lecture is held, at most.
const MOST_DAYS: i32 = 30;

/// The organisations for which the actor holds lectures, by name.
fn own(visit: &Visit, directory: &Directory) -> Vec<Organisation> {
    let may = |o: &&Organisation| policy::permits(visit.actor(), Action::EditCourses, Scope::Organisation(o.id));
    let mut own: Vec<Organisation> = directory.organisations.values().filter(may).cloned().collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    own
}

struct LectureRow {
    id: Uuid,
    title: Words,
    when: String,
    places: usize,
    signed_up: usize,
    minimum: i32,
    state: Option<State>,
}

#[derive(Template)]
#[template(path = "courses/templates/lectures.html")]
struct LecturesPage {
    p: Page,
    rows: Vec<LectureRow>,
}

/// `GET /ansatt/foredrag`
pub async fn list(visit: Visit) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let db = visit.app.store().across(Across::Lectures);
    let mut rows = Vec::new();
    for organisation in own(&visit, &directory) {
        for course in store::lectures(&db, organisation.id).await? {
            let dates = store::of_course(&db, course.id).await?;
            let known = Known::of(&visit.app, &dates).await?;
            let Some(first) = dates.first() else { continue };
            let states = [State::On, State::Open, State::Invited, State::Off];
            rows.push(LectureRow {
                id: course.id,
                title: known.title(&course, visit.lang),
                when: long_moment(first.starts, visit.lang),
                places: dates.iter().filter(|d| d.seat.is_some()).count(),
                signed_up: dates.iter().map(|d| known.signed_up(d)).sum(),
                minimum: course.minimum,
                state: states.into_iter().find(|s| dates.iter().any(|d| d.state == *s)),
            });
        }
    }
    html(&LecturesPage { p: visit.page(visit.t("lectures-title")).staff(), rows })
}

#[derive(Template)]
#[template(path = "courses/templates/new_lecture.html")]
struct NewLecturePage {
    p: Page,
    organisations: Vec<Choice>,
    services: Vec<Choice>,
    places: Vec<Choice>,
    form: Form,
}

/// `GET /ansatt/foredrag/nytt`
pub async fn new(visit: Visit) -> Result<Html, Failure> {
    let form = Form::filled([("minst", "10".to_owned()), ("dager", "3".to_owned())]);
    new_page(&visit, form)
}

fn new_page(visit: &Visit, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisations = own(visit, &directory);
    if organisations.is_empty() {
        return Err(Failure::NotFound);
    }
    let wrong = !form.ok();
    let page = NewLecturePage {
        p: visit.page(visit.t("lecture-new-title")).staff().with_form(&form),
        organisations: organisations.iter().map(|o| Choice { value: o.slug.clone(), label: o.name.clone() }).collect(),
        services: group_services(&directory, visit.lang),
        places: directory.places.iter().map(|p| Choice { value: p.slug.clone(), label: p.name.clone() }).collect(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /ansatt/foredrag/nytt`: the places are asked; each answers for itself.
pub async fn add(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let chosen = form.value("organisasjon").to_owned();
    let organisation = own(&visit, &directory).into_iter().find(|o| chosen.is_empty() || o.slug == chosen);
    let organisation = organisation.ok_or(Failure::NotFound)?;
    let service = directory.service(form.value("tjeneste")).filter(|s| s.active && s.kind == "group").cloned();
    if service.is_none() {
        form.wrong("tjeneste", "course-service-missing");
    }
    let title = fields::topic(&mut form, "tittel", 80);
    if title.is_empty() {
        form.wrong("tittel-nb", "lecture-title-missing");
    }
    let now = visit.app.clock().now();
    let mut date = CourseDate::blank(Uuid::nil(), Uuid::nil(), State::Invited);
    fields::read_time(&mut form, &mut date, oslo_date(now));
    date.host_title = form.required("vert_tittel", 80, "lecture-host-missing");
    let minimum = form.number("minst", 1, 10_000, "lecture-minimum-wrong");
    let days = form.number("dager", 0, MOST_DAYS, "lecture-days-wrong");
    let decides = decides_at(date.starts, days);
    if form.ok() && decides <= now {
        form.wrong("dager", "lecture-days-past");
    }
    let places: Vec<_> = form.all("sted").iter().filter_map(|slug| directory.place(slug)).cloned().collect();
    if places.is_empty() {
        form.wrong("sted", "lecture-places-missing");
    }
    let (Some(service), true) = (service, form.ok()) else { return new_page(&visit, form) };
    let course = Course {
        id: torg_base::new_id(),
        organisation: organisation.id,
        service: service.id,
        title,
        minimum,
        skipped: Vec::new(),
    };
    let id = course.id;
    let at = |p: &std::sync::Arc<torg_catalogue::places::model::Place>| CourseDate {
        id: torg_base::new_id(),
        course: id,
        organisation: p.organisation,
        place: p.id,
        service: service.id,
        decides: Some(decides),
        ..date.clone()
    };
    let dates = places.iter().map(at).collect();
    let unit = AddLecture { actor: visit.actor().clone(), course, dates };
    visit.app.store().write(organisation.id, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/foredrag/{id}?lagret=1")).into_response())
}

#[derive(Template)]
#[template(path = "courses/templates/lecture.html")]
struct LecturePage {
    p: Page,
    title: Words,
    id: Uuid,
    when: String,
    decides: String,
    host: String,
    minimum: i32,
    signed_up: usize,
    rows: Vec<(String, DateLine)>,
    /// Whether it can still be called off.
    coming: bool,
    saved: bool,
}

/// A lecture of an organisation for which the actor holds lectures.
async fn opened(visit: &Visit, id: Uuid) -> Result<(Course, Vec<CourseDate>, Known), Failure> {
    let db = visit.app.store().across(Across::Lectures);
    let course = store::courses(&db, &[id]).await?.remove(&id).filter(Course::lecture).ok_or(Failure::NotFound)?;
    visit.require(Action::EditCourses, Scope::Organisation(course.organisation))?;
    let dates = store::of_course(&db, id).await?;
    let known = Known::of(&visit.app, &dates).await?;
    Ok((course, dates, known))
}

/// `GET /ansatt/foredrag/{id}`: numbers per place, never names.
pub async fn show(visit: Visit, Path(id): Path<Uuid>, Query(query): Query<ListQuery>) -> Result<Html, Failure> {
    let (course, dates, known) = opened(&visit, id).await?;
    let first = dates.first().ok_or(Failure::NotFound)?;
    let row = |d: &CourseDate| {
        let place = known.place(d).map(|p| p.name.clone()).unwrap_or_default();
        (place, line(&visit, &known, d, &dates))
    };
    let title = known.title(&course, visit.lang);
    html(&LecturePage {
        p: visit.page(title.text.clone()).staff(),
        when: long_moment(first.starts, visit.lang),
        decides: first.decides.map(|at| long_moment(at, visit.lang)).unwrap_or_default(),
        host: first.host_title.clone(),
        minimum: course.minimum,
        signed_up: dates.iter().map(|d| known.signed_up(d)).sum(),
        rows: dates.iter().map(row).collect(),
        coming: dates.iter().any(|d| d.starts > visit.app.clock().now() && d.state != State::Off),
        saved: !query.lagret.is_empty(),
        title,
        id,
    })
}

/// `POST /ansatt/foredrag/{id}/avlys`
pub async fn call_off(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    opened(&visit, id).await?;
    lecture::call_off(&visit.app, visit.actor().clone(), id).await?;
    Ok(Redirect::to(&format!("/ansatt/foredrag/{id}?lagret=1")).into_response())
}
