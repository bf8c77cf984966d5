//! Weekly hours from a file: opening hours of places, and when people, rooms and courses are there.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use torg_base::Uuid;
use torg_slots::rules::{Availability, Weekdays};
use torg_slots::store::{KeptRule, Resource};

use super::fields::{Fields, NAME, short};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{BadRow, Plan};
use crate::places::store::PlaceRow;

pub const REQUIRED: &[&str] = &["place_slug", "resource", "weekdays", "from", "to"];
pub const OPTIONAL: &[&str] = &["valid_from", "valid_to"];

/// What the column `resource` may say instead of a name.
pub const WORDS: [&str; 6] = ["place", "guide", "caseworker", "room", "equipment", "course"];

/// A weekly rule without its resource, to be compared.
type Rule = (u8, i16, i16, Option<Date>, Option<Date>, bool);

/// All rows about one word or name at one place: together they replace what was there.
#[derive(Default)]
struct Group {
    rows: Vec<usize>,
    rules: Vec<Rule>,
    /// A row that cannot be used; then the whole group is left as it was.
    broken: Option<usize>,
}

/// The groups of a file, by place slug and word or name.
type Groups<'a> = BTreeMap<(&'a str, String), Group>;

pub fn plan(table: &Table, present: &Present, plan: &mut Plan) {
    let groups = read(table, present, plan);
    let targets = targets(&groups, present);
    for ((slug, word), group) in &groups {
        let Some(place) = present.places.get(*slug) else { continue };
        if let Some(broken) = group.broken {
            leave_out(plan, group, broken);
            continue;
        }
        let resources = targets.get(&(*slug, word.as_str())).map_or(&[][..], Vec::as_slice);
        let differs: Vec<&&Resource> = resources.iter().filter(|r| kept(present, r.id) != group.rules).collect();
        if !differs.is_empty() {
            let is_new = differs.iter().all(|r| present.rules_of(r.id).is_empty());
            let count = if is_new { &mut plan.report.added } else { &mut plan.report.changed };
            *count += group.rows.len();
        }
        for resource in differs {
            put(plan, present, resource, &group.rules);
        }
        if word == "place" {
            follow(plan, present, place, group, &targets);
        }
    }
}

/// The place that a row names; the row is bad when there is none. Offers and resources ask too.
pub fn place<'a>(f: &mut Fields<'_>, present: &'a Present) -> Option<&'a PlaceRow> {
    let slug = f.cell("place_slug");
    let found = present.places.get(slug);
    if found.is_none() {
        f.wrong("place_slug", format!("there is no place '{}'; import it first or mend the slug", short(slug)));
    }
    found
}

fn read<'a>(table: &'a Table, present: &Present, plan: &mut Plan) -> Groups<'a> {
    let mut groups = Groups::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let place = place(&mut f, present);
        let word = word(&mut f, present, place);
        let rule = rule(&mut f);
        let group = groups.entry((f.cell("place_slug"), word)).or_default();
        match f.done(rule, &mut plan.report.bad) {
            Some(rule) => {
                group.rows.push(row.number);
                group.rules.push(rule);
            }
            None => group.broken = group.broken.or(Some(row.number)),
        }
    }
    for group in groups.values_mut() {
        group.rules.sort_unstable();
        group.rules.dedup();
    }
    groups
}

/// A word in lower case, or the exact name of one resource.
fn word(f: &mut Fields<'_>, present: &Present, place: Option<&PlaceRow>) -> String {
    let cell = f.required("resource", NAME);
    let Some(place) = place.filter(|_| !cell.is_empty()) else { return cell };
    let resources = present.resources_at(place.id);
    let lower = cell.to_lowercase();
    if WORDS.contains(&lower.as_str()) {
        if !resources.iter().any(|r| r.active && r.kind == kind_of(&lower)) {
            let kind = kind_of(&lower);
            f.wrong(
                "resource",
                format!("{} has no {kind}; add it to the file of resources and import that first", place.name),
            );
        }
        return lower;
    }
    match resources.iter().filter(|r| r.name == cell && r.kind != "place").count() {
        1 => {}
        0 => {
            let why = "write place, guide, caseworker, room, equipment, course, or the exact name of a resource";
            f.wrong("resource", format!("{} has no '{}'; {why}", place.name, short(&cell)));
        }
        _ => f.wrong("resource", format!("{} has several '{}'; give them different names", place.name, short(&cell))),
    }
    cell
}

