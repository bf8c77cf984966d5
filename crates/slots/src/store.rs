//! Resources, weekly rules, exceptions and occupancy in the database, and the guard that refuses a double booking.
//!
//! Whoever books (the booking slice, visits, a shared office) gives an owner id; nothing here knows what it is.

use jiff::{SignedDuration, Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Deserialize;
use torg_store::{At, Error, Part, Result, Tx, sql};
use uuid::Uuid;

pub use crate::schema::MIGRATIONS;

use crate::needs::Tags;
use crate::rules::{Assigned, Availability, Busy, Exception, ExceptionKind, Weekdays};

/// No visit, travel and buffers included, is longer; so a search for what is busy need not look further back. Half a day,
/// since a look back over the night then meets nothing.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// The name under which the database refuses an overlap, on both engines.
pub const GUARD: &str = "occupancy_overlap";

/// Something that can be reserved, or whose hours are kept.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Resource {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub place_id: Uuid,
    /// `place` (its availability is the opening hours), `person`, `caseworker`, `room`, `equipment`, `course` …
    pub kind: String,
    pub name: String,
    pub capacity: i32,
    pub active: bool,
    /// Skills, languages and qualities that an offer may ask for.
    pub tags: Tags,
}

#[derive(Deserialize, FromQueryResult)]
struct BusyRow {
    organisation_id: Uuid,
    resource_id: Uuid,
    seat: i32,
    starts: At,
    ends: At,
    expires_at: Option<At>,
}

/// What is taken on some resources of an organisation between two instants, and whether holds have run out.
pub struct Taken {
    /// Holds that have run out are not in here.
    pub busy: Vec<Busy>,
    /// True when there are holds that have run out and must be cleared before their seats are given away.
    pub stale: bool,
}

