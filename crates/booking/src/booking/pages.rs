//! From a service to a held time: place and way, time, how we reach you. State lies in the address until the last step.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::{clock_range, long_date, long_moment, oslo_date};
use torg_base::{Actor, Phone, Uuid};
use torg_slots::rules::Slot;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::model::Contact;
use super::requests::Token;
use super::times::{self, Week};
use super::units::{Hold, Proof};
use torg_catalogue::directory::{self, Offered};
use torg_catalogue::services::model::Way;

#[derive(Deserialize, Default)]
pub struct PlaceQuery {
    #[serde(default)]
    sted: String,
}

/// One place and way to choose.
struct Choice {
    href: String,
    place: String,
    address: String,
    way: &'static str,
    note: String,
    /// «Første ledige: mandag 23. november kl. 09.00», or that there is none.
    first: Option<String>,
}

#[derive(Template)]
#[template(path = "booking/templates/choose_place.html")]
struct ChoosePlacePage {
    p: Page,
    service: String,
    choices: Vec<Choice>,
}

/// `GET /bestill/{service}?sted=`: where and how, each with its first free time.
pub async fn choose_place(
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<PlaceQuery>,
) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let service = directory.service(&slug).filter(|s| s.active).cloned().ok_or(Failure::NotFound)?;
    let offers: Vec<Offered> = directory
        .offers_of(service.id)
        .iter()
        .filter_map(|o| directory.with_rules(o))
        .filter(|o| query.sted.is_empty() || o.place.slug == query.sted)
        .collect();
    if offers.is_empty() {
        return Err(Failure::NotFound);
    }
    let first = times::first_free(&visit.app, &offers).await?;
    let mut ranked: Vec<(Option<Timestamp>, Choice)> =
        offers.iter().zip(first).map(|(o, slot)| (slot.map(|s| s.start), choice(&visit, o, slot))).collect();
    // Those with no free time come last; the others by time.
    ranked.sort_by_key(|(start, c)| (start.is_none(), *start, c.place.clone()));
    let choices = ranked.into_iter().map(|(_, c)| c).collect();
    let service = service.texts.in_lang(visit.lang).name.clone();
    let p = visit.page(visit.t("choose-place-title"));
    html(&ChoosePlacePage { p, service, choices })
}

fn choice(visit: &Visit, offered: &Offered, first: Option<Slot>) -> Choice {
    let way = offered.offer.way;
    Choice {
        href: format!("/bestill/{}/{}/{}", offered.service.slug, offered.place.slug, way.code()),
        place: offered.place.name.clone(),
        address: offered.place.address.clone(),
        way: way.text(),
        note: offered.offer.note(visit.lang).to_owned(),
        first: first.map(|slot| long_moment(slot.start, visit.lang)),
    }
}

/// The path that names an offer.
pub type OfferPath = Path<(String, String, String)>;

pub(super) fn offered(visit: &mut Visit, path: &(String, String, String)) -> Result<Offered, Failure> {
    let directory = directory::of(&visit.app);
    let way = Way::parse(&path.2).ok_or(Failure::NotFound)?;
    let offered = directory.offered(&path.0, &path.1, way).ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(directory::written_at(&directory, &offered.place));
    Ok(offered)
}

#[derive(Deserialize, Default)]
pub struct TimeQuery {
    /// First date of the week shown.
    #[serde(default)]
    uke: String,
    /// The start that was chosen, in epoch seconds.
    #[serde(default)]
    tid: String,
    /// Set when the chosen time was gone.
    #[serde(default)]
    opptatt: String,
}

/// Times of one day.
pub struct Day {
    pub title: String,
    pub times: Vec<Time>,
}

/// One start to choose.
pub struct Time {
    /// Epoch second.
    pub value: i64,
    pub text: String,
    pub free: u32,
}

/// A week of free times with ways to others; the same on pages for citizens and staff.
pub struct Times {
    /// First date shown.
    pub week: Date,
    pub days: Vec<Day>,
    pub previous: Option<Date>,
    pub next: Date,
    /// The first free time when this week has none.
    pub first: Option<(Date, String)>,
}

/// Reads the week that holds a date; today when it cannot be read.
pub async fn times_of_week(visit: &Visit, offered: &Offered, week: &str) -> Result<Times, Failure> {
    let today = oslo_date(visit.app.clock().now());
    let first = week.parse::<Date>().unwrap_or(today).max(today);
    let week = Week::from(first);
    let offers = [offered.clone()];
    let slots = times::free(&visit.app, &offers, week.from, week.to).await?.remove(0);
    let mut days: Vec<Day> = Vec::new();
    for slot in &slots {
        let title = long_date(oslo_date(slot.start), visit.lang);
        let time = Time {
            value: slot.start.as_second(),
            text: clock_range(slot.start, slot.end, visit.lang),
            free: slot.free,
        };
        match days.last_mut().filter(|d| d.title == title) {
            Some(day) => day.times.push(time),
            None => days.push(Day { title, times: vec![time] }),
        }
    }
    let first = if days.is_empty() { times::first_free(&visit.app, &offers).await?.remove(0) } else { None };
    Ok(Times {
        week: week.first,
        days,
        previous: (week.first > today).then(|| week.previous().max(today)),
        next: week.next(),
        first: first.map(|s| (oslo_date(s.start), long_moment(s.start, visit.lang))),
    })
}

#[derive(Template)]
#[template(path = "booking/templates/choose_time.html")]
struct ChooseTimePage {
    p: Page,
    offered: Offered,
    service: String,
    way: &'static str,
    path: String,
    times: Times,
    form: Form,
    taken: bool,
}

