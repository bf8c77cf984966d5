//! The words of an index: exact, spelt without Norwegian letters, begun, mistyped, and put together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::lexicon::Lexicon;
use crate::text::{folded, stem};

/// Number of a word in its vocabulary.
pub(crate) type Word = u32;

/// Where two words are alike in part, the shorter has at least so many letters.
const LEAST_BEGINNING: usize = 5;
/// A piece of a compound has at least so many letters.
const LEAST_PART: usize = 3;
/// A begun word is not looked up further than this; a beginning that fits more words tells little.
const MOST_BEGUN: usize = 24;

/// How nearly a word of a question is a word of the list; 1 is the word itself.
pub(crate) const SPELT: f32 = 0.95;
const BEGUN: f32 = 0.55;
pub(crate) const ONE_OFF: f32 = 0.8;
pub(crate) const TWO_OFF: f32 = 0.6;
const SHORT_OFF: f32 = 0.55;

/// A folded spelling of a word.
struct Spelling {
    text: String,
    letters: usize,
    word: Word,
}

#[derive(Default)]
pub(crate) struct Vocabulary {
    texts: Vec<String>,
    /// Folded spellings under which a word is written: its stem and its forms.
    spelt: Vec<Spelling>,
    forms: HashSet<(String, Word)>,
    by_text: HashMap<String, Word>,
    by_plain: HashMap<String, Vec<Word>>,
    sorted: Vec<Word>,
    /// Spellings by two neighbouring letters: the candidates for a mistyped word.
    by_pair: HashMap<[char; 2], Vec<u32>>,
    /// Words that only we wrote in one; a question is not read that way.
    glued: HashSet<Word>,
    /// Stems that a compound may consist of.
    parts: HashSet<String>,
}

impl Vocabulary {
    pub fn add(&mut self, text: &str) -> Word {
        let word = self.number(text);
        self.glued.remove(&word);
        word
    }

    /// Adds two words of a document written in one.
    pub fn add_glued(&mut self, text: &str) -> Word {
        let new = !self.by_text.contains_key(text);
        let word = self.number(text);
        if new {
            self.glued.insert(word);
        }
        word
    }

    /// Adds a form in which a word is written.
    pub fn add_form(&mut self, form: &str, word: Word) {
        self.forms.insert((folded(form), word));
    }

    fn number(&mut self, text: &str) -> Word {
        if let Some(word) = self.by_text.get(text) {
            return *word;
        }
        let word = self.texts.len() as Word;
        self.texts.push(text.to_owned());
        self.by_text.insert(text.to_owned(), word);
        word
    }

    /// Makes everything that is looked up, once all words of the documents are added.
    pub fn finish(&mut self, lexicon: &Lexicon) {
        let own = (0..).zip(&self.texts).filter(|(word, _)| !self.glued.contains(word)).map(|(_, text)| text);
        self.parts = own.chain(lexicon.known()).filter(|t| t.chars().count() >= LEAST_PART).cloned().collect();
        self.look_up();
    }

