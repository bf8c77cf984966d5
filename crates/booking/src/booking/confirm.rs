//! The write unit that confirms: the right code in time, and everything that belongs to a booking from then on.

use std::collections::HashMap;

use jiff::Timestamp;
use torg_base::{Actor, Uuid};
use torg_catalogue::services::model::Way;
use torg_store::audit;
use torg_store::{Across, Error, Part, Result, Tx, Unit, sql};
use torg_web::App;

use super::model::{Booking, CODE_TRIES, State};
use super::seats::HOLD_LOST;
use super::store;
use super::units::{announcement, code_hash, deed};
use crate::helpers::units as helpers;

/// Types the code. Runs across organisations: the id is the secret of whoever holds the time, and tells which one.
pub struct Confirm {
    pub app: App,
    pub id: Uuid,
    pub code: String,
}

/// What the code was good for.
#[derive(Clone, Debug, PartialEq)]
pub enum Confirmed {
    Yes(Box<Booking>),
    /// Wrong code, with the number of tries left.
    Wrong(i32),
    /// The hold has run out, or too many wrong codes.
    Expired,
}

impl Unit for Confirm {
    type Out = Confirmed;

    async fn run(&self, tx: &Tx) -> Result<Confirmed> {
        let now = tx.now();
        let hash = code_hash(tx, self.id, &self.code);
        // Look and change in one: the right code, in time, not tried too often.
        let Some(found) = store::confirm(tx, &[(self.id, hash.clone())], now).await?.pop() else {
            return self.why_not(tx, &hash, now).await;
        };
        let (parts, booking) = self.stands(tx, found, now).await?;
        tx.together(parts).await?;
        Ok(Confirmed::Yes(Box::new(booking)))
    }

    async fn run_several(units: &[(Tx, &Self)]) -> Result<Vec<Option<Confirmed>>> {
        let Some((tx, _)) = units.first() else { return Ok(Vec::new()) };
        let now = tx.now();
        let codes: Vec<(Uuid, Vec<u8>)> =
            units.iter().map(|(tx, unit)| (unit.id, code_hash(tx, unit.id, &unit.code))).collect();
        let mut found: HashMap<Uuid, (Booking, bool)> =
            store::confirm(tx, &codes, now).await?.into_iter().map(|found| (found.0.id, found)).collect();
        let (mut all, mut confirmed) = (Vec::new(), Vec::new());
        for (_, unit) in units {
            // A wrong code, or the same one a second time, is looked at by itself.
            confirmed.push(match found.remove(&unit.id) {
                Some(found) => {
                    let (parts, booking) = unit.stands(tx, found, now).await?;
                    all.extend(parts);
                    Some(Confirmed::Yes(Box::new(booking)))
                }
                None => None,
            });
        }
        tx.together(all).await?;
        Ok(confirmed)
    }
}

impl Confirm {
    /// Confirms, or says why not: a hold whose seats are gone has run out.
    pub async fn write(self) -> Result<Confirmed> {
        let store = self.app.store().clone();
        match store.write_across(Across::OwnBookings, self).await {
            Err(error) if error.is_conflict(HOLD_LOST) => Ok(Confirmed::Expired),
            other => other,
        }
    }

    /// What belongs to a booking that stands from now on.
    async fn stands(&self, tx: &Tx, found: (Booking, bool), now: Timestamp) -> Result<(Vec<Part>, Booking)> {
        let (booking, helped) = found;
        let tx = &tx.within(Across::OwnBookings, booking.organisation);
        let mut parts = stands(tx, &self.app, &booking, helped, now).await?;
        parts.push(audit::part(tx, deed(&Actor::Anonymous, "booking.confirmed", booking.id)));
        Ok((parts, booking))
    }

    /// Tells a repeat from a wrong code and from one that comes too late; counts the wrong ones.
    async fn why_not(&self, tx: &Tx, hash: &[u8], now: Timestamp) -> Result<Confirmed> {
        let Some(booking) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        let right = store::code_is(tx, self.id, hash).await?;
        if booking.state == State::Confirmed && right {
            return Ok(Confirmed::Yes(Box::new(booking)));
        }
        let late = booking.state != State::Held || booking.expires.is_none_or(|at| at <= now);
        if late || booking.code_tries >= CODE_TRIES {
            return Ok(Confirmed::Expired);
        }
        sql::exec(tx, "UPDATE booking SET code_tries = code_tries + 1 WHERE id = $1", [self.id.into()]).await?;
        Ok(Confirmed::Wrong((CODE_TRIES - booking.code_tries - 1).max(0)))
    }
}

/// What follows when a booking has been confirmed. Those that were signed up for in the same go are confirmed with it.
/// `helped`: whether somebody helped the person; true when that is not known.
pub(super) async fn stands(tx: &Tx, app: &App, booking: &Booking, helped: bool, now: Timestamp) -> Result<Vec<Part>> {
    if booking.way == Way::Group
        && let Some(parts) = crate::courses::along(tx, app, booking, helped).await?
    {
        return Ok(parts);
    }
    let mut parts = announcement(tx, app, booking, now)?;
    if helped {
        parts.extend(helpers::stands(tx, app, std::slice::from_ref(booking)).await?);
    }
    Ok(parts)
}
