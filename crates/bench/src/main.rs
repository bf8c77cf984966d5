//! Load, crash and speed tests of the program from outside, over HTTP, with every address on loopback.
//!
//! What must hold makes the command fail when it does not; speed is only told.

mod contention;
mod control;
mod crash;
mod data;
mod db;
mod durable;
mod history;
mod http;
mod load;
mod sink;
mod site;
mod speed;
mod stats;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use site::Site;

/// An error is a text for whoever runs the test.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
#[command(name = "torg-bench", about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Many requests for few seats; and a control without the guard, which must oversell.
    Contention {
        #[arg(long)]
        torg: PathBuf,
        /// Address of a throw-away PostgreSQL server, without database name.
        #[arg(long, env = "TORG_TEST_POSTGRES")]
        postgres: Option<String>,
        /// The same number repeats the order of the requests.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Kills the server in the middle of its work and looks at what is left.
    Crash {
        #[arg(long)]
        torg: PathBuf,
        #[arg(long)]
        postgres: Option<String>,
        #[arg(long, default_value_t = 20)]
        rounds: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Shows that a hold is on the disk before it is answered.
    Durable {
        #[arg(long)]
        torg: PathBuf,
    },
    /// Makes an installation with ten years of bookings behind it, to look at or to measure; folder and database stay.
    History {
        #[arg(long)]
        torg: PathBuf,
        /// Where the installation goes; `torg serve` is then run there.
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        postgres: Option<String>,
        /// Municipalities that share the places evenly.
        #[arg(long, default_value_t = 357)]
        organisations: usize,
        #[arg(long, default_value_t = 357)]
        places: usize,
        #[arg(long, default_value_t = 2_000_000)]
        bookings: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Speed, against baselines of another make. Only a release build means anything.
    Bench(speed::Options),
    /// A page of so many bytes and no database: the baseline of the page test.
    BarePage {
        #[arg(long)]
        bytes: usize,
        #[arg(long)]
        listen: std::net::SocketAddr,
    },
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return told(Err(error.into())),
    };
    told(runtime.block_on(run(command)))
}

fn told(outcome: Outcome<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("torg-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Outcome<()> {
    match command {
        Command::Contention { torg, postgres, seed } => contention::run(&torg, postgres.as_deref(), seed).await,
        Command::Crash { torg, postgres, rounds, seed } => crash::run(&torg, postgres.as_deref(), rounds, seed).await,
        Command::Durable { torg } => durable::run(&torg).await,
        Command::History { torg, folder, postgres, organisations, places, bookings, seed } => {
            let site = Site::of_centres(&torg, postgres.as_deref(), Some(&folder), (places, organisations)).await?;
            let made = history::fill(&site.db, bookings, seed)?;
            println!("{made}\n  {}\n  {}", folder.display(), site.db.address());
            Ok(())
        }
        Command::Bench(options) => speed::run(options).await,
        Command::BarePage { bytes, listen } => speed::bare::serve(bytes, listen).await,
    }
}
