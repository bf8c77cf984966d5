//! What a manager changes. Each change is a write unit of the manager's organisation and decides inside it, so that
//! two managers at once cannot get past a rule together.

use sea_orm::FromQueryResult;
use serde::Serialize;
use torg_base::{Actor, Membership, Role, Uuid};
use torg_store::{At, Error, Result, Tx, Unit, audit, sql};

use super::model::{GRANTABLE, Grant, Refusal, SUPERVISORS};
use super::store::{self, Person};

/// What a write unit answers: a refusal is decided before anything is written.
pub type Done<T> = Result<T, Refusal>;

/// Adds somebody with a first role.
pub struct Add {
    pub actor: Actor,
    pub name: String,
    pub email: Option<String>,
    pub pid_hash: Option<Vec<u8>>,
    pub grant: Grant,
}

/// Changes who somebody is, and whether they still work here.
pub struct Change {
    pub actor: Actor,
    pub staff: Uuid,
    pub name: String,
    pub email: Option<String>,
    /// `None` leaves the number as it is.
    pub pid_hash: Option<Vec<u8>>,
    pub active: bool,
}

/// Gives a role.
pub struct GiveRole {
    pub actor: Actor,
    pub staff: Uuid,
    pub grant: Grant,
}

/// Takes a role away.
pub struct TakeRole {
    pub actor: Actor,
    pub staff: Uuid,
    pub role: Uuid,
}

/// Personal content of the audit trail.
#[derive(Serialize)]
struct Identity<'a> {
    name: &'a str,
    email: Option<&'a str>,
}

#[derive(Serialize)]
struct Renamed<'a> {
    from: Identity<'a>,
    to: Identity<'a>,
    national_number_changed: bool,
}

#[derive(Serialize)]
struct RoleContent<'a> {
    role: &'a str,
    place: Option<Uuid>,
    supervisor: Option<Uuid>,
}

impl Unit for Add {
    type Out = Done<Uuid>;

    async fn run(&self, tx: &Tx) -> Result<Done<Uuid>> {
        if let Some(refusal) = taken(tx, None, self.email.as_deref(), self.pid_hash.as_deref()).await? {
            return Ok(Err(refusal));
        }
        let id = torg_base::new_id();
        if let Some(refusal) = unfit(tx, id, &self.grant).await? {
            return Ok(Err(refusal));
        }
        store::insert_staff(tx, id, tx.organisation(), &self.name, self.email.clone(), self.pid_hash.clone()).await?;
        let content = Identity { name: &self.name, email: self.email.as_deref() };
        record(tx, &self.actor, "staff.added", id, &content).await?;
        give(tx, &self.actor, id, &self.grant).await?;
        Ok(Ok(id))
    }
}

impl Unit for Change {
    type Out = Done<()>;

    async fn run(&self, tx: &Tx) -> Result<Done<()>> {
        let Some(old) = store::person(tx, tx.organisation(), self.staff).await? else {
            return Ok(Err(Refusal::NotFound));
        };
        if let Some(refusal) = self.refused(tx, &old).await? {
            return Ok(Err(refusal));
        }
        self.write(tx, &old).await?;
        let content = Renamed {
            from: Identity { name: &old.name, email: old.email.as_deref() },
            to: Identity { name: &self.name, email: self.email.as_deref() },
            national_number_changed: self.pid_hash.is_some(),
        };
        record(tx, &self.actor, "staff.changed", self.staff, &content).await?;
        match (old.active, self.active) {
            (true, false) => self.leave(tx).await?,
            (false, true) => deed(tx, &self.actor, "staff.returned", self.staff).await?,
            _ => {}
        }
        Ok(Ok(()))
    }
}

impl Change {
    async fn refused(&self, tx: &Tx, old: &Person) -> Result<Option<Refusal>> {
        if !old.within_reach(tx.organisation()) {
            return Ok(Some(Refusal::BeyondReach));
        }
        if !self.active && self.actor.staff_id() == Some(self.staff) {
            return Ok(Some(Refusal::Oneself));
        }
        if old.active && !self.active && supervises(tx, self.staff).await? {
            return Ok(Some(Refusal::Supervises));
        }
        taken(tx, Some(self.staff), self.email.as_deref(), self.pid_hash.as_deref()).await
    }

