//! Every number with control digits that the rules allow is found, however it is written and wherever it stands; with
//! one digit changed none is reported as certain.
//!
//! The numbers are generated here from the rules, not by the scanner's own checks.

use proptest::prelude::*;
use torg_scan::{Confidence, Hit, Kind, Options, scan_with};

const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const ORGANISATION: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

fn weighted(weights: &[u32], text: &str) -> u32 {
    weights.iter().zip(digits(text)).map(|(w, d)| w * d).sum()
}

/// The digit that brings the sum to `rest` modulo 11, when it is one.
fn control(sum: u32, rest: u32) -> Option<u32> {
    let digit = (11 + rest - sum % 11) % 11;
    (digit < 10).then_some(digit)
}

/// National numbers: day as it is or +40, month as it is, +40 or +80; remainder 0 today, 0 to 3 from 2032.
fn national(rests: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = String> {
    let parts =
        (1..=31u32, 1..=12u32, 0..100u32, 0..1000u32, prop::bool::ANY, prop::sample::select(vec![0u32, 40, 80]), rests);
    parts.prop_filter_map("a control digit of ten", |(day, month, year, serial, d_number, added, rest)| {
        let day = if d_number { day + 40 } else { day };
        let nine = format!("{day:02}{:02}{year:02}{serial:03}", month + added);
        let ten = format!("{nine}{}", control(weighted(&FIRST, &nine), rest)?);
        Some(format!("{ten}{}", control(weighted(&SECOND, &ten), 0)?))
    })
}

/// Accounts that are not national numbers too: which of the two such a number is, no scanner can know.
fn account() -> impl Strategy<Value = String> {
    (1_000_000_000u64..10_000_000_000).prop_filter_map("a control digit of ten, or a national number", |ten| {
        let ten = ten.to_string();
        let eleven = format!("{ten}{}", control(weighted(&SECOND, &ten), 0)?);
        torg_base::national_id::check(&eleven).is_none().then_some(eleven)
    })
}

fn organisation() -> impl Strategy<Value = String> {
    (30_000_000u32..100_000_000).prop_filter_map("a control digit of ten", |eight| {
        let eight = eight.to_string();
        Some(format!("{eight}{}", control(weighted(&ORGANISATION, &eight), 0)?))
    })
}

fn card() -> impl Strategy<Value = String> {
    let issuers = vec![
        ("4", 16),
        ("51", 16),
        ("55", 16),
        ("2221", 16),
        ("2720", 16),
        ("34", 15),
        ("37", 15),
        ("6011", 16),
        ("65", 16),
        ("3528", 16),
    ];
    (prop::sample::select(issuers), prop::collection::vec(0..10u32, 19)).prop_map(|((prefix, length), rest)| {
        let mut body: Vec<u32> = digits(prefix);
        body.extend(&rest[..length - 1 - prefix.len()]);
        let sum: u32 =
            body.iter().rev().enumerate().map(|(i, d)| if i % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { *d }).sum();
        body.push((10 - sum % 10) % 10);
        body.iter().map(|d| char::from_digit(*d, 10).unwrap_or('0')).collect()
    })
}

/// Puts `gap` between groups of these lengths.
fn grouped(number: &str, lengths: &[usize], gap: &str) -> String {
    let mut at = 0;
    let parts: Vec<&str> = lengths
        .iter()
        .map(|n| {
            at += n;
            &number[at - n..at]
        })
        .collect();
    parts.join(gap)
}

fn gaps() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" ", "\u{a0}", "\u{202f}", "-", "\n", "\r\n", " \n", "\n  "])
}

/// How people write each kind.
fn shapes(kind: Kind) -> Vec<Vec<usize>> {
    match kind {
        Kind::NationalId => vec![vec![11], vec![6, 5], vec![2, 2, 2, 5], vec![6, 3, 2]],
        Kind::Account => vec![vec![11], vec![4, 2, 5]],
        Kind::Organisation => vec![vec![9], vec![3, 3, 3]],
        _ => vec![vec![16], vec![4, 4, 4, 4]],
    }
}

/// Text without a word for any number, and what may touch a number.
fn surroundings() -> impl Strategy<Value = (String, String)> {
    let words = vec![
        "Hei",
        "brukeren",
        "kom",
        "i dag",
        "og",
        "spurte",
        "om",
        "hjelp",
        "med",
        "søknaden",
        "takk",
        "på tysdag",
        "she asked for help",
        "—",
        "ærlig talt",
        "så",
        "åpent",
        "hus",
        "torsdag",
        "12",
        "i 2024",
        "kl. 14.30",
        "…",
        "🙂",
        "Storgata",
        "trenger",
        "mer",
        "tid",
    ];
    let head = prop::sample::select(vec![" ", "\n", "\t", " (", ": ", "; ", "\"", " «", "=", "|", ">", "\r\n"]);
    let tail = prop::sample::select(vec!["", ".", ",", ")", "\n", "\t", "; ", "\"", "»", " og", "|", "<", "\r\n", "?"]);
    let before = prop::collection::vec(prop::sample::select(words.clone()), 0..8);
    let after = prop::collection::vec(prop::sample::select(words), 0..8);
    (before, head, tail, after).prop_map(|(before, head, tail, after)| {
        // A number that ends the words before would be the first group of the one that follows.
        let before = before.join(" ").trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
        let gap =
            if after.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit())) { " så " } else { " " };
        (format!("{before}{head}"), format!("{tail}{gap}{}", after.join(" ")))
    })
}

