//! Processor time for a completed booking: hold and confirmation, with the messages that they send.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Outcome;
use crate::db::Db;
use crate::http::Connection;
use crate::load::{Slot, journey};
use crate::site::{Server, Site};
use crate::stats::{Table, median, spread, verdict};

/// As many as in the contention, so that there is work at all times: what is charged for falling asleep and waking is no
/// cost of a booking.
const CLIENTS: usize = 64;
/// Linux tells processor time in hundredths of a second on every machine it runs on.
const TICK_MS: f64 = 10.0;
/// Milliseconds of the server for one booking.
const GOAL_MS: f64 = 1.0;
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn run(site: &Site, server: &Server, seats: &mut Vec<Slot>, bookings: usize, rounds: usize) -> Outcome<()> {
    let (mut torg, mut postgres, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let at = seats.len().checked_sub(bookings).ok_or("too few free seats; lower --bookings or --pairs")?;
        let requests = seats.split_off(at).iter().map(Slot::request).collect();
        let (before, beneath) = (own_ticks(server.pid)?, cluster_ticks(&site.db)?);
        let begun = Instant::now();
        let done = book_all(site, server, requests).await?;
        if done < bookings * 98 / 100 {
            return Err(format!("only {done} of {bookings} bookings were completed\n{}", site.log()).into());
        }
        rates.push(done as f64 / begun.elapsed().as_secs_f64());
        // What the worker still has to do belongs to these bookings too.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let each = |ticks: u64| ticks as f64 * TICK_MS / done as f64;
        torg.push(each(own_ticks(server.pid)? - before));
        postgres.push(each(cluster_ticks(&site.db)?.saturating_sub(beneath)));
    }
    let mut table = Table::new(
        format!(
            "Processor time of a completed booking, {}, {CLIENTS} clients, {bookings} bookings a round, {rounds} rounds: goal {GOAL_MS} ms",
            site.db.name()
        ),
        &["what", "median", "spread", "goal"],
    );
    let middle = median(&torg);
    table.row(["torg".into(), format!("{middle:.2} ms"), spread(&torg, 2), verdict(middle <= GOAL_MS)]);
    if let Db::Postgres(_) = &site.db {
        let middle = median(&postgres);
        table.row(["PostgreSQL's processes".into(), format!("{middle:.2} ms"), spread(&postgres, 2), String::new()]);
    }
    let told = format!("{:.0}/s", median(&rates));
    table.row(["bookings (they wait for their message)".into(), told, spread(&rates, 0), String::new()]);
    table.print();
    Ok(())
}

/// Returns how many were confirmed.
async fn book_all(site: &Site, server: &Server, requests: Vec<Vec<u8>>) -> Outcome<usize> {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (requests, next, sink) = (requests.clone(), next.clone(), site.sink.clone());
        let mut connection = Connection::to(server.address);
        clients.spawn(async move {
            let mut done = 0;
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                done += usize::from(journey(&mut connection, request, &sink, PATIENCE).await.confirmed);
            }
            done
        });
    }
    let mut done = 0;
    while let Some(count) = clients.join_next().await {
        done += count?;
    }
    Ok(done)
}

/// Numbers of `/proc/PID/stat` after the name, which may hold spaces: the first is field 4, the parent.
fn numbers(pid: u32) -> Outcome<Vec<u64>> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, rest) = text.rsplit_once(')').ok_or("/proc in another form")?;
    Ok(rest.split_whitespace().skip(1).map(|n| n.parse().unwrap_or(0)).collect())
}

/// User and system time of a process.
fn own_ticks(pid: u32) -> Outcome<u64> {
    let fields = numbers(pid)?;
    Ok(fields.get(10..12).ok_or("/proc in another form")?.iter().sum())
}

/// The same for a whole PostgreSQL cluster: the first process with its dead children, and those that live.
fn cluster_ticks(db: &Db) -> Outcome<u64> {
    let Db::Postgres(_) = db else { return Ok(0) };
    let file = db.column("SELECT current_setting('data_directory') || '/postmaster.pid'")?;
    let text = std::fs::read_to_string(file.first().ok_or("no data folder")?)?;
    let first: u32 = text.lines().next().ok_or("no process number")?.trim().parse()?;
    let mut ticks: u64 = numbers(first)?.get(10..14).ok_or("/proc in another form")?.iter().sum();
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|n| n.parse().ok()) else { continue };
        // A process may end while we look.
        if numbers(pid).is_ok_and(|fields| fields.first() == Some(&u64::from(first))) {
            ticks += own_ticks(pid).unwrap_or(0);
        }
    }
    Ok(ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_time_grows_when_we_work() {
        let pid = std::process::id();
        let before = own_ticks(pid).unwrap();
        let begun = Instant::now();
        let mut sum = 0u64;
        while begun.elapsed() < Duration::from_millis(300) {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(own_ticks(pid).unwrap() > before);
        assert_eq!(numbers(pid).unwrap()[0], u64::from(std::os::unix::process::parent_id()));
    }
}
