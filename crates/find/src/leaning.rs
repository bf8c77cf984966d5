//! Which way the words of a question lean: towards what people come to a service centre with, or away from it.
//!
//! Counted, not written: how often each piece of a word stood in questions that have an answer in the list, and in
//! questions that have none (naive Bayes over pieces of three and four letters and whole words, so that a compound or a
//! form nobody has heard leans as its pieces do). Keywords and the phrases of `elsewhere.csv` count beside questions.

use std::collections::{HashMap, HashSet};

/// Letters of a piece.
const PIECES: [usize; 2] = [3, 4];
/// What a keyword, or a phrase that lies elsewhere, counts beside a question.
pub(crate) const PHRASE: f32 = 0.5;
/// A piece heard less than this tells nothing.
const LEAST_HEARD: f32 = 1.0;
/// Counts begin here, for nothing is certain (Laplace).
const BEFORE: f32 = 0.5;

/// How often pieces of words were heard in questions inside and outside the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaning {
    pieces: HashMap<String, Count>,
    all: Count,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    inside: f32,
    outside: f32,
}

impl Count {
    fn add(&mut self, inside: bool, weight: f32) {
        *(if inside { &mut self.inside } else { &mut self.outside }) += weight;
    }

    fn and(self, other: Count) -> Count {
        Count { inside: self.inside + other.inside, outside: self.outside + other.outside }
    }

    /// How much greater the share of those inside is that hold a piece than of those outside, as a logarithm.
    fn odds(self, piece: Count) -> f32 {
        let share = |part: f32, of: f32| (part + BEFORE) / (of + 2.0 * BEFORE);
        (share(piece.inside, self.inside) / share(piece.outside, self.outside)).ln()
    }
}

impl Leaning {
    /// Counts the words of one question or phrase, in their usual form.
    pub fn hear(&mut self, words: &[String], inside: bool, weight: f32) {
        self.all.add(inside, weight);
        let bordered: Vec<String> = words.iter().map(|word| bordered(word)).collect();
        for piece in bordered.iter().flat_map(|word| pieces(word)).collect::<HashSet<_>>() {
            if let Some(count) = self.pieces.get_mut(piece) {
                count.add(inside, weight);
            } else {
                self.pieces.entry(piece.to_owned()).or_default().add(inside, weight);
            }
        }
    }

    /// How each word of a question leans by these counts and some more: above nought towards the list. A piece of
    /// several words counts in the first.
    pub fn of(&self, more: &Leaning, words: &[String]) -> Vec<f32> {
        let all = self.all.and(more.all);
        let count = |counts: &Leaning, piece: &str| counts.pieces.get(piece).copied().unwrap_or_default();
        let bordered: Vec<String> = words.iter().map(|word| bordered(word)).collect();
        let mut passed = HashSet::new();
        let mut leans = Vec::with_capacity(words.len());
        for word in &bordered {
            let new = pieces(word).filter(|piece| passed.insert(*piece));
            let heard = new.map(|piece| count(self, piece).and(count(more, piece)));
            leans.push(heard.filter(|c| c.inside + c.outside >= LEAST_HEARD).map(|c| all.odds(c)).sum());
        }
        leans
    }
}

/// The word between its borders, so that its beginning and its end are pieces of their own.
fn bordered(word: &str) -> String {
    format!("^{word}$")
}

fn pieces(bordered: &str) -> impl Iterator<Item = &str> {
    let cuts: Vec<usize> = bordered.char_indices().map(|(at, _)| at).chain([bordered.len()]).collect();
    let letters = cuts.len() - 1;
    let places = PIECES.into_iter().flat_map(move |size| (size..=letters).map(move |end| (end - size, end)));
    // A short word is a piece already.
    let whole = (!PIECES.contains(&letters)).then_some((0, letters));
    places.chain(whole).map(move |(start, end)| &bordered[cuts[start]..cuts[end]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaning() -> Leaning {
        let mut leaning = Leaning::default();
        for _ in 0..3 {
            leaning.hear(&["førerkort".into(), "fornye".into()], true, 1.0);
            leaning.hear(&["brøyting".into(), "vei".into()], false, 1.0);
        }
        leaning
    }

    fn of(words: &[&str]) -> Vec<f32> {
        leaning().of(&Leaning::default(), &words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_word_leans_as_it_was_heard_and_a_new_form_as_its_pieces() {
        assert!(of(&["førerkort"])[0] > 0.0);
        assert!(of(&["brøyting"])[0] < 0.0);
        assert!(of(&["brøytebil"])[0] < 0.0);
        assert!(of(&["brøyting"])[0] < of(&["brøytebil"])[0]);
        assert_eq!(of(&["xyz"]), [0.0]);
    }

    #[test]
    fn a_word_said_twice_leans_once() {
        let leans = of(&["førerkort", "førerkort"]);
        assert!(leans[0] > 0.0);
        assert_eq!(leans[1], 0.0);
    }

    #[test]
    fn what_is_heard_on_both_sides_leans_nowhere() {
        let mut both = Leaning::default();
        both.hear(&["bil".into()], true, 1.0);
        both.hear(&["bil".into()], false, 1.0);
        assert_eq!(both.of(&Leaning::default(), &["bil".into()]), [0.0]);
    }
}
