//! OpenID Connect client for logging in through ID-porten (citizens), Ansattporten (staff) or any
//! other provider. No database, no web framework, no clock: the caller keeps [`Pending`] in its
//! session, turns [`Begun::url`] into a redirect and passes the time in.
//!
//! One log-in:
//! 1. [`OidcClient::begin`] pushes the request to the provider (PAR, RFC 9126) and gives the
//!    address to send the browser to, and what to remember until it is back.
//! 2. [`OidcClient::finish`] takes what came back, changes the code into an ID token and checks it.
//! 3. [`OidcClient::logout`] gives the provider's log-out; [`OidcClient::front_channel`] checks the
//!    provider's own call that a session has ended.
//!
//! # Decision: `ring`, and neither `openidconnect` nor `jsonwebtoken`
//! `openidconnect` 4.1 has no PAR and no `private_key_jwt`, and its claims type refuses the ID
//! tokens of ID-porten, where `amr` is one string and not a list. `jsonwebtoken` reads the system
//! clock, which here is a parameter, so every check of claims would still be ours; what would be left
//! of it is splitting at dots. Both bring the `rsa` crate with its open advisory on timing
//! (RUSTSEC-2023-0071), for the very operation done here with the municipality's key. `ring` is
//! in the program already, below TLS, and knows every signature needed. So [`jose`] parses compact
//! tokens and calls `ring`; only asymmetric algorithms exist in it, and the algorithm must fit the
//! key's own type.
//!
//! Interface facts: docs.digdir.no (ID-porten and Ansattporten), OpenID Connect Core 1.0 section
//! 3.1.3.7, RFC 7523 (client assertion), RFC 7636 (PKCE), RFC 9126 (PAR), RFC 9207 (`iss` on the
//! redirect), RFC 9396 (`authorization_details`).

mod client;
mod config;
mod http;
mod id_token;
mod jose;
mod keys;
mod metadata;
#[cfg(test)]
mod tests;

pub use client::{Begun, Logout, OidcClient, Pending, Query};
pub use config::{Profile, Provider};
pub use http::http_client;
pub use id_token::{Identity, Reportee, acr_accepted};

/// Why a log-in did not happen. Holds no personal data and may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// The person stopped at the provider.
    #[error("the log-in was cancelled")]
    Cancelled,
    /// It took too long, or the answer was used before: start again.
    #[error("the log-in took too long or was used already")]
    Expired,
    /// The answer does not belong to the request that this browser started.
    #[error("the answer does not belong to this log-in")]
    Mismatch,
    /// The provider cannot be reached or says that it is in trouble.
    #[error("the log-in provider does not answer")]
    ProviderDown,
    /// The person logged in with a weaker means than the configuration accepts.
    #[error("the log-in was not strong enough")]
    WeakAssurance,
    /// The provider's answer, or our set-up at the provider, is wrong; the text says what.
    #[error("the log-in failed: {0}")]
    Invalid(&'static str),
}
