//! A guidance session from the counter to the figures: counted, and nothing of it kept.

use std::collections::HashSet;

use axum::http::StatusCode;
use jiff::SignedDuration;
use sea_orm::FromQueryResult;
use torg_catalogue::directory;
use torg_centre::guidance::model::{Dimension, FLOOR, LONGEST, Session, mark};
use torg_centre::guidance::store;
use torg_store::testing::BOTH;
use torg_store::{Across, Engine, Result, Tx, Unit, sql};

use super::harness::{Answer, Site, Visitor};
use super::queue::count;
use super::queue_races::place;

const SESSION: &str = "/ansatt/okt?sted=vanylven&tjeneste=logge-inn-altinn&lang=nb";

/// Closes the session that stands on a page.
async fn close(guide: &mut Visitor<'_>, page: &Answer, more: &[(&str, &str)]) -> Answer {
    let kept = ["sted", "time", "billett", "fra", "trykk"].map(|name| (name, page.field(name)));
    let kept = kept.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let mut fields: Vec<(&str, &str)> = kept.map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend_from_slice(more);
    let told = |name: &str| more.iter().any(|(other, _)| *other == name);
    fields.extend([("tjeneste", "logge-inn-altinn"), ("minutter", "20")].into_iter().filter(|(name, _)| !told(name)));
    guide.submit(page, "/ansatt/okt/slutt", &fields).await
}

async fn sessions(site: &Site) -> i64 {
    count(site, "SELECT CAST(coalesce(sum(count), 0) AS bigint) FROM session_tally WHERE one = 'all'").await
}

async fn drop_ins(site: &Site) -> i64 {
    count(site, "SELECT CAST(sum(count) AS bigint) FROM daily_count WHERE kind = 'dropin'").await
}

#[tokio::test]
async fn a_drop_in_becomes_a_session_that_is_closed_in_two_presses_and_counted_once() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let (before, visits) = (sessions(&site).await, drop_ins(&site).await);
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        let begun = guide.submit(&day, "/ansatt/okt", &[("sted", "vanylven"), ("tjeneste", "logge-inn-altinn")]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        site.later(SignedDuration::from_mins(17));
        let page = guide.open(&begun.location).await;
        assert_eq!(page.field("minutter"), "17", "the clock has run");
        assert!(page.has("Sitt ved siden av") && page.has("Innbyggeren taster selv"), "{}", page.body);

        let untold = close(&mut guide, &page, &[("minutter", "17")]).await;
        assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(untold.has("Velg hvordan det gikk."));
        assert_eq!((sessions(&site).await, drop_ins(&site).await), (before, visits), "nothing is counted yet");
        let long = close(&mut guide, &page, &[("outcome", "solved"), ("minutter", "481"), ("age", "70")]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.has("value=\"481\"") && long.has("value=\"70\" selected"), "what was told is kept: {}", long.body);

        let told = [("outcome", "solved"), ("age", "70"), ("topic", "login"), ("topic", "letter")];
        for _ in 0..2 {
            let closed = close(&mut guide, &page, &told).await;
            assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
            assert!(guide.open(&closed.location).await.has("Økta er lukket og talt."));
        }
        assert_eq!((sessions(&site).await, drop_ins(&site).await), (before + 1, visits + 1), "{engine:?}: once");
        let invented = guide.open(SESSION).await;
        close(&mut guide, &invented, &[("outcome", "solved"), ("age", "kari-nordmann"), ("language", "11")]).await;
        let strange = "SELECT count(*) FROM session_tally WHERE one LIKE '%kari%' OR one = 'language:11'";
        assert_eq!(count(&site, strange).await, 0, "{engine:?}: only what the form offers");
    }
}

