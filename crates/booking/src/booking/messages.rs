//! The words of a booking's messages. Each fits one SMS segment; a test measures them.
//!
//! Never the service, never a link; for somebody who asked not to be shown, not the place either.

use torg_base::{Lang, time::sms_moment};
use torg_notify::Message;
use torg_web::texts::Texts;

use super::model::Booking;

/// What a message needs to know about where the meeting is.
pub struct Where<'a> {
    pub place: &'a str,
    pub phone: &'a str,
}

/// Longest place name that is written out in an SMS; longer ones are cut at a word.
const PLACE_CHARS: usize = 34;

/// «123456 er koden din …»
pub fn code(texts: &Texts, lang: Lang, code: &str) -> String {
    texts.format(lang, "sms-code", &[("code", code)])
}

/// «Timen er bestilt …»
pub fn confirmed(texts: &Texts, booking: &Booking, at: &Where<'_>) -> String {
    about(texts, booking, at, "sms-confirmed", "sms-confirmed-hidden")
}

/// «Timen er flyttet …»
pub fn moved(texts: &Texts, booking: &Booking, at: &Where<'_>) -> String {
    about(texts, booking, at, "sms-moved", "sms-moved-hidden")
}

/// «Timen er avbestilt …»
pub fn cancelled(texts: &Texts, booking: &Booking, at: &Where<'_>) -> String {
    about(texts, booking, at, "sms-cancelled", "sms-cancelled-hidden")
}

/// The message, when the booking has a number that can receive it.
pub fn sms_to(booking: &Booking, text: String) -> Option<Message> {
    let phone = torg_base::Phone::parse(booking.phone.as_deref()?)?;
    phone.can_receive_sms().then(|| Message::sms(phone.as_str(), text))
}

fn about(texts: &Texts, booking: &Booking, at: &Where<'_>, open: &str, hidden: &str) -> String {
    let time = sms_moment(booking.starts, booking.lang);
    let reference = booking.reference();
    let place = shortened(at.place);
    let args = [("time", time.as_str()), ("ref", reference.as_str()), ("place", place), ("phone", at.phone)];
    texts.format(booking.lang, if booking.hidden { hidden } else { open }, &args)
}

/// A place's name, cut at a word when it is too long for a message.
pub fn shortened(place: &str) -> &str {
    match place.char_indices().nth(PLACE_CHARS) {
        None => place,
        Some((end, _)) => place[..end].rsplit_once(' ').map_or(&place[..end], |(whole, _)| whole),
    }
}
