//! How a place offers a service: the offer itself, what a visit then needs and occupies, and its table.

use sea_orm::{FromQueryResult, JsonValue};
use torg_base::{Lang, Uuid};
use torg_slots::needs::{Need, Needs};
use torg_slots::rules::{Candidate, OfferRules, Role};
use torg_slots::store::{LONGEST, Resource};
use torg_store::{Error, Migration, Reads, Result, Tx, sql};

use super::local;
use super::model::{Note, Way};
use super::store::{from_json, to_json};

/// Time around the visit, the grid and travel; none until the centre says so.
pub(super) const COLUMNS: Migration = Migration {
    name: "catalogue-offers-1",
    sql: "
ALTER TABLE offer ADD COLUMN buffer_before {int} NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 120);
ALTER TABLE offer ADD COLUMN step_minutes {int} NOT NULL DEFAULT 0 CHECK (step_minutes BETWEEN 0 AND 480);
ALTER TABLE offer ADD COLUMN travel_minutes {int} NOT NULL DEFAULT 0 CHECK (travel_minutes BETWEEN 0 AND 240);
",
    sqlite: "",
    postgres: "",
};

/// One service at one place in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: Uuid,
    pub organisation: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    pub way: Way,
    /// Length of a visit, in minutes.
    pub minutes: i32,
    pub drop_in: bool,
    /// What a visit needs one of each of; empty when it cannot be booked.
    pub needs: Needs,
    /// Minutes kept free before a visit and after it.
    pub buffer_before: i32,
    pub buffer_minutes: i32,
    /// Minutes between starts; 0 is as long as the visit.
    pub step_minutes: i32,
    /// Minutes each way for whoever goes to the visit.
    pub travel_minutes: i32,
    pub notice_minutes: i32,
    pub horizon_days: i32,
    pub note: Note,
}

impl Offer {
    pub fn bookable(&self) -> bool {
        !self.needs.is_empty() && self.minutes > 0
    }

    pub fn note(&self, lang: Lang) -> &str {
        lang.pick(&self.note.nb, &self.note.nn, &self.note.en)
    }

    /// Whether a visit with travel and buffers is short enough for the guard against double booking.
    pub fn fits_in_half_a_day(&self) -> bool {
        let minutes = self.minutes + 2 * self.travel_minutes + self.buffer_before + self.buffer_minutes;
        i64::from(minutes) <= LONGEST.as_mins()
    }

    /// The rules of the offer among the resources of its place. `hours` is the place's own resource.
    pub fn rules(&self, resources: &[Resource], hours: Uuid) -> OfferRules {
        OfferRules {
            minutes: u16::try_from(self.minutes).unwrap_or_default(),
            step: u16::try_from(self.step_minutes).unwrap_or_default(),
            buffer_before: u16::try_from(self.buffer_before).unwrap_or_default(),
            buffer_after: u16::try_from(self.buffer_minutes).unwrap_or_default(),
            travel_minutes: u16::try_from(self.travel_minutes).unwrap_or_default(),
            notice_minutes: u32::try_from(self.notice_minutes).unwrap_or_default(),
            horizon_days: u16::try_from(self.horizon_days).unwrap_or_default(),
            place: Some(hours),
            roles: self.needs.iter().map(|need| role(need, resources)).collect(),
        }
    }

    /// Which of the needs is the first that a person fills.
    pub fn person_role(&self) -> Option<usize> {
        let person = |need: &Need| need.0.iter().any(|one| is_person(&one.kind));
        self.needs.iter().position(person)
    }
}

/// Minutes each way, until the centre says something else.
pub fn usual_travel(way: Way) -> i32 {
    match way {
        Way::Home => 30,
        Way::Mobile => 45,
        Way::Counter | Way::Phone | Way::Video | Way::Group | Way::Visit | Way::SelfService => 0,
    }
}

fn is_person(kind: &str) -> bool {
    matches!(kind, "person" | "caseworker")
}

/// People, cars and what they carry go to where the visit is; rooms, desks and courses stay.
fn travels(kind: &str) -> bool {
    is_person(kind) || matches!(kind, "vehicle" | "equipment")
}

fn role(need: &Need, resources: &[Resource]) -> Role {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (alternative, rank) in need.0.iter().zip(0u8..) {
        let fit = resources.iter().filter(|r| r.active && alternative.fits(&r.kind, &r.tags));
        candidates.extend(fit.map(|r| Candidate {
            resource: r.id,
            capacity: u16::try_from(r.capacity).unwrap_or(1),
            rank,
            travels: travels(&r.kind),
        }));
    }
    Role { name: need.to_string(), candidates }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    way: String,
    minutes: i32,
    drop_in: bool,
    needs: String,
    buffer_before: i32,
    buffer_minutes: i32,
    step_minutes: i32,
    travel_minutes: i32,
    notice_minutes: i32,
    horizon_days: i32,
    note: JsonValue,
}

/// Every offer of the installation.
pub async fn offers(db: &Reads) -> Result<Vec<Offer>> {
    let query = "SELECT id, organisation_id, place_id, service_id, way, minutes, drop_in, needs, buffer_before,
                   buffer_minutes, step_minutes, travel_minutes, notice_minutes, horizon_days, note FROM offer ORDER BY id";
    sql::rows::<Row>(db, query, vec![]).await?.into_iter().map(offer).collect()
}

