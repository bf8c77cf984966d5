//! Ranking.

use std::collections::HashMap;

use crate::index::Index;
use crate::lexicon::Telling;
use crate::question::Asked;
use crate::text::{LONGEST, words};
use crate::trust::Evidence;
use crate::vocabulary::Word;

/// No more answers than this, and none below this share of the best score.
const MOST: usize = 12;
const LEAST_SHARE: f32 = 0.2;
/// What a word like "søke" adds compared with a telling word.
pub(crate) const LITTLE: f32 = 0.35;
/// What a whole keyword of several words adds to its words.
const WHOLE_KEYWORD: f32 = 0.5;
/// A word of the list fits a phrase from this nearness.
const FITS: f32 = 0.5;
/// A word that speaks of other matters is the document's own when it stands there with this weight.
const OWN: f32 = 0.95;
/// With this weight it is the document's own if another telling word of the question stands there too.
const OWN_WITH_OTHERS: f32 = 0.6;
/// Below this weight a document does not have a word.
const LACKS: f32 = 0.3;
/// Brings the sum of what words lean to about 1.
const LEANS: f32 = 10.0;
/// A word that is the document's own leans at least so far towards it.
const OWN_LEANS: f32 = 10.0;
/// Two words of the question that lead to the same word of the list count fully once.
const AGAIN: f32 = 0.25;

/// What a search found, best first.
#[derive(Clone, Debug)]
pub struct Found<K> {
    /// Keys and scores; scores compare only within one answer.
    pub hits: Vec<(K, f32)>,
    /// False when we do not know: the hits are guesses.
    pub confident: bool,
    /// What `confident` rests on.
    pub evidence: Evidence,
}

/// What one document has of a question: for each asked word the best word of the document.
#[derive(Clone, Default)]
struct Fit {
    /// (asked word, word of the list, what it adds, how much of the asked word is met 0..1)
    words: Vec<(usize, Word, f32, f32)>,
    phrase: f32,
}

impl Fit {
    fn keep(&mut self, asked: usize, word: Word, adds: f32, met: f32) {
        match self.words.last_mut() {
            Some(last) if last.0 == asked => {
                let met = last.3.max(met);
                if adds > last.2 {
                    *last = (asked, word, adds, met);
                }
                last.3 = met;
            }
            _ => self.words.push((asked, word, adds, met)),
        }
    }

    fn score(&self) -> f32 {
        let mut words: Vec<(Word, f32)> = self.words.iter().map(|w| (w.1, w.2)).collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut before = None;
        let mut score = self.phrase;
        for (word, adds) in words {
            score += if before == Some(word) { adds * AGAIN } else { adds };
            before = Some(word);
        }
        score
    }
}

impl<K: Clone> Index<K> {
    /// Documents that answer a question, best first, and whether the first is to be trusted.
    pub fn search(&self, question: &str) -> Found<K> {
        let asked = self.asked(question);
        let mut fits = self.fits(&asked);
        self.add_phrases(&asked, &mut fits);
        let mut ranked: Vec<(u32, f32)> = fits.iter().map(|(document, fit)| (*document, fit.score())).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let evidence = ranked.first().map_or_else(Evidence::default, |best| {
            let second = ranked.get(1).map_or(0.0, |r| r.1);
            Evidence {
                leaning: self.leaning(question, best.0),
                ..self.evidence(&asked, best.0, &fits[&best.0], best.1, second)
            }
        });
        let best = ranked.first().map_or(0.0, |r| r.1);
        let near = ranked.into_iter().take(MOST).filter(|r| r.1 >= best * LEAST_SHARE);
        let hits = near.map(|(document, score)| (self.keys[document as usize].clone(), score)).collect();
        Found { hits, confident: evidence.convinces(), evidence }
    }

    fn fits(&self, asked: &[Asked]) -> HashMap<u32, Fit> {
        let mut fits: HashMap<u32, Fit> = HashMap::new();
        for (number, one) in asked.iter().enumerate() {
            let share = if one.little { LITTLE } else { 1.0 };
            for (word, near) in &one.stands_for {
                let rarity = self.rarity[*word as usize];
                for (document, weight) in &self.postings[*word as usize] {
                    let adds = near * weight * rarity * share;
                    fits.entry(*document).or_default().keep(number, *word, adds, (near * weight).min(1.0));
                }
            }
        }
        fits
    }

