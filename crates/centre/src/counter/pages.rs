//! The day of a place: who comes, what is next, whom to call, what was counted.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::{clock_time, long_date, long_moment, oslo_date, start_of_day};
use torg_base::{Action, Phone, Scope, Uuid, policy};
use torg_store::{Result, Tx, Unit, audit, outbox};
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Form, Page, Visit};

use crate::queue;
use torg_booking::away::store as away;
use torg_booking::booking::model::{Booking, State, Step};
use torg_booking::booking::store;
use torg_booking::booking::units::TakeStep;
use torg_booking::counts::{self, Key, Kind};
use torg_booking::leases::store as leases;
use torg_booking::replies::store as replies;
use torg_booking::replies::topics::told;
use torg_booking::waiting::store::{self as waiting, Standing};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;
use torg_catalogue::services::pages::service_choices;

#[derive(Deserialize, Default)]
pub struct DayQuery {
    #[serde(default)]
    pub sted: String,
    #[serde(default)]
    pub dato: String,
    /// Set when a session has just been closed.
    #[serde(default)]
    pub okt: String,
}

/// One booking in the table.
pub struct DayRow {
    pub id: Uuid,
    pub time: String,
    pub name: String,
    pub service: String,
    pub way: &'static str,
    pub lang: &'static str,
    pub state: State,
    pub colour: &'static str,
    pub next: Option<Step>,
    /// Whether "did not come" may be marked.
    pub may_miss: bool,
    pub open: bool,
    /// What the person has answered that the help is about; empty when nothing.
    pub topic: String,
    /// The address of its session, when it has begun.
    pub session: String,
}

/// Somebody to call.
pub struct Call {
    pub id: Uuid,
    pub name: String,
    pub phone: String,
    pub when: String,
    pub service: String,
    /// A request to confirm; otherwise a message that did not arrive.
    pub request: bool,
    /// Answered the reminder that another time would suit better.
    pub other_time: bool,
    /// The guide is away.
    pub away: bool,
}

#[derive(Template)]
#[template(path = "counter/templates/day.html")]
struct DayPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    date: Date,
    title: String,
    previous: Date,
    next: Date,
    today: bool,
    rows: Vec<DayRow>,
    calls: Vec<Call>,
    services: Vec<Choice>,
    counted: i64,
    /// Notices that the place has to read.
    unread: usize,
    /// The waiting list; nobody's for those who may not open a booking.
    standing: Standing,
    /// How many wait with a queue ticket, where those are in use.
    queue: Option<usize>,
    /// People who were given a time on a device without a line that could not be had.
    lease_calls: i64,
    printed: String,
    /// Whether a session has just been closed.
    closed: bool,
    csrf: String,
}

#[derive(Template)]
#[template(path = "counter/templates/table.html")]
struct TableFragment {
    p: Page,
    rows: Vec<DayRow>,
    csrf: String,
}

/// `GET /ansatt/dag?sted=&dato=`
pub async fn day(mut visit: Visit, Query(query): Query<DayQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadDay)?;
    let now = visit.app.clock().now();
    let today = oslo_date(now);
    let date = query.dato.parse().unwrap_or(today);
    let bookings = bookings_of(&visit, &place, date).await?;
    // Telephone numbers are for those who may open a booking; a pupil or volunteer does not call.
    let scope = place.scope();
    let (calls, standing) = if policy::permits(visit.actor(), Action::ReadBooking, scope) {
        let db = visit.app.store().within(place.organisation);
        (calls(&visit, &directory, &place).await?, waiting::standing(&db, place.id).await?)
    } else {
        (Vec::new(), Standing::default())
    };
    let lease_calls = match policy::permits(visit.actor(), Action::LeaseTimes, scope) {
        true => leases::to_call(&visit.app.store().within(place.organisation), place.id).await?,
        false => 0,
    };
    let topics = topics(&visit, &directory, &place, &bookings).await?;
    let counted = counted_today(&visit, &place, today).await?;
    let unread = match policy::permits(visit.actor(), Action::ReadNotices, scope) {
        true => torg_catalogue::notices::unread(&visit.app, &directory, &place).await?,
        false => 0,
    };
    let queue = match place.queue {
        true => Some(queue::waiting(&visit.app, &place).await?),
        false => None,
    };
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let one_day = SignedDuration::from_hours(24);
    html(&DayPage {
        p: visit.page(long_date(date, visit.lang)).of(face).staff(),
        places: desk::choices(&visit, &directory, Action::ReadDay),
        services: service_choices(&directory, &place, visit.lang),
        title: long_date(date, visit.lang),
        previous: date.saturating_sub(one_day),
        next: date.saturating_add(one_day),
        today: date == today,
        rows: rows(&visit, &directory, &place, &bookings, &topics),
        printed: torg_base::time::short_date(today),
        closed: !query.okt.is_empty(),
        csrf: visit.csrf(),
        place,
        date,
        calls,
        counted,
        unread,
        standing,
        queue,
        lease_calls,
    })
}

