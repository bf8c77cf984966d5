//! The waiting list as staff see it: who waits, whom to call about a time that is held, and adding and removing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::{long_date, long_moment, oslo_date, short_date};
use torg_base::{Action, Phone, Uuid, policy};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{Entry, LONGEST_DAYS, Offer, Part, State, Wish};
use super::offers::offers_for;
use super::pages::{Named, entry, parts, read_wish};
use super::store;
use super::units::{AnswerFor, Join, Leave};
use crate::booking::address::Address;
use crate::booking::pages::{proof_for, read_contact};
use crate::booking::store as bookings;
use crate::booking::units::Proof;
use crate::helpers::model::Consent;
use crate::helpers::store as consents;
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;

/// One entry in the table.
struct Line {
    id: Uuid,
    name: String,
    phone: String,
    service: String,
    /// Key of the way's name; none when any will do.
    way: Option<&'static str>,
    dates: String,
    part: &'static str,
    joined: String,
    by_call: bool,
    /// The offer that is out: the time and the deadline.
    offer: Option<(String, String)>,
    /// Who helps, and what staff must ask about it; the latter empty when the yes is given.
    helper: Option<(String, String)>,
    /// What is offered is a visit at home: a yes needs to say where.
    home: bool,
}

#[derive(Template)]
#[template(path = "waiting/templates/list.html")]
struct ListPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    lines: Vec<Line>,
    services: Vec<Choice>,
    ways: Vec<Named>,
    parts: Vec<Named>,
    first: Date,
    last: Date,
    may_change: bool,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
}

/// `GET /ansatt/venteliste?sted=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::ReadBooking)?;
    let today = oslo_date(visit.app.clock().now());
    let until = today.saturating_add(SignedDuration::from_hours(24 * 14));
    let form = Form::filled([("fra", today.to_string()), ("til", until.to_string())]);
    list_page(&visit, place, form).await
}

