//! The changes a manager makes, each with its audit row, in one write unit.
//!
//! The handlers have asked the policy for the row they found in the directory. The units look once more that the row
//! belongs to the organisation they write for, so that no mistake above can reach another's.

use torg_base::{Actor, Role, Uuid, time::oslo_date};
use torg_slots::rules::{Availability, Exception};
use torg_slots::store::{self as slots, Resource};
use torg_store::{Error, Result, Tx, Unit, audit};

use torg_booking::feed::store as feed;
use torg_catalogue::directory;
use torg_catalogue::places::model::Place;
use torg_catalogue::places::store::{self as places, OrganisationRow};
use torg_catalogue::services::model::{Offer, Service};
use torg_catalogue::services::store as catalogue;
use torg_catalogue::services::versions::role_of;
use torg_catalogue::travel::store as travel;
use torg_people::staff::store as staff;

/// Who changes what; `action` is the audit word.
pub struct Deed {
    pub actor: Actor,
    pub action: &'static str,
}

impl Deed {
    pub fn new(actor: &Actor, action: &'static str) -> Deed {
        Deed { actor: actor.clone(), action }
    }

    /// Writes the audit row, and says that what is published has changed.
    pub(crate) async fn done(&self, tx: &Tx, subject_kind: &'static str, subject: Uuid) -> Result<()> {
        directory::changed(tx).await?;
        let deed = audit::Deed { actor: &self.actor, action: self.action, subject_kind, subject };
        audit::record(tx, deed).await
    }
}

fn own(tx: &Tx, organisation: Uuid) -> Result<()> {
    if organisation == tx.organisation() { Ok(()) } else { Err(Error::NotFound) }
}

/// The resources of a place, when the place is one of the unit's organisation (each has its hours as a resource).
async fn resources_at(tx: &Tx, place: Uuid) -> Result<Vec<Resource>> {
    let mut all = slots::resources(tx, Some(tx.organisation())).await?;
    all.retain(|r| r.place_id == place);
    if all.iter().any(|r| r.kind == "place") { Ok(all) } else { Err(Error::NotFound) }
}

pub struct PutService {
    pub deed: Deed,
    pub service: Service,
}

impl Unit for PutService {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        own(tx, self.service.organisation)?;
        put_service(tx, &self.service, &self.deed.actor).await?;
        self.deed.done(tx, "service", self.service.id).await
    }
}

/// Stores a service. An agency stands for what it writes about its own services: that is its stamp.
pub(crate) async fn put_service(tx: &Tx, service: &Service, actor: &Actor) -> Result<()> {
    catalogue::put_service(tx, service, actor).await?;
    if role_of(actor, tx.organisation()) == Some(Role::Agency) {
        catalogue::put_stamp(tx, service.id, oslo_date(tx.now())).await?;
    }
    Ok(())
}

pub struct PutOffer {
    pub deed: Deed,
    pub offer: Offer,
}

impl Unit for PutOffer {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        own(tx, self.offer.organisation)?;
        resources_at(tx, self.offer.place).await?;
        catalogue::put_offer(tx, &self.offer).await?;
        self.deed.done(tx, "offer", self.offer.id).await
    }
}

pub struct RemoveOffer {
    pub deed: Deed,
    pub offer: Uuid,
}

impl Unit for RemoveOffer {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if catalogue::remove_offer(tx, self.offer).await? == 0 {
            return Err(Error::NotFound);
        }
        self.deed.done(tx, "offer", self.offer).await
    }
}

/// Weekly rules of one resource, new or in place of an older one; several where there is a break between.
pub struct PutRule {
    pub deed: Deed,
    pub place: Uuid,
    pub replaces: Option<Uuid>,
    pub rules: Vec<Availability>,
}

impl Unit for PutRule {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let resources = resources_at(tx, self.place).await?;
        let resource = self.rules.first().ok_or(Error::NotFound)?.resource;
        if self.rules.iter().any(|rule| rule.resource != resource) || !resources.iter().any(|r| r.id == resource) {
            return Err(Error::NotFound);
        }
        if let Some(old) = self.replaces {
            remove_rule(tx, self.place, old).await?;
        }
        for rule in &self.rules {
            slots::add_rule(tx, rule).await?;
        }
        self.deed.done(tx, "resource", resource).await
    }
}

pub struct RemoveRule {
    pub deed: Deed,
    pub place: Uuid,
    pub rule: Uuid,
}

