//! What is taken, by resource and seat, made ready to be asked.

use uuid::Uuid;

use crate::calendar::merged;
use crate::rules::{Busy, Stretch};

/// What is taken on any number of resources; one may serve many searches.
#[derive(Default)]
pub struct Occupied(Vec<Seat>);

/// A seat that is taken at some time.
pub(crate) struct Seat {
    resource: Uuid,
    pub number: u16,
    /// Ordered and merged, so ends are ordered too.
    taken: Vec<Stretch>,
}

impl Seat {
    pub fn overlaps(&self, wanted: Stretch) -> bool {
        let next = self.taken.partition_point(|piece| piece.1 <= wanted.0);
        self.taken.get(next).is_some_and(|piece| piece.0 < wanted.1)
    }
}

impl Occupied {
    /// Rows in any order; an empty one takes nothing.
    pub fn new(mut rows: Vec<Busy>) -> Occupied {
        rows.retain(|row| row.starts < row.ends);
        rows.sort_unstable_by_key(|row| (row.resource, row.seat));
        let seats = rows.chunk_by(|a, b| (a.resource, a.seat) == (b.resource, b.seat));
        let seat = |rows: &[Busy]| Seat {
            resource: rows[0].resource,
            number: rows[0].seat,
            taken: merged(rows.iter().map(|row| (row.starts, row.ends)).collect()),
        };
        Occupied(seats.map(seat).collect())
    }

    /// The seats of a resource that are taken at some time.
    pub(crate) fn seats(&self, resource: Uuid) -> &[Seat] {
        let from = self.0.partition_point(|seat| seat.resource < resource);
        let length = self.0[from..].partition_point(|seat| seat.resource == resource);
        &self.0[from..from + length]
    }
}
