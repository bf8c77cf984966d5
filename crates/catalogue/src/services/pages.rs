//! Pages of the service list.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use torg_base::{Lang, Uuid};
use torg_web::page::{Html, html};
use torg_web::texts::Texts;
use torg_web::{ApiFailure, Choice, Failure, Page, Visit};
use utoipa::{IntoParams, ToSchema};

use super::card::{event_iri, theme_iri};
use super::model::{Offer, Service, Way, Wording};
use super::stand::Stand;
use crate::directory::{self, Directory};
use crate::notices;
use crate::open::{markup, pages as open};
use crate::places::model::Place;
use crate::places::pages::{OpenLine, open_line};
use crate::usage;

/// A service as a card in a list.
pub struct Card {
    pub href: String,
    pub name: String,
    pub promise: String,
    /// «Ca. 30 minutter».
    pub length: String,
    pub ways: Vec<&'static str>,
    pub drop_in: bool,
}

/// Cards of services; with a place, its own ways and links that remember the place.
pub fn cards(
    directory: &Directory,
    services: &[Arc<Service>],
    place: Option<&Place>,
    texts: &Texts,
    lang: Lang,
) -> Vec<Card> {
    let mut here: HashMap<Uuid, Vec<&Offer>> = HashMap::new();
    for offer in place.map_or(&[][..], |p| directory.offers_at(p.id)) {
        here.entry(offer.service).or_default().push(offer);
    }
    let suffix = place.map(|p| format!("?sted={}", p.slug)).unwrap_or_default();
    services
        .iter()
        .map(|service| {
            let offers = match place {
                Some(_) => here.remove(&service.id).unwrap_or_default(),
                None => directory.offers_of(service.id).iter().map(Arc::as_ref).collect(),
            };
            let words = service.texts.in_lang(lang);
            let minutes = offers.first().map_or(service.minutes, |o| o.minutes).to_string();
            Card {
                href: format!("/tjenester/{}{suffix}", service.slug),
                name: words.name.clone(),
                promise: words.promise.clone(),
                length: texts.format(lang, "about-minutes", &[("n", &minutes)]),
                ways: ways(&offers),
                drop_in: offers.iter().any(|o| o.drop_in),
            }
        })
        .collect()
}

/// What a place's page lists: what one may drop in for, and the rest.
pub struct PlaceCards {
    pub drop_in: Vec<Card>,
    pub others: Vec<Card>,
}

impl PlaceCards {
    pub(crate) fn make(directory: &Directory, place: &Place, texts: &Texts, lang: Lang) -> PlaceCards {
        let services = services_at(directory, place, lang);
        let all = cards(directory, &services, Some(place), texts, lang);
        let (drop_in, others) = all.into_iter().partition(|card| card.drop_in);
        PlaceCards { drop_in, others }
    }
}

/// Text keys of the ways in which some offers are given, each once.
fn ways(offers: &[&Offer]) -> Vec<&'static str> {
    let mut list: Vec<Way> = offers.iter().map(|o| o.way).collect();
    list.sort_unstable();
    list.dedup();
    list.into_iter().map(Way::text).collect()
}

/// Active services that a place offers, by name.
pub fn services_at(directory: &Directory, place: &Place, lang: Lang) -> Vec<Arc<Service>> {
    let offered: std::collections::HashSet<_> = directory.offers_at(place.id).iter().map(|o| o.service).collect();
    let mut list: Vec<Arc<Service>> =
        offered.iter().filter_map(|id| directory.service_for(place.organisation, *id)).cloned().collect();
    by_name(&mut list, lang);
    list
}

/// The same as a list to choose from.
pub fn service_choices(directory: &Directory, place: &Place, lang: Lang) -> Vec<Choice> {
    services_at(directory, place, lang).iter().map(|service| service.choice(lang)).collect()
}

fn by_name(list: &mut [Arc<Service>], lang: Lang) {
    list.sort_by_cached_key(|s| s.texts.in_lang(lang).name.to_lowercase());
}

#[derive(Deserialize, Default)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    sted: String,
    /// Set after somebody has said whether a page helped.
    #[serde(default)]
    takk: String,
}

