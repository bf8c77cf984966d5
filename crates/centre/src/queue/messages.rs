//! The words of the queue's messages. Each fits one SMS segment; a test measures them.
//!
//! Number and place, never what it is about, never a link.

use torg_booking::booking::messages::shortened;
use torg_web::texts::Texts;

use super::model::Ticket;

/// «Kølapp A17 …», with how many are before and the code.
pub fn drawn(texts: &Texts, ticket: &Ticket, place: &str, before: usize, code: &str) -> String {
    let (number, before) = (ticket.shown(), before.to_string());
    let args = [("number", number.as_str()), ("place", shortened(place)), ("before", &before), ("code", code)];
    texts.format(ticket.lang, "sms-queue-drawn", &args)
}

/// «Snart din tur: A17 …»
pub fn soon(texts: &Texts, ticket: &Ticket, place: &str, before: usize) -> String {
    let (number, before) = (ticket.shown(), before.to_string());
    let args = [("number", number.as_str()), ("place", shortened(place)), ("before", &before)];
    texts.format(ticket.lang, "sms-queue-soon", &args)
}
