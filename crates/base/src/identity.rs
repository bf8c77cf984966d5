//! Who acts: a person or staff member with roles in organisations and places.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody is in an organisation. The words are the program's; the interface translates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Anybody, signed in or not.
    Citizen,
    /// An employee at the counter (veileder).
    Guide,
    /// A pupil or volunteer under a named supervisor.
    Helper,
    /// A municipal caseworker (saksbehandler).
    Caseworker,
    /// Runs the centre: services, hours, people, rooms.
    Manager,
    /// Staff of a state agency.
    Agency,
    /// A company with workers to register.
    Employer,
    /// Ministries, the directorate, KS, county governors.
    National,
    /// Operates the installation.
    Admin,
}

impl Role {
    pub const ALL: [Role; 9] = [
        Role::Citizen,
        Role::Guide,
        Role::Helper,
        Role::Caseworker,
        Role::Manager,
        Role::Agency,
        Role::Employer,
        Role::National,
        Role::Admin,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Role::Citizen => "citizen",
            Role::Guide => "guide",
            Role::Helper => "helper",
            Role::Caseworker => "caseworker",
            Role::Manager => "manager",
            Role::Agency => "agency",
            Role::Employer => "employer",
            Role::National => "national",
            Role::Admin => "admin",
        }
    }

    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.code() == code)
    }

    /// Roles held through a membership, that is everybody but citizens.
    pub fn is_staff(self) -> bool {
        self != Role::Citizen
    }
}

/// One role in one organisation, perhaps limited to one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub organisation: Uuid,
    /// `None`: every place of the organisation.
    pub place: Option<Uuid>,
    pub role: Role,
}

/// What an action is done to; the narrower, the more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole installation, or nothing in particular (public pages).
    Installation,
    Organisation(Uuid),
    Place {
        organisation: Uuid,
        place: Uuid,
    },
    /// Something that belongs to the acting person.
    Own,
}

/// Whoever makes a request.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Actor {
    /// Nobody has signed in.
    #[default]
    Anonymous,
    /// A citizen, by SMS code or ID-porten; the id is the session's person or phone key.
    Citizen { person: Uuid },
    /// Staff of any kind.
    Staff { staff: Uuid, memberships: Vec<Membership> },
}

impl Actor {
    /// The staff id, for audit and access records.
    pub fn staff_id(&self) -> Option<Uuid> {
        match self {
            Actor::Staff { staff, .. } => Some(*staff),
            _ => None,
        }
    }

    pub fn memberships(&self) -> &[Membership] {
        match self {
            Actor::Staff { memberships, .. } => memberships,
            _ => &[],
        }
    }

    /// Organisations in which the actor holds some role, without repeats.
    pub fn organisations(&self) -> Vec<Uuid> {
        self.organisations_where(|_| true)
    }

    /// Organisations in which the actor holds any of these roles, without repeats.
    pub fn organisations_as(&self, roles: &[Role]) -> Vec<Uuid> {
        self.organisations_where(|role| roles.contains(&role))
    }

    fn organisations_where(&self, held: impl Fn(Role) -> bool) -> Vec<Uuid> {
        let mut found = Vec::new();
        for m in self.memberships() {
            if held(m.role) && !found.contains(&m.organisation) {
                found.push(m.organisation);
            }
        }
        found
    }
}
