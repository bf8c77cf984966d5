//! How fast messages leave: a gateway has agreed to so many a second, and refuses or bills what is above.

use std::time::Duration;

use tokio::time::Instant;

/// Messages a second where nothing is configured: what ordinary SMS agreements allow, and enough for any rush.
pub const PER_SECOND: u32 = 100;

/// What may leave now. What is not used within a second is lost, so that a silence is not followed by a flood.
pub struct Pace {
    per_second: f64,
    saved: f64,
    at: Instant,
}

impl Pace {
    /// `per_second` of 0 is read as 1: a channel that may send nothing is one that is not configured.
    pub fn new(per_second: u32) -> Pace {
        let per_second = f64::from(per_second.max(1));
        Pace { per_second, saved: per_second, at: Instant::now() }
    }

    /// Whole messages that may leave now.
    pub fn allowed(&mut self) -> u16 {
        let now = Instant::now();
        let earned = now.duration_since(self.at).as_secs_f64() * self.per_second;
        self.at = now;
        self.saved = (self.saved + earned).min(self.per_second.max(1.0));
        // A float outside the range becomes the nearest end of it.
        self.saved.floor() as u16
    }

    /// Writes down that so many have left.
    pub fn used(&mut self, count: usize) {
        self.saved -= count as f64;
    }

    /// How long to gather before going on with a queue: until a whole batch may leave, at most a quarter of a second,
    /// at least until one message may.
    pub fn gather(&self, batch: u16) -> Duration {
        let missing = (f64::from(batch) - self.saved).max(0.0);
        let wait = (missing / self.per_second).min(0.25).max((1.0 - self.saved) / self.per_second);
        Duration::from_secs_f64(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_queue_leaves_at_the_agreed_rate_and_a_silence_saves_one_second() {
        let mut pace = Pace::new(10);
        assert_eq!(pace.allowed(), 10);
        pace.used(10);
        assert_eq!(pace.allowed(), 0);
        tokio::time::sleep(pace.gather(64) * 2).await;
        assert_eq!(pace.allowed(), 5);
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(pace.allowed(), 10, "a minute of silence does not become 600 messages");
    }

    #[tokio::test(start_paused = true)]
    async fn a_fast_gateway_is_not_held_back_between_batches() {
        let mut pace = Pace::new(5000);
        pace.used(64);
        assert_eq!(pace.gather(64), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn one_a_second_is_possible() {
        let mut pace = Pace::new(1);
        pace.used(1);
        tokio::time::sleep(pace.gather(64)).await;
        assert_eq!(pace.allowed(), 1);
    }
}
