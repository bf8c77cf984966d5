//! The open booking API; the same functions as the pages use.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use torg_base::{Lang, Phone, Uuid};
use torg_slots::rules::{Refusal, Slot};
use torg_store::Across;
use torg_web::error::FieldError;
use torg_web::limits::Limit;
use torg_web::{ApiFailure, Visit, private};
use utoipa::{IntoParams, ToSchema};

use super::address::{Address, MOST_CHARS, postcode_ok};
use super::confirm::{Confirm, Confirmed};
use super::details::Details;
use super::model::{Contact, State};
use super::requests::Token;
use super::times::{self, SlotId};
use super::units::{Cancel, Hold};
use super::{pages, store};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

/// The longest span that one call may ask for.
const LONGEST_DAYS: i64 = 62;

/// Starts in one answer: at most, and of all places when nothing is said.
const MOST: usize = 5000;
const ALL_PLACES: usize = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SlotsQuery {
    /// Slug of the service.
    #[param(example = "logge-inn-altinn")]
    service: String,
    /// Slug of the place; all places when left out.
    #[param(example = "vanylven")]
    place: Option<String>,
    /// First instant (RFC 3339) or date; now when left out.
    #[param(
        pattern = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"
    )]
    from: Option<String>,
    /// Last instant (not included) or date (included); 14 days after `from` when left out. What lies more than 62 days after
    /// `from` is left out; ask again from there.
    #[param(
        pattern = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?$"
    )]
    to: Option<String>,
    /// All ways when left out.
    #[param(pattern = "^(counter|phone|video|group|home|mobile|visit|self)$")]
    way: Option<String>,
    /// At most so many starts, 1 to 5000; 5000 for one place and 200 for all places when left out.
    #[param(minimum = 1, maximum = 5000)]
    limit: Option<usize>,
    /// Goes on after a start: `next` of the answer before, or the id of a start.
    #[param(
        pattern = "^[a-z0-9-]{1,60}~[a-z0-9-]{1,60}~(counter|phone|video|group|home|mobile|visit|self)~[0-9]{1,10}$"
    )]
    after: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SlotItem {
    id: String,
    /// Slug of the place.
    place: String,
    way: &'static str,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// How many more bookings this start can take.
    free: u32,
}

#[derive(Serialize, ToSchema)]
pub struct SlotItems {
    items: Vec<SlotItem>,
    /// The first free start after `from`, also beyond `to`.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_free: Option<Timestamp>,
    /// What to give as `after` for the starts that follow; left out when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Free times of a service, at one place or all, in the order of time.
#[utoipa::path(get, path = "/api/v1/slots", params(SlotsQuery), responses(
    (status = 200, body = SlotItems), (status = 400, description = "a value cannot be read"),
    (status = 404, description = "no such service, place or start")))]
pub async fn slots(visit: Visit, Query(query): Query<SlotsQuery>) -> Result<Json<SlotItems>, ApiFailure> {
    let offers = offers(&visit, &query)?;
    let (from, to) = span(&query, visit.app.clock().now())?;
    let after = after(&query, &offers)?;
    let first = times::first(&visit.app, &offers, (from, to), after, limit(&query)?).await?;
    let item = |(offer, slot): &(usize, Slot)| SlotItem {
        id: SlotId::of(&offers[*offer], slot.start).to_string(),
        place: offers[*offer].place.slug.clone(),
        way: offers[*offer].offer.way.code(),
        start: slot.start,
        end: slot.end,
        free: slot.free,
    };
    let items: Vec<SlotItem> = first.slots.iter().map(item).collect();
    let next_free = match (items.first(), after) {
        (Some(first), _) => Some(first.start),
        (None, Some(_)) => None,
        (None, None) => soonest(&visit, &offers, from).await?,
    };
    let next = items.last().filter(|_| first.more).map(|last| last.id.clone());
    Ok(Json(SlotItems { items, next_free, next }))
}

/// The first free start of any offer, however far ahead.
async fn soonest(visit: &Visit, offers: &[Offered], from: Timestamp) -> Result<Option<Timestamp>, ApiFailure> {
    let horizon = offers.iter().map(|o| i64::from(o.rules.horizon_days)).max().unwrap_or_default() + 2;
    let to = visit.app.clock().now() + SignedDuration::from_hours(24 * horizon);
    let first = times::first(&visit.app, offers, (from, to), None, 1).await?;
    Ok(first.slots.first().map(|(_, slot)| slot.start))
}

