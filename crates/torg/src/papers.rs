//! `torg check --papers`: which of the papers in `docs/papers` an installation still lacks.
//!
//! The papers themselves lie in the municipality's archive. The configuration says what was approved, when and by whom;
//! this compares it with the papers that came with the program, with who really receives data, and with what the
//! organisations have set. Nothing here is law: it tells what is missing, people decide.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::oslo_date;
use torg_catalogue::directory::Directories;
use torg_notify::config::SmsProvider;
use torg_store::Store;
use url::Url;

use crate::config::Config;

#[cfg(test)]
mod tests;

/// The papers as this version of the program is described by them, by the name used in the configuration.
const PAPERS: [(&str, &str); 6] = [
    ("behandlingsoversikt", include_str!("../../../docs/papers/behandlingsoversikt.md")),
    ("dpia", include_str!("../../../docs/papers/dpia.md")),
    ("ros", include_str!("../../../docs/papers/ros.md")),
    ("databehandleravtale", include_str!("../../../docs/papers/databehandleravtale.md")),
    ("roller", include_str!("../../../docs/papers/roller.md")),
    ("underleverandorer", include_str!("../../../docs/papers/underleverandorer.md")),
];

/// What begins a field that the municipality fills in; it ends with `]` on the same line.
const MARKER: &str = "[FYLL UT:";

/// The supplier that always is: whoever runs the machine.
const OPERATOR: &str = "drift";

/// The European Economic Area: the states of the Union, and Iceland, Liechtenstein and Norway (the EEA Agreement).
/// Data may go there without a ground for transfer (GDPR chapter V).
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// `[papers]`: what has been approved. Dates are texts, so that a slip of the pen does not keep the program from serving.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Papers {
    /// Days that the log of who saw what shall stand; the operator deletes, not the program.
    pub access_record_days: Option<u32>,
    /// Days that copies of the database shall stand.
    backup_days: Option<u32>,
    /// By slug.
    organisations: BTreeMap<String, Approved>,
    /// By the name in the rest of the configuration; see [`in_use`].
    suppliers: BTreeMap<String, Supplier>,
}

/// What one organisation has approved.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Approved {
    behandlingsoversikt: Option<Approval>,
    dpia: Option<Approval>,
    ros: Option<Approval>,
    databehandleravtale: Option<Approval>,
    roller: Option<Approval>,
    underleverandorer: Option<Approval>,
    written_language: Option<Decision>,
}

impl Approved {
    fn paper(&self, name: &str) -> Option<&Approval> {
        match name {
            "behandlingsoversikt" => self.behandlingsoversikt.as_ref(),
            "dpia" => self.dpia.as_ref(),
            "ros" => self.ros.as_ref(),
            "databehandleravtale" => self.databehandleravtale.as_ref(),
            "roller" => self.roller.as_ref(),
            "underleverandorer" => self.underleverandorer.as_ref(),
            _ => None,
        }
    }
}

/// One approved paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    version: Option<u32>,
    date: String,
    by: String,
    /// When it shall be gone through again.
    review: Option<String>,
    /// The paper as filled in, when it lies on this machine.
    file: Option<PathBuf>,
    /// Why it is not needed, instead of a version.
    not_needed: Option<String>,
}

/// The written form that an organisation has chosen: `nb`, `nn`, or `neutral` when it has chosen none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    form: String,
    date: String,
    by: String,
}

/// Somebody who receives data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Supplier {
    company: String,
    role: Responsibility,
    /// Two letters (ISO 3166).
    country: Option<String>,
    /// Date of the agreement.
    agreement: Option<String>,
    /// The ground for a transfer out of the EEA.
    transfer: Option<String>,
}

/// In whose name a supplier has the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Responsibility {
    Processor,
    Controller,
    /// The municipality itself.
    Own,
}

/// An organisation as the site shows it.
struct Shown<'a> {
    slug: &'a str,
    /// `nb` or `nn`.
    written: &'a str,
    accessibility_url: &'a str,
}

/// Something to tell the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// False: worth a look, but nothing is missing.
    pub stops: bool,
    pub text: String,
}

/// Everything that is missing. Empty when all is in order.
///
/// Errors when the places cannot be read: the database has not been migrated.
pub async fn check(config: &Config, store: &Store) -> Result<Vec<Finding>, String> {
    let directory = Directories::open(store).await;
    let directory = directory.map_err(|_| "papers: no places can be read; run torg import places first")?.get();
    // Who only owns shared texts meets nobody, and stores nothing about anybody.
    let with_places = |id| directory.places.iter().any(|place| place.organisation == id);
    let mut organisations: Vec<Shown<'_>> = directory
        .organisations
        .values()
        .filter(|own| with_places(own.id))
        .map(|own| Shown {
            slug: &own.slug,
            written: own.written.code(),
            accessibility_url: &own.face.accessibility_url,
        })
        .collect();
    organisations.sort_by_key(|own| own.slug);
    Ok(findings(config, &organisations, oslo_date(store.clock().now())))
}

