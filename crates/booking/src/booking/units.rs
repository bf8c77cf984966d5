//! The write units of booking: hold, move, cancel, the steps of the day. Confirming has a file of its own.

use jiff::Timestamp;
use rand::RngExt;
use sea_orm::ConnectionTrait;
use torg_base::{Actor, Uuid};
use torg_slots::offer::choose;
use torg_slots::rules::{Assigned, Busy, Refusal};
use torg_slots::store as seats;
use torg_store::audit::{self, Deed};
use torg_store::{At, Error, Part, Result, Tx, Unit, outbox, sql};
use torg_web::App;

use super::confirm::stands;
use super::details::Details;
use super::messages;
use super::model::{Booking, Contact, MOST_CODES, State, Step};
use super::rows::{self, Meeting};
use super::telling::message;
pub(crate) use super::telling::{announcement, code_part_for, reminder};
use super::{spoken, store};
use crate::counts::{self, Kind};
use crate::helpers::messages::News;
use crate::helpers::model::Helper;
use crate::helpers::{store as consents, units as helpers};
use torg_catalogue::directory::Offered;

/// How a booking becomes certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The person types a code from an SMS.
    Code,
    /// Staff call: there is no SMS here, or the number cannot receive one.
    Call,
    /// Staff enter it with the person beside them or on the telephone.
    Staff,
    /// The person has said yes before to whoever books now.
    Consent,
}

/// Takes a time for somebody.
pub struct Hold {
    pub app: App,
    pub actor: Actor,
    pub offered: Offered,
    pub start: Timestamp,
    pub contact: Contact,
    pub proof: Proof,
    /// The signed-in citizen, if any.
    pub person: Option<Uuid>,
    /// Given by a caller of the API so that a repeated call makes one booking.
    pub idempotency_key: Option<String>,
    pub details: Details,
}

/// How often a hold is tried with seats chosen before the write, and then with seats chosen inside it.
const OPTIMISTIC: usize = 2;
const CAREFUL: usize = 6;

impl Hold {
    /// Takes the time, or says why not.
    ///
    /// Seats are chosen from a plain read first: whoever comes too late is refused without waiting for the writer.
    /// The guard decides. When somebody was faster it is tried again, at last with the choice made inside the unit.
    pub async fn write(self) -> torg_store::Result<std::result::Result<Booking, Refusal>> {
        let store = self.app.store().clone();
        let organisation = self.offered.offer.organisation;
        let hold = std::sync::Arc::new(self);
        for attempt in 0..OPTIMISTIC + CAREFUL {
            let seats = if attempt < OPTIMISTIC { hold.look().await? } else { None };
            if let Some(Err(refusal)) = seats {
                return Ok(Err(refusal));
            }
            let unit = HoldOnce { hold: hold.clone(), seats: seats.and_then(std::result::Result::ok) };
            match store.write(organisation, unit).await {
                Err(error) if error.is_conflict(seats::GUARD) => {}
                other => return other,
            }
        }
        Ok(Err(Refusal::Taken))
    }

    /// Chooses seats from a plain read. None when that cannot tell: holds that have run out must be cleared first, or
    /// the call may be a repeat of one that has taken the very seat.
    async fn look(&self) -> torg_store::Result<Option<std::result::Result<Vec<Assigned>, Refusal>>> {
        if self.idempotency_key.is_some() {
            return Ok(None);
        }
        let now = self.app.clock().now();
        let organisation = self.offered.offer.organisation;
        let db = self.app.store().within(organisation);
        let taken = taken_around(&db, organisation, &self.offered, self.start, now).await?;
        let salt = rand::rng().random();
        let found = choose(&self.offered.rules, &self.offered.calendar, &taken.busy, self.start, now, salt);
        Ok((found.is_err() || !taken.stale).then_some(found))
    }

