//! Copies of the whole database, taken while the program runs.
//!
//! SQLite: `VACUUM INTO` gives a consistent file. PostgreSQL: `pg_dump` and `pg_restore` of the same version.
//! The installation's secret is not in the copy; without it encrypted fields stay closed.

use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Stdio;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{Error, Result, StoreConfig};

/// Copies the database to a new file that only its owner may read. Fails when the file exists.
pub async fn backup(config: &StoreConfig, to: &Path) -> Result<()> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(on("create"))?;
    let copied = match config {
        StoreConfig::Sqlite(path) => vacuum_into(path, to).await,
        StoreConfig::Postgres(url) => {
            let name = to.to_string_lossy();
            run("pg_dump", &["--format=custom", "--no-owner", "--file", &name], url).await
        }
    };
    if copied.is_err() {
        // Half a copy must not be taken for one.
        let _ = std::fs::remove_file(to);
        return copied;
    }
    file.sync_all().and_then(|()| sync_folder(to)).map_err(on("sync"))
}

/// Puts a copy in place of an empty or missing database. Refuses to overwrite data.
pub async fn restore(config: &StoreConfig, from: &Path) -> Result<()> {
    match config {
        StoreConfig::Sqlite(path) => {
            // A log left behind by another database would be played into this one.
            let mut log = path.as_os_str().to_owned();
            log.push("-wal");
            if path.exists() || Path::new(&log).exists() {
                return Err(Error::Database("the database exists already; move it away first".into()));
            }
            check_sqlite(from).await?;
            // Written beside its place and renamed, so that a broken copy never stands as the database.
            let partial = path.with_extension("partial");
            std::fs::copy(from, &partial)
                .and_then(|_| std::fs::File::open(&partial)?.sync_all())
                .and_then(|()| std::fs::rename(&partial, path))
                .and_then(|()| sync_folder(path))
                .map_err(on("copy"))
        }
        StoreConfig::Postgres(url) => {
            let name = from.to_string_lossy();
            run("pg_restore", &["--no-owner", "--no-comments", "--exit-on-error", "--single-transaction", &name], url)
                .await
        }
    }
}

async fn vacuum_into(path: &Path, to: &Path) -> Result<()> {
    let db = connect_sqlite(path, "rw").await?;
    let quoted = to.to_string_lossy().replace('\'', "''");
    db.execute_unprepared(&format!("VACUUM INTO '{quoted}'")).await?;
    db.close().await?;
    check_sqlite(to).await
}

async fn check_sqlite(path: &Path) -> Result<()> {
    let db = connect_sqlite(path, "ro").await?;
    let found: Vec<String> = crate::sql::column(&db, "PRAGMA integrity_check", []).await?;
    db.close().await?;
    if found == ["ok"] { Ok(()) } else { Err(Error::Database("the copy is damaged".into())) }
}

async fn connect_sqlite(path: &Path, mode: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite:torg?mode={mode}"));
    options.sqlx_logging(false).max_connections(1);
    let path = path.to_owned();
    options.map_sqlx_sqlite_opts(move |o| o.filename(&path));
    Ok(Database::connect(options).await?)
}

/// Runs one of PostgreSQL's programs on the database at this address.
async fn run(program: &'static str, args: &[&str], url: &str) -> Result<()> {
    let (address, password) = without_password(url);
    let mut command = tokio::process::Command::new(program);
    command.args(args).arg("--dbname").arg(address).stdin(Stdio::null()).stdout(Stdio::null());
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let status = command
        .status()
        .await
        .map_err(|_| Error::Database(format!("{program} is not installed (Debian package postgresql-client)")))?;
    if status.success() { Ok(()) } else { Err(Error::Database(format!("{program} did not succeed"))) }
}

/// Takes the password out of `postgres://user:password@host/…`: everybody on the machine can read a command line.
fn without_password(url: &str) -> (String, Option<String>) {
    let split = || {
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?']).next()?;
        let (login, _) = authority.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        Some((format!("{scheme}://{user}{}", &rest[login.len()..]), percent_decoded(password)))
    };
    split().map_or_else(|| (url.to_owned(), None), |(address, password)| (address, Some(password)))
}

/// `%40` as `@`, and so on.
fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(&part.as_bytes()[2..]);
            }
            None => {
                bytes.push(b'%');
                bytes.extend(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Makes a new name in a folder last through a power cut.
fn sync_folder(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

fn on(step: &'static str) -> impl Fn(std::io::Error) -> Error {
    move |e| Error::Database(format!("{step}: {}", e.kind()))
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn the_password_stays_out_of_the_command_line() {
        let taken = |url| {
            let (address, password) = without_password(url);
            (address, password.unwrap_or_default())
        };
        let plain = ("postgres://torg@db.example/torg?sslmode=require".to_owned(), "p@:s/1%".to_owned());
        assert_eq!(taken("postgres://torg:p%40%3As%2F1%@db.example/torg?sslmode=require"), plain);
        assert_eq!(without_password("postgres://torg@db/torg"), ("postgres://torg@db/torg".into(), None));
        assert_eq!(without_password("postgres:///torg?host=/tmp"), ("postgres:///torg?host=/tmp".into(), None));
    }
}
