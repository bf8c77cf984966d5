//! Asking: the message and the question it holds, as parts of the unit that has something to ask about.

use jiff::Timestamp;
use torg_base::{Lang, Phone, Reference, Uuid};
use torg_notify::{Message, Notifier, delivery};
use torg_store::{Error, Keys, Part, Result, Tx};
use torg_web::App;

use super::messages::{self, How};
use super::model::{Kind, Span};
use super::store::{self, New};
use crate::booking::messages::Where;
use crate::booking::model::Booking;
use torg_catalogue::directory;

/// Something to ask somebody.
pub struct Ask<'a> {
    pub kind: Kind,
    /// Makes the message one, and the code with it: the same key gives the same code.
    pub key: String,
    pub subject: Uuid,
    pub set: Option<Uuid>,
    pub phone: Option<&'a str>,
    pub lang: Lang,
    pub span: Span,
    /// The answer needs more than a number, so the message leads to the site also where answers by SMS are taken.
    pub on_site: bool,
    pub words: &'a (dyn Fn(How<'_>) -> String + Sync),
}

/// The message and the question; nothing where there is no SMS, or no number that can receive one.
pub fn parts(tx: &Tx, app: &App, ask: Ask<'_>) -> Result<Vec<Part>> {
    let notifier = app.part::<Notifier>();
    let phone = ask.phone.and_then(Phone::parse).filter(|phone| notifier.has_sms() && phone.can_receive_sms());
    let Some(phone) = phone else { return Ok(Vec::new()) };
    let code = code_of(tx.keys(), &ask.key);
    let text = (ask.words)(if notifier.has_answers() && !ask.on_site { How::Sms } else { How::Code(&code) });
    let new = New {
        kind: ask.kind,
        subject: ask.subject,
        phone_key: torg_people::person_key(tx.keys(), &phone),
        code: &code,
        lang: ask.lang,
        set: ask.set,
        span: ask.span,
    };
    let message = Message::sms(phone.as_str(), text);
    Ok(vec![delivery::part(tx, ask.key, ask.subject, ask.span.asked, &message)?, store::ask_part(tx, &new)])
}

/// Only a holder of the installation's secret can make it, so it cannot be guessed from the key.
fn code_of(keys: &Keys, key: &str) -> Reference {
    let bytes = keys.hash("answer-code-of", key);
    Reference::from_random(bytes.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
}

/// Reminds somebody of a booking, and asks whether they come.
pub fn reminder(tx: &Tx, app: &App, booking: &Booking, due: Timestamp) -> Result<Vec<Part>> {
    let directory = directory::of(app);
    let place = directory.place_by_id(booking.place).ok_or(Error::NotFound)?;
    let at = Where { place: &place.name, phone: &place.phone };
    let ask = Ask {
        kind: Kind::Reminder,
        key: format!("booking/{}/reminder/{}", booking.id, booking.sequence),
        subject: booking.id,
        set: None,
        phone: booking.phone.as_deref(),
        lang: booking.lang,
        span: Span { asked: due, until: booking.starts },
        on_site: false,
        words: &|how| messages::reminder(app.texts(), booking, &at, how),
    };
    parts(tx, app, ask)
}
