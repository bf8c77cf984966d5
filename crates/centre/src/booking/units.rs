//! The write units of booking: hold, confirm, move, cancel, the steps of the day.

use jiff::Timestamp;
use rand::RngExt;
use sea_orm::Value;
use torg_base::{Actor, Reference, Uuid};
use torg_slots::offer::choose;
use torg_slots::rules::{Assigned, Refusal};
use torg_slots::store as seats;
use torg_store::audit::{self, Deed};
use torg_store::{At, Error, Result, Tx, Unit, outbox, sql};
use torg_web::App;

use super::messages::{self, Where};
use super::model::{Booking, CODE_TRIES, Contact, HOLD, State, Step, reminder_at};
use super::store;
use crate::counter::counts::{self, Kind};
use crate::directory::{self, Offered};

/// How a booking becomes certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The person types a code from an SMS.
    Code,
    /// Staff call: there is no SMS here, or the number cannot receive one.
    Call,
    /// Staff enter it with the person beside them or on the telephone.
    Staff,
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
}

/// How often a hold is tried when others take the seat between our look and our write.
const ATTEMPTS: usize = 6;

impl Hold {
    /// Runs the unit; a seat lost in a race is looked for again, another one if there is one.
    pub async fn write(self) -> torg_store::Result<std::result::Result<Booking, Refusal>> {
        let store = self.app.store().clone();
        let organisation = self.offered.offer.organisation;
        let unit = std::sync::Arc::new(self);
        for _ in 0..ATTEMPTS {
            match store.write(organisation, HoldOnce(unit.clone())).await {
                Err(error) if error.is_conflict(seats::GUARD) => {}
                other => return other,
            }
        }
        Ok(Err(Refusal::Taken))
    }

    async fn run_once(&self, tx: &Tx) -> Result<std::result::Result<Booking, Refusal>> {
        if let Some(key) = &self.idempotency_key
            && let Some(before) = store::by_repeat(tx, key).await?
        {
            return Ok(Ok(before));
        }
        let now = tx.now();
        let seats = match take_seats(tx, &self.offered, self.start, now).await? {
            Ok(seats) => seats,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let booking = self.booking(now);
        seats::occupy(tx, booking.id, &seats, booking.expires).await?;
        let code = (self.proof == Proof::Code).then(new_code);
        self.insert(tx, &booking, code.as_deref(), now).await?;
        match (self.proof, code) {
            (Proof::Code, Some(code)) => send_code(tx, &self.app, &booking, &code, 1).await?,
            (Proof::Staff, _) => announce(tx, &self.app, &booking, now).await?,
            _ => {}
        }
        if self.proof != Proof::Code {
            audit::record(tx, deed(&self.actor, "booking.made", booking.id)).await?;
        }
        Ok(Ok(booking))
    }

    fn booking(&self, now: Timestamp) -> Booking {
        let (state, expires) = match self.proof {
            Proof::Code => (State::Held, Some(now + HOLD)),
            Proof::Call => (State::Requested, None),
            Proof::Staff => (State::Confirmed, None),
        };
        let minutes = jiff::SignedDuration::from_mins(i64::from(self.offered.rules.minutes));
        Booking {
            id: torg_base::new_id(),
            organisation: self.offered.offer.organisation,
            place: self.offered.place.id,
            service: self.offered.service.id,
            way: self.offered.offer.way,
            starts: self.start,
            ends: self.start + minutes,
            state,
            reference: Reference::from_random(rand::rng().random()).as_str().to_owned(),
            name: self.contact.name.clone(),
            phone: self.contact.phone.as_ref().map(|p| p.as_str().to_owned()),
            lang: self.contact.lang,
            note: self.contact.note.clone(),
            hidden: self.contact.hidden,
            expires,
            code_tries: 0,
            sequence: 0,
            codes: i32::from(self.proof == Proof::Code),
        }
    }

    async fn insert(&self, tx: &Tx, b: &Booking, code: Option<&str>, now: Timestamp) -> Result<()> {
        let phone_key = self.contact.phone.as_ref().map(|p| torg_people::person_key(tx.keys(), p));
        let values: Vec<Value> = vec![
            b.id.into(),
            b.organisation.into(),
            b.place.into(),
            b.service.into(),
            b.way.code().into(),
            At(b.starts).into(),
            At(b.ends).into(),
            b.state.code().into(),
            b.reference.clone().into(),
            b.name.clone().into(),
            b.phone.clone().into(),
            phone_key.into(),
            self.person.into(),
            b.lang.code().into(),
            b.note.clone().into(),
            b.hidden.into(),
            b.expires.map(At).into(),
            code.map(|code| code_hash(tx, b.id, code)).into(),
            0.into(),
            b.codes.into(),
            0.into(),
            self.idempotency_key.clone().into(),
            At(now).into(),
        ];
        let statement = format!(
            "INSERT INTO booking (id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name,
               phone, phone_key, person_id, lang, note, hidden, expires_at, code_hash, code_tries, codes, sequence,
               idempotency_key, created_at, changed_at) VALUES ({}, $23)",
            sql::places(1, 23)
        );
        sql::exec_with(tx, &statement, values).await?;
        Ok(())
    }
}

