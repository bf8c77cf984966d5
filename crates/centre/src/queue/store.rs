//! Tickets, the day's counter and the lengths of visits in the database.
//!
//! Whoever changes a queue first takes the row of its day ([`lock`]): one at a time gives numbers, calls and puts back at
//! a place, on both engines.

use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::{Lang, Uuid};
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::estimate::Visits;
use super::model::{State, Ticket};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "queue-1",
    sql: "
CREATE TABLE queue_day (
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  day {text} NOT NULL,
  last {int} NOT NULL,
  calls {int} NOT NULL,
  PRIMARY KEY (organisation_id, place_id, day)
) {table};

CREATE TABLE queue_ticket (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  day {text} NOT NULL,
  number {int} NOT NULL CHECK (number > 0),
  turn {bigint} NOT NULL,
  service_id {uuid},
  state {text} NOT NULL CHECK (state IN ('waiting', 'called', 'done', 'missed', 'left')),
  lang {text} NOT NULL,
  phone {text},
  told {bool} NOT NULL,
  drawn_at {instant} NOT NULL,
  called_at {instant},
  called_by {uuid},
  call_key {uuid},
  call_order {int},
  desk {int},
  CHECK (state <> 'called' OR (called_at IS NOT NULL AND call_order IS NOT NULL))
) {table};
CREATE UNIQUE INDEX queue_ticket_number ON queue_ticket (organisation_id, place_id, day, number);
CREATE UNIQUE INDEX queue_ticket_call ON queue_ticket (organisation_id, call_key) WHERE call_key IS NOT NULL;
CREATE INDEX queue_ticket_turn ON queue_ticket (organisation_id, place_id, day, turn, number) WHERE state = 'waiting';
CREATE INDEX queue_ticket_day ON queue_ticket (day);

CREATE TABLE queue_served (
  organisation_id {uuid} NOT NULL,
  place_id {uuid} NOT NULL,
  day {text} NOT NULL,
  minutes {int} NOT NULL CHECK (minutes > 0),
  count {int} NOT NULL CHECK (count > 0),
  PRIMARY KEY (organisation_id, place_id, day, minutes)
) {table};
CREATE INDEX queue_served_day ON queue_served (day);
",
    sqlite: "",
    postgres: "",
}];

const COLUMNS: &str = "id, organisation_id, place_id, day, number, turn, service_id, state, lang, phone, told, drawn_at, \
                       called_at, called_by, desk";
/// One queue of one day; its values come first.
const QUEUE: &str = "organisation_id = $1 AND place_id = $2 AND day = $3";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    day: String,
    number: i32,
    turn: i64,
    service_id: Option<Uuid>,
    state: String,
    lang: String,
    phone: Option<String>,
    told: bool,
    drawn_at: At,
    called_at: Option<At>,
    called_by: Option<Uuid>,
    desk: Option<i32>,
}

impl TryFrom<Row> for Ticket {
    type Error = Error;

    fn try_from(row: Row) -> Result<Ticket> {
        Ok(Ticket {
            id: row.id,
            organisation: row.organisation_id,
            place: row.place_id,
            day: row.day.parse().map_err(|_| Error::Database("date".into()))?,
            number: row.number,
            turn: row.turn,
            service: row.service_id,
            state: State::parse(&row.state).ok_or(Error::Database("state".into()))?,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            phone: row.phone,
            told: row.told,
            drawn: row.drawn_at.0,
            called: row.called_at.map(|at| at.0),
            called_by: row.called_by,
            desk: row.desk,
        })
    }
}

/// A queue: a place on a day, in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    pub organisation: Uuid,
    pub place: Uuid,
    pub day: Date,
}

impl Queue {
    fn values(&self, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        let own = [self.organisation.into(), self.place.into(), self.day.to_string().into()];
        own.into_iter().chain(more).collect()
    }
}

/// Takes the queue until the unit is over. Everybody else who changes it waits here.
pub async fn lock(tx: &Tx, queue: &Queue) -> Result<()> {
    let query = "INSERT INTO queue_day (organisation_id, place_id, day, last, calls) VALUES ($1, $2, $3, 0, 0)
                 ON CONFLICT (organisation_id, place_id, day) DO UPDATE SET last = queue_day.last";
    sql::exec_with(tx, query, queue.values([])).await?;
    Ok(())
}

/// The next number of the day. Call it with the queue locked.
pub async fn next_number(tx: &Tx, queue: &Queue) -> Result<i32> {
    counted(tx, queue, "last").await
}

async fn next_call(tx: &Tx, queue: &Queue) -> Result<i32> {
    counted(tx, queue, "calls").await
}

