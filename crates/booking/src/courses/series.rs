//! Managers: a new series, changes of this date, those that follow or all, dates called off, an answer to an invitation.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Weekday;
use torg_base::time::{long_date, oslo_date, weekday};
use torg_base::{Action, Lang, Uuid};
use torg_slots::rules::Weekdays;
use torg_slots::store::exceptions;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::change::{AddSeries, CallOff, Edit, Problem};
use super::fields::{self, Choices};
use super::lecture::{Accept, Decline};
use super::model::{
    Change, Course, CourseDate, End, LONGEST_DAYS, MOST_DATES, MOST_SEATS, Reach, Rule, State, Topic, lay_out,
};
use super::show::{DateLine, Words};
use super::staff::{Desk, ListQuery, date_page};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;

/// Weekdays as the form writes them.
const DAYS: [(&str, Weekday); 7] = [
    ("mo", Weekday::Monday),
    ("tu", Weekday::Tuesday),
    ("we", Weekday::Wednesday),
    ("th", Weekday::Thursday),
    ("fr", Weekday::Friday),
    ("sa", Weekday::Saturday),
    ("su", Weekday::Sunday),
];

#[derive(Template)]
#[template(path = "courses/templates/new_series.html")]
struct NewSeriesPage {
    p: Page,
    place: Arc<Place>,
    services: Vec<Choice>,
    days: Vec<Choice>,
    choices: Choices,
    form: Form,
    /// What stands in the way, written out.
    problem: String,
}

/// `GET /ansatt/kurs/ny?sted=`
pub async fn new(mut visit: Visit, Query(query): Query<ListQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::EditCourses)?;
    let form = Form::filled([
        ("plasser", "20".to_owned()),
        ("hver", "1".to_owned()),
        ("slutt", "antall".to_owned()),
        ("antall", "10".to_owned()),
    ]);
    new_page(&visit, &directory, place, form, String::new()).await
}

