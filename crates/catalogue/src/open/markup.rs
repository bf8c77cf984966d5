//! What search engines read of a page: the place or the service in the words of schema.org, as JSON-LD.
//!
//! The same facts as on the page and no more; addresses are absolute.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use torg_base::time::{oslo, oslo_date};
use torg_base::{Lang, Phone};

use crate::directory::Directory;
use crate::places::model::Place;
use crate::services::model::{Service, Way};

/// A centre, with its opening hours for the next seven days as they will be: exceptions and public holidays are in.
pub fn place(directory: &Directory, place: &Place, base: &str, now: Timestamp) -> Value {
    let mut value = brief(place, base);
    value["@context"] = "https://schema.org".into();
    value["address"] = place.address.clone().into();
    value["geo"] = json!({"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude});
    if let Some(phone) = Phone::parse(&place.phone) {
        value["telephone"] = phone.as_str().into();
    }
    if !place.email.is_empty() {
        value["email"] = place.email.clone().into();
    }
    if let Some(organisation) = directory.organisations.get(&place.organisation) {
        value["parentOrganization"] = json!({"@type": "GovernmentOrganization", "name": organisation.name});
    }
    value["openingHoursSpecification"] = hours(directory, place, now).into();
    value
}

/// A service: what it is, where it is given and how one gets there. The places and those who run them give it; the
/// agency that the help is about does not.
pub fn service(directory: &Directory, service: &Service, base: &str, lang: Lang) -> Value {
    let texts = service.texts.in_lang(lang);
    let (mut given_at, mut channels) = (Vec::new(), Vec::new());
    for offer in directory.offers_of(service.id) {
        let Some(place) = directory.place_by_id(offer.place) else { continue };
        let here = brief(place, base);
        let mut channel = json!({"@type": "ServiceChannel"});
        if offer.bookable() {
            let way = offer.way.code();
            channel["serviceUrl"] = format!("{base}/bestill/{}/{}/{way}", service.slug, place.slug).into();
        }
        match (offer.way, Phone::parse(&place.phone)) {
            (Way::Phone, Some(phone)) => {
                channel["servicePhone"] = json!({"@type": "ContactPoint", "telephone": phone.as_str()});
            }
            (Way::Home | Way::Video | Way::Phone, _) => {}
            _ => channel["serviceLocation"] = here.clone(),
        }
        if !service.facts.languages.is_empty() {
            channel["availableLanguage"] = service.facts.languages.clone().into();
        }
        channels.push(channel);
        if !given_at.contains(&here) {
            given_at.push(here);
        }
    }
    json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": format!("{base}/tjenester/{}", service.slug),
        "url": format!("{base}/tjenester/{}", service.slug),
        "name": texts.name,
        "description": texts.promise,
        "provider": given_at,
        "availableChannel": channels,
    })
}

/// A place by its address and name.
pub fn brief(place: &Place, base: &str) -> Value {
    let address = format!("{base}/sted/{}", place.slug);
    json!({"@type": "GovernmentOffice", "@id": address, "url": address, "name": place.name})
}

/// One line for each stretch of each day. A closed day is told too, as from 00:00 to 00:00: that is how those who
/// read this understand "closed that day".
fn hours(directory: &Directory, place: &Place, now: Timestamp) -> Vec<Value> {
    let line = |day: String, opens: String, closes: String| json!({"@type": "OpeningHoursSpecification", "validFrom": day, "validThrough": day, "opens": opens, "closes": closes});
    let clock = |at: Timestamp| oslo(at).strftime("%H:%M").to_string();
    let day = |(date, open): (Date, Vec<(Timestamp, Timestamp)>)| match open.is_empty() {
        true => vec![line(date.to_string(), "00:00".into(), "00:00".into())],
        false => open.iter().map(|(from, to)| line(date.to_string(), clock(*from), clock(*to))).collect(),
    };
    directory.open_week(place, oslo_date(now)).into_iter().flat_map(day).collect()
}
