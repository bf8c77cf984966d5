//! The demo's log-in: everybody may be anybody. The route answers 404 anywhere else.

use axum::response::{IntoResponse, Redirect};
use torg_base::{Actor, Phone, Role, Uuid};
use torg_web::session::NewSession;
use torg_web::{Failure, Html, Visit};

use super::code_pages::by_phone;
use super::{home, query};
use crate::staff;

/// The demo's people, put in by `torg demo`.
#[derive(Clone, Debug)]
pub struct DemoPeople {
    /// The citizen signs in as the owner of this number.
    pub phone: Phone,
    /// A staff member for each role.
    pub staff: Vec<(Role, Uuid)>,
}

/// GET `/demo/login?as=ROLE&til=PATH`
pub(super) async fn sign_in(visit: Visit) -> Result<Html, Failure> {
    if !visit.app.site().demo {
        return Err(Failure::NotFound);
    }
    let query = query(&visit);
    let role = Role::parse(query.value("as")).ok_or(Failure::NotFound)?;
    let people = visit.app.part::<DemoPeople>();
    let actor = match role {
        Role::Citizen => {
            let new = by_phone(&visit, &people.phone);
            let actor = Actor::Citizen { person: new.subject };
            visit.sign_in(new).await?;
            actor
        }
        _ => as_staff(&visit, people.staff.iter().find(|(r, _)| *r == role).ok_or(Failure::NotFound)?.1).await?,
    };
    let to = local(query.value("til")).unwrap_or_else(|| home(&actor));
    Ok(Redirect::to(to).into_response())
}

async fn as_staff(visit: &Visit, id: Uuid) -> Result<Actor, Failure> {
    let known = staff::known(visit.app.store(), id).await?.ok_or(Failure::NotFound)?;
    let new = NewSession { staff: true, subject: id, name: known.name, issuer: None, sid: None, id_token: None };
    visit.sign_in(new).await?;
    Ok(Actor::Staff { staff: id, memberships: known.memberships })
}

/// A path on this site. Browsers read `\` as `/` and leave out tabs and line ends, so that `/\x.no` would lead away.
pub(super) fn local(path: &str) -> Option<&str> {
    let plain = path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    (plain && path.starts_with('/') && !path.starts_with("//")).then_some(path)
}
