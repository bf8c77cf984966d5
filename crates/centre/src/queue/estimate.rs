//! How long somebody will wait, from how long visits at the place have lasted and how many serve now; pure.
//!
//! Everybody in front of you must be served, and somebody must become free for you: with `n` in front and `g` guides
//! that is between `n` and `n + 1` visits shared by `g`. Visits differ, so the span is widened at both ends by what a sum of
//! as many visits usually strays. About eight of ten waits end inside it; a test plays queues and counts.

/// Fewer visits than this tell nothing about the next one.
pub const ENOUGH: i64 = 10;
/// Days back that visits are looked at.
pub const DAYS: i64 = 28;
/// A longer visit, in minutes, is one that somebody forgot to finish, and is not kept.
pub const LONGEST: i64 = 120;
/// Standard deviations to each side: four of five lie within.
const STRAY: f64 = 1.28;
/// Minutes that a span is rounded out to.
const ROUND: f64 = 5.0;

/// Visits of one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visits {
    pub minutes: i32,
    pub count: i64,
}

/// Minutes until one is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: u32,
    /// Always more than `from`.
    pub to: u32,
}

/// Why there is no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Too few visits have been timed here.
    TooFew,
    /// Nobody has called a number lately, so nobody knows when the queue begins to move.
    NobodyServes,
}

impl Unknown {
    /// Key of the text that says so.
    pub fn text(self) -> &'static str {
        match self {
            Unknown::TooFew => "queue-unknown-few",
            Unknown::NobodyServes => "queue-unknown-nobody",
        }
    }
}

/// The wait with so many in front and so many guides who serve.
///
/// # Errors
/// Why nothing honest can be said.
pub fn wait(before: usize, guides: usize, visits: &[Visits]) -> Result<Span, Unknown> {
    let count: i64 = visits.iter().map(|v| v.count).sum();
    if count < ENOUGH {
        return Err(Unknown::TooFew);
    }
    if guides == 0 {
        return Err(Unknown::NobodyServes);
    }
    let (mean, deviation) = mean_and_deviation(visits, count as f64);
    let (before, guides) = (before as f64, guides as f64);
    let stray = STRAY * deviation * (before + 1.0).sqrt();
    let from = ((before * mean - stray) / guides).max(0.0);
    let to = ((before + 1.0) * mean + stray) / guides;
    let from = (from / ROUND).floor() * ROUND;
    let to = ((to / ROUND).ceil() * ROUND).max(from + ROUND);
    Ok(Span { from: from as u32, to: to as u32 })
}

fn mean_and_deviation(visits: &[Visits], count: f64) -> (f64, f64) {
    let mean = visits.iter().map(|v| f64::from(v.minutes) * v.count as f64).sum::<f64>() / count;
    let squares = visits.iter().map(|v| (f64::from(v.minutes) - mean).powi(2) * v.count as f64);
    (mean, (squares.sum::<f64>() / count).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn visits(lengths: &[i32]) -> Vec<Visits> {
        lengths.iter().map(|minutes| Visits { minutes: *minutes, count: 1 }).collect()
    }

    /// Mostly short errands, now and then a long one.
    const ORDINARY: [i32; 20] = [3, 4, 5, 5, 6, 7, 8, 8, 10, 10, 11, 12, 12, 15, 15, 18, 20, 25, 35, 50];

    #[test]
    fn too_little_to_go_by_is_said() {
        assert_eq!(wait(3, 1, &visits(&[10; 9])), Err(Unknown::TooFew));
        assert_eq!(wait(3, 0, &visits(&[10; 10])), Err(Unknown::NobodyServes));
        assert_eq!(wait(3, 1, &visits(&[10; 10])), Ok(Span { from: 30, to: 40 }));
        assert_eq!(wait(0, 1, &visits(&[10; 10])), Ok(Span { from: 0, to: 10 }));
    }

    proptest! {
        #[test]
        fn never_negative_grows_with_those_before_and_shrinks_with_guides(
            lengths in prop::collection::vec(1i32..=120, ENOUGH as usize..60),
            before in 0usize..60,
            guides in 1usize..8,
        ) {
            let visits = visits(&lengths);
            let span = wait(before, guides, &visits).unwrap();
            prop_assert!(span.from < span.to, "{span:?}");
            prop_assert!(span.from.is_multiple_of(5) && span.to.is_multiple_of(5));
            let behind = wait(before + 1, guides, &visits).unwrap();
            prop_assert!(behind.from >= span.from && behind.to >= span.to, "{span:?} {behind:?}");
            let helped = wait(before, guides + 1, &visits).unwrap();
            prop_assert!(helped.from <= span.from && helped.to <= span.to, "{span:?} {helped:?}");
        }

        /// Far enough back in the queue it is longer for certain, and a queue of hundreds has no end in minutes.
        #[test]
        fn it_does_grow(before in 0usize..40, guides in 1usize..6) {
            let visits = visits(&ORDINARY);
            let (near, far) = (wait(before, guides, &visits).unwrap(), wait(before + 20, guides, &visits).unwrap());
            prop_assert!(far.from > near.from && far.to > near.to);
        }
    }

    /// Plays one queue: every guide is in the middle of a visit; returns when the one behind `before` others is called.
    fn played(before: usize, guides: usize, next: &mut impl FnMut(usize) -> usize) -> f64 {
        let mut free: Vec<f64> = Vec::new();
        for _ in 0..guides {
            // Somebody who looks in at any moment meets a long visit more often than a short one.
            let total: i32 = ORDINARY.iter().sum();
            let mut at = next(total as usize) as i32;
            let met = ORDINARY
                .iter()
                .find(|minutes| {
                    at -= **minutes;
                    at < 0
                })
                .copied()
                .unwrap_or(1);
            free.push(f64::from(met) * next(1000) as f64 / 1000.0);
        }
        for _ in 0..before {
            let first = free.iter_mut().min_by(|a, b| a.total_cmp(b)).unwrap();
            *first += f64::from(ORDINARY[next(ORDINARY.len())]);
        }
        free.into_iter().min_by(f64::total_cmp).unwrap()
    }

    #[test]
    fn about_eight_of_ten_played_waits_end_inside() {
        let mut seed = 2026u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        };
        let visits = visits(&ORDINARY);
        for guides in [1, 2, 3] {
            for before in [0, 1, 3, 8, 15] {
                let span = wait(before, guides, &visits).unwrap();
                let inside = (0..4000).filter(|_| {
                    let waited = played(before, guides, &mut next);
                    (f64::from(span.from)..=f64::from(span.to)).contains(&waited)
                });
                let share = inside.count() as f64 / 4000.0;
                assert!((0.75..=1.0).contains(&share), "{guides} guides, {before} before: {span:?} holds {share}");
            }
        }
    }
}
