//! The demo is alive, at whatever hour it is started.

use std::sync::Arc;

use torg_notify::{Channel, Notifier, demo::Shown};
use torg_store::testing::BOTH;
use torg_store::{Engine, sql};
use torg_web::app::SiteConfig;
use torg_web::texts::Texts;

use super::*;
use crate::testing::migrations;

async fn app(engine: Engine, now: &str) -> App {
    let clock = torg_base::Clock::fixed(now.parse().expect("an instant"));
    let store = torg_store::testing::store(engine, clock, migrations()).await;
    seed(&store).await.expect("the files import");
    let site = SiteConfig {
        name: "Torg".into(),
        base_url: "http://127.0.0.1".into(),
        demo: true,
        behind_proxy: false,
        rate_limits: false,
        frame_ancestors: Vec::new(),
    };
    let shown = Shown::new(9, store.clock().clone());
    let notifier = Notifier::new(Some(Arc::from(shown.transport(Channel::Sms))), None);
    let directories = Directories::open(&store).await.expect("a directory");
    let texts = Texts::load(torg_booking::booking::SLICE.texts).expect("texts");
    App::builder(store, texts, site).with(Arc::new(directories)).with(Arc::new(notifier)).build()
}

async fn number(app: &App, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&app.store().across(Across::Probe), query, []).await.expect("a number");
    found[0]
}

async fn bookings(app: &App, filter: &str) -> i64 {
    number(app, &format!("SELECT CAST(count(*) AS bigint) FROM booking WHERE {filter}")).await
}

#[tokio::test]
async fn the_demo_is_alive_and_fills_itself_once() {
    for engine in BOTH {
        let app = app(engine, "2026-11-25T10:20:00Z").await;
        seed_life(&app).await.expect("life");
        // A Wednesday at 11.20, when much has happened and much is to come.
        for state in ["confirmed", "started", "done", "missed"] {
            let count = bookings(&app, &format!("state = '{state}' AND starts < '2026-11-25T23:00:00.000000Z'")).await;
            assert!(count > 0, "{state}");
        }
        assert_eq!(bookings(&app, "state = 'requested' AND phone IS NOT NULL").await, 1);
        let all = bookings(&app, "1 = 1").await;
        assert!((80..300).contains(&all), "{all} bookings");
        assert!(bookings(&app, "phone IS NOT NULL").await < all / 5);
        assert_eq!(
            number(&app, "SELECT CAST(count(*) AS bigint) FROM exception WHERE from_date = '2026-12-02'").await,
            1
        );
        let vanylven = "SELECT CAST(sum(d.count) AS bigint) FROM daily_count d JOIN place p ON p.id = d.place_id
                        WHERE p.slug = 'vanylven' AND d.kind = 'dropin'";
        let drop_ins = number(&app, vanylven).await;
        assert!((100..150).contains(&drop_ins), "{drop_ins} in four weeks");
        assert_eq!(bookings(&app, "sequence > 0 OR code_tries > 0").await, 0);

        seed(app.store()).await.expect("nothing to do");
        seed_life(&app).await.expect("nothing to do");
        assert_eq!((bookings(&app, "1 = 1").await, number(&app, vanylven).await), (all, drop_ins));
        let first = staff(app.store()).await.expect("staff");
        assert_eq!((first.len(), staff(app.store()).await), (STAFF.len(), Ok(first)));
    }
}

/// A working morning, the middle of the night, a Saturday, Christmas Eve at noon, a day with 25 hours.
#[tokio::test]
async fn whatever_the_hour_nothing_has_happened_before_its_time() {
    for now in [
        "2026-11-24T08:05:00",
        "2026-11-25T23:30:00",
        "2026-11-28T11:00:00",
        "2026-12-24T11:00:00",
        "2026-10-25T00:30:00",
    ] {
        let app = app(Engine::Sqlite, &format!("{now}Z")).await;
        seed_life(&app).await.expect("life");
        let early =
            bookings(&app, &format!("state IN ('started', 'done', 'missed') AND starts > '{now}.000000Z'")).await;
        let late = bookings(&app, &format!("state = 'confirmed' AND starts < '{now}.000000Z'")).await;
        assert_eq!((early, late), (0, 0), "{now}");
        assert!(bookings(&app, "state = 'confirmed'").await > 20, "{now}");
    }
}
