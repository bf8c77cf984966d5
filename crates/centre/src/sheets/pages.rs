//! The files.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use torg_base::Lang;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::open::pages::{keep, tag, unchanged};
use torg_catalogue::places::model::Place;
use torg_paper::{Frame, PaperSize, Sheet};
use torg_web::{Failure, Visit};

use super::kept;
use super::words::Words;

#[derive(Deserialize, Default)]
pub struct SheetQuery {
    #[serde(default)]
    sted: String,
    /// The language of the sheet, which need not be that of the pages.
    #[serde(default)]
    sprak: String,
    #[serde(default)]
    storrelse: String,
}

impl SheetQuery {
    fn lang(&self, visit: &Visit, directory: &Directory, place: Option<&Place>) -> Lang {
        let asked = Lang::ALL.into_iter().find(|lang| lang.code() == self.sprak);
        let usual = || place.map_or(visit.lang, |place| visit.lang_for(directory::written_at(directory, place)));
        asked.unwrap_or_else(usual)
    }

    fn size(&self) -> PaperSize {
        if self.storrelse == "a3" { PaperSize::A3 } else { PaperSize::A4 }
    }
}

/// `GET /tjenester/{service}/ark.pdf?sted=&sprak=`
pub async fn service(
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<SheetQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let mut service = directory.service(&slug).filter(|s| s.active).cloned().ok_or(Failure::NotFound)?;
    let place = match query.sted.as_str() {
        "" => None,
        slug => Some(directory.place(slug).cloned().ok_or(Failure::NotFound)?),
    };
    if let Some(place) = &place {
        service = directory.service_for(place.organisation, service.id).cloned().unwrap_or(service);
    }
    let lang = query.lang(&visit, &directory, place.as_deref());
    let words = Words::new(&visit.app, &directory, lang).service(&service, place.as_deref());
    let words = words.ok_or(Failure::NotFound)?;
    let name = match &place {
        Some(place) => format!("{}-{}", service.slug, place.slug),
        None => service.slug.clone(),
    };
    answer(&visit, &headers, &directory, &name, words).await
}

/// `GET /sted/{place}/ark.pdf?sprak=`
pub async fn list(
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<SheetQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place(&slug).cloned().ok_or(Failure::NotFound)?;
    let lang = query.lang(&visit, &directory, Some(&place));
    let words = Words::new(&visit.app, &directory, lang).list(&place);
    answer(&visit, &headers, &directory, &format!("tjenester-{slug}"), words).await
}

/// `GET /sted/{place}/plakat.pdf?sprak=&storrelse=`
pub async fn poster(
    visit: Visit,
    Path(slug): Path<String>,
    Query(query): Query<SheetQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = directory.place(&slug).cloned().ok_or(Failure::NotFound)?;
    let lang = query.lang(&visit, &directory, Some(&place));
    let size = query.size();
    let words = Words::new(&visit.app, &directory, lang).poster(&place, size);
    let name = match size {
        PaperSize::A4 => format!("plakat-{slug}"),
        PaperSize::A3 => format!("plakat-a3-{slug}"),
    };
    answer(&visit, &headers, &directory, &name, words).await
}

async fn answer(
    visit: &Visit,
    headers: &HeaderMap,
    directory: &Directory,
    name: &str,
    words: (Frame, Sheet),
) -> Result<Response, Failure> {
    let lang = words.0.lang.code();
    let tag = tag(&directory.version(), &format!("{name}-{lang}.pdf"));
    let mut response = if unchanged(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"))];
        (kind, kept::file(visit, words).await?).into_response()
    };
    let out = response.headers_mut();
    keep(out, &tag);
    out.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang));
    out.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    // Slugs are letters, digits and hyphens.
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}-{lang}.pdf\"")) {
        out.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
