//! SMS through Kannel's `sendsms` interface (Kannel 1.4 user guide, chapter 7 "Using the HTTP interface" and table 7-11;
//! tried against Debian's 1.4.5).
//!
//! The message goes as POST with `X-Kannel-*` headers, not as the better-known GET, because an address with number and
//! text would stand in the log of every proxy on the way. A form body is answered with 400 "Invalid content-type".

use std::path::PathBuf;

use async_trait::async_trait;
use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::client::{kind_of_status, no_answer};
use crate::config::Problem;
use crate::secret::Secret;
use crate::sms::{Encoding, segments};
use crate::transport::{Channel, FailureKind, Outgoing, SendError, Sent, Transport, require_e164};

/// All reports: 1 delivered, 2 not delivered, 4 buffered, 8 taken by the SMS centre, 16 refused by it.
const EVERY_REPORT: &str = "31";

/// `[[sms]] kind = "kannel"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KannelConfig {
    #[serde(default = "default_name")]
    pub name: String,
    /// Usually `http://127.0.0.1:13013/cgi-bin/sendsms`.
    pub url: String,
    /// `username` of Kannel's `sendsms-user` group.
    pub username: String,
    pub password_file: PathBuf,
    /// What the phone shows: a number, or 1 to 11 ASCII letters and digits.
    pub sender: String,
    /// Where Kannel reports delivery: our address, to which `key` and `type` are added. It should hold a secret path
    /// part, since Kannel's call carries no other proof of who it is.
    pub report_url: Option<String>,
    /// True when Kannel's `post-url` hands over to us what people answer.
    #[serde(default)]
    pub incoming: bool,
    /// Kannel's `smsc-id` when the message must go one certain way.
    pub smsc: Option<String>,
}

fn default_name() -> String {
    "kannel".to_owned()
}

/// The transport made from a [`KannelConfig`].
pub struct Kannel {
    config: KannelConfig,
    password: Secret,
    client: Client,
}

impl Kannel {
    pub fn new(config: KannelConfig, client: Client) -> Result<Self, Problem> {
        let password = Secret::read(&config.password_file, "sms (kannel): password_file")?;
        Ok(Kannel { config, password, client })
    }

    fn headers(&self, message: &Outgoing) -> Result<HeaderMap, SendError> {
        let config = &self.config;
        let coding = if segments(&message.text).encoding == Encoding::Gsm7 { "0" } else { "2" };
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=UTF-8"));
        let mut put = |name: &'static str, value: &str| -> Result<(), SendError> {
            let value = HeaderValue::from_str(value)
                .map_err(|_| SendError::misconfigured("Kannel: user, password or sender has letters outside ASCII"))?;
            headers.insert(name, value);
            Ok(())
        };
        put("x-kannel-username", &config.username)?;
        put("x-kannel-password", self.password.expose())?;
        put("x-kannel-from", &config.sender)?;
        put("x-kannel-to", require_e164(&message.to)?)?;
        put("x-kannel-coding", coding)?;
        if let Some(smsc) = &config.smsc {
            put("x-kannel-smsc", smsc)?;
        }
        if let Some(report_url) = &config.report_url {
            put("x-kannel-dlr-mask", EVERY_REPORT)?;
            put("x-kannel-dlr-url", &report_address(report_url, &message.key))?;
        }
        Ok(headers)
    }
}

/// The address Kannel calls. Kannel fills in `%d` (the report's type) and reads every other `%` as an escape of its own,
/// so those of percent-encoding are doubled.
fn report_address(report_url: &str, key: &str) -> String {
    let key: String = byte_serialize(key.as_bytes()).collect();
    let joint = if report_url.contains('?') { '&' } else { '?' };
    format!("{}&type=%d", format!("{report_url}{joint}key={key}").replace('%', "%%"))
}

#[async_trait]
impl Transport for Kannel {
    fn name(&self) -> &str {
        &self.config.name
    }

    fn channel(&self) -> Channel {
        Channel::Sms
    }

    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError> {
        let request = self.client.post(&self.config.url).headers(self.headers(message)?).body(message.text.clone());
        let status = request.send().await.map_err(|error| no_answer(&error))?.status().as_u16();
        match (status, kind_of_status(status)) {
            // "Accepted for delivery" and "Queued for later delivery" are both 202. Kannel gives no number of its own.
            (200..=299, _) => Ok(Sent { provider_id: None }),
            (404, _) => Err(SendError::misconfigured("Kannel answers 404; check the address")),
            (_, FailureKind::Temporary) => Err(SendError::temporary("Kannel cannot take messages now")),
            (_, FailureKind::Permanent) => Err(SendError::permanent("Kannel refused the message")),
            (_, FailureKind::Misconfigured) => {
                Err(SendError::misconfigured("Kannel refused us; check user name, password and allowed addresses"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::report_address;

    #[test]
    fn percent_signs_are_doubled_for_kannel_except_its_own() {
        assert_eq!(
            report_address("https://torg.test/sms/kannel/s%C3%A9", "a:b"),
            "https://torg.test/sms/kannel/s%%C3%%A9?key=a%%3Ab&type=%d"
        );
        assert_eq!(report_address("https://torg.test/r?p=1", "k"), "https://torg.test/r?p=1&key=k&type=%d");
    }
}
