//! Megabytes a second through the scanner, and the hits: `speed FILE [SECONDS] [--names]`.
//!
//! `bench/presidio.py` runs it beside Presidio on the same text. One thread; the file is read once and scanned over and
//! over from memory, so that the disk does not count. Where the system tells (Linux), the time is what this process got
//! of a core, so that other work on the machine does not count either.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use torg_scan::{Options, scan_with};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names = arguments.iter().any(|a| a == "--names");
    let mut plain = arguments.iter().filter(|a| *a != "--names");
    let Some(text) = plain.next().and_then(|file| std::fs::read_to_string(file).ok()) else {
        eprintln!("speed FILE [SECONDS] [--names]: a text file in UTF-8");
        return ExitCode::FAILURE;
    };
    let seconds: f64 = plain.next().and_then(|s| s.parse().ok()).unwrap_or(3.0);
    let options = if names { Options::default() } else { Options::numbers() };
    let hits = scan_with(&text, &options).len();
    let (start, core_start) = (Instant::now(), core_seconds());
    let mut rounds = 0u32;
    while start.elapsed() < Duration::from_secs_f64(seconds) {
        std::hint::black_box(scan_with(std::hint::black_box(&text), &options));
        rounds += 1;
    }
    let size = text.len() as f64 * f64::from(rounds) / 1e6;
    let elapsed = start.elapsed().as_secs_f64();
    let core = core_seconds().zip(core_start).map_or(elapsed, |(end, start)| end - start);
    println!(
        "{{\"bytes\":{},\"rounds\":{rounds},\"hits\":{hits},\"seconds\":{core:.3},\"mb_per_s\":{:.2}}}",
        text.len(),
        size / core
    );
    ExitCode::SUCCESS
}

/// Seconds that this process has had a core, where Linux tells.
fn core_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}
