//! Kills the server in the middle of its work, again and again: what was answered is kept, and nothing is half.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::Outcome;
use crate::http::Connection;
use crate::load::{Journey, Slot, journey};
use crate::site::{Server, Site, UNPACED};
use crate::stats::{Dice, Table, right};

const CLIENTS: usize = 16;
/// How long a client waits for its code; the kill seldom lets it.
const PATIENCE: Duration = Duration::from_secs(3);
/// A worker that was killed holds its messages for two minutes; then another takes them.
const LEASE: Duration = Duration::from_secs(135);

/// What the clients were told, over all rounds.
#[derive(Default)]
struct Told {
    held: Vec<String>,
    confirmed: Vec<String>,
    /// Answers that should not come from a server that lives: by text.
    odd: HashMap<String, usize>,
}

pub async fn run(torg: &Path, postgres: Option<&str>, rounds: usize, seed: u64) -> Outcome<()> {
    let site = Arc::new(Site::make(torg, postgres, 12, UNPACED).await?);
    let mut dice = Dice::new(seed);
    let first = site.serve().await?;
    let mut slots = site.seats(&first).await?;
    first.kill().await?;
    dice.shuffle(&mut slots);
    let (slots, next) = (Arc::new(slots), Arc::new(AtomicUsize::new(0)));
    let mut told = Told::default();
    let mut table = Table::new(
        format!("Crash: {}, {CLIENTS} clients hold and confirm, SIGKILL", site.db.name()),
        &["round", "killed after", "ready again", "held", "confirmed", "lost", "overlaps", "verdict"],
    );
    let mut held = true;
    for round in 1..=rounds {
        let life = Duration::from_millis(300 + dice.roll() % 1700);
        let server = site.serve().await?;
        let ready = server.ready;
        let (holds, confirmed) = live_and_die(&site, server, life, &slots, &next, &mut told).await?;
        let (lost, overlaps) = (lost(&site, &told)?, site.db.overlaps()?);
        let sound = lost == 0 && overlaps == 0 && site.db.unmatched()? == 0 && gaps(&site)? == [0; 4];
        held &= sound;
        table.row([
            round.to_string(),
            format!("{} ms", life.as_millis()),
            format!("{} ms", ready.as_millis()),
            holds.to_string(),
            confirmed.to_string(),
            lost.to_string(),
            overlaps.to_string(),
            right(sound),
        ]);
    }
    table.print();
    held &= aftermath(&site, &told).await?;
    if held { Ok(()) } else { Err("a demand did not hold; see the tables".into()) }
}

/// One life of the server. Returns how many holds and confirmations were answered in it.
async fn live_and_die(
    site: &Arc<Site>,
    server: Server,
    life: Duration,
    slots: &Arc<Vec<Slot>>,
    next: &Arc<AtomicUsize>,
    told: &mut Told,
) -> Outcome<(usize, usize)> {
    let dead = Arc::new(AtomicBool::new(false));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (site, slots, next, dead) = (site.clone(), slots.clone(), next.clone(), dead.clone());
        let connection = Connection::to(server.address);
        clients.spawn(async move { client(connection, &site, &slots, &next, &dead).await });
    }
    sleep(life).await;
    dead.store(true, Ordering::SeqCst);
    server.kill().await?;
    let (mut holds, mut confirmed) = (0, 0);
    while let Some(journeys) = clients.join_next().await {
        for (journey, lived) in journeys? {
            holds += usize::from(journey.held.is_some());
            confirmed += usize::from(journey.confirmed);
            if let Some(odd) = journey.odd.filter(|_| lived) {
                *told.odd.entry(odd).or_default() += 1;
            }
            if journey.confirmed {
                told.confirmed.extend(journey.held.clone());
            }
            told.held.extend(journey.held);
        }
    }
    Ok((holds, confirmed))
}

