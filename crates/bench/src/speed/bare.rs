//! The baseline of the page test: a server of its own that formats a page of a given size and asks no database.

use std::fmt::Write;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;

use crate::Outcome;

/// Serves until the process is killed.
pub async fn serve(bytes: usize, listen: SocketAddr) -> Outcome<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    let router = Router::new()
        .route("/", get(|State(bytes): State<usize>| async move { Html(page(bytes)) }))
        .route("/readyz", get(|| async { "ready\n" }))
        .with_state(bytes);
    Ok(axum::serve(listener, router).await?)
}

/// A page of exactly so many bytes, put together of small pieces as a template does.
fn page(bytes: usize) -> String {
    let mut page = String::with_capacity(bytes + 256);
    page.push_str(
        "<!doctype html><html lang=\"nb\"><head><meta charset=\"utf-8\"><title>Side</title></head><body><ul>\n",
    );
    let mut n = 0;
    while page.len() < bytes.saturating_sub(160) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "<li class=\"ds-list\"><a href=\"/ting/{n}\">{}</a> {n} minutter</li>",
            Escaped("Ting & tang")
        );
        n += 1;
    }
    page.push_str("</ul></body></html>\n");
    while page.len() < bytes {
        page.push(' ');
    }
    page
}

struct Escaped(&'static str);

impl std::fmt::Display for Escaped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chars().try_for_each(|letter| match letter {
            '&' => f.write_str("&#38;"),
            '<' => f.write_str("&#60;"),
            '>' => f.write_str("&#62;"),
            '"' => f.write_str("&#34;"),
            other => f.write_char(other),
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_has_the_size_that_was_asked_for() {
        for bytes in [1000, 5000, 23_456] {
            assert_eq!(super::page(bytes).len(), bytes);
        }
    }
}
