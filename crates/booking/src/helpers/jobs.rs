//! Upkeep of consents: what is over is deleted.

use std::time::Duration;

use jiff::SignedDuration;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::model::DAYS;
use super::store;

/// Days that a yes is kept after it ended or was taken back, as long as the bookings made by it.
pub const KEPT_DAYS: u16 = crate::booking::jobs::KEPT_DAYS;

pub const TICKS: &[Tick] =
    &[Tick { name: "consents-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) }];

async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let (now, day) = (tx.now(), SignedDuration::from_hours(24));
        let ended = now - day * i32::from(KEPT_DAYS);
        // Nobody answered within a day: the end stands a whole term after it was asked.
        store::forget(tx, ended, now - day + SignedDuration::from_hours(24 * DAYS)).await?;
        Ok(())
    }
}
