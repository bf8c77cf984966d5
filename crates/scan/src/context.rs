//! The words around a number.

use crate::alphabet::{
    capital_at, char_start, letter_at, letter_before, lower, space_at, space_before, word_end, word_start,
};
use crate::gap::{Gap, rest_of_word};
use crate::stems::STEM_TABLE;
use crate::words::{IN_FIELD, LINKS, LIST_WORDS, Label, NAMELESS, PEOPLE, PLACES, UNITS, Words};

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
    /// The label speaks of a number of the thing ("ordrenummer", "KID"), not of the thing alone ("ordren"); of a phone,
    /// not of a call.
    pub numbered: bool,
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

/// What the words before a place say.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    nearest: Option<Found>,
    heard: u16,
}

impl Before {
    /// Reads the words before the byte `start`; for a number in a list, those before the list.
    pub fn of(bytes: &[u8], start: usize) -> Before {
        let (nearest, heard) = before(bytes, list_start(bytes, start));
        Before { nearest, heard }
    }
}

/// Start of the words looked at before `start`: this line and the one before it.
fn window_start(bytes: &[u8], start: usize) -> usize {
    let from = start.saturating_sub(BEFORE);
    let line =
        memchr::memrchr(b'\n', &bytes[from..start]).and_then(|this| memchr::memrchr(b'\n', &bytes[from..from + this]));
    char_start(bytes, line.map_or(from, |line| from + line + 1))
}

/// The nearest stem of one label before `start`, other labels aside.
pub fn nearest(text: &str, start: usize, label: Label) -> Option<Found> {
    let bytes = text.as_bytes();
    let start = list_start(bytes, start);
    let from = window_start(bytes, start);
    let mut buffer = [0; BEFORE + 4];
    let lowered = &mut buffer[..start - from];
    lower(&bytes[from..start], lowered);
    let mut end = None;
    STEM_TABLE.find(lowered, |found, _, e| {
        if found == label {
            end = Some(e);
        }
    });
    let gap = Gap::read(lowered, rest_of_word(lowered, end?), lowered.len(), &bytes[from..start]);
    gap.usable(label).then_some(Found { label, direct: gap.direct, words: gap.words, numbered: gap.numbered })
}

/// The nearest label before `start`, and a bit for each label there.
fn before(bytes: &[u8], start: usize) -> (Option<Found>, u16) {
    let from = window_start(bytes, start);
    let mut buffer = [0; BEFORE + 4];
    let lowered = &mut buffer[..start - from];
    lower(&bytes[from..start], lowered);
    let mut best: Option<Stem> = None;
    let mut second = None;
    let mut heard = 0;
    STEM_TABLE.find(lowered, |label, s, e| {
        heard |= 1 << label as u16;
        match (label, best) {
            (Label::Nothing, Some((taken, bs, _))) if s <= bs => {
                heard &= !(1 << taken as u16);
                best = second;
            }
            (Label::Nothing, _) => {}
            // A longer stem that began earlier and ends here too ("bankkortn" over "kortn") says more.
            (_, Some((_, bs, be))) if be == e && bs <= s => {}
            (_, Some((_, bs, _))) if s <= bs => best = Some((label, s, e)),
            _ => {
                second = best;
                best = Some((label, s, e));
            }
        }
    });
    let original = &bytes[from..start];
    // A day is no label of a number: "bestilte time, bekreftelse nr. 12".
    let taken = best.filter(|(label, ..)| *label != Label::OtherDay).map_or(0, |(_, _, end)| end);
    if let Some(found) = unknown_number(lowered, original, taken) {
        return (Some(found), heard);
    }
    if let Some(found) = issued_by_company(lowered, original, second, best) {
        return (Some(found), heard);
    }
    let best = best.filter(|best| !stands_aside(lowered, original, *best, second)).or(second);
    (best.and_then(|best| judge(lowered, original, best)), heard)
}

/// A stem in the words before a number: what it says, where it begins and ends.
type Stem = (Label, usize, usize);

