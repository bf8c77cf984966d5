//! Clients: many kept connections that work through one list of requests.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::Outcome;
use crate::http::{self, Connection};
use crate::sink::Sink;

/// A start that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub id: String,
    pub service: String,
}

impl Slot {
    /// A whole request for a booking, each for another invented person. +80 numbers belong to nobody.
    pub fn request(&self) -> Vec<u8> {
        static PERSONS: AtomicUsize = AtomicUsize::new(1);
        let n = PERSONS.fetch_add(1, Ordering::Relaxed);
        let booking = json!({ "slot": self.id, "service": self.service, "name": format!("Prøve {n}"),
                              "phone": format!("+80{n:08}"), "language": "nb" });
        http::post("/api/v1/bookings", &booking)
    }
}

/// What came of a load.
#[derive(Default)]
pub struct Tally {
    /// How often each status came; 0 stands for no answer.
    pub statuses: BTreeMap<u16, usize>,
    /// Milliseconds of each request.
    pub millis: Vec<f64>,
    pub seconds: f64,
    /// The first answer that was neither 201 nor 409 nor 200, for the report.
    pub odd: Option<String>,
}

impl Tally {
    pub fn count(&self, status: u16) -> usize {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    pub fn total(&self) -> usize {
        self.statuses.values().sum()
    }

    pub fn per_second(&self) -> f64 {
        self.total() as f64 / self.seconds
    }

    /// `201 x 200, 409 x 1800`
    pub fn told(&self) -> String {
        let list: Vec<String> = self.statuses.iter().map(|(status, count)| format!("{status} x {count}")).collect();
        list.join(", ")
    }

    fn add(&mut self, other: Tally) {
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.millis.extend(other.millis);
        self.odd = self.odd.take().or(other.odd);
    }
}

/// Sends every request once, over kept connections spread evenly over the servers. The clock starts when all are open.
pub async fn storm(servers: &[SocketAddr], requests: Vec<Vec<u8>>, clients: usize) -> Outcome<Tally> {
    let requests = Arc::new(requests);
    let next = Arc::new(AtomicUsize::new(0));
    let start = Arc::new(Barrier::new(clients + 1));
    let mut tasks = JoinSet::new();
    for client in 0..clients {
        let (requests, next, start) = (requests.clone(), next.clone(), start.clone());
        let mut connection = Connection::to(servers[client % servers.len()]);
        tasks.spawn(async move {
            let opened = connection.open().await;
            start.wait().await;
            opened?;
            let mut tally = Tally::default();
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                one(&mut connection, request, &mut tally).await;
            }
            Ok::<Tally, std::io::Error>(tally)
        });
    }
    start.wait().await;
    let begun = Instant::now();
    let mut all = Tally::default();
    while let Some(tally) = tasks.join_next().await {
        all.add(tally??);
    }
    all.seconds = begun.elapsed().as_secs_f64();
    Ok(all)
}

async fn one(connection: &mut Connection, request: &[u8], tally: &mut Tally) {
    let begun = Instant::now();
    let (status, odd) = match connection.send(request).await {
        Ok(answer) if matches!(answer.status, 200 | 201 | 409) => (answer.status, None),
        Ok(answer) => (answer.status, Some(String::from_utf8_lossy(&answer.body).into_owned())),
        Err(error) => (0, Some(error.to_string())),
    };
    tally.millis.push(begun.elapsed().as_secs_f64() * 1000.0);
    *tally.statuses.entry(status).or_default() += 1;
    if tally.odd.is_none() {
        tally.odd = odd;
    }
}

/// How far one booking came.
#[derive(Debug, Default)]
pub struct Journey {
    /// Id of the hold, 32 hexadecimal digits, when it was answered 201.
    pub held: Option<String>,
    /// The confirmation was answered 200.
    pub confirmed: bool,
    /// An answer that should not come, or none.
    pub odd: Option<String>,
}

/// Holds, waits for the code at the sink, confirms.
pub async fn journey(connection: &mut Connection, request: &[u8], sink: &Sink, patience: Duration) -> Journey {
    let mut journey = Journey::default();
    if let Err(odd) = walk(connection, request, sink, patience, &mut journey).await {
        journey.odd = Some(odd);
    }
    journey
}

async fn walk(
    connection: &mut Connection,
    request: &[u8],
    sink: &Sink,
    patience: Duration,
    journey: &mut Journey,
) -> Result<(), String> {
    let answer = connection.send(request).await.map_err(|e| e.to_string())?;
    if answer.status != 201 {
        return Err(format!("hold: {}", answer.status));
    }
    let made = answer.json()?;
    let id = made["id"].as_str().ok_or("hold without id")?;
    journey.held = Some(id.replace('-', ""));
    let code = sink.code(id, patience).await.ok_or("no code came")?;
    let path = format!("/api/v1/bookings/{id}/confirm");
    let answer = connection.post(&path, &json!({ "code": code })).await.map_err(|e| e.to_string())?;
    journey.confirmed = answer.status == 200;
    if journey.confirmed { Ok(()) } else { Err(format!("confirm: {}", answer.status)) }
}
