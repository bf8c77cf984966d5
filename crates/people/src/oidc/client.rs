//! The client: begin a log-in, finish it, log out.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::LoginError;
use super::config::{Profile, Provider};
use super::http::send;
use super::id_token::{Claims, Expected, Identity};
use super::jose::TokenError;
use super::keys::ClientKey;
use super::metadata::{Directory, Metadata};

/// How long a person may spend at the provider.
const PENDING: SignedDuration = SignedDuration::from_mins(30);

/// Languages Digdir's pages have (ISO 639-1; `se` is North Sami).
const DIGDIR_LOCALES: [&str; 4] = ["nb", "nn", "en", "se"];

type Form = Vec<(&'static str, String)>;

/// A client at one provider. Cheap to keep; share it behind an `Arc`.
#[derive(Debug)]
pub struct OidcClient {
    provider: Provider,
    key: ClientKey,
    http: Client,
    directory: Directory,
}

/// A log-in that has been started.
#[derive(Debug)]
pub struct Begun {
    /// Where to send the browser.
    pub url: Url,
    /// To be kept in the browser's session on our side until it is back, and used once.
    pub pending: Pending,
}

/// What must be remembered between start and return. Secret: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// [`Provider::name`], so that the return finds its client.
    pub provider: String,
    pub state: String,
    pub nonce: String,
    pub pkce_verifier: String,
    pub started: Timestamp,
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("provider", &self.provider).finish_non_exhaustive()
    }
}

/// What the browser brings back in the address.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Query {
    pub code: Option<String>,
    pub state: Option<String>,
    pub iss: Option<String>,
    pub error: Option<String>,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").finish_non_exhaustive()
    }
}

/// A log-out at the provider (OpenID Connect RP-Initiated Logout 1.0).
#[derive(Clone)]
pub struct Logout {
    /// Where a form is posted, or the browser is sent.
    pub endpoint: Url,
    /// The form's hidden fields.
    pub fields: Vec<(&'static str, String)>,
}

impl Logout {
    /// The log-out as an address. With an `id_token_hint` that address holds the national number,
    /// base64-encoded, and ends up in histories and logs: post the form instead, or leave the hint out.
    pub fn url(&self) -> Url {
        let mut url = self.endpoint.clone();
        url.query_pairs_mut().extend_pairs(&self.fields);
        url
    }
}

#[derive(Deserialize)]
struct Pushed {
    request_uri: String,
}

#[derive(Deserialize)]
struct TokenAnswer {
    id_token: String,
    authorization_details: Option<Value>,
}

#[derive(Deserialize)]
struct ErrorAnswer {
    error: String,
}

impl OidcClient {
    /// A client for `provider`. Reads the key file, asks the network nothing: metadata is fetched
    /// at the first log-in, so the program starts while the provider is down.
    ///
    /// `http` must not follow redirects; [`super::http_client`] makes one.
    ///
    /// # Errors
    /// The problems of [`Provider::check`].
    pub fn new(provider: Provider, http: Client) -> Result<Self, Vec<String>> {
        let problems = provider.check();
        if !problems.is_empty() {
            return Err(problems);
        }
        let key = ClientKey::load(&provider).map_err(|problem| vec![problem])?;
        let directory = Directory::new(provider.issuer.clone(), http.clone());
        Ok(Self { provider, key, http, directory })
    }

    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Starts a log-in. `ui_locale` is a language code (`nb`, `nn`, `en`, `se`, ...).
    ///
    /// # Errors
    /// [`LoginError::ProviderDown`], or [`LoginError::Invalid`] when the provider refuses our set-up.
    pub async fn begin(&self, now: Timestamp, ui_locale: &str) -> Result<Begun, LoginError> {
        let metadata = self.directory.metadata(now).await?;
        let pending = Pending {
            provider: self.provider.name.clone(),
            state: secret(),
            nonce: secret(),
            pkce_verifier: secret(),
            started: now,
        };
        let request = self.authorization_request(&pending, ui_locale);
        let mut url = metadata.authorization_endpoint.clone();
        if self.provider.par {
            let request_uri = self.push(now, &metadata, request).await?;
            // Nothing else may stand beside these two (Digdir).
            url.query_pairs_mut()
                .append_pair("client_id", &self.provider.client_id)
                .append_pair("request_uri", &request_uri);
        } else {
            url.query_pairs_mut().append_pair("client_id", &self.provider.client_id).extend_pairs(request);
        }
        Ok(Begun { url, pending })
    }

