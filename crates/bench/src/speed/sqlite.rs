//! The SQLite baseline: plain rusqlite on the same tables, indexes and triggers. 32 threads hand their rows to one writer, which
//! commits up to 64 at a time, and wait for the commit.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use rusqlite::{Connection, params};
use tempfile::TempDir;
use uuid::Uuid;

use crate::Outcome;
use crate::speed::CLIENTS;

/// As many as the program groups.
const GROUP: usize = 64;

/// A file with the program's own schema.
pub struct Bare {
    folder: TempDir,
    resource: Uuid,
}

/// What one hold writes.
struct Hold {
    seat: usize,
    starts: String,
    ends: String,
    done: Sender<()>,
}

impl Bare {
    /// Copies the tables that a hold writes, with their indexes and triggers, from the program's database.
    pub fn like(path: &Path) -> Outcome<Bare> {
        let theirs = Connection::open(path)?;
        let mut statement = theirs.prepare(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN ('resource', 'occupancy', 'booking', 'outbox')
               AND sql IS NOT NULL ORDER BY type = 'trigger', type = 'index'",
        )?;
        let schema: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let folder = tempfile::Builder::new().prefix("torg-bench.").tempdir()?;
        let bare = Bare { folder, resource: Uuid::now_v7() };
        let db = bare.open()?;
        db.execute_batch(&schema.join(";\n"))?;
        let resource = bare.resource.as_bytes();
        db.execute(
            "INSERT INTO resource (id, organisation_id, place_id, kind, name, capacity, active)
             VALUES (?1, ?1, ?1, 'person', 'Veileder', 1, 1)",
            params![resource],
        )?;
        Ok(bare)
    }

    /// Set up as the program sets up its own connection.
    fn open(&self) -> Outcome<Connection> {
        let db = Connection::open(self.folder.path().join("bare.sqlite"))?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;
             PRAGMA temp_store = MEMORY",
        )?;
        Ok(db)
    }

    pub fn per_second(&self, holds: usize, run: usize) -> Outcome<f64> {
        let (sender, receiver) = channel();
        let (db, resource) = (self.open()?, self.resource);
        let begun = Instant::now();
        let writer = std::thread::spawn(move || write(&db, resource, &receiver));
        let each = holds / CLIENTS;
        let clients: Vec<_> = (1..=CLIENTS)
            .map(|seat| {
                let sender = sender.clone();
                std::thread::spawn(move || client(&sender, seat, each, run))
            })
            .collect();
        drop(sender);
        for client in clients {
            client.join().map_err(|_| "a client of the baseline panicked")??;
        }
        writer.join().map_err(|_| "the writer of the baseline panicked")??;
        Ok((each * CLIENTS) as f64 / begun.elapsed().as_secs_f64())
    }
}

fn client(sender: &Sender<Hold>, seat: usize, holds: usize, run: usize) -> Outcome<()> {
    let (done, wait) = channel();
    for n in 0..holds {
        let (starts, ends) = times(n, run);
        sender.send(Hold { seat, starts, ends, done: done.clone() }).map_err(|_| "the writer has ended")?;
        wait.recv()?;
    }
    Ok(())
}

/// A quarter of an hour of its own, in a year for each run.
fn times(n: usize, run: usize) -> (String, String) {
    let (day, hour, quarter) = (n / 96, n % 96 / 4, n % 4 * 15);
    let date = format!("{}-{:02}-{:02}T{hour:02}", 2040 + run, day / 28 % 12 + 1, day % 28 + 1);
    (format!("{date}:{quarter:02}:00+00:00"), format!("{date}:{:02}:59+00:00", quarter + 14))
}

fn write(db: &Connection, resource: Uuid, holds: &Receiver<Hold>) -> Outcome<()> {
    while let Ok(first) = holds.recv() {
        let mut group = vec![first];
        group.extend(holds.try_iter().take(GROUP - 1));
        db.execute_batch("BEGIN IMMEDIATE")?;
        for hold in &group {
            insert(db, resource, hold)?;
        }
        db.execute_batch("COMMIT")?;
        for hold in group {
            // A client that has given up is seen where it is joined.
            let _ = hold.done.send(());
        }
    }
    Ok(())
}

const OCCUPANCY: &str =
    "INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id, expires_at)
     VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?5)";
const BOOKING: &str = "INSERT INTO booking (id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name,
       phone, phone_key, lang, note, hidden, expires_at, code_hash, code_tries, codes, sequence, created_at, changed_at)
     VALUES (?1, ?2, ?2, ?2, 'counter', ?3, ?4, 'held', ?5, 'Prøve 100', '+8000000100', ?1, 'nb', '', 0, ?4, ?6, 0, 1, 0, ?3, ?3)";
const OUTBOX: &str = "INSERT INTO outbox (id, organisation_id, kind, key, subject_id, payload, state, due_at)
     VALUES (?1, ?2, 'sms', ?3, ?4, ?5, 'ready', ?6)";

fn insert(db: &Connection, resource: Uuid, hold: &Hold) -> rusqlite::Result<()> {
    let (booking, seat, message) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let (resource, owner) = (resource.as_bytes(), booking.as_bytes());
    let number = i64::try_from(hold.seat).unwrap_or(i64::MAX);
    db.prepare_cached(OCCUPANCY)?.execute(params![seat.as_bytes(), resource, number, hold.starts, hold.ends, owner])?;
    let reference = booking.simple().to_string();
    db.prepare_cached(BOOKING)?.execute(params![owner, resource, hold.starts, hold.ends, reference, [7u8; 32]])?;
    let key = format!("booking/{booking}/code/1");
    // A payload of the size that the program's sealed message has.
    db.prepare_cached(OUTBOX)?.execute(params![message.as_bytes(), resource, key, owner, [7u8; 180], hold.starts])?;
    Ok(())
}
