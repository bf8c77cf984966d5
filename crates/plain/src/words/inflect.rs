//! The forms of a word in the lists, from its class.

use torg_base::Lang;

/// Endings after the stem, which is the headword without a final `e`. Where a class is for verbs, the first word of a
/// phrase is the verb. `-s` (bokmål) and `-ast` (nynorsk) are passives; the passive is told of beside the word.
const CLASSES: &[(Lang, &str, &[&str])] = &[
    (Lang::Nb, "v1", &["e", "er", "et", "es", "a"]),
    (Lang::Nb, "v2", &["e", "er", "te", "t", "es"]),
    (Lang::Nb, "m", &["", "e", "en", "er", "ene", "s"]),
    (Lang::Nb, "n", &["", "e", "et", "er", "ene", "a"]),
    (Lang::Nb, "a", &["", "t", "e"]),
    (Lang::Nn, "v1", &["e", "a", "ar", "ast"]),
    (Lang::Nn, "v2", &["e", "a", "er", "te", "t", "ast"]),
    (Lang::Nn, "m", &["", "e", "en", "ar", "ane"]),
    (Lang::Nn, "f", &["", "e", "a", "er", "ar", "ene", "ane"]),
    (Lang::Nn, "n", &["", "e", "et", "a"]),
    (Lang::Nn, "a", &["", "t", "e"]),
    (Lang::En, "v", &["", "e", "s", "es", "d", "ed", "ing"]),
    (Lang::En, "n", &["", "s"]),
];

/// All spellings of an entry, the headword among them.
pub(super) fn forms(lang: Lang, word: &str, class: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let (first, rest) = word.split_once(' ').map_or((word, ""), |(first, _)| (first, &word[first.len()..]));
    if let Some(listed) = class.strip_prefix('=') {
        forms.extend(listed.split_whitespace().map(|form| format!("{form}{rest}")));
    } else if let Some(endings) = endings(lang, class) {
        let (before, stem, after) = if class.starts_with('v') {
            ("", first, rest)
        } else {
            word.rsplit_once(' ').map_or(("", word, ""), |(before, last)| (&word[..before.len() + 1], last, ""))
        };
        let stem = stem.strip_suffix('e').unwrap_or(stem);
        forms.extend(endings.iter().map(|ending| format!("{before}{stem}{ending}{after}")));
    }
    forms
}

fn endings(lang: Lang, class: &str) -> Option<&'static [&'static str]> {
    CLASSES.iter().find(|(l, c, _)| *l == lang && *c == class).map(|(_, _, endings)| *endings)
}

#[cfg(test)]
pub(super) fn is_class(class: &str) -> bool {
    class.is_empty() || class.starts_with("= ") || CLASSES.iter().any(|(_, c, _)| *c == class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_change_in_front_and_nouns_at_the_end() {
        let all = forms(Lang::Nb, "appellere til", "v2");
        assert!(all.contains(&"appellerte til".to_owned()) && all.contains(&"appelleres til".to_owned()));
        assert!(forms(Lang::Nb, "skriftlig anmodning", "m").contains(&"skriftlig anmodningen".to_owned()));
        assert!(forms(Lang::Nn, "evaluere", "v2").contains(&"evaluerast".to_owned()));
        assert!(forms(Lang::En, "utilise", "v").contains(&"utilising".to_owned()));
        assert_eq!(forms(Lang::Nb, "motta", "= mottar"), ["motta", "mottar"]);
    }
}
