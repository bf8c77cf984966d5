//! What `torg demo` is filled with: the real files of places and services, and invented people who use them.
//!
//! Nobody here exists. Most have no telephone; the few numbers are never called or written to, since the demo sends nothing.

mod cards;
mod courses;
mod notices;
mod queue;
mod sessions;
#[cfg(test)]
mod tests;
mod tours;
mod waiting;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Actor, Clock, Lang, Membership, Phone, Role, Uuid};
use torg_people::seed_staff;
use torg_people::staff::Held;
use torg_slots::rules::{Exception, ExceptionKind};
use torg_store::{Across, Error, Result, Store, Tx, Unit};
use torg_web::App;

use torg_booking::booking::details::Details;
use torg_booking::booking::model::{Booking, Contact, Step};
use torg_booking::booking::times;
use torg_booking::booking::units::{Hold, Proof, TakeStep};
use torg_booking::counts::{self, Key};
use torg_catalogue::directory::{self, Directories, Directory, Offered};
use torg_catalogue::import::{self, Kind, Options, SHARED};
use torg_catalogue::places::model::Place;
use torg_catalogue::places::store as places;
use torg_catalogue::services::model::{Offer, Way};

const FILES: [(Kind, &str); 6] = [
    (Kind::Places, include_str!("../../../data/places.csv")),
    (Kind::Services, include_str!("../../../data/services.csv")),
    (Kind::Resources, include_str!("../../../data/resources.csv")),
    (Kind::Hours, include_str!("../../../data/hours.csv")),
    (Kind::Offers, include_str!("../../../data/offers.csv")),
    (Kind::Travel, include_str!("../../../data/travel.csv")),
];

/// The organisation whose staff one can be in the demo.
const HOME: &str = "vanylven";
/// The place that is closed one day next week.
const CLOSING: &str = "tokke";
/// Days back that have counts, and days ahead that have bookings.
const DAYS_BACK: i64 = 28;
const DAYS_AHEAD: i64 = 5;

/// Fills an empty store with organisations, places, services, resources, hours and offers. Does nothing to a store that
/// has organisations.
pub async fn seed(store: &Store) -> Result<()> {
    if !places::organisations(&store.across(Across::Operator)).await?.is_empty() {
        return Ok(());
    }
    for (kind, text) in FILES {
        let table = import::table_from(text.as_bytes()).map_err(|_| Error::Database("demo data".into()))?;
        let report = import::import(store, kind, table, Options::default()).await?;
        if !report.bad.is_empty() {
            return Err(Error::Database(format!("demo data: {}", kind.code())));
        }
    }
    let shared = places::organisations(&store.across(Across::Operator)).await?;
    let shared = shared.iter().find(|o| o.slug == SHARED).ok_or(Error::NotFound)?.id;
    cards::found(store, shared).await
}

/// Somebody of the staff for each role, made on first use. Runs after [`seed`].
pub async fn staff(store: &Store) -> Result<Vec<(Role, Uuid)>> {
    let organisations = places::organisations(&store.across(Across::Operator)).await?;
    let id = |slug| organisations.iter().find(|o| o.slug == slug).map(|o| o.id).ok_or(Error::NotFound);
    let staff = Staff { home: id(HOME)?, shared: id(SHARED)?, agency: id(cards::AGENCY).or(id(SHARED))? };
    store.write_across(Across::Operator, staff).await
}

struct Staff {
    home: Uuid,
    shared: Uuid,
    agency: Uuid,
}

/// Invented staff; the name says the role. The guide comes before the helper, whom the guide supervises.
const STAFF: [(Role, &str); 8] = [
    (Role::Guide, "Vigdis Veileder"),
    (Role::Helper, "Hjalmar Hjelper"),
    (Role::Caseworker, "Sara Saksbehandler"),
    (Role::Manager, "Leif Leder"),
    (Role::Agency, "Eva Etat"),
    (Role::Employer, "Arne Arbeidsgiver"),
    (Role::National, "Nora Nasjonal"),
    (Role::Admin, "Didrik Drift"),
];

impl Unit for Staff {
    type Out = Vec<(Role, Uuid)>;