fn limit(query: &SlotsQuery) -> Result<usize, ApiFailure> {
    let all_places = query.place.as_deref().is_none_or(str::is_empty);
    match query.limit {
        None => Ok(if all_places { ALL_PLACES } else { MOST }),
        Some(limit) if (1..=MOST).contains(&limit) => Ok(limit),
        Some(_) => Err(ApiFailure::new(StatusCode::BAD_REQUEST, "bad-limit")),
    }
}

/// The start that the answer goes on after, with the position of its offer.
fn after(query: &SlotsQuery, offers: &[Offered]) -> Result<Option<(Timestamp, usize)>, ApiFailure> {
    let Some(text) = query.after.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
    let id = SlotId::parse(text).ok_or_else(|| ApiFailure::new(StatusCode::BAD_REQUEST, "bad-after"))?;
    let same = |o: &Offered| o.place.slug == id.place && o.offer.way == id.way && o.service.slug == id.service;
    let offer = offers.iter().position(same);
    let offer = offer.ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "unknown-slot"))?;
    Ok(Some((id.start, offer)))
}

fn offers(visit: &Visit, query: &SlotsQuery) -> Result<Vec<Offered>, ApiFailure> {
    let directory = directory::of(&visit.app);
    let missing = |word| ApiFailure::new(StatusCode::NOT_FOUND, word);
    let service = directory.service(&query.service).filter(|s| s.active).ok_or_else(|| missing("unknown-service"))?;
    let place = match query.place.as_deref().filter(|p| !p.is_empty()) {
        Some(slug) => Some(directory.place(slug).ok_or_else(|| missing("unknown-place"))?.id),
        None => None,
    };
    let way = match query.way.as_deref() {
        Some(code) => Some(Way::parse(code).ok_or_else(|| ApiFailure::new(StatusCode::BAD_REQUEST, "unknown-way"))?),
        None => None,
    };
    let mut offers: Vec<Offered> = directory
        .offers_of(service.id)
        .iter()
        .filter(|o| place.is_none_or(|p| p == o.place) && way.is_none_or(|w| w == o.way))
        .filter_map(|o| directory.with_rules(o))
        .collect();
    // Always the same order, so that `after` means the same on every copy of the program.
    offers.sort_by(|a, b| (&a.place.slug, a.offer.way).cmp(&(&b.place.slug, b.offer.way)));
    Ok(offers)
}

/// Reads the span; a date stands for its first instant in Norway, and as `to` for the whole day.
fn span(query: &SlotsQuery, now: Timestamp) -> Result<(Timestamp, Timestamp), ApiFailure> {
    let read = |text: &Option<String>, last: bool| -> Result<Option<Timestamp>, ApiFailure> {
        let Some(text) = text.as_deref() else { return Ok(None) };
        let bad = || ApiFailure::new(StatusCode::BAD_REQUEST, "bad-time");
        if let Ok(at) = text.parse::<Timestamp>() {
            return Ok(Some(at));
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| bad())?;
        let date = if last { date.tomorrow().map_err(|_| bad())? } else { date };
        Ok(Some(torg_base::time::start_of_day(date)))
    };
    let bad = || ApiFailure::new(StatusCode::BAD_REQUEST, "bad-span");
    let from = read(&query.from, false)?.unwrap_or(now).max(now);
    let days = |count| from.checked_add(SignedDuration::from_hours(24 * count)).map_err(|_| bad());
    let to = match read(&query.to, true)? {
        Some(to) => to.min(days(LONGEST_DAYS)?),
        None => days(14)?,
    };
    Ok((from, to))
}

#[derive(Deserialize, ToSchema)]
pub struct NewBooking {
    /// Id of a slot, as `GET /api/v1/slots` gave it.
    #[schema(
        pattern = "^[a-z0-9-]{1,60}~[a-z0-9-]{1,60}~(counter|phone|video|group|home|mobile|visit|self)~[0-9]{1,10}$"
    )]
    slot: String,
    /// Slug of the service; must agree with the slot.
    service: String,
    /// A name to call; an alias will do.
    #[schema(max_length = 80, pattern = r"[^\s\u0000-\u001f\u007f-\u009f]")]
    name: String,
    /// Norwegian with or without +47, others in international form. Spaces are allowed.
    #[schema(pattern = r"^(\+47[0-9]{8}|\+4[0-689][0-9]{6,13}|\+[1-35-9][0-9]{7,14}|[0-9]{8})$")]
    phone: String,
    /// The language of messages.
    #[schema(pattern = "^(nb|nn|en)$")]
    #[serde(default)]
    language: Option<String>,
    #[schema(max_length = 300)]
    #[serde(default)]
    note: Option<String>,
    /// Where to come; needed for a visit at home, and kept for nothing else.
    #[serde(default)]
    address: Option<NewAddress>,
}

