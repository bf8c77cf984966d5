//! Logs in at the certified provider of `tests/peers/oidc` over HTTP, as a browser would.
//! Needs Node and the packages there (`npm ci`, done by make); fails without them.

mod oidc_peer;

use std::fs;

use oidc_peer::{Browser, Peer, now};
use torg_people::oidc::{Identity, LoginError, OidcClient, Provider, Query, http_client};

const CITIZEN: &str = "20914695016";

fn client(provider: Provider) -> OidcClient {
    OidcClient::new(provider, http_client().expect("an HTTP client")).expect("a client")
}

/// The whole log-in of `user` at `level`, in a browser of its own.
async fn log_in(client: &OidcClient, user: &str, level: &str) -> Result<Identity, LoginError> {
    let begun = client.begin(now(), "nb").await?;
    let query = Browser::new().log_in(begun.url.as_str(), user, level).await;
    client.finish(now(), &begun.pending, &query).await
}

fn is_invalid<T>(outcome: Result<T, LoginError>, word: &str) -> bool {
    matches!(outcome, Err(LoginError::Invalid(reason)) if reason.contains(word))
}

#[tokio::test]
async fn a_citizen_logs_in() {
    let peer = Peer::start().await;
    let client = client(peer.citizen());
    let begun = client.begin(now(), "nb").await.expect("a request");
    let names: Vec<_> = begun.url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(names, ["client_id", "request_uri"], "nothing of the request is in the address");

    let query = Browser::new().log_in(begun.url.as_str(), CITIZEN, "idporten-loa-high").await;
    let identity = client.finish(now(), &begun.pending, &query).await.expect("a log-in");
    assert_eq!(identity.pid.as_deref(), Some(CITIZEN));
    assert_eq!(identity.acr.as_deref(), Some("idporten-loa-high"));
    assert_eq!(identity.issuer, peer.issuer);
    assert_ne!(identity.subject, CITIZEN);
    assert!(identity.sid.is_some() && identity.auth_time.is_some());
    assert_eq!((identity.name, identity.email, identity.organisations.len()), (None, None, 0));
    assert_eq!(client.login_origin(now()).await.as_deref(), Ok(peer.issuer.as_str()));
}

#[tokio::test]
async fn a_foreign_eid_may_have_no_number() {
    let peer = Peer::start().await;
    let identity = log_in(&client(peer.citizen()), "c-4", "eidas-loa-high").await.expect("a log-in");
    assert_eq!((identity.pid, identity.acr.as_deref()), (None, Some("eidas-loa-high")));
}

#[tokio::test]
async fn staff_log_in_with_their_organisations() {
    let peer = Peer::start().await;
    let client = client(peer.staff());
    let identity = log_in(&client, "s-2", "high").await.expect("a log-in");
    assert_eq!(identity.name.as_deref(), Some("Testleder To"));
    assert_eq!(identity.email.as_deref(), Some("leder@example.test"));
    let numbers: Vec<_> = identity.organisations.iter().map(|one| one.orgnr.as_str()).collect();
    assert_eq!(numbers, ["313876144", "310000019"]);
    assert_eq!(identity.organisations[0].resource.as_deref(), Some("urn:altinn:resource:torg"));

    let alone = log_in(&client, "s-3", "substantial").await.expect("a log-in");
    assert_eq!(alone.organisations, [], "represents nobody");
}

#[tokio::test]
async fn a_weak_log_in_is_refused() {
    let peer = Peer::start().await;
    let citizen = client(peer.citizen());
    assert_eq!(log_in(&citizen, CITIZEN, "idporten-loa-low").await.unwrap_err(), LoginError::WeakAssurance);
    assert_eq!(log_in(&citizen, CITIZEN, "eidas-loa-low").await.unwrap_err(), LoginError::WeakAssurance);
    assert_eq!(log_in(&client(peer.staff()), "s-1", "low").await.unwrap_err(), LoginError::WeakAssurance);
    // The same person at the same provider gets in where the level is accepted.
    let lax = Provider { accepted_acr: vec!["idporten-loa-low".into()], acr_values: Vec::new(), ..peer.citizen() };
    assert!(log_in(&client(lax), CITIZEN, "idporten-loa-low").await.is_ok());
}

#[tokio::test]
async fn an_answer_that_is_not_ours_is_refused() {
    let peer = Peer::start().await;
    let client = client(peer.citizen());
    let begun = client.begin(now(), "nb").await.expect("a request");
    let query = Browser::new().log_in(begun.url.as_str(), CITIZEN, "idporten-loa-high").await;
    let pending = &begun.pending;

    // None of these reaches the provider, so the code stays good.
    let wrong = [
        Query { state: Some("another".into()), ..query.clone() },
        Query { state: None, ..query.clone() },
        Query { iss: Some(format!("{}/", peer.issuer)), ..query.clone() },
        Query { iss: None, ..query.clone() },
        Query { error: Some("access_denied".into()), state: None, ..query.clone() },
    ];
    for query in &wrong {
        assert_eq!(client.finish(now(), pending, query).await.unwrap_err(), LoginError::Mismatch);
    }
    let mut elsewhere = pending.clone();
    elsewhere.provider = "ansattporten".into();
    assert_eq!(client.finish(now(), &elsewhere, &query).await.unwrap_err(), LoginError::Mismatch);
    let late = now() + jiff::SignedDuration::from_mins(31);
    assert_eq!(client.finish(late, pending, &query).await.unwrap_err(), LoginError::Expired);
    let empty = Query { code: None, ..query.clone() };
    assert!(is_invalid(client.finish(now(), pending, &empty).await, "no code"));

    assert!(client.finish(now(), pending, &query).await.is_ok(), "the right answer is accepted");
    assert_eq!(client.finish(now(), pending, &query).await.unwrap_err(), LoginError::Expired, "a code serves once");
}

