//! Who logged in, from an ID token whose signature has been checked.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::LoginError;
use super::config::Provider;

/// How much the provider's clock may differ from ours, in seconds.
const LEEWAY: f64 = 60.0;

/// An organisation the person may act for, as the provider says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reportee {
    /// Organisasjonsnummer, nine digits.
    pub orgnr: String,
    pub name: String,
    /// `resource` of the detail it came in (the Altinn resource), to be checked against what the
    /// organisation's role in Torg requires: the provider does not limit who asks for which.
    pub resource: Option<String>,
    pub rights: Vec<String>,
}

/// The person who logged in. Personal data: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    /// The provider's lasting id for the person; unique together with `issuer`.
    pub subject: String,
    /// Fødselsnummer or D-number, eleven digits; not checked beyond that here. Absent for some
    /// foreign eIDs.
    pub pid: Option<String>,
    /// Only when the provider does not say that it is unverified.
    pub email: Option<String>,
    pub name: Option<String>,
    pub acr: Option<String>,
    /// The provider's session, for [`super::OidcClient::front_channel`].
    pub sid: Option<String>,
    /// The token itself, for [`super::OidcClient::logout`]. Holds the national number: store it
    /// encrypted, put it in no address.
    pub id_token: String,
    /// Empty when the person represents nobody.
    pub organisations: Vec<Reportee>,
    pub auth_time: Option<Timestamp>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("issuer", &self.issuer).field("acr", &self.acr).finish_non_exhaustive()
    }
}

/// The claims that are read; `amr` is left out on purpose (Digdir: do not check it; its form varies).
#[derive(Deserialize)]
pub(super) struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    acr: Option<String>,
    auth_time: Option<f64>,
    sid: Option<String>,
    pid: Option<String>,
    name: Option<String>,
    email: Option<String>,
    email_verified: Option<Value>,
    authorization_details: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What an ID token is held against.
pub(super) struct Expected<'a> {
    pub provider: &'a Provider,
    pub nonce: &'a str,
    /// When the log-in was started here.
    pub started: Timestamp,
    pub now: Timestamp,
}