/// What a stem says about the number that stands behind `lowered`.
fn judge(lowered: &[u8], original: &[u8], (label, stem, end): Stem) -> Option<Found> {
    let rest = rest_of_word(lowered, end);
    if (label.is_thing() || label == Label::OtherDay) && ends_in_a_role(&lowered[stem..rest]) {
        return None;
    }
    let gap = Gap::read(lowered, rest, lowered.len(), original);
    let number = gap.numbered || tells_of_number(&lowered[stem..rest]);
    let numbered = if label == Label::Phone { number || names_a_phone(&lowered[stem..rest]) } else { number };
    let owned = gap.owned && !number && label.is_thing();
    if !gap.usable(label) || owned {
        return None;
    }
    Some(match label {
        // "Saken din er registrert med nummer 12".
        Label::Case => Found { label: Label::Reference, direct: gap.words <= 6, words: 0, numbered: true },
        _ => Found { label, direct: gap.direct, words: gap.words, numbered },
    })
}

/// Whether a thing claims no number here, so that the stem before it counts: "saken", unless a number of it is meant,
/// "kontoen som står i vedtaket er 12", where the thing is the place, and "Fjell Eiendom 12", where it is in a name.
fn stands_aside(lowered: &[u8], original: &[u8], (label, stem, end): Stem, second: Option<Stem>) -> bool {
    let word = word_start(lowered, stem);
    let space = space_before(lowered, word);
    let mut before = word_start(lowered, word - space);
    let place = starts_with_word(lowered, before, &PLACES);
    // "Serienr. på maskinen er 12".
    let machine = label == Label::Ip && place && second.is_some_and(|second| second.0 == Label::Reference);
    if machine || !label.is_thing() {
        return machine;
    }
    // "12 000 kr, 991825827": the currency belongs to the number before it.
    if label == Label::Amount && word > space && lowered[word - space - 1].is_ascii_digit() {
        return true;
    }
    let rest = rest_of_word(lowered, end);
    let gap = Gap::read(lowered, rest, lowered.len(), original);
    if label == Label::Case {
        return !gap.usable(label);
    }
    if gap.numbered || tells_of_number(&lowered[word..rest]) {
        return false;
    }
    if place {
        return gap.verb;
    }
    if before < word && lowered[before..].starts_with(b"og ") {
        before = word_start(lowered, before - space_before(lowered, before));
    }
    // "Radio ID" and "Rullestol SN" are no names.
    let as_name = label != Label::Unknown && capital_at(original, word) && !capital_at(original, word + 1);
    let one_name = as_name && before < word && capital_at(original, before);
    one_name && !starts_with_word(lowered, before, &NAMELESS)
}

/// "Kundenummeret hos strømselskapet er 12": the company behind the thing's number only issues it.
fn issued_by_company(lowered: &[u8], original: &[u8], second: Option<Stem>, best: Option<Stem>) -> Option<Found> {
    let (_, stem, end) = second.filter(|second| second.0 == Label::Reference)?;
    let (_, company, company_end) = best.filter(|best| best.0 == Label::Organisation)?;
    let (rest, company) = (rest_of_word(lowered, end), word_start(lowered, company));
    let company_rest = rest_of_word(lowered, company_end);
    if company < rest || tells_of_number(&lowered[company..company_rest]) {
        return None;
    }
    let gap = Gap::read(lowered, rest, company, original);
    let numbered = gap.numbered || tells_of_number(&lowered[stem..rest]);
    let issued = numbered && gap.issued && gap.words <= 4;
    let one_clause = !gap.digits && !gap.stop && !gap.comma && gap.cells == 0;
    let behind = Gap::read(lowered, company_rest, lowered.len(), original);
    let found = Found { label: Label::Reference, direct: true, words: behind.words, numbered: true };
    (issued && one_clause && behind.direct).then_some(found)
}

