//! Vocabulary without I/O: the words that every other crate speaks.
//!
//! Nothing here opens a file, asks the clock or knows a database.

pub mod clock;
pub mod colour;
pub mod identity;
pub mod lang;
pub mod national_id;
pub mod orgnr;
pub mod phone;
pub mod policy;
pub mod reference;
pub mod time;

pub use clock::Clock;
pub use identity::{Actor, Membership, Role, Scope};
pub use lang::Lang;
pub use phone::Phone;
pub use policy::{Action, Allowed, allowed};
pub use reference::Reference;
pub use uuid::Uuid;

/// A new key: UUIDv7, so that keys sort by the time they were made and indexes stay dense.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
