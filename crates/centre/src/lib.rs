//! The municipal service centre: places, the service list, booking, the counter, and their upkeep.

pub mod booking;
pub mod catalogue;
pub mod counter;
pub mod directory;
pub mod places;

pub use directory::{Directories, Directory};
