//! Booking: free times, holds, bookings and what becomes of them, and the counts that have no person.

pub mod away;
pub mod booking;
pub mod counts;
pub mod courses;
pub mod feed;
pub mod helpers;
pub mod leases;
pub mod replies;
pub mod trips;
pub mod waiting;

use torg_web::Slice;

/// The slices of this crate, in the order of their migrations.
pub const SLICES: [Slice; 9] = [
    booking::SLICE,
    courses::SLICE,
    helpers::SLICE,
    replies::SLICE,
    trips::SLICE,
    waiting::SLICE,
    away::SLICE,
    feed::SLICE,
    leases::SLICE,
];
