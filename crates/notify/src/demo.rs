//! Messages that are shown instead of sent, for `torg demo` and for tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use serde::Serialize;
use torg_base::Clock;

use crate::transport::{Channel, Outgoing, SendError, Sent, Transport};

/// One shown message, as `/demo/messages.json` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownMessage {
    pub to: String,
    pub channel: Channel,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub body: String,
    pub at: Timestamp,
    #[serde(skip)]
    key: String,
}

/// The last messages, in memory. Clones share them.
#[derive(Clone)]
pub struct Shown {
    kept: Arc<Mutex<VecDeque<ShownMessage>>>,
    limit: usize,
    clock: Clock,
}

impl Shown {
    /// Keeps the last `limit` messages, stamped by `clock`.
    pub fn new(limit: usize, clock: Clock) -> Self {
        Shown { kept: Arc::default(), limit, clock }
    }

    /// The transport for one channel; both may share one list.
    pub fn transport(&self, channel: Channel) -> ShownTransport {
        ShownTransport { shown: self.clone(), channel }
    }

    /// Newest first.
    pub fn messages(&self) -> Vec<ShownMessage> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }

    /// A repeat with the same key is taken and not shown again.
    fn keep(&self, channel: Channel, message: &Outgoing) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.iter().any(|shown| shown.key == message.key && shown.channel == channel) {
            return;
        }
        kept.push_back(ShownMessage {
            to: message.to.clone(),
            channel,
            subject: message.subject.clone(),
            body: message.text.clone(),
            at: self.clock.now(),
            key: message.key.clone(),
        });
        while kept.len() > self.limit {
            kept.pop_front();
        }
    }
}

/// [`Shown`] as a [`Transport`] of one channel, named `shown`.
pub struct ShownTransport {
    shown: Shown,
    channel: Channel,
}

#[async_trait]
impl Transport for ShownTransport {
    fn name(&self) -> &str {
        "shown"
    }

    fn channel(&self) -> Channel {
        self.channel
    }

    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError> {
        self.shown.keep(self.channel, message);
        Ok(Sent::default())
    }
}
