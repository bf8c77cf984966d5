//! A run: digits in groups with single separators between them, as people write long numbers.

use crate::alphabet::{letter_at, letter_before, space_at};

/// Groups in one run; a longer row of numbers becomes several runs.
pub const MOST: usize = 12;

/// What stands between two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// One space of any width.
    Space,
    Dot,
    Dash,
    Slash,
    /// A full stop and a space: "12. 3. 1985".
    DotSpace,
    /// A dash or a slash with spaces around it, or two or three spaces.
    Loose,
    /// A line break, with spaces around it.
    Line,
}

/// Digits that stand together: bytes `start..end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub start: usize,
    pub end: usize,
}

impl Group {
    pub fn len(self) -> usize {
        self.end - self.start
    }
}

/// The run that begins at a digit.
#[derive(Debug)]
pub struct Run {
    groups: [Group; MOST],
    gaps: [Gap; MOST],
    count: usize,
    /// Digits in the groups before each, and in all.
    before: [u32; MOST + 1],
}

impl Run {
    /// Reads the run that begins at the digit `at`.
    pub fn read(bytes: &[u8], at: usize) -> Run {
        let mut run =
            Run { groups: [Group::default(); MOST], gaps: [Gap::Space; MOST], count: 0, before: [0; MOST + 1] };
        let mut start = at;
        loop {
            let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
            run.groups[run.count] = Group { start, end };
            run.before[run.count + 1] =
                run.before[run.count].saturating_add((end - start).try_into().unwrap_or(u32::MAX));
            run.count += 1;
            let Some((gap, length)) = gap(bytes, end) else { return run };
            if run.count == MOST {
                return run;
            }
            run.gaps[run.count - 1] = gap;
            start = end + length;
        }
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups[..self.count]
    }

    /// What follows group `i` inside the run.
    pub fn gap(&self, i: usize) -> Option<Gap> {
        (i + 1 < self.count).then(|| self.gaps[i])
    }

    pub fn end(&self) -> usize {
        self.groups[self.count - 1].end
    }

    /// Whether the groups from `from` on have these lengths.
    pub fn shape(&self, from: usize, lengths: &[usize]) -> bool {
        self.groups().get(from..from + lengths.len()).is_some_and(|g| g.iter().zip(lengths).all(|(g, n)| g.len() == *n))
    }

    /// Whether a gap inside `from..from + count` is of this make.
    pub fn has_gap(&self, from: usize, count: usize, wanted: Gap) -> bool {
        self.gaps[from..from + count - 1].contains(&wanted)
    }

    /// Whether the gaps inside `from..from + count` are alike; a line break or a loose gap may stand for any of them.
    pub fn even(&self, from: usize, count: usize) -> bool {
        let mut gaps = self.gaps[from..from + count - 1].iter().filter(|g| !matches!(g, Gap::Line | Gap::Loose));
        let first = gaps.next();
        gaps.all(|g| Some(g) == first)
    }

    /// How many groups from `from` on have `digits` digits together, if it comes out even.
    pub fn sum(&self, from: usize, digits: u32) -> Option<usize> {
        let goal = self.before[from].saturating_add(digits);
        self.before[from + 1..=self.count]
            .iter()
            .position(|n| *n >= goal)
            .filter(|i| self.before[from + 1 + i] == goal)
            .map(|i| i + 1)
    }

    /// Digits in the groups from `from` on, and in the first of them.
    pub fn most_and_least(&self, from: usize) -> (u32, u32) {
        (self.before[self.count] - self.before[from], self.before[from + 1] - self.before[from])
    }

    /// The digits of `count` groups from `from` on. Returns how many were written; at most 20 fit.
    pub fn digits(&self, bytes: &[u8], from: usize, count: usize, to: &mut [u8; 20]) -> usize {
        let mut n = 0;
        for group in &self.groups()[from..from + count] {
            for b in &bytes[group.start..group.end] {
                if n == to.len() {
                    return 0;
                }
                to[n] = *b;
                n += 1;
            }
        }
        n
    }
}

