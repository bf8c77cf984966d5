//! What a device did without a line, done: one unit for each op, which is done once however often it is sent.

use jiff::Timestamp;
use torg_base::time::oslo_date;
use torg_base::{Actor, Uuid};
use torg_slots::store as slots;
use torg_store::{Error, Result, Tx, Unit, audit};
use torg_web::App;

use super::model::{Deed, Lease, Op, Outcome, Seat, Wish};
use super::store::{self, Call};
use crate::booking::model::{Booking, Contact};
use crate::booking::rows::{self, Meeting};
use crate::booking::units::{self, Cancel, Proof};
use crate::counts::{self, Key, Kind};
use torg_catalogue::directory::{self, Directory, Offered};

/// How often an op is tried when somebody else takes what it wants in between.
const ATTEMPTS: usize = 6;

/// Does one op, or finds what became of it before.
pub async fn merge(app: &App, lease: &Lease, op: &Op) -> Outcome {
    let unit = |only_call| Merge { app: app.clone(), lease: lease.clone(), op: op.clone(), only_call };
    for _ in 0..ATTEMPTS {
        match app.store().write(lease.organisation, unit(false)).await {
            Ok(outcome) => return outcome,
            Err(Error::Conflict(_)) => {}
            // Nothing was written; the device keeps it and sends it again.
            Err(_) => return Outcome::Again,
        }
    }
    // Whatever is in the way, the person is not lost.
    app.store().write(lease.organisation, unit(true)).await.unwrap_or(Outcome::Again)
}

/// The offers whose meetings a lease's times are good for: given in the same way by the same people and rooms, and no
/// longer. The offer of the lease is among them.
pub fn suited(directory: &Directory, lease: &Lease) -> Vec<Offered> {
    let own = directory.offers_at(lease.place).iter().filter(|offer| offer.way == lease.way);
    let all: Vec<Offered> = own.filter_map(|offer| directory.with_rules(offer)).collect();
    let Some(lead) = all.iter().find(|one| one.offer.service == lease.service) else { return Vec::new() };
    let same = |one: &&Offered| one.offer.needs == lead.offer.needs && one.offer.minutes <= lead.offer.minutes;
    all.iter().filter(same).cloned().collect()
}

struct Merge {
    app: App,
    lease: Lease,
    op: Op,
    /// Takes no time any more: somebody calls.
    only_call: bool,
}

impl Unit for Merge {
    type Out = Outcome;

    async fn run(&self, tx: &Tx) -> Result<Outcome> {
        if !store::claim(tx, self.lease.id, &self.op).await? {
            // A key that another lease has used is nobody's to use again.
            return Ok(store::outcome(tx, self.lease.id, self.op.id).await?.unwrap_or(Outcome::Wrong));
        }
        let outcome = match &self.op.deed {
            Deed::Book(wish) => self.book(tx, wish).await?,
            Deed::Cancel(op) => self.cancel(tx, *op).await?,
            Deed::DropIn(service) => self.count(tx, *service).await?,
        };
        store::settle(tx, self.op.id, outcome).await?;
        Ok(outcome)
    }
}

impl Merge {
    async fn book(&self, tx: &Tx, wish: &Wish) -> Result<Outcome> {
        let Some(seat) = store::seat(tx, self.lease.id, wish.seat).await? else { return Ok(Outcome::Wrong) };
        if store::taken_back(tx, self.lease.id, self.op.id).await? {
            slots::release(tx, seat.id).await?;
            return Ok(Outcome::Cancelled);
        }
        let directory = directory::of(&self.app);
        let suited = suited(&directory, &self.lease);
        let service = suited.iter().find(|one| one.offer.service == wish.service).map(|one| one.offer.service);
        let service = service.unwrap_or(self.lease.service);
        if !self.only_call && (self.has(tx, &seat).await? || self.finds(tx, &seat, &suited).await?) {
            let booking = self.booking(tx, &seat, service, wish);
            self.write(tx, &seat, &booking).await?;
            return Ok(Outcome::Booked);
        }
        let call = Call {
            id: self.op.id,
            place: self.lease.place,
            service,
            starts: seat.starts,
            reference: seat.reference,
            name: wish.name.clone(),
            phone: wish.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            lang: wish.lang,
            hidden: wish.hidden,
        };
        store::add_call(tx, &call).await?;
        Ok(Outcome::Call)
    }

