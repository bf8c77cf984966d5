//! Cases and proposals in the database.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use torg_base::Uuid;
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::model::{Asked, Case, Files, Outcome, Proposal, SILENCE, State};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "tours-1",
    sql: "
CREATE TABLE tour_case (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  name {text} NOT NULL,
  files {text} NOT NULL,
  whole {bool} NOT NULL,
  hash {text} NOT NULL,
  made_at {instant} NOT NULL
) {table};
CREATE INDEX tour_case_made ON tour_case (organisation_id, made_at);

CREATE TABLE tour_proposal (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  case_id {uuid} NOT NULL REFERENCES tour_case (id),
  number {int} NOT NULL,
  seed {bigint} NOT NULL,
  seconds {int} NOT NULL,
  rounds_asked {bigint},
  wishes {text} NOT NULL,
  based_on {uuid} REFERENCES tour_proposal (id),
  version {text} NOT NULL,
  hash {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'interrupted', 'failed')),
  started_at {instant} NOT NULL,
  beat_at {instant} NOT NULL,
  ended_at {instant},
  stop_asked {bool} NOT NULL,
  rounds {bigint},
  value {bigint},
  bound {bigint},
  people {bigint},
  people_left {bigint},
  outcome {text},
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state IN ('done', 'stopped')) = (outcome IS NOT NULL))
) {table};
CREATE UNIQUE INDEX tour_proposal_number ON tour_proposal (case_id, number);
CREATE UNIQUE INDEX tour_proposal_running ON tour_proposal (organisation_id) WHERE state = 'running';
CREATE INDEX tour_proposal_beat ON tour_proposal (beat_at) WHERE state = 'running';
",
    sqlite: "",
    postgres: "",
}];

#[derive(FromQueryResult)]
struct CaseRow {
    id: Uuid,
    organisation_id: Uuid,
    name: String,
    files: String,
    whole: bool,
    hash: String,
    made_at: At,
}

impl TryFrom<CaseRow> for Case {
    type Error = Error;

    fn try_from(row: CaseRow) -> Result<Case> {
        Ok(Case {
            id: row.id,
            organisation: row.organisation_id,
            name: row.name,
            files: serde_json::from_str(&row.files).map_err(|_| Error::Database("tables".into()))?,
            whole: row.whole,
            hash: row.hash,
            made: row.made_at.0,
        })
    }
}

/// A case in a list, without its tables.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: Uuid,
    pub name: String,
    pub whole: bool,
    pub made_at: At,
    pub proposals: i64,
}

/// An organisation's cases, newest first, at most 100.
pub async fn cases(db: &Reads) -> Result<Vec<Listed>> {
    let query = "SELECT c.id, c.name, c.whole, c.made_at,
                   (SELECT CAST(count(*) AS bigint) FROM tour_proposal p WHERE p.case_id = c.id) AS proposals
                 FROM tour_case c WHERE c.organisation_id = $1 ORDER BY c.made_at DESC, c.id DESC LIMIT 100";
    sql::rows(db, query, vec![db.organisation().into()]).await
}

pub async fn case(db: &Reads, id: Uuid) -> Result<Option<Case>> {
    let query = "SELECT id, organisation_id, name, files, whole, hash, made_at FROM tour_case
                 WHERE organisation_id = $1 AND id = $2";
    let row = sql::row::<CaseRow>(db, query, vec![db.organisation().into(), id.into()]).await?;
    row.map(Case::try_from).transpose()
}

/// Writes a new case, or the tables of one that is not whole yet. False when it was whole already.
pub async fn put_case(tx: &Tx, case: &Case) -> Result<bool> {
    let files = tables(&case.files)?;
    let changed = sql::exec(
        tx,
        "INSERT INTO tour_case (id, organisation_id, name, files, whole, hash, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET files = excluded.files, whole = excluded.whole, hash = excluded.hash
         WHERE tour_case.organisation_id = excluded.organisation_id AND NOT tour_case.whole",
        [
            case.id.into(),
            tx.organisation().into(),
            case.name.clone().into(),
            files.into(),
            case.whole.into(),
            case.hash.clone().into(),
            At(case.made).into(),
        ],
    )
    .await?;
    Ok(changed > 0)
}

