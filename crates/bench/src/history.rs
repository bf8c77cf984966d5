//! Ten years of bookings, written straight into the database.
//!
//! Upkeep deletes a booking and its occupancy 90 days after the meeting, and does so as soon as a server starts. A search for
//! free times reads occupancy alone. So all the years are written as occupancy, which is more than an installation ever keeps,
//! under owners that upkeep does not know; and bookings as an installation would have them: of the last 90 days and of those to
//! come. Nothing is swept while it is measured, and what is measured has the whole past behind it.

use std::fmt;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::params;
use uuid::Uuid;

use crate::Outcome;
use crate::db::{self, Db};
use crate::stats::Dice;

/// How far back the past goes, and how far ahead people have booked.
const PAST_DAYS: i64 = 3650;
const AHEAD_DAYS: i64 = 60;
/// Bookings of so many days are still kept (a few less than upkeep allows, so that none becomes too old under way).
const KEPT_DAYS: i64 = 85;
/// Half hours of a guide's day: from nine, with lunch from half past eleven to twelve.
const STARTS: [i8; 11] = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11];
/// Of those, how many in a hundred are booked in the days to come.
const BOOKED_AHEAD: usize = 40;
/// Rows in one statement of a bulk load.
const LINES: usize = 50_000;

/// What was written.
pub struct Made {
    occupied: usize,
    bookings: usize,
    seconds: f64,
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Made { occupied, bookings, seconds } = self;
        write!(
            f,
            "{occupied} times taken in ten years and {AHEAD_DAYS} days, {bookings} bookings kept, in {seconds:.0} s"
        )
    }
}

/// A guide: hexadecimal keys of resource, organisation and place.
struct Guide {
    id: String,
    organisation: String,
    place: String,
}

/// One day's starts as instants.
struct Day {
    starts: Vec<Timestamp>,
    /// From today on.
    ahead: bool,
    kept: bool,
}

/// One time that is taken.
struct Taken {
    owner: Uuid,
    guide: usize,
    start: Timestamp,
    ahead: bool,
    kept: bool,
}

impl Taken {
    fn end(&self) -> Timestamp {
        self.start + SignedDuration::from_mins(30)
    }
}

/// Fills the places of a database that has guides and no bookings yet.
pub fn fill(db: &Db, bookings: usize, seed: u64) -> Outcome<Made> {
    let begun = Instant::now();
    let guides = guides(db)?;
    let service =
        db.column(&format!("SELECT {} FROM service WHERE slug = '{}'", db.hex("id"), crate::data::SERVICE))?;
    let service = service.first().ok_or("the service is missing")?.clone();
    let rows = rows(guides.len(), bookings, seed)?;
    let kept = rows.iter().filter(|row| row.kept).count();
    match db {
        Db::Sqlite(path) => sqlite(&mut db::open(path)?, &guides, &service, &rows)?,
        Db::Postgres(url) => postgres(db, url, &guides, &service, &rows)?,
    }
    Ok(Made { occupied: rows.len(), bookings: kept, seconds: begun.elapsed().as_secs_f64() })
}

fn guides(db: &Db) -> Outcome<Vec<Guide>> {
    let (id, organisation, place) = (db.hex("id"), db.hex("organisation_id"), db.hex("place_id"));
    let query = format!(
        "SELECT {id} || ' ' || {organisation} || ' ' || {place} FROM resource WHERE kind = 'person' ORDER BY id"
    );
    let guide = |line: &String| {
        let mut words = line.split(' ').map(str::to_owned);
        Some(Guide { id: words.next()?, organisation: words.next()?, place: words.next()? })
    };
    let guides: Vec<Guide> = db.column(&query)?.iter().filter_map(guide).collect();
    if guides.is_empty() { Err("there are no guides; import the places first".into()) } else { Ok(guides) }
}

/// Workdays of ten years and the days to come.
fn days() -> Outcome<Vec<Day>> {
    let oslo = TimeZone::get("Europe/Oslo")?;
    let today = oslo.to_datetime(now()).date();
    let later = |days: i64| today.saturating_add(SignedDuration::from_hours(24 * days));
    let mut all = Vec::new();
    for date in (-PAST_DAYS..=AHEAD_DAYS).map(later) {
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            continue;
        }
        let start = |half: &i8| oslo.to_timestamp(date.at(9 + half / 2, half % 2 * 30, 0, 0));
        let starts = STARTS.iter().map(start).collect::<Result<_, _>>()?;
        all.push(Day { starts, ahead: date > today, kept: date >= later(-KEPT_DAYS) });
    }
    Ok(all)
}

