//! What can be tested without a provider. `tests/oidc.rs` logs in at a real one.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::client::challenge;
use super::id_token::{Claims, Expected};
use super::jose::{Keys, TokenError};
use super::keys::SigningKey;
use super::*;

fn now() -> Timestamp {
    "2026-03-02T08:00:00Z".parse().expect("a fixed instant")
}

fn provider(profile: Profile) -> Provider {
    serde_json::from_value(json!({
        "name": "idporten", "profile": profile, "issuer": "https://idporten.example", "client_id": "torg",
        "client_secret_file": "/dev/null", "redirect_uri": "https://torg.example/retur",
        "acr_values": ["idporten-loa-high"], "accepted_acr": ["idporten-loa-high", "idporten-loa-substantial"],
    }))
    .expect("a provider")
}

/// A provider's key for tests: the private half, and the set it publishes.
fn key_pair(kid: &str) -> (SigningKey, Value) {
    let rng = SystemRandom::new();
    let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &rng).expect("random bits");
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref(), &rng).expect("our own key");
    let (x, y) = key.public_key().as_ref()[1..].split_at(32);
    let jwk = json!({"kty": "EC", "crv": "P-256", "kid": kid, "use": "sig",
        "x": BASE64URL_NOPAD.encode(x), "y": BASE64URL_NOPAD.encode(y)});
    (SigningKey::Es256(key), jwk)
}

fn keys(list: &[&Value]) -> Keys {
    Keys::parse(json!({ "keys": list }).to_string().as_bytes()).expect("a key set")
}

fn good_claims() -> Value {
    json!({"iss": "https://idporten.example", "sub": "s1", "aud": "torg", "exp": now().as_second() + 120,
        "iat": now().as_second(), "nonce": "n", "acr": "idporten-loa-high", "pid": "20914695016",
        "amr": "BankID", "sid": "sid-1", "auth_time": now().as_second()})
}

/// The outcome for the good claims with some of them changed (`null` removes one).
fn outcome(changes: Value) -> Result<Identity, LoginError> {
    outcome_at(&provider(Profile::IdPorten), changes, None)
}

fn outcome_at(provider: &Provider, changes: Value, details: Option<Value>) -> Result<Identity, LoginError> {
    let mut claims = good_claims();
    for (key, value) in changes.as_object().expect("an object") {
        match value {
            Value::Null => claims.as_object_mut().expect("an object").remove(key),
            _ => claims.as_object_mut().expect("an object").insert(key.clone(), value.clone()),
        };
    }
    let claims: Claims = serde_json::from_value(claims).expect("claims");
    let started = now() - SignedDuration::from_mins(5);
    let expected = Expected { provider, nonce: "n", started, now: now() };
    expected.identity(claims, "token".into(), details)
}

fn is_invalid(outcome: &Result<Identity, LoginError>) -> bool {
    matches!(outcome, Err(LoginError::Invalid(_)))
}

#[test]
fn the_published_pkce_example_comes_out() {
    // docs.digdir.no, ID-porten, authorisation request.
    assert_eq!(challenge("xyo94uhy3zKvgB0NJwLms86SwcjtWviEOpkBnGgaLlo"), "b7elB7ZyxIXgFyvBznKvxl7wOB-H17Pz0a3B62NIMFI");
}

#[test]
fn a_good_token_becomes_an_identity() {
    let identity = outcome(json!({})).expect("a log-in");
    assert_eq!(identity.pid.as_deref(), Some("20914695016"));
    assert_eq!((identity.subject.as_str(), identity.sid.as_deref()), ("s1", Some("sid-1")));
    assert_eq!(identity.auth_time, Some(now()));
    assert!(outcome(json!({"amr": ["BankID"]})).is_ok(), "Ansattporten sends a list");
    assert!(outcome(json!({"amr": null})).is_ok());
}

#[test]
fn debug_output_shows_no_person() {
    let shown = format!("{:?}", outcome(json!({"email": "a@example.test", "name": "Kari Test"})));
    for personal in ["20914695016", "Kari", "example.test", "s1", "sid-1", "token"] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}

#[test]
fn tokens_of_others_are_refused() {
    for changes in [
        json!({"iss": "https://idporten.example/"}),
        json!({"aud": "another"}),
        json!({"aud": ["torg", "another"]}),
        json!({"aud": ["torg", "another"], "azp": "another"}),
        json!({"azp": "another"}),
        json!({"sub": ""}),
        json!({"pid": "2091469501"}),
        json!({"pid": "2091469501x"}),
    ] {
        assert!(is_invalid(&outcome(changes.clone())), "{changes}");
    }
    assert!(outcome(json!({"aud": ["torg"]})).is_ok());
    assert!(outcome(json!({"aud": ["torg", "another"], "azp": "torg"})).is_ok());
    for nonce in [json!({"nonce": "m"}), json!({"nonce": null})] {
        assert_eq!(outcome(nonce).unwrap_err(), LoginError::Mismatch);
    }
}

