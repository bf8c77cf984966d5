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

/// One file with several bookings that stand.
pub fn file_of(bookings: &[(&Booking, Words<'_>)], stamp: Timestamp) -> String {
    whole(bookings.iter().map(|(booking, words)| event(booking, words, stamp)).collect(), false)
}

fn event(booking: &Booking, words: &Words<'_>, stamp: Timestamp) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{}@torg", booking.id));
    event.sequence(u32::try_from(booking.sequence).unwrap_or_default());
    event.add_property("DTSTAMP", utc(stamp));
    event.append_property(local("DTSTART", booking.starts));
    event.append_property(local("DTEND", booking.ends));
    event.summary(words.summary).description(words.description);
    if !words.location.is_empty() {
        event.location(words.location);
    }
    let cancelled = booking.state == State::Cancelled;
    event.status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.done()
}

fn whole(events: Vec<Event>, cancelled: bool) -> String {
    let mut calendar = Calendar::new();
    calendar.append_property(Property::new("METHOD", if cancelled { "CANCEL" } else { "PUBLISH" }));
    events.into_iter().for_each(|event| {
        calendar.push(event);
    });
    // The library does not write time zones; the block belongs before the first event.
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