async fn counted(tx: &Tx, queue: &Queue, column: &str) -> Result<i32> {
    let query = format!("UPDATE queue_day SET {column} = {column} + 1 WHERE {QUEUE} RETURNING {column}");
    let found: Vec<i32> = sql::column(tx, &query, queue.values([])).await?;
    found.first().copied().ok_or(Error::NotFound)
}

pub async fn insert(tx: &Tx, ticket: &Ticket) -> Result<()> {
    let values = vec![
        ticket.id.into(),
        ticket.organisation.into(),
        ticket.place.into(),
        ticket.day.to_string().into(),
        ticket.number.into(),
        ticket.turn.into(),
        ticket.service.into(),
        ticket.state.code().into(),
        ticket.lang.code().into(),
        ticket.phone.clone().into(),
        ticket.told.into(),
        At(ticket.drawn).into(),
    ];
    let statement = format!(
        "INSERT INTO queue_ticket (id, organisation_id, place_id, day, number, turn, service_id, state, lang, phone, told,
           drawn_at)
         VALUES ({})",
        sql::places(1, 12)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

async fn one(db: &impl ConnectionTrait, queue: &Queue, rest: &str, more: Vec<Value>) -> Result<Option<Ticket>> {
    let query = format!("SELECT {COLUMNS} FROM queue_ticket WHERE {QUEUE} {rest}");
    sql::row::<Row>(db, &query, queue.values(more)).await?.map(Ticket::try_from).transpose()
}

async fn many(db: &impl ConnectionTrait, queue: &Queue, rest: &str) -> Result<Vec<Ticket>> {
    let query = format!("SELECT {COLUMNS} FROM queue_ticket WHERE {QUEUE} {rest}");
    sql::rows::<Row>(db, &query, queue.values([])).await?.into_iter().map(Ticket::try_from).collect()
}

pub async fn by_id(db: &impl ConnectionTrait, queue: &Queue, id: Uuid) -> Result<Option<Ticket>> {
    one(db, queue, "AND id = $4", vec![id.into()]).await
}

pub async fn by_number(db: &impl ConnectionTrait, queue: &Queue, number: i32) -> Result<Option<Ticket>> {
    one(db, queue, "AND number = $4", vec![number.into()]).await
}

/// The ticket that a press of «Kall neste» has called already.
pub async fn by_call(db: &impl ConnectionTrait, queue: &Queue, key: Uuid) -> Result<Option<Ticket>> {
    one(db, queue, "AND call_key = $4", vec![key.into()]).await
}

/// Those who wait, in the order they are called, at most `limit`.
pub async fn waiting(db: &impl ConnectionTrait, queue: &Queue, limit: usize) -> Result<Vec<Ticket>> {
    many(db, queue, &format!("AND state = 'waiting' ORDER BY turn, number LIMIT {limit}")).await
}

/// Those who are called, the last call first, at most `limit`.
pub async fn called(db: &impl ConnectionTrait, queue: &Queue, limit: usize) -> Result<Vec<Ticket>> {
    many(db, queue, &format!("AND state = 'called' ORDER BY call_order DESC LIMIT {limit}")).await
}

/// Those who did not come when they were called, at most `limit`.
pub async fn missed(db: &impl ConnectionTrait, queue: &Queue, limit: usize) -> Result<Vec<Ticket>> {
    many(db, queue, &format!("AND state = 'missed' ORDER BY number DESC LIMIT {limit}")).await
}

/// How many wait.
pub async fn count_waiting(db: &impl ConnectionTrait, queue: &Queue) -> Result<usize> {
    let query = format!("SELECT count(*) FROM queue_ticket WHERE {QUEUE} AND state = 'waiting'");
    number(db, &query, queue.values([])).await
}

/// How many who wait are called before a ticket.
pub async fn before(db: &impl ConnectionTrait, queue: &Queue, ticket: &Ticket) -> Result<usize> {
    let query = format!(
        "SELECT count(*) FROM queue_ticket WHERE {QUEUE} AND state = 'waiting'
           AND (turn < $4 OR (turn = $4 AND number < $5))"
    );
    number(db, &query, queue.values([ticket.turn.into(), ticket.number.into()])).await
}

/// How many at work have called somebody since an instant.
pub async fn guides(db: &impl ConnectionTrait, queue: &Queue, since: Timestamp) -> Result<usize> {
    let query = format!("SELECT count(DISTINCT called_by) FROM queue_ticket WHERE {QUEUE} AND called_at >= $4");
    number(db, &query, queue.values([At(since).into()])).await
}

async fn number(db: &impl ConnectionTrait, query: &str, values: Vec<Value>) -> Result<usize> {
    let found: Vec<i64> = sql::column(db, query, values).await?;
    Ok(found.first().and_then(|n| usize::try_from(*n).ok()).unwrap_or_default())
}

/// Who calls, and where to come.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub by: Option<Uuid>,
    pub desk: Option<i32>,
    /// Names the press, so that a repeated one calls nobody more.
    pub key: Option<Uuid>,
}