    /// Ends a log-in: `pending` from [`Self::begin`], taken out of the session so that it serves
    /// once, and the address's `query`.
    ///
    /// # Errors
    /// Every kind of [`LoginError`].
    pub async fn finish(&self, now: Timestamp, pending: &Pending, query: &Query) -> Result<Identity, LoginError> {
        let metadata = self.directory.metadata(now).await?;
        let code = self.check_return(now, pending, query, &metadata)?;
        let answer = self.exchange(now, pending, code, &metadata).await?;
        let claims = self.open(now, &answer.id_token).await?;
        let expected = Expected { provider: &self.provider, nonce: &pending.nonce, started: pending.started, now };
        expected.identity(claims, answer.id_token, answer.authorization_details)
    }

    /// The provider's log-out, or `None` when it has none (then only our own session ends).
    /// `state` comes back to `post_logout_redirect_uri`; printable ASCII.
    pub async fn logout(
        &self,
        now: Timestamp,
        id_token_hint: Option<&str>,
        state: &str,
    ) -> Result<Option<Logout>, LoginError> {
        let metadata = self.directory.metadata(now).await?;
        let Some(endpoint) = metadata.end_session_endpoint.clone() else { return Ok(None) };
        let mut fields = vec![("client_id", self.provider.client_id.clone())];
        if let Some(token) = id_token_hint {
            fields.push(("id_token_hint", token.to_owned()));
        }
        if let Some(address) = &self.provider.post_logout_redirect_uri {
            fields.push(("post_logout_redirect_uri", address.clone()));
            fields.push(("state", state.to_owned()));
        }
        Ok(Some(Logout { endpoint, fields }))
    }

    /// Checks the provider's front-channel call (GET with `iss` and `sid`, OpenID Connect
    /// Front-Channel Logout 1.0) and gives the `sid` whose sessions are to end. The call carries no
    /// cookie of ours, and whoever knows a `sid` can make it: it may end sessions, nothing else.
    ///
    /// # Errors
    /// [`LoginError::Mismatch`] for another issuer, [`LoginError::Invalid`] for a missing or odd `sid`.
    pub fn front_channel<'q>(&self, iss: Option<&str>, sid: Option<&'q str>) -> Result<&'q str, LoginError> {
        if iss != Some(self.provider.issuer.as_str()) {
            return Err(LoginError::Mismatch);
        }
        sid.filter(|sid| (1..=255).contains(&sid.len()) && sid.bytes().all(|byte| byte.is_ascii_graphic()))
            .ok_or(LoginError::Invalid("the log-out call names no session"))
    }

    /// The origin of the provider's log-in page (`https://login.idporten.no`), for `form-action` and,
    /// on the front-channel page, `frame-ancestors` in the content security policy.
    pub async fn login_origin(&self, now: Timestamp) -> Result<String, LoginError> {
        let metadata = self.directory.metadata(now).await?;
        Ok(metadata.authorization_endpoint.origin().ascii_serialization())
    }

    fn authorization_request(&self, pending: &Pending, ui_locale: &str) -> Form {
        let provider = &self.provider;
        let mut form = vec![
            ("response_type", "code".to_owned()),
            ("redirect_uri", provider.redirect_uri.clone()),
            ("scope", provider.scopes.join(" ")),
            ("state", pending.state.clone()),
            ("nonce", pending.nonce.clone()),
            ("code_challenge", challenge(&pending.pkce_verifier)),
            ("code_challenge_method", "S256".to_owned()),
            ("ui_locales", locale(provider.profile, ui_locale).to_owned()),
        ];
        if !provider.acr_values.is_empty() {
            form.push(("acr_values", provider.acr_values.join(" ")));
        }
        if let Some(details) = &provider.authorization_details {
            form.push(("authorization_details", details.to_string()));
        }
        form
    }

    async fn push(&self, now: Timestamp, metadata: &Metadata, form: Form) -> Result<String, LoginError> {
        let endpoint = metadata
            .pushed_authorization_request_endpoint
            .as_ref()
            .ok_or(LoginError::Invalid("the provider has no PAR; set par = false"))?;
        let body = self.post(now, endpoint, form).await?;
        let pushed: Pushed = serde_json::from_slice(&body)
            .map_err(|_| LoginError::Invalid("the provider's PAR answer cannot be read"))?;
        Ok(pushed.request_uri)
    }

    /// Checks what came back in the address, and gives the code.
    fn check_return<'q>(
        &self,
        now: Timestamp,
        pending: &Pending,
        query: &'q Query,
        metadata: &Metadata,
    ) -> Result<&'q str, LoginError> {
        if pending.provider != self.provider.name || !same(query.state.as_deref(), &pending.state) {
            return Err(LoginError::Mismatch);
        }
        let must_name_itself =
            metadata.authorization_response_iss_parameter_supported || self.provider.profile == Profile::Ansattporten;
        match query.iss.as_deref() {
            Some(iss) if iss != self.provider.issuer => return Err(LoginError::Mismatch),
            None if must_name_itself => return Err(LoginError::Mismatch),
            _ => {}
        }
        if now.duration_since(pending.started) > PENDING {
            return Err(LoginError::Expired);
        }
        if let Some(error) = &query.error {
            return Err(refusal(error));
        }
        query.code.as_deref().ok_or(LoginError::Invalid("the provider sent no code"))
    }

    async fn exchange(
        &self,
        now: Timestamp,
        pending: &Pending,
        code: &str,
        metadata: &Metadata,
    ) -> Result<TokenAnswer, LoginError> {
        let form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.provider.redirect_uri.clone()),
            ("code_verifier", pending.pkce_verifier.clone()),
        ];
        let body = self.post(now, &metadata.token_endpoint, form).await?;
        serde_json::from_slice(&body).map_err(|_| LoginError::Invalid("the provider's token answer has no ID token"))
    }

    /// A client-authenticated form to the provider.
    async fn post(&self, now: Timestamp, endpoint: &Url, mut form: Form) -> Result<Vec<u8>, LoginError> {
        let authorization = self.key.authenticate(&self.provider, now, &mut form)?;
        let mut request = self.http.post(endpoint.clone()).form(&form);
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let (status, body) = send(request).await?;
        if matches!(status, StatusCode::OK | StatusCode::CREATED) {
            return Ok(body);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(LoginError::ProviderDown);
        }
        match serde_json::from_slice::<ErrorAnswer>(&body) {
            Ok(answer) => Err(refusal(&answer.error)),
            Err(_) => Err(LoginError::Invalid("the provider refused without saying why")),
        }
    }

    /// The claims of a token signed by the provider. A key we do not know is looked for once more.
    async fn open(&self, now: Timestamp, token: &str) -> Result<Claims, LoginError> {
        let keys = self.directory.keys(now).await?;
        let opened = match keys.open(token) {
            Err(TokenError::UnknownKey) => self.directory.newer_keys(now, &keys).await?.open(token),
            opened => opened,
        };
        opened.map_err(|error| {
            LoginError::Invalid(match error {
                TokenError::Malformed => "the ID token cannot be read",
                TokenError::UnknownKey => "the ID token is signed with a key the provider has not published",
                TokenError::Algorithm => "the ID token is signed in a way that is not accepted",
                TokenError::Signature => "the ID token's signature is wrong",
            })
        })
    }
}

