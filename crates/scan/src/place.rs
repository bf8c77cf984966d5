//! Lines and columns.

/// Where a hit stands: line from 1, columns in characters from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u64,
    pub start: u64,
    /// Column after the last character, counted on from `start` also when the hit goes over a line break.
    pub end: u64,
}

/// Counts lines and characters forward through a text that comes in pieces.
#[derive(Clone, Debug)]
pub struct Counter {
    line: u64,
    column: u64,
}

impl Default for Counter {
    fn default() -> Counter {
        Counter { line: 1, column: 0 }
    }
}

impl Counter {
    /// Moves past a piece of text.
    pub fn pass(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        if lines > 0 {
            self.line += lines;
            self.column = 0;
        }
        let last = memchr::memrchr(b'\n', bytes).map_or(0, |i| i + 1);
        self.column += characters(&bytes[last..]);
    }

    /// The place of a hit whose text begins here.
    pub fn place(&self, hit: &str) -> Place {
        Place { line: self.line, start: self.column, end: self.column + characters(hit.as_bytes()) }
    }
}

fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_and_lines() {
        let mut counter = Counter::default();
        counter.pass("første\nså ");
        assert_eq!(counter.place("ærlig"), Place { line: 2, start: 3, end: 8 });
        counter.pass("ærlig");
        assert_eq!(counter.place("x"), Place { line: 2, start: 8, end: 9 });
    }
}
