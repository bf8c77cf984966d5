//! Upkeep of the queue: nothing about a day is left when it is over.

use std::time::Duration;

use jiff::SignedDuration;
use torg_base::time::oslo_date;
use torg_store::{Across, Result};
use torg_web::App;
use torg_web::slice::Tick;

use super::estimate::DAYS;
use super::units::EndDays;

/// Tickets live until midnight, and some minutes more.
pub const KEPT_DAYS: u16 = 1;
/// Tickets deleted in one unit.
const AT_ONCE: usize = 200;

pub const TICKS: &[Tick] =
    &[Tick { name: "queue-over", every: Duration::from_secs(300), run: |app| Box::pin(end(app)) }];

async fn end(app: App) -> Result<()> {
    let today = oslo_date(app.clock().now());
    let oldest = today.saturating_sub(SignedDuration::from_hours(24 * DAYS));
    while app.store().write_across(Across::Upkeep, EndDays { today, oldest, limit: AT_ONCE }).await? > 0 {}
    Ok(())
}