    async fn run_once(&self, tx: &Tx, seats: Option<&[Assigned]>) -> Result<std::result::Result<Booking, Refusal>> {
        if let Some(key) = &self.idempotency_key
            && let Some(before) = store::by_repeat(tx, key).await?
        {
            return Ok(Ok(before));
        }
        let now = tx.now();
        let chosen = match seats {
            Some(_) => Vec::new(),
            None => match take_seats(tx, &self.offered, self.start, now).await? {
                Ok(seats) => seats,
                Err(refusal) => return Ok(Err(refusal)),
            },
        };
        let seats = seats.unwrap_or(&chosen);
        let (parts, booking) = self.parts(tx, seats)?;
        tx.together(parts).await?;
        Ok(Ok(booking))
    }

    /// Everything that a booking of these seats writes.
    fn parts(&self, tx: &Tx, seats: &[Assigned]) -> Result<(Vec<Part>, Booking)> {
        let now = tx.now();
        let booking = self.booking(now);
        let code = (self.proof == Proof::Code).then(new_code);
        let mut parts = vec![
            seats::occupy_part(tx, booking.id, seats, booking.expires)?,
            self.insert(tx, &booking, code.as_deref(), now),
        ];
        parts.extend(spoken::part(tx, booking.id, &self.offered));
        parts.extend(self.details.parts(tx, &self.app, &self.actor, &booking)?);
        match (self.proof, code) {
            (Proof::Code, Some(code)) => {
                let helper = self.details.helper.as_ref().and_then(Helper::asks);
                parts.extend(code_part_for(tx, &self.app, &booking, &code, 1, helper)?);
            }
            (Proof::Staff | Proof::Consent, _) => parts.extend(announcement(tx, &self.app, &booking, now)?),
            _ => {}
        }
        if self.proof != Proof::Code {
            parts.push(audit::part(tx, deed(&self.actor, "booking.made", booking.id)));
        }
        Ok((parts, booking))
    }

    fn booking(&self, now: Timestamp) -> Booking {
        let minutes = jiff::SignedDuration::from_mins(i64::from(self.offered.rules.minutes));
        let meeting = Meeting {
            organisation: self.offered.offer.organisation,
            place: self.offered.place.id,
            service: self.offered.service.id,
            way: self.offered.offer.way,
            starts: self.start,
            ends: self.start + minutes,
        };
        rows::draft(&meeting, &self.contact, self.proof, now)
    }

    fn insert(&self, tx: &Tx, b: &Booking, code: Option<&str>, now: Timestamp) -> Part {
        let code = code.map(|code| code_hash(tx, b.id, code));
        rows::insert_part(tx, b, code, self.person, self.idempotency_key.clone(), now)
    }
}

struct HoldOnce {
    hold: std::sync::Arc<Hold>,
    /// Chosen before the write; none to choose inside it.
    seats: Option<Vec<Assigned>>,
}

impl Unit for HoldOnce {
    type Out = std::result::Result<Booking, Refusal>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        self.hold.run_once(tx, self.seats.as_deref()).await
    }

    async fn run_several(units: &[(Tx, &Self)]) -> Result<Vec<Option<Self::Out>>> {
        let (mut parts, mut made) = (Vec::new(), Vec::new());
        for (tx, unit) in units {
            made.push(match unit.seats.as_deref().filter(|_| unit.hold.idempotency_key.is_none()) {
                Some(seats) => {
                    let (own, booking) = unit.hold.parts(tx, seats)?;
                    parts.extend(own);
                    Some(Ok(booking))
                }
                None => None,
            });
        }
        if let Some((tx, _)) = units.first() {
            tx.together(parts).await?;
        }
        Ok(made)
    }
}

/// What is taken around a start, on every resource that could take part.
async fn taken_around(
    db: &impl ConnectionTrait,
    organisation: Uuid,
    offered: &Offered,
    start: Timestamp,
    now: Timestamp,
) -> Result<seats::Taken> {
    let (from, to) = (start - offered.rules.before(), start + offered.rules.after());
    seats::taken(db, organisation, &offered.candidates(), from, to, now).await
}

