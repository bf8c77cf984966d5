//! Staff open one booking, and book for somebody who calls or stands at the counter.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::Arc;
use torg_base::time::{long_date, oslo_date, short_date};
use torg_base::{Action, Phone, Uuid};
use torg_store::{Result, Tx, Unit, access};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::pages::permitted;
use torg_booking::booking::address::{self, Address};
use torg_booking::booking::details::{Details, read_helper};
use torg_booking::booking::model::Booking;
use torg_booking::booking::pages::{Times, read_contact, times_of_week};
use torg_booking::booking::requests::{Door, MoveQuery, Shown, move_page, move_to, shown};
use torg_booking::booking::units::{Cancel, Hold, Proof};
use torg_booking::helpers::model::Helper;
use torg_booking::helpers::store as consents;
use torg_booking::helpers::units::Withdraw;
use torg_booking::replies::topics::told;
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory, Offered};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;

#[derive(Template)]
#[template(path = "counter/templates/booking.html")]
struct BookingPage {
    p: Page,
    s: Shown,
    name: String,
    phone: String,
    lang: &'static str,
    place_slug: String,
    date: jiff::civil::Date,
    printed: String,
    /// What the person has answered that the help is about; empty when nothing.
    topic: String,
    /// Where to come, for a visit at home.
    address: Option<Address>,
    helper: Option<HelperLine>,
}

/// Who helps the person with the booking.
struct HelperLine {
    told: String,
    phone: String,
    /// Whether there is a permission to take back.
    stands: bool,
}

async fn helper_line(visit: &Visit, booking: &Booking) -> std::result::Result<Option<HelperLine>, Failure> {
    let db = visit.app.store().within(booking.organisation);
    let Some(link) = consents::of_booking(&db, booking.id).await? else { return Ok(None) };
    let (consent, texts) = (link.consent, visit.app.texts());
    let now = visit.app.clock().now();
    let stands = consent.stands(now);
    let key = match (stands, consent.until > now) {
        (true, _) => "helper-staff-until",
        (false, true) => "helper-staff-asks",
        (false, false) => "helper-staff-over",
    };
    let date = long_date(oslo_date(consent.until), visit.lang);
    let told = texts.format(visit.lang, key, &[("name", consent.helper_name.as_str()), ("date", date.as_str())]);
    let phone = Phone::parse(&consent.helper_phone).map(|p| p.pretty()).unwrap_or_default();
    Ok(Some(HelperLine { told, phone, stands }))
}

/// `POST /ansatt/time/{id}/trekk-samtykke`: the person takes back the helper's permission, and tells staff.
pub async fn withdraw(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let booking = permitted(&visit, id, Action::BookForOthers).await?;
    let db = visit.app.store().within(booking.organisation);
    let link = consents::of_booking(&db, id).await?.ok_or(Failure::NotFound)?;
    let unit = Withdraw { actor: visit.actor().clone(), id: link.consent.id, person: None };
    visit.app.store().write(booking.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/time/{id}")).into_response())
}

/// `GET /ansatt/time/{id}`: one booking, to read and to print as a slip. Each opening is recorded first.
pub async fn show(mut visit: Visit, Path(id): Path<Uuid>) -> Result<Html, Failure> {
    let booking = permitted(&visit, id, Action::ReadBooking).await?;
    let looker = visit.looker(booking.organisation, Some(booking.place), "open-booking").ok_or(Failure::NotFound)?;
    visit.app.store().write(booking.organisation, Opened { looker, id }).await?;
    let directory = directory::of(&visit.app);
    let place = directory.place_by_id(booking.place).ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(directory::written_at(&directory, place));
    let face = directory.face(booking.organisation).ok_or(Failure::NotFound)?;
    let db = visit.app.store().within(booking.organisation);
    let own = std::slice::from_ref(&booking);
    let topics = told(&db, visit.app.texts(), &directory, own, visit.lang).await?;
    html(&BookingPage {
        topic: topics.get(&id).cloned().unwrap_or_default(),
        address: address::of(&db, id).await?,
        helper: helper_line(&visit, &booking).await?,
        p: visit.page(visit.t("staff-booking-title")).of(face).staff(),
        name: booking.shown_name(),
        phone: booking.phone.as_deref().and_then(Phone::parse).map(|p| p.pretty()).unwrap_or_default(),
        lang: booking.lang.own_name(),
        place_slug: place.slug.clone(),
        date: oslo_date(booking.starts),
        printed: short_date(oslo_date(visit.app.clock().now())),
        s: shown(&visit, booking)?,
    })
}

struct Opened {
    looker: access::Looker,
    id: Uuid,
}

impl Unit for Opened {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        access::opened(tx, &self.looker, "booking", self.id).await
    }
}

