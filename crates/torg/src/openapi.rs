//! The description of the open API.

use axum::Json;
use axum::extract::State;
use torg_web::App;
use utoipa::OpenApi;

use torg_centre::{booking, catalogue, places};

#[derive(OpenApi)]
#[openapi(
    info(title = "Torg", description = "Service centres: the service list, places, free times and bookings."),
    paths(
        catalogue::pages::api_services,
        places::pages::api_places,
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
