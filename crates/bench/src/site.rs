//! An installation of the program under test: its folder, its data, and the processes that serve it.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::Outcome;
use crate::data;
use crate::db::Db;
use crate::http::Connection;
use crate::load::Slot;
use crate::sink::{self, Sink};

/// A server that is not ready by then will not be.
const START: Duration = Duration::from_secs(60);

/// An installation with load data. A folder of its own goes away with it, and so does the database on a server.
pub struct Site {
    torg: PathBuf,
    folder: PathBuf,
    /// Removes the folder at the end; none when it was asked for by name and stays.
    _temporary: Option<TempDir>,
    pub db: Db,
    pub sink: Sink,
    places: usize,
    per_second: u32,
}

/// Messages a second that no gateway would take: what is measured or killed does not wait for its messages.
pub const UNPACED: u32 = 5000;
/// What the program sends when it is not told otherwise, and what SMS agreements allow.
pub const PACED: u32 = 100;

impl Site {
    /// Makes the installation and imports the load data, with this many ordinary places.
    /// `server` is a PostgreSQL address without database name; without it the data lies in a file.
    pub async fn make(torg: &Path, server: Option<&str>, places: usize, per_second: u32) -> Outcome<Site> {
        let site = Site::empty(torg, server, None, places, per_second).await?;
        data::write(&site.folder, places)?;
        site.import().await?;
        Ok(site)
    }

    /// An installation with centres as they are: `places` in number, shared evenly by `organisations`. In a folder of the
    /// caller's when one is named, and then both folder and database stay.
    pub async fn of_centres(
        torg: &Path,
        server: Option<&str>,
        folder: Option<&Path>,
        (places, organisations): (usize, usize),
    ) -> Outcome<Site> {
        let site = Site::empty(torg, server, folder, 0, PACED).await?;
        data::write_centres(&site.folder, places, organisations)?;
        site.import().await?;
        Ok(site)
    }

    async fn empty(
        torg: &Path,
        server: Option<&str>,
        named: Option<&Path>,
        places: usize,
        per_second: u32,
    ) -> Outcome<Site> {
        let temporary = match named {
            Some(_) => None,
            None => Some(tempfile::Builder::new().prefix("torg-bench.").tempdir()?),
        };
        let folder = match (named, &temporary) {
            (Some(folder), _) => {
                std::fs::create_dir_all(folder)?;
                std::fs::canonicalize(folder)?
            }
            (None, Some(temporary)) => temporary.path().to_path_buf(),
            (None, None) => return Err("no folder".into()),
        };
        let db = match server {
            None => Db::Sqlite(folder.join("torg.sqlite")),
            Some(server) => Db::create(server, &format!("torg_bench_{}", uuid::Uuid::new_v4().simple()))?,
        };
        let (torg, sink) = (std::fs::canonicalize(torg)?, Sink::start().await?);
        let site = Site { torg, folder, _temporary: temporary, db, sink, places, per_second };
        let secret = site.run(&["secret"]).await?;
        std::fs::write(site.path("torg.secret"), secret)?;
        std::fs::write(site.path("torg.toml"), site.configuration()?)?;
        Ok(site)
    }

