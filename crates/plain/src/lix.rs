//! LIX (läsbarhetsindex): how heavy a text is to read, from the lengths of its sentences and words.

use crate::text::Text;

/// Words below which no LIX is given. One word is at most 100/30, about three, points of the measure at this length, and
/// a full stop more or less moves it by more than half a band; in shorter texts the number says more about chance
/// than about the text.
pub const MIN_WORDS: usize = 30;

/// A word is long in LIX when it has more letters than this.
pub(crate) const LONG: usize = 6;

/// The measure of C. H. Björnsson (Läsbarhet, 1968): words per sentence, plus long words (more than six letters) in
/// per cent of all words. Between about 15 and 80 in real texts; low is light.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lix {
    pub value: f64,
}

impl Lix {
    /// As it is usually told: a whole number.
    pub fn rounded(self) -> u32 {
        self.value.round() as u32
    }

    pub fn band(self) -> Band {
        match self.value {
            v if v < 30.0 => Band::VeryLight,
            v if v < 40.0 => Band::Light,
            v if v < 50.0 => Band::Medium,
            v if v < 60.0 => Band::Heavy,
            _ => Band::VeryHeavy,
        }
    }
}

/// The usual reading of the number in Scandinavia, in steps of ten. A text for everybody should stay below 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 30: children's books.
    VeryLight,
    /// 30 to 40: novels, magazines.
    Light,
    /// 40 to 50: ordinary newspaper text.
    Medium,
    /// 50 to 60: what is usual in official texts.
    Heavy,
    /// 60 and above: the language of offices.
    VeryHeavy,
}

pub(crate) fn measure(text: &Text) -> Option<Lix> {
    let (words, sentences) = (text.words.len(), text.sentences.len());
    if words < MIN_WORDS || sentences == 0 {
        return None;
    }
    let long = text.words.iter().filter(|word| word.letters > LONG).count();
    let value = words as f64 / sentences as f64 + 100.0 * long as f64 / words as f64;
    Some(Lix { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_one_counted_by_hand() {
        // Eight words each; long ones: "Kommunen" in the first, "Kontoret", "hjelper" and "skatten" in the second.
        let first = "Kommunen sender brevet hjem til deg innen fredag. ";
        let second = "Kontoret hjelper deg med brevet om skatten nå. ";
        let lix = measure(&crate::text::read(&(first.repeat(2) + &second.repeat(2)))).expect("32 words");
        assert_eq!(lix.value, 32.0 / 4.0 + 100.0 * 8.0 / 32.0);
        assert_eq!((lix.rounded(), lix.band()), (33, Band::Light));
    }

    #[test]
    fn a_short_text_has_none() {
        let word = |n: usize| measure(&crate::text::read(&"en ".repeat(n)));
        assert!(word(MIN_WORDS - 1).is_none());
        assert!(word(MIN_WORDS).is_some());
    }

    #[test]
    fn bands_begin_at_their_lower_end() {
        let band = |value| Lix { value }.band();
        assert_eq!(
            [29.9, 30.0, 40.0, 50.0, 60.0].map(band),
            [Band::VeryLight, Band::Light, Band::Medium, Band::Heavy, Band::VeryHeavy]
        );
    }
}
