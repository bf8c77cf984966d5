//! The write units of a lease: made, given to a device, given back, and somebody called.

use jiff::Timestamp;
use rand::RngExt;
use torg_base::{Actor, Reference, Uuid};
use torg_slots::store::{self as slots, GUARD};
use torg_store::audit::{self, Deed};
use torg_store::{Error, Keys, Result, Tx, Unit};
use torg_web::App;

use super::model::{Lease, MARGIN, MOST_SEATS, Seat, portion};
use super::store;
use torg_catalogue::directory::Offered;

/// Takes a share of the times of an offer for a device.
pub struct Make {
    pub app: App,
    pub actor: Actor,
    pub offered: Offered,
    pub name: String,
    /// The first instant at which a meeting may begin, and the first at which it may not any more.
    pub span: (Timestamp, Timestamp),
    /// Until when the device may book.
    pub ends: Timestamp,
    /// Seats at once, at most.
    pub share: usize,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    Yes(Uuid),
    /// Nothing is free in the days asked for.
    Nothing,
    /// More than [`MOST_SEATS`].
    TooMany,
}

/// How often a lease is tried when somebody else takes one of its seats in between.
const ATTEMPTS: usize = 6;

impl Make {
    pub async fn write(self) -> Result<Made> {
        let store = self.app.store().clone();
        let organisation = self.offered.offer.organisation;
        let unit = std::sync::Arc::new(self);
        for _ in 0..ATTEMPTS {
            match store.write(organisation, Once(unit.clone())).await {
                Err(Error::Conflict(guard)) if guard == GUARD => {}
                other => return other,
            }
        }
        Err(Error::Retry)
    }
}

struct Once(std::sync::Arc<Make>);

impl Unit for Once {
    type Out = Made;

    async fn run(&self, tx: &Tx) -> Result<Made> {
        let Make { actor, offered, name, span, ends, share, .. } = self.0.as_ref();
        let (rules, now) = (&offered.rules, tx.now());
        let (from, to) = (span.0 - rules.before(), span.1 + rules.after());
        let taken = slots::taken(tx, tx.organisation(), &offered.candidates(), from, to, now).await?;
        let chosen = portion(rules, &offered.calendar, taken.busy, *span, now, *share);
        if chosen.is_empty() {
            return Ok(Made::Nothing);
        }
        if chosen.len() > MOST_SEATS {
            return Ok(Made::TooMany);
        }
        if taken.stale {
            slots::clear_stale(tx, &offered.candidates()).await?;
        }
        let lease = Lease {
            id: torg_base::new_id(),
            organisation: tx.organisation(),
            place: offered.place.id,
            service: offered.service.id,
            way: offered.offer.way,
            name: name.clone(),
            made: now,
            ends: *ends,
            released: None,
            paired_by: None,
            seen: None,
        };
        let seats: Vec<Seat> = chosen
            .iter()
            .map(|one| Seat {
                id: torg_base::new_id(),
                starts: one.start,
                ends: one.end,
                reference: Reference::from_random(rand::rng().random()).as_str().to_owned(),
                parts: i32::try_from(one.occupied.len()).unwrap_or(i32::MAX),
                booking: None,
            })
            .collect();
        let owned = seats.iter().zip(&chosen);
        let owned = owned.flat_map(|(seat, one)| one.occupied.iter().map(|part| (seat.id, *part))).collect();
        let code = code_hash(tx.keys(), &code(tx.keys(), lease.id));
        tx.together(vec![slots::occupy_all_part(tx, owned, Some(lease.ends + MARGIN))?]).await?;
        let mut parts = store::insert_parts(tx, &lease, code, &seats);
        parts.push(audit::part(tx, deed(actor, "lease.made", lease.id)));
        tx.together(parts).await?;
        Ok(Made::Yes(lease.id))
    }
}

/// The code that pairs a device with a lease. Nobody can make it without the installation's secret, so it can be shown
/// again until a device has used it.
pub fn code(keys: &Keys, lease: Uuid) -> Reference {
    Reference::from_hash(&keys.hash("lease-code", &lease.to_string()))
}

/// The stored form of a code.
pub fn code_hash(keys: &Keys, code: &Reference) -> Vec<u8> {
    keys.hash("lease-pair", code.as_str())
}

/// The stored form of a device's secret.
pub fn secret_hash(keys: &Keys, secret: &str) -> Vec<u8> {
    keys.hash("lease-secret", secret)
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "lease", subject }
}

/// Gives a lease to the device that shows its code.
pub struct Pair {
    pub actor: Actor,
    pub staff: Uuid,
    pub lease: Uuid,
    pub secret: String,
}

impl Unit for Pair {
    /// The seats; none when another device was first, or the lease is over.
    type Out = Option<Vec<Seat>>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        let secret = secret_hash(tx.keys(), &self.secret);
        if !store::pair(tx, self.lease, secret, self.staff).await? {
            return Ok(None);
        }
        audit::record(tx, deed(&self.actor, "lease.paired", self.lease)).await?;
        store::seats(tx, self.lease).await.map(Some)
    }
}

/// Gives back every seat of a lease that is not booked. What the device has booked and not yet handed over is merged when
/// it comes, where the time is still free.
pub struct GiveBack {
    pub actor: Actor,
    pub lease: Uuid,
}

impl Unit for GiveBack {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if !store::release(tx, self.lease).await? {
            return Ok(());
        }
        let seats = store::seats(tx, self.lease).await?;
        let free: Vec<Uuid> = seats.iter().filter(|seat| seat.booking.is_none()).map(|seat| seat.id).collect();
        if !free.is_empty() {
            slots::release_all(tx, &free).await?;
        }
        audit::record(tx, deed(&self.actor, "lease.released", self.lease)).await
    }
}

/// Somebody has been called about a time that could not be had.
pub struct Called {
    pub actor: Actor,
    pub id: Uuid,
}

impl Unit for Called {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if store::drop_call(tx, self.id).await? {
            let deed = Deed { actor: &self.actor, action: "lease.called", subject_kind: "booking", subject: self.id };
            audit::record(tx, deed).await?;
        }
        Ok(())
    }
}

/// Notes that a device was heard from.
pub struct Heard(pub Uuid);

impl Unit for Heard {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::seen(tx, self.0).await
    }
}
