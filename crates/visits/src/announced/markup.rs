//! A visit for search engines, in the words of schema.org (JSON-LD).

use jiff::Timestamp;
use serde_json::{Value, json};
use torg_base::Lang;
use torg_base::time::oslo;
use torg_catalogue::open::markup;
use torg_catalogue::places::model::Place;

use super::model::{AgencyVisit, State};

const SCHEDULED: &str = "https://schema.org/EventScheduled";
const CANCELLED: &str = "https://schema.org/EventCancelled";

pub fn event(base: &str, place: &Place, it: &AgencyVisit, lang: Lang) -> Value {
    let at = |at: Timestamp| oslo(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let mut location = markup::brief(place, base);
    location["address"] = place.address.clone().into();
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": format!("{} – {}", it.content.agency, place.name),
        "url": format!("{base}/besok/{}", it.id),
        "startDate": at(it.starts),
        "endDate": at(it.ends),
        "eventStatus": if it.state == State::Cancelled { CANCELLED } else { SCHEDULED },
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": {"@type": "GovernmentOrganization", "name": it.content.agency},
        "location": location,
    });
    if let Some(does) = it.content.does.said(lang) {
        event["description"] = does.text.into();
    }
    event
}
