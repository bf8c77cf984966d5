//! The write units of trips: all errands are held, confirmed and cancelled in one unit, whatever their organisations.
//!
//! Everybody goes through the same things in the same order (dates of courses, then organisations, then seats), so that two
//! trips that want some of the same never wait for each other. The guard of `torg-slots` decides, as for every booking.

use std::sync::Arc;

use jiff::Timestamp;
use rand::RngExt;
use torg_base::{Actor, Phone, Reference, Uuid};
use torg_notify::{Message, Notifier, delivery};
use torg_slots::rules::{Assigned, Busy, Refusal};
use torg_slots::store as seats;
use torg_store::audit;
use torg_store::{Across, Error, Part as Change, Result, Tx, Unit};
use torg_web::App;

use super::messages::{self, News};
use super::model::{Part, Trip};
use super::store;
use crate::booking::model::{Booking, CODE_TRIES, Contact, MOST_CODES, State, reminder_at};
use crate::booking::rows::{self, Meeting};
use crate::booking::seats::HOLD_LOST;
use crate::booking::units::{self as bookings, Proof};
use crate::booking::{many, messages as codes, spoken};
use crate::courses::{store as courses, units as sign_ups};
use torg_catalogue::directory::Offered;

/// An errand with its start.
#[derive(Clone)]
pub enum Errand {
    Offer {
        offered: Offered,
        start: Timestamp,
    },
    /// A seat at a date of a course.
    Date {
        date: Uuid,
        organisation: Uuid,
    },
}

impl Errand {
    fn organisation(&self) -> Uuid {
        match self {
            Errand::Offer { offered, .. } => offered.offer.organisation,
            Errand::Date { organisation, .. } => *organisation,
        }
    }

    /// Courses first, by date: their rows are locked before anything is read.
    fn order(&self) -> (bool, Option<Uuid>, Option<Timestamp>) {
        match self {
            Errand::Date { date, .. } => (false, Some(*date), None),
            Errand::Offer { start, .. } => (true, None, Some(*start)),
        }
    }
}

/// Takes the times of all errands, or of none.
pub struct Book {
    pub app: App,
    pub actor: Actor,
    pub errands: Vec<Errand>,
    pub contact: Contact,
    pub proof: Proof,
    /// The signed-in citizen, if any.
    pub person: Option<Uuid>,
}

/// How often a trip is tried when somebody else took one of its seats in between.
const ATTEMPTS: usize = 8;

/// The trip, or why one of its errands cannot be had.
pub type Booked = std::result::Result<Uuid, Refusal>;

impl Book {
    pub async fn write(mut self) -> Result<Booked> {
        self.errands.sort_by_key(Errand::order);
        let store = self.app.store().clone();
        let unit = Arc::new(self);
        for _ in 0..ATTEMPTS {
            match store.write_across(Across::Trips, Once(unit.clone())).await {
                Err(error) if error.is_conflict(seats::GUARD) => {}
                other => return other,
            }
        }
        Ok(Err(Refusal::Taken))
    }
}

struct Once(Arc<Book>);

/// What one errand takes.
struct Taken {
    errand: usize,
    meeting: Meeting,
    seats: Vec<Assigned>,
}

impl Unit for Once {
    type Out = Booked;

