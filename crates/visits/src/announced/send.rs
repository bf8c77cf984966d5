//! Upkeep: each message about a visit goes to those who have asked to hear of the place, some at a time.
//!
//! What is queued and how far it has come are written together, so that a copy that dies goes on where it was, and two
//! copies do not send the same twice.

use std::time::Duration;

use torg_catalogue::directory;
use torg_catalogue::notices::subscribers;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::board::Board;
use super::messages;
use super::store::{self, Due};

/// Subscriptions looked at in one unit, so that others need not wait long.
const AT_ONCE: i32 = 100;

pub const TICKS: &[Tick] = &[
    Tick { name: "visits-board", every: Duration::from_secs(1), run: |app| Box::pin(look(app)) },
    Tick { name: "visits-send", every: Duration::from_secs(5), run: |app| Box::pin(send(app)) },
];

async fn look(app: App) -> Result<()> {
    app.part::<Board>().refresh(&app).await
}

async fn send(app: App) -> Result<()> {
    let now = app.clock().now();
    for due in store::due(&app.store().across(Across::Upkeep), now).await? {
        while app.store().write(due.organisation, Send { app: app.clone(), due }).await? {}
    }
    Ok(())
}

/// Queues one message for the next so many who have asked.
pub struct Send {
    pub app: App,
    pub due: Due,
}

impl Unit for Send {
    /// Whether there may be more.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let due = &self.due;
        let Some(last) = store::sent_to(tx, due).await? else { return Ok(false) };
        let Some(visit) = store::one(tx, due.visit).await? else { return Ok(false) };
        let directory = directory::of(&self.app);
        let place = directory.place_by_id(visit.place).filter(|_| due.kind.holds(&visit, tx.now()));
        let all = match place {
            Some(_) => subscribers::of_place(tx, visit.place, last, AT_ONCE).await?,
            None => Vec::new(),
        };
        let next = all.last().filter(|_| all.len() == AT_ONCE as usize).map(|s| s.id);
        for (to, place) in all.iter().filter_map(|to| place.map(|place| (to, place))) {
            let message = messages::message(&self.app, tx.keys(), to, place, &visit, due.kind);
            let key = format!("visit/{}/{}/{}/{}", visit.id, due.kind.code(), due.version, to.id);
            torg_notify::queue(tx, key, to.id, tx.now(), &message).await?;
        }
        store::sent(tx, due, next).await?;
        Ok(next.is_some())
    }
}
