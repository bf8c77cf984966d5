//! The device: a page that works without a line, the code that brings a lease to it, and what it hands over.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use torg_base::time::{clock_range, long_date, oslo_date};
use torg_base::{Action, Lang, Reference, Uuid};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html};
use torg_web::session::random_token;
use torg_web::{App, Failure, Page, Visit, assets};

use super::merge::{merge as merge_op, suited};
use super::model::{Lease, Outcome, Seat, Sent, Standing};
use super::store;
use super::units::{Heard, Pair, code_hash, secret_hash};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Service;
use torg_catalogue::services::pages::services_at;

#[derive(Template)]
#[template(path = "leases/templates/device.html")]
struct DevicePage {
    p: Page,
}

/// `GET /leie`: the page that the device keeps. It holds nothing about anybody; the script fills it in from the device. It
/// has no warning about the session either, which the device does not need.
pub async fn page(visit: Visit) -> Result<Html, Failure> {
    html(&DevicePage { p: visit.page(visit.t("lease-device-title")) })
}

#[derive(Template)]
#[template(path = "leases/templates/pair.html")]
struct PairPage {
    p: Page,
}

/// `GET /leie/ny`: types the code of a lease. Never kept on the device, so its token is always fresh.
pub async fn pairing(visit: Visit) -> Result<Html, Failure> {
    html(&PairPage { p: visit.page(visit.t("lease-pair-title")) })
}

/// `GET /leie-sw.js`: what serves the page when the line is down.
pub async fn worker(headers: HeaderMap) -> Response {
    assets::worker("lease-sw.js", headers).await
}

#[derive(Deserialize)]
struct Typed {
    code: String,
}

/// `POST /leie/ny`: brings a lease to this device. Only the first device that shows the code gets it.
pub async fn pair(visit: Visit, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let token = headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !visit.csrf_holds(token) {
        return Err(Failure::Csrf);
    }
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let typed: Typed = serde_json::from_slice(&body).map_err(|_| Failure::BadRequest)?;
    let code = Reference::parse(&typed.code).ok_or(Failure::NotFound)?;
    let app = &visit.app;
    let db = app.store().across(Across::Sessions);
    let lease = store::by_code(&db, code_hash(app.store().keys(), &code)).await?.ok_or(Failure::NotFound)?;
    let directory = directory::of(app);
    let place = directory.place_by_id(lease.place).ok_or(Failure::NotFound)?;
    visit.require(Action::LeaseTimes, place.scope())?;
    let (secret, staff) = (random_token(), visit.actor().staff_id().ok_or(Failure::Forbidden)?);
    let unit = Pair { actor: visit.actor().clone(), staff, lease: lease.id, secret: secret.clone() };
    let seats = app.store().write(lease.organisation, unit).await?.ok_or(Failure::NotFound)?;
    Ok(Json(Lent::new(app, &directory, place, &lease, seats, secret)).into_response())
}

/// The same words in every language, so that the page may change its own without a line.
type Words = BTreeMap<&'static str, String>;

fn words(text: impl Fn(Lang) -> String) -> Words {
    Lang::ALL.iter().map(|lang| (lang.code(), text(*lang))).collect()
}

/// What a device takes with it. Nothing about persons.
#[derive(Serialize)]
struct Lent {
    id: Uuid,
    secret: String,
    name: String,
    place: String,
    phone: String,
    /// Instants in milliseconds since 1970, by the server's clock.
    now: i64,
    ends: i64,
    /// How long before a start it must be booked, in minutes.
    notice: i32,
    /// What may be booked, and what drop-ins are counted as.
    services: Vec<Named>,
    counted: Vec<Named>,
    days: Vec<LentDay>,
}

#[derive(Serialize)]
struct Named {
    id: Uuid,
    name: Words,
}

#[derive(Serialize)]
struct LentDay {
    title: Words,
    starts: Vec<LentStart>,
}

#[derive(Serialize)]
struct LentStart {
    at: i64,
    time: Words,
    seats: Vec<LentSeat>,
}

#[derive(Serialize)]
struct LentSeat {
    id: Uuid,
    reference: String,
}

