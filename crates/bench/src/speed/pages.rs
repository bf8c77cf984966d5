//! Requests each second for a page that a signed-in citizen sees, beside a page of the same size without a database.

use std::path::Path;

use crate::Outcome;
use crate::http::{self, Connection};
use crate::load::storm;
use crate::site::{Server, command, free_address};
use crate::speed::CLIENTS;
use crate::stats::{Table, median, percentile, spread, verdict};

/// A place of the demo.
pub const PAGE: &str = "/sted/vanylven";
/// Share of the baseline that is asked for.
const GOAL: f64 = 0.50;

pub async fn run(torg: &Path, requests: usize, pairs: usize) -> Outcome<()> {
    let folder = tempfile::Builder::new().prefix("torg-bench.").tempdir()?;
    let demo = demo(torg, folder.path()).await?;
    let cookie = log_in(&demo).await?;
    let page = Connection::to(demo.address).get(PAGE, &cookie).await?;
    if page.status != 200 {
        return Err(format!("{PAGE} was answered {}", page.status).into());
    }
    let bare = bare(page.body.len()).await?;
    let (mut base, mut torg, mut ratios, mut p99) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..pairs {
        let theirs = storm(&[bare.address], vec![http::get("/", ""); requests], CLIENTS).await?;
        let ours = storm(&[demo.address], vec![http::get(PAGE, &cookie); requests], CLIENTS).await?;
        if theirs.count(200) != requests || ours.count(200) != requests {
            return Err(format!("pages: {} and {}", theirs.told(), ours.told()).into());
        }
        base.push(theirs.per_second());
        torg.push(ours.per_second());
        ratios.push(ours.per_second() / theirs.per_second());
        p99.push(percentile(&ours.millis, 0.99));
    }
    let mut table = Table::new(
        format!(
            "Pages each second, {PAGE} ({} bytes) with a session, {CLIENTS} clients, {pairs} pairs: goal {GOAL:.2}",
            page.body.len()
        ),
        &["what", "median", "spread"],
    );
    table.row(["axum, same size, no database".into(), format!("{:.0}/s", median(&base)), spread(&base, 0)]);
    table.row(["torg".into(), format!("{:.0}/s", median(&torg)), spread(&torg, 0)]);
    table.row(["torg, median of the runs' p99".into(), format!("{:.1} ms", median(&p99)), spread(&p99, 1)]);
    let ratio = median(&ratios);
    table.row([format!("ratio {}", verdict(ratio >= GOAL)), format!("{ratio:.2}"), spread(&ratios, 2)]);
    table.print();
    bare.kill().await?;
    demo.kill().await
}

/// A demo on an empty folder, with the program's own invented data.
pub async fn demo(torg: &Path, folder: &Path) -> Outcome<Server> {
    let torg = std::fs::canonicalize(torg)?;
    let address = free_address()?;
    let (listen, data) = (address.to_string(), folder.join("data").display().to_string());
    let log = std::fs::File::create(folder.join("demo.log"))?;
    let mut command = command(&torg, folder, &["demo", "--listen", &listen, "--data-dir", &data]);
    Server::start(command.env("TORG_RATE_LIMITS", "off").stderr(log), address).await
}

/// The baseline, in a process of its own.
pub async fn bare(bytes: usize) -> Outcome<Server> {
    let address = free_address()?;
    let (bytes, listen) = (bytes.to_string(), address.to_string());
    let arguments = ["bare-page", "--bytes", &bytes, "--listen", &listen];
    Server::start(&mut command(&std::env::current_exe()?, Path::new("/"), &arguments), address).await
}

/// Logs in as a citizen; returns the header line with the session.
async fn log_in(demo: &Server) -> Outcome<String> {
    let answer = Connection::to(demo.address).get("/demo/login?as=citizen", "").await?;
    let cookies: Vec<&str> = answer
        .head
        .split("\r\n")
        .filter_map(|line| line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")))
        .filter_map(|(_, value)| value.trim().split(';').next())
        .collect();
    if cookies.is_empty() {
        return Err(format!("/demo/login gave no session: {}", answer.status).into());
    }
    Ok(format!("cookie: {}\r\n", cookies.join("; ")))
}
