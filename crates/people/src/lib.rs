//! People: log-in of citizens and staff, and who of the staff may do what.

pub mod login;
pub mod oidc;
pub mod staff;
#[cfg(test)]
mod testing;

pub use login::{DemoPeople, Providers, person_key};
pub use staff::{PlaceNames, PlaceNamesPart, seed_staff};
