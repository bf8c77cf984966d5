//! Health, readiness, metrics, and the pages that only a demo has.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use torg_base::Action;
use torg_store::migrate;
use torg_web::{App, Failure, Route, Visit, get};

use crate::app::Messages;
use crate::slices;

pub fn routes() -> Vec<Route> {
    vec![
        get("/healthz", Action::Probe, health),
        get("/readyz", Action::Probe, ready),
        get("/metrics", Action::Probe, metrics),
        get("/demo", Action::UseDemo, crate::demo::page),
        get("/demo/messages.json", Action::UseDemo, messages),
    ]
}

/// The process is up.
async fn health() -> &'static str {
    "ok\n"
}

/// The database answers and is migrated.
async fn ready(visit: Visit) -> Response {
    match migrate::pending(visit.app.store(), &slices::migrations()).await {
        Ok(0) => (StatusCode::OK, "ready\n").into_response(),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "not migrated\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database\n").into_response(),
    }
}

async fn messages(visit: Visit) -> Result<Response, Failure> {
    let Some(shown) = &visit.app.part::<Messages>().0 else { return Err(Failure::NotFound) };
    Ok(axum::Json(serde_json::json!({ "items": shown.messages() })).into_response())
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    method: String,
    /// The pattern of the route, never the address itself: addresses may hold tokens.
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

/// Counters of this copy.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<RouteLabel, Histogram>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("torg");
        let requests = Family::<Labels, Counter>::default();
        let seconds = Family::<RouteLabel, Histogram>::new_with_constructor(|| {
            Histogram::new(exponential_buckets(0.001, 4.0, 7))
        });
        registry.register("requests", "Requests answered", requests.clone());
        registry.register("request_seconds", "Seconds from request to answer", seconds.clone());
        Metrics { registry, requests, seconds }
    }
}

async fn metrics(visit: Visit) -> Result<Response, Failure> {
    let mut text = String::new();
    encode(&mut text, &visit.app.part::<Metrics>().registry).map_err(|_| Failure::Template)?;
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// Counts and times every request under the pattern of its route.
pub async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", |p| p.as_str()).to_owned();
    let method = request.method().as_str().to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let metrics: Arc<Metrics> = app.part();
    metrics.seconds.get_or_create(&RouteLabel { route: route.clone() }).observe(begun.elapsed().as_secs_f64());
    metrics.requests.get_or_create(&Labels { method, route, status: response.status().as_u16() }).inc();
    response
}

/// An address that does not exist.
pub async fn nothing_here(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    torg_web::error::not_found(&app, &parts).await
}
