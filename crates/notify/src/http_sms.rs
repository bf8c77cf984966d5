//! An SMS provider with an HTTP interface, described in the configuration file instead of in code.

use std::collections::BTreeMap;
use std::path::PathBuf;

use async_trait::async_trait;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Response};
use serde::Deserialize;

use crate::client::{kind_of_status, no_answer};
use crate::config::Problem;
use crate::secret::Secret;
use crate::template::{Escape, fill};
use crate::transport::{Channel, FailureKind, Outgoing, SendError, Sent, Transport, require_e164};

/// A provider answers with a few hundred bytes; more than this is not read.
const ANSWER_LIMIT: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    #[default]
    Post,
    /// The filled body becomes the query. Providers and proxies log addresses, so prefer `post`.
    Get,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyKind {
    #[default]
    Json,
    Form,
}

/// A header's value: a text, or a secret in a file with what comes before it (`Bearer `).
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum HeaderText {
    Plain(String),
    File {
        #[serde(default)]
        prefix: String,
        file: PathBuf,
    },
}

/// `[[sms]] kind = "http"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSmsConfig {
    #[serde(default = "default_name")]
    pub name: String,
    pub url: String,
    #[serde(default)]
    pub method: Method,
    #[serde(default)]
    pub content_type: BodyKind,
    /// May use `{key}` and `{sender}`, never the receiver.
    #[serde(default)]
    pub headers: BTreeMap<String, HeaderText>,
    /// Text with `{to}` (or `{to_digits}`, without the plus), `{text}`, `{key}`, `{sender}`. In JSON they stand
    /// between quotes.
    pub body: String,
    #[serde(default)]
    pub sender: String,
    /// Statuses that mean the message is taken.
    #[serde(default = "default_success")]
    pub success: Vec<u16>,
    /// Statuses that mean this message will never be taken.
    #[serde(default = "default_permanent")]
    pub permanent: Vec<u16>,
    /// JSON pointer (RFC 6901) to the provider's message number in its answer.
    pub id_pointer: Option<String>,
    /// How this provider's delivery reports look, where it sends any.
    pub report: Option<crate::reports::JsonReport>,
    /// How this provider hands over what people answer, where it does.
    pub incoming: Option<crate::incoming::IncomingFormat>,
}

fn default_name() -> String {
    "http".to_owned()
}

fn default_success() -> Vec<u16> {
    vec![200, 201, 202]
}

fn default_permanent() -> Vec<u16> {
    vec![400, 422]
}

/// The transport made from an [`HttpSmsConfig`].
pub struct HttpSms {
    config: HttpSmsConfig,
    headers: Vec<(HeaderName, HeaderSource)>,
    client: Client,
}

/// A header ready for use. A secret is never searched for placeholders and never shown.
enum HeaderSource {
    Template(String),
    Secret(HeaderValue),
}

impl HttpSms {
    /// Reads the secrets. The problem it may give is the same that [`crate::config::NotifyConfig::check`] gives.
    pub fn new(config: HttpSmsConfig, client: Client) -> Result<Self, Problem> {
        let headers = config.headers.iter().map(read_header).collect::<Result<_, _>>()?;
        Ok(HttpSms { config, headers, client })
    }

    fn request(&self, message: &Outgoing) -> Result<RequestBuilder, SendError> {
        let config = &self.config;
        let json = config.content_type == BodyKind::Json && config.method == Method::Post;
        let escape = if json { Escape::Json } else { Escape::Form };
        let body = fill(&config.body, escape, message, &config.sender);
        let request = match config.method {
            Method::Get => {
                let mut url = url::Url::parse(&config.url)
                    .map_err(|_| SendError::misconfigured("the address of the SMS provider is not a URL"))?;
                let query = url.query().map_or(body.clone(), |fixed| format!("{fixed}&{body}"));
                url.set_query(Some(&query));
                self.client.get(url)
            }
            Method::Post => {
                let mime = if json { "application/json" } else { "application/x-www-form-urlencoded" };
                self.client.post(&config.url).header(CONTENT_TYPE, mime).body(body)
            }
        };
        Ok(request.headers(self.filled_headers(message)?))
    }

    fn filled_headers(&self, message: &Outgoing) -> Result<HeaderMap, SendError> {
        let mut filled = HeaderMap::new();
        for (name, source) in &self.headers {
            let value = match source {
                HeaderSource::Secret(value) => value.clone(),
                HeaderSource::Template(text) => {
                    HeaderValue::from_str(&fill(text, Escape::Header, message, &self.config.sender)).map_err(|_| {
                        SendError::misconfigured("a header for the SMS provider has letters outside ASCII")
                    })?
                }
            };
            filled.insert(name.clone(), value);
        }
        Ok(filled)
    }

    fn refused(&self, status: u16) -> SendError {
        if self.config.permanent.contains(&status) {
            return SendError::permanent("the SMS provider refused the message");
        }
        match kind_of_status(status) {
            FailureKind::Temporary => SendError::temporary("the SMS provider is busy or out of order"),
            FailureKind::Permanent => SendError::permanent("the SMS provider refused the message"),
            FailureKind::Misconfigured => {
                SendError::misconfigured("the SMS provider refused us; check address, secret and credit")
            }
        }
    }

    async fn provider_id(&self, response: Response) -> Option<String> {
        let pointer = self.config.id_pointer.as_deref()?;
        let answer: serde_json::Value = serde_json::from_slice(&read_limited(response).await?).ok()?;
        crate::reports::text_at(&answer, pointer)
    }
}

fn read_header((name, text): (&String, &HeaderText)) -> Result<(HeaderName, HeaderSource), Problem> {
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
        Problem::error(format!("sms: {name:?} is not a header name"), "use letters, digits and hyphens only")
    })?;
    let source = match text {
        HeaderText::Plain(text) => HeaderSource::Template(text.clone()),
        HeaderText::File { prefix, file } => {
            let for_what = format!("sms: header {name}");
            let text = format!("{prefix}{}", Secret::read(file, &for_what)?.expose());
            let mut value = HeaderValue::from_str(&text).map_err(|_| {
                Problem::error(
                    format!("{for_what}: the secret has letters outside ASCII"),
                    "copy it again from the provider",
                )
            })?;
            value.set_sensitive(true);
            HeaderSource::Secret(value)
        }
    };
    Ok((header, source))
}

/// The answer's bytes, or nothing when it is long or breaks off: the message is taken all the same.
async fn read_limited(mut response: Response) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if bytes.len() + chunk.len() > ANSWER_LIMIT {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    Some(bytes)
}

#[async_trait]
impl Transport for HttpSms {
    fn name(&self) -> &str {
        &self.config.name
    }

    fn channel(&self) -> Channel {
        Channel::Sms
    }

    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError> {
        require_e164(&message.to)?;
        let response = self.request(message)?.send().await.map_err(|error| no_answer(&error))?;
        let status = response.status().as_u16();
        if !self.config.success.contains(&status) {
            return Err(self.refused(status));
        }
        Ok(Sent { provider_id: self.provider_id(response).await })
    }
}
