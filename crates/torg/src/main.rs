//! Torg: one door in between people, the municipality and the state.

mod app;
mod check;
mod commands;
mod config;
mod demo;
mod openapi;
mod papers;
mod plan;
mod probes;
mod reports;
mod scan;
mod serve;
mod slices;
mod staff;
mod worker;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::Parser;

/// The system's allocator costs an eighth of a booking's processor time; this one a third of that. SQLite uses it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = commands::Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the program cannot start its threads: {}", error.kind())),
    };
    match runtime.block_on(commands::run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => fail(&text),
    }
}

fn fail(text: &str) -> ExitCode {
    eprintln!("torg: {text}");
    ExitCode::FAILURE
}
