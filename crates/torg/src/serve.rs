//! The server: router, layers, graceful end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio::sync::watch;
use torg_notify::Notifier;
use torg_store::migrate;
use torg_web::{App, assets, headers, route};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::config::Config;
use crate::{app, commands, openapi, probes, slices, worker};

/// A form or a call holds less; files are taken elsewhere.
const BODY_BYTES: usize = 64 * 1024;
/// Nothing that a person waits for takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests under way may take when the program is asked to end.
const GRACE: Duration = Duration::from_secs(20);

/// `torg serve`
pub async fn run(config: Config, listen: SocketAddr) -> Result<(), String> {
    let store = commands::open(&config).await?;
    migrate::migrate(&store, slices::migrations()).await.map_err(commands::told)?;
    let client = torg_notify::http_client().map_err(|e| e.to_string())?;
    let transports = config.notify.transports(&client).map_err(|problem| problem.to_string())?;
    let notifier =
        Notifier::new(transports.sms.map(Arc::from), transports.email.map(Arc::from)).paced(config.notify.per_second);
    let notifier = notifier.answered(config.notify.has_answers());
    let app = app::build(&config, store, notifier, None).await?;
    serve(app, listen).await
}

/// Serves until the program is asked to end.
pub async fn serve(app: App, listen: SocketAddr) -> Result<(), String> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|e| format!("cannot listen on {listen}: {}; is another copy running?", e.kind()))?;
    let (stop, stopped) = watch::channel(false);
    let work = tokio::spawn(worker::run(app.clone(), stopped));
    let planner = app.part::<torg_centre::tours::Planner>();
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(asked_to_end(stop.clone()));
    tracing::info!(%listen, "ready");
    let (server, mut ending) = (tokio::spawn(server.into_future()), stop.subscribe());
    // Connections that are kept open without a request would hold us for ever.
    let _ = ending.wait_for(|end| *end).await;
    planner.end();
    let _ = tokio::time::timeout(GRACE, server).await;
    let _ = tokio::time::timeout(GRACE, work).await;
    Ok(())
}

async fn asked_to_end(stop: watch::Sender<bool>) {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
    let _ = stop.send(true);
}

/// The whole site as a service.
pub fn router(app: App) -> Router {
    let routes = route::router(&app, slices::routes());
    routes
        .route("/static/{file}", get(assets::serve))
        .route("/api/v1/openapi.json", get(openapi::document))
        .fallback(probes::nothing_here)
        .layer(middleware::from_fn_with_state(app.clone(), probes::measure))
        .layer(middleware::from_fn_with_state(app.clone(), headers::secure))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CompressionLayer::new())
        .with_state(app)
}
