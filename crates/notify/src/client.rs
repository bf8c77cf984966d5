//! The HTTP client that every provider shares.

use std::time::Duration;

use crate::transport::{FailureKind, SendError};

/// A provider that has not answered in this time counts as temporarily failed.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// The client could not be made: nearly always that the machine has no root certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no HTTPS client on this machine: install the package ca-certificates")]
pub struct ClientError;

/// Makes the client: 10 s in all, 5 s to connect, no redirects (a redirect would carry the number and the secret to an
/// address that nobody configured). Installs `ring` as the process's TLS provider unless one is there.
pub fn http_client() -> Result<reqwest::Client, ClientError> {
    // An error only says that a provider is already installed, which serves as well.
    let _already = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .timeout(TIMEOUT)
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("torg/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| ClientError)
}

/// The reason for a request that got no answer. The error of the client holds the address, so it is dropped here.
pub(crate) fn no_answer(error: &reqwest::Error) -> SendError {
    if error.is_builder() {
        SendError::misconfigured("the request to the SMS provider cannot be made; check the address and headers")
    } else if error.is_timeout() {
        SendError::temporary("the SMS provider did not answer in time")
    } else {
        SendError::temporary("no connection to the SMS provider")
    }
}

/// What a status that is not a success means where nothing else is configured.
pub(crate) fn kind_of_status(status: u16) -> FailureKind {
    match status {
        408 | 425 | 429 | 500..=599 => FailureKind::Temporary,
        // No credit, wrong secret, wrong address, a redirect: the same for every message.
        300..=399 | 401..=407 | 411 | 415 => FailureKind::Misconfigured,
        _ => FailureKind::Permanent,
    }
}
