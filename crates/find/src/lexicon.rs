//! What is known about words apart from the list itself: how people spell and say them, which tell nothing, and which
//! speak of matters that no service centre has.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::leaning::{Leaning, PHRASE};
use crate::text::{folded, stem, words};

const COMMON: &str = include_str!("../../../data/synonyms/common.csv");
const VARIANTS: &str = include_str!("../../../data/synonyms/variants.csv");
const SYNONYMS: &str = include_str!("../../../data/synonyms/synonyms.csv");
const ELSEWHERE: &str = include_str!("../../../data/synonyms/elsewhere.csv");
const QUESTIONS: &str = include_str!("../../../data/questions/open.csv");

/// The beginning or the end of a compound is compared with the variants from this length, in letters.
const LEAST_PART: usize = 4;

/// A file of words that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{file}: {source}")]
    Csv { file: &'static str, source: csv::Error },
    #[error("{file}, line {line}: {reason}")]
    Line { file: &'static str, line: u64, reason: &'static str },
}

/// How much a word of a question tells about what somebody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing: "jeg", "og", "the".
    Nothing,
    /// Little, unless a keyword holds it: "søke", "bestille", "ny".
    Little,
    /// Enough to search for.
    Much,
}

/// Something people say, as stems that must all stand in the question.
pub(crate) struct Saying {
    pub said: Vec<String>,
    /// Stems it stands for; empty when it speaks of a matter outside every list.
    pub means: Vec<String>,
    /// 0..1, how nearly it means that.
    pub nearness: f32,
}

/// Four word lists, read once.
#[derive(Default)]
pub struct Lexicon {
    empty: HashSet<String>,
    light: HashSet<String>,
    /// Words for what surrounds a question ("hytta", "skolen", "kneet"): they may be the matter, or a circumstance.
    asides: HashSet<String>,
    /// Words of little weight that change what is wanted ("kjøpe", "repair", "hvorfor").
    intents: HashSet<String>,
    /// Words that tell much although another word with their stem does not ("pass" and "passe").
    telling: HashSet<String>,
    variants: HashMap<String, String>,
    sayings: Vec<Saying>,
    /// Which sayings begin with a stem (their first word).
    by_word: HashMap<String, Vec<usize>>,
    elsewhere: HashSet<String>,
    /// Stems of every word in the lists: a word that is known is not a typing error.
    known: BTreeSet<String>,
    /// Forms in which they are written there, with their stems.
    forms: BTreeSet<(String, String)>,
    /// Folded spelling of the light and the foreign words, for writers without å, æ and ø.
    plain: HashMap<String, String>,
    /// What people were heard to ask inside and outside the list.
    leaning: Leaning,
}

impl Lexicon {
    /// The lists that come with the program (`data/synonyms`), with the questions it has heard (`data/questions`).
    pub fn built_in() -> Result<Lexicon, Unreadable> {
        let heard = rows("open.csv", QUESTIONS)?;
        Ok(Lexicon::unheard()?
            .having_heard(heard.iter().map(|(_, [question, _, right])| (&**question, !right.is_empty()))))
    }

    /// The lists that come with the program, before any question is heard.
    pub fn unheard() -> Result<Lexicon, Unreadable> {
        Lexicon::read(COMMON, VARIANTS, SYNONYMS, ELSEWHERE)
    }

