//! How both engines would run every statement of the main journeys: no table that grows is read from end to end.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use torg_store::{Across, Engine, sql, testing};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use super::harness::{Site, Visitor};
use super::line::as_far_as_the_code;

/// Tables that grow with use. The others hold an installation's set-up.
const GROWING: [&str; 24] = [
    "booking",
    "occupancy",
    "outbox",
    "audit",
    "session",
    "access_record",
    "login_code",
    "waiting",
    "waiting_offer",
    "question",
    "topic",
    "course_date",
    "course_signup",
    "notice_reading",
    "notice_subscription",
    "service_change",
    "proposal",
    "service_use",
    "queue_ticket",
    "queue_served",
    "session_tally",
    "session_press",
    "agency_visit",
    "visit_message",
];

/// Statements that may read a whole table, each with its reason.
const ALLOWED: [&str; 1] = [
    // The demo asks once, at its start, whether it has been filled in.
    "SELECT count(*) FROM booking",
];

#[derive(Clone, Default)]
struct Statements(Arc<Mutex<BTreeSet<String>>>);

impl<S: tracing::Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut texts = Texts::default();
            event.record(&mut texts);
            let text = if texts.statement.trim().is_empty() { texts.summary } else { texts.statement };
            self.0.lock().unwrap().insert(text.trim().to_owned());
        }
    }
}

#[derive(Default)]
struct Texts {
    summary: String,
    statement: String,
}

