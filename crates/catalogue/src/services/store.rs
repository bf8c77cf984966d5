//! Services and offers in the database.

use jiff::civil::Date;
use sea_orm::{FromQueryResult, JsonValue};
use torg_base::{Actor, Role, Uuid};
use torg_store::{Error, Migration, Reads, Result, Tx, sql};

use super::card::{Checked, Content, Facts, Stamp, Standing};
use super::model::{Service, Texts};
use super::offers::COLUMNS;
use super::{local, versions};

pub use super::offers::{offers, put_offer, remove_offer};

pub const MIGRATIONS: &[Migration] = &[FIRST, CARDS, COLUMNS];

const FIRST: Migration = Migration {
    name: "catalogue-1",
    sql: "
CREATE TABLE service (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  slug {text} NOT NULL,
  agency {text} NOT NULL,
  self_service_url {text} NOT NULL,
  minutes {int} NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  kind {text} NOT NULL CHECK (kind IN ('guidance', 'caseworker', 'group')),
  texts {json} NOT NULL,
  active {bool} NOT NULL
) {table};
CREATE UNIQUE INDEX service_slug ON service (slug);
CREATE TABLE offer (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  place_id {uuid} NOT NULL REFERENCES place (id),
  service_id {uuid} NOT NULL REFERENCES service (id),
  way {text} NOT NULL,
  minutes {int} NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  drop_in {bool} NOT NULL,
  needs {text} NOT NULL,
  buffer_minutes {int} NOT NULL CHECK (buffer_minutes BETWEEN 0 AND 120),
  notice_minutes {int} NOT NULL CHECK (notice_minutes BETWEEN 0 AND 43200),
  horizon_days {int} NOT NULL CHECK (horizon_days BETWEEN 1 AND 365),
  note {json} NOT NULL
) {table};
CREATE UNIQUE INDEX offer_way ON offer (place_id, service_id, way);
CREATE INDEX offer_service ON offer (service_id);
",
    sqlite: "",
    postgres: "",
};

/// Facts, versions, checks and stamps of a service, and each centre's own way with it. Whoever offers a card already
/// has seen it as it stands.
const CARDS: Migration = Migration {
    name: "catalogue-2",
    sql: "
ALTER TABLE service ADD COLUMN facts {json} NOT NULL DEFAULT '{}';
ALTER TABLE service ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE service ADD COLUMN checked_on {text};
ALTER TABLE service ADD COLUMN checked_role {text};
ALTER TABLE service ADD COLUMN stamped_by {uuid} REFERENCES organisation (id);
ALTER TABLE service ADD COLUMN stamped_on {text};
ALTER TABLE service ADD COLUMN stamped_version {int};
CREATE TABLE service_change (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  service_id {uuid} NOT NULL REFERENCES service (id),
  number {int} NOT NULL CHECK (number > 1),
  at {instant} NOT NULL,
  staff_id {uuid},
  role {text} NOT NULL,
  before {json} NOT NULL
) {table};
CREATE UNIQUE INDEX service_change_number ON service_change (service_id, number);
CREATE TABLE service_local (
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  service_id {uuid} NOT NULL REFERENCES service (id),
  texts {json},
  keywords {json} NOT NULL DEFAULT '[]',
  seen {int} NOT NULL,
  PRIMARY KEY (organisation_id, service_id)
) {table};
INSERT INTO service_local (organisation_id, service_id, seen)
  SELECT DISTINCT o.organisation_id, o.service_id, 1 FROM offer o JOIN service s ON s.id = o.service_id
  WHERE s.organisation_id <> o.organisation_id;
",
    sqlite: "",
    postgres: "",
};

#[derive(FromQueryResult)]
struct ServiceRow {
    id: Uuid,
    organisation_id: Uuid,
    slug: String,
    agency: String,
    self_service_url: String,
    minutes: i32,
    kind: String,
    texts: JsonValue,
    active: bool,
    facts: JsonValue,
    version: i32,
    checked_on: Option<String>,
    checked_role: Option<String>,
    stamped_by: Option<Uuid>,
    stamped_on: Option<String>,
    stamped_version: Option<i32>,
}

const SERVICE: &str = "SELECT id, organisation_id, slug, agency, self_service_url, minutes, kind, texts, active, facts,
    version, checked_on, checked_role, stamped_by, stamped_on, stamped_version FROM service";

impl ServiceRow {
    fn service(self) -> Result<Service> {
        let standing = self.standing()?;
        Ok(Service {
            id: self.id,
            organisation: self.organisation_id,
            slug: self.slug,
            agency: self.agency,
            self_service_url: self.self_service_url,
            minutes: self.minutes,
            kind: self.kind,
            texts: from_json::<Texts>(self.texts)?,
            facts: from_json::<Facts>(self.facts)?,
            active: self.active,
            standing,
        })
    }

