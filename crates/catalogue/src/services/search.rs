//! Finding a service by the words people use, in any of the three languages.
//!
//! Small on purpose: some tens of services, every word weighed in memory. Below a threshold the answer is
//! "we do not know", which is better than a wrong service.

use std::collections::HashMap;
use std::sync::Arc;

use torg_base::{Lang, Uuid};

use super::model::Service;

/// Weights of where a word stands.
const IN_KEYWORDS: f32 = 3.0;
const IN_NAME: f32 = 3.0;
const IN_AGENCY: f32 = 1.5;
const IN_PROMISE: f32 = 1.0;
/// A match of the beginning of a word, or with one letter wrong, counts for less than the whole word.
const PART: f32 = 0.6;
/// The share of the question's weight that must be found for the first hit to be trusted.
const TRUST: f32 = 0.5;

/// Words that tell nothing about what somebody needs.
const EMPTY: [&str; 62] = [
    "jeg", "eg", "i", "kan", "ikke", "ikkje", "å", "og", "på", "til", "med", "for", "en", "et", "ein", "ei", "eit",
    "min", "mi", "mitt", "mine", "har", "er", "som", "det", "den", "de", "dere", "dykk", "hjelp", "hjelpe", "trenger",
    "treng", "vil", "skal", "må", "hvordan", "korleis", "hva", "kva", "hvor", "kvar", "the", "a", "to", "my", "can",
    "how", "do", "need", "help", "want", "with", "is", "of", "and", "meg", "at", "in", "om", "fra", "frå",
];

/// The words of every service.
#[derive(Default)]
pub struct Index {
    words: HashMap<String, Vec<(Uuid, f32)>>,
    services: usize,
}

/// What a search found: services, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub services: Vec<Uuid>,
    /// False when we do not know.
    pub confident: bool,
}

impl Index {
    pub fn build<'a>(services: impl Iterator<Item = &'a Arc<Service>>) -> Index {
        let mut index = Index::default();
        for service in services {
            index.services += 1;
            let mut own: HashMap<String, f32> = HashMap::new();
            let mut add = |text: &str, weight: f32| {
                for word in words(text) {
                    let kept = own.entry(word).or_default();
                    *kept = kept.max(weight);
                }
            };
            add(&service.agency, IN_AGENCY);
            for lang in Lang::ALL {
                let texts = service.texts.in_lang(lang);
                add(&texts.name, IN_NAME);
                add(&texts.promise, IN_PROMISE);
                texts.keywords.iter().for_each(|k| add(k, IN_KEYWORDS));
            }
            for (word, weight) in own {
                index.words.entry(word).or_default().push((service.id, weight));
            }
        }
        index
    }

    /// Services that match a question.
    pub fn search(&self, question: &str) -> Found {
        let asked: Vec<String> = words(question).filter(|w| !EMPTY.contains(&w.as_str())).collect();
        let mut scores: HashMap<Uuid, (f32, f32)> = HashMap::new();
        let mut wanted = 0.0;
        for word in &asked {
            wanted += 1.0;
            for (service, (score, share)) in self.matches(word) {
                let kept = scores.entry(service).or_default();
                kept.0 += score;
                kept.1 += share;
            }
        }
        let mut ranked: Vec<(Uuid, f32, f32)> = scores.into_iter().map(|(id, (s, share))| (id, s, share)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = ranked.first().map_or(0.0, |r| r.1);
        let confident = wanted > 0.0 && ranked.first().is_some_and(|r| r.2 / wanted >= TRUST);
        let services = ranked.into_iter().filter(|r| r.1 >= best * 0.25).map(|r| r.0).take(12).collect();
        Found { services, confident }
    }

    /// For one word: the score it gives each service, and how much of the word was found (1 for the whole).
    fn matches(&self, word: &str) -> HashMap<Uuid, (f32, f32)> {
        let mut found: HashMap<Uuid, (f32, f32)> = HashMap::new();
        for (known, services) in &self.words {
            let Some(likeness) = likeness(word, known) else { continue };
            // A word that stands in few services tells more.
            let rarity = (self.services as f32 / services.len() as f32).ln_1p();
            for (service, weight) in services {
                let score = likeness * weight * rarity;
                let kept = found.entry(*service).or_default();
                if score > kept.0 {
                    *kept = (score, likeness);
                }
            }
        }
        found
    }
}

/// How alike two words are: 1 for the same, [`PART`] for a beginning or one wrong letter, else none.
fn likeness(asked: &str, known: &str) -> Option<f32> {
    if asked == known {
        return Some(1.0);
    }
    let (short, long) = if asked.len() <= known.len() { (asked, known) } else { (known, asked) };
    let length = short.chars().count();
    if length >= 4 && long.starts_with(short) {
        return Some(if long.chars().count() - length <= 2 { 0.9 } else { PART });
    }
    if length >= 5 && long.ends_with(short) {
        return Some(PART);
    }
    (length >= 5 && one_letter_off(asked, known)).then_some(PART)
}

/// One letter changed, left out, put in, or two neighbours swapped.
fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[same..], &b[same..]);
    match x.len() as i32 - y.len() as i32 {
        0 => x[1..] == y[1..] || (x.len() >= 2 && x[0] == y[1] && x[1] == y[0] && x[2..] == y[2..]),
        1 => x[1..] == *y,
        -1 => *x == y[1..],
        _ => false,
    }
}

/// Lower-case words of letters and digits.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::model::Texts;

    fn service(n: u128, name: &str, keywords: &[&str]) -> Arc<Service> {
        let mut texts = Texts::default();
        texts.nb.name = name.into();
        texts.nb.keywords = keywords.iter().map(|k| (*k).to_owned()).collect();
        Arc::new(Service {
            id: Uuid::from_u128(n),
            organisation: Uuid::nil(),
            slug: format!("s{n}"),
            agency: String::new(),
            self_service_url: String::new(),
            minutes: 30,
            kind: "guidance".into(),
            texts,
            active: true,
        })
    }

    #[test]
    fn finds_typing_errors_and_beginnings_and_knows_when_it_does_not() {
        let list =
            [service(1, "Søke om pass", &["passport"]), service(2, "Reiseregning for pasienter", &["pasientreiser"])];
        let index = Index::build(list.iter());
        let first = |q: &str| index.search(q).services.first().copied();
        assert_eq!(first("jeg trenger pass"), Some(Uuid::from_u128(1)));
        assert_eq!(first("pasientreise"), Some(Uuid::from_u128(2)));
        assert_eq!(first("passprot"), Some(Uuid::from_u128(1)));
        assert!(index.search("pass").confident);
        assert!(!index.search("klippe plenen på hytta").confident);
        assert!(!index.search("").confident);
    }
}
