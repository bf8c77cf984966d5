//! Travel to places, from a file.

use std::collections::HashMap;

use super::fields::{Fields, short};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{Plan, before};
use crate::travel::model::{LONGEST_ORIGIN, Route, Timetable};

pub const REQUIRED: &[&str] = &["from", "place_slug", "minutes"];
pub const OPTIONAL: &[&str] = &["arrivals", "departures"];

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let mut seen = HashMap::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let place = super::hours::place(&mut f, present);
        let origin = f.required("from", LONGEST_ORIGIN);
        let minutes = f.whole("minutes", 0..=1440);
        let (arrivals, departures) = (timetable(&mut f, "arrivals"), timetable(&mut f, "departures"));
        if !f.is_bad()
            && let Some(first) = before(&mut seen, (f.cell("place_slug"), origin.clone()), row.number)
        {
            f.wrong("from", format!("'{}' to this place stands in row {first} already", short(&origin)));
        }
        let Some(Some(place)) = f.done(place, &mut plan.report.bad) else { continue };
        let was = present.routes.iter().find(|r| r.place == place.id && r.origin == origin);
        let route = Route {
            id: was.map_or_else(torg_base::new_id, |was| was.id),
            organisation: place.organisation_id,
            place: place.id,
            origin,
            minutes,
            arrivals,
            departures,
        };
        if was == Some(&route) {
            continue;
        }
        let count = if was.is_some() { &mut plan.report.changed } else { &mut plan.report.added };
        *count += 1;
        plan.puts.push(Put { organisation: place.organisation_id, what: What::Route(route) });
    }
}

fn timetable(f: &mut Fields<'_>, column: &str) -> Timetable {
    f.cell(column).parse().unwrap_or_else(|why: crate::travel::model::Unreadable| {
        f.wrong(column, why.to_string());
        Timetable::default()
    })
}
