//! Making, settling and forgetting proposals.

use torg_base::{Actor, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Across, Error, Result, Tx, Unit};
use torg_web::App;

use super::model::{Proposal, State};
use super::store;

pub struct Propose {
    pub actor: Actor,
    pub proposal: Proposal,
}

impl Unit for Propose {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::add(tx, &self.proposal).await?;
        deed(tx, &self.actor, "proposal.made", self.proposal.id).await
    }
}

/// Settles an open proposal, as part of the unit that makes what came of it. One that is settled already is not found.
pub async fn settle(tx: &Tx, actor: &Actor, id: Uuid, state: State, reason: &str, result: Option<Uuid>) -> Result<()> {
    let action = match state {
        State::Open => return Err(Error::NotFound),
        State::Accepted => "proposal.accepted",
        State::Merged => "proposal.merged",
        State::Declined => "proposal.declined",
    };
    if store::settle(tx, id, state, reason, result).await? == 0 {
        return Err(Error::NotFound);
    }
    deed(tx, actor, action, id).await
}

async fn deed(tx: &Tx, actor: &Actor, action: &'static str, subject: Uuid) -> Result<()> {
    audit::record(tx, Deed { actor, action, subject_kind: "proposal", subject }).await
}

pub async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::forget(tx).await.map(|_| ())
    }
}
