//! Heavy words and phrases, and bokmål in nynorsk, from the lists in `words/`.
//!
//! A line is `word,plain,class`. `word` is a word or a phrase, or an ending when it begins with `-`. `plain` has what
//! one could write, best first, with `;` between. `class` says how the first word of a verb, or the last of anything
//! else, is inflected (see `inflect.rs`); or, after `=`, lists further forms of the first word.

mod inflect;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use torg_base::Lang;

use crate::Kind;
use crate::text::{Word, gap, lower_words};

/// An ending says nothing about short words (`hinger`, `finger`).
const ENDING_LETTERS: usize = 8;

static NB: LazyLock<List> = LazyLock::new(|| List::read(Lang::Nb, include_str!("../words/nb.csv")));
static NN: LazyLock<List> = LazyLock::new(|| List::read(Lang::Nn, include_str!("../words/nn.csv")));
static EN: LazyLock<List> = LazyLock::new(|| List::read(Lang::En, include_str!("../words/en.csv")));
static NN_BOKMAAL: LazyLock<List> = LazyLock::new(|| List::read(Lang::Nb, include_str!("../words/nn_bokmaal.csv")));

struct Entry {
    word: &'static str,
    plain: Vec<&'static str>,
}

/// One spelling of an entry: what must follow its first word.
struct Phrase {
    rest: Vec<String>,
    entry: usize,
}

struct List {
    entries: Vec<Entry>,
    /// By the first word; the longest phrases first.
    phrases: HashMap<String, Vec<Phrase>>,
    /// Endings, without their hyphen, and their entries.
    endings: Vec<(&'static str, usize)>,
}

/// In nynorsk a heavy word is told of as such only, even where it is bokmål too.
pub(crate) fn find(text: &str, words: &[Word], lang: Lang) -> Vec<(Range<usize>, Kind)> {
    let list = match lang {
        Lang::Nb => &*NB,
        Lang::Nn => &*NN,
        Lang::En => &*EN,
    };
    let mut found = matches(list, text, words, |entry| Kind::Jargon { word: entry.word, plain: entry.plain.clone() });
    if lang == Lang::Nn {
        let bokmaal = |entry: &Entry| Kind::Bokmaal { word: entry.word, plain: entry.plain.clone() };
        let mut more = matches(&NN_BOKMAAL, text, words, bokmaal);
        more.retain(|(bytes, _)| !overlaps(&found, bytes));
        found.extend(more);
    }
    found
}

/// Whether the place meets one of those found, which are apart and in order.
fn overlaps(found: &[(Range<usize>, Kind)], bytes: &Range<usize>) -> bool {
    let next = found.partition_point(|(other, _)| other.end <= bytes.start);
    found.get(next).is_some_and(|(other, _)| other.start < bytes.end)
}

fn matches(list: &List, text: &str, words: &[Word], kind: impl Fn(&Entry) -> Kind) -> Vec<(Range<usize>, Kind)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = list.phrase_at(text, &words[at..]).or_else(|| list.ending_of(at, &words[at]));
        let Some((length, entry)) = hit else {
            at += 1;
            continue;
        };
        found.push((words[at].bytes.start..words[at + length - 1].bytes.end, kind(&list.entries[entry])));
        at += length;
    }
    found
}

