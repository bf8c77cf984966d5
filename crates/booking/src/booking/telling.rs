//! Messages about a booking, as parts of the unit that has something to tell.

use jiff::Timestamp;
use torg_store::{Error, Part, Result, Tx};
use torg_web::App;

use super::messages::{self, Where};
use super::model::{Booking, reminder_at};
use crate::replies::ask;
use torg_catalogue::directory;

/// Tells the person that the booking stands, and reminds them in time.
pub(crate) fn announcement(tx: &Tx, app: &App, booking: &Booking, now: Timestamp) -> Result<Vec<Part>> {
    let told = message(tx, app, booking, "confirmed", now, messages::confirmed)?;
    Ok(told.into_iter().chain(reminder(tx, app, booking, now)?).collect())
}

/// Reminds the person in time, and asks whether they come.
pub(crate) fn reminder(tx: &Tx, app: &App, booking: &Booking, now: Timestamp) -> Result<Vec<Part>> {
    reminder_at(booking.starts, now).map_or_else(|| Ok(Vec::new()), |at| ask::reminder(tx, app, booking, at))
}

pub(super) type Wording = fn(&torg_web::texts::Texts, &Booking, &Where<'_>) -> String;

/// A message about a booking; none where there is no SMS, or no number that can receive one.
pub(super) fn message(
    tx: &Tx,
    app: &App,
    booking: &Booking,
    what: &str,
    due: Timestamp,
    words: Wording,
) -> Result<Option<Part>> {
    if !app.part::<torg_notify::Notifier>().has_sms() {
        return Ok(None);
    }
    let directory = directory::of(app);
    let place = directory.place_by_id(booking.place).ok_or(Error::NotFound)?;
    let text = words(app.texts(), booking, &Where { place: &place.name, phone: &place.phone });
    let Some(message) = messages::sms_to(booking, text) else { return Ok(None) };
    let key = format!("booking/{}/{what}/{}", booking.id, booking.sequence);
    torg_notify::delivery::part(tx, key, booking.id, due, &message).map(Some)
}

/// The code; where a helper asked, with the helper's name and what the code says yes to.
pub(crate) fn code_part_for(
    tx: &Tx,
    app: &App,
    booking: &Booking,
    code: &str,
    number: i32,
    helper: Option<&str>,
) -> Result<Option<Part>> {
    let text = match helper {
        Some(name) => crate::helpers::messages::code(app.texts(), booking.lang, code, name),
        None => messages::code(app.texts(), booking.lang, code),
    };
    let Some(message) = messages::sms_to(booking, text) else { return Ok(None) };
    let key = format!("booking/{}/code/{number}", booking.id);
    torg_notify::delivery::part(tx, key, booking.id, tx.now(), &message).map(Some)
}