fn findings(config: &Config, organisations: &[Shown<'_>], today: Date) -> Vec<Finding> {
    let papers = &config.papers;
    let mut list = List { findings: Vec::new(), today };
    list.retention(papers);
    list.suppliers(papers, &in_use(config));
    if organisations.is_empty() {
        list.note("no organisation has a place yet; run torg import places first");
    }
    let none = Approved::default();
    for shown in organisations {
        list.organisation(shown, papers.organisations.get(shown.slug).unwrap_or(&none));
    }
    for slug in papers.organisations.keys().filter(|slug| !organisations.iter().any(|own| own.slug == **slug)) {
        list.note(format!(
            "[papers.organisations.{slug}] is nobody with a place here; correct the slug or take it out"
        ));
    }
    list.findings
}

/// Everybody who receives data because of how this installation is configured: the name under `[papers.suppliers]`, and
/// what for.
fn in_use(config: &Config) -> BTreeMap<String, &'static str> {
    let mut used = BTreeMap::from([(OPERATOR.to_owned(), "who runs the machine")]);
    if database_is_elsewhere(&config.database) {
        used.insert("database".into(), "who runs the database");
    }
    for provider in &config.notify.sms {
        let name = match provider {
            SmsProvider::Http(http) => &http.name,
            SmsProvider::Kannel(kannel) => &kannel.name,
        };
        used.insert(name.clone(), "who sends SMS");
    }
    if config.notify.email.is_some() {
        used.insert("epost".into(), "who sends e-mail");
    }
    for provider in config.login.citizen.iter().chain(&config.login.staff) {
        used.insert(provider.name.clone(), "whom people log in through");
    }
    used
}

/// Whether the database is reached over a network: a file, a socket and this machine are not.
fn database_is_elsewhere(address: &str) -> bool {
    if address.starts_with("sqlite:") {
        return false;
    }
    let Ok(url) = Url::parse(address) else { return false };
    let given = url.query_pairs().find(|(key, _)| key == "host").map(|(_, host)| host.into_owned());
    let host = given.or_else(|| url.host_str().map(|host| host.replace("%2F", "/").replace("%2f", "/")));
    host.is_some_and(|host| {
        !host.is_empty()
            && !host.starts_with('/')
            && !["localhost", "127.0.0.1", "::1", "[::1]"].contains(&host.as_str())
    })
}

/// The version that stands in a paper's header.
fn version_in(text: &str) -> Option<u32> {
    text.lines().find_map(|line| line.trim_start_matches("- ").strip_prefix("Versjon:")?.trim().parse().ok())
}

struct List {
    findings: Vec<Finding>,
    today: Date,
}

impl List {
    fn wrong(&mut self, text: impl Into<String>) {
        self.findings.push(Finding { stops: true, text: format!("papers: {}", text.into()) });
    }

    fn note(&mut self, text: impl Into<String>) {
        self.findings.push(Finding { stops: false, text: format!("papers: {}", text.into()) });
    }

    fn retention(&mut self, papers: &Papers) {
        for (key, days, what) in [
            (
                "access_record_days",
                papers.access_record_days,
                "the log of who saw what shall stand; without it Torg deletes nothing",
            ),
            ("backup_days", papers.backup_days, "copies of the database shall stand; Torg does not delete them"),
        ] {
            if days.is_none_or(|days| days == 0) {
                self.wrong(format!("nobody has decided how long {what}. Decide, and write {key} under [papers]"));
            }
        }
    }

    fn suppliers(&mut self, papers: &Papers, used: &BTreeMap<String, &str>) {
        for (name, what) in used {
            match papers.suppliers.get(name) {
                None => self.wrong(format!(
                    "{what} is not named; write [papers.suppliers.{name}] (docs/papers/underleverandorer.md)"
                )),
                Some(supplier) => self.supplier(name, supplier),
            }
        }
        for name in papers.suppliers.keys().filter(|name| !used.contains_key(*name)) {
            self.note(format!(
                "[papers.suppliers.{name}] is not in use by this configuration; correct the name or take it out"
            ));
        }
    }

