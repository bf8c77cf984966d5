//! The write units of the waiting list: join, leave, be offered a time, take it, leave it to the next.

use jiff::Timestamp;
use torg_base::{Actor, Uuid};
use torg_notify::Message;
use torg_slots::store as seats;
use torg_store::audit::{self, Deed};
use torg_store::{Error, Part, Result, Tx, Unit, outbox};
use torg_web::App;

use super::messages::{self, To};
use super::model::{Entry, Offer, State, UNANSWERED, deadline};
use super::store;
use crate::booking::address::{self, Address};
use crate::booking::messages::Where;
use crate::booking::model::{CODE_TRIES, Contact, HOLD, MOST_CODES};
use crate::booking::rows::{self, Meeting};
use crate::booking::seats::HOLD_LOST;
use crate::booking::units::{self, Proof};
use crate::booking::{many, messages as codes, store as bookings};
use crate::helpers::model::Helper;
use crate::helpers::{store as consents, units as helpers};
use crate::replies;
use crate::replies::ask::{self, Ask};
use crate::replies::model::{Kind, Late, Outcome, Span};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

/// Puts somebody on the list: at once when staff do it or will call, else when a code has been typed.
pub struct Join {
    pub app: App,
    pub actor: Actor,
    pub entry: Entry,
    /// Who puts the person there, when they do not do it themselves.
    pub helper: Option<Helper>,
}

impl Unit for Join {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let code = (self.entry.state == State::Pending).then(units::new_code);
        let hash = code.as_deref().map(|code| units::code_hash(tx, self.entry.id, code));
        store::insert(tx, &self.entry, hash).await?;
        if let Some(helper) = &self.helper {
            tx.together(helpers::waits(tx, &self.actor, &self.entry, helper)).await?;
        }
        let asks = self.helper.as_ref().and_then(Helper::asks);
        match code {
            Some(code) => send_code(tx, &self.app, &self.entry, asks, &code, 1).await,
            None => listed(tx, &self.app, &self.actor, &self.entry).await,
        }
    }
}

/// When the code of an entry made now runs out.
pub fn expires(now: Timestamp) -> Timestamp {
    now + HOLD
}

/// The code; where a helper asked, with the helper's name and what the code says yes to.
async fn send_code(tx: &Tx, app: &App, entry: &Entry, helper: Option<&str>, code: &str, number: i32) -> Result<()> {
    let Some(phone) = entry.phone.as_deref() else { return Ok(()) };
    let text = match helper {
        Some(name) => crate::helpers::messages::code(app.texts(), entry.lang, code, name),
        None => codes::code(app.texts(), entry.lang, code),
    };
    let message = Message::sms(phone, text);
    torg_notify::queue(tx, format!("waiting/{}/code/{number}", entry.id), entry.id, tx.now(), &message).await
}

/// What follows when somebody is on the list: a message that says how to leave it, and the record of it.
async fn listed(tx: &Tx, app: &App, actor: &Actor, entry: &Entry) -> Result<()> {
    let replaced = store::take_turn(tx, entry).await?;
    replies::store::forget(tx, &replaced).await?;
    let directory = directory::of(app);
    let place = directory.place_by_id(entry.wish.place).ok_or(Error::NotFound)?;
    let at = Where { place: &place.name, phone: &place.phone };
    let asked = replies::daytime(tx.now());
    let mut parts = ask::parts(
        tx,
        app,
        Ask {
            kind: Kind::Waiting,
            key: format!("waiting/{}/listed", entry.id),
            subject: entry.id,
            set: None,
            phone: entry.phone.as_deref(),
            lang: entry.lang,
            span: Span { asked, until: entry.wish.span().1 },
            on_site: false,
            words: &|how| messages::joined(to(app, entry), &at, how),
        },
    )?;
    parts.push(audit::part(tx, deed(actor, "waiting.joined", entry.id)));
    tx.together(parts).await
}

fn to<'a>(app: &'a App, entry: &Entry) -> To<'a> {
    To { texts: app.texts(), lang: entry.lang, hidden: entry.hidden }
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "waiting", subject }
}

