//! Upkeep of trips: reminders, and what is too old to keep.

use std::time::Duration;

use jiff::SignedDuration;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::{store, units};

/// As long as the bookings.
pub const KEPT_DAYS: u16 = crate::booking::jobs::KEPT_DAYS;

/// How long a trip that nobody confirmed is remembered, so that somebody who comes late is told what happened.
const TOLD: SignedDuration = SignedDuration::from_hours(1);

pub const TICKS: &[Tick] = &[
    Tick { name: "trips-reminded", every: Duration::from_secs(60), run: |app| Box::pin(remind(app)) },
    Tick { name: "trips-forgotten", every: Duration::from_secs(600), run: |app| Box::pin(forget(app)) },
];

async fn remind(app: App) -> Result<()> {
    let db = app.store().across(Across::Upkeep);
    for id in store::to_remind(&db, app.clock().now()).await? {
        app.store().write_across(Across::Trips, units::Remind { app: app.clone(), id }).await?;
    }
    Ok(())
}

async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let now = tx.now();
        store::forget(tx, now - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS)), now - TOLD).await?;
        Ok(())
    }
}
