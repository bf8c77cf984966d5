//! Names of persons, by a lexicon of common names and by the words around.
//!
//! A name has no control digit and no shape. What is found here is a help for whoever reads, and no proof: the
//! lexicon holds the common names in Norway and among newcomers, and unknown names are found only where a word
//! ("heter", "hilsen", "fru") announces one.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::alphabet::{capital_at, letter_at, space_at, word_end};
use crate::{Confidence, Hit, Kind};

const GIVEN: u8 = 1;
const FAMILY: u8 = 2;
const TOWN: u8 = 4;
/// Given names that are also ordinary words or begin sentences.
const WORD: u8 = 8;

/// Words that are both a name and something else; they count only with more to show for it.
#[rustfmt::skip]
const ALSO_WORDS: &[&str] = &[
    "Per", "Mai", "May", "Juni", "Dag", "Odd", "Even", "Live", "Liv", "Are", "Bo", "Inge", "Storm", "Tor", "Max",
    "Do", "Le", "Li", "Lone", "Line", "Else", "Gran", "Ås", "Berg", "Dale", "Nes", "Vang", "Strand", "Lund", "Foss",
    "Haugen", "Moen", "Bakken", "Hagen", "Solberg", "Sande", "Sandnes", "Vik", "Viken", "Dahl", "Holm", "Lie", "Lien",
    "Sund", "Young", "Nur", "Rose", "Grace", "Will", "Mark", "Rud", "Rom", "Sol", "Brun", "Hammer", "Ness", "Torp",
    "Tone", "Jo", "Mia", "Saga", "Aurora", "August", "Sander", "Hauk", "Stein", "Bjørn", "Ravn", "Lam", "Kim", "Ali",
];
/// Words directly before a name, small or capitalised; the name follows and they stay outside.
#[rustfmt::skip]
const ANNOUNCE: &[&str] = &[
    "heter", "heiter", "hilsen", "helsing", "mvh", "vh", "klem", "fru", "herr", "hr", "frk", "frøken", "dr", "prof",
    "lege", "doktor", "lærer", "lærar", "mr", "mrs", "ms", "miss", "saksbehandler", "saksbehandlar", "veileder",
    "rettleiar", "rådgiver", "rådgjevar", "kontaktperson", "navn", "namn", "name", "regards", "hei", "hi", "hello",
    "dear", "kjære", "takk", "sønnen", "datteren", "dottera", "broren", "søsteren", "søstera", "mannen", "kona",
    "ektefellen", "moren", "faren", "mora", "faren", "husband", "wife", "son", "daughter", "brother", "sister",
    "rektor", "ordfører", "ordføraren", "tolk", "verge", "verja", "sjef", "fastlege", "sykepleier", "vaktmester",
    "signert", "signed", "sincerely", "brukeren", "brukaren", "pasienten", "søker", "søkjar", "applicant", "named",
    "called", "familien", "leder", "leiar", "avdelingsleder", "konsulent", "sokneprest", "prest", "advokat", "doctor",
    "nurse", "teacher", "nabo", "naboen", "far", "mor", "onkel", "tante", "bestemor", "bestefar", "snakket",
    "kollega", "kaptein", "manager", "sir", "madam", "guide", "worker", "ordførar", "leiaren", "ved", "avsender",
    "mottaker", "mottakar", "from", "til", "med", "with", "av", "fra", "frå", "hos", "to", "by",
];
/// Those of the above that announce an unknown name too.
#[rustfmt::skip]
const STRONG: &[&str] = &[
    "heter", "heiter", "hilsen", "helsing", "mvh", "vh", "fru", "herr", "hr", "frk", "frøken", "dr", "prof", "doktor",
    "mr", "mrs", "ms", "miss", "regards", "named", "navn", "namn", "saksbehandler", "saksbehandlar", "sincerely",
    "avdelingsleder", "ektefellen", "kontaktperson", "ordføraren", "familien",
];
/// Words behind a name that make it the name of a thing.
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "as", "asa", "sa", "da", "enk", "gate", "gata", "vei", "veg", "plass", "skole", "skule", "barnehage", "prisen",
    "stipend", "kirke", "kyrkje", "kommune", "herad", "senter", "sykehus", "sjukehus", "bygg", "transport", "eiendom",
    "sparebank", "bank", "bok", "kafé", "kafe", "hotell", "hall", "huset", "museum", "stadion", "fylke", "street",
    "road", "house", "hospital", "university", "school", "stiftelse", "legat", "gård", "gard", "fond", "bil",
    "renhold", "elektro", "hytter", "tunet", "idrettslag", "il", "hagesenter",
];
/// Names of ships, storms and schools follow these.
#[rustfmt::skip]
const THINGS_BEFORE: &[&str] = &[
    "ms", "m/s", "stormen", "orkanen", "skipet", "ship", "skolen", "hunden", "katten", "firmaet", "gate", "prins",
    "kong", "dronning", "sankt", "st", "orkan", "hest", "hesten", "båten", "company", "storm", "queen", "king",
    "hurricane", "saint",
];

