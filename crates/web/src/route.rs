//! Routes that name their permission. There is no other way to add one.

use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{self, MethodRouter};
use torg_base::{Action, policy};

use crate::error::{self, ApiFailure, Failure};
use crate::{App, Visit};

/// What kind of answer a route gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Html,
    Api,
}

/// One method on one path, with its permission.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub action: Action,
    handler: MethodRouter<App>,
}

impl Route {
    /// Calls under `/api/` answer in JSON, everything else in HTML.
    pub fn kind(&self) -> Kind {
        if self.path.starts_with("/api/") { Kind::Api } else { Kind::Html }
    }
}

pub fn get<H, T>(path: &'static str, action: Action, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    Route { method: Method::GET, path, action, handler: routing::get(handler) }
}

pub fn post<H, T>(path: &'static str, action: Action, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    Route { method: Method::POST, path, action, handler: routing::post(handler) }
}

/// Puts the routes together; each asks the policy table before its handler is reached.
pub fn router(app: &App, routes: Vec<Route>) -> axum::Router<App> {
    let mut router = axum::Router::new();
    for route in routes {
        let gate = Gate { app: app.clone(), action: route.action, kind: route.kind() };
        let guarded = route.handler.layer(middleware::from_fn_with_state(gate, permit));
        router = router.route(route.path, guarded);
    }
    router
}

#[derive(Clone)]
struct Gate {
    app: App,
    action: Action,
    kind: Kind,
}

/// Finds out who asks, asks the policy table, and dresses up errors in the person's language.
async fn permit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::read(&gate.app, &parts).await {
        Ok(visit) => visit,
        Err(error) => return error::plain(gate.kind, Failure::from(error)),
    };
    if let Some(refusal) = refuse(&gate, &visit, &parts) {
        return refusal;
    }
    parts.extensions.insert(visit.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let mut response = error::dressed(&visit, response);
    visit.set_cookies(response.headers_mut());
    response
}

fn refuse(gate: &Gate, visit: &Visit, parts: &axum::http::request::Parts) -> Option<Response> {
    // Browsers say where a request comes from; a form on somebody else's site never reaches a handler.
    let site = parts.headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    if parts.method == Method::POST && matches!(site, Some("cross-site")) {
        return Some(refusal(gate.kind, visit, Failure::Csrf));
    }
    if policy::permits_somewhere(visit.actor(), gate.action) {
        return None;
    }
    match (gate.kind, visit.session.is_some()) {
        (Kind::Html, false) if parts.method == Method::GET => {
            let citizen = torg_base::allowed(torg_base::Role::Citizen, gate.action) != torg_base::Allowed::No;
            let door = if citizen { "/logg-inn" } else { "/ansatt/logg-inn" };
            Some(Redirect::to(door).into_response())
        }
        (Kind::Api, false) => Some(ApiFailure::new(StatusCode::UNAUTHORIZED, "sign-in-needed").into_response()),
        _ => Some(refusal(gate.kind, visit, Failure::Forbidden)),
    }
}

fn refusal(kind: Kind, visit: &Visit, failure: Failure) -> Response {
    match kind {
        Kind::Html => error::dressed(visit, failure.into_response()),
        Kind::Api => error::plain(kind, failure),
    }
}
