//! How often services are looked at, and whether they helped: counts by month, without persons.
//!
//! Invariants: a view is never a write (counts gather in memory and are written about once a minute; what a copy has
//! gathered since then is lost when it stops); nothing about whoever looks or answers is kept, not even in memory;
//! programs and staff are not counted.

mod pages;
mod store;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use axum::http::HeaderMap;
use torg_base::{Action, Lang, Uuid, time::oslo_date};
use torg_web::slice::Tick;
use torg_web::{App, Slice, Visit, post};

use crate::places::model::Place;
use crate::services::model::Service;

pub use store::{Add, Sum, sums};

pub const SLICE: Slice = Slice {
    name: "usage",
    routes: || vec![post("/tjenester/{service}/hjalp", Action::ReadPublic, pages::helped)],
    migrations: store::MIGRATIONS,
    ticks: &[Tick { name: "usage-write", every: Duration::from_secs(60), run: |app| Box::pin(store::flush(app)) }],
    held_data: &[],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/usage.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/usage.ftl")),
        (Lang::En, include_str!("../../../../locales/en/usage.ftl")),
    ],
};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    View,
    Helped,
    DidNotHelp,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::View => "view",
            Kind::Helped => "yes",
            Kind::DidNotHelp => "no",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        [Kind::View, Kind::Helped, Kind::DidNotHelp].into_iter().find(|kind| kind.code() == code)
    }
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The place's organisation; without a place, that which keeps the service.
    pub organisation: Uuid,
    pub service: Uuid,
    pub place: Option<Uuid>,
    /// `2026-11`, in Norway.
    pub month: String,
    pub kind: Kind,
}

/// Counts that have not been written yet. There are never more keys than services times places.
#[derive(Default)]
pub struct Usage {
    waiting: Mutex<HashMap<Key, i64>>,
}

impl Usage {
    pub fn add(&self, key: Key, count: i64) {
        if let Ok(mut waiting) = self.waiting.lock() {
            *waiting.entry(key).or_default() += count;
        }
    }

    fn take(&self) -> HashMap<Key, i64> {
        self.waiting.lock().map(|mut waiting| std::mem::take(&mut *waiting)).unwrap_or_default()
    }
}

/// Counts that a person has looked at a service, perhaps at a place.
pub fn seen(visit: &Visit, headers: &HeaderMap, service: &Service, place: Option<&Place>) {
    if visit.actor().staff_id().is_none() && by_a_person(headers) {
        count(&visit.app, service, place, Kind::View);
    }
}

fn count(app: &App, service: &Service, place: Option<&Place>, kind: Kind) {
    let month = oslo_date(app.clock().now()).strftime("%Y-%m").to_string();
    let organisation = place.map_or(service.organisation, |p| p.organisation);
    let key = Key { organisation, service: service.id, place: place.map(|p| p.id), month, kind };
    app.part::<Usage>().add(key, 1);
}

/// Words in the names of programs that fetch pages by themselves. Most of those also give an address in their name.
const PROGRAMS: [&str; 12] =
    ["bot", "crawl", "spider", "slurp", "http", "curl", "wget", "python", "java/", "preview", "monitor", "scanner"];

/// Whether a browser with somebody in front of it asks, as far as can be told simply: it says its name, which is not
/// that of a program, and it does not fetch ahead.
fn by_a_person(headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_lowercase();
    let browser = header("user-agent");
    let ahead = header("sec-purpose") + &header("purpose");
    !browser.is_empty() && !PROGRAMS.iter().any(|word| browser.contains(word)) && !ahead.contains("prefetch")
}