/// `GET /bestill/{service}/{place}/{way}?uke=`
pub async fn choose_time(
    mut visit: Visit,
    Path(path): OfferPath,
    Query(query): Query<TimeQuery>,
) -> Result<Html, Failure> {
    let offered = offered(&mut visit, &path)?;
    time_page(visit, offered, &query, Form::default()).await
}

async fn time_page(visit: Visit, offered: Offered, query: &TimeQuery, form: Form) -> Result<Html, Failure> {
    let times = times_of_week(&visit, &offered, &query.uke).await?;
    let directory = directory::of(&visit.app);
    let face = directory.face(offered.place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let page = ChooseTimePage {
        p: visit.page(visit.t("choose-time-title")).of(face).with_form(&form),
        service: offered.service.texts.in_lang(visit.lang).name.clone(),
        way: offered.offer.way.text(),
        path: offer_path(&offered),
        offered,
        times,
        form,
        taken: !query.opptatt.is_empty(),
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn offer_path(offered: &Offered) -> String {
    format!("/bestill/{}/{}/{}", offered.service.slug, offered.place.slug, offered.offer.way.code())
}

#[derive(Template)]
#[template(path = "booking/templates/contact.html")]
struct ContactPage {
    p: Page,
    service: String,
    place: String,
    way: &'static str,
    when: String,
    path: String,
    start: i64,
    /// Whether the code comes by SMS; otherwise somebody calls.
    sms: bool,
    form: Form,
}

/// `GET …/kontakt?tid=`: how we reach you.
pub async fn contact(mut visit: Visit, Path(path): OfferPath, Query(query): Query<TimeQuery>) -> Result<Html, Failure> {
    let offered = offered(&mut visit, &path)?;
    match start(&query.tid) {
        Some(start) => contact_page(visit, &offered, start, Form::default()),
        None => {
            let mut form = Form::default();
            form.wrong("tid", "choose-a-time");
            time_page(visit, offered, &query, form).await
        }
    }
}

fn start(text: &str) -> Option<Timestamp> {
    Timestamp::from_second(text.parse().ok()?).ok()
}

fn contact_page(visit: Visit, offered: &Offered, start: Timestamp, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let face = directory.face(offered.place.organisation).ok_or(Failure::NotFound)?;
    let wrong = !form.ok();
    let page = ContactPage {
        p: visit.page(visit.t("contact-title")).of(face).with_form(&form),
        service: offered.service.texts.in_lang(visit.lang).name.clone(),
        place: offered.place.name.clone(),
        way: offered.offer.way.text(),
        when: long_moment(start, visit.lang),
        path: offer_path(offered),
        start: start.as_second(),
        sms: visit.app.part::<torg_notify::Notifier>().has_sms(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST …/kontakt`: takes the time.
pub async fn hold(mut visit: Visit, Path(path): OfferPath, mut form: Form) -> Result<Response, Failure> {
    let offered = offered(&mut visit, &path)?;
    let start = start(form.value("tid")).ok_or(Failure::BadRequest)?;
    let contact = read_contact(&visit, &mut form, true);
    let Some(contact) = contact.filter(|_| form.ok()) else {
        return contact_page(visit, &offered, start, form);
    };
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    let proof = proof_for(&visit, contact.phone.as_ref());
    let hold = Hold {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        offered: offered.clone(),
        start,
        contact,
        proof,
        person: person(&visit),
        idempotency_key: None,
    };
    match hold.write().await? {
        Ok(booking) => Ok(Redirect::to(&format!("/time/{}", Token::of(&visit.app, booking.id))).into_response()),
        Err(_) => Ok(gone(&offered, start)),
    }
}

/// Back to the times of the same week, with a word about what happened. What was typed is not in the address:
/// the browser fills it in again by itself.
fn gone(offered: &Offered, start: Timestamp) -> Response {
    let week = oslo_date(start);
    Redirect::to(&format!("{}?uke={week}&opptatt=1", offer_path(offered))).into_response()
}

/// Reads name, telephone, note and wishes. `None` only together with errors in the form.
pub fn read_contact(visit: &Visit, form: &mut Form, phone_needed: bool) -> Option<Contact> {
    let name = form.required("name", 80, "contact-name-missing");
    let typed = form.optional("phone", 30);
    let note = form.optional("note", 300);
    let phone = Phone::parse(&typed);
    if typed.is_empty() && phone_needed {
        form.wrong("phone", "contact-phone-missing");
    } else if phone.is_none() && !typed.is_empty() {
        form.wrong("phone", "contact-phone-wrong");
    }
    let lang = torg_base::Lang::parse(form.value("language")).unwrap_or(visit.lang);
    form.ok().then(|| Contact { name, phone, lang, note, hidden: form.checked("hidden") })
}

/// How the booking becomes certain.
pub fn proof_for(visit: &Visit, phone: Option<&Phone>) -> Proof {
    let sms = visit.app.part::<torg_notify::Notifier>().has_sms();
    let Some(phone) = phone.filter(|p| sms && p.can_receive_sms()) else { return Proof::Call };
    // When a number has had its share of codes, staff call instead: nobody is locked out by a stranger's asking.
    let key = visit.app.store().keys().sign("sms-limit", phone.as_str());
    if visit.app.limits().allow(Limit::Sms, &key) { Proof::Code } else { Proof::Call }
}

/// The signed-in citizen.
pub fn person(visit: &Visit) -> Option<Uuid> {
    match visit.actor() {
        Actor::Citizen { person } => Some(*person),
        _ => None,
    }
}
