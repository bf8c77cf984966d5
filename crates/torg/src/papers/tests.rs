//! What the check says, and that the papers in `docs/papers` say what the program does.

use std::path::Path;

use clap::Parser;
use jiff::civil::date;
use torg_base::{Action, Allowed, Clock, Role, allowed};
use torg_store::{Engine, testing};
use uuid::Uuid;

use super::*;
use crate::{commands, slices};

/// The day on which the tests look.
const TODAY: Date = date(2026, 12, 15);

/// Everything approved, for one organisation with an SMS provider and a log-in.
const IN_ORDER: &str = r#"
[[notify.sms]]
kind = "http"
name = "gateway"
url = "https://sms.example.no/v1"
body = '{"to":"{to}","text":"{text}"}'

[[login.staff]]
name = "ansattporten"
profile = "ansattporten"
issuer = "https://ansattporten.no"
client_id = "x"
redirect_uri = "https://torg.example.no/ansatt/logg-inn/retur"

[papers]
access_record_days = 730
backup_days = 30

[papers.organisations.vanylven]
behandlingsoversikt = { version = 1, date = "2026-12-01", by = "kommunedirektøren", review = "2027-12-01" }
dpia = { version = 1, date = "2026-12-01", by = "kommunedirektøren" }
ros = { version = 1, date = "2026-12-01", by = "kommunedirektøren" }
databehandleravtale = { version = 1, date = "2026-12-01", by = "kommunedirektøren" }
roller = { not_needed = "alone", date = "2026-12-01", by = "kommunedirektøren" }
underleverandorer = { version = 1, date = "2026-12-01", by = "leder" }
written_language = { form = "nn", date = "2020-05-12", by = "kommunestyret" }

[papers.suppliers.drift]
company = "Kommunen"
role = "own"

[papers.suppliers.gateway]
company = "SMS AS"
role = "processor"
country = "NO"
agreement = "2026-11-20"

[papers.suppliers.ansattporten]
company = "Digdir"
role = "controller"
country = "NO"
agreement = "2026-11-02"
"#;

const VANYLVEN: Shown<'_> =
    Shown { slug: "vanylven", written: "nn", accessibility_url: "https://uustatus.no/nn/erklaringer/publisert/1" };

/// The configuration as the program reads it from a file.
fn config(text: &str) -> Result<Config, String> {
    let file = Scratch::new(text);
    Config::read(Some(&file.0))
}

/// The texts that a configuration gives for one organisation in order.
fn told(text: &str) -> Vec<String> {
    let config = config(text).expect("the configuration can be read");
    findings(&config, &[VANYLVEN], TODAY).into_iter().map(|found| found.text).collect()
}

/// What is told after one piece of the configuration in order has been changed; nothing else may be told.
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(IN_ORDER.contains(from), "the piece is there: {from}");
    told(&IN_ORDER.replacen(from, to, 1))
}

fn one(told: Vec<String>, words: &[&str]) {
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(words.iter().all(|word| told[0].contains(word)), "{words:?} in {told:?}");
}

/// A path that nothing lies at.
fn tempfile() -> PathBuf {
    std::env::temp_dir().join(format!("torg-papers-{}", Uuid::new_v4().simple()))
}

/// A file that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(text: &str) -> Scratch {
        let path = tempfile();
        std::fs::write(&path, text).expect("a file can be written");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn nothing_is_said_when_all_is_in_order() {
    assert_eq!(told(IN_ORDER), Vec::<String>::new());
}

#[test]
fn an_installation_without_papers_lacks_every_one() {
    let told = told("");
    for (name, _) in PAPERS {
        assert!(told.iter().any(|text| text.contains(&format!("vanylven: {name} is missing"))), "{name}: {told:?}");
    }
    for other in ["access_record_days", "backup_days", "papers.suppliers.drift", "written_language is missing"] {
        assert!(told.iter().any(|text| text.contains(other)), "{other}: {told:?}");
    }
    assert_eq!(told.len(), PAPERS.len() + 4);
}

#[test]
fn a_missing_paper_is_named() {
    let dpia = "dpia = { version = 1, date = \"2026-12-01\", by = \"kommunedirektøren\" }\n";
    one(changed(dpia, ""), &["vanylven", "dpia", "missing", "docs/papers/dpia.md"]);
}

