//! What a question asks: its words, each with the words of the list it may stand for.

use std::collections::{BTreeMap, HashSet};

use crate::index::Index;
use crate::lexicon::Telling;
use crate::text::{LONGEST, words};
use crate::vocabulary::{ONE_OFF, SPELT, TWO_OFF, Word};

/// How much a word weighs when the question is weighed: little for words like "søke", most for what is known to
/// belong elsewhere; words that may be a circumstance lie between.
const LITTLE: f32 = 0.2;
const UNKNOWN: f32 = 0.8;
const ASIDE: f32 = 0.6;
const ELSEWHERE: f32 = 1.3;
/// Known words weigh between this and 1, by their rarity.
const LEAST_KNOWN: f32 = 0.4;
/// A word of a compound in the question stands for less than the compound.
const PART_OF_ASKED: f32 = 0.5;
/// A piece of a compound with fewer letters does not say that something lies elsewhere.
const LEAST_ELSEWHERE: usize = 4;
/// Letters of a word that is not taken for another by chance.
const LONG: usize = 6;
/// Nearer than the beginning of a word.
const BETTER_THAN_BEGUN: f32 = 0.6;
/// Parts of a compound that the list does not have as a whole.
const PIECE: f32 = 0.9;

/// One word of a question.
#[derive(Debug)]
pub(crate) struct Asked {
    pub term: String,
    /// Words of the list it may stand for, with 0..1 how nearly.
    pub stands_for: BTreeMap<Word, f32>,
    pub little: bool,
    /// Speaks of a matter that is outside every list, unless the found document has the word.
    pub elsewhere: bool,
    /// Only a piece of what was asked: "hus" of "huseier" is no house.
    pub piece: bool,
    /// The word stands in the list or in the lexicon; else it may be a name, or anything.
    pub known: bool,
}

impl Asked {
    pub fn weight<K>(&self, index: &Index<K>) -> f32 {
        if self.elsewhere {
            return ELSEWHERE;
        }
        if self.little {
            return LITTLE;
        }
        let most = ((index.keys.len() as f32 + 1.0) / 1.5).ln().max(0.1);
        let rarest = self.stands_for.iter().filter(|(_, near)| **near >= 0.5);
        match rarest.map(|(word, _)| index.rarity[*word as usize]).max_by(f32::total_cmp) {
            Some(rarity) => LEAST_KNOWN + (1.0 - LEAST_KNOWN) * (rarity / most).min(1.0),
            None if index.lexicon.is_aside(&self.term) => ASIDE,
            None => UNKNOWN * (self.term.chars().count() as f32 / 5.0).min(1.0),
        }
    }
}

impl<K: Clone> Index<K> {
    pub(crate) fn asked(&self, question: &str) -> Vec<Asked> {
        let mut spoken = words(question);
        spoken.truncate(LONGEST);
        let mut asked: Vec<Asked> = Vec::new();
        let mut passed = HashSet::new();
        let mut at = 0;
        while at < spoken.len() {
            let (word, taken) = self.joined(&spoken[at..]);
            at += taken;
            let term = self.lexicon.term(&word);
            match self.lexicon.telling(&word, &term) {
                Telling::Nothing => _ = passed.insert(term),
                Telling::Little => asked.push(self.little(term)),
                Telling::Much => asked.extend(self.much(&word, term)),
            }
        }
        self.say(&mut asked, passed);
        asked
    }

    /// The next word, with its neighbours when together they are a word of the list ("bank id", "hjemme syke pleie").
    fn joined(&self, spoken: &[String]) -> (String, usize) {
        for taken in [3, 2] {
            let Some(some) = spoken.get(..taken) else { continue };
            // "jeg er" is no "jeger", and "går det" no "gårdet".
            let ends_empty = some.last().is_some_and(|word| self.lexicon.telling(word, word) == Telling::Nothing);
            if ends_empty {
                continue;
            }
            let whole = some.concat();
            let term = self.lexicon.term(&whole);
            if self.vocabulary.whole(&term).is_some() || (whole.len() >= 6 && self.lexicon.is_elsewhere(&term)) {
                return (whole, taken);
            }
        }
        if let Some([first, second]) = spoken.get(..2) {
            let strange = |word: &String| {
                let term = self.lexicon.term(word);
                self.vocabulary.exact(&term).is_none() && !self.lexicon.knows(&term)
            };
            let whole = format!("{first}{second}");
            if whole.chars().count() >= 8 && (strange(first) || strange(second)) {
                let term = self.lexicon.term(&whole);
                if !self.vocabulary.spelt_like(&term).is_empty() || !self.vocabulary.mistyped(&whole, &term).is_empty()
                {
                    return (whole, 2);
                }
            }
        }
        (spoken[0].clone(), 1)
    }

    fn little(&self, term: String) -> Asked {
        let stands_for = self.vocabulary.exact(&term).map(|word| (word, 1.0)).into_iter().collect();
        Asked { term, stands_for, little: true, elsewhere: false, piece: false, known: true }
    }

