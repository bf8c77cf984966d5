//! What every centre publishes, kept ready in memory: organisations, places, services, offers, calendars.
//!
//! It is read again when the configuration's version number changes: at once on the copy that changed it, within a
//! second on the others. What is taken is never kept here; that is asked of the database.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;

use axum::body::Bytes;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::{Lang, Uuid, time::oslo_date};
use torg_slots::calendar::{Calendar, open_state};
use torg_slots::rules::{Candidate, OfferRules, OpenState};
use torg_slots::store::{self as slots, Resource};
use torg_store::{Across, Reads, Result, Store, Tx, sql};
use torg_web::slice::Tick;
use torg_web::texts::Texts;
use torg_web::{App, Face};

use crate::notices::{self, Notice};
use crate::open::syntax::Syntax;
use crate::places::model::{Organisation, Place};
use crate::places::store as places;
use crate::services::card::Local;
use crate::services::local::{self, Locals};
use crate::services::model::{Offer, Service, Way};
use crate::services::pages::PlaceCards;
use crate::services::search::Index;
use crate::services::store as catalogue;
use crate::travel::model::Route;
use crate::travel::store as travel;

/// One reading of everything that is published.
pub struct Directory {
    version: i64,
    pub organisations: HashMap<Uuid, Organisation>,
    /// By name.
    pub places: Vec<Arc<Place>>,
    /// By slug.
    pub services: Vec<Arc<Service>>,
    service_ids: HashMap<Uuid, Arc<Service>>,
    /// Centres' ways with others' cards, and the cards that a centre shows with its own text.
    locals: Locals,
    own_texts: HashMap<(Uuid, Uuid), Arc<Service>>,
    place_ids: HashMap<Uuid, Arc<Place>>,
    place_slugs: HashMap<String, Arc<Place>>,
    /// Offers by place, of active services only.
    offers_at: HashMap<Uuid, Vec<Arc<Offer>>>,
    /// Offers by service.
    offers_of: HashMap<Uuid, Vec<Arc<Offer>>>,
    /// By offer.
    rules: HashMap<Uuid, Arc<OfferRules>>,
    resources: HashMap<Uuid, Vec<Resource>>,
    /// By place.
    routes: HashMap<Uuid, Vec<Route>>,
    calendars: HashMap<Uuid, Arc<Calendar>>,
    /// What is to be read today, newest first; also what was withdrawn lately.
    pub notices: Vec<Notice>,
    /// Made when somebody first searches: it costs more than all the rest.
    index: OnceLock<Index>,
    searched: Vec<Arc<Service>>,
    /// Cards of a place's services in a language, made when first asked for.
    cards: RwLock<HashMap<(Uuid, Lang), Arc<PlaceCards>>>,
    /// The whole list in each syntax, made when first asked for.
    files: RwLock<HashMap<Syntax, Bytes>>,
    /// The date it was read on; exceptions that were past then are not in it.
    read_on: jiff::civil::Date,
}

/// An offer with everything needed to show or book it.
#[derive(Clone)]
pub struct Offered {
    pub offer: Arc<Offer>,
    pub service: Arc<Service>,
    pub place: Arc<Place>,
    pub rules: Arc<OfferRules>,
    pub calendar: Arc<Calendar>,
    /// The language that the visit is to be held in, when one was chosen; the rules then have only people who speak it.
    pub language: Option<String>,
}

impl Offered {
    /// All resources that could take part.
    pub fn candidates(&self) -> Vec<Uuid> {
        self.rules.roles.iter().flat_map(|r| r.candidates.iter().map(|c| c.resource)).collect()
    }
}

