//! The words around a number.

use std::sync::LazyLock;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use crate::alphabet::{capital_at, char_start, letter_at, letter_before, lower, space_before, word_end, word_start};
use crate::words::{LINKS, LIST_WORDS, Label, STEMS, UNITS};

/// Bytes looked at before and after a number. A label farther away says nothing about it.
const BEFORE: usize = 96;
const AFTER: usize = 48;

/// A label near a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub label: Label,
    /// Nothing but linking words and punctuation between label and number.
    pub direct: bool,
    /// Words between label and number.
    pub words: usize,
}

/// What stands around a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub before: Option<Found>,
    pub after: Option<Found>,
    /// A unit, a currency or a word for a count follows at once.
    pub unit: bool,
}

impl Context {
    /// The words around the bytes `start..end`.
    pub fn of(text: &str, start: usize, end: usize) -> Context {
        let bytes = text.as_bytes();
        Context { before: before(bytes, list_start(bytes, start)), after: after(bytes, end), unit: unit(bytes, end) }
    }

    /// Whether a label of this kind is the nearest on either side.
    pub fn says(&self, label: Label) -> bool {
        match self.before {
            Some(found) if found.direct || self.after.is_none() => found.label == label,
            _ => self.after.or(self.before).is_some_and(|found| found.label == label),
        }
    }

    /// Whether the label stands beside the number with nothing but links between.
    pub fn says_directly(&self, label: Label) -> bool {
        let direct = |found: Option<Found>| found.is_some_and(|f| f.direct && f.label == label);
        direct(self.before) || (direct(self.after) && !self.before.is_some_and(|f| f.direct))
    }

    /// Whether the number plainly belongs to a thing: "KID 123", "versjon 1.2", "123 kroner".
    pub fn belongs_to_thing(&self) -> bool {
        let thing = |f: &Found| matches!(f.label, Label::Reference | Label::Version | Label::Amount);
        self.unit
            || self.before.filter(|f| f.direct).is_some_and(|f| thing(&f))
            || (!self.before.is_some_and(|f| f.direct) && self.after.is_some_and(|f| f.direct && thing(&f)))
    }

    /// The same for numbers with no control digit: a word for a thing within a few words is enough.
    pub fn may_belong_to_thing(&self) -> bool {
        let thing = |f: Found| matches!(f.label, Label::Reference | Label::Version | Label::Amount) && f.words <= 5;
        self.belongs_to_thing() || self.before.is_some_and(thing)
    }
}

/// A stem's place in the automaton.
struct Stem {
    label: Label,
    whole_start: bool,
    whole_end: bool,
    length: usize,
}

struct Stems {
    automaton: DFA,
    stems: Vec<Stem>,
}

static STEM_TABLE: LazyLock<Stems> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut stems = Vec::new();
    for (label, list) in STEMS {
        for stem in *list {
            let bare = stem.trim_start_matches('^').trim_end_matches('$');
            stems.push(Stem {
                label: *label,
                whole_start: stem.starts_with('^'),
                whole_end: stem.ends_with('$'),
                length: bare.len(),
            });
            patterns.push(bare);
        }
    }
    let automaton = DFA::builder().match_kind(MatchKind::Standard).build(patterns);
    // The stems are few and constant; a table that cannot be built is a fault of the program, found by every test.
    Stems { automaton: automaton.expect("a constant table"), stems }
});

impl Stems {
    /// Calls `each` with label, start and end of every stem in the lower-case bytes, in the order of their ends.
    fn find(&self, lowered: &[u8], mut each: impl FnMut(Label, usize, usize)) {
        let dfa = &self.automaton;
        let Ok(mut state) = dfa.start_state(Anchored::No) else { return };
        for (i, byte) in lowered.iter().enumerate() {
            state = dfa.next_state(Anchored::No, state, *byte);
            if !dfa.is_special(state) || !dfa.is_match(state) {
                continue;
            }
            for n in 0..dfa.match_len(state) {
                let stem = &self.stems[dfa.match_pattern(state, n).as_usize()];
                let (start, end) = (i + 1 - stem.length, i + 1);
                if stem.whole_start && letter_before(lowered, start) || stem.whole_end && letter_at(lowered, end) {
                    continue;
                }
                each(stem.label, start, end);
            }
        }
    }
}

