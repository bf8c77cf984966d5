//! The page of an absence: what it hits, with a proposal for each, and what has been written down before.

use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use torg_base::time::{clock_range, long_moment, oslo_date, short_date, show_minutes};
use torg_base::{Action, Phone, Uuid};
use torg_notify::Notifier;
use torg_slots::rules::{Assigned, Busy};
use torg_slots::store as slots;
use torg_store::Result as Stored;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice as Named, Failure, Form, Page, Visit};

use super::model::{Absence, Choice, Hit, PEOPLE};
use super::pages::{address, people};
use super::propose::{Asked, Proposal, propose, window};
use super::reading::{self, Reading};
use super::units::offer_away;
use crate::booking::model::Booking;
use crate::booking::spoken;
use torg_catalogue::desk;
use torg_catalogue::directory::{Directory, Offered};
use torg_catalogue::places::model::Place;

/// One way out for a booking.
pub struct Way {
    pub word: String,
    pub text: String,
    /// The one that is proposed.
    pub proposed: bool,
}

/// A booking to choose something for.
pub struct Line {
    pub id: Uuid,
    pub when: String,
    pub name: String,
    pub service: String,
    /// Key of the way's name.
    pub way: &'static str,
    pub ways: Vec<Way>,
    /// No SMS reaches the person.
    pub by_call: bool,
    pub on_trip: bool,
}

/// A booking that stays where it is, and whether somebody has to call.
pub struct Settled {
    pub id: Uuid,
    pub when: String,
    pub name: String,
    pub to_call: bool,
}

/// An absence that was stored.
pub struct Known {
    pub id: Uuid,
    pub who: String,
    pub when: String,
    pub href: String,
}

/// What the page shows of one absence.
pub struct Shown {
    pub who: String,
    pub when: String,
    pub lines: Vec<Line>,
    pub settled: Vec<Settled>,
    pub holds: String,
    pub courses: String,
    /// It was stored before.
    pub stored: bool,
}

#[derive(Template)]
#[template(path = "away/templates/away.html")]
struct AwayPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Named>,
    people: Vec<Named>,
    form: Form,
    shown: Option<Shown>,
    coming: Vec<Known>,
    /// After something was stored: how many were moved.
    moved: Option<String>,
}

/// The page, with what an absence hits when there is one to look at.
pub async fn page(
    visit: &Visit,
    directory: &Directory,
    place: Arc<Place>,
    form: Form,
    absence: Option<Absence>,
    moved: Option<usize>,
) -> Result<Html, Failure> {
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let coming = coming(visit, directory, &place).await?;
    let shown = match absence {
        Some(absence) => {
            let stored = coming.iter().any(|(_, known)| *known == absence);
            Some(shown(visit, directory, &place, &absence, stored).await?)
        }
        None => None,
    };
    let wrong = !form.ok();
    let named = |(id, name): (Uuid, &str)| Named { value: id.to_string(), label: name.to_owned() };
    let page = AwayPage {
        p: visit.page(visit.t("away-title")).of(face).staff().with_form(&form),
        places: desk::choices(visit, directory, Action::BookForOthers),
        people: people(directory, &place).map(named).collect(),
        coming: coming.iter().map(|(id, absence)| line_of(visit, directory, &place, *id, absence)).collect(),
        moved: moved.map(|n| n.to_string()),
        place,
        form,
        shown,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Absences of people at the place that are not past.
async fn coming(visit: &Visit, directory: &Directory, place: &Place) -> Stored<Vec<(Uuid, Absence)>> {
    let db = visit.app.store().within(place.organisation);
    let today = oslo_date(visit.app.clock().now());
    let mut kept = slots::exceptions(&db, Some(place.organisation), today).await?;
    kept.retain(|kept| kept.place == place.id);
    let people = |absence: &Absence| person(directory, place, absence.resource).is_some();
    let found = kept.iter().filter_map(|kept| Some((kept.id, Absence::of(&kept.exception)?)));
    Ok(found.filter(|(_, absence)| people(absence)).collect())
}

/// The name of somebody at the place, also of one who is not in use any more.
fn person<'a>(directory: &'a Directory, place: &Place, id: Uuid) -> Option<&'a str> {
    let found = directory.resources_at(place.id).iter().find(|r| r.id == id);
    found.filter(|r| PEOPLE.contains(&r.kind.as_str())).map(|r| r.name.as_str())
}

fn line_of(visit: &Visit, directory: &Directory, place: &Place, id: Uuid, absence: &Absence) -> Known {
    let mut form = Form::filled([
        ("hvem", absence.resource.to_string()),
        ("fra", absence.from.to_string()),
        ("til", absence.to.to_string()),
    ]);
    if !absence.whole_days() {
        form.set("fra_kl", show_minutes(absence.from_minute));
        form.set("til_kl", show_minutes(absence.to_minute));
    }
    Known {
        id,
        who: person(directory, place, absence.resource).unwrap_or_default().to_owned(),
        when: when(visit, absence),
        href: address(place, &form),
    }
}

/// «24.11.2026–26.11.2026, 09.00–12.00»
fn when(visit: &Visit, absence: &Absence) -> String {
    let mut text = short_date(absence.from);
    if absence.to != absence.from {
        text = format!("{text}–{}", short_date(absence.to));
    }
    if absence.whole_days() {
        return format!("{text}, {}", visit.t("away-whole-day"));
    }
    format!("{text}, {}–{}", show_minutes(absence.from_minute), show_minutes(absence.to_minute))
}

