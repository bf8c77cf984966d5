//! Logging in and out through our pages at the certified provider of `tests/peers/oidc`.
//! Needs Node and the packages there (`npm ci`, done by make); fails without them.

#[path = "../../tests/oidc_peer/mod.rs"]
#[allow(dead_code)]
mod oidc_peer;

use std::sync::Arc;

use axum::http::{StatusCode, header};
use torg_base::{Clock, Role, Uuid};
use torg_store::{Engine, Store};

use self::oidc_peer::{Browser as Outside, Peer};
use super::{Providers, hashed_id};
use crate::oidc::{OidcClient, Provider, Query, http_client};
use crate::testing::{Answer, Browser, ROST, Site, column, held, migrated, seed};

const CITIZEN: &str = "20914695016";

fn client(provider: Provider) -> Arc<OidcClient> {
    Arc::new(OidcClient::new(provider, http_client().expect("an HTTP client")).expect("a client"))
}

/// A site with both kinds of provider. The provider goes by the machine's clock, and so does the store.
async fn site(peer: &Peer) -> (Store, Browser) {
    let store = migrated(Engine::Sqlite, Clock::system()).await;
    let providers = Providers { citizen: Some(client(peer.citizen())), staff: vec![client(peer.staff())] };
    let browser = Site { providers, ..Site::default() }.start(&store);
    (store, browser)
}

/// What the provider's answer looks like at one of our doors.
fn back(door: &str, query: &Query) -> String {
    let pairs = [("code", &query.code), ("state", &query.state), ("iss", &query.iss), ("error", &query.error)];
    let pairs = pairs.iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{door}?{query}")
}

async fn subjects(store: &Store) -> Vec<Uuid> {
    column(store, "SELECT subject_id FROM session").await
}

fn is_refused(answer: &Answer, words: &str) -> bool {
    answer.status == StatusCode::BAD_REQUEST && answer.text.contains(words)
}

#[tokio::test]
async fn a_citizen_logs_in_and_out_at_the_provider() {
    let peer = Peer::start().await;
    let (store, mut browser) = site(&peer).await;
    let away = browser.get("/logg-inn/idporten").await.to().to_owned();
    let mut outside = Outside::new();
    let query = outside.log_in(&away, CITIZEN, "idporten-loa-high").await;
    let address = back("/logg-inn/retur", &query);

    let thief = browser.stranger("192.0.2.7").get(&address).await;
    assert!(is_refused(&thief, "tok for lang tid"), "the answer belongs to the browser that began");
    assert_eq!(browser.get(&address).await.to(), "/min-side");
    assert_eq!(subjects(&store).await, [hashed_id(store.keys(), "pid", CITIZEN)]);
    let names: Vec<String> = column(&store, "SELECT name FROM session").await;
    assert_eq!(names, ["ID-porten"]);
    let sids: Vec<Option<String>> = column(&store, "SELECT sid FROM session").await;
    assert!(sids[0].is_some());
    let again = browser.get(&address).await;
    assert!(is_refused(&again, "tok for lang tid"), "an answer serves once");

    let out = browser.post("/ansatt/logg-inn", "/logg-ut", &[]).await;
    assert_eq!(subjects(&store).await, Vec::<Uuid>::new(), "ours is over at once");
    assert_eq!(out.status, StatusCode::OK);
    let policy = out.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains(&format!("form-action 'self' {};", peer.issuer.trim_end_matches('/'))), "{policy}");
    assert!(out.text.contains("name=\"id_token_hint\"") && !out.text.contains("?id_token_hint"));
    let there =
        client(peer.citizen()).logout(store.clock().now(), None, "x").await.expect("answers").expect("a log-out");
    assert!(out.text.contains(&format!("action=\"{}\"", there.endpoint)));
    assert_eq!(browser.get("/logg-inn").await.status, StatusCode::OK, "nobody is signed in");
}

#[tokio::test]
async fn nothing_of_the_national_number_is_kept() {
    let peer = Peer::start().await;
    let (store, mut browser) = site(&peer).await;
    let away = browser.get("/logg-inn/idporten").await.to().to_owned();
    let query = Outside::new().log_in(&away, CITIZEN, "idporten-loa-high").await;
    browser.get(&back("/logg-inn/retur", &query)).await;
    let torg_store::StoreConfig::Sqlite(file) = store.config() else { panic!("a file") };
    let mut seen = 0;
    for end in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{end}", file.display())).unwrap_or_default();
        seen += bytes.len();
        assert!(!String::from_utf8_lossy(&bytes).contains(CITIZEN));
    }
    assert!(seen > 10_000, "the files were read");
}

#[tokio::test]
async fn staff_log_in_when_they_are_registered() {
    let peer = Peer::start().await;
    let (store, mut browser) = site(&peer).await;
    let come = async |browser: &mut Browser| {
        let away = browser.get("/logg-inn/ansatt?hos=ansattporten").await.to().to_owned();
        let query = Outside::new().log_in(&away, "s-2", "high").await;
        browser.get(&back("/ansatt/logg-inn/retur", &query)).await
    };
    let unknown = come(&mut browser).await;
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    assert!(unknown.text.contains("Be lederen din om å legge deg til"));
    assert_eq!(column::<Uuid>(&store, "SELECT id FROM staff").await, Vec::<Uuid>::new(), "no account is made");

    let boss = seed(&store, "Testleder To", "leder@example.test", vec![held(Role::Manager, ROST, None, None)]).await;
    assert_eq!(come(&mut browser).await.to(), "/styring");
    assert_eq!(subjects(&store).await, [boss]);
    let changed = browser.post("/styring/ansatte/ny", "/logg-ut", &[]).await;
    assert!(changed.text.contains("Ansattporten"), "log-out there too");
    assert_eq!(come(&mut browser).await.to(), "/styring", "by the provider's own id");
}

#[tokio::test]
async fn a_citizens_log_in_opens_no_door_of_staff() {
    let peer = Peer::start().await;
    let (store, mut browser) = site(&peer).await;
    let away = browser.get("/logg-inn/idporten").await.to().to_owned();
    let query = Outside::new().log_in(&away, CITIZEN, "idporten-loa-high").await;
    let answer = browser.get(&back("/ansatt/logg-inn/retur", &query)).await;
    assert!(is_refused(&answer, "tok for lang tid"));
    assert_eq!(subjects(&store).await, Vec::<Uuid>::new());
}

#[tokio::test]
async fn who_stops_at_the_provider_or_logs_in_weakly_is_told_what_to_do() {
    let peer = Peer::start().await;
    let (store, mut browser) = site(&peer).await;
    let away = browser.get("/logg-inn/idporten").await.to().to_owned();
    let cancelled = browser.get(&back("/logg-inn/retur", &Outside::new().cancel(&away).await)).await;
    assert_eq!(cancelled.status, StatusCode::OK);
    assert!(cancelled.text.contains("Du avbrøt innloggingen"));
    let away = browser.get("/logg-inn/idporten").await.to().to_owned();
    let query = Outside::new().log_in(&away, CITIZEN, "idporten-loa-low").await;
    let weak = browser.get(&back("/logg-inn/retur", &query)).await;
    assert_eq!(weak.status, StatusCode::FORBIDDEN);
    assert!(weak.text.contains("høyere sikkerhetsnivå"));
    assert_eq!(subjects(&store).await, Vec::<Uuid>::new());
}
