//! The `[notify]` part of the configuration: how messages leave, and what is wrong with it in plain words.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use url::Url;

use crate::email::{Email, EmailConfig, Security};
use crate::failover::Failover;
use crate::http_sms::{BodyKind, HeaderText, HttpSms, HttpSmsConfig, Method};
use crate::incoming::Incoming;
use crate::kannel::{Kannel, KannelConfig};
use crate::secret::{Secret, readable_by_all};
use crate::template::{Escape, fill, uses};
use crate::transport::{Outgoing, Transport};

/// How messages leave. Nothing configured is a full set-up: then Torg prints slips and shows staff whom to call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotifyConfig {
    /// In order: the second is used when the first fails, and so on.
    pub sms: Vec<SmsProvider>,
    pub email: Option<EmailConfig>,
    /// Seconds that a failed SMS provider is left alone; 60 when left out.
    pub rest_seconds: Option<u32>,
    /// Messages a second from each copy of the program; [`crate::pace::PER_SECOND`] when left out.
    pub per_second: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SmsProvider {
    Http(Box<HttpSmsConfig>),
    Kannel(KannelConfig),
}

/// One thing that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// False: messages do leave, but something should be better.
    pub stops: bool,
    pub what: String,
    pub fix: String,
}

impl Problem {
    pub(crate) fn error(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Problem { stops: true, what: what.into(), fix: fix.into() }
    }

    pub(crate) fn warning(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Problem { stops: false, what: what.into(), fix: fix.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  -> {}", self.what, self.fix)
    }
}

impl std::error::Error for Problem {}

/// The ready transports; a channel without one is `None`.
pub struct Transports {
    pub sms: Option<Box<dyn Transport>>,
    pub email: Option<Box<dyn Transport>>,
}

impl NotifyConfig {
    /// Everything that is wrong, without sending anything. Empty when all is well.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (place, provider) in self.sms.iter().enumerate() {
            let place = format!("sms provider {}", place + 1);
            match provider {
                SmsProvider::Http(config) => {
                    check_http(config, &place, &mut problems);
                    check_answers(config.incoming.is_some(), &config.sender, &place, &mut problems);
                }
                SmsProvider::Kannel(config) => {
                    check_kannel(config, &place, &mut problems);
                    check_answers(config.incoming, &config.sender, &place, &mut problems);
                }
            }
        }
        if let Some(email) = &self.email {
            check_email(email, &mut problems);
        }
        problems
    }

    /// Whether people can answer: what is sent first comes from a provider that hands answers over.
    pub fn has_answers(&self) -> bool {
        match self.sms.first() {
            Some(SmsProvider::Http(config)) => config.incoming.is_some(),
            Some(SmsProvider::Kannel(config)) => config.incoming,
            None => false,
        }
    }

    /// Who hands answers over, and how: the first HTTP provider that does, and any Kannel.
    pub fn incoming(&self) -> Incoming {
        let format = self.sms.iter().find_map(|provider| match provider {
            SmsProvider::Http(config) => config.incoming.clone(),
            SmsProvider::Kannel(_) => None,
        });
        let kannel = |provider: &SmsProvider| matches!(provider, SmsProvider::Kannel(config) if config.incoming);
        Incoming { format, kannel: self.sms.iter().any(kannel) }
    }

    /// Makes the transports; several SMS providers become a chain of [`Failover`].
    pub fn transports(&self, client: &reqwest::Client) -> Result<Transports, Problem> {
        let rest = Duration::from_secs(self.rest_seconds.unwrap_or(60).into());
        let mut sms: Option<Box<dyn Transport>> = None;
        for provider in self.sms.iter().rev() {
            let this: Box<dyn Transport> = match provider.clone() {
                SmsProvider::Http(config) => Box::new(HttpSms::new(*config, client.clone())?),
                SmsProvider::Kannel(config) => Box::new(Kannel::new(config, client.clone())?),
            };
            sms = Some(match sms {
                None => this,
                Some(next) => Box::new(Failover::new(this, next, rest)),
            });
        }
        let email = match &self.email {
            None => None,
            Some(config) => Some(Box::new(Email::new(config)?) as Box<dyn Transport>),
        };
        Ok(Transports { sms, email })
    }
}

fn check_http(config: &HttpSmsConfig, place: &str, problems: &mut Vec<Problem>) {
    check_address(&config.url, &format!("{place}: url"), problems);
    check_template(config, place, problems);
    for (name, text) in &config.headers {
        match text {
            HeaderText::File { file, .. } => check_secret(file, &format!("{place}: header {name}"), problems),
            HeaderText::Plain(text) if uses(text, "to") || uses(text, "to_digits") || uses(text, "text") => {
                problems.push(Problem::error(
                    format!("{place}: header {name} holds the receiver or the text"),
                    "put {to} and {text} in body; headers end up in logs",
                ));
            }
            HeaderText::Plain(_) => {}
        }
    }
    if config.method == Method::Get {
        problems.push(Problem::warning(
            format!("{place}: method \"get\" puts phone numbers in addresses, which proxies log"),
            "use method = \"post\" if the provider has it",
        ));
    }
    if config.success.is_empty() || config.success.iter().any(|status| config.permanent.contains(status)) {
        problems.push(Problem::error(
            format!("{place}: success is empty or shares a status with permanent"),
            "list in success only the statuses that mean the message is taken, e.g. [200, 202]",
        ));
    }
    if config.id_pointer.as_ref().is_some_and(|pointer| !pointer.starts_with('/')) {
        problems.push(Problem::error(
            format!("{place}: id_pointer does not begin with /"),
            "write it as a JSON pointer, e.g. \"/messages/0/id\"",
        ));
    }
}