/// "Fakturamottaker", "prosjekteier": somebody who has to do with the thing, whose number it may well be.
fn ends_in_a_role(word: &[u8]) -> bool {
    const ROLES: [&[u8]; 23] = [
        b"eier",
        b"eigar",
        b"giver",
        b"gjevar",
        b"mottaker",
        b"mottakar",
        b"taker",
        b"takar",
        b"part",
        b"parten",
        b"holder",
        b"haver",
        b"ansvarlig",
        b"utsteder",
        b"sender",
        b"partner",
        b"contractor",
        b"leder",
        b"leiar",
        b"legger",
        b"leggar",
        b"behandler",
        b"behandlar",
    ];
    ROLES.iter().any(|role| word.ends_with(role))
}

/// Whether a word means the phone or its number, and not a call or a contact.
fn names_a_phone(word: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] = [b"tlf", b"tel", b"mob", b"phone", b"fax", b"faks", b"cell"];
    STARTS.iter().any(|start| word.starts_with(start))
}

/// Whether a word such as "ordrenummer", "saksnr" or "KID" speaks of a number by itself.
fn tells_of_number(word: &[u8]) -> bool {
    const PARTS: [&[u8]; 14] = [
        b"num", b"nr", b"kid", b"ref", b"isbn", b"issn", b"ean", b"imei", b"kode", b"-id", b"spor", b"iccid", b"track",
        b" n",
    ];
    PARTS.iter().any(|part| word.windows(part.len()).any(|w| w == *part))
}

/// "Skapnummer", "låsesystem nr": the number of something that the table does not know. `taken` is the end of the last
/// stem that it knows; a word that holds or follows that stem is not unknown.
fn unknown_number(lowered: &[u8], original: &[u8], taken: usize) -> Option<Found> {
    const ENDS: [&[u8]; 9] =
        [b"nummer", b"nummeret", b"nr", b"number", b"numbers", b"nummera", b"numrene", b"-id", b"koden"];
    let mut end = lowered.len();
    for words in 0..3 {
        while end > taken && !letter_before(lowered, end) {
            if lowered[end - 1].is_ascii_digit() || matches!(lowered[end - 1], b'\n' | b'\t' | b';') {
                return None;
            }
            end -= 1;
        }
        let start = word_start(lowered, end);
        if start < taken || start == end {
            return None;
        }
        let word = &lowered[start..end];
        if let Some(ending) = ENDS.iter().find(|ending| word.ends_with(ending)) {
            let compound = word.len() > ending.len() + 1;
            let named = compound || (taken == 0 && noun_before(lowered, original, start));
            return named.then_some(Found { label: Label::Unknown, direct: true, words, numbered: true });
        }
        if !LINKS.has(word) {
            return None;
        }
        end = start;
    }
    None
}

/// A noun directly before "nr" or "number" that is neither a known stem nor a word without a thing.
fn noun_before(lowered: &[u8], original: &[u8], at: usize) -> bool {
    let end = at - space_before(lowered, at);
    let start = word_start(lowered, end);
    if start == end || end == at {
        return false;
    }
    let word = &lowered[start..end];
    let owner = word.ends_with(b"'s") || PEOPLE.iter().any(|person| word.starts_with(person.as_bytes()));
    !owner && !NAMELESS.has(word) && (start == 0 || !capital_at(original, start))
}

/// The nearest label after `end` that speaks of the number: "98765432 (KID)", "98765432 er kundenummeret". What merely
/// follows speaks of the next number.
fn after(bytes: &[u8], end: usize) -> Option<Found> {
    let next = end + space_at(bytes, end);
    if bytes.get(next) != Some(&b'(') && !starts_with_word(bytes, next, &LINKS) {
        return None;
    }
    let to = (end + AFTER).min(bytes.len());
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - end];
    lower(&bytes[end..to], lowered);
    let (label, start, stem_end) = first_stem(lowered, |_| true)?;
    let gap = Gap::read(lowered, 0, word_start(lowered, start), &bytes[end..to]);
    let rest = rest_of_word(lowered, stem_end);
    let closes = matches!(lowered.get(rest), Some(b')'));
    let parenthesis = closes && (lowered.starts_with(b" (") || lowered.starts_with(b"("));
    let tied = (gap.verb || parenthesis) && gap.direct && !gap.comma && label != Label::Nothing;
    tied.then_some(Found { label, direct: true, words: gap.words, numbered: true })
}

