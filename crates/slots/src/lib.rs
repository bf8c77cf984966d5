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

/// What a trigger on the owner's table does so that the seats of the row `NEW` are kept for good. Whoever owns seats has
/// `id` and `organisation_id`; no row is changed when the seats have been given away.
#[macro_export]
macro_rules! keep_seats_of_new {
    () => {
        "UPDATE occupancy SET expires_at = NULL WHERE organisation_id = NEW.organisation_id AND owner_id = NEW.id"
    };
}
