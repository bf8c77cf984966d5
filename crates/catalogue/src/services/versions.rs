//! Every change of a service: who, when, and what it said before.
//!
//! A change makes version `number`; what it keeps is version `number - 1`. So the present version stands in `service`
//! alone, and a service that was never changed has no rows here.

use jiff::Timestamp;
use sea_orm::{FromQueryResult, JsonValue};
use torg_base::{Actor, Role, Uuid};
use torg_store::{At, Reads, Result, Tx, sql};

use super::card::Content;
use super::store::{from_json, to_json};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version that it made.
    pub number: i32,
    pub at: Timestamp,
    /// Who kept the service then.
    pub organisation: Uuid,
    pub staff: Option<Uuid>,
    /// `None`: an import, or a role that this version does not know.
    pub role: Option<Role>,
    /// What the version before it said.
    pub before: Content,
}

#[derive(FromQueryResult)]
struct Row {
    number: i32,
    at: At,
    organisation_id: Uuid,
    staff_id: Option<Uuid>,
    role: String,
    before: JsonValue,
}

impl Row {
    fn change(self) -> Result<Change> {
        Ok(Change {
            number: self.number,
            at: self.at.into(),
            organisation: self.organisation_id,
            staff: self.staff_id,
            role: Role::parse(&self.role),
            before: from_json(self.before)?,
        })
    }
}

/// The role in which somebody acts for an organisation.
pub fn role_of(actor: &Actor, organisation: Uuid) -> Option<Role> {
    actor.memberships().iter().find(|m| m.organisation == organisation).map(|m| m.role)
}

/// Keeps what a service said, as the change to `number` is made.
pub(super) async fn keep(tx: &Tx, service: Uuid, number: i32, before: &Content, actor: &Actor) -> Result<()> {
    let role = role_of(actor, tx.organisation()).map_or("", Role::code);
    sql::exec(
        tx,
        "INSERT INTO service_change (id, organisation_id, service_id, number, at, staff_id, role, before)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            torg_base::new_id().into(),
            tx.organisation().into(),
            service.into(),
            number.into(),
            At(tx.now()).into(),
            actor.staff_id().into(),
            role.into(),
            to_json(before)?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The changes of a service that made versions later than `after`, newest first, at most `most`.
pub async fn changes(db: &Reads, service: Uuid, after: i32, most: i32) -> Result<Vec<Change>> {
    let query = "SELECT number, at, organisation_id, staff_id, role, before FROM service_change
                 WHERE service_id = $1 AND number > $2 ORDER BY number DESC LIMIT $3";
    let rows = sql::rows::<Row>(db, query, vec![service.into(), after.into(), most.into()]).await?;
    rows.into_iter().map(Row::change).collect()
}

/// What a service said in a version; `None` for the present one and those to come.
pub async fn content_at(db: &Reads, service: Uuid, version: i32) -> Result<Option<Content>> {
    let query = "SELECT number, at, organisation_id, staff_id, role, before FROM service_change
                 WHERE service_id = $1 AND number = $2";
    let row = sql::row::<Row>(db, query, vec![service.into(), (version + 1).into()]).await?;
    row.map(|row| row.change().map(|change| change.before)).transpose()
}
