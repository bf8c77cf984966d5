//! Proposals in the database.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::Uuid;
use torg_store::{At, Error, Migration, Reads, Result, Tx, sql};

use super::model::{Proposal, State};

/// Days that a settled proposal is kept, so that whoever made it can see what became of it.
pub const KEPT_DAYS: u16 = 365;
/// How many are shown.
const SHOWN: i32 = 200;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "proposals-1",
    sql: "
CREATE TABLE proposal (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  place_id {uuid} NOT NULL REFERENCES place (id),
  staff_id {uuid} NOT NULL,
  made_at {instant} NOT NULL,
  service_id {uuid} REFERENCES service (id),
  words {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('open', 'accepted', 'merged', 'declined')),
  reason {text} NOT NULL,
  result_id {uuid} REFERENCES service (id),
  settled_at {instant},
  CONSTRAINT proposal_reason CHECK (state <> 'declined' OR reason <> ''),
  CONSTRAINT proposal_settled_once CHECK ((state = 'open') = (settled_at IS NULL))
) {table};
CREATE INDEX proposal_organisation ON proposal (organisation_id, made_at);
CREATE INDEX proposal_settled ON proposal (settled_at) WHERE settled_at IS NOT NULL;
",
    sqlite: "",
    postgres: "",
}];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    staff_id: Uuid,
    made_at: At,
    service_id: Option<Uuid>,
    words: String,
    state: String,
    reason: String,
    result_id: Option<Uuid>,
}

impl Row {
    fn proposal(self) -> Result<Proposal> {
        Ok(Proposal {
            id: self.id,
            organisation: self.organisation_id,
            place: self.place_id,
            staff: self.staff_id,
            at: self.made_at.into(),
            service: self.service_id,
            words: self.words,
            state: State::parse(&self.state).ok_or(Error::Database("state".into()))?,
            reason: self.reason,
            result: self.result_id,
        })
    }
}

const COLUMNS: &str = "SELECT id, organisation_id, place_id, staff_id, made_at, service_id, words, state, reason, result_id FROM proposal";

/// Proposals of an organisation, newest first.
pub async fn of(db: &Reads) -> Result<Vec<Proposal>> {
    let query = format!("{COLUMNS} WHERE organisation_id = $1 ORDER BY made_at DESC LIMIT {SHOWN}");
    let rows = sql::rows::<Row>(db, &query, vec![db.organisation().into()]).await?;
    rows.into_iter().map(Row::proposal).collect()
}

/// One proposal of an organisation.
pub async fn one(db: &impl ConnectionTrait, organisation: Uuid, id: Uuid) -> Result<Option<Proposal>> {
    let query = format!("{COLUMNS} WHERE organisation_id = $1 AND id = $2");
    let row = sql::row::<Row>(db, &query, vec![organisation.into(), id.into()]).await?;
    row.map(Row::proposal).transpose()
}

pub(super) async fn add(tx: &Tx, proposal: &Proposal) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO proposal (id, organisation_id, place_id, staff_id, made_at, service_id, words, state, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', '')",
        [
            proposal.id.into(),
            tx.organisation().into(),
            proposal.place.into(),
            proposal.staff.into(),
            At(proposal.at).into(),
            proposal.service.into(),
            proposal.words.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn settle(tx: &Tx, id: Uuid, state: State, reason: &str, result: Option<Uuid>) -> Result<u64> {
    let statement = "UPDATE proposal SET state = $1, reason = $2, result_id = $3, settled_at = $4
                     WHERE organisation_id = $5 AND id = $6 AND state = 'open'";
    let values =
        [state.code().into(), reason.into(), result.into(), At(tx.now()).into(), tx.organisation().into(), id.into()];
    sql::exec(tx, statement, values).await
}

/// Deletes what was settled long ago.
pub(super) async fn forget(tx: &Tx) -> Result<u64> {
    let before: Timestamp = tx.now() - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
    sql::exec(tx, "DELETE FROM proposal WHERE settled_at < $1", [At(before).into()]).await
}