fn offer(row: Row) -> Result<Offer> {
    Ok(Offer {
        id: row.id,
        organisation: row.organisation_id,
        place: row.place_id,
        service: row.service_id,
        way: Way::parse(&row.way).ok_or(Error::Database("way".into()))?,
        minutes: row.minutes,
        drop_in: row.drop_in,
        needs: row.needs.parse().map_err(|_| Error::Database("needs".into()))?,
        buffer_before: row.buffer_before,
        buffer_minutes: row.buffer_minutes,
        step_minutes: row.step_minutes,
        travel_minutes: row.travel_minutes,
        notice_minutes: row.notice_minutes,
        horizon_days: row.horizon_days,
        note: from_json::<Note>(row.note)?,
    })
}

/// Adds an offer, or changes the one for the same place, service and way.
pub async fn put_offer(tx: &Tx, offer: &Offer) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO offer (id, organisation_id, place_id, service_id, way, minutes, drop_in, needs, buffer_before,
           buffer_minutes, step_minutes, travel_minutes, notice_minutes, horizon_days, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (place_id, service_id, way) DO UPDATE SET minutes = excluded.minutes, drop_in = excluded.drop_in,
           needs = excluded.needs, buffer_before = excluded.buffer_before, buffer_minutes = excluded.buffer_minutes,
           step_minutes = excluded.step_minutes, travel_minutes = excluded.travel_minutes,
           notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days, note = excluded.note",
        [
            offer.id.into(),
            tx.organisation().into(),
            offer.place.into(),
            offer.service.into(),
            offer.way.code().into(),
            offer.minutes.into(),
            offer.drop_in.into(),
            offer.needs.to_string().into(),
            offer.buffer_before.into(),
            offer.buffer_minutes.into(),
            offer.step_minutes.into(),
            offer.travel_minutes.into(),
            offer.notice_minutes.into(),
            offer.horizon_days.into(),
            to_json(&offer.note)?.into(),
        ],
    )
    .await?;
    local::begin(tx, offer.service).await
}

/// Takes an offer away. Bookings that were made keep their place and time.
pub async fn remove_offer(tx: &Tx, id: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), id.into()];
    sql::exec(tx, "DELETE FROM offer WHERE organisation_id = $1 AND id = $2", values).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(n: u128, kind: &str, tags: &str) -> Resource {
        Resource {
            id: Uuid::from_u128(n),
            organisation_id: Uuid::from_u128(100),
            place_id: Uuid::from_u128(101),
            kind: kind.into(),
            name: format!("{kind} {n}"),
            capacity: 1,
            active: true,
            tags: tags.parse().unwrap(),
        }
    }

    fn offer(needs: &str) -> Offer {
        Offer {
            id: Uuid::from_u128(1),
            organisation: Uuid::from_u128(100),
            place: Uuid::from_u128(101),
            service: Uuid::from_u128(2),
            way: Way::Home,
            minutes: 60,
            drop_in: false,
            needs: needs.parse().unwrap(),
            buffer_before: 5,
            buffer_minutes: 10,
            step_minutes: 15,
            travel_minutes: 30,
            notice_minutes: 60,
            horizon_days: 30,
            note: Note::default(),
        }
    }

    #[test]
    fn alternatives_are_ranked_and_tags_must_be_there() {
        let mut here = vec![
            resource(1, "person", ""),
            resource(2, "person", "skatt;lang:pl"),
            resource(3, "caseworker", ""),
            resource(4, "room", "skjermet"),
            resource(5, "room", ""),
            resource(6, "equipment", "videoboks"),
        ];
        let rules = offer("person+skatt|caseworker|person;room+skjermet;equipment+videoboks").rules(&here, Uuid::nil());
        let list = |role: usize| -> Vec<(u128, u8, bool)> {
            rules.roles[role].candidates.iter().map(|c| (c.resource.as_u128(), c.rank, c.travels)).collect()
        };
        assert_eq!(list(0), [(2, 0, true), (3, 1, true), (1, 2, true), (2, 2, true)]);
        assert_eq!(list(1), [(4, 0, false)]);
        assert_eq!(list(2), [(6, 0, true)]);
        assert_eq!((rules.buffer_before, rules.buffer_after, rules.step, rules.travel_minutes), (5, 10, 15, 30));
        here[1].active = false;
        assert!(offer("person+skatt").rules(&here, Uuid::nil()).roles[0].candidates.is_empty(), "switched off");
    }

    #[test]
    fn the_whole_of_a_visit_has_a_limit() {
        let long = Offer { minutes: 480, travel_minutes: 105, buffer_before: 0, buffer_minutes: 30, ..offer("person") };
        assert!(long.fits_in_half_a_day());
        assert!(!Offer { buffer_before: 5, ..long }.fits_in_half_a_day());
        assert_eq!(offer("room;caseworker|person").person_role(), Some(1));
        assert_eq!(offer("room").person_role(), None);
    }
}
