//! Staying signed in, signing out, and the staff's first page.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use torg_base::Action;
use torg_web::page::html;
use torg_web::session::{self, random_token};
use torg_web::{Failure, Form, Html, Page, Visit};

use super::{Providers, home, providers::label, query};
use crate::oidc::Logout;

#[derive(Template)]
#[template(path = "login/templates/staff_home.html")]
struct StaffHome {
    p: Page,
    tasks: Vec<Task>,
}

/// Something that a role may do, with its page.
struct Task {
    href: &'static str,
    label: String,
}

/// Pages that a staff member may begin at, with the permission that each asks for.
const TASKS: [(Action, &str, &str); 6] = [
    (Action::ReadDay, "/ansatt/dag", "login-task-day"),
    (Action::BookForOthers, "/ansatt/ny-time", "login-task-booking"),
    (Action::ReadStatistics, "/ansatt/tall", "login-task-statistics"),
    (Action::ProposeServices, "/ansatt/forslag", "login-task-propose"),
    (Action::EditCards, "/styring/tjenester", "login-task-cards"),
    (Action::EditServices, "/styring", "login-task-manage"),
];

/// GET `/ansatt`
pub(super) async fn staff_home(visit: Visit) -> Result<Html, Failure> {
    let to = home(visit.actor());
    if to != "/ansatt" {
        let to = if visit.actor().staff_id().is_none() { "/ansatt/logg-inn" } else { to };
        return Ok(Redirect::to(to).into_response());
    }
    let p = visit.page(visit.t("login-home-title")).staff();
    let tasks = TASKS.iter().filter(|(action, ..)| p.can(*action));
    let tasks = tasks.map(|(_, href, key)| Task { href, label: visit.t(key).to_owned() }).collect();
    html(&StaffHome { p, tasks })
}

/// POST `/ansatt/forny`: the epoch second at which the session now ends. Reading the session has renewed it.
pub(super) async fn renew(visit: Visit, headers: HeaderMap) -> Result<Html, Failure> {
    let token = headers.get("x-csrf-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !visit.csrf_holds(token) {
        return Err(Failure::Csrf);
    }
    match &visit.session {
        Some(session) => Ok(session.ends.as_second().to_string().into_response()),
        None => Ok(StatusCode::UNAUTHORIZED.into_response()),
    }
}

#[derive(Template)]
#[template(path = "login/templates/signed_out.html")]
struct SignedOut {
    p: Page,
    provider: String,
    logout: Logout,
}

/// POST `/logg-ut`. Our own session is over in any case; whoever came through a provider may end that one too.
///
/// The provider gets a form from a page of its own: a redirect would put the id token, and in it the national
/// number, in an address, and browsers refuse it after a form that may go to this site only.
pub(super) async fn sign_out(mut visit: Visit, _form: Form) -> Result<Html, Failure> {
    let hint = visit.sign_out().await?;
    let staff = visit.actor().staff_id().is_some();
    let issuer = visit.session.take().and_then(|s| s.issuer).unwrap_or_default();
    let providers = visit.app.part::<Providers>();
    let Some(client) = providers.of_session(staff, &issuer) else { return Ok(Redirect::to("/").into_response()) };
    let logout = client.logout(visit.app.clock().now(), hint.as_deref(), &random_token()).await;
    let Ok(Some(logout)) = logout else { return Ok(Redirect::to("/").into_response()) };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        logout.endpoint.origin().ascii_serialization()
    );
    let p = visit.page(visit.t("login-signed-out-title"));
    with_policy(html(&SignedOut { p, provider: label(client), logout })?, &policy)
}

/// GET `/logg-ut/utenfra?iss=&sid=`: the provider says, in a frame, that a session has ended. It carries no cookie
/// of ours, and the answer is the same whatever we knew.
pub(super) async fn from_outside(visit: Visit) -> Result<Html, Failure> {
    let query = query(&visit);
    let (iss, sid) = (Some(query.value("iss")), Some(query.value("sid")));
    let providers = visit.app.part::<Providers>();
    if let Some(sid) = providers.all().find_map(|client| client.front_channel(iss, sid).ok()) {
        session::end_by_sid(&visit.app, query.value("iss"), sid).await?;
    }
    let ancestors = &visit.app.site().frame_ancestors;
    let ancestors = if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.join(" ") };
    let empty = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], "").into_response();
    with_policy(empty, &format!("default-src 'none'; frame-ancestors {ancestors}"))
}

fn with_policy(mut response: Html, policy: &str) -> Result<Html, Failure> {
    let policy = HeaderValue::from_str(policy).map_err(|_| Failure::Template)?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