static LEXICON: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    let lists = [
        (include_str!("../data/given.txt"), GIVEN),
        (include_str!("../data/family.txt"), FAMILY),
        (include_str!("../data/towns.txt"), TOWN),
    ];
    for (list, mark) in lists {
        for name in list.split_whitespace() {
            *lexicon.entry(name).or_insert(0) |= mark;
        }
    }
    for word in ALSO_WORDS {
        *lexicon.entry(word).or_insert(0) |= WORD;
    }
    lexicon
});

/// Whether a word is a given name of the lexicon.
pub fn is_given(word: &str) -> bool {
    marks(word).0 & GIVEN != 0
}

/// A capitalised word.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    marks: u8,
    /// A genitive -s was taken off.
    genitive: bool,
    initial: bool,
}

/// Adds the names in the text to the hits from `first` on, and keeps them in order. Names inside other hits do not count.
pub fn find(text: &str, hits: &mut Vec<Hit>, first: usize) {
    let mut names = Vec::new();
    let mut at = 0;
    let mut chain = Vec::new();
    while let Some(word) = next_word(text, at) {
        at = word.end.max(at + 1);
        chain.clear();
        chain.push(word);
        while let Some(next) = joined(text, chain[chain.len() - 1]) {
            chain.push(next);
            if chain.len() == 5 {
                break;
            }
        }
        if let Some((span, confidence, reason)) = judge(text, &chain) {
            at = span.end;
            names.push(Hit { kind: Kind::Name, span, confidence, reason });
        }
    }
    names.retain(|name| {
        !hits[first..].iter().any(|hit| hit.span.start < name.span.end && name.span.start < hit.span.end)
    });
    hits.extend(names);
    hits[first..].sort_by_key(|hit| hit.span.start);
}

/// The next capitalised word that begins a word, at or after `from`.
fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        if letter_at(bytes, at) {
            let end = word_end(bytes, at);
            if capital_at(bytes, at) && !glued(bytes, at, end) {
                return Some(word(text, at, end));
            }
            at = end;
        } else {
            at += 1;
            while at < bytes.len() && bytes[at] & 0xC0 == 0x80 {
                at += 1;
            }
        }
    }
    None
}

/// Part of an address on the net, of a code or a number.
fn glued(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start > 0
        && (matches!(bytes[start - 1], b'@' | b'_' | b'/' | b'#' | b'&') || bytes[start - 1].is_ascii_digit());
    let after = bytes.get(end).is_some_and(|b| matches!(b, b'@' | b'_' | b'=') || b.is_ascii_digit());
    before || after
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let bytes = text.as_bytes();
    let whole = &text[start..end];
    let initial = bytes.get(end) == Some(&b'.') && whole.chars().count() == 1;
    let (marks, genitive) = marks(whole);
    Word { start, end: if genitive { end - 1 } else { end }, marks, genitive, initial }
}

