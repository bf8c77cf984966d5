//! Runs under way in this copy of the program: one blocking thread each, asked to stop by a flag, heard from by the page
//! at once and by the database every few seconds.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;
use torg_base::Uuid;
use torg_plan::model::{Input, Plan};
use torg_plan::{Options, Progress, at_most, check, explain, legs, solve};
use torg_web::App;

use super::model::{Outcome, Proposal, State, Without};
use super::units::{Beat, Finish};

/// How often the database hears of a run.
const BEAT: Duration = Duration::from_secs(2);
/// Stands for a number that is not known yet.
const UNKNOWN: i64 = i64::MIN;

/// The runs of this copy, by proposal.
#[derive(Default)]
pub struct Planner {
    runs: Mutex<HashMap<Uuid, Arc<Run>>>,
    ending: Arc<AtomicBool>,
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Searching,
    /// Planning once more without a disputed rule.
    Comparing,
    Explaining,
}

impl Step {
    pub fn key(self) -> &'static str {
        match self {
            Step::Searching => "tours-step-searching",
            Step::Comparing => "tours-step-comparing",
            Step::Explaining => "tours-step-explaining",
        }
    }
}

/// A run as others may look at it.
pub struct Run {
    stop: AtomicBool,
    step: AtomicU8,
    rounds: AtomicI64,
    value: AtomicI64,
    bound: AtomicI64,
    begun: Instant,
}

impl Run {
    fn new() -> Run {
        Run {
            stop: AtomicBool::new(false),
            step: AtomicU8::new(0),
            rounds: AtomicI64::new(0),
            value: AtomicI64::new(UNKNOWN),
            bound: AtomicI64::new(UNKNOWN),
            begun: Instant::now(),
        }
    }

    pub fn step(&self) -> Step {
        match self.step.load(Ordering::Relaxed) {
            0 => Step::Searching,
            1 => Step::Comparing,
            _ => Step::Explaining,
        }
    }

    pub fn rounds(&self) -> i64 {
        self.rounds.load(Ordering::Relaxed)
    }

    pub fn value(&self) -> Option<i64> {
        Some(self.value.load(Ordering::Relaxed)).filter(|v| *v != UNKNOWN)
    }

    pub fn bound(&self) -> Option<i64> {
        Some(self.bound.load(Ordering::Relaxed)).filter(|v| *v != UNKNOWN)
    }

    pub fn seconds(&self) -> u64 {
        self.begun.elapsed().as_secs()
    }

    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn at(&self, step: Step) {
        let number = match step {
            Step::Searching => 0,
            Step::Comparing => 1,
            Step::Explaining => 2,
        };
        self.step.store(number, Ordering::Relaxed);
    }
}

impl Planner {
    /// A run of this copy that is under way.
    pub fn run(&self, proposal: Uuid) -> Option<Arc<Run>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner).get(&proposal).cloned()
    }

    fn add(&self, proposal: Uuid) -> Arc<Run> {
        let run = Arc::new(Run::new());
        self.runs.lock().unwrap_or_else(PoisonError::into_inner).insert(proposal, run.clone());
        run
    }

    fn remove(&self, proposal: Uuid) {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner).remove(&proposal);
    }

    /// The program ends: runs are given up at once, so that nobody waits for them.
    pub fn end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }
}

/// What a run works with.
struct Job {
    input: Input,
    options: Options,
    base: Option<Plan>,
    seconds: Duration,
    ending: Arc<AtomicBool>,
}

