//! What is published: places and their hours, the service list, what each place offers, and the files it comes from.

pub mod desk;
pub mod directory;
pub mod import;
pub mod notices;
pub mod open;
pub mod places;
pub mod proposals;
pub mod services;
pub mod travel;
pub mod usage;

use torg_web::Slice;

pub use directory::{Directories, Directory};

/// The slices of this crate, in the order of their migrations.
pub const SLICES: [Slice; 7] =
    [places::SLICE, services::SLICE, open::SLICE, notices::SLICE, usage::SLICE, proposals::SLICE, travel::SLICE];
