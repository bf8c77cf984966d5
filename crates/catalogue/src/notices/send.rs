//! Upkeep: each version of a notice goes to its subscribers, some at a time; subscriptions end.
//!
//! What is queued and how far it has come are written together, so that a copy that dies goes on where it was, and two
//! copies do not send the same twice.

use std::time::Duration;

use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_store::{Across, Result, Tx, Unit, outbox};
use torg_web::App;
use torg_web::slice::Tick;

use super::{messages, store, subscribers};
use crate::directory;

/// Subscriptions looked at in one unit, so that others need not wait long.
const AT_ONCE: i32 = 100;

pub const TICKS: &[Tick] = &[
    Tick { name: "notices-send", every: Duration::from_secs(5), run: |app| Box::pin(send(app)) },
    Tick { name: "notice-subscriptions-end", every: Duration::from_secs(300), run: |app| Box::pin(end(app)) },
];

async fn send(app: App) -> Result<()> {
    for (notice, organisation) in store::unsent(&app.store().across(Across::Upkeep)).await? {
        while app.store().write(organisation, Send { app: app.clone(), notice }).await? {}
    }
    Ok(())
}

struct Send {
    app: App,
    notice: Uuid,
}

impl Unit for Send {
    /// Whether there may be more.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let Some(last) = store::sent_to(tx, self.notice).await? else { return Ok(false) };
        let Some(notice) = store::one(tx, self.notice).await? else { return Ok(false) };
        let all = subscribers::after(tx, last, AT_ONCE).await?;
        let next = all.last().filter(|_| all.len() == AT_ONCE as usize).map(|s| s.id);
        let directory = directory::of(&self.app);
        if !notice.ended(oslo_date(tx.now())) {
            let given = |place, service| directory.offers_at(place).iter().any(|offer| offer.service == service);
            for to in all.iter().filter(|s| s.about.wants(&notice, &given)) {
                let message = messages::notice(&self.app, &directory, tx.keys(), to, &notice);
                let key = format!("notice/{}/{}/{}", notice.id, notice.version, to.id);
                torg_notify::queue(tx, key, to.id, tx.now(), &message).await?;
            }
        }
        store::sent(tx, self.notice, next).await?;
        Ok(next.is_some())
    }
}

async fn end(app: App) -> Result<()> {
    while app.store().write_across(Across::Subscribers, End { app: app.clone() }).await? {}
    Ok(())
}

struct End {
    app: App,
}

impl Unit for End {
    /// Whether there may be more.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let over = subscribers::over(tx, AT_ONCE).await?;
        for old in &over {
            subscribers::remove(tx, old.id).await?;
            // A code that has not gone out yet would only confuse.
            outbox::cancel(tx, old.id).await?;
            if old.confirmed {
                let message = messages::ended(&self.app, old);
                torg_notify::queue(tx, format!("notice-ended/{}", old.id), old.id, tx.now(), &message).await?;
            }
        }
        Ok(over.len() == AT_ONCE as usize)
    }
}
