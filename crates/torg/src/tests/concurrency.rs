//! Many at once want the same time. In-process; the same over a network is in `torg-bench contention`.

use axum::http::StatusCode;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use serde_json::json;
use torg_store::testing::BOTH;
use torg_store::{Engine, StoreConfig};

use super::harness::Site;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_seat_is_given_once_and_a_course_to_no_more_than_it_holds() {
    for engine in BOTH {
        let site = Site::unlimited(engine).await;
        let mut caller = site.visitor();
        let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=tokke&way=counter").await.json();
        let single =
            slots["items"].as_array().unwrap().iter().find(|s| s["free"] == 1).expect("one guide")["id"].clone();
        let group = caller.get("/api/v1/slots?service=senior-smart&place=ulstein").await.json();
        let course = group["items"][0].clone();
        assert_eq!(course["free"], 20);
        assert_eq!(rush(&site, "logge-inn-altinn", &single, 16).await, 1, "{engine:?}: one seat");
        assert_eq!(rush(&site, "senior-smart", &course["id"], 40).await, 20, "{engine:?}: twenty seats");
    }
}

/// Sends the same wish many times at once; returns how many were accepted. Everybody else gets a clear 409.
async fn rush(site: &Site, service: &str, slot: &serde_json::Value, count: usize) -> usize {
    let wish = |n: usize| json!({"slot": slot, "service": service, "name": "A", "phone": format!("900010{n:02}")});
    let calls = (0..count).map(|n| async move {
        let mut caller = site.visitor();
        caller.post_json("/api/v1/bookings", &wish(n)).await.status
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.iter().all(|s| [StatusCode::CREATED, StatusCode::CONFLICT].contains(s)), "{answers:?}");
    answers.iter().filter(|s| **s == StatusCode::CREATED).count()
}

/// PostgreSQL finds a ring of waiting rows only after a while, and whoever is in it is told to try again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn those_who_want_one_start_come_one_after_the_other_on_postgresql() {
    let site = Site::unlimited(Engine::Postgres).await;
    let StoreConfig::Postgres(url) = site.app.store().config().clone() else { panic!("PostgreSQL") };
    let mut clients = Vec::new();
    for _ in 0..8 {
        clients.push(client(&url).await);
    }
    for round in 0..200 {
        assert_eq!(at_once(&clients, round).await, 0, "round {round}");
    }
    clients[0].execute_unprepared("ALTER TABLE occupancy DISABLE TRIGGER occupancy_line").await.expect("control");
    for round in 200..20_000 {
        if at_once(&clients, round).await > 0 {
            return;
        }
    }
    panic!("without the line they never waited in a ring: this test cannot fail");
}

async fn client(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    let db = Database::connect(options).await.expect("a connection");
    db.execute_unprepared("SET deadlock_timeout = '5ms'").await.expect("patience");
    db
}

/// All want the same seat at the start of one hour; one gets it. Returns how many were turned away because of a ring.
async fn at_once(clients: &[DatabaseConnection], hour: u32) -> usize {
    let wish = format!(
        "INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id)
         SELECT gen_random_uuid(), organisation_id, id, 1, at, at + interval '30 minutes', gen_random_uuid()
         FROM resource, (SELECT timestamptz '2090-01-01 00:00Z' + {hour} * interval '1 hour' AS at) AS wanted
         ORDER BY id LIMIT 1"
    );
    let tries = clients.iter().cloned().map(|db| {
        let wish = wish.clone();
        tokio::spawn(async move { db.execute_unprepared(&wish).await.map_err(|error| error.to_string()) })
    });
    let answers: Vec<_> =
        futures::future::join_all(tries).await.into_iter().map(|done| done.expect("no panic")).collect();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let refused: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
    let overlaps = refused.iter().filter(|error| error.contains("occupancy_overlap")).count();
    let rings = refused.iter().filter(|error| error.contains("deadlock detected")).count();
    assert_eq!(overlaps + rings, refused.len(), "{refused:?}");
    rings
}
