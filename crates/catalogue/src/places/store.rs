//! Organisations and places in the database.

use sea_orm::FromQueryResult;
use torg_base::{Lang, Uuid};
use torg_store::{Migration, Reads, Result, Tx, sql};

use super::model::Place;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "places-1",
        sql: "
CREATE TABLE organisation (
  id {uuid} PRIMARY KEY,
  slug {text} NOT NULL,
  name {text} NOT NULL,
  written {text} NOT NULL CHECK (written IN ('nb', 'nn')),
  accent {text} NOT NULL,
  accessibility_url {text} NOT NULL,
  phone {text} NOT NULL
) {table};
CREATE UNIQUE INDEX organisation_slug ON organisation (slug);
CREATE TABLE place (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL REFERENCES organisation (id),
  slug {text} NOT NULL,
  name {text} NOT NULL,
  municipality_no {text} NOT NULL,
  address {text} NOT NULL,
  latitude {float} NOT NULL,
  longitude {float} NOT NULL,
  phone {text} NOT NULL,
  email {text} NOT NULL
) {table};
CREATE UNIQUE INDEX place_slug ON place (slug);
CREATE INDEX place_organisation ON place (organisation_id);
",
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "places-2",
        sql: "ALTER TABLE organisation ADD COLUMN orgnr {text} NOT NULL DEFAULT '';",
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "places-3",
        sql: "ALTER TABLE place ADD COLUMN queue {bool} NOT NULL DEFAULT FALSE;",
        sqlite: "",
        postgres: "",
    },
];

/// An organisation as stored.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct OrganisationRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub written: String,
    pub accent: String,
    pub accessibility_url: String,
    pub phone: String,
    /// Nine digits with a right control digit; empty when nobody has told it.
    pub orgnr: String,
}

impl OrganisationRow {
    pub fn written(&self) -> Lang {
        Lang::parse(&self.written).unwrap_or_default()
    }
}

/// A place as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PlaceRow {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub slug: String,
    pub name: String,
    pub municipality_no: String,
    pub address: String,
    pub latitude: f64,
    pub longitude: f64,
    pub phone: String,
    pub email: String,
    /// Whether people who drop in draw a number.
    pub queue: bool,
}

pub async fn organisations(db: &Reads) -> Result<Vec<OrganisationRow>> {
    let query =
        "SELECT id, slug, name, written, accent, accessibility_url, phone, orgnr FROM organisation ORDER BY name";
    sql::rows(db, query, vec![]).await
}

pub async fn places(db: &Reads) -> Result<Vec<PlaceRow>> {
    let query = "SELECT id, organisation_id, slug, name, municipality_no, address, latitude, longitude, phone, email,
                   queue
                 FROM place ORDER BY name";
    sql::rows(db, query, vec![]).await
}

/// Adds an organisation, or changes the one with this id.
pub async fn put_organisation(tx: &Tx, row: &OrganisationRow) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO organisation (id, slug, name, written, accent, accessibility_url, phone, orgnr)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, written = excluded.written, accent = excluded.accent,
           accessibility_url = excluded.accessibility_url, phone = excluded.phone, orgnr = excluded.orgnr",
        [
            row.id.into(),
            row.slug.clone().into(),
            row.name.clone().into(),
            row.written.clone().into(),
            row.accent.clone().into(),
            row.accessibility_url.clone().into(),
            row.phone.clone().into(),
            row.orgnr.clone().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds a place with its opening-hours resource, or changes the one with this id.
pub async fn put_place(tx: &Tx, place: &Place) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO place (id, organisation_id, slug, name, municipality_no, address, latitude, longitude, phone, email,
           queue)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, phone = excluded.phone,
           email = excluded.email, latitude = excluded.latitude, longitude = excluded.longitude, queue = excluded.queue",
        [
            place.id.into(),
            tx.organisation().into(),
            place.slug.clone().into(),
            place.name.clone().into(),
            place.municipality_no.clone().into(),
            place.address.clone().into(),
            place.latitude.into(),
            place.longitude.into(),
            place.phone.clone().into(),
            place.email.clone().into(),
            place.queue.into(),
        ],
    )
    .await?;
    let hours = torg_slots::store::Resource {
        id: place.hours,
        organisation_id: place.organisation,
        place_id: place.id,
        kind: "place".into(),
        name: place.name.clone(),
        capacity: 1,
        active: true,
        tags: torg_slots::needs::Tags::default(),
    };
    torg_slots::store::put_resource(tx, &hours).await
}
