//! Start on existing data, and memory after work.

use crate::Outcome;
use crate::contention::drain;
use crate::db::Db;
use crate::site::Site;
use crate::stats::{Table, median, spread, verdict};

const GOAL_SECONDS: f64 = 0.5;
const GOAL_MIB: f64 = 100.0;

pub async fn run(site: &Site, rounds: usize) -> Outcome<()> {
    let (mut seconds, mut fresh, mut worked) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        let server = site.serve().await?;
        seconds.push(server.ready.as_secs_f64());
        fresh.push(resident(server.pid)?);
        drain(&server, round as u64).await?;
        worked.push(resident(server.pid)?);
        server.kill().await?;
    }
    let rows = site.db.number("SELECT count(*) FROM booking")?;
    let mut table = Table::new(
        format!("Start and memory, {}, {rows} bookings, {rounds} rounds", site.db.name()),
        &["what", "median", "spread", "goal"],
    );
    let (middle, most) = (median(&seconds), median(&worked));
    let name = if let Db::Sqlite(_) = site.db { "from start to /readyz 200" } else { "the same, server elsewhere" };
    table.row([name.into(), format!("{middle:.2} s"), spread(&seconds, 2), verdict(middle < GOAL_SECONDS)]);
    table.row([
        "resident memory, ready".into(),
        format!("{:.0} MiB", median(&fresh)),
        spread(&fresh, 0),
        String::new(),
    ]);
    let told = format!("{most:.0} MiB");
    table.row(["resident memory, after 2,000 requests".into(), told, spread(&worked, 0), verdict(most < GOAL_MIB)]);
    table.print();
    Ok(())
}

/// MiB of a process that lie in memory.
fn resident(pid: u32) -> Outcome<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("/proc in another form")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kib / 1024.0)
}
