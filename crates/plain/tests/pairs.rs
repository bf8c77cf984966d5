//! Twenty texts before and after: what makes the first heavy is found, and the second is plainer.
//!
//! A pair in `pairs/LANG.txt` begins with `== title`; `-- before`, `-- expected` and `-- after` follow. A line of what
//! is expected is a kind and the words it is about in lower case, or the number of words of a long sentence.

use torg_base::Lang;
use torg_plain::{Finding, Kind, Review, review};

struct Pair {
    title: String,
    before: String,
    expected: Vec<String>,
    after: String,
}

fn pairs(file: &str) -> Vec<Pair> {
    file.split("== ").skip(1).map(pair).collect()
}

fn pair(part: &str) -> Pair {
    let (title, rest) = part.split_once("\n-- before\n").expect("before");
    let (before, rest) = rest.split_once("\n-- expected\n").expect("expected");
    let (expected, after) = rest.split_once("\n-- after\n").expect("after");
    Pair {
        title: title.to_owned(),
        before: before.to_owned(),
        expected: expected.lines().map(str::to_owned).collect(),
        after: after.trim().to_owned(),
    }
}

fn all() -> Vec<(Lang, Pair)> {
    let files = [
        (Lang::Nb, include_str!("pairs/nb.txt")),
        (Lang::Nn, include_str!("pairs/nn.txt")),
        (Lang::En, include_str!("pairs/en.txt")),
    ];
    files.into_iter().flat_map(|(lang, file)| pairs(file).into_iter().map(move |pair| (lang, pair))).collect()
}

fn told(text: &str, finding: &Finding) -> String {
    let shown = text[finding.span.bytes.clone()].to_lowercase();
    match &finding.kind {
        Kind::LongSentence { words } => format!("long {words}"),
        Kind::Passive { .. } => format!("passive {shown}"),
        Kind::Jargon { .. } => format!("jargon {shown}"),
        Kind::Bokmaal { .. } => format!("bokmaal {shown}"),
        Kind::Nominalisation => format!("nominal {shown}"),
        Kind::LongWord { .. } => format!("word {shown}"),
    }
}

fn all_told(text: &str, review: &Review) -> Vec<String> {
    review.findings.iter().map(|finding| told(text, finding)).collect()
}

#[test]
fn there_are_twenty_in_three_languages() {
    let count = |lang| all().iter().filter(|(l, _)| *l == lang).count();
    assert_eq!(Lang::ALL.map(count), [10, 8, 2]);
}

#[test]
fn what_is_heavy_before_is_found() {
    let mut missing = Vec::new();
    for (lang, pair) in all() {
        let found = all_told(&pair.before, &review(&pair.before, lang));
        let absent = pair.expected.iter().filter(|one| !found.contains(one));
        missing.extend(absent.map(|one| format!("{}: {one} (found: {})", pair.title, found.join(", "))));
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn after_is_plainer_than_before() {
    for (lang, pair) in all() {
        let (before, after) = (review(&pair.before, lang), review(&pair.after, lang));
        let (Some(heavy), Some(light)) = (before.lix, after.lix) else { panic!("{}: too short", pair.title) };
        assert!(after.findings.len() < before.findings.len(), "{}", pair.title);
        assert!(light.value < heavy.value, "{}: {} {}", pair.title, heavy.rounded(), light.rounded());
        assert!(after.plainer_than(&before) && !before.plainer_than(&after), "{}", pair.title);
        assert_eq!(all_told(&pair.after, &after), [""; 0], "{}", pair.title);
        println!(
            "{:?} {}: LIX {} -> {}, findings {} -> 0",
            lang,
            pair.title,
            heavy.rounded(),
            light.rounded(),
            before.findings.len()
        );
    }
}