/// `GET /ansatt/dag/tabell?sted=&dato=`: the table alone, for the page to refresh itself.
pub async fn table(mut visit: Visit, Query(query): Query<DayQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadDay)?;
    let date = query.dato.parse().unwrap_or_else(|_| oslo_date(visit.app.clock().now()));
    let bookings = bookings_of(&visit, &place, date).await?;
    let topics = topics(&visit, &directory, &place, &bookings).await?;
    let rows = rows(&visit, &directory, &place, &bookings, &topics);
    html(&TableFragment { p: visit.page(String::new()).staff(), rows, csrf: visit.csrf() })
}

/// Reads a day; the access records are written before anything is returned to be shown.
async fn bookings_of(visit: &Visit, place: &Place, date: Date) -> Result<Vec<Booking>, Failure> {
    let (from, to) = (start_of_day(date), start_of_day(date.saturating_add(SignedDuration::from_hours(24))));
    let db = visit.app.store().within(place.organisation);
    let bookings = store::of_day(&db, place.id, from, to).await?;
    desk::listed(visit, place, "booking", bookings.iter().map(|b| b.id).collect(), "day-view").await?;
    Ok(bookings)
}

/// What people have answered that the help is about, for those who may open a booking.
async fn topics(
    visit: &Visit,
    directory: &Directory,
    place: &Place,
    bookings: &[Booking],
) -> Result<HashMap<Uuid, String>, Failure> {
    let scope = place.scope();
    if !policy::permits(visit.actor(), Action::ReadBooking, scope) {
        return Ok(HashMap::new());
    }
    let db = visit.app.store().within(place.organisation);
    Ok(told(&db, visit.app.texts(), directory, bookings, visit.lang).await?)
}

fn rows(
    visit: &Visit,
    directory: &Directory,
    place: &Place,
    bookings: &[Booking],
    topics: &HashMap<Uuid, String>,
) -> Vec<DayRow> {
    let scope = place.scope();
    let open = policy::permits(visit.actor(), Action::ReadBooking, scope);
    let row = |b: &Booking| DayRow {
        id: b.id,
        time: clock_time(b.starts),
        name: b.shown_name(),
        service: service_name(visit, directory, b),
        way: b.way.text(),
        lang: b.lang.own_name(),
        state: b.state,
        colour: colour(b.state),
        next: Step::next(b.state, b.way),
        may_miss: b.state == State::Confirmed,
        open,
        topic: topics.get(&b.id).cloned().unwrap_or_default(),
        session: session(directory, place, b).unwrap_or_default(),
    };
    bookings.iter().map(row).collect()
}

/// Where the session of a booking that has begun is held.
fn session(directory: &Directory, place: &Place, b: &Booking) -> Option<String> {
    let service = directory.service_by_id(b.service).filter(|_| b.state == State::Started)?;
    Some(format!("/ansatt/okt?sted={}&tjeneste={}&time={}&fra={}", place.slug, service.slug, b.id, b.starts))
}

pub(super) fn service_name(visit: &Visit, directory: &Directory, booking: &Booking) -> String {
    directory.service_by_id(booking.service).map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default()
}

pub(super) fn colour(state: State) -> &'static str {
    match state {
        State::Arrived | State::Done => "success",
        State::Started => "info",
        State::Requested => "warning",
        State::Missed | State::Cancelled => "danger",
        State::Held | State::Confirmed => "neutral",
    }
}

