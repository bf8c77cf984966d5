//! Upkeep of calendar addresses: those of people who have left, and those that nobody reads.

use std::time::Duration;

use jiff::SignedDuration;
use torg_base::time::oslo_date;
use torg_store::{Across, Result};
use torg_web::App;
use torg_web::slice::Tick;

use super::store;
use super::units::Forget;

/// An address that nobody has read for so many days is forgotten.
pub const KEPT_DAYS: u16 = 365;

pub const TICKS: &[Tick] =
    &[Tick { name: "calendar-addresses", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) }];

async fn forget(app: App) -> Result<()> {
    let today = oslo_date(app.clock().now());
    let before = today.saturating_sub(SignedDuration::from_hours(24 * i64::from(KEPT_DAYS))).to_string();
    for feed in store::all(&app.store().across(Across::Upkeep)).await? {
        let left = torg_people::staff::known(app.store(), feed.staff).await?.is_none();
        // Dates are written year first, so their order as text is their order in time.
        if left || feed.used_on < before {
            app.store().write_across(Across::Upkeep, Forget(feed.staff)).await?;
        }
    }
    Ok(())
}
