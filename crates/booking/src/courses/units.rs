//! The write units of people at courses: sign up, change to another date, leave, come or not come.
//!
//! A sign-up is a booking. Its seat is one of the numbered seats of the course at its place, and the guard of `torg-slots`
//! refuses the twenty-first of twenty.

use std::collections::HashMap;

use jiff::Timestamp;
use torg_base::{Actor, Uuid};
use torg_slots::rules::Assigned;
use torg_slots::store as seats;
use torg_store::audit::{self, Deed};
use torg_store::{Error, Part, Result, Tx, Unit, outbox};
use torg_web::App;

use super::messages::{self, News};
use super::model::{CourseDate, free_seats};
use super::store;
use crate::booking::model::{Booking, Contact};
use crate::booking::rows::{self, Meeting};
use crate::booking::units::{self, MOVE_REFUSED, Proof};
use crate::booking::{many, store as bookings};
use crate::counts::{self, Kind};
use crate::helpers::messages::News as Told;
use crate::helpers::model::Helper;
use crate::helpers::units as helpers;
use torg_catalogue::services::model::Way;

/// Signs people up for some dates of one course: each of them for all the dates or for none.
pub struct SignUp {
    pub app: App,
    pub actor: Actor,
    /// All at one place.
    pub dates: Vec<Uuid>,
    pub people: Vec<Entry>,
}

/// Somebody to sign up.
#[derive(Clone, Debug)]
pub struct Entry {
    pub contact: Contact,
    pub proof: Proof,
    /// The signed-in citizen, if any.
    pub person: Option<Uuid>,
    /// Who signs them up, when they do not do it themselves.
    pub helper: Option<Helper>,
}

/// Why somebody was not signed up: the date that has no seat left, or takes nobody any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Full(Uuid),
    Closed,
}

/// The first booking of each person, or why there is none; in the order of the people.
pub type Signed = Vec<std::result::Result<Booking, Refused>>;

/// How often a sign-up is tried when somebody else took the seat in between.
const ATTEMPTS: usize = 4;

impl SignUp {
    pub async fn write(self) -> Result<Signed> {
        let (store, people) = (self.app.store().clone(), self.people.len());
        let Some(first) = self.dates.first() else { return Ok(vec![Err(Refused::Closed); people]) };
        let across = store.across(torg_store::Across::FreeTimes);
        let Some(date) = store::date(&across, *first).await? else { return Err(Error::NotFound) };
        let unit = std::sync::Arc::new(self);
        for _ in 0..ATTEMPTS {
            match store.write(date.organisation, Once(unit.clone())).await {
                Err(error) if error.is_conflict(seats::GUARD) => {}
                other => return other,
            }
        }
        Ok(vec![Err(Refused::Full(date.id)); people])
    }
}

struct Once(std::sync::Arc<SignUp>);

impl Unit for Once {
    type Out = Signed;

    async fn run(&self, tx: &Tx) -> Result<Signed> {
        let now = tx.now();
        let dates = store::lock(tx, &self.0.dates).await?;
        let takes = |d: &CourseDate| d.takes(now) && d.organisation == tx.organisation();
        if dates.len() != self.0.dates.len() || !dates.iter().all(takes) {
            return Ok(vec![Err(Refused::Closed); self.0.people.len()]);
        }
        let mut free = free_of(tx, &dates, now).await?;
        let mut signed = Vec::with_capacity(self.0.people.len());
        for entry in &self.0.people {
            if let Some(full) = dates.iter().find(|d| free.get(&d.id).is_none_or(Vec::is_empty)) {
                signed.push(Err(Refused::Full(full.id)));
                continue;
            }
            let taken = |d: &CourseDate| free.get_mut(&d.id).and_then(Vec::pop);
            let numbers: Vec<u16> = dates.iter().filter_map(taken).collect();
            signed.push(Ok(self.0.write_one(tx, entry, &dates, &numbers).await?));
        }
        Ok(signed)
    }
}

/// Free seats per date, the lowest last, holds that have run out cleared away.
async fn free_of(tx: &Tx, dates: &[CourseDate], now: Timestamp) -> Result<HashMap<Uuid, Vec<u16>>> {
    let mut resources: Vec<Uuid> = dates.iter().filter_map(|d| d.seat).collect();
    resources.sort_unstable();
    resources.dedup();
    let from = dates.iter().map(|d| d.starts).min().unwrap_or(now);
    let to = dates.iter().map(|d| d.ends).max().unwrap_or(now);
    let taken = seats::taken(tx, tx.organisation(), &resources, from, to, now).await?;
    if taken.stale {
        seats::clear_stale(tx, &resources).await?;
    }
    let free = |d: &CourseDate| {
        let mut free = free_seats(d, &taken.busy);
        free.reverse();
        (d.id, free)
    };
    Ok(dates.iter().map(free).collect())
}

