//! The PostgreSQL baseline: `pgbench` with one prepared statement that writes the same three rows, on the same tables.

use tempfile::TempDir;
use tokio::process::Command;

use crate::Outcome;
use crate::db::Db;
use crate::speed::CLIENTS;

/// A database with the program's own schema and the load data.
pub struct Bare {
    url: String,
    resource: String,
    folder: TempDir,
}

impl Bare {
    /// A database beside the program's, with the same schema (`pg_dump --schema-only`) and one resource.
    pub fn like(url: &str) -> Outcome<Bare> {
        let (server, name) = url.rsplit_once('/').ok_or("an address without a database")?;
        let Db::Postgres(bare) = Db::create(server, &format!("{name}_bare"))? else { return Err("no server".into()) };
        let folder = tempfile::Builder::new().prefix("torg-bench.").tempdir()?;
        let dump = folder.path().join("schema.sql");
        let file = dump.display().to_string();
        ended("pg_dump", &["--schema-only", "--no-owner", "-f", &file, url])?;
        ended("psql", &["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", &file, &bare])?;
        let resource = uuid::Uuid::now_v7().to_string();
        Db::Postgres(bare.clone()).execute(&format!(
            "INSERT INTO resource (id, organisation_id, place_id, kind, name, capacity, active)
             VALUES ('{resource}', '{resource}', '{resource}', 'person', 'Veileder', 1, true)"
        ))?;
        Ok(Bare { url: bare, resource, folder })
    }

    pub async fn per_second(&self, holds: usize, run: usize) -> Outcome<f64> {
        let script = self.folder.path().join("hold.sql");
        std::fs::write(&script, statement(&self.resource, run))?;
        let clients = CLIENTS.to_string();
        let each = (holds / CLIENTS).to_string();
        let output = Command::new("pgbench")
            .args(["-n", "-M", "prepared", "-j", "2", "-c", &clients, "-t", &each, "-D", "n=0", "-f"])
            .arg(&script)
            .arg(&self.url)
            .kill_on_drop(true)
            .output()
            .await
            .map_err(|e| format!("pgbench cannot be started ({e}); install it with: apt-get install postgresql"))?;
        let told = String::from_utf8_lossy(&output.stdout);
        let rate = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        match rate.filter(|_| output.status.success()) {
            Some(rate) => Ok(rate),
            None => Err(format!("pgbench: {}", String::from_utf8_lossy(&output.stderr)).into()),
        }
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        if let Some((server, name)) = self.url.rsplit_once('/') {
            // The cluster is a throw-away; a database that stays is no harm.
            let _ = Db::Postgres(format!("{server}/postgres"))
                .execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// One statement: seat, booking, message. A seat number for each client, a time for each hold, a stretch of years for each run.
fn statement(resource: &str, run: usize) -> String {
    let first = run * 100_000;
    format!(
        "\\set n :n + 1
WITH seat AS (
  INSERT INTO occupancy (id, organisation_id, resource_id, seat, starts, ends, owner_id, expires_at)
  SELECT gen_random_uuid(), '{resource}', '{resource}', :client_id + 1, t, t + interval '15 minutes', gen_random_uuid(), t
  FROM (SELECT timestamptz '2040-01-01 00:00Z' + (:n + {first}) * interval '15 minutes' AS t) times
  RETURNING organisation_id AS o, starts, ends, owner_id),
booked AS (
  INSERT INTO booking (id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name, phone, phone_key,
    lang, note, hidden, expires_at, code_hash, code_tries, codes, sequence, created_at, changed_at)
  SELECT owner_id, o, o, o, 'counter', starts, ends, 'held', owner_id::text, 'Prøve 100', '+8000000100', owner_id,
    'nb', '', false, ends, decode(repeat('07', 32), 'hex'), 0, 1, 0, starts, starts FROM seat)
INSERT INTO outbox (id, organisation_id, kind, key, subject_id, payload, state, due_at)
SELECT gen_random_uuid(), o, 'sms', 'booking/' || owner_id || '/code/1', owner_id, decode(repeat('07', 180), 'hex'), 'ready', starts
FROM seat;
"
    )
}

fn ended(program: &str, arguments: &[&str]) -> Outcome<()> {
    let output = std::process::Command::new(program).args(arguments).output()?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}