    async fn write(&self, tx: &Tx, old: &Person) -> Result<()> {
        let left = if self.active { None } else { Some(At(tx.now())) };
        sql::exec(
            tx,
            "UPDATE staff SET name = $1, email = $2, pid_hash = COALESCE($3, pid_hash), active = $4,
               left_at = CASE WHEN $4 THEN NULL ELSE COALESCE(left_at, $5) END WHERE id = $6",
            [
                self.name.clone().into(),
                self.email.clone().into(),
                self.pid_hash.clone().into(),
                self.active.into(),
                left.into(),
                self.staff.into(),
            ],
        )
        .await?;
        if old.email != self.email || self.pid_hash.is_some() {
            // The account may now be somebody else's: the next log-in has to match what stands here.
            let forget = "UPDATE staff SET issuer = NULL, subject = NULL WHERE id = $1";
            sql::exec(tx, forget, [self.staff.into()]).await?;
        }
        Ok(())
    }

    /// Nobody who has left keeps a role: sessions read the roles, so they are worth nothing at once.
    async fn leave(&self, tx: &Tx) -> Result<()> {
        sql::exec(tx, "DELETE FROM membership WHERE staff_id = $1", [self.staff.into()]).await?;
        deed(tx, &self.actor, "staff.left", self.staff).await
    }
}

impl Unit for GiveRole {
    type Out = Done<()>;

    async fn run(&self, tx: &Tx) -> Result<Done<()>> {
        let Some(person) = store::person(tx, tx.organisation(), self.staff).await? else {
            return Ok(Err(Refusal::NotFound));
        };
        if !person.active {
            return Ok(Err(Refusal::HasLeft));
        }
        if let Some(refusal) = unfit(tx, self.staff, &self.grant).await? {
            return Ok(Err(refusal));
        }
        let given = give(tx, &self.actor, self.staff, &self.grant).await?;
        Ok(if given { Ok(()) } else { Err(Refusal::RoleHeld) })
    }
}

impl Unit for TakeRole {
    type Out = Done<()>;

    async fn run(&self, tx: &Tx) -> Result<Done<()>> {
        #[derive(FromQueryResult)]
        struct Held {
            role: String,
            place_id: Option<Uuid>,
            supervisor_id: Option<Uuid>,
        }
        let query = "SELECT role, place_id, supervisor_id FROM membership
                     WHERE id = $1 AND staff_id = $2 AND organisation_id = $3";
        let values = vec![self.role.into(), self.staff.into(), tx.organisation().into()];
        let Some(held) = sql::row::<Held>(tx, query, values).await? else { return Ok(Err(Refusal::NotFound)) };
        if !GRANTABLE.iter().any(|role| role.code() == held.role) {
            return Ok(Err(Refusal::NotGrantable));
        }
        if held.role == Role::Manager.code() && self.actor.staff_id() == Some(self.staff) {
            return Ok(Err(Refusal::Oneself));
        }
        if supervises_here(tx, self.staff).await? && !supervisor_without(tx, self.staff, self.role).await? {
            return Ok(Err(Refusal::Supervises));
        }
        sql::exec(tx, "DELETE FROM membership WHERE id = $1", [self.role.into()]).await?;
        let content = RoleContent { role: &held.role, place: held.place_id, supervisor: held.supervisor_id };
        record(tx, &self.actor, "staff.role-taken", self.staff, &content).await?;
        Ok(Ok(()))
    }
}

async fn give(tx: &Tx, actor: &Actor, staff: Uuid, grant: &Grant) -> Result<bool> {
    let held = Membership { organisation: tx.organisation(), place: grant.place, role: grant.role };
    if !store::insert_role(tx, staff, &held, grant.supervised_by()).await? {
        return Ok(false);
    }
    let content = RoleContent { role: grant.role.code(), place: grant.place, supervisor: grant.supervised_by() };
    record(tx, actor, "staff.role-given", staff, &content).await?;
    Ok(true)
}