    async fn run(&self, tx: &Tx) -> Result<Self::Out> {
        let mut made: Vec<(Role, Uuid)> = Vec::new();
        for (role, name) in STAFF {
            let local = matches!(role, Role::Guide | Role::Helper | Role::Caseworker | Role::Manager);
            let organisation = match role {
                _ if local => self.home,
                Role::Agency => self.agency,
                _ => self.shared,
            };
            let guide = made.iter().find(|(r, _)| *r == Role::Guide).map(|(_, id)| *id);
            let held = Held {
                membership: Membership { organisation, place: None, role },
                supervisor: guide.filter(|_| role == Role::Helper),
            };
            let email = format!("{}@demo.example", role.code());
            made.push((role, seed_staff(tx, name, &email, &[held]).await?));
        }
        Ok(made)
    }
}

/// Makes the demo alive: bookings today and on the next days, a call to make, drop-ins of four weeks, a closed day.
/// Does nothing when the places have counts already.
pub async fn seed_life(app: &App) -> Result<()> {
    let directories = app.part::<Directories>();
    directories.refresh(app.store()).await?;
    let today = oslo_date(app.clock().now());
    if lived_in(app, &directories.get(), today).await? {
        return Ok(());
    }
    close_a_day(app, today).await?;
    directories.refresh(app.store()).await?;
    let people = staff(app.store()).await?;
    let with = |role: Role| people.iter().find(|(r, _)| *r == role).map(|(_, id)| *id).ok_or(Error::NotFound);
    let (staff, helper) = (with(Role::Guide)?, with(Role::Helper)?);
    let mut life = Life {
        directory: directories.get(),
        actor: Actor::Staff { staff, memberships: Vec::new() },
        dice: Dice(2026),
        people: 0,
        met: 0,
        clock: Clock::fixed(app.clock().now()),
        morning: None,
    };
    life.begin(app, today).await?;
    for place in life.directory.places.clone() {
        life.today(app, &place, today).await?;
        for day in 1..=DAYS_AHEAD {
            life.book(app, &place, plus(today, day), 2).await?;
        }
        life.count(app, &place, today).await?;
    }
    life.request(app, today).await?;
    queue::seed(app, &life.actor, today).await?;
    sessions::seed(app, today).await?;
    waiting::seed(app, &life.actor, today).await?;
    courses::seed(app, today, helper, staff).await?;
    cards::seed(app, &people, today).await?;
    notices::seed(app, &people, today).await?;
    tours::seed(app, &people).await
}

/// Begins what takes its time in a demo that somebody looks at: a run of the tour planner.
pub async fn begin(app: &App) -> Result<()> {
    let people = staff(app.store()).await?;
    tours::first_run(app, &people).await
}

async fn lived_in(app: &App, directory: &Directory, today: Date) -> Result<bool> {
    for place in &directory.places {
        let db = app.store().within(place.organisation);
        if !counts::sums(&db, place.id, plus(today, -DAYS_BACK), plus(today, -1)).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Wednesday of next week.
async fn close_a_day(app: &App, today: Date) -> Result<()> {
    let directory = directory::of(app);
    let Some(place) = directory.place(CLOSING) else { return Ok(()) };
    let to_monday = i64::from(today.weekday().until(Weekday::Monday)) % 7;
    let next_monday = plus(today, if to_monday == 0 { 7 } else { to_monday });
    let day = plus(next_monday, 2);
    let exception = Exception {
        resource: None,
        from: day,
        to: day,
        kind: ExceptionKind::CLOSED_ALL_DAY,
        reason: Some("Planleggingsdag".into()),
    };
    app.store().write(place.organisation, Close { place: place.id, exception }).await
}

struct Close {
    place: Uuid,
    exception: Exception,
}

impl Unit for Close {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        torg_slots::store::add_exception(tx, self.place, &self.exception).await?;
        directory::changed(tx).await
    }
}

/// Invented names and aliases, with the language each wants.
const PEOPLE: [(&str, Lang); 20] = [
    ("Solveig T.", Lang::Nn),
    ("Ola N.", Lang::Nb),
    ("Marek", Lang::En),
    ("Fatima", Lang::Nb),
    ("Turid", Lang::Nn),
    ("Kari N.", Lang::Nb),
    ("Den blå lua", Lang::Nb),
    ("Jonas B.", Lang::Nb),
    ("Agnieszka", Lang::En),
    ("Birger", Lang::Nn),
    ("Mor til Emil", Lang::Nb),
    ("Yusuf", Lang::Nb),
    ("Oddny S.", Lang::Nn),
    ("Rimantas", Lang::En),
    ("Aud-Marie", Lang::Nb),
    ("Fiskaren", Lang::Nn),
    ("Olena", Lang::En),
    ("Per Test", Lang::Nb),
    ("Ragnhild", Lang::Nn),
    ("Somchai", Lang::En),
];

/// Numbers that are always the same, so that two demos look alike (a linear congruential generator, Knuth's MMIX).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }
}

