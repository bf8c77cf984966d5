//! Keys: one master secret for the installation, from which every other key is derived or wrapped.

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use rand::RngExt;
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::{Error, Result};

const NONCE: usize = 12;

/// The installation's keys. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Keys {
    inner: Arc<Inner>,
}

struct Inner {
    master: [u8; 32],
    payload: Aes256Gcm,
    /// Ready-made hashers, one per purpose; the purposes are fixed words in the program.
    hashers: RwLock<HashMap<String, Hmac<Sha256>>>,
}

impl Keys {
    /// From a secret of 32 bytes.
    pub fn new(master: [u8; 32]) -> Keys {
        let payload = cipher(&derive(&master, "seal/payload"));
        Keys { inner: Arc::new(Inner { master, payload, hashers: RwLock::default() }) }
    }

    /// From the text of a secret file: 64 hexadecimal digits.
    pub fn from_text(text: &str) -> Option<Keys> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()?;
        Some(Keys::new(bytes.try_into().ok()?))
    }

    /// A new random secret as the text of a secret file.
    pub fn generate() -> String {
        let mut bytes = [0u8; 32];
        rand::rng().fill(&mut bytes);
        data_encoding::HEXLOWER.encode(&bytes)
    }

    /// A keyed hash for look-ups of something that must not be stored in clear, e.g. a telephone number.
    /// `purpose` keeps hashes of different tables from being compared.
    pub fn hash(&self, purpose: &str, value: &str) -> Vec<u8> {
        let mut mac = self.hasher(purpose);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes()[..16].to_vec()
    }

    fn hasher(&self, purpose: &str) -> Hmac<Sha256> {
        if let Some(known) = self.inner.hashers.read().ok().and_then(|kept| kept.get(purpose).cloned()) {
            return known;
        }
        let mac = Hmac::<Sha256>::new_from_slice(&derive(&self.inner.master, &format!("hash/{purpose}")))
            .expect("HMAC takes a key of any length");
        if let Ok(mut kept) = self.inner.hashers.write() {
            kept.insert(purpose.to_owned(), mac.clone());
        }
        mac
    }

    /// A keyed digest of 32 bytes that only a holder of the installation's secret can make, for the audit chain.
    pub(crate) fn chain(&self, digest: &[u8]) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&derive(&self.inner.master, "chain/audit"))
            .expect("HMAC takes a key of any length");
        mac.update(digest);
        mac.finalize().into_bytes().to_vec()
    }

    /// A keyed hash as text that is safe in a URL or form, 22 characters.
    pub fn sign(&self, purpose: &str, value: &str) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.hash(purpose, value))
    }

    /// Encrypts; `context` (for instance the row's key) must be given again to open.
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        seal_with(&self.inner.payload, context, plain)
    }

    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        open_with(&self.inner.payload, context, sealed)
    }
}

/// A key of one person's own, kept wrapped; when its row is deleted, what it sealed is gone.
pub(crate) struct PersonalKey(Aes256Gcm);

impl PersonalKey {
    pub(crate) fn generate() -> [u8; 32] {
        let mut bytes = [0u8; 32];
        rand::rng().fill(&mut bytes);
        bytes
    }
    pub(crate) fn new(bytes: &[u8]) -> Result<PersonalKey> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| Error::Sealed("personal key length"))?;
        Ok(PersonalKey(cipher(&bytes)))
    }
    pub(crate) fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        seal_with(&self.0, context, plain)
    }
    pub(crate) fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        open_with(&self.0, context, sealed)
    }
}

fn cipher(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(key.into())
}

fn derive(master: &[u8; 32], label: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(master).expect("HMAC takes a key of any length");
    mac.update(b"torg/");
    mac.update(label.as_bytes());
    mac.finalize().into_bytes().into()
}

fn seal_with(cipher: &Aes256Gcm, context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let mut nonce = [0u8; NONCE];
    rand::rng().fill(&mut nonce);
    let body = cipher
        .encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: context })
        .map_err(|_| Error::Sealed("encrypt"))?;
    Ok([&nonce[..], &body].concat())
}

fn open_with(cipher: &Aes256Gcm, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
    let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(Error::Sealed("too short"))?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Error::Sealed("too short"))?;
    cipher
        .decrypt(&Nonce::from(nonce), Payload { msg: body, aad: context })
        .map_err(|_| Error::Sealed("wrong key or changed bytes"))
}
