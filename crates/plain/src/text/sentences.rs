//! Where sentences end.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, and where a line does that is no running text: a heading, an item of a list,
//! the line before an empty one. A full stop ends nothing after an abbreviation, within a number or address, or after
//! an ordinal (`17. mai`).

use std::ops::Range;

/// Abbreviations, without their last full stop, that stand before something: never the end of a sentence.
const LEADING: &[&str] = &[
    "adr", "alt", "art", "avd", "avs", "bl.a", "ca", "dr", "dvs", "e.g", "eks", "ev", "evt", "f.eks", "f.o.m", "fig",
    "forts", "fre", "gj.sn", "gnr", "i.e", "iht", "inkl", "int", "jf", "jfr", "jr", "kap", "kl", "lør", "man", "maks",
    "mht", "min", "mob", "mr", "mrs", "ms", "nr", "nyn", "obl", "ons", "org", "p.g.a", "pga", "pkt", "pr", "prof",
    "red", "ref", "s.k", "sml", "st", "søn", "t.d", "t.o.m", "tel", "tir", "tlf", "tor", "vedr", "vs",
];

/// Abbreviations that may stand last: the sentence ends when the next word has a capital letter.
const TRAILING: &[&str] = &[
    "a.m", "co", "e.l", "el", "etc", "fl", "kr", "m.a", "m.fl", "m.m", "m.v", "mfl", "mill", "mm", "mrd", "mv", "o.a",
    "o.l", "o.s.b", "o.s.v", "osb", "osv", "p.m", "stk", "t",
];

const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// Things that are told apart by a letter: "Gå til oppgang B. Ring på."
const LETTERED: &[&str] = &[
    "oppgang", "inngang", "gruppe", "klasse", "bygg", "blokk", "del", "skranke", "luke", "rom", "sal", "linje",
    "linja", "skjema", "vedlegg", "punkt", "plan", "group", "building", "room", "desk", "part", "form", "entrance",
];

/// Characters to look at around a full stop; more would only cost time in texts that are none.
const NEAR: usize = 40;

/// Ranges of sentences, without the space around them and without the marker of a list.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    for block in blocks(text) {
        let mut start = block.start;
        let shown = &text[block.clone()];
        for (at, c) in shown.char_indices() {
            let after = block.start + at + c.len_utf8();
            let last = STOPS.contains(&c) && !text[after..block.end].starts_with(STOPS);
            if last && after > start && ends(&text[start..after], &text[after..block.end]) {
                let end = after + closing(&text[after..block.end]);
                sentences.extend(trim(text, start..end));
                start = end;
            }
        }
        sentences.extend(trim(text, start..block.end));
    }
    sentences
}

/// Whether the sentence ends after `before`, whose last character is `.`, `!`, `?` or `…`.
fn ends(before: &str, after: &str) -> bool {
    let rest = &after[closing(after)..];
    if rest.trim().is_empty() {
        return true;
    }
    let spaced = rest.starts_with(char::is_whitespace);
    let first = rest.chars().take(NEAR).find(|c| c.is_alphanumeric());
    let lower = first.is_some_and(char::is_lowercase);
    let Some(before) = before.strip_suffix('.') else { return spaced && !lower };
    let word = last_word(before);
    if !spaced {
        return missing_space(&word, first);
    }
    if word.is_empty() || word.ends_with('.') || is_number(&word) || TRAILING.contains(&word.as_str()) {
        return !lower;
    }
    !LEADING.contains(&word.as_str()) && !is_initial(before)
}

