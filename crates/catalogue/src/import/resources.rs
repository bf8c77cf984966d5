//! People, rooms, equipment and courses at places from a file.

use std::collections::HashMap;

use torg_slots::needs::{Tags, Unreadable};
use torg_slots::store::Resource;

use super::fields::{Fields, NAME, short};
use super::hours::WORDS;
use super::present::{Present, Put, What};
use super::table::Table;
use super::{Plan, before};

pub const REQUIRED: &[&str] = &["place_slug", "kind", "name_nb", "capacity"];
pub const OPTIONAL: &[&str] = &["tags"];

/// Kinds that a file may hold; `place` is made with the place.
const KINDS: [&str; 7] = ["person", "caseworker", "room", "equipment", "course", "vehicle", "desk"];

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let mut seen = HashMap::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let place = super::hours::place(&mut f, present);
        let kind = f.one_of("kind", &KINDS);
        let name = f.required("name_nb", NAME);
        let capacity = f.whole("capacity", 1..=1000);
        let tags = tags(&mut f);
        if WORDS.iter().any(|word| word.eq_ignore_ascii_case(&name)) {
            f.wrong("name_nb", format!("'{name}' means something else in the file of hours; choose another name"));
        }
        let key = (f.cell("place_slug"), kind.clone(), name.clone());
        if !f.is_bad()
            && let Some(first) = before(&mut seen, key, row.number)
        {
            f.wrong("name_nb", format!("'{}' stands in row {first} already; remove one of the rows", short(&name)));
        }
        let Some(Some(place)) = f.done(place, &mut plan.report.bad) else { continue };
        let was = present.resources_at(place.id).iter().find(|r| r.kind == kind && r.name == name);
        let resource = Resource {
            id: was.map_or_else(torg_base::new_id, |was| was.id),
            organisation_id: place.organisation_id,
            place_id: place.id,
            kind,
            name,
            capacity,
            tags: tags.unwrap_or_else(|| was.map_or_else(Tags::default, |was| was.tags.clone())),
            active: was.is_none_or(|was| was.active),
        };
        if was == Some(&resource) {
            continue;
        }
        if was.is_some() {
            plan.report.changed += 1;
        } else {
            plan.report.added += 1;
        }
        plan.puts.push(Put { organisation: place.organisation_id, what: What::Resource(resource) });
    }
}

/// The column of tags; none when the file has none, and then they stay as they are.
fn tags(f: &mut Fields<'_>) -> Option<Tags> {
    if !f.has("tags") {
        return None;
    }
    let read = f.cell("tags").parse().unwrap_or_else(|why: Unreadable| {
        f.wrong("tags", why.to_string());
        Tags::default()
    });
    Some(read)
}
