//! Upkeep of the waiting list: offers made and passed on, and entries that are over.

use std::time::Duration;

use torg_base::time::oslo_date;
use torg_store::{Across, Result};
use torg_web::App;
use torg_web::slice::Tick;

use super::model::LONGEST_DAYS;
use super::offers::offer_round;
use super::store;
use super::units::End;

/// An entry ends after its last date, which is no further ahead than this.
pub const KEPT_DAYS: u16 = LONGEST_DAYS;

/// How often free times are looked for: a time that becomes free should be with the next before somebody happens to see it.
const ROUND: Duration = Duration::from_secs(5);
/// Entries ended in one go.
const AT_ONCE: usize = 200;

pub const TICKS: &[Tick] = &[
    Tick { name: "waiting-offers", every: ROUND, run: |app| Box::pin(offer(app)) },
    Tick { name: "waiting-over", every: Duration::from_secs(300), run: |app| Box::pin(end(app)) },
];

async fn offer(app: App) -> Result<()> {
    offer_round(&app).await.map(|_| ())
}

async fn end(app: App) -> Result<()> {
    let now = app.clock().now();
    let db = app.store().across(Across::Upkeep);
    for entry in store::over(&db, oslo_date(now), now, AT_ONCE).await? {
        app.store().write(entry.wish.organisation, End { app: app.clone(), id: entry.id }).await?;
    }
    Ok(())
}
