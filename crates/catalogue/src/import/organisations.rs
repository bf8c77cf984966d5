//! Organisations from a file: those that run no place, such as an agency that keeps its own cards, and facts about others.

use std::collections::HashMap;

use torg_base::{Uuid, orgnr};

use super::fields::{Fields, NAME};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{Plan, before};
use crate::places::store::OrganisationRow;

pub const REQUIRED: &[&str] = &["slug", "name", "written_language", "accent"];
pub const OPTIONAL: &[&str] = &["accessibility_url", "organisation_number", "phone"];

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let mut slugs = HashMap::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let organisation = read(&mut f, present);
        if !f.is_bad()
            && let Some(first) = before(&mut slugs, organisation.slug.clone(), row.number)
        {
            f.wrong("slug", format!("stands in row {first} already; remove one of the rows"));
        }
        let Some(organisation) = f.done(organisation, &mut plan.report.bad) else { continue };
        match present.organisations.get(&organisation.slug) {
            Some(known) if same(known, &organisation) => continue,
            Some(_) => plan.report.changed += 1,
            None => plan.report.added += 1,
        }
        plan.puts.push(Put { organisation: organisation.id, what: What::Organisation(organisation) });
    }
}

/// The organisation of a row. What the file has no column for, or leaves empty, stays as it is.
fn read(f: &mut Fields<'_>, present: &Present) -> OrganisationRow {
    let slug = f.slug("slug");
    let known = present.organisations.get(&slug);
    let kept = |told: String, was: fn(&OrganisationRow) -> &String| match known {
        Some(known) if told.is_empty() => was(known).clone(),
        _ => told,
    };
    OrganisationRow {
        id: known.map_or_else(torg_base::new_id, |known| known.id),
        name: f.required("name", NAME),
        written: f.written("written_language"),
        accent: f.colour("accent"),
        accessibility_url: kept(f.url("accessibility_url"), |o| &o.accessibility_url),
        phone: kept(f.optional("phone", 20), |o| &o.phone),
        orgnr: kept(number(f), |o| &o.orgnr),
        slug,
    }
}

/// Nine digits, or nothing.
pub fn number(f: &mut Fields<'_>) -> String {
    let digits: String = f.cell("organisation_number").chars().filter(|c| !c.is_whitespace()).collect();
    if !digits.is_empty() && !orgnr::valid(&digits) {
        f.wrong("organisation_number", "is not an organisation number; write the nine digits of Enhetsregisteret");
    }
    digits
}

/// Whether two rows say the same, whatever their ids.
pub fn same(a: &OrganisationRow, b: &OrganisationRow) -> bool {
    let without_id = |row: &OrganisationRow| OrganisationRow { id: Uuid::nil(), ..row.clone() };
    without_id(a) == without_id(b)
}