    /// Learns which way the words of questions lean: each with whether it has an answer in the list.
    pub fn having_heard<'a>(mut self, questions: impl IntoIterator<Item = (&'a str, bool)>) -> Lexicon {
        for (question, inside) in questions {
            let words = words(question);
            self.leaning.hear(&words, inside, 1.0);
        }
        self
    }

    /// The built-in lists, read once for the whole program.
    pub fn shared() -> Arc<Lexicon> {
        // They are part of the program, and a test reads them.
        static BUILT_IN: LazyLock<Arc<Lexicon>> =
            LazyLock::new(|| Arc::new(Lexicon::built_in().expect("the built-in word lists")));
        BUILT_IN.clone()
    }

    /// Reads the four files (`data/synonyms/README.md`): `kind,words` / `form,base` / `said,means,nearness` / `topic,words`.
    /// Fails on the first line that does not fit its columns.
    pub fn read(common: &str, variants: &str, synonyms: &str, elsewhere: &str) -> Result<Lexicon, Unreadable> {
        let mut lexicon = Lexicon::default();
        lexicon.read_variants(variants)?;
        lexicon.read_common(common)?;
        lexicon.read_synonyms(synonyms)?;
        lexicon.read_elsewhere(elsewhere)?;
        for (n, saying) in lexicon.sayings.iter().enumerate() {
            if let Some(first) = saying.said.first() {
                lexicon.by_word.entry(first.clone()).or_default().push(n);
            }
        }
        lexicon.plain = lexicon.known.iter().map(|stem| (folded(stem), stem.clone())).collect();
        Ok(lexicon)
    }

    /// The usual form of a word: a variant replaced, also as the beginning or the end of a compound.
    pub fn usual(&self, word: &str) -> String {
        if let Some(base) = self.variants.get(word) {
            return base.clone();
        }
        let mut word = word.to_owned();
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(LEAST_PART).collect();
        if let Some((base, rest)) =
            cuts.iter().rev().find_map(|&at| Some((self.variants.get(&word[..at])?, &word[at..])))
        {
            word = format!("{base}{rest}");
        }
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let ends = cuts.iter().skip(3).take(cuts.len().saturating_sub(LEAST_PART + 2));
        if let Some((rest, base)) = ends.copied().find_map(|at| Some((&word[..at], self.variants.get(&word[at..])?))) {
            word = format!("{rest}{base}");
        }
        word
    }

    pub(crate) fn leaning(&self) -> &Leaning {
        &self.leaning
    }

    /// The stem under which a word is kept and found.
    pub fn term(&self, word: &str) -> String {
        stem(&self.usual(word))
    }

    /// The stems of a text, words that tell nothing left out.
    pub fn terms(&self, text: &str) -> Vec<String> {
        words(text).iter().filter(|w| !self.empty.contains(*w)).map(|w| self.term(w)).collect()
    }

    pub fn telling(&self, word: &str, term: &str) -> Telling {
        if self.empty.contains(word) {
            Telling::Nothing
        } else if self.telling.contains(word) {
            Telling::Much
        } else if self.light.contains(term) || term.chars().all(|c| c.is_ascii_digit()) {
            Telling::Little
        } else {
            Telling::Much
        }
    }

    /// A stem of the lists that is spelt like this one without å, æ, ø or double letters.
    pub(crate) fn spelt_like(&self, term: &str) -> Option<&String> {
        self.plain.get(&folded(term))
    }

    pub(crate) fn is_elsewhere(&self, term: &str) -> bool {
        self.elsewhere.contains(term)
    }

    pub(crate) fn is_intent(&self, term: &str) -> bool {
        self.intents.contains(term)
    }

    pub(crate) fn is_aside(&self, term: &str) -> bool {
        self.asides.contains(term)
    }

    pub(crate) fn knows(&self, term: &str) -> bool {
        self.known.contains(term)
    }

    pub(crate) fn forms(&self) -> impl Iterator<Item = &(String, String)> {
        self.forms.iter()
    }

    pub(crate) fn known(&self) -> impl Iterator<Item = &String> {
        self.known.iter()
    }

    /// The sayings whose words all stand among these stems.
    pub(crate) fn sayings<'a>(&'a self, stems: &'a HashSet<String>) -> impl Iterator<Item = &'a Saying> {
        stems
            .iter()
            .filter_map(|stem| self.by_word.get(stem))
            .flatten()
            .map(|n| &self.sayings[*n])
            .filter(|saying| saying.said.iter().all(|word| stems.contains(word)))
    }

    fn read_variants(&mut self, text: &str) -> Result<(), Unreadable> {
        for (line, [forms, base, _]) in rows("variants.csv", text)? {
            if forms.is_empty() || base.is_empty() || base.contains(' ') {
                return Err(Unreadable::Line {
                    file: "variants.csv",
                    line,
                    reason: "forms, and one word as their base",
                });
            }
            for form in forms.split([';', ' ']).map(str::trim).filter(|f| !f.is_empty()) {
                self.variants.insert(form.to_owned(), base.clone());
            }
        }
        Ok(())
    }

    fn read_common(&mut self, text: &str) -> Result<(), Unreadable> {
        for (line, [kind, list, _]) in rows("common.csv", text)? {
            for word in words(&list) {
                let term = self.term(&word);
                self.known.insert(term.clone());
                self.forms.insert((word.clone(), term.clone()));
                match kind.as_str() {
                    "empty" => self.empty.insert(word),
                    "light" => self.light.insert(term),
                    "intent" => self.light.insert(term.clone()) | self.intents.insert(term),
                    "aside" => self.asides.insert(term),
                    "telling" => self.telling.insert(word),
                    _ => {
                        let reason = "kind is empty, light, intent, aside or telling";
                        return Err(Unreadable::Line { file: "common.csv", line, reason });
                    }
                };
            }
        }
        Ok(())
    }

    fn read_synonyms(&mut self, text: &str) -> Result<(), Unreadable> {
        for (line, [said, means, nearness]) in rows("synonyms.csv", text)? {
            let means: Vec<String> = self.terms(&means);
            let nearness = if nearness.is_empty() { Ok(0.85) } else { nearness.parse::<f32>() };
            let Ok(nearness) = nearness else {
                return Err(Unreadable::Line {
                    file: "synonyms.csv",
                    line,
                    reason: "nearness is a number from 0 to 1",
                });
            };
            if means.is_empty() {
                return Err(Unreadable::Line { file: "synonyms.csv", line, reason: "means needs a telling word" });
            }
            self.note_forms(&said);
            for said in self.phrases(&said) {
                self.known.extend(said.iter().cloned());
                self.sayings.push(Saying { said, means: means.clone(), nearness });
            }
        }
        Ok(())
    }

    /// Phrases with `;` between, each as its stems. Words that tell nothing are left out unless only one would be
    /// left: "skrive ut" is more than "skrive".
    fn phrases(&self, list: &str) -> Vec<Vec<String>> {
        let stems = |phrase: &str| {
            let spoken = words(phrase);
            let telling = self.terms(phrase);
            if spoken.len() > 1 && telling.len() < 2 { spoken.iter().map(|w| self.term(w)).collect() } else { telling }
        };
        list.split(';').map(stems).filter(|stems: &Vec<String>| !stems.is_empty()).collect()
    }

    fn note_forms(&mut self, list: &str) {
        for word in words(list).into_iter().filter(|w| !self.empty.contains(w)) {
            let term = self.term(&word);
            self.forms.insert((word, term));
        }
    }

    fn read_elsewhere(&mut self, text: &str) -> Result<(), Unreadable> {
        for (_, [_, list, _]) in rows("elsewhere.csv", text)? {
            self.note_forms(&list);
            for phrase in list.split(';') {
                let words = words(phrase);
                self.leaning.hear(&words, false, PHRASE);
            }
            for said in self.phrases(&list) {
                self.known.extend(said.iter().cloned());
                if let [word] = said.as_slice() {
                    self.elsewhere.insert(word.clone());
                } else {
                    self.sayings.push(Saying { said, means: Vec::new(), nearness: 1.0 });
                }
            }
        }
        Ok(())
    }
}

