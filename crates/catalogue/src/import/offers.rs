//! What places offer, from a file.

use std::collections::HashMap;

use torg_base::Uuid;
use torg_slots::needs::{Alternative, Needs};

use super::fields::{Fields, PROMISE, listed, short};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{Plan, before};
use crate::places::store::PlaceRow;
use crate::services::model::{Note, Offer, Service, Way};
use crate::services::offers::usual_travel;

pub const REQUIRED: &[&str] = &["place_slug", "service_slug", "way", "drop_in", "needs"];
pub const OPTIONAL: &[&str] = &[
    "minutes",
    "note_nb",
    "note_nn",
    "note_en",
    "buffer_before",
    "buffer_after",
    "step",
    "travel",
    "notice",
    "horizon",
];

/// Kinds of resources that a visit can need.
const NEEDS: [&str; 7] = ["person", "caseworker", "room", "equipment", "course", "vehicle", "desk"];

/// Days ahead that an offer can be booked, until the centre says something else.
const HORIZON_DAYS: i32 = 60;

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let known: HashMap<(Uuid, Uuid, Way), &Offer> =
        present.offers.iter().map(|o| ((o.place, o.service, o.way), o)).collect();
    let mut seen = HashMap::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let offer = read(&mut f, present, &known);
        if let Some(offer) = offer.as_ref().filter(|_| !f.is_bad())
            && let Some(first) = before(&mut seen, (offer.place, offer.service, offer.way), row.number)
        {
            f.wrong("", format!("place, service and way stand in row {first} already; remove one of the rows"));
        }
        let Some(Some(offer)) = f.done(offer, &mut plan.report.bad) else { continue };
        let was = known.get(&(offer.place, offer.service, offer.way)).copied();
        if was == Some(&offer) {
            continue;
        }
        if was.is_some() {
            plan.report.changed += 1;
        } else {
            plan.report.added += 1;
        }
        plan.puts.push(Put { organisation: offer.organisation, what: What::Offer(Box::new(offer)) });
    }
}

/// None when the row does not say which offer it is; the row is bad then.
fn read(f: &mut Fields<'_>, present: &Present, known: &HashMap<(Uuid, Uuid, Way), &Offer>) -> Option<Offer> {
    let place = super::hours::place(f, present);
    let service = service(f, present);
    let way = way(f);
    let drop_in = f.yes_or_no("drop_in");
    let needs = needs(f, present, place);
    if needs.is_empty() && !drop_in && f.cell("needs").is_empty() {
        f.wrong("needs", "is empty and drop_in is no, so nobody could come; write what a visit needs, such as person");
    }
    let minutes = if f.cell("minutes").is_empty() { None } else { Some(f.minutes("minutes")) };
    super::services::in_all_languages(f, "note");
    let note = Note {
        nb: f.optional("note_nb", PROMISE),
        nn: f.optional("note_nn", PROMISE),
        en: f.optional("note_en", PROMISE),
    };
    let (place, service, way) = (place?, service?, way?);
    let was = known.get(&(place.id, service.id, way)).copied();
    let kept = |pick: fn(&Offer) -> i32, usual: i32| was.map_or(usual, pick);
    let offer = Offer {
        id: was.map_or_else(torg_base::new_id, |was| was.id),
        organisation: place.organisation_id,
        place: place.id,
        service: service.id,
        way,
        minutes: minutes.unwrap_or(service.minutes),
        drop_in,
        needs,
        buffer_before: number(f, "buffer_before", 0..=120, kept(|o| o.buffer_before, 0)),
        buffer_minutes: number(f, "buffer_after", 0..=120, kept(|o| o.buffer_minutes, 0)),
        step_minutes: number(f, "step", 0..=480, kept(|o| o.step_minutes, 0)),
        travel_minutes: number(f, "travel", 0..=240, kept(|o| o.travel_minutes, usual_travel(way))),
        notice_minutes: number(f, "notice", 0..=43_200, kept(|o| o.notice_minutes, notice(way))),
        horizon_days: number(f, "horizon", 1..=365, kept(|o| o.horizon_days, HORIZON_DAYS)),
        note,
    };
    if !offer.fits_in_half_a_day() {
        f.wrong("minutes", "with travel and buffers the visit is longer than 12 hours; make something shorter");
    }
    Some(offer)
}

/// A cell that may be left out; then the number stays, or is the usual one.
fn number(f: &mut Fields<'_>, column: &str, range: std::ops::RangeInclusive<i32>, otherwise: i32) -> i32 {
    if f.cell(column).is_empty() { otherwise } else { f.whole(column, range) }
}

fn service<'a>(f: &mut Fields<'_>, present: &'a Present) -> Option<&'a Service> {
    let slug = f.cell("service_slug");
    let found = present.services.get(slug);
    if found.is_none() {
        f.wrong("service_slug", format!("there is no service '{}'; import it first or mend the slug", short(slug)));
    }
    found
}

fn way(f: &mut Fields<'_>) -> Option<Way> {
    let words = Way::ALL.map(Way::code);
    Way::parse(&f.one_of("way", &words))
}

/// Reads what a visit needs. Every need must have an alternative that somebody or something at the place can fill.
fn needs(f: &mut Fields<'_>, present: &Present, place: Option<&PlaceRow>) -> Needs {
    let needs: Needs = match f.cell("needs").parse() {
        Ok(needs) => needs,
        Err(why) => {
            f.wrong("needs", format!("{why}"));
            return Needs::default();
        }
    };
    let known = |one: &Alternative| NEEDS.contains(&one.kind.as_str());
    for unknown in needs.alternatives().filter(|one| !known(one)) {
        f.wrong("needs", format!("'{}' is not known; write {}", short(&unknown.kind), listed(&NEEDS)));
    }
    let Some(place) = place else { return needs };
    let here = present.resources_at(place.id);
    let filled = |one: &Alternative| !known(one) || here.iter().any(|r| r.active && one.fits(&r.kind, &r.tags));
    for need in needs.iter().filter(|need| !need.0.iter().any(filled)) {
        let why = format!("{} has no {need}; add it to the file of resources and import that first", place.name);
        f.wrong("needs", why);
    }
    needs
}

/// Minutes ahead that a booking must be made.
fn notice(way: Way) -> i32 {
    match way {
        Way::Home => 1440,
        Way::Video => 120,
        Way::Counter | Way::Phone | Way::Group | Way::Mobile | Way::Visit | Way::SelfService => 30,
    }
}