    async fn import(&self) -> Outcome<()> {
        for kind in data::KINDS {
            let file = self.path(&format!("{kind}.csv"));
            self.run(&["import", kind, &file.display().to_string()]).await?;
        }
        Ok(())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn configuration(&self) -> Outcome<String> {
        // A JSON string without exotic letters is a TOML string too.
        let quoted = |text: String| serde_json::to_string(&text);
        Ok(format!(
            "database = {}\nsecret_file = {}\nrate_limits = \"off\"\n\n[notify]\nper_second = {}\n\n[[notify.sms]]\nkind = \"http\"\nurl = {}\nbody = '{}'\n",
            quoted(self.db.address())?,
            quoted(self.path("torg.secret").display().to_string())?,
            self.per_second,
            quoted(format!("http://{}/sms", self.sink.address))?,
            sink::BODY
        ))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        command(&self.torg, &self.folder, arguments)
    }

    /// Runs a command to its end and returns what it printed.
    async fn run(&self, arguments: &[&str]) -> Outcome<String> {
        let output = self.command(arguments).stdin(Stdio::null()).output().await?;
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(format!("torg {} did not succeed: {told}", arguments.join(" ")).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts `torg serve` and waits until it is ready.
    pub async fn serve(&self) -> Outcome<Server> {
        let address = free_address()?;
        let log = std::fs::File::options().create(true).append(true).open(self.path("torg.log"))?;
        let listen = address.to_string();
        Server::start(self.command(&["serve", "--listen", &listen]).stderr(log), address)
            .await
            .map_err(|e| format!("{e}\n{}", self.log()).into())
    }

    /// The last lines that the servers wrote.
    pub fn log(&self) -> String {
        let log = std::fs::read_to_string(self.path("torg.log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(8)..].join("\n")
    }

    /// Every free seat of the ordinary places: a slot stands as often as it has seats.
    pub async fn seats(&self, server: &Server) -> Outcome<Vec<Slot>> {
        let mut all = Vec::new();
        for place in data::ordinary(self.places) {
            for (slot, free) in slots(server, data::SERVICE, &place, 1).await? {
                all.extend(std::iter::repeat_n(slot, free));
            }
        }
        Ok(all)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if self._temporary.is_some()
            && let Db::Postgres(url) = &self.db
            && let Some((server, name)) = url.rsplit_once('/')
        {
            // The cluster is a throw-away; a database that stays is no harm.
            let _ = Db::Postgres(format!("{server}/postgres"))
                .execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// The program with nothing of our own environment's `TORG_*`, in a folder.
pub fn command(torg: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(torg);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TORG_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).current_dir(folder).kill_on_drop(true);
    command
}

/// Free starts of a service at a place, each with its number of free seats. The first few are left out, so that none becomes
/// too soon while a run is under way.
///
/// One window is the two weeks that the program answers with when it is not told how far to look.
pub async fn slots(server: &Server, service: &str, place: &str, windows: i64) -> Outcome<Vec<(Slot, usize)>> {
    let (mut found, mut first) = (Vec::new(), None::<Timestamp>);
    let mut connection = Connection::to(server.address);
    for window in 0..windows {
        let from =
            first.map_or(String::new(), |at| format!("&from={}", at + SignedDuration::from_hours(window * 24 * 14)));
        let path = format!("/api/v1/slots?service={service}&place={place}{from}");
        let answer = connection.get(&path, "").await?.json()?;
        let items = answer["items"].as_array().ok_or_else(|| format!("no slots: {answer}"))?;
        let read = |item: &serde_json::Value| {
            let free = item["free"].as_u64().and_then(|n| usize::try_from(n).ok())?;
            Some((Slot { id: item["id"].as_str()?.to_owned(), service: service.to_owned() }, free))
        };
        found.extend(items.iter().filter_map(read));
        if first.is_none() {
            first = Some(items.first().and_then(|item| item["start"].as_str()).ok_or("nothing is free")?.parse()?);
        }
    }
    // The first window begins now and the others count from its first start, so their edges may overlap.
    let mut seen = std::collections::HashSet::new();
    found.retain(|(slot, _)| seen.insert(slot.id.clone()));
    Ok(found.split_off(found.len().min(8)))
}

/// A free loopback address. Another process could take it before we do; then the start fails and says so.
pub fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    pub pid: u32,
    /// From start to the first 200 of `/readyz`.
    pub ready: Duration,
}

impl Server {
    /// Starts a command that listens on an address and waits until `/readyz` says 200.
    pub async fn start(command: &mut Command, address: SocketAddr) -> Outcome<Server> {
        let begun = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let pid = child.id().ok_or("the server ended at once")?;
        while begun.elapsed() < START {
            if let Some(status) = child.try_wait()? {
                return Err(format!("the server ended with {status}").into());
            }
            if let Ok(answer) = Connection::to(address).get("/readyz", "").await
                && answer.status == 200
            {
                return Ok(Server { child, address, pid, ready: begun.elapsed() });
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err("the server was not ready in time".into())
    }

    /// SIGKILL, and waits until the process is gone.
    pub async fn kill(mut self) -> Outcome<()> {
        Ok(self.child.kill().await?)
    }
}