/// The nearest label before `start`.
fn before(bytes: &[u8], start: usize) -> Option<Found> {
    let from = char_start(bytes, start.saturating_sub(BEFORE));
    let mut buffer = [0; BEFORE + 4];
    let lowered = &mut buffer[..start - from];
    lower(&bytes[from..start], lowered);
    let mut best: Option<(Label, usize, usize)> = None;
    let mut second = None;
    STEM_TABLE.find(lowered, |label, s, e| match (label, best) {
        (Label::Nothing, Some((_, bs, _))) if s <= bs => best = second,
        (Label::Nothing, _) => {}
        // A longer stem that began earlier and ends here too ("bankkortn" over "kortn") says more.
        (_, Some((_, bs, be))) if be == e && bs <= s => {}
        (_, Some((_, bs, _))) if s <= bs => best = Some((label, s, e)),
        _ => {
            second = best;
            best = Some((label, s, e));
        }
    });
    let (label, _, end) = best?;
    let gap = Gap::read(lowered, rest_of_word(lowered, end), lowered.len(), &bytes[from..start]);
    gap.usable(label).then_some(Found { label, direct: gap.direct, words: gap.words })
}

/// The nearest label after `end`, in the same clause.
fn after(bytes: &[u8], end: usize) -> Option<Found> {
    let to = (end + AFTER).min(bytes.len());
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - end];
    lower(&bytes[end..to], lowered);
    let mut best: Option<(Label, usize, usize)> = None;
    STEM_TABLE.find(lowered, |label, s, e| match best {
        None => best = Some((label, s, e)),
        Some((_, bs, _)) if s == bs => best = Some((label, s, e)),
        _ => {}
    });
    let (label, start, _) = best?;
    let head = word_start(lowered, start);
    let gap = Gap::read(lowered, 0, head, &bytes[end..to]);
    (gap.direct && !gap.stop && label != Label::Nothing).then_some(Found { label, direct: true, words: gap.words })
}

/// What lies between a label and a number.
struct Gap {
    words: usize,
    direct: bool,
    digits: bool,
    /// A clause or a cell ends in it.
    stop: bool,
}

impl Gap {
    /// Reads `lowered[from..to]`; `original` is the same stretch with its capitals.
    fn read(lowered: &[u8], from: usize, to: usize, original: &[u8]) -> Gap {
        let mut gap = Gap { words: 0, direct: true, digits: false, stop: false };
        let mut at = from;
        while at < to {
            if letter_at(lowered, at) {
                let end = word_end(lowered, at).min(to);
                gap.words += 1;
                let link = std::str::from_utf8(&lowered[at..end]).is_ok_and(|word| LINKS.contains(&word));
                gap.direct &= link && gap.words <= 4;
                at = end.max(at + 1);
                continue;
            }
            match lowered[at] {
                b if b.is_ascii_digit() => gap.digits = true,
                b'\n' | b';' | b'|' | b'\t' => gap.stop |= gap.words > 0,
                b',' => gap.stop |= gap.words > 2,
                b'!' | b'?' => gap.stop = true,
                b'.' if sentence_ends(original, at) => gap.stop |= gap.words > 0 || at > from + 1,
                _ => {}
            }
            at += 1;
        }
        gap.direct &= !gap.digits && !gap.stop;
        gap
    }

    /// A label whose own number or sentence lies between says nothing, save that a kind with control digits may be
    /// announced from farther away.
    fn usable(&self, label: Label) -> bool {
        match label {
            Label::Reference | Label::Version | Label::Amount | Label::OtherDay => !self.digits && !self.stop,
            Label::Birth => !self.digits && !self.stop && self.words <= 6,
            Label::National | Label::Account | Label::Organisation | Label::Card | Label::Passport => self.words <= 10,
            Label::Phone | Label::Ip => self.words <= 8 && !(self.stop && self.digits),
            Label::Person | Label::Nothing => true,
        }
    }
}

/// A full stop followed by space and a capital.
fn sentence_ends(original: &[u8], at: usize) -> bool {
    let space = crate::alphabet::space_at(original, at + 1);
    space > 0 && capital_at(original, at + 1 + space)
}

