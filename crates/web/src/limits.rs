//! Rate limits, per copy and in memory: enough to make guessing and flooding pointless.
//!
//! A limit is counted against whoever does the asking (an address, an own booking), never against the
//! person that is asked about, so that nobody can lock somebody else out.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// What is limited, with how much at once and how fast it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Holds and other writes by citizens: 20 at once, one more each 10 s, per address.
    Write,
    /// Codes and references tried: 10 at once, one more each 30 s, per address.
    Guess,
    /// SMS codes sent to one number: 5 at once, one more each 10 min.
    Sms,
    /// Sheets to print that have to be set first: 30 at once, one more each 2 s, per address.
    Print,
}

/// The limiters of this copy.
pub struct Limits {
    on: bool,
    write: DefaultKeyedRateLimiter<String>,
    guess: DefaultKeyedRateLimiter<String>,
    sms: DefaultKeyedRateLimiter<String>,
    print: DefaultKeyedRateLimiter<String>,
}

impl Limits {
    pub fn new(on: bool) -> Limits {
        Limits {
            on,
            write: RateLimiter::keyed(quota(20, Duration::from_secs(10))),
            guess: RateLimiter::keyed(quota(10, Duration::from_secs(30))),
            sms: RateLimiter::keyed(quota(5, Duration::from_secs(600))),
            print: RateLimiter::keyed(quota(30, Duration::from_secs(2))),
        }
    }

    /// True when the key may go on; counts one use.
    pub fn allow(&self, limit: Limit, key: &str) -> bool {
        if !self.on {
            return true;
        }
        let limiter = match limit {
            Limit::Write => &self.write,
            Limit::Guess => &self.guess,
            Limit::Sms => &self.sms,
            Limit::Print => &self.print,
        };
        limiter.check_key(&key.to_owned()).is_ok()
    }

    /// Forgets keys that are back at full allowance, so that memory stays flat.
    pub fn forget_idle(&self) {
        for limiter in [&self.write, &self.guess, &self.sms, &self.print] {
            limiter.retain_recent();
        }
    }
}

fn quota(burst: u32, each: Duration) -> Quota {
    // Both are constants above zero.
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(each).unwrap_or(Quota::per_hour(burst)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_one_key_and_not_its_neighbour() {
        let limits = Limits::new(true);
        assert!((0..10).all(|_| limits.allow(Limit::Guess, "a")));
        assert!(!limits.allow(Limit::Guess, "a"));
        assert!(limits.allow(Limit::Guess, "b"));
        assert!((0..100).all(|_| Limits::new(false).allow(Limit::Guess, "a")));
    }
}