async fn new_page(
    visit: &Visit,
    directory: &Directory,
    place: Arc<Place>,
    form: Form,
    problem: String,
) -> Result<Html, Failure> {
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let page = NewSeriesPage {
        p: visit.page(visit.t("course-new-title")).of(face).staff().with_form(&form),
        services: group_services(directory, visit.lang),
        days: DAYS
            .iter()
            .map(|(value, day)| Choice { value: (*value).to_owned(), label: weekday(*day, visit.lang).to_owned() })
            .collect(),
        choices: Choices::of(visit, directory, &place).await?,
        place,
        form,
        problem,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Items of the service list that are courses.
pub fn group_services(directory: &Directory, lang: Lang) -> Vec<Choice> {
    let group = directory.services.iter().filter(|s| s.active && s.kind == "group");
    group.map(|s| Choice { value: s.slug.clone(), label: s.texts.in_lang(lang).name.clone() }).collect()
}

/// `POST /ansatt/kurs/ny`
pub async fn add(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::EditCourses)?;
    let choices = Choices::of(&visit, &directory, &place).await?;
    let today = oslo_date(visit.app.clock().now());
    let service = directory.service(form.value("tjeneste")).filter(|s| s.active && s.kind == "group").cloned();
    if service.is_none() {
        form.wrong("tjeneste", "course-service-missing");
    }
    let rule = read_rule(&mut form, today);
    let mut pattern = CourseDate::blank(place.organisation, place.id, State::On);
    fields::read(&mut form, &choices, &mut pattern);
    let title = fields::topic(&mut form, "tittel", 80);
    let topics = read_topics(&mut form);
    let (Some(service), true) = (service, form.ok()) else {
        return new_page(&visit, &directory, place, form, String::new()).await;
    };
    let db = visit.app.store().within(place.organisation);
    let kept = exceptions(&db, Some(place.organisation), today).await?;
    let closures: Vec<_> = kept.into_iter().filter(|k| k.place == place.id).map(|k| k.exception).collect();
    let resources: Vec<Uuid> = [place.hours].into_iter().chain(pattern.resources()).collect();
    let layout = lay_out(&rule, &closures, &resources);
    if layout.dates.is_empty() {
        form.wrong("dag", "course-no-dates-made");
        return new_page(&visit, &directory, place, form, String::new()).await;
    }
    let course = Course {
        id: torg_base::new_id(),
        organisation: place.organisation,
        service: service.id,
        title,
        minimum: 0,
        skipped: layout.skipped,
    };
    let mut topics = topics.into_iter();
    let date = |(starts, ends)| CourseDate {
        id: torg_base::new_id(),
        course: course.id,
        service: service.id,
        starts,
        ends,
        topic: topics
            .next()
            .map(|text| in_written(directory::written_at(&directory, &place), text))
            .unwrap_or_default(),
        ..pattern.clone()
    };
    let dates = layout.dates.into_iter().map(date).collect();
    let name = if course.title.is_empty() {
        service.texts.in_lang(directory::written_at(&directory, &place)).name.clone()
    } else {
        course.title.text(visit.lang).to_owned()
    };
    let unit = AddSeries { actor: visit.actor().clone(), course, dates, name, skip_taken: form.checked("hopp_over") };
    match visit.app.store().write(place.organisation, unit).await? {
        Ok(_) => Ok(Redirect::to(&format!("/ansatt/kurs?sted={}&lagret=1", place.slug)).into_response()),
        Err(problem) => {
            let told = told(&visit, &mut form, &problem);
            new_page(&visit, &directory, place, form, told).await
        }
    }
}

/// A text in the language that the place writes.
fn in_written(lang: Lang, text: String) -> Topic {
    let mut topic = Topic::default();
    topic.set(lang, text);
    topic
}

fn read_rule(form: &mut Form, today: jiff::civil::Date) -> Rule {
    let chosen = DAYS.iter().filter(|(value, _)| form.has("dag", value));
    let bits = chosen.fold(0, |bits, (_, day)| bits | 1 << day.to_monday_zero_offset());
    if bits == 0 {
        form.wrong("dag", "course-day-missing");
    }
    let (from_minute, to_minute) = fields::times(form);
    let first = fields::date(form, "fra_dato", today);
    let end = if form.value("slutt") == "dato" {
        let last = fields::date(form, "til_dato", today);
        if form.problem("til_dato").is_none() && last < first {
            form.wrong("til_dato", "course-date-order");
        } else if (last - first).get_days() > LONGEST_DAYS {
            form.wrong("til_dato", "course-too-long");
        }
        End::On(last)
    } else {
        let most = i32::try_from(MOST_DATES).unwrap_or(i32::MAX);
        End::After(usize::try_from(form.number("antall", 1, most, "course-count-wrong")).unwrap_or(1))
    };
    let every_weeks = form.number("hver", 1, 4, "course-every-wrong");
    Rule { weekdays: Weekdays(bits), every_weeks, from_minute, to_minute, first, end }
}

/// Topics, one per line, for the dates in order. An empty line is a date without.
fn read_topics(form: &mut Form) -> Vec<String> {
    let text = form.optional("temaer", MOST_DATES * 102);
    let lines: Vec<String> = text.lines().map(|l| l.trim().to_owned()).collect();
    if lines.iter().any(|l| l.chars().count() > 100) {
        form.wrong("temaer", "course-topic-long");
    }
    lines
}

/// Marks the field that a problem is about, and writes the problem out where it has a date.
fn told(visit: &Visit, form: &mut Form, problem: &Problem) -> String {
    match problem {
        Problem::Taken { resource, starts } => {
            let room = form.value("rom") == resource.to_string();
            form.wrong(if room { "rom" } else { "vert" }, if room { "course-room-taken" } else { "course-host-taken" });
            let day = long_date(oslo_date(*starts), visit.lang);
            visit.app.texts().format(visit.lang, "course-taken-on", &[("date", &day)])
        }
        Problem::TooFewSeats(n) => {
            form.wrong("plasser", "course-seats-few");
            visit.app.texts().format(visit.lang, "course-seats-signed-up", &[("n", &n.to_string())])
        }
        Problem::Unsupervised => {
            form.wrong("ansvarlig", "course-supervisor-needed");
            String::new()
        }
        Problem::OtherDate => {
            form.wrong("dato", "course-other-date");
            String::new()
        }
        Problem::Gone => {
            form.wrong("dato", "course-gone");
            String::new()
        }
    }
}

#[derive(Template)]
#[template(path = "courses/templates/edit.html")]
struct EditPage {
    p: Page,
    title: Words,
    d: DateLine,
    base: String,
    following: usize,
    all: usize,
    choices: Choices,
    problem: String,
    form: Form,
}

/// `GET /ansatt/kurs/dato/{id}/endre`
pub async fn edit(mut visit: Visit, Path(id): Path<Uuid>) -> Result<Html, Failure> {
    let desk = changeable(&mut visit, id).await?;
    let form = fields::filled(&desk.date);
    edit_page(&visit, &desk, form, String::new()).await
}

/// A date of one's own that can still be changed.
async fn changeable(visit: &mut Visit, id: Uuid) -> Result<Desk, Failure> {
    let desk = Desk::open(visit, id, Action::EditCourses).await?;
    let open = matches!(desk.date.state, State::Open | State::On) && desk.date.starts > visit.app.clock().now();
    if open { Ok(desk) } else { Err(Failure::NotFound) }
}

async fn edit_page(visit: &Visit, desk: &Desk, form: Form, problem: String) -> Result<Html, Failure> {
    let now = visit.app.clock().now();
    let here: Vec<CourseDate> = desk.all.iter().filter(|d| d.place == desk.place.id).cloned().collect();
    let wrong = !form.ok();
    let page = EditPage {
        p: desk.page(visit, visit.t("course-edit-title"))?.with_form(&form),
        title: desk.title(visit),
        d: desk.line(visit),
        base: desk.address(""),
        following: Reach::Following.of(&desk.date, &here, now).len(),
        all: Reach::All.of(&desk.date, &here, now).len(),
        choices: Choices::of(visit, &desk.known.directory, &desk.place).await?,
        problem,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /ansatt/kurs/dato/{id}/endre`
pub async fn change(mut visit: Visit, Path(id): Path<Uuid>, mut form: Form) -> Result<Response, Failure> {
    let desk = changeable(&mut visit, id).await?;
    let choices = Choices::of(&visit, &desk.known.directory, &desk.place).await?;
    let today = oslo_date(visit.app.clock().now());
    let mut then = desk.date.clone();
    fields::read_time(&mut form, &mut then, today);
    fields::read(&mut form, &choices, &mut then);
    then.topic = fields::topic(&mut form, "tema", 100);
    let reach = Reach::parse(form.value("omfang")).unwrap_or(Reach::This);
    let change = Change::between(&desk.date, &then);
    if change.date.is_some() && reach != Reach::This {
        form.wrong("dato", "course-date-alone");
    }
    if desk.lecture() && change.another_time() {
        form.wrong("dato", "lecture-not-moved");
    }
    if !form.ok() {
        return edit_page(&visit, &desk, form, String::new()).await;
    }
    if change.nothing() {
        return Ok(Redirect::to(&desk.address("")).into_response());
    }
    let unit = Edit { app: visit.app.clone(), actor: visit.actor().clone(), date: id, reach, change };
    match visit.app.store().write(desk.date.organisation, unit).await? {
        Ok(_) => Ok(Redirect::to(&desk.address("?lagret=1")).into_response()),
        Err(problem) => {
            let told = told(&visit, &mut form, &problem);
            edit_page(&visit, &desk, form, told).await
        }
    }
}

/// `POST /ansatt/kurs/dato/{id}/avlys`
pub async fn call_off(mut visit: Visit, Path(id): Path<Uuid>, form: Form) -> Result<Response, Failure> {
    let desk = changeable(&mut visit, id).await?;
    let reach = Reach::parse(form.value("omfang")).unwrap_or(Reach::This);
    let unit = CallOff { app: visit.app.clone(), actor: visit.actor().clone(), date: id, reach };
    visit.app.store().write(desk.date.organisation, unit).await?;
    Ok(Redirect::to(&desk.address("?lagret=avlyst")).into_response())
}

/// `POST /ansatt/kurs/dato/{id}/delta`: the place shows the lecture.
pub async fn accept(mut visit: Visit, Path(id): Path<Uuid>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, id, Action::EditCourses).await?;
    let seats = form.number("plasser", 1, MOST_SEATS, "course-seats-wrong");
    let choices = Choices::of(&visit, &desk.known.directory, &desk.place).await?;
    let room = Uuid::parse_str(form.value("rom")).ok();
    if room.is_some_and(|id| Choices::name(&choices.rooms, id).is_empty()) {
        form.wrong("rom", "course-choice-wrong");
    }
    if !form.ok() {
        return date_page(&visit, desk, form, String::new()).await;
    }
    let name = desk.title(&visit).text;
    let unit = Accept { actor: visit.actor().clone(), date: id, seats, room, name };
    match visit.app.store().write(desk.date.organisation, unit).await? {
        Ok(()) => Ok(Redirect::to(&desk.address("?lagret=1")).into_response()),
        Err(problem) => {
            let told = told(&visit, &mut form, &problem);
            date_page(&visit, desk, form, told).await
        }
    }
}

/// `POST /ansatt/kurs/dato/{id}/takk-nei`
pub async fn decline(mut visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, id, Action::EditCourses).await?;
    let unit = Decline { actor: visit.actor().clone(), date: id };
    visit.app.store().write(desk.date.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/kurs?sted={}&lagret=1", desk.place.slug)).into_response())
}
