//! What a slice of the program hands to the whole.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use torg_base::Lang;
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
