//! What a person or a calling program is told when something does not work.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::route::Kind;
use crate::{App, Visit, page};

/// A page that could not be made. Rendered in the person's language by the route's gate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("not found")]
    NotFound,
    #[error("forbidden")]
    Forbidden,
    /// A form from another site, or from a page that is too old.
    #[error("form token")]
    Csrf,
    #[error("too many")]
    TooMany,
    #[error("bad request")]
    BadRequest,
    #[error("{0}")]
    Store(#[from] torg_store::Error),
    #[error("template")]
    Template,
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound | Failure::Store(torg_store::Error::NotFound) => StatusCode::NOT_FOUND,
            Failure::Forbidden | Failure::Csrf => StatusCode::FORBIDDEN,
            Failure::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Failure::BadRequest => StatusCode::BAD_REQUEST,
            Failure::Store(torg_store::Error::Unavailable | torg_store::Error::Retry) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Failure::Store(_) | Failure::Template => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Keys of the heading and of the text that says what to do.
    pub(crate) fn texts(&self) -> (&'static str, &'static str) {
        match self.status() {
            StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-do"),
            StatusCode::TOO_MANY_REQUESTS => ("error-too-many", "error-too-many-do"),
            StatusCode::BAD_REQUEST => ("error-bad-request", "error-bad-request-do"),
            StatusCode::FORBIDDEN if *self == Failure::Csrf => ("error-old-form", "error-old-form-do"),
            StatusCode::FORBIDDEN => ("error-forbidden", "error-forbidden-do"),
            StatusCode::SERVICE_UNAVAILABLE => ("error-busy", "error-busy-do"),
            _ => ("error-internal", "error-internal-do"),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if self.status().is_server_error() {
            tracing::error!(error = %self, "request failed");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives a failure its page.
pub(crate) fn dressed(visit: &Visit, response: Response) -> Response {
    let Some(failure) = response.extensions().get::<Failure>().cloned() else { return response };
    page::failure(visit, &failure).unwrap_or(response)
}

/// The answer to an address that no route has.
pub async fn not_found(app: &App, parts: &axum::http::request::Parts) -> Response {
    if parts.uri.path().starts_with("/api/") {
        return ApiFailure::from(Failure::NotFound).into_response();
    }
    match Visit::read(app, parts).await {
        Ok(visit) => dressed(&visit, Failure::NotFound.into_response()),
        Err(error) => Failure::from(error).into_response(),
    }
}

/// A failure before anything is known about the visit.
pub(crate) fn plain(kind: Kind, failure: Failure) -> Response {
    match kind {
        Kind::Html => failure.into_response(),
        Kind::Api => ApiFailure::from(failure).into_response(),
    }
}

/// Problem details (RFC 9457).
#[derive(Clone, Debug, Serialize)]
pub struct ApiFailure {
    #[serde(skip)]
    pub status_code: StatusCode,
    pub r#type: String,
    pub title: &'static str,
    pub status: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field; `detail` is a fixed word.
#[derive(Clone, Debug, Serialize)]
pub struct FieldError {
    pub field: &'static str,
    pub detail: &'static str,
}

impl ApiFailure {
    /// A problem with a fixed word such as `slot-taken`.
    pub fn new(status: StatusCode, word: &'static str) -> ApiFailure {
        ApiFailure {
            status_code: status,
            r#type: format!("urn:torg:problem:{word}"),
            title: word,
            status: status.as_u16(),
            errors: Vec::new(),
        }
    }

    pub fn with(mut self, errors: Vec<FieldError>) -> ApiFailure {
        self.errors = errors;
        self
    }
}

impl From<Failure> for ApiFailure {
    fn from(failure: Failure) -> ApiFailure {
        let word = match failure.status() {
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::FORBIDDEN => "forbidden",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::BAD_REQUEST => "bad-request",
            StatusCode::SERVICE_UNAVAILABLE => "busy",
            _ => "internal",
        };
        if failure.status().is_server_error() {
            tracing::error!(error = %failure, "call failed");
        }
        ApiFailure::new(failure.status(), word)
    }
}

impl From<torg_store::Error> for ApiFailure {
    fn from(error: torg_store::Error) -> ApiFailure {
        ApiFailure::from(Failure::Store(error))
    }
}

impl IntoResponse for ApiFailure {
    fn into_response(self) -> Response {
        let mut response = (self.status_code, Json(&self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
