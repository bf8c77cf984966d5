//! The calendar behind an address: what is taken of its owner's time, without a word about whom.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use torg_base::time::oslo_date;
use torg_base::{Action, Actor, Lang, Uuid, policy};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::open::pages::{keep, tag, unchanged};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;
use torg_people::staff::{Known, known};
use torg_slots::owners::{self, Held};
use torg_store::{Across, Result};
use torg_web::{App, Failure, Visit};

use super::store;
use super::units::Used;
use crate::booking::ics::{self, Busy};
use crate::booking::model::{Booking, State};
use crate::booking::store as bookings;

/// How far back and ahead the calendar reaches, in days.
const BACK: i64 = 30;
const AHEAD: i64 = 180;

/// `GET /kalender/{token}.ics`
pub async fn feed(visit: Visit, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let token = file.strip_suffix(".ics").ok_or(Failure::NotFound)?;
    let store = visit.app.store();
    let found = store::by_token(&store.across(Across::Sessions), store.keys(), token).await?;
    let feed = found.ok_or(Failure::NotFound)?;
    let owner = known(store, feed.staff).await?.ok_or(Failure::NotFound)?;
    if feed.used_on != oslo_date(visit.app.clock().now()).to_string() {
        store.write_across(Across::Sessions, Used(owner.id)).await?;
    }
    let times = busy_times(&visit.app, owner, feed.lang).await?;
    let version = store.keys().sign("calendar-version", &told(&times));
    let tag = tag(&version, feed.lang.code());
    let mut response = match unchanged(&headers, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let name = visit.app.texts().get(feed.lang, "feed-calendar-name");
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
            ([kind], ics::feed(name, &times, visit.app.clock().now())).into_response()
        }
    };
    keep(response.headers_mut(), &tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

/// Everything that the calendar says but the instant at which it is read.
fn told(times: &[Busy]) -> String {
    let line = |b: &Busy| format!("{} {} {} {} {} {}\n", b.uid, b.sequence, b.starts, b.ends, b.summary, b.location);
    times.iter().map(line).collect()
}

/// What is taken of somebody's time at the places where they have a role, in the order of time.
async fn busy_times(app: &App, owner: Known, lang: Lang) -> Result<Vec<Busy>> {
    let staff = owner.id;
    let mut organisations: Vec<Uuid> = owner.memberships.iter().map(|m| m.organisation).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let actor = Actor::Staff { staff, memberships: owner.memberships };
    let directory = directory::of(app);
    let mut times = Vec::new();
    for organisation in organisations {
        let db = app.store().within(organisation);
        for resource in store::resources_of(&db, staff).await? {
            let Some(place) = place_of(&directory, organisation, resource) else { continue };
            if policy::permits(&actor, Action::ReadDay, place.scope()) {
                times.extend(at_place(app, staff, place, resource, lang).await?);
            }
        }
    }
    times.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    Ok(times)
}

/// The place of a resource that is in use.
pub(super) fn place_of(directory: &Directory, organisation: Uuid, resource: Uuid) -> Option<&Place> {
    let has = |place: &Place| directory.resources_at(place.id).iter().any(|r| r.id == resource);
    let own = |place: &&std::sync::Arc<Place>| place.organisation == organisation && has(place);
    directory.places.iter().find(own).map(|place| &**place)
}

async fn at_place(app: &App, staff: Uuid, place: &Place, resource: Uuid, lang: Lang) -> Result<Vec<Busy>> {
    let now = app.clock().now();
    let (from, to) = (now - days(BACK), now + days(AHEAD));
    let db = app.store().within(place.organisation);
    let mut held = owners::held(&db, place.organisation, resource, (from, to), now).await?;
    // Whoever holds several seats is still away once.
    held.sort_by_key(|held| (held.owner, held.busy.starts));
    held.dedup_by_key(|held| held.owner);
    let ids: Vec<Uuid> = held.iter().map(|held| held.owner).collect();
    let found = bookings::among(&db, place.organisation, &ids).await?;
    let found: HashMap<Uuid, Booking> = found.into_iter().map(|b| (b.id, b)).collect();
    let shown = held.iter().filter(|held| found.get(&held.owner).is_none_or(|b| b.state != State::Held));
    let one = |held: &Held| {
        let booking = found.get(&held.owner);
        let (starts, ends) = stretch(held, booking);
        Busy {
            // A keyed hash: the same from one reading to the next, and no way back to the booking.
            uid: app.store().keys().sign("calendar-event", &format!("{staff}/{}", held.owner)),
            sequence: booking.map_or(0, |b| b.sequence),
            starts,
            ends,
            summary: app.texts().get(lang, if booking.is_some() { "feed-booking" } else { "feed-busy" }).to_owned(),
            location: place.name.clone(),
        }
    };
    Ok(shown.map(one).collect())
}

/// The visit; where the guide travels, with the way there and back.
fn stretch(held: &Held, booking: Option<&Booking>) -> (Timestamp, Timestamp) {
    match booking {
        Some(b) if !matches!(b.way, Way::Home | Way::Visit | Way::Mobile) => (b.starts, b.ends),
        _ => (held.busy.starts, held.busy.ends),
    }
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}