async fn list_page(visit: &Visit, place: Arc<Place>, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let entries = recorded(visit, &place).await?;
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let offers = Offers::read(visit, &place, &ids).await?;
    let helpers = consents::of_entries(&visit.app.store().within(place.organisation), &ids).await?;
    let today = oslo_date(visit.app.clock().now());
    let wrong = !form.ok();
    let page = ListPage {
        p: visit.page(visit.t("waiting-list-title")).of(face).staff().with_form(&form),
        places: desk::choices(visit, &directory, Action::ReadBooking),
        lines: entries.iter().map(|entry| line(visit, &directory, entry, &offers, &helpers)).collect(),
        services: services(visit, &directory, &place),
        ways: ways(&directory, &place),
        parts: parts(),
        first: today,
        last: today.saturating_add(SignedDuration::from_hours(24 * i64::from(LONGEST_DAYS))),
        may_change: policy::permits(visit.actor(), Action::BookForOthers, place.scope()),
        place,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Reads the list; the access records are written before anything is returned to be shown.
async fn recorded(visit: &Visit, place: &Place) -> Result<Vec<Entry>, Failure> {
    let db = visit.app.store().within(place.organisation);
    let entries = store::of_place(&db, place.id).await?;
    let subjects = entries.iter().map(|entry| entry.id).collect();
    desk::listed(visit, place, "waiting", subjects, "waiting-list").await?;
    Ok(entries)
}

/// The offers that are out, and what they are offers of.
struct Offers {
    open: Vec<Offer>,
    /// Their bookings that are visits at home.
    home: Vec<Uuid>,
}

impl Offers {
    async fn read(visit: &Visit, place: &Place, entries: &[Uuid]) -> Result<Offers, Failure> {
        let db = visit.app.store().within(place.organisation);
        let open = store::open_offers(&db, entries).await?;
        let held: Vec<Uuid> = open.iter().map(|offer| offer.booking).collect();
        let held = bookings::with_ids(&db, &held).await?;
        Ok(Offers { open, home: held.iter().filter(|b| b.way == Way::Home).map(|b| b.id).collect() })
    }

    fn to(&self, entry: Uuid) -> Option<&Offer> {
        self.open.iter().find(|offer| offer.entry == entry)
    }

    fn at_home(&self, offer: &Offer) -> bool {
        self.home.contains(&offer.booking)
    }
}

/// What staff call somebody. Who asked not to be shown has no reference yet; the number is what staff need.
fn called(visit: &Visit, entry: &Entry) -> String {
    if entry.hidden { visit.t("waiting-hidden-name").to_owned() } else { entry.name.clone() }
}

fn number(entry: &Entry) -> String {
    entry.phone.as_deref().and_then(Phone::parse).map(|phone| phone.pretty()).unwrap_or_default()
}

/// Who helps somebody, with the number to call where the person has none, and what to ask when the yes is not given yet.
fn helped(visit: &Visit, consent: &Consent) -> (String, String) {
    let told = |key: &str, values: &[(&str, &str)]| visit.app.texts().format(visit.lang, key, values);
    let phone = Phone::parse(&consent.helper_phone).map(|phone| phone.pretty()).unwrap_or_default();
    let until = long_date(oslo_date(consent.until), visit.lang);
    let asks = [("name", consent.helper_name.as_str()), ("date", until.as_str())];
    let who = told("waiting-helper", &[("name", &consent.helper_name), ("phone", &phone)]);
    (who, if consent.given { String::new() } else { told("helper-staff-asks", &asks) })
}

fn line(visit: &Visit, directory: &Directory, entry: &Entry, offers: &Offers, helpers: &[(Uuid, Consent)]) -> Line {
    let service = directory.service_by_id(entry.wish.service);
    let offer = offers.to(entry.id);
    Line {
        id: entry.id,
        name: called(visit, entry),
        phone: number(entry),
        service: service.map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default(),
        way: entry.wish.way.map(Way::text),
        dates: format!("{}–{}", short_date(entry.wish.earliest), short_date(entry.wish.latest)),
        part: entry.wish.part.text(),
        joined: short_date(oslo_date(entry.joined)),
        by_call: entry.by_call,
        offer: offer.map(|o| (long_moment(o.starts, visit.lang), long_moment(o.until, visit.lang))),
        helper: helpers.iter().find(|(id, _)| *id == entry.id).map(|(_, consent)| helped(visit, consent)),
        home: offer.is_some_and(|offer| offers.at_home(offer)),
    }
}

fn services(visit: &Visit, directory: &Directory, place: &Place) -> Vec<Choice> {
    let mut found: Vec<Choice> = offered(directory, place).map(|service| service.choice(visit.lang)).collect();
    found.sort_by(|a, b| a.label.cmp(&b.label));
    found.dedup_by(|a, b| a.value == b.value);
    found
}

fn offered<'a>(
    directory: &'a Directory,
    place: &'a Place,
) -> impl Iterator<Item = Arc<torg_catalogue::services::model::Service>> + 'a {
    let bookable = directory.offers_at(place.id).iter().filter(|offer| offer.bookable() && offer.way != Way::Group);
    bookable.filter_map(|offer| directory.service_by_id(offer.service).cloned())
}

fn ways(directory: &Directory, place: &Place) -> Vec<Named> {
    let bookable = directory.offers_at(place.id).iter().filter(|offer| offer.bookable() && offer.way != Way::Group);
    let mut ways: Vec<Way> = bookable.map(|offer| offer.way).collect();
    ways.sort_unstable();
    ways.dedup();
    ways.into_iter().map(|way| Named { value: way.code(), text: way.text() }).collect()
}

/// `POST /ansatt/venteliste`: somebody who has called or stands at the counter.
pub async fn add(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::BookForOthers)?;
    let directory = directory::of(&visit.app);
    let now = visit.app.clock().now();
    let service = directory.service(form.value("tjeneste")).ok_or(Failure::BadRequest)?;
    let today = oslo_date(now);
    let mut wish = Wish {
        organisation: place.organisation,
        place: place.id,
        service: service.id,
        way: None,
        earliest: today,
        latest: today,
        part: Part::Any,
    };
    read_wish(&mut form, &mut wish, today);
    if offers_for(&directory, &wish).is_empty() {
        form.wrong("mate", "waiting-not-offered");
    }
    let contact = read_contact(&visit, &mut form, true);
    let Some(contact) = contact.filter(|_| form.ok()) else { return list_page(&visit, place, form).await };
    // Staff have the person with them: no code is needed, only to know whether an SMS will arrive.
    let by_sms = proof_for(&visit, contact.phone.as_ref()) == Proof::Code;
    let entry = Entry { state: State::Waiting, ..entry(wish, contact, staffs_proof(by_sms), now) };
    let unit = Join { app: visit.app.clone(), actor: visit.actor().clone(), entry, helper: None };
    visit.app.store().write(place.organisation, unit).await?;
    Ok(back(&place))
}

