//! The words of an index: exact, spelt without Norwegian letters, begun, mistyped, and put together.

use std::collections::{HashMap, HashSet};

use crate::lexicon::Lexicon;
use crate::text::{folded, stem};

/// Number of a word in its vocabulary.
pub(crate) type Word = u32;

/// Where two words are alike in part, the shorter has at least so many letters.
const LEAST_BEGINNING: usize = 5;
/// A word of a compound has at least so many letters.
const LEAST_PART: usize = 3;
/// A begun word is not looked up further than this; a beginning that fits more words tells little.
const MOST_BEGUN: usize = 24;

/// How nearly a word of a question is a word of the list; 1 is the word itself.
pub(crate) const SPELT: f32 = 0.95;
const BEGUN: f32 = 0.55;
const ONE_OFF: f32 = 0.8;
const TWO_OFF: f32 = 0.6;
const SHORT_OFF: f32 = 0.55;

#[derive(Default)]
pub(crate) struct Vocabulary {
    texts: Vec<String>,
    plain: Vec<String>,
    by_text: HashMap<String, Word>,
    by_plain: HashMap<String, Vec<Word>>,
    sorted: Vec<Word>,
    /// Words by two neighbouring letters of their folded spelling: the candidates for a mistyped word.
    by_pair: HashMap<[char; 2], Vec<Word>>,
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
        self.plain = self.texts.iter().map(|t| folded(t)).collect();
        self.sorted = (0..self.texts.len() as Word).collect();
        self.sorted.sort_by(|a, b| self.texts[*a as usize].cmp(&self.texts[*b as usize]));
        self.by_plain.clear();
        self.by_pair.clear();
        for (n, plain) in self.plain.iter().enumerate() {
            self.by_plain.entry(plain.clone()).or_default().push(n as Word);
            for pair in pairs(plain) {
                let words = self.by_pair.entry(pair).or_default();
                if words.last() != Some(&(n as Word)) {
                    words.push(n as Word);
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

    /// Words that this one may be a typing error of. The longer the word, the more letters may be wrong.
    pub fn mistyped(&self, term: &str) -> Vec<(Word, f32)> {
        let plain = folded(term);
        let length = plain.chars().count();
        let most = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let mut shared: HashMap<Word, usize> = HashMap::new();
        let own: HashSet<[char; 2]> = pairs(&plain).collect();
        for word in own.iter().filter_map(|pair| self.by_pair.get(pair)).flatten() {
            *shared.entry(*word).or_default() += 1;
        }
        // One wrong letter spoils two pairs, two neighbours swapped spoil three.
        let least = own.len().saturating_sub(3 * most).max(1);
        let near = shared.into_iter().filter(|(_, n)| *n >= least);
        near.filter_map(|(word, _)| Some((word, off(&plain, &self.plain[word as usize], most)?))).collect()
    }

    /// The words a compound is made of, as stems: "barnehageplassen" is barnehage and plass. Link letters s and e
    /// belong to neither. None when some piece is no known word.
    pub fn split(&self, word: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let letters = cuts.len() - 1;
        if letters < 2 * LEAST_PART {
            return None;
        }
        // best[i]: fewest pieces that end at letter i.
        let mut best: Vec<Option<Vec<String>>> = vec![None; letters + 1];
        best[0] = Some(Vec::new());
        for end in LEAST_PART..=letters {
            for start in 0..=end - LEAST_PART {
                let Some(before) = best[start].clone() else { continue };
                if start == 0 && end == letters {
                    continue;
                }
                let piece = &word[cuts[start]..cuts[end]];
                let Some(part) = self.part(piece, end == letters, lexicon) else { continue };
                if best[end].as_ref().is_none_or(|kept| kept.len() > before.len() + 1) {
                    best[end] = Some(before.into_iter().chain([part]).collect());
                }
            }
        }
        best.pop().flatten().filter(|parts| parts.len() >= 2)
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

/// Two neighbouring letters each, with the borders of the word.
fn pairs(plain: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    std::iter::once('^').chain(plain.chars()).zip(plain.chars().chain(['$'])).map(|(a, b)| [a, b])
}

/// How near two different folded spellings are, or none when more than `most` letters are wrong.
fn off(asked: &str, known: &str, most: usize) -> Option<f32> {
    let (long, short) = (asked.chars().count(), known.chars().count());
    if long.abs_diff(short) > most || short < 4 {
        return None;
    }
    let wrong = strsim::osa_distance(asked, known);
    let same_start = asked.chars().next() == known.chars().next();
    match wrong {
        0 => Some(SPELT),
        1 if long.min(short) >= 6 => Some(ONE_OFF),
        1 => same_start.then_some(SHORT_OFF),
        2 if most >= 2 && same_start && long.min(short) >= 7 => Some(TWO_OFF),
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
    fn mistyped_words_are_found_by_their_length() {
        let (vocabulary, _) = vocabulary(&["førerkort", "pass", "fullmakt", "vipps", "skattemelding"]);
        let found = |term: &str| vocabulary.mistyped(&stem(term)).iter().map(|(w, _)| vocabulary.text(*w).to_owned()).collect::<Vec<_>>();
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
