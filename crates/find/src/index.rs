//! Documents, and the words that lead to them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::leaning::{Leaning, PHRASE};
use crate::lexicon::{Lexicon, Telling};
use crate::text::words;
use crate::vocabulary::{Vocabulary, Word};

/// Where in a document a text stands; it decides how much its words count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What it is called.
    Title,
    /// One word or phrase that people use for it.
    Keyword,
    /// Running text.
    Body,
    /// Who answers for it.
    Owner,
    /// What it says it does not do: found here only, a word speaks against the document.
    Limit,
}

/// One text of a document.
#[derive(Clone, Debug)]
pub struct Field {
    pub place: Place,
    pub text: String,
}

/// Something to be found: all its texts, in every language it has.
#[derive(Clone, Debug)]
pub struct Document<K> {
    pub key: K,
    pub fields: Vec<Field>,
}

impl<K> Document<K> {
    pub fn new(key: K) -> Document<K> {
        Document { key, fields: Vec::new() }
    }

    /// The document with one more text.
    pub fn with(mut self, place: Place, text: impl Into<String>) -> Document<K> {
        self.fields.push(Field { place, text: text.into() });
        self
    }
}

/// Weights of where a word stands; 1 is the title. A keyword of one word is the plainest sign of all.
const IN_TITLE: f32 = 1.0;
const SOLE_KEYWORD: f32 = 1.2;
const IN_KEYWORD: f32 = 0.7;
const IN_BODY: f32 = 0.5;
const OF_OWNER: f32 = 0.45;
/// A word that is only part of a compound of the document.
const AS_PART: f32 = 0.55;
/// How fast further mentions in running text stop counting, and how much long texts are discounted (BM25).
const SATURATION: f32 = 0.3;
const LENGTH: f32 = 0.4;

/// A keyword of several words.
pub(crate) struct Phrase {
    pub document: u32,
    pub words: Vec<Word>,
}

/// An index of documents with keys of any kind, searched in memory.
pub struct Index<K> {
    pub(crate) keys: Vec<K>,
    pub(crate) vocabulary: Vocabulary,
    /// The words of the lexicon, to know their typing errors.
    pub(crate) usual: Vocabulary,
    /// For every word the documents that have it, with its weight there.
    pub(crate) postings: Vec<Vec<(u32, f32)>>,
    /// For every word the documents that name it only as their limit.
    pub(crate) limits: HashSet<(Word, u32)>,
    pub(crate) rarity: Vec<f32>,
    pub(crate) phrases: Vec<Phrase>,
    /// Which phrases hold a word.
    pub(crate) phrases_of: HashMap<Word, Vec<u32>>,
    pub(crate) lexicon: Arc<Lexicon>,
    /// Titles and keywords, heard beside the questions of the lexicon.
    pub(crate) leaning: Leaning,
}

/// What is gathered of one document.
#[derive(Default)]
struct Gathered {
    weights: HashMap<Word, f32>,
    body: HashMap<Word, u32>,
    body_length: u32,
    limits: HashSet<Word>,
}

