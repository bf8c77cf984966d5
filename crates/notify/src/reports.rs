//! Delivery reports: what the provider says later about a message it took. Pure; the caller checks who is calling.

use serde::Deserialize;
use serde_json::Value;

/// What became of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// On the phone. Final.
    Yes,
    /// Never will be. Final.
    No,
    /// Taken by the network, not on the phone yet. Another report may follow.
    Buffered,
}

/// Which message a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Our own [`crate::transport::Outgoing::key`].
    Key(String),
    /// The provider's number, as in [`crate::transport::Sent::provider_id`].
    ProviderId(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub about: About,
    pub delivered: Delivered,
}

/// Why a report was not understood. Holds nothing of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    #[error("the report is not JSON")]
    NotJson,
    #[error("the report does not say which message it is about")]
    NoMessage,
    #[error("the report does not say what became of the message")]
    NoStatus,
    #[error("the report has a status that the configuration does not name")]
    UnknownStatus,
}

/// Reads Kannel's call to our `dlr-url` from its query, decoded: `key` and `type` (user guide, chapter 10: 1 delivered,
/// 2 not delivered, 4 buffered, 8 taken by the SMS centre, 16 refused by it).
pub fn kannel<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Report, ReportError> {
    let (mut key, mut kind) = (None, None);
    for (name, value) in pairs {
        match name {
            "key" => key = Some(value).filter(|value| !value.is_empty()),
            "type" => kind = Some(value),
            _ => {}
        }
    }
    let delivered = match kind.ok_or(ReportError::NoStatus)? {
        "1" => Delivered::Yes,
        "2" | "16" => Delivered::No,
        "4" | "8" => Delivered::Buffered,
        _ => return Err(ReportError::UnknownStatus),
    };
    let key = key.ok_or(ReportError::NoMessage)?;
    Ok(Report { about: About::Key(key.to_owned()), delivered })
}

/// Where a provider's JSON report says what. Pointers are RFC 6901 (`/message/id`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonReport {
    /// To the list of reports, where one call brings several; the other pointers then start at each of them.
    pub list_pointer: Option<String>,
    /// To our key, where the provider repeats it.
    pub key_pointer: Option<String>,
    /// To the provider's number.
    pub id_pointer: Option<String>,
    pub status_pointer: String,
    /// Words or numbers that mean delivered; letter case does not count.
    pub delivered: Vec<String>,
    /// ... that mean it never will be.
    pub failed: Vec<String>,
    /// ... that mean not yet.
    #[serde(default)]
    pub buffered: Vec<String>,
}

impl JsonReport {
    /// Reads the body of a provider's call. One report that is not understood fails the whole call, so that the
    /// provider's log shows it.
    pub fn read(&self, body: &[u8]) -> Result<Vec<Report>, ReportError> {
        let body: Value = serde_json::from_slice(body).map_err(|_| ReportError::NotJson)?;
        match &self.list_pointer {
            None => Ok(vec![self.read_one(&body)?]),
            Some(pointer) => {
                let list = body.pointer(pointer).and_then(Value::as_array).ok_or(ReportError::NoMessage)?;
                list.iter().map(|report| self.read_one(report)).collect()
            }
        }
    }

    fn read_one(&self, report: &Value) -> Result<Report, ReportError> {
        let at = |pointer: &Option<String>| pointer.as_deref().and_then(|pointer| text_at(report, pointer));
        let about = at(&self.key_pointer)
            .map(About::Key)
            .or_else(|| at(&self.id_pointer).map(About::ProviderId))
            .ok_or(ReportError::NoMessage)?;
        let status = text_at(report, &self.status_pointer).ok_or(ReportError::NoStatus)?;
        let named = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(&status));
        let delivered = if named(&self.delivered) {
            Delivered::Yes
        } else if named(&self.failed) {
            Delivered::No
        } else if named(&self.buffered) {
            Delivered::Buffered
        } else {
            return Err(ReportError::UnknownStatus);
        };
        Ok(Report { about, delivered })
    }
}

/// A text or number at a pointer, as text. An empty text counts as nothing.
pub(crate) fn text_at(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