/// The provider's error code (RFC 6749, OpenID Connect Core, RFC 9126) as ours. The provider's own
/// text is dropped: it may hold anything.
fn refusal(error: &str) -> LoginError {
    match error {
        "access_denied" => LoginError::Cancelled,
        // The code is old or has been used.
        "invalid_grant" => LoginError::Expired,
        "server_error" | "temporarily_unavailable" => LoginError::ProviderDown,
        "unmet_authentication_requirements" => LoginError::WeakAssurance,
        "invalid_client" => LoginError::Invalid("invalid_client: the provider does not know our key, kid or client_id"),
        "unauthorized_client" => LoginError::Invalid("unauthorized_client: the client may not do this at the provider"),
        "invalid_scope" => LoginError::Invalid("invalid_scope: the client is not registered with these scopes"),
        "invalid_redirect_uri" => LoginError::Invalid("invalid_redirect_uri: redirect_uri is not registered"),
        "invalid_authorization_details" => LoginError::Invalid("invalid_authorization_details"),
        "invalid_request" => LoginError::Invalid("invalid_request: the provider did not accept a parameter"),
        _ => LoginError::Invalid("the provider refused"),
    }
}

fn locale(profile: Profile, wanted: &str) -> &str {
    match profile {
        Profile::Generic => wanted,
        _ if DIGDIR_LOCALES.contains(&wanted) => wanted,
        _ => "en",
    }
}

/// 256 random bits as 43 characters: right for state, nonce and PKCE verifier alike.
fn secret() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// PKCE S256 (RFC 7636 section 4.2), unpadded.
pub(super) fn challenge(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes()).as_ref())
}

/// Compares without stopping at the first difference.
fn same(given: Option<&str>, kept: &str) -> bool {
    given.is_some_and(|given| {
        let differing = given.bytes().zip(kept.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        given.len() == kept.len() && differing == 0
    })
}
