//! The words of addresses: what streets end in, what stands before and behind them.

use std::sync::LazyLock;

use crate::words::Words;

/// Endings that nearly only streets have.
#[rustfmt::skip]
pub const STREET: &[&str] = &[
    "vei", "veien", "veg", "vegen", "gate", "gata", "gaten", "gt", "gt.", "vn", "vn.", "allé", "alle", "alleen",
    "alléen", "stien", "stigen", "sti", "stig", "svingen", "smauet", "smuget", "ringen", "faret", "tråkket", "kroken",
    "torget", "torg", "plass", "plassen", "plassane", "brygge", "brygga", "bryggen", "kaien", "kaia", "kai",
    "terrasse", "terrassen", "gangen", "bakken", "bakkane", "bakkene", "kleiva", "kleiven", "løkka", "løkken",
    "passasjen", "promenaden", "jordet", "tunet", "tun", "grenda", "grenden", "straße", "strasse", "str.", "gatan",
    "vägen", "gränd", "gade", "vej", "vejen", "stræde", "laan", "straat", "katu", "tie", "utca", "stubben", "slyngen",
    "vangen", "geila", "geilane", "stallen", "almenningen", "allmenningen", "veita", "veiten", "ganga", "sletta",
    "sletten", "åsen", "lia", "lien", "haugen", "hagen", "hagan", "toppen", "høgda", "høyden", "høgdi", "berget",
    "marka", "myra", "myrane", "moen", "neset", "odden", "vika", "viken", "stranda", "dalen", "åkeren", "engen",
    "enga", "rabben", "reina", "teigen", "flata", "flaten", "skrenten", "kneiken", "kollen", "hammeren", "steinen",
    "lunden", "parken", "kvartalet", "tangen", "holmen", "sanden", "elva", "fjæra", "trappa", "trappene", "broen",
    "brua", "vollen", "krysset", "viga", "ekra", "gjerdet", "garden", "gården", "gard", "gård", "skogen", "haug",
    "bakke",
];
/// Words that are a street's kind by themselves, behind its name: "Karl Johans gate", "Ole Bulls plass".
#[rustfmt::skip]
pub static KINDS: Words = Words::new(&[
    "alle", "allé", "avenue", "bakke", "brygge", "gade", "gang", "gata", "gate", "gt", "hage", "have", "kai", "lane",
    "minde", "park", "plass", "plassen", "ring", "road", "smug", "sti", "straße", "street", "terrasse", "torg",
    "torv", "tun", "veg", "vegen", "vei", "veien", "vn", "väg",
]);
/// Words before a street's name in other languages.
#[rustfmt::skip]
pub static BEFORE: Words = Words::new(&[
    "av", "avenida", "boulevard", "calle", "jalan", "piazza", "plaza", "rua", "rue", "strada", "ul", "ulica", "via",
    "viale", "vul", "vulytsia",
]);
/// English kinds of streets, behind the name: "14 Elm Grove".
#[rustfmt::skip]
pub static ENGLISH: Words = Words::new(&[
    "ave", "avenue", "blvd", "boulevard", "broadway", "close", "court", "crescent", "drive", "gardens", "green",
    "grove", "hill", "lane", "ln", "mews", "parkway", "place", "quay", "rd", "rise", "road", "row", "square", "st",
    "street", "terrace", "view", "walk", "way",
]);
/// First words of two-word streets and towns.
#[rustfmt::skip]
pub static SIDES: Words = Words::new(&[
    "aust", "austre", "gamle", "indre", "lille", "litle", "midtre", "nedre", "nord", "nordre", "ny", "nye", "sankt",
    "st", "st.", "stor", "store", "søndre", "sør", "søre", "vesle", "vest", "vestre", "ytre", "øst", "østre", "øvre",
]);
/// Second words of towns.
#[rustfmt::skip]
pub static TOWN_ENDS: Words = Words::new(&[
    "havn", "n", "nv", "s", "sentrum", "stasjon", "sø", "v", "verk", "ø",
]);
/// Capitalised words that begin a sentence and no street's name.
#[rustfmt::skip]
pub static STARTERS: Words = Words::new(&[
    "address", "adressa", "adresse", "adressen", "april", "artikkel", "august", "avd", "avdeling", "bare",
    "besøksadresse", "bilag", "boks", "bor", "bord", "bostedsadresse", "bur", "bus", "buss", "ca", "chapter", "de",
    "december", "dei", "del", "desember", "eg", "etasje", "etter", "europaveg", "europavei", "ev", "fase", "februar",
    "february", "figur", "figure", "for", "fra", "frå", "fv", "fylkesveg", "fylkesvei", "gateadresse", "gruppe",
    "han", "highway", "hjemme", "ho", "home", "hun", "hver", "i", "januar", "january", "jeg", "juli", "july", "june",
    "juni", "kap", "kapittel", "kl", "klasse", "kode", "kommune", "konto", "kun", "leil", "leilighet", "level",
    "line", "linje", "mai", "march", "mars", "may", "me", "mål", "november", "nr", "nummer", "ny", "october",
    "office", "oktober", "om", "over", "page", "paragraf", "phase", "pilot", "plan", "postadresse", "postboks",
    "postnr", "postnummer", "punkt", "på", "riksveg", "riksvei", "rom", "room", "route", "rv", "sak", "section",
    "seksjon", "september", "sete", "side", "skole", "spor", "step", "tabell", "table", "til", "trinn", "uke",
    "under", "ved", "vedlegg", "veke", "version", "versjon", "vi", "vogn", "week", "windows",
]);
/// Words behind the number that show it counts something.
#[rustfmt::skip]
pub static COUNTED: Words = Words::new(&[
    "am", "ansatte", "april", "august", "av", "barn", "billetter", "boliger", "dagar", "dager", "days", "dekar",
    "deltakere", "desember", "elevar", "elever", "every", "februar", "ganger", "gonger", "hours", "hver", "januar",
    "juli", "juni", "km", "kommunar", "kommuner", "kr", "kroner", "leiligheter", "m", "mai", "mars", "meter",
    "millionar", "millioner", "minutes", "minutt", "minutter", "mål", "månader", "måneder", "november", "of",
    "oktober", "people", "percent", "personar", "personer", "plasser", "pm", "poeng", "prosent", "september",
    "stasjoner", "stk", "tilsette", "timar", "time", "timer", "times", "uker", "veker", "weeks", "år",
]);
/// Small words inside the names of streets: "Dronning Mauds og Kong Olavs plass", "van Goghs gate".
pub static NAME_LINKS: Words = Words::new(&["av", "de", "den", "la", "og", "van", "von"]);
/// The same in Spanish, French and Italian.
#[rustfmt::skip]
pub static ROMANCE_LINKS: Words = Words::new(&[
    "de", "dei", "del", "della", "des", "di", "du", "la", "las", "los",
]);
/// "Mo i Rana".
pub static TOWN_LINKS: Words = Words::new(&["i", "på"]);
/// French kinds of streets, between number and name.
pub static FRENCH: Words = Words::new(&["avenue", "boulevard", "impasse", "quai", "rue"]);
/// Small words inside foreign street names.
pub static STREET_LINKS: Words =
    Words::new(&["avenue", "boulevard", "de", "des", "du", "la", "of", "rue", "st", "the"]);
