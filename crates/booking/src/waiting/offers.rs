//! Giving free times to those who wait, in the order they joined.

use std::collections::HashMap;

use jiff::Timestamp;
use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_slots::rules::Slot;
use torg_slots::store::GUARD;
use torg_store::{Across, Result};
use torg_web::App;

use super::model::{Entry, Wish, soonest};
use super::store;
use super::units::{Lapse, Made, MakeOffer};
use crate::booking::times;
use torg_catalogue::directory::{self, Directory, Offered};
use torg_catalogue::services::model::Way;

/// Entries looked at in one round. Whoever stands further back is looked at when those before them have an offer or have
/// left: with so many waiting it is not a free time that is missing.
const AT_ONCE: usize = 500;
/// Times tried for one entry in one round before it must wait for the next: others are taking them at this moment.
const TRIES: usize = 4;

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    pub lapsed: usize,
    pub offered: usize,
}

/// Passes by those who did not answer, and offers what is free to the next. Bears running on several copies at once:
/// the row of the entry and the guard on the seat decide who comes first.
pub async fn offer_round(app: &App) -> Result<Round> {
    let now = app.clock().now();
    let db = app.store().across(Across::Upkeep);
    let late = store::overdue(&db, now, AT_ONCE).await?;
    for offer in &late {
        app.store().write(offer.organisation, Lapse { app: app.clone(), offer: offer.id }).await?;
    }
    let queue = store::queue(&db, oslo_date(now), AT_ONCE).await?;
    let mut round = Round { lapsed: late.len(), offered: 0 };
    if queue.is_empty() {
        return Ok(round);
    }
    let free = Free::read(app, &queue, now).await?;
    let ids: Vec<Uuid> = queue.iter().filter(|entry| free.may_suit(&entry.wish)).map(|entry| entry.id).collect();
    let had = store::offers(&db, &ids).await?;
    for entry in queue.iter().filter(|entry| ids.contains(&entry.id)) {
        let refused: Vec<Timestamp> =
            had.iter().filter(|offer| offer.entry == entry.id).map(|offer| offer.starts).collect();
        let wanted = free.suiting(entry, soonest(now, entry.by_call), &refused);
        round.offered += usize::from(first_that_can_be_had(app, entry, wanted).await?);
    }
    Ok(round)
}

async fn first_that_can_be_had(app: &App, entry: &Entry, wanted: Vec<(Offered, Timestamp)>) -> Result<bool> {
    for (offered, start) in wanted.into_iter().take(TRIES) {
        let organisation = offered.offer.organisation;
        let unit = MakeOffer { app: app.clone(), entry: entry.id, offered, start };
        match app.store().write(organisation, unit).await {
            Ok(Made::Yes) => return Ok(true),
            Ok(Made::Already) => return Ok(false),
            Ok(Made::Taken) => {}
            Err(error) if error.is_conflict(GUARD) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// Whether an offer is for those who wait: a course has its own way of filling its seats.
pub(super) fn waits_for(offered: &Offered, way: Option<Way>) -> bool {
    offered.offer.way != Way::Group && way.is_none_or(|way| offered.offer.way == way)
}

/// The offers that a wish could be met by.
pub(super) fn offers_for(directory: &Directory, wish: &Wish) -> Vec<Offered> {
    let own = directory.offers_at(wish.place).iter().filter(|offer| offer.service == wish.service);
    own.filter_map(|offer| directory.with_rules(offer)).filter(|offered| waits_for(offered, wish.way)).collect()
}

/// The free times of every offer that somebody waits for, read at once.
struct Free {
    times: Times,
}

/// What is offered and when, by place and service.
type Times = HashMap<(Uuid, Uuid), Vec<(Offered, Vec<Slot>)>>;

impl Free {
    async fn read(app: &App, queue: &[Entry], now: Timestamp) -> Result<Free> {
        let directory = directory::of(app);
        let mut wanted: Vec<(Uuid, Uuid)> = queue.iter().map(|e| (e.wish.place, e.wish.service)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let any_way = |place: Uuid, service: Uuid| {
            let own = directory.offers_at(place).iter().filter(move |offer| offer.service == service);
            own.filter_map(|offer| directory.with_rules(offer)).filter(|offered| waits_for(offered, None))
        };
        let offers: Vec<Offered> = wanted.iter().flat_map(|(place, service)| any_way(*place, *service)).collect();
        let from = queue.iter().map(|entry| entry.wish.span().0).min().unwrap_or(now);
        let to = queue.iter().map(|entry| entry.wish.span().1).max().unwrap_or(now);
        let found = times::free(app, &offers, from, to).await?;
        let mut times = Times::new();
        for (offered, slots) in offers.into_iter().zip(found) {
            times.entry((offered.place.id, offered.service.id)).or_default().push((offered, slots));
        }
        Ok(Free { times })
    }

    fn of(&self, wish: &Wish) -> &[(Offered, Vec<Slot>)] {
        self.times.get(&(wish.place, wish.service)).map_or(&[], Vec::as_slice)
    }

    fn may_suit(&self, wish: &Wish) -> bool {
        self.of(wish).iter().any(|(_, slots)| slots.iter().any(|slot| slot.free > 0))
    }

    /// What suits an entry, soonest first, without what they have been offered before.
    fn suiting(&self, entry: &Entry, soonest: Timestamp, refused: &[Timestamp]) -> Vec<(Offered, Timestamp)> {
        let mut suiting: Vec<(&Offered, Timestamp)> = Vec::new();
        for (offered, slots) in self.of(&entry.wish).iter().filter(|(o, _)| waits_for(o, entry.wish.way)) {
            let own = slots.iter().filter(|slot| entry.wish.suits(slot, soonest) && !refused.contains(&slot.start));
            suiting.extend(own.map(|slot| (offered, slot.start)));
        }
        suiting.sort_by_key(|(offered, start)| (*start, offered.offer.way));
        suiting.truncate(TRIES);
        suiting.into_iter().map(|(offered, start)| (offered.clone(), start)).collect()
    }
}
