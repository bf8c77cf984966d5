//! The places at which somebody at work may do something, and the one whose page is open.

use std::sync::Arc;

use torg_base::{Action, Actor, Uuid, policy};
use torg_store::access;
use torg_web::{Choice, Failure, Visit};

use crate::directory::{self, Directory};
use crate::places::model::Place;

/// The places where the actor may do something, in the directory's order.
pub fn places(actor: &Actor, directory: &Directory, action: Action) -> Vec<Arc<Place>> {
    directory.places.iter().filter(|p| policy::permits(actor, action, p.scope())).cloned().collect()
}

/// The place that is asked for (`?sted=`), or the first of the actor's own when none is. The visit takes
/// the written language of its organisation.
///
/// # Errors
/// [`Failure::NotFound`] when the actor may not do it there.
pub fn place(visit: &mut Visit, directory: &Directory, slug: &str, action: Action) -> Result<Arc<Place>, Failure> {
    place_where(visit, directory, slug, action, |_| true)
}

/// As [`place`], among those that are good for something.
pub fn place_where(
    visit: &mut Visit,
    directory: &Directory,
    slug: &str,
    action: Action,
    good: impl Fn(&Place) -> bool,
) -> Result<Arc<Place>, Failure> {
    let asked = |p: &&Arc<Place>| {
        (slug.is_empty() || p.slug == slug) && good(p) && policy::permits(visit.actor(), action, p.scope())
    };
    let place = directory.places.iter().find(asked).cloned().ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(directory::written_at(directory, &place));
    Ok(place)
}

/// The actor's places as a list to choose from.
pub fn choices(visit: &Visit, directory: &Directory, action: Action) -> Vec<Choice> {
    places(visit.actor(), directory, action).iter().map(|p| p.choice()).collect()
}

/// Records that a list of people at a place is about to be shown to somebody at work. Call it before anything
/// is shown; `purpose` is a fixed word such as `day-view`.
///
/// # Errors
/// [`Failure::NotFound`] when the actor has no role there, and what the storage says.
pub async fn listed(
    visit: &Visit,
    place: &Place,
    subject_kind: &'static str,
    subjects: Vec<Uuid>,
    purpose: &'static str,
) -> Result<(), Failure> {
    if subjects.is_empty() {
        return Ok(());
    }
    let looker = visit.looker(place.organisation, Some(place.id), purpose).ok_or(Failure::NotFound)?;
    Ok(visit.app.store().write(place.organisation, access::Listed { looker, subject_kind, subjects }).await?)
}