#[derive(Deserialize, ToSchema)]
pub struct NewAddress {
    #[schema(max_length = 80)]
    street: String,
    #[schema(pattern = "^[0-9]{4}$")]
    postcode: String,
    #[schema(max_length = 80)]
    town: String,
}

#[derive(Serialize, ToSchema)]
pub struct Made {
    id: Uuid,
    reference: String,
    /// `held` until the code is typed; `requested` where staff call to confirm.
    state: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// Holds a time. The code comes by SMS; where there is no SMS, staff call.
#[utoipa::path(post, path = "/api/v1/bookings", request_body = NewBooking,
    params(("Idempotency-Key" = Option<String>, Header, description = "a repeated call with the same key makes one booking")),
    responses((status = 201, body = Made, links(
            ("confirm" = (operation_id = "confirm", parameters(("id" = "$response.body#/id")))),
            ("cancel" = (operation_id = "cancel", parameters(("id" = "$response.body#/id")))))), (status = 400, description = "not JSON"), (status = 404, description = "no such slot"),
        (status = 409, description = "the time is taken"), (status = 415, description = "not JSON"), (status = 422, description = "a field is wrong"),
        (status = 429, description = "too many")))]
pub async fn create(
    visit: Visit,
    headers: HeaderMap,
    body: Result<Json<NewBooking>, axum::extract::rejection::JsonRejection>,
) -> Result<(StatusCode, Json<Made>), ApiFailure> {
    let Json(new) = body.map_err(|r| ApiFailure::new(r.status(), "not-a-booking"))?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(ApiFailure::new(StatusCode::TOO_MANY_REQUESTS, "too-many"));
    }
    let (slot, contact) = read(&new, visit.lang)?;
    let offered = slot.find(&directory::of(&visit.app)).filter(|_| slot.service == new.service);
    let offered = offered.ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "unknown-slot"))?;
    let details = Details { helper: None, address: read_address(&new, slot.way)? };
    let proof = pages::proof_for(&visit, contact.phone.as_ref());
    let hold = Hold {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered,
        start: slot.start,
        contact,
        proof,
        person: pages::person(&visit),
        idempotency_key: idempotency_key(&visit, &headers),
        details,
    };
    let booking = hold.write().await?.map_err(|refusal| match refusal {
        Refusal::Taken => ApiFailure::new(StatusCode::CONFLICT, "slot-taken"),
        Refusal::TooSoon | Refusal::TooFar | Refusal::NotOffered => {
            ApiFailure::new(StatusCode::CONFLICT, "slot-not-offered")
        }
    })?;
    let made = Made {
        id: booking.id,
        reference: booking.reference(),
        state: booking.state.code(),
        expires_at: booking.expires,
    };
    Ok((StatusCode::CREATED, Json(made)))
}

/// The key is bound to the caller's address, so that nobody can fetch a stranger's booking by guessing it.
fn idempotency_key(visit: &Visit, headers: &HeaderMap) -> Option<String> {
    let given = headers.get("idempotency-key")?.to_str().ok().filter(|k| !k.is_empty() && k.len() <= 200)?;
    Some(visit.app.store().keys().sign("idempotency", &format!("{}/{given}", visit.address)))
}

/// The address, for a visit at home only.
fn read_address(new: &NewBooking, way: Way) -> Result<Option<Address>, ApiFailure> {
    if way != Way::Home {
        return Ok(None);
    }
    let long = |text: &str| text.is_empty() || text.chars().count() > MOST_CHARS;
    let given = new.address.as_ref().map(|a| (cleaned(&a.street), a.postcode.clone(), cleaned(&a.town)));
    match given {
        Some((street, postcode, town)) if !long(&street) && !long(&town) && postcode_ok(&postcode) => {
            Ok(Some(Address { street, postcode, town }))
        }
        _ => Err(ApiFailure::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid")
            .with(vec![FieldError { field: "address", detail: "street, postcode and town, for a visit at home" }])),
    }
}

