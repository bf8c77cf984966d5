//! Actions hidden in nouns ("substantivsyke"): a preposition, a noun made from a verb, and "av".

use std::ops::Range;

use torg_base::Lang;

use crate::Kind;
use crate::text::{Word, adjoin};

/// Before these the noun names an action in progress, so that a verb could stand there instead.
const BEFORE: &[&str] = &["ved", "gjennom"];

/// Nouns with the endings of actions that name things, people or amounts; compounds of the first three too.
const THINGS: &[&str] = &["avdeling", "bygning", "forening"];
const THINGS_ALONE: &[&str] = &[
    "stilling",
    "ledning",
    "retning",
    "tegning",
    "teikning",
    "samling",
    "regning",
    "rekning",
    "ledelse",
    "størrelse",
    "dronning",
    "slekning",
    "leiing",
];

pub(crate) fn find(text: &str, words: &[Word], lang: Lang) -> Vec<(Range<usize>, Kind)> {
    if lang == Lang::En {
        return Vec::new();
    }
    words
        .windows(3)
        .filter(|w| BEFORE.contains(&w[0].lower.as_str()) && is_action(&w[1].lower) && w[2].lower == "av")
        .filter(|w| adjoin(text, w))
        .map(|w| (w[0].bytes.start..w[2].bytes.end, Kind::Nominalisation))
        .collect()
}

fn is_action(word: &str) -> bool {
    let ending = word.ends_with("ing") || word.ends_with("else");
    let thing = THINGS.iter().any(|thing| word.ends_with(thing)) || THINGS_ALONE.contains(&word);
    ending && word.chars().count() >= 7 && !thing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        let read = crate::text::read(text);
        find(text, &read.words, Lang::Nb).into_iter().map(|(bytes, _)| &text[bytes]).collect()
    }

    #[test]
    fn an_action_is_found_and_a_thing_is_not() {
        assert_eq!(marked("Ved bestilling av time må du skrive navnet."), ["Ved bestilling av"]);
        assert!(marked("Møt opp ved avdeling av kommunen. Vi er ved bygningen av tre.").is_empty());
        assert!(marked("Ved stilling av og til, gjennom ledelse av.").is_empty());
    }
}
