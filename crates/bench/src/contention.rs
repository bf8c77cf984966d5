//! Many people want few seats at the same moment: exactly the seats are given, and everybody else is told 409.

use std::net::SocketAddr;
use std::path::Path;

use crate::Outcome;
use crate::control;
use crate::data;
use crate::load::{Slot, Tally, storm};
use crate::site::{Server, Site, UNPACED, slots};
use crate::stats::{Dice, Table, percentile, right};

/// Clients at the same time.
pub const CLIENTS: usize = 64;
/// Seats that are fought for.
pub const SEATS: usize = 200;
/// Requests for each seat.
pub const WANTED: usize = 10;

pub async fn run(torg: &Path, postgres: Option<&str>, seed: u64) -> Outcome<()> {
    let mut table = Table::new(
        "Contention: 64 clients",
        &["database", "servers", "load", "seats", "answers", "seconds", "p50 ms", "p99 ms", "overlaps", "verdict"],
    );
    let mut held = true;
    let mut controls = control::table();
    let mut installations = vec![(None, 1)];
    if postgres.is_some() {
        installations.extend([(postgres, 1), (postgres, 2)]);
    }
    for (server, servers) in installations {
        let site = Site::make(torg, server, 0, UNPACED).await?;
        held &= fight(&site, servers, seed, &mut table).await?;
        if servers == 1 {
            held &= control::run(&site, seed, &mut controls).await?;
        }
    }
    table.print();
    controls.print();
    if postgres.is_none() {
        println!("\nPostgreSQL was not tested: no address was given (--postgres, or TORG_TEST_POSTGRES)");
    }
    if held { Ok(()) } else { Err("a demand did not hold; see the tables".into()) }
}

/// All loads against one installation.
async fn fight(site: &Site, servers: usize, seed: u64, table: &mut Table) -> Outcome<bool> {
    let mut running = Vec::new();
    for _ in 0..servers {
        running.push(site.serve().await?);
    }
    let addresses: Vec<SocketAddr> = running.iter().map(|s| s.address).collect();
    let mut held = true;
    for (name, seats, requests) in loads(&running[0], seed).await? {
        let before = site.db.number("SELECT count(*) FROM booking")?;
        let tally = storm(&addresses, requests, CLIENTS).await?;
        let made = site.db.number("SELECT count(*) FROM booking")? - before;
        held &= judge(site, servers, name, seats, made, &tally, table)?;
    }
    for server in running {
        server.kill().await?;
    }
    Ok(held)
}

type Load = (&'static str, usize, Vec<Vec<u8>>);

async fn loads(server: &Server, seed: u64) -> Outcome<Vec<Load>> {
    let mut dice = Dice::new(seed);
    let one = slots(server, data::SERVICE, data::ONE, 1).await?;
    let ten = slots(server, data::SERVICE, data::TEN, 1).await?;
    let group = slots(server, data::GROUP, data::ONE, 1).await?;
    let enough = one.len() >= SEATS && ten.len() >= SEATS / 10 && !group.is_empty();
    let right_size = one.iter().all(|(_, free)| *free == 1) && ten.iter().all(|(_, free)| *free == 10);
    if !enough || !right_size || group[0].1 != data::SEATS {
        return Err("the load data does not offer what it should".into());
    }
    let group_requests = (0..SEATS).map(|_| group[0].0.request()).collect();
    Ok(vec![
        ("200 starts, one guide", SEATS, wanted(one.iter().take(SEATS), WANTED, &mut dice)),
        ("20 starts, ten guides", SEATS, wanted(ten.iter().take(SEATS / 10), WANTED * 10, &mut dice)),
        ("one course", data::SEATS, group_requests),
    ])
}

/// So many requests for every slot, shuffled.
fn wanted<'a>(slots: impl Iterator<Item = &'a (Slot, usize)>, times: usize, dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut requests: Vec<Vec<u8>> = slots.flat_map(|(slot, _)| (0..times).map(|_| slot.request())).collect();
    dice.shuffle(&mut requests);
    requests
}

fn judge(
    site: &Site,
    servers: usize,
    name: &str,
    seats: usize,
    made: i64,
    tally: &Tally,
    table: &mut Table,
) -> Outcome<bool> {
    let db = &site.db;
    let overlaps = db.overlaps()?;
    let in_order = overlaps == 0 && db.beyond_capacity()? == 0 && db.unmatched()? == 0;
    let answers = tally.count(201) == seats && tally.count(201) + tally.count(409) == tally.total();
    let held = in_order && answers && usize::try_from(made)? == seats;
    table.row([
        db.name().into(),
        servers.to_string(),
        name.into(),
        seats.to_string(),
        tally.told(),
        format!("{:.2}", tally.seconds),
        format!("{:.0}", percentile(&tally.millis, 0.5)),
        format!("{:.0}", percentile(&tally.millis, 0.99)),
        overlaps.to_string(),
        right(held),
    ]);
    if let Some(odd) = &tally.odd {
        eprintln!("{}, {name}: an answer that should not come: {odd}\n{}", db.name(), site.log());
    }
    Ok(held)
}

/// The 2,000 requests for 200 seats, for the speed test. What is taken is not offered again, so that each call meets fresh starts.
pub async fn drain(server: &Server, seed: u64) -> Outcome<Tally> {
    let one = slots(server, data::SERVICE, data::ONE, 4).await?;
    if one.len() < SEATS {
        return Err("too few free starts are left; lower --pairs".into());
    }
    let requests = wanted(one.iter().take(SEATS), WANTED, &mut Dice::new(seed));
    storm(&[server.address], requests, CLIENTS).await
}
