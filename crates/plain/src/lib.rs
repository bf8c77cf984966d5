//! Plain-language help (klarspråk) for texts in bokmål, nynorsk and English.
//!
//! [`review`] measures how heavy a text is and points at what makes it heavy. It is advice shown beside the text;
//! nothing here can refuse one. So it would rather miss than annoy: passives and heavy words come from lists, not from
//! guesses. Terms that name a right (vedtak, klage, samtykke) are in no list: they must be explained, not replaced.
//!
//! No input, no output, no clock: the lists are part of the program, and the same text always gives the same review.

mod lix;
mod nominal;
mod passive;
mod spans;
mod text;
mod words;

use std::ops::Range;

use torg_base::Lang;

pub use lix::{Band, Lix, MIN_WORDS};
pub use passive::Form;

/// A sentence with more words than this is pointed out. Readers who struggle lose the thread at about 20 to 25 words;
/// the higher end is used so that a single ordinary sentence is left in peace.
pub const LONG_SENTENCE: usize = 25;

/// A word with more letters than this is pointed out. The names of Norwegian benefits and duties end at it or below
/// (`tilgjengelighetserklæringen` has 27 letters, `arbeidsavklaringspenger` 23).
pub const LONG_WORD: usize = 27;

/// Where in the text something stands: half-open, both in bytes and in Unicode scalar values (Rust's `char`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub bytes: Range<usize>,
    pub chars: Range<usize>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The sentence has more than [`LONG_SENTENCE`] words.
    LongSentence { words: usize },
    /// The reader is not told who does it.
    Passive { form: Form },
    /// A heavy word or phrase. `word` is the headword of the list, `plain` what one could write, best first.
    Jargon { word: &'static str, plain: Vec<&'static str> },
    /// Only in nynorsk: a word that is bokmål and not allowed in nynorsk. Where the norm allows both, nothing is said.
    Bokmaal { word: &'static str, plain: Vec<&'static str> },
    /// An action hidden in a noun: "ved utfylling av skjemaet" for "når du fyller ut skjemaet".
    Nominalisation,
    /// The word has more than [`LONG_WORD`] letters.
    LongWord { letters: usize },
}

/// One piece of advice and the place it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub span: Span,
    pub kind: Kind,
}

/// What there is to say about a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// `None` when the text is shorter than [`MIN_WORDS`] words.
    pub lix: Option<Lix>,
    pub words: usize,
    pub sentences: usize,
    /// By place. Two findings are either apart or one lies within the other (the outer first); they never cross.
    pub findings: Vec<Finding>,
}

impl Review {
    /// Whether this text is plainer than `other`: fewer findings and a LIX that is not higher, or as many findings and
    /// a lower LIX. Where one of them is too short for a LIX, the findings decide.
    pub fn plainer_than(&self, other: &Review) -> bool {
        let (mine, theirs) = (self.findings.len(), other.findings.len());
        match (self.lix, other.lix) {
            (Some(a), Some(b)) => (mine < theirs && a.value <= b.value) || (mine == theirs && a.value < b.value),
            _ => mine < theirs,
        }
    }
}

/// Reads a text as its readers will and says what makes it heavy. Linear in the length of the text; never fails.
///
/// # Examples
///
/// ```
/// use torg_base::Lang;
/// use torg_plain::{Kind, review};
///
/// let heavy = review("Søknaden behandles i henhold til loven.", Lang::Nb);
/// assert!(matches!(heavy.findings[0].kind, Kind::Passive { .. }));
/// assert!(matches!(&heavy.findings[1].kind, Kind::Jargon { plain, .. } if plain[0] == "etter"));
/// assert!(review("Vi følger loven når vi behandler søknaden.", Lang::Nb).findings.is_empty());
/// ```
pub fn review(text: &str, lang: Lang) -> Review {
    let read = text::read(text);
    let mut found = Vec::new();
    for sentence in &read.sentences {
        let words = &read.words[sentence.words.clone()];
        if words.len() > LONG_SENTENCE {
            found.push((sentence.bytes.clone(), Kind::LongSentence { words: words.len() }));
        }
        found.extend(words::find(text, words, lang));
        found.extend(passive::find(text, words, lang));
        found.extend(nominal::find(text, words, lang));
        found.extend(long_words(words));
    }
    Review {
        lix: lix::measure(&read),
        words: read.words.len(),
        sentences: read.sentences.len(),
        findings: spans::arrange(text, found),
    }
}

/// Names are left alone: whoever writes about an office cannot shorten what it is called.
fn long_words(words: &[text::Word]) -> impl Iterator<Item = (Range<usize>, Kind)> + '_ {
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| word.longest_part > LONG_WORD && (*at == 0 || !word.capital))
        .map(|(_, word)| (word.bytes.clone(), Kind::LongWord { letters: word.longest_part }))
}