/// Reads occupancy: one statement, whose cost follows what lies in the window.
pub async fn taken(
    db: &impl ConnectionTrait,
    organisation: Uuid,
    resources: &[Uuid],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Result<Taken> {
    if resources.is_empty() {
        return Ok(Taken { busy: Vec::new(), stale: false });
    }
    let mut values = vec![organisation.into(), At(from - LONGEST).into(), At(to).into(), At(from).into()];
    values.extend(resources.iter().map(|id| (*id).into()));
    let query = format!(
        "SELECT organisation_id, resource_id, seat, starts, ends, expires_at FROM occupancy
         WHERE organisation_id = $1 AND starts >= $2 AND starts < $3 AND ends > $4 AND resource_id IN ({})",
        sql::places(5, resources.len())
    );
    Ok(living(sql::rows(db, &query, values).await?, now))
}

/// So many resources are dearer to look up one by one than what everybody has taken in a short time.
const MANY: usize = 64;
/// What a short time is. The night before costs nothing, so [`LONGEST`] does not count.
const SHORT: SignedDuration = SignedDuration::from_hours(24);

/// Reads occupancy of resources in any number of organisations, each given with its organisation and in order: one statement,
/// whose cost follows the resources asked about, or what lies in the window when they are many and it is short.
pub async fn taken_among(
    db: &impl ConnectionTrait,
    resources: &[(Uuid, Uuid)],
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> Result<Vec<Busy>> {
    if resources.is_empty() {
        return Ok(Vec::new());
    }
    const WINDOW: &str = "o.starts >= $1 AND o.starts < $2 AND o.ends > $3";
    let ids = ["o.organisation_id", "o.resource_id"].map(|id| sql::id_text(db, id));
    let columns = format!("{}, {}, o.seat, o.starts, o.ends, o.expires_at", ids[0], ids[1]);
    let mut values = vec![At(from - LONGEST).into(), At(to).into(), At(from).into()];
    if resources.len() > MANY && to.duration_since(from) <= SHORT {
        let found = format!("FROM occupancy o WHERE {WINDOW}");
        let mut rows: Vec<BusyRow> = sql::gathered(db, &columns, &found, values).await?;
        rows.retain(|row| resources.binary_search(&(row.organisation_id, row.resource_id)).is_ok());
        return Ok(living(rows, now).busy);
    }
    values.push(sql::pairs(resources));
    // CROSS JOIN keeps SQLite to this order: first the resources, then what is taken on each.
    let found = format!(
        "FROM {} r CROSS JOIN occupancy o
         WHERE o.organisation_id = r.a AND o.resource_id = r.b AND {WINDOW}",
        sql::pairs_at(db, 4)
    );
    Ok(living(sql::gathered(db, &columns, &found, values).await?, now).busy)
}

/// What is still taken of some rows.
fn living(rows: Vec<BusyRow>, now: Timestamp) -> Taken {
    let all = rows.len();
    let busy: Vec<Busy> = rows
        .into_iter()
        .filter(|row| row.expires_at.is_none_or(|at| at.0 > now))
        .map(|row| Busy {
            resource: row.resource_id,
            seat: u16::try_from(row.seat).unwrap_or(u16::MAX),
            starts: row.starts.0,
            ends: row.ends.0,
        })
        .collect();
    Taken { stale: busy.len() < all, busy }
}

/// Takes seats for an owner. The database refuses an overlap: [`Error::Conflict`] with [`GUARD`].
pub async fn occupy(tx: &Tx, owner: Uuid, seats: &[Assigned], expires: Option<Timestamp>) -> Result<()> {
    tx.together(vec![occupy_part(tx, owner, seats, expires)?]).await
}

/// As [`occupy`], as the first part of a trip with others.
pub fn occupy_part(tx: &Tx, owner: Uuid, seats: &[Assigned], expires: Option<Timestamp>) -> Result<Part> {
    let owned: Vec<(Uuid, Assigned)> = seats.iter().map(|seat| (owner, *seat)).collect();
    occupy_all_part(tx, owned, expires)
}

/// As [`occupy_part`], for many owners. Seats are taken in an order that everybody follows, so that two who want some of
/// the same seats do not wait for each other.
pub fn occupy_all_part(tx: &Tx, mut seats: Vec<(Uuid, Assigned)>, expires: Option<Timestamp>) -> Result<Part> {
    seats.sort_unstable_by_key(|(_, seat)| (seat.resource, seat.seat, seat.starts));
    let mut values = Vec::with_capacity(seats.len() * 8);
    for (owner, seat) in &seats {
        if seat.ends.duration_since(seat.starts) > LONGEST {
            return Err(Error::Conflict("occupancy_too_long".into()));
        }
        values.extend([
            torg_base::new_id().into(),
            tx.organisation().into(),
            seat.resource.into(),
            i32::from(seat.seat).into(),
            At(seat.starts).into(),
            At(seat.ends).into(),
            (*owner).into(),
            expires.map(At).into(),
        ]);
    }
    let statement = format!(
        "INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id, expires_at) VALUES {}",
        sql::tuples(seats.len(), 8)
    );
    let part = Part::new(statement, values);
    // With one seat a refusal comes before anything is written; with several, the first may stand already.
    Ok(if seats.len() == 1 { part.guarded(GUARD) } else { part })
}

/// Deletes holds that have run out on some resources, so that their seats can be given away.
pub async fn clear_stale(tx: &Tx, resources: &[Uuid]) -> Result<u64> {
    let mut values = vec![tx.organisation().into(), At(tx.now()).into()];
    values.extend(resources.iter().map(|id| (*id).into()));
    let statement = format!(
        "DELETE FROM occupancy WHERE organisation_id = $1 AND expires_at <= $2 AND resource_id IN ({})",
        sql::places(3, resources.len())
    );
    sql::exec_with(tx, &statement, values).await
}

/// How many seats some owners have in all: too few when holds have been cleared away.
pub async fn owned(tx: &Tx, owners: &[Uuid]) -> Result<u64> {
    if owners.is_empty() {
        return Ok(0);
    }
    let mut values = vec![tx.organisation().into()];
    values.extend(owners.iter().map(|id| (*id).into()));
    let places = sql::places(2, owners.len());
    let query = format!("SELECT count(*) FROM occupancy WHERE organisation_id = $1 AND owner_id IN ({places})");
    let found: Vec<i64> = sql::column(tx, &query, values).await?;
    Ok(found.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or_default())
}

/// Moves what some owners hold to another time, in the same seats. The guard watches as when a seat is taken.
pub async fn shift(tx: &Tx, owners: &[Uuid], starts: Timestamp, ends: Timestamp) -> Result<u64> {
    if owners.is_empty() {
        return Ok(0);
    }
    let mut values = vec![tx.organisation().into(), At(starts).into(), At(ends).into()];
    values.extend(owners.iter().map(|id| (*id).into()));
    let places = sql::places(4, owners.len());
    let statement =
        format!("UPDATE occupancy SET starts = $2, ends = $3 WHERE organisation_id = $1 AND owner_id IN ({places})");
    sql::exec_with(tx, &statement, values).await
}

/// Gives what one owner holds to another, for good. Returns the number of seats, 0 when nothing is held any more.
pub async fn hand_over(tx: &Tx, from: Uuid, to: Uuid) -> Result<u64> {
    let values = [to.into(), tx.organisation().into(), from.into()];
    let statement =
        "UPDATE occupancy SET owner_id = $1, expires_at = NULL WHERE organisation_id = $2 AND owner_id = $3";
    sql::exec(tx, statement, values).await
}

/// Gives an owner's seats back.
pub async fn release(tx: &Tx, owner: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), owner.into()];
    sql::exec(tx, "DELETE FROM occupancy WHERE organisation_id = $1 AND owner_id = $2", values).await
}

