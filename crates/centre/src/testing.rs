//! What the tests of this crate share.

use torg_store::Migration;

/// Every table that the centre's own slices and what they stand on need.
pub fn migrations() -> Vec<Migration> {
    let own = [
        torg_store::schema::MIGRATIONS,
        torg_web::session::MIGRATIONS,
        torg_slots::store::MIGRATIONS,
        torg_people::staff::SLICE.migrations,
        torg_booking::counts::MIGRATIONS,
        crate::queue::SLICE.migrations,
        crate::guidance::SLICE.migrations,
        crate::tours::SLICE.migrations,
    ];
    let slices = torg_catalogue::SLICES.into_iter().chain(torg_booking::SLICES).map(|slice| slice.migrations);
    own.into_iter().chain(slices).flatten().copied().collect()
}