fn read(new: &NewBooking, visitor: Lang) -> Result<(SlotId, Contact), ApiFailure> {
    let mut errors = Vec::new();
    let mut wrong = |field, detail| errors.push(FieldError { field, detail });
    let slot = SlotId::parse(&new.slot);
    if slot.is_none() {
        wrong("slot", "not the id of a slot");
    }
    let phone = Phone::parse(&new.phone);
    if phone.is_none() {
        wrong("phone", "not a telephone number");
    }
    let name = cleaned(&new.name);
    if name.is_empty() || new.name.chars().count() > 80 {
        wrong("name", "1 to 80 characters");
    }
    let note = cleaned(new.note.as_deref().unwrap_or_default());
    if new.note.as_ref().is_some_and(|n| n.chars().count() > 300) {
        wrong("note", "at most 300 characters");
    }
    for (field, text) in [("name", &name), ("note", &note)] {
        if private::refused(field, text) {
            wrong(field, "holds the number of a person, an account, a card or a passport");
        }
    }
    let lang = match new.language.as_deref() {
        None => Some(visitor),
        Some(code) => Lang::ALL.into_iter().find(|l| l.code() == code),
    };
    if lang.is_none() {
        wrong("language", "nb, nn or en");
    }
    match (slot, phone, lang) {
        (Some(slot), Some(phone), Some(lang)) if errors.is_empty() => {
            Ok((slot, Contact { name, phone: Some(phone), lang, note, hidden: false }))
        }
        _ => Err(ApiFailure::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid").with(errors)),
    }
}

/// Without control characters and without space around it.
fn cleaned(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

#[derive(Deserialize, ToSchema)]
pub struct Code {
    /// The six digits from the SMS.
    code: String,
}

#[derive(Serialize, ToSchema)]
pub struct StateOut {
    state: &'static str,
    /// Where the person sees, moves and cancels the booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    manage_url: Option<String>,
}

/// Confirms a hold with the code.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/confirm", request_body = Code,
    params(("id" = Uuid, Path)),
    responses((status = 200, body = StateOut), (status = 400, description = "not JSON"), (status = 404, description = "no such booking"),
        (status = 409, description = "the hold has run out"), (status = 415, description = "not JSON"), (status = 422, description = "wrong code"),
        (status = 429, description = "too many")))]
pub async fn confirm(
    visit: Visit,
    id: Result<Path<Uuid>, axum::extract::rejection::PathRejection>,
    body: Result<Json<Code>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<StateOut>, ApiFailure> {
    let Path(id) = id.map_err(|_| ApiFailure::new(StatusCode::NOT_FOUND, "not-found"))?;
    let Json(Code { code }) = body.map_err(|r| ApiFailure::new(r.status(), "not-a-code"))?;
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(ApiFailure::new(StatusCode::TOO_MANY_REQUESTS, "too-many"));
    }
    match (Confirm { app: visit.app.clone(), id, code }).write().await? {
        Confirmed::Yes(booking) => {
            let token = Token::of(&visit.app, booking.id);
            let url = format!("{}/time/{token}", visit.app.site().base_url);
            Ok(Json(StateOut { state: booking.state.code(), manage_url: Some(url) }))
        }
        Confirmed::Wrong(_) => Err(ApiFailure::new(StatusCode::UNPROCESSABLE_ENTITY, "wrong-code")),
        Confirmed::Expired => Err(ApiFailure::new(StatusCode::CONFLICT, "hold-expired")),
    }
}

/// Cancels a booking that has not begun.
#[utoipa::path(post, path = "/api/v1/bookings/{id}/cancel", params(("id" = Uuid, Path)),
    responses((status = 200, body = StateOut), (status = 404, description = "no such booking"),
        (status = 409, description = "it has begun"), (status = 429, description = "too many")))]
pub async fn cancel(
    visit: Visit,
    id: Result<Path<Uuid>, axum::extract::rejection::PathRejection>,
) -> Result<Json<StateOut>, ApiFailure> {
    let Path(id) = id.map_err(|_| ApiFailure::new(StatusCode::NOT_FOUND, "not-found"))?;
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(ApiFailure::new(StatusCode::TOO_MANY_REQUESTS, "too-many"));
    }
    let organisation = organisation_of(&visit, id).await?;
    let unit = Cancel { app: visit.app.clone(), actor: visit.actor().clone(), id };
    if visit.app.store().write(organisation, unit).await? {
        Ok(Json(StateOut { state: State::Cancelled.code(), manage_url: None }))
    } else {
        Err(ApiFailure::new(StatusCode::CONFLICT, "already-begun"))
    }
}

/// The booking's id is the secret that its owner holds; it also tells the organisation.
async fn organisation_of(visit: &Visit, id: Uuid) -> Result<Uuid, ApiFailure> {
    let found = store::by_id(&visit.app.store().across(Across::OwnBookings), id).await?;
    found.map(|b| b.organisation).ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "not-found"))
}
