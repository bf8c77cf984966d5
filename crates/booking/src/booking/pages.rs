//! From a service to a held time: place and way, time, how we reach you. State lies in the address until the last step.

use askama::Template;
use axum::extract::{Path, Query};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::{clock_range, long_date, long_moment, oslo_date};
use torg_base::{Actor, Phone, Uuid};
use torg_slots::rules::Slot;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::choosing::{self, LeftOut, Questions, Rank, Wish};
use super::model::Contact;
use super::times::{self, Week};
use super::units::Proof;
use torg_catalogue::directory::{self, Directory, Offered};
use torg_catalogue::services::model::Way;
use torg_catalogue::travel::model::Route;

#[derive(Deserialize, Default)]
pub struct PlaceQuery {
    #[serde(default)]
    sted: String,
    #[serde(flatten)]
    wish: Wish,
}

/// Places shown at first; the others come when they are asked for.
const NEAREST: usize = 30;

/// One place and way to choose.
struct Choice {
    href: String,
    place: String,
    address: String,
    way: &'static str,
    note: String,
    /// «Første ledige: mandag 23. november kl. 09.00», or that there is none.
    first: Option<String>,
    /// The travel from where the person comes from; empty when they did not say, or do not travel.
    travel: String,
    /// The waiting list for it.
    waiting: String,
}

#[derive(Template)]
#[template(path = "booking/templates/choose_place.html")]
struct ChoosePlacePage {
    p: Page,
    service: String,
    path: String,
    sted: String,
    questions: Questions,
    choices: Vec<Choice>,
    /// Places that are not shown yet.
    more: usize,
}

/// `GET /bestill/{service}?sted=&fra=&spraak=`: where and how, each with its first free time.
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
    let origins = choosing::origins(&directory, &offers);
    let languages = choosing::languages(&visit, &directory, &offers);
    let wish = query.wish.among(&origins, &languages);
    let offers: Vec<Offered> = offers.into_iter().filter_map(|o| wish.spoken(&directory, o)).collect();
    let mut choices = ranked(&visit, &directory, &offers, &wish).await?;
    let all = choices.len();
    choices.truncate(if wish.alle.is_empty() { NEAREST } else { all });
    html(&ChoosePlacePage {
        p: visit.page(visit.t("choose-place-title")),
        service: service.texts.in_lang(visit.lang).name.clone(),
        path: format!("/bestill/{}", service.slug),
        sted: query.sted,
        questions: Questions::new(&visit, origins, languages, wish),
        more: all - choices.len(),
        choices,
    })
}

/// The choices with their first free time that the person can come to, the best first.
async fn ranked(visit: &Visit, directory: &Directory, offers: &[Offered], wish: &Wish) -> Result<Vec<Choice>, Failure> {
    let now = visit.app.clock().now();
    let good = |offered: &Offered, slot: &Slot| choosing::fine(wish.way_there(directory, offered), slot);
    let first = times::first_free_where(&visit.app, offers, now, good).await?;
    let mut ranked: Vec<(Rank, Choice)> = offers
        .iter()
        .zip(first)
        .map(|(offered, first)| {
            let near = directory.way_there(offered.place.id, &wish.fra);
            let route = wish.way_there(directory, offered);
            (choosing::rank(offered, first, wish, near, now), choice(visit, offered, first, wish, route))
        })
        .collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(ranked.into_iter().map(|(_, choice)| choice).collect())
}