    /// Looks every word up anew; parts of compounds may have been added since.
    pub fn look_up(&mut self) {
        self.sorted = (0..self.texts.len() as Word).collect();
        self.sorted.sort_by(|a, b| self.texts[*a as usize].cmp(&self.texts[*b as usize]));
        self.by_plain.clear();
        self.by_pair.clear();
        let stems: Vec<(String, Word)> = self.texts.iter().map(|t| folded(t)).zip(0..).collect();
        for (plain, word) in &stems {
            self.by_plain.entry(plain.clone()).or_default().push(*word);
        }
        let all: BTreeSet<(String, Word)> = stems.into_iter().chain(self.forms.iter().cloned()).collect();
        self.spelt =
            all.into_iter().map(|(text, word)| Spelling { letters: text.chars().count(), text, word }).collect();
        for (n, spelt) in (0..).zip(&self.spelt) {
            for pair in pairs(&spelt.text) {
                let places = self.by_pair.entry(pair).or_default();
                if places.last() != Some(&n) {
                    places.push(n);
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn text(&self, word: Word) -> &str {
        &self.texts[word as usize]
    }

    pub fn exact(&self, term: &str) -> Option<Word> {
        self.by_text.get(term).copied()
    }

    /// A word that some document writes in one itself.
    pub fn whole(&self, term: &str) -> Option<Word> {
        self.exact(term).filter(|word| !self.glued.contains(word))
    }

    /// Words that are spelt alike but for å, æ, ø and double letters.
    pub fn spelt_like(&self, term: &str) -> &[Word] {
        self.by_plain.get(&folded(term)).map_or(&[], Vec::as_slice)
    }

    /// Words that begin with this one, and words that this one begins with.
    pub fn begun(&self, term: &str) -> Vec<(Word, f32)> {
        if term.chars().count() < LEAST_BEGINNING {
            return Vec::new();
        }
        let from = self.sorted.partition_point(|w| self.text(*w) < term);
        let longer = self.sorted[from..].iter().take_while(|w| self.text(**w).starts_with(term)).take(MOST_BEGUN);
        let ends = term.char_indices().map(|(at, _)| at).skip(LEAST_BEGINNING);
        let shorter = ends.filter_map(|at| self.exact(&term[..at]));
        longer.copied().chain(shorter).filter(|w| self.text(*w) != term).map(|w| (w, BEGUN)).collect()
    }

    /// Words that a mistyped word, or its stem, may be meant for: the longer the word, the more letters may be wrong.
    pub fn mistyped(&self, word: &str, term: &str) -> Vec<(Word, f32)> {
        let mut found: BTreeMap<Word, f32> = BTreeMap::new();
        for plain in BTreeSet::from([folded(word), folded(term)]) {
            for (meant, near) in self.near(&plain) {
                let kept = found.entry(meant).or_default();
                *kept = kept.max(near);
            }
        }
        // Folding takes a double letter for one, and cannot where a letter too many stands between the two.
        for whole in without_one_between_alike(word) {
            for meant in self.spelt_like(&whole) {
                let kept = found.entry(*meant).or_default();
                *kept = kept.max(ONE_OFF);
            }
        }
        found.into_iter().collect()
    }

    fn near(&self, plain: &str) -> Vec<(Word, f32)> {
        let most = match plain.chars().count() {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let own: HashSet<[char; 2]> = pairs(plain).collect();
        let mut shared = vec![0_u8; self.spelt.len()];
        for place in own.iter().filter_map(|pair| self.by_pair.get(pair)).flatten() {
            shared[*place as usize] = shared[*place as usize].saturating_add(1);
        }
        let (first, letters) = (plain.chars().next(), plain.chars().count());
        // A wrong letter spoils two pairs, two neighbours swapped spoil three. Two errors leave the first letter.
        let least = |errors: usize| own.len().saturating_sub(2 * errors + 1).max(2);
        let likely = shared.iter().zip(&self.spelt).filter(|(n, spelt)| {
            let n = usize::from(**n);
            n >= least(most) && spelt.letters.abs_diff(letters) <= most && {
                n >= least(1) || spelt.text.chars().next() == first
            }
        });
        likely.filter_map(|(_, spelt)| Some((spelt.word, off(plain, &spelt.text, most)?))).collect()
    }

    /// The words a compound is made of, as stems: "barnehageplassen" is barnehage and plass. Link letters s and e
    /// belong to neither. None when some piece is no known word.
    pub fn split(&self, word: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = cuts.len() - 1;
        if letters < 2 * LEAST_PART {
            return None;
        }
        // fewest[i]: the fewest pieces that end at letter i, where the last of them begins, and its stem.
        let mut fewest: Vec<Option<(usize, usize, String)>> = vec![None; letters + 1];
        for end in LEAST_PART..=letters {
            for start in 0..=end - LEAST_PART {
                let before = match start {
                    0 if end == letters => continue,
                    0 => 0,
                    _ => match &fewest[start] {
                        Some(kept) => kept.0,
                        None => continue,
                    },
                };
                if fewest[end].as_ref().is_some_and(|kept| kept.0 <= before + 1) {
                    continue;
                }
                let piece = &word[cuts[start]..cuts[end]];
                if let Some(part) = self.part(piece, end == letters, lexicon) {
                    fewest[end] = Some((before + 1, start, part));
                }
            }
        }
        let mut parts = Vec::new();
        let mut end = letters;
        while end > 0 {
            let (_, start, part) = fewest[end].take()?;
            parts.push(part);
            end = start;
        }
        parts.reverse();
        Some(parts)
    }

    fn part(&self, piece: &str, last: bool, lexicon: &Lexicon) -> Option<String> {
        let known = |text: &str| {
            let term = lexicon.term(text);
            (self.parts.contains(&term) || self.parts.contains(text)).then_some(term)
        };
        if let Some(term) = known(piece) {
            return Some(term);
        }
        let linked = piece.strip_suffix(['s', 'e']).filter(|bare| !last && bare.chars().count() >= LEAST_PART)?;
        self.parts.contains(&stem(linked)).then(|| lexicon.term(linked))
    }
}

/// The word without each letter that stands between two alike: "politiatmtest" is "politiattest".
fn without_one_between_alike(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let between = |at: usize| at > 0 && letters.get(at + 1).is_some_and(|after| *after == letters[at - 1]);
    let places: Vec<usize> = (0..letters.len()).filter(|at| between(*at)).collect();
    places
        .into_iter()
        .map(move |gone| letters.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, letter)| *letter).collect())
}

/// Two neighbouring letters each, with the borders of the word.
fn pairs(plain: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    std::iter::once('^').chain(plain.chars()).zip(plain.chars().chain(['$'])).map(|(a, b)| [a, b])
}

/// How near two different folded spellings are, or none when more than `most` letters are wrong.
fn off(asked: &str, known: &str, most: usize) -> Option<f32> {
    let (asked_letters, known_letters) = (asked.chars().count(), known.chars().count());
    let shorter = asked_letters.min(known_letters);
    let same_start = asked.chars().next() == known.chars().next();
    if asked_letters.abs_diff(known_letters) > most || shorter < 4 || (shorter < 6 && !same_start) {
        return None;
    }
    match strsim::osa_distance(asked, known) {
        0 => Some(SPELT),
        1 if shorter >= 6 => Some(ONE_OFF),
        1 => Some(SHORT_OFF),
        2 if most >= 2 && same_start && shorter >= 7 => Some(TWO_OFF),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[&str]) -> (Vocabulary, Lexicon) {
        let lexicon = Lexicon::read("kind,words", "form,base", "said,means", "topic,words").unwrap();
        let mut vocabulary = Vocabulary::default();
        words.iter().for_each(|w| _ = vocabulary.add(&lexicon.term(w)));
        vocabulary.finish(&lexicon);
        (vocabulary, lexicon)
    }

    #[test]
    fn compounds_come_apart_with_their_link_letters() {
        let (vocabulary, lexicon) = vocabulary(&["barnehage", "plass", "trygghet", "alarm", "syk", "penger", "søknad"]);
        let split = |word| vocabulary.split(word, &lexicon).unwrap_or_default();
        assert_eq!(split("barnehageplassen"), [stem("barnehage"), stem("plass")]);
        assert_eq!(split("trygghetsalarm"), [stem("trygghet"), stem("alarm")]);
        assert_eq!(split("sykepengesøknad"), [stem("syke"), stem("penger"), stem("søknad")]);
        assert!(split("plass").is_empty());
        assert!(split("barnevogn").is_empty());
    }

    #[test]
    fn a_letter_between_two_alike_hides_no_double_letter() {
        let (vocabulary, _) = vocabulary(&["politiattest", "førerkort"]);
        let near = |word: &str| vocabulary.mistyped(word, word).first().map(|(_, near)| *near);
        assert_eq!((near("politiatmtest"), near("politiatmqtest")), (Some(ONE_OFF), None));
        assert!(without_one_between_alike("pass").next().is_none());
    }

    #[test]
    fn mistyped_words_are_found_by_their_length() {
        let (vocabulary, _) = vocabulary(&["førerkort", "pass", "fullmakt", "vipps", "skattemelding"]);
        let found = |term: &str| {
            vocabulary
                .mistyped(term, &stem(term))
                .iter()
                .map(|(w, _)| vocabulary.text(*w).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("forrekort"), ["førerkor"]);
        assert_eq!(found("fulmat"), ["fullmak"]);
        assert_eq!(found("skatemeldig"), [stem("skattemelding")]);
        assert!(found("pusj").is_empty());
        assert!(found("katt").is_empty());
    }

    #[test]
    fn beginnings_need_five_letters() {
        let (vocabulary, _) = vocabulary(&["pensjonskalkulator", "pensjon"]);
        assert_eq!(vocabulary.begun("pensj").len(), 2);
        assert!(vocabulary.begun("pens").is_empty());
    }
}
