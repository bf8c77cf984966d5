//! Control digits that `torg-base` does not know.

/// Weights of the last control digit of a Norwegian account, the same as the second of a national number.
const ACCOUNT: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// True for eleven ASCII digits whose last one agrees with the others (modulo 11). All zeros fit too and are refused.
pub fn account(digits: &[u8]) -> bool {
    if digits.len() != 11 || digits.iter().all(|d| *d == b'0') {
        return false;
    }
    let sum: u32 = ACCOUNT.iter().zip(digits).map(|(w, d)| w * u32::from(d - b'0')).sum();
    (sum + u32::from(digits[10] - b'0')).is_multiple_of(11)
}

/// ISO 13616 check of a Norwegian IBAN: `digits` are the two check digits and the eleven of the account.
pub fn norwegian_iban(digits: &[u8]) -> bool {
    if digits.len() != 13 || !account(&digits[2..]) {
        return false;
    }
    // The country code NO counts as 23 and 24, and moves behind the account together with the check digits.
    let tail = [b'2', b'3', b'2', b'4', digits[0], digits[1]];
    let rest = digits[2..].iter().chain(&tail).fold(0u32, |rest, d| (rest * 10 + u32::from(d - b'0')) % 97);
    rest == 1
}

/// The Luhn check of ISO/IEC 7812.
pub fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| {
            let value = u32::from(d - b'0') << (i % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether issuer and length belong together for a payment card. 13- and 19-digit cards exist, but so do
/// many other numbers of that length: the caller asks for a word beside them.
pub fn card_issuer(digits: &[u8]) -> bool {
    let prefix = |n: usize| digits[..n].iter().fold(0u32, |p, d| p * 10 + u32::from(d - b'0'));
    if !(13..=19).contains(&digits.len()) {
        return false;
    }
    let (two, four) = (prefix(2), prefix(4));
    match digits.len() {
        14 => matches!(two, 30 | 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16 => {
            digits[0] == b'4'
                || matches!(two, 51..=55 | 35 | 62 | 65 | 50 | 56..=58 | 67)
                || (2221..=2720).contains(&four)
                || four == 6011
                || (644..=649).contains(&prefix(3))
                || matches!(two, 60 | 63 | 64 | 66 | 68 | 69)
        }
        13 => digits[0] == b'4',
        _ => digits[0] == b'4' || matches!(two, 62 | 50 | 56..=58 | 60 | 63 | 67),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts() {
        assert!(account(b"12345678903") && account(b"15032080119"));
        assert!(!account(b"12345678910") && !account(b"00000000000") && !account(b"1234567890"));
    }

    #[test]
    fn ibans() {
        assert!(norwegian_iban(b"9386011117947"));
        assert!(!norwegian_iban(b"9286011117947") && !norwegian_iban(b"9386011117948"));
    }

    #[test]
    fn cards() {
        for good in ["4111111111111111", "5555555555554444", "378282246310005", "30569309025904", "2223003122003222"] {
            assert!(luhn(good.as_bytes()) && card_issuer(good.as_bytes()), "{good}");
        }
        assert!(!luhn(b"4111111111111112"));
        assert!(!card_issuer(b"7992739871300000") && !card_issuer(b"411111111111"));
    }
}