#[test]
fn an_older_version_must_be_approved_again() {
    let approval = |version| Approval {
        version,
        date: "2026-12-01".into(),
        by: "leder".into(),
        review: None,
        file: None,
        not_needed: None,
    };
    let told = |version, newest| {
        let mut list = List { findings: Vec::new(), today: TODAY };
        list.approval("vanylven: dpia", &approval(version), Some(newest));
        list.findings.into_iter().map(|found| found.text).collect::<Vec<_>>()
    };
    one(told(Some(1), 2), &["version 1 is approved", "version 2", "approve it again"]);
    one(told(Some(3), 2), &["there is no version 3"]);
    one(told(None, 2), &["version is missing"]);
    assert_eq!(told(Some(2), 2), Vec::<String>::new());
    // As read from a file: no paper has ever had version 0.
    one(changed("ros = { version = 1", "ros = { version = 0"), &["ros", "version 0 is approved"]);
}

#[test]
fn an_approval_has_a_day_that_has_been_a_name_and_a_review_to_come() {
    let day = "dpia = { version = 1, date = \"2026-12-01\"";
    one(changed(day, "dpia = { version = 1, date = \"2026-12-16\""), &["dpia", "has not come yet"]);
    one(changed(day, "dpia = { version = 1, date = \"1. desember\""), &["dpia", "date is not a date"]);
    one(changed("by = \"leder\"", "by = \" \""), &["underleverandorer", "by is empty"]);
    one(changed("review = \"2027-12-01\"", "review = \"2026-12-14\""), &["gone through again by 2026-12-14"]);
    assert!(changed("review = \"2027-12-01\"", "review = \"2026-12-15\"").is_empty(), "the day itself is in time");
    one(changed("not_needed = \"alone\"", "not_needed = \"\""), &["roller", "version is missing"]);
}

#[test]
fn a_filled_in_paper_is_searched_for_open_fields_and_its_version() {
    let approved = "dpia = { version = 1, date = \"2026-12-01\"";
    let with = |text: &str| {
        let file = Scratch::new(text);
        changed(approved, &format!("dpia = {{ file = \"{}\", version = 1, date = \"2026-12-01\"", file.0.display()))
    };
    assert!(with("# DPIA\n\n- Versjon: 1\n").is_empty());
    one(with("- Versjon: 1\n\nEier: [FYLL UT: navn], [FYLL UT: rolle]\n"), &["2 fields", "line 3"]);
    one(with("- Versjon: 2\n"), &["dpia", "not the version that was approved"]);
    let gone = changed(approved, "dpia = { file = \"/nowhere/dpia.md\", version = 1, date = \"2026-12-01\"");
    one(gone, &["/nowhere/dpia.md cannot be read"]);
    let (_, unfilled) = PAPERS[1];
    one(with(unfilled), &["fields are not filled in"]);
}

#[test]
fn whoever_receives_data_has_a_name_and_an_agreement() {
    let gateway = "[papers.suppliers.gateway]";
    let renamed = changed(gateway, "[papers.suppliers.another]");
    assert_eq!(renamed.len(), 2, "{renamed:?}");
    assert!(renamed[0].contains("who sends SMS is not named") && renamed[0].contains("[papers.suppliers.gateway]"));
    assert!(renamed[1].contains("another") && renamed[1].contains("not in use"));
    one(changed("agreement = \"2026-11-20\"\n", ""), &["supplier gateway", "agreement is missing"]);
    one(changed("country = \"NO\"\n", ""), &["supplier gateway", "country is missing"]);
    one(changed("country = \"NO\"", "country = \"Norge\""), &["two capital letters"]);
    one(changed("country = \"NO\"", "country = \"US\""), &["outside the EEA"]);
    assert!(changed("country = \"NO\"", "country = \"US\"\ntransfer = \"standard clauses\"").is_empty());
    one(changed("[papers.suppliers.ansattporten]", "[papers.suppliers.gateway2]").split_off(1), &["not in use"]);
}

