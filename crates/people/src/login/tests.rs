//! Signing in and out, told as stories: of the store on both engines, and of the pages.

use std::sync::Arc;

use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use torg_base::{Lang, Phone, Role, Uuid};
use torg_notify::sms;
use torg_store::{Keys, Store, testing::BOTH};
use torg_web::texts::Texts;

use super::store::{self, Away, Issued, NewCode, TRIES, Tried};
use super::{Providers, demo::local, person_key};
use crate::oidc::{OidcClient, Pending, Profile, Provider, http_client};
use crate::testing::{ROST, Site, check_keys, column, fresh, held, phone, seed, waiting};

fn new_code(code: &str) -> NewCode {
    let text = format!("{code} er koden");
    NewCode { id: torg_base::new_id(), phone: phone(), code: code.into(), text, replaces: None, limited: true }
}

/// A code that was sent; returns its id.
async fn sent(store: &Store, code: &str) -> Uuid {
    let new = new_code(code);
    let id = new.id;
    assert_eq!(store::issue(store, new).await, Ok(Issued::Sent));
    id
}

#[tokio::test]
async fn the_right_code_signs_in_once() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let id = sent(&store, "123456").await;
        assert_eq!(store::try_code(&store, id, "123457").await, Ok(Tried::Wrong));
        assert_eq!(store::try_code(&store, id, "123456").await, Ok(Tried::Right(phone())));
        assert_eq!(store::try_code(&store, id, "123456").await, Ok(Tried::Useless), "{engine:?}");
    }
}

#[tokio::test]
async fn five_wrong_tries_make_a_code_useless_and_nobody_elses() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let (stranger, owner) = (sent(&store, "111111").await, sent(&store, "222222").await);
        for _ in 0..TRIES {
            assert_eq!(store::try_code(&store, stranger, "000000").await, Ok(Tried::Wrong));
        }
        assert_eq!(store::try_code(&store, stranger, "111111").await, Ok(Tried::Useless));
        // The code of one request does not open another, and the owner's own still works.
        assert_eq!(store::try_code(&store, owner, "111111").await, Ok(Tried::Wrong));
        assert_eq!(store::try_code(&store, owner, "222222").await, Ok(Tried::Right(phone())), "{engine:?}");
    }
}

#[tokio::test]
async fn a_code_expires_and_is_then_forgotten_with_its_sms() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        let (early, late) = (sent(&store, "111111").await, sent(&store, "222222").await);
        clock.advance(store::LIFETIME - SignedDuration::from_secs(1));
        assert_eq!(store::try_code(&store, early, "111111").await, Ok(Tried::Right(phone())));
        store::forget_expired(&store).await.expect("forgets");
        assert_eq!(column::<Uuid>(&store, "SELECT id FROM login_code").await, [late], "not yet");

        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(store::try_code(&store, late, "222222").await, Ok(Tried::Useless));
        assert_eq!(store::alive(&store, late).await, Ok(None));
        store::forget_expired(&store).await.expect("forgets");
        assert_eq!(column::<Uuid>(&store, "SELECT id FROM login_code").await, Vec::<Uuid>::new());
        let states: Vec<String> = column(&store, "SELECT state FROM outbox ORDER BY id").await;
        assert_eq!(states, ["ready", "cancelled"], "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_code_tried_by_many_at_once_signs_in_once() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        // More than once: the first round also opens the connections, one after another.
        for round in 0..10 {
            let code = NewCode { limited: false, ..new_code("123456") };
            let id = code.id;
            store::issue(&store, code).await.expect("is sent");
            let together = Arc::new(tokio::sync::Barrier::new(12));
            let tries: Vec<_> = (0..12)
                .map(|_| {
                    let (store, together) = (store.clone(), together.clone());
                    tokio::spawn(async move {
                        together.wait().await;
                        store::try_code(&store, id, "123456").await.expect("answers")
                    })
                })
                .collect();
            let mut right = 0;
            for one in tries {
                right += usize::from(matches!(one.await.expect("no panic"), Tried::Right(_)));
            }
            assert_eq!(right, 1, "{engine:?}, round {round}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_at_once_are_counted_one_by_one() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let id = sent(&store, "123456").await;
        let tries: Vec<_> = (0..12)
            .map(|n| {
                let store = store.clone();
                tokio::spawn(async move { store::try_code(&store, id, &format!("00000{n}")).await.expect("answers") })
            })
            .collect();
        let mut wrong = 0;
        for one in tries {
            wrong += i32::from(one.await.expect("no panic") == Tried::Wrong);
        }
        assert_eq!(wrong, TRIES, "{engine:?}");
    }
}

#[tokio::test]
async fn so_many_codes_may_be_alive_for_one_number() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        for _ in 0..store::ALIVE {
            sent(&store, "123456").await;
        }
        assert_eq!(store::issue(&store, new_code("123456")).await, Ok(Issued::TooMany));
        let other = NewCode { phone: Phone::parse("99016317").expect("a number"), ..new_code("123456") };
        assert_eq!(store::issue(&store, other).await, Ok(Issued::Sent), "another number is another matter");
        let unlimited = NewCode { limited: false, ..new_code("123456") };
        assert_eq!(store::issue(&store, unlimited).await, Ok(Issued::Sent));
        clock.advance(store::LIFETIME);
        assert_eq!(store::issue(&store, new_code("123456")).await, Ok(Issued::Sent), "{engine:?}");
    }
}

