//! Norwegian organisation numbers: nine digits, the last one a control digit.

const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// True when the nine digits agree with their control digit (weights 3 2 7 6 5 4 3 2, modulo 11).
pub fn valid(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 9 || number.chars().count() != 9 {
        return false;
    }
    let sum: u32 = WEIGHTS.iter().zip(&digits).map(|(w, d)| w * d).sum();
    (11 - sum % 11) % 11 == digits[8]
}

#[cfg(test)]
mod tests {
    use super::valid;

    #[test]
    fn known_numbers() {
        for good in ["991825827", "974760673", "313876144"] {
            assert!(valid(good), "{good}");
        }
        for bad in ["999888777", "99182582", "9918258270", "a91825827"] {
            assert!(!valid(bad), "{bad}");
        }
    }
}
