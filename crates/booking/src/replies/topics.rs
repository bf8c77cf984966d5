//! A week ahead: what the help is about, so that the guide can prepare.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use torg_base::{Lang, Uuid};
use torg_store::{Across, Part, Reads, Result, Tx, Unit};
use torg_web::App;
use torg_web::texts::Texts;

use super::ask::{self, Ask};
use super::choices::{self, Set};
use super::hours::daytime;
use super::messages;
use super::model::{Kind, Span};
use super::store;
use crate::booking::model::{Booking, State};
use crate::booking::{many, store as bookings};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::services::model::Way;

/// How long before the meeting people are asked: time to answer, and for the guide to prepare.
const AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Whoever has booked later than this has just told what they want.
const BOOKED_AHEAD: SignedDuration = SignedDuration::from_hours(8 * 24);
/// How late the question may come when the program has not been running.
const LATE: SignedDuration = SignedDuration::from_hours(24);
/// Bookings that are asked about in one unit, so that others need not wait long.
const AT_ONCE: usize = 50;

/// Asks about meetings a week ahead that have not been asked about. Two copies may do it at once: the question and its
/// message are unique.
pub(super) async fn ask_all(app: App) -> Result<()> {
    let now = app.clock().now();
    if daytime(now) != now || !app.part::<torg_notify::Notifier>().has_sms() {
        return Ok(());
    }
    let db = app.store().across(Across::Upkeep);
    let found = bookings::to_prepare(&db, now + AHEAD - LATE, now + AHEAD).await?;
    let found: Vec<_> =
        found.into_iter().filter(|b| b.starts.0.duration_since(b.created_at.0) >= BOOKED_AHEAD).collect();
    let ids: Vec<Uuid> = found.iter().map(|b| b.id).collect();
    let asked = store::asked_about(&db, Kind::Topic, &ids).await?;
    let mut left: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for booking in found.iter().filter(|b| !asked.contains(&b.id)) {
        left.entry(booking.organisation_id).or_default().push(booking.id);
    }
    for (organisation, ids) in left {
        for chunk in ids.chunks(AT_ONCE) {
            app.store().write(organisation, AskAll { app: app.clone(), ids: chunk.to_vec() }).await?;
        }
    }
    Ok(())
}

struct AskAll {
    app: App,
    ids: Vec<Uuid>,
}

impl Unit for AskAll {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let now = tx.now();
        let asked = store::asked_about(tx, Kind::Topic, &self.ids).await?;
        let sets = store::current_sets(tx, tx.organisation()).await?;
        let directory = directory::of(&self.app);
        let mut parts = Vec::new();
        for booking in many::with_ids(tx, &self.ids).await? {
            if may_ask(&booking, now) && !asked.contains(&booking.id) {
                let set = sets.iter().find(|set| set.service == booking.service);
                parts.extend(self.ask(tx, &directory, &booking, set)?);
            }
        }
        tx.together(parts).await
    }
}

impl AskAll {
    fn ask(&self, tx: &Tx, directory: &Directory, booking: &Booking, set: Option<&Set>) -> Result<Vec<Part>> {
        let texts = self.app.texts();
        let labels = choices::labels(texts, booking.lang, set, kind_of(directory, booking));
        if labels.is_empty() {
            return Ok(Vec::new());
        }
        let ask = Ask {
            kind: Kind::Topic,
            key: format!("booking/{}/topic", booking.id),
            subject: booking.id,
            set: set.map(|set| set.id),
            phone: booking.phone.as_deref(),
            lang: booking.lang,
            span: Span { asked: tx.now(), until: booking.starts },
            on_site: false,
            words: &|how| messages::topic(texts, booking.lang, booking.starts, &labels, how),
        };
        ask::parts(tx, &self.app, ask)
    }
}

/// Whoever asked not to be shown is not asked: the choices tell a little about the meeting.
fn may_ask(booking: &Booking, now: Timestamp) -> bool {
    booking.state == State::Confirmed && !booking.hidden && booking.way != Way::Group && booking.starts > now
}

fn kind_of<'a>(directory: &'a Directory, booking: &Booking) -> &'a str {
    directory.service_by_id(booking.service).map_or("", |service| service.kind.as_str())
}

/// The choices that a booking was asked with, or would be.
pub(super) fn labels(app: &App, booking: &Booking, set: Option<&Set>, lang: Lang) -> Vec<String> {
    choices::labels(app.texts(), lang, set, kind_of(&directory::of(app), booking))
}

/// What people have answered about some bookings of an organisation, in words, by booking; for staff who prepare.
pub async fn told(
    db: &Reads,
    texts: &Texts,
    directory: &Directory,
    bookings: &[Booking],
    lang: Lang,
) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = bookings.iter().map(|b| b.id).collect();
    let rows = store::topics(db, &ids).await?;
    let mut wanted: Vec<Uuid> = rows.iter().filter_map(|row| row.set_id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let sets = store::sets_with(db, &wanted).await?;
    let words = |row: &store::TopicRow| {
        let booking = bookings.iter().find(|b| b.id == row.booking_id)?;
        let set = sets.iter().find(|set| Some(set.id) == row.set_id);
        let labels = choices::labels(texts, lang, set, kind_of(directory, booking));
        let label = labels.get(usize::try_from(row.choice - 1).ok()?)?;
        Some((row.booking_id, label.clone()))
    };
    Ok(rows.iter().filter_map(words).collect())
}
