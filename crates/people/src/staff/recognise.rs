//! Who of the staff has logged in.

use sea_orm::FromQueryResult;
use torg_base::{Actor, Membership, Role, Uuid};
use torg_store::{Across, Reads, Result, Store, Tx, Unit, audit, sql};

use super::store::pid_hash;
use crate::oidc::Identity;

/// A staff member who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: Uuid,
    pub name: String,
    pub memberships: Vec<Membership>,
}

/// Finds the staff member of an identity: by the provider's own lasting id, or the first time by the national
/// number or the e-mail address that a manager has registered. `None` makes no account.
pub async fn recognise(store: &Store, identity: &Identity) -> Result<Option<Known>> {
    let unit = Recognise {
        issuer: identity.issuer.clone(),
        subject: identity.subject.clone(),
        email: identity.email.as_deref().map(|e| e.trim().to_lowercase()),
        pid_hash: identity.pid.as_deref().map(|pid| pid_hash(store.keys(), pid)),
    };
    match store.write_across(Across::Sessions, unit).await? {
        Some(id) => known(store, id).await,
        None => Ok(None),
    }
}

/// An active staff member with their roles.
pub async fn known(store: &Store, id: Uuid) -> Result<Option<Known>> {
    let db = store.across(Across::Sessions);
    let name: Vec<String> = sql::column(&db, "SELECT name FROM staff WHERE id = $1 AND active", [id.into()]).await?;
    let Some(name) = name.into_iter().next() else { return Ok(None) };
    Ok(Some(Known { id, name, memberships: memberships(&db, id).await? }))
}

async fn memberships(db: &Reads, staff: Uuid) -> Result<Vec<Membership>> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        place_id: Option<Uuid>,
        role: String,
    }
    let query = "SELECT organisation_id, place_id, role FROM membership WHERE staff_id = $1";
    let rows = sql::rows::<Row>(db, query, vec![staff.into()]).await?;
    let held =
        |r: Row| Some(Membership { organisation: r.organisation_id, place: r.place_id, role: Role::parse(&r.role)? });
    Ok(rows.into_iter().filter_map(held).collect())
}

struct Recognise {
    issuer: String,
    subject: String,
    email: Option<String>,
    pid_hash: Option<Vec<u8>>,
}

impl Unit for Recognise {
    type Out = Option<Uuid>;

    async fn run(&self, tx: &Tx) -> Result<Option<Uuid>> {
        #[derive(FromQueryResult)]
        struct Bound {
            id: Uuid,
            active: bool,
        }
        let query = "SELECT id, active FROM staff WHERE issuer = $1 AND subject = $2";
        let values = vec![self.issuer.clone().into(), self.subject.clone().into()];
        if let Some(bound) = sql::row::<Bound>(tx, query, values).await? {
            return Ok(bound.active.then_some(bound.id));
        }
        let Some(id) = self.registered(tx).await? else { return Ok(None) };
        let bind = "UPDATE staff SET issuer = $1, subject = $2 WHERE id = $3";
        let values = [self.issuer.clone().into(), self.subject.clone().into(), id.into()];
        sql::exec(tx, bind, values).await?;
        let actor = Actor::Staff { staff: id, memberships: Vec::new() };
        audit::record(
            tx,
            audit::Deed { actor: &actor, action: "staff.recognised", subject_kind: "staff", subject: id },
        )
        .await?;
        Ok(Some(id))
    }
}

impl Recognise {
    /// The one who was registered. The number finds its owner at any provider; the address only the first time,
    /// since an address can be given to somebody else.
    async fn registered(&self, tx: &Tx) -> Result<Option<Uuid>> {
        if let Some(hash) = &self.pid_hash {
            let query = "SELECT id FROM staff WHERE pid_hash = $1 AND active";
            let found: Vec<Uuid> = sql::column(tx, query, [hash.clone().into()]).await?;
            if let Some(id) = found.first() {
                return Ok(Some(*id));
            }
        }
        let Some(email) = &self.email else { return Ok(None) };
        // Who is registered with another number is not this person, whatever the address says.
        let query = "SELECT id FROM staff WHERE email = $1 AND subject IS NULL AND active
                       AND (pid_hash IS NULL OR $2)";
        let no_number = self.pid_hash.is_none();
        let found: Vec<Uuid> = sql::column(tx, query, [email.clone().into(), no_number.into()]).await?;
        Ok(found.first().copied())
    }
}
