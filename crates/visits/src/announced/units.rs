//! What is written about a visit: one change, and the messages that it leads to.

use torg_base::Actor;
use torg_catalogue::directory;
use torg_store::audit::{self, Deed};
use torg_store::{Result, Tx, Unit};

use super::model::{AgencyVisit, News, messages};
use super::store;

/// Stores a visit's next version. Those who have asked hear of it afterwards.
pub struct Put {
    pub actor: Actor,
    pub visit: AgencyVisit,
    /// What is told; a change of words is not.
    pub news: Option<News>,
    /// Fixed word for the audit trail, such as `visit.announced`.
    pub deed: &'static str,
}

impl Unit for Put {
    /// False when somebody else had changed it first, and nothing was stored.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        if !store::put(tx, &self.visit).await? {
            return Ok(false);
        }
        if let Some(news) = self.news {
            store::put_messages(tx, &self.visit, &messages(news, self.visit.starts, tx.now())).await?;
        }
        directory::changed(tx).await?;
        let deed = Deed { actor: &self.actor, action: self.deed, subject_kind: "agency-visit", subject: self.visit.id };
        audit::record(tx, deed).await?;
        Ok(true)
    }
}