#[tokio::test]
async fn a_new_code_replaces_the_old_one_and_its_sms() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        let old = sent(&store, "111111").await;
        let new = NewCode { replaces: Some(old), ..new_code("222222") };
        let id = new.id;
        assert_eq!(store::issue(&store, new).await, Ok(Issued::Sent));
        assert_eq!(store::try_code(&store, old, "111111").await, Ok(Tried::Useless));
        let again = NewCode { replaces: Some(old), ..new_code("333333") };
        assert_eq!(store::issue(&store, again).await, Ok(Issued::Gone), "replaced once");
        let messages = waiting(&store).await;
        assert_eq!(messages.len(), 1, "the old SMS was taken back");
        assert_eq!((messages[0].to.as_str(), messages[0].text.as_str()), ("+4748016317", "222222 er koden"));
        assert_eq!(store::try_code(&store, id, "222222").await, Ok(Tried::Right(phone())), "{engine:?}");
    }
}

#[tokio::test]
async fn the_database_holds_neither_number_nor_code_in_clear() {
    for engine in BOTH {
        let (store, _) = fresh(engine).await;
        sent(&store, "123456").await;
        for query in [
            "SELECT phone FROM login_code",
            "SELECT phone_hash FROM login_code",
            "SELECT code_hash FROM login_code",
            "SELECT payload FROM outbox",
        ] {
            let bytes: Vec<Vec<u8>> = column(&store, query).await;
            let text = String::from_utf8_lossy(&bytes[0]).into_owned();
            assert!(!text.contains("48016317") && !text.contains("123456"), "{query}");
        }
        let keys: Vec<String> = column(&store, "SELECT key FROM outbox").await;
        assert!(!keys[0].contains("48016317"));
    }
}

fn away(staff: bool) -> Away {
    let started = "2026-11-23T08:00:00Z".parse().expect("an instant");
    let pending = Pending {
        provider: "idporten".into(),
        state: "s".into(),
        nonce: "n".into(),
        pkce_verifier: "verifier".into(),
        started,
    };
    Away { staff, pending }
}

#[tokio::test]
async fn a_log_in_under_way_is_taken_out_once_by_its_cookie() {
    for engine in BOTH {
        let (store, clock) = fresh(engine).await;
        store::put_away(&store, "cookie", &away(true)).await.expect("stores");
        assert!(store::take_away(&store, "other").await.expect("answers").is_none());
        assert!(store::take_away(&store, "cookie").await.expect("answers") == Some(away(true)));
        assert!(store::take_away(&store, "cookie").await.expect("answers").is_none());

        store::put_away(&store, "late", &away(false)).await.expect("stores");
        clock.advance(store::LIFETIME);
        assert!(store::take_away(&store, "late").await.expect("answers").is_none(), "expired");
        store::forget_expired(&store).await.expect("forgets");
        assert_eq!(column::<Vec<u8>>(&store, "SELECT id FROM oidc_pending").await.len(), 0, "{engine:?}");
    }
}