#[tokio::test]
async fn the_nonce_and_the_pkce_verifier_are_checked() {
    let peer = Peer::start().await;
    let client = client(peer.citizen());
    for (field, expected) in [("nonce", LoginError::Mismatch), ("pkce_verifier", LoginError::Expired)] {
        let begun = client.begin(now(), "nb").await.expect("a request");
        let query = Browser::new().log_in(begun.url.as_str(), CITIZEN, "idporten-loa-high").await;
        let mut kept = serde_json::to_value(&begun.pending).expect("JSON");
        kept[field] = "another-value-of-at-least-forty-three-characters".into();
        let pending = serde_json::from_value(kept).expect("pending");
        assert_eq!(client.finish(now(), &pending, &query).await.unwrap_err(), expected, "{field}");
    }
}

#[tokio::test]
async fn a_person_may_cancel() {
    let peer = Peer::start().await;
    let client = client(peer.citizen());
    let begun = client.begin(now(), "en").await.expect("a request");
    let query = Browser::new().cancel(begun.url.as_str()).await;
    assert_eq!(client.finish(now(), &begun.pending, &query).await.unwrap_err(), LoginError::Cancelled);
}

#[tokio::test]
async fn logging_out_ends_the_session_at_the_provider() {
    let peer = Peer::start().await;
    let client = client(peer.citizen());
    let mut browser = Browser::new();
    let begun = client.begin(now(), "nb").await.expect("a request");
    let query = browser.log_in(begun.url.as_str(), CITIZEN, "idporten-loa-high").await;
    let identity = client.finish(now(), &begun.pending, &query).await.expect("a log-in");

    let begun = client.begin(now(), "nb").await.expect("a request");
    assert!(browser.open(begun.url.as_str()).await.is_return(), "still logged in: no page is shown");

    let logout = client.logout(now(), Some(&identity.id_token), "done").await.expect("metadata").expect("a log-out");
    let page = browser.post(logout.endpoint.as_str(), &logout.fields).await.page();
    let call = oidc_peer::frame_query(&page);
    assert_eq!(
        client.front_channel(call.iss.as_deref(), call.sid.as_deref()),
        Ok(identity.sid.as_deref().expect("a sid"))
    );
    let back = browser.submit(&page, &[("logout", "yes")]).await.address();
    assert_eq!(back, format!("{}?state=done", oidc_peer::LOGGED_OUT));

    let begun = client.begin(now(), "nb").await.expect("a request");
    assert!(!browser.open(begun.url.as_str()).await.is_return(), "the provider asks again");

    // As an address, without the hint: no token in it, and the provider takes it.
    let logout = client.logout(now(), None, "x").await.expect("metadata").expect("a log-out");
    assert!(!logout.url().as_str().contains("id_token_hint"));
    browser.open(logout.url().as_str()).await.page();
}

#[tokio::test]
async fn new_keys_at_the_provider_are_fetched() {
    let mut peer = Peer::start().await;
    let client = client(peer.citizen());
    log_in(&client, CITIZEN, "idporten-loa-high").await.expect("a log-in with the first key");
    peer.restart().await;
    log_in(&client, CITIZEN, "idporten-loa-high").await.expect("a log-in with the second key");
}

#[tokio::test]
async fn the_provider_may_be_down_when_the_program_starts() {
    let mut peer = Peer::start().await;
    let client = client(peer.citizen());
    peer.stop();
    assert_eq!(client.begin(now(), "nb").await.unwrap_err(), LoginError::ProviderDown);
    peer.restart().await;
    // A few seconds pass before the provider is asked again.
    assert_eq!(client.begin(now(), "nb").await.unwrap_err(), LoginError::ProviderDown);
    let later = now() + jiff::SignedDuration::from_secs(6);
    assert!(client.begin(later, "nb").await.is_ok());
}

#[tokio::test]
async fn a_wrong_set_up_at_the_provider_is_named() {
    let peer = Peer::start().await;
    let start = async |provider| client(provider).begin(now(), "nb").await;
    let slash = Provider { issuer: format!("{}/", peer.issuer), ..peer.citizen() };
    assert!(is_invalid(start(slash).await, "letter by letter"));
    let stranger = Provider { key_file: peer.staff().key_file, ..peer.citizen() };
    assert!(is_invalid(start(stranger).await, "invalid_client"));
    let elsewhere = Provider { redirect_uri: "http://127.0.0.1:1/other".into(), ..peer.citizen() };
    assert!(is_invalid(start(elsewhere).await, "invalid_request"));
    assert!(start(peer.citizen()).await.is_ok());
}

#[tokio::test]
async fn the_provider_wants_the_request_pushed() {
    let peer = Peer::start().await;
    let client = client(Provider { par: false, ..peer.citizen() });
    let begun = client.begin(now(), "nb").await.expect("an address");
    let query = Browser::new().open(begun.url.as_str()).await.query();
    assert!(is_invalid(client.finish(now(), &begun.pending, &query).await, "invalid_request"));
}

#[tokio::test]
async fn every_form_of_key_is_read() {
    let peer = Peer::start().await;
    let pem = peer.citizen().key_file.expect("a key");
    for form in ["jwk", "pkcs1"] {
        let file = pem.with_extension(form);
        fs::write(&file, oidc_peer::convert_key(&pem, form)).expect("written");
        let client = client(Provider { key_file: Some(file), ..peer.citizen() });
        assert!(client.begin(now(), "nb").await.is_ok(), "{form}");
    }
}
