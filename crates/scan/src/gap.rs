//! What lies between a label and a number.

use crate::alphabet::{capital_at, letter_at, space_at, word_end};
use crate::words::{BREAKS, ISSUED_BY, LINKS, Label, OWNERS};

/// What lies between a label and a number.
#[derive(Default)]
pub struct Gap {
    pub words: usize,
    pub direct: bool,
    pub digits: bool,
    pub comma: bool,
    /// Digits in it, and borders of cells or lines.
    pub count: usize,
    pub cells: usize,
    /// "nr", "nummer" or "id" is among the words.
    pub numbered: bool,
    /// "er", "is", "som" or "står" is among the words.
    pub verb: bool,
    /// A word that gives the number another owner.
    pub broken: bool,
    /// A preposition that does so behind a thing alone.
    pub owned: bool,
    /// A preposition before whoever issued the number of a thing.
    pub issued: bool,
    /// Its last word leads to somebody: "til", "fra", "av".
    pub to_whom: bool,
    /// A clause or a cell ends in it.
    pub stop: bool,
}

const VERBS: [&[u8]; 9] = [b"er", b"is", b"var", b"was", b"som", b"as", "står".as_bytes(), b"sto", b"stod"];

impl Gap {
    /// Reads `lowered[from..to]`; `original` is the same stretch with its capitals.
    pub fn read(lowered: &[u8], from: usize, to: usize, original: &[u8]) -> Gap {
        let mut gap = Gap { direct: true, ..Gap::default() };
        let mut at = from;
        while at < to && gap.words <= 10 {
            if letter_at(lowered, at) {
                let end = word_end(lowered, at).min(to);
                gap.words += 1;
                let word = &lowered[at..end];
                gap.direct &= gap.words <= 4 && LINKS.has(word);
                gap.numbered |= matches!(word, b"nr" | b"no" | b"nummer" | b"nummeret" | b"number");
                gap.verb |= VERBS.contains(&word);
                gap.broken |= BREAKS.has(word);
                gap.owned |= OWNERS.has(word);
                gap.issued |= ISSUED_BY.has(word);
                gap.to_whom = OWNERS.has(word) && !matches!(word, b"med" | b"with" | b"om" | b"about");
                at = end.max(at + 1);
                continue;
            }
            match lowered[at] {
                // What stands in parentheses explains the label: "fødselsdato (6 siffer):".
                b'(' if from > 0 => at = lowered[at..to].iter().position(|b| *b == b')').map_or(at, |i| at + i),
                b if b.is_ascii_digit() => {
                    gap.digits = true;
                    gap.count += 1;
                }
                b'\n' | b';' | b'|' | b'\t' => {
                    gap.cells += 1;
                    gap.stop |= gap.words > 2 || gap.cells > 1;
                }
                b',' => gap.comma = true,
                // " - " and " – " part like a comma.
                b'-' | 0xE2 if spaced_dash(lowered, at) => gap.comma = true,
                b'!' => gap.stop = true,
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
    pub fn usable(&self, label: Label) -> bool {
        match label {
            Label::Reference | Label::Unknown | Label::Version | Label::Amount => {
                !self.digits && !self.stop && !self.broken && (!self.comma || self.direct)
            }
            Label::Case => self.numbered && !self.digits && !self.stop && !self.comma,
            Label::OtherDay => !self.digits && !self.stop,
            // "Født 2 uker før termin": a few digits are no date.
            Label::Birth => self.count <= 3 && !self.stop && self.words <= 6,
            Label::National | Label::Account | Label::Organisation | Label::Card | Label::Passport => self.words <= 10,
            Label::Phone | Label::Ip => self.words <= 8 && !(self.stop && self.digits),
            Label::Person | Label::Nothing => true,
        }
    }
}

fn spaced_dash(lowered: &[u8], at: usize) -> bool {
    let length = if lowered[at..].starts_with(b"-") { 1 } else { 3 };
    let dash = length == 1 || lowered[at..].starts_with("–".as_bytes());
    dash && at > 0 && lowered[at - 1] == b' ' && lowered.get(at + length) == Some(&b' ')
}

/// A full stop followed by space and a capital.
fn sentence_ends(original: &[u8], at: usize) -> bool {
    let space = space_at(original, at + 1);
    space > 0 && capital_at(original, at + 1 + space)
}

/// End of the word a stem ended in, with "-nummeret" and such.
pub fn rest_of_word(lowered: &[u8], end: usize) -> usize {
    if letter_at(lowered, end) || lowered.get(end) == Some(&b'-') && letter_at(lowered, end + 1) {
        let skip = usize::from(lowered[end] == b'-');
        return word_end(lowered, end + skip);
    }
    end
}
