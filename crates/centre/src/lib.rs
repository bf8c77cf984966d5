//! The municipal service centre: places, the service list, booking, the counter, and their upkeep.

pub mod booking;
pub mod catalogue;
pub mod counter;
pub mod demo;
pub mod directory;
pub mod import;
pub mod manage;
pub mod places;

pub use directory::{Directories, Directory};
