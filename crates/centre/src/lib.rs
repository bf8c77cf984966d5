//! The centre's own people at work: the counter, the upkeep of what is published, and the life of the demo.

pub mod cards;
pub mod counter;
pub mod demo;
pub mod guidance;
pub mod manage;
pub mod queue;
pub mod sheets;
pub mod tours;

#[cfg(test)]
mod testing;
