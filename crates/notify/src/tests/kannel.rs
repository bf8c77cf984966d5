//! Sending through a real Kannel. The test is the SMS centre (Kannel's "fake" protocol: one line per message, user guide
//! "Fake SMSC") and the receiver of delivery reports.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::listener::Listener;
use super::peers::{Peer, folder, program};
use super::{NUMBER, WORDS, message, secret_file};
use crate::http_client;
use crate::incoming;
use crate::kannel::Kannel;
use crate::reports::{self, About, Delivered};
use crate::sms::segments;
use crate::transport::{FailureKind, Sent, Transport};

const PASSWORD: &str = "hem-lig";

struct Gateway {
    _boxes: [Peer; 2],
    folder: tempfile::TempDir,
    sendsms_port: u16,
    smsc_port: u16,
}

/// One SMS as it leaves for the phone network.
#[derive(Debug)]
struct OnAir {
    sender: String,
    to: String,
    text: String,
    /// Position among joined SMS: (number, of).
    part: Option<(u8, u8)>,
}

async fn opens(port: u16) -> bool {
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return true;
        }
        sleep(Duration::from_millis(100)).await;
    }
    false
}

/// Ports that are free now. All are held until the last is found, so that they differ.
fn free_ports() -> [u16; 4] {
    let held = [(); 4].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    held.map(|socket| socket.local_addr().expect("an address").port())
}

impl Gateway {
    async fn start() -> Gateway {
        Gateway::handing_over_to("http://127.0.0.1:1/").await
    }

    /// With the address that what people send is handed over to.
    async fn handing_over_to(post_url: &str) -> Gateway {
        let (bearerbox, smsbox) = (program("bearerbox", "kannel"), program("smsbox", "kannel"));
        let mut log = String::new();
        // Another test may take a port before Kannel does; then try others.
        for _ in 0..3 {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let ports = free_ports();
            let file = write_configuration(folder.path(), ports, post_url);
            let bearer = Peer::start(&bearerbox, &[&file]);
            if opens(ports[1]).await {
                let sms = Peer::start(&smsbox, &[&file]);
                if opens(ports[3]).await {
                    return Gateway { _boxes: [bearer, sms], folder, sendsms_port: ports[3], smsc_port: ports[2] };
                }
            }
            log = std::fs::read_to_string(folder.path().join("bearerbox.log")).unwrap_or_default();
        }
        panic!("Kannel did not start. Its log:\n{log}");
    }

    fn transport(&self, password: &str, more: &str) -> Kannel {
        let file = self.folder.path().join(format!("password-{password}"));
        std::fs::write(&file, password).expect("write the password");
        let url = format!("http://127.0.0.1:{}/cgi-bin/sendsms", self.sendsms_port);
        kannel(&url, &file, more)
    }

    async fn phones(&self) -> Phones {
        let stream = TcpStream::connect(("127.0.0.1", self.smsc_port)).await.expect("the fake SMS centre");
        Phones { lines: BufReader::new(stream) }
    }
}

fn kannel(url: &str, password_file: &Path, more: &str) -> Kannel {
    let text =
        format!("url = \"{url}\"\nusername = \"torg\"\npassword_file = {password_file:?}\nsender = \"Torg\"\n{more}");
    let config = toml::from_str(&text).expect("a configuration");
    Kannel::new(config, http_client().expect("a client")).expect("a transport")
}

fn write_configuration(to: &Path, [admin, smsbox, smsc, sendsms]: [u16; 4], post_url: &str) -> String {
    let template =
        std::fs::read_to_string(folder().join("kannel/kannel.conf")).expect("tests/peers/kannel/kannel.conf");
    let text = template
        .replace("@ADMIN_PORT@", &admin.to_string())
        .replace("@SMSBOX_PORT@", &smsbox.to_string())
        .replace("@SMSC_PORT@", &smsc.to_string())
        .replace("@SENDSMS_PORT@", &sendsms.to_string())
        .replace("@PASSWORD@", PASSWORD)
        .replace("@POST_URL@", post_url)
        .replace("@DIR@", &to.display().to_string());
    let file = to.join("kannel.conf");
    std::fs::write(&file, text).expect("write the configuration");
    file.display().to_string()
}

/// The network's end of the fake SMS centre.
struct Phones {
    lines: BufReader<TcpStream>,
}

impl Phones {
    async fn next(&mut self) -> OnAir {
        let mut line = Vec::new();
        let read = timeout(Duration::from_secs(10), self.lines.read_until(b'\n', &mut line)).await;
        assert!(read.expect("an SMS within ten seconds").expect("a line") > 0, "Kannel went away");
        parse(String::from_utf8(line).expect("UTF-8").trim_end_matches('\n'))
    }
}

/// `sender receiver text ...`, `... ucs-2 %XX...`, or `... udh %XX... data %XX...` where the last is UTF-8 for the GSM
/// alphabet and UTF-16BE for UCS-2. Joined parts do not say which; a zero or other byte that no text has tells.
fn parse(line: &str) -> OnAir {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (sender, to, kind, rest) = (word(), word(), word(), word());
    let (text, part) = match kind.as_str() {
        "text" => (rest, None),
        "ucs-2" => (utf16(&decoded(&rest)), None),
        "udh" => {
            let (header, data) = rest.split_once(" data ").expect("a header and a text");
            let (header, data) = (decoded(header), decoded(data));
            // Joining header: length 5, element 0, length 3, reference, of, number (TS 23.040 9.2.3.24.1).
            let text =
                String::from_utf8(data.clone()).ok().filter(|text| !text.contains('\0') && !text.starts_with('\u{1}'));
            (text.unwrap_or_else(|| utf16(&data)), Some((header[5], header[4])))
        }
        other => panic!("a line of unknown kind {other:?}"),
    };
    OnAir { sender, to, text, part }
}

