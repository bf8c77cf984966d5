//! Starts the provider of `tests/peers/oidc`, and a browser just clever enough for its pages.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use jiff::Timestamp;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use torg_people::oidc::{Provider, Query, http_client};
use url::Url;

const RETURN: &str = "http://127.0.0.1:1/retur";
pub const LOGGED_OUT: &str = "http://127.0.0.1:1/utlogget";
const FRONT_CHANNEL: &str = "http://127.0.0.1:1/utlogging";

/// The real clock: the provider goes by it.
#[allow(clippy::disallowed_methods)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A running provider; stopped when dropped.
pub struct Peer {
    pub issuer: String,
    ready: Value,
    keys: TempDir,
    process: Child,
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/oidc");
    assert!(
        folder.join("node_modules/oidc-provider").exists(),
        "the test provider is not installed: run `npm ci` in tests/peers/oidc (make test does it)"
    );
    folder
}

fn spawn(keys: &Path, port: &str) -> (Child, Value) {
    let mut process = Command::new("node")
        .arg(folder().join("server.js"))
        .args(["--until-stdin-closes", "--port", port])
        .args(["--citizen-redirect", RETURN, "--citizen-logout", LOGGED_OUT, "--citizen-frontchannel", FRONT_CHANNEL])
        .args(["--staff-redirect", RETURN, "--keys"])
        .arg(keys)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("node starts; is Node 20 or newer installed?");
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("piped")).read_line(&mut line).expect("the ready line");
    let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the provider did not start: run it by hand"));
    (process, ready)
}

impl Peer {
    pub async fn start() -> Self {
        let keys = tempfile::tempdir().expect("a folder");
        let (process, ready) = spawn(keys.path(), "0");
        Self { issuer: text(&ready["issuer"]), ready, keys, process }
    }

    pub fn stop(&mut self) {
        self.process.kill().expect("stopped");
        self.process.wait().expect("stopped");
    }

    /// The same address and clients, but a new signing key, and nothing remembered.
    pub async fn restart(&mut self) {
        self.stop();
        (self.process, self.ready) = spawn(self.keys.path(), &self.ready["port"].to_string());
    }

    pub fn citizen(&self) -> Provider {
        self.provider(json!({
            "name": "idporten", "profile": "idporten", "acr_values": ["idporten-loa-substantial"],
            "accepted_acr": ["idporten-loa-substantial", "idporten-loa-high"], "post_logout_redirect_uri": LOGGED_OUT,
        }), "citizen")
    }

    pub fn staff(&self) -> Provider {
        self.provider(
            json!({
                "name": "ansattporten", "profile": "ansattporten", "acr_values": ["substantial"],
                "accepted_acr": ["substantial", "high"], "scopes": ["openid", "profile", "email"],
                "authorization_details":
                    [{"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:torg"}],
            }),
            "staff",
        )
    }

