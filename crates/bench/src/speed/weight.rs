//! Bytes over the wire of a first visit and of a later page, with br, headers included.

use std::collections::BTreeSet;
use std::path::Path;

use crate::Outcome;
use crate::http::{Answer, Connection};
use crate::speed::pages::{PAGE, demo};
use crate::stats::{Table, verdict};

/// Thousand bytes.
const FIRST_KB: f64 = 80.0;
const LATER_KB: f64 = 15.0;
const BR: &str = "accept-encoding: br\r\n";

pub async fn run(torg: &Path) -> Outcome<()> {
    let folder = tempfile::Builder::new().prefix("torg-bench.").tempdir()?;
    let demo = demo(torg, folder.path()).await?;
    let mut connection = Connection::to(demo.address);
    let (first, kept) = visit(&mut connection, "/").await?;
    let (later, _) = visit(&mut connection, PAGE).await?;
    demo.kill().await?;
    let mut table = Table::new("Weight over the wire (br, headers included)", &["what", "kB", "goal"]);
    for (path, bytes) in &first {
        table.row([format!("first visit: {path}"), format!("{:.1}", kb(*bytes)), String::new()]);
    }
    let all: usize = first.iter().map(|(_, bytes)| bytes).sum();
    table.row(["first visit".into(), format!("{:.1}", kb(all)), verdict(kb(all) <= FIRST_KB)]);
    // What the browser may keep is not fetched again.
    let again: usize = later.iter().filter(|(path, _)| !kept.contains(path)).map(|(_, bytes)| bytes).sum();
    table.row([format!("later page: {PAGE}"), format!("{:.1}", kb(again)), verdict(kb(again) <= LATER_KB)]);
    table.print();
    Ok(())
}

fn kb(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

/// Fetches a page and everything that it names, also through style sheets: each with its weight; and what may be kept.
async fn visit(connection: &mut Connection, page: &str) -> Outcome<(Vec<(String, usize)>, BTreeSet<String>)> {
    let (mut weights, mut kept, mut seen) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let mut waiting = vec![page.to_owned()];
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let (packed, plain) = (connection.get(&path, BR).await?, connection.get(&path, "").await?);
        if packed.status != 200 {
            return Err(format!("{path} was answered {}", packed.status).into());
        }
        if packed.header("cache-control").is_some_and(may_be_kept) {
            kept.insert(path.clone());
        }
        weights.push((path, packed.bytes));
        waiting.extend(names(&plain));
    }
    Ok((weights, kept))
}

/// Whether a browser keeps it between the pages of one visit: an hour or more.
fn may_be_kept(control: &str) -> bool {
    let mut parts = control.split(',').map(str::trim);
    parts.any(|part| part.strip_prefix("max-age=").and_then(|s| s.parse().ok()).is_some_and(|s: u32| s >= 3600))
}

/// Addresses under `/static/` that a page or a style sheet fetches at once. Both kinds of a font may be named; browsers take
/// one, and the program has one.
fn names(answer: &Answer) -> BTreeSet<String> {
    let kind = answer.header("content-type").unwrap_or_default();
    if !kind.starts_with("text/html") && !kind.starts_with("text/css") {
        return BTreeSet::new();
    }
    let text = String::from_utf8_lossy(&answer.body);
    let starts = text.match_indices("/static/").map(|(at, _)| &text[at..]);
    let end = |c: char| matches!(c, '"' | '\'' | ')' | ' ' | '>' | '?' | '#');
    starts.filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
}