#[test]
fn a_person_key_is_the_keyed_hash_of_the_number() {
    let keys = Keys::new([7; 32]);
    assert_eq!(person_key(&keys, &phone()).as_bytes().to_vec(), keys.hash("phone", "+4748016317")[..16]);
    assert_eq!(person_key(&keys, &phone()), person_key(&keys, &Phone::parse("+47 480 16 317").expect("a number")));
    assert_ne!(person_key(&keys, &phone()), person_key(&keys, &Phone::parse("99016317").expect("a number")));
    assert_ne!(person_key(&keys, &phone()), person_key(&Keys::new([8; 32]), &phone()));
}

#[test]
fn the_sms_is_one_and_begins_with_the_code() {
    let texts = Texts::load(super::SLICE.texts).expect("the texts parse");
    for lang in Lang::ALL {
        for code in ["000001", "987654", &store::random_code()] {
            let text = texts.format(lang, "login-sms", &[("code", code)]);
            assert!(text.starts_with(&format!("{code} ")), "{text}");
            let size = sms::segments(&text);
            assert_eq!((size.segments, size.encoding), (1, sms::Encoding::Gsm7), "{text}");
        }
    }
}

#[test]
fn every_text_is_there_in_each_language() {
    check_keys(&super::SLICE, "login");
}

#[test]
fn only_paths_on_this_site_are_led_to() {
    for good in ["/", "/styring?org=1", "/ansatt/dag#x"] {
        assert_eq!(local(good), Some(good));
    }
    for bad in [
        "",
        "//example.no",
        "/\\example.no",
        "/\t/example.no",
        "/\n/x",
        "https://example.no",
        "javascript:x",
        "x",
        "/å",
    ] {
        assert_eq!(local(bad), None, "{bad:?}");
    }
}

async fn code_in_sms(store: &Store) -> String {
    waiting(store).await.last().expect("an SMS").text[..6].to_owned()
}

#[tokio::test]
async fn a_citizen_logs_in_with_a_code() {
    let (store, clock) = fresh(torg_store::Engine::Sqlite).await;
    let mut browser = Site::default().start(&store);
    let wrong = browser.post("/logg-inn", "/logg-inn/kode", &[("phone", "78 49 63 00")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("kan ikke ta imot SMS") && wrong.text.contains("78 49 63 00"), "what was typed stays");

    let answer = browser.post("/logg-inn", "/logg-inn/kode", &[("phone", "480 16 317")]).await;
    let page = answer.to().to_owned();
    assert!(page.starts_with("/logg-inn/kode/") && !page.contains("480"), "{page}");
    let ask = browser.get(&page).await;
    assert!(ask.text.contains("autocomplete=\"one-time-code\"") && ask.text.contains("inputmode=\"numeric\""));
    assert!(!ask.text.contains("16317"), "the page does not tell the number");

    let early = browser.post(&page, &format!("{page}/ny"), &[]).await;
    assert!(early.text.contains("Vent ett minutt"), "{}", early.text);
    clock.advance(store::RESEND_AFTER);
    let again = browser.post(&page, &format!("{page}/ny"), &[]).await;
    let page = again.to().to_owned();
    let code = code_in_sms(&store).await;
    let other = if code == "000000" { "000001" } else { "000000" };
    assert!(browser.post(&page, &page, &[("code", other)]).await.text.contains("Koden er feil"));
    assert!(browser.post(&page, &page, &[("code", "12")]).await.text.contains("seks sifrene"));
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let done = browser.post(&page, &page, &[("code", &spaced)]).await;
    assert_eq!(done.to(), "/min-side");
    let people: Vec<Uuid> = column(&store, "SELECT subject_id FROM session WHERE kind = 'citizen'").await;
    assert_eq!(people, [person_key(store.keys(), &phone())]);
    let names: Vec<String> = column(&store, "SELECT name FROM session").await;
    assert_eq!(names, ["…17"]);
    assert_eq!(browser.get("/logg-inn").await.to(), "/min-side");
    assert_eq!(browser.post(&page, "/logg-ut", &[]).await.to(), "/");
    assert_eq!(column::<Uuid>(&store, "SELECT subject_id FROM session").await, Vec::<Uuid>::new());
}

#[tokio::test]
async fn a_form_from_elsewhere_sends_nothing() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut browser = Site::default().start(&store);
    browser.get("/logg-inn").await;
    let answer = browser.send(Method::POST, "/logg-inn/kode", &[], "phone=48016317&csrf=x".into()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(waiting(&store).await.len(), 0);
}

#[tokio::test]
async fn one_stranger_cannot_use_up_the_codes_or_tries_of_the_owner() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut stranger = Site::default().start(&store);
    let mut owner = stranger.stranger("192.0.2.2");
    let ask = [("phone", "48016317")];
    let mut page = String::new();
    for _ in 0..5 {
        page = stranger.post("/logg-inn", "/logg-inn/kode", &ask).await.to().to_owned();
        assert!(!page.is_empty());
    }
    assert_eq!(stranger.post("/logg-inn", "/logg-inn/kode", &ask).await.status, StatusCode::TOO_MANY_REQUESTS);
    let mut guess = StatusCode::OK;
    for _ in 0..11 {
        guess = stranger.post("/logg-inn", &page, &[("code", "000000")]).await.status;
    }
    assert_eq!(guess, StatusCode::TOO_MANY_REQUESTS);

    let page = owner.post("/logg-inn", "/logg-inn/kode", &ask).await.to().to_owned();
    let code = code_in_sms(&store).await;
    assert_eq!(owner.post(&page, &page, &[("code", &code)]).await.to(), "/min-side");
}

