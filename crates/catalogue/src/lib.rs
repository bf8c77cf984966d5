//! What is published: places and their hours, the service list, what each place offers, and the files it comes from.

pub mod directory;
pub mod import;
pub mod places;
pub mod services;

pub use directory::{Directories, Directory};
