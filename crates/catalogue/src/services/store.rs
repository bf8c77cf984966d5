//! Services and offers in the database.

use sea_orm::{FromQueryResult, JsonValue};
use torg_base::Uuid;
use torg_store::{Error, Migration, Reads, Result, Tx, sql};

use super::model::{Note, Offer, Service, Texts, Way};

pub const MIGRATIONS: &[Migration] = &[Migration {
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
}];

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
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: Uuid,
    organisation_id: Uuid,
    place_id: Uuid,
    service_id: Uuid,
    way: String,
    minutes: i32,
    drop_in: bool,
    needs: String,
    buffer_minutes: i32,
    notice_minutes: i32,
    horizon_days: i32,
    note: JsonValue,
}

/// Every service of the installation.
pub async fn services(db: &Reads) -> Result<Vec<Service>> {
    let query = "SELECT id, organisation_id, slug, agency, self_service_url, minutes, kind, texts, active FROM service ORDER BY slug";
    let rows = sql::rows::<ServiceRow>(db, query, vec![]).await?;
    rows.into_iter()
        .map(|r| {
            Ok(Service {
                id: r.id,
                organisation: r.organisation_id,
                slug: r.slug,
                agency: r.agency,
                self_service_url: r.self_service_url,
                minutes: r.minutes,
                kind: r.kind,
                texts: from_json::<Texts>(r.texts)?,
                active: r.active,
            })
        })
        .collect()
}

/// Every offer of the installation.
pub async fn offers(db: &Reads) -> Result<Vec<Offer>> {
    let query = "SELECT id, organisation_id, place_id, service_id, way, minutes, drop_in, needs, buffer_minutes,
                   notice_minutes, horizon_days, note FROM offer ORDER BY id";
    let rows = sql::rows::<OfferRow>(db, query, vec![]).await?;
    rows.into_iter()
        .map(|r| {
            Ok(Offer {
                id: r.id,
                organisation: r.organisation_id,
                place: r.place_id,
                service: r.service_id,
                way: Way::parse(&r.way).ok_or(Error::Database("way".into()))?,
                minutes: r.minutes,
                drop_in: r.drop_in,
                needs: r.needs.split(';').filter(|n| !n.is_empty()).map(str::to_owned).collect(),
                buffer_minutes: r.buffer_minutes,
                notice_minutes: r.notice_minutes,
                horizon_days: r.horizon_days,
                note: from_json::<Note>(r.note)?,
            })
        })
        .collect()
}

/// Adds a service, or changes the one with this id.
pub async fn put_service(tx: &Tx, service: &Service) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO service (id, organisation_id, slug, agency, self_service_url, minutes, kind, texts, active)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, self_service_url = excluded.self_service_url,
           minutes = excluded.minutes, kind = excluded.kind, texts = excluded.texts, active = excluded.active",
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
        ],
    )
    .await?;
    Ok(())
}

/// Adds an offer, or changes the one for the same place, service and way.
pub async fn put_offer(tx: &Tx, offer: &Offer) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO offer (id, organisation_id, place_id, service_id, way, minutes, drop_in, needs, buffer_minutes,
           notice_minutes, horizon_days, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (place_id, service_id, way) DO UPDATE SET minutes = excluded.minutes, drop_in = excluded.drop_in,
           needs = excluded.needs, buffer_minutes = excluded.buffer_minutes, notice_minutes = excluded.notice_minutes,
           horizon_days = excluded.horizon_days, note = excluded.note",
        [
            offer.id.into(),
            tx.organisation().into(),
            offer.place.into(),
            offer.service.into(),
            offer.way.code().into(),
            offer.minutes.into(),
            offer.drop_in.into(),
            offer.needs.join(";").into(),
            offer.buffer_minutes.into(),
            offer.notice_minutes.into(),
            offer.horizon_days.into(),
            to_json(&offer.note)?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes an offer away. Bookings that were made keep their place and time.
pub async fn remove_offer(tx: &Tx, id: Uuid) -> Result<u64> {
    let values = [tx.organisation().into(), id.into()];
    sql::exec(tx, "DELETE FROM offer WHERE organisation_id = $1 AND id = $2", values).await
}

fn from_json<T: serde::de::DeserializeOwned>(value: JsonValue) -> Result<T> {
    serde_json::from_value(value).map_err(|_| Error::Database("json".into()))
}

fn to_json(value: &impl serde::Serialize) -> Result<JsonValue> {
    serde_json::to_value(value).map_err(|_| Error::Database("json".into()))
}
