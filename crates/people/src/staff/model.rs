//! What a manager may do, and what is typed about a person. Pure.

use torg_base::{Membership, Role, Uuid, national_id};

/// The roles that a manager gives and takes. Agencies, employers, national and operating roles are set up by
/// whoever operates the installation.
pub const GRANTABLE: [Role; 4] = [Role::Guide, Role::Helper, Role::Caseworker, Role::Manager];

/// Roles that can be responsible for a helper.
pub const SUPERVISORS: [Role; 3] = [Role::Guide, Role::Caseworker, Role::Manager];

pub fn grantable(role: Role) -> bool {
    GRANTABLE.contains(&role)
}

/// A role to be given in the organisation of the write unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    /// `None`: every place of the organisation.
    pub place: Option<Uuid>,
    pub supervisor: Option<Uuid>,
}

impl Grant {
    /// Whether a manager may give this, as far as can be told without asking the database.
    /// `places` are those of the manager's organisation.
    pub fn check(&self, places: &[Uuid]) -> Result<(), Refusal> {
        if !grantable(self.role) {
            return Err(Refusal::NotGrantable);
        }
        if self.place.is_some_and(|place| !places.contains(&place)) {
            return Err(Refusal::PlaceElsewhere);
        }
        match (self.role, self.supervisor) {
            (Role::Helper, None) => Err(Refusal::SupervisorNeeded),
            _ => Ok(()),
        }
    }

    /// Only a helper has a supervisor.
    pub fn supervised_by(&self) -> Option<Uuid> {
        self.supervisor.filter(|_| self.role == Role::Helper)
    }
}

/// A membership with the supervisor of a helper, for set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub membership: Membership,
    pub supervisor: Option<Uuid>,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not in this organisation, or not there.
    NotFound,
    EmailTaken,
    PidTaken,
    RoleHeld,
    NotGrantable,
    PlaceElsewhere,
    SupervisorNeeded,
    SupervisorUnfit,
    /// The person belongs elsewhere or holds roles that this manager cannot give.
    BeyondReach,
    /// One's own manager role or account.
    Oneself,
    /// The person is responsible for helpers.
    Supervises,
    /// The person has left.
    HasLeft,
}

impl Refusal {
    /// The field it belongs to and the key of the text that says what to do. `NotFound` has no field: the answer
    /// is 404.
    pub fn field(self) -> (&'static str, &'static str) {
        match self {
            Refusal::NotFound => ("name", "staff-wrong-beyond"),
            Refusal::EmailTaken => ("email", "staff-wrong-email-taken"),
            Refusal::PidTaken => ("pid", "staff-wrong-pid-taken"),
            Refusal::RoleHeld => ("role", "staff-wrong-role-held"),
            Refusal::NotGrantable => ("role", "staff-wrong-role"),
            Refusal::PlaceElsewhere => ("place", "staff-wrong-place"),
            Refusal::SupervisorNeeded => ("supervisor", "staff-wrong-supervisor-needed"),
            Refusal::SupervisorUnfit => ("supervisor", "staff-wrong-supervisor"),
            Refusal::BeyondReach => ("name", "staff-wrong-beyond"),
            Refusal::Oneself => ("active", "staff-wrong-oneself"),
            Refusal::Supervises => ("active", "staff-wrong-supervises"),
            Refusal::HasLeft => ("role", "staff-wrong-has-left"),
        }
    }
}

/// An e-mail address as it is stored and compared: small letters. `None` when it cannot be one.
pub fn email(typed: &str) -> Option<String> {
    let address = typed.trim().to_lowercase();
    let (user, host) = address.split_once('@')?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>,;\"".contains(c);
    let ok = !user.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && user.chars().chain(host.chars()).all(plain);
    ok.then_some(address)
}

/// A national number as it is hashed: eleven digits. `None` when its control digits are wrong.
pub fn pid(typed: &str) -> Option<String> {
    national_id::check(typed)?;
    Some(typed.chars().filter(char::is_ascii_digit).collect())
}