struct HoldOnce(std::sync::Arc<Hold>);

impl Unit for HoldOnce {
    type Out = std::result::Result<Booking, Refusal>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        self.0.run_once(tx).await
    }
}

/// Finds seats for a start by the same function that offered it, clearing holds that have run out on the way.
async fn take_seats(
    tx: &Tx,
    offered: &Offered,
    start: Timestamp,
    now: Timestamp,
) -> Result<std::result::Result<Vec<Assigned>, Refusal>> {
    let resources = offered.candidates();
    let length = jiff::SignedDuration::from_mins(i64::from(offered.rules.minutes));
    let margin = jiff::SignedDuration::from_hours(3);
    let (from, to) = (start - margin, start + length + margin);
    let taken = seats::taken(tx, tx.organisation(), &resources, from, to, now).await?;
    let salt = rand::rng().random();
    let found = choose(&offered.rules, &offered.calendar, &taken.busy, start, now, salt);
    if found.is_ok() && taken.stale {
        seats::clear_stale(tx, &resources).await?;
    }
    Ok(found)
}

/// Types the code.
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
        let Some((mut booking, code_hash)) = held(tx, self.id).await? else { return Err(Error::NotFound) };
        let right = code_hash.is_some_and(|kept| kept == self::code_hash(tx, self.id, &self.code));
        if booking.state == State::Confirmed && right {
            return Ok(Confirmed::Yes(Box::new(booking)));
        }
        let now = tx.now();
        let late = booking.state != State::Held || booking.expires.is_none_or(|at| at <= now);
        if late || booking.code_tries >= CODE_TRIES {
            return Ok(Confirmed::Expired);
        }
        if !right {
            return self.wrong(tx, booking.code_tries).await;
        }
        // Nothing is confirmed whose seat is not held any more.
        let values = [At(now).into(), self.id.into()];
        let query = "UPDATE booking SET state = 'confirmed', expires_at = NULL, changed_at = $1
                     WHERE id = $2 AND state = 'held' AND expires_at > $1";
        if sql::exec(tx, query, values).await? == 0 {
            return Ok(Confirmed::Expired);
        }
        if seats::keep(tx, self.id).await? == 0 {
            return Err(Error::Conflict("hold_lost".into()));
        }
        booking.state = State::Confirmed;
        booking.expires = None;
        announce(tx, &self.app, &booking, now).await?;
        audit::record(tx, deed(&Actor::Anonymous, "booking.confirmed", booking.id)).await?;
        Ok(Confirmed::Yes(Box::new(booking)))
    }
}

impl Confirm {
    async fn wrong(&self, tx: &Tx, tries: i32) -> Result<Confirmed> {
        sql::exec(tx, "UPDATE booking SET code_tries = code_tries + 1 WHERE id = $1", [self.id.into()]).await?;
        Ok(Confirmed::Wrong((CODE_TRIES - tries - 1).max(0)))
    }
}