fn marks(word: &str) -> (u8, bool) {
    let plain = |word: &str| {
        if let Some(marks) = LEXICON.get(word) {
            return *marks;
        }
        if word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || c == '-') {
            return LEXICON.get(title_case(word).as_str()).copied().unwrap_or(0);
        }
        // "Anne-Karin", "Berg-Hansen": the parts tell.
        match word.split_once('-') {
            // "Aasen-tunet", "Undset-prisen" are things.
            Some((_, b)) if b.starts_with(char::is_lowercase) => 0,
            Some((a, b)) => LEXICON.get(a).copied().unwrap_or(0) & !TOWN | LEXICON.get(b).copied().unwrap_or(0) & !TOWN,
            None => 0,
        }
    };
    match plain(word) {
        0 => word.strip_suffix('s').map_or((0, false), |bare| (plain(bare), plain(bare) & (GIVEN | FAMILY) != 0)),
        marks => (marks, false),
    }
}

fn title_case(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for part in word.split_inclusive('-') {
        let mut chars = part.chars();
        out.extend(chars.next());
        out.extend(chars.flat_map(char::to_lowercase));
    }
    out
}

/// The capitalised word that follows one space behind, initials and "van" between allowed.
fn joined(text: &str, last: Word) -> Option<Word> {
    let bytes = text.as_bytes();
    if last.genitive {
        return None;
    }
    let mut at = last.end + usize::from(last.initial);
    let space = space_at(bytes, at);
    if space == 0 {
        return None;
    }
    at += space;
    for particle in ["van ", "von ", "de ", "da ", "bin ", "al-", "el-", "der "] {
        if text[at..].starts_with(particle) {
            at += particle.len();
        }
    }
    if !capital_at(bytes, at) {
        return None;
    }
    let end = word_end(bytes, at);
    (!glued(bytes, at, end)).then(|| word(text, at, end))
}

