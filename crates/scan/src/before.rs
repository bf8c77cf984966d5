//! The words before a number: the nearest that says what the number is.

use crate::alphabet::{capital_at, char_start, letter_before, lower, space_before, word_start};
use crate::context::{Found, starts_with_word};
use crate::gap::{Gap, rest_of_word};
use crate::list::list_start;
use crate::noun::{ends_in_a_role, is_trade, is_weak, names_a_phone, names_an_agent, tells_of_number};
use crate::stems::STEM_TABLE;
use crate::words::{LINKS, Label, NAMELESS, PEOPLE, PLACES};

/// Bytes looked at before and after a number. A label farther away says nothing about it.
const BEFORE: usize = 96;

/// What the words before a place say.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    pub nearest: Option<Found>,
    /// One bit for each label there.
    pub heard: u16,
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
    gap.usable(label).then_some(Found {
        label,
        direct: gap.direct,
        words: gap.words,
        numbered: gap.numbered,
        weak: false,
    })
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
    // "Betalt uten KID til 991825827": what follows is whoever got it.
    let owned = gap.owned && label.is_thing() && (!number || gap.to_whom);
    if !gap.usable(label) || owned {
        return None;
    }
    Some(match label {
        // "Saken din er registrert med nummer 12".
        Label::Case => Found { label: Label::Reference, direct: gap.words <= 6, words: 0, numbered: true, weak: false },
        _ => Found {
            label,
            direct: gap.direct,
            words: gap.words,
            numbered,
            weak: !number && is_weak(&lowered[stem..rest]),
        },
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
    // "Company_id", "bedrifts-id".
    if label == Label::Unknown {
        return second
            .is_some_and(|(label, _, end)| label == Label::Organisation && rest_of_word(lowered, end) + 1 >= stem);
    }
    if gap.numbered || tells_of_number(&lowered[word..rest]) {
        return false;
    }
    // "Inkassobyrået", "parkeringsvesenet".
    if names_an_agent(&lowered[end..rest]) {
        return true;
    }
    if place {
        return gap.verb;
    }
    if before < word && lowered[before..].starts_with(b"og ") {
        before = word_start(lowered, before - space_before(lowered, before));
    }
    let as_name = is_trade(&lowered[word..rest]) && capital_at(original, word);
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
    let found = Found { label: Label::Reference, direct: true, words: behind.words, numbered: true, weak: false };
    (issued && one_clause && behind.direct).then_some(found)
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
            return named.then_some(Found { label: Label::Unknown, direct: true, words, numbered: true, weak: false });
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
    let genitive = [&b"'s"[..], b"ens", b"ets", b"enes"].iter().any(|end| word.ends_with(end));
    let owner = genitive || PEOPLE.iter().any(|person| word.starts_with(person.as_bytes()));
    !owner && !NAMELESS.has(word) && (start == 0 || !capital_at(original, start))
}
