//! The write unit of an absence: the days away and what becomes of each booking, together.

use std::collections::HashMap;
use std::sync::Arc;

use torg_base::time::oslo_date;
use torg_base::{Actor, Phone, Uuid};
use torg_notify::Notifier;
use torg_slots::calendar::Calendar;
use torg_slots::offer::choose;
use torg_slots::rules::Assigned;
use torg_slots::store as slots;
use torg_store::audit::{self, Deed};
use torg_store::{Error, Result, Tx, Unit};
use torg_web::App;

use super::model::{Absence, Choice, Hit, PEOPLE};
use super::propose::{same_time, without};
use super::reading;
use super::store::{self, Chosen};
use crate::booking::model::{Booking, State};
use crate::booking::spoken;
use crate::booking::store as bookings;
use crate::booking::units::{release, settle_move};
use torg_catalogue::directory::{self, Directory, Offered};

/// How often it is tried when somebody else took one of its seats in between.
const ATTEMPTS: usize = 8;

/// Stores an absence and moves what it hits, as was chosen.
pub struct Save {
    pub app: App,
    pub actor: Actor,
    pub place: Uuid,
    pub absence: Absence,
    /// By booking.
    pub choices: HashMap<Uuid, Choice>,
}

/// What it came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Bookings that somebody else takes over, or that have another time.
    pub moved: usize,
    /// Bookings that came in between, or whose choice was gone: to be asked about again.
    pub left: usize,
}

impl Save {
    pub async fn write(self, organisation: Uuid) -> Result<Saved> {
        let store = self.app.store().clone();
        let unit = Arc::new(self);
        for _ in 1..ATTEMPTS {
            match store.write(organisation, Once(unit.clone())).await {
                Err(error) if error.is_conflict(slots::GUARD) => {}
                other => return other,
            }
        }
        store.write(organisation, Once(unit)).await
    }
}

struct Once(Arc<Save>);

/// What is offered, and who is there as the database says it now: others may have been away since the directory was read.
struct Ground {
    directory: Arc<Directory>,
    calendar: Arc<Calendar>,
}

impl Unit for Once {
    type Out = Saved;

    async fn run(&self, tx: &Tx) -> Result<Saved> {
        let save = &*self.0;
        save.store_absence(tx).await?;
        let place = Ground { directory: directory::of(&save.app), calendar: save.calendar(tx).await? };
        let mut saved = Saved::default();
        for hit in reading::read(tx, tx.organisation(), &save.absence, tx.now()).await?.hits {
            let done = match save.choices.get(&hit.booking.id) {
                None => false,
                Some(Choice::Keep) => save.stays(tx, &hit.booking, false).await?,
                Some(Choice::Call) => save.stays(tx, &hit.booking, true).await?,
                Some(Choice::Other) => save.take_over(tx, &place, &hit, &mut saved).await?,
                Some(Choice::Time(_)) if hit.on_trip => false,
                Some(Choice::Time(start)) => save.move_to(tx, &place, &hit, *start, &mut saved).await?,
            };
            saved.left += usize::from(!done);
        }
        Ok(saved)
    }
}

impl Save {
    /// Adds the days away, once, for somebody who works at the place.
    async fn store_absence(&self, tx: &Tx) -> Result<()> {
        let organisation = tx.organisation();
        // First of all: two who save absences at the same time wait for each other here, so the second sees who else is away.
        directory::changed(tx).await?;
        let known = slots::resources(tx, Some(organisation)).await?;
        let person = known.iter().find(|r| r.id == self.absence.resource && r.place_id == self.place);
        person.filter(|r| PEOPLE.contains(&r.kind.as_str())).ok_or(Error::NotFound)?;
        let kept = slots::exceptions(tx, Some(organisation), oslo_date(tx.now())).await?;
        if kept.iter().any(|kept| Absence::of(&kept.exception) == Some(self.absence)) {
            return Ok(());
        }
        slots::add_exception(tx, self.place, &self.absence.exception()).await?;
        let subject = self.absence.resource;
        let deed = Deed { actor: &self.actor, action: "absence.added", subject_kind: "resource", subject };
        audit::record(tx, deed).await
    }

    /// Who is there at the place, with this absence.
    async fn calendar(&self, tx: &Tx) -> Result<Arc<Calendar>> {
        let organisation = Some(tx.organisation());
        let rules = slots::rules(tx, organisation).await?;
        let exceptions = slots::exceptions(tx, organisation, oslo_date(tx.now())).await?;
        let rules = rules.into_iter().filter(|kept| kept.place == self.place).map(|kept| kept.rule);
        let exceptions = exceptions.into_iter().filter(|kept| kept.place == self.place).map(|kept| kept.exception);
        Ok(Arc::new(Calendar::new(rules, exceptions)))
    }

    async fn stays(&self, tx: &Tx, booking: &Booking, to_call: bool) -> Result<bool> {
        let chosen = Chosen { booking_id: booking.id, resource_id: self.absence.resource, to_call };
        store::choose(tx, self.place, chosen).await?;
        self.record(tx, if to_call { "booking.to-call" } else { "booking.kept" }, booking).await?;
        Ok(true)
    }

