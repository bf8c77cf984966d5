//! The list of slices. Whatever needs every slice reads this list and nothing else.

use torg_base::Lang;
use torg_store::Migration;
use torg_web::slice::Tick;
use torg_web::{Route, Slice};

/// Every slice, in the order of their migrations.
pub fn all() -> impl Iterator<Item = Slice> {
    let people = [torg_people::login::SLICE, torg_people::staff::SLICE];
    let centre = [
        torg_centre::counter::SLICE,
        torg_centre::manage::SLICE,
        torg_centre::cards::SLICE,
        torg_centre::sheets::SLICE,
        torg_centre::queue::SLICE,
        torg_centre::guidance::SLICE,
        torg_centre::tours::SLICE,
    ];
    people.into_iter().chain(torg_catalogue::SLICES).chain(torg_booking::SLICES).chain(centre)
}

/// Every step of the schema, in order.
pub fn migrations() -> Vec<Migration> {
    let foundation = [torg_store::schema::MIGRATIONS, torg_web::session::MIGRATIONS, torg_slots::store::MIGRATIONS];
    foundation.into_iter().chain(all().map(|slice| slice.migrations)).flatten().copied().collect()
}

/// Every route of every slice, and the program's own.
pub fn routes() -> Vec<Route> {
    let mut routes: Vec<Route> = all().flat_map(|slice| (slice.routes)()).collect();
    routes.extend(crate::probes::routes());
    routes.extend(crate::reports::routes());
    routes
}

/// All upkeep.
pub fn ticks() -> Vec<Tick> {
    let foundation = torg_web::session::TICKS.iter().chain(crate::worker::TICKS);
    foundation.chain(all().flat_map(|slice| slice.ticks)).copied().collect()
}

/// All texts.
pub fn texts() -> Vec<(Lang, &'static str)> {
    let shell = [
        (Lang::Nb, include_str!("../../../locales/nb/shell.ftl")),
        (Lang::Nn, include_str!("../../../locales/nn/shell.ftl")),
        (Lang::En, include_str!("../../../locales/en/shell.ftl")),
    ];
    shell.into_iter().chain(all().flat_map(|slice| slice.texts.iter().copied())).collect()
}
