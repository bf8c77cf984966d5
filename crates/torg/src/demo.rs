//! `torg demo`: invented data, a log-in without identity, messages shown instead of sent.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use torg_base::{Clock, Role};
use torg_notify::{Channel, Notifier, demo::Shown};
use torg_people::DemoPeople;
use torg_store::{Store, migrate};
use torg_web::page::{Html, html};
use torg_web::{Failure, Page, Visit};

use crate::app::{Demo, Messages};
use crate::config::Config;
use crate::{app, commands, serve, slices};

/// How many messages the demo remembers.
const REMEMBERED: usize = 500;

pub async fn run(listen: SocketAddr, folder: PathBuf) -> Result<(), String> {
    std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {}", folder.display(), e.kind()))?;
    let config = Config::demo(&folder, &listen.to_string())?;
    let app = build(&config, Clock::system()).await?;
    torg_centre::demo::begin(&app).await.map_err(commands::told)?;
    println!("Torg demo: http://{listen}");
    println!("Log in as a guide:   http://{listen}/demo/login?as=guide");
    println!("Messages that would have been sent: http://{listen}/demo");
    serve::serve(app, listen).await
}

/// A demo over any store, for tests too.
pub async fn build(config: &Config, clock: Clock) -> Result<torg_web::App, String> {
    let store = Store::open(config.store()?, clock.clone(), config.keys()?).await.map_err(commands::told)?;
    over(config, store, clock).await
}

/// A demo over an open store.
pub async fn over(config: &Config, store: Store, clock: Clock) -> Result<torg_web::App, String> {
    migrate::migrate(&store, slices::migrations()).await.map_err(commands::told)?;
    torg_centre::demo::seed(&store).await.map_err(commands::told)?;
    let people = people(&store).await?;
    let shown = Arc::new(Shown::new(REMEMBERED, clock));
    let sms = Arc::from(shown.transport(Channel::Sms));
    let email = Arc::from(shown.transport(Channel::Email));
    let notifier = Notifier::new(Some(sms), Some(email)).answered(config.notify.has_answers());
    let app = app::build(config, store.clone(), notifier, Some(Demo { shown, people })).await?;
    torg_centre::demo::seed_life(&app).await.map_err(commands::told)?;
    Ok(app)
}

async fn people(store: &Store) -> Result<DemoPeople, String> {
    let staff = torg_centre::demo::staff(store).await.map_err(commands::told)?;
    let phone = torg_base::Phone::parse("+8000000001").ok_or("the demo's number")?;
    Ok(DemoPeople { phone, staff })
}

/// Roles that a newcomer may try, with where they begin.
const TRY: [(Role, &str); 4] = [
    (Role::Citizen, "demo-as-citizen"),
    (Role::Guide, "demo-as-guide"),
    (Role::Manager, "demo-as-manager"),
    (Role::National, "demo-as-national"),
];

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage {
    p: Page,
    roles: Vec<(&'static str, &'static str)>,
    messages: Vec<Line>,
}

struct Line {
    to: String,
    body: String,
}

/// `GET /demo`: who to be, and the messages that would have been sent.
pub async fn page(visit: Visit) -> Result<Html, Failure> {
    let Some(shown) = visit.app.part::<Messages>().0.clone() else { return Err(Failure::NotFound) };
    let messages = shown.messages();
    let lines = messages.iter().take(30).map(|m| Line { to: m.to.clone(), body: m.body.clone() }).collect();
    let p = visit.page(visit.t("demo-title"));
    html(&DemoPage { p, roles: TRY.iter().map(|(role, text)| (role.code(), *text)).collect(), messages: lines })
}
