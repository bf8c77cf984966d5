//! Booking: free times, holds, bookings and what becomes of them, and the counts that have no person.

pub mod booking;
pub mod counts;
pub mod courses;
pub mod replies;
pub mod waiting;