/// Types the code that proves the telephone.
pub struct Confirm {
    pub app: App,
    pub id: Uuid,
    pub code: String,
}

/// What the code was good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    Yes,
    Wrong,
    /// Ten minutes have passed, or too many wrong codes.
    Expired,
}

impl Unit for Confirm {
    type Out = Confirmed;

    async fn run(&self, tx: &Tx) -> Result<Confirmed> {
        let Some(entry) = store::by_id(tx, self.id).await? else { return Ok(Confirmed::Expired) };
        if entry.state != State::Pending {
            return Ok(Confirmed::Yes);
        }
        if entry.expires.is_none_or(|at| at <= tx.now()) || entry.code_tries >= CODE_TRIES {
            return Ok(Confirmed::Expired);
        }
        let hash = units::code_hash(tx, self.id, &self.code);
        if !store::confirm(tx, self.id, &hash, CODE_TRIES).await? {
            store::wrong_code(tx, self.id).await?;
            return Ok(Confirmed::Wrong);
        }
        listed(tx, &self.app, &Actor::Anonymous, &entry).await?;
        tx.together(helpers::waits_on(tx, entry.id).await?).await?;
        Ok(Confirmed::Yes)
    }
}

/// Sends a new code for an entry that waits for one. False when it does not, or when three have been sent.
pub struct NewCode {
    pub app: App,
    pub id: Uuid,
}

impl Unit for NewCode {
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let Some(entry) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        if entry.state != State::Pending || entry.expires.is_none_or(|at| at <= tx.now()) || entry.codes >= MOST_CODES {
            return Ok(false);
        }
        let code = units::new_code();
        store::new_code(tx, self.id, units::code_hash(tx, self.id, &code)).await?;
        let consent = consents::of_waiting(tx, entry.id).await?;
        let helper = consent.as_ref().map(|consent| consent.helper_name.as_str());
        send_code(tx, &self.app, &entry, helper, &code, entry.codes + 1).await?;
        Ok(true)
    }
}

/// What came of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    Yes,
    /// The time is taken.
    Taken,
    /// The person has an offer already, or waits no more.
    Already,
}

/// Holds a time for somebody who waits, and asks.
pub struct MakeOffer {
    pub app: App,
    pub entry: Uuid,
    pub offered: Offered,
    pub start: Timestamp,
}

impl Unit for MakeOffer {
    type Out = Made;

    async fn run(&self, tx: &Tx) -> Result<Made> {
        let Some(entry) = store::by_id(tx, self.entry).await? else { return Ok(Made::Already) };
        let now = tx.now();
        let Ok(seats) = units::take_seats(tx, &self.offered, self.start, now).await? else { return Ok(Made::Taken) };
        if !store::set_offered(tx, entry.id).await? {
            return Ok(Made::Already);
        }
        let (asked, until) = deadline(now, entry.by_call);
        let mut booking = rows::draft(&self.meeting(), &contact(&entry), Proof::Code, now);
        (booking.expires, booking.codes) = (Some(until), 0);
        let id = torg_base::new_id();
        let offer = Offer {
            id,
            organisation: tx.organisation(),
            entry: entry.id,
            booking: booking.id,
            starts: self.start,
            until,
            open: true,
        };
        store::insert_offer(tx, &offer).await?;
        let mut parts = vec![
            seats::occupy_part(tx, booking.id, &seats, Some(until))?,
            rows::insert_part(tx, &booking, None, None, None, now),
            audit::part(tx, deed(&Actor::Anonymous, "waiting.offered", entry.id)),
        ];
        parts.extend(self.ask(tx, &entry, &offer, Span { asked, until })?);
        tx.together(parts).await?;
        Ok(Made::Yes)
    }
}

impl MakeOffer {
    fn meeting(&self) -> Meeting {
        let offered = &self.offered;
        let minutes = jiff::SignedDuration::from_mins(i64::from(offered.rules.minutes));
        Meeting {
            organisation: offered.offer.organisation,
            place: offered.place.id,
            service: offered.service.id,
            way: offered.offer.way,
            starts: self.start,
            ends: self.start + minutes,
        }
    }

