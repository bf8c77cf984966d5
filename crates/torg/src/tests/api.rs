//! The contract that outside programs rely on.

use axum::http::StatusCode;
use serde_json::json;
use torg_store::testing::BOTH;
use torg_store::{Across, Result, Tx, Unit, sql};

use super::harness::Site;

#[tokio::test]
async fn a_program_finds_holds_confirms_and_cancels() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut caller = site.visitor();

        let services = caller.get("/api/v1/services?lang=nb&q=skanne%20kontrakt").await.json();
        assert_eq!(services["confident"], true);
        let first = &services["items"][0];
        for field in ["slug", "name", "promise", "boundary", "authority", "ways", "places", "minutes"] {
            assert!(!first[field].is_null(), "{field} in {first}");
        }
        let nonsense = caller.get("/api/v1/services?q=kvantefysikk%20romferge").await.json();
        assert_eq!(nonsense["confident"], false);

        let places = caller.get("/api/v1/places").await.json();
        assert_eq!(places["items"].as_array().unwrap().len(), 12);
        assert!(places["items"][0]["municipality_no"].is_string() && places["items"][0]["latitude"].is_number());

        let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
        let slot = &slots["items"][0];
        assert_eq!(slots["next_free"], slot["start"]);
        // A span without free times tells the next one after it, not the first one of all.
        let empty = "/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter&from=2027-01-09&to=2027-01-10";
        let empty = caller.get(empty).await.json();
        assert!(empty["items"].as_array().unwrap().is_empty(), "a week-end");
        assert!(empty["next_free"].as_str().unwrap() > "2027-01-09", "{empty}");
        let everywhere = caller.get("/api/v1/slots?service=logge-inn-altinn").await.json();
        assert!(everywhere["items"].as_array().unwrap().len() > slots["items"].as_array().unwrap().len());

        let new = json!({"slot": slot["id"], "service": "logge-inn-altinn", "name": "Marek", "phone": "+47 900 00 010",
                         "language": "en", "note": "by the door"});
        let made = caller.post_json("/api/v1/bookings", &new).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let made = made.json();
        assert_eq!(made["state"], "held");
        assert!(made["expires_at"].is_string() && made["reference"].as_str().unwrap().len() == 9);

        let id = made["id"].as_str().unwrap();
        let wrong = caller.post_json(&format!("/api/v1/bookings/{id}/confirm"), &json!({"code": "x"})).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.headers["content-type"], "application/problem+json");
        let code = site.code_for("+4790000010").await;
        let done = caller.post_json(&format!("/api/v1/bookings/{id}/confirm"), &json!({ "code": code })).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        assert_eq!(done.json()["state"], "confirmed");
        let url = done.json()["manage_url"].as_str().unwrap().replace("http://127.0.0.1:8080", "");
        assert_eq!(caller.open(&url).await.status, StatusCode::OK);

        let gone = caller.post_json(&format!("/api/v1/bookings/{id}/cancel"), &json!({})).await;
        assert_eq!(gone.json()["state"], "cancelled");
        let again = caller.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
        assert_eq!(&again["items"][0]["id"], &slot["id"], "a cancelled time is free again");
    }
}

/// A person with a code and a seat gets the time; with the code alone, when the seat has been given away, not.
#[tokio::test]
async fn the_database_keeps_the_seats_of_what_is_confirmed_and_refuses_one_without() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut caller = site.visitor();
        let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
        for (lost, phone) in [(false, "+8000000410"), (true, "+8000000411")] {
            let new =
                json!({"slot": slots["items"][0]["id"], "service": "logge-inn-altinn", "name": "A", "phone": phone});
            let id = caller.post_json("/api/v1/bookings", &new).await.json()["id"].as_str().unwrap().to_owned();
            let id = torg_base::Uuid::parse_str(&id).unwrap();
            if lost {
                site.app.store().write_across(Across::Operator, GiveAway { id }).await.expect("given away");
            }
            let code = site.code_for(phone).await;
            let done = caller.post_json(&format!("/api/v1/bookings/{id}/confirm"), &json!({ "code": code })).await;
            let expected = if lost { StatusCode::CONFLICT } else { StatusCode::OK };
            assert_eq!(done.status, expected, "{}", done.body);
            let db = site.app.store().across(Across::Operator);
            let query =
                "SELECT b.state || ' ' || CASE WHEN o.id IS NULL THEN 'no seat' WHEN o.expires_at IS NULL THEN 'kept'
                         ELSE 'expires' END FROM booking b LEFT JOIN occupancy o ON o.owner_id = b.id WHERE b.id = $1";
            let found: Vec<String> = sql::column(&db, query, [id.into()]).await.expect("the booking");
            assert_eq!(found, [if lost { "held no seat" } else { "confirmed kept" }]);
        }
    }
}

struct GiveAway {
    id: torg_base::Uuid,
}

impl Unit for GiveAway {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        sql::exec(tx, "DELETE FROM occupancy WHERE owner_id = $1", [self.id.into()]).await?;
        Ok(())
    }
}

#[tokio::test]
async fn the_only_seat_is_a_conflict_and_bad_fields_are_named() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut caller = site.visitor();
        let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=tokke").await.json();
        let slot =
            slots["items"].as_array().unwrap().iter().find(|s| s["free"] == 1).expect("a one-person time").clone();
        let new = json!({"slot": slot["id"], "service": "logge-inn-altinn", "name": "A", "phone": "90000011"});
        assert_eq!(caller.post_json("/api/v1/bookings", &new).await.status, StatusCode::CREATED);
        let second = caller.post_json("/api/v1/bookings", &new).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert_eq!(second.json()["title"], "slot-taken");

        let bad = json!({"slot": slot["id"], "service": "logge-inn-altinn", "name": " ", "phone": "12"});
        let bad = caller.post_json("/api/v1/bookings", &bad).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<_> = bad.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, ["phone", "name"]);
    }
}

#[tokio::test]
async fn a_repeated_call_with_the_same_key_makes_one_booking() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut caller = site.visitor();
        let slots = caller.get("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter").await.json();
        let new =
            json!({"slot": slots["items"][0]["id"], "service": "logge-inn-altinn", "name": "A", "phone": "90000012"});
        let mut ids = Vec::new();
        for _ in 0..2 {
            let request = axum::http::Request::post("/api/v1/bookings")
                .header("content-type", "application/json")
                .header("idempotency-key", "abc");
            let answer = caller.send(request, axum::body::Body::from(new.to_string())).await;
            assert_eq!(answer.status, StatusCode::CREATED);
            ids.push(answer.json()["id"].clone());
        }
        assert_eq!(ids[0], ids[1]);
    }
}

#[tokio::test]
async fn the_probes_answer_and_metrics_hold_no_addresses() {
    let site = Site::demo(torg_store::Engine::Sqlite).await;
    let mut caller = site.visitor();
    assert_eq!(caller.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(caller.get("/readyz").await.status, StatusCode::OK);
    let secret = "/time/AAAAAAAAAAAAAAAAAAAAAAhemmelig";
    assert_eq!(caller.get(secret).await.status, StatusCode::NOT_FOUND);
    let metrics = caller.get("/metrics").await;
    assert!(metrics.has("torg_requests_total") && metrics.has("/time/{token}"));
    assert!(!metrics.has("hemmelig"));
}
