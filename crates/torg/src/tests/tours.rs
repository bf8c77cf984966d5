//! The tour planner's pages: tables with faults, a run to its end, wishes that hold, what a crash leaves, and who sees what.

use std::io::{Cursor, Read};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use torg_base::{Actor, Uuid};
use torg_centre::tours::{Asked, Planner, State, store, units};
use torg_plan::model::{Demand, Wish};
use torg_plan::{Options, check};
use torg_store::testing::BOTH;

use super::harness::{Answer, Site, Visitor};

mod access;

const SETTINGS: &str = "name,value\nstart,2027-01-04\nweeks,2\n";
const PLACES: &str = "place,name,district,latitude,longitude,island,lodging,opens,closes,last_visit
alta,Alta,finnmark,69.97,23.27,no,yes,,,
vardo,Vardø,finnmark,70.37,31.11,no,yes,,,
lakselv,Lakselv,finnmark,70.05,24.97,no,yes,,,
karasjok,Karasjok,annet,69.47,25.51,no,yes,,,
";
const SERVICES: &str = "service,name,skill,equipment,effort\nid,ID-kontroll,,,\n";
const POOLS: &str =
    "place,service,people,from,to,value\nlakselv,id,30,,,300\nkarasjok,id,25,,,300\nvardo,id,14,,,300\n";
const TEAMS: &str =
    "team,name,base,district,crew,skills,equipment,per_hour,setup,starts,ends,work,drive,days,nights,ferries
nord,Nordteamet,alta,finnmark,2,,,8,30,,20:00,660,600,,1,yes
sor,Sørteamet,alta,finnmark,2,,,8,30,,20:00,660,600,,1,yes
";
const RULES: &str = "rule,demand,service,number,from,to,source,disputed
minst,minimum_people,,20,,,anslag,no
distrikt,district,id,1,,,svar til pilotene,yes
";

fn tables() -> Vec<(&'static str, &'static str)> {
    vec![
        ("settings.csv", SETTINGS),
        ("places.csv", PLACES),
        ("services.csv", SERVICES),
        ("pools.csv", POOLS),
        ("teams.csv", TEAMS),
        ("rules.csv", RULES),
    ]
}

