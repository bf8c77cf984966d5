//! People: log-in of citizens and staff, and who of the staff may do what.

// The helpers of `tests/` name this crate from outside; the tests of the slices use them too.
#[cfg(test)]
extern crate self as torg_people;

pub mod login;
pub mod oidc;
pub mod staff;
#[cfg(test)]
mod testing;

pub use login::{DemoPeople, Providers, person_key};
pub use staff::{PlaceNames, PlaceNamesPart, seed_staff};
