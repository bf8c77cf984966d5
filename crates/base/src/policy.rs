//! The one policy table: role x action x scope. Every route names its [`Action`]; nothing else decides.

use crate::identity::{Actor, Membership, Role, Scope};

/// Everything that can be permitted. One line per kind of deed, not per route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Public pages and the open API.
    ReadPublic,
    /// Hold, confirm, move and cancel a booking of one's own.
    BookOwn,
    /// See what is stored about oneself.
    ReadOwn,
    /// Start and end a session (log-in pages, log-out).
    SignIn,
    /// Use the demo's own pages; the routes exist only in a demo.
    UseDemo,
    /// See the day of a place: bookings with the name to call.
    ReadDay,
    /// Open one booking.
    ReadBooking,
    /// Register arrival, start, finish, no-show.
    ServeBooking,
    /// Book, move or cancel for somebody else.
    BookForOthers,
    /// Count a drop-in.
    CountDropIn,
    /// See counts without persons.
    ReadStatistics,
    /// Edit the service list.
    EditServices,
    /// Write and stamp the shared text about one's own agency's service.
    EditCards,
    /// Propose an item or a change of the service list.
    ProposeServices,
    /// Read notices of changed practice and acknowledge them.
    ReadNotices,
    /// Write notices of changed practice, and see which centres have not read them.
    EditNotices,
    /// Series of courses: dates, topics, hosts, helpers.
    EditCourses,
    /// Plan the tours of an agency's travelling teams: cases, proposals, runs.
    PlanTours,
    /// Lease a share of the times to a device that will be without a line.
    LeaseTimes,
    /// Hand over what a device booked without a line, proven by the device's own secret.
    MergeLease,
    /// A calendar feed, proven by its own secret address.
    ReadFeed,
    /// Messages that people send, handed over by a message provider, proven by their own secret.
    ReceiveMessage,
    /// Edit places, opening hours, rooms, equipment.
    EditPlaces,
    /// Edit staff and their roles.
    EditStaff,
    /// Edit the organisation's name, colours, languages.
    EditOrganisation,
    /// See every organisation of the installation.
    ReadInstallation,
    /// Probes: health, readiness, metrics.
    Probe,
    /// Delivery reports from a message provider, proven by their own secret.
    ReportDelivery,
}

/// How far a permission reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    No,
    /// Only what belongs to the actor.
    Own,
    /// Within the membership's organisation, and its place if it names one.
    Member,
    /// Everywhere.
    Everywhere,
}

impl Action {
    pub const ALL: [Action; 28] = [
        Action::ReadPublic,
        Action::BookOwn,
        Action::ReadOwn,
        Action::SignIn,
        Action::UseDemo,
        Action::ReadDay,
        Action::ReadBooking,
        Action::ServeBooking,
        Action::BookForOthers,
        Action::CountDropIn,
        Action::ReadStatistics,
        Action::EditServices,
        Action::EditCards,
        Action::ProposeServices,
        Action::ReadNotices,
        Action::EditNotices,
        Action::EditCourses,
        Action::PlanTours,
        Action::LeaseTimes,
        Action::MergeLease,
        Action::ReadFeed,
        Action::ReceiveMessage,
        Action::EditPlaces,
        Action::EditStaff,
        Action::EditOrganisation,
        Action::ReadInstallation,
        Action::Probe,
        Action::ReportDelivery,
    ];
}

