//! A running site without a network: requests go straight into the router, the clock stands where the test puts it,
//! and a log line that holds personal data makes the test fail.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use figment::Figment;
use figment::providers::{Format, Toml};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use torg_base::Clock;
use torg_notify::Notifier;
use torg_notify::delivery::BATCH;
use torg_store::{Engine, testing};
use torg_web::App;
use tower::ServiceExt;

use super::logs::Guard;
use crate::app::Messages;
use crate::config::{Config, Switch};
use crate::{app, demo, serve, slices};

/// Monday 23 November 2026, 10.00 in Norway.
pub const MONDAY: &str = "2026-11-23T09:00:00Z";

pub struct Site {
    pub app: App,
    pub clock: Clock,
    router: Router,
    _log: Guard,
}

impl Site {
    /// The demo: twelve places, the whole service list, messages kept in memory.
    pub async fn demo(engine: Engine) -> Site {
        Site::demo_at(engine, MONDAY).await
    }

    pub async fn demo_at(engine: Engine, at: &str) -> Site {
        Site::demo_with(engine, at, config()).await
    }

    /// Without rate limits, for tests in which many ask at once.
    pub async fn unlimited(engine: Engine) -> Site {
        let mut config = config();
        config.rate_limits = Switch::Bool(false);
        Site::demo_with(engine, MONDAY, config).await
    }

    /// With an SMS provider that hands answers over as JSON.
    pub async fn answering(engine: Engine) -> Site {
        let format = "incoming = { from_pointer = '/from', text_pointer = '/text' }";
        Site::with_sms(engine, &format!("kind = 'http'\nurl = 'http://127.0.0.1:1/'\nbody = ''\n{format}")).await
    }

    /// With an SMS provider in the configuration, as text. Messages are kept in memory all the same.
    pub async fn with_sms(engine: Engine, provider: &str) -> Site {
        let mut config = config();
        let text = format!("[[sms]]\n{provider}");
        config.notify = Figment::from(Toml::string(&text)).extract().expect("a configuration");
        Site::demo_with(engine, MONDAY, config).await
    }

    async fn demo_with(engine: Engine, at: &str, config: Config) -> Site {
        let _log = Guard::new();
        let clock = Clock::fixed(instant(at));
        let store = testing::store(engine, clock.clone(), slices::migrations()).await;
        let app = demo::over(&config, store, clock.clone()).await.expect("the demo builds");
        Site { router: serve::router(app.clone()), app, clock, _log }
    }

    /// The same data with no SMS, no e-mail and no log-in provider.
    pub async fn alone(engine: Engine) -> Site {
        let _log = Guard::new();
        let clock = Clock::fixed(instant(MONDAY));
        let store = testing::store(engine, clock.clone(), slices::migrations()).await;
        torg_centre::demo::seed(&store).await.expect("the data imports");
        let app = app::build(&config(), store, Notifier::default(), None).await.expect("the program builds");
        Site { router: serve::router(app.clone()), app, clock, _log }
    }

    pub fn visitor(&self) -> Visitor<'_> {
        Visitor { site: self, cookies: BTreeMap::new(), lang: "nb" }
    }

    /// Somebody signed in through the demo's door.
    pub async fn signed_in(&self, role: &str) -> Visitor<'_> {
        let mut visitor = self.visitor();
        let answer = visitor.get(&format!("/demo/login?as={role}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "the demo door opens for {role}");
        visitor
    }

    /// Delivers what is due and returns every message, newest first.
    pub async fn messages(&self) -> Vec<(String, String)> {
        self.deliver().await;
        let shown = self.app.part::<Messages>();
        let shown = shown.0.as_ref().expect("a demo");
        shown.messages().into_iter().map(|m| (m.to.clone(), m.body.clone())).collect()
    }

    /// The messages to one number (E.164), newest first.
    pub async fn messages_to(&self, phone: &str) -> Vec<String> {
        self.messages().await.into_iter().filter(|(to, _)| to == phone).map(|(_, body)| body).collect()
    }

    /// The newest code sent to a number (E.164).
    pub async fn code_for(&self, phone: &str) -> String {
        let messages = self.messages().await;
        let (_, body) = messages
            .iter()
            .find(|(to, body)| to == phone && body.as_bytes()[0].is_ascii_digit())
            .expect("a code was sent");
        body[..6].to_owned()
    }

    async fn deliver(&self) {
        let notifier = self.app.part::<Notifier>();
        while notifier.deliver_due(self.app.store(), BATCH).await.expect("the outbox answers") > 0 {}
    }

    /// Runs every upkeep once. What is due has left by then, as it has in a program that runs: the order of two
    /// messages that wait together is not promised.
    pub async fn upkeep(&self) {
        self.deliver().await;
        for tick in slices::ticks() {
            (tick.run)(self.app.clone()).await.expect(tick.name);
        }
    }

    pub fn later(&self, by: SignedDuration) {
        self.clock.advance(by);
    }
}

pub fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn config() -> Config {
    Config::demo(std::path::Path::new("unused"), "127.0.0.1:8080").expect("the demo's configuration")
}

/// A browser without JavaScript: keeps cookies, fills in forms.
pub struct Visitor<'a> {
    site: &'a Site,
    cookies: BTreeMap<String, String>,
    pub lang: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
    /// The body as it came, for files.
    pub bytes: Bytes,
    pub headers: axum::http::HeaderMap,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("JSON, not: {}", self.body))
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// The first value of an attribute that begins with something, e.g. the first `href` under `/tjenester/`.
    pub fn attribute(&self, name: &str, beginning: &str) -> String {
        let mark = format!("{name}=\"{beginning}");
        let at = self.body.find(&mark).unwrap_or_else(|| panic!("{mark} is not in the page:\n{}", self.body));
        let rest = &self.body[at + name.len() + 2..];
        rest[..rest.find('"').expect("a closing quote")].replace("&amp;", "&")
    }

    /// The value of the first radio or hidden field with this name.
    pub fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\"");
        let at = self.body.find(&mark).unwrap_or_else(|| panic!("no field {name} in:\n{}", self.body));
        let begin = self.body[..at].rfind('<').expect("a tag");
        let tag = &self.body[begin..begin + self.body[begin..].find('>').expect("an end")];
        let value = tag.split("value=\"").nth(1).unwrap_or_else(|| panic!("no value in {tag}"));
        value[..value.find('"').expect("a closing quote")].to_owned()
    }
}

impl Visitor<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Follows redirects, as a browser does.
    pub async fn open(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                return answer;
            }
            let next = answer.location.clone();
            answer = self.get(&next).await;
        }
        answer
    }

    /// Submits a form with the token of the page it stands on.
    pub async fn submit(&mut self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = page.field("csrf");
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    pub async fn post_json(&mut self, path: &str, value: &Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(value.to_string())).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.lang)
            .body(body)
            .expect("a request");
        let response = self.site.router.clone().oneshot(request).await.expect("the router answers");
        self.keep_cookies(&response);
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 4 << 20).await.expect("the body can be read");
        let location = parts.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        Answer {
            status: parts.status,
            location,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
            headers: parts.headers,
        }
    }

    fn keep_cookies(&mut self, response: &Response<Body>) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie").split(';').next().unwrap_or_default();
            let (name, value) = text.split_once('=').expect("name and value");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }
}
