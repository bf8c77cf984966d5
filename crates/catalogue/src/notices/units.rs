//! Writing, confirming and withdrawing notices, and noting that a place has read one.

use torg_base::{Actor, Role, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Result, Tx, Unit};

use super::model::Notice;
use super::store;
use crate::directory;

/// Stores a notice's next version; subscribers hear of it afterwards.
pub struct Put {
    pub actor: Actor,
    pub notice: Notice,
    /// Fixed word for the audit trail, such as `notice.confirmed`.
    pub deed: &'static str,
}

impl Unit for Put {
    /// False when somebody else had changed it first, and nothing was stored.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        if !store::put(tx, &self.notice, &self.actor).await? {
            return Ok(false);
        }
        directory::changed(tx).await?;
        audit::record(tx, deed(&self.actor, self.deed, self.notice.id)).await?;
        Ok(true)
    }
}

/// Notes that a place has read a version of a notice.
pub struct Acknowledge {
    pub actor: Actor,
    pub role: Role,
    pub place: Uuid,
    pub notice: Uuid,
    pub version: i32,
}

impl Unit for Acknowledge {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if store::put_reading(tx, self.notice, self.version, self.place, self.role).await? {
            audit::record(tx, deed(&self.actor, "notice.read", self.notice)).await?;
        }
        Ok(())
    }
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "notice", subject }
}
