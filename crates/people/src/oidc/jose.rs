//! Signed tokens (RFC 7515) checked against a provider's published keys (RFC 7517).
//!
//! Only asymmetric algorithms exist here, and each is tied to one type of key, so a token can
//! choose neither "none" nor a shared-secret algorithm.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Why a token was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenError {
    /// Not three parts of base64url around JSON, or not the claims expected.
    Malformed,
    /// No published key has the token's `kid`: perhaps the provider has changed keys.
    UnknownKey,
    /// The algorithm is not one we accept, does not fit the key, or the header demands more.
    Algorithm,
    Signature,
}

/// The provider's public keys; those we cannot use are left out.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<PublicKey>);

#[derive(Debug)]
struct PublicKey {
    kid: Option<String>,
    alg: Option<String>,
    material: Material,
}

#[derive(Debug)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

impl Keys {
    /// Reads a JWK set; `None` when it is not one.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let set: KeySet = serde_json::from_slice(json).ok()?;
        let usable = |value| serde_json::from_value::<Jwk>(value).ok().and_then(PublicKey::from_jwk);
        Some(Self(set.keys.into_iter().filter_map(usable).collect()))
    }

    /// The claims of `token`, once its signature has been checked. Says nothing about the claims.
    pub fn open<T: DeserializeOwned>(&self, token: &str) -> Result<T, TokenError> {
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (header, claims) = message.split_once('.').ok_or(TokenError::Malformed)?;
        let header: Header = json_part(header)?;
        // "crit" lists extensions that must be understood (RFC 7515 section 4.1.11); we know none.
        if header.crit.is_some() {
            return Err(TokenError::Algorithm);
        }
        let signature = base64(signature)?;
        self.verify(&header, message.as_bytes(), &signature)?;
        json_part(claims)
    }

    fn verify(&self, header: &Header, message: &[u8], signature: &[u8]) -> Result<(), TokenError> {
        let named = |key: &&PublicKey| header.kid.is_none() || key.kid == header.kid;
        let candidates: Vec<_> = self.0.iter().filter(named).collect();
        if candidates.is_empty() {
            return Err(TokenError::UnknownKey);
        }
        let mut outcome = Err(TokenError::Algorithm);
        for key in candidates {
            match key.verify(&header.alg, message, signature) {
                Ok(()) => return Ok(()),
                Err(TokenError::Algorithm) => {}
                Err(error) => outcome = Err(error),
            }
        }
        // Without a kid, a signature that fits no key may just as well be from a newer one.
        if header.kid.is_none() && outcome == Err(TokenError::Signature) {
            return Err(TokenError::UnknownKey);
        }
        outcome
    }
}

impl PublicKey {
    fn from_jwk(jwk: Jwk) -> Option<Self> {
        if jwk.purpose.as_deref().is_some_and(|purpose| purpose != "sig") {
            return None;
        }
        let part = |value: &Option<String>| base64(value.as_deref()?).ok();
        let point = || Some([vec![4], part(&jwk.x)?, part(&jwk.y)?].concat());
        let material = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("RSA", _) => Material::Rsa { n: without_zeros(part(&jwk.n)?), e: without_zeros(part(&jwk.e)?) },
            ("EC", Some("P-256")) => Material::P256(point()?),
            ("EC", Some("P-384")) => Material::P384(point()?),
            ("OKP", Some("Ed25519")) => Material::Ed25519(part(&jwk.x)?),
            _ => return None,
        };
        Some(Self { kid: jwk.kid, alg: jwk.alg, material })
    }

    fn verify(&self, alg: &str, message: &[u8], signature: &[u8]) -> Result<(), TokenError> {
        if self.alg.as_deref().is_some_and(|own| own != alg) {
            return Err(TokenError::Algorithm);
        }
        let verified = match &self.material {
            Material::Rsa { n, e } => {
                let parameters = rsa_parameters(alg).ok_or(TokenError::Algorithm)?;
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
            Material::P256(point) if alg == "ES256" => {
                verify_raw(&signature::ECDSA_P256_SHA256_FIXED, point, message, signature)
            }
            Material::P384(point) if alg == "ES384" => {
                verify_raw(&signature::ECDSA_P384_SHA384_FIXED, point, message, signature)
            }
            Material::Ed25519(point) if alg == "EdDSA" || alg == "Ed25519" => {
                verify_raw(&signature::ED25519, point, message, signature)
            }
            _ => return Err(TokenError::Algorithm),
        };
        verified.map_err(|_| TokenError::Signature)
    }
}

fn verify_raw(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), ring::error::Unspecified> {
    UnparsedPublicKey::new(algorithm, key).verify(message, signature)
}

fn rsa_parameters(alg: &str) -> Option<&'static RsaParameters> {
    Some(match alg {
        "RS256" => &signature::RSA_PKCS1_2048_8192_SHA256,
        "RS384" => &signature::RSA_PKCS1_2048_8192_SHA384,
        "RS512" => &signature::RSA_PKCS1_2048_8192_SHA512,
        "PS256" => &signature::RSA_PSS_2048_8192_SHA256,
        "PS384" => &signature::RSA_PSS_2048_8192_SHA384,
        "PS512" => &signature::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

/// Some providers publish numbers with leading zero bytes, which `ring` refuses.
fn without_zeros(number: Vec<u8>) -> Vec<u8> {
    number.into_iter().skip_while(|byte| *byte == 0).collect()
}

fn base64(text: &str) -> Result<Vec<u8>, TokenError> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| TokenError::Malformed)
}

fn json_part<T: DeserializeOwned>(text: &str) -> Result<T, TokenError> {
    serde_json::from_slice(&base64(text)?).map_err(|_| TokenError::Malformed)
}
