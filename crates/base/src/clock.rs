//! The clock as a value that is handed in, so that tests can stand on any day of the year.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// Tells the time. Cloned freely; a fixed clock is shared by its clones.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds since 1970 when the clock is fixed by a test.
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands still until [`Clock::advance`] or [`Clock::set`] moves it.
    pub fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(Arc::new(AtomicI64::new(at.as_microsecond()))) }
    }

    /// The instant now, in whole microseconds (what both databases keep).
    pub fn now(&self) -> Timestamp {
        let micros = match &self.fixed {
            Some(fixed) => fixed.load(Ordering::SeqCst),
            // The one place in the program that asks the machine for the time.
            #[allow(clippy::disallowed_methods)]
            None => Timestamp::now().as_microsecond(),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a fixed clock forward; the system clock is left alone.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(fixed) = &self.fixed {
            let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            fixed.fetch_add(micros, Ordering::SeqCst);
        }
    }

    /// Sets a fixed clock; the system clock is left alone.
    pub fn set(&self, to: Timestamp) {
        if let Some(fixed) = &self.fixed {
            fixed.store(to.as_microsecond(), Ordering::SeqCst);
        }
    }
}
