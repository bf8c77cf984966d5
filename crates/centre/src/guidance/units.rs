//! The write units: closing a session, letting a place count two things at once, setting a boundary.

use std::sync::Arc;

use torg_base::time::oslo_date;
use torg_base::{Actor, Uuid};
use torg_booking::booking::model::Step as BookingStep;
use torg_booking::booking::units::TakeStep as BookingTakes;
use torg_booking::counts::{self, Key, Kind};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;
use torg_store::audit::{self, Deed};
use torg_store::{Result, Tx, Unit};
use torg_web::App;

use super::boundaries::{self, Boundary, Helper};
use super::model::Session;
use super::store;
use crate::queue::model::Step as QueueStep;
use crate::queue::units::TakeStep as QueueTakes;

/// What a session began as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody came in, or called.
    DropIn,
    Booking(Uuid),
    Ticket(Uuid),
}

/// Closes a session: counts it, and finishes the booking or the queue number that it began as.
pub struct Close {
    pub app: App,
    pub actor: Actor,
    pub place: Arc<Place>,
    pub session: Session,
    pub origin: Origin,
    /// Made at random with the form: the same press sent twice has the same.
    pub press: Uuid,
}

impl Unit for Close {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if !store::first_press(tx, self.press).await? {
            return Ok(());
        }
        store::count(tx, self.place.id, &self.session, oslo_date(tx.now())).await?;
        let (app, actor) = (self.app.clone(), self.actor.clone());
        match self.origin {
            Origin::DropIn => {
                let (place, service, day) = (self.place.id, self.session.service, oslo_date(tx.now()));
                counts::add(tx, Key { place, service, way: Way::Counter, kind: Kind::DropIn, day }).await
            }
            Origin::Booking(id) => {
                // One that a colleague has finished is finished.
                BookingTakes { app, actor, id, step: BookingStep::Finish }.run(tx).await?;
                Ok(())
            }
            Origin::Ticket(ticket) => {
                let service = Some(self.session.service);
                let (place, step) = (self.place.clone(), QueueStep::Finish);
                QueueTakes { app, actor, place, ticket, step, service }.run(tx).await?;
                Ok(())
            }
        }
    }
}

/// Lets a place count two things at once, or no longer.
pub struct Cross {
    pub actor: Actor,
    pub place: Uuid,
    pub on: bool,
}

impl Unit for Cross {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::cross(tx, self.place, self.on).await?;
        let action = if self.on { "sessions.crossed" } else { "sessions.uncrossed" };
        audit::record(tx, Deed { actor: &self.actor, action, subject_kind: "place", subject: self.place }).await
    }
}

/// Says how far help may go with a service.
pub struct SetBoundaries {
    pub actor: Actor,
    pub service: Uuid,
    pub boundaries: Vec<(Helper, Boundary)>,
}

impl Unit for SetBoundaries {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for (helper, boundary) in &self.boundaries {
            boundaries::put(tx, self.service, *helper, boundary).await?;
        }
        let deed = Deed { actor: &self.actor, action: "boundary.set", subject_kind: "service", subject: self.service };
        audit::record(tx, deed).await
    }
}
