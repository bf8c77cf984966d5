//! Courses, dates and sign-ups in the database.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Value};
use torg_base::Uuid;
use torg_store::{At, Error, Migration, Part, Result, Tx, sql};

use super::model::{Course, CourseDate, Help, State};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "courses-1",
    sql: "
CREATE TABLE course (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  title {json} NOT NULL,
  minimum {int} NOT NULL CHECK (minimum BETWEEN 0 AND 10000),
  skipped {json} NOT NULL,
  created_at {instant} NOT NULL
) {table};
CREATE INDEX course_organisation ON course (organisation_id);
CREATE TABLE course_date (
  id {uuid} PRIMARY KEY,
  course_id {uuid} NOT NULL REFERENCES course (id),
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  starts {instant} NOT NULL,
  ends {instant} NOT NULL,
  seats {int} NOT NULL CHECK (seats BETWEEN 0 AND 1000),
  seat_id {uuid},
  room_id {uuid},
  host_id {uuid},
  host_title {text} NOT NULL,
  topic {json} NOT NULL,
  helpers {text} NOT NULL,
  other_helpers {text} NOT NULL,
  supervisor_id {uuid},
  state {text} NOT NULL CHECK (state IN ('invited', 'open', 'on', 'off')),
  decides_at {instant},
  told {bool} NOT NULL,
  CHECK (starts < ends),
  CONSTRAINT course_date_supervisor CHECK ((helpers = '' AND other_helpers = '') OR supervisor_id IS NOT NULL),
  CHECK (state IN ('invited', 'off') OR seat_id IS NOT NULL)
) {table};
CREATE UNIQUE INDEX course_date_once ON course_date (course_id, place_id, starts);
CREATE INDEX course_date_place ON course_date (place_id, starts);
CREATE INDEX course_date_starts ON course_date (starts);
CREATE INDEX course_date_decides ON course_date (decides_at) WHERE state = 'open' AND decides_at IS NOT NULL;
CREATE INDEX course_date_untold ON course_date (starts) WHERE NOT told;
CREATE TABLE course_signup (
  booking_id {uuid} PRIMARY KEY,
  date_id {uuid} NOT NULL REFERENCES course_date (id),
  leader_id {uuid} NOT NULL
) {table};
CREATE INDEX course_signup_date ON course_signup (date_id);
CREATE INDEX course_signup_leader ON course_signup (leader_id);
",
    sqlite: "",
    postgres: "",
}];

const DATE: &str = "d.id, d.course_id, d.organisation_id, d.place_id, c.service_id, d.starts, d.ends, d.seats, d.seat_id, \
                    d.room_id, d.host_id, d.host_title, d.topic, d.helpers, d.other_helpers, d.supervisor_id, d.state, \
                    d.decides_at";
const FROM: &str = "FROM course_date d JOIN course c ON c.id = d.course_id";

#[derive(FromQueryResult)]
struct DateRow {
    id: Uuid,
    course_id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    starts: At,
    ends: At,
    seats: i32,
    seat_id: Option<Uuid>,
    room_id: Option<Uuid>,
    host_id: Option<Uuid>,
    host_title: String,
    topic: JsonValue,
    helpers: String,
    other_helpers: String,
    supervisor_id: Option<Uuid>,
    state: String,
    decides_at: Option<At>,
}

impl TryFrom<DateRow> for CourseDate {
    type Error = Error;

    fn try_from(row: DateRow) -> Result<CourseDate> {
        Ok(CourseDate {
            id: row.id,
            course: row.course_id,
            organisation: row.organisation_id,
            place: row.place_id,
            service: row.service_id,
            starts: row.starts.0,
            ends: row.ends.0,
            seats: row.seats,
            seat: row.seat_id,
            room: row.room_id,
            host: row.host_id,
            host_title: row.host_title,
            topic: from_json(row.topic)?,
            help: Help {
                helpers: row.helpers.split(';').filter_map(|id| Uuid::parse_str(id).ok()).collect(),
                others: row.other_helpers,
                supervisor: row.supervisor_id,
            },
            state: State::parse(&row.state).ok_or(Error::Database("state".into()))?,
            decides: row.decides_at.map(|at| at.0),
        })
    }
}

#[derive(FromQueryResult)]
struct CourseRow {
    id: Uuid,
    organisation_id: Uuid,
    service_id: Uuid,
    title: JsonValue,
    minimum: i32,
    skipped: JsonValue,
}

/// Courses by key.
pub async fn courses(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Course>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let condition = format!("id IN ({})", sql::places(1, ids.len()));
    let found = courses_where(db, &condition, uuids(ids)).await?;
    Ok(found.into_iter().map(|c| (c.id, c)).collect())
}

