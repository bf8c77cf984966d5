//! The organisations for which somebody plans, and what is asked for by its key.

use std::sync::Arc;

use torg_base::{Action, Scope, Uuid, policy};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Organisation;
use torg_web::{Choice, Failure, Page, Visit};

use super::model::{Case, Proposal};
use super::store;

/// Whoever plans.
pub struct Desk {
    pub directory: Arc<Directory>,
    own: Vec<Organisation>,
}

impl Desk {
    /// The visit takes the written language of the first organisation.
    pub fn open(visit: &mut Visit) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let may = |o: &&Organisation| policy::permits(visit.actor(), Action::PlanTours, Scope::Organisation(o.id));
        let mut own: Vec<Organisation> = directory.organisations.values().filter(may).cloned().collect();
        own.sort_by(|a, b| a.name.cmp(&b.name));
        let first = own.first().ok_or(Failure::NotFound)?;
        visit.lang = visit.lang_for(first.written);
        Ok(Desk { directory, own })
    }

    pub fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        let page = visit.page(title).staff();
        match self.own.as_slice() {
            [only] => page.of(&only.face),
            _ => page,
        }
    }

    pub fn organisations(&self) -> &[Organisation] {
        &self.own
    }

    pub fn choices(&self) -> Vec<Choice> {
        self.own.iter().map(|o| Choice { value: o.id.to_string(), label: o.name.clone() }).collect()
    }

    /// The organisation that is asked for, or the first.
    pub fn organisation(&self, asked: &str) -> Result<Uuid, Failure> {
        let found = self.own.iter().find(|o| asked.is_empty() || o.id.to_string() == asked);
        found.map(|o| o.id).ok_or(Failure::NotFound)
    }

    pub async fn case(&self, visit: &Visit, id: &str) -> Result<Case, Failure> {
        let id = key(id)?;
        for organisation in &self.own {
            if let Some(case) = store::case(&visit.app.store().within(organisation.id), id).await? {
                return Ok(case);
            }
        }
        Err(Failure::NotFound)
    }

    /// A proposal in the state it is in now.
    pub async fn proposal(&self, visit: &Visit, id: &str) -> Result<Proposal, Failure> {
        let id = key(id)?;
        for organisation in &self.own {
            if let Some(proposal) = store::proposal(&visit.app.store().within(organisation.id), id).await? {
                return Ok(proposal.seen(visit.app.clock().now()));
            }
        }
        Err(Failure::NotFound)
    }
}

fn key(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|_| Failure::NotFound)
}
