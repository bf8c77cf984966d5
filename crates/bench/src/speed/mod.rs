//! Speed, each part against a baseline of another make or a stated goal, alternating in one run.

mod availability;
pub mod bare;
mod holds;
mod pages;
mod postgres;
mod processor;
mod search;
mod sqlite;
mod start;
mod weight;

use std::path::PathBuf;

use clap::Args;

use crate::Outcome;
use crate::contention::{SEATS, drain};
use crate::load::Slot;
use crate::site::{PACED, Server, Site, UNPACED};
use crate::stats::{Table, median, spread, verdict};

/// Clients of every part but the contention.
pub const CLIENTS: usize = 32;
/// Ordinary places of the load data: three guides each, 60 days, 48 starts a day.
const PLACES: usize = 24;

#[derive(Args)]
pub struct Options {
    #[arg(long)]
    torg: PathBuf,
    /// Address of a throw-away PostgreSQL server that flushes (`TORG_PG_FSYNC=on`), without database name.
    #[arg(long, env = "TORG_TEST_POSTGRES")]
    postgres: Option<String>,
    /// How often each part is run, alternating with its baseline.
    #[arg(long, default_value_t = 5)]
    pairs: usize,
    /// Holds in one run.
    #[arg(long, default_value_t = 3000)]
    holds: usize,
    /// Bookings in one run of the processor part.
    #[arg(long, default_value_t = 1000)]
    bookings: usize,
    /// Page requests in one run.
    #[arg(long, default_value_t = 4000)]
    requests: usize,
    /// Bookings behind the places of the availability part.
    #[arg(long, default_value_t = 2_000_000)]
    history: usize,
    /// Only these parts: holds, processor, drain, availability, page, search, start, weight.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|p| p == part)
    }
}

pub async fn run(options: Options) -> Outcome<()> {
    if cfg!(debug_assertions) {
        println!("This is a debug build of torg-bench; its numbers mean nothing.");
    }
    let mut servers = vec![None];
    servers.extend(options.postgres.as_deref().map(Some));
    for server in servers {
        engine(&options, server).await?;
        if options.wants("availability") {
            availability::run(&options.torg, server, options.history, options.requests, options.pairs).await?;
        }
    }
    if options.wants("page") {
        pages::run(&options.torg, options.requests, options.pairs).await?;
    }
    if options.wants("search") {
        search::run(&options.torg, options.requests, options.pairs).await?;
    }
    if options.wants("weight") {
        weight::run(&options.torg).await?;
    }
    Ok(())
}

/// The parts that have a database underneath.
async fn engine(options: &Options, postgres: Option<&str>) -> Outcome<()> {
    let parts = ["holds", "processor", "drain", "start"];
    if !parts.iter().any(|part| options.wants(part)) {
        return Ok(());
    }
    if options.wants("processor") {
        // These bookings wait for their code: with a gateway that takes as many as come, and with none waiting before.
        let (site, server, mut seats) = busy(options, postgres, UNPACED).await?;
        processor::run(&site, &server, &mut seats, options.bookings, options.pairs).await?;
        server.kill().await?;
    }
    let (site, server, mut seats) = busy(options, postgres, PACED).await?;
    // The holds come last: they leave thousands of rows that the database tidies up in its own time.
    if options.wants("drain") {
        drained(&site, &server, options.pairs).await?;
    }
    if options.wants("holds") {
        holds::run(&site, &server, &mut seats, options.holds, options.pairs).await?;
    }
    server.kill().await?;
    if options.wants("start") {
        start::run(&site, options.pairs).await?;
    }
    Ok(())
}

/// A running site with all its free seats, in any order.
async fn busy(options: &Options, postgres: Option<&str>, per_second: u32) -> Outcome<(Site, Server, Vec<Slot>)> {
    let site = Site::make(&options.torg, postgres, PLACES, per_second).await?;
    let server = site.serve().await?;
    let mut seats = site.seats(&server).await?;
    crate::stats::Dice::new(1).shuffle(&mut seats);
    Ok((site, server, seats))
}

async fn drained(site: &Site, server: &Server, rounds: usize) -> Outcome<()> {
    let mut seconds = Vec::new();
    for round in 0..rounds {
        let tally = drain(server, round as u64).await?;
        if tally.count(201) != SEATS || tally.count(201) + tally.count(409) != tally.total() {
            return Err(format!("the contention gave {}", tally.told()).into());
        }
        seconds.push(tally.seconds);
    }
    let mut table = Table::new(
        format!("2,000 requests for 200 starts, 64 clients, {}: goal under 1 s", site.db.name()),
        &["rounds", "median s", "spread s", "goal"],
    );
    let middle = median(&seconds);
    table.row([rounds.to_string(), format!("{middle:.2}"), spread(&seconds, 2), verdict(middle < 1.0)]);
    table.print();
    Ok(())
}
