//! Bookings that hours, capacity or people no longer cover: told about, never refused or changed by themselves.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::time::{long_date, oslo_date};
use torg_base::{Lang, Uuid};
use torg_slots::calendar::Calendar;
use torg_slots::rules::{Busy, Stretch};
use torg_slots::store::{self as slots, Resource};
use torg_web::{Failure, Visit};

use super::access::{self, Desk};
use torg_catalogue::places::model::Place;

/// How far ahead it is looked: the longest horizon that an offer can have, and a little.
const DAYS_AHEAD: i64 = 370;

/// A day with bookings that fall outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub bookings: usize,
}

/// A day as shown, with the way to the list of that day.
pub struct Hit {
    pub date: String,
    pub bookings: String,
    pub href: String,
}

/// The place as it is now.
pub struct Ground<'a> {
    pub calendar: &'a Calendar,
    pub place: &'a Place,
    pub resources: &'a [Resource],
    /// The longest buffer after a visit at this place. It lies in what is taken and may reach past closing time.
    pub buffer: SignedDuration,
}

impl Ground<'_> {
    /// Days with bookings that are not covered any more.
    pub fn outside(&self, busy: &[Busy]) -> Vec<Day> {
        self.days(busy.iter().filter(|taken| !self.covers(taken)))
    }

    /// As [`Ground::outside`], without what was not covered `before` either.
    pub fn newly_outside(&self, busy: &[Busy], before: &Ground<'_>) -> Vec<Day> {
        self.days(busy.iter().filter(|taken| before.covers(taken) && !self.covers(taken)))
    }

    fn days<'b>(&self, outside: impl Iterator<Item = &'b Busy>) -> Vec<Day> {
        // Per start: how many of each kind are taken. A visit takes one of those who meet people, and may take a
        // room or equipment besides; so it is the former that count visits.
        let mut starts: BTreeMap<Timestamp, (usize, HashMap<&str, usize>)> = BTreeMap::new();
        for taken in outside {
            let Some(resource) = self.resource(taken) else { continue };
            let (meetings, things) = starts.entry(taken.starts).or_default();
            match resource.kind.as_str() {
                "person" | "caseworker" | "course" => *meetings += 1,
                kind => *things.entry(kind).or_default() += 1,
            }
        }
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        for (start, (meetings, things)) in starts {
            let most = things.values().copied().max().unwrap_or_default();
            *days.entry(oslo_date(start)).or_default() += meetings.max(most);
        }
        days.into_iter().map(|(date, bookings)| Day { date, bookings }).collect()
    }

    fn resource(&self, taken: &Busy) -> Option<&Resource> {
        self.resources.iter().find(|r| r.id == taken.resource)
    }

    fn covers(&self, taken: &Busy) -> bool {
        let Some(resource) = self.resource(taken) else { return true };
        let buffer = if resource.capacity > 1 { SignedDuration::ZERO } else { self.buffer };
        // Never shorter than the shortest visit there is.
        let ends = (taken.ends - buffer).max(taken.starts + SignedDuration::from_mins(5));
        let date = oslo_date(taken.starts);
        let there = |open: Vec<Stretch>| open.iter().any(|(from, to)| *from <= taken.starts && ends <= *to);
        resource.active
            && i32::from(taken.seat) <= resource.capacity
            && there(self.calendar.open(resource.id, date))
            && there(self.calendar.open(self.place.hours, date))
    }
}

/// What falls outside at a place from now on.
pub async fn hits(visit: &Visit, desk: &Desk) -> Result<Vec<Hit>, Failure> {
    let busy = busy(visit, desk).await?;
    let calendar = desk.directory.calendar(desk.place.id);
    let days = ground(desk, &calendar, desk.directory.resources_at(desk.place.id)).outside(&busy);
    Ok(days.iter().map(|day| hit(day, &desk.place, visit.lang)).collect())
}

/// What is taken at a place from now on.
pub async fn busy(visit: &Visit, desk: &Desk) -> Result<Vec<Busy>, Failure> {
    let now = visit.app.clock().now();
    let ids: Vec<Uuid> = desk.directory.resources_at(desk.place.id).iter().map(|r| r.id).collect();
    let db = visit.app.store().within(desk.place.organisation);
    let to = now + SignedDuration::from_hours(24 * DAYS_AHEAD);
    Ok(slots::taken(&db, desk.place.organisation, &ids, now, to, now).await?.busy)
}

/// The place with a calendar and resources, as they are or as they would be.
pub fn ground<'a>(desk: &'a Desk, calendar: &'a Calendar, resources: &'a [Resource]) -> Ground<'a> {
    let buffer = access::offers(&desk.directory, &desk.place).iter().map(|o| o.buffer_minutes).max();
    let buffer = SignedDuration::from_mins(i64::from(buffer.unwrap_or_default()));
    Ground { calendar, place: &desk.place, resources, buffer }
}

pub fn hit(day: &Day, place: &Place, lang: Lang) -> Hit {
    Hit {
        date: long_date(day.date, lang),
        bookings: day.bookings.to_string(),
        href: format!("/ansatt/dag?sted={}&dato={}", place.slug, day.date),
    }
}