/// Gives back the seats of many owners, whatever their organisations.
pub async fn release_all(tx: &Tx, owners: &[Uuid]) -> Result<u64> {
    let statement = format!("DELETE FROM occupancy WHERE owner_id IN ({})", sql::places(1, owners.len()));
    sql::exec_with(tx, &statement, owners.iter().map(|id| (*id).into()).collect()).await
}

/// Whether any hold has run out, in any organisation.
pub async fn any_stale(db: &impl ConnectionTrait, now: Timestamp) -> Result<bool> {
    let query = "SELECT 1 FROM occupancy WHERE expires_at <= $1 LIMIT 1";
    let found: Vec<i32> = sql::column(db, query, [At(now).into()]).await?;
    Ok(!found.is_empty())
}

/// Deletes every hold that has run out, in all organisations; upkeep.
pub async fn expire(tx: &Tx) -> Result<u64> {
    sql::exec(tx, "DELETE FROM occupancy WHERE expires_at <= $1", [At(tx.now()).into()]).await
}

#[derive(FromQueryResult)]
struct AvailabilityRow {
    id: Uuid,
    place_id: Uuid,
    resource_id: Uuid,
    weekdays: i32,
    from_minute: i32,
    to_minute: i32,
    valid_from: Option<String>,
    valid_to: Option<String>,
    on_holidays: bool,
}

/// A weekly rule with its row's key and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRule {
    pub id: Uuid,
    pub place: Uuid,
    pub rule: Availability,
}

/// An exception with its row's key and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptException {
    pub id: Uuid,
    pub place: Uuid,
    pub exception: Exception,
}

/// Every resource; of one organisation, or of all when `organisation` is none.
pub async fn resources(db: &impl ConnectionTrait, organisation: Option<Uuid>) -> Result<Vec<Resource>> {
    let (filter, values) = only(organisation, "organisation_id");
    let query = format!(
        "SELECT id, organisation_id, place_id, kind, name, capacity, active, tags FROM resource {filter} ORDER BY kind, name, id"
    );
    sql::rows(db, &query, values).await
}

/// Weekly rules; of one organisation, or of all.
pub async fn rules(db: &impl ConnectionTrait, organisation: Option<Uuid>) -> Result<Vec<KeptRule>> {
    let (filter, values) = only(organisation, "a.organisation_id");
    let query = format!(
        "SELECT a.id, r.place_id, a.resource_id, a.weekdays, a.from_minute, a.to_minute, a.valid_from, a.valid_to, a.on_holidays
         FROM availability a JOIN resource r ON r.id = a.resource_id {filter} ORDER BY a.from_minute, a.id"
    );
    let rows = sql::rows::<AvailabilityRow>(db, &query, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| KeptRule {
            id: row.id,
            place: row.place_id,
            rule: Availability {
                resource: row.resource_id,
                weekdays: Weekdays(u8::try_from(row.weekdays).unwrap_or_default()),
                from_minute: minute(row.from_minute),
                to_minute: minute(row.to_minute),
                valid_from: date(row.valid_from),
                valid_to: date(row.valid_to),
                on_holidays: row.on_holidays,
            },
        })
        .collect())
}

#[derive(FromQueryResult)]
struct ExceptionRow {
    id: Uuid,
    place_id: Uuid,
    resource_id: Option<Uuid>,
    from_date: String,
    to_date: String,
    open: bool,
    from_minute: i32,
    to_minute: i32,
    reason: Option<String>,
}