#[derive(Template)]
#[template(path = "services/templates/list.html")]
struct ListPage {
    p: Page,
    q: String,
    place: Option<Arc<Place>>,
    cards: Vec<Card>,
    confident: bool,
    phones: Vec<Arc<Place>>,
}

/// `GET /tjenester?q=&sted=`
pub async fn list(mut visit: Visit, Query(query): Query<ListQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place(&query.sted).cloned();
    if let Some(place) = &place {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    let q: String = query.q.trim().chars().take(200).collect();
    let (services, confident) = matching(&directory, &q, place.as_deref(), visit.lang);
    let cards = cards(&directory, &services, place.as_deref(), visit.app.texts(), visit.lang);
    let phones = place.clone().map_or_else(|| directory.places.clone(), |p| vec![p]);
    let title = if q.is_empty() { visit.t("services-title") } else { visit.t("search-title") }.to_owned();
    let face = place.as_ref().and_then(|p| directory.face(p.organisation));
    let p = visit.page(title).of(face);
    // What somebody searched for is nothing to list.
    let p = if q.is_empty() { p.listed("/tjenester") } else { p };
    html(&ListPage { p, q, place, cards, confident, phones })
}

/// All services by name, or those that match a question, best first.
fn matching(directory: &Directory, q: &str, place: Option<&Place>, lang: Lang) -> (Vec<Arc<Service>>, bool) {
    let here = match place {
        Some(place) => services_at(directory, place, lang),
        None => {
            let mut all: Vec<_> = directory.services.iter().filter(|s| s.active).cloned().collect();
            by_name(&mut all, lang);
            all
        }
    };
    if q.is_empty() {
        return (here, true);
    }
    let found = directory.index().search(q);
    let ranked = found.services.iter().filter_map(|id| here.iter().find(|s| s.id == *id).cloned()).collect();
    (ranked, found.confident)
}

/// One way at one place, on the page of a service.
pub struct OfferLine {
    pub place: Arc<Place>,
    pub way: &'static str,
    pub note: String,
    pub drop_in: bool,
    pub book: Option<String>,
    pub open: OpenLine,
}

#[derive(Template)]
#[template(path = "services/templates/service.html")]
struct ServicePage {
    p: Page,
    service: Arc<Service>,
    texts: Wording,
    place: Option<Arc<Place>>,
    offers: Vec<OfferLine>,
    book: Option<String>,
    stand: Stand,
    notices: Vec<notices::Shown>,
    /// Somebody has just said whether the page helped.
    thanks: bool,
}

/// `GET /tjenester/{service}?sted=`
pub async fn service(
    mut visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let mut service = directory.service(&slug).filter(|s| s.active).cloned().ok_or(Failure::NotFound)?;
    let place = directory.place(&query.sted).cloned();
    if let Some(place) = &place {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
        service = directory.service_for(place.organisation, service.id).cloned().unwrap_or(service);
    }
    let thanks = !query.takk.is_empty();
    if !thanks {
        usage::seen(&visit, &headers, &service, place.as_deref());
    }
    let lines = offer_lines(&visit, &directory, &service, place.as_deref());
    let texts = service.texts.in_lang(visit.lang).clone();
    let book = lines.iter().any(|l| l.book.is_some()).then(|| match &place {
        Some(place) => format!("/bestill/{}?sted={}", service.slug, place.slug),
        None => format!("/bestill/{}", service.slug),
    });
    let face = place.as_ref().and_then(|p| directory.face(p.organisation));
    let about = markup::service(&directory, &service, &visit.app.site().base_url, visit.lang);
    let p = visit.page(texts.name.clone()).of(face).listed(format!("/tjenester/{}", service.slug)).about(&about);
    let stand = Stand::of(&visit, &directory, &service, place.as_deref());
    let notices = notices::shown::about(&visit, &directory, &service);
    html(&ServicePage { p, service, texts, place, offers: lines, book, stand, notices, thanks })
}

fn offer_lines(visit: &Visit, directory: &Directory, service: &Service, place: Option<&Place>) -> Vec<OfferLine> {
    let now = visit.app.clock().now();
    let mut lines: Vec<OfferLine> = directory
        .offers_of(service.id)
        .iter()
        .filter(|o| place.is_none_or(|p| p.id == o.place))
        .filter_map(|offer| {
            let place = directory.place_by_id(offer.place)?.clone();
            let book =
                offer.bookable().then(|| format!("/bestill/{}/{}/{}", service.slug, place.slug, offer.way.code()));
            Some(OfferLine {
                way: offer.way.text(),
                note: offer.note(visit.lang).to_owned(),
                drop_in: offer.drop_in,
                book,
                open: open_line(visit, directory, &place, now),
                place,
            })
        })
        .collect();
    lines.sort_by(|a, b| a.place.name.cmp(&b.place.name));
    lines
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ServicesQuery {
    /// The language of the texts.
    #[param(pattern = "^(nb|nn|en)$", example = "nb")]
    lang: Option<String>,
    /// What somebody needs, in their own words.
    #[param(max_length = 200)]
    q: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ServiceItem {
    slug: String,
    name: String,
    promise: String,
    boundary: String,
    /// The responsible agency.
    authority: String,
    ways: Vec<&'static str>,
    /// Slugs of the places.
    places: Vec<String>,
    minutes: i32,
    /// Codes of the languages in which the help is given; empty when it is not told.
    languages: Vec<String>,
    /// Addresses (IRIs) of Los themes and life events.
    themes: Vec<String>,
    events: Vec<String>,
    /// Date on which somebody last checked the text.
    checked: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ServiceItems {
    items: Vec<ServiceItem>,
    /// False when we do not know what is asked for.
    confident: bool,
}

/// The service list; best first when `q` is given.
#[utoipa::path(get, path = "/api/v1/services", params(ServicesQuery), responses(
    (status = 200, body = ServiceItems), (status = 304, description = "as the ETag in If-None-Match says"),
    (status = 400, description = "the query cannot be read")))]
pub async fn api_services(
    visit: Visit,
    Query(query): Query<ServicesQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiFailure> {
    let directory = directory::of(&visit.app);
    let lang = match query.lang.as_deref() {
        None => visit.lang,
        Some(code) => {
            let known = Lang::ALL.into_iter().find(|l| l.code() == code);
            known.ok_or_else(|| ApiFailure::new(StatusCode::BAD_REQUEST, "unknown-language"))?
        }
    };
    let q = query.q.unwrap_or_default().trim().to_owned();
    if q.chars().count() > 200 {
        return Err(ApiFailure::new(StatusCode::BAD_REQUEST, "question-too-long"));
    }
    let tag = open::tag(&directory.version(), lang.code());
    let mut response = if open::unchanged(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let (services, confident) = matching(&directory, &q, None, lang);
        let items = services.iter().map(|s| item(&directory, s, lang)).collect();
        Json(ServiceItems { items, confident }).into_response()
    };
    open::keep(response.headers_mut(), &tag);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    Ok(response)
}

fn item(directory: &Directory, service: &Service, lang: Lang) -> ServiceItem {
    let texts = service.texts.in_lang(lang);
    let offers = directory.offers_of(service.id);
    let mut ways: Vec<Way> = offers.iter().map(|o| o.way).collect();
    ways.sort_unstable();
    ways.dedup();
    let mut places: Vec<String> =
        offers.iter().filter_map(|o| directory.place_by_id(o.place)).map(|p| p.slug.clone()).collect();
    places.sort_unstable();
    places.dedup();
    ServiceItem {
        slug: service.slug.clone(),
        name: texts.name.clone(),
        promise: texts.promise.clone(),
        boundary: texts.boundary.clone(),
        authority: service.agency.clone(),
        ways: ways.into_iter().map(Way::code).collect(),
        places,
        minutes: service.minutes,
        languages: service.facts.languages.clone(),
        themes: service.facts.themes.iter().map(|slug| theme_iri(slug)).collect(),
        events: service.facts.events.iter().map(|slug| event_iri(slug)).collect(),
        checked: service.standing.checked.as_ref().map(|c| c.on.to_string()),
    }
}
