//! The control: a client that looks first and writes afterwards, as many booking systems do, on the same table.
//!
//! With the guard in the database it cannot oversell; with the guard dropped the same load must, or the
//! contention test would prove nothing.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use rusqlite::params;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::task::JoinSet;

use crate::Outcome;
use crate::contention::{CLIENTS, SEATS, WANTED};
use crate::db::{self, Db};
use crate::site::Site;
use crate::stats::{Dice, Table, right};

/// What the guard's refusal is called, on both engines.
const GUARD: &str = "occupancy_overlap";
/// How PostgreSQL refuses when two rows for the same time are written at the same instant: each waits for the other under
/// the exclusion constraint, and one is turned away. The program's write unit takes this as "try again".
const DEADLOCK: &str = "deadlock detected";

pub fn table() -> Table {
    Table::new(
        "Control: look, then write in another transaction; 2,000 requests for 200 seats, 64 clients, on the same table",
        &["database", "guard", "written", "refused by the guard", "overlaps", "expected", "verdict"],
    )
}

/// What the clients met.
#[derive(Default)]
struct Met {
    written: usize,
    refused: usize,
}

pub async fn run(site: &Site, seed: u64, table: &mut Table) -> Outcome<bool> {
    let db = &site.db;
    let resource = db.hex("id");
    let query = format!("SELECT {resource} FROM resource WHERE kind = 'person' ORDER BY id LIMIT 1");
    let resource = db.column(&query)?.pop().ok_or("no guide")?;
    let guarded = load(db, &resource, seed).await?;
    let with = db.overlaps()?;
    forget(db)?;
    db.execute(drop_guard(db))?;
    let naked = load(db, &resource, seed).await?;
    let without = db.overlaps()?;
    let safe = with == 0 && guarded.written == SEATS && guarded.refused > 0;
    let oversold = without > 0 && naked.written > SEATS && naked.refused == 0;
    for (guard, met, overlaps, expected, held) in
        [("on", guarded, with, "200 written, no overlap", safe), ("dropped", naked, without, "oversells", oversold)]
    {
        let (written, refused) = (met.written.to_string(), met.refused.to_string());
        let told =
            [db.name().into(), guard.into(), written, refused, overlaps.to_string(), expected.into(), right(held)];
        table.row(told);
    }
    Ok(safe && oversold)
}

/// The control's own rows lie in the year 2090.
fn forget(db: &Db) -> Outcome<()> {
    db.execute("DELETE FROM occupancy WHERE starts >= '2090-01-01T00:00:00+00:00'")
}

fn drop_guard(db: &Db) -> &'static str {
    match db {
        Db::Sqlite(_) => "DROP TRIGGER occupancy_insert; DROP TRIGGER occupancy_update",
        Db::Postgres(_) => "ALTER TABLE occupancy DROP CONSTRAINT occupancy_overlap",
    }
}

/// Each client's starts, as numbers from 0 to 199, in the order in which it asks for them.
fn shares(seed: u64) -> Vec<Vec<usize>> {
    let mut all: Vec<usize> = (0..SEATS).flat_map(|seat| std::iter::repeat_n(seat, WANTED)).collect();
    Dice::new(seed).shuffle(&mut all);
    let mut shares = vec![Vec::new(); CLIENTS];
    for (i, start) in all.into_iter().enumerate() {
        shares[i % CLIENTS].push(start);
    }
    shares
}

/// Start and end of a number: quarters of an hour, 48 a day.
fn times(number: usize) -> (String, String) {
    let (day, hour, minute) = (number / 48 + 1, 8 + number % 48 / 4, number % 4 * 15);
    let at = |minute: usize, second: u32| format!("2090-01-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00");
    (at(minute, 0), at(minute + 14, 59))
}

async fn load(db: &Db, resource: &str, seed: u64) -> Outcome<Met> {
    match db {
        Db::Sqlite(path) => {
            let (path, resource) = (path.clone(), resource.to_owned());
            tokio::task::spawn_blocking(move || sqlite(&path, &resource, seed)).await?
        }
        Db::Postgres(url) => postgres(url, resource, seed).await,
    }
}

