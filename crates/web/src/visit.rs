//! One request: who, in which language, from where.

use std::sync::{Arc, Mutex, OnceLock};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use torg_base::{Actor, Lang, Scope, Uuid, policy};
use torg_store::Result;

use crate::limits::Limit;
use crate::session::{self, Session};
use crate::{App, Failure, Page};

const LANG_COOKIE: &str = "torg_lang";

/// Everything a handler needs to know about the request besides its own form and path.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    /// The language that was chosen, or asked for by the browser; see [`Visit::lang_for`].
    pub lang: Lang,
    /// True when the person has chosen, not the browser.
    pub lang_chosen: bool,
    pub session: Option<Session>,
    /// Path and query, for the language links.
    pub path: String,
    /// The address that rate limits count against.
    pub address: String,
    visitor: String,
    visitor_is_new: bool,
    cookies_out: Arc<Mutex<Vec<String>>>,
    /// The address of the page that a submitted form stood on.
    form_page: Arc<OnceLock<String>>,
}

/// As [`Visit`], in JSON handlers.
pub type Api = Visit;

impl Visit {
    pub(crate) async fn read(app: &App, parts: &Parts) -> Result<Visit> {
        let cookie = |name: &str| cookie(&parts.headers, name);
        let session = match cookie(session_cookie(app)) {
            Some(value) => session::find(app, value).await?,
            None => None,
        };
        let (lang, lang_chosen) = language(parts, cookie(LANG_COOKIE));
        let known = cookie(visitor_cookie(app)).filter(|v| v.len() == 43).map(str::to_owned);
        let visit = Visit {
            app: app.clone(),
            lang,
            lang_chosen,
            session,
            path: parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            address: address(app, parts),
            visitor_is_new: known.is_none(),
            visitor: known.unwrap_or_else(session::random_token),
            cookies_out: Arc::default(),
            form_page: Arc::default(),
        };
        if query_lang(parts).is_some() {
            visit.put_cookie(LANG_COOKIE, lang.code(), Some(31_536_000));
        }
        Ok(visit)
    }

    pub fn actor(&self) -> &Actor {
        static NOBODY: Actor = Actor::Anonymous;
        self.session.as_ref().map_or(&NOBODY, |s| &s.actor)
    }

    /// Asks the policy table for something particular; the answer to no is 404, which tells nothing.
    pub fn require(&self, action: torg_base::Action, scope: Scope) -> Result<(), Failure> {
        if policy::permits(self.actor(), action, scope) { Ok(()) } else { Err(Failure::NotFound) }
    }

    /// The page's language on a site with a written-language decision: the person's choice first, then the
    /// browser's wish for something other than Norwegian, then the municipality's own form.
    pub fn lang_for(&self, written: Lang) -> Lang {
        if self.lang_chosen || self.lang == Lang::En { self.lang } else { written }
    }

    /// A page with this title.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self.clone(), title.into())
    }

    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.app.texts().get(self.lang, key)
    }

    /// The address of the page being shown: after a refused form that of the page it stood on, since the address of
    /// the form itself may not be one that can be opened.
    pub fn page_path(&self) -> &str {
        self.form_page.get().unwrap_or(&self.path)
    }

    /// Remembers where a form stood. Only addresses of this site are taken.
    pub(crate) fn came_from(&self, page: &str) {
        if page.starts_with('/') && !page.starts_with("//") && !page.contains(['\\', '\n', '\r']) {
            let _ = self.form_page.set(page.to_owned());
        }
    }

    /// The value of the hidden field in every form; makes sure that the cookie it belongs to is set.
    pub fn csrf(&self) -> String {
        if self.visitor_is_new {
            self.put_cookie(visitor_cookie(&self.app), &self.visitor, None);
        }
        self.app.store().keys().sign("csrf", &self.visitor)
    }

    /// Whether a token is the one of this visitor; for calls from our own script, which send it in a header.
    pub fn csrf_holds(&self, given: &str) -> bool {
        !self.visitor_is_new && given == self.app.store().keys().sign("csrf", &self.visitor)
    }

    /// Whether one more SMS may be asked for to this number, whoever asks. Counts it.
    pub fn may_text(&self, phone: &str) -> bool {
        let key = self.app.store().keys().sign("sms-limit", phone);
        self.app.limits().allow(Limit::Sms, &key)
    }

    /// Signs somebody in: a new session cookie, the old session worth nothing.
    pub async fn sign_in(&self, new: session::NewSession) -> Result<(), Failure> {
        let old = self.session.as_ref().map(|s| s.id.clone());
        let cookie = session::start(&self.app, new, old).await?;
        self.put_cookie(session_cookie(&self.app), &cookie, None);
        Ok(())
    }

    /// Signs out; returns the provider's id token when there is one.
    pub async fn sign_out(&self) -> Result<Option<String>, Failure> {
        self.put_cookie(session_cookie(&self.app), "", Some(0));
        match &self.session {
            Some(session) => Ok(session::end(&self.app, session).await?),
            None => Ok(None),
        }
    }

    /// A short-lived cookie that only this site's own handlers read (log-in under way, own booking).
    pub fn put_private(&self, name: &str, value: &str, seconds: u32) {
        self.put_cookie(name, value, Some(seconds));
    }

    /// The staff member's id and the looker for access records in an organisation.
    pub fn looker(
        &self,
        organisation: Uuid,
        unit: Option<Uuid>,
        purpose: &'static str,
    ) -> Option<torg_store::access::Looker> {
        let staff = self.actor().staff_id()?;
        let role = self.actor().memberships().iter().find(|m| m.organisation == organisation)?.role;
        Some(torg_store::access::Looker { staff, role, unit, purpose })
    }

    fn put_cookie(&self, name: &str, value: &str, max_age: Option<u32>) {
        let secure = if self.app.site().https() { "; Secure" } else { "" };
        let age = max_age.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        if let Ok(mut out) = self.cookies_out.lock()
            && !out.contains(&text)
        {
            out.push(text);
        }
    }

    pub(crate) fn set_cookies(&self, headers: &mut HeaderMap) {
        let Ok(mut out) = self.cookies_out.lock() else { return };
        for text in out.drain(..) {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.append(header::SET_COOKIE, value);
            }
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Visit, Failure> {
        // Put there by the gate that every route stands behind.
        parts.extensions.get::<Visit>().cloned().ok_or(Failure::NotFound)
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

fn session_cookie(app: &App) -> &'static str {
    if app.site().https() { "__Host-torg" } else { "torg_session" }
}

fn visitor_cookie(app: &App) -> &'static str {
    if app.site().https() { "__Host-torg_form" } else { "torg_form" }
}

fn query_lang(parts: &Parts) -> Option<Lang> {
    parts.uri.query()?.split('&').find_map(|pair| Lang::parse(pair.strip_prefix("lang=")?))
}

fn language(parts: &Parts, cookie: Option<&str>) -> (Lang, bool) {
    if let Some(lang) = query_lang(parts).or_else(|| cookie.and_then(Lang::parse)) {
        return (lang, true);
    }
    let header = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    (header.and_then(Lang::from_accept_header).unwrap_or_default(), false)
}

fn address(app: &App, parts: &Parts) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok());
    if let (true, Some(list)) = (app.site().behind_proxy, forwarded) {
        // The last one was written by our own proxy; the others anybody may have invented.
        return list.rsplit(',').next().unwrap_or_default().trim().to_owned();
    }
    let peer = parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>();
    peer.map(|p| p.0.ip().to_string()).unwrap_or_default()
}
