//! The write units of managers: a new series, a change of this date, those that follow or all, dates called off.
//!
//! Room and host are taken by the date itself, through the same guard as everything else; a room is taken whole.

use std::collections::BTreeMap;

use torg_base::{Actor, Uuid};
use torg_slots::needs::Tags;
use torg_slots::rules::{Assigned, Busy};
use torg_slots::store::{self as seats, Resource};
use torg_store::{Error, Part, Result, Tx, Unit, audit, outbox};
use torg_web::App;

use super::messages::{self, News};
use super::model::{Change, Course, CourseDate, Reach, Skipped, State, Why};
use super::store;
use super::units::{deed, give_back};
use crate::booking::many;
use crate::booking::model::{Booking, State as Stands};
use crate::booking::units::reminder;
use crate::helpers::messages::News as Told;
use crate::helpers::units as helpers;

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has begun, is called off, or is not there.
    Gone,
    /// The room or host is taken on this date (position among the dates).
    Taken { resource: Uuid, starts: jiff::Timestamp },
    /// So many have signed up already.
    TooFewSeats(usize),
    /// Helpers without a supervisor.
    Unsupervised,
    /// Another date of the same course lies there.
    OtherDate,
}

/// Makes a series at a place of the unit's organisation.
pub struct AddSeries {
    pub actor: Actor,
    pub course: Course,
    pub dates: Vec<CourseDate>,
    /// Name of the numbered seats, for the list of resources.
    pub name: String,
    /// Leave out dates on which the room or the host is taken; otherwise the whole series is refused.
    pub skip_taken: bool,
}

impl Unit for AddSeries {
    /// The number of dates.
    type Out = std::result::Result<usize, Problem>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        if self.dates.iter().any(|d| !d.help.supervised()) {
            return Ok(Err(Problem::Unsupervised));
        }
        let Some(first) = self.dates.first() else { return Ok(Err(Problem::Gone)) };
        let known = seats::resources(tx, Some(tx.organisation())).await?;
        let busy = busy(tx, &self.dates, &[]).await?;
        let mut course = self.course.clone();
        let mut dates = Vec::with_capacity(self.dates.len());
        for date in &self.dates {
            match in_the_way(date, &busy) {
                None => dates.push(date.clone()),
                Some(_) if self.skip_taken => {
                    let day = torg_base::time::oslo_date(date.starts);
                    course.skipped.push(Skipped { date: day, why: Why::Busy });
                }
                Some(resource) => return Ok(Err(Problem::Taken { resource, starts: date.starts })),
            }
        }
        if dates.is_empty() {
            return Ok(Err(Problem::Gone));
        }
        course.skipped.sort_by_key(|s| s.date);
        let seat = add_seats(tx, first.place, &self.name, first.seats).await?;
        store::add_course(tx, &course).await?;
        dates.iter_mut().for_each(|d| d.seat = Some(seat));
        store::add_dates(tx, &dates).await?;
        for date in &dates {
            take_whole(tx, date, &known).await?;
        }
        audit::record(tx, deed(&self.actor, "course.made", course.id)).await?;
        Ok(Ok(dates.len()))
    }
}

/// The numbered seats of a course at a place. They have no hours of their own, so that nothing else is offered in them.
pub(super) async fn add_seats(tx: &Tx, place: Uuid, name: &str, capacity: i32) -> Result<Uuid> {
    let seat = Resource {
        id: torg_base::new_id(),
        organisation_id: tx.organisation(),
        place_id: place,
        kind: "course".into(),
        name: name.chars().take(80).collect(),
        capacity: capacity.max(1),
        active: false,
        tags: Tags::default(),
    };
    seats::put_resource(tx, &seat).await?;
    Ok(seat.id)
}

/// What is taken on the rooms and hosts of some dates, less what `own` dates hold themselves.
pub(super) async fn busy(tx: &Tx, dates: &[CourseDate], own: &[CourseDate]) -> Result<Vec<Busy>> {
    let mut resources: Vec<Uuid> = dates.iter().flat_map(CourseDate::resources).collect();
    resources.sort_unstable();
    resources.dedup();
    let (Some(from), Some(to)) = (dates.iter().map(|d| d.starts).min(), dates.iter().map(|d| d.ends).max()) else {
        return Ok(Vec::new());
    };
    let taken = seats::taken(tx, tx.organisation(), &resources, from, to, tx.now()).await?;
    if taken.stale {
        seats::clear_stale(tx, &resources).await?;
    }
    // Nobody else can hold the same seat at the same time, so the same stretch is one's own.
    let mine =
        |b: &Busy| own.iter().any(|d| d.resources().contains(&b.resource) && d.starts == b.starts && d.ends == b.ends);
    Ok(taken.busy.into_iter().filter(|b| !mine(b)).collect())
}

/// The first resource of a date that somebody else has then.
pub(super) fn in_the_way(date: &CourseDate, busy: &[Busy]) -> Option<Uuid> {
    let meets = |b: &&Busy| date.resources().contains(&b.resource) && b.starts < date.ends && b.ends > date.starts;
    busy.iter().find(meets).map(|b| b.resource)
}