fn kind_of(word: &str) -> &str {
    if word == "guide" { "person" } else { word }
}

fn rule(f: &mut Fields<'_>) -> Rule {
    let days = f.cell("weekdays").parse::<Weekdays>();
    let (from, to) = (f.time("from"), f.time("to"));
    let (valid_from, valid_to) = (f.date("valid_from"), f.date("valid_to"));
    if let Err(unknown) = &days {
        let day = short(&unknown.0);
        f.wrong("weekdays", format!("'{day}' is not a weekday; write for example mo;we;fr (mo tu we th fr sa su)"));
    }
    if !f.is_bad() && from >= to {
        f.wrong("to", "is not after 'from'; a day's hours end after they begin");
    }
    if valid_from.zip(valid_to).is_some_and(|(first, last)| first > last) {
        f.wrong("valid_to", "is before valid_from; mend one of the dates");
    }
    (days.map_or(0, |d| d.0), from, to, valid_from, valid_to, false)
}

/// Which resources each group is about. Who is named has own hours, whatever the word for all of the kind says.
fn targets<'a>(groups: &'a Groups<'_>, present: &'a Present) -> HashMap<(&'a str, &'a str), Vec<&'a Resource>> {
    let mut targets = HashMap::new();
    for (slug, word) in groups.keys() {
        let Some(place) = present.places.get(*slug) else { continue };
        let resources = present.resources_at(place.id).iter();
        let named = |r: &Resource| groups.contains_key(&(*slug, r.name.clone()));
        let found: Vec<&Resource> = if WORDS.contains(&word.as_str()) {
            resources.filter(|r| r.active && r.kind == kind_of(word) && !(r.kind != "place" && named(r))).collect()
        } else {
            resources.filter(|r| r.kind != "place" && r.name == *word).collect()
        };
        targets.insert((*slug, word.as_str()), found);
    }
    targets
}

/// Rooms and equipment without hours of their own are there when the place is open, and follow when that changes.
fn follow(
    plan: &mut Plan,
    present: &Present,
    place: &PlaceRow,
    group: &Group,
    targets: &HashMap<(&str, &str), Vec<&Resource>>,
) {
    let own: HashSet<Uuid> = targets.values().flatten().map(|r| r.id).collect();
    let before = present.resources_at(place.id).iter().find(|r| r.kind == "place").map(|r| kept(present, r.id));
    let resources = present.resources_at(place.id).iter();
    for resource in resources.filter(|r| matches!(r.kind.as_str(), "room" | "equipment") && !own.contains(&r.id)) {
        let rules = kept(present, resource.id);
        let follows = rules.is_empty() || Some(&rules) == before.as_ref();
        if follows && rules != group.rules {
            plan.report.notes.push(format!("{}, {}: follows the opening hours", place.name, resource.name));
            put(plan, present, resource, &group.rules);
        }
    }
}

/// Half a week's hours would be wrong hours, so good rows wait for the bad one.
fn leave_out(plan: &mut Plan, group: &Group, broken: usize) {
    for row in &group.rows {
        let reason =
            format!("was left out with row {broken} of the same hours; mend that row and import the file again");
        plan.report.bad.push(BadRow { row: *row, column: String::new(), reason });
    }
}

fn put(plan: &mut Plan, present: &Present, resource: &Resource, rules: &[Rule]) {
    let new = rules.iter().map(|(days, from, to, valid_from, valid_to, on_holidays)| Availability {
        resource: resource.id,
        weekdays: Weekdays(*days),
        from_minute: *from,
        to_minute: *to,
        valid_from: *valid_from,
        valid_to: *valid_to,
        on_holidays: *on_holidays,
    });
    let old = present.rules_of(resource.id).iter().map(|kept| kept.id).collect();
    let what = What::Rules { old, new: new.collect() };
    plan.puts.push(Put { organisation: resource.organisation_id, what });
}

fn kept(present: &Present, resource: Uuid) -> Vec<Rule> {
    let rule = |KeptRule { rule: r, .. }: &KeptRule| {
        (r.weekdays.0, r.from_minute, r.to_minute, r.valid_from, r.valid_to, r.on_holidays)
    };
    let mut rules: Vec<Rule> = present.rules_of(resource).iter().map(rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
