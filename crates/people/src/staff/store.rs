//! Staff in the database: tables, reading, set-up and retention. Changes by managers are in `change`.

use jiff::SignedDuration;
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::{Membership, Role, Uuid};
use torg_store::{Across, At, Error, Migration, Reads, Result, Store, Tx, Unit, audit, sql};

use super::model::{GRANTABLE, Held};

/// Days that somebody who has left is kept, so that what they did can be explained.
pub const KEPT_DAYS: u16 = 365;

/// Purpose of the keyed hash of a staff member's national number; another than that of citizens, so that the
/// database cannot tell that an employee is also a visitor.
const PID: &str = "staff-pid";

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "staff-1",
    sql: "
CREATE TABLE staff (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  name {text} NOT NULL,
  email {text} CONSTRAINT staff_email_small CHECK (email = lower(email)),
  pid_hash {bytes},
  issuer {text},
  subject {text},
  active {bool} NOT NULL,
  created_at {instant} NOT NULL,
  left_at {instant},
  CONSTRAINT staff_subject_whole CHECK ((issuer IS NULL) = (subject IS NULL))
) {table};
CREATE UNIQUE INDEX staff_email ON staff (email) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX staff_pid ON staff (pid_hash) WHERE pid_hash IS NOT NULL;
CREATE UNIQUE INDEX staff_subject ON staff (issuer, subject) WHERE subject IS NOT NULL;
CREATE INDEX staff_organisation ON staff (organisation_id, name);
CREATE INDEX staff_left ON staff (left_at) WHERE left_at IS NOT NULL;
CREATE TABLE membership (
  id {uuid} PRIMARY KEY,
  staff_id {uuid} NOT NULL REFERENCES staff (id),
  organisation_id {uuid} NOT NULL,
  place_id {uuid},
  role {text} NOT NULL CONSTRAINT membership_role CHECK (role IN
    ('guide', 'helper', 'caseworker', 'manager', 'agency', 'employer', 'national', 'admin')),
  supervisor_id {uuid} REFERENCES staff (id),
  CONSTRAINT membership_helper CHECK (role <> 'helper' OR supervisor_id IS NOT NULL),
  CONSTRAINT membership_self CHECK (supervisor_id IS NULL OR supervisor_id <> staff_id)
) {table};
CREATE UNIQUE INDEX membership_at_place ON membership (staff_id, organisation_id, place_id, role)
  WHERE place_id IS NOT NULL;
CREATE UNIQUE INDEX membership_everywhere ON membership (staff_id, organisation_id, role) WHERE place_id IS NULL;
CREATE INDEX membership_organisation ON membership (organisation_id);
CREATE INDEX membership_supervisor ON membership (supervisor_id) WHERE supervisor_id IS NOT NULL;
",
    sqlite: "",
    postgres: "",
}];

/// A staff member as a manager sees them.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Person {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub has_pid: bool,
    pub active: bool,
    /// Roles in other organisations, and roles that a manager cannot give.
    pub beyond: i64,
}

impl Person {
    /// Whether a manager of this organisation may change the name, address and account, and not only roles.
    pub fn within_reach(&self, organisation: Uuid) -> bool {
        self.organisation_id == organisation && self.beyond == 0
    }
}

/// A role in the organisation that was asked about.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RoleRow {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub place_id: Option<Uuid>,
    pub role: String,
    pub supervisor_id: Option<Uuid>,
}

impl RoleRow {
    /// `None` for a word that this version does not know.
    pub fn role(&self) -> Option<Role> {
        Role::parse(&self.role)
    }
}

/// Columns of [`Person`]. `beyond` counts roles elsewhere, and tells nothing more about them.
fn person_columns() -> String {
    let own: Vec<String> = GRANTABLE.iter().map(|role| format!("'{}'", role.code())).collect();
    format!(
        "SELECT s.id, s.organisation_id, s.name, s.email, s.pid_hash IS NOT NULL AS has_pid, s.active,
           (SELECT count(*) FROM membership m
            WHERE m.staff_id = s.id AND (m.organisation_id <> $1 OR m.role NOT IN ({}))) AS beyond
         FROM staff s
         WHERE (s.organisation_id = $1
           OR EXISTS (SELECT 1 FROM membership o WHERE o.staff_id = s.id AND o.organisation_id = $1))",
        own.join(", ")
    )
}

