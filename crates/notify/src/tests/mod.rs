//! Tests of this crate: pure rules, and sending to real programs (Kannel, an SMTP server) started here on loopback.

mod config;
mod demo;
mod email;
mod failover;
mod http_sms;
mod incoming;
mod kannel;
mod listener;
mod peers;
mod reports;
mod sms;

use std::path::PathBuf;

use crate::transport::Outgoing;

/// A receiver and a text that no error or log line may repeat.
const NUMBER: &str = "+4780000001";
const WORDS: &str = "Hei Nordmann, velkommen til Røst";

fn message(key: &str, to: &str, text: &str) -> Outgoing {
    Outgoing { key: key.into(), to: to.into(), subject: None, text: text.into(), attachment: None }
}

/// A secret in a file of its own; the folder goes when the guard does.
fn secret_file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, format!("{text}\n")).expect("write the secret");
    (folder, file)
}
