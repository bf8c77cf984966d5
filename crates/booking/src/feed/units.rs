//! The write units of calendar addresses.

use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Result, Tx, Unit};

use super::store;

fn deed<'a>(actor: &'a Actor, action: &'static str, staff: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "staff", subject: staff }
}

/// A new address for whoever asks.
pub struct Renew {
    pub actor: Actor,
    pub staff: Uuid,
    /// The secret; only its hash is stored.
    pub token: String,
    pub lang: Lang,
}

impl Unit for Renew {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::put(tx, self.staff, &self.token, self.lang, oslo_date(tx.now())).await?;
        audit::record(tx, deed(&self.actor, "calendar-address.made", self.staff)).await
    }
}

/// No address any more.
pub struct Revoke {
    pub actor: Actor,
    pub staff: Uuid,
}

impl Unit for Revoke {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        if store::drop_of(tx, self.staff).await? == 0 {
            return Ok(());
        }
        audit::record(tx, deed(&self.actor, "calendar-address.removed", self.staff)).await
    }
}

/// The address was read today.
pub(super) struct Used(pub Uuid);

impl Unit for Used {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::used(tx, self.0, oslo_date(tx.now())).await.map(|_| ())
    }
}

/// An address that is over.
pub(super) struct Forget(pub Uuid);

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::drop_of(tx, self.0).await.map(|_| ())
    }
}
