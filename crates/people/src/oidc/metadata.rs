//! The provider's metadata and keys, fetched when first needed and kept for a day.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::LoginError;
use super::config::{is_loopback, is_safe};
use super::http::send;
use super::jose::Keys;

/// Digdir asks for about a day.
const KEEP: SignedDuration = SignedDuration::from_hours(24);
/// After a failure, so that people in the queue are told at once and not one after the other.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// The parts of the provider's metadata that are used (OpenID Connect Discovery 1.0 section 3).
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    pub pushed_authorization_request_endpoint: Option<Url>,
    pub end_session_endpoint: Option<Url>,
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

/// What is known about one provider. Waits for nothing at start.
#[derive(Debug)]
pub(super) struct Directory {
    issuer: String,
    http: Client,
    metadata: Mutex<Slot<Metadata>>,
    keys: Mutex<Slot<Keys>>,
}

#[derive(Debug)]
struct Slot<T> {
    value: Option<(Timestamp, Arc<T>)>,
    failed_at: Option<Timestamp>,
}

impl<T> Slot<T> {
    const EMPTY: Self = Self { value: None, failed_at: None };

    fn fresh(&self, now: Timestamp) -> Option<Arc<T>> {
        let (fetched, value) = self.value.as_ref()?;
        (now.duration_since(*fetched) < KEEP).then(|| Arc::clone(value))
    }

    fn pausing(&self, now: Timestamp) -> bool {
        self.failed_at.is_some_and(|at| now.duration_since(at).abs() < PAUSE)
    }

    /// Keeps what was fetched. When fetching failed, an old value is better than none.
    fn settle(&mut self, now: Timestamp, fetched: Result<T, LoginError>) -> Result<Arc<T>, LoginError> {
        match fetched {
            Ok(value) => {
                let value = Arc::new(value);
                *self = Self { value: Some((now, Arc::clone(&value))), failed_at: None };
                Ok(value)
            }
            Err(error) => {
                self.failed_at = Some(now);
                self.value.as_ref().map(|(_, old)| Arc::clone(old)).ok_or(error)
            }
        }
    }
}

impl Directory {
    pub fn new(issuer: String, http: Client) -> Self {
        Self { issuer, http, metadata: Mutex::new(Slot::EMPTY), keys: Mutex::new(Slot::EMPTY) }
    }

    /// The provider's metadata, at most a day old while the provider answers.
    pub async fn metadata(&self, now: Timestamp) -> Result<Arc<Metadata>, LoginError> {
        let mut slot = self.metadata.lock().await;
        if let Some(fresh) = slot.fresh(now) {
            return Ok(fresh);
        }
        if slot.pausing(now) {
            return slot.value.as_ref().map(|(_, old)| Arc::clone(old)).ok_or(LoginError::ProviderDown);
        }
        let fetched = self.fetch_metadata().await;
        slot.settle(now, fetched)
    }

    /// The provider's keys, at most a day old while the provider answers.
    pub async fn keys(&self, now: Timestamp) -> Result<Arc<Keys>, LoginError> {
        let metadata = self.metadata(now).await?;
        let mut slot = self.keys.lock().await;
        if let Some(fresh) = slot.fresh(now) {
            return Ok(fresh);
        }
        let fetched = self.fetch_keys(&metadata).await;
        slot.settle(now, fetched)
    }

    /// The keys once more from the provider, after a token named one that was not among `seen`.
    /// Several log-ins at the same moment share one fetch.
    pub async fn newer_keys(&self, now: Timestamp, seen: &Arc<Keys>) -> Result<Arc<Keys>, LoginError> {
        let metadata = self.metadata(now).await?;
        let mut slot = self.keys.lock().await;
        if let Some((_, current)) = &slot.value
            && !Arc::ptr_eq(current, seen)
        {
            return Ok(Arc::clone(current));
        }
        let fetched = self.fetch_keys(&metadata).await;
        slot.settle(now, fetched)
    }

    async fn fetch_metadata(&self) -> Result<Metadata, LoginError> {
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let body = self.get(&address).await?;
        let metadata: Metadata =
            serde_json::from_slice(&body).map_err(|_| LoginError::Invalid("the provider's metadata cannot be read"))?;
        self.check(&metadata)?;
        Ok(metadata)
    }

    /// The issuer must be the configured one byte for byte (a slash at the end counts), and no
    /// address may be less safe than the issuer's own.
    fn check(&self, metadata: &Metadata) -> Result<(), LoginError> {
        if metadata.issuer != self.issuer {
            return Err(LoginError::Invalid("the issuer in the metadata is not the configured one, letter by letter"));
        }
        let local = Url::parse(&self.issuer).is_ok_and(|issuer| issuer.scheme() == "http" && is_loopback(&issuer));
        let addresses = [
            Some(&metadata.authorization_endpoint),
            Some(&metadata.token_endpoint),
            Some(&metadata.jwks_uri),
            metadata.pushed_authorization_request_endpoint.as_ref(),
            metadata.end_session_endpoint.as_ref(),
        ];
        let safe = |url: &Url| is_safe(url) && (local || url.scheme() == "https");
        if !addresses.into_iter().flatten().all(safe) {
            return Err(LoginError::Invalid("the metadata has an address without https"));
        }
        Ok(())
    }

    async fn fetch_keys(&self, metadata: &Metadata) -> Result<Keys, LoginError> {
        let body = self.get(metadata.jwks_uri.as_str()).await?;
        Keys::parse(&body).ok_or(LoginError::Invalid("the provider's keys cannot be read"))
    }

    async fn get(&self, address: &str) -> Result<Vec<u8>, LoginError> {
        let (status, body) = send(self.http.get(address)).await?;
        match status {
            StatusCode::OK => Ok(body),
            _ => Err(LoginError::ProviderDown),
        }
    }
}