/// Books until the server is dead. Each journey with whether the server lived when it ended.
async fn client(
    mut connection: Connection,
    site: &Site,
    slots: &[Slot],
    next: &AtomicUsize,
    dead: &AtomicBool,
) -> Vec<(Journey, bool)> {
    let mut journeys = Vec::new();
    while !dead.load(Ordering::SeqCst) {
        let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
        let journey = journey(&mut connection, &slot.request(), &site.sink, PATIENCE).await;
        journeys.push((journey, !dead.load(Ordering::SeqCst)));
    }
    journeys
}

/// Ids of rows that satisfy a condition.
fn ids(site: &Site, table: &str, column: &str, condition: &str) -> Outcome<Vec<String>> {
    site.db.column(&format!("SELECT {} FROM {table} WHERE {condition}", site.db.hex(column)))
}

fn missing(told: &[String], kept: Vec<String>) -> usize {
    let kept: std::collections::HashSet<String> = kept.into_iter().collect();
    told.iter().filter(|id| !kept.contains(*id)).count()
}

/// Answers that the database does not stand by: holds that are not there, confirmations that are not confirmed.
fn lost(site: &Site, told: &Told) -> Outcome<usize> {
    let holds = missing(&told.held, ids(site, "booking", "id", "1 = 1")?);
    let confirmed = missing(&told.confirmed, ids(site, "booking", "id", "state = 'confirmed' AND expires_at IS NULL")?);
    let seats = missing(&told.confirmed, ids(site, "occupancy", "owner_id", "expires_at IS NULL")?);
    Ok(holds + confirmed + seats)
}

/// Bookings without each of their messages, and messages that come too early. Every booking has: the code, and once confirmed the confirmation and, when the meeting is more than
/// three days away, the reminder; each exactly once.
fn gaps(site: &Site) -> Outcome<[i64; 4]> {
    let db = &site.db;
    let key = |id: &str, what: &str| match db {
        crate::db::Db::Sqlite(_) => {
            let h = format!("lower(hex({id}))");
            let part = |from, length| format!("substr({h}, {from}, {length})");
            let uuid = [part(1, 8), part(9, 4), part(13, 4), part(17, 4), part(21, 12)].join(" || '-' || ");
            format!("'booking/' || {uuid} || '/{what}/' ")
        }
        crate::db::Db::Postgres(_) => format!("'booking/' || {id}::text || '/{what}/' "),
    };
    let without = |state: &str, what: &str, number: u32| {
        let key = key("b.id", what);
        db.number(&format!(
            "SELECT count(*) FROM booking b WHERE {state} AND
               (SELECT count(*) FROM outbox o WHERE o.key = {key} || '{number}') <> 1"
        ))
    };
    let far = db.days_apart("b.created_at", "b.starts", 3);
    let codes = without("b.state IN ('held', 'confirmed')", "code", 1)?;
    let confirmations = without("b.state = 'confirmed'", "confirmed", 0)?;
    let reminders = without(&format!("b.state = 'confirmed' AND {far}"), "reminder", 0)?;
    let early = db.number(
        "SELECT count(*) FROM outbox o JOIN booking b ON b.id = o.subject_id
         WHERE b.state = 'held' AND (o.key LIKE '%/confirmed/%' OR o.key LIKE '%/reminder/%')",
    )?;
    let gaps = [codes, confirmations, reminders, early];
    if gaps != [0; 4] {
        println!("without [code, confirmation, reminder, and messages that come too early]: {gaps:?}");
    }
    Ok(gaps)
}