fn sqlite(path: &Path, resource: &str, seed: u64) -> Outcome<Met> {
    let resource = uuid::Uuid::parse_str(resource)?;
    let start = Arc::new(Barrier::new(CLIENTS));
    let (written, refused) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let client = |share: Vec<usize>| {
        let (start, written, refused) = (start.clone(), written.clone(), refused.clone());
        let db = db::open(path);
        std::thread::spawn(move || -> Outcome<()> {
            start.wait();
            let db = db?;
            for number in share {
                match look_then_write(&db, resource.as_bytes(), number) {
                    Ok(true) => _ = written.fetch_add(1, Ordering::Relaxed),
                    Ok(false) => {}
                    Err(error) if error.to_string().contains(GUARD) => _ = refused.fetch_add(1, Ordering::Relaxed),
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(())
        })
    };
    let clients: Vec<_> = shares(seed).into_iter().map(client).collect();
    for client in clients {
        client.join().map_err(|_| "a client of the control panicked")??;
    }
    Ok(Met { written: written.load(Ordering::Relaxed), refused: refused.load(Ordering::Relaxed) })
}

/// Returns whether it wrote.
fn look_then_write(db: &rusqlite::Connection, resource: &[u8], number: usize) -> rusqlite::Result<bool> {
    let (from, to) = times(number);
    let look = "SELECT count(*) FROM occupancy WHERE resource_id = ?1 AND seat = 1 AND starts < ?3 AND ends > ?2";
    let taken: i64 = db.query_row(look, params![resource, from, to], |row| row.get(0))?;
    if taken > 0 {
        return Ok(false);
    }
    let id = uuid::Uuid::now_v7();
    db.execute(
        "INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id)
         SELECT ?1, organisation_id, id, 1, ?3, ?4, ?1 FROM resource WHERE id = ?2",
        params![id.as_bytes(), resource, from, to],
    )?;
    Ok(true)
}

/// One `psql` for each client: each statement is a transaction of its own, and a refusal does not end it. They begin
/// together, at an instant that the server names, when all have connected.
async fn postgres(url: &str, resource: &str, seed: u64) -> Outcome<Met> {
    let together = Db::Postgres(url.to_owned()).column("SELECT clock_timestamp() + interval '2 seconds'")?;
    let together = together.first().ok_or("no time")?;
    let mut tasks = JoinSet::new();
    for share in shares(seed) {
        let wait = format!("SELECT pg_sleep(extract(epoch FROM timestamptz '{together}' - clock_timestamp()));\n");
        let script: String = std::iter::once(wait).chain(share.into_iter().map(|n| step(resource, n))).collect();
        let url = url.to_owned();
        tasks.spawn(async move { script_through_psql(&url, &script).await });
    }
    let mut all = Met::default();
    while let Some(met) = tasks.join_next().await {
        let met = met??;
        all.written += met.written;
        all.refused += met.refused;
    }
    Ok(all)
}

fn step(resource: &str, number: usize) -> String {
    let (from, to) = times(number);
    format!(
        "SELECT NOT EXISTS (SELECT 1 FROM occupancy WHERE resource_id = '{resource}' AND seat = 1
           AND starts < '{to}' AND ends > '{from}') AS free \\gset
\\if :free
INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id)
  SELECT gen_random_uuid(), organisation_id, id, 1, '{from}', '{to}', gen_random_uuid() FROM resource
  WHERE id = '{resource}' RETURNING 'written';
\\endif
"
    )
}

async fn script_through_psql(url: &str, script: &str) -> Outcome<Met> {
    let mut child = Command::new("psql")
        .args([url, "-X", "-q", "-A", "-t"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child.stdin.take().ok_or("psql takes no input")?;
    let feed = async {
        input.write_all(script.as_bytes()).await?;
        drop(input);
        Ok::<(), std::io::Error>(())
    };
    let (fed, output) = tokio::join!(feed, child.wait_with_output());
    fed?;
    let output = output?;
    let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let written = out.lines().filter(|line| line.trim() == "written").count();
    Ok(Met { written, refused: refusals(&errors)? })
}

/// How many of the errors are the guard's; any other is an error of the test.
fn refusals(errors: &str) -> Outcome<usize> {
    let mut refused = 0;
    for line in errors.lines().filter(|line| line.contains("ERROR:")) {
        if !line.contains(GUARD) && !line.contains(DEADLOCK) {
            return Err(format!("psql: {line}").into());
        }
        refused += 1;
    }
    Ok(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starts_do_not_touch_each_other() {
        let all: Vec<(String, String)> = (0..SEATS).map(times).collect();
        assert_eq!(all[0], ("2090-01-01T08:00:00+00:00".into(), "2090-01-01T08:14:59+00:00".into()));
        assert_eq!(all[49], ("2090-01-02T08:15:00+00:00".into(), "2090-01-02T08:29:59+00:00".into()));
        assert!(all.windows(2).all(|w| w[0].1 < w[1].0 && w[0].0 < w[0].1));
    }

    #[test]
    fn the_guard_refuses_in_two_ways_and_nothing_else_is_a_refusal() {
        let guard = "ERROR:  conflicting key value violates exclusion constraint \"occupancy_overlap\"\nDETAIL:  Key";
        let deadlock = "ERROR:  deadlock detected\nDETAIL:  Process 1 waits for ShareLock on transaction 2";
        assert_eq!(refusals("").ok(), Some(0));
        assert_eq!(refusals(&format!("{guard}\n{deadlock}\n{guard}")).ok(), Some(3));
        assert!(refusals("ERROR:  relation \"occupancy\" does not exist").is_err());
    }

    #[test]
    fn every_seat_is_asked_for_as_often() {
        let mut all: Vec<usize> = shares(1).concat();
        all.sort_unstable();
        assert_eq!(all.len(), SEATS * WANTED);
        assert!(all.chunks(WANTED).all(|c| c.iter().all(|n| *n == c[0])));
    }
}
