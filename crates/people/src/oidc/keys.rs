//! How the program proves to the provider that it is the registered client.

use std::fmt;
use std::path::Path;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    RSA_PKCS1_SHA256, RsaKeyPair,
};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use serde::{Deserialize, Serialize};

use super::LoginError;
use super::config::{Profile, Provider};

/// How long a client assertion holds, in seconds. Digdir refuses more than 120.
const ASSERTION_SECONDS: i64 = 60;

const KEY_FORMS: &str = "write it as PEM beginning with \"BEGIN PRIVATE KEY\" \
    (openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem) or as JWK; RSA from 2048 bits, EC P-256 or P-384";

/// The client's means of authentication.
pub(super) enum ClientKey {
    /// `private_key_jwt` (RFC 7523).
    Key { key: Box<SigningKey>, kid: Option<String> },
    /// `client_secret_basic`.
    Secret(String),
}

/// A private key that signs with the one algorithm that fits it.
pub(super) enum SigningKey {
    Rs256(RsaKeyPair),
    Es256(EcdsaKeyPair),
    Es384(EcdsaKeyPair),
}

/// Never shows the key.
impl fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key { .. } => "ClientKey::Key",
            Self::Secret(_) => "ClientKey::Secret",
        })
    }
}

impl ClientKey {
    /// Reads the file that the provider's set-up names. The error is a sentence for the operator
    /// and shows nothing of the file's content.
    pub fn load(provider: &Provider) -> Result<Self, String> {
        match (&provider.key_file, &provider.client_secret_file) {
            (Some(path), None) => Self::load_key(provider, path),
            (None, Some(path)) => {
                let secret = read(path, "client_secret_file")?;
                match secret.trim() {
                    "" => Err(format!("client_secret_file {} is empty", path.display())),
                    secret => Ok(Self::Secret(secret.to_owned())),
                }
            }
            (None, None) => Err("set key_file (recommended) or client_secret_file".into()),
            (Some(_), Some(_)) => Err("set only one of key_file and client_secret_file".into()),
        }
    }

    fn load_key(provider: &Provider, path: &Path) -> Result<Self, String> {
        let text = read(path, "key_file")?;
        let (key, own_kid) = SigningKey::parse(&text)
            .ok_or_else(|| format!("key_file {} is not a private key Torg can use; {KEY_FORMS}", path.display()))?;
        let kid = provider.kid.clone().or(own_kid);
        if kid.is_none() && provider.profile != Profile::Generic {
            return Err("kid is missing: the name under which the key is registered at Digdir".into());
        }
        Ok(Self::Key { key: Box::new(key), kid })
    }

    /// Adds the client's proof to the form of a direct call to the provider (PAR or token), and
    /// gives the `Authorization` header where that is the way.
    ///
    /// `aud` is the issuer as one string: Digdir refuses the token address and lists.
    pub fn authenticate(
        &self,
        provider: &Provider,
        now: Timestamp,
        form: &mut Vec<(&'static str, String)>,
    ) -> Result<Option<String>, LoginError> {
        form.push(("client_id", provider.client_id.clone()));
        match self {
            Self::Key { key, kid } => {
                let assertion = client_assertion(key, kid.as_deref(), provider, now)?;
                form.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".into()));
                form.push(("client_assertion", assertion));
                Ok(None)
            }
            Self::Secret(secret) => {
                // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
                let encode = |part: &str| url::form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>();
                let pair = format!("{}:{}", encode(&provider.client_id), encode(secret));
                Ok(Some(format!("Basic {}", BASE64.encode(pair.as_bytes()))))
            }
        }
    }
}

fn read(path: &Path, key: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{key} {} cannot be read: {}", path.display(), error.kind()))
}

#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
}

fn client_assertion(
    key: &SigningKey,
    kid: Option<&str>,
    provider: &Provider,
    now: Timestamp,
) -> Result<String, LoginError> {
    let iat = now.as_second();
    key.sign_token(
        kid,
        &Assertion {
            iss: &provider.client_id,
            sub: &provider.client_id,
            aud: &provider.issuer,
            iat,
            exp: iat + ASSERTION_SECONDS,
            jti: uuid::Uuid::new_v4().to_string(),
        },
    )
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<&'a str>,
}