#[tokio::test]
async fn the_demo_log_in_is_only_in_the_demo() {
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut real = Site::default().start(&store);
    assert_eq!(real.get("/demo/login?as=citizen").await.status, StatusCode::NOT_FOUND);
    assert!(!real.get("/ansatt/logg-inn").await.text.contains("/demo/login"));

    let mut people = Vec::new();
    for (role, email) in [(Role::Guide, "g@x.no"), (Role::Manager, "m@x.no"), (Role::Agency, "a@x.no")] {
        people.push((role, seed(&store, "Kari Demo", email, vec![held(role, ROST, None, None)]).await));
    }
    let mut demo = Site { demo: true, people, ..Site::default() }.start(&store);
    assert!(demo.get("/ansatt/logg-inn").await.text.contains("/demo/login?as=guide"));
    for (path, to) in [
        ("/demo/login?as=guide", "/ansatt/dag"),
        ("/demo/login?as=manager", "/styring"),
        ("/demo/login?as=agency", "/ansatt"),
        ("/demo/login?as=citizen", "/min-side"),
        ("/demo/login?as=citizen&til=/tjenester", "/tjenester"),
        ("/demo/login?as=citizen&til=//example.no", "/min-side"),
        ("/demo/login?as=citizen&til=/%5Cexample.no", "/min-side"),
    ] {
        assert_eq!(demo.get(path).await.to(), to, "{path}");
    }
    assert_eq!(demo.get("/demo/login?as=national").await.status, StatusCode::NOT_FOUND, "nobody has that role here");
    assert_eq!(demo.get("/demo/login?as=nobody").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn staff_renew_their_session_and_have_a_first_page() {
    let (store, clock) = fresh(torg_store::Engine::Sqlite).await;
    let roles = vec![held(Role::Agency, ROST, None, None)];
    let people = vec![(Role::Agency, seed(&store, "Ola Demo", "o@x.no", roles).await)];
    let mut browser = Site { demo: true, people, ..Site::default() }.start(&store);
    assert_eq!(browser.get("/ansatt").await.to(), "/ansatt/logg-inn");
    browser.get("/demo/login?as=agency").await;
    assert_eq!(browser.get("/ansatt").await.status, StatusCode::OK);

    clock.advance(SignedDuration::from_mins(20));
    let token = browser.token("/ansatt").await;
    clock.advance(SignedDuration::from_mins(20));
    let answer = browser.send(Method::POST, "/ansatt/forny", &[("x-csrf-token", &token)], String::new()).await;
    let ends = clock.now() + torg_web::session::IDLE;
    assert_eq!(answer.text, ends.as_second().to_string());
    let forged = browser.send(Method::POST, "/ansatt/forny", &[("x-csrf-token", "x")], String::new()).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    clock.advance(SignedDuration::from_mins(31));
    let late = browser.send(Method::POST, "/ansatt/forny", &[("x-csrf-token", &token)], String::new()).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
}

/// A provider that nobody answers for.
fn silent(folder: &tempfile::TempDir) -> Providers {
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "hemmelig-hemmelig-hemmelig-hemmelig").expect("writes");
    let provider = Provider {
        name: "kommunen".into(),
        profile: Profile::Generic,
        issuer: "http://127.0.0.1:9".into(),
        client_id: "torg".into(),
        key_file: None,
        kid: None,
        client_secret_file: Some(secret),
        scopes: vec!["openid".into()],
        acr_values: Vec::new(),
        accepted_acr: Vec::new(),
        redirect_uri: "http://127.0.0.1:8080/ansatt/logg-inn/retur".into(),
        post_logout_redirect_uri: None,
        authorization_details: None,
        par: false,
    };
    let client = OidcClient::new(provider, http_client().expect("a client")).expect("a set-up");
    Providers { citizen: None, staff: vec![Arc::new(client)] }
}

#[tokio::test]
async fn a_provider_in_trouble_and_a_return_out_of_nowhere_are_told_plainly() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let mut browser = Site { providers: silent(&folder), ..Site::default() }.start(&store);
    assert!(browser.get("/ansatt/logg-inn").await.text.contains("/logg-inn/ansatt?hos=kommunen"));
    let down = browser.get("/logg-inn/ansatt?hos=kommunen").await;
    assert_eq!(down.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(down.text.contains("svarer ikke"));
    assert_eq!(browser.get("/logg-inn/ansatt?hos=andre").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/logg-inn/idporten").await.status, StatusCode::NOT_FOUND);
    for path in ["/ansatt/logg-inn/retur?code=x&state=y", "/logg-inn/retur", "/logg-inn/retur?code=x&code=y"] {
        let lost = browser.get(path).await;
        assert_eq!(lost.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(lost.text.contains("tok for lang tid"), "{path}");
    }
    assert_eq!(column::<Vec<u8>>(&store, "SELECT id FROM session").await.len(), 0);
}

#[tokio::test]
async fn the_provider_ends_a_session_from_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = fresh(torg_store::Engine::Sqlite).await;
    let guide = seed(&store, "Kari Demo", "k@x.no", vec![held(Role::Guide, ROST, None, None)]).await;
    let people = vec![(Role::Guide, guide)];
    let mut browser = Site { demo: true, people, providers: silent(&folder) }.start(&store);
    browser.get("/demo/login?as=guide").await;
    // As if the session had begun at the provider.
    #[derive(Debug)]
    struct Begun;
    impl torg_store::Unit for Begun {
        type Out = ();
        async fn run(&self, tx: &torg_store::Tx) -> torg_store::Result<()> {
            let query = "UPDATE session SET issuer = 'http://127.0.0.1:9', sid = 'abc'";
            torg_store::sql::exec(tx, query, []).await.map(|_| ())
        }
    }
    store.write_across(torg_store::Across::Sessions, Begun).await.expect("writes");

    let mut frame = browser.stranger("192.0.2.9");
    for (path, left) in [
        ("/logg-ut/utenfra", 1),
        ("/logg-ut/utenfra?iss=http://127.0.0.1:9&sid=other", 1),
        ("/logg-ut/utenfra?iss=http://other&sid=abc", 1),
        ("/logg-ut/utenfra?iss=http://127.0.0.1:9&sid=abc", 0),
    ] {
        let answer = frame.get(path).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""), "{path}");
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert_eq!(policy, "default-src 'none'; frame-ancestors https://login.example");
        assert_eq!(column::<Vec<u8>>(&store, "SELECT id FROM session").await.len(), left, "{path}");
    }
    assert_eq!(browser.get("/ansatt").await.to(), "/ansatt/logg-inn");
}
