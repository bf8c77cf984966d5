//! What an operator writes about a log-in provider, and the check of it in plain words.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use super::keys::ClientKey;

/// Which set of rules a provider follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Digdir's log-in for citizens.
    IdPorten,
    /// Digdir's log-in for people acting for an organisation. Always names itself on the redirect.
    Ansattporten,
    /// Any other OpenID provider, for instance the municipality's own.
    Generic,
}

/// One log-in provider. Exactly one of `key_file` and `client_secret_file` is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Short name in addresses and logs: `idporten`, `ansattporten` or the operator's own.
    pub name: String,
    pub profile: Profile,
    /// Exactly as in the provider's metadata, with or without the last slash as it stands there.
    pub issuer: String,
    pub client_id: String,
    /// Private RSA or EC key, as PEM (PKCS#8, or PKCS#1 for RSA) or JWK.
    #[serde(default)]
    pub key_file: Option<PathBuf>,
    /// The name under which the key is registered at the provider; a JWK may carry its own.
    #[serde(default)]
    pub kid: Option<String>,
    /// File with the client secret, for providers that take no key.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    #[serde(default = "default_scopes")]
    pub scopes: Vec<String>,
    /// Levels asked for, the wanted one first.
    #[serde(default)]
    pub acr_values: Vec<String>,
    /// Levels accepted in the answer. Empty means no check, and is for `generic` only.
    #[serde(default)]
    pub accepted_acr: Vec<String>,
    pub redirect_uri: String,
    #[serde(default)]
    pub post_logout_redirect_uri: Option<String>,
    /// RFC 9396: a list of objects with `type`; Ansattporten's choice of organisation.
    #[serde(default)]
    pub authorization_details: Option<serde_json::Value>,
    /// Push the request to the provider first (RFC 9126) instead of putting it in the address.
    #[serde(default = "default_par")]
    pub par: bool,
}

fn default_scopes() -> Vec<String> {
    vec!["openid".into(), "profile".into()]
}

fn default_par() -> bool {
    true
}

impl Provider {
    /// Everything wrong with this provider's set-up, one sentence each; empty when all is well.
    /// Reads the key or secret file; makes no network call.
    pub fn check(&self) -> Vec<String> {
        let mut problems = Vec::new();
        self.check_names(&mut problems);
        self.check_addresses(&mut problems);
        self.check_levels(&mut problems);
        self.check_details(&mut problems);
        if let Err(problem) = ClientKey::load(self) {
            problems.push(problem);
        }
        problems.iter().map(|problem| format!("log-in provider \"{}\": {problem}", self.name)).collect()
    }

    fn check_names(&self, problems: &mut Vec<String>) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || !self.name.chars().all(plain) {
            problems.push("name must be small letters a-z, digits and hyphens".into());
        }
        if self.client_id.trim().is_empty() {
            problems.push("client_id is empty; it is the id the provider gave the integration".into());
        }
        if !self.scopes.iter().any(|scope| scope == "openid") {
            problems.push("scopes must contain \"openid\"".into());
        }
    }

    fn check_addresses(&self, problems: &mut Vec<String>) {
        match Url::parse(&self.issuer) {
            Ok(url) if url.query().is_some() || url.fragment().is_some() => {
                problems.push("issuer must be an address without \"?\" and \"#\"".into());
            }
            Ok(url) if is_safe(&url) => {}
            _ => problems.push("issuer must be an https address (http only on 127.0.0.1)".into()),
        }
        let own = [
            ("redirect_uri", Some(&self.redirect_uri)),
            ("post_logout_redirect_uri", self.post_logout_redirect_uri.as_ref()),
        ];
        for (key, address) in own {
            let Some(address) = address else { continue };
            if !Url::parse(address).is_ok_and(|url| is_safe(&url) && url.fragment().is_none()) {
                problems.push(format!("{key} must be an https address without \"#\" (http only on 127.0.0.1)"));
            }
        }
    }

    fn check_levels(&self, problems: &mut Vec<String>) {
        if self.accepted_acr.is_empty() {
            if self.profile != Profile::Generic {
                problems.push("accepted_acr is empty; list the security levels that are good enough".into());
            }
            return;
        }
        for acr in self.acr_values.iter().filter(|acr| !self.accepted_acr.contains(acr)) {
            problems.push(format!("acr_values asks for \"{acr}\", which accepted_acr would refuse"));
        }
    }

    fn check_details(&self, problems: &mut Vec<String>) {
        let Some(details) = &self.authorization_details else { return };
        let typed = |detail: &serde_json::Value| detail.get("type").is_some_and(|kind| kind.is_string());
        if !details.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(typed)) {
            problems.push("authorization_details must be a list of objects, each with a \"type\"".into());
        }
    }
}

/// True for https, and for http to this machine only.
pub(super) fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