fn choice(visit: &Visit, offered: &Offered, first: Option<Slot>, wish: &Wish, route: Option<&Route>) -> Choice {
    let way = offered.offer.way;
    let travel = match route {
        Some(route) => told(visit, "travel-takes", &[("minutes", &route.minutes.to_string())]),
        None if wish.fra.is_empty() || !choosing::people_travel(way) => String::new(),
        None => visit.t("travel-unknown").to_owned(),
    };
    Choice {
        href: format!("{}{}", offer_path(offered), wish.question()),
        place: offered.place.name.clone(),
        address: offered.place.address.clone(),
        way: way.text(),
        note: offered.offer.note(visit.lang).to_owned(),
        first: first.map(|slot| long_moment(slot.start, visit.lang)),
        travel,
        waiting: format!("/venteliste/{}/{}?mate={}", offered.service.slug, offered.place.slug, way.code()),
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
    pub(super) tid: String,
    /// Set when the chosen time was gone.
    #[serde(default)]
    opptatt: String,
    /// Set to book for somebody else.
    #[serde(default)]
    pub(super) andre: String,
    #[serde(flatten)]
    pub(super) wish: Wish,
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
    /// Why some of the week's times are not shown.
    pub left_out: LeftOut,
}

/// Reads the week that holds a date; today when it cannot be read.
pub async fn times_of_week(visit: &Visit, offered: &Offered, week: &str) -> Result<Times, Failure> {
    times_by(visit, offered, week, None).await
}

/// As [`times_of_week`], with only the times that somebody who comes by a route can reach.
async fn times_by(visit: &Visit, offered: &Offered, week: &str, route: Option<&Route>) -> Result<Times, Failure> {
    let today = oslo_date(visit.app.clock().now());
    let first = week.parse::<Date>().unwrap_or(today).max(today);
    let week = Week::from(first);
    let offers = [offered.clone()];
    let mut slots = times::free(&visit.app, &offers, week.from, week.to).await?.remove(0);
    let left_out = choosing::reachable(&mut slots, route);
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
    let first = if days.is_empty() { first_by(visit, &offers, route).await? } else { None };
    Ok(Times {
        week: week.first,
        days,
        previous: (week.first > today).then(|| week.previous().max(today)),
        next: week.next(),
        first: first.map(|s| (oslo_date(s.start), long_moment(s.start, visit.lang))),
        left_out,
    })
}

async fn first_by(visit: &Visit, offers: &[Offered; 1], route: Option<&Route>) -> Result<Option<Slot>, Failure> {
    let now = visit.app.clock().now();
    let first = times::first_free_where(&visit.app, offers, now, |_, slot| choosing::fine(route, slot)).await?;
    Ok(first.into_iter().next().flatten())
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
    questions: Questions,
    /// Lines that say why some times are not shown.
    left_out: Vec<String>,
    form: Form,
    taken: bool,
    /// Whether it can be one of several errands on a trip.
    on_trip: bool,
}

/// `GET /bestill/{service}/{place}/{way}?uke=&fra=&spraak=&alle=`
pub async fn choose_time(
    mut visit: Visit,
    Path(path): OfferPath,
    Query(query): Query<TimeQuery>,
) -> Result<Html, Failure> {
    let offered = offered(&mut visit, &path)?;
    time_page(visit, offered, &query, Form::default()).await
}

pub(super) async fn time_page(visit: Visit, offered: Offered, query: &TimeQuery, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let one = std::slice::from_ref(&offered);
    let (origins, languages) = (choosing::origins(&directory, one), choosing::languages(&visit, &directory, one));
    let wish = query.wish.clone().among(&origins, &languages);
    let offered = wish.spoken(&directory, offered).ok_or(Failure::NotFound)?;
    let route = wish.way_there(&directory, &offered).filter(|_| wish.alle.is_empty());
    let times = times_by(&visit, &offered, &query.uke, route).await?;
    let face = directory.face(offered.place.organisation).ok_or(Failure::NotFound)?;
    let (wrong, on_trip) = (!form.ok(), choosing::people_travel(offered.offer.way));
    let page = ChooseTimePage {
        p: visit.page(visit.t("choose-time-title")).of(face).with_form(&form),
        service: offered.service.texts.in_lang(visit.lang).name.clone(),
        way: offered.offer.way.text(),
        path: offer_path(&offered),
        offered,
        left_out: why_left_out(&visit, times.left_out, &wish.fra),
        times,
        questions: Questions::new(&visit, origins, languages, wish),
        form,
        taken: !query.opptatt.is_empty(),
        on_trip,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn told(visit: &Visit, key: &str, values: &[(&str, &str)]) -> String {
    visit.app.texts().format(visit.lang, key, values)
}

/// One plain line for each reason.
pub(crate) fn why_left_out(visit: &Visit, left_out: LeftOut, origin: &str) -> Vec<String> {
    let from = ("from", origin);
    let line = |key: &str, minute: i16| told(visit, key, &[from, ("time", &choosing::clock(minute))]);
    let early = left_out.early.map(|minute| line("travel-early", minute));
    let late = left_out.late.map(|minute| line("travel-late", minute));
    let nothing = left_out.nothing_goes.then(|| told(visit, "travel-nothing-goes", &[from]));
    early.into_iter().chain(late).chain(nothing).collect()
}

pub(super) fn offer_path(offered: &Offered) -> String {
    format!("/bestill/{}/{}/{}", offered.service.slug, offered.place.slug, offered.offer.way.code())
}

/// The chosen start, out of an address or a form.
pub(super) fn start(text: &str) -> Option<Timestamp> {
    Timestamp::from_second(text.parse().ok()?).ok()
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
    if visit.may_text(phone.as_str()) { Proof::Code } else { Proof::Call }
}

/// The signed-in citizen.
pub fn person(visit: &Visit) -> Option<Uuid> {
    match visit.actor() {
        Actor::Citizen { person } => Some(*person),
        _ => None,
    }
}
