//! What the database holds before an import, and the units that write what an import came to.

use std::collections::HashMap;

use torg_base::{Actor, Uuid};
use torg_slots::rules::Availability;
use torg_slots::store::{self as slots, KeptRule, Resource};
use torg_store::audit::{self, Deed};
use torg_store::{Across, Result, Store, Tx, Unit};

use crate::directory;
use crate::places::model::Place;
use crate::places::store::{self as place_store, OrganisationRow, PlaceRow};
use crate::services::model::{Offer, Service};
use crate::services::store as catalogue;
use crate::travel::model::Route;
use crate::travel::store as travel;

/// Rows of a file in one write unit.
const ROWS_A_UNIT: usize = 200;

/// Everything that rows are compared with.
pub struct Present {
    pub organisations: HashMap<String, OrganisationRow>,
    pub places: HashMap<String, PlaceRow>,
    pub services: HashMap<String, Service>,
    pub offers: Vec<Offer>,
    pub routes: Vec<Route>,
    /// By place.
    pub resources: HashMap<Uuid, Vec<Resource>>,
    /// By resource.
    pub rules: HashMap<Uuid, Vec<KeptRule>>,
}

impl Present {
    pub async fn read(store: &Store) -> Result<Present> {
        let db = store.across(Across::Operator);
        let mut resources: HashMap<Uuid, Vec<Resource>> = HashMap::new();
        for resource in slots::resources(&db, None).await? {
            resources.entry(resource.place_id).or_default().push(resource);
        }
        let mut rules: HashMap<Uuid, Vec<KeptRule>> = HashMap::new();
        for kept in slots::rules(&db, None).await? {
            rules.entry(kept.rule.resource).or_default().push(kept);
        }
        let organisations = place_store::organisations(&db).await?;
        let places = place_store::places(&db).await?;
        let services = catalogue::services(&db).await?;
        Ok(Present {
            organisations: organisations.into_iter().map(|o| (o.slug.clone(), o)).collect(),
            places: places.into_iter().map(|p| (p.slug.clone(), p)).collect(),
            services: services.into_iter().map(|s| (s.slug.clone(), s)).collect(),
            offers: catalogue::offers(&db).await?,
            routes: travel::routes(&db).await?,
            resources,
            rules,
        })
    }

    pub fn resources_at(&self, place: Uuid) -> &[Resource] {
        self.resources.get(&place).map_or(&[], Vec::as_slice)
    }

    pub fn rules_of(&self, resource: Uuid) -> &[KeptRule] {
        self.rules.get(&resource).map_or(&[], Vec::as_slice)
    }
}

/// Something to write for an organisation.
pub struct Put {
    pub organisation: Uuid,
    pub what: What,
}

pub enum What {
    Organisation(OrganisationRow),
    Place(Place),
    Service(Box<Service>),
    Resource(Resource),
    Offer(Box<Offer>),
    Route(Route),
    /// Rules in place of others.
    Rules {
        old: Vec<Uuid>,
        new: Vec<Availability>,
    },
}

impl What {
    async fn write(&self, tx: &Tx, actor: &Actor) -> Result<()> {
        match self {
            What::Organisation(row) => place_store::put_organisation(tx, row).await,
            What::Place(place) => place_store::put_place(tx, place).await,
            What::Service(service) => catalogue::put_service(tx, service, actor).await.map(|_| ()),
            What::Resource(resource) => slots::put_resource(tx, resource).await,
            What::Offer(offer) => catalogue::put_offer(tx, offer).await,
            What::Route(route) => travel::put_route(tx, route).await,
            What::Rules { old, new } => {
                for id in old {
                    slots::remove_rule(tx, *id).await?;
                }
                for rule in new {
                    slots::add_rule(tx, rule).await?;
                }
                Ok(())
            }
        }
    }
}

/// Writes for one organisation, with the audit row.
struct Chunk {
    puts: Vec<What>,
    action: &'static str,
    actor: Actor,
}

impl Unit for Chunk {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for what in &self.puts {
            what.write(tx, &self.actor).await?;
        }
        let subject = tx.organisation();
        let deed = Deed { actor: &self.actor, action: self.action, subject_kind: "organisation", subject };
        audit::record(tx, deed).await?;
        directory::changed(tx).await
    }
}

/// Writes in units of one organisation and at most [`ROWS_A_UNIT`] rows; each unit stands by itself.
pub async fn write(store: &Store, puts: Vec<Put>, action: &'static str, actor: &Actor) -> Result<()> {
    let mut order: Vec<Uuid> = Vec::new();
    let mut by_organisation: HashMap<Uuid, Vec<What>> = HashMap::new();
    for Put { organisation, what } in puts {
        let own = by_organisation.entry(organisation).or_insert_with(|| {
            order.push(organisation);
            Vec::new()
        });
        own.push(what);
    }
    for organisation in order {
        let mut rest = by_organisation.remove(&organisation).unwrap_or_default().into_iter();
        loop {
            let puts: Vec<What> = rest.by_ref().take(ROWS_A_UNIT).collect();
            if puts.is_empty() {
                break;
            }
            store.write(organisation, Chunk { puts, action, actor: actor.clone() }).await?;
        }
    }
    Ok(())
}