fn tables(files: &Files) -> Result<String> {
    serde_json::to_string(files).map_err(|_| Error::Database("json".into()))
}

const COLUMNS: &str =
    "id, organisation_id, case_id, number, seed, seconds, rounds_asked, wishes, based_on, version, hash, state,
     started_at, beat_at, ended_at, rounds, value, bound, people, people_left";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    case_id: Uuid,
    number: i32,
    seed: i64,
    seconds: i32,
    rounds_asked: Option<i64>,
    wishes: String,
    based_on: Option<Uuid>,
    version: String,
    hash: String,
    state: String,
    started_at: At,
    beat_at: At,
    ended_at: Option<At>,
    rounds: Option<i64>,
    value: Option<i64>,
    bound: Option<i64>,
    people: Option<i64>,
    people_left: Option<i64>,
}

impl TryFrom<Row> for Proposal {
    type Error = Error;

    fn try_from(row: Row) -> Result<Proposal> {
        let asked = Asked {
            seed: row.seed,
            seconds: row.seconds,
            rounds: row.rounds_asked,
            wishes: row.wishes,
            based_on: row.based_on,
        };
        Ok(Proposal {
            id: row.id,
            organisation: row.organisation_id,
            case: row.case_id,
            number: row.number,
            asked,
            version: row.version,
            hash: row.hash,
            state: State::parse(&row.state).ok_or(Error::Database("state".into()))?,
            started: row.started_at.0,
            beat: row.beat_at.0,
            ended: row.ended_at.map(|at| at.0),
            rounds: row.rounds,
            value: row.value,
            bound: row.bound,
            people: row.people,
            people_left: row.people_left,
        })
    }
}

async fn found(db: &impl ConnectionTrait, condition: &str, values: Vec<Value>) -> Result<Vec<Proposal>> {
    let query = format!("SELECT {COLUMNS} FROM tour_proposal WHERE {condition}");
    sql::rows::<Row>(db, &query, values).await?.into_iter().map(Proposal::try_from).collect()
}

/// A case's proposals, newest first, at most 100.
pub async fn proposals(db: &Reads, case: Uuid) -> Result<Vec<Proposal>> {
    let condition = "organisation_id = $1 AND case_id = $2 ORDER BY number DESC LIMIT 100";
    found(db, condition, vec![db.organisation().into(), case.into()]).await
}

pub async fn proposal(db: &Reads, id: Uuid) -> Result<Option<Proposal>> {
    let condition = "organisation_id = $1 AND id = $2";
    Ok(found(db, condition, vec![db.organisation().into(), id.into()]).await?.pop())
}

/// What a proposal came to, once its run is over.
pub async fn outcome(db: &Reads, id: Uuid) -> Result<Option<Outcome>> {
    let query = "SELECT outcome FROM tour_proposal WHERE organisation_id = $1 AND id = $2";
    let found: Vec<Option<String>> = sql::column(db, query, [db.organisation().into(), id.into()]).await?;
    let Some(text) = found.into_iter().next().flatten() else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|_| Error::Database("outcome".into()))
}

/// The run of the unit's organisation that is under way, as its row says.
pub async fn running(tx: &Tx) -> Result<Option<Proposal>> {
    Ok(found(tx, "organisation_id = $1 AND state = 'running'", vec![tx.organisation().into()]).await?.pop())
}

/// The number that a case's next proposal gets.
pub async fn next_number(tx: &Tx, case: Uuid) -> Result<i32> {
    let query = "SELECT COALESCE(max(number), 0) + 1 FROM tour_proposal WHERE organisation_id = $1 AND case_id = $2";
    let found: Vec<i32> = sql::column(tx, query, [tx.organisation().into(), case.into()]).await?;
    Ok(found.first().copied().unwrap_or(1))
}

