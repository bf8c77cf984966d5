//! What helpers add to the units of bookings, and the unit that takes a yes back.

use jiff::Timestamp;
use torg_base::{Actor, Lang, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Error, Part, Result, Tx, Unit, outbox};
use torg_web::App;

use super::messages::{self, News};
use super::model::{Consent, Helper, Link, until};
use super::store;
use crate::booking::model::{Booking, reminder_at};
use crate::waiting::model::Entry;

/// What bookings that a helper makes in one go write besides: the yes (asked for, or given to staff) and the ties; the helper
/// is told when they stand at once.
pub fn made(tx: &Tx, app: &App, actor: &Actor, bookings: &[Booking], helper: &Helper) -> Result<Vec<Part>> {
    let Some(first) = bookings.first() else { return Ok(Vec::new()) };
    let (consent, mut parts) = agreed(tx, actor, &Person::of_booking(first), helper);
    let links: Vec<Link> = bookings.iter().map(|booking| link(booking, &consent)).collect();
    parts.extend(links.iter().map(store::link_part));
    if consent.given {
        parts.extend(tell(tx, app, &links, bookings)?);
    }
    Ok(parts)
}

/// What an entry of the waiting list that a helper makes writes besides.
pub fn waits(tx: &Tx, actor: &Actor, entry: &Entry, helper: &Helper) -> Vec<Part> {
    let (consent, mut parts) = agreed(tx, actor, &Person::of_entry(entry), helper);
    parts.push(store::waiting_part(entry.id, consent.id));
    parts
}

/// Whom a helper acts for.
struct Person<'a> {
    organisation: Uuid,
    name: &'a str,
    phone: Option<&'a str>,
    lang: Lang,
    hidden: bool,
}

