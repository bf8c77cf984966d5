//! Sending to a real mail server (aiosmtpd), in the clear, by STARTTLS and by TLS.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::peers::{Peer, folder, program};
use super::{WORDS, message, secret_file};
use crate::email::{Email, EmailConfig};
use crate::transport::{Attachment, FailureKind, Outgoing, Sent, Transport};

const ADDRESS: &str = "kari.nordmann@torg.test";

struct MailServer {
    peer: Peer,
    port: u16,
}

impl MailServer {
    async fn start(options: &[&str]) -> MailServer {
        let script = folder().join("smtp/peer.py").display().to_string();
        let arguments: Vec<&str> = std::iter::once(script.as_str()).chain(options.iter().copied()).collect();
        let mut peer = Peer::start(&python_with_aiosmtpd(), &arguments);
        let first = peer.lines.next_line().await.expect("text");
        let port = first.as_deref().and_then(|line| line.strip_prefix("port ")?.parse().ok());
        MailServer { peer, port: port.unwrap_or_else(|| panic!("the mail server said {first:?}")) }
    }

    fn config(&self, more: &str) -> EmailConfig {
        let text = format!("host = \"localhost\"\nport = {}\nfrom = \"Røst torg <torg@rost.test>\"\n{more}", self.port);
        toml::from_str(&text).expect("a configuration")
    }

    fn transport(&self, more: &str) -> Email {
        Email::new(&self.config(more)).unwrap_or_else(|problem| panic!("{problem}"))
    }

    /// What the server took next.
    async fn next(&mut self) -> serde_json::Value {
        let line = tokio::time::timeout(Duration::from_secs(10), self.peer.lines.next_line()).await;
        let line = line.expect("an e-mail within ten seconds").expect("text").expect("the server runs");
        serde_json::from_str(&line).expect("JSON")
    }
}

/// Debian's own Python has Debian's packages; another one first on PATH has not.
fn python_with_aiosmtpd() -> PathBuf {
    let candidates = [PathBuf::from("/usr/bin/python3"), program("python3", "python3")];
    let able = candidates.into_iter().find(|python| {
        let asked = Command::new(python).args(["-c", "import aiosmtpd"]).output();
        asked.is_ok_and(|answer| answer.status.success())
    });
    able.unwrap_or_else(|| {
        panic!("this test needs a mail server: install the Debian package python3-aiosmtpd (make deps)")
    })
}

fn mail(key: &str) -> Outgoing {
    Outgoing { subject: Some("Timen din på Røst".into()), ..message(key, ADDRESS, WORDS) }
}

/// The parts of a mail as Python's own parser reads it: header values, and each part's type and content.
fn read(mail: &serde_json::Value) -> serde_json::Value {
    const READ: &str = r#"
import email, email.policy, json, sys
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [p for p in m.walk() if not p.is_multipart()]
print(json.dumps({"headers": {k.lower(): v for k, v in m.items()}, "parts": [
    {"type": p.get_content_type(), "method": p.get_param("method"), "name": p.get_filename(),
     "text": p.get_payload(decode=True).decode("utf-8")} for p in parts]}))
"#;
    use std::io::Write;
    let mut python = Command::new(program("python3", "python3"))
        .args(["-c", READ])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let text = mail["mail"].as_str().expect("a text");
    python.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("write");
    let answer = python.wait_with_output().expect("python3 ends");
    serde_json::from_slice(&answer.stdout).expect("JSON")
}

#[tokio::test]
async fn an_email_with_a_calendar_file_arrives_whole() {
    let mut server = MailServer::start(&[]).await;
    let email = server.transport("security = \"none\"\nreply_to = \"post@rost.test\"");
    let calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Møte\r\nEND:VCALENDAR\r\n";
    let whole = Outgoing {
        subject: Some("Timen din\r\nBcc: fremmed@torg.test".into()),
        text: "Hei!\n.\nVelkommen til Røst, čáhci 😀".into(),
        attachment: Some(Attachment {
            name: "time.ics".into(),
            mime: "text/calendar; charset=utf-8; method=PUBLISH".into(),
            bytes: calendar.into(),
        }),
        ..mail("booking:1/a.b")
    };
    assert_eq!(email.send(&whole).await, Ok(Sent { provider_id: Some("4F2A".into()) }));
    let taken = server.next().await;
    assert_eq!(taken["from"], "torg@rost.test");
    assert_eq!(taken["to"], serde_json::json!([ADDRESS]), "no receiver came in by the subject");
    let read = read(&taken);
    let headers = &read["headers"];
    assert_eq!(headers["subject"], "Timen din  Bcc: fremmed@torg.test");
    assert_eq!(headers["from"], "Røst torg <torg@rost.test>");
    assert_eq!(headers["reply-to"], "post@rost.test");
    assert_eq!(headers["auto-submitted"], "auto-generated");
    assert_eq!(headers["message-id"], "<booking=3A1=2Fa=2Eb@rost.test>");
    assert!(headers["bcc"].is_null());
    let [text, file] = read["parts"].as_array().expect("parts").as_slice() else { panic!("two parts: {read}") };
    assert_eq!(text["type"], "text/plain");
    assert_eq!(text["text"].as_str().expect("text").replace("\r\n", "\n").trim_end(), whole.text);
    assert_eq!((&file["type"], &file["method"]), (&"text/calendar".into(), &"PUBLISH".into()));
    assert_eq!((&file["name"], &file["text"]), (&"time.ics".into(), &calendar.into()));
}