#[test]
fn times_have_one_minute_of_leeway() {
    let at = |seconds: i64| now().as_second() + seconds;
    assert!(outcome(json!({"exp": at(-59)})).is_ok());
    assert_eq!(outcome(json!({"exp": at(-60)})).unwrap_err(), LoginError::Expired);
    assert!(outcome(json!({"iat": at(60)})).is_ok());
    assert!(is_invalid(&outcome(json!({"iat": at(61)}))));
    assert!(is_invalid(&outcome(json!({"nbf": at(61)}))));
    // Started five minutes ago.
    assert!(outcome(json!({"iat": at(-360)})).is_ok());
    assert!(is_invalid(&outcome(json!({"iat": at(-361)}))));
}

#[test]
fn only_listed_levels_are_strong_enough() {
    for acr in ["idporten-loa-high", "idporten-loa-substantial", "eidas-loa-high", "eidas-loa-substantial"] {
        assert!(outcome(json!({"acr": acr})).is_ok(), "{acr}");
    }
    for acr in ["idporten-loa-low", "eidas-loa-low", "high", "xeidas-loa-high", "eidas-loa-", "Level4", ""] {
        assert_eq!(outcome(json!({"acr": acr})).unwrap_err(), LoginError::WeakAssurance, "{acr}");
    }
    assert_eq!(outcome(json!({"acr": null})).unwrap_err(), LoginError::WeakAssurance);
    let unchecked = Provider { accepted_acr: Vec::new(), ..provider(Profile::Generic) };
    assert!(outcome_at(&unchecked, json!({"acr": null}), None).is_ok());
}

#[test]
fn an_unverified_address_is_left_out() {
    let email = |changes| outcome(changes).expect("a log-in").email;
    assert_eq!(email(json!({"email": "a@example.test"})).as_deref(), Some("a@example.test"));
    assert_eq!(email(json!({"email": "a@example.test", "email_verified": true})).as_deref(), Some("a@example.test"));
    assert_eq!(email(json!({"email": "a@example.test", "email_verified": false})), None);
    assert_eq!(email(json!({"email": "a@example.test", "email_verified": "false"})), None);
}

fn altinn(resource: &str, reportees: Value) -> Value {
    json!({"type": "ansattporten:altinn:resource", "resource": resource, "reportees": reportees})
}

#[test]
fn only_organisations_that_were_asked_for_are_read() {
    let asked = json!([{"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:torg"}]);
    let provider = Provider { authorization_details: Some(asked), ..provider(Profile::Ansattporten) };
    let nord = json!({"Rights": ["read"], "Authority": "iso6523-actorid-upis", "ID": "0192:313876144", "Name": "NORD"});
    let odd = json!([nord, {"ID": "313876144"}, {"ID": "0192:31387614"}, {"Name": "X"}, "text"]);
    let answer = json!([altinn("urn:altinn:resource:torg", odd), altinn("urn:altinn:resource:other", json!([nord]))]);

    let found = |claims, response| outcome_at(&provider, claims, response).expect("a log-in").organisations;
    let expected = vec![Reportee {
        orgnr: "313876144".into(),
        name: "NORD".into(),
        resource: Some("urn:altinn:resource:torg".into()),
        rights: vec!["read".into()],
    }];
    assert_eq!(found(json!({"authorization_details": answer}), None), expected);
    assert_eq!(found(json!({}), Some(answer.clone())), expected, "from the token response");
    assert_eq!(found(json!({"authorization_details": []}), Some(answer)), [], "the signed claim goes first");
    assert_eq!(found(json!({}), None), []);
}

#[test]
fn a_signed_token_opens_with_the_right_key_only() {
    let ((key, public), (_, other)) = (key_pair("k1"), key_pair("k1"));
    let token = key.sign_token(Some("k1"), &good_claims()).expect("signed");
    assert_eq!(keys(&[&public]).open::<Value>(&token), Ok(good_claims()));
    assert_eq!(keys(&[&other]).open::<Value>(&token), Err(TokenError::Signature));
    assert_eq!(keys(&[&key_pair("k2").1]).open::<Value>(&token), Err(TokenError::UnknownKey));
    assert_eq!(keys(&[]).open::<Value>(&token), Err(TokenError::UnknownKey));

    // Without a kid every key is tried.
    let token = key.sign_token(None, &good_claims()).expect("signed");
    assert_eq!(keys(&[&other, &public]).open::<Value>(&token), Ok(good_claims()));
    assert_eq!(keys(&[&other]).open::<Value>(&token), Err(TokenError::UnknownKey));
}

