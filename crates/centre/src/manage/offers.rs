//! Which services a place offers, in which way, and what a visit then takes.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Lang, Uuid};
use torg_slots::needs::Needs;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::access::{self, Asked, Desk};
use super::needs;
use super::resources::{KINDS, kind_key};
use super::units::{Deed, PutOffer, RemoveOffer};
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::{Note, Offer, Way};
use torg_catalogue::services::offers::usual_travel;

/// An offer in the list.
struct Line {
    id: Uuid,
    service: String,
    way: &'static str,
    minutes: i32,
    drop_in: bool,
    /// Kinds that a visit needs, as words.
    needs: String,
    /// The service itself is switched off, so nobody sees the offer.
    off: bool,
    /// A need that nothing at the place can fill, in words.
    lacks: Option<String>,
}

#[derive(Template)]
#[template(path = "manage/templates/offers.html")]
struct OffersPage {
    p: Page,
    place: String,
    base: String,
    lines: Vec<Line>,
    saved: bool,
}

/// `GET /styring/sted/{place}/tilbud`
pub async fn list(mut visit: Visit, Path(place): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let offers = access::offers(&desk.directory, &desk.place);
    let mut lines: Vec<Line> = offers.iter().filter_map(|o| line(&visit, &desk, o)).collect();
    lines.sort_by_cached_key(|l| (l.service.to_lowercase(), visit.t(l.way).to_owned()));
    html(&OffersPage {
        p: desk.page(&visit, visit.t("manage-offers")),
        place: desk.place.name.clone(),
        base: desk.address(""),
        lines,
        saved: !asked.lagret.is_empty(),
    })
}

fn line(visit: &Visit, desk: &Desk, offer: &Arc<Offer>) -> Option<Line> {
    let service = desk.directory.service_by_id(offer.service)?;
    let lacking = needs::lacking(&desk.directory, &desk.place, &offer.needs);
    Some(Line {
        id: offer.id,
        service: service.texts.in_lang(visit.lang).name.clone(),
        way: offer.way.text(),
        minutes: offer.minutes,
        drop_in: offer.drop_in,
        needs: needs::text(visit, &offer.needs),
        off: !service.active,
        lacks: lacking.map(|need| needs::need_text(visit, need)),
    })
}

/// Kinds of resources in use at a place, those who meet people first: the first kind decides when visits start.
pub fn kinds_at(directory: &Directory, place: &Place) -> Vec<&'static str> {
    let here = directory.resources_at(place.id);
    KINDS.into_iter().filter(|kind| here.iter().any(|r| r.active && r.kind == *kind)).collect()
}

