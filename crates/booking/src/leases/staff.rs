//! Leases as staff at the place see them: lending times to a device, taking them back, and whom to call.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use torg_base::time::{long_moment, oslo_date, start_of_day};
use torg_base::{Action, Phone, Uuid};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{HOURS, Lease, MOST_DAYS, MOST_SHARE, Standing};
use super::store::{self, Call, Filled};
use super::units::{Called, GiveBack, Made, Make, code};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory, Offered};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// One lease in the list.
struct Line {
    id: Uuid,
    name: String,
    service: String,
    standing: Standing,
    /// What the device types; empty once one has.
    code: String,
    ends: String,
    /// When the device was last heard from; empty when it never was.
    seen: String,
    seats: i64,
    booked: i64,
    /// Whether there is something to give back.
    held: bool,
}

/// Somebody to call.
struct ToCall {
    id: Uuid,
    name: String,
    phone: String,
    when: String,
    service: String,
    reference: String,
}

#[derive(Template)]
#[template(path = "leases/templates/staff.html")]
struct ListPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    lines: Vec<Line>,
    calls: Vec<ToCall>,
    offers: Vec<Choice>,
    hours: Vec<Choice>,
    first: Date,
    most: String,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
}

/// `GET /ansatt/leie?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::LeaseTimes)?;
    let today = oslo_date(visit.app.clock().now()).to_string();
    let form =
        Form::filled([("fra", today.clone()), ("til", today), ("plasser", "1".to_owned()), ("timer", "8".to_owned())]);
    list_page(&visit, &directory, place, form).await
}