/// Takes every seat of the date's room and host.
pub(super) async fn take_whole(tx: &Tx, date: &CourseDate, known: &[Resource]) -> Result<()> {
    let mut wanted = Vec::new();
    for id in date.resources() {
        let usable = |r: &&Resource| r.id == id && r.place_id == date.place;
        let resource = known.iter().find(usable).ok_or(Error::NotFound)?;
        let capacity = u16::try_from(resource.capacity).unwrap_or(1);
        let seat = |seat| Assigned { resource: id, seat, starts: date.starts, ends: date.ends };
        wanted.extend((1..=capacity).map(seat));
    }
    if wanted.is_empty() { Ok(()) } else { seats::occupy(tx, date.id, &wanted, None).await }
}

/// Changes this date, those that follow, or all.
pub struct Edit {
    pub app: App,
    pub actor: Actor,
    pub date: Uuid,
    pub reach: Reach,
    pub change: Change,
}

impl Unit for Edit {
    /// How many dates were changed.
    type Out = std::result::Result<usize, Problem>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        let mut change = self.change.clone();
        if self.reach != Reach::This {
            change.date = None;
        }
        let (series, old) = reached(tx, self.date, self.reach).await?;
        let new: Option<Vec<CourseDate>> = old.iter().map(|d| change.apply(d)).collect();
        let Some(new) = new.filter(|n| !n.is_empty() && n.iter().all(|d| d.starts > tx.now())) else {
            return Ok(Err(Problem::Gone));
        };
        let people = people_of(tx, &old).await?;
        if let Some(problem) = hinders(tx, &series, &old, &new, &people, &change).await? {
            return Ok(Err(problem));
        }
        self.write(tx, &old, &new, &people, &change).await?;
        Ok(Ok(new.len()))
    }
}

/// The dates of the same course at the same place, and those of them that a change reaches, locked.
async fn reached(tx: &Tx, date: Uuid, reach: Reach) -> Result<(Vec<CourseDate>, Vec<CourseDate>)> {
    let chosen = store::date(tx, date).await?.filter(|d| d.organisation == tx.organisation()).ok_or(Error::NotFound)?;
    let same = |d: &CourseDate| d.place == chosen.place && d.organisation == chosen.organisation;
    let mut series = store::of_course(tx, chosen.course).await?;
    series.retain(same);
    let ids: Vec<Uuid> = reach.of(&chosen, &series, tx.now()).iter().map(|d| d.id).collect();
    let mut old = store::lock(tx, &ids).await?;
    old.retain(|d| d.state != State::Off && d.seat.is_some());
    Ok((series, old))
}

/// The living bookings of some dates, by date.
async fn people_of(tx: &Tx, dates: &[CourseDate]) -> Result<BTreeMap<Uuid, Vec<(Uuid, Booking)>>> {
    let ids: Vec<Uuid> = dates.iter().map(|d| d.id).collect();
    let links = store::sign_ups(tx, &ids).await?;
    let bookings: Vec<Uuid> = links.iter().map(|l| l.booking_id).collect();
    let now = tx.now();
    let mut people: BTreeMap<Uuid, Vec<(Uuid, Booking)>> = BTreeMap::new();
    for booking in many::with_ids(tx, &bookings).await? {
        let alive = booking.state.alive() && booking.expires.is_none_or(|at| at > now);
        if let Some(link) = links.iter().find(|l| l.booking_id == booking.id && alive) {
            people.entry(link.date_id).or_default().push((link.leader_id, booking));
        }
    }
    Ok(people)
}

async fn hinders(
    tx: &Tx,
    series: &[CourseDate],
    old: &[CourseDate],
    new: &[CourseDate],
    people: &BTreeMap<Uuid, Vec<(Uuid, Booking)>>,
    change: &Change,
) -> Result<Option<Problem>> {
    for date in new {
        let signed_up = people.get(&date.id).map_or(0, Vec::len);
        if change.seats.is_some() && signed_up > usize::try_from(date.seats).unwrap_or_default() {
            return Ok(Some(Problem::TooFewSeats(signed_up)));
        }
        if !date.help.supervised() {
            return Ok(Some(Problem::Unsupervised));
        }
        let beside = |d: &&CourseDate| {
            d.state != State::Off && d.starts < date.ends && d.ends > date.starts && !old.iter().any(|o| o.id == d.id)
        };
        // Seats of a date that is called off are free, but its row still stands at its hour.
        let same_hour =
            |d: &&CourseDate| d.id != date.id && d.starts == date.starts && !old.iter().any(|o| o.id == d.id);
        if change.another_time() && (series.iter().any(|d| beside(&d)) || series.iter().any(|d| same_hour(&d))) {
            return Ok(Some(Problem::OtherDate));
        }
    }
    if change.moves() {
        let busy = busy(tx, new, old).await?;
        for date in new {
            if let Some(resource) = in_the_way(date, &busy) {
                return Ok(Some(Problem::Taken { resource, starts: date.starts }));
            }
        }
    }
    Ok(None)
}

