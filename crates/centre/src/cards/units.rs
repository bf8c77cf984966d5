//! The changes, each with its audit row, in one write unit.

use torg_base::{Role, Uuid, time::oslo_date};
use torg_store::{Error, Result, Tx, Unit};

use torg_catalogue::proposals::{self, State};
use torg_catalogue::services::card::{Checked, Local};
use torg_catalogue::services::model::Service;
use torg_catalogue::services::versions::role_of;
use torg_catalogue::services::{local, store as catalogue};

use crate::manage::units::{Deed, put_service};

/// Somebody has read the text and found it right; in the role of an agency that is a stamp too.
pub struct Check {
    pub deed: Deed,
    pub service: Uuid,
}

impl Unit for Check {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let today = oslo_date(tx.now());
        let role = role_of(&self.deed.actor, tx.organisation()).ok_or(Error::NotFound)?;
        if catalogue::put_check(tx, self.service, &Checked { on: today, role }).await? == 0 {
            return Err(Error::NotFound);
        }
        if role == Role::Agency {
            catalogue::put_stamp(tx, self.service, today).await?;
        }
        self.deed.done(tx, "service", self.service).await
    }
}

/// The card goes to another organisation, which keeps it from now on.
pub struct HandOver {
    pub deed: Deed,
    pub service: Uuid,
    pub to: Uuid,
}

impl Unit for HandOver {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if catalogue::hand_over(tx, self.service, self.to).await? == 0 {
            return Err(Error::NotFound);
        }
        self.deed.done(tx, "service", self.service).await
    }
}

/// A centre's own way with a card.
pub struct PutLocal {
    pub deed: Deed,
    pub local: Local,
}

impl Unit for PutLocal {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        local::put(tx, &self.local).await?;
        self.deed.done(tx, "service", self.local.service).await
    }
}

/// What a proposal leads to in the list.
pub enum Outcome {
    Nothing,
    /// A new item, or one's own item with the words in it.
    Item(Box<Service>),
    /// The words go to the centre's own search words for somebody else's card.
    Words(Box<Local>),
}

/// Settles a proposal together with what comes of it.
pub struct Settle {
    pub deed: Deed,
    pub proposal: Uuid,
    pub state: State,
    pub reason: String,
    pub outcome: Outcome,
    /// The item that the counter is told about.
    pub result: Option<Uuid>,
}

impl Unit for Settle {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let subject = match &self.outcome {
            Outcome::Nothing => None,
            Outcome::Item(service) => {
                put_service(tx, service, &self.deed.actor).await?;
                Some(service.id)
            }
            Outcome::Words(words) => {
                local::put(tx, words).await?;
                Some(words.service)
            }
        };
        proposals::settle(tx, &self.deed.actor, self.proposal, self.state, &self.reason, self.result).await?;
        match subject {
            Some(service) => self.deed.done(tx, "service", service).await,
            None => Ok(()),
        }
    }
}
