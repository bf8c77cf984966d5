//! Puts the program together.

use std::sync::Arc;

use torg_base::Uuid;
use torg_catalogue::Directories;
use torg_notify::{Notifier, demo::Shown};
use torg_people::oidc::{self, OidcClient};
use torg_people::{DemoPeople, PlaceNames, PlaceNamesPart, Providers};
use torg_store::Store;
use torg_web::texts::Texts;
use torg_web::{App, Face};

use crate::config::Config;
use crate::{probes, reports, slices, worker};

/// Messages of the demo, for `/demo/messages.json` and the demo's message page.
pub struct Messages(pub Option<Arc<Shown>>);

/// Builds the program over an open, migrated store.
pub async fn build(config: &Config, store: Store, notifier: Notifier, demo: Option<Demo>) -> Result<App, String> {
    let texts = Texts::load(&slices::texts())?;
    let directories = Arc::new(Directories::open(&store).await.map_err(|e| e.to_string())?);
    let names: Arc<dyn PlaceNames> = Arc::new(Names(directories.clone()));
    let (shown, people) = match demo {
        Some(demo) => (Some(demo.shown), Some(demo.people)),
        None => (None, None),
    };
    let mut builder = App::builder(store, texts, config.site(shown.is_some()))
        .with(directories)
        .with(Arc::new(notifier))
        .with(Arc::new(providers(config)?))
        .with(Arc::new(PlaceNamesPart(names)))
        .with(Arc::new(probes::Metrics::default()))
        .with(Arc::new(reports::Secrets::of(config)))
        .with(Arc::new(config.notify.incoming()))
        .with(Arc::new(torg_catalogue::usage::Usage::default()))
        .with(Arc::new(torg_centre::sheets::Kept::default()))
        .with(Arc::new(torg_centre::tours::Planner::default()))
        .with(Arc::new(worker::Retention { access_record_days: config.papers.access_record_days }))
        .with(Arc::new(Messages(shown)));
    if let Some(people) = people {
        builder = builder.with(Arc::new(people));
    }
    Ok(builder.build())
}

/// What only a demo has.
pub struct Demo {
    pub shown: Arc<Shown>,
    pub people: DemoPeople,
}

fn providers(config: &Config) -> Result<Providers, String> {
    let http = oidc::http_client()?;
    let client = |provider: &oidc::Provider| {
        OidcClient::new(provider.clone(), http.clone())
            .map(Arc::new)
            .map_err(|problems| format!("log-in through {}: {}", provider.name, problems.join("; ")))
    };
    Ok(Providers {
        citizen: config.login.citizen.as_ref().map(client).transpose()?,
        staff: config.login.staff.iter().map(client).collect::<Result<_, _>>()?,
    })
}

/// The names of places, for the slice that gives people their roles.
struct Names(Arc<Directories>);

impl PlaceNames for Names {
    fn places(&self, organisation: Uuid) -> Vec<(Uuid, String)> {
        let directory = self.0.get();
        let own = directory.places.iter().filter(|p| p.organisation == organisation);
        own.map(|p| (p.id, p.name.clone())).collect()
    }

    fn organisation(&self, id: Uuid) -> Option<Arc<Face>> {
        self.0.get().face(id).cloned()
    }
}
