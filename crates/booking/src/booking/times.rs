//! Free times: what is offered, read from the calendar in memory and what is taken in the database.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use torg_base::{Uuid, time::start_of_day};
use torg_slots::offer;
use torg_slots::rules::{Busy, Slot};
use torg_slots::store::taken;
use torg_store::Result;
use torg_web::App;

use torg_catalogue::directory::{Directory, Offered};
use torg_catalogue::services::model::Way;

/// Names a start of an offer, in forms and in the API: `service~place~way~epoch second`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotId {
    pub service: String,
    pub place: String,
    pub way: Way,
    pub start: Timestamp,
}

impl SlotId {
    pub fn of(offered: &Offered, start: Timestamp) -> SlotId {
        SlotId {
            service: offered.service.slug.clone(),
            place: offered.place.slug.clone(),
            way: offered.offer.way,
            start,
        }
    }

    pub fn parse(text: &str) -> Option<SlotId> {
        let mut parts = text.split('~');
        let (service, place, way, start) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let start = Timestamp::from_second(start.parse().ok()?).ok()?;
        let whole = parts.next().is_none();
        whole.then_some(SlotId { service: service.into(), place: place.into(), way: Way::parse(way)?, start })
    }

    /// The offer that the id names, as it is now.
    pub fn find(&self, directory: &Directory) -> Option<Offered> {
        directory.offered(&self.service, &self.place, self.way)
    }
}

impl std::fmt::Display for SlotId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}~{}~{}", self.service, self.place, self.way.code(), self.start.as_second())
    }
}

/// Free starts of some offers between two instants, in the order of the offers.
pub async fn free(app: &App, offers: &[Offered], from: Timestamp, to: Timestamp) -> Result<Vec<Vec<Slot>>> {
    let now = app.clock().now();
    let from = from.max(now);
    let busy = busy(app, offers, from, to, now).await?;
    let none = Vec::new();
    Ok(offers
        .iter()
        .map(|o| {
            let taken = busy.get(&o.offer.organisation).unwrap_or(&none);
            offer::offered(&o.rules, &o.calendar, taken, from, to, now)
        })
        .collect())
}

/// The first free start of each offer, looking as far ahead as it may be booked.
pub async fn first_free(app: &App, offers: &[Offered]) -> Result<Vec<Option<Slot>>> {
    first_free_after(app, offers, app.clock().now()).await
}

/// As [`first_free`], from an instant that is not past.
pub async fn first_free_after(app: &App, offers: &[Offered], now: Timestamp) -> Result<Vec<Option<Slot>>> {
    let furthest = offers.iter().map(|o| i64::from(o.rules.horizon_days)).max().unwrap_or_default() + 1;
    let mut found: Vec<Option<Slot>> = vec![None; offers.len()];
    // Most have a time within two weeks; only the others are asked about the whole horizon.
    for (from, to) in [(0, 14), (14, furthest)] {
        let missing: Vec<usize> = (0..offers.len()).filter(|i| found[*i].is_none()).collect();
        if missing.is_empty() || from >= to {
            break;
        }
        let asked: Vec<Offered> = missing.iter().map(|i| offers[*i].clone()).collect();
        let (from, to) = (now + SignedDuration::from_hours(24 * from), now + SignedDuration::from_hours(24 * to));
        for (i, slots) in missing.into_iter().zip(free(app, &asked, from, to).await?) {
            found[i] = slots.first().copied();
        }
    }
    Ok(found)
}

/// One statement per organisation, whatever the number of offers.
async fn busy(
    app: &App,
    offers: &[Offered],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Result<HashMap<Uuid, Vec<Busy>>> {
    let mut resources: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for offered in offers {
        resources.entry(offered.offer.organisation).or_default().extend(offered.candidates());
    }
    let margin = SignedDuration::from_hours(3);
    let mut busy = HashMap::new();
    for (organisation, mut list) in resources {
        list.sort_unstable();
        list.dedup();
        let db = app.store().within(organisation);
        busy.insert(organisation, taken(&db, organisation, &list, from - margin, to + margin, now).await?.busy);
    }
    Ok(busy)
}

/// The week that begins on a date, as instants; and the dates of the weeks before and after.
pub struct Week {
    pub first: jiff::civil::Date,
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Week {
    /// Seven days from a date.
    pub fn from(first: jiff::civil::Date) -> Week {
        let after = first.saturating_add(SignedDuration::from_hours(24 * 7));
        Week { first, from: start_of_day(first), to: start_of_day(after) }
    }

    pub fn next(&self) -> jiff::civil::Date {
        self.first.saturating_add(SignedDuration::from_hours(24 * 7))
    }

    pub fn previous(&self) -> jiff::civil::Date {
        self.first.saturating_sub(SignedDuration::from_hours(24 * 7))
    }
}
