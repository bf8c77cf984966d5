//! Who is counted.

use axum::http::{HeaderMap, HeaderValue};

use super::*;

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| ((*name).parse().expect("a name"), HeaderValue::from_static(value))).collect()
}

#[test]
fn browsers_are_people_and_programs_are_not() {
    for browser in [
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    ] {
        assert!(by_a_person(&headers(&[("user-agent", browser)])), "{browser}");
        assert!(!by_a_person(&headers(&[("user-agent", browser), ("sec-purpose", "prefetch;prerender")])));
    }
    for program in [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2",
    ] {
        assert!(!by_a_person(&headers(&[("user-agent", program)])), "{program}");
    }
    assert!(!by_a_person(&HeaderMap::new()));
}

#[test]
fn counts_gather_and_are_taken_once() {
    let usage = Usage::default();
    let key = |kind| Key {
        organisation: Uuid::from_u128(1),
        service: Uuid::from_u128(2),
        place: None,
        month: "2026-11".into(),
        kind,
    };
    usage.add(key(Kind::View), 1);
    usage.add(key(Kind::View), 2);
    usage.add(key(Kind::Helped), 1);
    assert_eq!(usage.take(), HashMap::from([(key(Kind::View), 3), (key(Kind::Helped), 1)]));
    assert!(usage.take().is_empty());
}
