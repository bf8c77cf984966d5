//! The words of messages about courses. Each fits one SMS segment; a test measures them.
//!
//! One message per person and change, however many dates it touches. Somebody who asked not to be shown is told neither
//! place nor topic.

use jiff::Timestamp;
use torg_base::time::sms_moment;
use torg_catalogue::directory;
use torg_store::{Error, Part, Result, Tx};
use torg_web::App;
use torg_web::texts::Texts;

use crate::booking::messages::{Where, shortened, sms_to};
use crate::booking::model::Booking;

/// What is told. The number is how many dates it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Joined(usize),
    Left(usize),
    Off(usize),
    /// Enough people have signed up.
    On,
    /// Keys of the words for what is different.
    Changed(Vec<&'static str>),
}

impl News {
    fn name(&self) -> &'static str {
        match self {
            News::Joined(_) => "joined",
            News::Left(_) => "left",
            News::Off(_) => "off",
            News::On => "on",
            News::Changed(_) => "changed",
        }
    }

    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            News::Joined(_) => ("sms-course-joined", "sms-course-joined-hidden"),
            News::Left(_) => ("sms-course-left", "sms-course-left-hidden"),
            News::Off(1) => ("sms-course-off", "sms-course-off-hidden"),
            News::Off(_) => ("sms-course-off-many", "sms-course-off-many-hidden"),
            News::On => ("sms-course-on", "sms-course-on-hidden"),
            News::Changed(_) => ("sms-course-changed", "sms-course-changed-hidden"),
        }
    }
}

/// The text for the person of a booking; the booking is the first that it is about.
pub fn text(texts: &Texts, booking: &Booking, at: &Where<'_>, news: &News) -> String {
    let count = match news {
        News::Joined(n) | News::Left(n) | News::Off(n) => n.to_string(),
        News::On | News::Changed(_) => String::new(),
    };
    let what = match news {
        News::Changed(keys) => {
            keys.iter().map(|key| texts.get(booking.lang, key).to_owned()).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    let time = sms_moment(booking.starts, booking.lang);
    let reference = booking.reference();
    let (open, hidden) = news.keys();
    let key = if booking.hidden { hidden } else { open };
    let args = [
        ("n", count.as_str()),
        ("what", what.as_str()),
        ("time", time.as_str()),
        ("ref", reference.as_str()),
        ("place", shortened(at.place)),
        ("phone", at.phone),
    ];
    texts.format(booking.lang, key, &args)
}

/// Tells the person of a booking; none where there is no SMS, or no number that can receive one.
pub fn part(tx: &Tx, app: &App, booking: &Booking, news: &News, due: Timestamp) -> Result<Option<Part>> {
    if !app.part::<torg_notify::Notifier>().has_sms() {
        return Ok(None);
    }
    let directory = directory::of(app);
    let place = directory.place_by_id(booking.place).ok_or(Error::NotFound)?;
    let text = text(app.texts(), booking, &Where { place: &place.name, phone: &place.phone }, news);
    let Some(message) = sms_to(booking, text) else { return Ok(None) };
    let key = format!("booking/{}/course-{}/{}", booking.id, news.name(), booking.sequence);
    torg_notify::delivery::part(tx, key, booking.id, due, &message).map(Some)
}
