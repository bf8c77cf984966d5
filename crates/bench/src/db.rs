//! The database underneath, looked at from outside: rusqlite for a file, `psql` for a server.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rusqlite::types::ValueRef;

use crate::Outcome;

/// Where one installation keeps its rows.
#[derive(Clone, Debug)]
pub enum Db {
    Sqlite(PathBuf),
    /// Address with a database name.
    Postgres(String),
}

impl Db {
    /// Makes an empty database on a server; `server` is an address without a database name.
    pub fn create(server: &str, name: &str) -> Outcome<Db> {
        let admin = Db::Postgres(format!("{server}/postgres"));
        admin.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        admin.execute(&format!("CREATE DATABASE {name}"))?;
        Ok(Db::Postgres(format!("{server}/{name}")))
    }

    pub fn name(&self) -> &'static str {
        match self {
            Db::Sqlite(_) => "SQLite",
            Db::Postgres(_) => "PostgreSQL",
        }
    }

    /// As the configuration writes it.
    pub fn address(&self) -> String {
        match self {
            Db::Sqlite(path) => format!("sqlite:{}", path.display()),
            Db::Postgres(url) => url.clone(),
        }
    }

    /// An expression that shows a key as 32 hexadecimal digits.
    pub fn hex(&self, column: &str) -> String {
        match self {
            Db::Sqlite(_) => format!("lower(hex({column}))"),
            Db::Postgres(_) => format!("replace({column}::text, '-', '')"),
        }
    }

    /// A condition: `later` lies more than `days` after `earlier` (both columns).
    pub fn days_apart(&self, earlier: &str, later: &str, days: u32) -> String {
        match self {
            Db::Sqlite(_) => format!("julianday({later}) - julianday({earlier}) > {days}"),
            Db::Postgres(_) => format!("{later} - {earlier} > interval '{days} days'"),
        }
    }

    /// Runs statements, in a transaction of their own.
    pub fn execute(&self, sql: &str) -> Outcome<()> {
        match self {
            Db::Sqlite(path) => Ok(open(path)?.execute_batch(sql)?),
            Db::Postgres(url) => psql(url, sql).map(drop),
        }
    }

    /// First column of every row, as text.
    pub fn column(&self, sql: &str) -> Outcome<Vec<String>> {
        match self {
            Db::Sqlite(path) => {
                let db = open(path)?;
                let mut statement = db.prepare(sql)?;
                let rows = statement.query_map([], |row| {
                    Ok(match row.get_ref(0)? {
                        ValueRef::Integer(n) => n.to_string(),
                        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                        _ => String::new(),
                    })
                })?;
                Ok(rows.collect::<Result<_, _>>()?)
            }
            Db::Postgres(url) => Ok(psql(url, sql)?.lines().map(str::to_owned).collect()),
        }
    }

    /// One number, such as a count.
    pub fn number(&self, sql: &str) -> Outcome<i64> {
        let rows = self.column(sql)?;
        Ok(rows.first().ok_or("no row")?.trim().parse()?)
    }

    /// Pairs of rows that hold the same seat at the same time. Must be 0 whatever happens.
    pub fn overlaps(&self) -> Outcome<i64> {
        self.number(
            "SELECT count(*) FROM occupancy a JOIN occupancy b ON b.organisation_id = a.organisation_id
               AND b.resource_id = a.resource_id AND b.seat = a.seat AND b.id > a.id
               AND b.starts < a.ends AND a.starts < b.ends",
        )
    }

    /// Rows whose seat the resource does not have.
    pub fn beyond_capacity(&self) -> Outcome<i64> {
        self.number(
            "SELECT count(*) FROM occupancy o JOIN resource r ON r.id = o.resource_id WHERE o.seat > r.capacity",
        )
    }

    /// Living bookings without a seat, and seats without a booking.
    pub fn unmatched(&self) -> Outcome<i64> {
        self.number(
            "SELECT (SELECT count(*) FROM booking b WHERE b.state IN ('held', 'requested', 'confirmed')
                AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.owner_id = b.id))
             + (SELECT count(*) FROM occupancy o WHERE NOT EXISTS (SELECT 1 FROM booking b WHERE b.id = o.owner_id))",
        )
    }
}

/// Opens a file beside the running program.
pub fn open(path: &Path) -> Outcome<rusqlite::Connection> {
    let db = rusqlite::Connection::open(path)?;
    db.busy_timeout(Duration::from_secs(20))?;
    Ok(db)
}

fn psql(url: &str, sql: &str) -> Outcome<String> {
    let output = Command::new("psql")
        .args([url, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("psql cannot be started ({e}); install it with: apt-get install postgresql"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}
