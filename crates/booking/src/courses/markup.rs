//! The dates of a course for search engines, in the words of schema.org (JSON-LD).

use jiff::Timestamp;
use serde_json::{Value, json};
use torg_base::time::oslo;
use torg_catalogue::open::markup;
use torg_catalogue::places::model::Place;

use super::model::{CourseDate, State};

const SCHEDULED: &str = "https://schema.org/EventScheduled";
const CANCELLED: &str = "https://schema.org/EventCancelled";

/// The dates that somebody can come to at a place.
pub fn events<'a>(base: &str, place: &Place, name: &str, dates: impl Iterator<Item = &'a CourseDate>) -> Value {
    let at = |at: Timestamp| oslo(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let mut location = markup::brief(place, base);
    location["address"] = place.address.clone().into();
    let event = |date: &CourseDate| {
        json!({
            "@type": "EducationEvent",
            "name": name,
            "url": format!("{base}/kurs/{}?sted={}", date.course, place.slug),
            "startDate": at(date.starts),
            "endDate": at(date.ends),
            "eventStatus": if date.state == State::Off { CANCELLED } else { SCHEDULED },
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "maximumAttendeeCapacity": date.seats,
            "location": location,
        })
    };
    json!({ "@context": "https://schema.org", "@graph": dates.map(event).collect::<Vec<_>>() })
}