    /// Keywords of several words that the question holds whole.
    fn add_phrases(&self, asked: &[Asked], fits: &mut HashMap<u32, Fit>) {
        let mut said: HashMap<Word, (f32, f32)> = HashMap::new();
        for one in asked {
            for (word, near) in one.stands_for.iter().filter(|(_, near)| **near >= FITS) {
                let share = if one.little { LITTLE } else { 1.0 };
                let kept = said.entry(*word).or_default();
                *kept = (kept.0.max(*near), kept.1.max(share));
            }
        }
        let phrases = said.keys().filter_map(|word| self.phrases_of.get(word)).flatten();
        for number in phrases {
            let phrase = &self.phrases[*number as usize];
            let worth =
                phrase.words.iter().map(|w| said.get(w).map(|(near, share)| near * share * self.rarity[*w as usize]));
            if let Some(worth) = worth.sum::<Option<f32>>()
                && let Some(fit) = fits.get_mut(&phrase.document)
            {
                fit.phrase = fit.phrase.max(worth * WHOLE_KEYWORD);
            }
        }
    }

    /// How the question leans; telling words that the document has in its title or as a keyword speak for it, whatever
    /// was heard of them elsewhere.
    fn leaning(&self, question: &str, document: u32) -> f32 {
        let mut words = words(question);
        words.truncate(LONGEST);
        let own = |word: &String| {
            let term = self.lexicon.term(word);
            let found = self.vocabulary.exact(&term).filter(|_| self.lexicon.telling(word, &term) == Telling::Much);
            let posted = found.and_then(|w| self.postings[w as usize].iter().find(|(d, _)| *d == document));
            posted.is_some_and(|(_, weight)| *weight >= OWN)
        };
        let leans = self.lexicon.leaning().of(&self.leaning, &words).into_iter().zip(&words);
        let sum: f32 = leans.map(|(lean, word)| if lean < OWN_LEANS && own(word) { OWN_LEANS } else { lean }).sum();
        sum / LEANS
    }

    fn evidence(&self, asked: &[Asked], document: u32, fit: &Fit, score: f32, second: f32) -> Evidence {
        let mut evidence = Evidence { phrase: f32::from(fit.phrase > 0.0), ..Evidence::default() };
        let most = ((self.keys.len() as f32 + 1.0) / 1.5).ln().max(0.1);
        let others = |number: usize| {
            fit.words
                .iter()
                .any(|w| w.0 != number && w.3 >= OWN_WITH_OTHERS && !asked[w.0].little && !asked[w.0].elsewhere)
        };
        let (mut wanted, mut met) = (0.0, 0.0);
        for (number, one) in asked.iter().enumerate() {
            let found = fit.words.iter().find(|w| w.0 == number);
            let share = found.map_or(0.0, |w| w.3);
            let weight = one.weight(self);
            wanted += weight;
            let own = share >= OWN || (share >= OWN_WITH_OTHERS && others(number));
            let elsewhere = one.elsewhere && !own;
            met += weight * if elsewhere { 0.0 } else { share };
            if elsewhere {
                evidence.elsewhere += 1.0;
            } else if !one.little && share < LACKS {
                if one.known { evidence.unmet += weight } else { evidence.unknown += weight }
            }
            let limited = one.stands_for.keys().any(|w| self.limits.contains(&(*w, document)));
            if limited && share < LACKS && !one.little {
                evidence.limit += 1.0;
            }
            if share < LACKS && self.lexicon.is_intent(&one.term) {
                evidence.intent += 1.0;
            }
            if !one.little && !elsewhere {
                evidence.met += weight * share;
                evidence.plain = evidence.plain.max(share);
            }
            if let Some(found) = found {
                evidence.strongest = evidence.strongest.max(found.2 / most);
            }
        }
        evidence.covered = if wanted > 0.0 { met / wanted } else { 0.0 };
        evidence.score = (score / most).ln_1p();
        evidence.margin = if score > 0.0 { (score - second) / score } else { 0.0 };
        evidence
    }
}
