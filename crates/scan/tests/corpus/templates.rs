//! Texts with places for numbers: each is filled many times with numbers made from the rules, written in turn in the ways
//! people write them. `corpus/README.md` describes the places.

use std::path::Path;

use crate::corpus::{Line, parse};

const ACCOUNT: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const ORGANISATION: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// Numbers that look random and are the same in every run (the constants are those of Knuth's MMIX).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(n)).unwrap_or(0)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(u32::try_from(from.len()).unwrap_or(1)) as usize]
    }

    /// Digits beginning with `first`, and the control digit that the weights give them.
    fn number(&mut self, first: &str, weights: &[u32]) -> String {
        loop {
            let mut digits = first.to_owned();
            while digits.len() < weights.len() {
                digits.push_str(&self.below(10).to_string());
            }
            let sum: u32 = weights.iter().zip(digits.bytes()).map(|(w, d)| w * u32::from(d - b'0')).sum();
            let control = (11 - sum % 11) % 11;
            if control < 10 {
                return format!("{digits}{control}");
            }
        }
    }

    /// Nine digits as they are issued: from 8 or 9, and since 2023 from 2 or 3.
    fn organisation(&mut self) -> String {
        let first = self.pick(&["9", "9", "9", "8", "8", "3", "2"]);
        self.number(first, &ORGANISATION)
    }

    /// Eleven digits that are no national number.
    fn account(&mut self) -> String {
        loop {
            let first = (1 + self.below(9)).to_string();
            let number = self.number(&first, &ACCOUNT);
            if torg_base::national_id::check(&number).is_none() {
                return number;
            }
        }
    }

    fn value(&mut self, kind: &str, manner: &str) -> String {
        let wrong = kind.strip_prefix("wrong ");
        let mut number = match wrong.unwrap_or(kind) {
            "organisation" => self.organisation(),
            "account" => self.account(),
            "iban" => return self.iban(),
            "phone" => return self.phone(manner),
            other => panic!("no numbers of the kind {other}"),
        };
        if wrong.is_some() {
            let last = number.pop().and_then(|d| d.to_digit(10)).unwrap_or(0);
            number.push_str(&((last + 1 + self.below(9)) % 10).to_string());
        }
        let gap = match (manner, number.len()) {
            ("9" | "11", _) => "",
            ("dots", _) => ".",
            ("spaces", _) => self.pick(&[" ", "\u{a0}"]),
            (_, 9) => self.pick(&["", "", "", " ", " ", " ", " ", "\u{a0}", "\u{202f}", "."]),
            _ => self.pick(&["", "", "", ".", ".", ".", ".", " ", " ", "\u{a0}"]),
        };
        let parts = if number.len() == 9 { [3, 6] } else { [4, 6] };
        [&number[..parts[0]], &number[parts[0]..parts[1]], &number[parts[1]..]].join(gap)
    }

    /// Eight digits that nobody has, as people write them; with manner `plus` perhaps behind the country's code.
    fn phone(&mut self, manner: &str) -> String {
        let tail = 10 + self.below(90);
        let number = match self.below(4) {
            0 => format!("4{}000{tail}", 10 + self.below(40)),
            1 => format!("9{}000{tail}", 10 + self.below(80)),
            2 => format!("220000{tail}"),
            _ => format!("550000{tail}"),
        };
        let shape: &[usize] = match (manner, number.as_bytes()[0]) {
            ("8", _) => &[8],
            (_, b'4' | b'9') => [&[8][..], &[3, 2, 3], &[3, 2, 3], &[2, 2, 2, 2]][self.below(4) as usize],
            _ => [&[8][..], &[2, 2, 2, 2], &[2, 2, 2, 2], &[4, 4]][self.below(4) as usize],
        };
        let gap = self.pick(&[" ", " ", " ", "\u{a0}"]);
        let mut at = 0;
        let parts: Vec<&str> = shape
            .iter()
            .map(|n| {
                at += n;
                &number[at - n..at]
            })
            .collect();
        let prefix = if manner == "plus" { self.pick(&["+47 ", "+47", "(+47) ", "0047 ", "0047"]) } else { "" };
        format!("{prefix}{}", parts.join(gap))
    }

    /// A whole Norwegian IBAN.
    fn iban(&mut self) -> String {
        let account = self.account();
        // NO counts as 23 and 24 and stands behind the account, with 00 for the check digits.
        let rest = format!("{account}232400").bytes().fold(0, |rest, d| (rest * 10 + u32::from(d - b'0')) % 97);
        let whole = format!("{:02}{account}", 98 - rest);
        let gap = self.pick(&["", " "]);
        format!("NO{}", [&whole[..2], &whole[2..6], &whole[6..10], &whole[10..]].join(gap))
    }

    /// The template with every place filled.
    pub fn fill(&mut self, template: &str) -> Line {
        let mut marked = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '[']) {
            let open = &rest[at..=at];
            marked.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let close = if open == "{" { '}' } else { ']' };
            let place = rest.split_once(close).filter(|(place, _)| is_place(place));
            match place {
                Some((place, tail)) => {
                    let (kind, manner) = place.split_once('/').unwrap_or((place, ""));
                    let value = self.value(kind, manner);
                    let kind = if kind == "iban" { "account" } else { kind };
                    marked.push_str(&if open == "{" { format!("{{{kind}:{value}}}") } else { value });
                    rest = tail;
                }
                // A bracket of the text itself, or a mark of the corpus.
                None => marked.push_str(open),
            }
        }
        marked.push_str(rest);
        parse(&marked.replace("\\n", "\n").replace("\\t", "\t"))
    }
}

fn is_place(place: &str) -> bool {
    let kind = place.split('/').next().unwrap_or(place);
    matches!(kind.trim_start_matches("wrong "), "organisation" | "account" | "iban" | "phone")
}

pub fn read(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(file);
    let text = std::fs::read_to_string(path).expect("the corpus lies in the repository");
    text.lines().map(str::to_owned).collect()
}