impl<'a> Person<'a> {
    fn of_booking(b: &'a Booking) -> Person<'a> {
        Person {
            organisation: b.organisation,
            name: &b.name,
            phone: b.phone.as_deref(),
            lang: b.lang,
            hidden: b.hidden,
        }
    }

    fn of_entry(e: &'a Entry) -> Person<'a> {
        Person {
            organisation: e.wish.organisation,
            name: &e.name,
            phone: e.phone.as_deref(),
            lang: e.lang,
            hidden: e.hidden,
        }
    }

    fn consent(&self, name: &str, phone: &str, given: bool, now: Timestamp) -> Consent {
        Consent {
            id: torg_base::new_id(),
            organisation: self.organisation,
            person_name: self.name.to_owned(),
            person_phone: self.phone.map(str::to_owned),
            hidden: self.hidden,
            person_lang: self.lang,
            helper_name: name.to_owned(),
            helper_phone: phone.to_owned(),
            helper_lang: self.lang,
            given,
            until: until(now),
        }
    }
}

/// The yes that a helper acts by, and what writes it when it is new.
fn agreed(tx: &Tx, actor: &Actor, person: &Person<'_>, helper: &Helper) -> (Consent, Vec<Part>) {
    let now = tx.now();
    let consent = match helper {
        Helper::Asks { name, phone } => person.consent(name, phone.as_str(), false, now),
        Helper::ByStaff { name, phone } => person.consent(name, phone.as_str(), true, now),
        Helper::Has(consent) => return ((**consent).clone(), Vec::new()),
    };
    let mut parts = vec![store::insert_part(tx, &consent)];
    if consent.given {
        parts.push(audit::part(tx, deed(actor, "consent.given", consent.id)));
    }
    (consent, parts)
}

fn link(booking: &Booking, consent: &Consent) -> Link {
    Link { id: torg_base::new_id(), booking: booking.id, consent: consent.clone() }
}

/// One message for all of them, and a reminder for each.
fn tell(tx: &Tx, app: &App, links: &[Link], bookings: &[Booking]) -> Result<Vec<Part>> {
    let now = tx.now();
    let mut parts = Vec::new();
    if let Some((link, first)) = links.first().zip(bookings.first()) {
        parts.extend(messages::part(tx, app, link, first, (News::Booked, bookings.len()), now)?);
    }
    for (link, booking) in links.iter().zip(bookings) {
        parts.extend(remind(tx, app, link, booking, now)?);
    }
    Ok(parts)
}

fn remind(tx: &Tx, app: &App, link: &Link, booking: &Booking, now: Timestamp) -> Result<Option<Part>> {
    let Some(due) = reminder_at(booking.starts, now) else { return Ok(None) };
    messages::part(tx, app, link, booking, (News::Reminder, 1), due)
}

/// The ties of bookings that were made in one go, each with its booking; none where nobody helped.
async fn ties_of(tx: &Tx, bookings: &[Booking]) -> Result<(Vec<Link>, Vec<Booking>)> {
    let (mut links, mut tied) = (Vec::new(), Vec::new());
    for booking in bookings {
        // All or none of them were made by the helper.
        let Some(link) = store::of_booking(tx, booking.id).await? else { break };
        links.push(link);
        tied.push(booking.clone());
    }
    Ok((links, tied))
}

/// The person has said yes: with the code, or on the telephone. Nothing for bookings that nobody helped with.
pub async fn stands(tx: &Tx, app: &App, bookings: &[Booking]) -> Result<Vec<Part>> {
    let (links, tied) = ties_of(tx, bookings).await?;
    let Some(consent) = links.first().map(|link| &link.consent).filter(|consent| consent.until > tx.now()) else {
        return Ok(Vec::new());
    };
    let mut parts = yes(tx, consent);
    parts.extend(tell(tx, app, &links, &tied)?);
    Ok(parts)
}

fn yes(tx: &Tx, consent: &Consent) -> Vec<Part> {
    let mut parts = store::given_parts(tx, consent);
    parts.push(audit::part(tx, deed(&Actor::Anonymous, "consent.given", consent.id)));
    parts
}

/// The person has typed the code for the waiting list. Nothing for an entry that nobody helped with.
pub async fn waits_on(tx: &Tx, entry: Uuid) -> Result<Vec<Part>> {
    let consent = store::of_waiting(tx, entry).await?.filter(|consent| consent.until > tx.now());
    Ok(consent.map(|consent| yes(tx, &consent)).unwrap_or_default())
}

/// A time from the waiting list was taken: it is tied to the yes that the entry was made by, while that stands. A yes that
/// was only asked for is given by taking the time, since staff ask when they call.
pub async fn took(tx: &Tx, app: &App, entry: Uuid, booking: &Booking) -> Result<Vec<Part>> {
    let Some(consent) = store::of_waiting(tx, entry).await?.filter(|consent| consent.until > tx.now()) else {
        return Ok(Vec::new());
    };
    let mut parts = if consent.given { Vec::new() } else { yes(tx, &consent) };
    let link = link(booking, &consent);
    parts.push(store::link_part(&link));
    parts.extend(tell(tx, app, &[link], std::slice::from_ref(booking))?);
    Ok(parts)
}

/// Bookings that were made in one go have been moved or cancelled: what waits to be sent to the helper is taken back, and the
/// helper is told.
pub async fn changed(tx: &Tx, app: &App, bookings: &[Booking], news: News) -> Result<Vec<Part>> {
    let (links, tied) = ties_of(tx, bookings).await?;
    for link in &links {
        outbox::cancel(tx, link.id).await?;
    }
    let now = tx.now();
    let Some((link, first)) = links.first().zip(tied.first()) else { return Ok(Vec::new()) };
    // Whoever lost the yes hears no more.
    if !link.consent.given {
        return Ok(Vec::new());
    }
    let told = messages::part(tx, app, link, first, (news, tied.len()), now)?;
    let mut parts: Vec<Part> = told.into_iter().collect();
    if news == News::Moved {
        for (link, booking) in links.iter().zip(&tied) {
            parts.extend(remind(tx, app, link, booking, now)?);
        }
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
