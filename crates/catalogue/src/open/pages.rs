//! The service list and each service to programs, under the same addresses as the pages for people.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use torg_web::{Failure, Visit};

use super::graph;
use super::syntax::{Syntax, asked};
use crate::directory;
use crate::services::pages::{self, ListQuery};

fn syntax(headers: &HeaderMap) -> Option<Syntax> {
    let all: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|v| v.to_str().ok()).collect();
    asked(&all.join(","))
}

/// `GET /tjenester`: the whole list as CPSV-AP-NO for whoever asks for it, else the page.
pub async fn list(visit: Visit, headers: HeaderMap, query: Query<ListQuery>) -> Result<Response, Failure> {
    let Some(syntax) = syntax(&headers) else { return Ok(varied(pages::list(visit, query).await?)) };
    let directory = directory::of(&visit.app);
    let tag = tag(&directory.version(), syntax.media_type());
    if unchanged(&headers, &tag) {
        return Ok(not_modified(&tag));
    }
    let all = || graph::everything(&directory, visit.app.texts(), &visit.app.site().base_url);
    let file = directory.file(syntax, || syntax.write(&all())).map_err(|_| Failure::Template)?;
    Ok(written(syntax, file, &tag))
}

/// `GET /tjenester/{service}`: one service as CPSV-AP-NO for whoever asks for it, else the page.
pub async fn service(
    visit: Visit,
    path: Path<String>,
    query: Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(syntax) = syntax(&headers) else {
        return Ok(varied(pages::service(visit, path, query, headers).await?));
    };
    let directory = directory::of(&visit.app);
    let service = directory.service(&path).filter(|s| s.active).ok_or(Failure::NotFound)?;
    let tag = tag(&directory.version(), syntax.media_type());
    if unchanged(&headers, &tag) {
        return Ok(not_modified(&tag));
    }
    let triples = graph::one(&directory, visit.app.texts(), &visit.app.site().base_url, service);
    let file = syntax.write(&triples).map_err(|_| Failure::Template)?;
    Ok(written(syntax, file.into(), &tag))
}

fn written(syntax: Syntax, file: Bytes, tag: &str) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(syntax.content_type()))];
    let mut response = (kind, file).into_response();
    keep(response.headers_mut(), tag);
    varied(response)
}

/// The page and the file share an address, so a cache must look at what was asked for.
fn varied(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
    response
}

fn not_modified(tag: &str) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    keep(response.headers_mut(), tag);
    varied(response)
}

/// The tag of an answer made of the directory alone: what was published, the program's version, and what was asked.
/// Weak, since the answer may be compressed on the way.
pub fn tag(version: &str, asked: &str) -> String {
    format!("W/\"{version}-{}-{asked}\"", env!("CARGO_PKG_VERSION"))
}

/// Whether the asker has this answer already (RFC 9110 section 13.1.2).
pub fn unchanged(headers: &HeaderMap, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    known.flat_map(|line| line.split(',')).any(|known| known.trim() == "*" || plain(known) == plain(tag))
}

/// May be kept, but must be asked about each time.
pub fn keep(headers: &mut HeaderMap, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}