impl SignUp {
    /// Everything that one person's sign-up writes. Returns the first booking, which carries the code.
    async fn write_one(&self, tx: &Tx, entry: &Entry, dates: &[CourseDate], numbers: &[u16]) -> Result<Booking> {
        let now = tx.now();
        let code = (entry.proof == Proof::Code).then(units::new_code);
        let mut made: Vec<Booking> = Vec::with_capacity(dates.len());
        let mut parts = Vec::new();
        for (date, number) in dates.iter().zip(numbers) {
            let mut booking = rows::draft(&meeting(date), &entry.contact, entry.proof, now);
            let leader = made.first().map_or(booking.id, |first| first.id);
            let code = code.as_ref().filter(|_| made.is_empty()).map(|code| units::code_hash(tx, booking.id, code));
            if !made.is_empty() {
                booking.codes = 0;
            }
            let seat = seat_of(date, *number).ok_or(Error::NotFound)?;
            parts.push(seats::occupy_part(tx, booking.id, &[seat], booking.expires)?);
            parts.push(rows::insert_part(tx, &booking, code, entry.person, None, now));
            parts.push(store::link_part(booking.id, date.id, leader));
            made.push(booking);
        }
        let first = made.first().cloned().ok_or(Error::NotFound)?;
        if let Some(helper) = &entry.helper {
            parts.extend(helpers::made(tx, &self.app, &self.actor, &made, helper)?);
        }
        match (entry.proof, code) {
            (Proof::Code, Some(code)) => {
                let helper = entry.helper.as_ref().and_then(Helper::asks);
                parts.extend(units::code_part_for(tx, &self.app, &first, &code, 1, helper)?);
            }
            (Proof::Staff | Proof::Consent, _) => parts.extend(announce(tx, &self.app, &made, now)?),
            _ => {}
        }
        if entry.proof != Proof::Code {
            parts.extend(made.iter().map(|b| audit::part(tx, units::deed(&self.actor, "booking.made", b.id))));
        }
        tx.together(parts).await?;
        Ok(first)
    }
}

/// A seat at a date for a unit that takes other things too, with what the date is. None when it takes nobody any more, or
/// is of another organisation than the unit. The date stays locked until the unit ends.
pub(crate) async fn seat_at(tx: &Tx, date: Uuid) -> Result<Option<(Meeting, Option<Assigned>)>> {
    let now = tx.now();
    let dates = store::lock(tx, &[date]).await?;
    let Some(date) = dates.first().filter(|d| d.takes(now) && d.organisation == tx.organisation()) else {
        return Ok(None);
    };
    let free = free_of(tx, &dates, now).await?.remove(&date.id).and_then(|mut free| free.pop());
    Ok(Some((meeting(date), free.and_then(|number| seat_of(date, number)))))
}

fn meeting(date: &CourseDate) -> Meeting {
    Meeting {
        organisation: date.organisation,
        place: date.place,
        service: date.service,
        way: Way::Group,
        starts: date.starts,
        ends: date.ends,
    }
}

fn seat_of(date: &CourseDate, seat: u16) -> Option<Assigned> {
    Some(Assigned { resource: date.seat?, seat, starts: date.starts, ends: date.ends })
}

/// Tells that the bookings stand: as any booking when it is one, in one message when they are many. A reminder for each.
fn announce(tx: &Tx, app: &App, made: &[Booking], now: Timestamp) -> Result<Vec<Part>> {
    let Some(first) = made.first() else { return Ok(Vec::new()) };
    if made.len() == 1 {
        return units::announcement(tx, app, first, now);
    }
    let mut parts: Vec<Part> = messages::part(tx, app, first, &News::Joined(made.len()), now)?.into_iter().collect();
    for booking in made {
        parts.extend(units::reminder(tx, app, booking, now)?);
    }
    Ok(parts)
}

/// Confirms what was signed up for in the same go as a booking that has just been confirmed, and tells about all of it.
/// None when it stands alone. `helped`: whether somebody helped the person; true when that is not known.
pub async fn along(tx: &Tx, app: &App, leader: &Booking, helped: bool) -> Result<Option<Vec<Part>>> {
    let others: Vec<Uuid> =
        store::together(tx, leader.id).await?.iter().map(|s| s.booking_id).filter(|id| *id != leader.id).collect();
    if others.is_empty() {
        return Ok(None);
    }
    let mut made = many::confirm(tx, &others).await?;
    let ids: Vec<Uuid> = made.iter().map(|b| b.id).collect();
    made.push(leader.clone());
    made.sort_by_key(|b| b.starts);
    let mut parts = announce(tx, app, &made, tx.now())?;
    parts.extend(ids.iter().map(|id| audit::part(tx, units::deed(&Actor::Anonymous, "booking.confirmed", *id))));
    if helped {
        parts.extend(helpers::stands(tx, app, &made).await?);
    }
    Ok(Some(parts))
}