#[test]
fn who_is_in_use_follows_the_configuration() {
    let names =
        |text: &str| in_use(&config(text).expect("the configuration can be read")).into_keys().collect::<Vec<_>>();
    assert_eq!(names(""), ["drift"]);
    assert_eq!(names(IN_ORDER), ["ansattporten", "drift", "gateway"]);
    let mail = "[notify.email]\nhost = \"mail.example.no\"\nfrom = \"torg@example.no\"\n";
    assert_eq!(names(mail), ["drift", "epost"]);
    for (address, elsewhere) in [
        ("sqlite:/var/lib/torg/torg.sqlite", false),
        ("postgres://torg@localhost/torg", false),
        ("postgres://torg:p@127.0.0.1:5432/torg", false),
        ("postgres://torg@[::1]/torg", false),
        ("postgres://torg@%2Fvar%2Frun%2Fpostgresql/torg", false),
        ("postgres:///torg?host=/var/run/postgresql", false),
        ("postgres://torg@db.example.no/torg", true),
        ("postgresql://torg@10.0.0.7/torg?sslmode=verify-full", true),
        ("postgres:///torg?host=db.example.no", true),
    ] {
        assert_eq!(database_is_elsewhere(address), elsewhere, "{address}");
    }
}

#[test]
fn retention_that_nobody_has_decided_is_told() {
    one(changed("access_record_days = 730\n", ""), &["who saw what", "access_record_days"]);
    one(changed("backup_days = 30", "backup_days = 0"), &["copies", "backup_days"]);
}

#[test]
fn the_statement_and_the_written_form_are_the_organisations_own() {
    let config = config(IN_ORDER).expect("the configuration can be read");
    let told =
        |shown: Shown<'_>| findings(&config, &[shown], TODAY).into_iter().map(|found| found.text).collect::<Vec<_>>();
    for (address, words) in [
        ("", "there is no accessibility statement"),
        ("https://uustatus.no/", "front page"),
        ("https://www.uustatus.no", "front page"),
        ("http://vanylven.example/erklaring", "not https"),
    ] {
        one(told(Shown { accessibility_url: address, ..VANYLVEN }), &["vanylven", words]);
    }
    one(told(Shown { written: "nb", ..VANYLVEN }), &["nn is decided, the site uses nb"]);
    one(changed("form = \"nn\"", "form = \"nynorsk\""), &["form must be nb, nn or neutral"]);
    assert!(changed("form = \"nn\"", "form = \"neutral\"").is_empty());
}

#[test]
fn an_unknown_key_or_organisation_is_not_passed_over() {
    let Err(error) = config(&IN_ORDER.replace("dpia =", "dipa =")) else { panic!("a misspelt key is an error") };
    assert!(error.contains("dipa"), "{error}");
    let told = changed("[papers.organisations.vanylven]", "[papers.organisations.vanilven]");
    assert!(told.iter().any(|text| text.contains("vanilven") && text.contains("correct the slug")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("vanylven: dpia is missing")), "{told:?}");
}

#[tokio::test]
async fn the_places_of_the_database_are_what_is_looked_at() {
    let clock = Clock::fixed("2026-12-15T12:00:00Z".parse().expect("an instant"));
    let store = testing::store(Engine::Sqlite, clock, slices::migrations()).await;
    let config = config(IN_ORDER).expect("the configuration can be read");
    let empty = check(&config, &store).await.expect("the database is migrated");
    assert!(empty.iter().all(|found| !found.stops), "{empty:?}");
    assert!(empty.iter().any(|found| found.text.contains("no organisation has a place")), "{empty:?}");

    torg_centre::demo::seed(&store).await.expect("the data imports");
    let found = check(&config, &store).await.expect("the database is migrated");
    let wrong = |words: &str| found.iter().filter(|one| one.stops && one.text.contains(words)).count();
    assert_eq!(wrong(": dpia is missing"), 11, "all of the twelve but vanylven");
    assert_eq!(wrong("vanylven: dpia"), 0);
    assert_eq!(wrong("fellesskap"), 0, "who only owns the shared list has no papers");
    assert_eq!(wrong("front page of uustatus.no"), 12, "the demo's statements are nobody's own");
}

/// How many things `torg check` says must be mended, with these arguments.
async fn mended(file: &Path, arguments: &[&str]) -> usize {
    let file = file.to_string_lossy();
    let words = [&["torg", "--config", &file, "check"], arguments].concat();
    let arguments = commands::Arguments::try_parse_from(words).expect("the arguments are understood");
    match commands::run(arguments).await {
        Ok(()) => 0,
        Err(text) => text.split(' ').next().and_then(|count| count.parse().ok()).expect("a count comes first"),
    }
}