/// The table itself.
pub fn allowed(role: Role, action: Action) -> Allowed {
    use Action::*;
    use Role::*;
    match action {
        ReadPublic | SignIn | UseDemo | Probe | ReportDelivery | ReceiveMessage | ReadFeed | MergeLease | BookOwn => {
            Allowed::Everywhere
        }
        ReadOwn => match role {
            Citizen => Allowed::Own,
            _ => Allowed::No,
        },
        ReadDay | CountDropIn => match role {
            Guide | Helper | Caseworker | Manager => Allowed::Member,
            _ => Allowed::No,
        },
        // A pupil or volunteer helps at the table but does not open or change other people's bookings.
        ReadBooking | BookForOthers | LeaseTimes => match role {
            Guide | Caseworker | Manager => Allowed::Member,
            _ => Allowed::No,
        },
        ServeBooking => match role {
            Guide | Helper | Caseworker | Manager => Allowed::Member,
            _ => Allowed::No,
        },
        ProposeServices | ReadNotices => match role {
            Guide | Caseworker | Manager => Allowed::Member,
            _ => Allowed::No,
        },
        // An agency writes about its own services; without an agency user the regional host keeps the card and says so.
        // It holds lectures too; a series at a place needs that place.
        EditCards | EditNotices | EditCourses => match role {
            Agency | Manager => Allowed::Member,
            _ => Allowed::No,
        },
        // Whoever sends the team out decides where it goes; a municipality is where it comes to.
        PlanTours => match role {
            Agency => Allowed::Member,
            _ => Allowed::No,
        },
        ReadStatistics => match role {
            Guide | Caseworker | Manager => Allowed::Member,
            National | Admin => Allowed::Everywhere,
            _ => Allowed::No,
        },
        EditServices | EditPlaces | EditStaff | EditOrganisation => match role {
            Manager => Allowed::Member,
            _ => Allowed::No,
        },
        ReadInstallation => match role {
            National | Admin => Allowed::Everywhere,
            _ => Allowed::No,
        },
    }
}

/// True when the actor may do the action in that scope.
pub fn permits(actor: &Actor, action: Action, scope: Scope) -> bool {
    let as_citizen = match allowed(Role::Citizen, action) {
        Allowed::Everywhere => true,
        Allowed::Own => matches!(actor, Actor::Citizen { .. }) && scope == Scope::Own,
        _ => false,
    };
    as_citizen || actor.memberships().iter().any(|m| member_permits(m, action, scope))
}

/// True when some membership of the actor permits the action anywhere: enough to see the page at all,
/// after which the page asks again with the scope of what it shows.
pub fn permits_somewhere(actor: &Actor, action: Action) -> bool {
    permits(actor, action, Scope::Own)
        || permits(actor, action, Scope::Installation)
        || actor.memberships().iter().any(|m| allowed(m.role, action) != Allowed::No)
}

fn member_permits(m: &Membership, action: Action, scope: Scope) -> bool {
    match allowed(m.role, action) {
        Allowed::Everywhere => true,
        Allowed::No | Allowed::Own => false,
        Allowed::Member => match scope {
            Scope::Organisation(organisation) => m.organisation == organisation && m.place.is_none(),
            Scope::Place { organisation, place } => {
                m.organisation == organisation && m.place.is_none_or(|own| own == place)
            }
            Scope::Installation | Scope::Own => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn staff(role: Role, organisation: Uuid, place: Option<Uuid>) -> Actor {
        Actor::Staff { staff: Uuid::from_u128(1), memberships: vec![Membership { organisation, place, role }] }
    }

    #[test]
    fn a_membership_ends_at_its_organisation_and_place() {
        let (a, b, p, q) = (Uuid::from_u128(10), Uuid::from_u128(11), Uuid::from_u128(20), Uuid::from_u128(21));
        let guide = staff(Role::Guide, a, Some(p));
        assert!(permits(&guide, Action::ReadDay, Scope::Place { organisation: a, place: p }));
        assert!(!permits(&guide, Action::ReadDay, Scope::Place { organisation: a, place: q }));
        assert!(!permits(&guide, Action::ReadDay, Scope::Place { organisation: b, place: p }));
        assert!(!permits(&guide, Action::ReadDay, Scope::Organisation(a)));
        assert!(!permits(&guide, Action::EditServices, Scope::Organisation(a)));
        assert!(permits(&staff(Role::Manager, a, None), Action::EditServices, Scope::Organisation(a)));
        assert!(!permits(&staff(Role::Manager, a, None), Action::EditServices, Scope::Organisation(b)));
    }

    #[test]
    fn a_helper_never_opens_a_booking_and_nobody_anonymous_sees_a_day() {
        let (a, p) = (Uuid::from_u128(10), Uuid::from_u128(20));
        let place = Scope::Place { organisation: a, place: p };
        assert!(!permits(&staff(Role::Helper, a, None), Action::ReadBooking, place));
        for action in Action::ALL {
            let open = matches!(
                action,
                Action::ReadPublic
                    | Action::BookOwn
                    | Action::SignIn
                    | Action::UseDemo
                    | Action::Probe
                    | Action::ReportDelivery
                    | Action::ReceiveMessage
                    | Action::ReadFeed
                    | Action::MergeLease
            );
            assert_eq!(permits(&Actor::Anonymous, action, place), open, "{action:?}");
        }
    }
}