impl Lent {
    fn new(app: &App, directory: &Directory, place: &Place, lease: &Lease, seats: Vec<Seat>, secret: String) -> Lent {
        let suited = suited(directory, lease);
        let lead = suited.iter().find(|one| one.offer.service == lease.service);
        let mut services: Vec<&Arc<Service>> = suited.iter().map(|one| &one.service).collect();
        // The one that the times were taken for comes first; the others by name.
        services.sort_by_key(|service| (service.id != lease.service, service.texts.in_lang(Lang::Nb).name.clone()));
        Lent {
            id: lease.id,
            secret,
            name: lease.name.clone(),
            place: place.name.clone(),
            phone: place.phone.clone(),
            now: app.clock().now().as_millisecond(),
            ends: lease.ends.as_millisecond(),
            notice: lead.map_or(0, |one| one.offer.notice_minutes),
            services: services.into_iter().map(named).collect(),
            counted: services_at(directory, place, Lang::Nb).iter().map(named).collect(),
            days: days(&seats),
        }
    }
}

fn named(service: &Arc<Service>) -> Named {
    Named { id: service.id, name: words(|lang| service.texts.in_lang(lang).name.clone()) }
}

/// Seats by day and start; they come in the order of time.
fn days(seats: &[Seat]) -> Vec<LentDay> {
    let by_day = seats.chunk_by(|one, next| oslo_date(one.starts) == oslo_date(next.starts));
    let start = |seats: &[Seat]| LentStart {
        at: seats[0].starts.as_millisecond(),
        time: words(|lang| clock_range(seats[0].starts, seats[0].ends, lang)),
        seats: seats.iter().map(|s| LentSeat { id: s.id, reference: store::shown(&s.reference) }).collect(),
    };
    let day = |seats: &[Seat]| LentDay {
        title: words(|lang| long_date(oslo_date(seats[0].starts), lang)),
        starts: seats.chunk_by(|one, next| one.starts == next.starts).map(start).collect(),
    };
    by_day.map(day).collect()
}

#[derive(Deserialize)]
struct Batch {
    ops: Vec<serde_json::Value>,
}

/// Ops in one call; a device with more calls again.
const MOST_OPS: usize = 60;
/// How stale the note of when a device was heard from may be, so that a device that only listens does not write.
const HEARD: SignedDuration = SignedDuration::from_mins(5);

#[derive(Serialize)]
struct Told {
    now: i64,
    ends: i64,
    /// Whether the device may go on booking.
    open: bool,
    results: Vec<ToldOne>,
}

#[derive(Serialize)]
struct ToldOne {
    id: Uuid,
    outcome: &'static str,
}

/// `POST /leie/{id}/flett`: ops in the order they were done. Each is done once, whatever is repeated, reordered or lost on
/// the way; the answer says for each what became of it. No cookie is read, so no form of another site can do this.
pub async fn merge(visit: Visit, Path(id): Path<Uuid>, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let app = &visit.app;
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let secret = secret_hash(app.store().keys(), shown.ok_or(Failure::Forbidden)?);
    let found = store::by_secret(&app.store().across(Across::Sessions), id, secret).await?;
    let lease = found.ok_or(Failure::Forbidden)?;
    let batch: Batch = serde_json::from_slice(&body).map_err(|_| Failure::BadRequest)?;
    if batch.ops.len() > MOST_OPS {
        return Err(Failure::BadRequest);
    }
    let mut results = Vec::with_capacity(batch.ops.len());
    for value in batch.ops {
        results.extend(merge_one(app, &lease, value).await);
    }
    let now = app.clock().now();
    if !results.is_empty() || lease.seen.is_none_or(|seen| now.duration_since(seen) > HEARD) {
        app.store().write(lease.organisation, Heard(lease.id)).await?;
    }
    let open = lease.standing(now) == Standing::Out;
    let told = Told { now: now.as_millisecond(), ends: lease.ends.as_millisecond(), open, results };
    Ok(Json(told).into_response())
}

/// What cannot be read is answered too, if it has a key to be answered by: the device then shows it to its people.
async fn merge_one(app: &App, lease: &Lease, value: serde_json::Value) -> Option<ToldOne> {
    let id = value.get("id")?.as_str()?.parse().ok()?;
    let op = serde_json::from_value::<Sent>(value).ok().and_then(Sent::read);
    let outcome = match op {
        Some(op) => merge_op(app, lease, &op).await,
        None => Outcome::Wrong,
    };
    Some(ToldOne { id, outcome: outcome.code() })
}