    /// Somebody else at the same time. Nothing changes for the person, so nobody is told.
    async fn take_over(&self, tx: &Tx, place: &Ground, hit: &Hit, saved: &mut Saved) -> Result<bool> {
        let Some(mut offered) = self.offer_of(tx, place, &hit.booking).await? else { return Ok(false) };
        offered.rules = Arc::new(same_time(&offered.rules));
        let Some(seats) = self.seats(tx, &offered, hit, hit.booking.starts).await? else { return Ok(false) };
        // Its row does not change otherwise, so a cancellation at the same time would leave the new seat behind.
        bookings::hold_still(tx, &hit.booking).await?;
        slots::release(tx, hit.booking.id).await?;
        slots::occupy(tx, hit.booking.id, &seats, None).await?;
        self.record(tx, "booking.taken-over", &hit.booking).await?;
        saved.moved += 1;
        Ok(true)
    }

    /// Another time. The person is told, by SMS or by a call.
    async fn move_to(
        &self,
        tx: &Tx,
        place: &Ground,
        hit: &Hit,
        start: jiff::Timestamp,
        saved: &mut Saved,
    ) -> Result<bool> {
        let Some(offered) = self.offer_of(tx, place, &hit.booking).await? else { return Ok(false) };
        let Some(seats) = self.seats(tx, &offered, hit, start).await? else { return Ok(false) };
        let mut booking = hit.booking.clone();
        release(tx, &booking).await?;
        slots::occupy(tx, booking.id, &seats, None).await?;
        let ends = start + booking.ends.duration_since(booking.starts);
        settle_move(tx, &self.app, &self.actor, &mut booking, (start, ends)).await?;
        // Whoever has only asked for a time is on the call list already.
        if booking.state == State::Confirmed && !self.reached(&booking) {
            let chosen = Chosen { booking_id: booking.id, resource_id: self.absence.resource, to_call: true };
            store::choose(tx, self.place, chosen).await?;
        }
        saved.moved += 1;
        Ok(true)
    }

    /// Whether an SMS reaches the person.
    fn reached(&self, booking: &Booking) -> bool {
        let phone = booking.phone.as_deref().and_then(Phone::parse);
        self.app.part::<Notifier>().has_sms() && phone.is_some_and(|phone| phone.can_receive_sms())
    }

    /// What a booking was made from, as it is with the guide away, and with those who speak the booking's language.
    async fn offer_of(&self, tx: &Tx, place: &Ground, booking: &Booking) -> Result<Option<Offered>> {
        let Some(offered) = offer_away(&place.directory, booking, &place.calendar) else { return Ok(None) };
        spoken::kept(tx, &place.directory, booking.id, offered).await.map(Some)
    }

    /// Free seats at a start, by the same function that offers it; the booking's own seats are not in its way.
    async fn seats(
        &self,
        tx: &Tx,
        offered: &Offered,
        hit: &Hit,
        start: jiff::Timestamp,
    ) -> Result<Option<Vec<Assigned>>> {
        let now = tx.now();
        let candidates = offered.candidates();
        let (from, to) = (start - offered.rules.before(), start + offered.rules.after());
        let taken = slots::taken(tx, tx.organisation(), &candidates, from, to, now).await?;
        if taken.stale {
            slots::clear_stale(tx, &candidates).await?;
        }
        let busy = without(&taken.busy, &hit.seats);
        Ok(choose(&offered.rules, &offered.calendar, &busy, start, now, 0).ok())
    }

    async fn record(&self, tx: &Tx, action: &'static str, booking: &Booking) -> Result<()> {
        let deed = Deed { actor: &self.actor, action, subject_kind: "booking", subject: booking.id };
        audit::record(tx, deed).await
    }
}

/// What a booking was made from, with a calendar in which somebody is away; none when it is not offered any more.
pub(super) fn offer_away(directory: &Directory, booking: &Booking, calendar: &Arc<Calendar>) -> Option<Offered> {
    let service = directory.service_by_id(booking.service)?;
    let place = directory.place_by_id(booking.place)?;
    let offered = directory.offered(&service.slug, &place.slug, booking.way)?;
    Some(Offered { calendar: calendar.clone(), ..offered })
}

/// Takes back an absence of somebody at a place. What was moved stays where it is.
pub struct Remove {
    pub actor: Actor,
    pub place: Uuid,
    pub exception: Uuid,
}

impl Unit for Remove {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let organisation = Some(tx.organisation());
        let kept = slots::exceptions(tx, organisation, oslo_date(tx.now())).await?;
        let found = kept.iter().find(|kept| kept.id == self.exception && kept.place == self.place);
        let absence = found.and_then(|kept| Absence::of(&kept.exception)).ok_or(Error::NotFound)?;
        let known = slots::resources(tx, organisation).await?;
        let person = known.iter().any(|r| r.id == absence.resource && PEOPLE.contains(&r.kind.as_str()));
        if !person {
            return Err(Error::NotFound);
        }
        slots::remove_exception(tx, self.exception).await?;
        directory::changed(tx).await?;
        let subject = absence.resource;
        let deed = Deed { actor: &self.actor, action: "absence.removed", subject_kind: "resource", subject };
        audit::record(tx, deed).await
    }
}
