//! Sessions of the two quarters before this one at the staff's own place, so that the report has something to tell.

use jiff::civil::Date;
use torg_base::Uuid;
use torg_store::{Result, Tx, Unit};
use torg_web::App;

use torg_catalogue::directory;

use super::{HOME, plus};
use crate::guidance::model::{Dimension, Session};
use crate::guidance::store;

/// Days back of the first of two quarters that are over.
const BACK: [i64; 2] = [185, 95];
/// Sessions of each.
const SESSIONS: usize = 40;
/// Minutes of sessions: mostly short, now and then a long one.
const MINUTES: [i32; 6] = [10, 15, 20, 25, 40, 75];

/// Counts them.
pub async fn seed(app: &App, today: Date) -> Result<()> {
    let directory = directory::of(app);
    let Some(place) = directory.place(HOME) else { return Ok(()) };
    let mut services: Vec<Uuid> = directory.offers_at(place.id).iter().map(|offer| offer.service).collect();
    services.dedup();
    services.truncate(6);
    app.store().write(place.organisation, Told { place: place.id, services, today }).await
}

struct Told {
    place: Uuid,
    services: Vec<Uuid>,
    today: Date,
}

impl Unit for Told {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for (back, n) in BACK.into_iter().flat_map(|back| (0..SESSIONS).map(move |n| (back, n))) {
            // Some services are asked for more often than others.
            let Some(service) = self.services.get((n * n) % self.services.len().max(1)) else { break };
            let session = session(*service, n);
            store::count(tx, self.place, &session, plus(self.today, -back)).await?;
        }
        Ok(())
    }
}

fn session(service: Uuid, n: usize) -> Session {
    let value =
        |d: Dimension, n: usize| d.values().get(n % d.values().len()).map(|(code, _)| *code).unwrap_or_default();
    Session {
        service,
        minutes: MINUTES[n % MINUTES.len()],
        topics: vec![value(Dimension::Topic, 1 + n % 5)],
        outcome: value(Dimension::Outcome, if n.is_multiple_of(5) { 1 } else { 0 }),
        // Older people come most, and most of them speak Norwegian.
        chosen: [
            value(Dimension::Referred, if n.is_multiple_of(6) { 2 } else { 0 }),
            value(Dimension::Autonomy, 1 + n % 3),
            value(Dimension::Equipment, 1 + n % 3),
            value(Dimension::Place, 0),
            value(Dimension::Age, if n.is_multiple_of(3) { 7 } else { 4 + n % 4 }),
            value(Dimension::Language, if n.is_multiple_of(4) { 2 } else { 1 }),
        ],
    }
}
