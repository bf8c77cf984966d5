//! Words, their spelling without Norwegian letters, and their stems.
//!
//! One light stemmer serves bokmål, nynorsk and English alike: the question seldom says which language it is in, and
//! what counts is that the question and the list lose the same endings.

/// No question is longer than this many words; what follows is not read.
pub const LONGEST: usize = 40;
/// No word is longer than this many letters; what follows is not read.
const LONGEST_WORD: usize = 40;

/// The words of a text in lower case. Apostrophes vanish ("don't" is "dont"), every other sign parts words.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !matches!(c, '\'' | '’' | '`' | '´') && !word.is_empty() {
            found.push(shortened(std::mem::take(&mut word)));
        }
    }
    if !word.is_empty() {
        found.push(shortened(word));
    }
    found
}

fn shortened(word: String) -> String {
    if word.len() <= LONGEST_WORD { word } else { word.chars().take(LONGEST_WORD).collect() }
}

/// Abbreviations that do not end a sentence, without the point at their end.
const ABBREVIATIONS: [&str; 22] = [
    "art", "bl.a", "bnr", "ca", "dr", "dvs", "e.g", "e.l", "ev", "evt", "f.eks", "gnr", "i.e", "inkl", "jf", "kap",
    "kl", "m.a", "nr", "pkt", "t.d", "tlf",
];

/// The sentences of a text, without space around them. A line end parts sentences too; "1. november", "kl. 10" and
/// "nr. 5" do not.
pub fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(sentences_of_line).map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

fn sentences_of_line(line: &str) -> Vec<&str> {
    let (mut found, mut begin) = (Vec::new(), 0);
    for (at, sign) in line.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…')) {
        let (before, after) = (&line[begin..at], &line[at + sign.len_utf8()..]);
        let after = after.trim_start_matches(['»', '”', '"', ')']);
        let next = after.trim_start().chars().next();
        let parted = after.starts_with(char::is_whitespace) && next.is_some_and(|c| !c.is_lowercase());
        if parted && (sign != '.' || ends_sentence(before, next)) {
            let end = line.len() - after.len();
            found.push(&line[begin..end]);
            begin = end;
        }
    }
    found.push(&line[begin..]);
    found
}

/// Whether a point after this ends the sentence: not after an abbreviation, an initial, or a number before a number.
fn ends_sentence(before: &str, next: Option<char>) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let number = word.chars().all(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
    !ABBREVIATIONS.contains(&lower.as_str()) && !initial && !number
}

/// A spelling in which the common ways of missing a letter coincide: å/aa/a, ø/oe/ö/o, æ/ae/ä/e, double letters, and
/// sounds that foreigners and fast writers spell alike (c/k, w/v, z/s, hv/v, kj/skj as k).
pub fn folded(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let out = match (c, next) {
            ('a', Some('a')) | ('o', Some('e')) | ('a', Some('e')) => {
                letters.next();
                if next == Some('e') && c == 'a' { 'e' } else { c }
            }
            ('å', _) => 'a',
            ('ø' | 'ö', _) => 'o',
            ('æ' | 'ä', _) => 'e',
            ('é' | 'è' | 'ê', _) => 'e',
            ('c' | 'q', _) => 'k',
            ('w', _) => 'v',
            ('z', _) => 's',
            ('h', Some('v')) => continue,
            (c, _) => c,
        };
        if !plain.ends_with(out) || out.is_ascii_digit() {
            plain.push(out);
        }
    }
    plain
}

/// Endings of nouns, verbs and adjectives, longest first, and how many letters must be left.
const ENDINGS: [(&str, usize); 32] = [
    ("elsane", 4),
    ("elsene", 4),
    ("elsen", 4),
    ("elser", 4),
    ("elsar", 4),
    ("else", 4),
    ("ingane", 3),
    ("ingene", 3),
    ("ingen", 3),
    ("inger", 3),
    ("ingar", 3),
    ("inga", 3),
    ("ings", 3),
    ("ing", 3),
    ("anes", 3),
    ("enes", 3),
    ("ane", 3),
    ("ene", 3),
    ("ens", 3),
    ("ets", 3),
    ("ers", 3),
    ("ars", 3),
    ("en", 3),
    ("an", 4),
    ("et", 3),
    ("er", 3),
    ("ar", 3),
    ("ed", 3),
    ("es", 3),
    ("a", 3),
    ("e", 3),
    ("s", 4),
];

/// The stem of a lower-case word: endings are taken off until none is left, so that every form ends alike.
pub fn stem(word: &str) -> String {
    let mut stem = word;
    loop {
        let shorter = without_ending(stem);
        if shorter.len() == stem.len() {
            return stem.to_owned();
        }
        stem = shorter;
    }
}

fn without_ending(word: &str) -> &str {
    for (ending, least) in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= least
            && rest.chars().any(is_vowel)
            && !(ending == "s" && rest.ends_with(['s', 'u', 'i']))
        {
            return rest;
        }
    }
    // Past forms: søkt, kjøpt, betalt. A short word may end in t by nature (kort, post).
    if let Some(rest) = word.strip_suffix('t') {
        let least = if rest.ends_with(['k', 'p']) { 3 } else { 4 };
        if rest.chars().count() >= least && rest.ends_with(['k', 'p', 'l', 'r', 'n', 'd']) {
            return rest;
        }
    }
    word
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'æ' | 'ø' | 'å' | 'ä' | 'ö')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["søke", "søker", "søkte", "søkt", "søking"][..],
            &["flytte", "flytter", "flytta", "flyttet", "flytting"],
            &["skjema", "skjemaet", "skjemaer", "skjemaene"],
            &["melding", "meldinga", "meldingen", "meldingar", "meldinger", "melde"],
            &["pass", "passet", "passene"],
            &["legen", "lege", "leger", "legar", "legene"],
            &["driving", "drive", "drives"],
        ] {
            let first = stem(forms[0]);
            assert!(
                forms.iter().all(|f| stem(f) == first),
                "{forms:?}: {:?}",
                forms.iter().map(|f| stem(f)).collect::<Vec<_>>()
            );
        }
        assert_ne!(stem("kort"), stem("kor"));
        assert_ne!(stem("datter"), stem("data"));
    }

    #[test]
    fn a_stem_has_no_ending_left() {
        for word in ["kontraktane", "oppholdstillatelsene", "papers", "æøå", "", "s", "ingen"] {
            assert_eq!(stem(&stem(word)), stem(word));
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        let text =
            "Ring kl. 10. Møt 1. november, jf. § 3. Ta f.eks. BankID med!\nEr du klar? «Ja.» Da går det.  \n\nA. Berg";
        assert_eq!(
            sentences(text),
            [
                "Ring kl. 10.",
                "Møt 1. november, jf. § 3.",
                "Ta f.eks. BankID med!",
                "Er du klar?",
                "«Ja.»",
                "Da går det.",
                "A. Berg"
            ]
        );
        assert_eq!(sentences(" \n "), [""; 0]);
        assert_eq!(sentences("Uten punktum"), ["Uten punktum"]);
    }

    #[test]
    fn folding_meets_writers_without_norwegian_letters() {
        assert_eq!(folded("førerkort"), folded("forerkort"));
        assert_eq!(folded("førerkort"), folded("foererkort"));
        assert_eq!(folded("språk"), folded("spraak"));
        assert_eq!(folded("vipps"), folded("vips"));
        assert_eq!(folded("2fa"), "2fa");
        assert_eq!(words("E-post, I DON'T"), ["e", "post", "i", "dont"]);
    }
}
