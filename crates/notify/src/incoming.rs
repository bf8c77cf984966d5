//! Messages from people: what a provider hands over when somebody answers. Pure; the caller checks who is calling.

use serde::Deserialize;
use serde_json::Value;
use torg_base::Phone;
use url::form_urlencoded;

use crate::http_sms::BodyKind;
use crate::reports::text_at;

/// The longest text that is looked at, in characters: an answer is a digit or a word.
const LONGEST: usize = 40;

/// What somebody sent. Not `Debug`: neither number nor text belongs in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    pub from: Phone,
    /// The beginning of the text.
    pub text: String,
}

/// Why a call was not understood. Holds nothing of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IncomingError {
    #[error("the body cannot be read")]
    Unreadable,
    #[error("the body does not say who sent the message")]
    NoSender,
    #[error("the body has no text")]
    NoText,
}

/// Who hands messages over to this installation.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    pub format: Option<IncomingFormat>,
    pub kannel: bool,
}

/// Where a provider's call says what. Pointers are RFC 6901 (`/message/from`); in a form `/From` is the field `From`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomingFormat {
    #[serde(default)]
    pub content_type: BodyKind,
    /// To the list of messages, where one call brings several; the other pointers then start at each of them.
    pub list_pointer: Option<String>,
    pub from_pointer: String,
    pub text_pointer: String,
}

impl IncomingFormat {
    /// Reads the body of a provider's call. Senders that are no telephone (a name, a short number) are left out, since
    /// nobody there has been asked anything.
    pub fn read(&self, body: &[u8]) -> Result<Vec<Received>, IncomingError> {
        let body = match self.content_type {
            BodyKind::Json => serde_json::from_slice(body).map_err(|_| IncomingError::Unreadable)?,
            BodyKind::Form => {
                Value::Object(form_urlencoded::parse(body).map(|(k, v)| (k.into_owned(), Value::from(v))).collect())
            }
        };
        let all = match &self.list_pointer {
            None => vec![self.read_one(&body)?],
            Some(pointer) => {
                let list = body.pointer(pointer).and_then(Value::as_array).ok_or(IncomingError::NoSender)?;
                list.iter().map(|message| self.read_one(message)).collect::<Result<_, _>>()?
            }
        };
        Ok(all.into_iter().flatten().collect())
    }

    fn read_one(&self, message: &Value) -> Result<Option<Received>, IncomingError> {
        let from = text_at(message, &self.from_pointer).ok_or(IncomingError::NoSender)?;
        let text = message.pointer(&self.text_pointer).ok_or(IncomingError::NoText)?;
        let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
        Ok(received(&from, &text))
    }
}

/// Reads Kannel's call to our `post-url` (user guide, chapter 6, "SMS-service"): the header `X-Kannel-From`, and the text
/// as body, in UTF-16 where the phone wrote letters outside the GSM alphabet.
pub fn kannel(from: &str, content_type: &str, body: &[u8]) -> Result<Option<Received>, IncomingError> {
    if from.is_empty() {
        return Err(IncomingError::NoSender);
    }
    let text = if content_type.to_ascii_uppercase().contains("UTF-16") {
        let units = body.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        String::from_utf8_lossy(body).into_owned()
    };
    Ok(received(from, &text))
}

fn received(from: &str, text: &str) -> Option<Received> {
    Some(Received { from: sender(from)?, text: text.trim().chars().take(LONGEST).collect() })
}

/// Providers write numbers with or without the plus; eight digits are a Norwegian number.
fn sender(text: &str) -> Option<Phone> {
    let text = text.trim();
    let bare = text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with("00");
    Phone::parse(&if bare { format!("+{text}") } else { text.to_owned() })
}