/// Everybody who belongs to the organisation or has a role in it, by name.
pub async fn people(db: &Reads, organisation: Uuid) -> Result<Vec<Person>> {
    sql::rows(db, &format!("{} ORDER BY s.name, s.id", person_columns()), vec![organisation.into()]).await
}

/// One of [`people`].
pub async fn person(db: &impl ConnectionTrait, organisation: Uuid, id: Uuid) -> Result<Option<Person>> {
    sql::row(db, &format!("{} AND s.id = $2", person_columns()), vec![organisation.into(), id.into()]).await
}

/// All roles in the organisation.
pub async fn roles(db: &Reads, organisation: Uuid) -> Result<Vec<RoleRow>> {
    let query = "SELECT id, staff_id, place_id, role, supervisor_id FROM membership WHERE organisation_id = $1
                 ORDER BY role, id";
    sql::rows(db, query, vec![organisation.into()]).await
}

/// How a national number is compared.
pub fn pid_hash(keys: &torg_store::Keys, pid: &str) -> Vec<u8> {
    keys.hash(PID, pid)
}

/// Adds somebody with roles, or gives roles to who has the e-mail address already; for set-up by the operator and
/// for the demo. Safe to run twice. Without an organisation of the write unit, the first role's is the home.
pub async fn seed_staff(tx: &Tx, name: &str, email: &str, roles: &[Held]) -> Result<Uuid> {
    seed(tx, name, Account { email: Some(email), pid: None }, roles).await
}

/// What the log-in provider will tell about somebody: an e-mail address, or a national number, of which a keyed hash is kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account<'a> {
    pub email: Option<&'a str>,
    pub pid: Option<&'a str>,
}

/// As [`seed_staff`], for any kind of account.
pub async fn seed(tx: &Tx, name: &str, account: Account<'_>, roles: &[Held]) -> Result<Uuid> {
    let email = account.email.map(|e| e.trim().to_lowercase());
    let pid = account.pid.map(|pid| pid_hash(tx.keys(), pid));
    let query = "SELECT id FROM staff WHERE email = $1 OR pid_hash = $2";
    let found: Vec<Uuid> = sql::column(tx, query, [email.clone().into(), pid.clone().into()]).await?;
    let id = match found.first() {
        Some(id) => *id,
        None => {
            let home = match tx.organisation() {
                own if own != Uuid::nil() => own,
                _ => roles.first().ok_or(Error::NotFound)?.membership.organisation,
            };
            let id = torg_base::new_id();
            insert_staff(tx, id, home, name, email, pid).await?;
            id
        }
    };
    for held in roles {
        insert_role(tx, id, &held.membership, held.supervisor).await?;
    }
    Ok(id)
}

pub(super) async fn insert_staff(
    tx: &Tx,
    id: Uuid,
    organisation: Uuid,
    name: &str,
    email: Option<String>,
    pid_hash: Option<Vec<u8>>,
) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO staff (id, organisation_id, name, email, pid_hash, active, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [id.into(), organisation.into(), name.into(), email.into(), pid_hash.into(), true.into(), At(tx.now()).into()],
    )
    .await?;
    Ok(())
}

/// False when the role is held already.
pub(super) async fn insert_role(tx: &Tx, staff: Uuid, held: &Membership, supervisor: Option<Uuid>) -> Result<bool> {
    let added = sql::exec(
        tx,
        "INSERT INTO membership (id, staff_id, organisation_id, place_id, role, supervisor_id)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        [
            torg_base::new_id().into(),
            staff.into(),
            held.organisation.into(),
            held.place.into(),
            held.role.code().into(),
            supervisor.into(),
        ],
    )
    .await?;
    Ok(added > 0)
}

/// Deletes who left more than [`KEPT_DAYS`] ago, with the key to what the audit trail holds about them.
pub async fn forget_left(store: &Store) -> Result<()> {
    store.write_across(Across::Upkeep, ForgetLeft).await
}

struct ForgetLeft;

impl Unit for ForgetLeft {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let before = tx.now() - SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
        // Whoever has left has no roles; the condition is for what was set up by hand.
        let query = "DELETE FROM staff WHERE left_at < $1
                       AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.staff_id = staff.id OR m.supervisor_id = staff.id)
                     RETURNING id";
        let gone: Vec<Uuid> = sql::column(tx, query, [At(before).into()]).await?;
        for id in gone {
            audit::forget(tx, id).await?;
        }
        Ok(())
    }
}
