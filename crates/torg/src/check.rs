//! `torg check`: says in plain words what is wrong with configuration and surroundings.

use torg_catalogue::Directories;
use torg_catalogue::open::{graph, rules};
use torg_store::{Store, audit, migrate};
use torg_web::texts::Texts;

use crate::config::Config;
use crate::{commands, papers, reports, slices};

/// What is looked at besides configuration and surroundings.
#[derive(clap::Args)]
pub struct Also {
    /// Walk the whole audit chain.
    #[arg(long)]
    audit: bool,
    /// Say which papers (docs/papers) are missing, old or do not fit this configuration.
    #[arg(long)]
    papers: bool,
    /// Say what data.norge.no would drop from the service list, or warn of.
    #[arg(long)]
    catalogue: bool,
}

/// Looks at everything, tells everything, and fails when something stops the program from doing its work.
pub async fn run(config: Config, also: Also) -> Result<(), String> {
    let mut wrong = settings(&config);
    let store = commands::open(&config).await?;
    println!("database: opens ({:?})", store.engine());
    match migrate::pending(&store, &slices::migrations()).await {
        Ok(0) => println!("schema: up to date"),
        Ok(count) => println!("schema: {count} steps wait; torg serve or torg migrate applies them"),
        Err(_) => println!("schema: empty; torg serve or torg migrate makes it"),
    }
    if also.audit {
        wrong += check_audit(&store).await?;
    }
    if also.papers {
        wrong += check_papers(&config, &store).await?;
    }
    if also.catalogue {
        wrong += check_catalogue(&config, &store).await?;
    }
    let address = format!("{}/api/v1/delivery/{}", config.site(false).base_url, reports::secret(store.keys()));
    println!("delivery reports: {address}/kannel, or {address}/json for other providers");
    let incoming = config.notify.incoming();
    let address =
        format!("{}/api/v1/messages/{}", config.site(false).base_url, torg_booking::replies::secret(store.keys()));
    match (incoming.kannel, incoming.format.is_some()) {
        (false, false) => println!("answers: on the site by a code; set incoming to take them by SMS"),
        (kannel, json) => {
            let ways = [("kannel", kannel), ("json", json)].into_iter().filter(|(_, on)| *on);
            ways.for_each(|(way, _)| println!("answers by SMS: {address}/{way}"));
        }
    }
    match wrong {
        0 => {
            println!("all is well");
            Ok(())
        }
        count => Err(format!("{count} things must be mended")),
    }
}

fn settings(config: &Config) -> usize {
    let mut wrong = 0;
    let mut tell = |stops: bool, text: String| wrong += told(stops, &text);
    let site = config.site(false);
    if !site.https() {
        tell(false, "site.base_url is not https: cookies are not Secure; use https outside one machine".into());
    }
    if !site.rate_limits {
        tell(true, "rate_limits is off; it is meant for load tests only".into());
    }
    for problem in config.notify.check() {
        tell(problem.stops, problem.to_string());
    }
    if config.notify.sms.is_empty() {
        tell(false, "no SMS provider: staff confirm bookings by calling, the day view lists whom".into());
    }
    let providers: Vec<_> = config.login.citizen.iter().chain(&config.login.staff).collect();
    for provider in &providers {
        for problem in provider.check() {
            tell(true, format!("log-in through {}: {problem}", provider.name));
        }
    }
    if config.login.staff.is_empty() {
        tell(true, "no log-in for staff: set [[login.staff]] to Ansattporten or your own OIDC provider".into());
    }
    wrong
}

/// Tells one thing; returns 1 when it must be mended.
fn told(stops: bool, text: &str) -> usize {
    println!("{}: {text}", if stops { "WRONG" } else { "note" });
    usize::from(stops)
}

async fn check_papers(config: &Config, store: &Store) -> Result<usize, String> {
    Ok(papers::check(config, store).await?.iter().map(|found| told(found.stops, &found.text)).sum())
}

/// Makes what would be published, from the database alone, and goes through it as data.norge.no does.
async fn check_catalogue(config: &Config, store: &Store) -> Result<usize, String> {
    let directories = Directories::open(store).await.map_err(commands::told)?;
    let texts = Texts::load(&slices::texts())?;
    let triples = graph::everything(&directories.get(), &texts, &config.site(false).base_url);
    println!(
        "catalogue: {} triples; register {}/tjenester at data.norge.no",
        triples.len(),
        config.site(false).base_url
    );
    Ok(rules::findings(&triples).iter().map(|found| told(found.stops, &format!("catalogue: {}", found.text))).sum())
}

async fn check_audit(store: &Store) -> Result<usize, String> {
    let verdict = audit::verify(store).await.map_err(commands::told)?;
    println!("audit: {} rows sealed, {} wait for the sealer", verdict.sealed, verdict.unsealed);
    match verdict.broken {
        None => Ok(0),
        Some((number, what)) => {
            println!("WRONG: audit: at row {number}, {what}");
            Ok(1)
        }
    }
}
