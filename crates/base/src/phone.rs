//! Telephone numbers in E.164 form.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number in E.164 form (`+4748016317`).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Reads what people type: eight Norwegian digits with or without spaces, `+47`, `0047`, or a
    /// foreign number with its country code. Returns `None` when it cannot be a number.
    pub fn parse(typed: &str) -> Option<Phone> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !"-().\u{a0}".contains(*c)).collect();
        let international =
            digits.strip_prefix('+').or_else(|| digits.strip_prefix("00").filter(|rest| rest.len() > 8));
        let full = match international {
            Some(rest) => rest.to_owned(),
            None if digits.len() == 8 => format!("47{digits}"),
            None if digits.len() == 10 && digits.starts_with("47") => digits.clone(),
            None => return None,
        };
        let norwegian_length = !full.starts_with("47") || full.len() == 10;
        let ok = full.bytes().all(|b| b.is_ascii_digit())
            && (8..=15).contains(&full.len())
            && !full.starts_with('0')
            && norwegian_length;
        ok.then(|| Phone(format!("+{full}")))
    }

    /// True for a Norwegian number that can receive SMS (8-digit numbers that begin with 4 or 9).
    pub fn is_norwegian_mobile(&self) -> bool {
        self.0.starts_with("+474") || self.0.starts_with("+479")
    }

    /// Whether an SMS can be expected to arrive: a Norwegian mobile or any foreign number.
    pub fn can_receive_sms(&self) -> bool {
        !self.0.starts_with("+47") || self.is_norwegian_mobile()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As Norwegians write it: `48 01 63 17`; foreign numbers in E.164.
    pub fn pretty(&self) -> String {
        match self.0.strip_prefix("+47") {
            Some(n) if n.len() == 8 => format!("{} {} {} {}", &n[0..2], &n[2..4], &n[4..6], &n[6..8]),
            _ => self.0.clone(),
        }
    }
}

/// The last two digits of a number as it is stored: they tell a person with two telephones which one is
/// meant, and tell others nothing.
pub fn last_digits(number: &str) -> &str {
    number.get(number.len().saturating_sub(2)..).unwrap_or_default()
}

/// Shows only the last two digits, so that a number does not reach a log by mistake.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone(…{})", last_digits(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for typed in ["48 01 63 17", "48016317", "+47 480 16 317", "0047 48016317", "4748016317", "48-01-63-17"] {
            assert_eq!(Phone::parse(typed).map(|p| p.0), Some("+4748016317".into()), "{typed}");
        }
        assert_eq!(Phone::parse("+48 512 345 678").map(|p| p.0), Some("+48512345678".into()));
        for bad in ["", "123", "480163171", "+47 4801631", "fire fire", "+0123456789", "0047480163"] {
            assert_eq!(Phone::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn tells_mobiles_apart_and_hides_itself() {
        let land = Phone::parse("78 49 63 00").unwrap();
        let mobile = Phone::parse("48016317").unwrap();
        assert!(!land.can_receive_sms() && mobile.can_receive_sms());
        assert_eq!(mobile.pretty(), "48 01 63 17");
        assert!(!format!("{mobile:?}").contains("480163"));
    }
}
