//! The words around a number.

use crate::after::{after, field_behind};
use crate::alphabet::{letter_at, lower, space_at, word_end};
use crate::before::Before;
use crate::words::{Label, UNITS, Words};

/// A label near a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub label: Label,
    /// Nothing but linking words and punctuation between label and number.
    pub direct: bool,
    /// Words between label and number.
    pub words: usize,
    /// The label speaks of a number of the thing ("ordrenummer", "KID"), not of the thing alone ("ordren"); of a phone,
    /// not of a call.
    pub numbered: bool,
    /// The thing is rather somebody ("kunde", but not "kundenummer").
    pub weak: bool,
}

/// What stands around a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The nearest label before.
    pub before: Option<Found>,
    /// The nearest label behind; looked for only when none stands directly before.
    pub after: Option<Found>,
    /// A unit, a currency or a word for a count follows at once.
    pub unit: bool,
    /// One bit for each label in the words before, also those that are not the nearest.
    heard: u16,
}

impl Context {
    /// The words around a place, with what is known of those before it.
    pub fn new(text: &str, before: Before, end: usize) -> Context {
        let bytes = text.as_bytes();
        if let Some(field) = field_behind(bytes, end) {
            return Context { before: None, after: Some(field), unit: false, heard: before.heard };
        }
        let direct = before.nearest.is_some_and(|found| found.direct);
        let after = if direct { None } else { after(bytes, end) };
        Context { before: before.nearest, after, unit: unit(bytes, end), heard: before.heard }
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

    /// Whether the number is an amount or a version: a unit behind it, or a word for one directly before.
    pub fn is_amount(&self) -> bool {
        self.unit || self.before.is_some_and(|f| f.direct && matches!(f.label, Label::Amount | Label::Version))
    }

    /// Whether the label stands anywhere in the words before.
    pub fn heard(&self, label: Label) -> bool {
        self.heard & (1 << label as u16) != 0
    }

    /// Whether any word before speaks of a thing.
    pub fn hears_of_thing(&self) -> bool {
        [Label::Reference, Label::Unknown, Label::Version, Label::Amount].into_iter().any(|label| self.heard(label))
    }

    /// Whether the number plainly belongs to a thing: "KID 123", "versjon 1.2", "123 kroner".
    pub fn belongs_to_thing(&self) -> bool {
        let thing = |f: &Found| f.label.is_thing();
        self.unit
            || self.before.filter(|f| f.direct).is_some_and(|f| thing(&f))
            || (!self.before.is_some_and(|f| f.direct) && self.after.is_some_and(|f| f.direct && thing(&f)))
    }

    /// The same for organisation numbers: "kunde 991825827" is a company.
    pub fn belongs_to_thing_of(&self) -> bool {
        let weak = |found: Option<Found>| found.is_some_and(|f| f.direct && f.weak);
        self.unit || (self.belongs_to_thing() && !weak(self.before) && !weak(self.after))
    }

    /// Whether the words before name the number of a thing: "KID", "ordrenummer". Numbers whose control digits fit
    /// need such a word; "sak" or "kunde" alone may stand before anybody's number.
    pub fn belongs_to_numbered_thing(&self) -> bool {
        let reference = |f: &Found| f.label == Label::Reference && f.numbered && f.direct;
        self.before.is_some_and(|f| reference(&f))
            || (!self.before.is_some_and(|f| f.direct) && self.after.is_some_and(|f| reference(&f)))
    }

    /// The same from a few words away, for numbers with one control digit and no label of their own.
    pub fn may_belong_to_thing(&self) -> bool {
        let thing = |f: Found| f.label.is_thing();
        self.belongs_to_thing() || self.before.is_some_and(|f| thing(f) && f.numbered && f.words <= 4)
    }

    /// The same for numbers without control digits: any word for a thing will do.
    pub fn smells_of_thing(&self) -> bool {
        let thing = |f: Found| f.label.is_thing() && f.words <= 5;
        self.belongs_to_thing() || self.before.is_some_and(thing)
    }
}

/// Whether a unit, a currency or ",-" follows at once.
fn unit(bytes: &[u8], end: usize) -> bool {
    if bytes[end..].starts_with(b",-") || matches!(bytes.get(end), Some(b'%')) {
        return true;
    }
    let at = end + space_at(bytes, end);
    if matches!(bytes.get(at), Some(b'%')) || bytes[at..].starts_with("°".as_bytes()) {
        return true;
    }
    // "kr 349" behind a number is the next number's currency.
    let word = word_end(bytes, at);
    let next = word + usize::from(bytes.get(word) == Some(&b'.'));
    let next = next + space_at(bytes, next);
    starts_with_word(bytes, at, &UNITS) && !bytes.get(next).is_some_and(u8::is_ascii_digit)
}

/// Whether one of the lower-case words, which are sorted, stands here.
pub fn starts_with_word(bytes: &[u8], at: usize, words: &Words) -> bool {
    if !letter_at(bytes, at) {
        return false;
    }
    let end = word_end(bytes, at);
    let mut small = [0; 24];
    if end - at > small.len() {
        return false;
    }
    lower(&bytes[at..end], &mut small[..end - at]);
    words.has(&small[..end - at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str) -> Context {
        let start = text.find('#').unwrap();
        let text = text.replace('#', "12345678903");
        Context::new(&text, Before::of(text.as_bytes(), start), start + 11)
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