/// Requests that wait for a call, people who want another time or whose guide is away, and people whose message did not arrive.
async fn calls(visit: &Visit, directory: &Directory, place: &Place) -> Result<Vec<Call>, Failure> {
    let db = visit.app.store().within(place.organisation);
    let now = visit.app.clock().now();
    let requests = store::to_call(&db, &[place.id], now).await?;
    let troubles = outbox::troubles(visit.app.store(), place.organisation).await?;
    let mut ids: Vec<Uuid> = troubles.iter().filter_map(|t| t.subject_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let missed = store::with_ids(&db, &ids).await?;
    let missed = missed.into_iter().filter(|b| b.place == place.id && b.starts > now);
    let moving = store::with_ids(&db, &replies::to_call(&db, place.id).await?).await?;
    let moving = moving.into_iter().filter(|b| b.changeable(now)).map(|b| (b, Why::OtherTime));
    let away = store::with_ids(&db, &away::to_call(&db, place.id).await?).await?;
    let away = away.into_iter().filter(|b| b.changeable(now)).map(|b| (b, Why::Away));
    let requests = requests.into_iter().map(|b| (b, Why::Request));
    let missed = missed.map(|b| (b, Why::NotReached));
    let mut list: Vec<(Booking, Why)> = requests.chain(moving).chain(away).chain(missed).collect();
    // One call will do, whatever the reasons.
    let mut seen = HashSet::new();
    list.retain(|(b, _)| seen.insert(b.id));
    desk::listed(visit, place, "booking", list.iter().map(|(b, _)| b.id).collect(), "call-list").await?;
    Ok(list.into_iter().map(|(b, why)| call(visit, directory, &b, why)).collect())
}

/// Why somebody is to be called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Request,
    OtherTime,
    Away,
    NotReached,
}

fn call(visit: &Visit, directory: &Directory, b: &Booking, why: Why) -> Call {
    let phone = b.phone.as_deref().and_then(Phone::parse).map(|p| p.pretty()).unwrap_or_default();
    Call {
        id: b.id,
        name: b.shown_name(),
        phone,
        when: long_moment(b.starts, visit.lang),
        service: service_name(visit, directory, b),
        request: why == Why::Request,
        other_time: why == Why::OtherTime,
        away: why == Why::Away,
    }
}

async fn counted_today(visit: &Visit, place: &Place, today: Date) -> Result<i64, Failure> {
    let db = visit.app.store().within(place.organisation);
    let sums = counts::sums(&db, place.id, today, today).await?;
    Ok(sums.iter().filter(|s| s.kind == "dropin").map(|s| s.count).sum())
}

/// `POST /ansatt/drop-in`: counts one; nothing about the person is asked or stored.
pub async fn drop_in(mut visit: Visit, form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::CountDropIn)?;
    let service = directory.service(form.value("tjeneste")).ok_or(Failure::BadRequest)?;
    let day = oslo_date(visit.app.clock().now());
    let key = Key { place: place.id, service: service.id, way: Way::Counter, kind: Kind::DropIn, day };
    visit.app.store().write(place.organisation, CountDropIn(key)).await?;
    Ok(Redirect::to(&format!("/ansatt/dag?sted={}", place.slug)).into_response())
}

struct CountDropIn(Key);

impl Unit for CountDropIn {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        counts::add(tx, self.0).await
    }
}

/// A booking of one's own organisation, when the action is allowed at its place.
pub(crate) async fn permitted(visit: &Visit, id: Uuid, action: Action) -> Result<Booking, Failure> {
    for organisation in visit.actor().organisations() {
        let found = store::in_organisation(&visit.app.store().within(organisation), id).await?;
        if let Some(booking) = found {
            visit.require(action, Scope::Place { organisation, place: booking.place })?;
            return Ok(booking);
        }
    }
    Err(Failure::NotFound)
}

