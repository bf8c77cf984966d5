//! What providers hand over, in the shapes they use.

use crate::incoming::{IncomingError, IncomingFormat, Received, kannel};

fn format(text: &str) -> IncomingFormat {
    serde_json::from_str(text).expect("a format")
}

fn shown(all: Vec<Received>) -> Vec<(String, String)> {
    all.into_iter().map(|one| (one.from.as_str().to_owned(), one.text)).collect()
}

#[test]
fn json_alone_and_in_a_list() {
    let one = format(r#"{"from_pointer": "/from", "text_pointer": "/message/text"}"#);
    let body = br#"{"from": "+8000001234", "message": {"text": " 1 \n"}}"#;
    assert_eq!(shown(one.read(body).expect("read")), [("+8000001234".to_owned(), "1".to_owned())]);

    let list = format(r#"{"list_pointer": "/items", "from_pointer": "/a", "text_pointer": "/b"}"#);
    let body =
        br#"{"items": [{"a": "4790000001", "b": 2}, {"a": "Reklame", "b": "kjop"}, {"a": 90000002, "b": "Ja"}]}"#;
    let read = shown(list.read(body).expect("read"));
    assert_eq!(
        read,
        [("+4790000001".into(), "2".into()), ("+4790000002".into(), "Ja".into())],
        "a name is no telephone"
    );
}

#[test]
fn a_form_is_read_by_the_names_of_its_fields() {
    let form = format(r#"{"content_type": "form", "from_pointer": "/From", "text_pointer": "/Body"}"#);
    let read = form.read(b"From=%2B8000001234&Body=JA+takk&To=2440").expect("read");
    assert_eq!(shown(read), [("+8000001234".to_owned(), "JA takk".to_owned())]);
}

#[test]
fn what_is_missing_is_told_and_never_repeated() {
    let one = format(r#"{"from_pointer": "/from", "text_pointer": "/text"}"#);
    assert!(matches!(one.read(b"hemmelig"), Err(IncomingError::Unreadable)));
    assert!(matches!(one.read(br#"{"text": "1"}"#), Err(IncomingError::NoSender)));
    assert!(matches!(one.read(br#"{"from": "+8000001234"}"#), Err(IncomingError::NoText)));
    assert!(matches!(kannel("", "text/plain", b"1"), Err(IncomingError::NoSender)));
    assert!(!format!("{} {}", IncomingError::Unreadable, IncomingError::NoText).contains("hemmelig"));
}

#[test]
fn kannel_hands_over_both_alphabets_and_long_texts_are_cut() {
    let latin =
        kannel("+8000001234", "text/plain; charset=\"UTF-8\"", "på".as_bytes()).expect("read").expect("a phone");
    assert_eq!(latin.text, "på");
    let wide: Vec<u8> = "1 č".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide = kannel("8000001234", "text/plain; charset=UTF-16BE", &wide).expect("read").expect("a phone");
    assert_eq!((wide.from.as_str(), wide.text.as_str()), ("+8000001234", "1 č"));
    let long = kannel("+8000001234", "", &[b'a'; 500]).expect("read").expect("a phone");
    assert_eq!(long.text.len(), 40);
    assert!(kannel("2440", "", b"1").expect("read").is_none(), "a short number is nobody we asked");
}