/// The separator at `at`, when a digit follows it.
fn gap(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let space = space_at(bytes, at);
    if space > 0 && digit(at + space) {
        return Some((Gap::Space, space));
    }
    let single = match bytes.get(at)? {
        b'.' => Some(Gap::Dot),
        b'-' => Some(Gap::Dash),
        b'/' => Some(Gap::Slash),
        _ => None,
    };
    if let Some(gap) = single.filter(|_| digit(at + 1)) {
        return Some((gap, 1));
    }
    // Hyphen and dashes, U+2010 to U+2014, and the minus sign.
    if matches!(bytes.get(at..at + 3), Some([0xE2, 0x80, 0x90..=0x94] | [0xE2, 0x88, 0x92])) && digit(at + 3) {
        return Some((Gap::Dash, 3));
    }
    if single == Some(Gap::Dot) && digit(at + 1 + space_at(bytes, at + 1)) {
        return Some((Gap::DotSpace, 1 + space_at(bytes, at + 1)));
    }
    if let Some(length) = loose_gap(bytes, at).filter(|length| digit(at + length)) {
        return Some((Gap::Loose, length));
    }
    line_gap(bytes, at).filter(|length| digit(at + length)).map(|length| (Gap::Line, length))
}

/// Length of " - ", " / " or of two or three spaces.
fn loose_gap(bytes: &[u8], at: usize) -> Option<usize> {
    [" - ", " – ", " / ", "  ", "   "].into_iter().rev().find(|g| bytes[at..].starts_with(g.as_bytes())).map(str::len)
}

/// Length of a line break with up to three spaces on each side, and perhaps a hyphen before it.
fn line_gap(bytes: &[u8], at: usize) -> Option<usize> {
    let mut i = at;
    if bytes.get(i) == Some(&b'-') {
        i += 1;
    }
    let spaces = |mut i: usize| {
        let from = i;
        while i - from < 3 && bytes.get(i) == Some(&b' ') {
            i += 1;
        }
        i
    };
    i = spaces(i);
    if bytes.get(i) == Some(&b'\r') {
        i += 1;
    }
    if bytes.get(i) != Some(&b'\n') {
        return None;
    }
    Some(spaces(i + 1) - at)
}

/// Whether nothing that belongs to a longer word or number touches `start..end`.
pub fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let decimal_before = start > 1 && bytes[start - 1] == b',' && digit(start - 2);
    let decimal_after = bytes.get(end) == Some(&b',') && digit(end + 1);
    stands_in_list(bytes, start, end) && !decimal_before && !decimal_after
}

/// The same where a comma may part two cells: "20914695016,41200013".
pub fn stands_in_list(bytes: &[u8], start: usize, end: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let before = start.checked_sub(1).map(|i| bytes[i]);
    let glued_before = letter_before(bytes, start)
        || matches!(before, Some(b'_' | b'0'..=b'9'))
        || (before == Some(b'.') && start > 1 && digit(start - 2));
    let glued_after = letter_at(bytes, end)
        || matches!(bytes.get(end), Some(b'_' | b'0'..=b'9'))
        || (bytes.get(end) == Some(&b'.') && digit(end + 1));
    !glued_before && !glued_after
}

/// Whether a comma and one or two digits follow: an amount.
pub fn has_cents(bytes: &[u8], end: usize) -> bool {
    let digits = bytes.get(end + 1..).map_or(0, |rest| rest.iter().take(4).take_while(|b| b.is_ascii_digit()).count());
    bytes.get(end) == Some(&b',') && (1..=2).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        Run::read(text.as_bytes(), 0).groups().iter().map(|g| g.len()).collect()
    }

    #[test]
    fn groups() {
        assert_eq!(lengths("1234.56.78903, 5"), [4, 2, 5]);
        assert_eq!(lengths("209146\u{a0}95016"), [6, 5]);
        assert_eq!(lengths("209146 -\n  95016"), [6]);
        assert_eq!(lengths("209146 \r\n  95016"), [6, 5]);
        assert_eq!(lengths("12. 3. 1985"), [2, 1, 4]);
        assert_eq!(lengths("12 mars"), [2]);
        assert_eq!(lengths("1 2 3 4 5 6 7 8 9 10 11 12 13"), [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
    }

    #[test]
    fn sums() {
        let run = Run::read(b"1234.56.78903", 0);
        assert_eq!(run.sum(0, 11), Some(3));
        assert_eq!(run.sum(0, 5), None);
        assert!(run.even(0, 3) && run.shape(0, &[4, 2, 5]));
    }
}