    fn provider(&self, mut settings: Value, kind: &str) -> Provider {
        settings["issuer"] = json!(self.issuer);
        settings["redirect_uri"] = json!(RETURN);
        for key in ["client_id", "key_file", "kid"] {
            settings[key] = self.ready["clients"][kind][key].clone();
        }
        serde_json::from_value(settings).expect("a provider")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// The PEM key as `jwk` or PKCS#1 PEM, made by Node.
pub fn convert_key(pem: &Path, form: &str) -> String {
    let export = match form {
        "jwk" => "JSON.stringify(key.export({format:'jwk'}))",
        _ => "key.export({type:'pkcs1',format:'pem'})",
    };
    let script = format!(
        "const key=require('crypto').createPrivateKey(require('fs').readFileSync(process.argv[1]));process.stdout.write({export})"
    );
    let output = Command::new("node").args(["-e", &script]).arg(pem).output().expect("node runs");
    String::from_utf8(output.stdout).expect("text")
}

/// Where a chain of redirects ended.
pub enum Answer {
    /// A page of the provider, with its address.
    Page(Url, String),
    /// An address outside the provider.
    Away(Url),
}

impl Answer {
    pub fn is_return(&self) -> bool {
        matches!(self, Self::Away(url) if url.as_str().starts_with(RETURN))
    }

    pub fn page(self) -> (Url, String) {
        match self {
            Self::Page(url, body) => (url, body),
            Self::Away(url) => panic!("a page was expected, not {url}"),
        }
    }

    pub fn address(self) -> String {
        match self {
            Self::Page(url, body) => panic!("a way out was expected, not {url}: {body}"),
            Self::Away(url) => url.into(),
        }
    }

    /// What the browser brings back to us.
    pub fn query(self) -> Query {
        let url = Url::parse(&self.address()).expect("an address");
        let pairs: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        serde_json::from_value(json!(pairs)).expect("a query")
    }
}

/// Cookies of one host, redirects, and forms.
pub struct Browser {
    http: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn new() -> Self {
        Self { http: http_client().expect("an HTTP client"), cookies: BTreeMap::new() }
    }

    pub async fn open(&mut self, address: &str) -> Answer {
        self.follow(Method::GET, address, None).await
    }

    pub async fn post(&mut self, address: &str, fields: &[(&str, String)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.follow(Method::POST, address, Some(body)).await
    }

    /// Submits the page's form with its hidden fields and `chosen`.
    pub async fn submit(&mut self, (at, page): &(Url, String), chosen: &[(&str, &str)]) -> Answer {
        let action = between(page, "action=\"", "\"").expect("a form");
        let address = at.join(&action).expect("an address");
        let mut fields: Vec<(&str, String)> = chosen.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        if let Some(secret) = between(page, "name=\"xsrf\" value=\"", "\"") {
            fields.push(("xsrf", secret));
        }
        self.post(address.as_str(), &fields).await
    }

    /// The way through the provider's page, until the address that leads back to us.
    pub async fn log_in(&mut self, address: &str, user: &str, level: &str) -> Query {
        let page = self.open(address).await.page();
        for value in [user, level] {
            assert!(page.1.contains(&format!("<option value=\"{value}\">")), "{value} can be picked");
        }
        self.submit(&page, &[("user", user), ("level", level), ("action", "login")]).await.query()
    }

    pub async fn cancel(&mut self, address: &str) -> Query {
        let page = self.open(address).await.page();
        self.submit(&page, &[("action", "cancel")]).await.query()
    }

    async fn follow(&mut self, method: Method, address: &str, body: Option<String>) -> Answer {
        let mut url = Url::parse(address).expect("an address");
        let origin = url.origin();
        let (mut method, mut body) = (method, body);
        for _ in 0..10 {
            if url.origin() != origin {
                return Answer::Away(url);
            }
            let response = self.send(method, url.clone(), body.take()).await;
            let Some(location) = response.headers().get("location") else {
                return Answer::Page(url, response.text().await.expect("a page"));
            };
            url = url.join(location.to_str().expect("ASCII")).expect("an address");
            method = Method::GET;
        }
        panic!("too many redirects");
    }

    async fn send(&mut self, method: Method, url: Url, body: Option<String>) -> reqwest::Response {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.http.request(method, url).header("cookie", cookies.join("; "));
        if let Some(body) = body {
            request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await.expect("the provider answers");
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("ASCII").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        response
    }
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found.to_owned())
}

/// `iss` and `sid` of the front-channel call in a log-out page.
pub struct FrontChannel {
    pub iss: Option<String>,
    pub sid: Option<String>,
}

pub fn frame_query((_, page): &(Url, String)) -> FrontChannel {
    let address = between(page, "src=\"", "\"").expect("a frame").replace("&amp;", "&");
    assert!(address.starts_with(FRONT_CHANNEL), "{address}");
    let url = Url::parse(&address).expect("an address");
    let value = |key: &str| url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
    FrontChannel { iss: value("iss"), sid: value("sid") }
}