impl Directory {
    async fn read(store: &Store) -> Result<Directory> {
        let db = store.across(Across::Directory);
        // The version first: a change while we read makes the next look read again.
        let version = version(&db).await?;
        let today = oslo_date(store.clock().now());
        let organisations = places::organisations(&db).await?;
        let resources = slots::resources(&db, None).await?;
        let place_rows = places::places(&db).await?;
        let services: Vec<Arc<Service>> = catalogue::services(&db).await?.into_iter().map(Arc::new).collect();
        let offers: Vec<Arc<Offer>> = catalogue::offers(&db).await?.into_iter().map(Arc::new).collect();
        let service_ids: HashMap<Uuid, Arc<Service>> = services.iter().map(|s| (s.id, s.clone())).collect();
        let locals: Locals = local::all(&db).await?.into_iter().map(|l| ((l.organisation, l.service), l)).collect();
        let active = offers.iter().filter(|o| service_ids.get(&o.service).is_some_and(|s| s.active));
        let calendars = calendars(&db, today).await?;
        let places = places_with_hours(place_rows, &resources);
        let mut by_place: HashMap<Uuid, Vec<Resource>> = HashMap::new();
        for resource in resources {
            by_place.entry(resource.place_id).or_default().push(resource);
        }
        let rules = rules(&offers, &places, &by_place);
        let mut routes: HashMap<Uuid, Vec<Route>> = HashMap::new();
        for route in travel::routes(&db).await? {
            routes.entry(route.place).or_default().push(route);
        }
        Ok(Directory {
            version,
            organisations: organisations.into_iter().map(|row| (row.id, organisation(row, &places))).collect(),
            cards: RwLock::default(),
            files: RwLock::default(),
            index: OnceLock::new(),
            searched: local::searched(&services, &locals),
            own_texts: local::own_texts(&service_ids, &locals),
            locals,
            place_ids: places.iter().map(|p| (p.id, p.clone())).collect(),
            place_slugs: places.iter().map(|p| (p.slug.clone(), p.clone())).collect(),
            offers_at: grouped(active, |o| o.place),
            offers_of: grouped(offers.iter(), |o| o.service),
            places,
            services,
            service_ids,
            rules,
            resources: by_place,
            routes,
            calendars,
            notices: notices::store::current(&db, today, store.clock().now()).await?,
            read_on: today,
        })
    }

    /// Changes with whatever is published, and with the date; the same on every copy of the program.
    pub fn version(&self) -> String {
        format!("{}-{}", self.version, self.read_on)
    }

