//! Answers as quotes: which sentences of the best documents fit a question.

use std::collections::HashSet;

use crate::index::Index;
use crate::question::Asked;
use crate::search::LITTLE;
use crate::text::words;
use crate::vocabulary::Word;

/// Sentences of one document that are quoted, at most.
const SENTENCES: usize = 2;

/// A document that answers, and which of its sentences fit the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<K> {
    pub key: K,
    /// Places in the list that the caller gave, in reading order; never empty.
    pub sentences: Vec<usize>,
}

impl<K: Clone> Index<K> {
    /// Quotes from the documents that answer, best first, `most` of them. Nothing when we do not know.
    ///
    /// `sentences` gives what may be quoted of a document. One without a sentence is passed over; one in which no sentence
    /// has a word of the question (it was found by its keywords) is quoted from its beginning.
    pub fn quotes(&self, question: &str, most: usize, sentences: impl Fn(&K) -> Vec<String>) -> Vec<Quote<K>> {
        let found = self.search(question);
        if !found.confident {
            return Vec::new();
        }
        let asked = self.asked(question);
        let quote = |key: K| {
            let sentences = self.fitting(&asked, &sentences(&key));
            (!sentences.is_empty()).then_some(Quote { key, sentences })
        };
        found.hits.into_iter().filter_map(|(key, _)| quote(key)).take(most).collect()
    }

    /// The sentences among these that fit a question, in reading order; the first when none does.
    pub fn sentences(&self, question: &str, sentences: &[String]) -> Vec<usize> {
        self.fitting(&self.asked(question), sentences)
    }

    fn fitting(&self, asked: &[Asked], sentences: &[String]) -> Vec<usize> {
        let mut fits: Vec<(usize, f32)> =
            sentences.iter().enumerate().map(|(n, sentence)| (n, self.fit(asked, sentence))).collect();
        fits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut chosen: Vec<usize> = fits.iter().filter(|fit| fit.1 > 0.0).take(SENTENCES).map(|fit| fit.0).collect();
        if chosen.is_empty() {
            chosen.extend(fits.first().map(|fit| fit.0));
        }
        chosen.sort_unstable();
        chosen
    }

    /// How much of a question stands in a sentence: for each asked word the rarest of what it stands for.
    fn fit(&self, asked: &[Asked], sentence: &str) -> f32 {
        let terms = words(sentence).into_iter().map(|word| self.lexicon.term(&word));
        let here: HashSet<Word> = terms.filter_map(|term| self.vocabulary.exact(&term)).collect();
        let of = |one: &Asked| {
            let met = one.stands_for.iter().filter(|(word, _)| here.contains(word));
            let best = met.map(|(word, near)| near * self.rarity[*word as usize]).fold(0.0, f32::max);
            if one.little { best * LITTLE } else { best }
        };
        asked.iter().map(of).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::index::{Document, Place};
    use crate::lexicon::Lexicon;

    const PASS: [&str; 3] =
        ["Vi hjelper deg å bestille time for pass.", "Vi tar ikke bilde til passet.", "Politiet lager det."];

    fn index() -> Index<&'static str> {
        let document = |key, title: &str, keyword: &str, body: &[&str]| {
            let document = Document::new(key).with(Place::Title, title).with(Place::Keyword, keyword);
            document.with(Place::Body, body.join(" "))
        };
        let pass = document("pass", "Bestille pass", "passport", &PASS);
        let card = document("kort", "Fornye førerkort", "lappen", &["Vi hjelper deg å fornye førerkortet."]);
        Index::build([pass, card], Arc::new(Lexicon::built_in().unwrap()))
    }

    fn quoted(question: &str) -> Vec<Quote<&'static str>> {
        index().quotes(question, 3, |key| match *key {
            "pass" => PASS.map(str::to_owned).to_vec(),
            _ => vec!["Vi hjelper deg å fornye førerkortet.".to_owned()],
        })
    }

    #[test]
    fn the_sentences_that_hold_the_words_are_quoted_in_reading_order() {
        let first = quoted("bilde til pass").remove(0);
        assert_eq!(first, Quote { key: "pass", sentences: vec![0, 1] });
        let first = quoted("lager politiet pass").remove(0);
        assert_eq!(first.sentences.last(), Some(&2));
    }

    #[test]
    fn what_has_no_word_of_the_question_is_quoted_from_its_beginning() {
        let sentences = PASS.map(str::to_owned);
        assert_eq!(index().sentences("lappen", &sentences), [0]);
        assert_eq!(index().sentences("bilde", &sentences), [1], "control");
        assert_eq!(index().sentences("bilde", &[]), [0; 0]);
    }

    #[test]
    fn nothing_is_quoted_when_we_do_not_know_or_when_there_is_nothing_to_quote() {
        assert_eq!(quoted("klippe plenen på hytta"), []);
        assert_eq!(quoted(""), []);
        assert_eq!(index().quotes("pass", 3, |_| Vec::new()), []);
    }
}