#[tokio::test]
async fn a_451_is_temporary_and_the_repeat_is_recognisable() {
    let mut server = MailServer::start(&["--answers", "451,250,250"]).await;
    let email = server.transport("security = \"none\"");
    let error = email.send(&mail("k1")).await.expect_err("451");
    assert_eq!(error.kind, FailureKind::Temporary);
    assert!(!error.to_string().contains("nordmann"), "{error}");
    email.send(&mail("k1")).await.expect("taken the second time");
    email.send(&mail("k2")).await.expect("taken");
    let (first, second) = (read(&server.next().await), read(&server.next().await));
    assert_eq!(first["headers"]["message-id"], "<k1@rost.test>");
    assert_eq!(first["headers"]["subject"], "Timen din på Røst");
    assert_eq!(first["parts"][0]["text"].as_str().map(str::trim_end), Some(WORDS));
    assert_eq!(second["headers"]["message-id"], "<k2@rost.test>");
}

#[tokio::test]
async fn an_unknown_receiver_is_permanent_and_named_nowhere() {
    let server = MailServer::start(&["--refuse-receiver", "550"]).await;
    let email = server.transport("security = \"none\"");
    let error = email.send(&mail("k")).await.expect_err("550");
    assert_eq!(error.kind, FailureKind::Permanent);
    assert!(!format!("{error} {error:?}").contains("nordmann"), "{error}");
    let error = email.send(&message("k", "kari nordmann", WORDS)).await.expect_err("not an address");
    assert_eq!(error.kind, FailureKind::Permanent);
}

#[tokio::test]
async fn no_mail_server_is_temporary() {
    let server = MailServer::start(&[]).await;
    let config = server.config("security = \"none\"");
    drop(server);
    for _ in 0..50 {
        let Some(port) = config.port else { panic!("a port") };
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let error = Email::new(&config).expect("a transport").send(&mail("k")).await.expect_err("nobody there");
    assert_eq!(error.kind, FailureKind::Temporary);
}

/// A certificate for localhost that only those trust who are given it.
fn certificate(folder: &Path) -> (String, String) {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new(program("openssl", "openssl"))
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-out")
        .arg(&cert)
        .arg("-keyout")
        .arg(&key)
        .output()
        .expect("openssl starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (cert.display().to_string(), key.display().to_string())
}

#[tokio::test]
async fn log_in_and_encryption() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (cert, key) = certificate(folder.path());
    let (_right, right) = secret_file("hem-lig");
    let (_wrong, wrong) = secret_file("feil");
    for mode in ["starttls", "tls"] {
        let mut server =
            MailServer::start(&["--tls", mode, "--cert", &cert, "--key", &key, "--login", "torg:hem-lig"]).await;
        let settings = |password: &Path, ca: &str| {
            format!("security = \"{mode}\"\nusername = \"torg\"\npassword_file = {password:?}\n{ca}")
        };
        let trusted = format!("ca_file = {cert:?}");
        let email = server.transport(&settings(&right, &trusted));
        email.send(&mail("k")).await.unwrap_or_else(|error| panic!("{mode}: {error}"));
        assert_eq!(server.next().await["to"], serde_json::json!([ADDRESS]));

        let refused = server.transport(&settings(&wrong, &trusted)).send(&mail("k")).await.expect_err("wrong password");
        assert_eq!(refused.kind, FailureKind::Misconfigured, "{mode}: {refused}");
        let strange =
            server.transport(&settings(&right, "")).send(&mail("k")).await.expect_err("an unknown certificate");
        assert_eq!(strange.kind, FailureKind::Misconfigured, "{mode}: {strange}");
    }
}

#[tokio::test]
async fn a_server_without_the_configured_encryption_gets_no_message() {
    let server = MailServer::start(&[]).await;
    for mode in ["starttls", "tls"] {
        let email = server.transport(&format!("security = \"{mode}\""));
        let error = email.send(&mail("k")).await.expect_err("no encryption there");
        assert_eq!(error.kind, FailureKind::Misconfigured, "{mode}: {error}");
    }
}