/// Which times are taken, guide by guide in the order of time.
fn rows(guides: usize, wanted: usize, seed: u64) -> Outcome<Vec<Taken>> {
    let (days, mut dice) = (days()?, Dice::new(seed));
    let ahead: usize = days.iter().filter(|day| day.ahead).map(|day| day.starts.len()).sum();
    let past: usize = days.iter().filter(|day| !day.ahead).map(|day| day.starts.len()).sum();
    let booked_ahead = guides * ahead * BOOKED_AHEAD / 100;
    // Of a million: how likely a past time is taken, so that the sum comes to what is wanted.
    let likely = wanted.saturating_sub(booked_ahead).saturating_mul(1_000_000) / (guides * past).max(1);
    let mut rows = Vec::with_capacity(wanted + wanted / 50);
    for guide in 0..guides {
        for day in &days {
            for start in &day.starts {
                let taken = if day.ahead { dice.below(100) < BOOKED_AHEAD } else { dice.below(1_000_000) < likely };
                if taken {
                    let owner = key(rows.len());
                    rows.push(Taken { owner, guide, start: *start, ahead: day.ahead, kept: day.kept });
                }
            }
        }
    }
    Ok(rows)
}

/// Keys in rising order, as the program's own are.
fn key(number: usize) -> Uuid {
    Uuid::from_u128((0x0190_0000_0000_7000_8000_u128 << 48) | number as u128)
}

/// The machine's time: what is written lies around the day it is written on.
#[allow(clippy::disallowed_methods)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// As the program writes an instant in a SQLite file.
fn text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// Everything that a booking holds besides its keys and times.
fn person(number: usize, ahead: bool) -> (String, String, &'static str) {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letter = |place: u32| char::from(LETTERS[number / LETTERS.len().pow(place) % LETTERS.len()]);
    let reference: String = std::iter::repeat_n('H', 2).chain((0..6).map(letter)).collect();
    (reference, format!("+80{number:08}"), if ahead { "confirmed" } else { "done" })
}

const BOOKING: &str = "id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name, phone, lang, note, \
                       hidden, code_tries, codes, sequence, created_at, changed_at";

fn sqlite(db: &mut rusqlite::Connection, guides: &[Guide], service: &str, rows: &[Taken]) -> Outcome<()> {
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF")?;
    let bytes = |hex: &str| -> Outcome<Vec<u8>> { Ok(Uuid::parse_str(hex)?.as_bytes().to_vec()) };
    let service = bytes(service)?;
    let keys = guides
        .iter()
        .map(|guide| Ok([bytes(&guide.id)?, bytes(&guide.organisation)?, bytes(&guide.place)?]))
        .collect::<Outcome<Vec<[Vec<u8>; 3]>>>()?;
    let change = db.transaction()?;
    // Indexes are built faster in one go, and the guard would look at each row.
    let query = "SELECT type || ' ' || name, sql FROM sqlite_master
                 WHERE tbl_name IN ('occupancy', 'booking') AND type IN ('index', 'trigger') AND sql IS NOT NULL";
    let mut statement = change.prepare(query)?;
    let aside: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    drop(statement);
    for (name, _) in &aside {
        change.execute_batch(&format!("DROP {name}"))?;
    }
    {
        let mut occupy = change.prepare(
            "INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?1)",
        )?;
        let mut book = change.prepare(&format!(
            "INSERT INTO booking ({BOOKING}) VALUES
               (?1, ?2, ?3, ?4, 'counter', ?5, ?6, ?7, ?8, 'Prøve', ?9, 'nb', '', 0, 0, 0, 0, ?5, ?5)"
        ))?;
        for (number, row) in rows.iter().enumerate() {
            let [resource, organisation, place] = &keys[row.guide];
            let (starts, ends, owner) = (text(row.start), text(row.end()), row.owner.as_bytes());
            occupy.execute(params![owner, organisation, resource, starts, ends])?;
            if row.kept {
                let (reference, phone, state) = person(number, row.ahead);
                book.execute(params![owner, organisation, place, service, starts, ends, state, reference, phone])?;
            }
        }
    }
    for (_, sql) in &aside {
        change.execute_batch(sql)?;
    }
    change.commit()?;
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")?;
    Ok(())
}