async fn list_page(visit: &Visit, directory: &Directory, place: Arc<Place>, form: Form) -> Result<Html, Failure> {
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let db = visit.app.store().within(place.organisation);
    let leases = store::of_place(&db, place.id).await?;
    let filled = store::filled(&db, &leases.iter().map(|lease| lease.id).collect::<Vec<_>>()).await?;
    let calls = store::calls(&db, place.id).await?;
    // Recorded before a name is shown.
    desk::listed(visit, &place, "booking", calls.iter().map(|call| call.id).collect(), "call-list").await?;
    let hour = |n: &i32| Choice { value: n.to_string(), label: hours(visit, *n) };
    let wrong = !form.ok();
    let page = ListPage {
        p: visit.page(visit.t("leases-title")).of(face).staff().with_form(&form),
        places: desk::choices(visit, directory, Action::LeaseTimes),
        lines: leases.iter().map(|lease| line(visit, directory, lease, &filled)).collect(),
        calls: calls.iter().map(|call| to_call(visit, directory, call)).collect(),
        offers: offers(visit, directory, &place),
        hours: HOURS.iter().map(hour).collect(),
        first: oslo_date(visit.app.clock().now()),
        most: MOST_SHARE.to_string(),
        place,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn hours(visit: &Visit, hours: i32) -> String {
    let (key, n) = if hours % 24 == 0 && hours > 24 { ("lease-days", hours / 24) } else { ("lease-hours", hours) };
    visit.app.texts().format(visit.lang, key, &[("n", n.to_string().as_str())])
}

fn line(visit: &Visit, directory: &Directory, lease: &Lease, filled: &[Filled]) -> Line {
    let filled = filled.iter().find(|one| one.lease_id == lease.id);
    let standing = lease.standing(visit.app.clock().now());
    let waits = standing == Standing::Waiting;
    Line {
        id: lease.id,
        name: lease.name.clone(),
        service: service(visit, directory, lease.service),
        standing,
        code: if waits { code(visit.app.store().keys(), lease.id).to_string() } else { String::new() },
        ends: long_moment(lease.ends, visit.lang),
        seen: lease.seen.map(|seen| long_moment(seen, visit.lang)).unwrap_or_default(),
        seats: filled.map_or(0, |one| one.seats),
        booked: filled.map_or(0, |one| one.booked),
        held: standing != Standing::Over,
    }
}

fn service(visit: &Visit, directory: &Directory, id: Uuid) -> String {
    directory.service_by_id(id).map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default()
}

fn to_call(visit: &Visit, directory: &Directory, call: &Call) -> ToCall {
    ToCall {
        id: call.id,
        name: call.shown_name(),
        phone: call.phone.as_deref().and_then(Phone::parse).map(|phone| phone.pretty()).unwrap_or_default(),
        when: long_moment(call.starts, visit.lang),
        service: service(visit, directory, call.service),
        reference: store::shown(&call.reference),
    }
}

/// What can be lent: a course has its own list, and a visit at home needs an address that should not lie on a device.
fn lendable(directory: &Directory, place: &Place) -> Vec<Offered> {
    let own = directory.offers_at(place.id).iter().filter(|offer| !matches!(offer.way, Way::Group | Way::Home));
    own.filter_map(|offer| directory.with_rules(offer)).collect()
}

fn offer_value(offered: &Offered) -> String {
    format!("{}/{}", offered.service.slug, offered.offer.way.code())
}

fn offers(visit: &Visit, directory: &Directory, place: &Place) -> Vec<Choice> {
    let choice = |one: &Offered| {
        let name = &one.service.texts.in_lang(visit.lang).name;
        let minutes = one.offer.minutes.to_string();
        let values = [("name", name.as_str()), ("way", visit.t(one.offer.way.text())), ("n", minutes.as_str())];
        Choice { value: offer_value(one), label: visit.app.texts().format(visit.lang, "lease-offer", &values) }
    };
    let mut choices: Vec<Choice> = lendable(directory, place).iter().map(choice).collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// `POST /ansatt/leie`
pub async fn make(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::LeaseTimes)?;
    let lendable = lendable(&directory, &place);
    let offered = lendable.into_iter().find(|one| offer_value(one) == form.value("tilbud"));
    if offered.is_none() {
        form.wrong("tilbud", "lease-offer-missing");
    }
    let name = form.required("navn", 60, "lease-name-missing");
    let today = oslo_date(visit.app.clock().now());
    let span = span(&mut form, today);
    let share = form.number("plasser", 1, MOST_SHARE, "lease-share-wrong");
    let hours = form.value("timer").parse().ok().filter(|hours| HOURS.contains(hours));
    if hours.is_none() {
        form.wrong("timer", "lease-hours-missing");
    }
    let (Some(offered), Some(span), Some(hours), true) = (offered, span, hours, form.ok()) else {
        return list_page(&visit, &directory, place, form).await;
    };
    let unit = Make {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered,
        name,
        span,
        ends: visit.app.clock().now() + SignedDuration::from_hours(hours.into()),
        share: usize::try_from(share).unwrap_or(1),
    };
    match unit.write().await? {
        Made::Yes(_) => return Ok(back(&place)),
        Made::Nothing => form.wrong("fra", "lease-nothing-free"),
        Made::TooMany => form.wrong("til", "lease-too-many"),
    }
    list_page(&visit, &directory, place, form).await
}

/// The days asked for, both included.
fn span(form: &mut Form, today: Date) -> Option<(Timestamp, Timestamp)> {
    let mut date = |name: &str| {
        let found = form.value(name).parse::<Date>().ok();
        if found.is_none() {
            form.wrong(name, "lease-date-wrong");
        }
        found
    };
    let (from, to) = (date("fra"), date("til"));
    let (from, to) = (from?, to?);
    if from < today {
        form.wrong("fra", "lease-date-past");
    } else if to < from {
        form.wrong("til", "lease-date-order");
    } else if to > from.saturating_add(DAY * i32::try_from(MOST_DAYS - 1).unwrap_or(i32::MAX)) {
        form.wrong("til", "lease-date-far");
    }
    Some((start_of_day(from), start_of_day(to.saturating_add(DAY))))
}

fn back(place: &Place) -> Response {
    Redirect::to(&format!("/ansatt/leie?sted={}", place.slug)).into_response()
}

fn permitted(visit: &Visit, place: Uuid) -> Result<Arc<Place>, Failure> {
    let place = directory::of(&visit.app).place_by_id(place).cloned().ok_or(Failure::NotFound)?;
    visit.require(Action::LeaseTimes, place.scope())?;
    Ok(place)
}

/// `POST /ansatt/leie/{id}/gi-tilbake`
pub async fn release(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    for organisation in visit.actor().organisations() {
        if let Some(lease) = store::by_id(&visit.app.store().within(organisation), id).await? {
            let place = permitted(&visit, lease.place)?;
            let unit = GiveBack { actor: visit.actor().clone(), lease: lease.id };
            visit.app.store().write(organisation, unit).await?;
            return Ok(back(&place));
        }
    }
    Err(Failure::NotFound)
}

/// `POST /ansatt/leie/{id}/ringt`: somebody has been called.
pub async fn called(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    for organisation in visit.actor().organisations() {
        if let Some(call) = store::call(&visit.app.store().within(organisation), id).await? {
            let place = permitted(&visit, call.place)?;
            let unit = Called { actor: visit.actor().clone(), id: call.id };
            visit.app.store().write(organisation, unit).await?;
            return Ok(back(&place));
        }
    }
    Err(Failure::NotFound)
}
