//! What search engines read: which pages there are, in which languages, and which ones to leave alone.

use std::fmt::Write;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use torg_base::Lang;
use torg_web::Visit;

use crate::directory::{self, Directory};

/// `GET /sitemap.xml` (sitemaps.org 0.9, with the languages of each page).
pub async fn sitemap(visit: Visit) -> Response {
    let text = written(&directory::of(&visit.app), &visit.app.site().base_url);
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/xml"))], text).into_response()
}

/// `GET /robots.txt`: everything public may be read, but not what belongs to one person or to staff.
pub async fn robots(visit: Visit) -> Response {
    let closed = [
        "/ansatt",
        "/styring",
        "/min-side",
        "/min-time",
        "/time/",
        "/bestill",
        "/tur",
        "/hvem-kan",
        "/logg-inn",
        "/demo",
        "/svar",
    ];
    let mut text = String::from("User-agent: *\n");
    for path in closed {
        let _ = writeln!(text, "Disallow: {path}");
    }
    let _ = writeln!(text, "\nSitemap: {}/sitemap.xml", visit.app.site().base_url);
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text).into_response()
}

fn written(directory: &Directory, base: &str) -> String {
    let mut paths: Vec<String> = vec!["/tjenester".into(), "/besok".into()];
    // With one place the front page leads on to it.
    if directory.places.len() != 1 {
        paths.insert(0, "/".into());
    }
    paths.extend(directory.places.iter().map(|p| format!("/sted/{}", p.slug)));
    paths.extend(directory.services.iter().filter(|s| s.active).map(|s| format!("/tjenester/{}", s.slug)));
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in paths {
        // Slugs are letters, digits and hyphens; the address of the site is the operator's own.
        let page = escaped(&format!("{base}{path}"));
        for own in std::iter::once(page.clone()).chain(Lang::ALL.map(|l| format!("{page}?lang={}", l.code()))) {
            let _ = write!(text, "<url><loc>{own}</loc>");
            for lang in Lang::ALL {
                let code = lang.code();
                let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{page}?lang={code}\"/>");
            }
            let _ = writeln!(text, "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{page}\"/></url>");
        }
    }
    text.push_str("</urlset>\n");
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
