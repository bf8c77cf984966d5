//! What the state brings to the place: agencies' visits.
//!
//! The everyday case comes first: the agency has its own route and its own booking. A visit is entered by hand,
//! announced, reminded of, shown and counted. The agency needs no account and no agreement for any of it.

pub mod announced;
pub mod demo;

use torg_web::Slice;

/// The slices of this crate, in the order of their migrations.
pub const SLICES: [Slice; 1] = [announced::SLICE];
