//! The visits that are to come, kept in memory, so that a public page costs no query.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Lang, Uuid};
use torg_catalogue::directory::{self, Directory};
use torg_store::{Across, Result, Store};
use torg_web::App;
use torg_web::slice::Card;

use super::model::{AgencyVisit, State};
use super::{shown, store};

/// Cards that a place's page has room for.
const CARDS: usize = 3;

/// What the public may know of from today on: announced and cancelled visits, and those that have been counted today.
#[derive(Default)]
pub struct Board {
    now: RwLock<Arc<Read>>,
}

/// One reading.
#[derive(Default)]
struct Read {
    /// The version of the directory that it was read for; empty before the first reading.
    version: String,
    visits: Vec<Arc<AgencyVisit>>,
}

impl Board {
    /// Soonest first.
    pub fn visits(&self) -> Vec<Arc<AgencyVisit>> {
        self.read().visits.clone()
    }

    pub fn one(&self, id: Uuid) -> Option<Arc<AgencyVisit>> {
        self.read().visits.iter().find(|visit| visit.id == id).cloned()
    }

    /// The next time that the agency of a visit comes to the same place after it.
    pub fn next(&self, visit: &AgencyVisit, now: Timestamp) -> Option<Arc<AgencyVisit>> {
        let later = |other: &&Arc<AgencyVisit>| {
            other.id != visit.id && other.starts > visit.starts && other.stands(now) && other.alike(visit)
        };
        self.read().visits.iter().find(later).cloned()
    }

    fn read(&self) -> Arc<Read> {
        // A lock is only poisoned by a panic while holding it, and nothing that can panic happens there.
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads again if something that is published has changed, or a new day has begun.
    pub async fn refresh(&self, app: &App) -> Result<()> {
        let directory = directory::of(app);
        if self.read().version == directory.version() {
            return Ok(());
        }
        self.reread(app.store(), &directory).await
    }

    /// Reads what is stored now. The directory was read before it, so a change in between makes the next look read again.
    pub async fn reread(&self, store: &Store, directory: &Directory) -> Result<()> {
        let today = start_of_day(oslo_date(store.clock().now()));
        let visits = store::current(&store.across(Across::Directory), today).await?;
        let fresh = Read { version: directory.version(), visits: visits.into_iter().map(Arc::new).collect() };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(())
    }
}

/// The board of a running program.
pub fn of(app: &App) -> Arc<Board> {
    app.part::<Board>()
}

/// What the page of a place tells: the next visits, and those that were cancelled.
pub fn cards(app: &App, place: Uuid, lang: Lang) -> Vec<Card> {
    let now = app.clock().now();
    let here = |visit: &&Arc<AgencyVisit>| visit.place == place && visit.ends > now && visit.state != State::Held;
    of(app).read().visits.iter().filter(here).take(CARDS).map(|visit| shown::card(app, visit, lang)).collect()
}