/// "Merk betalingen med 12 i KID-feltet": the field behind says more than any word before.
fn field_behind(bytes: &[u8], end: usize) -> Option<Found> {
    let word = end + space_at(bytes, end);
    let field = word_end(bytes, word) + 1;
    if !starts_with_word(bytes, word, &IN_FIELD) || field >= bytes.len() {
        return None;
    }
    let to = word_end(bytes, field).min(field + AFTER);
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - field];
    lower(&bytes[field..to], lowered);
    const FIELDS: [&[u8]; 4] = [b"kid", b"melding", b"referanse", b"ref-"];
    let is_field = FIELDS.iter().any(|field| lowered.starts_with(field));
    is_field.then_some(Found { label: Label::Reference, direct: true, words: 1, numbered: true })
}

/// The first stem of one label after `end`, at most four words away in the same clause.
pub fn nearest_after(text: &str, end: usize, label: Label) -> Option<Found> {
    let bytes = text.as_bytes();
    let next = end + space_at(bytes, end);
    if bytes.get(next) != Some(&b'(') && !letter_at(bytes, next) {
        return None;
    }
    let to = (end + AFTER).min(bytes.len());
    let mut buffer = [0; AFTER];
    let lowered = &mut buffer[..to - end];
    lower(&bytes[end..to], lowered);
    let (_, start, _) = first_stem(lowered, |found| found == label)?;
    let gap = Gap::read(lowered, 0, word_start(lowered, start), &bytes[end..to]);
    let near = gap.words <= 4 && !gap.digits && !gap.stop && !gap.comma;
    near.then_some(Found { label, direct: false, words: gap.words, numbered: false })
}

/// The stem that begins first; of several the longest.
fn first_stem(lowered: &[u8], wanted: impl Fn(Label) -> bool) -> Option<(Label, usize, usize)> {
    let mut best: Option<(Label, usize, usize)> = None;
    STEM_TABLE.find(lowered, |label, s, e| match best {
        _ if !wanted(label) => {}
        None => best = Some((label, s, e)),
        Some((_, bs, _)) if s == bs => best = Some((label, s, e)),
        _ => {}
    });
    best
}

/// For a number in a list ("111 og 222", "111/222"), where the list begins: its label stands there.
pub fn list_start(bytes: &[u8], start: usize) -> usize {
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
    let mut range = false;
    if letter_before(bytes, at) {
        let word = word_start(bytes, at);
        let mut small = [0; 8];
        let length = at - word;
        if length > small.len() {
            return None;
        }
        lower(&bytes[word..at], &mut small[..length]);
        if !LIST_WORDS.has(&small[..length]) {
            return None;
        }
        range = matches!(&small[..length], b"til" | b"to");
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
    let end = at;
    while at > 0 && is_part(at - 1) {
        at -= 1;
    }
    let previous = at + usize::from(!bytes[at].is_ascii_digit());
    alike(&bytes[previous..end], &bytes[start..], range).then_some(previous)
}

/// Whether two numbers may be of one list. Dates, phones and other short numbers are written in several lengths; long
/// ones have as many digits as their neighbours, and "til" between them gives a direction, no range: "ordre 5512 til
/// 991825827".
fn alike(previous: &[u8], next: &[u8], range: bool) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let part = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b' ' | 0xC2 | 0xA0 | 0xE2 | 0x80 | 0xAF);
    let next = &next[..next.iter().take(20).take_while(|b| part(b)).count()];
    let (before, behind) = (digits(previous), digits(next));
    if behind == 8 && before <= 8 {
        // A date or a clock before a phone: "kl. 10.30, 41200013", "12.03.1985, 41 20 00 13".
        let dots = |bytes: &[u8]| bytes.iter().any(|b| matches!(b, b'.' | b'-'));
        return dots(previous) == dots(next);
    }
    behind <= 8 || (before == behind && !range)
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
