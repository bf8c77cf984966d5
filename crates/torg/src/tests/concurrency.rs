//! Many at once want the same time. In-process; the same over a network is in `torg-bench contention`.

use axum::http::StatusCode;
use serde_json::json;
use torg_store::testing::BOTH;

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
