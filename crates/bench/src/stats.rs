//! Small helpers for numbers and tables, and a random source that a seed repeats.

/// Middle value; the mean of the two middle ones for an even count. 0 for nothing.
pub fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0,
    }
}

/// The value that `part` (0 to 1) of the values do not exceed; exact, by sorting. 0 for nothing.
pub fn percentile(values: &[f64], part: f64) -> f64 {
    let sorted = sorted(values);
    let rank = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

/// `smallest-largest`, with the given number of decimals.
pub fn spread(values: &[f64], decimals: usize) -> String {
    let sorted = sorted(values);
    match (sorted.first(), sorted.last()) {
        (Some(low), Some(high)) => format!("{low:.decimals$}-{high:.decimals$}"),
        _ => "-".into(),
    }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// A table with a title, printed in plain text; numbers and words alike are padded to their column.
pub struct Table {
    title: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(title: impl Into<String>, heads: &[&str]) -> Table {
        Table { title: title.into(), rows: vec![heads.iter().map(|h| (*h).to_owned()).collect()] }
    }

    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    pub fn print(&self) {
        println!("\n{}", self.title);
        let columns = self.rows[0].len();
        let width = |c: usize| self.rows.iter().filter_map(|r| r.get(c)).map(|s| s.chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, w)| format!("{cell:<w$}")).collect();
            println!("  {}", cells.join("  ").trim_end());
        }
    }
}

/// PASS or MISS, for a goal that is only told.
pub fn verdict(met: bool) -> String {
    if met { "PASS" } else { "MISS" }.into()
}

/// ok or WRONG, for a demand of correctness.
pub fn right(held: bool) -> String {
    if held { "ok" } else { "WRONG" }.into()
}

/// SplitMix64: the same seed gives the same run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `limit` (which must not be 0).
    pub fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middle_and_percentiles() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 0.99), 99.0);
        assert_eq!(percentile(&[7.0], 0.5), 7.0);
        assert_eq!(spread(&[2.0, 1.0], 1), "1.0-2.0");
    }

    #[test]
    fn a_shuffle_keeps_everything_and_the_seed_repeats_it() {
        let run = |seed| {
            let mut list: Vec<u32> = (0..100).collect();
            Dice::new(seed).shuffle(&mut list);
            list
        };
        let mut once = run(7);
        assert_eq!(once, run(7));
        assert_ne!(once, run(8));
        once.sort_unstable();
        assert_eq!(once, (0..100).collect::<Vec<u32>>());
    }
}
