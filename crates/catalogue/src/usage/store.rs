//! Counts of use in the database.

use std::collections::HashMap;

use sea_orm::FromQueryResult;
use torg_base::Uuid;
use torg_store::{Migration, Reads, Result, Tx, Unit, sql};
use torg_web::App;

use super::{Key, Kind, Usage};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "usage-1",
    // The place is nil where none was chosen: a missing value would not be unique.
    sql: "
CREATE TABLE service_use (
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  month {text} NOT NULL,
  service_id {uuid} NOT NULL REFERENCES service (id),
  place_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('view', 'yes', 'no')),
  count {bigint} NOT NULL,
  PRIMARY KEY (organisation_id, month, service_id, place_id, kind)
) {table};
",
    sqlite: "",
    postgres: "",
}];

/// Writes what has gathered, organisation by organisation. What cannot be written waits for the next time.
pub async fn flush(app: App) -> Result<()> {
    let usage = app.part::<Usage>();
    let mut by_organisation: HashMap<Uuid, Vec<(Key, i64)>> = HashMap::new();
    for (key, count) in usage.take() {
        by_organisation.entry(key.organisation).or_default().push((key, count));
    }
    let mut outcome = Ok(());
    for (organisation, counts) in by_organisation {
        if let Err(error) = app.store().write(organisation, Add { counts: counts.clone() }).await {
            counts.into_iter().for_each(|(key, count)| usage.add(key, count));
            outcome = Err(error);
        }
    }
    outcome
}

/// Adds to counters of the unit's organisation.
pub struct Add {
    pub counts: Vec<(Key, i64)>,
}

impl Unit for Add {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for (key, count) in &self.counts {
            sql::exec(
                tx,
                "INSERT INTO service_use (organisation_id, month, service_id, place_id, kind, count)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (organisation_id, month, service_id, place_id, kind)
                 DO UPDATE SET count = service_use.count + excluded.count",
                [
                    tx.organisation().into(),
                    key.month.clone().into(),
                    key.service.into(),
                    key.place.unwrap_or_default().into(),
                    key.kind.code().into(),
                    (*count).into(),
                ],
            )
            .await?;
        }
        Ok(())
    }
}

/// What one service came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub service: Uuid,
    pub kind: Kind,
    pub count: i64,
}

/// Sums of an organisation's services over the months from the first to the last (`2026-11`), all its places together.
pub async fn sums(db: &Reads, first: &str, last: &str) -> Result<Vec<Sum>> {
    #[derive(FromQueryResult)]
    struct Row {
        service_id: Uuid,
        kind: String,
        total: i64,
    }
    let query = "SELECT service_id, kind, CAST(sum(count) AS bigint) AS total FROM service_use
                 WHERE organisation_id = $1 AND month >= $2 AND month <= $3 GROUP BY service_id, kind";
    let rows = sql::rows::<Row>(db, query, vec![db.organisation().into(), first.into(), last.into()]).await?;
    let sum = |row: Row| Some(Sum { service: row.service_id, kind: Kind::parse(&row.kind)?, count: row.total });
    Ok(rows.into_iter().filter_map(sum).collect())
}
