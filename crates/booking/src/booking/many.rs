//! The same change of many bookings at once: what happens to a course happens to everybody who has signed up.

use jiff::Timestamp;
use sea_orm::Value;
use torg_base::Uuid;
use torg_store::{At, Result, Tx, sql};

use super::model::Booking;
use super::store::{COLUMNS, among, many};

/// Bookings that will be kept although nobody has typed a code yet, as confirmed.
pub async fn confirm(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Booking>> {
    change(tx, ids, "state = 'confirmed', expires_at = NULL", "state IN ('held', 'requested')", vec![]).await
}

/// Bookings that have not begun, at a new time; the same time again only raises the sequence.
pub async fn reschedule(tx: &Tx, ids: &[Uuid], starts: Timestamp, ends: Timestamp) -> Result<Vec<Booking>> {
    let set = "starts = $2, ends = $3, sequence = sequence + 1";
    let values = vec![At(starts).into(), At(ends).into()];
    change(tx, ids, set, "state IN ('held', 'requested', 'confirmed')", values).await
}

/// Cancels bookings that have not begun. Returns those that somebody counts on; a hold without a code is not among them.
pub async fn cancel(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Booking>> {
    let set = "state = 'cancelled', expires_at = NULL, code_hash = NULL, sequence = sequence + 1";
    // Holds first: one that is confirmed in between is then found by the second statement.
    change(tx, ids, set, "state = 'held'", vec![]).await?;
    change(tx, ids, set, "state IN ('requested', 'confirmed')", vec![]).await
}

/// Marks bookings as held, or the person as not come. Returns those that were changed.
pub async fn attend(tx: &Tx, ids: &[Uuid], came: bool) -> Result<Vec<Booking>> {
    if came {
        change(tx, ids, "state = 'done'", "state IN ('confirmed', 'arrived', 'started')", vec![]).await
    } else {
        change(tx, ids, "state = 'missed'", "state = 'confirmed'", vec![]).await
    }
}

/// Bookings with these keys in the unit's organisation.
pub async fn with_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Booking>> {
    among(tx, tx.organisation(), ids).await
}

/// How many of some bookings stand, whatever their organisations: asked for or confirmed, and not only held for a code.
pub async fn standing(tx: &Tx, ids: &[Uuid]) -> Result<i64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let places = sql::places(1, ids.len());
    let query = format!(
        "SELECT CAST(count(*) AS bigint) FROM booking WHERE id IN ({places}) AND state IN ('requested', 'confirmed')"
    );
    let found: Vec<i64> = sql::column(tx, &query, ids.iter().map(|id| Value::from(*id))).await?;
    Ok(found.first().copied().unwrap_or_default())
}

/// One statement. `set` may use `$2` and on, which are `extra`; `$1` is the instant now.
async fn change(tx: &Tx, ids: &[Uuid], set: &str, condition: &str, extra: Vec<Value>) -> Result<Vec<Booking>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![At(tx.now()).into()];
    values.extend(extra);
    values.push(tx.organisation().into());
    let own = values.len();
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let places = sql::places(own + 1, ids.len());
    let statement = format!(
        "UPDATE booking SET {set}, changed_at = $1
         WHERE organisation_id = ${own} AND id IN ({places}) AND {condition} RETURNING {COLUMNS}"
    );
    many(tx, &statement, values).await
}
