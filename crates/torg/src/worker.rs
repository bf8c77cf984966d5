//! Work behind the requests: messages delivered, the audit chain sealed, upkeep done.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};
use torg_notify::{Notifier, delivery::BATCH};
use torg_store::audit;
use torg_web::App;
use torg_web::slice::Tick;

use crate::slices;

/// How long to wait before looking for messages again: short enough that nobody notices.
const PAUSE: Duration = Duration::from_millis(50);
/// How long to wait when the database does not answer.
const TROUBLE: Duration = Duration::from_secs(2);

pub const TICKS: &[Tick] = &[
    Tick { name: "audit-seal", every: Duration::from_secs(1), run: |app| Box::pin(seal(app)) },
    Tick { name: "access-forgotten", every: Duration::from_secs(3600), run: |app| Box::pin(forget_access(app)) },
    Tick { name: "limits-forget", every: Duration::from_secs(60), run: |app| Box::pin(forget_limits(app)) },
];

async fn seal(app: App) -> torg_store::Result<()> {
    while audit::seal(app.store()).await? > 0 {}
    Ok(())
}

/// How long logs stand, as the municipality has decided (`[papers]`).
#[derive(Default)]
pub struct Retention {
    /// Days; without a decision nothing is deleted.
    pub access_record_days: Option<u32>,
}

async fn forget_access(app: App) -> torg_store::Result<()> {
    let Some(days) = app.part::<Retention>().access_record_days.filter(|days| *days > 0) else { return Ok(()) };
    let today = torg_base::time::oslo_date(app.clock().now());
    let before = today.saturating_sub(jiff::SignedDuration::from_hours(24 * i64::from(days)));
    torg_store::access::forget(app.store(), before).await?;
    Ok(())
}

async fn forget_limits(app: App) -> torg_store::Result<()> {
    app.limits().forget_idle();
    Ok(())
}

/// Works until told to stop; what is under way is finished.
pub async fn run(app: App, stopped: watch::Receiver<bool>) {
    let mut tasks = JoinSet::new();
    tasks.spawn(deliver(app.clone(), stopped.clone()));
    tasks.spawn(keep_up(app, stopped));
    while tasks.join_next().await.is_some() {}
}

async fn deliver(app: App, mut stopped: watch::Receiver<bool>) {
    let notifier = app.part::<Notifier>();
    let mut pace = notifier.pace();
    while !*stopped.borrow() {
        let allowed = pace.allowed().min(BATCH);
        let taken = match allowed {
            0 => Ok(0),
            _ => notifier.deliver_due(app.store(), allowed).await,
        };
        let pause = match taken {
            Ok(count) => {
                pace.used(count);
                match count >= usize::from(allowed) {
                    true => pace.gather(BATCH),
                    false => PAUSE,
                }
            }
            Err(error) => {
                tracing::warn!(%error, "messages wait");
                TROUBLE
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Runs each tick when its time has come, one after the other.
async fn keep_up(app: App, mut stopped: watch::Receiver<bool>) {
    let ticks = slices::ticks();
    let mut due: HashMap<&str, Instant> = ticks.iter().map(|tick| (tick.name, Instant::now())).collect();
    while !*stopped.borrow() {
        for tick in &ticks {
            if due.get(tick.name).is_some_and(|at| *at > Instant::now()) {
                continue;
            }
            if let Err(error) = (tick.run)(app.clone()).await {
                tracing::warn!(tick = tick.name, %error, "upkeep waits");
            }
            due.insert(tick.name, Instant::now() + tick.every);
        }
        let next = due.values().min().copied().unwrap_or_else(|| Instant::now() + PAUSE);
        tokio::select! {
            () = sleep_until(next) => {}
            _ = stopped.changed() => {}
        }
    }
}
