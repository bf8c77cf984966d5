//! Two providers for one channel: when the first fails, the second takes over.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use crate::transport::{Channel, FailureKind, Outgoing, SendError, Sent, Transport};

/// Sends by `primary`; when it fails temporarily or is wrongly set up, by `secondary`, and lets `primary` rest for a while
/// so that not every message waits for its time-out. A permanent refusal is about the message itself and stands.
///
/// An answer lost on the way can give the receiver the message twice. A reminder twice is better than none.
pub struct Failover {
    primary: Box<dyn Transport>,
    secondary: Box<dyn Transport>,
    rest: Duration,
    resting_until: Mutex<Option<Instant>>,
}

impl Failover {
    /// `rest`: how long a failed primary is left alone. The time is tokio's, which only counts forward and which tests can
    /// move; no civil time is read.
    pub fn new(primary: Box<dyn Transport>, secondary: Box<dyn Transport>, rest: Duration) -> Self {
        Failover { primary, secondary, rest, resting_until: Mutex::new(None) }
    }

    /// Whether the primary is left alone just now, for the operator's page.
    pub fn primary_rests(&self) -> bool {
        let mut until = self.resting_until.lock().unwrap_or_else(PoisonError::into_inner);
        if until.is_some_and(|until| until <= Instant::now()) {
            *until = None;
        }
        until.is_some()
    }

    fn let_primary_rest(&self) {
        let until = Instant::now() + self.rest;
        *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }

    async fn by_secondary(&self, message: &Outgoing, first: Option<SendError>) -> Result<Sent, SendError> {
        let error = match self.secondary.send(message).await {
            Ok(sent) => return Ok(sent),
            Err(error) => error,
        };
        // When one of the two may recover by itself, the message is worth another try.
        match (first, error.kind) {
            (Some(first), FailureKind::Misconfigured) if first.kind == FailureKind::Temporary => Err(first),
            (None, FailureKind::Misconfigured) => {
                Err(SendError::temporary("the first provider rests, the second is wrongly set up"))
            }
            _ => Err(error),
        }
    }
}

#[async_trait]
impl Transport for Failover {
    fn name(&self) -> &str {
        self.primary.name()
    }

    fn channel(&self) -> Channel {
        self.primary.channel()
    }

    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError> {
        if self.primary_rests() {
            return self.by_secondary(message, None).await;
        }
        match self.primary.send(message).await {
            Err(error) if error.kind != FailureKind::Permanent => {
                tracing::warn!(provider = self.primary.name(), instead = self.secondary.name(), %error, "provider failed");
                self.let_primary_rest();
                self.by_secondary(message, Some(error)).await
            }
            done => done,
        }
    }
}
