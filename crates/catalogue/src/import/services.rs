//! The service list from a file.

use std::collections::HashMap;

use torg_base::{Lang, Uuid};

use super::fields::{Fields, NAME, PROMISE, listed, short};
use super::present::{Present, Put, What};
use super::table::Table;
use super::{BadRow, Plan, SHARED, before};
use crate::places::store::OrganisationRow;
use crate::services::card::{EVENTS, Facts, LANGUAGES, Legal, THEMES};
use crate::services::model::{KEYWORD, KEYWORDS, Service, Texts, Way, Wording};

pub const REQUIRED: &[&str] = &[
    "slug",
    "agency",
    "self_service_url",
    "minutes",
    "ways",
    "kind",
    "name_nb",
    "name_nn",
    "name_en",
    "promise_nb",
    "promise_nn",
    "promise_en",
    "boundary_nb",
    "boundary_nn",
    "boundary_en",
];
pub const OPTIONAL: &[&str] = &[
    "kw_nb",
    "kw_nn",
    "kw_en",
    "bring_nb",
    "bring_nn",
    "bring_en",
    "languages",
    "themes",
    "events",
    "legal",
    "legal_url",
    "legal_from",
];

const KINDS: [&str; 3] = ["guidance", "caseworker", "group"];

pub fn plan(table: &Table, present: &Present, owner: Option<&str>, plan: &mut Plan) {
    let slug = owner.unwrap_or(SHARED);
    let known = present.organisations.get(slug).cloned();
    let Some(organisation) = known.clone().or_else(|| owner.is_none().then(shared)) else {
        let reason = format!("there is no organisation '{}'; import its place first", short(slug));
        plan.report.bad.push(BadRow { row: table.header_row, column: "organisation".into(), reason });
        return;
    };
    let mut slugs = HashMap::new();
    for row in &table.rows {
        let mut f = Fields::new(table, row);
        let service = read(&mut f, organisation.id, present);
        if !f.is_bad()
            && let Some(first) = before(&mut slugs, service.slug.clone(), row.number)
        {
            f.wrong("slug", format!("stands in row {first} already; remove one of the rows"));
        }
        let was = present.services.get(&service.slug);
        if was.is_some_and(|was| was.organisation != organisation.id) {
            f.wrong("slug", "another organisation keeps the text of this service; choose another slug");
        }
        let Some(service) = f.done(service, &mut plan.report.bad) else { continue };
        if was == Some(&service) {
            continue;
        }
        if was.is_some() {
            plan.report.changed += 1;
        } else {
            plan.report.added += 1;
        }
        plan.puts.push(Put { organisation: organisation.id, what: What::Service(Box::new(service)) });
    }
    if known.is_none() && !plan.puts.is_empty() {
        let id = organisation.id;
        plan.puts.insert(0, Put { organisation: id, what: What::Organisation(organisation) });
    }
}

/// The operator's own organisation, which keeps the list that all share.
fn shared() -> OrganisationRow {
    OrganisationRow {
        id: torg_base::new_id(),
        slug: SHARED.into(),
        name: "Fellesskapet".into(),
        written: Lang::Nb.code().into(),
        accent: "#1F3A5F".into(),
        accessibility_url: String::new(),
        phone: String::new(),
        orgnr: String::new(),
    }
}

fn read(f: &mut Fields<'_>, organisation: Uuid, present: &Present) -> Service {
    let slug = f.slug("slug");
    let was = present.services.get(&slug);
    check_ways(f);
    let service = Service {
        id: was.map_or_else(torg_base::new_id, |was| was.id),
        organisation,
        agency: f.required("agency", NAME),
        self_service_url: f.url("self_service_url"),
        minutes: f.minutes("minutes"),
        kind: f.one_of("kind", &KINDS),
        texts: Texts { nb: wording(f, "nb"), nn: wording(f, "nn"), en: wording(f, "en") },
        facts: facts(f, was.map(|was| &was.facts)),
        active: was.is_none_or(|was| was.active),
        standing: was.map(|was| was.standing.clone()).unwrap_or_default(),
        slug,
    };
    in_all_languages(f, "bring");
    in_all_languages(f, "kw");
    service
}

/// Facts from the columns that the file has; what it has no column for stays as it is.
fn facts(f: &mut Fields<'_>, was: Option<&Facts>) -> Facts {
    let mut facts = was.cloned().unwrap_or_default();
    if f.has("languages") {
        facts.languages = known(f, "languages", &LANGUAGES);
    }
    if f.has("themes") {
        facts.themes = known(f, "themes", &THEMES);
    }
    if f.has("events") {
        facts.events = known(f, "events", &EVENTS);
    }
    if f.has("legal") {
        facts.legal = legal(f);
    }
    facts
}

/// The codes in a cell; a theme or event may stand with its whole address.
fn known(f: &mut Fields<'_>, column: &str, list: &[(&str, &str)]) -> Vec<String> {
    let cells = f.list(column, 100);
    let codes: Vec<String> = cells.iter().map(|c| c.rsplit('/').next().unwrap_or(c).to_lowercase()).collect();
    for code in codes.iter().filter(|code| !list.iter().any(|(known, _)| known == code)) {
        let words: Vec<&str> = list.iter().map(|(known, _)| *known).collect();
        f.wrong(column, format!("'{}' is not known; write {}", short(code), listed(&words)));
    }
    codes
}

fn legal(f: &mut Fields<'_>) -> Option<Legal> {
    let legal = Legal { text: f.optional("legal", 200), url: f.url("legal_url"), valid_from: f.date("legal_from") };
    if legal.text.is_empty() && (!legal.url.is_empty() || legal.valid_from.is_some()) {
        f.wrong("legal", "is empty, but there is an address or a date; write the law and the section");
    }
    (!legal.text.is_empty()).then_some(legal)
}

/// The list says in which ways a service can be given; each place chooses among them in its offers.
fn check_ways(f: &mut Fields<'_>) {
    let ways = f.list("ways", NAME);
    if ways.is_empty() {
        f.wrong("ways", "is empty; write at least one way, such as counter;phone");
    }
    for way in ways.iter().filter(|w| Way::parse(w).is_none()) {
        f.wrong("ways", format!("'{}' is not a way; write {}", short(way), listed(&Way::ALL.map(Way::code))));
    }
}

fn keywords(f: &mut Fields<'_>, column: &str) -> Vec<String> {
    let words = f.list(column, KEYWORD);
    if words.len() > KEYWORDS {
        f.wrong(column, format!("{} words; write at most {KEYWORDS}", words.len()));
    }
    words
}

fn wording(f: &mut Fields<'_>, lang: &str) -> Wording {
    Wording {
        name: f.required(&format!("name_{lang}"), NAME),
        promise: f.required(&format!("promise_{lang}"), PROMISE),
        boundary: f.required(&format!("boundary_{lang}"), PROMISE),
        bring: f.list(&format!("bring_{lang}"), 100),
        keywords: keywords(f, &format!("kw_{lang}")),
    }
}

/// What stands in one language stands in all.
pub fn in_all_languages(f: &mut Fields<'_>, what: &str) {
    let columns = ["nb", "nn", "en"].map(|lang| format!("{what}_{lang}"));
    let (empty, filled): (Vec<_>, Vec<_>) = columns.iter().partition(|c| f.cell(c).is_empty());
    if let (Some(filled), false) = (filled.first(), empty.is_empty()) {
        for column in empty {
            f.wrong(column, format!("is empty, but {filled} is not; write it in all three languages"));
        }
    }
}
