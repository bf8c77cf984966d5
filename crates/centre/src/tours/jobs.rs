//! Upkeep: runs whose program has ended are marked.

use std::time::Duration;

use torg_store::{Across, Result};
use torg_web::App;
use torg_web::slice::Tick;

use super::{store, units};

pub const TICKS: &[Tick] =
    &[Tick { name: "tours-interrupted", every: Duration::from_secs(10), run: |app| Box::pin(interrupt(app)) }];

async fn interrupt(app: App) -> Result<()> {
    if !store::any_silent(&app.store().across(Across::Upkeep), app.clock().now()).await? {
        return Ok(());
    }
    app.store().write_across(Across::Upkeep, units::InterruptSilent).await
}
