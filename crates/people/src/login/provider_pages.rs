//! Logging in at a provider: out, and back again.

use askama::Template;
use axum::extract::Query as Parameters;
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use torg_base::{Actor, Role};
use torg_web::limits::Limit;
use torg_web::page::html;
use torg_web::session::{NewSession, random_token};
use torg_web::visit::cookie;
use torg_web::{Failure, Html, Page, Visit};

use super::store::{self, Away};
use super::{Providers, hashed_id, home, limited, providers::label, query};
use crate::oidc::{Identity, LoginError, OidcClient, Query};
use crate::staff;

type Returned = Result<Parameters<Query>, QueryRejection>;

#[derive(Template)]
#[template(path = "login/templates/staff_door.html")]
struct StaffDoor {
    p: Page,
    doors: Vec<Door>,
    demo: Vec<DemoRole>,
}

/// A provider that staff can log in with.
struct Door {
    name: String,
    label: String,
}

struct DemoRole {
    code: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "login/templates/trouble.html")]
struct Trouble {
    p: Page,
    what_to_do: String,
    again: &'static str,
}

/// GET `/ansatt/logg-inn`
pub(super) async fn staff_door(visit: Visit) -> Result<Html, Failure> {
    if visit.actor().staff_id().is_some() {
        return Ok(Redirect::to(home(visit.actor())).into_response());
    }
    let providers = visit.app.part::<Providers>();
    let doors = providers.staff.iter().map(|c| Door { name: c.provider().name.clone(), label: label(c) }).collect();
    let roles: &[Role] = if visit.app.site().demo { &Role::ALL } else { &[] };
    let demo = roles
        .iter()
        .map(|role| DemoRole { code: role.code(), label: visit.t(staff::role_key(*role)).to_owned() })
        .collect();
    html(&StaffDoor { p: visit.page(visit.t("login-staff-title")), doors, demo })
}

/// GET `/logg-inn/idporten`
pub(super) async fn begin_citizen(visit: Visit) -> Result<Html, Failure> {
    let providers = visit.app.part::<Providers>();
    begin(&visit, providers.citizen.as_deref().ok_or(Failure::NotFound)?, false).await
}

/// GET `/logg-inn/ansatt?hos=NAME`
pub(super) async fn begin_staff(visit: Visit) -> Result<Html, Failure> {
    let providers = visit.app.part::<Providers>();
    let client = providers.staff_named(query(&visit).value("hos")).ok_or(Failure::NotFound)?;
    begin(&visit, client, true).await
}

async fn begin(visit: &Visit, client: &OidcClient, staff: bool) -> Result<Html, Failure> {
    limited(visit, Limit::Write)?;
    match client.begin(visit.app.clock().now(), visit.lang.code()).await {
        Ok(begun) => {
            let token = random_token();
            store::put_away(visit.app.store(), &token, &Away { staff, pending: begun.pending }).await?;
            visit.put_private(cookie_name(visit), &token, store::LIFETIME.as_secs() as u32);
            Ok(Redirect::to(begun.url.as_str()).into_response())
        }
        Err(error) => trouble(visit, error, staff),
    }
}

/// GET `/logg-inn/retur`
pub(super) async fn finish_citizen(visit: Visit, headers: HeaderMap, back: Returned) -> Result<Html, Failure> {
    match finish(&visit, &headers, back, false).await? {
        Ok(identity) => {
            visit.sign_in(citizen(&visit, identity)).await?;
            Ok(Redirect::to("/min-side").into_response())
        }
        Err(error) => trouble(&visit, error, false),
    }
}

