//! The write units of planning: a case put, a run begun, heard from, stopped and ended.

use torg_base::{Actor, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Error, Result, Tx, Unit};

use super::model::{Asked, Case, Outcome, Proposal, SILENCE, State};
use super::store;

/// The version of the program that a proposal was made by.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Puts a new case, or mended tables of one that is not whole.
pub struct PutCase {
    pub actor: Actor,
    pub case: Case,
}

impl Unit for PutCase {
    /// False when the case was whole already and so stays as it is.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let put = store::put_case(tx, &self.case).await?;
        if put {
            let deed =
                Deed { actor: &self.actor, action: "tours.case-put", subject_kind: "tour-case", subject: self.case.id };
            audit::record(tx, deed).await?;
        }
        Ok(put)
    }
}

/// Begins a run of a case whose tables are whole.
pub struct Start {
    pub actor: Actor,
    pub case: Case,
    pub asked: Asked,
    /// The hash of the proposal it begins from.
    pub base_hash: Option<String>,
}

impl Start {
    /// Writes the run. None when the organisation has one under way.
    pub async fn write(self, app: &torg_web::App) -> Result<Option<Proposal>> {
        let organisation = self.case.organisation;
        match app.store().write(organisation, self).await {
            // Two copies of the program at once: the database lets one of them begin.
            Err(Error::Conflict(_)) => Ok(None),
            other => other,
        }
    }
}

impl Unit for Start {
    type Out = Option<Proposal>;

    async fn run(&self, tx: &Tx) -> Result<Option<Proposal>> {
        if let Some(under_way) = store::running(tx).await? {
            if tx.now().duration_since(under_way.beat) <= SILENCE {
                return Ok(None);
            }
            store::finish(tx, under_way.id, State::Interrupted, None).await?;
        }
        let now = tx.now();
        let proposal = Proposal {
            id: torg_base::new_id(),
            organisation: tx.organisation(),
            case: self.case.id,
            number: store::next_number(tx, self.case.id).await?,
            asked: self.asked.clone(),
            version: VERSION.to_owned(),
            hash: self.asked.hash(&self.case, self.base_hash.as_deref()),
            state: State::Running,
            started: now,
            beat: now,
            ended: None,
            rounds: None,
            value: None,
            bound: None,
            people: None,
            people_left: None,
        };
        store::insert(tx, &proposal).await?;
        let deed =
            Deed { actor: &self.actor, action: "tours.run", subject_kind: "tour-proposal", subject: proposal.id };
        audit::record(tx, deed).await?;
        Ok(Some(proposal))
    }
}

/// Tells how far a run has come.
pub struct Beat {
    pub id: Uuid,
    pub rounds: i64,
    pub value: Option<i64>,
    pub bound: Option<i64>,
}

impl Unit for Beat {
    /// Whether somebody asked the run to stop; none when its row is over.
    type Out = Option<bool>;

    async fn run(&self, tx: &Tx) -> Result<Option<bool>> {
        store::beat(tx, self.id, self.rounds, self.value, self.bound).await
    }
}

/// Asks a run to stop and keep its best plan.
pub struct Stop {
    pub actor: Actor,
    pub id: Uuid,
}

impl Unit for Stop {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if store::ask_to_stop(tx, self.id).await? {
            let deed =
                Deed { actor: &self.actor, action: "tours.stop", subject_kind: "tour-proposal", subject: self.id };
            audit::record(tx, deed).await?;
        }
        Ok(())
    }
}

/// Ends a run.
pub struct Finish {
    pub id: Uuid,
    pub state: State,
    pub outcome: Option<Outcome>,
}

impl Unit for Finish {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::finish(tx, self.id, self.state, self.outcome.as_ref()).await
    }
}

/// Marks runs that nobody works on any more.
pub struct InterruptSilent;

impl Unit for InterruptSilent {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::interrupt_silent(tx).await
    }
}
