//! The calendar file of a booking. It tells when and where, never why.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;
use torg_base::time::oslo;

use super::model::{Booking, State};

/// Europe/Oslo as every calendar understands it: the rule in force since 1996.
const VTIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The words that go into the file.
pub struct Words<'a> {
    pub summary: &'a str,
    /// Empty for somebody who asked not to be shown.
    pub location: &'a str,
    pub description: &'a str,
}

/// A file to save or to attach. The same booking keeps its UID, and a change raises SEQUENCE.
pub fn file(booking: &Booking, words: &Words<'_>, stamp: Timestamp) -> String {
    let cancelled = booking.state == State::Cancelled;
    whole(vec![event(booking, words, stamp)], cancelled)
}

/// What a calendar is to do with a file (RFC 5546 section 1.4); the same in the file and in its media type.
pub fn method(cancelled: bool) -> &'static str {
    if cancelled { "CANCEL" } else { "PUBLISH" }
}

/// One file with several bookings that stand.
pub fn file_of(bookings: &[(&Booking, Words<'_>)], stamp: Timestamp) -> String {
    whole(bookings.iter().map(|(booking, words)| event(booking, words, stamp)).collect(), false)
}

/// A file about something that everybody may know of, such as an agency's visit. The same thing keeps its `uid`, and a
/// change raises `sequence`.
pub fn public(
    (uid, sequence): (&str, i32),
    when: (Timestamp, Timestamp),
    words: &Words<'_>,
    cancelled: bool,
    stamp: Timestamp,
) -> String {
    whole(vec![told(stretch(uid, sequence, when, stamp), words, cancelled)], cancelled)
}

/// A stretch that is taken, told without a word about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The same each time the calendar is read, and no way back to a booking.
    pub uid: String,
    pub sequence: i32,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub summary: String,
    pub location: String,
}

/// A calendar that another program reads by itself, once an hour (RFC 7986 section 5.7).
pub fn feed(name: &str, times: &[Busy], stamp: Timestamp) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT1H");
    refresh.append_parameter(icalendar::Parameter::new("VALUE", "DURATION"));
    calendar.append_property(refresh);
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    for busy in times {
        let mut event = stretch(&busy.uid, busy.sequence, (busy.starts, busy.ends), stamp);
        event.summary(&busy.summary).location(&busy.location).status(EventStatus::Confirmed);
        event.add_property("CLASS", "PRIVATE");
        calendar.push(event.done());
    }
    with_zone(&calendar)
}

fn stretch(uid: &str, sequence: i32, (starts, ends): (Timestamp, Timestamp), stamp: Timestamp) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{uid}@torg"));
    event.sequence(u32::try_from(sequence).unwrap_or_default());
    event.add_property("DTSTAMP", utc(stamp));
    event.append_property(local("DTSTART", starts));
    event.append_property(local("DTEND", ends));
    event
}

fn event(booking: &Booking, words: &Words<'_>, stamp: Timestamp) -> Event {
    let event = stretch(&booking.id.to_string(), booking.sequence, (booking.starts, booking.ends), stamp);
    told(event, words, booking.state == State::Cancelled)
}

fn told(mut event: Event, words: &Words<'_>, cancelled: bool) -> Event {
    event.summary(words.summary).description(words.description);
    if !words.location.is_empty() {
        event.location(words.location);
    }
    event.status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.done()
}

fn whole(events: Vec<Event>, cancelled: bool) -> String {
    let mut calendar = Calendar::new();
    calendar.append_property(Property::new("METHOD", method(cancelled)));
    events.into_iter().for_each(|event| {
        calendar.push(event);
    });
    with_zone(&calendar)
}

/// The library does not write time zones; the block belongs before the first event.
fn with_zone(calendar: &Calendar) -> String {
    calendar.to_string().replacen("BEGIN:VEVENT", &format!("{VTIMEZONE}BEGIN:VEVENT"), 1)
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn local(name: &str, at: Timestamp) -> Property {
    let mut property = Property::new(name, oslo(at).strftime("%Y%m%dT%H%M%S").to_string());
    property.append_parameter(icalendar::Parameter::new("TZID", "Europe/Oslo"));
    property
}