fn postgres(db: &Db, url: &str, guides: &[Guide], service: &str, rows: &[Taken]) -> Outcome<()> {
    let constraints = "SELECT 'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid)
                       FROM pg_constraint WHERE conrelid = 'occupancy'::regclass AND contype = 'x'";
    let indexes = "SELECT indexdef FROM pg_indexes WHERE tablename IN ('occupancy', 'booking')
                   AND indexname NOT LIKE '%_pkey' AND indexname NOT IN (SELECT conname FROM pg_constraint)";
    let aside: Vec<String> = [db.column(indexes)?, db.column(constraints)?].concat();
    db.execute(
        "DO $$ DECLARE one record; BEGIN
           FOR one IN SELECT conname FROM pg_constraint WHERE conrelid = 'occupancy'::regclass AND contype = 'x' LOOP
             EXECUTE 'ALTER TABLE occupancy DROP CONSTRAINT ' || one.conname;
           END LOOP;
           FOR one IN SELECT indexname FROM pg_indexes WHERE tablename IN ('occupancy', 'booking')
               AND indexname NOT LIKE '%_pkey' AND indexname NOT IN (SELECT conname FROM pg_constraint) LOOP
             EXECUTE 'DROP INDEX ' || one.indexname;
           END LOOP;
         END $$",
    )?;
    let occupied = rows.iter().map(|row| {
        let (owner, guide) = (row.owner, &guides[row.guide]);
        format!("{owner}\t{}\t{}\t1\t{}\t{}\t{owner}\n", guide.organisation, guide.id, row.start, row.end())
    });
    copy(url, "occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id)", occupied)?;
    let kept = rows.iter().enumerate().filter(|(_, row)| row.kept).map(|(number, row)| {
        let (owner, guide, at) = (row.owner, &guides[row.guide], row.start);
        let (reference, phone, state) = person(number, row.ahead);
        format!(
            "{owner}\t{}\t{}\t{service}\tcounter\t{at}\t{}\t{state}\t{reference}\tPrøve\t{phone}\tnb\t\tf\t0\t0\t0\t{at}\t{at}\n",
            guide.organisation,
            guide.place,
            row.end()
        )
    });
    copy(url, &format!("booking ({BOOKING})"), kept)?;
    db.execute(&format!("SET maintenance_work_mem = '1GB'; {}", aside.join(";\n")))?;
    // As autovacuum leaves a table that is written at leisure. It cannot run beside other statements.
    db.execute("VACUUM (ANALYZE) occupancy")?;
    db.execute("VACUUM (ANALYZE) booking")
}

/// Streams lines into a table.
fn copy(url: &str, table: &str, lines: impl Iterator<Item = String>) -> Outcome<()> {
    let mut psql = Command::new("psql")
        .args([url, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", &format!("COPY {table} FROM STDIN")])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut input = std::io::BufWriter::with_capacity(LINES, psql.stdin.take().ok_or("psql takes no input")?);
    // A line that is refused closes the pipe; what psql says about it tells more than that.
    let written = lines.map(|line| input.write_all(line.as_bytes())).find(Result::is_err);
    drop(input);
    let output = psql.wait_with_output()?;
    match output.status.success() && written.is_none() {
        true => Ok(()),
        false => Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr).trim()).into()),
    }
}

/// The first Monday from tomorrow on, and the dates of a search that begins `weeks` after it.
pub fn monday(weeks: i64) -> Outcome<Date> {
    let today = TimeZone::get("Europe/Oslo")?.to_datetime(now()).date();
    let days = 7 - i64::from(today.weekday().to_monday_zero_offset());
    Ok(today.saturating_add(SignedDuration::from_hours(24 * (days + 7 * weeks))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_hold_about_what_was_asked_for_and_nothing_twice() {
        let rows = rows(3, 6_000, 1).expect("rows");
        assert!((5_500..6_500).contains(&rows.len()), "{}", rows.len());
        let mut seen: Vec<(usize, Timestamp)> = rows.iter().map(|row| (row.guide, row.start)).collect();
        seen.sort_unstable();
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(rows.windows(2).all(|pair| pair[0].owner < pair[1].owner), "rising keys");
        let ahead = rows.iter().filter(|row| row.ahead).count();
        assert!(ahead > 300 && rows.iter().all(|row| row.kept || !row.ahead), "{ahead} ahead");
    }

    #[test]
    fn references_differ() {
        let mut all: Vec<String> = (0..10_000).map(|n| person(n, true).0).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 10_000);
    }
}