async fn held(tx: &Tx, id: Uuid) -> Result<Option<(Booking, Option<Vec<u8>>)>> {
    let Some(booking) = store::by_id(tx, id).await? else { return Ok(None) };
    let hashes: Vec<Option<Vec<u8>>> =
        sql::column(tx, "SELECT code_hash FROM booking WHERE id = $1", [id.into()]).await?;
    Ok(Some((booking, hashes.into_iter().next().flatten())))
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
        if booking.state != State::Held || booking.expires.is_none_or(|at| at <= now) || booking.codes >= 3 {
            return Ok(false);
        }
        let code = new_code();
        let values = [code_hash(tx, self.id, &code).into(), self.id.into()];
        sql::exec(tx, "UPDATE booking SET code_hash = $1, codes = codes + 1 WHERE id = $2", values).await?;
        send_code(tx, &self.app, &booking, &code, booking.codes + 1).await?;
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
        if told {
            queue(tx, &self.app, &booking, "cancelled", tx.now(), messages::cancelled).await?;
        }
        audit::record(tx, deed(&self.actor, "booking.cancelled", self.id)).await?;
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
        booking.ends = self.start + booking.ends.duration_since(booking.starts);
        booking.starts = self.start;
        booking.sequence += 1;
        let query = "UPDATE booking SET starts = $1, ends = $2, sequence = $3, changed_at = $4
                     WHERE id = $5 AND sequence = $6";
        let values = [
            At(booking.starts).into(),
            At(booking.ends).into(),
            booking.sequence.into(),
            At(now).into(),
            self.id.into(),
            (booking.sequence - 1).into(),
        ];
        if sql::exec(tx, query, values).await? == 0 {
            return Err(Error::Retry);
        }
        if booking.state == State::Confirmed {
            queue(tx, &self.app, &booking, "moved", now, messages::moved).await?;
            remind(tx, &self.app, &booking, now).await?;
        }
        audit::record(tx, deed(&self.actor, "booking.moved", self.id)).await?;
        Ok(booking)
    }
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
            State::Confirmed => announce(tx, &self.app, &booking, now).await?,
            State::Done => counts::add(tx, counts::Key::of(&booking, Kind::Served, now)).await?,
            State::Missed => counts::add(tx, counts::Key::of(&booking, Kind::Missed, now)).await?,
            _ => {}
        }
        audit::record(tx, deed(&self.actor, "booking.step", self.id)).await?;
        Ok(Some(next))
    }
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "booking", subject }
}

/// Gives the seats back and takes back messages that have not gone out.
async fn release(tx: &Tx, booking: &Booking) -> Result<()> {
    seats::release(tx, booking.id).await?;
    outbox::cancel(tx, booking.id).await?;
    Ok(())
}

/// Tells the person that the booking stands, and queues the reminder.
async fn announce(tx: &Tx, app: &App, booking: &Booking, now: Timestamp) -> Result<()> {
    queue(tx, app, booking, "confirmed", now, messages::confirmed).await?;
    remind(tx, app, booking, now).await
}

async fn remind(tx: &Tx, app: &App, booking: &Booking, now: Timestamp) -> Result<()> {
    match reminder_at(booking.starts, now) {
        Some(at) => queue(tx, app, booking, "reminder", at, messages::reminder).await,
        None => Ok(()),
    }
}

type Wording = fn(&torg_web::texts::Texts, &Booking, &Where<'_>) -> String;

async fn queue(tx: &Tx, app: &App, booking: &Booking, what: &str, due: Timestamp, words: Wording) -> Result<()> {
    if !app.part::<torg_notify::Notifier>().has_sms() {
        return Ok(());
    }
    let directory = directory::of(app);
    let place = directory.place_by_id(booking.place).ok_or(Error::NotFound)?;
    let text = words(app.texts(), booking, &Where { place: &place.name, phone: &place.phone });
    let Some(message) = messages::sms_to(booking, text) else { return Ok(()) };
    let key = format!("booking/{}/{what}/{}", booking.id, booking.sequence);
    torg_notify::queue(tx, key, booking.id, due, &message).await
}

async fn send_code(tx: &Tx, app: &App, booking: &Booking, code: &str, number: i32) -> Result<()> {
    let text = messages::code(app.texts(), booking.lang, code);
    let Some(message) = messages::sms_to(booking, text) else { return Ok(()) };
    let key = format!("booking/{}/code/{number}", booking.id);
    torg_notify::queue(tx, key, booking.id, tx.now(), &message).await
}

/// Six digits.
fn new_code() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000))
}

/// The stored form of a code, good for one booking only.
fn code_hash(tx: &Tx, booking: Uuid, code: &str) -> Vec<u8> {
    tx.keys().hash("booking-code", &format!("{booking}/{}", code.trim()))
}