/// Moves a booking to another date of its course at the same place.
pub struct ChangeDate {
    pub app: App,
    pub actor: Actor,
    pub booking: Uuid,
    pub date: Uuid,
}

impl Unit for ChangeDate {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let refused = || Error::Conflict(MOVE_REFUSED.into());
        let now = tx.now();
        let date = store::lock(tx, &[self.date]).await?.pop().ok_or_else(refused)?;
        let link = store::sign_up(tx, self.booking).await?.ok_or(Error::NotFound)?;
        let before = store::date(tx, link.date_id).await?.ok_or(Error::NotFound)?;
        let mut booking = bookings::by_id(tx, self.booking).await?.ok_or(Error::NotFound)?;
        let same = (before.course, before.place) == (date.course, date.place) && before.id != date.id;
        if !same || !date.takes(now) || !booking.changeable(now) {
            return Err(refused());
        }
        let free = free_of(tx, std::slice::from_ref(&date), now).await?.remove(&date.id).and_then(|mut f| f.pop());
        let seat = free.and_then(|number| seat_of(&date, number)).ok_or_else(refused)?;
        units::release(tx, &booking).await?;
        seats::occupy(tx, booking.id, &[seat], None).await?;
        store::relink(tx, booking.id, date.id).await?;
        units::settle_move(tx, &self.app, &self.actor, &mut booking, (date.starts, date.ends)).await
    }
}

/// Leaves everything that is to come of what was signed up for in one go.
pub struct Leave {
    pub app: App,
    pub actor: Actor,
    pub booking: Uuid,
}

impl Unit for Leave {
    /// How many dates were left.
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        let link = store::sign_up(tx, self.booking).await?.ok_or(Error::NotFound)?;
        let ids: Vec<Uuid> = store::together(tx, link.leader_id).await?.iter().map(|s| s.booking_id).collect();
        let now = tx.now();
        let coming = many::with_ids(tx, &ids).await?;
        let ids: Vec<Uuid> = coming.iter().filter(|b| b.starts > now && b.state.alive()).map(|b| b.id).collect();
        let mut left = many::cancel(tx, &ids).await?;
        give_back(tx, &ids).await?;
        left.sort_by_key(|b| b.starts);
        let mut parts: Vec<Part> =
            ids.iter().map(|id| audit::part(tx, units::deed(&self.actor, "booking.cancelled", *id))).collect();
        if let Some(first) = left.first() {
            parts.extend(messages::part(tx, &self.app, first, &News::Left(left.len()), now)?);
            parts.extend(helpers::changed(tx, &self.app, &left, Told::Cancelled).await?);
        }
        tx.together(parts).await?;
        Ok(left.len())
    }
}

/// Gives back the seats of bookings, and takes back messages about them that have not gone out.
pub(crate) async fn give_back(tx: &Tx, bookings: &[Uuid]) -> Result<()> {
    if bookings.is_empty() {
        return Ok(());
    }
    seats::release_all(tx, bookings).await?;
    for id in bookings {
        outbox::cancel(tx, *id).await?;
        crate::replies::store::take_back(tx, *id).await?;
    }
    Ok(())
}

/// Who came and who did not, ticked off by staff when the date has begun. Counted without persons.
pub struct Attend {
    pub actor: Actor,
    pub date: Uuid,
    pub came: Vec<Uuid>,
    pub missed: Vec<Uuid>,
}

impl Unit for Attend {
    /// How many were counted as there, and as not there.
    type Out = (usize, usize);

    async fn run(&self, tx: &Tx) -> Result<(usize, usize)> {
        let date = store::date(tx, self.date).await?.ok_or(Error::NotFound)?;
        let here: Vec<Uuid> = store::sign_ups(tx, &[date.id]).await?.iter().map(|s| s.booking_id).collect();
        let of_date = |ids: &[Uuid]| ids.iter().copied().filter(|id| here.contains(id)).collect::<Vec<Uuid>>();
        let mut done = (0, 0);
        for (ids, came, kind) in
            [(of_date(&self.came), true, Kind::Served), (of_date(&self.missed), false, Kind::Missed)]
        {
            let changed = many::attend(tx, &ids, came).await?;
            for booking in &changed {
                // The day of the course, also when it is ticked off later.
                counts::add(tx, counts::Key::of(booking, kind, booking.starts)).await?;
            }
            if came {
                done.0 = changed.len();
            } else {
                done.1 = changed.len();
            }
            let parts = changed.iter().map(|b| audit::part(tx, units::deed(&self.actor, "booking.step", b.id)));
            tx.together(parts.collect()).await?;
        }
        Ok(done)
    }
}

/// An audited deed about a course or one of its dates.
pub(super) fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "course", subject }
}
