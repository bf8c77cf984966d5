//! The description of the open API.

use axum::Json;
use axum::extract::State;
use torg_web::App;
use utoipa::OpenApi;

use torg_booking::booking;
use torg_catalogue::{notices, places, services};
use torg_visits::announced;

#[derive(OpenApi)]
#[openapi(
    info(title = "Torg", description = "Service centres: the service list, places, free times and bookings."),
    paths(
        services::pages::api_services,
        notices::api_notices,
        places::pages::api_places,
        announced::api_visits,
        booking::api::slots,
        booking::api::create,
        booking::api::confirm,
        booking::api::cancel,
    )
)]
struct Document;

/// `GET /api/v1/openapi.json`
pub async fn document(State(app): State<App>) -> Json<utoipa::openapi::OpenApi> {
    let mut document = Document::openapi();
    document.servers = Some(vec![utoipa::openapi::Server::new(app.site().base_url.clone())]);
    Json(document)
}
