//! The short code a person keeps: on the slip, in the SMS, read over the telephone.

use std::fmt;

/// Letters and digits that cannot be mistaken for each other when read aloud or in poor print.
const ALPHABET: &[u8; 28] = b"23456789ABCDEFHJKLMNPRTUVWXY";

/// Eight characters shown as `K7MA-4NP2` (28^8, about 38 bits): hard to guess within the rate limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// Makes a reference from random bits; about one in 10^11 pairs collide, the database refuses those.
    pub fn from_random(mut bits: u64) -> Reference {
        let mut code = String::with_capacity(8);
        for _ in 0..8 {
            code.push(char::from(ALPHABET[(bits % 28) as usize]));
            bits /= 28;
        }
        Reference(code)
    }

    /// A reference that follows from a hash, so that it need not be stored. The first eight bytes decide.
    pub fn from_hash(hash: &[u8]) -> Reference {
        Reference::from_random(hash.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
    }

    /// Reads what a person types: any case, with or without the hyphen.
    pub fn parse(typed: &str) -> Option<Reference> {
        let code: String =
            typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        let ok = code.len() == 8 && code.bytes().all(|b| ALPHABET.contains(&b));
        ok.then_some(Reference(code))
    }

    /// The stored form, without hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..4], &self.0[4..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_being_typed() {
        let made = Reference::from_random(0x1234_5678_9abc_def0);
        let shown = made.to_string();
        assert_eq!(Reference::parse(&shown.to_lowercase()), Some(made.clone()));
        assert_eq!(Reference::parse(&shown.replace('-', " ")), Some(made));
        assert_eq!(Reference::parse("K7M0-4NP2"), None);
        assert_eq!(Reference::parse("K7M"), None);
    }
}
