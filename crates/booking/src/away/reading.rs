//! What an absence hits, read the same way for the page and inside the unit.

use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use torg_base::Uuid;
use torg_slots::owners;
use torg_slots::rules::Busy;
use torg_store::Result;

use super::model::{Absence, Hit};
use super::store::{self, Chosen};
use crate::booking::model::State;
use crate::booking::store as bookings;
use crate::trips::store as trips;

/// What an absence hits.
#[derive(Default)]
pub struct Reading {
    /// Bookings that nobody has chosen anything for, in the order of time.
    pub hits: Vec<Hit>,
    /// Those for which it was chosen that they stay where they are.
    pub settled: Vec<(Hit, Chosen)>,
    /// Holds under way: somebody types a code.
    pub holds: usize,
    /// Dates of courses that the guide holds.
    pub courses: usize,
}

/// Reads it from now on.
pub async fn read(db: &impl ConnectionTrait, organisation: Uuid, absence: &Absence, now: Timestamp) -> Result<Reading> {
    let Some(span) = absence.span() else { return Ok(Reading::default()) };
    let held = owners::held(db, organisation, absence.resource, span, now).await?;
    let met: Vec<_> = held.into_iter().filter(|held| absence.meets((held.busy.starts, held.busy.ends))).collect();
    let mut ids: Vec<Uuid> = met.iter().map(|held| held.owner).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = bookings::among(db, organisation, &ids).await?;
    found.sort_by_key(|booking| (booking.starts, booking.id));
    let later = |owner: &Uuid| met.iter().any(|held| held.owner == *owner && held.busy.ends > now);
    let courses = ids.iter().filter(|id| !found.iter().any(|b| b.id == **id) && later(id)).count();
    let seats = owners::seats_of(db, organisation, &ids).await?;
    let chosen = store::chosen(db, &ids).await?;
    let mut reading = Reading { courses, ..Reading::default() };
    for booking in found {
        let own: Vec<Busy> = seats.iter().filter(|held| held.owner == booking.id).map(|held| held.busy).collect();
        let on_trip = trips::of_booking(db, booking.id).await?.is_some();
        let hit = Hit { booking, seats: own, on_trip };
        if !hit.by(absence) {
            continue;
        }
        let settled = chosen.iter().find(|c| c.booking_id == hit.booking.id && c.resource_id == absence.resource);
        match settled {
            _ if hit.booking.state == State::Held => reading.holds += 1,
            _ if !hit.booking.changeable(now) => {}
            Some(chosen) => reading.settled.push((hit, *chosen)),
            None => reading.hits.push(hit),
        }
    }
    Ok(reading)
}