#[tokio::test]
async fn the_command_counts_what_is_missing_only_when_asked() {
    let folder = tempfile();
    std::fs::create_dir(&folder).expect("a folder can be made");
    let at = |name: &str| folder.join(name).display().to_string();
    let own = format!("database = \"sqlite:{}\"\nsecret_file = \"{}\"\n", at("torg.sqlite"), at("torg.secret"));
    let file = Scratch::new(&format!("{own}{IN_ORDER}"));
    {
        let config = Config::read(Some(&file.0)).expect("the configuration can be read");
        let store = commands::open(&config).await.expect("the database opens");
        torg_store::migrate::migrate(&store, slices::migrations()).await.expect("the migrations apply");
        torg_centre::demo::seed(&store).await.expect("the data imports");
        let stops = check(&config, &store).await.expect("a verdict").iter().filter(|found| found.stops).count();
        assert!(stops > 60, "{stops}");
        let without = mended(&file.0, &[]).await;
        assert_eq!(mended(&file.0, &["--papers"]).await, without + stops);
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes away");
}

/// The papers as they lie in the repository.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/papers")
}

#[test]
fn every_paper_says_its_version_day_owner_and_review() {
    for (name, text) in PAPERS {
        assert!(version_in(text).is_some_and(|version| version >= 1), "{name}");
        let header: Vec<&str> = text.lines().take(8).collect();
        for key in ["- Versjon: ", "- Dato: ", "- Eier: ", "- Godkjent av: ", "- Neste gjennomgang: "] {
            assert!(header.iter().any(|line| line.starts_with(key)), "{name} lacks {key}");
        }
        assert!(folder().join(format!("{name}.md")).exists(), "{name}");
    }
    assert_eq!(version_in("# Title\n\nVersjon: 12\n"), Some(12));
    assert_eq!(version_in("# Title\n\n- Dato: 1\n"), None);
}

#[test]
fn every_field_to_fill_in_ends_on_its_line_and_every_link_leads_somewhere() {
    let mut fields = 0;
    for entry in std::fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        for (number, line) in text.lines().enumerate() {
            for field in line.split(MARKER).skip(1) {
                assert!(field.contains(']'), "{}:{} is open at its end", path.display(), number + 1);
                fields += 1;
            }
            for link in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let file = link.split('#').next().unwrap_or_default();
                let there = file.is_empty() || file.contains("://") || folder().join(file).exists();
                assert!(there, "{}:{} leads to {link}", path.display(), number + 1);
            }
        }
    }
    assert!(fields > 50, "{fields} fields");
}

#[test]
fn the_role_table_is_the_policy_table() {
    let (_, text) = PAPERS[4];
    let header = text.lines().find(|line| line.starts_with("| Handling | ")).expect("the table");
    let roles: Vec<Role> = header.split('|').filter_map(|cell| Role::parse(cell.trim())).collect();
    assert_eq!(roles, Role::ALL);
    for action in Action::ALL {
        let row = text.lines().find(|line| line.starts_with(&format!("| `{action:?}`")));
        let row = row.unwrap_or_else(|| panic!("docs/papers/roller.md has no row for {action:?}"));
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).skip(1).collect();
        let policy: Vec<&str> = roles
            .iter()
            .map(|role| match allowed(*role, action) {
                Allowed::No => "nei",
                Allowed::Own => "egne",
                Allowed::Member => "egen",
                Allowed::Everywhere => "alle",
            })
            .collect();
        assert_eq!(cells, policy, "{action:?} in docs/papers/roller.md");
    }
}

#[test]
fn the_record_of_processing_names_every_kind_of_held_data_and_how_long() {
    let (_, text) = PAPERS[0];
    for held in slices::all().flat_map(|slice| slice.held_data) {
        let row = text.lines().find(|line| line.starts_with('|') && line.contains(&format!("`{}`", held.table)));
        let row = row.unwrap_or_else(|| panic!("docs/papers/behandlingsoversikt.md does not name {}", held.table));
        // What lives for minutes is declared as one day.
        let days = if held.kept_days <= 1 { "minutter".to_owned() } else { format!("{} dager", held.kept_days) };
        assert!(row.contains(&days), "{}: {days} in docs/papers/behandlingsoversikt.md", held.table);
    }
}
