use super::listener::Listener;
use super::{NUMBER, WORDS, message, secret_file};
use crate::http_client;
use crate::http_sms::{HttpSms, HttpSmsConfig};
use crate::transport::{FailureKind, SendError, Sent, Transport};

/// Words that break out of a badly filled template.
const NASTY: &str = "\"}, \\ {to} {key}\nå&text=€+%20😀";

fn provider(listener: &Listener, settings: &str) -> HttpSms {
    let text = format!("url = \"{}\"\nsender = \"Torg & co\"\n{settings}", listener.url("/send"));
    let config: HttpSmsConfig = toml::from_str(&text).expect("a configuration");
    HttpSms::new(config, http_client().expect("a client")).expect("a transport")
}

const JSON: &str = r#"body = '{"from":"{sender}","to":["{to_digits}"],"text":"{text}","opt":{"ref":"{key}"}}'"#;

#[tokio::test]
async fn json_with_a_secret_header_and_the_providers_id() {
    let mut listener = Listener::start(&[(202, r#"{"messages":[{"id":4711}]}"#)]).await;
    let (_folder, file) = secret_file("hem{key}lig");
    let sms = provider(
        &listener,
        &format!(
            "{JSON}\nid_pointer = \"/messages/0/id\"\n[headers]\nIdempotency-Key = \"{{key}}\"\n\
             Authorization = {{ prefix = \"Bearer \", file = {file:?} }}"
        ),
    );
    let sent = sms.send(&message("key:1", NUMBER, NASTY)).await;
    assert_eq!(sent, Ok(Sent { provider_id: Some("4711".into()) }));
    let request = listener.next().await;
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/send"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some("Bearer hem{key}lig"), "a secret is not a template");
    assert_eq!(request.header("idempotency-key"), Some("key:1"));
    let body: serde_json::Value = serde_json::from_str(&request.body).expect("JSON");
    assert_eq!(
        body,
        serde_json::json!({"from": "Torg & co", "to": ["4780000001"], "text": NASTY, "opt": {"ref": "key:1"}})
    );
}

#[tokio::test]
async fn form_and_get_are_escaped() {
    let mut listener = Listener::start(&[]).await;
    let body = r#"body = "to={to}&text={text}&from={sender}""#;
    let expected = [("to", NUMBER), ("text", NASTY), ("from", "Torg & co")].map(|(k, v)| (k.to_owned(), v.to_owned()));

    let sms = provider(&listener, &format!("content_type = \"form\"\n{body}"));
    sms.send(&message("k", NUMBER, NASTY)).await.expect("taken");
    let request = listener.next().await;
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let pairs: Vec<_> = url::form_urlencoded::parse(request.body.as_bytes()).into_owned().collect();
    assert_eq!(pairs, expected);

    let sms = provider(&listener, &format!("method = \"get\"\n{body}"));
    sms.send(&message("k", NUMBER, NASTY)).await.expect("taken");
    let request = listener.next().await;
    assert_eq!(request.method, "GET");
    assert_eq!(request.query(), expected);
}

async fn answered(status: u16, settings: &str) -> Result<Sent, SendError> {
    // The body repeats what a provider's answer often repeats.
    let listener = Listener::start(&[(status, &format!("{NUMBER} {WORDS}"))]).await;
    provider(&listener, &format!("{JSON}\n{settings}")).send(&message("k", NUMBER, WORDS)).await
}

#[tokio::test]
async fn statuses_tell_what_to_do_and_errors_tell_nothing_of_the_receiver() {
    use FailureKind::{Misconfigured, Permanent, Temporary};
    let kinds = [
        (302, Misconfigured),
        (400, Permanent),
        (401, Misconfigured),
        (402, Misconfigured),
        (403, Misconfigured),
        (404, Misconfigured),
        (410, Permanent),
        (422, Permanent),
        (429, Temporary),
        (500, Temporary),
        (503, Temporary),
    ];
    for (status, kind) in kinds {
        let error = answered(status, "").await.expect_err("not a success");
        assert_eq!(error.kind, kind, "status {status}");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains("8000") && !shown.contains("Nordmann"), "{shown}");
        }
    }
    assert_eq!(answered(200, "success = [204]").await.expect_err("not listed").kind, Permanent);
    assert_eq!(answered(503, "permanent = [503]").await.expect_err("listed").kind, Permanent);
    assert_eq!(answered(200, "id_pointer = \"/id\"").await, Ok(Sent { provider_id: None }), "an answer without the id");
}

#[tokio::test]
async fn a_number_that_is_not_one_is_not_sent() {
    let listener = Listener::start(&[]).await;
    let sms = provider(&listener, JSON);
    for to in ["80000001", "+47 80000001", "+4780000001 +4780000002", "+47800x0001", "", "+"] {
        let error = sms.send(&message("k", to, "Hei")).await.expect_err("refused");
        assert_eq!(error.kind, FailureKind::Permanent, "{to}");
    }
}

#[tokio::test]
async fn no_connection_is_temporary() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let config = toml::from_str(&format!("url = \"http://127.0.0.1:{port}\"\n{JSON}")).expect("a configuration");
    let sms = HttpSms::new(config, http_client().expect("a client")).expect("a transport");
    let error = sms.send(&message("k", NUMBER, WORDS)).await.expect_err("nobody listens");
    assert_eq!(error.kind, FailureKind::Temporary);
}

/// Waits the real ten seconds: a provider that never answers must not hold the sender longer.
#[tokio::test]
async fn a_silent_provider_is_temporary_after_ten_seconds() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", silent.local_addr().expect("an address"));
    let config = toml::from_str(&format!("url = \"{url}\"\n{JSON}")).expect("a configuration");
    let sms = HttpSms::new(config, http_client().expect("a client")).expect("a transport");
    let wait = std::time::Duration::from_secs(15);
    let error = tokio::time::timeout(wait, sms.send(&message("k", NUMBER, WORDS)))
        .await
        .expect("gives up")
        .expect_err("no answer");
    assert_eq!(error, SendError::temporary("the SMS provider did not answer in time"));
}

#[test]
fn a_message_in_a_log_shows_no_person() {
    let mut whole = message("k", NUMBER, WORDS);
    whole.subject = Some(WORDS.into());
    whole.attachment =
        Some(crate::Attachment { name: "Nordmann.ics".into(), mime: "text/calendar".into(), bytes: WORDS.into() });
    let shown = format!("{whole:?}");
    assert!(shown.contains("key: \"k\""), "{shown}");
    assert!(!shown.contains("8000") && !shown.contains("Nordmann"), "{shown}");
}