fn is_number(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

/// In lower case; of a very long one only the end.
fn last_word(before: &str) -> String {
    let end = |c: &char| c.is_whitespace() || "(«\"“/".contains(*c);
    let word: String = before.chars().rev().take_while(|c| !end(c)).take(NEAR).collect();
    word.chars().rev().collect::<String>().to_lowercase()
}

/// "Ta med pass.Husk bilde": a capital letter after a word that is long enough not to be an abbreviation.
fn missing_space(word: &str, next: Option<char>) -> bool {
    next.is_some_and(char::is_uppercase) && word.chars().count() > 3 && word.chars().all(char::is_alphabetic)
}

/// "Henrik J. Hansen": one capital letter. "Gå til oppgang B." is none.
fn is_initial(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let letter = words.next().unwrap_or_default();
    let one = letter.chars().count() == 1 && letter.starts_with(char::is_uppercase);
    one && words.next().is_none_or(|word| !LETTERED.contains(&word.to_lowercase().as_str()))
}

/// Bytes of marks that close a quotation or a parenthesis.
fn closing(after: &str) -> usize {
    after.len() - after.trim_start_matches(['»', '"', '”', '’', ')', ']', '.', '!', '?', '…']).len()
}

fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let shown = &text[range.clone()];
    let left = shown.trim_start();
    let start = range.start + (shown.len() - left.len());
    let end = start + left.trim_end().len();
    (start < end).then_some(start..end)
}

/// Stretches of running text. A line goes on in the next one only when that one begins in lower case or with a digit,
/// is no item of a list, and the first did not end a sentence or announce a list.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marker = marker(line);
        let content = line[marker..].trim();
        let begins = content.chars().find(|c| c.is_alphanumeric());
        let continues = marker == 0 && begins.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        match blocks.last_mut() {
            Some(block) if goes_on && continues => block.end = at + line.len(),
            _ if !content.is_empty() => blocks.push(at + marker..at + line.len()),
            _ => {}
        }
        goes_on = !content.is_empty() && !content.ends_with(['.', '!', '?', '…', ':', ';']);
        at += line.len();
    }
    blocks
}

/// Bytes of the mark that begins an item of a list or a heading: `- `, `• `, `1. `, `2) `, `a) `, `## `. 0 when none.
fn marker(line: &str) -> usize {
    let shown = line.trim_start();
    let indent = line.len() - shown.len();
    let Some((first, _)) = shown.split_once(char::is_whitespace) else { return 0 };
    let bullet = ["-", "*", "•", "–", "—", "·", "▪", "◦"].contains(&first) || first.chars().all(|c| c == '#');
    let numbered = first.strip_suffix(['.', ')']).is_some_and(|n| {
        (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())
            || first.ends_with(')') && n.len() == 1 && n.bytes().all(|b| b.is_ascii_lowercase())
    });
    let used = !first.is_empty() && (bullet || numbered);
    if used { indent + first.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|bytes| &text[bytes]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for one in [
            "Ta med f.eks. pass, bankkort e.l. når du kommer.",
            "Kontoret, bl.a. i Bø, er stengt pga. Olsok.",
            "Vi åpner kl. 9 mandag, jf. nr. 3 på lista, dvs. i uke 4.",
            "Ring tlf. 55 55 33 33 el. skriv til oss.",
            "Vi tek imot pass, førarkort m.m. frå kl. 8.30 til ca. 15.",
            "Søk innan 1. mai 2026 eller 12.06.2026.",
            "Møt opp i 3. etasje hos H. K. Hansen.",
            "Se www.nav.no eller spør i skranken.",
            "Hva gjør du? spør mange.",
        ] {
            assert_eq!(shown(one), [one]);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(shown("Vi åpner kl. 8. Ta med pass. Kom!"), ["Vi åpner kl. 8.", "Ta med pass.", "Kom!"]);
        assert_eq!(shown("Ta med pass, kort osv. Husk bilde."), ["Ta med pass, kort osv.", "Husk bilde."]);
        assert_eq!(
            shown("Si «ja.» Vent … Gå til oppgang B. Ring på."),
            ["Si «ja.»", "Vent …", "Gå til oppgang B.", "Ring på."]
        );
        assert_eq!(shown("Ta med pass.Husk bilde."), ["Ta med pass.", "Husk bilde."]);
        assert_eq!(shown("Er du klar? Kom (også du). Takk"), ["Er du klar?", "Kom (også du).", "Takk"]);
    }

    #[test]
    fn headings_and_lists_are_sentences_of_their_own() {
        let text = "Time\nDette tar du med:\n- pass\n- førerkort\n\n1. Møt opp\n2. vent\nVi hjelper deg\nmed resten.";
        let expected =
            ["Time", "Dette tar du med:", "pass", "førerkort", "Møt opp", "vent", "Vi hjelper deg\nmed resten."];
        assert_eq!(shown(text), expected);
    }
}