/// Exceptions that are not past; of one organisation, or of all.
pub async fn exceptions(
    db: &impl ConnectionTrait,
    organisation: Option<Uuid>,
    today: Date,
) -> Result<Vec<KeptException>> {
    let mut values = vec![today.to_string().into()];
    let mut filter = "WHERE to_date >= $1".to_owned();
    if let Some(organisation) = organisation {
        filter.push_str(" AND organisation_id = $2");
        values.push(organisation.into());
    }
    let query = format!(
        "SELECT id, place_id, resource_id, from_date, to_date, open, from_minute, to_minute, reason FROM exception {filter}
         ORDER BY from_date, id"
    );
    let rows = sql::rows::<ExceptionRow>(db, &query, values).await?;
    Ok(rows.into_iter().filter_map(kept_exception).collect())
}

fn kept_exception(row: ExceptionRow) -> Option<KeptException> {
    let (from_minute, to_minute) = (minute(row.from_minute), minute(row.to_minute));
    let kind = if row.open {
        ExceptionKind::Open { from_minute, to_minute }
    } else {
        ExceptionKind::Closed { from_minute, to_minute }
    };
    let exception = Exception {
        resource: row.resource_id,
        from: row.from_date.parse().ok()?,
        to: row.to_date.parse().ok()?,
        kind,
        reason: row.reason,
    };
    Some(KeptException { id: row.id, place: row.place_id, exception })
}

/// Adds or replaces a resource.
pub async fn put_resource(tx: &Tx, resource: &Resource) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO resource (id, organisation_id, place_id, kind, name, capacity, active, tags)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, capacity = excluded.capacity, active = excluded.active,
           tags = excluded.tags",
        [
            resource.id.into(),
            tx.organisation().into(),
            resource.place_id.into(),
            resource.kind.clone().into(),
            resource.name.clone().into(),
            resource.capacity.into(),
            resource.active.into(),
            resource.tags.to_string().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds a weekly rule.
pub async fn add_rule(tx: &Tx, rule: &Availability) -> Result<Uuid> {
    let id = torg_base::new_id();
    sql::exec(
        tx,
        "INSERT INTO availability (id, organisation_id, resource_id, weekdays, from_minute, to_minute, valid_from, valid_to, on_holidays)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            id.into(),
            tx.organisation().into(),
            rule.resource.into(),
            i32::from(rule.weekdays.0).into(),
            i32::from(rule.from_minute).into(),
            i32::from(rule.to_minute).into(),
            rule.valid_from.map(|d| d.to_string()).into(),
            rule.valid_to.map(|d| d.to_string()).into(),
            rule.on_holidays.into(),
        ],
    )
    .await?;
    Ok(id)
}

/// Adds an exception for a place, or for one resource there.
pub async fn add_exception(tx: &Tx, place: Uuid, exception: &Exception) -> Result<Uuid> {
    let id = torg_base::new_id();
    let (open, from_minute, to_minute) = match exception.kind {
        ExceptionKind::Open { from_minute, to_minute } => (true, from_minute, to_minute),
        ExceptionKind::Closed { from_minute, to_minute } => (false, from_minute, to_minute),
    };
    sql::exec(
        tx,
        "INSERT INTO exception (id, organisation_id, place_id, resource_id, from_date, to_date, open, from_minute, to_minute, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            id.into(),
            tx.organisation().into(),
            place.into(),
            exception.resource.into(),
            exception.from.to_string().into(),
            exception.to.to_string().into(),
            open.into(),
            i32::from(from_minute).into(),
            i32::from(to_minute).into(),
            exception.reason.clone().into(),
        ],
    )
    .await?;
    Ok(id)
}

/// Deletes a weekly rule of the unit's organisation.
pub async fn remove_rule(tx: &Tx, id: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), id.into()];
    sql::exec(tx, "DELETE FROM availability WHERE organisation_id = $1 AND id = $2", values).await
}

/// Deletes an exception of the unit's organisation.
pub async fn remove_exception(tx: &Tx, id: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), id.into()];
    sql::exec(tx, "DELETE FROM exception WHERE organisation_id = $1 AND id = $2", values).await
}

fn only(organisation: Option<Uuid>, column: &str) -> (String, Vec<sea_orm::Value>) {
    match organisation {
        Some(id) => (format!("WHERE {column} = $1"), vec![id.into()]),
        None => (String::new(), Vec::new()),
    }
}

fn minute(value: i32) -> i16 {
    i16::try_from(value).unwrap_or_default()
}

fn date(text: Option<String>) -> Option<Date> {
    text.and_then(|t| t.parse().ok())
}