/// Begins to work on a run that has been written. `base` is the plan that the search begins from.
pub fn begin(app: &App, proposal: &Proposal, input: Input, base: Option<Plan>) {
    let planner = app.part::<Planner>();
    let (id, organisation) = (proposal.id, proposal.organisation);
    let job = Job {
        input,
        options: proposal.asked.options(),
        base,
        seconds: Duration::from_secs(u64::try_from(proposal.asked.seconds).unwrap_or(1)),
        ending: planner.ending.clone(),
    };
    let run = planner.add(id);
    let (app, watched) = (app.clone(), run.clone());
    let mut work = spawn_blocking(move || work(&job, &run));
    tokio::spawn(async move {
        let done = loop {
            tokio::select! {
                done = &mut work => break done,
                () = tokio::time::sleep(BEAT) => {
                    let beat = Beat { id, rounds: watched.rounds(), value: watched.value(), bound: watched.bound() };
                    match app.store().write(organisation, beat).await {
                        // Asked to stop at another copy, or given up on while the database was away.
                        Ok(Some(true) | None) => watched.stop(),
                        Ok(Some(false)) => {}
                        Err(error) => tracing::warn!(%error, "a run of the planner is not heard"),
                    }
                }
            }
        };
        let finish = match done {
            Ok(Some(outcome)) => {
                let state = if watched.stopped() { State::Stopped } else { State::Done };
                Finish { id, state, outcome: Some(outcome) }
            }
            Ok(None) => Finish { id, state: State::Interrupted, outcome: None },
            Err(_) => {
                tracing::error!("the planner broke down");
                Finish { id, state: State::Failed, outcome: None }
            }
        };
        if let Err(error) = app.store().write(organisation, finish).await {
            tracing::error!(%error, "a run of the planner could not be kept");
        }
        app.part::<Planner>().remove(id);
    });
}

/// Plans, checks and explains. Nothing when the program ended meanwhile.
fn work(job: &Job, run: &Run) -> Option<Outcome> {
    let Job { input, options, .. } = job;
    run.bound.store(at_most(input, options), Ordering::Relaxed);
    let ended = || job.ending.load(Ordering::Relaxed);
    let watch = |progress: Progress| {
        run.rounds.store(i64::try_from(progress.rounds).unwrap_or(i64::MAX), Ordering::Relaxed);
        run.value.store(progress.value, Ordering::Relaxed);
        // With rounds the time does not count: it would make the plan depend on the machine. A first plan is always
        // made whole, so that the same seed and rounds give the same plan.
        let late = options.rounds.is_none() && run.begun.elapsed() >= job.seconds;
        let over = ended() || (progress.complete && (late || run.stopped()));
        if over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let proposal = match &job.base {
        Some(plan) => solve::solve_from(input, options, plan, watch),
        None => solve(input, options, watch),
    };
    let disputed = disputed(job, run, &proposal);
    if ended() {
        return None;
    }
    run.at(Step::Explaining);
    Some(Outcome {
        violations: check(input, options, &proposal.plan).violations,
        legs: legs(input, &proposal.plan),
        unserved: explain(input, options, &proposal.plan),
        disputed,
        proposal,
    })
}

/// Plans without each disputed rule, with as many rounds as the proposal had. A run that is stopped leaves the rest out.
fn disputed(job: &Job, run: &Run, proposal: &torg_plan::Proposal) -> Vec<Without> {
    let visited = |plan: &Plan| -> Vec<usize> {
        let stops = plan.tours.iter().flat_map(|t| t.stops()).filter(|(_, s)| s.is_visit());
        let mut places: Vec<usize> = stops.map(|(_, s)| s.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let over = || run.stopped() || job.ending.load(Ordering::Relaxed);
    let now = visited(&proposal.plan);
    let mut found = Vec::new();
    for rule in job.input.rules.iter().filter(|r| r.disputed) {
        if over() {
            break;
        }
        run.at(Step::Comparing);
        let options = Options { rounds: Some(proposal.rounds), without: vec![rule.key.clone()], ..job.options.clone() };
        let watch = |_: Progress| if over() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        // From the same plan: what it came to may still stand, and the rule's price is never too low for want of luck.
        let freely = solve::solve_from(&job.input, &options, &proposal.plan, watch);
        if !over() {
            let gained = visited(&freely.plan).into_iter().filter(|p| !now.contains(p)).collect();
            found.push(Without { rule: rule.key.clone(), totals: freely.totals, gained });
        }
    }
    found
}
