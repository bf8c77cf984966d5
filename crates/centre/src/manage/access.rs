//! What a manager may open: rows of one's own organisations and places. Everything else is not found.

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use torg_base::{Action, Actor, Scope, Uuid, policy};
use torg_slots::store::Resource;
use torg_store::Unit;
use torg_web::{Face, Failure, Page, Visit};

use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::model::{Organisation, Place};
use torg_catalogue::services::model::{Offer, Service};

/// What every page of this slice may be asked for.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// Slug of an organisation, where there are several.
    #[serde(default)]
    pub org: String,
    /// Set after a change was stored.
    #[serde(default)]
    pub lagret: String,
    /// Key of a resource.
    #[serde(default)]
    pub ressurs: String,
    /// Key of the weekly rule to change.
    #[serde(default)]
    pub regel: String,
}

/// One place where the actor may do something.
pub fn place(actor: &Actor, directory: &Directory, slug: &str, action: Action) -> Result<Arc<Place>, Failure> {
    let found = directory.place(slug).filter(|p| policy::permits(actor, action, p.scope()));
    found.cloned().ok_or(Failure::NotFound)
}

/// The organisations in which the actor may do something, by name.
pub fn organisations(actor: &Actor, directory: &Directory, action: Action) -> Vec<Organisation> {
    let may = |o: &&Organisation| policy::permits(actor, action, Scope::Organisation(o.id));
    let mut own: Vec<Organisation> = directory.organisations.values().filter(may).cloned().collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    own
}

/// The organisation that is asked for, or the first of the actor's own when none is.
pub fn organisation(actor: &Actor, directory: &Directory, slug: &str, action: Action) -> Result<Organisation, Failure> {
    let own = organisations(actor, directory, action);
    let found = own.into_iter().find(|o| slug.is_empty() || o.slug == slug);
    found.ok_or(Failure::NotFound)
}

/// A service that the actor's organisation keeps.
pub fn service(actor: &Actor, directory: &Directory, slug: &str) -> Result<Arc<Service>, Failure> {
    let kept = |s: &&Arc<Service>| policy::permits(actor, Action::EditCards, Scope::Organisation(s.organisation));
    directory.service(slug).filter(kept).cloned().ok_or(Failure::NotFound)
}

/// Every offer of a place, also of services that are switched off.
pub fn offers(directory: &Directory, place: &Place) -> Vec<Arc<Offer>> {
    let all = directory.services.iter().flat_map(|s| directory.offers_of(s.id));
    all.filter(|o| o.place == place.id).cloned().collect()
}

/// One offer of a place.
pub fn offer(directory: &Directory, place: &Place, id: Uuid) -> Result<Arc<Offer>, Failure> {
    offers(directory, place).into_iter().find(|o| o.id == id).ok_or(Failure::NotFound)
}

/// A resource of a place, the place's own hours included.
pub fn resource<'a>(directory: &'a Directory, place: &Place, id: Uuid) -> Result<&'a Resource, Failure> {
    directory.resources_at(place.id).iter().find(|r| r.id == id).ok_or(Failure::NotFound)
}

/// A place under somebody's hands.
pub struct Desk {
    pub directory: Arc<Directory>,
    pub place: Arc<Place>,
    pub face: Arc<Face>,
}

impl Desk {
    /// Opens a place for an action, and turns the page to its written language.
    pub fn open(visit: &mut Visit, slug: &str, action: Action) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let place = place(visit.actor(), &directory, slug, action)?;
        visit.require(action, place.scope())?;
        visit.lang = visit.lang_for(directory::written_at(&directory, &place));
        let face = directory.face(place.organisation).cloned().ok_or(Failure::NotFound)?;
        Ok(Desk { directory, place, face })
    }

    /// A staff page of the place.
    pub fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        visit.page(title).of(&self.face).staff()
    }

    /// `/styring/sted/{place}` and what follows.
    pub fn address(&self, rest: &str) -> String {
        format!("/styring/sted/{}{rest}", self.place.slug)
    }

    /// Stores a change for the place's organisation.
    pub async fn keep<U: Unit>(&self, visit: &Visit, unit: U) -> Result<U::Out, Failure> {
        keep(visit, self.place.organisation, unit).await
    }
}

/// Stores a change and reads the directory again, so that the next page shows it.
pub async fn keep<U: Unit>(visit: &Visit, organisation: Uuid, unit: U) -> Result<U::Out, Failure> {
    let out = visit.app.store().write(organisation, unit).await?;
    visit.app.part::<Directories>().refresh(visit.app.store()).await?;
    Ok(out)
}

/// On to a page, after something was stored there.
pub fn saved(address: &str) -> Response {
    let sign = if address.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{address}{sign}lagret=1")).into_response()
}
