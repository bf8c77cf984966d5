//! One lecture shown at several places, also of other organisations: asked, accepted, decided by the number of people.
//!
//! The host sees numbers, never names. Each place says yes for itself, with its own room and seats.

use std::collections::BTreeMap;

use jiff::Timestamp;
use torg_base::{Actor, Uuid};
use torg_slots::store as seats;
use torg_store::{Across, Error, Result, Tx, Unit, audit};
use torg_web::App;

use super::change::{Problem, add_seats, busy, in_the_way, take_whole, tell};
use super::model::{Course, CourseDate, State};
use super::store;
use super::units::deed;
use crate::booking::many;

/// Makes a lecture and asks the places.
pub struct AddLecture {
    pub actor: Actor,
    pub course: Course,
    /// One per place, each with the organisation of its place.
    pub dates: Vec<CourseDate>,
}

impl Unit for AddLecture {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::add_course(tx, &self.course).await?;
        store::add_dates(tx, &self.dates).await?;
        audit::record(tx, deed(&self.actor, "lecture.made", self.course.id)).await
    }
}

/// A place says yes, with room and seats.
pub struct Accept {
    pub actor: Actor,
    pub date: Uuid,
    pub seats: i32,
    pub room: Option<Uuid>,
    /// Name of the numbered seats.
    pub name: String,
}

impl Unit for Accept {
    type Out = std::result::Result<(), Problem>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        let found = store::lock(tx, &[self.date]).await?.pop();
        let asked = |d: &CourseDate| d.organisation == tx.organisation();
        let Some(mut date) = found.filter(asked) else { return Err(Error::NotFound) };
        let others = store::of_course(tx, date.course).await?;
        if date.state != State::Invited || date.starts <= tx.now() {
            return Ok(Err(Problem::Gone));
        }
        let certain = others.iter().any(|d| d.starts == date.starts && d.state == State::On);
        date.state = if certain { State::On } else { State::Open };
        (date.seats, date.room) = (self.seats, self.room);
        let taken = busy(tx, std::slice::from_ref(&date), &[]).await?;
        if let Some(resource) = in_the_way(&date, &taken) {
            return Ok(Err(Problem::Taken { resource, starts: date.starts }));
        }
        date.seat = Some(add_seats(tx, date.place, &self.name, date.seats).await?);
        store::put_date(tx, &date).await?;
        let known = seats::resources(tx, Some(tx.organisation())).await?;
        take_whole(tx, &date, &known).await?;
        audit::record(tx, deed(&self.actor, "lecture.accepted", date.id)).await?;
        Ok(Ok(()))
    }
}

/// A place says no.
pub struct Decline {
    pub actor: Actor,
    pub date: Uuid,
}

impl Unit for Decline {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let found = store::lock(tx, &[self.date]).await?.pop();
        let Some(mut date) = found.filter(|d| d.organisation == tx.organisation()) else { return Err(Error::NotFound) };
        if date.state == State::Invited {
            date.state = State::Off;
            store::put_date(tx, &date).await?;
            audit::record(tx, deed(&self.actor, "lecture.declined", date.id)).await?;
        }
        Ok(())
    }
}

/// Decides about the dates of a lecture at one hour: held where enough have signed up in all, off where not.
struct Decide {
    course: Uuid,
    starts: Timestamp,
}

impl Unit for Decide {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let (all, course) = (store::of_course(tx, self.course).await?, store::courses(tx, &[self.course]).await?);
        let ids: Vec<Uuid> = all.iter().filter(|d| d.starts == self.starts).map(|d| d.id).collect();
        let dates = store::lock(tx, &ids).await?;
        let of = |states: &[State]| -> Vec<Uuid> {
            dates.iter().filter(|d| states.contains(&d.state)).map(|d| d.id).collect()
        };
        let links: Vec<Uuid> = store::sign_ups(tx, &of(&[State::Open])).await?.iter().map(|l| l.booking_id).collect();
        let enough = course.get(&self.course).map_or(0, |c| i64::from(c.minimum));
        if many::standing(tx, &links).await? >= enough {
            store::decide(tx, &of(&[State::Open]), State::On).await?;
        } else {
            store::decide(tx, &of(&[State::Open, State::Invited]), State::Off).await?;
        }
        audit::record(tx, deed(&Actor::Anonymous, "lecture.decided", self.course)).await
    }
}

/// The host calls a lecture off, at every place.
struct CallOffLecture {
    actor: Actor,
    course: Uuid,
}

impl Unit for CallOffLecture {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let coming = |d: &&CourseDate| d.starts > tx.now() && d.state != State::Off;
        let all = store::of_course(tx, self.course).await?;
        let ids: Vec<Uuid> = all.iter().filter(coming).map(|d| d.id).collect();
        store::lock(tx, &ids).await?;
        store::decide(tx, &ids, State::Off).await?;
        audit::record(tx, deed(&self.actor, "lecture.off", self.course)).await
    }
}

/// Calls a lecture off and tells everybody, at every place.
pub async fn call_off(app: &App, actor: Actor, course: Uuid) -> Result<()> {
    app.store().write_across(Across::Lectures, CallOffLecture { actor, course }).await?;
    tell_all(app).await
}

/// What is due is decided, and everybody is told. Bears being run twice at once.
pub async fn decide_due(app: App) -> Result<()> {
    let due = store::due(&app.store().across(Across::Lectures), app.clock().now()).await?;
    let mut seen: Vec<(Uuid, Timestamp)> = due.iter().map(|d| (d.course, d.starts)).collect();
    seen.sort_unstable();
    seen.dedup();
    for (course, starts) in seen {
        app.store().write_across(Across::Lectures, Decide { course, starts }).await?;
    }
    tell_all(&app).await
}

/// Tells the people of every date that was decided, one organisation at a time.
async fn tell_all(app: &App) -> Result<()> {
    let untold = store::untold(&app.store().across(Across::Lectures)).await?;
    let mut groups: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for date in untold {
        groups.entry(date.organisation).or_default().push(date.id);
    }
    for (organisation, dates) in groups {
        app.store().write(organisation, Tell { app: app.clone(), dates }).await?;
    }
    Ok(())
}

struct Tell {
    app: App,
    dates: Vec<Uuid>,
}

impl Unit for Tell {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let dates = store::lock(tx, &self.dates).await?;
        tell(tx, &self.app, &dates).await
    }
}
