//! Places and their organisations from a file.

use std::collections::HashMap;

use torg_base::Uuid;

use super::fields::{Fields, NAME};
use super::present::{Present, Put, What};
use super::table::{Table, TableRow};
use super::{BadRow, Plan, before, organisations};
use crate::places::model::Place;
use crate::places::store::{OrganisationRow, PlaceRow};

pub const REQUIRED: &[&str] = &[
    "slug",
    "organisation_slug",
    "organisation_name",
    "written_language",
    "municipality_no",
    "name",
    "address",
    "latitude",
    "longitude",
    "phone",
    "email",
    "accent",
];
pub const OPTIONAL: &[&str] = &["accessibility_url", "organisation_number"];

/// Parts of the world that a place can lie in: Norway with Svalbard and Jan Mayen.
const LATITUDES: std::ops::RangeInclusive<f64> = 57.0..=81.0;
const LONGITUDES: std::ops::RangeInclusive<f64> = -10.0..=34.0;

/// A row that can be used, but for what other rows say. Ids are nil.
struct Read {
    number: usize,
    organisation: OrganisationRow,
    place: PlaceRow,
}

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let rows: Vec<Read> = table.rows.iter().filter_map(|row| read(table, row, &mut plan.report.bad)).collect();
    let mut slugs = HashMap::new();
    let mut organisations: HashMap<String, (usize, OrganisationRow)> = HashMap::new();
    for row in rows {
        if let Some(bad) = refusal(&row, present, &mut slugs, &organisations) {
            plan.report.bad.push(bad);
            continue;
        }
        let Read { number, organisation, place } = row;
        let slug = organisation.slug.clone();
        let known = present.organisations.get(&slug);
        let is_first = !organisations.contains_key(&slug);
        let (_, organisation) = organisations.entry(slug).or_insert_with(|| (number, with_id(organisation, known)));
        let (added, changed) = put_place(place, organisation.id, present, plan);
        let organisation_changed = is_first && !known.is_some_and(|known| organisations::same(known, organisation));
        if organisation_changed {
            let what = What::Organisation(organisation.clone());
            // Before its first place, which was put last.
            let at = plan.puts.len() - usize::from(added || changed);
            plan.puts.insert(at, Put { organisation: organisation.id, what });
        }
        plan.report.added += usize::from(added);
        plan.report.changed += usize::from(!added && (changed || organisation_changed));
    }
}

fn read(table: &Table, row: &TableRow, bad: &mut Vec<BadRow>) -> Option<Read> {
    let mut f = Fields::new(table, row);
    let phone = f.required("phone", 20);
    let organisation = OrganisationRow {
        id: Uuid::nil(),
        slug: f.slug("organisation_slug"),
        name: f.required("organisation_name", NAME),
        written: f.written("written_language"),
        accent: f.colour("accent"),
        accessibility_url: f.url("accessibility_url"),
        phone: phone.clone(),
        orgnr: organisations::number(&mut f),
    };
    let place = PlaceRow {
        id: Uuid::nil(),
        organisation_id: Uuid::nil(),
        slug: f.slug("slug"),
        name: f.required("name", NAME),
        municipality_no: municipality(&mut f),
        address: f.required("address", 120),
        latitude: f.degrees("latitude", LATITUDES),
        longitude: f.degrees("longitude", LONGITUDES),
        phone,
        email: f.email("email"),
        // Not a column: the manager switches it on, and an import leaves it as it is.
        queue: false,
    };
    f.done(Read { number: row.number, organisation, place }, bad)
}

/// Four digits; a spreadsheet drops the zero of `0301`.
fn municipality(f: &mut Fields<'_>) -> String {
    let cell = f.cell("municipality_no");
    let digits = cell.bytes().all(|b| b.is_ascii_digit());
    if !digits || !(3..=4).contains(&cell.len()) {
        f.wrong("municipality_no", "is not a municipality number; write four digits as in 4626");
    }
    format!("{cell:0>4}")
}

/// Why a row that is whole in itself cannot be used beside the others or what is there.
fn refusal(
    row: &Read,
    present: &Present,
    slugs: &mut HashMap<String, usize>,
    organisations: &HashMap<String, (usize, OrganisationRow)>,
) -> Option<BadRow> {
    let bad = |column: &str, reason: String| Some(BadRow { row: row.number, column: column.into(), reason });
    if let Some(first) = before(slugs, row.place.slug.clone(), row.number) {
        return bad("slug", format!("stands in row {first} already; remove one of the rows or choose another slug"));
    }
    if let Some((first, other)) = organisations.get(&row.organisation.slug) {
        let own = &row.organisation;
        for (column, ours, theirs) in [
            ("organisation_name", &own.name, &other.name),
            ("written_language", &own.written, &other.written),
            ("accent", &own.accent, &other.accent),
            ("accessibility_url", &own.accessibility_url, &other.accessibility_url),
            ("organisation_number", &own.orgnr, &other.orgnr),
        ] {
            if ours != theirs {
                return bad(
                    column,
                    format!("differs from row {first} of the same organisation; write the same in both"),
                );
            }
        }
    }
    let known = present.places.get(&row.place.slug)?;
    let owner = present.organisations.get(&row.organisation.slug).map(|o| o.id);
    if owner != Some(known.organisation_id) {
        return bad(
            "organisation_slug",
            "the place belongs to another organisation already; a place is not moved".into(),
        );
    }
    if known.municipality_no != row.place.municipality_no {
        let kept = &known.municipality_no;
        return bad(
            "municipality_no",
            format!("the place has number {kept}, which an import does not change; write that"),
        );
    }
    None
}

/// The first row of an organisation decides. Its telephone is the first place's, and stays; its number stays when none is
/// given.
fn with_id(mut row: OrganisationRow, known: Option<&OrganisationRow>) -> OrganisationRow {
    row.id = known.map_or_else(torg_base::new_id, |known| known.id);
    if let Some(known) = known.filter(|known| !known.phone.is_empty()) {
        row.phone = known.phone.clone();
    }
    if let Some(known) = known.filter(|_| row.orgnr.is_empty()) {
        row.orgnr = known.orgnr.clone();
    }
    row
}

fn same_place(a: &PlaceRow, b: &PlaceRow) -> bool {
    (&a.name, &a.address, &a.phone, &a.email, a.latitude, a.longitude)
        == (&b.name, &b.address, &b.phone, &b.email, b.latitude, b.longitude)
}

/// Whether the place is new, and whether it is changed.
fn put_place(row: PlaceRow, organisation: Uuid, present: &Present, plan: &mut Plan) -> (bool, bool) {
    let known = present.places.get(&row.slug);
    if known.is_some_and(|known| same_place(known, &row)) {
        return (false, false);
    }
    let hours = known.and_then(|known| present.resources_at(known.id).iter().find(|r| r.kind == "place").map(|r| r.id));
    let place = Place {
        id: known.map_or_else(torg_base::new_id, |known| known.id),
        organisation,
        slug: row.slug,
        name: row.name,
        municipality_no: row.municipality_no,
        address: row.address,
        latitude: row.latitude,
        longitude: row.longitude,
        phone: row.phone,
        email: row.email,
        queue: known.is_some_and(|known| known.queue),
        hours: hours.unwrap_or_else(torg_base::new_id),
    };
    plan.puts.push(Put { organisation, what: What::Place(place) });
    (known.is_none(), known.is_some())
}
