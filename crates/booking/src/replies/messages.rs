//! The words of messages that ask, and of the answers to answers. Each fits one SMS segment; a test measures them.
//!
//! As all messages: never the service, never a link; for somebody who asked not to be shown, not the place either.

use jiff::Timestamp;
use torg_base::time::sms_moment;
use torg_base::{Lang, Reference};
use torg_web::texts::Texts;

use crate::booking::messages::{Where, shortened};
use crate::booking::model::Booking;

/// How people answer.
#[derive(Clone, Copy, Debug)]
pub enum How<'a> {
    /// By sending a number back.
    Sms,
    /// By typing this on the site.
    Code(&'a Reference),
}

impl How<'_> {
    /// The key of the text for this way of answering.
    pub fn key(&self, by_sms: &'static str, by_code: &'static str) -> &'static str {
        match self {
            How::Sms => by_sms,
            How::Code(_) => by_code,
        }
    }

    /// What stands for `$code`.
    pub fn code(&self) -> String {
        match self {
            How::Sms => String::new(),
            How::Code(code) => code.to_string(),
        }
    }
}

/// «Husk timen … Svar 1 …», or with a code for the site.
pub fn reminder(texts: &Texts, booking: &Booking, at: &Where<'_>, how: How<'_>) -> String {
    let key = match booking.hidden {
        false => how.key("sms-reminder", "sms-reminder-code"),
        true => how.key("sms-reminder-hidden", "sms-reminder-code-hidden"),
    };
    let (time, code) = (sms_moment(booking.starts, booking.lang), how.code());
    let reference = booking.reference();
    let args = [
        ("time", time.as_str()),
        ("ref", reference.as_str()),
        ("place", shortened(at.place)),
        ("phone", at.phone),
        ("code", code.as_str()),
    ];
    texts.format(booking.lang, key, &args)
}

/// «Hva vil du ha hjelp til …», with the choices or a code for the site.
pub fn topic(texts: &Texts, lang: Lang, starts: Timestamp, choices: &[String], how: How<'_>) -> String {
    let listed: Vec<String> = choices.iter().enumerate().map(|(n, label)| format!("{} {label}", n + 1)).collect();
    let (time, code, listed) = (sms_moment(starts, lang), how.code(), listed.join(", "));
    let args = [("time", time.as_str()), ("choices", listed.as_str()), ("code", code.as_str())];
    texts.format(lang, how.key("sms-topic", "sms-topic-code"), &args)
}

/// The answer to a text that is no answer.
pub fn not_understood(texts: &Texts, lang: Lang) -> String {
    texts.get(lang, "sms-not-understood").to_owned()
}
