//! A case of the invented agency's planner: the twelve places, three teams, needs and rules that nobody has decided on.

use torg_base::{Actor, Membership, Role, Uuid};
use torg_store::{Error, Result};
use torg_web::App;

use super::cards;
use crate::tours::{Asked, Case, begin, store, units};
use torg_catalogue::directory;

const NAME: &str = "Vinterrunden 2027 (oppdiktet)";
/// Seconds of the run that the demo begins with, so that there is something to see.
const SECONDS: i32 = 3;

const FILES: [(&str, &str); 10] = [
    ("settings.csv", include_str!("../../../../data/tours/settings.csv")),
    ("places.csv", include_str!("../../../../data/tours/places.csv")),
    ("services.csv", include_str!("../../../../data/tours/services.csv")),
    ("pools.csv", include_str!("../../../../data/tours/pools.csv")),
    ("teams.csv", include_str!("../../../../data/tours/teams.csv")),
    ("rules.csv", include_str!("../../../../data/tours/rules.csv")),
    ("events.csv", include_str!("../../../../data/tours/events.csv")),
    ("travel.csv", include_str!("../../../../data/tours/travel.csv")),
    ("ferries.csv", include_str!("../../../../data/tours/ferries.csv")),
    ("closed.csv", include_str!("../../../../data/tours/closed.csv")),
];

/// Puts the case. `staff` are the demo's people by role.
pub async fn seed(app: &App, staff: &[(Role, Uuid)]) -> Result<()> {
    let agency = agency(app)?;
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let case = Case::new(agency, NAME.to_owned(), files, app.clock().now());
    if !case.whole {
        return Err(Error::Database("demo data: tours".into()));
    }
    app.store().write(agency, units::PutCase { actor: actor(agency, staff)?, case }).await?;
    Ok(())
}

/// Begins a run of the case when it has none, so that a visitor of the demo finds a proposal.
pub async fn first_run(app: &App, staff: &[(Role, Uuid)]) -> Result<()> {
    let agency = agency(app)?;
    let db = app.store().within(agency);
    let Some(listed) = store::cases(&db).await?.into_iter().find(|c| c.name == NAME && c.proposals == 0) else {
        return Ok(());
    };
    let Some(case) = store::case(&db, listed.id).await? else { return Ok(()) };
    let Ok(input) = case.input() else { return Ok(()) };
    let asked = Asked { seed: 1, seconds: SECONDS, rounds: None, wishes: String::new(), based_on: None };
    let start = units::Start { actor: actor(agency, staff)?, case, asked, base_hash: None };
    if let Some(proposal) = start.write(app).await? {
        begin(app, &proposal, input, None);
    }
    Ok(())
}

fn agency(app: &App) -> Result<Uuid> {
    let directory = directory::of(app);
    let found = directory.organisations.values().find(|o| o.slug == cards::AGENCY);
    found.map(|o| o.id).ok_or(Error::NotFound)
}

fn actor(organisation: Uuid, staff: &[(Role, Uuid)]) -> Result<Actor> {
    let role = Role::Agency;
    let id = staff.iter().find(|(r, _)| *r == role).map(|(_, id)| *id).ok_or(Error::NotFound)?;
    Ok(Actor::Staff { staff: id, memberships: vec![Membership { organisation, place: None, role }] })
}