/// The lectures that an organisation holds, newest first, at most 100.
pub async fn lectures(db: &impl ConnectionTrait, organisation: Uuid) -> Result<Vec<Course>> {
    let condition = "organisation_id = $1 AND minimum > 0 ORDER BY created_at DESC LIMIT 100";
    courses_where(db, condition, vec![organisation.into()]).await
}

async fn courses_where(db: &impl ConnectionTrait, condition: &str, values: Vec<Value>) -> Result<Vec<Course>> {
    let query =
        format!("SELECT id, organisation_id, service_id, title, minimum, skipped FROM course WHERE {condition}");
    let course = |row: CourseRow| {
        Ok(Course {
            id: row.id,
            organisation: row.organisation_id,
            service: row.service_id,
            title: from_json(row.title)?,
            minimum: row.minimum,
            skipped: from_json(row.skipped)?,
        })
    };
    sql::rows::<CourseRow>(db, &query, values).await?.into_iter().map(course).collect()
}

/// One date of any organisation.
pub async fn date(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<CourseDate>> {
    Ok(dates_where(db, "d.id = $1", vec![id.into()]).await?.pop())
}

/// Every date of a course at every place, in order.
pub async fn of_course(db: &impl ConnectionTrait, course: Uuid) -> Result<Vec<CourseDate>> {
    dates_where(db, "d.course_id = $1 ORDER BY d.starts, d.place_id", vec![course.into()]).await
}

/// Dates of a place between two instants, in order.
pub async fn at_place(
    db: &impl ConnectionTrait,
    place: Uuid,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<CourseDate>> {
    let condition = "d.place_id = $1 AND d.starts >= $2 AND d.starts < $3 ORDER BY d.starts, d.id";
    dates_where(db, condition, vec![place.into(), At(from).into(), At(to).into()]).await
}

/// Dates that the public sees, of every place, soonest first.
pub async fn coming(db: &impl ConnectionTrait, now: Timestamp, to: Timestamp, most: usize) -> Result<Vec<CourseDate>> {
    let condition = format!(
        "d.starts > $1 AND d.starts < $2 AND d.seat_id IS NOT NULL AND d.state IN ('open', 'on')
         ORDER BY d.starts, d.id LIMIT {most}"
    );
    dates_where(db, &condition, vec![At(now).into(), At(to).into()]).await
}

/// Dates whose people have not been told what was decided.
pub async fn untold(db: &impl ConnectionTrait) -> Result<Vec<CourseDate>> {
    dates_where(db, "NOT d.told ORDER BY d.starts LIMIT 200", vec![]).await
}

/// Open dates whose decision is due.
pub async fn due(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<CourseDate>> {
    let condition = "d.state = 'open' AND d.decides_at IS NOT NULL AND d.decides_at <= $1 ORDER BY d.starts LIMIT 200";
    dates_where(db, condition, vec![At(now).into()]).await
}

/// Locks some dates until the unit ends and returns them as they stand, in order of time. A sign-up and a change of the
/// same date wait for each other here; on SQLite all units do that anyway.
pub async fn lock(tx: &Tx, ids: &[Uuid]) -> Result<Vec<CourseDate>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places = sql::places(1, ids.len());
    sql::exec_with(tx, &format!("UPDATE course_date SET seats = seats WHERE id IN ({places})"), uuids(ids)).await?;
    dates_where(tx, &format!("d.id IN ({places}) ORDER BY d.starts, d.id"), uuids(ids)).await
}

async fn dates_where(db: &impl ConnectionTrait, condition: &str, values: Vec<Value>) -> Result<Vec<CourseDate>> {
    let rows = sql::rows::<DateRow>(db, &format!("SELECT {DATE} {FROM} WHERE {condition}"), values).await?;
    rows.into_iter().map(CourseDate::try_from).collect()
}

/// Adds a course of the unit's organisation.
pub async fn add_course(tx: &Tx, course: &Course) -> Result<()> {
    let values = [
        course.id.into(),
        tx.organisation().into(),
        course.service.into(),
        to_json(&course.title)?.into(),
        course.minimum.into(),
        to_json(&course.skipped)?.into(),
        At(tx.now()).into(),
    ];
    let statement = "INSERT INTO course (id, organisation_id, service_id, title, minimum, skipped, created_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)";
    sql::exec(tx, statement, values).await?;
    Ok(())
}

/// Adds dates. Those of other organisations are invitations.
pub async fn add_dates(tx: &Tx, dates: &[CourseDate]) -> Result<()> {
    for date in dates {
        let mut values = vec![
            date.id.into(),
            date.course.into(),
            date.organisation.into(),
            date.place.into(),
            date.decides.map(At).into(),
        ];
        values.extend(changeable(date)?);
        let statement = "INSERT INTO course_date (id, course_id, organisation_id, place_id, decides_at, starts, ends,
              seats, seat_id, room_id, host_id, host_title, topic, helpers, other_helpers, supervisor_id, state, told)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
        values.push(true.into());
        sql::exec_with(tx, statement, values).await?;
    }
    Ok(())
}

/// Writes a date of the unit's organisation as it has become.
pub async fn put_date(tx: &Tx, date: &CourseDate) -> Result<()> {
    let mut values = vec![date.id.into(), tx.organisation().into()];
    values.extend(changeable(date)?);
    let statement =
        "UPDATE course_date SET starts = $3, ends = $4, seats = $5, seat_id = $6, room_id = $7, host_id = $8,
          host_title = $9, topic = $10, helpers = $11, other_helpers = $12, supervisor_id = $13, state = $14
         WHERE id = $1 AND organisation_id = $2";
    if sql::exec_with(tx, statement, values).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

fn changeable(date: &CourseDate) -> Result<[Value; 12]> {
    let helpers: Vec<String> = date.help.helpers.iter().map(Uuid::to_string).collect();
    Ok([
        At(date.starts).into(),
        At(date.ends).into(),
        date.seats.into(),
        date.seat.into(),
        date.room.into(),
        date.host.into(),
        date.host_title.clone().into(),
        to_json(&date.topic)?.into(),
        helpers.join(";").into(),
        date.help.others.clone().into(),
        date.help.supervisor.into(),
        date.state.code().into(),
    ])
}

/// Sets where some dates stand, whatever their organisation, and remembers that their people must be told.
pub async fn decide(tx: &Tx, ids: &[Uuid], state: State) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let mut values: Vec<Value> = vec![state.code().into(), false.into()];
    values.extend(uuids(ids));
    let statement = format!("UPDATE course_date SET state = $1, told = $2 WHERE id IN ({})", sql::places(3, ids.len()));
    sql::exec_with(tx, &statement, values).await
}

/// Says that the people of a date have been told.
pub async fn told(tx: &Tx, id: Uuid) -> Result<u64> {
    sql::exec(tx, "UPDATE course_date SET told = $1 WHERE id = $2 AND told <> $1", [true.into(), id.into()]).await
}

/// A sign-up: which date a booking is for, and the first booking of the same go, which carries the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SignUpRow {
    pub booking_id: Uuid,
    pub date_id: Uuid,
    pub leader_id: Uuid,
}

