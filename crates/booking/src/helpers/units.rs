//! What helpers add to the units of bookings, and the unit that takes a yes back.

use jiff::Timestamp;
use torg_base::{Actor, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Error, Part, Result, Tx, Unit, outbox};
use torg_web::App;

use super::messages::{self, News};
use super::model::{Consent, Helper, Link, until};
use super::store;
use crate::booking::model::{Booking, reminder_at};

/// What a booking that a helper makes writes besides: the yes (asked for, or given to staff) and the tie; the helper is told
/// when the booking stands at once.
pub fn made(tx: &Tx, app: &App, actor: &Actor, booking: &Booking, helper: &Helper) -> Result<Vec<Part>> {
    let now = tx.now();
    let (consent, new) = match helper {
        Helper::Asks { name, phone } => (consent(booking, name, phone.as_str(), false, now), true),
        Helper::ByStaff { name, phone } => (consent(booking, name, phone.as_str(), true, now), true),
        Helper::Has(consent) => ((**consent).clone(), false),
    };
    let mut parts = Vec::new();
    if new {
        parts.push(store::insert_part(tx, &consent));
        if consent.given {
            parts.push(audit::part(tx, deed(actor, "consent.given", consent.id)));
        }
    }
    let given = consent.given;
    let link = Link { id: torg_base::new_id(), booking: booking.id, consent };
    parts.push(store::link_part(&link));
    if given {
        parts.extend(tell(tx, app, &link, booking)?);
    }
    Ok(parts)
}

fn consent(booking: &Booking, name: &str, phone: &str, given: bool, now: Timestamp) -> Consent {
    Consent {
        id: torg_base::new_id(),
        organisation: booking.organisation,
        person_name: booking.name.clone(),
        person_phone: booking.phone.clone(),
        hidden: booking.hidden,
        person_lang: booking.lang,
        helper_name: name.to_owned(),
        helper_phone: phone.to_owned(),
        helper_lang: booking.lang,
        given,
        until: until(now),
    }
}

fn tell(tx: &Tx, app: &App, link: &Link, booking: &Booking) -> Result<Vec<Part>> {
    let now = tx.now();
    let told = messages::part(tx, app, link, booking, News::Booked, now)?;
    Ok(told.into_iter().chain(remind(tx, app, link, booking, now)?).collect())
}

fn remind(tx: &Tx, app: &App, link: &Link, booking: &Booking, now: Timestamp) -> Result<Option<Part>> {
    let Some(due) = reminder_at(booking.starts, now) else { return Ok(None) };
    messages::part(tx, app, link, booking, News::Reminder, due)
}

/// The person has said yes: with the code, or on the telephone. Nothing for a booking that nobody helped with.
pub async fn stands(tx: &Tx, app: &App, booking: &Booking) -> Result<Vec<Part>> {
    let Some(link) = store::of_booking(tx, booking.id).await? else { return Ok(Vec::new()) };
    if link.consent.until <= tx.now() {
        return Ok(Vec::new());
    }
    let mut parts = store::given_parts(tx, &link.consent);
    parts.push(audit::part(tx, deed(&Actor::Anonymous, "consent.given", link.consent.id)));
    parts.extend(tell(tx, app, &link, booking)?);
    Ok(parts)
}

/// A booking has been moved or cancelled: what waits to be sent to the helper is taken back, and the helper is told.
pub async fn changed(tx: &Tx, app: &App, booking: &Booking, news: News) -> Result<Vec<Part>> {
    let Some(link) = store::of_booking(tx, booking.id).await? else { return Ok(Vec::new()) };
    outbox::cancel(tx, link.id).await?;
    let now = tx.now();
    // Whoever lost the yes hears no more.
    if !link.consent.given {
        return Ok(Vec::new());
    }
    let mut parts: Vec<Part> = messages::part(tx, app, &link, booking, news, now)?.into_iter().collect();
    if news == News::Moved {
        parts.extend(remind(tx, app, &link, booking, now)?);
    }
    Ok(parts)
}

/// Takes a yes back. What has been booked stands; the helper hears no more about it.
pub struct Withdraw {
    pub actor: Actor,
    pub id: Uuid,
    /// The person whose yes it must be; none when staff do it for them.
    pub person: Option<Uuid>,
}

impl Unit for Withdraw {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if self.person.is_some() && store::person_of(tx, self.id).await? != self.person {
            return Err(Error::NotFound);
        }
        if !store::withdraw(tx, self.id).await? {
            return Ok(());
        }
        for tie in store::ties(tx, self.id).await? {
            outbox::cancel(tx, tie).await?;
        }
        audit::record(tx, deed(&self.actor, "consent.withdrawn", self.id)).await
    }
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "consent", subject }
}
