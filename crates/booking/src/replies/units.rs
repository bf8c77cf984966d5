//! The write units of answers.

use torg_base::{Actor, Lang, Phone, Uuid};
use torg_notify::Message;
use torg_store::audit::{self, Deed};
use torg_store::{Error, Result, Tx, Unit};
use torg_web::App;

use super::choices::Set;
use super::messages;
use super::model::{CANCEL, COME, Kind, LEAVE, Late, MOVE, NO, Outcome, Question, STAY, YES};
use super::{store, topics};
use crate::booking::address::Address;
use crate::booking::model::{Booking, State};
use crate::booking::store as bookings;
use crate::booking::units::Cancel;
use crate::waiting::units as waiting;

/// Where an answer came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Sms,
    Site,
}

/// Answers a question. What it is about is looked at here, so that an old answer changes nothing.
pub struct Answer {
    pub app: App,
    pub id: Uuid,
    pub choice: i32,
    pub by: By,
    /// Where to come, when a visit at home is accepted.
    pub address: Option<Address>,
}

impl Unit for Answer {
    type Out = Outcome;

    async fn run(&self, tx: &Tx) -> Result<Outcome> {
        let Some(question) = store::by_id(tx, self.id).await? else { return Err(Error::NotFound) };
        let (outcome, call_place) = match question.kind {
            Kind::Reminder => self.reminder(tx, &question).await?,
            Kind::Topic => (self.topic(tx, &question).await?, None),
            Kind::Offer => (self.offer(tx, &question).await?, None),
            Kind::Waiting => (self.waiting(tx, &question).await?, None),
        };
        if !matches!(outcome, Outcome::NotAChoice | Outcome::AddressNeeded | Outcome::Late(_)) {
            store::answered(tx, self.id, self.choice, call_place).await?;
        }
        Ok(outcome)
    }
}

impl Answer {
    async fn reminder(&self, tx: &Tx, question: &Question) -> Result<(Outcome, Option<Uuid>)> {
        if !(COME..=MOVE).contains(&self.choice) {
            return Ok((Outcome::NotAChoice, None));
        }
        let booking = match bookings::by_id(tx, question.subject).await? {
            Some(booking) if booking.changeable(tx.now()) => booking,
            Some(Booking { state: State::Cancelled, .. })
                if (self.choice, question.answer) == (CANCEL, Some(CANCEL)) =>
            {
                return Ok((Outcome::Cancelled, None));
            }
            Some(Booking { state: State::Cancelled, .. }) => return Ok((Outcome::Late(Late::BookingCancelled), None)),
            _ => return Ok((Outcome::Late(Late::BookingOver), None)),
        };
        match self.choice {
            CANCEL => {
                let cancel = Cancel { app: self.app.clone(), actor: Actor::Anonymous, id: booking.id };
                let done = cancel.run(tx).await?;
                Ok((if done { Outcome::Cancelled } else { Outcome::Late(Late::BookingOver) }, None))
            }
            // On the site the new time is chosen at once; somebody who sends an SMS is called.
            MOVE => Ok((Outcome::WillCall, (self.by == By::Sms).then_some(booking.place))),
            _ => Ok((Outcome::Coming, None)),
        }
    }

    async fn topic(&self, tx: &Tx, question: &Question) -> Result<Outcome> {
        let booking = match bookings::by_id(tx, question.subject).await? {
            Some(booking) if booking.changeable(tx.now()) => booking,
            Some(Booking { state: State::Cancelled, .. }) => return Ok(Outcome::Late(Late::BookingCancelled)),
            _ => return Ok(Outcome::Late(Late::BookingOver)),
        };
        let sets = store::sets_with(tx, question.set.as_slice()).await?;
        let most = topics::labels(&self.app, &booking, sets.first(), booking.lang).len();
        if !usize::try_from(self.choice).is_ok_and(|choice| (1..=most).contains(&choice)) {
            return Ok(Outcome::NotAChoice);
        }
        store::put_topic(tx, booking.id, question.set, self.choice).await?;
        Ok(Outcome::Noted)
    }

    async fn offer(&self, tx: &Tx, question: &Question) -> Result<Outcome> {
        match (self.choice, question.answer) {
            // The same answer twice, from an impatient thumb or a provider that hands over once more.
            (YES, Some(YES)) => Ok(Outcome::Noted),
            (NO, Some(NO)) => Ok(Outcome::Declined),
            (YES, _) => {
                waiting::accept(tx, &self.app, question.subject, &Actor::Anonymous, self.address.as_ref()).await
            }
            (NO, _) => waiting::decline(tx, question.subject, &Actor::Anonymous).await,
            _ => Ok(Outcome::NotAChoice),
        }
    }

    async fn waiting(&self, tx: &Tx, question: &Question) -> Result<Outcome> {
        match self.choice {
            LEAVE if question.answer == Some(LEAVE) => Ok(Outcome::Left),
            LEAVE => waiting::leave(tx, question.subject, &Actor::Anonymous).await,
            STAY => waiting::stay(tx, question.subject).await,
            _ => Ok(Outcome::NotAChoice),
        }
    }
}

/// An SMS that answers an SMS.
pub(super) struct Tell {
    pub phone: Phone,
    /// The same key is told once.
    pub key: String,
    pub subject: Uuid,
    pub text: String,
}

impl Unit for Tell {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let message = Message::sms(self.phone.as_str(), self.text.clone());
        torg_notify::queue(tx, self.key.clone(), self.subject, tx.now(), &message).await
    }
}

/// The polite answer to what could not be read: the same day gives the same key, so there is one at most.
pub(super) fn not_understood(app: &App, phone: Phone, lang: Lang) -> Tell {
    let day = torg_base::time::oslo_date(app.clock().now());
    let key = app.store().keys().sign("not-understood", &format!("{}/{day}", phone.as_str()));
    let text = messages::not_understood(app.texts(), lang);
    Tell { phone, key: format!("reply/{key}"), subject: Uuid::nil(), text }
}

/// Gives a service other choices at a centre; empty for the ordinary ones.
pub(super) struct PutChoices {
    pub actor: Actor,
    pub set: Set,
}

impl Unit for PutChoices {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::put_set(tx, self.set.service, &self.set.choices).await?;
        let deed =
            Deed { actor: &self.actor, action: "topic.choices", subject_kind: "service", subject: self.set.service };
        audit::record(tx, deed).await
    }
}
