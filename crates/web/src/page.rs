//! The page shell: what every template gets as `p`.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use torg_base::{Action, Lang, policy};

use crate::{Failure, Form, Visit, assets};

/// How an organisation looks to the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    pub slug: String,
    pub name: String,
    /// The written-language decision (målvedtak), nb or nn.
    pub written: Lang,
    /// `#rrggbb`, dark enough for white text.
    pub accent: String,
    pub accessibility_url: String,
    /// Shown wherever somebody may need to call.
    pub phone: String,
    /// Where the name in the header leads.
    pub home: String,
}

/// What a template needs besides its own content.
pub struct Page {
    pub visit: Visit,
    pub lang: Lang,
    pub title: String,
    pub face: Option<Arc<Face>>,
    /// Wide layout for tables.
    pub staff: bool,
    /// Set when the form on the page has errors: the title says so first.
    pub faulty: bool,
    /// Path of a page that search engines may list, without query.
    pub listed: Option<String>,
    /// What such a page is about, as JSON-LD that may stand in a `script` element.
    pub markup: Option<String>,
}

/// A rendered page.
pub type Html = Response;

impl Page {
    pub(crate) fn new(visit: Visit, title: String) -> Page {
        let lang = visit.lang;
        Page { visit, lang, title, face: None, staff: false, faulty: false, listed: None, markup: None }
    }

    /// Puts the page under an organisation's name, colour and written language. Without one it stays
    /// everybody's.
    pub fn of<'a>(mut self, face: impl Into<Option<&'a Arc<Face>>>) -> Page {
        if let Some(face) = face.into() {
            self.face = Some(face.clone());
        }
        self
    }

    pub fn staff(mut self) -> Page {
        self.staff = true;
        self
    }

    /// Lets search engines list the page under `path`, in each language.
    pub fn listed(mut self, path: impl Into<String>) -> Page {
        self.listed = Some(path.into());
        self
    }

    /// Says in JSON-LD what the page is about.
    pub fn about(mut self, what: &Value) -> Page {
        self.markup = Some(embedded(what));
        self
    }

    pub fn with_form(mut self, form: &Form) -> Page {
        self.faulty = !form.ok();
        self
    }

    /// A text without variables.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.visit.app.texts().get(self.lang, key)
    }

    /// A text with one variable.
    pub fn f(&self, key: &str, name: &str, value: &str) -> String {
        self.visit.app.texts().format(self.lang, key, &[(name, value)])
    }

    /// A text with two variables, by reference as templates give them.
    pub fn f2(&self, key: &str, one: &(&str, &str), two: &(&str, &str)) -> String {
        self.visit.app.texts().format(self.lang, key, &[*one, *two])
    }

    pub fn csrf(&self) -> String {
        self.visit.csrf()
    }

    /// The name in the header.
    pub fn site_name(&self) -> &str {
        self.face.as_ref().map_or(&self.visit.app.site().name, |f| &f.name)
    }

    pub fn home(&self) -> &str {
        if self.staff { "/ansatt" } else { self.face.as_ref().map_or("/", |f| &f.home) }
    }

    pub fn phone(&self) -> Option<&str> {
        self.face.as_ref().map(|f| f.phone.as_str()).filter(|p| !p.is_empty())
    }

    pub fn asset(&self, name: &str) -> String {
        format!("/static/{name}?v={}", assets::version())
    }

    pub fn demo(&self) -> bool {
        self.visit.app.site().demo
    }

    /// Whether some role of the person permits an action; decides what the menu shows.
    pub fn can(&self, action: Action) -> bool {
        policy::permits_somewhere(self.visit.actor(), action)
    }

    pub fn is_staff(&self) -> bool {
        self.visit.actor().staff_id().is_some()
    }

    pub fn signed_in(&self) -> Option<&str> {
        self.visit.session.as_ref().map(|s| s.name.as_str())
    }

    /// Epoch second at which the session ends, for the warning on staff pages.
    pub fn session_ends(&self) -> Option<i64> {
        self.visit.session.as_ref().map(|s| s.ends.as_second())
    }

    /// The same page in another language.
    pub fn in_lang(&self, lang: &Lang) -> String {
        let (path, query) = self.visit.page_path().split_once('?').unwrap_or((self.visit.page_path(), ""));
        let mut kept: Vec<&str> = query.split('&').filter(|q| !q.is_empty() && !q.starts_with("lang=")).collect();
        let own = format!("lang={}", lang.code());
        kept.push(&own);
        format!("{path}?{}", kept.join("&"))
    }

    /// The one address of a listed page as it is shown: with the language when it was asked for, as each language has an
    /// address of its own.
    pub fn canonical(&self, path: &str) -> String {
        let asked = self.visit.path.split_once('?').is_some_and(|(_, q)| q.split('&').any(|p| p.starts_with("lang=")));
        if asked { self.absolute(path, &self.lang) } else { format!("{}{path}", self.visit.app.site().base_url) }
    }

    /// The absolute address of a listed page in a language.
    pub fn absolute(&self, path: &str, lang: &Lang) -> String {
        format!("{}{path}?lang={}", self.visit.app.site().base_url, lang.code())
    }

    /// The address of this page, for the hidden field that brings it back after a refused form.
    pub fn address(&self) -> &str {
        self.visit.page_path()
    }

    pub fn here(&self, path: &str) -> bool {
        self.visit.path.split('?').next() == Some(path)
    }
}

/// JSON that may stand in a `script` element: nothing in it can end the element or begin a comment.
fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Renders a template.
pub fn html(template: &impl Template) -> Result<Html, Failure> {
    let text = template.render().map_err(|_| Failure::Template)?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    Ok((kind, text).into_response())
}

/// Renders a template of a form that was not accepted: 422, which caches and tests can tell from success.
pub fn html_wrong(template: &impl Template) -> Result<Html, Failure> {
    let mut response = html(template)?;
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    p: Page,
    what_to_do: String,
}

pub(crate) fn failure(visit: &Visit, failure: &Failure) -> Option<Response> {
    let (heading, what_to_do) = failure.texts();
    let p = visit.page(visit.t(heading));
    let what_to_do = visit.t(what_to_do).to_owned();
    let mut response = html(&FailurePage { p, what_to_do }).ok()?;
    *response.status_mut() = failure.clone().into_response().status();
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_element_it_stands_in() {
        let name = "</script><!-- <b>Torg & «sønner»";
        let text = embedded(&serde_json::json!({ "name": name }));
        assert!(!text.contains('<'), "{text}");
        let back: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back["name"], name);
    }
}
