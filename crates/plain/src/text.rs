//! Words and sentences, as a reader of Norwegian or English sees them.

mod sentences;

use std::ops::Range;

/// A text taken apart. Every word belongs to exactly one sentence.
pub(crate) struct Text {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
}

pub(crate) struct Word {
    pub bytes: Range<usize>,
    /// In lower case, without soft hyphens and with å as one character.
    pub lower: String,
    /// Letters in the whole word; 0 for numbers and addresses.
    pub letters: usize,
    /// Letters in the longest part between hyphens.
    pub longest_part: usize,
    pub capital: bool,
    number: bool,
}

pub(crate) struct Sentence {
    pub bytes: Range<usize>,
    /// Into [`Text::words`]; never empty.
    pub words: Range<usize>,
}

pub(crate) fn read(text: &str) -> Text {
    let mut read = Text { words: Vec::new(), sentences: Vec::new() };
    for bytes in sentences::split(text) {
        let first = read.words.len();
        read.words.extend(words(text, bytes.clone()));
        if read.words.len() > first {
            read.sentences.push(Sentence { bytes, words: first..read.words.len() });
        }
    }
    read
}

/// Whether nothing but space stands between these words.
pub(crate) fn adjoin(text: &str, words: &[Word]) -> bool {
    words.windows(2).all(|pair| gap(text, &pair[0], &pair[1]).chars().all(char::is_whitespace))
}

/// What stands between two words that follow each other.
pub(crate) fn gap<'t>(text: &'t str, before: &Word, after: &Word) -> &'t str {
    text.get(before.bytes.end..after.bytes.start).unwrap_or_default()
}

/// The words of a phrase, in the spelling that [`Word::lower`] has.
pub(crate) fn lower_words(phrase: &str) -> Vec<String> {
    words(phrase, 0..phrase.len()).into_iter().map(|word| word.lower).collect()
}

fn words(text: &str, within: Range<usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for chunk in chunks(text, within) {
        let parts = if is_address(&text[chunk.clone()]) { vec![trimmed(text, chunk)] } else { parts(text, chunk) };
        for bytes in parts {
            push(text, &mut words, bytes);
        }
    }
    words
}

/// Groups of digits are one number to a reader: "55 55 33 33" is one word, not four.
fn push(text: &str, words: &mut Vec<Word>, bytes: Range<usize>) {
    let word = Word::new(text, bytes);
    if let Some(last) = words.last_mut().filter(|last| last.number && word.number) {
        let between = gap(text, last, &word);
        if between.chars().count() == 1 && between.chars().all(|c| c.is_whitespace() && c != '\n') {
            last.bytes.end = word.bytes.end;
            return;
        }
    }
    words.push(word);
}

impl Word {
    fn new(text: &str, bytes: Range<usize>) -> Word {
        let shown = &text[bytes.clone()];
        let address = is_address(shown);
        let lower = normal(shown);
        let part = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
        let letters = if address { 0 } else { part(&lower) };
        let longest_part = if address { 0 } else { lower.split(['-', '.']).map(part).max().unwrap_or(0) };
        Word {
            letters,
            longest_part,
            capital: shown.starts_with(char::is_uppercase),
            number: shown.chars().all(|c| c.is_ascii_digit()),
            lower,
            bytes,
        }
    }
}

/// Runs between spaces.
fn chunks(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = within.start;
    text[within].split_inclusive(char::is_whitespace).filter_map(move |run| {
        let start = at;
        at += run.len();
        let end = start + run.trim_end().len();
        (start < end).then_some(start..end)
    })
}

/// Addresses on the net and e-mail addresses: one word each, and nobody can make them shorter.
fn is_address(chunk: &str) -> bool {
    let host = |c: &str| c.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let domain = host(chunk.split('/').next().unwrap_or_default());
    chunk.contains("://")
        || chunk.contains('@')
        || domain.starts_with("www.")
        || [".no", ".com", ".org", ".eu", ".net"]
            .iter()
            .any(|end| domain.len() > end.len() + 1 && domain.ends_with(end))
}

fn trimmed(text: &str, chunk: Range<usize>) -> Range<usize> {
    let shown = &text[chunk.clone()];
    let left = shown.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = chunk.start + (shown.len() - left.len());
    start..start + left.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
}

/// Words within a run without spaces: letters and digits, and what ties them together (`e-post`, `f.eks`, `12.30`).
fn parts(text: &str, chunk: Range<usize>) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text[chunk.clone()].char_indices().map(|(at, c)| (chunk.start + at, c)).collect();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (i, &(at, c)) in chars.iter().enumerate() {
        let inside = is_word_char(c) && (start.is_some() || c.is_alphanumeric()) || start.is_some() && ties(&chars, i);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                parts.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        parts.push(from..chunk.end);
    }
    parts
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}')
}

fn ties(chars: &[(usize, char)], i: usize) -> bool {
    let (Some(&(_, before)), Some(&(_, after))) = (chars.get(i.wrapping_sub(1)), chars.get(i + 1)) else {
        return false;
    };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match chars[i].1 {
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' => is_word_char(before) && is_word_char(after),
        '.' => digits || (after.is_lowercase() && short_before(chars, i)),
        ',' | ':' | '/' => digits,
        _ => false,
    }
}

/// The parts of abbreviations are short (`bl.a`, `avd.leder`); after a longer word somebody forgot the space.
fn short_before(chars: &[(usize, char)], i: usize) -> bool {
    let letters = chars[..i].iter().rev().take_while(|(_, c)| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
}

fn normal(shown: &str) -> String {
    let lower = shown.to_lowercase();
    let lower = if lower.contains('\u{30a}') { lower.replace("a\u{30a}", "å") } else { lower };
    lower
        .chars()
        .filter(|c| *c != '\u{ad}')
        .map(|c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        read(text).words.into_iter().map(|word| &text[word.bytes]).collect()
    }

    #[test]
    fn words_keep_what_ties_them() {
        assert_eq!(shown("Send e-post, f.eks. før kl. 12.30!"), ["Send", "e-post", "f.eks", "før", "kl", "12.30"]);
        assert_eq!(shown("(PC-en) «virker»/går …"), ["PC-en", "virker", "går"]);
        assert_eq!(shown("Ta med pass.Husk bilde."), ["Ta", "med", "pass", "Husk", "bilde"]);
    }

    #[test]
    fn numbers_and_addresses_are_one_word_and_never_long() {
        let words =
            read("Ring 55 55 33 33 eller se https://www.nav.no/soknader. Skriv til post@kommune.example.").words;
        let shown: Vec<_> = words.iter().map(|w| (w.lower.as_str(), w.letters)).collect();
        assert_eq!(shown[1], ("55", 0));
        assert_eq!(words[1].bytes.len(), "55 55 33 33".len());
        assert_eq!(shown[4], ("https://www.nav.no/soknader", 0));
        assert_eq!(shown[7], ("post@kommune.example", 0));
        assert_eq!(words.len(), 8);
    }

    #[test]
    fn a_word_reads_the_same_however_it_is_written() {
        for written in ["vedrørende", "VEDRØRENDE", "ved\u{ad}rørende"] {
            assert_eq!(read(written).words[0].lower, "vedrørende");
        }
        assert_eq!(read("a\u{30a}pen").words[0].lower, "åpen");
    }

    #[test]
    fn markers_of_lists_are_no_words() {
        assert_eq!(shown("1. Fyll ut\n2) Send\n- Vent i 3 dager"), ["Fyll", "ut", "Send", "Vent", "i", "3", "dager"]);
    }
}
