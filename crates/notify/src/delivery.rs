//! From outbox to transport: messages are queued with the deed they tell about, and delivered after commit.

use std::sync::Arc;

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use torg_store::outbox::{self, Claimed, Item, Outcome};
use torg_store::{Part, Result, Store, Tx};
use uuid::Uuid;

use crate::pace::{self, Pace};
use crate::{Attachment, Channel, FailureKind, Outgoing, Transport};

/// A message as it lies (encrypted) in the outbox.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub channel: Channel,
    pub to: String,
    pub subject: Option<String>,
    pub text: String,
    /// A calendar file, for e-mail.
    pub calendar: Option<String>,
}

impl Message {
    pub fn sms(to: &str, text: String) -> Message {
        Message { channel: Channel::Sms, to: to.to_owned(), subject: None, text, calendar: None }
    }
}

/// Queues a message with the rest of a write unit. `key` makes it unique; it must not tell about a person.
pub async fn queue(tx: &Tx, key: String, subject: Uuid, due: Timestamp, message: &Message) -> Result<()> {
    tx.together(vec![part(tx, key, subject, due, message)?]).await
}

/// As [`queue`], as a part of a trip with others.
pub fn part(tx: &Tx, key: String, subject: Uuid, due: Timestamp, message: &Message) -> Result<Part> {
    let kind = match message.channel {
        Channel::Sms => "sms",
        Channel::Email => "email",
    };
    outbox::part(tx, Item { kind, key, subject: Some(subject), due, payload: message })
}

/// The channels of this installation; one that is missing is replaced by people who call.
#[derive(Clone, Default)]
pub struct Notifier {
    sms: Option<Arc<dyn Transport>>,
    email: Option<Arc<dyn Transport>>,
    per_second: Option<u32>,
    answers: bool,
}

/// Messages on their way at the same time.
const AT_ONCE: usize = 8;
/// Messages leased in one go: few enough that all of them can time out (10 s each) before the lease ends.
pub const BATCH: u16 = 64;

impl Notifier {
    pub fn new(sms: Option<Arc<dyn Transport>>, email: Option<Arc<dyn Transport>>) -> Notifier {
        Notifier { sms, email, per_second: None, answers: false }
    }

    /// With so many messages a second from this copy of the program.
    pub fn paced(self, per_second: Option<u32>) -> Notifier {
        Notifier { per_second, ..self }
    }

    /// With whether people can answer an SMS.
    pub fn answered(self, answers: bool) -> Notifier {
        Notifier { answers, ..self }
    }

    pub fn pace(&self) -> Pace {
        Pace::new(self.per_second.unwrap_or(pace::PER_SECOND))
    }

    pub fn has_sms(&self) -> bool {
        self.sms.is_some()
    }

    /// Whether an answer to an SMS reaches us; otherwise a message asks for a code on the site.
    pub fn has_answers(&self) -> bool {
        self.sms.is_some() && self.answers
    }

    pub fn has_email(&self) -> bool {
        self.email.is_some()
    }

    /// Delivers what is due, at most `limit`. Returns how many were taken on, so that the caller goes on while there is more.
    ///
    /// A message whose delivery was not written down (the program died in between) is sent again when its lease
    /// has ended, with the same key.
    pub async fn deliver_due(&self, store: &Store, limit: u16) -> Result<usize> {
        let claimed = outbox::claim(store, limit.min(BATCH)).await?;
        let count = claimed.len();
        let outcomes = stream::iter(claimed)
            .map(|item| async move { (item.id, item.attempts, self.deliver(store, &item).await) })
            .buffer_unordered(AT_ONCE)
            .collect::<Vec<_>>()
            .await;
        outbox::settle(store, outcomes).await?;
        Ok(count)
    }

    async fn deliver(&self, store: &Store, item: &Claimed) -> Outcome {
        let Ok(message) = item.read::<Message>(store) else { return Outcome::Never("cannot be read") };
        let transport = match message.channel {
            Channel::Sms => &self.sms,
            Channel::Email => &self.email,
        };
        let Some(transport) = transport else { return Outcome::Never("no such channel here") };
        let outgoing = Outgoing {
            key: item.key.clone(),
            to: message.to,
            subject: message.subject,
            text: message.text,
            attachment: message.calendar.map(|text| Attachment {
                name: "time.ics".into(),
                mime: "text/calendar; charset=utf-8; method=PUBLISH".into(),
                bytes: text.into_bytes(),
            }),
        };
        match transport.send(&outgoing).await {
            Ok(sent) => Outcome::Done { provider: Some(transport.name().to_owned()), provider_id: sent.provider_id },
            Err(error) => {
                tracing::warn!(transport = transport.name(), kind = ?error.kind, reason = error.reason, "message not sent");
                match error.kind {
                    FailureKind::Permanent => Outcome::Never(error.reason),
                    FailureKind::Temporary | FailureKind::Misconfigured => Outcome::Later(error.reason),
                }
            }
        }
    }
}
