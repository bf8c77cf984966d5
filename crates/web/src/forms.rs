//! What was typed, what is wrong with it, and the token that shows that our own page sent it.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::Method;
use torg_base::Phone;

use crate::{App, Failure, Visit};

/// A submitted or empty form. Values stay as typed, so that nothing is lost when something is wrong.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<Field>,
}

/// A field with something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Name and id of the input.
    pub name: String,
    /// Key of the text that says what to do.
    pub message: &'static str,
}

/// Something to choose in a list: what is sent, and what is shown.
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Form {
    /// An empty form with some values filled in.
    pub fn filled<const N: usize>(values: [(&str, String); N]) -> Form {
        let mut form = Form::default();
        for (name, value) in values {
            form.set(name, value);
        }
        form
    }

    pub fn from_query(query: &str) -> Form {
        let mut form = Form::default();
        for (name, value) in pairs(query.as_bytes()) {
            form.values.entry(name).or_default().push(value);
        }
        form
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// Sets every value of a repeated field (checkboxes).
    pub fn set_all(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        self.values.insert(name.to_owned(), values.into_iter().collect());
    }

    /// Everything that was sent, except the token: a name with each of its values.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let typed = self.values.iter().filter(|(name, _)| *name != "csrf" && *name != "her");
        typed.flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// What was typed, without space around it; empty when nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|v| v.first()).map_or("", |v| v.trim())
    }

    /// Every value of a repeated field (checkboxes).
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a repeated field holds this value; for checkboxes and radios.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|v| v == value)
    }

    pub fn checked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// Marks a field as wrong; one message per field.
    pub fn wrong(&mut self, name: &str, message: &'static str) {
        if self.problem(name).is_none() {
            self.errors.push(Field { name: name.to_owned(), message });
        }
    }

    /// The key of the message at a field.
    pub fn problem(&self, name: &str) -> Option<&'static str> {
        self.errors.iter().find(|f| f.name == name).map(|f| f.message)
    }

    pub fn errors(&self) -> &[Field] {
        &self.errors
    }

    pub fn ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// A value that must be there and must not be longer than `max` characters.
    pub fn required(&mut self, name: &str, max: usize, missing: &'static str) -> String {
        let value = self.value(name).to_owned();
        if value.is_empty() {
            self.wrong(name, missing);
        }
        self.limit(name, &value, max);
        value
    }

    /// A value that may be left out, of at most `max` characters.
    pub fn optional(&mut self, name: &str, max: usize) -> String {
        let value = self.value(name).to_owned();
        self.limit(name, &value, max);
        value
    }

    /// A whole number within limits.
    pub fn number(&mut self, name: &str, min: i32, max: i32, message: &'static str) -> i32 {
        match self.value(name).parse::<i32>() {
            Ok(n) if (min..=max).contains(&n) => n,
            _ => {
                self.wrong(name, message);
                min
            }
        }
    }

    /// A web address that may be left out.
    pub fn web_address(&mut self, name: &str, message: &'static str) -> String {
        let address = self.optional(name, 300);
        let host = address.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        let whole = host.is_some_and(|h| h.contains('.') && !h.starts_with('.') && !h.ends_with('.'));
        // Quotation marks and angle brackets are never written as such in an address.
        let clean = !address.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>\\".contains(c));
        let good = address.is_empty() || (whole && clean);
        if !good {
            self.wrong(name, message);
        }
        address
    }

    /// A telephone number as it is shown; it may be left out. Five digits beginning with 0 is a number too (02800).
    pub fn phone(&mut self, name: &str, message: &'static str) -> String {
        let typed = self.optional(name, 30);
        let short = typed.len() == 5 && typed.starts_with('0') && typed.bytes().all(|b| b.is_ascii_digit());
        if !typed.is_empty() && Phone::parse(&typed).is_none() && !short {
            self.wrong(name, message);
        }
        typed
    }

    fn limit(&mut self, name: &str, value: &str, max: usize) {
        if value.chars().count() > max {
            self.wrong(name, "form-too-long");
        }
        // Control characters come from scripts, not from keyboards; line ends belong in text areas.
        if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.wrong(name, "form-strange-character");
        }
    }
}

/// Reads the body of a POST and refuses it when the token is not the one of this visitor.
impl FromRequest<App> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Form, Failure> {
        let visit = request.extensions().get::<Visit>().cloned().ok_or(Failure::NotFound)?;
        if request.method() != Method::POST {
            return Ok(Form::from_query(request.uri().query().unwrap_or_default()));
        }
        let body = axum::body::Bytes::from_request(request, app).await.map_err(|_| Failure::BadRequest)?;
        let text = std::str::from_utf8(&body).map_err(|_| Failure::BadRequest)?;
        let form = Form::from_query(text);
        if !visit.csrf_holds(form.value("csrf")) {
            return Err(Failure::Csrf);
        }
        visit.came_from(form.value("her"));
        Ok(form)
    }
}

/// `name=value` as it stands in an address.
pub fn encoded(name: &str, value: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