#[test]
fn a_changed_token_does_not_open() {
    let (key, public) = key_pair("k1");
    let keys = keys(&[&public]);
    let token = key.sign_token(Some("k1"), &good_claims()).expect("signed");
    let parts: Vec<&str> = token.split('.').collect();
    let part = |value: Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let open =
        |header: &str, claims: &str, signature: &str| keys.open::<Value>(&format!("{header}.{claims}.{signature}"));

    let mut other = good_claims();
    other["pid"] = json!("10915596784");
    assert_eq!(open(parts[0], &part(other), parts[2]), Err(TokenError::Signature));
    assert_eq!(open(parts[0], parts[1], ""), Err(TokenError::Signature));
    for alg in ["none", "HS256", "RS256", "ES384", "EdDSA"] {
        let header = part(json!({"alg": alg, "kid": "k1"}));
        assert_eq!(open(&header, parts[1], parts[2]), Err(TokenError::Algorithm), "{alg}");
    }
    let critical = part(json!({"alg": "ES256", "kid": "k1", "crit": ["b64"], "b64": false}));
    assert_eq!(open(&critical, parts[1], parts[2]), Err(TokenError::Algorithm));
    for text in ["", ".", "..", "a.b.c", "x", &format!("{token}.x"), &format!("{token}=")] {
        assert!(matches!(keys.open::<Value>(text), Err(TokenError::Malformed)), "{text}");
    }
}

#[test]
fn keys_not_meant_for_signatures_are_left_out() {
    let (key, mut public) = key_pair("k1");
    let token = key.sign_token(Some("k1"), &good_claims()).expect("signed");
    public["use"] = json!("enc");
    let odd = json!({"kty": "new", "kid": "k1"});
    assert_eq!(keys(&[&public, &odd]).open::<Value>(&token), Err(TokenError::UnknownKey));
    public["use"] = json!("sig");
    public["alg"] = json!("ES384");
    assert_eq!(keys(&[&public]).open::<Value>(&token), Err(TokenError::Algorithm));
}

/// The problems of a provider with some settings changed; its secret file is a real one.
fn problems(changes: Value) -> Vec<String> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), "secret\n").expect("written");
    let mut settings = serde_json::to_value(provider(Profile::IdPorten)).expect("settings");
    settings["client_secret_file"] = json!(file.path());
    for (key, value) in changes.as_object().expect("an object") {
        settings[key] = value.clone();
    }
    serde_json::from_value::<Provider>(settings).expect("a provider").check()
}

#[test]
fn a_wrong_set_up_is_said_in_plain_words() {
    assert_eq!(problems(json!({})), Vec::<String>::new());
    for (changes, words) in [
        (json!({"name": "ID porten"}), "name must be small letters"),
        (json!({"client_id": " "}), "client_id is empty"),
        (json!({"scopes": ["profile"]}), "scopes must contain"),
        (json!({"issuer": "http://idporten.example"}), "issuer must be an https address"),
        (json!({"issuer": "idporten.no"}), "issuer must be an https address"),
        (json!({"issuer": "https://idporten.example/?a"}), "issuer must be an address without"),
        (json!({"redirect_uri": "http://torg.example/"}), "redirect_uri must be"),
        (json!({"post_logout_redirect_uri": "https://torg.example/#x"}), "post_logout_redirect_uri must be"),
        (json!({"accepted_acr": []}), "accepted_acr is empty"),
        (json!({"acr_values": ["idporten-loa-low"]}), "asks for \"idporten-loa-low\""),
        (json!({"authorization_details": {}}), "authorization_details must be"),
        (json!({"authorization_details": [{}]}), "authorization_details must be"),
        (json!({"client_secret_file": null}), "set key_file"),
        (json!({"key_file": "/key"}), "set only one"),
        (json!({"client_secret_file": "/nowhere/at-all"}), "cannot be read"),
        (json!({"client_secret_file": "/dev/null"}), "is empty"),
        (json!({"client_secret_file": null, "key_file": "/dev/null"}), "not a private key"),
    ] {
        let found = problems(changes.clone());
        assert_eq!(found.len(), 1, "{changes}: {found:?}");
        assert!(found[0].starts_with("log-in provider ") && found[0].contains(words), "{found:?}");
    }
    for issuer in ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"] {
        assert_eq!(problems(json!({ "issuer": issuer })), Vec::<String>::new());
    }
    assert_eq!(problems(json!({"profile": "generic", "acr_values": [], "accepted_acr": []})), Vec::<String>::new());
}

#[test]
fn a_front_channel_call_must_name_the_issuer_and_a_session() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), "secret").expect("written");
    let provider = Provider { client_secret_file: Some(file.path().into()), ..provider(Profile::IdPorten) };
    let client = OidcClient::new(provider, http_client().expect("an HTTP client")).expect("a client");
    let iss = Some("https://idporten.example");
    assert_eq!(client.front_channel(iss, Some("abc")), Ok("abc"));
    assert_eq!(client.front_channel(Some("https://idporten.example/"), Some("abc")), Err(LoginError::Mismatch));
    assert_eq!(client.front_channel(None, Some("abc")), Err(LoginError::Mismatch));
    let long = "a".repeat(256);
    for sid in [None, Some(""), Some("a b"), Some("a\n"), Some("æ"), Some(long.as_str())] {
        assert!(matches!(client.front_channel(iss, sid), Err(LoginError::Invalid(_))), "{sid:?}");
    }
}