/// GET `/ansatt/logg-inn/retur`
pub(super) async fn finish_staff(visit: Visit, headers: HeaderMap, back: Returned) -> Result<Html, Failure> {
    let identity = match finish(&visit, &headers, back, true).await? {
        Ok(identity) => identity,
        Err(error) => return trouble(&visit, error, true),
    };
    let Some(known) = staff::recognise(visit.app.store(), &identity).await? else {
        return page(
            &visit,
            "login-staff-unknown",
            "login-staff-unknown-do",
            "/ansatt/logg-inn",
            StatusCode::FORBIDDEN,
        );
    };
    let new = NewSession {
        staff: true,
        subject: known.id,
        name: known.name,
        issuer: Some(identity.issuer),
        sid: identity.sid,
        id_token: Some(identity.id_token),
    };
    visit.sign_in(new).await?;
    Ok(Redirect::to(home(&Actor::Staff { staff: known.id, memberships: known.memberships })).into_response())
}

/// The identity, when this browser began at this door.
async fn finish(
    visit: &Visit,
    headers: &HeaderMap,
    back: Returned,
    staff: bool,
) -> Result<Result<Identity, LoginError>, Failure> {
    let Some(token) = cookie(headers, cookie_name(visit)) else { return Ok(Err(LoginError::Expired)) };
    visit.put_private(cookie_name(visit), "", 0);
    let Some(away) = store::take_away(visit.app.store(), token).await? else { return Ok(Err(LoginError::Expired)) };
    let providers = visit.app.part::<Providers>();
    let client = match staff {
        true => providers.staff.iter().find(|c| c.provider().name == away.pending.provider),
        false => providers.citizen.as_ref(),
    };
    let (Some(client), true, Ok(Parameters(back))) = (client, away.staff == staff, back) else {
        return Ok(Err(LoginError::Mismatch));
    };
    Ok(client.finish(visit.app.clock().now(), &away.pending, &back).await)
}

/// The session of a citizen. The national number is used to find the person and is kept nowhere.
fn citizen(visit: &Visit, identity: Identity) -> NewSession {
    let keys = visit.app.store().keys();
    let subject = match &identity.pid {
        Some(pid) => hashed_id(keys, "pid", pid),
        // Some foreign eIDs have no number; then the provider's own lasting id stands for the person.
        None => hashed_id(keys, "oidc-subject", &format!("{} {}", identity.issuer, identity.subject)),
    };
    let providers = visit.app.part::<Providers>();
    NewSession {
        staff: false,
        subject,
        name: providers.citizen.as_deref().map(label).unwrap_or_default(),
        issuer: Some(identity.issuer),
        sid: identity.sid,
        id_token: Some(identity.id_token),
    }
}

fn cookie_name(visit: &Visit) -> &'static str {
    if visit.app.site().https() { "__Host-torg_away" } else { "torg_away" }
}

/// What went wrong, and what to do.
fn trouble(visit: &Visit, error: LoginError, staff: bool) -> Result<Html, Failure> {
    let (heading, what_to_do, status) = match error {
        LoginError::Cancelled => ("login-cancelled", "login-cancelled-do", StatusCode::OK),
        LoginError::Expired | LoginError::Mismatch => ("login-expired", "login-expired-do", StatusCode::BAD_REQUEST),
        LoginError::ProviderDown => ("login-down", "login-down-do", StatusCode::SERVICE_UNAVAILABLE),
        LoginError::WeakAssurance => ("login-weak", "login-weak-do", StatusCode::FORBIDDEN),
        LoginError::Invalid(_) => ("login-failed", "login-failed-do", StatusCode::BAD_GATEWAY),
    };
    if status.is_server_error() {
        // The texts of these errors hold nothing about the person.
        tracing::warn!(%error, "log-in at a provider failed");
    }
    page(visit, heading, what_to_do, if staff { "/ansatt/logg-inn" } else { "/logg-inn" }, status)
}

fn page(
    visit: &Visit,
    heading: &'static str,
    what_to_do: &'static str,
    again: &'static str,
    status: StatusCode,
) -> Result<Html, Failure> {
    let what_to_do = visit.t(what_to_do).to_owned();
    let mut response = html(&Trouble { p: visit.page(visit.t(heading)), what_to_do, again })?;
    *response.status_mut() = status;
    Ok(response)
}
