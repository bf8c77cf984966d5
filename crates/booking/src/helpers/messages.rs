//! The words of messages to and about helpers. Each fits one SMS segment; a test measures them.

use jiff::Timestamp;
use torg_base::Lang;
use torg_base::time::sms_moment;
use torg_notify::{Message, Notifier, delivery};
use torg_store::{Part, Result, Tx};
use torg_web::App;
use torg_web::texts::Texts;

use super::model::{DAYS, Link};
use crate::booking::model::Booking;

/// Characters of a name that stand in an SMS.
const NAME_CHARS: usize = 18;

/// What a helper is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Booked,
    Reminder,
    Moved,
    Cancelled,
}

impl News {
    pub const ALL: [News; 4] = [News::Booked, News::Reminder, News::Moved, News::Cancelled];

    fn name(self) -> &'static str {
        match self {
            News::Booked => "booked",
            News::Reminder => "reminder",
            News::Moved => "moved",
            News::Cancelled => "cancelled",
        }
    }

    /// A key for one booking, and one for several that were made in one go; a reminder is of one.
    fn key(self, bookings: usize) -> &'static str {
        match (self, bookings > 1) {
            (News::Booked, false) => "sms-helper-booked",
            (News::Booked, true) => "sms-helper-booked-many",
            (News::Reminder, _) => "sms-helper-reminder",
            (News::Moved, false) => "sms-helper-moved",
            (News::Moved, true) => "sms-helper-moved-many",
            (News::Cancelled, false) => "sms-helper-cancelled",
            (News::Cancelled, true) => "sms-helper-cancelled-many",
        }
    }
}

/// The code to the person, with what it says yes to.
pub fn code(texts: &Texts, lang: Lang, code: &str, helper: &str) -> String {
    let name: String = helper.chars().take(NAME_CHARS).collect();
    let days = DAYS.to_string();
    texts.format(lang, "sms-helper-code", &[("code", code), ("name", name.trim()), ("days", &days)])
}

/// Time and reference, and nothing else: of the first, where there are several.
pub fn text(texts: &Texts, lang: Lang, booking: &Booking, (news, bookings): (News, usize)) -> String {
    let (time, reference, count) = (sms_moment(booking.starts, lang), booking.reference(), bookings.to_string());
    texts.format(lang, news.key(bookings), &[("time", &time), ("ref", &reference), ("n", &count)])
}

/// Tells the helper; none where there is no SMS, or no number that can receive one.
pub fn part(
    tx: &Tx,
    app: &App,
    link: &Link,
    booking: &Booking,
    news: (News, usize),
    due: Timestamp,
) -> Result<Option<Part>> {
    let phone = torg_base::Phone::parse(&link.consent.helper_phone).filter(torg_base::Phone::can_receive_sms);
    let Some(phone) = phone.filter(|_| app.part::<Notifier>().has_sms()) else { return Ok(None) };
    let message = Message::sms(phone.as_str(), text(app.texts(), link.consent.helper_lang, booking, news));
    let key = format!("helper/{}/{}/{}", link.id, news.0.name(), booking.sequence);
    delivery::part(tx, key, link.id, due, &message).map(Some)
}
