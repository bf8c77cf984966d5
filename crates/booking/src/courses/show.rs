//! Courses and dates as pages show them: words, free seats, how many are missing.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use torg_base::time::{clock_range, long_date, long_moment, oslo_date};
use torg_base::{Lang, Uuid};
use torg_slots::rules::Busy;
use torg_slots::store::taken_among;
use torg_store::{Across, Result};
use torg_web::{App, Visit};

use super::model::{Course, CourseDate, State, Topic, Why, free_seats};
use super::store;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;

/// What pages need to know to show dates, read in two statements.
pub struct Known {
    pub directory: Arc<Directory>,
    pub courses: HashMap<Uuid, Course>,
    pub taken: Vec<Busy>,
}

impl Known {
    /// About these dates.
    pub async fn of(app: &App, dates: &[CourseDate]) -> Result<Known> {
        let db = app.store().across(Across::FreeTimes);
        let mut ids: Vec<Uuid> = dates.iter().map(|d| d.course).collect();
        ids.sort_unstable();
        ids.dedup();
        let courses = store::courses(&db, &ids).await?;
        let mut seats: Vec<(Uuid, Uuid)> = dates.iter().filter_map(|d| Some((d.organisation, d.seat?))).collect();
        seats.sort_unstable();
        seats.dedup();
        let taken = match (dates.iter().map(|d| d.starts).min(), dates.iter().map(|d| d.ends).max()) {
            (Some(from), Some(to)) => taken_among(&db, &seats, from, to, app.clock().now()).await?,
            _ => Vec::new(),
        };
        Ok(Known { directory: directory::of(app), courses, taken })
    }

    pub fn place(&self, date: &CourseDate) -> Option<&Arc<Place>> {
        self.directory.place_by_id(date.place)
    }

    /// What the course is called: its own title, or the service's name.
    pub fn title(&self, course: &Course, lang: Lang) -> Words {
        let service = self.directory.service_by_id(course.service);
        let name = service.map(|s| s.texts.in_lang(lang).name.clone()).unwrap_or_default();
        if course.title.is_empty() { Words { text: name, lang: None } } else { Words::of(&course.title, lang) }
    }

    pub fn title_of(&self, date: &CourseDate, lang: Lang) -> Words {
        self.courses.get(&date.course).map(|c| self.title(c, lang)).unwrap_or_default()
    }

    pub fn free(&self, date: &CourseDate) -> usize {
        free_seats(date, &self.taken).len()
    }

    /// Seats that people have, a hold included.
    pub fn signed_up(&self, date: &CourseDate) -> usize {
        let here = |b: &&Busy| Some(b.resource) == date.seat && b.starts < date.ends && b.ends > date.starts;
        self.taken.iter().filter(here).count()
    }

    /// How many more a lecture needs, over all its places; none when that is decided. `dates` are all of the course.
    pub fn needs(&self, date: &CourseDate, dates: &[CourseDate]) -> Option<usize> {
        let course = self.courses.get(&date.course).filter(|c| c.lecture() && date.state == State::Open)?;
        let together: usize = dates
            .iter()
            .filter(|d| d.course == date.course && d.starts == date.starts)
            .map(|d| self.signed_up(d))
            .sum();
        Some(usize::try_from(course.minimum).unwrap_or_default().saturating_sub(together))
    }

    /// The name of a room or of who holds it.
    pub fn resource(&self, place: Uuid, id: Option<Uuid>) -> String {
        let of_place = self.directory.resources_at(place);
        id.and_then(|id| of_place.iter().find(|r| r.id == id)).map(|r| r.name.clone()).unwrap_or_default()
    }
}

/// A text, and its language when that is not the page's.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub text: String,
    pub lang: Option<&'static str>,
}

impl Words {
    pub fn of(topic: &Topic, lang: Lang) -> Words {
        let (text, other) = topic.read(lang);
        Words { text: text.to_owned(), lang: other.map(Lang::code) }
    }
}

/// One date in a list.
pub struct DateLine {
    pub id: Uuid,
    pub day: String,
    pub time: String,
    pub topic: Words,
    pub host: String,
    pub room: String,
    pub seats: i32,
    pub free: usize,
    pub signed_up: usize,
    pub state: State,
    /// How many are missing before it is held.
    pub needs: Option<usize>,
    pub decides: String,
    pub takes: bool,
    pub past: bool,
}

/// A date in the visitor's language. `all` are the dates of its course that are known.
pub fn line(visit: &Visit, known: &Known, date: &CourseDate, all: &[CourseDate]) -> DateLine {
    let now = visit.app.clock().now();
    DateLine {
        id: date.id,
        day: long_date(oslo_date(date.starts), visit.lang),
        time: clock_range(date.starts, date.ends, visit.lang),
        topic: Words::of(&date.topic, visit.lang),
        host: host(visit, date),
        room: known.resource(date.place, date.room),
        seats: date.seats,
        free: known.free(date),
        signed_up: known.signed_up(date),
        state: date.state,
        needs: known.needs(date, all),
        decides: date.decides.map(|at| long_moment(at, visit.lang)).unwrap_or_default(),
        takes: date.takes(now),
        past: date.starts <= now,
    }
}

/// Who holds it, in public: a host from outside by title; of the place's own people only that it is one of them.
fn host(visit: &Visit, date: &CourseDate) -> String {
    match (&date.host_title, date.host) {
        (title, _) if !title.is_empty() => title.clone(),
        (_, Some(_)) => visit.t("course-host-here").to_owned(),
        _ => String::new(),
    }
}

/// A date that the series leaves out, and why.
pub struct SkippedLine {
    pub day: String,
    pub why: String,
}

pub fn skipped(visit: &Visit, course: &Course, from: Timestamp) -> Vec<SkippedLine> {
    let today = oslo_date(from);
    let why = |why: &Why| match why {
        Why::Holiday(key) => visit.t(key).to_owned(),
        Why::Closed(reason) if !reason.is_empty() => reason.clone(),
        Why::Closed(_) => visit.t("course-skipped-closed").to_owned(),
        Why::Busy => visit.t("course-skipped-busy").to_owned(),
    };
    let coming = course.skipped.iter().filter(|s| s.date >= today);
    coming.map(|s| SkippedLine { day: long_date(s.date, visit.lang), why: why(&s.why) }).collect()
}
