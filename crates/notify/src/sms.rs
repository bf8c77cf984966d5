//! How many SMS a text becomes, by the alphabet of 3GPP TS 23.038 (GSM 03.38) and the joining header of TS 23.040.
//!
//! A text that stays inside the GSM alphabet costs 160 units in one SMS, or 153 in each of several. One letter outside
//! it (č, đ, ŋ, š, ŧ, ž, Arabic, an emoji) moves the whole text to UCS-2: 70, or 67 in each of several.

/// The basic table: one septet each. The Norwegian letters are here, the Sámi ones are not.
const GSM7_BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: an escape and a septet, so two units each.
const GSM7_EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// The alphabet an SMS is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Seven-bit letters; units are septets.
    Gsm7,
    /// Sixteen-bit letters; units are UTF-16 code units.
    Ucs2,
}

impl Encoding {
    /// Units that fit in a lone SMS.
    pub fn alone(self) -> usize {
        match self {
            Encoding::Gsm7 => 160,
            Encoding::Ucs2 => 70,
        }
    }

    /// Units that fit in each of several joined SMS (six octets go to the joining header).
    pub fn joined(self) -> usize {
        match self {
            Encoding::Gsm7 => 153,
            Encoding::Ucs2 => 67,
        }
    }

    fn cost(self, letter: char) -> usize {
        match self {
            Encoding::Gsm7 => gsm7_cost(letter).unwrap_or(0),
            Encoding::Ucs2 => letter.len_utf16(),
        }
    }
}

/// What a text costs to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Segments {
    pub encoding: Encoding,
    /// Septets for [`Encoding::Gsm7`], UTF-16 code units for [`Encoding::Ucs2`].
    pub units: usize,
    /// SMS that are sent and paid. An empty text is one.
    pub segments: usize,
}

/// Counts the SMS that `text` becomes. A two-unit letter (€, an emoji) is never cut in two, so a joined SMS may be one
/// unit short of full.
pub fn segments(text: &str) -> Segments {
    let encoding = if text.chars().all(|letter| gsm7_cost(letter).is_some()) { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let units = text.chars().map(|letter| encoding.cost(letter)).sum();
    let segments = if units <= encoding.alone() { 1 } else { packed(text, encoding) };
    Segments { encoding, units, segments }
}

/// The letters that move a text out of the GSM alphabet, each once, in order of appearance: what a text ledger or
/// an editor shows to say why an SMS became dear.
pub fn outside_gsm7(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for letter in text.chars() {
        if gsm7_cost(letter).is_none() && !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

fn gsm7_cost(letter: char) -> Option<usize> {
    if GSM7_BASIC.contains(letter) {
        Some(1)
    } else if GSM7_EXTENSION.contains(letter) {
        Some(2)
    } else {
        None
    }
}

fn packed(text: &str, encoding: Encoding) -> usize {
    let room = encoding.joined();
    let (mut segments, mut used) = (1, 0);
    for letter in text.chars() {
        let cost = encoding.cost(letter);
        if used + cost > room {
            segments += 1;
            used = 0;
        }
        used += cost;
    }
    segments
}
