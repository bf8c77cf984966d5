//! What is published: places and their hours, the service list, what each place offers, and the files it comes from.

pub mod directory;
pub mod import;
pub mod notices;
pub mod open;
pub mod places;
pub mod proposals;
pub mod services;
pub mod travel;
pub mod usage;

pub use directory::{Directories, Directory};
