//! Who holds what: seats with the owner that they were taken for.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_store::{At, Result, sql};
use uuid::Uuid;

use crate::rules::Busy;
use crate::store::LONGEST;

/// A seat and the owner that it was taken for: a booking, the date of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub owner: Uuid,
    pub busy: Busy,
}

#[derive(FromQueryResult)]
struct Row {
    owner_id: Uuid,
    resource_id: Uuid,
    seat: i32,
    starts: At,
    ends: At,
}

impl From<Row> for Held {
    fn from(row: Row) -> Held {
        let seat = u16::try_from(row.seat).unwrap_or(u16::MAX);
        let busy = Busy { resource: row.resource_id, seat, starts: row.starts.0, ends: row.ends.0 };
        Held { owner: row.owner_id, busy }
    }
}

const COLUMNS: &str = "owner_id, resource_id, seat, starts, ends";

/// What is taken on one resource between two instants, in the order of time. Holds that have run out are not in it.
pub async fn held(
    db: &impl ConnectionTrait,
    organisation: Uuid,
    resource: Uuid,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Held>> {
    let query = format!(
        "SELECT {COLUMNS} FROM occupancy WHERE organisation_id = $1 AND resource_id = $2 AND starts >= $3 AND starts < $4
           AND ends > $5 AND (expires_at IS NULL OR expires_at > $6) ORDER BY starts, id"
    );
    let span = [At(from - LONGEST).into(), At(to).into(), At(from).into(), At(now).into()];
    let values: Vec<Value> = [organisation.into(), resource.into()].into_iter().chain(span).collect();
    Ok(sql::rows::<Row>(db, &query, values).await?.into_iter().map(Held::from).collect())
}

/// Every seat of some owners in an organisation.
pub async fn seats_of(db: &impl ConnectionTrait, organisation: Uuid, owners: &[Uuid]) -> Result<Vec<Held>> {
    if owners.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![organisation.into()];
    values.extend(owners.iter().map(|id| Value::from(*id)));
    let places = sql::places(2, owners.len());
    let query = format!("SELECT {COLUMNS} FROM occupancy WHERE organisation_id = $1 AND owner_id IN ({places})");
    Ok(sql::rows::<Row>(db, &query, values).await?.into_iter().map(Held::from).collect())
}