    async fn run(&self, tx: &Tx) -> Result<Booked> {
        // Everything is chosen before anything is written, so a refusal leaves nothing behind.
        match self.0.choose(tx).await? {
            Ok(taken) => self.0.write_all(tx, taken).await.map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}

impl Book {
    async fn choose(&self, tx: &Tx) -> Result<std::result::Result<Vec<Taken>, Refusal>> {
        let (mut all, mut beside): (Vec<Taken>, Vec<Busy>) = (Vec::new(), Vec::new());
        for (errand, wanted) in self.errands.iter().enumerate() {
            let own = tx.within(Across::Trips, wanted.organisation());
            let found = match wanted {
                Errand::Date { date, .. } => match sign_ups::seat_at(&own, *date).await? {
                    None => Err(Refusal::NotOffered),
                    Some((_, None)) => Err(Refusal::Taken),
                    Some((meeting, Some(seat))) => Ok((meeting, vec![seat])),
                },
                Errand::Offer { offered, start } => {
                    let seats = bookings::take_seats_beside(&own, offered, *start, &beside, tx.now()).await?;
                    seats.map(|seats| (meeting(offered, *start), seats))
                }
            };
            match found {
                Ok((meeting, seats)) => {
                    beside.extend(seats.iter().map(|seat| Busy::from(*seat)));
                    all.push(Taken { errand, meeting, seats });
                }
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        // Nobody can be at two places at once, whatever a form says.
        let mut spans: Vec<(Timestamp, Timestamp)> = all.iter().map(|t| (t.meeting.starts, t.meeting.ends)).collect();
        spans.sort_unstable();
        let overlap = spans.windows(2).any(|pair| pair[1].0 < pair[0].1);
        Ok(if overlap { Err(Refusal::NotOffered) } else { Ok(all) })
    }

    async fn write_all(&self, tx: &Tx, taken: Vec<Taken>) -> Result<Uuid> {
        let now = tx.now();
        let mut made: Vec<(Booking, Taken)> = taken
            .into_iter()
            .map(|taken| (rows::draft(&taken.meeting, &self.contact, self.proof, now), taken))
            .collect();
        made.sort_by_key(|(booking, _)| (booking.organisation, booking.id));
        for group in made.chunk_by(|one, next| one.0.organisation == next.0.organisation) {
            let own = tx.within(Across::Trips, group[0].0.organisation);
            let owned = |(booking, taken): &(Booking, Taken)| {
                let owner = booking.id;
                taken.seats.iter().map(move |seat| (owner, *seat)).collect::<Vec<_>>()
            };
            let seats = group.iter().flat_map(owned).collect();
            own.together(vec![seats::occupy_all_part(&own, seats, group[0].0.expires)?]).await?;
        }
        let code = (self.proof == Proof::Code).then(bookings::new_code);
        let trip = self.trip(&made);
        let mut changes = store::insert_parts(self.row(tx, &trip, &made, code.as_deref()), &trip.parts);
        for (booking, taken) in &mut made {
            // The code is the trip's.
            booking.codes = 0;
            let own = tx.within(Across::Trips, booking.organisation);
            changes.push(rows::insert_part(&own, booking, None, self.person, None, now));
            match &self.errands[taken.errand] {
                Errand::Date { date, .. } => changes.push(courses::link_part(booking.id, *date, booking.id)),
                Errand::Offer { offered, .. } => changes.extend(spoken::part(&own, booking.id, offered)),
            }
            if self.proof != Proof::Code {
                changes.push(audit::part(&own, bookings::deed(&self.actor, "booking.made", booking.id)));
            }
        }
        let mut bookings: Vec<Booking> = made.into_iter().map(|(booking, _)| booking).collect();
        bookings.sort_by_key(|booking| booking.starts);
        match (self.proof, code) {
            (Proof::Code, Some(code)) => changes.extend(code_part(tx, &self.app, &trip, &bookings, &code)?),
            (Proof::Staff, _) => changes.extend(tell(tx, &self.app, &trip, &bookings, News::Booked)?),
            _ => {}
        }
        tx.together(changes).await?;
        Ok(trip.id)
    }

    fn trip(&self, made: &[(Booking, Taken)]) -> Trip {
        let part = |(booking, taken): &(Booking, Taken)| Part {
            booking: booking.id,
            organisation: booking.organisation,
            seats: i32::try_from(taken.seats.len()).unwrap_or(i32::MAX),
        };
        Trip {
            id: torg_base::new_id(),
            reference: Reference::from_random(rand::rng().random()).as_str().to_owned(),
            lang: self.contact.lang,
            expires: made.first().and_then(|(booking, _)| booking.expires),
            code_tries: 0,
            codes: i32::from(self.proof == Proof::Code),
            parts: made.iter().map(part).collect(),
        }
    }

    fn row(&self, tx: &Tx, trip: &Trip, made: &[(Booking, Taken)], code: Option<&str>) -> store::New {
        let now = tx.now();
        let first = made.iter().map(|(booking, _)| booking.starts).min().unwrap_or(now);
        store::New {
            id: trip.id,
            reference: trip.reference.clone(),
            phone_key: self.contact.phone.as_ref().map(|phone| torg_people::person_key(tx.keys(), phone)),
            lang: trip.lang,
            expires: trip.expires,
            code: code.map(|code| bookings::code_hash(tx, trip.id, code)),
            // What is agreed on the telephone, place by place, is reminded of booking by booking.
            remind: reminder_at(first, now).filter(|_| self.proof != Proof::Call),
            ends: made.iter().map(|(booking, _)| booking.ends).max().unwrap_or(now),
        }
    }
}

fn meeting(offered: &Offered, start: Timestamp) -> Meeting {
    Meeting {
        organisation: offered.offer.organisation,
        place: offered.place.id,
        service: offered.service.id,
        way: offered.offer.way,
        starts: start,
        ends: start + jiff::SignedDuration::from_mins(i64::from(offered.rules.minutes)),
    }
}

/// One message about the whole, from the organisation of the first errand. The bookings are in the order of time.
fn tell(tx: &Tx, app: &App, trip: &Trip, bookings: &[Booking], news: News) -> Result<Option<Change>> {
    let Some(first) = bookings.first() else { return Ok(None) };
    let own = tx.within(Across::Trips, first.organisation);
    messages::part(&own, app, trip, bookings, news, tx.now())
}

fn code_part(tx: &Tx, app: &App, trip: &Trip, made: &[Booking], code: &str) -> Result<Option<Change>> {
    let Some(first) = made.first().filter(|_| app.part::<Notifier>().has_sms()) else { return Ok(None) };
    let phone = first.phone.as_deref().and_then(Phone::parse).filter(Phone::can_receive_sms);
    let Some(phone) = phone else { return Ok(None) };
    let own = tx.within(Across::Trips, first.organisation);
    let message = Message::sms(phone.as_str(), codes::code(app.texts(), trip.lang, code));
    let key = format!("trip/{}/code/{}", trip.id, trip.codes);
    delivery::part(&own, key, first.id, tx.now(), &message).map(Some)
}

/// The bookings of a trip as they stand, in the order of time.
pub async fn bookings_of(tx: &Tx, trip: &Trip) -> Result<Vec<Booking>> {
    let mut found = Vec::with_capacity(trip.parts.len());
    for (organisation, parts) in trip.by_organisation() {
        let own = tx.within(Across::Trips, organisation);
        found.extend(many::with_ids(&own, &ids(&parts)).await?);
    }
    found.sort_by_key(|booking| (booking.starts, booking.id));
    Ok(found)
}

fn ids(parts: &[Part]) -> Vec<Uuid> {
    parts.iter().map(|part| part.booking).collect()
}

/// Types the code, which is for all errands.
pub struct Confirm {
    pub app: App,
    pub id: Uuid,
    pub code: String,
}

/// What the code was good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    Yes,
    /// Wrong code; there are tries left.
    Wrong,
    /// The hold has run out, or too many wrong codes.
    Expired,
}

impl Unit for Confirm {
    type Out = Confirmed;

    async fn run(&self, tx: &Tx) -> Result<Confirmed> {
        let Some(trip) = store::by_id(tx, self.id).await? else { return Ok(Confirmed::Expired) };
        let hash = bookings::code_hash(tx, self.id, &self.code);
        if !store::confirm(tx, self.id, &hash).await? {
            return self.why_not(tx, &trip, &hash).await;
        }
        let (mut made, mut changes) = (Vec::new(), Vec::new());
        for (organisation, parts) in trip.by_organisation() {
            let own = tx.within(Across::Trips, organisation);
            let ids = ids(&parts);
            let confirmed = many::confirm(&own, &ids).await?;
            let wanted: u64 = parts.iter().filter_map(|part| u64::try_from(part.seats).ok()).sum();
            // Nothing is confirmed of which a single seat is not held any more.
            if confirmed.len() < ids.len() || seats::owned(&own, &ids).await? < wanted {
                return Err(Error::Conflict(HOLD_LOST.into()));
            }
            let deed = |id: &Uuid| audit::part(&own, bookings::deed(&Actor::Anonymous, "booking.confirmed", *id));
            changes.extend(ids.iter().map(deed));
            made.extend(confirmed);
        }
        made.sort_by_key(|booking| booking.starts);
        changes.extend(tell(tx, &self.app, &trip, &made, News::Booked)?);
        tx.together(changes).await?;
        Ok(Confirmed::Yes)
    }
}

impl Confirm {
    async fn why_not(&self, tx: &Tx, trip: &Trip, hash: &[u8]) -> Result<Confirmed> {
        if trip.expires.is_none() {
            let right = store::code_is(tx, trip.id, hash).await?;
            return Ok(if right { Confirmed::Yes } else { Confirmed::Expired });
        }
        if trip.expires.is_none_or(|at| at <= tx.now()) || trip.code_tries >= CODE_TRIES {
            return Ok(Confirmed::Expired);
        }
        store::wrong_code(tx, trip.id).await?;
        Ok(if trip.code_tries + 1 < CODE_TRIES { Confirmed::Wrong } else { Confirmed::Expired })
    }
}

/// Sends a new code for a trip that still waits. False when it does not, or when enough have been sent.
pub struct NewCode {
    pub app: App,
    pub id: Uuid,
}

impl Unit for NewCode {
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let Some(mut trip) = store::by_id(tx, self.id).await? else { return Ok(false) };
        if trip.codes >= MOST_CODES {
            return Ok(false);
        }
        let code = bookings::new_code();
        if store::new_code(tx, trip.id, bookings::code_hash(tx, trip.id, &code)).await? == 0 {
            return Ok(false);
        }
        trip.codes += 1;
        let made = bookings_of(tx, &trip).await?;
        tx.together(code_part(tx, &self.app, &trip, &made, &code)?.into_iter().collect()).await?;
        Ok(true)
    }
}

/// Cancels every errand of a trip that has not begun.
pub struct Cancel {
    pub app: App,
    pub actor: Actor,
    pub id: Uuid,
}

impl Unit for Cancel {
    /// How many were cancelled.
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        let Some(trip) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        // The row of the trip first, as when it is confirmed.
        store::reminded(tx, trip.id).await?;
        let now = tx.now();
        let (mut left, mut changes) = (Vec::new(), Vec::new());
        for (organisation, parts) in trip.by_organisation() {
            let own = tx.within(Across::Trips, organisation);
            let coming = many::with_ids(&own, &ids(&parts)).await?;
            let ids: Vec<Uuid> = coming.iter().filter(|b| b.starts > now && b.state.alive()).map(|b| b.id).collect();
            let cancelled = many::cancel(&own, &ids).await?;
            sign_ups::give_back(&own, &ids).await?;
            let deed = |id: &Uuid| audit::part(&own, bookings::deed(&self.actor, "booking.cancelled", *id));
            changes.extend(ids.iter().map(deed));
            left.extend(cancelled);
        }
        left.sort_by_key(|booking| booking.starts);
        changes.extend(tell(tx, &self.app, &trip, &left, News::Cancelled)?);
        tx.together(changes).await?;
        Ok(left.len())
    }
}

/// Reminds somebody of a trip: one message for what is left of it. What has been moved has a reminder of its own.
pub struct Remind {
    pub app: App,
    pub id: Uuid,
}

impl Unit for Remind {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let Some(trip) = store::by_id(tx, self.id).await? else { return Ok(()) };
        if !store::reminded(tx, trip.id).await? {
            return Ok(());
        }
        let now = tx.now();
        let mut coming = bookings_of(tx, &trip).await?;
        coming.retain(|b| b.state == State::Confirmed && b.sequence == 0 && b.starts > now);
        tx.together(tell(tx, &self.app, &trip, &coming, News::Reminder)?.into_iter().collect()).await
    }
}