    fn standing(&self) -> Result<Standing> {
        let date = |text: &String| text.parse::<Date>().map_err(|_| Error::Database("date".into()));
        let checked = match (&self.checked_on, self.checked_role.as_deref().and_then(Role::parse)) {
            (Some(on), Some(role)) => Some(Checked { on: date(on)?, role }),
            _ => None,
        };
        let stamp = match (self.stamped_by, &self.stamped_on, self.stamped_version) {
            (Some(organisation), Some(on), Some(version)) => Some(Stamp { organisation, on: date(on)?, version }),
            _ => None,
        };
        Ok(Standing { version: self.version, checked, stamp })
    }
}

/// Every service of the installation.
pub async fn services(db: &Reads) -> Result<Vec<Service>> {
    let rows = sql::rows::<ServiceRow>(db, &format!("{SERVICE} ORDER BY slug"), vec![]).await?;
    rows.into_iter().map(ServiceRow::service).collect()
}

/// A service that the organisation keeps, as it stands now.
async fn kept(tx: &Tx, id: Uuid) -> Result<Option<Service>> {
    let query = format!("{SERVICE} WHERE organisation_id = $1 AND id = $2");
    let row = sql::row::<ServiceRow>(tx, &query, vec![tx.organisation().into(), id.into()]).await?;
    row.map(ServiceRow::service).transpose()
}

/// Name of the refusal when somebody else has changed the service since it was read.
pub const CHANGED_MEANWHILE: &str = "service_version";

/// Adds a service, or changes the one with this id and keeps what it said before. Returns the version that now holds.
///
/// `service.standing.version` is the version that the change was made to; when another holds by now, the change is
/// refused as a conflict with [`CHANGED_MEANWHILE`]. A change of nothing makes no version.
pub async fn put_service(tx: &Tx, service: &Service, actor: &Actor) -> Result<i32> {
    let content = Content::of(service);
    let Some(present) = kept(tx, service.id).await? else {
        insert(tx, service).await?;
        return Ok(1);
    };
    let (known, before) = (present.standing.version, Content::of(&present));
    if known != service.standing.version {
        return Err(Error::Conflict(CHANGED_MEANWHILE.into()));
    }
    if before == content {
        return Ok(known);
    }
    versions::keep(tx, service.id, known + 1, &before, actor).await?;
    let changed = sql::exec(
        tx,
        "UPDATE service SET agency = $1, self_service_url = $2, minutes = $3, kind = $4, texts = $5, active = $6,
           facts = $7, version = $8 WHERE organisation_id = $9 AND id = $10 AND version = $11",
        [
            service.agency.clone().into(),
            service.self_service_url.clone().into(),
            service.minutes.into(),
            service.kind.clone().into(),
            to_json(&service.texts)?.into(),
            service.active.into(),
            to_json(&service.facts)?.into(),
            (known + 1).into(),
            tx.organisation().into(),
            service.id.into(),
            known.into(),
        ],
    )
    .await?;
    if changed == 0 { Err(Error::Conflict(CHANGED_MEANWHILE.into())) } else { Ok(known + 1) }
}

async fn insert(tx: &Tx, service: &Service) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO service (id, organisation_id, slug, agency, self_service_url, minutes, kind, texts, active, facts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            service.id.into(),
            tx.organisation().into(),
            service.slug.clone().into(),
            service.agency.clone().into(),
            service.self_service_url.clone().into(),
            service.minutes.into(),
            service.kind.clone().into(),
            to_json(&service.texts)?.into(),
            service.active.into(),
            to_json(&service.facts)?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes down that somebody has read the text and found it right.
pub async fn put_check(tx: &Tx, id: Uuid, checked: &Checked) -> Result<u64> {
    let values = [checked.on.to_string().into(), checked.role.code().into(), tx.organisation().into(), id.into()];
    let statement = "UPDATE service SET checked_on = $1, checked_role = $2 WHERE organisation_id = $3 AND id = $4";
    sql::exec(tx, statement, values).await
}

/// Writes down that the organisation, an agency, stands for the present version.
pub async fn put_stamp(tx: &Tx, id: Uuid, on: Date) -> Result<u64> {
    let statement = "UPDATE service SET stamped_by = $1, stamped_on = $2, stamped_version = version
                     WHERE organisation_id = $1 AND id = $3";
    sql::exec(tx, statement, [tx.organisation().into(), on.to_string().into(), id.into()]).await
}

/// Hands a card to another organisation, which keeps it from now on.
pub async fn hand_over(tx: &Tx, id: Uuid, to: Uuid) -> Result<u64> {
    let values = [to.into(), tx.organisation().into(), id.into()];
    let moved = sql::exec(tx, "UPDATE service SET organisation_id = $1 WHERE organisation_id = $2 AND id = $3", values);
    let moved = moved.await?;
    if moved > 0 {
        local::hand_over(tx, id, to).await?;
    }
    Ok(moved)
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(value: JsonValue) -> Result<T> {
    serde_json::from_value(value).map_err(|_| Error::Database("json".into()))
}

pub(super) fn to_json(value: &impl serde::Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|_| Error::Database("json".into()))
}
