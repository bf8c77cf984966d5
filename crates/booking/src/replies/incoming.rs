//! Messages from people, handed over by a provider. The address holds a secret, since providers do not sign.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use torg_base::{Lang, Uuid};
use torg_notify::incoming::{self, Incoming, Received};
use torg_store::{Across, Result};
use torg_web::limits::Limit;
use torg_web::{ApiFailure, App, Visit};

use super::model::{Outcome, Question, read_choice};
use super::store;
use super::units::{Answer, By, Tell, not_understood};

fn known(visit: &Visit, given: &str, configured: bool) -> Result<(), ApiFailure> {
    match configured && given == super::secret(visit.app.store().keys()) {
        true => Ok(()),
        false => Err(not_found()),
    }
}

fn not_found() -> ApiFailure {
    ApiFailure::new(StatusCode::NOT_FOUND, "not-found")
}

/// `POST /api/v1/messages/{secret}/json`: in the shape that the configuration describes.
pub async fn by_format(visit: Visit, Path(given): Path<String>, body: Bytes) -> Result<StatusCode, ApiFailure> {
    let incoming = visit.app.part::<Incoming>();
    known(&visit, &given, incoming.format.is_some())?;
    let all = incoming.format.as_ref().ok_or_else(not_found)?.read(&body);
    for received in all.map_err(|_| ApiFailure::new(StatusCode::BAD_REQUEST, "not-a-message"))? {
        take(&visit.app, received).await?;
    }
    Ok(StatusCode::OK)
}

/// `POST /api/v1/messages/{secret}/kannel`
pub async fn by_kannel(
    visit: Visit,
    Path(given): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, ApiFailure> {
    known(&visit, &given, visit.app.part::<Incoming>().kannel)?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let received = incoming::kannel(text("x-kannel-from"), text(header::CONTENT_TYPE.as_str()), &body);
    if let Some(received) = received.map_err(|_| ApiFailure::new(StatusCode::BAD_REQUEST, "not-a-message"))? {
        take(&visit.app, received).await?;
    }
    Ok(StatusCode::OK)
}

/// Takes a text as the answer to what its sender was asked last. A provider that hands the same over twice does no harm.
async fn take(app: &App, received: Received) -> Result<()> {
    let Received { from, text } = received;
    // Whoever sends more than this is not answering. Nothing is told: an answer to each would be what they are after.
    if !app.limits().allow(Limit::Write, &app.store().keys().sign("incoming", from.as_str())) {
        return Ok(());
    }
    let phone_key = torg_people::person_key(app.store().keys(), &from);
    let db = app.store().across(Across::OwnBookings);
    let question = store::last_asked(&db, phone_key, app.clock().now()).await?;
    let outcome = match &question {
        Some(question) => answered(app, question, &text).await?,
        None => Outcome::NotAChoice,
    };
    let organisation = question.as_ref().map_or(Uuid::nil(), |question| question.organisation);
    let lang = question.as_ref().map_or(Lang::default(), |question| question.lang);
    let tell = match (&outcome, question) {
        (Outcome::NotAChoice, _) => not_understood(app, from, lang),
        (_, Some(question)) => match outcome.sms() {
            Some(key) => Tell {
                phone: from,
                key: format!("reply/{}/{key}", question.id),
                subject: question.subject,
                text: app.texts().get(lang, key).to_owned(),
            },
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    app.store().write(organisation, tell).await
}

async fn answered(app: &App, question: &Question, text: &str) -> Result<Outcome> {
    let Some(choice) = read_choice(question.kind, text) else { return Ok(Outcome::NotAChoice) };
    let unit = Answer { app: app.clone(), id: question.id, choice, by: By::Sms, address: None };
    app.store().write(question.organisation, unit).await
}