struct Life {
    directory: std::sync::Arc<Directory>,
    actor: Actor,
    dice: Dice,
    /// How many have been booked for, and how many meetings have passed.
    people: usize,
    met: usize,
    /// The clock of `morning`.
    clock: Clock,
    /// The same program and database at six in the morning, for what has happened today already.
    morning: Option<App>,
}

impl Life {
    async fn begin(&mut self, app: &App, today: Date) -> Result<()> {
        let store = Store::open(app.store().config().clone(), self.clock.clone(), app.store().keys().clone()).await?;
        let morning = App::builder(store, app.texts().clone(), app.site().clone())
            .with(app.part::<Directories>())
            .with(app.part::<torg_notify::Notifier>())
            .build();
        self.morning = Some(morning);
        self.clock.set(six(today).min(app.clock().now()));
        Ok(())
    }

    /// Bookings of today, with what has come of those whose time has passed.
    async fn today(&mut self, app: &App, place: &Place, today: Date) -> Result<()> {
        let Some(morning) = self.morning.clone() else { return Ok(()) };
        let now = app.clock().now();
        self.clock.set(six(today).min(now));
        let guides = self.directory.resources_at(place.id).iter().filter(|r| r.kind == "person").count();
        let mut made = self.book(&morning, place, today, 2 * guides + 1).await?;
        made.sort_by_key(|b| b.starts);
        for booking in made {
            self.met += usize::from(booking.ends <= now);
            let comes = self.met % 7 != 3;
            let steps: &[Step] = match booking.way {
                _ if booking.starts > now + SignedDuration::from_mins(10) => &[],
                _ if booking.ends <= now && !comes => &[Step::Miss],
                Way::Phone if booking.starts > now => &[],
                _ if booking.starts > now => &[Step::Arrive],
                Way::Phone if booking.ends <= now => &[Step::Start, Step::Finish],
                _ if booking.ends <= now => &[Step::Arrive, Step::Start, Step::Finish],
                _ => &[Step::Arrive, Step::Start],
            };
            for step in steps {
                let at = if *step == Step::Finish { booking.ends } else { booking.starts };
                self.clock.set(at.min(now));
                let unit = TakeStep { app: morning.clone(), actor: self.actor.clone(), id: booking.id, step: *step };
                morning.store().write(booking.organisation, unit).await?;
            }
        }
        Ok(())
    }

    /// Up to `count` bookings at a place on a day, at times that are free.
    async fn book(&mut self, app: &App, place: &Place, day: Date, count: usize) -> Result<Vec<Booking>> {
        let offers: Vec<Offered> = self.offers(place, |o| matches!(o.way, Way::Counter | Way::Phone | Way::Video));
        let mut made = Vec::new();
        for _ in 0..if offers.is_empty() { 0 } else { count } {
            let offered = offers[self.dice.roll(offers.len())].clone();
            let free =
                times::free(app, std::slice::from_ref(&offered), start_of_day(day), start_of_day(plus(day, 1))).await?;
            let Some(slots) = free.first().filter(|slots| !slots.is_empty()) else { continue };
            let start = slots[self.dice.roll(slots.len())].start;
            made.extend(self.hold(app, offered, start, Proof::Staff).await?);
        }
        Ok(made)
    }

