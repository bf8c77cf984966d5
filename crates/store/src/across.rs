//! The ledger of everything that reads or writes across organisations, each with its reason.
//!
//! Every other query names one organisation. A test reads this list, and the list is short on purpose.

/// Why a query is not limited to one organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Across {
    /// The public directory: what every centre publishes, for the common front page and the open API.
    Directory,
    /// Free times for the public, at all places that offer a service.
    FreeTimes,
    /// A session cookie tells who somebody is before their organisation is known.
    Sessions,
    /// A citizen finds an own booking by reference and number, or by signing in.
    OwnBookings,
    /// The outbox worker delivers for everybody.
    Outbox,
    /// The audit chain is one for the installation.
    Audit,
    /// Holds expire and data past its retention is deleted everywhere.
    Upkeep,
    /// Import and set-up by the operator, from the command line.
    Operator,
    /// The pages of national and operating roles.
    Installation,
    /// Readiness probes and migrations.
    Probe,
}

impl Across {
    pub const ALL: [Across; 10] = [
        Across::Directory,
        Across::FreeTimes,
        Across::Sessions,
        Across::OwnBookings,
        Across::Outbox,
        Across::Audit,
        Across::Upkeep,
        Across::Operator,
        Across::Installation,
        Across::Probe,
    ];
}