    /// Takes what the lease has kept for the seat. False when the lease was given back, or ran out long ago.
    async fn has(&self, tx: &Tx, seat: &Seat) -> Result<bool> {
        if seat.booking.is_some() {
            return Ok(false);
        }
        let kept = slots::hand_over(tx, seat.id, self.op.id).await?;
        if kept == u64::try_from(seat.parts).unwrap_or(u64::MAX) {
            return Ok(true);
        }
        // Part of it is not enough for a meeting.
        slots::release(tx, self.op.id).await?;
        Ok(false)
    }

    /// Takes the same time anew, if it is still free.
    async fn finds(&self, tx: &Tx, seat: &Seat, suited: &[Offered]) -> Result<bool> {
        let Some(offered) = suited.iter().find(|one| one.offer.service == self.lease.service) else { return Ok(false) };
        match units::take_seats(tx, offered, seat.starts, tx.now()).await? {
            Ok(free) => slots::occupy(tx, self.op.id, &free, None).await.map(|()| true),
            Err(_) => Ok(false),
        }
    }

    fn booking(&self, tx: &Tx, seat: &Seat, service: Uuid, wish: &Wish) -> Booking {
        let meeting = Meeting {
            organisation: self.lease.organisation,
            place: self.lease.place,
            service,
            way: self.lease.way,
            starts: seat.starts,
            ends: seat.ends,
        };
        let contact = Contact {
            name: wish.name.clone(),
            phone: wish.phone.clone(),
            lang: wish.lang,
            note: String::new(),
            hidden: wish.hidden,
        };
        let draft = rows::draft(&meeting, &contact, Proof::Staff, tx.now());
        // The seat's reference stands on the slip of whoever took it first.
        let reference = if seat.booking.is_none() { seat.reference.clone() } else { draft.reference.clone() };
        Booking { id: self.op.id, reference, ..draft }
    }

    async fn write(&self, tx: &Tx, seat: &Seat, booking: &Booking) -> Result<()> {
        if seat.booking.is_none() {
            store::taken_by(tx, seat.id, booking.id).await?;
        }
        let (now, actor) = (tx.now(), self.actor());
        let mut parts = vec![
            rows::insert_part(tx, booking, None, None, None, now),
            audit::part(tx, units::deed(&actor, "booking.made", booking.id)),
        ];
        // Whoever has been there already needs no message.
        if booking.starts > now {
            parts.extend(units::announcement(tx, &self.app, booking, now)?);
        }
        tx.together(parts).await
    }

    /// Whoever brought the device in answers for what it does.
    fn actor(&self) -> Actor {
        match self.lease.paired_by {
            Some(staff) => Actor::Staff { staff, memberships: Vec::new() },
            None => Actor::Anonymous,
        }
    }

    async fn cancel(&self, tx: &Tx, op: Uuid) -> Result<Outcome> {
        match store::outcome(tx, self.lease.id, op).await? {
            // It has not come yet: when it does, it finds that it was taken back.
            None | Some(Outcome::Cancelled) => Ok(Outcome::Cancelled),
            Some(Outcome::Call) => {
                store::drop_call(tx, op).await?;
                Ok(Outcome::Cancelled)
            }
            Some(Outcome::Booked) => {
                let unit = Cancel { app: self.app.clone(), actor: self.actor(), id: op };
                match unit.run(tx).await {
                    Ok(true) => Ok(Outcome::Cancelled),
                    Ok(false) | Err(Error::NotFound) => Ok(Outcome::Late),
                    Err(error) => Err(error),
                }
            }
            Some(_) => Ok(Outcome::Late),
        }
    }

    async fn count(&self, tx: &Tx, service: Uuid) -> Result<Outcome> {
        let directory = directory::of(&self.app);
        let known = directory.offers_at(self.lease.place).iter().any(|offer| offer.service == service);
        let service = if known { service } else { self.lease.service };
        let day = oslo_date(within(self.op.at, self.lease.made, tx.now()));
        let key = Key { place: self.lease.place, service, way: self.lease.way, kind: Kind::DropIn, day };
        counts::add(tx, key).await?;
        Ok(Outcome::Counted)
    }
}

/// The device's clock is believed only as far as it can be right.
fn within(at: Timestamp, from: Timestamp, to: Timestamp) -> Timestamp {
    at.max(from).min(to)
}