type Judged = (std::ops::Range<usize>, Confidence, &'static str);

/// Whether the chain, or its beginning, is a name.
fn judge(text: &str, chain: &[Word]) -> Option<Judged> {
    let first = chain[0];
    let last = chain[chain.len() - 1];
    let before = word_before(text, first.start);
    let after = word_after(text, last);
    if THINGS.contains(&after.as_str()) || THINGS_BEFORE.contains(&before.as_str()) || company_inside(text, chain) {
        return None;
    }
    if let Some(turned) = surname_first(text, chain) {
        return Some(turned);
    }
    let announced = ANNOUNCE.contains(&before.as_str());
    let strong = STRONG.contains(&before.as_str());
    let lower = text[first.start..first.end].to_lowercase();
    if ANNOUNCE.contains(&lower.as_str()) || THINGS_BEFORE.contains(&lower.as_str()) {
        return None;
    }
    let span = first.start..last.end;
    let family = last.marks & FAMILY != 0 && chain.len() > 1;
    if first.marks & GIVEN != 0 && chain.len() > 1 && first.marks & WORD == 0 {
        let sure = if family { Confidence::Certain } else { Confidence::Likely };
        return Some((name_end(chain).unwrap_or(span), sure, "a given name and more"));
    }
    if family && (first.marks & GIVEN != 0 || first.initial) {
        return Some((span, Confidence::Likely, "a given name or initial and a surname"));
    }
    if family && first.marks & TOWN == 0 && !starts_sentence(text, first.start) {
        return Some((span, Confidence::Likely, "capitalised words and a surname"));
    }
    if chain.len() > 1 && first.marks & FAMILY != 0 && first.marks & (TOWN | WORD | GIVEN) == 0 {
        return Some((span, Confidence::Possible, "a surname and capitalised words"));
    }
    if strong && chain.len() <= 4 && first.marks & TOWN == 0 {
        return Some((span, Confidence::Possible, "a name is announced"));
    }
    if chain.len() == 1 {
        return single(text, first, announced);
    }
    None
}

/// One word alone.
fn single(text: &str, word: Word, announced: bool) -> Option<Judged> {
    let span = word.start..word.end;
    if word.marks & (GIVEN | FAMILY) != 0 && alone_in_cell(text, &span) {
        return Some((span, Confidence::Possible, "a name alone in a cell"));
    }
    let doubtful = word.marks & (WORD | TOWN) != 0 && !spoken_to(text, &span);
    if word.marks & GIVEN != 0 && (!doubtful || announced) {
        return Some((span, Confidence::Possible, "a given name"));
    }
    let ending = text[span.clone()].ends_with("sen") || text[span.clone()].ends_with("ssen");
    if word.marks & FAMILY != 0 && (announced || (ending && !doubtful)) {
        return Some((span, Confidence::Possible, "a surname"));
    }
    None
}

/// Tabs, semicolons or bars on both sides, one of them at least.
fn alone_in_cell(text: &str, span: &std::ops::Range<usize>) -> bool {
    let border = |c: Option<char>| c.is_none_or(|c| matches!(c, '\t' | ';' | '|' | '\n'));
    let whole = span.start == 0 && span.end == text.len();
    border(text[..span.start].chars().next_back()) && border(text[span.end..].chars().next()) && !whole
}

/// "Takk for hjelpen, Bjørn!"
fn spoken_to(text: &str, span: &std::ops::Range<usize>) -> bool {
    text[..span.start].ends_with(", ") && (text[span.end..].is_empty() || text[span.end..].starts_with(['!', '.', '?']))
}

/// A chain that runs into other capitalised words ends behind its last known name, one unknown word allowed.
fn name_end(chain: &[Word]) -> Option<std::ops::Range<usize>> {
    let known = chain.iter().rposition(|w| w.marks & (GIVEN | FAMILY) != 0 || w.initial)?;
    let reach = if chain.len() <= 3 { chain.len() - 1 } else { known.max(1) };
    Some(chain[0].start..chain[reach].end)
}

/// "NORDMANN, KARI" and "Nordmann, Kari".
fn surname_first(text: &str, chain: &[Word]) -> Option<Judged> {
    let [family] = chain else { return None };
    let bytes = text.as_bytes();
    if family.marks & FAMILY == 0 || !bytes[family.end..].starts_with(b", ") || !capital_at(bytes, family.end + 2) {
        return None;
    }
    let start = family.end + 2;
    let mut given = word(text, start, word_end(bytes, start));
    let listed = given.marks & GIVEN != 0 && (family.marks & GIVEN == 0 || given.marks & FAMILY == 0);
    if !listed {
        return None;
    }
    while let Some(next) = joined(text, given) {
        given = next;
    }
    Some((family.start..given.end, Confidence::Likely, "surname, given name"))
}

fn company_inside(text: &str, chain: &[Word]) -> bool {
    let last = &text[chain[chain.len() - 1].start..chain[chain.len() - 1].end];
    // "Aasen-tunet", "Undset-prisen".
    let thing = last.split_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase));
    thing || chain.iter().skip(1).any(|w| THINGS.contains(&text[w.start..w.end].to_lowercase().as_str()))
}

/// The word before, in small letters; empty at the start of a clause.
fn word_before(text: &str, start: usize) -> String {
    let head = text[..start].trim_end_matches([' ', '\u{a0}', ':', '.', '\t', '«', ',']);
    if text[head.len()..start].contains(". ") && !head.ends_with(|c: char| c.is_lowercase()) {
        return String::new();
    }
    let from = head
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| c.is_alphabetic() || *c == '/')
        .last()
        .map_or(head.len(), |(i, _)| i);
    head[from..].to_lowercase()
}

/// The word behind the chain, in small letters, hyphen included ("Aasen-tunet").
fn word_after(text: &str, last: Word) -> String {
    let end = last.end + usize::from(last.genitive);
    let tail = text[end..].trim_start_matches([' ', '-']);
    tail.chars().take(16).take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn starts_sentence(text: &str, start: usize) -> bool {
    let head = text[..start].trim_end_matches([' ', '«', '"']);
    head.is_empty() || head.ends_with(['.', '!', '?', '\n'])
}