    async fn hold(&mut self, app: &App, offered: Offered, start: Timestamp, proof: Proof) -> Result<Option<Booking>> {
        let contact = self.contact(proof == Proof::Call);
        let actor = if proof == Proof::Staff { self.actor.clone() } else { Actor::Anonymous };
        let app = app.clone();
        let details = Details::default();
        let hold = Hold { app, actor, offered, start, contact, proof, person: None, idempotency_key: None, details };
        Ok(hold.write().await?.ok())
    }

    fn contact(&mut self, wants_call: bool) -> Contact {
        self.people += 1;
        let (name, lang) = PEOPLE[self.people % PEOPLE.len()];
        // One in twelve has a number.
        let with_phone = wants_call || self.people.is_multiple_of(12);
        let number = format!("+80000000{:02}", 10 + self.people % 90);
        Contact {
            name: name.into(),
            phone: Phone::parse(&number).filter(|_| with_phone),
            lang,
            note: String::new(),
            hidden: self.people % 17 == 5,
        }
    }

    fn offers(&self, place: &Place, wanted: fn(&Offer) -> bool) -> Vec<Offered> {
        let offers = self.directory.offers_at(place.id);
        offers.iter().filter(|o| wanted(o)).filter_map(|o| self.directory.with_rules(o)).collect()
    }

    /// One request for the call list: the day after tomorrow or later, at the staff's own place.
    async fn request(&mut self, app: &App, today: Date) -> Result<()> {
        let Some(place) = self.directory.place(HOME).cloned() else { return Ok(()) };
        let offers = self.offers(&place, |o| o.way == Way::Counter);
        let Some(offered) = offers.first().cloned() else { return Ok(()) };
        let (from, to) = (start_of_day(plus(today, 2)), start_of_day(plus(today, 12)));
        let free = times::free(app, std::slice::from_ref(&offered), from, to).await?;
        if let Some(slot) = free.first().and_then(|slots| slots.first()) {
            self.hold(app, offered, slot.start, Proof::Call).await?;
        }
        Ok(())
    }

    /// Counts of the last four weeks, and of today so far. Two rolls, so that some services are asked for more than others.
    async fn count(&mut self, app: &App, place: &Place, today: Date) -> Result<()> {
        let drop_in: Vec<_> = self.directory.offers_at(place.id).iter().filter(|o| o.drop_in).collect();
        if drop_in.is_empty() {
            return Ok(());
        }
        let (calendar, now) = (self.directory.calendar(place.id), app.clock().now());
        let usual = if place.slug == HOME { 5 } else { 2 };
        let mut keys = Vec::new();
        for day in (0..=DAYS_BACK).map(|back| plus(today, -back)) {
            let open = calendar.open(place.hours, day);
            let (Some(first), Some(last)) = (open.first(), open.last()) else { continue };
            let whole = last.1.duration_since(first.0).as_secs().max(1);
            let passed = now.duration_since(first.0).as_secs().clamp(0, whole);
            let people = (usual + self.dice.roll(3)) * usize::try_from(passed).unwrap_or_default();
            for _ in 0..people / usize::try_from(whole).unwrap_or(1) {
                let most = 1 + self.dice.roll(drop_in.len());
                let offer = &drop_in[self.dice.roll(most)];
                keys.push(key(offer, counts::Kind::DropIn, day));
            }
            if day < today {
                let offer = &drop_in[self.dice.roll(drop_in.len())];
                let kind = if self.dice.roll(8) == 0 { counts::Kind::Missed } else { counts::Kind::Served };
                keys.push(key(offer, kind, day));
            }
        }
        app.store().write(place.organisation, Count { keys }).await
    }
}

fn key(offer: &Offer, kind: counts::Kind, day: Date) -> Key {
    Key { place: offer.place, service: offer.service, way: offer.way, kind, day }
}

struct Count {
    keys: Vec<Key>,
}

impl Unit for Count {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for key in &self.keys {
            counts::add(tx, *key).await?;
        }
        Ok(())
    }
}

fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

fn six(day: Date) -> Timestamp {
    start_of_day(day) + SignedDuration::from_hours(6)
}
