//! The words of messages about a trip: one for the whole of it, with the time and place of the first errand. Each fits one
//! SMS segment; a test measures them. As all messages: never what it is about; somebody hidden is not told where either.

use jiff::Timestamp;
use torg_base::time::sms_moment;
use torg_catalogue::directory;
use torg_notify::{Notifier, delivery};
use torg_store::{Error, Part, Result, Tx};
use torg_web::App;
use torg_web::texts::Texts;

use super::model::Trip;
use crate::booking::messages::{Where, shortened, sms_to};
use crate::booking::model::Booking;

/// What is told about a trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Booked,
    Reminder,
    Cancelled,
}

impl News {
    pub const ALL: [News; 3] = [News::Booked, News::Reminder, News::Cancelled];

    fn name(self) -> &'static str {
        match self {
            News::Booked => "booked",
            News::Reminder => "reminder",
            News::Cancelled => "cancelled",
        }
    }

    fn keys(self) -> (&'static str, &'static str) {
        match self {
            News::Booked => ("sms-trip-booked", "sms-trip-booked-hidden"),
            News::Reminder => ("sms-trip-reminder", "sms-trip-reminder-hidden"),
            News::Cancelled => ("sms-trip-cancelled", "sms-trip-cancelled-hidden"),
        }
    }
}

/// The text; `first` is the first of `count` errands.
pub fn text(texts: &Texts, reference: &str, first: &Booking, count: usize, at: &Where<'_>, news: News) -> String {
    let (time, count) = (sms_moment(first.starts, first.lang), count.to_string());
    let (open, hidden) = news.keys();
    let args = [
        ("n", count.as_str()),
        ("time", time.as_str()),
        ("ref", reference),
        ("place", shortened(at.place)),
        ("phone", at.phone),
    ];
    texts.format(first.lang, if first.hidden { hidden } else { open }, &args)
}

/// Tells about a trip whose bookings are these, in the order of time. `tx` writes for the organisation of the first: should
/// the message fail, that place calls.
pub fn part(tx: &Tx, app: &App, trip: &Trip, bookings: &[Booking], news: News, due: Timestamp) -> Result<Option<Part>> {
    let Some(first) = bookings.first().filter(|_| app.part::<Notifier>().has_sms()) else { return Ok(None) };
    let directory = directory::of(app);
    let place = directory.place_by_id(first.place).ok_or(Error::NotFound)?;
    let at = Where { place: &place.name, phone: &place.phone };
    let text = text(app.texts(), &trip.reference(), first, bookings.len(), &at, news);
    let Some(message) = sms_to(first, text) else { return Ok(None) };
    delivery::part(tx, format!("trip/{}/{}", trip.id, news.name()), first.id, due, &message).map(Some)
}