#[tokio::test]
async fn closing_finishes_the_booking_or_the_number_that_it_began_as() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut guide = site.signed_in("guide").await;
        let desk = guide.open("/ansatt/ko?sted=vanylven&lang=nb").await;
        let key = desk.field("trykk");
        guide.submit(&desk, "/ansatt/ko/neste", &[("sted", "vanylven"), ("trykk", &key)]).await;
        let desk = guide.open("/ansatt/ko?sted=vanylven&lang=nb").await;
        let address = desk.attribute("href", "/ansatt/okt?").replace("&#38;", "&");
        let page = guide.open(&address).await;
        let closed = close(&mut guide, &page, &[("outcome", "partly")]).await;
        assert!(closed.location.starts_with("/ansatt/ko?"), "{}", closed.location);
        assert_eq!(count(&site, "SELECT count(*) FROM queue_ticket WHERE state = 'done'").await, 1, "{engine:?}");

        let done = "SELECT count(*) FROM booking WHERE state = 'done'";
        let before = count(&site, done).await;
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        let step = day.attribute("action", "/ansatt/time/");
        for word in ["kommet", "start"] {
            guide.submit(&day, &step, &[("steg", word)]).await;
        }
        let day = guide.open("/ansatt/dag?sted=vanylven&lang=nb").await;
        let address = day.attribute("href", "/ansatt/okt?").replace("&#38;", "&");
        let page = guide.open(&address).await;
        let closed = close(&mut guide, &page, &[("outcome", "solved")]).await;
        assert!(closed.location.starts_with("/ansatt/dag?"), "{}", closed.location);
        assert_eq!(count(&site, done).await, before + 1, "{engine:?}");
        // Somebody else's booking, at a place where the guide does not work.
        let elsewhere = page.field("time");
        let other = close(&mut guide, &page, &[("outcome", "solved"), ("sted", "tokke"), ("time", &elsewhere)]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_boundary_is_set_by_the_centre_and_seen_by_the_one_it_is_for() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut manager = site.signed_in("manager").await;
        let path = "/styring/tjenester/logge-inn-altinn/grenser?lang=nb";
        let form = manager.open(path).await;
        let mut fields =
            vec![("grense-employee", "beside"), ("grense-helper", "stop"), ("grense-caseworker", "inform")];
        let wrong = manager.submit(&form, path, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.has("Skriv hvorfor hjelpen stopper her.") && wrong.has("Skriv hvem personen skal sendes videre til.")
        );
        fields.extend([
            ("hvorfor-helper-nb", "Elever leser ikke brev."),
            ("videre-helper-nb", "Spør Solveig i skranken."),
            ("hjemmel-helper", "Tolkeloven § 4"),
        ]);
        let saved = manager.submit(&form, path, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let mut guide = site.signed_in("guide").await;
        let seen = guide.open(SESSION).await;
        assert!(seen.has("Sitt ved siden av") && !seen.has("Elever leser ikke brev."), "{engine:?}");
        let mut helper = site.signed_in("helper").await;
        let seen = helper.open(SESSION).await;
        assert!(
            seen.has("Stopp") && seen.has("Elever leser ikke brev.") && seen.has("Tolkeloven § 4"),
            "{}",
            seen.body
        );
        let nynorsk = helper.open(&SESSION.replace("lang=nb", "lang=nn")).await;
        assert!(nynorsk.has("<p class=\"ds-paragraph\" lang=\"nb\">Elever leser ikke brev."), "{}", nynorsk.body);
    }
}

/// One session of a day that is past.
struct Count {
    place: torg_base::Uuid,
    session: Session,
    day: jiff::civil::Date,
}

impl Unit for Count {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::count(tx, self.place, &self.session, self.day).await
    }
}

/// The n-th session of a year, different each time.
fn nth(services: &[torg_base::Uuid], n: usize) -> Session {
    let at = |d: Dimension, n: usize| d.values()[n % d.values().len()].0;
    Session {
        service: services[n * n % services.len()],
        minutes: 1 + i32::try_from(n * 37 % LONGEST as usize).expect("minutes"),
        topics: Dimension::Topic.values().iter().skip(1 + n % 8).take(n % 3).map(|(code, _)| *code).collect(),
        outcome: at(Dimension::Outcome, n / 3),
        chosen: Dimension::CHOSEN.map(|d| at(d, n * n / 7 + n)),
    }
}

#[derive(FromQueryResult)]
struct Tally {
    period: String,
    one: String,
    two: String,
}

/// Every number in a file of the report: «færre enn 5» is none.
fn numbers(csv: &str) -> Vec<i64> {
    csv.lines().skip(1).filter_map(|line| line.rsplit(';').next()?.parse().ok()).collect()
}