impl Unit for RemoveRule {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let resource = remove_rule(tx, self.place, self.rule).await?;
        self.deed.done(tx, "resource", resource).await
    }
}

/// Removes a rule of this place and returns whose it was.
async fn remove_rule(tx: &Tx, place: Uuid, id: Uuid) -> Result<Uuid> {
    let rules = slots::rules(tx, Some(tx.organisation())).await?;
    let found = rules.into_iter().find(|r| r.id == id && r.place == place).ok_or(Error::NotFound)?;
    slots::remove_rule(tx, id).await?;
    Ok(found.rule.resource)
}

pub struct AddException {
    pub deed: Deed,
    pub place: Uuid,
    pub exception: Exception,
}

impl Unit for AddException {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let resources = resources_at(tx, self.place).await?;
        if let Some(resource) = self.exception.resource
            && !resources.iter().any(|r| r.id == resource)
        {
            return Err(Error::NotFound);
        }
        slots::add_exception(tx, self.place, &self.exception).await?;
        self.deed.done(tx, "place", self.place).await
    }
}

pub struct RemoveException {
    pub deed: Deed,
    pub place: Uuid,
    pub exception: Uuid,
}

impl Unit for RemoveException {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let today = torg_base::time::oslo_date(tx.now());
        let kept = slots::exceptions(tx, Some(tx.organisation()), today).await?;
        if !kept.iter().any(|e| e.id == self.exception && e.place == self.place) {
            return Err(Error::NotFound);
        }
        slots::remove_exception(tx, self.exception).await?;
        self.deed.done(tx, "place", self.place).await
    }
}

/// A new resource, perhaps with the same weekly hours as its place.
pub struct AddResource {
    pub deed: Deed,
    pub resource: Resource,
    pub same_hours: bool,
}

impl Unit for AddResource {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        own(tx, self.resource.organisation_id)?;
        let others = resources_at(tx, self.resource.place_id).await?;
        slots::put_resource(tx, &self.resource).await?;
        if self.same_hours {
            let hours: Vec<Uuid> = others.iter().filter(|r| r.kind == "place").map(|r| r.id).collect();
            let rules = slots::rules(tx, Some(tx.organisation())).await?;
            for kept in rules.into_iter().filter(|r| hours.contains(&r.rule.resource)) {
                let rule = Availability { resource: self.resource.id, ..kept.rule };
                slots::add_rule(tx, &rule).await?;
            }
        }
        self.deed.done(tx, "resource", self.resource.id).await
    }
}

/// A resource's name, capacity, whether it is in use, and whose calendar it is in. The hours of the place itself are not changed here.
pub struct ChangeResource {
    pub deed: Deed,
    pub resource: Resource,
    /// The staff member that a guide is, for the calendar of their own.
    pub staff: Option<Uuid>,
}

impl Unit for ChangeResource {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let known = resources_at(tx, self.resource.place_id).await?;
        if !known.iter().any(|r| r.id == self.resource.id && r.kind != "place") {
            return Err(Error::NotFound);
        }
        if let Some(staff) = self.staff {
            staff::person(tx, tx.organisation(), staff).await?.ok_or(Error::NotFound)?;
        }
        slots::put_resource(tx, &self.resource).await?;
        feed::link(tx, self.resource.id, self.staff).await?;
        self.deed.done(tx, "resource", self.resource.id).await
    }
}

pub struct PutOrganisation {
    pub deed: Deed,
    pub row: OrganisationRow,
}

impl Unit for PutOrganisation {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        own(tx, self.row.id)?;
        places::put_organisation(tx, &self.row).await?;
        self.deed.done(tx, "organisation", self.row.id).await
    }
}

pub struct PutPlace {
    pub deed: Deed,
    pub place: Place,
}

impl Unit for PutPlace {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        own(tx, self.place.organisation)?;
        let known = resources_at(tx, self.place.id).await?;
        if !known.iter().any(|r| r.id == self.place.hours) {
            return Err(Error::NotFound);
        }
        places::put_place(tx, &self.place).await?;
        self.deed.done(tx, "place", self.place.id).await
    }
}

/// Takes a way of travel to a place away.
pub struct RemoveRoute {
    pub deed: Deed,
    pub place: Uuid,
    pub route: Uuid,
}

impl Unit for RemoveRoute {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if travel::remove_route(tx, self.place, self.route).await? == 0 {
            return Err(Error::NotFound);
        }
        self.deed.done(tx, "place", self.place).await
    }
}
