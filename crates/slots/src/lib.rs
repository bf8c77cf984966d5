//! Resources, availability and occupancy: what can be booked, and the one guard against booking it twice.

pub mod calendar;
pub mod needs;
pub mod occupied;
pub mod offer;
pub mod owners;
mod roles;
pub mod rules;
mod schema;

#[cfg(test)]
mod offer_props;
#[cfg(test)]
mod offer_tests;
#[cfg(test)]
mod rules_tests;
pub mod store;
