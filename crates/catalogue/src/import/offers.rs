//! What places offer, from a file.

use std::collections::HashMap;

use torg_base::Uuid;

use super::fields::{Fields, PROMISE, listed, short};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{Plan, before};
use crate::places::store::PlaceRow;
use crate::services::model::{Note, Offer, Service, Way};

pub const REQUIRED: &[&str] = &["place_slug", "service_slug", "way", "drop_in", "needs"];
pub const OPTIONAL: &[&str] = &["minutes", "note_nb", "note_nn", "note_en"];

/// Kinds of resources that a visit can need.
const NEEDS: [&str; 5] = ["person", "caseworker", "room", "equipment", "course"];

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
    let was = known.get(&(place.id, service.id, way));
    Some(Offer {
        id: was.map_or_else(torg_base::new_id, |was| was.id),
        organisation: place.organisation_id,
        place: place.id,
        service: service.id,
        way,
        minutes: minutes.unwrap_or(service.minutes),
        drop_in,
        needs,
        buffer_minutes: was.map_or(buffer(way), |was| was.buffer_minutes),
        notice_minutes: was.map_or(notice(way), |was| was.notice_minutes),
        horizon_days: was.map_or(HORIZON_DAYS, |was| was.horizon_days),
        note,
    })
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

fn needs(f: &mut Fields<'_>, present: &Present, place: Option<&PlaceRow>) -> Vec<String> {
    let needs: Vec<String> = f.list("needs", 60).iter().map(|n| n.to_lowercase()).collect();
    for (i, need) in needs.iter().enumerate() {
        if !NEEDS.contains(&need.as_str()) {
            f.wrong("needs", format!("'{}' is not known; write {}", short(need), listed(&NEEDS)));
        } else if needs[..i].contains(need) {
            f.wrong("needs", format!("{need} stands twice; write it once"));
        } else if let Some(place) = place
            && !present.resources_at(place.id).iter().any(|r| r.active && r.kind == *need)
        {
            f.wrong(
                "needs",
                format!("{} has no {need}; add it to the file of resources and import that first", place.name),
            );
        }
    }
    needs
}

/// Minutes kept free after a visit: the way home from somebody's house.
fn buffer(way: Way) -> i32 {
    if way == Way::Home { 30 } else { 0 }
}

/// Minutes ahead that a booking must be made.
fn notice(way: Way) -> i32 {
    match way {
        Way::Home => 1440,
        Way::Video => 120,
        Way::Counter | Way::Phone | Way::Group | Way::Mobile | Way::Visit | Way::SelfService => 30,
    }
}
