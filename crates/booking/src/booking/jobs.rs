//! Upkeep of bookings: holds that have run out, requests nobody called about, and what is too old to keep.

use std::time::Duration;

use jiff::SignedDuration;
use torg_base::Uuid;
use torg_store::{Across, At, Result, Tx, Unit, audit, outbox, sql};
use torg_web::App;
use torg_web::slice::Tick;

/// Bookings are deleted this many days after the meeting; the counts that stay have no person.
pub const KEPT_DAYS: u16 = 90;

/// How long a hold that has run out is remembered, so that somebody who comes late is told what happened.
const TOLD: SignedDuration = SignedDuration::from_hours(1);

pub const TICKS: &[Tick] = &[
    Tick { name: "holds-expire", every: Duration::from_secs(5), run: |app| Box::pin(expire(app)) },
    Tick { name: "bookings-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) },
];

async fn expire(app: App) -> Result<()> {
    let now = app.clock().now();
    let db = app.store().across(Across::Upkeep);
    let query = "SELECT 1 FROM booking WHERE expires_at <= $1 LIMIT 1";
    let old: Vec<i32> = sql::column(&db, query, [At(now - TOLD).into()]).await?;
    if old.is_empty() && !torg_slots::store::any_stale(&db, now).await? {
        return Ok(());
    }
    app.store().write_across(Across::Upkeep, Expire).await
}

struct Expire;

impl Unit for Expire {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        torg_slots::store::expire(tx).await?;
        let values = [At(tx.now() - TOLD).into()];
        sql::exec(tx, "DELETE FROM booking WHERE state = 'held' AND expires_at <= $1", values).await?;
        Ok(())
    }
}

async fn forget(app: App) -> Result<()> {
    while app.store().write_across(Across::Upkeep, Forget).await? {}
    Ok(())
}

struct Forget;

/// Bookings forgotten in one unit, so that others need not wait long.
const AT_ONCE: u32 = 500;

impl Unit for Forget {
    /// Whether there may be more.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let before = tx.now() - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
        let query = format!("SELECT id FROM booking WHERE ends < $1 LIMIT {AT_ONCE}");
        let old: Vec<Uuid> = sql::column(tx, &query, [At(before).into()]).await?;
        if !old.is_empty() {
            torg_slots::store::release_all(tx, &old).await?;
            audit::forget_all(tx, &old).await?;
            crate::replies::store::forget(tx, &old).await?;
            crate::away::store::forget(tx, &old).await?;
            let values = old.iter().map(|id| (*id).into()).collect();
            let statement = format!("DELETE FROM booking WHERE id IN ({})", sql::places(1, old.len()));
            sql::exec_with(tx, &statement, values).await?;
        }
        outbox::prune(tx, before).await?;
        Ok(old.len() == AT_ONCE as usize)
    }
}
