//! Upkeep: presses of yesterday are forgotten.

use std::time::Duration;

use torg_base::time::oslo_date;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::store;

pub const TICKS: &[Tick] =
    &[Tick { name: "session-presses", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) }];

async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::forget_presses(tx, oslo_date(tx.now())).await?;
        Ok(())
    }
}
