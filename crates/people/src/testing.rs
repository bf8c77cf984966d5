//! What the tests of the slices share: a store with their tables, and the slices as a small site.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::Timestamp;
use torg_base::{Clock, Lang, Membership, Phone, Role, Uuid};
use torg_notify::{Channel, Message, Notifier, demo::Shown};
use torg_store::{Across, Engine, Migration, Result, Store, Tx, Unit, outbox, schema, sql, testing};
use torg_web::{App, Face, SiteConfig, Slice, session, texts::Texts};
use tower::ServiceExt;

use crate::login::{self, DemoPeople, Providers};
use crate::staff::{self, Held, PlaceNames, PlaceNamesPart};

pub const ROST: Uuid = Uuid::from_u128(1);
pub const VAEROY: Uuid = Uuid::from_u128(2);
pub const ROST_CENTRE: Uuid = Uuid::from_u128(11);
pub const VAEROY_CENTRE: Uuid = Uuid::from_u128(12);
pub const SLICES: [Slice; 2] = [login::SLICE, staff::SLICE];

pub fn phone() -> Phone {
    Phone::parse("48016317").expect("a number")
}

pub async fn fresh(engine: Engine) -> (Store, Clock) {
    let clock = Clock::fixed("2026-11-23T08:00:00Z".parse::<Timestamp>().expect("an instant"));
    (migrated(engine, clock.clone()).await, clock)
}

pub async fn migrated(engine: Engine, clock: Clock) -> Store {
    let own = [session::MIGRATIONS, login::store::MIGRATIONS, staff::store::MIGRATIONS].concat();
    let all: Vec<Migration> = schema::MIGRATIONS.iter().copied().chain(own).collect();
    testing::store(engine, clock, all).await
}

/// The first column of a query.
pub async fn column<T: sea_orm::TryGetable>(store: &Store, query: &str) -> Vec<T> {
    sql::column(&store.across(Across::Probe), query, []).await.expect("reads")
}

/// The messages that wait, oldest first.
pub async fn waiting(store: &Store) -> Vec<Message> {
    let mut claimed = outbox::claim(store, 100).await.expect("claims");
    claimed.sort_by_key(|item| item.id);
    claimed.iter().map(|item| item.read(store).expect("opens")).collect()
}

pub fn held(role: Role, organisation: Uuid, place: Option<Uuid>, supervisor: Option<Uuid>) -> Held {
    Held { membership: Membership { organisation, place, role }, supervisor }
}

struct Seed(&'static str, &'static str, Vec<Held>);

impl Unit for Seed {
    type Out = Uuid;

    async fn run(&self, tx: &Tx) -> Result<Uuid> {
        staff::seed_staff(tx, self.0, self.1, &self.2).await
    }
}

pub async fn seed(store: &Store, name: &'static str, email: &'static str, roles: Vec<Held>) -> Uuid {
    store.write_across(Across::Operator, Seed(name, email, roles)).await.expect("seeds")
}

struct Places;

impl PlaceNames for Places {
    fn places(&self, organisation: Uuid) -> Vec<(Uuid, String)> {
        match organisation {
            ROST => vec![(ROST_CENTRE, "Røst servicetorg".into())],
            VAEROY => vec![(VAEROY_CENTRE, "Værøy servicetorg".into())],
            _ => Vec::new(),
        }
    }

    fn organisation(&self, id: Uuid) -> Option<Arc<Face>> {
        let (slug, name) = [(ROST, "rost", "Røst"), (VAEROY, "varoy", "Værøy")]
            .into_iter()
            .find_map(|(own, slug, name)| (own == id).then_some((slug, name)))?;
        Some(Arc::new(Face {
            slug: slug.into(),
            name: name.into(),
            written: Lang::Nb,
            accent: "#0b5fa5".into(),
            accessibility_url: String::new(),
            phone: String::new(),
            home: format!("/sted/{slug}"),
        }))
    }
}

/// How a test wants its site.
#[derive(Default)]
pub struct Site {
    pub demo: bool,
    pub providers: Providers,
    pub people: Vec<(Role, Uuid)>,
}

impl Site {
    pub fn start(self, store: &Store) -> Browser {
        let texts: Vec<(Lang, &'static str)> = SLICES.iter().flat_map(|slice| slice.texts).copied().collect();
        let site = SiteConfig {
            name: "Torg".into(),
            base_url: "http://127.0.0.1:8080".into(),
            demo: self.demo,
            behind_proxy: true,
            rate_limits: true,
            frame_ancestors: vec!["https://login.example".into()],
        };
        let sms = Shown::new(10, store.clock().clone()).transport(Channel::Sms);
        let app = App::builder(store.clone(), Texts::load(&texts).expect("the texts parse"), site)
            .with(Arc::new(Notifier::new(Some(Arc::new(sms)), None)))
            .with(Arc::new(self.providers))
            .with(Arc::new(DemoPeople { phone: phone(), staff: self.people }))
            .with(Arc::new(PlaceNamesPart(Arc::new(Places))))
            .build();
        let routes = SLICES.iter().flat_map(|slice| (slice.routes)()).collect();
        let router = torg_web::route::router(&app, routes).with_state(app.clone());
        Browser { router, address: "192.0.2.1".into(), cookies: Vec::new() }
    }
}

/// Somebody at an address, with a jar of cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    address: String,
    cookies: Vec<(String, String)>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Where the answer leads; empty when it does not.
    pub fn to(&self) -> &str {
        self.header(header::LOCATION)
    }
}

impl Browser {
    /// Another browser at another address, without cookies.
    pub fn stranger(&self, address: &str) -> Browser {
        Browser { router: self.router.clone(), address: address.into(), cookies: Vec::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// Posts a form with the token that the page at `from` has.
    pub async fn post(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token(from).await;
        let own = ("csrf", token.as_str());
        let fields = fields.iter().chain([&own]);
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, &[], body).await
    }

    pub async fn token(&mut self, from: &str) -> String {
        let page = self.get(from).await.text;
        let rest = page.split("name=\"csrf\" value=\"").nth(1).unwrap_or_else(|| panic!("no form at {from}: {page}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-forwarded-for", &self.address)
            .header(header::COOKIE, jar.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.retain(|(own, _)| own != name);
            if !value.is_empty() {
                self.cookies.push((name.into(), value.into()));
            }
        }
        let bytes = to_bytes(body, 1 << 20).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

/// Every key of the slice's own that its code and templates name is there in each language, and no other.
pub fn check_keys(slice: &Slice, folder: &str) {
    let mut named = std::collections::BTreeSet::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in [root.join(folder), root.join(folder).join("templates")] {
        for entry in std::fs::read_dir(folder).expect("the slice's folder") {
            let path = entry.expect("an entry").path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            if path.to_string_lossy().ends_with("tests.rs") {
                continue;
            }
            let keys = text.split('"').filter(|part| part.starts_with(&format!("{}-", slice.name)));
            named.extend(keys.filter(|k| k.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')).map(str::to_owned));
        }
    }
    for lang in Lang::ALL {
        let own: Vec<_> = slice.texts.iter().filter(|(l, _)| *l == lang).copied().collect();
        let texts = Texts::load(&own).expect("the texts parse");
        let missing: Vec<_> = named.difference(texts.keys(lang)).collect();
        let unused: Vec<_> = texts.keys(lang).difference(&named).collect();
        assert!(missing.is_empty() && unused.is_empty(), "{lang:?}: missing {missing:?}, unused {unused:?}");
    }
}