#[tokio::test]
async fn a_busy_year_in_a_small_place_leaves_no_identifier_and_isolates_nobody() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let place = place(&site, "vanylven");
        let directory = directory::of(&site.app);
        let services: Vec<_> = directory.offers_at(place.id).iter().map(|offer| offer.service).take(12).collect();
        for n in 0..420 {
            let day = jiff::civil::date(
                2025,
                1 + i8::try_from(n % 12).expect("month"),
                1 + i8::try_from(n % 28).expect("day"),
            );
            let unit = Count { place: place.id, session: nth(&services, n), day };
            site.app.store().write(place.organisation, unit).await.expect("counted");
        }
        let rows: Vec<Tally> =
            sql::rows(&site.app.store().across(Across::Probe), "SELECT period, one, two FROM session_tally", vec![])
                .await
                .expect("rows");
        let mut known: HashSet<String> = HashSet::from(["all".to_owned()]);
        known.extend(directory.services.iter().map(|s| mark(Dimension::Service, &s.id.to_string())));
        for dimension in Dimension::ALL {
            known.extend(dimension.values().iter().map(|(code, _)| mark(dimension, code)));
        }
        assert!(rows.len() > 100, "{engine:?}");
        for row in &rows {
            assert!(known.contains(&row.one), "{engine:?}: {}", row.one);
            assert!(row.two.is_empty(), "{engine:?}: two things at once: {} {}", row.one, row.two);
            assert!(row.period.contains("-Q"), "{engine:?}: {}", row.period);
        }

        // Whatever is asked for, every number is a multiple of five; so is whatever is subtracted.
        let mut guide = site.signed_in("guide").await;
        let mut seen = 0;
        for period in ["2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"] {
            let path = format!("/ansatt/tall/okter.csv?sted=vanylven&periode={period}&ned=age&bort=language&lang=nb");
            let file = guide.get(&path).await;
            assert_eq!(file.status, StatusCode::OK);
            let counts = file.body.lines().filter(|line| !line.contains(";Timer;") && !line.starts_with("Timer;"));
            let counts = counts.collect::<Vec<_>>().join("\n");
            let numbers = numbers(&counts);
            assert!(numbers.iter().all(|n| n % 5 == 0), "{engine:?} {period}: {}", file.body);
            assert!(!file.body.contains("Alder / Språk"), "{engine:?}: never crossed here");
            seen += numbers.iter().filter(|n| **n > 0).count();
            let page = guide.open(&path.replace(".csv", "")).await;
            for line in counts.lines().skip(1).filter(|line| line.starts_with("Alder;")) {
                let cells: Vec<&str> = line.split(';').collect();
                let row = format!("<th scope=\"row\">{}</th><td class=\"number\">{}</td>", cells[1], cells[3]);
                assert!(page.has(&row), "{engine:?}: the page and the file say the same: {row}");
            }
        }
        assert!(seen > 50, "{engine:?}: there is something to see");
        // What runs is not told, whatever is asked for, and does not change what is.
        let path = "/ansatt/tall/okter.csv?sted=vanylven&lang=nb";
        let before = guide.get(path).await;
        let form = guide.open(SESSION).await;
        close(&mut guide, &form, &[("outcome", "solved")]).await;
        for path in [path.to_owned(), format!("{path}&periode=2026-Q4"), format!("{path}&periode=2")] {
            assert_eq!(guide.get(&path).await.body, before.body, "{engine:?}: {path}");
        }
    }
}

#[tokio::test]
async fn only_a_place_with_many_visits_counts_two_things_at_once() {
    let site = Site::unlimited(Engine::Sqlite).await;
    let place = place(&site, "vanylven");
    let mut manager = site.signed_in("manager").await;
    let page = manager.open("/ansatt/tall/okter?sted=vanylven&lang=nb").await;
    let asked = manager.submit(&page, "/styring/okter/kryss", &[("sted", "vanylven"), ("kryss", "ja")]).await;
    let page = manager.open(&asked.location).await;
    assert!(page.has("Da kan én person kjennes igjen."), "{}", page.body);
    assert_eq!(count(&site, "SELECT count(*) FROM session_crossing").await, 0);
    site.app.store().write(place.organisation, Busy(place.id)).await.expect("visits");
    manager.submit(&page, "/styring/okter/kryss", &[("sted", "vanylven"), ("kryss", "ja")]).await;
    assert_eq!(count(&site, "SELECT count(*) FROM session_crossing").await, 1);
    let mut guide = site.signed_in("guide").await;
    let form = guide.open(SESSION).await;
    close(&mut guide, &form, &[("outcome", "solved"), ("age", "70"), ("language", "no")]).await;
    let pair = "SELECT count(*) FROM session_tally WHERE period = '2026-11' AND one = 'age:70' AND two = 'language:no'";
    assert_eq!(count(&site, pair).await, 1);
}

/// Visits enough for a year.
struct Busy(torg_base::Uuid);

impl Unit for Busy {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let values = [
            tx.organisation().into(),
            self.0.into(),
            torg_base::new_id().into(),
            i32::try_from(FLOOR).expect("a number").into(),
        ];
        let statement = "INSERT INTO daily_count (organisation_id, place_id, day, service_id, way, kind, count)
                         VALUES ($1, $2, '2026-10-01', $3, 'counter', 'dropin', $4)";
        sql::exec(tx, statement, values).await?;
        Ok(())
    }
}
