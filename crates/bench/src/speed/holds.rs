//! Holds each second over HTTP, beside the same rows written straight into the same database.

use crate::Outcome;
use crate::db::Db;
use crate::load::{Slot, storm};
use crate::site::{PACED, Server, Site};
use crate::speed::{CLIENTS, postgres, sqlite};
use crate::stats::{Table, median, percentile, spread, verdict};

/// Share of the baseline that is asked for.
const GOAL: f64 = 0.30;

pub async fn run(site: &Site, server: &Server, seats: &mut Vec<Slot>, holds: usize, pairs: usize) -> Outcome<()> {
    let (mut bare, mut torg, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut p50, mut p99) = (Vec::new(), Vec::new());
    let baseline = Baseline::make(site)?;
    for pair in 0..pairs {
        let base = baseline.per_second(holds, pair).await?;
        let at = seats.len().checked_sub(holds).ok_or("too few free seats; lower --holds or --pairs")?;
        let requests = seats.split_off(at).iter().map(Slot::request).collect();
        let tally = storm(&[server.address], requests, CLIENTS).await?;
        if tally.count(201) < holds * 99 / 100 {
            return Err(format!("holds: {} ({:?})\n{}", tally.told(), tally.odd, site.log()).into());
        }
        let made = tally.count(201) as f64 / tally.seconds;
        bare.push(base);
        torg.push(made);
        ratios.push(made / base);
        p50.push(percentile(&tally.millis, 0.5));
        p99.push(percentile(&tally.millis, 0.99));
    }
    let mut table = Table::new(
        format!(
            "Holds each second, {}, {CLIENTS} clients, {holds} holds a run, {pairs} pairs: goal {GOAL:.2}",
            site.db.name()
        ),
        &["what", "median", "spread"],
    );
    table.row([baseline.told().into(), format!("{:.0}/s", median(&bare)), spread(&bare, 0)]);
    table.row([
        format!("torg over HTTP, {PACED} messages a second going out"),
        format!("{:.0}/s", median(&torg)),
        spread(&torg, 0),
    ]);
    table.row(["torg, median of the runs' p50".into(), format!("{:.1} ms", median(&p50)), spread(&p50, 1)]);
    table.row(["torg, median of the runs' p99".into(), format!("{:.1} ms", median(&p99)), spread(&p99, 1)]);
    let ratio = median(&ratios);
    table.row([format!("ratio {}", verdict(ratio >= GOAL)), format!("{ratio:.2}"), spread(&ratios, 2)]);
    table.print();
    Ok(())
}

enum Baseline {
    Sqlite(sqlite::Bare),
    Postgres(postgres::Bare),
}

impl Baseline {
    fn make(site: &Site) -> Outcome<Baseline> {
        match &site.db {
            Db::Sqlite(path) => Ok(Baseline::Sqlite(sqlite::Bare::like(path)?)),
            Db::Postgres(url) => Ok(Baseline::Postgres(postgres::Bare::like(url)?)),
        }
    }

    fn told(&self) -> &'static str {
        match self {
            Baseline::Sqlite(_) => "rusqlite, one writer, up to 64 holds a commit",
            Baseline::Postgres(_) => "pgbench, one prepared statement a hold",
        }
    }

    async fn per_second(&self, holds: usize, run: usize) -> Outcome<f64> {
        match self {
            Baseline::Sqlite(bare) => bare.per_second(holds, run),
            Baseline::Postgres(bare) => bare.per_second(holds, run).await,
        }
    }
}