/// Calls a ticket, for the first time or once more. Call it with the queue locked.
pub async fn set_called(tx: &Tx, queue: &Queue, ticket: Uuid, call: Call) -> Result<()> {
    let order = next_call(tx, queue).await?;
    let query = "UPDATE queue_ticket SET state = 'called', called_at = $1, called_by = $2, desk = $3, call_key = $4,
                   call_order = $5, told = $6
                 WHERE organisation_id = $7 AND id = $8";
    let values = vec![
        At(tx.now()).into(),
        call.by.into(),
        call.desk.into(),
        call.key.into(),
        order.into(),
        true.into(),
        queue.organisation.into(),
        ticket.into(),
    ];
    sql::exec_with(tx, query, values).await?;
    Ok(())
}

/// Moves a ticket to another state and turn. Call it with the queue locked and the ticket just read.
pub async fn set_state(tx: &Tx, ticket: &Ticket, state: State, turn: i64) -> Result<()> {
    let query = "UPDATE queue_ticket SET state = $1, turn = $2 WHERE organisation_id = $3 AND id = $4";
    let values = [state.code().into(), turn.into(), ticket.organisation.into(), ticket.id.into()];
    sql::exec(tx, query, values).await?;
    Ok(())
}

/// Notes that somebody has been told that it is soon their turn.
pub async fn set_told(tx: &Tx, ticket: &Ticket) -> Result<()> {
    let values = [true.into(), ticket.organisation.into(), ticket.id.into()];
    sql::exec(tx, "UPDATE queue_ticket SET told = $1 WHERE organisation_id = $2 AND id = $3", values).await?;
    Ok(())
}

/// Keeps how long a visit lasted: nothing but place, day and minutes.
pub async fn add_visit(tx: &Tx, queue: &Queue, minutes: i32) -> Result<()> {
    let query = "INSERT INTO queue_served (organisation_id, place_id, day, minutes, count) VALUES ($1, $2, $3, $4, 1)
                 ON CONFLICT (organisation_id, place_id, day, minutes) DO UPDATE SET count = queue_served.count + 1";
    sql::exec_with(tx, query, queue.values([minutes.into()])).await?;
    Ok(())
}

/// How long visits at a place have lasted since a day.
pub async fn visits(db: &Reads, place: Uuid, since: Date) -> Result<Vec<Visits>> {
    #[derive(FromQueryResult)]
    struct Found {
        minutes: i32,
        count: i64,
    }
    let query = "SELECT minutes, CAST(sum(count) AS bigint) AS count FROM queue_served
                 WHERE organisation_id = $1 AND place_id = $2 AND day >= $3 GROUP BY minutes";
    let values = vec![db.organisation().into(), place.into(), since.to_string().into()];
    let found: Vec<Found> = sql::rows(db, query, values).await?;
    Ok(found.into_iter().map(|f| Visits { minutes: f.minutes, count: f.count }).collect())
}

/// Tickets of days before a date, in all organisations, at most `limit`: organisation and key.
pub async fn over(db: &impl ConnectionTrait, today: Date, limit: usize) -> Result<Vec<(Uuid, Uuid)>> {
    #[derive(FromQueryResult)]
    struct Found {
        organisation_id: Uuid,
        id: Uuid,
    }
    let query = format!("SELECT organisation_id, id FROM queue_ticket WHERE day < $1 LIMIT {limit}");
    let found: Vec<Found> = sql::rows(db, &query, vec![today.to_string().into()]).await?;
    Ok(found.into_iter().map(|f| (f.organisation_id, f.id)).collect())
}

/// Deletes tickets.
pub async fn remove(tx: &Tx, ids: &[Uuid]) -> Result<()> {
    let statement = format!("DELETE FROM queue_ticket WHERE id IN ({})", sql::places(1, ids.len()));
    sql::exec_with(tx, &statement, ids.iter().map(|id| (*id).into()).collect()).await?;
    Ok(())
}

/// Deletes the counters of days before `today`, and lengths of visits that are not looked at any more.
pub async fn prune(tx: &Tx, today: Date, oldest: Date) -> Result<()> {
    sql::exec(tx, "DELETE FROM queue_day WHERE day < $1", [today.to_string().into()]).await?;
    sql::exec(tx, "DELETE FROM queue_served WHERE day < $1", [oldest.to_string().into()]).await?;
    Ok(())
}
