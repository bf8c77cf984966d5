//! Free times: what is offered, read from the calendar in memory and what is taken in the database.

use jiff::{SignedDuration, Timestamp};
use torg_base::time::start_of_day;
use torg_slots::rules::Slot;
use torg_store::Result;
use torg_web::App;

use super::sweep::Sweep;
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
    let mut found = vec![Vec::new(); offers.len()];
    let mut sweep = Sweep::new(offers, from, to, app.clock().now());
    while let Some(slots) = sweep.look(app, usize::MAX).await? {
        slots.into_iter().for_each(|(offer, slot)| found[offer].push(slot));
    }
    Ok(found)
}

/// The first free starts between two instants.
pub struct First {
    /// In the order of time, then of the offers; each with the position of its offer.
    pub slots: Vec<(usize, Slot)>,
    /// There are more of them.
    pub more: bool,
}

/// The first `limit` free starts of some offers between two instants. `after` is the last one that the caller has already,
/// with the position of its offer.
pub async fn first(
    app: &App,
    offers: &[Offered],
    (from, to): (Timestamp, Timestamp),
    after: Option<(Timestamp, usize)>,
    limit: usize,
) -> Result<First> {
    let from = after.map_or(from, |(start, _)| start.max(from));
    let mut slots: Vec<(usize, Slot)> = Vec::new();
    let mut sweep = Sweep::new(offers, from, to, app.clock().now());
    // Some of the starts are taken, so a few more are looked at than are wanted.
    let mut count = limit + limit / 8 + FEW;
    while slots.len() <= limit
        && let Some(found) = sweep.look(app, count).await?
    {
        slots.extend(found.into_iter().filter(|(offer, slot)| after.is_none_or(|last| last < (slot.start, *offer))));
        count = count.saturating_mul(2);
    }
    let more = slots.len() > limit;
    slots.truncate(limit);
    Ok(First { slots, more })
}

/// The first free start of each offer, looking as far ahead as it may be booked.
pub async fn first_free(app: &App, offers: &[Offered]) -> Result<Vec<Option<Slot>>> {
    first_free_after(app, offers, app.clock().now()).await
}

/// As [`first_free`], from an instant that is not past.
pub async fn first_free_after(app: &App, offers: &[Offered], from: Timestamp) -> Result<Vec<Option<Slot>>> {
    first_free_where(app, offers, from, |_, _| true).await
}

/// The first free start of each offer, from an instant that is not past, that is good for something.
pub async fn first_free_where(
    app: &App,
    offers: &[Offered],
    from: Timestamp,
    good: impl Fn(&Offered, &Slot) -> bool,
) -> Result<Vec<Option<Slot>>> {
    let now = app.clock().now();
    let days = offers.iter().map(|o| i64::from(o.rules.horizon_days)).max().unwrap_or_default() + 2;
    let mut found: Vec<Option<Slot>> = vec![None; offers.len()];
    let mut sweep = Sweep::new(offers, from, now + SignedDuration::from_hours(24 * days), now);
    let (mut count, mut missing) = (FEW + 2 * offers.len(), offers.len());
    while missing > 0
        && let Some(slots) = sweep.look(app, count).await?
    {
        for (offer, slot) in slots {
            if found[offer].is_none() && good(&offers[offer], &slot) {
                found[offer] = Some(slot);
                sweep.leave(offer);
                missing -= 1;
            }
        }
        count = count.saturating_mul(2);
    }
    Ok(found)
}

/// Starts that a search looks at to begin with, besides what it is asked for.
const FEW: usize = 16;

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