/// Takes a message and a booking away: whether the checks see it. If they do not, they prove nothing.
fn checks_see(site: &Site, told: &Told) -> Outcome<bool> {
    let (Some(first), Some(last)) = (told.confirmed.first(), told.confirmed.last()) else { return Ok(false) };
    let id = site.db.hex("id");
    println!("control: a message and a booking are taken away");
    site.db.execute(&format!("DELETE FROM outbox WHERE key = '{}'", confirmation(first)))?;
    let sees_message = gaps(site)? == [0, 1, 0, 0];
    site.db.execute(&format!("DELETE FROM booking WHERE {id} = '{last}'"))?;
    let sees_booking = missing(&told.confirmed, ids(site, "booking", "id", "state = 'confirmed'")?) == 1;
    Ok(sees_message && sees_booking && site.db.unmatched()? == 1)
}

/// What a last, undisturbed life must put right: messages go out, holds end.
async fn aftermath(site: &Site, told: &Told) -> Outcome<bool> {
    let server = site.serve().await?;
    let db = &site.db;
    println!("\nwaiting for leases of killed workers to end (at most {} s)", LEASE.as_secs());
    // Reminders lie days ahead; codes and confirmations are due.
    let due = "SELECT count(*) FROM outbox WHERE state = 'ready' AND key NOT LIKE '%/reminder/%'";
    let waiting = until_none(LEASE, || db.number(due)).await?;
    let failed = db.number("SELECT count(*) FROM outbox WHERE state = 'failed'")?;
    let holds = db.number("SELECT count(*) FROM booking WHERE state = 'held'")?;
    let old = "'2000-01-01T00:00:00+00:00'";
    db.execute(&format!(
        "UPDATE occupancy SET expires_at = {old} WHERE expires_at IS NOT NULL;
         UPDATE booking SET expires_at = {old} WHERE state = 'held'"
    ))?;
    let left = "SELECT (SELECT count(*) FROM booking WHERE state = 'held')
                     + (SELECT count(*) FROM occupancy WHERE expires_at IS NOT NULL)";
    let left = until_none(Duration::from_secs(20), || db.number(left)).await?;
    let confirmed = missing(&told.confirmed, ids(site, "booking", "id", "state = 'confirmed'")?);
    let times = site.sink.times();
    let unsent = told.confirmed.iter().filter(|id| !times.contains_key(&confirmation(id))).count();
    let twice = times.values().filter(|n| **n > 1).count();
    server.kill().await?;
    let mut table = Table::new("After the last start", &["demand", "found", "verdict"]);
    let odd: usize = told.odd.values().sum();
    let rows = [
        ("messages that are due and not sent", waiting),
        ("messages given up", failed),
        ("confirmed bookings whose message never reached the sink", i64::try_from(unsent)?),
        ("holds and seats left after they expired", left),
        ("confirmed bookings lost", i64::try_from(confirmed)?),
        ("answers that a living server should not give", i64::try_from(odd)?),
    ];
    let held = rows.iter().all(|(_, found)| *found == 0);
    for (demand, found) in rows {
        table.row([demand.into(), found.to_string(), right(found == 0)]);
    }
    for (what, found) in [
        ("messages that the sink got twice (allowed)", twice),
        ("messages that the sink got", times.len()),
        ("holds that expired", usize::try_from(holds)?),
        ("confirmed bookings", told.confirmed.len()),
    ] {
        table.row([what.into(), found.to_string(), String::new()]);
    }
    let seen = checks_see(site, told)?;
    table.row(["control: the checks see what is taken away".into(), String::new(), right(seen)]);
    table.print();
    if odd > 0 {
        println!("answers: {:?}\n{}", told.odd, site.log());
    }
    Ok(held && seen)
}

fn confirmation(hex: &str) -> String {
    let id = uuid::Uuid::parse_str(hex).unwrap_or_default();
    format!("booking/{id}/confirmed/0")
}

/// Asks until the count is 0 or time is up; returns the last count.
async fn until_none(patience: Duration, count: impl Fn() -> Outcome<i64>) -> Outcome<i64> {
    let begun = Instant::now();
    loop {
        let left = count()?;
        if left == 0 || begun.elapsed() > patience {
            return Ok(left);
        }
        sleep(Duration::from_millis(500)).await;
    }
}
