//! `torg plan`: proposes tours for travelling teams, from tables in a folder.
//!
//! Needs neither configuration nor database. Stops at the end of the time, after the given rounds, or at Ctrl-C, and
//! prints the best plan so far.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use torg_plan::model::Input;
use torg_plan::{Options, check, explain, generate, legs, read, solve, top};

#[derive(Args)]
pub struct Wanted {
    /// A folder with the tables: places.csv, pools.csv, teams.csv and the others (docs/drift/planlegger.md).
    #[arg(long, required_unless_present_any = ["top", "country"])]
    input: Option<PathBuf>,
    /// Plain team orienteering from a file in Chao's format, to be measured: prints score and routes.
    #[arg(long, conflicts_with_all = ["input", "country"])]
    top: Option<PathBuf>,
    /// An invented country: 357 places, 30 services, 60,000 needs, 12 teams, 26 weeks.
    #[arg(long, conflicts_with = "input")]
    country: bool,
    #[arg(long, default_value_t = 30.0)]
    seconds: f64,
    /// The same seed and the same number of rounds give the same plan.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop after so many rounds instead of after a time.
    #[arg(long)]
    rounds: Option<u64>,
    /// Leave out the rule with this key, to see what it costs. May be repeated.
    #[arg(long)]
    without: Vec<String>,
    /// Print all of it: the input's settings, the proposal, the check of it, the legs, and why people are left.
    #[arg(long)]
    json: bool,
}

/// Plans and prints. The error lists every fault of the input with its line.
pub async fn run(wanted: Wanted) -> Result<(), String> {
    let stop = Stop::new(&wanted);
    let asked = stop.asked.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.store(true, Ordering::Relaxed);
        }
    });
    let work = move || match &wanted.top {
        Some(file) => orienteering(file, &wanted, &stop),
        None => tours(&wanted, &stop),
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| "the planner broke down; please report it".to_owned())?
}

/// When to end.
struct Stop {
    asked: Arc<AtomicBool>,
    begun: Instant,
    after: Option<Duration>,
}

impl Stop {
    fn new(wanted: &Wanted) -> Stop {
        // With rounds the time does not count: it would make the plan depend on the machine.
        let after = wanted.rounds.is_none().then(|| Duration::from_secs_f64(wanted.seconds.clamp(0.0, 1e7)));
        Stop { asked: Arc::default(), begun: Instant::now(), after }
    }

    fn now(&self) -> ControlFlow<()> {
        let late = self.after.is_some_and(|after| self.begun.elapsed() >= after);
        match late || self.asked.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

fn orienteering(file: &Path, wanted: &Wanted, stop: &Stop) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {}", file.display(), e.kind()))?;
    let instance = top::read(&text).map_err(|faults| listed(&faults))?;
    let answer = top::solve(&instance, top::Limits { seed: wanted.seed, rounds: wanted.rounds }, |_| stop.now());
    print(&serde_json::to_value(&answer).map_err(|e| e.to_string())?)
}

fn tours(wanted: &Wanted, stop: &Stop) -> Result<(), String> {
    let input = match &wanted.input {
        Some(folder) => from_folder(folder)?,
        None => generate::generate(generate::COUNTRY, wanted.seed),
    };
    let options = Options { seed: wanted.seed, rounds: wanted.rounds, without: wanted.without.clone() };
    let mut told = Instant::now();
    let proposal = solve(&input, &options, |progress| {
        if told.elapsed() >= Duration::from_secs(1) {
            told = Instant::now();
            let filling = if progress.complete { "" } else { " (first plan)" };
            eprintln!(
                "{:.0} s: {} rounds, value {}{filling}",
                stop.begun.elapsed().as_secs_f64(),
                progress.rounds,
                progress.value
            );
        }
        stop.now()
    });
    let report = check(&input, &options, &proposal.plan);
    let totals = &proposal.totals;
    eprintln!(
        "{} tours, {} visits, {} people served, {} left, {} nights; value {}, at most {}",
        proposal.plan.tours.len(),
        totals.visits,
        totals.people,
        totals.people_left,
        totals.nights,
        totals.value,
        proposal.bound
    );
    if wanted.json {
        print(&json!({
            "proposal": proposal,
            "check": report,
            "legs": legs(&input, &proposal.plan),
            "unserved": explain(&input, &options, &proposal.plan),
        }))?;
    }
    match report.violations.len() {
        0 => Ok(()),
        count => Err(format!("the check of the plan found {count} broken rules; please report it with the input")),
    }
}

fn from_folder(folder: &Path) -> Result<Input, String> {
    let file = |name: &&str| Some(((*name).to_owned(), std::fs::read_to_string(folder.join(name)).ok()?));
    let files: BTreeMap<String, String> = read::FILES.iter().filter_map(file).collect();
    if files.is_empty() {
        return Err(format!("{} holds none of the tables {}", folder.display(), read::FILES.join(", ")));
    }
    read::read(&files).map_err(|faults| listed(&faults))
}

fn listed(faults: &[impl std::fmt::Display]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn print(value: &serde_json::Value) -> Result<(), String> {
    use std::io::Write;
    // A reader that has gone (`| head`) is no error of ours.
    let _ = writeln!(std::io::stdout(), "{value}");
    Ok(())
}