/// Written in a random shape in random surroundings: text, and where the number stands.
fn written(
    kind: Kind,
    number: impl Strategy<Value = String>,
) -> impl Strategy<Value = (String, std::ops::Range<usize>)> {
    (number, prop::sample::select(shapes(kind)), gaps(), surroundings()).prop_map(
        move |(number, shape, gap, (before, after))| {
            let lengths = if shape.len() == 1 {
                vec![number.len()]
            } else if number.len() == 15 {
                vec![4, 6, 5]
            } else {
                shape
            };
            let number = grouped(&number, &lengths, gap);
            let span = before.len()..before.len() + number.len();
            (format!("{before}{number}{after}"), span)
        },
    )
}

fn found(text: &str) -> Vec<Hit> {
    scan_with(text, &Options::numbers())
}

fn has(text: &str, kind: Kind, span: &std::ops::Range<usize>) -> bool {
    found(text).iter().any(|hit| hit.kind == kind && hit.span == *span)
}

/// The text with the `which`-th digit of the number changed by `by` (1 to 9).
fn one_digit_off(text: &str, span: &std::ops::Range<usize>, which: usize, by: u32) -> String {
    let places: Vec<usize> = span.clone().filter(|i| text.as_bytes()[*i].is_ascii_digit()).collect();
    let place = places[which % places.len()];
    let digit = (u32::from(text.as_bytes()[place] - b'0') + by) % 10;
    format!("{}{digit}{}", &text[..place], &text[place + 1..])
}

fn certain_inside(text: &str, span: &std::ops::Range<usize>) -> Option<Hit> {
    let touches = |hit: &Hit| hit.span.start < span.end && span.start < hit.span.end;
    found(text)
        .into_iter()
        .find(|hit| touches(hit) && hit.confidence == Confidence::Certain && hit.kind.has_control_digits())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn national_numbers_of_today((text, span) in written(Kind::NationalId, national(0..=0))) {
        prop_assert!(has(&text, Kind::NationalId, &span), "{text:?} {:?}", found(&text));
    }

    #[test]
    fn national_numbers_from_2032((text, span) in written(Kind::NationalId, national(0..=3))) {
        prop_assert!(has(&text, Kind::NationalId, &span), "{text:?} {:?}", found(&text));
    }

    #[test]
    fn accounts((text, span) in written(Kind::Account, account())) {
        prop_assert!(has(&text, Kind::Account, &span), "{text:?} {:?}", found(&text));
    }

    #[test]
    fn organisations((text, span) in written(Kind::Organisation, organisation())) {
        prop_assert!(has(&text, Kind::Organisation, &span), "{text:?} {:?}", found(&text));
    }

    #[test]
    fn cards((text, span) in written(Kind::Card, card())) {
        prop_assert!(has(&text, Kind::Card, &span), "{text:?} {:?}", found(&text));
    }

    #[test]
    fn one_wrong_digit_is_never_certain(
        (text, span) in prop_oneof![
            written(Kind::NationalId, national(0..=3)),
            written(Kind::Account, account()),
            written(Kind::Organisation, organisation()),
            written(Kind::Card, card()),
        ],
        label in prop::sample::select(vec!["", "Fødselsnummer: ", "konto ", "org.nr. ", "kort "]),
        which in 0..19usize,
        by in 1..10u32,
    ) {
        let wrong = one_digit_off(&text, &span, which, by);
        let text = format!("{}{label}{}", &wrong[..span.start], &wrong[span.start..]);
        let span = span.start + label.len()..span.end + label.len();
        prop_assert!(certain_inside(&text, &span).is_none(), "{text:?} {:?}", certain_inside(&text, &span));
    }

    #[test]
    fn hits_are_in_order_and_on_characters(text in "\\PC{0,200}") {
        let mut end = 0;
        for hit in torg_scan::scan(&text) {
            prop_assert!(hit.span.start >= end && hit.span.end > hit.span.start);
            prop_assert!(text.is_char_boundary(hit.span.start) && text.is_char_boundary(hit.span.end));
            end = hit.span.end;
        }
    }

    #[test]
    fn digits_and_marks_never_harm(text in "[0-9 .,:;/+@()_\nA-Zæøå\u{a0}-]{0,120}") {
        let _ = torg_scan::scan(&text);
    }
}

/// The control for the property above: with every digit right the same numbers are certain.
#[test]
fn right_digits_are_certain() {
    for text in ["Fødselsnummer: 209146 95016", "konto 1234.56.78903", "org.nr. 974760673", "kort 4111 1111 1111 1111"]
    {
        let span = text.find(|c: char| c.is_ascii_digit()).unwrap()..text.len();
        assert!(certain_inside(text, &span).is_some(), "{text}");
        assert!(certain_inside(&one_digit_off(text, &span, 3, 4), &span).is_none(), "{text}");
    }
}
