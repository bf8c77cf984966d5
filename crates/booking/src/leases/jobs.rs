//! Upkeep of leases: what is too old to keep. Seats that were not booked need none; their occupancy runs out by itself.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::store;

/// A lease is kept this long after its end, so that a device that was forgotten in a drawer can still hand over; whom to
/// call, as long as a booking.
pub const KEPT_DAYS: u16 = 90;

pub const TICKS: &[Tick] =
    &[Tick { name: "leases-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) }];

async fn forget(app: App) -> Result<()> {
    let before = app.clock().now() - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
    if !store::any_old(&app.store().across(Across::Upkeep), before).await? {
        return Ok(());
    }
    app.store().write_across(Across::Upkeep, Forget { before }).await
}

struct Forget {
    before: Timestamp,
}

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        store::forget(tx, self.before).await
    }
}