    fn ask(&self, tx: &Tx, entry: &Entry, offer: &Offer, span: Span) -> Result<Vec<Part>> {
        if entry.by_call {
            return Ok(Vec::new());
        }
        let place = &self.offered.place;
        let at = Where { place: &place.name, phone: &place.phone };
        let ask = Ask {
            kind: Kind::Offer,
            key: format!("waiting/{}/offer/{}", entry.id, offer.id),
            subject: offer.id,
            set: None,
            phone: entry.phone.as_deref(),
            lang: entry.lang,
            span,
            on_site: self.offered.offer.way == Way::Home,
            words: &|how| messages::offer(to(&self.app, entry), &at, offer.starts, offer.until, how),
        };
        ask::parts(tx, &self.app, ask)
    }
}

fn contact(entry: &Entry) -> Contact {
    Contact {
        name: entry.name.clone(),
        phone: entry.phone.as_deref().and_then(torg_base::Phone::parse),
        lang: entry.lang,
        note: String::new(),
        hidden: entry.hidden,
    }
}

/// Takes the time that was offered: the booking stands, and the entry has done what it was for. A visit at home is not
/// booked before somebody knows where; until then the time stays held.
pub async fn accept(tx: &Tx, app: &App, offer: Uuid, actor: &Actor, address: Option<&Address>) -> Result<Outcome> {
    let now = tx.now();
    let offer = match store::offer(tx, offer).await? {
        Some(offer) if offer.open_at(now) => offer,
        Some(_) => return Ok(Outcome::Late(Late::OfferOver)),
        None => return Ok(Outcome::Late(Late::OfferOver)),
    };
    let home = bookings::by_id(tx, offer.booking).await?.is_some_and(|booking| booking.way == Way::Home);
    if home && address.is_none() {
        return Ok(Outcome::AddressNeeded);
    }
    if !store::close_offer(tx, offer.id).await? {
        return Ok(Outcome::Late(Late::OfferOver));
    }
    let confirmed = many::confirm(tx, &[offer.booking]).await?;
    let Some(booking) = confirmed.first() else { return Err(Error::Conflict(HOLD_LOST.into())) };
    let mut parts = units::announcement(tx, app, booking, now)?;
    parts.extend(helpers::took(tx, app, offer.entry, booking).await?);
    parts.extend(address.filter(|_| home).map(|address| address::part(tx, booking.id, address)));
    parts.push(audit::part(tx, deed(actor, "waiting.accepted", offer.entry)));
    parts.push(audit::part(tx, units::deed(actor, "booking.confirmed", booking.id)));
    tx.together(parts).await?;
    store::remove_all(tx, &[offer.entry]).await?;
    Ok(Outcome::Accepted(booking.id))
}

/// Says no to the time that was offered: it goes on to the next, and the person waits on.
pub async fn decline(tx: &Tx, offer: Uuid, actor: &Actor) -> Result<Outcome> {
    let now = tx.now();
    let Some(offer) = store::offer(tx, offer).await? else { return Ok(Outcome::Late(Late::OfferOver)) };
    if !offer.open_at(now) || !store::close_offer(tx, offer.id).await? {
        return Ok(Outcome::Late(Late::OfferOver));
    }
    give_back(tx, &offer).await?;
    store::set_waiting(tx, offer.entry, 0).await?;
    audit::record(tx, deed(actor, "waiting.declined", offer.entry)).await?;
    Ok(Outcome::Declined)
}

/// The seat and the booking that never became one.
async fn give_back(tx: &Tx, offer: &Offer) -> Result<()> {
    seats::release(tx, offer.booking).await?;
    outbox::cancel(tx, offer.id).await?;
    replies::store::take_back(tx, offer.id).await?;
    units::drop_hold(tx, offer.booking).await
}

/// Passes by somebody who did not answer in time.
pub struct Lapse {
    pub app: App,
    pub offer: Uuid,
}

