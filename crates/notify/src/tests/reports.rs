use crate::reports::{About, Delivered, JsonReport, Report, ReportError, kannel};

#[test]
fn kannel_types() {
    let types = [
        ("1", Delivered::Yes),
        ("2", Delivered::No),
        ("4", Delivered::Buffered),
        ("8", Delivered::Buffered),
        ("16", Delivered::No),
    ];
    for (kind, delivered) in types {
        let report = kannel([("key", "k"), ("type", kind), ("else", "x")]);
        assert_eq!(report, Ok(Report { about: About::Key("k".into()), delivered }), "type {kind}");
    }
    assert_eq!(kannel([("key", "k"), ("type", "3")]), Err(ReportError::UnknownStatus));
    assert_eq!(kannel([("key", "k"), ("type", "%d")]), Err(ReportError::UnknownStatus));
    assert_eq!(kannel([("key", "k")]), Err(ReportError::NoStatus));
    assert_eq!(kannel([("key", ""), ("type", "1")]), Err(ReportError::NoMessage));
}

fn listed() -> JsonReport {
    toml::from_str(
        r#"
        list_pointer = "/results"
        key_pointer = "/reference"
        id_pointer = "/messageId"
        status_pointer = "/status/group"
        delivered = ["DELIVERED", "3"]
        failed = ["undeliverable", "rejected"]
        buffered = ["pending"]
        "#,
    )
    .expect("a report configuration")
}

#[test]
fn json_reports_by_pointers() {
    let body = br#"{"results":[
        {"reference":"k1","messageId":7,"status":{"group":"Delivered"}},
        {"messageId":8,"status":{"group":"REJECTED"}},
        {"reference":"","messageId":"9","status":{"group":"PENDING"}},
        {"reference":"k4","status":{"group":3}}]}"#;
    let report = |about, delivered| Report { about, delivered };
    assert_eq!(
        listed().read(body),
        Ok(vec![
            report(About::Key("k1".into()), Delivered::Yes),
            report(About::ProviderId("8".into()), Delivered::No),
            report(About::ProviderId("9".into()), Delivered::Buffered),
            report(About::Key("k4".into()), Delivered::Yes),
        ])
    );
}

#[test]
fn json_reports_that_are_not_understood() {
    let one = JsonReport { list_pointer: None, ..listed() };
    let cases: [(&[u8], ReportError); 5] = [
        (b"type=1&key=k", ReportError::NotJson),
        (br#"{"status":{"group":"delivered"}}"#, ReportError::NoMessage),
        (br#"{"reference":"k"}"#, ReportError::NoStatus),
        (br#"{"reference":"k","status":{"group":"lost"}}"#, ReportError::UnknownStatus),
        (br#"{"reference":"k","status":{"group":["delivered"]}}"#, ReportError::NoStatus),
    ];
    for (body, error) in cases {
        assert_eq!(one.read(body), Err(error), "{}", String::from_utf8_lossy(body));
    }
    assert_eq!(listed().read(b"{}"), Err(ReportError::NoMessage));
}
