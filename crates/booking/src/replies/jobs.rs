//! Upkeep of questions: asking a week ahead, and forgetting what nobody can answer any more.

use std::time::Duration;

use jiff::SignedDuration;
use torg_store::{Across, Result, Tx, Unit};
use torg_web::App;
use torg_web::slice::Tick;

use super::{store, topics};

/// A late answer is told why it is late for so many days after the meeting or the deadline; then the question is deleted.
pub const KEPT_DAYS: u16 = 30;

pub const TICKS: &[Tick] = &[
    Tick { name: "topics-asked", every: Duration::from_secs(60), run: |app| Box::pin(topics::ask_all(app)) },
    Tick { name: "questions-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) },
];

async fn forget(app: App) -> Result<()> {
    app.store().write_across(Across::Upkeep, Forget).await
}

struct Forget;

impl Unit for Forget {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let before = tx.now() - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
        store::forget_old(tx, before).await?;
        Ok(())
    }
}