impl Unit for Lapse {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let Some(offer) = store::offer(tx, self.offer).await? else { return Ok(()) };
        if offer.until > tx.now() || !store::close_offer(tx, offer.id).await? {
            return Ok(());
        }
        give_back(tx, &offer).await?;
        let Some(entry) = store::by_id(tx, offer.entry).await? else { return Ok(()) };
        audit::record(tx, deed(&Actor::Anonymous, "waiting.lapsed", entry.id)).await?;
        // Staff who did not get hold of somebody decide themselves when to stop.
        if !entry.by_call && entry.unanswered + 1 >= UNANSWERED {
            return take_off(tx, &self.app, &entry, "off", messages::taken_off).await;
        }
        store::set_waiting(tx, entry.id, 1).await
    }
}

/// Takes an entry off the list and tells the person, in the daytime.
async fn take_off(
    tx: &Tx,
    app: &App,
    entry: &Entry,
    what: &str,
    words: fn(To<'_>, &Where<'_>) -> String,
) -> Result<()> {
    remove(tx, entry).await?;
    let directory = directory::of(app);
    let place = directory.place_by_id(entry.wish.place).ok_or(Error::NotFound)?;
    let at = Where { place: &place.name, phone: &place.phone };
    let sms = !entry.by_call && entry.state != State::Pending && app.part::<torg_notify::Notifier>().has_sms();
    if let Some(phone) = entry.phone.as_deref().filter(|_| sms) {
        let message = Message::sms(phone, words(to(app, entry), &at));
        let key = format!("waiting/{}/{what}", entry.id);
        torg_notify::queue(tx, key, entry.id, replies::daytime(tx.now()), &message).await?;
    }
    Ok(())
}

/// Deletes an entry, what it was offered and what it was asked; a time that is held for it goes on to the next.
async fn remove(tx: &Tx, entry: &Entry) -> Result<()> {
    let offers = store::offers(tx, &[entry.id]).await?;
    for offer in offers.iter().filter(|offer| offer.open) {
        give_back(tx, offer).await?;
    }
    outbox::cancel(tx, entry.id).await?;
    store::remove_all(tx, &[entry.id]).await
}

/// Leaves the list.
pub async fn leave(tx: &Tx, entry: Uuid, actor: &Actor) -> Result<Outcome> {
    let Some(entry) = store::by_id(tx, entry).await? else { return Ok(Outcome::Late(Late::NotWaiting)) };
    remove(tx, &entry).await?;
    audit::record(tx, deed(actor, "waiting.left", entry.id)).await?;
    Ok(Outcome::Left)
}

/// Waits on.
pub async fn stay(tx: &Tx, entry: Uuid) -> Result<Outcome> {
    let found = store::by_id(tx, entry).await?;
    Ok(found.map_or(Outcome::Late(Late::NotWaiting), |_| Outcome::Stays))
}

/// As [`leave`], by the person on the site or by staff.
pub struct Leave {
    pub actor: Actor,
    pub id: Uuid,
}

impl Unit for Leave {
    type Out = Outcome;

    async fn run(&self, tx: &Tx) -> Result<Outcome> {
        leave(tx, self.id, &self.actor).await
    }
}

/// Staff have called somebody about the time that is held for them.
pub struct AnswerFor {
    pub app: App,
    pub actor: Actor,
    pub offer: Uuid,
    pub yes: bool,
    /// Where to come, for a visit at home.
    pub address: Option<Address>,
}

impl Unit for AnswerFor {
    type Out = Outcome;

    async fn run(&self, tx: &Tx) -> Result<Outcome> {
        match self.yes {
            true => accept(tx, &self.app, self.offer, &self.actor, self.address.as_ref()).await,
            false => decline(tx, self.offer, &self.actor).await,
        }
    }
}

/// An entry whose last date is past, or whose code was never typed.
pub struct End {
    pub app: App,
    pub id: Uuid,
}

impl Unit for End {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        match store::by_id(tx, self.id).await? {
            Some(entry) if entry.state == State::Pending => store::remove_all(tx, &[entry.id]).await,
            Some(entry) => {
                audit::record(tx, deed(&Actor::Anonymous, "waiting.over", entry.id)).await?;
                take_off(tx, &self.app, &entry, "over", messages::over).await
            }
            None => Ok(()),
        }
    }
}
