//! E-mail by SMTP, through the municipality's own mail server.

use std::error::Error;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{Error as SmtpError, response::Response};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::Deserialize;

use crate::config::Problem;
use crate::secret::Secret;
use crate::transport::{Attachment, Channel, Outgoing, SendError, Sent, Transport};

/// One exchange with the mail server may take this long.
const TIMEOUT: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, usually port 465.
    Tls,
    /// Starts in the clear and must change to TLS, usually port 587.
    Starttls,
    /// In the clear, usually port 25: only for a server on this machine or the same closed net.
    None,
}

/// `[email]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailConfig {
    pub host: String,
    /// 465, 587 or 25 by `security` when left out.
    pub port: Option<u16>,
    #[serde(default = "default_security")]
    pub security: Security,
    pub username: Option<String>,
    pub password_file: Option<PathBuf>,
    /// `Servicetorget <servicetorget@kommune.no>`.
    pub from: String,
    pub reply_to: Option<String>,
    /// Certificates (PEM) to trust besides the machine's own, for a mail server with an internal certificate.
    pub ca_file: Option<PathBuf>,
}

fn default_security() -> Security {
    Security::Starttls
}

/// The transport made from an [`EmailConfig`].
pub struct Email {
    from: Mailbox,
    reply_to: Option<Mailbox>,
    smtp: AsyncSmtpTransport<Tokio1Executor>,
}

impl Email {
    /// Reads the secret and the certificate; does not connect.
    pub fn new(config: &EmailConfig) -> Result<Self, Problem> {
        let mut smtp = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port.unwrap_or(usual_port(config.security)))
            .timeout(Some(TIMEOUT))
            .tls(match config.security {
                Security::None => Tls::None,
                Security::Tls => Tls::Wrapper(tls(config)?),
                Security::Starttls => Tls::Required(tls(config)?),
            });
        if let (Some(username), Some(file)) = (&config.username, &config.password_file) {
            let password = Secret::read(file, "email: password_file")?;
            smtp = smtp.credentials(Credentials::new(username.clone(), password.expose().to_owned()));
        }
        let reply_to = config.reply_to.as_deref().map(|text| mailbox("reply_to", text)).transpose()?;
        Ok(Email { from: mailbox("from", &config.from)?, reply_to, smtp: smtp.build() })
    }

    fn compose(&self, message: &Outgoing) -> Result<Message, SendError> {
        let to: Address =
            message.to.parse().map_err(|_| SendError::permanent("the e-mail address is not an e-mail address"))?;
        let mut builder = Message::builder()
            .message_id(Some(self.message_id(&message.key)))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(message.subject.as_deref().unwrap_or_default()))
            // So that holiday answers do not come back (RFC 3834).
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let text = SinglePart::plain(message.text.clone());
        let whole = match &message.attachment {
            None => builder.singlepart(text),
            Some(file) => builder.multipart(MultiPart::mixed().singlepart(text).singlepart(attached(file)?)),
        };
        whole.map_err(|_| SendError::permanent("the e-mail cannot be put together"))
    }

    /// The same key gives the same Message-ID, so that a mail server or reader can drop a repeat. Other bytes than letters,
    /// digits, `-` and `_` are written `=XX`, which keeps different keys different.
    fn message_id(&self, key: &str) -> String {
        let mut left = String::new();
        for byte in key.bytes() {
            match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' => left.push(char::from(byte)),
                other => left.push_str(&format!("={other:02X}")),
            }
        }
        format!("<{left}@{}>", self.from.email.domain())
    }
}

fn usual_port(security: Security) -> u16 {
    match security {
        Security::Tls => 465,
        Security::Starttls => 587,
        Security::None => 25,
    }
}

fn mailbox(field: &str, text: &str) -> Result<Mailbox, Problem> {
    text.parse().map_err(|_| {
        Problem::error(
            format!("email: {field} is not an e-mail address"),
            format!("write it as {field} = \"Servicetorget <servicetorget@kommune.no>\""),
        )
    })
}

fn tls(config: &EmailConfig) -> Result<TlsParameters, Problem> {
    let mut builder = TlsParameters::builder(config.host.clone());
    if let Some(file) = &config.ca_file {
        let wrong = || {
            Problem::error(
                format!("email: ca_file {} is not a readable certificate", file.display()),
                "give the mail server's root certificate as a PEM file that the user of torg can read",
            )
        };
        let pem = std::fs::read(file).map_err(|_| wrong())?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| wrong())?);
    }
    builder.build_rustls().map_err(|_| {
        Problem::error(
            "email: TLS cannot be set up".to_owned(),
            "check that host is a host name and that the package ca-certificates is installed",
        )
    })
}

/// A header is one line; whatever a template brought along becomes a space.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn attached(file: &Attachment) -> Result<SinglePart, SendError> {
    let mime = ContentType::parse(&file.mime)
        .map_err(|_| SendError::permanent("the attachment's media type is not understood"))?;
    Ok(lettre::message::Attachment::new(one_line(&file.name)).body(file.bytes.clone(), mime))
}

/// Sorts the server's answer (RFC 5321 4.2.1: 4xx may work later, 5xx will not). The answer's text often repeats the
/// address, so only its kind is kept.
fn failed(error: &SmtpError) -> SendError {
    let code = error.status().map(u16::from);
    match code {
        Some(530 | 534 | 535 | 538) => {
            SendError::misconfigured("the mail server refused our log-in; check username, password_file and security")
        }
        Some(400..=499) => SendError::temporary("the mail server asks us to try later"),
        Some(_) => SendError::permanent("the mail server refused the message"),
        None if error.is_client() => {
            SendError::misconfigured("the mail server lacks the encryption or log-in that the set-up asks for")
        }
        None if error.is_tls() || broken_tls(error) => {
            SendError::misconfigured("no safe connection to the mail server; check its certificate")
        }
        None => SendError::temporary("no connection to the mail server"),
    }
}

/// A failed handshake comes as an input error of the connection: an unknown certificate, or no TLS at the other end.
fn broken_tls(error: &SmtpError) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == ErrorKind::InvalidData) {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// A queue number in the answer, where the server gives one ("250 2.0.0 Ok: queued as 4F2A").
fn queue_id(response: &Response) -> Option<String> {
    let line = response.first_line()?;
    let (_, id) = line.rsplit_once("queued as ")?;
    let id: String = id.chars().take_while(char::is_ascii_alphanumeric).collect();
    (!id.is_empty()).then_some(id)
}

#[async_trait]
impl Transport for Email {
    fn name(&self) -> &str {
        "smtp"
    }

    fn channel(&self) -> Channel {
        Channel::Email
    }

    async fn send(&self, message: &Outgoing) -> Result<Sent, SendError> {
        let mail = self.compose(message)?;
        match self.smtp.send(mail).await {
            Ok(response) => Ok(Sent { provider_id: queue_id(&response) }),
            Err(error) => Err(failed(&error)),
        }
    }
}
