//! Norwegian national numbers (fødselsnummer and D-number) and their control digits.
//!
//! Source: the tax administration's description of the number and of the rule for numbers
//! issued from 2032-01-01, where the first control digit may leave a remainder of 0 to 3.
//! Sex, birth date and century are never read out of a number: from 2032 it is impossible.

/// Which rule for the first control digit a number satisfies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The rule in force today.
    Legacy,
    /// Only the rule for numbers issued from 2032; before that year a sign of a typing error.
    From2032,
}

const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// Checks eleven digits; spaces are allowed. `None` when no rule accepts them.
pub fn check(typed: &str) -> Option<Rule> {
    let digits: Vec<u32> = typed.chars().filter(|c| *c != ' ').map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    if digits.len() != 11 || !plausible_date(&digits) {
        return None;
    }
    let sum = |weights: &[u32]| -> u32 { weights.iter().zip(&digits).map(|(w, d)| w * d).sum() };
    if !(sum(&SECOND) + digits[10]).is_multiple_of(11) {
        return None;
    }
    match (sum(&FIRST) + digits[9]) % 11 {
        0 => Some(Rule::Legacy),
        1..=3 => Some(Rule::From2032),
        _ => None,
    }
}

/// Day 1-31 (+40 for D-numbers) and month 1-12 (+40 or +80 for synthetic people).
fn plausible_date(digits: &[u32]) -> bool {
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let day = if day > 40 { day - 40 } else { day };
    let month = if month > 80 {
        month - 80
    } else if month > 40 {
        month - 40
    } else {
        month
    };
    (1..=31).contains(&day) && (1..=12).contains(&month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers() {
        for good in ["20914695016", "10915596784", "45840375084", "41814061033", "13527248013", "209146 95016"] {
            assert_eq!(check(good), Some(Rule::Legacy), "{good}");
        }
        for later in ["30108299939", "02013299903"] {
            assert_eq!(check(later), Some(Rule::From2032), "{later}");
        }
        for bad in ["13108138812", "38850903357", "01010199999", "2091469501", "20914695017", "x0914695016"] {
            assert_eq!(check(bad), None, "{bad}");
        }
    }
}