impl SigningKey {
    /// The key in `text` (PEM or JWK), and its own `kid` when it has one.
    pub fn parse(text: &str) -> Option<(Self, Option<String>)> {
        if text.trim_start().starts_with('{') {
            let jwk: PrivateJwk = serde_json::from_str(text).ok()?;
            return Some((jwk.key()?, jwk.kid));
        }
        let key = match PrivateKeyDer::from_pem_slice(text.as_bytes()).ok()? {
            PrivateKeyDer::Pkcs1(der) => Self::Rs256(RsaKeyPair::from_der(der.secret_pkcs1_der()).ok()?),
            PrivateKeyDer::Pkcs8(der) => Self::from_pkcs8(der.secret_pkcs8_der())?,
            _ => return None,
        };
        Some((key, None))
    }

    /// The file does not say its kind in a way `ring` reads, so each kind is tried.
    fn from_pkcs8(der: &[u8]) -> Option<Self> {
        let rng = SystemRandom::new();
        if let Ok(key) = RsaKeyPair::from_pkcs8(der) {
            return Some(Self::Rs256(key));
        }
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &rng) {
            return Some(Self::Es256(key));
        }
        EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, der, &rng).ok().map(Self::Es384)
    }

    fn alg(&self) -> &'static str {
        match self {
            Self::Rs256(_) => "RS256",
            Self::Es256(_) => "ES256",
            Self::Es384(_) => "ES384",
        }
    }

    /// A signed compact token (RFC 7515) over `claims`.
    pub fn sign_token(&self, kid: Option<&str>, claims: &impl Serialize) -> Result<String, LoginError> {
        const REASON: LoginError = LoginError::Invalid("our own token could not be signed");
        let header = serde_json::to_vec(&Header { alg: self.alg(), typ: "JWT", kid }).map_err(|_| REASON)?;
        let claims = serde_json::to_vec(claims).map_err(|_| REASON)?;
        let message = format!("{}.{}", BASE64URL_NOPAD.encode(&header), BASE64URL_NOPAD.encode(&claims));
        let signature = self.sign(message.as_bytes()).map_err(|_| REASON)?;
        Ok(format!("{message}.{}", BASE64URL_NOPAD.encode(&signature)))
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ring::error::Unspecified> {
        let rng = SystemRandom::new();
        match self {
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature)?;
                Ok(signature)
            }
            Self::Es256(key) | Self::Es384(key) => Ok(key.sign(&rng, message)?.as_ref().to_vec()),
        }
    }
}

/// A private key as JWK (RFC 7517, RFC 7518 section 6); numbers are base64url.
#[derive(Deserialize)]
struct PrivateJwk {
    kty: String,
    kid: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    d: Option<String>,
    p: Option<String>,
    q: Option<String>,
    dp: Option<String>,
    dq: Option<String>,
    qi: Option<String>,
}

impl PrivateJwk {
    fn key(&self) -> Option<SigningKey> {
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => self.rsa(),
            ("EC", Some("P-256")) => self.ec(&ECDSA_P256_SHA256_FIXED_SIGNING).map(SigningKey::Es256),
            ("EC", Some("P-384")) => self.ec(&ECDSA_P384_SHA384_FIXED_SIGNING).map(SigningKey::Es384),
            _ => None,
        }
    }

    fn rsa(&self) -> Option<SigningKey> {
        let (n, e) = (decode(&self.n)?, decode(&self.e)?);
        let components = ring::rsa::KeyPairComponents {
            public_key: ring::rsa::PublicKeyComponents { n: &n, e: &e },
            d: &decode(&self.d)?,
            p: &decode(&self.p)?,
            q: &decode(&self.q)?,
            dP: &decode(&self.dp)?,
            dQ: &decode(&self.dq)?,
            qInv: &decode(&self.qi)?,
        };
        RsaKeyPair::from_components(&components).ok().map(SigningKey::Rs256)
    }

    fn ec(&self, algorithm: &'static EcdsaSigningAlgorithm) -> Option<EcdsaKeyPair> {
        let point = [vec![4], decode(&self.x)?, decode(&self.y)?].concat();
        EcdsaKeyPair::from_private_key_and_public_key(algorithm, &decode(&self.d)?, &point, &SystemRandom::new()).ok()
    }
}

fn decode(number: &Option<String>) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(number.as_ref()?.as_bytes()).ok()
}