/// Sends files as a browser does.
async fn upload(visitor: &mut Visitor<'_>, page: &Answer, path: &str, files: &[(&str, &[u8])]) -> Answer {
    let token = page.field("csrf");
    let mut body = Vec::new();
    for (name, value) in [("csrf", token.as_str()), ("her", path), ("navn", "Prøvesak")] {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, content) in files {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    visitor.send(request, Body::from(body)).await
}

async fn uploaded(visitor: &mut Visitor<'_>, files: &[(&str, &str)]) -> String {
    let page = visitor.open("/turer").await;
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let answer = upload(visitor, &page, "/turer", &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location
}

/// Starts a run of a case by its page and waits for its end; the address of the proposal and its page.
async fn proposed(visitor: &mut Visitor<'_>, case: &str) -> (String, Answer) {
    let page = visitor.open(case).await;
    let started = visitor.submit(&page, &format!("{case}/kjor"), &[("sekunder", "1"), ("fro", "7")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
    let page = ended(visitor, &started.location).await;
    (started.location, page)
}

async fn ended(visitor: &mut Visitor<'_>, address: &str) -> Answer {
    for _ in 0..600 {
        let status = visitor.get(&format!("{address}/status")).await;
        assert_eq!(status.status, StatusCode::OK, "{}", status.body);
        if status.json()["running"] == false {
            return visitor.open(address).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the run did not end");
}

/// The first row of a place on the page where stops are changed: by team and day. Stops are place, team and day.
fn row_of(stops: &[(usize, usize, i32)], place: usize) -> usize {
    let mut rows: Vec<(usize, i32, usize)> = stops.iter().map(|&(place, team, day)| (team, day, place)).collect();
    rows.sort_unstable();
    rows.iter().position(|row| row.2 == place).expect("the place is visited")
}

/// A file of a ZIP, which a spreadsheet is too.
fn entry(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn id_of(address: &str) -> Uuid {
    Uuid::parse_str(address.rsplit('/').next().unwrap_or_default()).expect("a key in the address")
}

fn agency(site: &Site) -> Uuid {
    let directory = torg_catalogue::directory::of(&site.app);
    directory.organisations.values().find(|o| o.slug == "demoetaten").expect("the demo's agency").id
}

/// The plan of a proposal, looked at by the checker that shares nothing with the search, with the tables it was made from.
async fn checked(site: &Site, case: &str, proposal: &str) -> (torg_plan::model::Input, torg_plan::Proposal) {
    let db = site.app.store().within(agency(site));
    let case = store::case(&db, id_of(case)).await.expect("a read").expect("a case");
    let row = store::proposal(&db, id_of(proposal)).await.expect("a read").expect("a proposal");
    let outcome = store::outcome(&db, id_of(proposal)).await.expect("a read").expect("an outcome");
    let input = torg_plan::read::read(&case.files_with(&row.asked.wishes)).expect("whole tables");
    let report = check(&input, &Options::default(), &outcome.proposal.plan);
    assert_eq!(report.violations, []);
    assert_eq!(report.totals, outcome.proposal.totals);
    (input, outcome.proposal)
}

#[tokio::test]
async fn tables_with_faults_are_kept_and_every_fault_is_told_with_its_line() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let mut files = tables();
        files[1].1 = "place,name,district,latitude,longitude,island,lodging,opens,closes,last_visit
alta,Alta,finnmark,69.97,23.27,kanskje,yes,,,
lakselv,Lakselv,finnmark,170.05,24.97,no,yes,,,
karasjok,Karasjok,annet,69.47,25.51,no,yes,,,
vardo,Vardø,finnmark,70.37,31.11,no,yes,,,
";
        files[3].1 = "place,service,people,from,to,value\nlakselv,id,mange,,,300\nbergen,id,25,,,300\n";
        let case = uploaded(&mut planner, &files).await;
        let page = planner.open(&case).await;
        assert_eq!(page.status, StatusCode::OK);
        for (file, line, words) in [
            ("places.csv", 2, "Skriv yes eller no"),
            ("places.csv", 3, "latitude er «170.05»"),
            ("pools.csv", 2, "people er «mange»"),
            ("pools.csv", 3, "place er «bergen»"),
        ] {
            let row = format!("<th scope=\"row\">{file}</th><td class=\"number\">{line}</td>");
            assert!(page.has(&row) && page.has(words), "{file} {line} {words}: {}", page.body);
        }
        assert!(!page.has("/kjor"), "a case with faults cannot be run");
        let refused = planner.submit(&page, &format!("{case}/kjor"), &[("sekunder", "1"), ("fro", "1")]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "nor from the side");

        // Only the two that had faults are sent again; the others were kept.
        let good: Vec<(&str, &[u8])> = vec![("places.csv", PLACES.as_bytes()), ("pools.csv", POOLS.as_bytes())];
        let mended = upload(&mut planner, &page, &format!("{case}/filer"), &good).await;
        assert_eq!(mended.location, case, "{}", mended.body);
        let page = planner.open(&case).await;
        assert!(page.has(&format!("{case}/kjor")) && !page.has("scope=\"row\">pools.csv"), "{}", page.body);
        assert!(page.has("Nordteamet, Sørteamet") && page.has(">69<"), "{}", page.body);

        // What is whole is not changed any more.
        let other: Vec<(&str, &[u8])> = vec![("pools.csv", b"place,service,people,from,to,value\n")];
        upload(&mut planner, &page, &format!("{case}/filer"), &other).await;
        let again = planner.open(&case).await;
        assert!(again.has(">69<"), "{}", again.body);

        let page = planner.open("/turer").await;
        let none = upload(&mut planner, &page, "/turer", &[]).await;
        assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.has("href=\"#fil\""), "{}", none.body);
        let stranger = Request::post("/turer").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        let refused = planner.send(stranger, Body::from("--x--\r\n")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_run_comes_to_a_plan_that_is_explained_and_can_be_made_again() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let case = uploaded(&mut planner, &tables()).await;
        let (address, page) = proposed(&mut planner, &case).await;
        let (input, proposal) = checked(&site, &case, &address).await;
        assert!(proposal.totals.people >= 30 && proposal.bound >= proposal.totals.value);
        // Table, map with its words, and where each travel time comes from.
        assert!(page.has("<svg class=\"tour-map\" role=\"img\"") && page.has("anslag: "), "{}", page.body);
        assert!(page.has("30 ID-kontroll") && page.has("Kontrollert"), "{}", page.body);
        // Vardø has too few people for a visit, and the page says what one would take.
        let at = page.body.find("Hvorfor ikke Vardø: 14 personer, koster ").expect("why not Vardø");
        assert!(page.body[at..].contains("Et besøk krever 20") && page.body[at..].contains("Reglene tillater ikke"));
        // The disputed rule keeps everybody out of Karasjok; without it 25 more are served.
        assert_eq!(input.rules[1].demand, Demand::District);
        let rule =
            "Bare team fra eget distrikt: ID-kontroll <span class=\"source\">(distrikt; svar til pilotene)</span>";
        assert!(page.has(rule), "{}", page.body);
        assert!(page.has("<td>Karasjok</td>"), "visited only without the rule: {}", page.body);

        // The same rounds from the same seed: the same plan.
        let repeated = planner.submit(&page, &format!("{address}/gjenta"), &[]).await;
        ended(&mut planner, &repeated.location).await;
        let (_, again) = checked(&site, &case, &repeated.location).await;
        assert_eq!((again.rounds, &again.plan), (proposal.rounds, &proposal.plan), "{engine:?}");

        // Files: the tables that it was made from, a spreadsheet and a PDF.
        let zip = planner.get(&format!("{address}/tabeller.zip")).await;
        assert!(zip.bytes.starts_with(b"PK\x03\x04"));
        let sent = planner.open("/turer").await;
        let same = upload(&mut planner, &sent, "/turer", &[("tabeller.zip", &zip.bytes)]).await;
        let db = site.app.store().within(agency(&site));
        let copy = store::case(&db, id_of(&same.location)).await.unwrap().unwrap();
        let first = store::case(&db, id_of(&case)).await.unwrap().unwrap();
        assert_eq!((copy.hash, copy.files), (first.hash, first.files), "what comes out goes in");
        for (lang, sheets) in [
            ("nn", ["Framlegg", "Stoppa i planen", "Kvifor ikkje", "Omstridde reglar"]),
            ("en", ["Proposal", "The stops of the plan", "Why not", "Disputed rules"]),
            ("nb", ["Forslag", "Stoppene i planen", "Hvorfor ikke", "Omstridte regler"]),
        ] {
            planner.open(&format!("/turer?lang={lang}")).await;
            let xlsx = planner.get(&format!("{address}/turer.xlsx")).await;
            assert_eq!(xlsx.status, StatusCode::OK, "{lang}: {}", xlsx.body);
            let names = entry(&xlsx.bytes, "xl/workbook.xml");
            assert!(sheets.iter().all(|name| names.contains(&format!("name=\"{name}\""))), "{names}");
            let words = entry(&xlsx.bytes, "xl/sharedStrings.xml");
            for word in ["Nordteamet", "Lakselv", "30 ID-kontroll", "Vardø", "svar til pilotene", "Karasjok"] {
                assert!(words.contains(word), "{lang}: {word} in {words}");
            }
        }
        let pdf = planner.get(&format!("{address}/turer.pdf")).await;
        assert!(pdf.status == StatusCode::OK && pdf.bytes.starts_with(b"%PDF-"), "{}", pdf.body);

        // Side by side.
        let both = format!("{case}/sammenlign?a={}&b={}", id_of(&address), id_of(&repeated.location));
        let compared = planner.open(&both).await;
        assert!(compared.has("Forslag 1") && compared.has("Forslag 2") && compared.has(">Likt<"), "{}", compared.body);
    }
}

#[tokio::test]
async fn what_the_planner_locks_and_forbids_holds_in_the_next_proposal() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let case = uploaded(&mut planner, &tables()).await;
        let (address, _) = proposed(&mut planner, &case).await;
        let (input, before) = checked(&site, &case, &address).await;
        let visited = |proposal: &torg_plan::Proposal| -> Vec<(usize, usize, i32)> {
            let tours = &proposal.plan.tours;
            let stops = tours.iter().flat_map(|t| t.stops().map(move |(day, stop)| (t.team, stop, day)));
            stops.filter(|(_, stop, _)| stop.is_visit()).map(|(team, stop, day)| (stop.place, team, day)).collect()
        };
        let place = |key: &str| input.places.iter().position(|p| p.key == key).expect(key);
        let change = planner.open(&format!("{address}/endre")).await;
        assert!(change.has("name=\"valg-0\"") && change.has("Lakselv"), "{}", change.body);

        // What is wrong is told and what was typed is kept.
        let wrong =
            [("sekunder", "1"), ("fro", "7"), ("ny-valg-0", "laas"), ("ny-sted-0", "1"), ("ny-dato-0", "1.1.2031")];
        let refused = planner.submit(&change, &format!("{address}/endre"), &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("href=\"#ny-dato-0\"") && refused.has("value=\"1.1.2031\""), "{}", refused.body);

        // Vardø on the second Thursday by the first team, whatever the minimum; nobody to Lakselv.
        let stops = visited(&before);
        let lakselv = place("lakselv");
        let at = row_of(&stops, lakselv);
        let (choice, vardo) = (format!("valg-{at}"), place("vardo").to_string());
        let fields = [
            ("sekunder", "1"),
            ("fro", "7"),
            (choice.as_str(), "ikke-der"),
            ("ny-valg-0", "laas"),
            ("ny-sted-0", vardo.as_str()),
            ("ny-lag-0", "0"),
            ("ny-dato-0", "14.1.2027"),
        ];
        let started = planner.submit(&change, &format!("{address}/endre"), &fields).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
        let page = ended(&mut planner, &started.location).await;
        let (input, after) = checked(&site, &case, &started.location).await;
        let lock = Wish::Lock { team: 0, place: place("vardo"), day: 10 };
        assert!(input.wishes.contains(&lock), "{:?}", input.wishes);
        assert!(visited(&after).iter().all(|(p, ..)| *p != lakselv), "{:?}", visited(&after));
        let locked = visited(&after).contains(&(place("vardo"), 0, 10));
        assert!(locked, "{:?} {:?}", visited(&after), after.unmet);
        assert!(page.has("holdt fast") && page.has("Forslag 1"), "{}", page.body);
        assert!(page.has("du har sagt nei til besøk her"), "{}", page.body);
        // A plan without the lock does not pass the checker: it can tell.
        let report = check(&input, &Options::default(), &before.plan);
        assert!(!report.violations.is_empty());

        // The first proposal is as it was.
        let (_, still) = checked(&site, &case, &address).await;
        assert_eq!(still.plan, before.plan);

        // The visit is moved to the day before: the old one is gone, and both wishes stand in the table.
        let change = planner.open(&format!("{}/endre", started.location)).await;
        assert!(change.has("id=\"behold-0\""), "{}", change.body);
        let at = row_of(&visited(&after), place("vardo"));
        let names = [format!("valg-{at}"), format!("lag-{at}"), format!("dato-{at}")];
        let fields = [
            ("sekunder", "1"),
            ("fro", "7"),
            ("behold", "0"),
            ("behold", "1"),
            (names[0].as_str(), "flytt"),
            (names[1].as_str(), "0"),
            (names[2].as_str(), "13.1.2027"),
        ];
        let moved = planner.submit(&change, &format!("{}/endre", started.location), &fields).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        ended(&mut planner, &moved.location).await;
        let (input, third) = checked(&site, &case, &moved.location).await;
        assert!(visited(&third).contains(&(place("vardo"), 0, 9)), "{:?} {:?}", visited(&third), third.unmet);
        assert!(!input.wishes.contains(&lock) && input.wishes.len() == 3, "{:?}", input.wishes);
    }
}

#[tokio::test]
async fn one_run_at_a_time_and_a_stopped_run_keeps_its_best() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let case = uploaded(&mut planner, &tables()).await;
        let page = planner.open(&case).await;
        let long = [("sekunder", "600"), ("fro", "7")];
        let started = planner.submit(&page, &format!("{case}/kjor"), &long).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER);
        let busy = planner.submit(&page, &format!("{case}/kjor"), &long).await;
        assert!(busy.status == StatusCode::UNPROCESSABLE_ENTITY && busy.has("i arbeid"), "{}", busy.body);
        // It is heard from: a first plan, and a bound above it.
        let mut value = String::new();
        for _ in 0..100 {
            let status = planner.get(&format!("{}/status", started.location)).await.json();
            assert_eq!(status["running"], true, "{status}");
            value = status["value"].as_str().unwrap_or_default().to_owned();
            if !value.is_empty() && status["rounds"] != "0" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(!value.is_empty());
        let running = planner.open(&started.location).await;
        assert!(running.has("?folg=1") && !running.has("http-equiv"), "it reloads only for those who ask");
        assert!(planner.open(&format!("{}?folg=1", started.location)).await.has("http-equiv=\"refresh\""));
        let stopped = planner.submit(&running, &format!("{}/stopp", started.location), &[]).await;
        assert_eq!(stopped.location, started.location);
        let page = ended(&mut planner, &started.location).await;
        assert!(page.has("Stoppet") && page.has("tour-map"), "{}", page.body);
        checked(&site, &case, &started.location).await;
        let page = planner.open(&case).await;
        let next = planner.submit(&page, &format!("{case}/kjor"), &[("sekunder", "1"), ("fro", "1")]).await;
        assert_eq!(next.status, StatusCode::SEE_OTHER, "the way is free again");
        ended(&mut planner, &next.location).await;
    }
}

#[tokio::test]
async fn a_run_that_lost_its_program_is_interrupted_and_does_not_stand_in_the_way() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let address = uploaded(&mut planner, &tables()).await;
        let organisation = agency(&site);
        let db = || site.app.store().within(organisation);
        let case = store::case(&db(), id_of(&address)).await.unwrap().unwrap();
        // What a program leaves that was killed: a run that is written, and nobody who works on it.
        let orphan = || units::Start {
            actor: Actor::Anonymous,
            case: case.clone(),
            asked: Asked { seed: 1, seconds: 60, rounds: None, wishes: String::new(), based_on: None },
            base_hash: None,
        };
        let left = orphan().write(&site.app).await.unwrap().expect("a run");
        assert!(orphan().write(&site.app).await.unwrap().is_none(), "{engine:?}: one at a time");
        let page = planner.open(&format!("/turer/forslag/{}", left.id)).await;
        assert!(page.has("Leter etter gode turer"), "{}", page.body);
        site.upkeep().await;
        let row = store::proposal(&db(), left.id).await.unwrap().unwrap();
        assert_eq!(row.state, State::Running, "too early to tell");

        site.later(SignedDuration::from_secs(31));
        let page = planner.open(&format!("/turer/forslag/{}", left.id)).await;
        assert!(page.has("Avbrutt") && page.has("/gjenta"), "said at once: {}", page.body);
        site.upkeep().await;
        let row = store::proposal(&db(), left.id).await.unwrap().unwrap();
        assert_eq!(row.state, State::Interrupted);
        let again = planner.submit(&page, &format!("/turer/forslag/{}/gjenta", left.id), &[]).await;
        assert!(
            again.location.starts_with("/turer/forslag/") && !again.location.contains("opptatt"),
            "{}",
            again.location
        );
        let next = planner.open(&again.location).await;
        let stop = planner.submit(&next, &format!("{}/stopp", again.location), &[]).await;
        assert_eq!(stop.status, StatusCode::SEE_OTHER);
        ended(&mut planner, &again.location).await;

        // Also without upkeep a silent run makes way for the next.
        let silent = orphan().write(&site.app).await.unwrap().expect("a run");
        site.later(SignedDuration::from_secs(31));
        let after = orphan().write(&site.app).await.unwrap().expect("the next");
        assert_eq!((silent.number + 1, after.state), (after.number, State::Running));
        assert_eq!(store::proposal(&db(), silent.id).await.unwrap().unwrap().state, State::Interrupted);
    }
}

#[tokio::test]
async fn a_program_that_ends_gives_its_run_up_and_says_so() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut planner = site.signed_in("agency").await;
        let case = uploaded(&mut planner, &tables()).await;
        let page = planner.open(&case).await;
        let started = planner.submit(&page, &format!("{case}/kjor"), &[("sekunder", "600"), ("fro", "1")]).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
        site.app.part::<Planner>().end();
        let page = ended(&mut planner, &started.location).await;
        assert!(page.has("Avbrutt") && !page.has("tour-map"), "{}", page.body);
        let db = site.app.store().within(agency(&site));
        let row = store::proposal(&db, id_of(&started.location)).await.unwrap().unwrap();
        assert_eq!((row.state, row.people), (State::Interrupted, None));
        for file in ["turer.xlsx", "turer.pdf", "endre"] {
            assert_eq!(
                planner.get(&format!("{}/{file}", started.location)).await.status,
                StatusCode::NOT_FOUND,
                "{file}"
            );
        }
    }
}
