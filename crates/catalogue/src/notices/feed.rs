//! Notices for other programs: an Atom feed (RFC 4287) and the open API.

use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use torg_base::Lang;
use torg_store::Across;
use torg_web::texts::Texts;
use torg_web::{ApiFailure, Failure, Visit};
use utoipa::{IntoParams, ToSchema};

use super::model::{Notice, State};
use super::{shown, store};
use crate::directory::{self, Directory};

/// Entries of the feed.
const ENTRIES: i32 = 50;

/// One notice in the feed.
struct Entry {
    /// Of the notice, and the same for each of its versions.
    id: String,
    href: String,
    title: String,
    summary: String,
    author: String,
    state: &'static str,
    published: String,
    updated: String,
}

#[derive(Template)]
#[template(path = "notices/templates/feed.xml")]
struct Feed {
    lang: &'static str,
    title: String,
    home: String,
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

/// `GET /varsler.atom?lang=`: the notices that changed last, withdrawn ones too, so that readers hear of that.
pub async fn atom(visit: Visit) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let notices = store::latest(&visit.app.store().across(Across::Directory), ENTRIES).await?;
    let (texts, lang, base) = (visit.app.texts(), visit.lang, &visit.app.site().base_url);
    let updated = notices.first().map_or(jiff::Timestamp::UNIX_EPOCH, |n| n.changed);
    let feed = Feed {
        lang: lang.code(),
        title: format!("{} – {}", visit.t("notices-title"), visit.app.site().name),
        home: format!("{base}/varsler"),
        own: format!("{base}/varsler.atom?lang={}", lang.code()),
        updated: updated.to_string(),
        entries: notices.iter().map(|n| entry(texts, lang, base, &directory, n)).collect(),
    };
    let text = feed.render().map_err(|_| Failure::Template)?;
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

fn entry(texts: &Texts, lang: Lang, base: &str, directory: &Directory, notice: &Notice) -> Entry {
    Entry {
        id: format!("urn:uuid:{}", notice.id),
        href: format!("{base}/varsler/{}", notice.id),
        title: shown::heading(texts, lang, notice),
        summary: shown::frame(texts, lang, directory, notice),
        author: shown::writer(directory, notice).to_owned(),
        state: notice.state.code(),
        published: notice.written.to_string(),
        updated: notice.changed.to_string(),
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NoticesQuery {
    /// The language of the texts.
    #[param(pattern = "^(nb|nn|en)$", example = "nb")]
    lang: Option<String>,
    /// Only notices that touch this service, by its slug.
    service: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct NoticeSource {
    title: String,
    /// Empty when it is not on the net.
    url: String,
    date: String,
}

#[derive(Serialize, ToSchema)]
pub struct NoticeItem {
    id: String,
    url: String,
    version: i32,
    /// `reported`, `disputed` or `confirmed`. Only what is confirmed may be told as a fact.
    state: &'static str,
    /// The title, and before it how certain it is.
    title: String,
    /// Who says so, and whether the agency has confirmed it. Belongs to the text and is shown with it.
    statement: String,
    text: String,
    /// Whose practice it is.
    authority: String,
    /// Who wrote the notice.
    reported_by: String,
    /// Slugs of the services that it touches.
    services: Vec<String>,
    sources: Vec<NoticeSource>,
    valid_from: String,
    valid_to: Option<String>,
    changed_at: String,
}

#[derive(Serialize, ToSchema)]
pub struct NoticeItems {
    items: Vec<NoticeItem>,
}

/// Notices of changed practice that stand today, newest first.
#[utoipa::path(get, path = "/api/v1/notices", params(NoticesQuery), responses(
    (status = 200, body = NoticeItems), (status = 400, description = "the query cannot be read"),
    (status = 404, description = "no such service")))]
pub async fn api_notices(visit: Visit, Query(query): Query<NoticesQuery>) -> Result<Json<NoticeItems>, ApiFailure> {
    let directory = directory::of(&visit.app);
    let lang = match query.lang.as_deref() {
        None => visit.lang,
        Some(code) => {
            let known = Lang::ALL.into_iter().find(|l| l.code() == code);
            known.ok_or_else(|| ApiFailure::new(StatusCode::BAD_REQUEST, "unknown-language"))?
        }
    };
    let service = match query.service.as_deref().filter(|slug| !slug.is_empty()) {
        None => None,
        Some(slug) => {
            let known = directory.service(slug).filter(|s| s.active);
            Some(known.ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "unknown-service"))?.id)
        }
    };
    let standing = directory.notices.iter().filter(|n| n.state != State::Withdrawn);
    let wanted = standing.filter(|n| service.is_none_or(|id| n.touches(id)));
    Ok(Json(NoticeItems { items: wanted.map(|n| item(&visit, &directory, lang, n)).collect() }))
}

fn item(visit: &Visit, directory: &Directory, lang: Lang, notice: &Notice) -> NoticeItem {
    let (texts, content) = (visit.app.texts(), &notice.content);
    let services = content.services.iter().filter_map(|id| directory.service_by_id(*id)).filter(|s| s.active);
    NoticeItem {
        id: notice.id.to_string(),
        url: format!("{}/varsler/{}", visit.app.site().base_url, notice.id),
        version: notice.version,
        state: notice.state.code(),
        title: shown::heading(texts, lang, notice),
        statement: shown::frame(texts, lang, directory, notice),
        text: content.texts.in_lang(lang).text.clone(),
        authority: content.agency.clone(),
        reported_by: shown::writer(directory, notice).to_owned(),
        services: services.map(|s| s.slug.clone()).collect(),
        sources: content
            .sources
            .iter()
            .map(|s| NoticeSource { title: s.title.clone(), url: s.url.clone(), date: s.date.to_string() })
            .collect(),
        valid_from: content.from.to_string(),
        valid_to: content.to.map(|to| to.to_string()),
        changed_at: notice.changed.to_string(),
    }
}