    /// A telling word; several when it is a compound that only its pieces are known of.
    fn much(&self, word: &str, term: String) -> Vec<Asked> {
        let mut found = self.one(term);
        if found.stands_for.values().any(|near| *near >= SPELT) || found.elsewhere {
            for part in self.vocabulary.split(word, &self.lexicon).unwrap_or_default() {
                if let Some(part) = self.vocabulary.exact(&part) {
                    let kept = found.stands_for.entry(part).or_default();
                    *kept = kept.max(PART_OF_ASKED);
                }
            }
            return vec![found];
        }
        if found.known {
            return vec![found];
        }
        // A long word with one wrong letter is rather that word than a new compound.
        let listed = self.vocabulary.mistyped(word, &found.term);
        if word.chars().count() >= LONG && listed.iter().any(|(_, near)| *near >= ONE_OFF) {
            return vec![self.mistyped(word, found, listed)];
        }
        if let Some(parts) = self.vocabulary.split(word, &self.lexicon) {
            return parts.into_iter().map(|part| self.piece(part)).collect();
        }
        if found.stands_for.values().all(|near| *near < BETTER_THAN_BEGUN) {
            return vec![self.mistyped(word, found, listed)];
        }
        vec![found]
    }

    /// A word that nobody knows: a typing error of a word of the list, or of one that only the lexicon knows.
    fn mistyped(&self, word: &str, mut asked: Asked, listed: Vec<(Word, f32)>) -> Asked {
        let usual = self.usual.mistyped(word, &asked.term);
        let best = |found: &[(Word, f32)]| found.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let near = best(&listed).map_or(0.0, |found| found.1);
        if let Some((word, nearness)) = best(&usual).filter(|usual| usual.1 >= near && usual.1 >= TWO_OFF) {
            let meant = self.usual.text(word).to_owned();
            if self.lexicon.telling(&meant, &meant) == Telling::Little {
                return self.little(meant);
            }
            // Short words are too like each other to say that something lies elsewhere.
            let elsewhere = nearness >= ONE_OFF && self.lexicon.is_elsewhere(&meant);
            if nearness > near {
                return Asked { term: meant, elsewhere, known: true, ..asked };
            }
        }
        asked.stands_for.extend(listed);
        asked
    }

    fn piece(&self, part: String) -> Asked {
        if self.lexicon.telling(&part, &part) == Telling::Little {
            return self.little(part);
        }
        let mut piece = self.one(part);
        piece.piece = true;
        // "fullmat" is a typing error rather than food.
        piece.elsewhere &= piece.term.chars().count() >= LEAST_ELSEWHERE;
        piece.stands_for.values_mut().for_each(|near| *near *= PIECE);
        piece
    }

    /// The word as it is, as it is spelt without Norwegian letters, or as the beginning of another.
    fn one(&self, mut term: String) -> Asked {
        let mut stands_for = BTreeMap::new();
        if let Some(word) = self.vocabulary.exact(&term) {
            stands_for.insert(word, 1.0);
        } else if !self.lexicon.knows(&term) {
            stands_for.extend(self.vocabulary.spelt_like(&term).iter().map(|w| (*w, SPELT)));
            if stands_for.is_empty() {
                if let Some(like) = self.lexicon.spelt_like(&term) {
                    term = like.clone();
                    stands_for.extend(self.vocabulary.exact(&term).map(|w| (w, SPELT)));
                } else {
                    stands_for.extend(self.vocabulary.begun(&term));
                }
            }
        }
        let elsewhere = self.lexicon.is_elsewhere(&term);
        let known = self.vocabulary.exact(&term).is_some() || self.lexicon.knows(&term);
        Asked { term, stands_for, little: false, elsewhere, piece: false, known }
    }

    /// Lets what people say stand for what it means.
    /// `passed` are the words of the question that tell nothing by themselves.
    fn say(&self, asked: &mut [Asked], passed: HashSet<String>) {
        let mut stems = passed;
        stems.extend(asked.iter().map(|a| a.term.clone()));
        // A mistyped word may be part of a saying.
        for word in asked.iter().flat_map(|a| &a.stands_for).filter(|(_, near)| **near >= 0.75) {
            stems.insert(self.vocabulary.text(*word.0).to_owned());
        }
        let pieces: HashSet<String> = asked.iter().filter(|a| a.piece).map(|a| a.term.clone()).collect();
        // Who says what is settled before anything is added: one saying must not lead to the next by chance of order.
        let mut said = Vec::new();
        for saying in self.lexicon.sayings(&stems) {
            if saying.means.is_empty() && saying.said.iter().any(|word| pieces.contains(word)) {
                continue;
            }
            let is_said = |a: &Asked| {
                saying.said.contains(&a.term)
                    || a.stands_for
                        .iter()
                        .any(|(w, near)| *near >= 0.75 && saying.said.iter().any(|s| s == self.vocabulary.text(*w)))
            };
            said.extend((0..asked.len()).filter(|n| is_said(&asked[*n])).map(|n| (n, saying)));
        }
        for (n, saying) in said {
            let word = &mut asked[n];
            word.known = true;
            word.elsewhere |= saying.means.is_empty();
            for meant in saying.means.iter().filter_map(|m| self.vocabulary.exact(m)) {
                let kept = word.stands_for.entry(meant).or_default();
                *kept = kept.max(saying.nearness);
            }
        }
    }
}
