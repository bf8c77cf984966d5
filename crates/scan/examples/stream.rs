//! One file through the scanner as `torg scan` reads it, and the most memory that took: `stream FILE`.
//!
//! `bench/flat` runs it on files of several sizes.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use torg_scan::Options;
use torg_scan::files::scan_path;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("stream FILE");
        return ExitCode::FAILURE;
    };
    let (start, mut hits) = (Instant::now(), 0u64);
    if let Err(error) = scan_path(Path::new(&file), &Options::numbers(), &mut |_| hits += 1) {
        eprintln!("{file} {error}");
        return ExitCode::FAILURE;
    }
    let bytes = std::fs::metadata(&file).map_or(0, |data| data.len());
    let rate = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    let peak = peak_kilobytes().map_or("null".to_owned(), |kilobytes| kilobytes.to_string());
    println!("{{\"bytes\":{bytes},\"hits\":{hits},\"mb_per_s\":{rate:.1},\"peak_kb\":{peak}}}");
    ExitCode::SUCCESS
}

/// The most memory that this process has held, where Linux tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