impl Expected<'_> {
    /// Checks the claims (OpenID Connect Core 1.0 section 3.1.3.7) and makes them an identity.
    ///
    /// `response_details` is `authorization_details` from the token response, used when the ID
    /// token has none.
    pub fn identity(
        &self,
        claims: Claims,
        id_token: String,
        response_details: Option<Value>,
    ) -> Result<Identity, LoginError> {
        self.check_parties(&claims)?;
        self.check_times(&claims)?;
        if claims.nonce.as_deref() != Some(self.nonce) {
            return Err(LoginError::Mismatch);
        }
        self.check_level(claims.acr.as_deref())?;
        let details = claims.authorization_details.or(response_details);
        let unverified = matches!(&claims.email_verified, Some(Value::Bool(false)))
            || claims.email_verified.as_ref().and_then(Value::as_str) == Some("false");
        Ok(Identity {
            issuer: claims.iss,
            subject: checked_subject(claims.sub)?,
            pid: checked_pid(claims.pid)?,
            email: claims.email.filter(|_| !unverified),
            name: claims.name,
            acr: claims.acr,
            sid: claims.sid,
            id_token,
            organisations: self.organisations(details.as_ref()),
            auth_time: claims.auth_time.and_then(|seconds| Timestamp::from_second(seconds as i64).ok()),
        })
    }

    fn check_parties(&self, claims: &Claims) -> Result<(), LoginError> {
        let client = &self.provider.client_id;
        if claims.iss != self.provider.issuer {
            return Err(LoginError::Invalid("the ID token is from another issuer"));
        }
        let (ours, several) = match &claims.aud {
            Audience::One(aud) => (aud == client, false),
            Audience::Many(list) => (list.contains(client), list.len() > 1),
        };
        if !ours || (several && claims.azp.is_none()) {
            return Err(LoginError::Invalid("the ID token is for another client"));
        }
        if claims.azp.as_ref().is_some_and(|azp| azp != client) {
            return Err(LoginError::Invalid("the ID token was issued to another client"));
        }
        Ok(())
    }

    fn check_times(&self, claims: &Claims) -> Result<(), LoginError> {
        let now = self.now.as_second() as f64;
        if claims.exp <= now - LEEWAY {
            return Err(LoginError::Expired);
        }
        if claims.iat > now + LEEWAY || claims.nbf.is_some_and(|nbf| nbf > now + LEEWAY) {
            return Err(LoginError::Invalid("the ID token is from the future; is this machine's clock right?"));
        }
        if claims.iat < self.started.as_second() as f64 - LEEWAY {
            return Err(LoginError::Invalid("the ID token is older than the log-in; is this machine's clock right?"));
        }
        Ok(())
    }

    fn check_level(&self, acr: Option<&str>) -> Result<(), LoginError> {
        let accepted = &self.provider.accepted_acr;
        match acr {
            _ if accepted.is_empty() => Ok(()),
            Some(acr) if acr_accepted(accepted, acr) => Ok(()),
            _ => Err(LoginError::WeakAssurance),
        }
    }

    /// The organisations in those details that we asked for; other details are not ours to trust.
    fn organisations(&self, details: Option<&Value>) -> Vec<Reportee> {
        let requested = self.provider.authorization_details.as_ref().and_then(Value::as_array);
        let (Some(requested), Some(details)) = (requested, details.and_then(Value::as_array)) else {
            return Vec::new();
        };
        let same = |detail: &Value, asked: &Value| {
            detail.get("type") == asked.get("type")
                && (asked.get("resource").is_none() || detail.get("resource") == asked.get("resource"))
        };
        let ours = details.iter().filter(|detail| requested.iter().any(|asked| same(detail, asked)));
        ours.flat_map(reportees).collect()
    }
}

/// Whether the level `acr` is good enough. Listed levels are; a level of a foreign eID
/// (`eidas-loa-high`) is when a listed one ends in the same word (`idporten-loa-high`, `high`).
pub fn acr_accepted(accepted: &[String], acr: &str) -> bool {
    let level = |name: &str| name.rsplit('-').next().unwrap_or_default().to_owned();
    accepted.iter().any(|listed| listed == acr)
        || acr.strip_prefix("eidas-loa-").is_some_and(|word| accepted.iter().any(|listed| level(listed) == word))
}

fn checked_subject(subject: String) -> Result<String, LoginError> {
    // 255: the limit OpenID Connect Core sets, so that the value fits a column.
    match subject.len() {
        1..=255 => Ok(subject),
        _ => Err(LoginError::Invalid("the ID token has no usable subject")),
    }
}

fn checked_pid(pid: Option<String>) -> Result<Option<String>, LoginError> {
    match &pid {
        Some(number) if number.len() != 11 || !number.bytes().all(|digit| digit.is_ascii_digit()) => {
            Err(LoginError::Invalid("pid in the ID token is not eleven digits"))
        }
        _ => Ok(pid),
    }
}

/// `reportees[] {Rights, Authority, ID: "0192:<orgnr>", Name}` of one detail; entries of another
/// form are passed over.
fn reportees(detail: &Value) -> Vec<Reportee> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let one = |entry: &Value| {
        let orgnr = entry.get("ID")?.as_str()?.strip_prefix("0192:")?.to_owned();
        let digits = orgnr.len() == 9 && orgnr.bytes().all(|digit| digit.is_ascii_digit());
        let rights = entry.get("Rights").and_then(Value::as_array);
        digits.then(|| Reportee {
            orgnr,
            name: text(entry, "Name").unwrap_or_default(),
            resource: text(detail, "resource"),
            rights: rights.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
        })
    };
    let list = detail.get("reportees").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(one).collect()
}