/// Finds seats for a start by the same function that offered it, clearing holds that have run out on the way.
pub(crate) async fn take_seats(
    tx: &Tx,
    offered: &Offered,
    start: Timestamp,
    now: Timestamp,
) -> Result<std::result::Result<Vec<Assigned>, Refusal>> {
    take_seats_beside(tx, offered, start, &[], now).await
}

/// As [`take_seats`], where the same unit is about to take other seats too.
pub(crate) async fn take_seats_beside(
    tx: &Tx,
    offered: &Offered,
    start: Timestamp,
    beside: &[Busy],
    now: Timestamp,
) -> Result<std::result::Result<Vec<Assigned>, Refusal>> {
    let mut taken = taken_around(tx, tx.organisation(), offered, start, now).await?;
    taken.busy.extend_from_slice(beside);
    let salt = rand::rng().random();
    let found = choose(&offered.rules, &offered.calendar, &taken.busy, start, now, salt);
    if found.is_ok() && taken.stale {
        seats::clear_stale(tx, &offered.candidates()).await?;
    }
    Ok(found)
}

/// Sends a new code for a hold that is still alive. False when it is not, or when three have been sent.
pub struct NewCode {
    pub app: App,
    pub id: Uuid,
}

impl Unit for NewCode {
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let Some(booking) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        let now = tx.now();
        if booking.state != State::Held || booking.expires.is_none_or(|at| at <= now) || booking.codes >= MOST_CODES {
            return Ok(false);
        }
        let code = new_code();
        let values = [code_hash(tx, self.id, &code).into(), self.id.into()];
        sql::exec(tx, "UPDATE booking SET code_hash = $1, codes = codes + 1 WHERE id = $2", values).await?;
        let link = consents::of_booking(tx, self.id).await?;
        let helper = link.as_ref().map(|link| link.consent.helper_name.as_str());
        let part = code_part_for(tx, &self.app, &booking, &code, booking.codes + 1, helper)?;
        tx.together(part.into_iter().collect()).await?;
        Ok(true)
    }
}

/// Cancels a booking that has not begun; gives the seat back.
pub struct Cancel {
    pub app: App,
    pub actor: Actor,
    pub id: Uuid,
}

impl Unit for Cancel {
    /// False when it could not be cancelled any more.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let Some(mut booking) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        if booking.state == State::Cancelled {
            return Ok(true);
        }
        if !booking.state.alive() {
            return Ok(false);
        }
        let told = booking.state == State::Confirmed;
        let values = [At(tx.now()).into(), self.id.into(), booking.state.code().into()];
        let query =
            "UPDATE booking SET state = 'cancelled', expires_at = NULL, code_hash = NULL, sequence = sequence + 1,
                       changed_at = $1 WHERE id = $2 AND state = $3";
        if sql::exec(tx, query, values).await? == 0 {
            return Err(Error::Retry);
        }
        release(tx, &booking).await?;
        booking.state = State::Cancelled;
        let mut parts = vec![audit::part(tx, deed(&self.actor, "booking.cancelled", self.id))];
        if told {
            parts.extend(message(tx, &self.app, &booking, "cancelled", tx.now(), messages::cancelled)?);
            parts.extend(helpers::changed(tx, &self.app, std::slice::from_ref(&booking), News::Cancelled).await?);
        }
        tx.together(parts).await?;
        Ok(true)
    }
}

/// Moves a booking to another start of the same offer.
pub struct Move {
    pub app: App,
    pub actor: Actor,
    pub id: Uuid,
    pub offered: Offered,
    pub start: Timestamp,
}

/// The name of the refusal that rolls a move back.
pub const MOVE_REFUSED: &str = "move_refused";

impl Unit for Move {
    type Out = Booking;

