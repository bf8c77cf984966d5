//! Takes the SMS that the program sends: remembers the code of each hold, and counts how often each message came.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use tokio::sync::oneshot;

use crate::Outcome;

/// The body that the configuration's template makes.
#[derive(Deserialize)]
struct Sms {
    text: String,
    key: String,
}

/// The `body` template for `[[notify.sms]]`.
pub const BODY: &str = r#"{"to":"{to}","text":"{text}","key":"{key}"}"#;

enum Code {
    Here(String),
    Awaited(oneshot::Sender<String>),
}

#[derive(Default)]
struct Kept {
    codes: HashMap<String, Code>,
    times: HashMap<String, u32>,
}

/// The sink; clones share what has come.
#[derive(Clone)]
pub struct Sink {
    pub address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
}

impl Sink {
    /// Listens on a free loopback port until the process ends.
    pub async fn start() -> Outcome<Sink> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let sink = Sink { address: listener.local_addr()?, kept: Arc::default() };
        let router = Router::new().route("/sms", post(take)).with_state(sink.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(sink)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The code for a hold, when it comes in time.
    pub async fn code(&self, booking: &str, patience: Duration) -> Option<String> {
        let awaited = {
            let mut kept = self.kept();
            if let Some(Code::Here(code)) = kept.codes.remove(booking) {
                return Some(code);
            }
            let (sender, receiver) = oneshot::channel();
            kept.codes.insert(booking.to_owned(), Code::Awaited(sender));
            receiver
        };
        tokio::time::timeout(patience, awaited).await.ok()?.ok()
    }

    /// How often each message came, by its key.
    pub fn times(&self) -> HashMap<String, u32> {
        self.kept().times.clone()
    }
}

async fn take(State(sink): State<Sink>, Json(sms): Json<Sms>) -> &'static str {
    let mut kept = sink.kept();
    *kept.times.entry(sms.key.clone()).or_default() += 1;
    let booking = sms.key.strip_prefix("booking/").and_then(|rest| rest.strip_suffix("/code/1"));
    if let Some(booking) = booking {
        let code: String = sms.text.chars().take(6).collect();
        match kept.codes.remove(booking) {
            // The waiting client may have gone; then nobody needs the code.
            Some(Code::Awaited(sender)) => drop(sender.send(code)),
            _ => drop(kept.codes.insert(booking.to_owned(), Code::Here(code))),
        }
    }
    "{}"
}