/// `POST /ansatt/time/{id}/avbestill`
pub async fn cancel(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let booking = permitted(&visit, id, Action::BookForOthers).await?;
    let unit = Cancel { app: visit.app.clone(), actor: visit.actor().clone(), id };
    visit.app.store().write(booking.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/time/{id}")).into_response())
}

fn door(id: Uuid) -> Door {
    Door { path: format!("/ansatt/time/{id}/flytt"), back: format!("/ansatt/time/{id}"), staff: true }
}

/// `GET /ansatt/time/{id}/flytt?uke=`
pub async fn choose_new_time(
    visit: Visit,
    Path(id): Path<Uuid>,
    Query(query): Query<MoveQuery>,
) -> Result<Html, Failure> {
    let booking = permitted(&visit, id, Action::BookForOthers).await?;
    move_page(&visit, booking, &query.uke, Form::default(), door(id)).await
}

/// `POST /ansatt/time/{id}/flytt`
pub async fn change_time(visit: Visit, Path(id): Path<Uuid>, form: Form) -> Result<Response, Failure> {
    let booking = permitted(&visit, id, Action::BookForOthers).await?;
    move_to(&visit, booking, form, door(id)).await
}

#[derive(Deserialize, Default)]
pub struct ChooseQuery {
    #[serde(default)]
    sted: String,
    /// `service/way`.
    #[serde(default)]
    tilbud: String,
    #[serde(default)]
    uke: String,
}

#[derive(Template)]
#[template(path = "counter/templates/new_booking.html")]
struct NewBookingPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    offers: Vec<Choice>,
    chosen: String,
    times: Option<Times>,
    week: String,
    /// A visit at home: where that is must be told.
    home: bool,
    days: String,
    form: Form,
}

/// `GET /ansatt/ny-time?sted=&tilbud=&uke=`: place and service first, then time and person on one page.
pub async fn choose(mut visit: Visit, Query(query): Query<ChooseQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::BookForOthers)?;
    new_page(&visit, &directory, place, &query, Form::default()).await
}

async fn new_page(
    visit: &Visit,
    directory: &Directory,
    place: Arc<Place>,
    query: &ChooseQuery,
    form: Form,
) -> Result<Html, Failure> {
    let times = match offered(directory, &place, &query.tilbud) {
        Some(offered) => Some(times_of_week(visit, &offered, &query.uke).await?),
        None => None,
    };
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let page = NewBookingPage {
        p: visit.page(visit.t("menu-new-booking")).of(face).staff().with_form(&form),
        places: desk::choices(visit, directory, Action::BookForOthers),
        offers: offer_options(visit, directory, &place),
        chosen: query.tilbud.clone(),
        week: query.uke.clone(),
        home: query.tilbud.ends_with("/home"),
        days: torg_booking::helpers::model::DAYS.to_string(),
        place,
        times,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn offered(directory: &Directory, place: &Place, chosen: &str) -> Option<Offered> {
    let (service, way) = chosen.split_once('/')?;
    directory.offered(service, &place.slug, Way::parse(way)?)
}

fn offer_options(visit: &Visit, directory: &Directory, place: &Place) -> Vec<Choice> {
    let mut options: Vec<Choice> = directory
        .offers_at(place.id)
        .iter()
        .filter_map(|o| directory.with_rules(o))
        .map(|o| Choice {
            value: format!("{}/{}", o.service.slug, o.offer.way.code()),
            label: format!("{} – {}", o.service.texts.in_lang(visit.lang).name, visit.t(o.offer.way.text())),
        })
        .collect();
    options.sort_by(|a, b| a.label.cmp(&b.label));
    options
}

/// Reads what only some bookings have: where to come, and who helps. A helper needs the person's yes.
fn details(form: &mut Form, way: Way) -> Details {
    let mut details = Details::read(form, way);
    if !form.checked("helper_name") && !form.checked("helper_phone") && !form.checked("helper_yes") {
        return details;
    }
    let person = Phone::parse(form.value("phone"));
    let helper = read_helper(form, person.as_ref());
    if !form.checked("helper_yes") {
        form.wrong("helper_yes", "helper-staff-yes-missing");
    }
    details.helper = helper.map(|(name, phone)| Helper::ByStaff { name, phone });
    details
}

/// `POST /ansatt/ny-time`: the booking stands at once; a slip can be printed.
pub async fn book(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::BookForOthers)?;
    let query = ChooseQuery {
        sted: place.slug.clone(),
        tilbud: form.value("tilbud").to_owned(),
        uke: form.value("uke").to_owned(),
    };
    let offered = offered(&directory, &place, &query.tilbud).ok_or(Failure::BadRequest)?;
    let start = form.value("tid").parse().ok().and_then(|s| Timestamp::from_second(s).ok());
    if start.is_none() {
        form.wrong("tid", "choose-a-time");
    }
    let contact = read_contact(&visit, &mut form, false);
    let details = details(&mut form, offered.offer.way);
    let (Some(start), Some(contact), true) = (start, contact, form.ok()) else {
        return new_page(&visit, &directory, place, &query, form).await;
    };
    let hold = Hold {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered,
        start,
        contact,
        proof: Proof::Staff,
        person: None,
        idempotency_key: None,
        details,
    };
    match hold.write().await? {
        Ok(Booking { id, .. }) => Ok(Redirect::to(&format!("/ansatt/time/{id}")).into_response()),
        Err(_) => {
            form.wrong("tid", "time-gone");
            new_page(&visit, &directory, place, &query, form).await
        }
    }
}
