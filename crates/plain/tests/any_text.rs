//! Whatever somebody pastes: no panic, and places that a page can mark.

use proptest::prelude::*;
use torg_base::Lang;
use torg_plain::{Finding, Kind, review};

/// Words that the rules look at, punctuation they trip over, and anything at all.
fn texts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "blir",
        "behandlet",
        "vedrørende",
        "i henhold",
        "til",
        "og",
        "/",
        "ikke",
        "sendast",
        "skal",
        "f.eks.",
        "kl. 8.",
        "1. ",
        "- ",
        "\n",
        "\r\n",
        "\n\n",
        "...",
        "…",
        "»",
        "«",
        "å\u{30a}",
        "\u{ad}",
        "a\u{30a}",
        "İ",
        "ß",
        "👩‍👧",
        "55 55",
        "ved utfylling av",
        "foreta en vurdering av",
        "is sent",
        "http://",
        "a@b",
        ".",
        "!",
        "hvordan",
        "-heten",
        "-",
        "\u{a0}",
    ])
    .prop_map(str::to_owned);
    let part = prop_oneof![4 => known, 1 => any::<String>(), 1 => "[a-zæøåA-ZÆØÅ]{1,30}"];
    prop::collection::vec((part, prop::sample::select(vec!["", " ", " "])), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(part, space)| part + space).collect())
}

fn inside(text: &str, findings: &[Finding]) {
    for Finding { span, .. } in findings {
        let shown = text.get(span.bytes.clone()).expect("on the borders of characters");
        assert!(!shown.is_empty());
        assert_eq!(span.chars.start, text[..span.bytes.start].chars().count());
        assert_eq!(span.chars.len(), shown.chars().count());
    }
}

fn nested(findings: &[Finding]) {
    for (at, a) in findings.iter().enumerate() {
        for b in &findings[at + 1..] {
            let (a, b) = (&a.span.bytes, &b.span.bytes);
            assert!(a.start <= b.start, "in order");
            assert!(b.start >= a.end || b.end <= a.end, "{a:?} and {b:?} cross");
        }
    }
}

proptest! {
    #[test]
    fn places_are_whole_and_never_cross(text in texts()) {
        for lang in Lang::ALL {
            let found = review(&text, lang);
            inside(&text, &found.findings);
            nested(&found.findings);
            prop_assert!(found.sentences <= found.words);
            prop_assert_eq!(found.lix.is_some(), found.words >= torg_plain::MIN_WORDS);
            let long = found.findings.iter().filter_map(|f| match f.kind {
                Kind::LongSentence { words } => Some(words),
                _ => None,
            });
            prop_assert!(long.sum::<usize>() <= found.words);
        }
    }

    #[test]
    fn the_same_text_gets_the_same_advice(text in any::<String>()) {
        prop_assert_eq!(review(&text, Lang::Nb), review(&text, Lang::Nb));
    }
}

/// A page that checks while somebody types may not stand still, whatever was pasted. Work that grows with the square of
/// the length would take minutes here; work that grows with the length takes a few seconds, without optimisation.
#[test]
fn long_texts_of_nothing_are_read_in_time() {
    let parts = [
        ".",
        "a.",
        "...a ",
        "\"",
        ". -",
        "blir ",
        "og/eller",
        "1 ",
        "\n- ",
        "Vedr. ",
        "a-",
        "sendast ",
        "vedrørande ikke ",
    ];
    let start = std::time::Instant::now();
    for part in parts {
        let found = review(&part.repeat(50_000), Lang::Nn).findings;
        assert!(found.windows(2).all(|pair| pair[0].span.bytes.start <= pair[1].span.bytes.start));
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
