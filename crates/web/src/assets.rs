//! Styles, script and font, built by `frontend/` and embedded in the program with their compressed forms.

use axum::body::Body;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
struct Dist;

/// `GET /static/{file}`: brotli or gzip when the browser takes it, and cached by content.
pub async fn serve(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(plain) = Dist::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", data_encoding::HEXLOWER.encode(&plain.metadata.sha256_hash()[..8]));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (coding, file) = compressed(&name, accepts).unwrap_or((None, plain));
    let mut response = Response::new(Body::from(file.data.into_owned()));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    // An address that carries a version is never another file's.
    let versioned = query.is_some_and(|q| q.starts_with("v="));
    let keep = if versioned { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// A built script under an address of its own, which decides what pages a service worker may serve. Never kept: a browser
/// compares it with what it has.
pub async fn worker(name: &'static str, headers: HeaderMap) -> Response {
    let mut response = serve(Path(name.to_owned()), RawQuery(None), headers).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn compressed(name: &str, accepts: &str) -> Option<(Option<&'static str>, rust_embed::EmbeddedFile)> {
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts.contains(coding)
            && let Some(file) = Dist::get(&format!("{name}.{ending}"))
        {
            return Some((Some(coding), file));
        }
    }
    None
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A short mark of the built files, put after their addresses so that a new version is fetched at once.
pub fn version() -> &'static str {
    static VERSION: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let parts: Vec<u8> = ["torg.css", "torg.js", "lease.js", "tours.js"]
            .iter()
            .filter_map(|name| Dist::get(name))
            .flat_map(|file| file.metadata.sha256_hash()[..3].to_vec())
            .collect();
        data_encoding::HEXLOWER.encode(&parts)
    });
    &VERSION
}