async fn shown(
    visit: &Visit,
    directory: &Directory,
    place: &Place,
    absence: &Absence,
    stored: bool,
) -> Result<Shown, Failure> {
    let db = visit.app.store().within(place.organisation);
    let now = visit.app.clock().now();
    let reading = reading::read(&db, place.organisation, absence, now).await?;
    let subjects = reading.hits.iter().chain(reading.settled.iter().map(|(hit, _)| hit)).map(|hit| hit.booking.id);
    desk::listed(visit, place, "booking", subjects.collect(), "absence").await?;
    let proposals = proposals(visit, directory, absence, &reading, now).await?;
    let lines = reading.hits.iter().zip(&proposals);
    let settled = |hit: &Hit, to_call: bool| Settled {
        id: hit.booking.id,
        when: moment(visit, &hit.booking),
        name: hit.booking.shown_name(),
        to_call,
    };
    Ok(Shown {
        who: person(directory, place, absence.resource).unwrap_or_default().to_owned(),
        when: when(visit, absence),
        lines: lines.map(|(hit, proposal)| line(visit, directory, place, hit, proposal)).collect(),
        settled: reading.settled.iter().map(|(hit, chosen)| settled(hit, chosen.to_call)).collect(),
        holds: reading.holds.to_string(),
        courses: reading.courses.to_string(),
        stored,
    })
}

fn moment(visit: &Visit, booking: &Booking) -> String {
    let date = torg_base::time::long_date(oslo_date(booking.starts), visit.lang);
    format!("{date} {}", clock_range(booking.starts, booking.ends, visit.lang))
}

/// One look at what is taken, then a proposal for each.
async fn proposals(
    visit: &Visit,
    directory: &Directory,
    absence: &Absence,
    reading: &Reading,
    now: Timestamp,
) -> Stored<Vec<Proposal>> {
    let (Some(first), Some(last)) = (reading.hits.first(), reading.hits.last()) else { return Ok(Vec::new()) };
    let organisation = first.booking.organisation;
    let db = visit.app.store().within(organisation);
    let calendar = Arc::new(directory.calendar(first.booking.place).with(absence.exception()));
    let mut offers: Vec<Option<Offered>> = Vec::with_capacity(reading.hits.len());
    for hit in &reading.hits {
        let offered = offer_away(directory, &hit.booking, &calendar);
        offers.push(match offered {
            Some(offered) => Some(spoken::kept(&db, directory, hit.booking.id, offered).await?),
            None => None,
        });
    }
    let mut resources: Vec<Uuid> = offers.iter().flatten().flat_map(Offered::candidates).collect();
    resources.sort_unstable();
    resources.dedup();
    let (from, to) = window(first.booking.starts, last.booking.starts);
    let busy: Vec<Busy> = slots::taken(&db, organisation, &resources, from, to, now).await?.busy;
    let mut asked: Vec<Asked<'_>> = Vec::with_capacity(offers.len());
    for (hit, offered) in reading.hits.iter().zip(&offers) {
        let offered = offered.as_ref().map(|offered| (&*offered.rules, &*offered.calendar));
        asked.push(Asked { offered, starts: hit.booking.starts, seats: &hit.seats });
    }
    Ok(propose(&asked, &busy, now))
}

fn line(visit: &Visit, directory: &Directory, place: &Place, hit: &Hit, proposal: &Proposal) -> Line {
    let booking = &hit.booking;
    let service = directory.service_by_id(booking.service);
    let phone = booking.phone.as_deref().and_then(Phone::parse);
    let sms = visit.app.part::<Notifier>().has_sms() && phone.is_some_and(|phone| phone.can_receive_sms());
    Line {
        id: booking.id,
        when: moment(visit, booking),
        name: booking.shown_name(),
        service: service.map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default(),
        way: booking.way.text(),
        ways: ways(visit, directory, place, hit, proposal),
        by_call: !sms,
        on_trip: hit.on_trip,
    }
}

/// What can be chosen, what is best first: somebody else, another time, a call, nothing.
fn ways(visit: &Visit, directory: &Directory, place: &Place, hit: &Hit, proposal: &Proposal) -> Vec<Way> {
    let texts = visit.app.texts();
    let mut ways = Vec::new();
    let mut add = |choice: Choice, text: String| {
        ways.push(Way { word: choice.word(), text, proposed: ways.is_empty() });
    };
    if let Some(seats) = &proposal.other {
        let name = guide(directory, place, seats).unwrap_or_default();
        add(Choice::Other, texts.format(visit.lang, "away-other", &[("name", name)]));
    }
    if let Some(start) = proposal.time.filter(|_| !hit.on_trip) {
        let time = long_moment(start, visit.lang);
        add(Choice::Time(start), texts.format(visit.lang, "away-time", &[("time", &time)]));
    }
    add(Choice::Call, visit.t("away-call").to_owned());
    add(Choice::Keep, visit.t("away-keep").to_owned());
    ways
}

/// Who of the proposed seats meets people.
fn guide<'a>(directory: &'a Directory, place: &Place, seats: &[Assigned]) -> Option<&'a str> {
    seats.iter().find_map(|seat| person(directory, place, seat.resource))
}
