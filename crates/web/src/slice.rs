//! What a slice of the program hands to the whole.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;
use torg_base::{Lang, Uuid};
use torg_store::Migration;

use crate::{App, Route};

/// A vertical slice: everything that whoever needs "every slice" may ask it for.
#[derive(Clone, Copy)]
pub struct Slice {
    /// Short name, also that of its text files.
    pub name: &'static str,
    pub routes: fn() -> Vec<Route>,
    pub migrations: &'static [Migration],
    /// Work that is done now and then, such as letting holds expire.
    pub ticks: &'static [Tick],
    /// What personal data it holds and for how long.
    pub held_data: &'static [HeldData],
    /// What it tells on the page of a place, and on whatever else shows what is coming there.
    pub cards: &'static [CardSource],
    /// The Fluent file in each language.
    pub texts: &'static [(Lang, &'static str)],
}

/// One run of upkeep.
pub type Upkeep = Pin<Box<dyn Future<Output = torg_store::Result<()>> + Send>>;

/// Upkeep that runs by itself, on every copy; it must bear running twice at once.
#[derive(Clone, Copy)]
pub struct Tick {
    pub name: &'static str,
    pub every: Duration,
    pub run: fn(App) -> Upkeep,
}

/// One kind of personal data, for the retention schedule and for insight in one's own data.
#[derive(Clone, Copy, Debug)]
pub struct HeldData {
    /// The table.
    pub table: &'static str,
    /// Key of a text that says what it is.
    pub what: &'static str,
    /// Key of a text that says why.
    pub purpose: &'static str,
    /// Days after which a tick deletes it; counted from when it was last needed.
    pub kept_days: u16,
}

/// What a slice has to tell about a place, in a language. It is asked for each time a place is shown, so it answers from
/// memory: a function that cannot wait cannot ask the database.
pub type CardSource = fn(&App, Uuid, Lang) -> Vec<Card>;

/// Something that is coming at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub heading: String,
    pub text: String,
    /// When it begins; cards of several slices stand in this order.
    pub at: Timestamp,
    /// Path of the page that tells more.
    pub href: String,
}

/// The card sources of every slice, a part of the program.
pub struct CardSources(pub Vec<CardSource>);

impl CardSources {
    /// What is coming at a place, soonest first.
    pub fn at(app: &App, place: Uuid, lang: Lang) -> Vec<Card> {
        let sources = app.part::<CardSources>();
        let mut cards: Vec<Card> = sources.0.iter().flat_map(|source| source(app, place, lang)).collect();
        cards.sort_by_key(|card| card.at);
        cards
    }
}
