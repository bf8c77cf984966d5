//! What a message on its way out is, and what every way of sending it must do.

use std::fmt;

use async_trait::async_trait;

/// How a message reaches a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Sms,
    Email,
}

/// A file that goes with an e-mail; an SMS leaves it out.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name as the receiver sees it, e.g. `time.ics`.
    pub name: String,
    /// Media type with parameters, e.g. `text/calendar; charset=utf-8; method=PUBLISH`.
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// One message to one receiver.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Idempotency key: the same for every attempt at this message. It travels to the provider and back in delivery
    /// reports, so it must say nothing about a person.
    pub key: String,
    /// E.164 (`+4780000001`) for SMS, an address for e-mail.
    pub to: String,
    /// E-mail only.
    pub subject: Option<String>,
    pub text: String,
    pub attachment: Option<Attachment>,
}

/// Shows the key and sizes alone: a message that lands in a log must not carry its receiver or words.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("key", &self.key)
            .field("text_bytes", &self.text.len())
            .field("attachment", &self.attachment)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// The provider has taken the message over. It is not yet delivered: see [`crate::reports`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The provider's own number for the message, where it gives one.
    pub provider_id: Option<String>,
}

/// What to do with a message that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Try the same message again later.
    Temporary,
    /// This message will never be taken; do not try again.
    Permanent,
    /// No message will be taken until somebody changes the set-up: keep it, and tell the operator.
    Misconfigured,
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FailureKind::Temporary => "temporary failure",
            FailureKind::Permanent => "permanent failure",
            FailureKind::Misconfigured => "wrong set-up",
        })
    }
}

/// Why a message was not taken. The reason is a fixed text of ours, never a provider's answer: those repeat the number,
/// the address or the words, and this error is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {reason}")]
pub struct SendError {
    pub kind: FailureKind,
    pub reason: &'static str,
}

impl SendError {
    pub fn temporary(reason: &'static str) -> Self {
        SendError { kind: FailureKind::Temporary, reason }
    }

    pub fn permanent(reason: &'static str) -> Self {
        SendError { kind: FailureKind::Permanent, reason }
    }

    pub fn misconfigured(reason: &'static str) -> Self {
        SendError { kind: FailureKind::Misconfigured, reason }
    }
}

/// One way of sending. Delivery is at least once: the caller may repeat a message with the same key after any
/// temporary failure, also one where the provider had taken it but the answer was lost.
#[async_trait]
pub trait Transport: Send + Sync {
    /// The name in logs and on the operator's page.
    fn name(&self) -> &str;
    fn channel(&self) -> Channel;
    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError>;
}

/// Refuses anything but `+` and 7 to 15 digits (ITU-T E.164). Kannel and others read a space as "and also to".
pub(crate) fn require_e164(to: &str) -> Result<&str, SendError> {
    let digits = to.strip_prefix('+').unwrap_or("");
    if (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(to)
    } else {
        Err(SendError::permanent("the number is not in international form, with + and country code"))
    }
}