impl<K: Clone> Index<K> {
    /// Reads every document once. Documents without a word can never be found.
    pub fn build(documents: impl IntoIterator<Item = Document<K>>, lexicon: Arc<Lexicon>) -> Index<K> {
        let mut index = Index {
            keys: Vec::new(),
            vocabulary: Vocabulary::default(),
            usual: Vocabulary::default(),
            postings: Vec::new(),
            limits: HashSet::new(),
            rarity: Vec::new(),
            phrases: Vec::new(),
            phrases_of: HashMap::new(),
            lexicon,
            leaning: Leaning::default(),
        };
        let mut gathered = Vec::new();
        for document in documents {
            let number = index.keys.len() as u32;
            index.keys.push(document.key);
            let mut own = Gathered::default();
            document.fields.iter().for_each(|field| index.read(field, number, &mut own));
            gathered.push(own);
        }
        index.vocabulary.finish(&index.lexicon);
        for (form, term) in index.lexicon.forms() {
            let number = index.usual.add(term);
            index.usual.add_form(form, number);
        }
        index.usual.look_up();
        index.post(gathered);
        index.vocabulary.look_up();
        index.weigh();
        index
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn read(&mut self, field: &Field, document: u32, own: &mut Gathered) {
        let mut found = Vec::new();
        let spoken = words(&field.text);
        if matches!(field.place, Place::Title | Place::Keyword) {
            self.leaning.hear(&spoken, true, PHRASE);
        }
        for word in &spoken {
            let term = self.lexicon.term(word);
            if self.lexicon.telling(word, &term) != Telling::Nothing {
                let number = self.vocabulary.add(&term);
                self.vocabulary.add_form(word, number);
                found.push(number);
            }
        }
        let mut keep = |word: Word, weight: f32| {
            let kept = own.weights.entry(word).or_default();
            *kept = kept.max(weight);
        };
        match field.place {
            Place::Title => found.iter().for_each(|w| keep(*w, IN_TITLE)),
            Place::Owner => found.iter().for_each(|w| keep(*w, OF_OWNER)),
            Place::Limit => own.limits.extend(&found),
            Place::Body => {
                own.body_length += found.len() as u32;
                found.iter().for_each(|w| *own.body.entry(*w).or_default() += 1);
            }
            Place::Keyword => {
                let weight = if found.len() == 1 { SOLE_KEYWORD } else { IN_KEYWORD };
                found.iter().for_each(|w| keep(*w, weight));
                // "bank id" is also written in one, whichever way the list has it.
                if spoken.len() == 2 {
                    keep(self.vocabulary.add_glued(&self.lexicon.term(&spoken.concat())), SOLE_KEYWORD);
                }
                found.sort_unstable();
                found.dedup();
                if found.len() > 1 {
                    self.phrases.push(Phrase { document, words: found });
                }
            }
        }
    }

    /// Turns what was gathered into postings: running text by BM25, parts of compounds for less.
    fn post(&mut self, gathered: Vec<Gathered>) {
        let total: u32 = gathered.iter().map(|g| g.body_length).sum();
        let usual = total as f32 / gathered.len().max(1) as f32;
        let mut parts: HashMap<Word, Vec<Word>> = HashMap::new();
        for word in 0..self.vocabulary.len() as Word {
            let text = self.vocabulary.text(word).to_owned();
            let split = self.vocabulary.split(&text, &self.lexicon).unwrap_or_default();
            parts.insert(word, split.iter().map(|part| self.vocabulary.add(part)).collect());
        }
        self.postings = vec![Vec::new(); self.vocabulary.len()];
        for (number, own) in gathered.into_iter().enumerate() {
            let mut weights = own.weights;
            let long = 1.0 - LENGTH + LENGTH * own.body_length as f32 / usual.max(1.0);
            for (word, times) in own.body {
                let times = times as f32;
                let weight = IN_BODY * times * (1.0 + SATURATION) / (times + SATURATION * long);
                let kept = weights.entry(word).or_default();
                *kept = kept.max(weight);
            }
            let whole: Vec<(Word, f32)> = weights.iter().map(|(w, weight)| (*w, *weight)).collect();
            for (word, weight) in whole {
                for part in &parts[&word] {
                    let kept = weights.entry(*part).or_default();
                    *kept = kept.max(weight * AS_PART);
                }
            }
            self.limits.extend(own.limits.into_iter().filter(|w| !weights.contains_key(w)).map(|w| (w, number as u32)));
            for (word, weight) in weights {
                self.postings[word as usize].push((number as u32, weight));
            }
        }
    }

    /// A word that leads to few documents tells more.
    fn weigh(&mut self) {
        let documents = self.keys.len() as f32;
        self.rarity = self
            .postings
            .iter()
            .map(|posted| {
                // Squared: a word in passing here and there does not make the plain word of one document common.
                let spread: f32 = posted.iter().map(|(_, weight)| weight.min(1.0).powi(2)).sum();
                ((documents + 1.0) / (spread + 0.5)).ln().max(0.1)
            })
            .collect();
        for (number, phrase) in self.phrases.iter().enumerate() {
            for word in &phrase.words {
                self.phrases_of.entry(*word).or_default().push(number as u32);
            }
        }
    }
}
