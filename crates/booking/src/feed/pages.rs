//! The page on which a staff member makes, renews and takes back the address of their own calendar.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::{long_date, oslo_date};
use torg_base::{Actor, Uuid};
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::session::random_token;
use torg_web::visit::cookie;
use torg_web::{Failure, Form, Page, Visit};

use super::calendar::place_of;
use super::store;
use super::units::{Renew, Revoke};
use torg_catalogue::directory::{self, Directory};

/// How long a new address waits to be shown, in seconds.
const SHOWN_WITHIN: u32 = 120;

#[derive(Template)]
#[template(path = "feed/templates/feed.html")]
struct FeedPage {
    p: Page,
    /// «Guide 1, Vanylven»: whose times the calendar has.
    guides: Vec<String>,
    /// When the address was made; none when there is none.
    made: Option<String>,
    /// The address itself, only just after it was made.
    address: Option<String>,
}

/// `GET /ansatt/kalender`
pub async fn show(visit: Visit, headers: HeaderMap) -> Result<Html, Failure> {
    let staff = staff(&visit)?;
    let directory = directory::of(&visit.app);
    let feed = store::of_staff(&visit.app.store().across(Across::Sessions), staff).await?;
    let fresh = cookie(&headers, cookie_name(&visit)).filter(|_| feed.is_some());
    if fresh.is_some() {
        // Shown once.
        visit.put_private(cookie_name(&visit), "", 0);
    }
    let base = visit.app.site().base_url.trim_end_matches('/');
    html(&FeedPage {
        p: visit.page(visit.t("feed-title")).staff(),
        guides: guides(&visit, &directory, staff).await?,
        made: feed.map(|feed| long_date(oslo_date(feed.made), visit.lang)),
        address: fresh.map(|token| format!("{base}/kalender/{token}.ics")),
    })
}

fn staff(visit: &Visit) -> Result<Uuid, Failure> {
    visit.actor().staff_id().ok_or(Failure::NotFound)
}

fn cookie_name(visit: &Visit) -> &'static str {
    if visit.app.site().https() { "__Host-torg_feed" } else { "torg_feed" }
}

async fn guides(visit: &Visit, directory: &Directory, staff: Uuid) -> Result<Vec<String>, Failure> {
    let mut organisations: Vec<Uuid> = visit.actor().memberships().iter().map(|m| m.organisation).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let mut names = Vec::new();
    for organisation in organisations {
        let db = visit.app.store().within(organisation);
        for resource in store::resources_of(&db, staff).await? {
            let Some(place) = place_of(directory, organisation, resource) else { continue };
            let guide = directory.resources_at(place.id).iter().find(|r| r.id == resource);
            names.extend(guide.map(|guide| format!("{}, {}", guide.name, place.name)));
        }
    }
    Ok(names)
}

/// `POST /ansatt/kalender`: a new address; the one there was stops at once.
pub async fn renew(visit: Visit, _form: Form) -> Result<Response, Failure> {
    let token = random_token();
    let (staff, actor): (Uuid, Actor) = (staff(&visit)?, visit.actor().clone());
    let unit = Renew { actor, staff, token: token.clone(), lang: visit.lang };
    visit.app.store().write_across(Across::Sessions, unit).await?;
    visit.put_private(cookie_name(&visit), &token, SHOWN_WITHIN);
    Ok(Redirect::to("/ansatt/kalender").into_response())
}

/// `POST /ansatt/kalender/slett`
pub async fn revoke(visit: Visit, _form: Form) -> Result<Response, Failure> {
    let unit = Revoke { actor: visit.actor().clone(), staff: staff(&visit)? };
    visit.app.store().write_across(Across::Sessions, unit).await?;
    visit.put_private(cookie_name(&visit), "", 0);
    Ok(Redirect::to("/ansatt/kalender").into_response())
}
