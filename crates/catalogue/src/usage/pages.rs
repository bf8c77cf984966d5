//! «Did this help?»: one press of a button.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_web::limits::Limit;
use torg_web::{Failure, Visit};

use super::{Kind, count};
use crate::directory;

#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    svar: String,
    #[serde(default)]
    sted: String,
}

/// `POST /tjenester/{service}/hjalp`
///
/// The form has no token: a token needs a cookie, and nobody should get one for saying yes or no. What could be forged
/// is one more in a count, which the limit per address keeps small.
pub async fn helped(visit: Visit, Path(slug): Path<String>, Form(answer): Form<Answer>) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = directory.service(&slug).filter(|s| s.active).ok_or(Failure::NotFound)?;
    let kind = match answer.svar.as_str() {
        "ja" => Kind::Helped,
        "nei" => Kind::DidNotHelp,
        _ => return Err(Failure::BadRequest),
    };
    if !visit.app.limits().allow(Limit::Write, &format!("hjalp {}", visit.address)) {
        return Err(Failure::TooMany);
    }
    let place = directory.place(&answer.sted);
    count(&visit.app, service, place.map(AsRef::as_ref), kind);
    let at = place.map(|p| format!("sted={}&", p.slug)).unwrap_or_default();
    Ok(Redirect::to(&format!("/tjenester/{}?{at}takk=1#hjalp", service.slug)).into_response())
}
