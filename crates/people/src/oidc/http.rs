//! Direct calls to the provider: no redirects followed, short waiting, small answers.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode};

use super::LoginError;

/// Largest answer that is read, in bytes. Key sets and tokens are a few kB.
const MAX_BYTES: usize = 512 * 1024;

/// The HTTP client to give to [`super::OidcClient::new`]: no redirects (an answer from another
/// address is not the provider's), 10 seconds for the whole call, a connection of its own for each
/// call (a kept one that the provider has closed would cost somebody a log-in: a POST is not
/// repeated). One client may serve all providers.
///
/// Makes `ring` the process's TLS provider when none has been chosen.
///
/// # Errors
/// A sentence for the operator when the machine's root certificates cannot be read.
pub fn http_client() -> Result<Client, String> {
    // An error only says that one was installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(10))
        .build()
        .map_err(|_| "the HTTPS client cannot start; are root certificates installed (package ca-certificates)?".into())
}

/// Sends and reads all of the answer. Trouble on the way, and answers 500 and up, are
/// [`LoginError::ProviderDown`]; every other status is the caller's to judge.
pub(super) async fn send(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), LoginError> {
    let mut response = request.send().await.map_err(|_| LoginError::ProviderDown)?;
    let status = response.status();
    if status.is_server_error() {
        return Err(LoginError::ProviderDown);
    }
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|_| LoginError::ProviderDown)? {
        if body.len() + part.len() > MAX_BYTES {
            return Err(LoginError::Invalid("the provider's answer is too large"));
        }
        body.extend_from_slice(&part);
    }
    Ok((status, body))
}
