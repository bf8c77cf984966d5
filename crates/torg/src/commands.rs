//! The commands, and what each does.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use torg_base::Clock;
use torg_catalogue::import::{self, Kind};
use torg_store::{Keys, Store, backup, migrate};

use crate::config::Config;
use crate::{check, demo, plan, scan, serve, slices, staff};

/// One door in between people, the municipality and the state.
#[derive(Parser)]
#[command(name = "torg", version, about)]
pub struct Arguments {
    /// The configuration file; torg.toml in this folder when left out.
    #[arg(long, global = true, env = "TORG_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run with invented data; messages are shown instead of sent.
    Demo {
        #[arg(long, default_value = "127.0.0.1:8080", env = "TORG_LISTEN")]
        listen: SocketAddr,
        /// Where the data lies; made when it does not exist.
        #[arg(long, default_value = "torg-data")]
        data_dir: PathBuf,
    },
    /// Run.
    Serve {
        #[arg(long, default_value = "127.0.0.1:8080", env = "TORG_LISTEN")]
        listen: SocketAddr,
    },
    /// Bring the database up to date. `serve` does it too.
    Migrate,
    /// Look at configuration and surroundings and say in plain words what is wrong.
    Check(check::Also),
    /// Read organisations, places, services, resources, hours, offers or travel from a CSV or XLSX file.
    Import {
        kind: String,
        file: PathBuf,
        /// Say what would happen, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Give somebody a role: the first manager of an organisation is made here, the others on the page for staff.
    Staff {
        /// Slug of the organisation.
        #[arg(long)]
        organisation: String,
        /// guide, caseworker, manager, agency, employer, national or admin.
        #[arg(long)]
        role: String,
        #[arg(long)]
        name: String,
        /// The address that the log-in provider tells.
        #[arg(long, required_unless_present = "national_id_file")]
        email: Option<String>,
        /// A file with the national number, for providers that tell no address (Ansattporten). Only a keyed hash is kept.
        #[arg(long)]
        national_id_file: Option<PathBuf>,
    },
    /// Copy the whole database to a file while the program runs.
    Backup { file: PathBuf },
    /// Put a copy in place of an empty database.
    Restore { file: PathBuf },
    /// Propose tours for travelling teams, from tables in a folder.
    Plan(plan::Wanted),
    /// Find personal data in files, or take it out of a text.
    Scan(scan::Wanted),
    /// Print a new secret for `secret_file`.
    Secret,
}

/// Runs the command. The error is a text that says what to do.
pub async fn run(arguments: Arguments) -> Result<(), String> {
    start_log();
    let config = || Config::read(arguments.config.as_deref());
    match arguments.command {
        Command::Demo { listen, data_dir } => demo::run(listen, data_dir).await,
        Command::Serve { listen } => serve::run(config()?, listen).await,
        Command::Migrate => {
            let count = migrate::migrate(&open(&config()?).await?, slices::migrations()).await.map_err(told)?;
            println!("{count} steps applied; the database is up to date");
            Ok(())
        }
        Command::Check(also) => check::run(config()?, also).await,
        Command::Import { kind, file, dry_run } => import_file(&config()?, &kind, file, dry_run).await,
        Command::Staff { organisation, role, name, email, national_id_file } => {
            staff::add(&config()?, staff::NewStaff { organisation, role, name, email, national_id_file }).await
        }
        Command::Backup { file } => {
            backup::backup(&config()?.store()?, &file).await.map_err(told)?;
            println!("copied to {}; keep the secret file somewhere else", file.display());
            Ok(())
        }
        Command::Restore { file } => {
            backup::restore(&config()?.store()?, &file).await.map_err(told)?;
            println!("restored; run torg check --audit, then torg serve");
            Ok(())
        }
        Command::Plan(wanted) => plan::run(wanted).await,
        Command::Scan(wanted) => scan::run(&wanted),
        Command::Secret => {
            println!("{}", Keys::generate());
            Ok(())
        }
    }
}

/// Opens the database as configured.
pub async fn open(config: &Config) -> Result<Store, String> {
    Store::open(config.store()?, Clock::system(), config.keys()?)
        .await
        .map_err(|e| format!("the database cannot be opened ({e}); check `database` in the configuration"))
}

/// An error of the store, for the terminal.
pub fn told(error: torg_store::Error) -> String {
    error.to_string()
}

async fn import_file(config: &Config, kind: &str, file: PathBuf, dry_run: bool) -> Result<(), String> {
    let kind =
        Kind::parse(kind).ok_or("import what? organisations, places, services, resources, hours, offers or travel")?;
    let store = open(config).await?;
    migrate::migrate(&store, slices::migrations()).await.map_err(told)?;
    let table = import::read_table(&file)?;
    let options = import::Options { dry_run, ..import::Options::default() };
    let report = import::import(&store, kind, table, options).await.map_err(told)?;
    for bad in &report.bad {
        eprintln!("row {}, {}: {}", bad.row, bad.column, bad.reason);
    }
    for note in &report.notes {
        println!("note: {note}");
    }
    println!("{} rows read, {} added, {} changed, {} bad", report.read, report.added, report.changed, report.bad.len());
    if report.bad.is_empty() {
        Ok(())
    } else {
        Err("some rows were left out; mend them and import the file again".into())
    }
}

/// Structured lines on standard error. Field values are ids, counts and fixed words; never what a person typed.
fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("TORG_LOG").unwrap_or_else(|_| EnvFilter::new("warn,torg=info"));
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
