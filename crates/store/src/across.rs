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
    /// A session cookie, or the secret of a device, tells who somebody is before their organisation is known.
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
    /// A lecture that several organisations show: its host counts heads and calls it off; names stay where they are.
    Lectures,
    /// Whoever wrote a notice sees which centres have read it: the place's name, and read or not.
    NoticeReading,
    /// Who subscribes to notices belongs to no organisation: found by a code of their own, whoever writes.
    Subscribers,
    /// One trip with several errands, each in its own organisation: all of them are booked or none.
    Trips,
    /// Readiness probes and migrations.
    Probe,
}

impl Across {
    pub const ALL: [Across; 14] = [
        Across::Directory,
        Across::FreeTimes,
        Across::Sessions,
        Across::OwnBookings,
        Across::Outbox,
        Across::Audit,
        Across::Upkeep,
        Across::Operator,
        Across::Installation,
        Across::Lectures,
        Across::NoticeReading,
        Across::Subscribers,
        Across::Trips,
        Across::Probe,
    ];
}