#[derive(Template)]
#[template(path = "manage/templates/offer_form.html")]
struct OfferFormPage {
    p: Page,
    place: String,
    base: String,
    action: String,
    /// What is changed: service and way, which stay as they are. None for a new offer.
    fixed: Option<(String, &'static str)>,
    services: Vec<Choice>,
    ways: Vec<Choice>,
    needs: Vec<Choice>,
    /// What can be asked of them.
    demands: Vec<Choice>,
    form: Form,
}

fn form_page(visit: &Visit, desk: &Desk, offer: Option<&Offer>, form: Form) -> Result<Html, Failure> {
    let fixed = offer.and_then(|o| Some((desk.directory.service_by_id(o.service)?, o.way.text())));
    let fixed = fixed.map(|(service, way)| (service.texts.in_lang(visit.lang).name.clone(), way));
    let title = fixed.as_ref().map_or(visit.t("manage-offer-new"), |(name, _)| name).to_owned();
    let choice = |value: &str, key: &str| Choice { value: value.to_owned(), label: visit.t(key).to_owned() };
    let mut kinds = kinds_at(&desk.directory, &desk.place);
    // What the offer needs already stays a choice, also when the place has none in use just now.
    kinds.extend(KINDS.into_iter().filter(|k| offer.is_some_and(|o| o.needs.alternatives().any(|n| n.kind == *k))));
    let needs = KINDS.into_iter().filter(|k| kinds.contains(k)).map(|k| choice(k, kind_key(k))).collect();
    let wrong = !form.ok();
    let page = OfferFormPage {
        p: desk.page(visit, title).with_form(&form),
        place: desk.place.name.clone(),
        base: desk.address(""),
        action: match offer {
            Some(offer) => desk.address(&format!("/tilbud/{}", offer.id)),
            None => desk.address("/tilbud/nytt"),
        },
        fixed,
        services: services(visit, desk),
        ways: Way::ALL.iter().map(|w| choice(w.code(), w.text())).collect(),
        needs,
        demands: needs::demands(visit, &desk.directory, &desk.place),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Services that may be offered, by name; an empty choice first.
fn services(visit: &Visit, desk: &Desk) -> Vec<Choice> {
    let active = desk.directory.services.iter().filter(|s| s.active);
    let mut list: Vec<Choice> =
        active.map(|s| Choice { value: s.slug.clone(), label: s.texts.in_lang(visit.lang).name.clone() }).collect();
    list.sort_by_cached_key(|c| c.label.to_lowercase());
    list.insert(0, Choice { value: String::new(), label: visit.t("manage-choose").to_owned() });
    list
}

/// `GET /styring/sted/{place}/tilbud/nytt`
pub async fn new(mut visit: Visit, Path(place): Path<String>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let form = Form::filled([
        ("way", Way::Counter.code().to_owned()),
        ("needs", "person".to_owned()),
        ("buffer_before", "0".to_owned()),
        ("buffer", "0".to_owned()),
        ("notice", "60".to_owned()),
        ("horizon", "60".to_owned()),
    ]);
    form_page(&visit, &desk, None, form)
}

/// `POST /styring/sted/{place}/tilbud/nytt`
pub async fn add(mut visit: Visit, Path(place): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let Some(offer) = read_new(&mut form, &desk.directory, &desk.place) else {
        return form_page(&visit, &desk, None, form);
    };
    let deed = Deed::new(visit.actor(), "offer.added");
    desk.keep(&visit, PutOffer { deed, offer }).await?;
    Ok(access::saved(&desk.address("/tilbud")))
}

/// `GET /styring/sted/{place}/tilbud/{offer}`
pub async fn open(mut visit: Visit, Path((place, id)): Path<(String, Uuid)>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let offer = access::offer(&desk.directory, &desk.place, id)?;
    form_page(&visit, &desk, Some(&offer), filled(&offer))
}

/// `POST /styring/sted/{place}/tilbud/{offer}`
pub async fn change(
    mut visit: Visit,
    Path((place, id)): Path<(String, Uuid)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let offer = access::offer(&desk.directory, &desk.place, id)?;
    let Some(changed) = read(&mut form, (*offer).clone()) else {
        return form_page(&visit, &desk, Some(&offer), form);
    };
    let deed = Deed::new(visit.actor(), "offer.changed");
    desk.keep(&visit, PutOffer { deed, offer: changed }).await?;
    Ok(access::saved(&desk.address("/tilbud")))
}

/// `POST /styring/sted/{place}/tilbud/{offer}/fjern`
pub async fn remove(
    mut visit: Visit,
    Path((place, id)): Path<(String, Uuid)>,
    _form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditServices)?;
    let offer = access::offer(&desk.directory, &desk.place, id)?;
    let deed = Deed::new(visit.actor(), "offer.removed");
    desk.keep(&visit, RemoveOffer { deed, offer: offer.id }).await?;
    Ok(access::saved(&desk.address("/tilbud")))
}

fn filled(offer: &Offer) -> Form {
    let mut form = Form::default();
    needs::fill(&mut form, &offer.needs);
    form.set("minutes", offer.minutes.to_string());
    form.set("buffer_before", offer.buffer_before.to_string());
    form.set("buffer", offer.buffer_minutes.to_string());
    form.set("travel", offer.travel_minutes.to_string());
    if offer.step_minutes > 0 {
        form.set("step", offer.step_minutes.to_string());
    }
    form.set("notice", offer.notice_minutes.to_string());
    form.set("horizon", offer.horizon_days.to_string());
    if offer.drop_in {
        form.set("drop_in", "ja");
    }
    for lang in Lang::ALL {
        form.set(&format!("note-{}", lang.code()), offer.note(lang));
    }
    form
}

/// Reads a new offer. `None` only together with errors in the form.
pub fn read_new(form: &mut Form, directory: &Directory, place: &Place) -> Option<Offer> {
    let service = directory.service(form.value("service")).filter(|s| s.active);
    if service.is_none() {
        form.wrong("service", "manage-service-missing");
    }
    let way = Way::parse(form.value("way"));
    if way.is_none() {
        form.wrong("way", "manage-way-missing");
    }
    if let (Some(service), "") = (service, form.value("minutes")) {
        // Left empty: as long as the service ordinarily takes.
        form.set("minutes", service.minutes.to_string());
    }
    if let (Some(service), Some(way)) = (service, way)
        && access::offers(directory, place).iter().any(|o| o.service == service.id && o.way == way)
    {
        form.wrong("way", "manage-offer-exists");
    }
    let offer = Offer {
        id: torg_base::new_id(),
        organisation: place.organisation,
        place: place.id,
        service: service.map(|s| s.id).unwrap_or_default(),
        way: way.unwrap_or(Way::Counter),
        minutes: 0,
        drop_in: false,
        needs: Needs::default(),
        buffer_before: 0,
        buffer_minutes: 0,
        step_minutes: 0,
        travel_minutes: way.map_or(0, usual_travel),
        notice_minutes: 0,
        horizon_days: 1,
        note: Note::default(),
    };
    read(form, offer)
}

/// Reads the form into an offer that keeps its key, service and way. `None` only together with errors in the form.
pub fn read(form: &mut Form, mut offer: Offer) -> Option<Offer> {
    offer.minutes = form.number("minutes", 5, 480, "manage-minutes-wrong");
    offer.buffer_before = number_or(form, "buffer_before", 120, 0, "manage-buffer-wrong");
    offer.buffer_minutes = form.number("buffer", 0, 120, "manage-buffer-wrong");
    offer.step_minutes = number_or(form, "step", 480, 0, "manage-step-wrong");
    offer.travel_minutes = number_or(form, "travel", 240, offer.travel_minutes, "manage-travel-wrong");
    offer.notice_minutes = form.number("notice", 0, 43_200, "manage-notice-wrong");
    offer.horizon_days = form.number("horizon", 1, 365, "manage-horizon-wrong");
    offer.drop_in = form.checked("drop_in");
    offer.needs = needs::read(form);
    if !offer.drop_in && offer.needs.is_empty() && form.problem("behov").is_none() {
        form.wrong("needs", "manage-needs-missing");
    }
    if form.ok() && !offer.fits_in_half_a_day() {
        form.wrong("minutes", "manage-visit-too-long");
    }
    offer.note = Note {
        nb: form.optional("note-nb", 200),
        nn: form.optional("note-nn", 200),
        en: form.optional("note-en", 200),
    };
    form.ok().then_some(offer)
}

/// A number that may be left out.
fn number_or(form: &mut Form, name: &str, max: i32, otherwise: i32, message: &'static str) -> i32 {
    if form.value(name).is_empty() { otherwise } else { form.number(name, 0, max, message) }
}
