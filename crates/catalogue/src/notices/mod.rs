//! Notices of changed practice: what an agency does otherwise than before, who says so, and whether the agency does.
//!
//! Invariants: only the agency itself, or somebody who records who there confirmed it, makes a notice confirmed, and
//! only for the words that it then has; what is not confirmed is never shown without saying so; a version is changed
//! once, and each version is read by every place and sent to every subscriber anew; who read it at a place is known to
//! the audit trail alone, and other organisations learn no more than that the place has read it.

mod difference;
mod feed;
mod form;
pub mod messages;
mod model;
mod pages;
mod reading;
mod send;
pub mod shown;
pub mod store;
mod subscribe;
mod subscribe_pages;
pub mod subscribers;
mod units;
mod writing;

use torg_base::{Action, Lang};
use torg_store::Result;
use torg_web::slice::HeldData;
use torg_web::{App, Slice, get, post};

use crate::directory::Directory;
use crate::places::model::Place;

pub use feed::{__path_api_notices, api_notices};
pub use messages::{code_text, ended_text, notice_sms, stop_text, welcome_text};
pub use model::{Certainty, Confirmation, Content, How, Notice, Source, State, Texts, Words};
pub use pages::{Channels, channels, read_id};
pub use shown::Shown;
pub use subscribe_pages::agencies;
pub use units::{Acknowledge, Put};

pub const SLICE: Slice = Slice {
    name: "notices",
    routes: || {
        vec![
            get("/varsler", Action::ReadPublic, pages::list),
            get("/varsler.atom", Action::ReadPublic, feed::atom),
            get("/varsler/{id}", Action::ReadPublic, pages::open),
            get("/api/v1/notices", Action::ReadPublic, feed::api_notices),
            get("/varsler/abonner", Action::ReadPublic, subscribe_pages::begin),
            post("/varsler/abonner", Action::ReadPublic, subscribe_pages::ask),
            get("/varsler/abonnement/{id}", Action::ReadPublic, subscribe_pages::show),
            post("/varsler/abonnement/{id}", Action::ReadPublic, subscribe_pages::prove),
            post("/varsler/abonnement/{id}/ny-kode", Action::ReadPublic, subscribe_pages::ask_again),
            get("/varsler/avslutt", Action::ReadPublic, subscribe_pages::ending),
            post("/varsler/avslutt", Action::ReadPublic, subscribe_pages::end),
            post("/varsler/avslutt/kode", Action::ReadPublic, subscribe_pages::tell_code),
            get("/ansatt/varsler", Action::ReadNotices, reading::list),
            post("/ansatt/varsler/{id}/lest", Action::ReadNotices, reading::read),
            get("/styring/varsler", Action::EditNotices, writing::list),
            get("/styring/varsler/nytt", Action::EditNotices, writing::new),
            post("/styring/varsler/nytt", Action::EditNotices, writing::add),
            get("/styring/varsler/{id}", Action::EditNotices, writing::open),
            get("/styring/varsler/{id}/endre", Action::EditNotices, writing::edit),
            post("/styring/varsler/{id}/endre", Action::EditNotices, writing::change),
            post("/styring/varsler/{id}/bekreft", Action::EditNotices, writing::confirm),
            post("/styring/varsler/{id}/trekk", Action::EditNotices, writing::withdraw),
        ]
    },
    migrations: store::MIGRATIONS,
    ticks: send::TICKS,
    held_data: &[HeldData {
        table: "notice_subscription",
        what: "notices-held",
        purpose: "notices-held-why",
        kept_days: subscribers::KEPT_DAYS,
    }],
    cards: &[],
    texts: &[
        (Lang::Nb, include_str!("../../../../locales/nb/notices.ftl")),
        (Lang::Nn, include_str!("../../../../locales/nn/notices.ftl")),
        (Lang::En, include_str!("../../../../locales/en/notices.ftl")),
    ],
};

/// How many notices a place has to read.
pub async fn unread(app: &App, directory: &Directory, place: &Place) -> Result<usize> {
    if directory.notices.is_empty() {
        return Ok(0);
    }
    let read = store::read_at(&app.store().within(place.organisation), place.id).await?;
    Ok(directory.notices.iter().filter(|n| n.waits(read.get(&n.id).copied())).count())
}