/// Writes a run that begins.
pub async fn insert(tx: &Tx, proposal: &Proposal) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO tour_proposal (id, organisation_id, case_id, number, seed, seconds, rounds_asked, wishes, based_on, version,
           hash, state, started_at, beat_at, stop_asked)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'running', $12, $12, $13)",
        [
            proposal.id.into(),
            tx.organisation().into(),
            proposal.case.into(),
            proposal.number.into(),
            proposal.asked.seed.into(),
            proposal.asked.seconds.into(),
            proposal.asked.rounds.into(),
            proposal.asked.wishes.clone().into(),
            proposal.asked.based_on.into(),
            proposal.version.clone().into(),
            proposal.hash.clone().into(),
            At(proposal.started).into(),
            false.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Notes how far a run has come. Some when it is still to go on: whether somebody has asked it to stop, perhaps at another
/// copy of the program.
pub async fn beat(tx: &Tx, id: Uuid, rounds: i64, value: Option<i64>, bound: Option<i64>) -> Result<Option<bool>> {
    let changed = sql::exec(
        tx,
        "UPDATE tour_proposal SET beat_at = $1, rounds = $2, value = $3, bound = $4
         WHERE organisation_id = $5 AND id = $6 AND state = 'running'",
        [At(tx.now()).into(), rounds.into(), value.into(), bound.into(), tx.organisation().into(), id.into()],
    )
    .await?;
    if changed == 0 {
        return Ok(None);
    }
    let query = "SELECT stop_asked FROM tour_proposal WHERE organisation_id = $1 AND id = $2";
    let found: Vec<bool> = sql::column(tx, query, [tx.organisation().into(), id.into()]).await?;
    Ok(found.first().copied())
}

/// Asks a run to stop. False when it is over.
pub async fn ask_to_stop(tx: &Tx, id: Uuid) -> Result<bool> {
    let statement =
        "UPDATE tour_proposal SET stop_asked = $1 WHERE organisation_id = $2 AND id = $3 AND state = 'running'";
    Ok(sql::exec(tx, statement, [true.into(), tx.organisation().into(), id.into()]).await? > 0)
}

/// Ends a run, with what it came to when it came to something.
pub async fn finish(tx: &Tx, id: Uuid, state: State, outcome: Option<&Outcome>) -> Result<()> {
    let text = outcome.map(serde_json::to_string).transpose().map_err(|_| Error::Database("json".into()))?;
    let plan = outcome.map(|o| &o.proposal);
    sql::exec(
        tx,
        "UPDATE tour_proposal SET state = $1, ended_at = $2, beat_at = $2, rounds = COALESCE($3, rounds),
           value = COALESCE($4, value), bound = COALESCE($5, bound), people = $6, people_left = $7, outcome = $8
         WHERE organisation_id = $9 AND id = $10 AND state = 'running'",
        [
            state.code().into(),
            At(tx.now()).into(),
            plan.map(|p| i64::try_from(p.rounds).unwrap_or(i64::MAX)).into(),
            plan.map(|p| p.totals.value).into(),
            plan.map(|p| p.bound).into(),
            plan.map(|p| p.totals.people).into(),
            plan.map(|p| p.totals.people_left).into(),
            text.into(),
            tx.organisation().into(),
            id.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Whether some run has been silent for too long, whatever the organisation.
pub async fn any_silent(db: &Reads, now: Timestamp) -> Result<bool> {
    let query = "SELECT id FROM tour_proposal WHERE state = 'running' AND beat_at < $1 LIMIT 1";
    let found: Vec<Uuid> = sql::column(db, query, [At(now - SILENCE).into()]).await?;
    Ok(!found.is_empty())
}

/// Marks silent runs as interrupted, whatever the organisation.
pub async fn interrupt_silent(tx: &Tx) -> Result<()> {
    let statement =
        "UPDATE tour_proposal SET state = 'interrupted', ended_at = $1 WHERE state = 'running' AND beat_at < $2";
    sql::exec(tx, statement, [At(tx.now()).into(), At(tx.now() - SILENCE).into()]).await?;
    Ok(())
}