/// Why a grant cannot be given to this person; the role itself is looked at once more, whatever the page did.
async fn unfit(tx: &Tx, staff: Uuid, grant: &Grant) -> Result<Option<Refusal>> {
    let own_place: Vec<Uuid> = grant.place.into_iter().collect();
    if let Err(refusal) = grant.check(&own_place) {
        return Ok(Some(refusal));
    }
    match grant.supervised_by() {
        Some(supervisor) if supervisor == staff => Ok(Some(Refusal::SupervisorUnfit)),
        Some(supervisor) if !supervisor_without(tx, supervisor, Uuid::nil()).await? => {
            Ok(Some(Refusal::SupervisorUnfit))
        }
        _ => Ok(None),
    }
}

/// Whether somebody can be responsible for a helper here, not counting one of their roles.
async fn supervisor_without(tx: &Tx, staff: Uuid, role: Uuid) -> Result<bool> {
    let roles: Vec<String> = SUPERVISORS.iter().map(|role| format!("'{}'", role.code())).collect();
    let query = format!(
        "SELECT m.id FROM membership m JOIN staff s ON s.id = m.staff_id
         WHERE m.staff_id = $1 AND m.organisation_id = $2 AND m.id <> $3 AND s.active AND m.role IN ({}) LIMIT 1",
        roles.join(", ")
    );
    exists(tx, &query, vec![staff.into(), tx.organisation().into(), role.into()]).await
}

async fn supervises(tx: &Tx, staff: Uuid) -> Result<bool> {
    exists(tx, "SELECT id FROM membership WHERE supervisor_id = $1 LIMIT 1", vec![staff.into()]).await
}

async fn supervises_here(tx: &Tx, staff: Uuid) -> Result<bool> {
    let query = "SELECT id FROM membership WHERE supervisor_id = $1 AND organisation_id = $2 LIMIT 1";
    exists(tx, query, vec![staff.into(), tx.organisation().into()]).await
}

/// Whether somebody else has the address or the number, in any organisation: both are what people log in with.
async fn taken(tx: &Tx, own: Option<Uuid>, email: Option<&str>, pid: Option<&[u8]>) -> Result<Option<Refusal>> {
    let own = own.unwrap_or_default();
    if let Some(email) = email
        && exists(tx, "SELECT id FROM staff WHERE email = $1 AND id <> $2", vec![email.into(), own.into()]).await?
    {
        return Ok(Some(Refusal::EmailTaken));
    }
    if let Some(pid) = pid
        && exists(tx, "SELECT id FROM staff WHERE pid_hash = $1 AND id <> $2", vec![pid.to_vec().into(), own.into()])
            .await?
    {
        return Ok(Some(Refusal::PidTaken));
    }
    Ok(None)
}

async fn exists(tx: &Tx, query: &str, values: Vec<sea_orm::Value>) -> Result<bool> {
    let found: Vec<Uuid> = sql::column(tx, query, values).await?;
    Ok(!found.is_empty())
}

/// Two at once with the same address: the index refuses the second, which is no error of the program's.
pub fn settled<T>(outcome: Result<Done<T>>) -> Result<Done<T>> {
    match outcome {
        Err(Error::Conflict(guard)) if guard.contains("email") => Ok(Err(Refusal::EmailTaken)),
        Err(Error::Conflict(guard)) if guard.contains("pid") => Ok(Err(Refusal::PidTaken)),
        other => other,
    }
}

async fn deed(tx: &Tx, actor: &Actor, action: &'static str, subject: Uuid) -> Result<()> {
    audit::record(tx, audit::Deed { actor, action, subject_kind: "staff", subject }).await
}

async fn record(
    tx: &Tx,
    actor: &Actor,
    action: &'static str,
    subject: Uuid,
    content: &(impl Serialize + Sync),
) -> Result<()> {
    audit::record_personal(tx, audit::Deed { actor, action, subject_kind: "staff", subject }, content).await
}