impl List {
    fn read(lang: Lang, csv: &'static str) -> List {
        let mut list = List { entries: Vec::new(), phrases: HashMap::new(), endings: Vec::new() };
        for line in csv.lines().skip(1) {
            let mut fields = line.splitn(3, ',');
            let (Some(word), Some(plain), Some(class)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let entry = list.entries.len();
            list.entries.push(Entry { word, plain: plain.split(';').collect() });
            match word.strip_prefix('-') {
                Some(ending) => list.endings.push((ending, entry)),
                None => list.add(inflect::forms(lang, word, class), entry),
            }
        }
        for phrases in list.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        list
    }

    fn add(&mut self, forms: Vec<String>, entry: usize) {
        for form in forms {
            let mut words = lower_words(&form).into_iter();
            if let Some(first) = words.next() {
                self.phrases.entry(first).or_default().push(Phrase { rest: words.collect(), entry });
            }
        }
    }

    /// How many words the longest phrase that begins here has, and its entry.
    fn phrase_at(&self, text: &str, words: &[Word]) -> Option<(usize, usize)> {
        let phrase = self.phrases.get(&words.first()?.lower)?.iter().find(|phrase| {
            phrase.rest.len() < words.len()
                && phrase.rest.iter().zip(&words[1..]).all(|(wanted, word)| *wanted == word.lower)
                && self.joined(text, &words[..=phrase.rest.len()], phrase.entry)
        })?;
        Some((phrase.rest.len() + 1, phrase.entry))
    }

    /// Phrases with a stroke ("og/eller") want one, all others want space.
    fn joined(&self, text: &str, words: &[Word], entry: usize) -> bool {
        let stroke = self.entries[entry].word.contains('/');
        words.windows(2).all(|pair| match gap(text, &pair[0], &pair[1]) {
            "/" => stroke,
            between => !stroke && !between.is_empty() && between.chars().all(char::is_whitespace),
        })
    }

    /// Names keep their endings, whatever the language around them.
    fn ending_of(&self, at: usize, word: &Word) -> Option<(usize, usize)> {
        if word.letters < ENDING_LETTERS || (word.capital && at > 0) {
            return None;
        }
        let (_, entry) = self.endings.iter().find(|(ending, _)| word.lower.ends_with(ending))?;
        Some((1, *entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, lang: Lang) -> Vec<(&str, &'static str)> {
        let read = crate::text::read(text);
        let found = read.sentences.iter().flat_map(|s| find(text, &read.words[s.words.clone()], lang));
        found
            .map(|(bytes, kind)| match kind {
                Kind::Jargon { plain, .. } | Kind::Bokmaal { plain, .. } => (&text[bytes], plain[0]),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn phrases_and_inflected_forms_are_found() {
        assert_eq!(
            marked("I  henhold til loven BENYTTES og/eller benyttet.", Lang::Nb),
            [("I  henhold til", "etter"), ("BENYTTES", "bruke"), ("og/eller", "eller"), ("benyttet", "bruke")]
        );
        assert_eq!(marked("Vi foretok en vurdering av saken.", Lang::Nb), [("foretok en vurdering av", "vurdere")]);
    }

    #[test]
    fn parts_of_words_and_broken_phrases_are_not() {
        assert!(marked("Samtalen om samtykke. Ta i hen, hold til.", Lang::Nb).is_empty());
        assert!(marked("Det er i henhold. Til loven", Lang::Nb).is_empty());
    }

    #[test]
    fn bokmaal_is_found_in_nynorsk_only() {
        let text = "Hvordan får eg melding om muligheten og opplysningar?";
        assert_eq!(marked(text, Lang::Nn), [("Hvordan", "korleis"), ("muligheten", "moglegheit")]);
        assert!(marked(text, Lang::Nb).is_empty());
        assert_eq!(marked("innbetalinger", Lang::Nn), [("innbetalinger", "betaling")], "heavy, and told of once");
        assert_eq!(marked("Vi tar imot bestillinger og finger.", Lang::Nn), [("bestillinger", "-ingar")]);
    }

    #[test]
    fn every_line_of_every_list_is_whole() {
        for (list, csv, least) in [
            (&*NB, include_str!("../words/nb.csv"), 250),
            (&*NN, include_str!("../words/nn.csv"), 200),
            (&*NN_BOKMAAL, include_str!("../words/nn_bokmaal.csv"), 150),
            (&*EN, include_str!("../words/en.csv"), 100),
        ] {
            let mut seen = std::collections::HashSet::new();
            for line in csv.lines().skip(1) {
                let fields: Vec<&str> = line.split(',').collect();
                assert_eq!(fields.len(), 3, "{line}");
                assert!(!fields[0].is_empty() && fields[1].split(';').all(|p| !p.trim().is_empty()), "{line}");
                assert!(inflect::is_class(fields[2]), "{line}");
                assert!(seen.insert(fields[0]), "twice: {line}");
            }
            assert_eq!(list.entries.len(), seen.len());
            assert!(seen.len() >= least, "{}", seen.len());
        }
    }

    #[test]
    fn what_the_lists_advise_is_not_itself_heavy() {
        for (list, lang) in [(&*NB, Lang::Nb), (&*NN, Lang::Nn), (&*NN_BOKMAAL, Lang::Nn), (&*EN, Lang::En)] {
            for plain in list.entries.iter().flat_map(|entry| &entry.plain) {
                assert_eq!(marked(plain, lang), [], "advised: {plain}");
            }
        }
    }
}