    fn supplier(&mut self, name: &str, supplier: &Supplier) {
        let at = format!("supplier {name}");
        if supplier.company.trim().is_empty() {
            self.wrong(format!("{at}: company is empty"));
        }
        if supplier.role == Responsibility::Own {
            return;
        }
        match &supplier.agreement {
            None => self.wrong(format!("{at}: agreement is missing; write the date it was signed")),
            Some(date) => self.past(&at, "agreement", date),
        }
        let abroad = supplier.country.as_ref().is_some_and(|country| !EEA.contains(&country.as_str()));
        match &supplier.country {
            None => self.wrong(format!("{at}: country is missing; write two letters, e.g. \"NO\"")),
            Some(country) if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) => {
                self.wrong(format!("{at}: country must be two capital letters, e.g. \"NO\""));
            }
            Some(_) if abroad && supplier.transfer.as_ref().is_none_or(|ground| ground.trim().is_empty()) => {
                self.wrong(format!(
                    "{at}: the country is outside the EEA; write the ground for the transfer in transfer (GDPR chapter V)"
                ));
            }
            Some(_) => {}
        }
    }

    fn organisation(&mut self, shown: &Shown<'_>, approved: &Approved) {
        let slug = shown.slug;
        for (name, text) in PAPERS {
            match approved.paper(name) {
                None => self.wrong(format!(
                    "{slug}: {name} is missing; fill in docs/papers/{name}.md, have it approved, and write it under \
                     [papers.organisations.{slug}]"
                )),
                Some(approval) => self.approval(&format!("{slug}: {name}"), approval, version_in(text)),
            }
        }
        self.statement(slug, shown.accessibility_url);
        self.language(shown, approved.written_language.as_ref());
    }

    fn approval(&mut self, at: &str, approval: &Approval, newest: Option<u32>) {
        self.past(at, "date", &approval.date);
        if approval.by.trim().is_empty() {
            self.wrong(format!("{at}: by is empty; write who approved it"));
        }
        if let Some(review) = &approval.review {
            match review.parse::<Date>() {
                Ok(review) if review < self.today => {
                    self.wrong(format!("{at}: should have been gone through again by {review}"));
                }
                Ok(_) => {}
                Err(_) => self.wrong(format!("{at}: review is not a date; write it as \"2026-12-31\"")),
            }
        }
        match (approval.version, &approval.not_needed) {
            (None, Some(why)) if !why.trim().is_empty() => {}
            (None, _) => self.wrong(format!("{at}: version is missing; it stands at the top of the paper")),
            (Some(approved), _) => self.version(at, approved, newest),
        }
        if let Some(file) = &approval.file {
            self.filled_in(at, file, approval.version);
        }
    }

    fn version(&mut self, at: &str, approved: u32, newest: Option<u32>) {
        let Some(newest) = newest else { return };
        if approved < newest {
            self.wrong(format!(
                "{at}: version {approved} is approved, this program is described by version {newest}; see what is new, \
                 and approve it again"
            ));
        } else if approved > newest {
            self.wrong(format!("{at}: there is no version {approved}; the newest is {newest}"));
        }
    }

    /// Looks for fields that nobody has filled in, and whether it is the version that was approved.
    fn filled_in(&mut self, at: &str, file: &Path, approved: Option<u32>) {
        let Ok(text) = std::fs::read_to_string(file) else {
            self.wrong(format!("{at}: {} cannot be read", file.display()));
            return;
        };
        if approved.is_some() && version_in(&text) != approved {
            self.wrong(format!("{at}: {} is not the version that was approved", file.display()));
        }
        let open = text.matches(MARKER).count();
        if let Some(first) = text.lines().position(|line| line.contains(MARKER)) {
            self.wrong(format!(
                "{at}: {open} fields are not filled in, the first on line {} of {}",
                first + 1,
                file.display()
            ));
        }
    }

    fn statement(&mut self, slug: &str, address: &str) {
        let missing = "publish it (in Norway at uustatus.no) and write its address on the organisation's page";
        let Ok(url) = Url::parse(address) else {
            self.wrong(format!("{slug}: there is no accessibility statement; {missing}"));
            return;
        };
        if url.scheme() != "https" {
            self.wrong(format!("{slug}: the address of the accessibility statement is not https"));
        }
        let front = url.path().trim_matches('/').is_empty() && url.query().is_none();
        if front && url.host_str().is_some_and(|host| host.trim_start_matches("www.") == "uustatus.no") {
            self.wrong(format!("{slug}: the accessibility statement is the front page of uustatus.no; {missing}"));
        }
    }

    fn language(&mut self, shown: &Shown<'_>, decision: Option<&Decision>) {
        let at = format!("{}: written_language", shown.slug);
        let Some(decision) = decision else {
            self.wrong(format!("{at} is missing; write form (nb, nn or neutral), date and by"));
            return;
        };
        self.past(&at, "date", &decision.date);
        if decision.by.trim().is_empty() {
            self.wrong(format!("{at}: by is empty; write who decided"));
        }
        match decision.form.as_str() {
            "neutral" => {}
            form if form == shown.written => {}
            form @ ("nb" | "nn") => self.wrong(format!(
                "{at}: {form} is decided, the site uses {}; change it on the organisation's page",
                shown.written
            )),
            _ => self.wrong(format!("{at}: form must be nb, nn or neutral")),
        }
    }

    /// A date that must not lie ahead.
    fn past(&mut self, at: &str, key: &str, text: &str) {
        match text.parse::<Date>() {
            Ok(date) if date > self.today => self.wrong(format!("{at}: {key} {date} has not come yet")),
            Ok(_) => {}
            Err(_) => self.wrong(format!("{at}: {key} is not a date; write it as \"2026-12-31\"")),
        }
    }
}
