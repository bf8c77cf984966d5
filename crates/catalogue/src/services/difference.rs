//! What differs between two versions of a service: field by field, word by word.

use similar::{ChangeTag, TextDiff};
use torg_base::{Lang, time::short_date};

use super::card::{Content, EVENTS, Facts, THEMES, language};
use super::model::{Texts, Wording};

/// Some words of a text, and whether they came, went or stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Key of the field's name.
    pub field: &'static str,
    /// The language that the field is in; none for what all languages share.
    pub lang: Option<Lang>,
    pub pieces: Vec<Piece>,
}

/// Key of the word for a kind of service.
pub fn kind_key(kind: &str) -> &'static str {
    match kind {
        "caseworker" => "kind-caseworker",
        "group" => "kind-group",
        _ => "kind-guidance",
    }
}

/// What differs; `word` gives the text of a key in the reader's language.
pub fn between(old: &Content, new: &Content, word: &dyn Fn(&str) -> String) -> Vec<Difference> {
    let mut found = texts(&old.texts, &new.texts);
    let state = |active: bool| word(if active { "field-active-yes" } else { "field-active-no" });
    let shared = [
        ("field-agency", old.agency.clone(), new.agency.clone()),
        ("field-url", old.self_service_url.clone(), new.self_service_url.clone()),
        ("field-minutes", old.minutes.to_string(), new.minutes.to_string()),
        ("field-kind", word(kind_key(&old.kind)), word(kind_key(&new.kind))),
        ("field-active", state(old.active), state(new.active)),
    ];
    let facts = facts(&old.facts, word).into_iter().zip(facts(&new.facts, word));
    let facts = facts.map(|((field, old), (_, new))| (field, old, new));
    for (field, old, new) in shared.into_iter().chain(facts) {
        found.extend(differs(field, None, &old, &new));
    }
    found
}

/// What differs in the texts, language by language.
pub fn texts(old: &Texts, new: &Texts) -> Vec<Difference> {
    let in_lang = |lang: Lang| {
        let (old, new) = (fields(old.in_lang(lang)), fields(new.in_lang(lang)));
        let pairs = old.into_iter().zip(new);
        pairs.filter_map(move |((field, old), (_, new))| differs(field, Some(lang), &old, &new)).collect::<Vec<_>>()
    };
    Lang::ALL.into_iter().flat_map(in_lang).collect()
}

fn fields(words: &Wording) -> [(&'static str, String); 5] {
    [
        ("field-name", words.name.clone()),
        ("field-promise", words.promise.clone()),
        ("field-boundary", words.boundary.clone()),
        ("field-bring", words.bring.join("\n")),
        ("field-keywords", words.keywords.join("\n")),
    ]
}

fn facts(facts: &Facts, word: &dyn Fn(&str) -> String) -> [(&'static str, String); 5] {
    let known = |list: &[(&str, &str)], slugs: &[String]| {
        let name = |slug: &String| list.iter().find(|(s, _)| s == slug).map_or(slug.clone(), |(_, key)| word(key));
        slugs.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let languages: Vec<&str> = facts.languages.iter().map(|code| language(code)).collect();
    let legal = facts.legal.clone().unwrap_or_default();
    let from = legal.valid_from.map(|from| format!(" ({})", short_date(from))).unwrap_or_default();
    [
        ("field-languages", languages.join(", ")),
        ("field-themes", known(&THEMES, &facts.themes)),
        ("field-events", known(&EVENTS, &facts.events)),
        ("field-legal", format!("{}{from}", legal.text)),
        ("field-legal-url", legal.url),
    ]
}

fn differs(field: &'static str, lang: Option<Lang>, old: &str, new: &str) -> Option<Difference> {
    (old != new).then(|| Difference { field, lang, pieces: words(old, new) })
}

/// Two texts word by word. Neighbours of the same kind are one piece, so that a changed phrase reads as one.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    pieces
        .into_iter()
        .map(|(tag, text)| match tag {
            ChangeTag::Equal => Piece::Same(text),
            ChangeTag::Delete => Piece::Gone(text),
            ChangeTag::Insert => Piece::New(text),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        let mut content = Content { agency: "Nav".into(), minutes: 30, kind: "guidance".into(), ..Content::default() };
        content.texts.nb.promise = "Vi hjelper deg å søke.".into();
        content
    }

    #[test]
    fn only_what_differs_is_told_and_words_are_marked() {
        let (old, mut new) = (content(), content());
        let word = |key: &str| key.to_owned();
        assert_eq!(between(&old, &new, &word), []);
        new.texts.nb.promise = "Vi hjelper deg å klage.".into();
        new.facts.languages = vec!["pl".into()];
        new.active = true;
        let found = between(&old, &new, &word);
        let same = |text: &str| Piece::Same(text.into());
        assert_eq!(
            found.iter().map(|d| (d.field, d.lang)).collect::<Vec<_>>(),
            [("field-promise", Some(Lang::Nb)), ("field-active", None), ("field-languages", None)]
        );
        assert_eq!(
            found[0].pieces,
            [same("Vi hjelper deg å "), Piece::Gone("søke.".into()), Piece::New("klage.".into())]
        );
        assert_eq!(found[2].pieces, [Piece::New("polski".into())]);
    }

    #[test]
    fn pieces_put_together_give_back_both_texts() {
        for (old, new) in [("", "a b"), ("a  b\nc", "a c"), ("æ ø å", "å ø æ"), ("samme", "samme")] {
            let all = words(old, new);
            let joined = |leave_out: fn(&Piece) -> bool| {
                let kept = all.iter().filter(|piece| !leave_out(piece));
                kept.map(|p| match p {
                    Piece::Same(t) | Piece::Gone(t) | Piece::New(t) => t.as_str(),
                })
                .collect::<String>()
            };
            assert_eq!(joined(|p| matches!(p, Piece::New(_))), old);
            assert_eq!(joined(|p| matches!(p, Piece::Gone(_))), new);
        }
    }
}