/// End of the word a stem ended in, with "-nummeret" and such.
fn rest_of_word(lowered: &[u8], end: usize) -> usize {
    if letter_at(lowered, end) || lowered.get(end) == Some(&b'-') && letter_at(lowered, end + 1) {
        let skip = usize::from(lowered[end] == b'-');
        return word_end(lowered, end + skip);
    }
    end
}

/// For a number in a list ("111 og 222", "111/222"), where the list begins: its label stands there.
fn list_start(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    for _ in 0..4 {
        let Some(previous) = previous_number(bytes, at) else { return at };
        at = previous;
    }
    at
}

/// Start of the number before a list word or a comma that stands directly before `start`.
fn previous_number(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start - space_before(bytes, start);
    if letter_before(bytes, at) {
        let word = word_start(bytes, at);
        let mut small = [0; 8];
        let length = at - word;
        if length > small.len() {
            return None;
        }
        lower(&bytes[word..at], &mut small[..length]);
        if !std::str::from_utf8(&small[..length]).is_ok_and(|w| LIST_WORDS.contains(&w)) {
            return None;
        }
        at = word - space_before(bytes, word);
    } else if at > 0 && matches!(bytes[at - 1], b',' | b'/' | b'&' | b'+') {
        at -= 1;
        at -= space_before(bytes, at);
    } else {
        return None;
    }
    if at == 0 || !bytes[at - 1].is_ascii_digit() {
        return None;
    }
    let is_part = |i: usize| bytes[i].is_ascii_digit() || matches!(bytes[i], b'.' | b'-' | b' ' | 0xC2 | 0xA0);
    while at > 0 && is_part(at - 1) {
        at -= 1;
    }
    Some(at + usize::from(!bytes[at].is_ascii_digit()))
}

/// Whether a unit, a currency or ",-" follows at once.
fn unit(bytes: &[u8], end: usize) -> bool {
    if bytes[end..].starts_with(b",-") || matches!(bytes.get(end), Some(b'%')) {
        return true;
    }
    let at = end + crate::alphabet::space_at(bytes, end);
    if matches!(bytes.get(at), Some(b'%')) || bytes[at..].starts_with("°".as_bytes()) {
        return true;
    }
    starts_with_word(bytes, at, UNITS)
}

/// Whether one of the lower-case words stands here.
pub fn starts_with_word(bytes: &[u8], at: usize, words: &[&str]) -> bool {
    if !letter_at(bytes, at) {
        return false;
    }
    let end = word_end(bytes, at);
    let mut small = [0; 24];
    if end - at > small.len() {
        return false;
    }
    lower(&bytes[at..end], &mut small[..end - at]);
    std::str::from_utf8(&small[..end - at]).is_ok_and(|word| words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str) -> Context {
        let start = text.find('#').unwrap();
        let text = text.replace('#', "12345678903");
        Context::of(&text, start, start + 11)
    }

    #[test]
    fn nearest_label_wins() {
        assert!(around("KID 12 til konto #").says_directly(Label::Account));
        assert!(around("kontonummer og KID #").says_directly(Label::Reference));
        assert!(around("Skattekontoen til kommunen er #").says(Label::Account));
        assert!(around("# er kontonummeret mitt").says_directly(Label::Account));
        assert!(around("FØDSELSNUMMER: #").says_directly(Label::National));
    }

    #[test]
    fn a_label_ends_with_its_sentence() {
        assert!(around("Faktura nr. #").belongs_to_thing());
        assert!(!around("Takk for fakturaen. Nå gjelder det #").belongs_to_thing());
        assert!(!around("ordrenummer og sendes til #").belongs_to_thing());
        assert!(around("Prisen er # kroner").belongs_to_thing());
        assert!(around("fakturanummer 12345678901 og #").belongs_to_thing());
    }

    #[test]
    fn longer_words_take_their_stem_back() {
        assert!(!around("Kontoret har #").says(Label::Account));
        assert!(!around("Passkontoret: #").says(Label::Passport));
        assert!(around("pass #").says(Label::Passport));
        assert!(!around("Pass på # der").says(Label::Passport));
    }
}
