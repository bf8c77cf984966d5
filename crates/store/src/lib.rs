//! Storage: two engines, one way to write, an outbox, an audit trail and a small set of keys.
//!
//! Invariants: only [`Store::write`] and [`Store::write_across`] write; reads across organisations go
//! through [`Store::across`] with a reason from the ledger; nothing here logs a value.

pub mod access;
pub mod across;
pub mod audit;
pub mod backup;
mod engine;
mod error;
mod group;
mod instant;
pub mod keys;
pub mod migrate;
pub mod outbox;
pub mod schema;
pub mod sql;
pub mod testing;
mod together;
mod tx;

pub use across::Across;
pub use engine::{Engine, Reads, Store, StoreConfig};
pub use error::{Error, Result};
pub use instant::At;
pub use keys::Keys;
pub use migrate::Migration;
pub use sea_orm;
pub use together::Part;
pub use tx::{Tx, Unit};

#[cfg(test)]
mod tests;