/// Words before a number that may begin an address.
pub static PLACERS: Words = Words::new(&["address", "adresse", "fra", "home", "i", "på", "til", "ved"]);
/// Words that announce an address.
pub static ADDRESS_WORDS: Words = Words::new(&[
    "address",
    "adressa",
    "adresse",
    "adressen",
    "besøksadresse",
    "bostedsadresse",
    "gateadresse",
    "postadresse",
]);

/// Endings by their last byte, since most words share it with few of them.
static STREET_BY_LAST: LazyLock<[Vec<&str>; 256]> = LazyLock::new(|| {
    let mut table = [const { Vec::new() }; 256];
    for ending in STREET {
        if let Some(last) = ending.bytes().last() {
            table[usize::from(last)].push(*ending);
        }
    }
    table
});

/// Whether the lower-case word ends as streets do.
pub fn ends_like_a_street(word: &str) -> bool {
    let endings = word.bytes().last().map(|last| &STREET_BY_LAST[usize::from(last)]);
    endings.is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            &KINDS,
            &BEFORE,
            &ENGLISH,
            &SIDES,
            &TOWN_ENDS,
            &STARTERS,
            &COUNTED,
            &NAME_LINKS,
            &ROMANCE_LINKS,
            &STREET_LINKS,
            &FRENCH,
            &PLACERS,
            &ADDRESS_WORDS,
        ] {
            assert!(list.is_sorted());
        }
    }
}
