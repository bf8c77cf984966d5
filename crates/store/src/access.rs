//! Access records: who saw what about whom, written before it is shown.
//!
//! A list view leaves one record per staff member, person, purpose and day; opening a record leaves one each time.
//! The person will see role and unit. No figures per employee are made from these rows.

use jiff::civil::Date;
use torg_base::{Role, time::oslo_date};
use uuid::Uuid;

use crate::{Across, At, Result, Store, Tx, Unit, sql};

/// Who looks, and why.
#[derive(Clone, Debug)]
pub struct Looker {
    pub staff: Uuid,
    pub role: Role,
    /// The place or office on whose behalf, shown to the person.
    pub unit: Option<Uuid>,
    /// A fixed word such as `day-view`.
    pub purpose: &'static str,
}

/// Records that a list with these subjects is about to be shown.
pub async fn listed(tx: &Tx, looker: &Looker, subject_kind: &'static str, subjects: &[Uuid]) -> Result<()> {
    for chunk in subjects.chunks(100) {
        insert(tx, looker, subject_kind, chunk, false).await?;
    }
    Ok(())
}

/// [`listed`] as a unit of its own.
pub struct Listed {
    pub looker: Looker,
    pub subject_kind: &'static str,
    pub subjects: Vec<Uuid>,
}

impl Unit for Listed {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        listed(tx, &self.looker, self.subject_kind, &self.subjects).await
    }
}

/// Records that one record is about to be opened.
pub async fn opened(tx: &Tx, looker: &Looker, subject_kind: &'static str, subject: Uuid) -> Result<()> {
    insert(tx, looker, subject_kind, &[subject], true).await
}

async fn insert(tx: &Tx, looker: &Looker, kind: &'static str, subjects: &[Uuid], opened: bool) -> Result<()> {
    if subjects.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let day = oslo_date(now).to_string();
    let mut values = Vec::with_capacity(subjects.len() * 11);
    for subject in subjects {
        values.extend([
            torg_base::new_id().into(),
            tx.organisation().into(),
            At(now).into(),
            day.clone().into(),
            looker.staff.into(),
            looker.role.code().into(),
            looker.unit.into(),
            kind.into(),
            (*subject).into(),
            looker.purpose.into(),
            opened.into(),
        ]);
    }
    let statement = format!(
        "INSERT INTO access_record (id, organisation_id, at, day, staff_id, role, unit_id, subject_kind, subject_id, purpose, opened)
         VALUES {} ON CONFLICT DO NOTHING",
        sql::tuples(subjects.len(), 11)
    );
    sql::exec_with(tx, &statement, values).await?;
    Ok(())
}

/// Deletes the records of days before a date, some at a time so that others need not wait long. Returns how many.
pub async fn forget(store: &Store, before: Date) -> Result<u64> {
    let mut gone = 0;
    loop {
        let deleted = store.write_across(Across::Upkeep, Forget { before }).await?;
        gone += deleted;
        if deleted < AT_ONCE {
            return Ok(gone);
        }
    }
}

struct Forget {
    before: Date,
}

const AT_ONCE: u64 = 1000;

impl Unit for Forget {
    type Out = u64;

    async fn run(&self, tx: &Tx) -> Result<u64> {
        let statement = format!(
            "DELETE FROM access_record WHERE id IN (SELECT id FROM access_record WHERE day < $1 LIMIT {AT_ONCE})"
        );
        sql::exec_with(tx, &statement, vec![self.before.to_string().into()]).await
    }
}