    async fn run(&self, tx: &Tx) -> Result<Booking> {
        let Some(mut booking) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        let now = tx.now();
        if !booking.changeable(now) {
            return Err(Error::Conflict(MOVE_REFUSED.into()));
        }
        // The own seat is given back first, so that a shift of half an hour is not in its own way; a refusal rolls back.
        release(tx, &booking).await?;
        let seats = take_seats(tx, &self.offered, self.start, now).await?;
        let seats = seats.map_err(|_| Error::Conflict(MOVE_REFUSED.into()))?;
        seats::occupy(tx, self.id, &seats, None).await?;
        let ends = self.start + booking.ends.duration_since(booking.starts);
        settle_move(tx, &self.app, &self.actor, &mut booking, (self.start, ends)).await?;
        Ok(booking)
    }
}

/// Writes the new time of a booking whose seat has been moved already, and tells the person.
pub(crate) async fn settle_move(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    booking: &mut Booking,
    (starts, ends): (Timestamp, Timestamp),
) -> Result<()> {
    let now = tx.now();
    (booking.starts, booking.ends) = (starts, ends);
    booking.sequence += 1;
    let query = "UPDATE booking SET starts = $1, ends = $2, sequence = $3, changed_at = $4
                 WHERE id = $5 AND sequence = $6";
    let values = [
        At(starts).into(),
        At(ends).into(),
        booking.sequence.into(),
        At(now).into(),
        booking.id.into(),
        (booking.sequence - 1).into(),
    ];
    if sql::exec(tx, query, values).await? == 0 {
        return Err(Error::Retry);
    }
    let mut parts = vec![audit::part(tx, deed(actor, "booking.moved", booking.id))];
    if booking.state == State::Confirmed {
        parts.extend(message(tx, app, booking, "moved", now, messages::moved)?);
        parts.extend(reminder(tx, app, booking, now)?);
        parts.extend(helpers::changed(tx, app, std::slice::from_ref(booking), News::Moved).await?);
    }
    tx.together(parts).await
}

/// A step of the day, by staff.
pub struct TakeStep {
    pub app: App,
    pub actor: Actor,
    pub id: Uuid,
    pub step: Step,
}

impl Unit for TakeStep {
    /// The state afterwards; none when the step does not fit (somebody else was first).
    type Out = Option<State>;

    async fn run(&self, tx: &Tx) -> Result<Option<State>> {
        let Some(mut booking) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        let Some(next) = self.step.from(booking.state) else { return Ok(None) };
        let now = tx.now();
        let values = [next.code().into(), At(now).into(), self.id.into(), booking.state.code().into()];
        let query = "UPDATE booking SET state = $1, changed_at = $2 WHERE id = $3 AND state = $4";
        if sql::exec(tx, query, values).await? == 0 {
            return Ok(None);
        }
        booking.state = next;
        match next {
            State::Confirmed => tx.together(stands(tx, &self.app, &booking, true, now).await?).await?,
            State::Done => counts::add(tx, counts::Key::of(&booking, Kind::Served, now)).await?,
            State::Missed => counts::add(tx, counts::Key::of(&booking, Kind::Missed, now)).await?,
            _ => {}
        }
        audit::record(tx, deed(&self.actor, "booking.step", self.id)).await?;
        Ok(Some(next))
    }
}

pub(crate) fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "booking", subject }
}

/// Gives the seats back and takes back messages that have not gone out.
pub(crate) async fn release(tx: &Tx, booking: &Booking) -> Result<()> {
    seats::release(tx, booking.id).await?;
    outbox::cancel(tx, booking.id).await?;
    crate::replies::store::take_back(tx, booking.id).await
}

/// Deletes a hold that nobody will confirm, after its seats have been given back.
pub(crate) async fn drop_hold(tx: &Tx, id: Uuid) -> Result<()> {
    let values = [id.into(), tx.organisation().into()];
    sql::exec(tx, "DELETE FROM booking WHERE id = $1 AND organisation_id = $2 AND state = 'held'", values).await?;
    Ok(())
}

/// Six digits.
pub(crate) fn new_code() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000))
}

/// The stored form of a code, good for one booking only.
pub(crate) fn code_hash(tx: &Tx, booking: Uuid, code: &str) -> Vec<u8> {
    tx.keys().hash("booking-code", &format!("{booking}/{}", code.trim()))
}