fn decoded(text: &str) -> Vec<u8> {
    // Form-decoding also turns + into space, as Kannel writes it.
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let hex = [rest.next().expect("hex"), rest.next().expect("hex")];
                u8::from_str_radix(str::from_utf8(&hex).expect("ASCII"), 16).expect("hex")
            }
            other => other,
        });
    }
    bytes
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16, no letter cut in two")
}

#[tokio::test]
async fn an_sms_arrives_and_its_delivery_is_reported() {
    let gateway = Gateway::start().await;
    let mut reports = Listener::start(&[]).await;
    let mut phones = gateway.phones().await;
    let sms = gateway.transport(PASSWORD, &format!("report_url = \"{}\"", reports.url("/sms/s%C3%A9cret")));

    for (key, text) in [("booking:1/æ b", "Blåbær koster 5 € [ÆØÅ] & mer + 100%"), ("k2", "Áššedieđut: čáhci 😀 + 1")]
    {
        let sent = sms.send(&message(key, NUMBER, text)).await;
        assert_eq!(sent, Ok(Sent { provider_id: None }));
        let on_air = phones.next().await;
        assert_eq!((on_air.sender.as_str(), on_air.to.as_str(), on_air.part), ("Torg", NUMBER, None));
        assert_eq!(on_air.text, text);

        for delivered in [Delivered::Buffered, Delivered::Yes] {
            let call = reports.next().await;
            assert!(call.target.starts_with("/sms/s%C3%A9cret?"), "{}", call.target);
            let query = call.query();
            let report = reports::kannel(query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            assert_eq!(report, Ok(reports::Report { about: About::Key(key.into()), delivered }));
        }
    }
}

#[tokio::test]
async fn what_people_answer_is_handed_over() {
    let mut torg = Listener::start(&[]).await;
    let gateway = Gateway::handing_over_to(&torg.url("/secret/kannel")).await;
    let mut phones = gateway.phones().await;
    for (line, text) in [
        ("+8000001234 2440 text 1\n", "1"),
        ("+8000001234 2440 text Ja, jeg kommer på mandag\n", "Ja, jeg kommer på mandag"),
    ] {
        phones.lines.get_mut().write_all(line.as_bytes()).await.expect("the fake SMS centre listens");
        let call = torg.next().await;
        assert_eq!((call.method.as_str(), call.target.as_str()), ("POST", "/secret/kannel"), "nothing in the address");
        let (from, kind) = (call.header("x-kannel-from"), call.header("content-type"));
        let read = incoming::kannel(from.unwrap_or_default(), kind.unwrap_or_default(), &call.bytes).expect("read");
        let read = read.expect("a telephone");
        assert_eq!((read.from.as_str(), read.text.as_str()), ("+8000001234", text), "{kind:?}");
    }
}

#[tokio::test]
async fn kannel_cuts_long_texts_where_we_count() {
    let gateway = Gateway::start().await;
    let mut phones = gateway.phones().await;
    let sms = gateway.transport(PASSWORD, "");
    let texts = [
        "å".repeat(160),
        "å".repeat(161),
        "a".repeat(306),
        "a".repeat(307),
        "€".repeat(80),
        "€".repeat(81),
        format!("{}€", "a".repeat(159)),
        format!("{}€{}", "a".repeat(152), "a".repeat(20)),
        "č".repeat(70),
        "č".repeat(71),
        "č".repeat(134),
        "č".repeat(135),
    ];
    for text in texts {
        let expected = segments(&text).segments;
        sms.send(&message("k", NUMBER, &text)).await.expect("taken");
        let mut joined = String::new();
        for number in 1..=expected {
            let on_air = phones.next().await;
            let part = (expected > 1).then_some((number as u8, expected as u8));
            assert_eq!(on_air.part, part, "{} units", segments(&text).units);
            joined.push_str(&on_air.text);
        }
        assert_eq!(joined, text);
    }
}

#[tokio::test]
async fn without_the_phone_network_kannel_keeps_the_message() {
    let gateway = Gateway::start().await;
    let sent = gateway.transport(PASSWORD, "").send(&message("k", NUMBER, "Hei")).await;
    assert_eq!(sent, Ok(Sent { provider_id: None }), "queued for later");
    assert_eq!(gateway.phones().await.next().await.text, "Hei");
}

#[tokio::test]
async fn refusals_tell_what_to_do() {
    let gateway = Gateway::start().await;
    let wrong_password = gateway.transport("feil", "").send(&message("k", NUMBER, WORDS)).await;
    let (_folder, file) = secret_file(PASSWORD);
    let elsewhere = format!("http://127.0.0.1:{}/elsewhere", gateway.sendsms_port);
    let wrong_address = kannel(&elsewhere, &file, "").send(&message("k", NUMBER, WORDS)).await;
    let two_receivers = gateway.transport(PASSWORD, "").send(&message("k", "+4780000001 +4780000002", WORDS)).await;
    let port = gateway.sendsms_port;
    drop(gateway);
    for _ in 0..50 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    let gone = kannel(&format!("http://127.0.0.1:{port}/cgi-bin/sendsms"), &file, "");
    let gone = gone.send(&message("k", NUMBER, WORDS)).await;

    let kinds = [wrong_password, wrong_address, two_receivers, gone].map(|sent| {
        let error = sent.expect_err("a refusal");
        assert!(!error.to_string().contains("8000") && !error.to_string().contains(PASSWORD), "{error}");
        error.kind
    });
    use FailureKind::{Misconfigured, Permanent, Temporary};
    assert_eq!(kinds, [Misconfigured, Misconfigured, Permanent, Temporary]);
}