impl Visit for Texts {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// Walks the main journeys and returns every statement that was run.
async fn statements_of(engine: Engine) -> (Site, BTreeSet<String>) {
    testing::log_statements();
    let heard = Statements::default();
    let subscriber = tracing_subscriber::registry().with(heard.clone());
    tracing::subscriber::set_global_default(subscriber).expect("this test is alone in its process");
    let site = Site::demo(engine).await;
    heard.0.lock().unwrap().clear();

    let mut citizen = site.visitor();
    for path in ["/", "/sted/vanylven", "/tjenester?q=pass", "/bestill/logge-inn-altinn", "/readyz"] {
        citizen.open(path).await;
    }
    let (location, page) =
        as_far_as_the_code(&mut citizen, "/bestill/logge-inn-altinn/vanylven/counter", "90000040").await;
    let code = site.code_for("+4790000040").await;
    citizen.submit(&page, &format!("{location}/ny-kode"), &[]).await;
    citizen.submit(&page, &format!("{location}/kode"), &[("code", &code)]).await;
    let choose = citizen.open(&format!("{location}/flytt?uke=2026-12-02")).await;
    let time = choose.field("tid");
    citizen.submit(&choose, &format!("{location}/flytt"), &[("tid", &time)]).await;
    let find = citizen.open("/min-time").await;
    citizen.submit(&find, "/min-time", &[("reference", "ABCD-2345"), ("phone", "90000040")]).await;
    let join = "/venteliste/logge-inn-altinn/tokke";
    let form = citizen.open(join).await;
    let (day, phone) = ("2026-11-26", "+8000001701");
    let fields = [("fra", day), ("til", day), ("del", "any"), ("name", "Vera"), ("phone", phone)];
    let joined = citizen.submit(&form, join, &fields).await;
    let page = citizen.open(&joined.location).await;
    let code = site.code_for(phone).await;
    citizen.submit(&page, &format!("{}/kode", joined.location), &[("code", &code)]).await;
    citizen.open(&joined.location).await;
    site.upkeep().await;
    let offer = site.messages_to(phone).await[0].clone();
    let (path, page) = super::waiting::type_code(&mut citizen, &super::waiting::code_in(&offer)).await;
    citizen.submit(&page, &path, &[("svar", "2")]).await;
    queue(&site, &mut citizen).await;
    let mut signed_in = site.signed_in("citizen").await;
    signed_in.open("/min-side").await;
    let mut guide = site.signed_in("guide").await;
    for path in [
        "/ansatt/dag?sted=vanylven",
        "/ansatt/venteliste",
        "/ansatt/tall",
        "/ansatt/ny-time?tilbud=logge-inn-altinn/counter",
    ] {
        guide.open(path).await;
    }
    courses(&site, &mut citizen, &mut guide).await;
    let mut manager = site.signed_in("manager").await;
    super::notices::statements(&site, &mut citizen, &mut guide, &mut manager).await;
    super::visits::statements(&site, &mut citizen, &mut guide, &mut manager).await;
    for path in [
        "/styring/forslag",
        "/styring/bruk",
        "/styring/tjenester/skattekort/lokalt",
        "/styring",
        "/styring/ansatte",
        "/styring/tjenester",
    ] {
        manager.open(path).await;
    }
    site.later(jiff::SignedDuration::from_hours(24 * 3));
    site.upkeep().await;
    let heard = heard.0.lock().unwrap().clone();
    (site, heard)
}

/// The list, a course, a whole series signed up for and left, a date with its people, and a change of it.
async fn courses(site: &Site, citizen: &mut super::harness::Visitor<'_>, guide: &mut super::harness::Visitor<'_>) {
    citizen.open("/kurs").await;
    let list = citizen.open("/kurs?sted=vanylven").await;
    let course = list.attribute("href", "/kurs/");
    let base = course.split('?').next().expect("a path").to_owned();
    let path = format!("{base}/pamelding?sted=vanylven");
    let contact = citizen.open(&format!("{path}&dato=alle")).await;
    let date = contact.field("dato");
    let fields = [("dato", date.as_str()), ("name", "A"), ("phone", "90000041")];
    let held = citizen.submit(&contact, &path, &fields).await;
    let page = citizen.open(&held.location).await;
    let code = site.code_for("+4790000041").await;
    citizen.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    citizen.open(&format!("{}/flytt", held.location)).await;
    guide.open("/ansatt/kurs?sted=vanylven").await;
    let mut manager = site.signed_in("manager").await;
    let address = format!("/ansatt/kurs/dato/{date}");
    manager.open(&address).await;
    let form = manager.open(&format!("{address}/endre")).await;
    let day = form.field("dato");
    let fields = [("omfang", "alle"), ("dato", day.as_str()), ("fra", "12.00"), ("til", "14.00"), ("plasser", "20")];
    manager.submit(&form, &format!("{address}/endre"), &fields).await;
    manager.submit(&form, &format!("{address}/avlys"), &[("omfang", "denne")]).await;
}

/// Draws a number, looks where it stands, and has it called, passed and finished. It is gone when the days are.
async fn queue(site: &Site, citizen: &mut Visitor<'_>) {
    let form = citizen.open("/sted/vanylven/kolapp").await;
    let key = form.field("lapp");
    let drawn = citizen.submit(&form, "/sted/vanylven/kolapp", &[("lapp", &key), ("phone", "+8000001702")]).await;
    citizen.open(&drawn.location).await;
    citizen.open("/sted/vanylven/ko/A2").await;
    citizen.open("/sted/vanylven/ko").await;
    let mut guide = site.signed_in("guide").await;
    for step in ["igjen", "hopp", "tilbake", "ikke-mott", "ferdig"] {
        let desk = guide.open("/ansatt/ko?sted=vanylven").await;
        let key = desk.field("trykk");
        guide.submit(&desk, "/ansatt/ko/neste", &[("sted", "vanylven"), ("trykk", &key)]).await;
        let desk = guide.open("/ansatt/ko?sted=vanylven").await;
        let ticket = desk.field("ferdig");
        let about = format!("tjeneste-{ticket}");
        let fields = [("sted", "vanylven"), ("steg", step), (&about, "logge-inn-altinn")];
        guide.submit(&desk, &format!("/ansatt/ko/{ticket}/steg"), &fields).await;
    }
}

fn worth_asking(statement: &str) -> bool {
    let verb = statement.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    ["SELECT", "UPDATE", "DELETE", "WITH"].contains(&verb.as_str())
        && GROWING.iter().any(|table| statement.contains(table))
        && !ALLOWED.iter().any(|allowed| statement.starts_with(allowed))
}

#[tokio::test]
async fn sqlite_searches_and_does_not_scan() {
    let (site, statements) = statements_of(Engine::Sqlite).await;
    let asked: Vec<&String> = statements.iter().filter(|s| worth_asking(s)).collect();
    assert!(asked.len() > 20, "the journeys were heard: {}", asked.len());
    for statement in asked {
        let plan = format!("EXPLAIN QUERY PLAN {statement}");
        let lines: Vec<(i32, i32, i32, String)> = rows(&site, &plan).await;
        for (_, _, _, line) in lines {
            let table = GROWING.iter().find(|t| line == format!("SCAN {t}") || line.starts_with(&format!("SCAN {t} ")));
            // A partial index that holds only what waits may be read from end to end.
            let partial =
                ["_due", "_held", "_expires", "_unsealed", "_requested", "_trouble", "_decides", "_untold", "_queue"];
            let small = partial.iter().any(|name| line.contains(name));
            assert!(table.is_none() || small, "{line}\n  in {statement}");
        }
    }
}

async fn rows(site: &Site, query: &str) -> Vec<(i32, i32, i32, String)> {
    #[derive(sea_orm::FromQueryResult)]
    struct Line {
        id: i32,
        parent: i32,
        notused: i32,
        detail: String,
    }
    let db = site.app.store().across(Across::Probe);
    let lines: Vec<Line> = sql::rows(&db, query, vec![]).await.expect(query);
    lines.into_iter().map(|l| (l.id, l.parent, l.notused, l.detail)).collect()
}

#[tokio::test]
async fn postgres_has_an_index_for_every_search() {
    let (site, statements) = statements_of(Engine::Postgres).await;
    let asked: Vec<&String> = statements.iter().filter(|s| worth_asking(s)).collect();
    assert!(asked.len() > 20, "the journeys were heard: {}", asked.len());
    let script = asked.iter().enumerate().map(|(n, statement)| prepared(n, statement)).collect::<String>();
    let plans = psql(&site, &format!("SET enable_seqscan = off;\nSET plan_cache_mode = force_generic_plan;\n{script}"));
    for table in GROWING {
        let found = plans.find(&format!("Seq Scan on {table} "));
        let statement = found.and_then(|at| plans[..at].rfind("-- ")).and_then(|from| plans[from..].lines().next());
        assert!(found.is_none(), "PostgreSQL has no index for: {}", statement.unwrap_or_default());
    }
    assert!(plans.matches("Index").count() >= asked.len() / 2, "plans were made:\n{plans}");
    assert!(!plans.contains("occupancy_overlap"), "the guard's index serves no search:\n{plans}");
}

/// Prepares a statement and explains it with nothing known about its values.
fn prepared(n: usize, statement: &str) -> String {
    let values = (1..).take_while(|i| statement.contains(&format!("${i}"))).map(|_| "NULL").collect::<Vec<_>>();
    let arguments = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    let one_line = statement.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "\\echo -- {}\nPREPARE p{n} AS {one_line};\nEXPLAIN EXECUTE p{n}{arguments};\n",
        one_line.replace('\'', "''")
    )
}

fn psql(site: &Site, script: &str) -> String {
    let torg_store::StoreConfig::Postgres(url) = site.app.store().config() else { panic!("PostgreSQL") };
    let mut child = std::process::Command::new("psql")
        .args(["--no-psqlrc", "--tuples-only", "--set=ON_ERROR_STOP=1", url])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("psql is installed (make deps-test)");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), script.as_bytes()).expect("psql reads");
    let output = child.wait_with_output().expect("psql ends");
    assert!(output.status.success(), "psql understood every statement");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
