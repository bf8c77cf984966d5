//! How long people travel to a place, and when boats and buses let them arrive and go home.
//!
//! Invariants: a place has one route from each origin; a time that nobody can reach, or get home from, is never put first.

pub mod model;
pub mod store;

use torg_web::Slice;

pub use model::{Reach, Route, Timetable};

pub const SLICE: Slice = Slice {
    name: "travel",
    routes: Vec::new,
    migrations: store::MIGRATIONS,
    ticks: &[],
    held_data: &[],
    cards: &[],
    texts: &[],
};