/// Ties a booking to its date.
pub fn link_part(booking: Uuid, date: Uuid, leader: Uuid) -> Part {
    let statement = "INSERT INTO course_signup (booking_id, date_id, leader_id) VALUES ($1, $2, $3)";
    Part::new(statement, vec![booking.into(), date.into(), leader.into()])
}

/// A booking has been moved to another date of its course.
pub async fn relink(tx: &Tx, booking: Uuid, date: Uuid) -> Result<u64> {
    let values = [date.into(), booking.into()];
    sql::exec(tx, "UPDATE course_signup SET date_id = $1 WHERE booking_id = $2", values).await
}

/// What ties a booking to a date, if it is for a course.
pub async fn sign_up(db: &impl ConnectionTrait, booking: Uuid) -> Result<Option<SignUpRow>> {
    let query = "SELECT booking_id, date_id, leader_id FROM course_signup WHERE booking_id = $1";
    sql::row(db, query, vec![booking.into()]).await
}

/// Everything that was signed up for in one go, the first booking included.
pub async fn together(db: &impl ConnectionTrait, leader: Uuid) -> Result<Vec<SignUpRow>> {
    let query = "SELECT booking_id, date_id, leader_id FROM course_signup WHERE leader_id = $1";
    sql::rows(db, query, vec![leader.into()]).await
}

/// The sign-ups of some dates, whatever has become of them.
pub async fn sign_ups(db: &impl ConnectionTrait, dates: &[Uuid]) -> Result<Vec<SignUpRow>> {
    if dates.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "SELECT booking_id, date_id, leader_id FROM course_signup WHERE date_id IN ({})",
        sql::places(1, dates.len())
    );
    sql::rows(db, &query, uuids(dates)).await
}

/// Deletes what ties bookings to dates that ended before an instant. Returns the number deleted.
pub async fn forget(tx: &Tx, before: Timestamp) -> Result<u64> {
    let statement = "DELETE FROM course_signup WHERE date_id IN (SELECT id FROM course_date WHERE starts < $1)";
    sql::exec(tx, statement, [At(before).into()]).await
}

fn uuids(ids: &[Uuid]) -> Vec<Value> {
    ids.iter().map(|id| (*id).into()).collect()
}

fn from_json<T: serde::de::DeserializeOwned>(value: JsonValue) -> Result<T> {
    serde_json::from_value(value).map_err(|_| Error::Database("json".into()))
}

fn to_json(value: &impl serde::Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|_| Error::Database("json".into()))
}
