//! The tour planner: who a travelling team should visit, when, and what the next place would cost.
//!
//! Pure: no database, no clock, no network. Text goes in, a [`Proposal`] comes out.
//!
//! - [`read`](read::read) turns tables (CSV) into an [`Input`](model::Input), or into all their faults with lines.
//! - [`solve()`] makes a first plan quickly and then better ones, until its callback says stop; with a number of rounds
//!   the plan for a seed is always the same. [`solve::disputed`] also plans without each disputed rule.
//! - [`check()`] looks at a plan again, apart from the search. Keep its report beside every proposal.
//! - [`explain()`] says why people are left, and what it would take to serve them: reasons and numbers, no words.
//! - [`legs()`] lists every leg with its minutes and where they come from.
//! - [`top`] is the same kind of search on plain team orienteering, for measuring.
//! - [`generate`] invents inputs of any size; [`travel`] knows how long a way takes and where the number comes from.
//!
//! It is a periodic team orienteering problem: teams collect people like points, over days with hours, nights,
//! ferries and closed roads, under thresholds, spacing, a fairness floor and district rules. No solver on the shelf
//! expresses all of these. The search empties some blocks of days and fills them again, one visit at a time, each
//! timed exactly; an exact solver recombines tours that it has seen; a Lagrangean bound says how much better any plan
//! could be.

mod bound;
pub mod check;
pub mod dice;
pub mod explain;
pub mod generate;
mod legs;
pub mod model;
pub mod read;
pub mod schedule;
pub mod solve;
pub mod top;
pub mod travel;

pub use bound::at_most;
pub use check::{Report, Violation, check};
pub use explain::explain;
pub use legs::{Shown, legs};
pub use solve::{Options, Progress, Proposal, Totals, solve};