impl Edit {
    async fn write(
        &self,
        tx: &Tx,
        old: &[CourseDate],
        new: &[CourseDate],
        people: &BTreeMap<Uuid, Vec<(Uuid, Booking)>>,
        change: &Change,
    ) -> Result<()> {
        if change.moves() {
            // Everything is given back before anything is taken: a series may move into its own place.
            for date in old {
                seats::release(tx, date.id).await?;
            }
            let known = seats::resources(tx, Some(tx.organisation())).await?;
            for date in new {
                take_whole(tx, date, &known).await?;
            }
        }
        let news = News::Changed(change.told());
        let concerns = !change.told().is_empty();
        let mut told: BTreeMap<Uuid, Vec<Booking>> = BTreeMap::new();
        let mut parts = Vec::new();
        for date in new {
            store::put_date(tx, date).await?;
            parts.push(audit::part(tx, deed(&self.actor, "course.changed", date.id)));
            let here = people.get(&date.id).map_or(&[][..], Vec::as_slice);
            if !concerns || here.is_empty() {
                continue;
            }
            let ids: Vec<Uuid> = here.iter().map(|(_, b)| b.id).collect();
            if change.another_time() {
                seats::shift(tx, &ids, date.starts, date.ends).await?;
            }
            for booking in many::reschedule(tx, &ids, date.starts, date.ends).await? {
                if booking.state == Stands::Held {
                    continue;
                }
                if change.another_time() {
                    outbox::cancel(tx, booking.id).await?;
                    crate::replies::store::take_back(tx, booking.id).await?;
                    parts.extend(reminder(tx, &self.app, &booking, tx.now())?);
                }
                let leader = here.iter().find(|(_, b)| b.id == booking.id).map_or(booking.id, |(leader, _)| *leader);
                told.entry(leader).or_default().push(booking);
            }
        }
        for bookings in told.values() {
            // Dates come in order of time, so the first is the first that the person comes to.
            let Some(first) = bookings.first() else { continue };
            parts.extend(messages::part(tx, &self.app, first, &news, tx.now())?);
            if change.another_time() {
                parts.extend(helpers::changed(tx, &self.app, bookings, Told::Moved).await?);
            }
        }
        write_parts(tx, parts).await
    }
}

/// Parts in trips of a bearable length.
pub(super) async fn write_parts(tx: &Tx, parts: Vec<Part>) -> Result<()> {
    let mut rest = parts.into_iter().peekable();
    while rest.peek().is_some() {
        tx.together(rest.by_ref().take(100).collect()).await?;
    }
    Ok(())
}

/// Calls off this date, those that follow, or all; everybody who has signed up is told.
pub struct CallOff {
    pub app: App,
    pub actor: Actor,
    pub date: Uuid,
    pub reach: Reach,
}

impl Unit for CallOff {
    /// How many dates were called off.
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        let (_, mut dates) = reached(tx, self.date, self.reach).await?;
        let ids: Vec<Uuid> = dates.iter().map(|d| d.id).collect();
        store::decide(tx, &ids, State::Off).await?;
        dates.iter_mut().for_each(|d| d.state = State::Off);
        for id in &ids {
            audit::record(tx, deed(&self.actor, "course.off", *id)).await?;
        }
        tell(tx, &self.app, &dates).await?;
        Ok(dates.len())
    }
}

/// Tells the people of dates what was decided about them, once; gives back what the dates that are off had taken.
pub(super) async fn tell(tx: &Tx, app: &App, dates: &[CourseDate]) -> Result<()> {
    let mut fresh = Vec::new();
    for date in dates {
        if store::told(tx, date.id).await? > 0 {
            fresh.push(date.clone());
        }
    }
    let mut told: BTreeMap<Uuid, (bool, Vec<Booking>)> = BTreeMap::new();
    for date in &fresh {
        let off = date.state == State::Off;
        let links = store::sign_ups(tx, &[date.id]).await?;
        let ids: Vec<Uuid> = links.iter().map(|l| l.booking_id).collect();
        let mut concerned = if off { many::cancel(tx, &ids).await? } else { many::with_ids(tx, &ids).await? };
        if off {
            give_back(tx, &ids).await?;
            seats::release(tx, date.id).await?;
        }
        concerned.retain(|b| off || matches!(b.state, Stands::Requested | Stands::Confirmed));
        for booking in concerned {
            let leader = links.iter().find(|l| l.booking_id == booking.id).map_or(booking.id, |l| l.leader_id);
            let entry = told.entry(leader).or_insert((off, Vec::new()));
            entry.1.push(booking);
        }
    }
    let mut parts = Vec::new();
    for (off, mut bookings) in told.into_values() {
        bookings.sort_by_key(|b| b.starts);
        let news = if off { News::Off(bookings.len()) } else { News::On };
        if let Some(first) = bookings.first() {
            parts.extend(messages::part(tx, app, first, &news, tx.now())?);
            if off {
                parts.extend(helpers::changed(tx, app, &bookings, Told::Cancelled).await?);
            }
        }
    }
    write_parts(tx, parts).await
}