/// `POST /ansatt/time/{id}/steg`
pub async fn step(visit: Visit, Path(id): Path<Uuid>, form: Form) -> Result<Response, Failure> {
    let booking = permitted(&visit, id, Action::ServeBooking).await?;
    let step = Step::parse(form.value("steg")).ok_or(Failure::BadRequest)?;
    let unit = TakeStep { app: visit.app.clone(), actor: visit.actor().clone(), id, step };
    // A step that somebody else has taken already is no error: the day shows how it stands.
    visit.app.store().write(booking.organisation, unit).await?;
    back_to_day(&visit, &booking)
}

/// `POST /ansatt/time/{id}/ringt`: somebody has called about a message that did not arrive.
pub async fn called(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let booking = permitted(&visit, id, Action::ServeBooking).await?;
    let unit = Called { actor: visit.actor().clone(), id };
    visit.app.store().write(booking.organisation, unit).await?;
    back_to_day(&visit, &booking)
}

struct Called {
    actor: torg_base::Actor,
    id: Uuid,
}

impl Unit for Called {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        outbox::handled(tx, self.id).await?;
        replies::called(tx, self.id).await?;
        away::called(tx, self.id).await?;
        let deed =
            audit::Deed { actor: &self.actor, action: "booking.called", subject_kind: "booking", subject: self.id };
        audit::record(tx, deed).await
    }
}

fn back_to_day(visit: &Visit, booking: &Booking) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place_by_id(booking.place).ok_or(Failure::NotFound)?;
    let date = oslo_date(booking.starts);
    let date = if booking.state == State::Requested { oslo_date(visit.app.clock().now()) } else { date };
    Ok(Redirect::to(&format!("/ansatt/dag?sted={}&dato={date}", place.slug)).into_response())
}

/// Counts of one service.
pub struct StatRow {
    pub service: String,
    pub served: String,
    pub drop_in: String,
    pub missed: String,
}

#[derive(Template)]
#[template(path = "counter/templates/statistics.html")]
struct StatisticsPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    from: String,
    to: String,
    served: i64,
    drop_in: i64,
    missed: i64,
    rows: Vec<StatRow>,
}

/// Counts below this are not shown for a single service.
const SMALL: i64 = 5;

/// `GET /ansatt/tall?sted=`: the last 30 days; small numbers of a single service are not shown.
pub async fn statistics(mut visit: Visit, Query(query): Query<DayQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadStatistics)?;
    let to = oslo_date(visit.app.clock().now());
    let from = to.saturating_sub(SignedDuration::from_hours(24 * 29));
    let db = visit.app.store().within(place.organisation);
    let sums = counts::sums(&db, place.id, from, to).await?;
    let total = |kind: &str| sums.iter().filter(|s| s.kind == kind).map(|s| s.count).sum::<i64>();
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    html(&StatisticsPage {
        p: visit.page(visit.t("statistics-title")).of(face).staff(),
        places: desk::choices(&visit, &directory, Action::ReadStatistics),
        from: torg_base::time::short_date(from),
        to: torg_base::time::short_date(to),
        served: total("served"),
        drop_in: total("dropin"),
        missed: total("missed"),
        rows: stat_rows(&visit, &directory, &sums),
        place,
    })
}

fn stat_rows(visit: &Visit, directory: &Directory, sums: &[counts::Sum]) -> Vec<StatRow> {
    let mut by_service: HashMap<Uuid, HashMap<&str, i64>> = HashMap::new();
    for sum in sums {
        by_service.entry(sum.service_id).or_default().insert(&sum.kind, sum.count);
    }
    let mut rows: Vec<StatRow> = by_service
        .into_iter()
        .filter_map(|(service, kinds)| {
            let name = directory.service_by_id(service)?.texts.in_lang(visit.lang).name.clone();
            let count = |kind: &str| kinds.get(kind).copied().unwrap_or_default();
            let text = |kind: &str| match count(kind) {
                0 => "–".to_owned(),
                n if n < SMALL => visit.t("fewer-than-five").to_owned(),
                n => n.to_string(),
            };
            let row =
                StatRow { service: name, served: text("served"), drop_in: text("dropin"), missed: text("missed") };
            Some(row)
        })
        .collect();
    // By name: an order by number would tell about the numbers that are not shown.
    rows.sort_by(|a, b| a.service.cmp(&b.service));
    rows
}
