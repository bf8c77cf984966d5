//! Messages out of Torg: the ways of sending, what an SMS costs, delivery reports, answers and their configuration.
//!
//! Nothing here reads the clock or the database; the store-backed delivery builds on [`transport::Transport`].

pub mod client;
pub mod config;
pub mod delivery;
pub mod demo;
pub mod email;
pub mod failover;
pub mod http_sms;
pub mod incoming;
pub mod kannel;
pub mod pace;
pub mod reports;
pub mod secret;
pub mod sms;
mod template;
pub mod transport;

pub use client::http_client;
pub use config::{NotifyConfig, Problem, Transports};
pub use delivery::{Message, Notifier, queue};
pub use transport::{Attachment, Channel, FailureKind, Outgoing, SendError, Sent, Transport};

#[cfg(test)]
mod tests;