    /// The words of every service, ready to be searched.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::build(self.searched.iter()))
    }

    pub fn place(&self, slug: &str) -> Option<&Arc<Place>> {
        self.place_slugs.get(slug)
    }

    pub fn place_by_id(&self, id: Uuid) -> Option<&Arc<Place>> {
        self.place_ids.get(&id)
    }

    pub fn service(&self, slug: &str) -> Option<&Arc<Service>> {
        self.services.binary_search_by(|s| s.slug.as_str().cmp(slug)).ok().map(|i| &self.services[i])
    }

    pub fn service_by_id(&self, id: Uuid) -> Option<&Arc<Service>> {
        self.service_ids.get(&id)
    }

    /// A service as a centre shows it: with its own text where it has one, else as the card says.
    pub fn service_for(&self, organisation: Uuid, id: Uuid) -> Option<&Arc<Service>> {
        self.own_texts.get(&(organisation, id)).or_else(|| self.service_by_id(id))
    }

    /// A centre's way with somebody else's card; none when it has never offered it.
    pub fn local(&self, organisation: Uuid, service: Uuid) -> Option<&Local> {
        self.locals.get(&(organisation, service))
    }

    /// The organisation's look, for the page shell.
    pub fn face(&self, organisation: Uuid) -> Option<&Arc<Face>> {
        self.organisations.get(&organisation).map(|o| &o.face)
    }

    /// Offers of active services at a place.
    pub fn offers_at(&self, place: Uuid) -> &[Arc<Offer>] {
        self.offers_at.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The cards of a place's page. They change only with the directory itself, so they are made once.
    pub fn cards_at(&self, place: &Place, texts: &Texts, lang: Lang) -> Arc<PlaceCards> {
        let key = (place.id, lang);
        if let Some(known) = self.cards.read().ok().and_then(|kept| kept.get(&key).cloned()) {
            return known;
        }
        let made = Arc::new(PlaceCards::make(self, place, texts, lang));
        if let Ok(mut kept) = self.cards.write() {
            kept.insert(key, made.clone());
        }
        made
    }

    /// The whole list in a syntax. It changes only with the directory itself, so it is made once.
    pub(crate) fn file(&self, syntax: Syntax, make: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<Bytes> {
        if let Some(known) = self.files.read().ok().and_then(|kept| kept.get(&syntax).cloned()) {
            return Ok(known);
        }
        let made = Bytes::from(make()?);
        if let Ok(mut kept) = self.files.write() {
            kept.insert(syntax, made.clone());
        }
        Ok(made)
    }

    /// Offers of a service at all places.
    pub fn offers_of(&self, service: Uuid) -> &[Arc<Offer>] {
        self.offers_of.get(&service).map_or(&[], Vec::as_slice)
    }

    pub fn resources_at(&self, place: Uuid) -> &[Resource] {
        self.resources.get(&place).map_or(&[], Vec::as_slice)
    }

    pub fn calendar(&self, place: Uuid) -> Arc<Calendar> {
        self.calendars.get(&place).cloned().unwrap_or_default()
    }

    /// When a place is open on the seven days from a date, exceptions and public holidays taken into account.
    pub fn open_week(&self, place: &Place, from: Date) -> Vec<(Date, Vec<(Timestamp, Timestamp)>)> {
        let calendar = self.calendar(place.id);
        let day = |n: i32| from.saturating_add(SignedDuration::from_hours(24) * n);
        (0..7).map(day).map(|date| (date, calendar.open(place.hours, date))).collect()
    }

    /// Whether a place is open, until when, or when it opens.
    pub fn open_state(&self, place: &Place, now: Timestamp) -> OpenState {
        open_state(&self.calendar(place.id), place.hours, now)
    }

    /// One offer with its rules, by slugs and way.
    pub fn offered(&self, service: &str, place: &str, way: Way) -> Option<Offered> {
        let (service, place) = (self.service(service)?, self.place(place)?);
        let offer = self.offers_at(place.id).iter().find(|o| o.service == service.id && o.way == way)?;
        self.with_rules(offer)
    }

    /// An offer with its rules, when it can be booked at all.
    pub fn with_rules(&self, offer: &Arc<Offer>) -> Option<Offered> {
        let service = self.service_for(offer.organisation, offer.service);
        let service = service.filter(|s| s.active && offer.bookable())?;
        let place = self.place_by_id(offer.place)?;
        Some(Offered {
            offer: offer.clone(),
            service: service.clone(),
            place: place.clone(),
            rules: self.rules.get(&offer.id)?.clone(),
            calendar: self.calendar(place.id),
            language: None,
        })
    }

    /// How people come to a place, by origin.
    pub fn routes_to(&self, place: Uuid) -> &[Route] {
        self.routes.get(&place).map_or(&[], Vec::as_slice)
    }

    /// How people come to a place from one origin.
    pub fn way_there(&self, place: Uuid, origin: &str) -> Option<&Route> {
        self.routes_to(place).iter().find(|route| route.origin == origin)
    }

    /// The languages that an offer's visits can be held in besides the usual one: codes, in order.
    pub fn languages(&self, offered: &Offered) -> Vec<String> {
        let people = offered.offer.person_role().and_then(|role| offered.rules.roles.get(role));
        let person = |one: &Candidate| people_at(self, offered).find(|r| r.id == one.resource);
        let people = people.into_iter().flat_map(|role| role.candidates.iter().filter_map(person));
        let mut codes: Vec<String> = people.flat_map(|r| r.tags.languages().map(str::to_owned)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The offer with only those people who speak a language; none when nobody does.
    pub fn speaking(&self, offered: &Offered, language: &str) -> Option<Offered> {
        let role = offered.offer.person_role()?;
        let speaks =
            |one: &Candidate| people_at(self, offered).any(|r| r.id == one.resource && r.tags.speaks(language));
        let mut rules = OfferRules::clone(&offered.rules);
        let people = rules.roles.get_mut(role)?;
        people.candidates.retain(speaks);
        let any = !people.candidates.is_empty();
        any.then(|| Offered { rules: Arc::new(rules), language: Some(language.to_owned()), ..offered.clone() })
    }
}

fn people_at<'a>(directory: &'a Directory, offered: &Offered) -> impl Iterator<Item = &'a Resource> + use<'a> {
    directory.resources_at(offered.place.id).iter()
}

fn grouped<'a>(
    offers: impl Iterator<Item = &'a Arc<Offer>>,
    key: impl Fn(&Offer) -> Uuid,
) -> HashMap<Uuid, Vec<Arc<Offer>>> {
    let mut groups: HashMap<Uuid, Vec<Arc<Offer>>> = HashMap::new();
    for offer in offers {
        groups.entry(key(offer)).or_default().push(offer.clone());
    }
    groups
}

/// The rules of every offer, by its key.
fn rules(
    offers: &[Arc<Offer>],
    places: &[Arc<Place>],
    resources: &HashMap<Uuid, Vec<Resource>>,
) -> HashMap<Uuid, Arc<OfferRules>> {
    let hours: HashMap<Uuid, Uuid> = places.iter().map(|place| (place.id, place.hours)).collect();
    let here = |place: &Uuid| resources.get(place).map_or(&[][..], Vec::as_slice);
    let of = |offer: &Arc<Offer>| {
        let hours = hours.get(&offer.place).copied().unwrap_or(offer.place);
        (offer.id, Arc::new(offer.rules(here(&offer.place), hours)))
    };
    offers.iter().map(of).collect()
}

fn organisation(row: places::OrganisationRow, all: &[Arc<Place>]) -> Organisation {
    let own: Vec<&Arc<Place>> = all.iter().filter(|p| p.organisation == row.id).collect();
    let home = match own.as_slice() {
        [only] => format!("/sted/{}", only.slug),
        _ => "/".to_owned(),
    };
    let face = Face {
        slug: row.slug.clone(),
        name: row.name.clone(),
        written: row.written(),
        accent: row.accent.clone(),
        accessibility_url: row.accessibility_url.clone(),
        phone: row.phone.clone(),
        home,
    };
    Organisation {
        id: row.id,
        written: row.written(),
        slug: row.slug,
        name: row.name,
        orgnr: row.orgnr,
        face: Arc::new(face),
    }
}

fn places_with_hours(rows: Vec<places::PlaceRow>, resources: &[Resource]) -> Vec<Arc<Place>> {
    let hours: HashMap<Uuid, Uuid> =
        resources.iter().filter(|r| r.kind == "place").map(|r| (r.place_id, r.id)).collect();
    rows.into_iter()
        .map(|row| {
            Arc::new(Place {
                hours: hours.get(&row.id).copied().unwrap_or(row.id),
                id: row.id,
                organisation: row.organisation_id,
                slug: row.slug,
                name: row.name,
                municipality_no: row.municipality_no,
                address: row.address,
                latitude: row.latitude,
                longitude: row.longitude,
                phone: row.phone,
                email: row.email,
                queue: row.queue,
            })
        })
        .collect()
}

async fn calendars(db: &Reads, today: jiff::civil::Date) -> Result<HashMap<Uuid, Arc<Calendar>>> {
    let mut rules: HashMap<Uuid, Vec<_>> = HashMap::new();
    for kept in slots::rules(db, None).await? {
        rules.entry(kept.place).or_default().push(kept.rule);
    }
    let mut exceptions: HashMap<Uuid, Vec<_>> = HashMap::new();
    for kept in slots::exceptions(db, None, today).await? {
        exceptions.entry(kept.place).or_default().push(kept.exception);
    }
    let calendar = |(place, rules)| {
        let own = exceptions.remove(&place).unwrap_or_default();
        (place, Arc::new(Calendar::new(rules, own)))
    };
    Ok(rules.into_iter().map(calendar).collect())
}

async fn version(db: &Reads) -> Result<i64> {
    let found: Vec<i64> = sql::column(db, "SELECT version FROM config_version WHERE id = 1", []).await?;
    Ok(found.first().copied().unwrap_or_default())
}

/// Says that what is published has changed; part of every unit that changes it.
pub async fn changed(tx: &Tx) -> Result<()> {
    sql::exec(tx, "UPDATE config_version SET version = version + 1 WHERE id = 1", []).await?;
    Ok(())
}

/// The present directory, shared by all requests.
pub struct Directories {
    now: RwLock<Arc<Directory>>,
}

pub const TICKS: &[Tick] = &[Tick { name: "directory", every: Duration::from_secs(1), run: |app| Box::pin(look(app)) }];

impl Directories {
    pub async fn open(store: &Store) -> Result<Directories> {
        Ok(Directories { now: RwLock::new(Arc::new(Directory::read(store).await?)) })
    }

    pub fn get(&self) -> Arc<Directory> {
        // A lock is only poisoned by a panic while holding it, and nothing that can panic happens there.
        self.now.read().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    /// Reads again if something has changed or a new day has begun.
    pub async fn refresh(&self, store: &Store) -> Result<()> {
        let known = self.get();
        let today = oslo_date(store.clock().now());
        if known.version == version(&store.across(Across::Directory)).await? && known.read_on == today {
            return Ok(());
        }
        let fresh = Arc::new(Directory::read(store).await?);
        *self.now.write().unwrap_or_else(|broken| broken.into_inner()) = fresh;
        Ok(())
    }
}

async fn look(app: App) -> Result<()> {
    app.part::<Directories>().refresh(app.store()).await
}

/// The directory of a running program.
pub fn of(app: &App) -> Arc<Directory> {
    app.part::<Directories>().get()
}

/// The name that a place's page has, with its written language.
pub fn written_at(directory: &Directory, place: &Place) -> Lang {
    directory.organisations.get(&place.organisation).map_or(Lang::Nb, |o| o.written)
}
