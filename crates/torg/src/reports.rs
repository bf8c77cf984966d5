//! Delivery reports from message providers. The address holds a secret, since providers do not sign.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use torg_base::Action;
use torg_notify::reports::{self, About, Delivered, JsonReport, Report};
use torg_store::outbox;
use torg_web::{ApiFailure, Route, Visit, get, post};

use crate::config::Config;

pub fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/delivery/{secret}/kannel", Action::ReportDelivery, kannel),
        post("/api/v1/delivery/{secret}/json", Action::ReportDelivery, json),
    ]
}

/// How the configured provider writes its reports.
pub struct Secrets {
    json: Option<JsonReport>,
}

impl Secrets {
    pub fn of(config: &Config) -> Secrets {
        let json = config.notify.sms.iter().find_map(|provider| match provider {
            torg_notify::config::SmsProvider::Http(http) => http.report.clone(),
            torg_notify::config::SmsProvider::Kannel(_) => None,
        });
        Secrets { json }
    }
}

/// The secret part of the address, derived from the installation's secret; `torg check` prints the whole address.
pub fn secret(keys: &torg_store::Keys) -> String {
    keys.sign("delivery-report", "1")
}

fn known(visit: &Visit, given: &str) -> Result<(), ApiFailure> {
    if given == secret(visit.app.store().keys()) {
        Ok(())
    } else {
        Err(ApiFailure::new(StatusCode::NOT_FOUND, "not-found"))
    }
}

async fn kannel(visit: Visit, Path(given): Path<String>, RawQuery(query): RawQuery) -> Result<StatusCode, ApiFailure> {
    known(&visit, &given)?;
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.as_bytes()).map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    let report = reports::kannel(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())));
    let report = report.map_err(|_| ApiFailure::new(StatusCode::BAD_REQUEST, "not-a-report"))?;
    write_down(&visit, report).await
}

async fn json(visit: Visit, Path(given): Path<String>, body: Bytes) -> Result<StatusCode, ApiFailure> {
    known(&visit, &given)?;
    let secrets = visit.app.part::<Secrets>();
    let format = secrets.json.as_ref().ok_or_else(|| ApiFailure::new(StatusCode::NOT_FOUND, "not-found"))?;
    let all = format.read(&body).map_err(|_| ApiFailure::new(StatusCode::BAD_REQUEST, "not-a-report"))?;
    for report in all {
        write_down(&visit, report).await?;
    }
    Ok(StatusCode::OK)
}

async fn write_down(visit: &Visit, report: Report) -> Result<StatusCode, ApiFailure> {
    let delivered = match report.delivered {
        Delivered::Yes => true,
        Delivered::No => false,
        Delivered::Buffered => return Ok(StatusCode::OK),
    };
    let store = visit.app.store();
    match report.about {
        About::Key(key) => outbox::report(store, key, delivered).await?,
        About::ProviderId(id) => outbox::report_by_provider(store, id, delivered).await?,
    };
    Ok(StatusCode::OK)
}