/// The rows of a file with their line numbers; a column that is not there is empty.
fn rows(file: &'static str, text: &str) -> Result<Vec<(u64, [String; 3])>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|source| Unreadable::Csv { file, source })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, [0, 1, 2].map(|n| record.get(n).unwrap_or_default().to_lowercase())));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Lexicon {
        Lexicon::read(
            "kind,words\nempty,jeg å\nlight,søke ny",
            "form,base\nheime heim,hjemme\nsjuke,syke",
            "said,means,nearness\nlappen,førerkort\nmista jobben,arbeidsledig,0.9",
            "topic,words\nhus,søppel;knust skjerm",
        )
        .unwrap()
    }

    #[test]
    fn variants_reach_into_compounds() {
        let lexicon = small();
        assert_eq!(lexicon.usual("heimesjukepleie"), "hjemmesjukepleie");
        assert_eq!(lexicon.usual("sjukepleie"), "sykepleie");
        assert_eq!(lexicon.usual("pleieheime"), "pleiehjemme");
        assert_eq!(lexicon.usual("brev"), "brev");
    }

    #[test]
    fn a_saying_needs_all_its_words() {
        let lexicon = small();
        let said = |text: &str| lexicon.sayings(&lexicon.terms(text).into_iter().collect()).count();
        assert_eq!(said("jeg mistet jobben"), 1);
        assert_eq!(said("ny jobb"), 0);
        assert_eq!(said("skjermen er knust"), 1);
        assert!(lexicon.is_elsewhere(&lexicon.term("søppelet")));
    }

    #[test]
    fn a_line_that_does_not_fit_is_refused_with_its_number() {
        let wrong = Lexicon::read("kind,words\nempty,og\nheavy,stein", "form,base", "said,means", "topic,words");
        assert_eq!(
            wrong.err().unwrap().to_string(),
            "common.csv, line 3: kind is empty, light, intent, aside or telling"
        );
        let wrong = Lexicon::read("kind,words", "form,base", "said,means,nearness\na,b,much", "topic,words");
        assert!(wrong.err().unwrap().to_string().contains("number"));
    }

    #[test]
    fn the_built_in_lists_can_be_read() {
        let lexicon = Lexicon::built_in().unwrap();
        assert_eq!(lexicon.telling("eg", "eg"), Telling::Nothing);
        assert_eq!(lexicon.telling("førerkort", &lexicon.term("førerkort")), Telling::Much);
    }
}