fn check_template(config: &HttpSmsConfig, place: &str, problems: &mut Vec<Problem>) {
    let receiver = uses(&config.body, "to") || uses(&config.body, "to_digits");
    if !receiver || !uses(&config.body, "text") {
        problems.push(Problem::error(
            format!("{place}: body lacks {{to}} or {{text}}"),
            "write the body as the provider's manual shows it, with {to} and {text} where the values go",
        ));
    }
    if uses(&config.body, "sender") && config.sender.is_empty() {
        problems.push(Problem::error(
            format!("{place}: body uses {{sender}} but sender is empty"),
            "set sender to the name or number the phone shall show",
        ));
    }
    let as_json = config.content_type == BodyKind::Json && config.method == Method::Post;
    if as_json && serde_json::from_str::<serde_json::Value>(&sample(config)).is_err() {
        problems.push(Problem::error(
            format!("{place}: body is not JSON when filled in"),
            "put each {word} between quotes, or set content_type = \"form\"",
        ));
    }
}

/// The body filled with letters that break a template where they can.
fn sample(config: &HttpSmsConfig) -> String {
    let message = Outgoing {
        key: "key \"1\"".into(),
        to: "+4780000001".into(),
        subject: None,
        text: "\"Hei\",\n\\å {to}".into(),
        attachment: None,
    };
    fill(&config.body, Escape::Json, &message, &config.sender)
}

fn check_kannel(config: &KannelConfig, place: &str, problems: &mut Vec<Problem>) {
    check_address(&config.url, &format!("{place}: url"), problems);
    check_secret(&config.password_file, &format!("{place}: password_file"), problems);
    let digits = config.sender.trim_start_matches('+');
    let number = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let word = (1..=11).contains(&config.sender.len())
        && config.sender.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
    if !number && !word {
        problems.push(Problem::error(
            format!("{place}: a phone cannot show this sender"),
            "use a number, or at most 11 letters A-Z and digits (no æ, ø, å)",
        ));
    }
    match &config.report_url {
        Some(url) => check_address(url, &format!("{place}: report_url"), problems),
        None => problems.push(Problem::warning(
            format!("{place}: without report_url nobody learns that an SMS did not arrive"),
            "set report_url to Torg's own address for delivery reports, as Kannel sees it",
        )),
    }
}

fn check_email(config: &EmailConfig, problems: &mut Vec<Problem>) {
    if config.username.is_some() != config.password_file.is_some() {
        problems.push(Problem::error(
            "email: username and password_file go together",
            "set both, or neither when the mail server needs no log-in",
        ));
    }
    if config.security == Security::None && !is_loopback(&config.host) {
        let what = "email: security = \"none\" sends names and appointments in the clear";
        problems.push(if config.username.is_some() {
            Problem::error(format!("{what}, and the password too"), "use \"starttls\" or \"tls\"")
        } else {
            Problem::warning(what, "use \"starttls\" or \"tls\" unless the mail server is on the same closed net")
        });
    }
    let before = problems.len();
    if let Some(file) = &config.password_file {
        check_secret(file, "email: password_file", problems);
    }
    if problems[before..].iter().any(|problem| problem.stops) {
        return; // making the transport would only repeat it
    }
    problems.extend(Email::new(config).err());
}

fn check_answers(incoming: bool, sender: &str, place: &str, problems: &mut Vec<Problem>) {
    if incoming && !sender.is_empty() && !sender.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit()) {
        problems.push(Problem::error(
            format!("{place}: nobody can answer a sender that is a name"),
            "set sender to a number that receives, or take incoming away",
        ));
    }
}

fn check_secret(file: &Path, for_what: &str, problems: &mut Vec<Problem>) {
    match Secret::read(file, for_what) {
        Err(problem) => problems.push(problem),
        Ok(_) => problems.extend(readable_by_all(file, for_what)),
    }
}

fn check_address(text: &str, for_what: &str, problems: &mut Vec<Problem>) {
    let Ok(url) = Url::parse(text) else {
        problems.push(Problem::error(format!("{for_what} is not an address"), "begin it with https://"));
        return;
    };
    match url.scheme() {
        "https" => {}
        "http" if url.host_str().is_some_and(is_loopback) => {}
        "http" => problems.push(Problem::warning(
            format!("{for_what} is not encrypted; phone numbers travel in the clear"),
            "use https:// unless it is on the same closed net",
        )),
        _ => problems.push(Problem::error(format!("{for_what} is neither http nor https"), "begin it with https://")),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