fn staffs_proof(by_sms: bool) -> Proof {
    if by_sms { Proof::Staff } else { Proof::Call }
}

fn back(place: &Place) -> Response {
    Redirect::to(&format!("/ansatt/venteliste?sted={}", place.slug)).into_response()
}

/// An entry of one's own places, with its place.
async fn permitted(visit: &Visit, id: Uuid) -> Result<(Entry, Arc<Place>), Failure> {
    let directory = directory::of(&visit.app);
    let db = visit.app.store().across(torg_store::Across::OwnBookings);
    let entry = store::by_id(&db, id).await?.ok_or(Failure::NotFound)?;
    let place = directory.place_by_id(entry.wish.place).cloned().ok_or(Failure::NotFound)?;
    visit.require(Action::BookForOthers, place.scope())?;
    Ok((entry, place))
}

/// `POST /ansatt/venteliste/{id}/fjern`
pub async fn remove(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Result<Response, Failure> {
    let (entry, place) = permitted(&visit, id).await?;
    visit.app.store().write(place.organisation, Leave { actor: visit.actor().clone(), id: entry.id }).await?;
    Ok(back(&place))
}

/// `POST /ansatt/venteliste/{id}/svar`: what somebody said on the telephone.
pub async fn answer(visit: Visit, Path(id): Path<Uuid>, mut form: Form) -> Result<Response, Failure> {
    let (entry, place) = permitted(&visit, id).await?;
    let offers = Offers::read(&visit, &place, &[entry.id]).await?;
    if let Some(offer) = offers.to(entry.id) {
        let yes = form.value("svar") == "ja";
        let address = if yes && offers.at_home(offer) { Address::read(&mut form) } else { None };
        if !form.ok() {
            return where_page(visit, &entry, &place, offer, form).await;
        }
        let unit = AnswerFor { app: visit.app.clone(), actor: visit.actor().clone(), offer: offer.id, yes, address };
        visit.app.store().write(place.organisation, unit).await?;
    }
    Ok(back(&place))
}

#[derive(Template)]
#[template(path = "waiting/templates/where.html")]
struct WherePage {
    p: Page,
    name: String,
    phone: String,
    time: String,
    until: String,
    path: String,
    back: String,
    form: Form,
}

/// `GET /ansatt/venteliste/{id}/svar`: somebody has said yes to a visit at home, and tells where.
pub async fn where_to(visit: Visit, Path(id): Path<Uuid>) -> Result<Html, Failure> {
    let (entry, place) = permitted(&visit, id).await?;
    let offers = Offers::read(&visit, &place, &[entry.id]).await?;
    match offers.to(entry.id).filter(|offer| offers.at_home(offer)) {
        Some(offer) => where_page(visit, &entry, &place, offer, Form::default()).await,
        None => Ok(back(&place)),
    }
}

async fn where_page(
    mut visit: Visit,
    entry: &Entry,
    place: &Place,
    offer: &Offer,
    form: Form,
) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    visit.lang = visit.lang_for(directory::written_at(&directory, place));
    desk::listed(&visit, place, "waiting", vec![entry.id], "waiting-list").await?;
    let wrong = !form.ok();
    let page = WherePage {
        p: visit.page(visit.t("waiting-where-title")).of(directory.face(place.organisation)).staff().with_form(&form),
        name: called(&visit, entry),
        phone: number(entry),
        time: long_moment(offer.starts, visit.lang),
        until: long_moment(offer.until, visit.lang),
        path: format!("/ansatt/venteliste/{}/svar", entry.id),
        back: format!("/ansatt/venteliste?sted={}", place.slug),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}
