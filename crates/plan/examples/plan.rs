//! The planner from the command line, for measuring: `plan --top FILE --seconds S --seed K`.

use std::{ops::ControlFlow, process::ExitCode, time::Instant};

use torg_plan::{Options, check, generate, read, solve, top};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let flag = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).cloned();
    let seconds: f64 = flag("--seconds").and_then(|s| s.parse().ok()).unwrap_or(10.0);
    let seed: u64 = flag("--seed").and_then(|s| s.parse().ok()).unwrap_or(1);
    let rounds: Option<u64> = flag("--rounds").and_then(|s| s.parse().ok());
    let began = Instant::now();
    let stop =
        || if began.elapsed().as_secs_f64() < seconds { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    if let Some(file) = flag("--top") {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let instance = match top::read(&text) {
            Ok(instance) => instance,
            Err(faults) => {
                faults.iter().for_each(|f| eprintln!("{f}"));
                return ExitCode::FAILURE;
            }
        };
        let mut rounds_done = 0;
        let answer = top::solve(&instance, top::Limits { seed, rounds }, |p| {
            rounds_done = p.rounds;
            stop()
        });
        eprintln!("{rounds_done} rounds");
        println!("{}", serde_json::to_string(&answer).unwrap_or_default());
        return ExitCode::SUCCESS;
    }
    let input = if args.iter().any(|a| a == "--generate") {
        generate::generate(generate::COUNTRY, seed)
    } else {
        let folder = flag("--input").unwrap_or_else(|| ".".into());
        let text = |name: &&str| Some(((*name).to_owned(), std::fs::read_to_string(format!("{folder}/{name}")).ok()?));
        match read::read(&read::FILES.iter().filter_map(text).collect()) {
            Ok(input) => input,
            Err(faults) => {
                faults.iter().for_each(|f| eprintln!("{f}"));
                return ExitCode::FAILURE;
            }
        }
    };
    let (mut shown, mut last, mut pause) = (-1.0, 0.0, 0.0_f64);
    let options = Options { seed, rounds, ..Options::default() };
    let proposal = solve::solve(&input, &options, |p| {
        let now = began.elapsed().as_secs_f64();
        pause = pause.max(now - last);
        last = now;
        if now - shown > 1.0 || (p.complete && p.rounds == 1) {
            shown = now;
            eprintln!("{now:6.1} s {:>8} rounds {:>12} {}", p.rounds, p.value, if p.complete { "" } else { "filling" });
        }
        stop()
    });
    let report = check::check(&input, &options, &proposal.plan);
    eprintln!("{:?}\nbound {}", proposal.totals, proposal.bound);
    eprintln!("longest time without a chance to stop: {pause:.2} s");
    let agree = report.totals == proposal.totals;
    eprintln!("{} tours, {} violations; totals agree: {agree}", proposal.plan.tours.len(), report.violations.len());
    report.violations.iter().take(10).for_each(|v| eprintln!("{v:?}"));
    if args.iter().any(|a| a == "--explain") {
        let began = Instant::now();
        let why = torg_plan::explain(&input, &options, &proposal.plan);
        why.iter().take(5).for_each(|u| eprintln!("{u:?}"));
        eprintln!("{} places explained in {:.1} s", why.len(), began.elapsed().as_secs_f64());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|l| l.starts_with("VmHWM")).for_each(|l| eprintln!("most memory:{}", &l[6..]));
    if args.iter().any(|a| a == "--json") {
        println!("{}", serde_json::to_string(&proposal).unwrap_or_default());
    }
    if report.violations.is_empty() && agree { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
