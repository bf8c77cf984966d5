//! Which guide is which staff member, and the calendar addresses, in the database.

use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::{Lang, Uuid};
use torg_store::{At, Keys, Migration, Reads, Result, Tx, sql};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "feed-1",
    sql: "
CREATE TABLE staff_resource (
  resource_id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  staff_id {uuid} NOT NULL
) {table};
CREATE INDEX staff_resource_staff ON staff_resource (organisation_id, staff_id);
CREATE TABLE calendar_feed (
  staff_id {uuid} PRIMARY KEY,
  token_hash {bytes} NOT NULL,
  lang {text} NOT NULL,
  made_at {instant} NOT NULL,
  used_on {text} NOT NULL
) {table};
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (token_hash);
CREATE INDEX calendar_feed_used ON calendar_feed (used_on);
",
    sqlite: "",
    postgres: "",
}];

/// The stored form of the secret in an address.
fn hashed(keys: &Keys, token: &str) -> Vec<u8> {
    keys.hash("calendar-feed", token)
}

/// Says which staff member a guide is; none for nobody.
pub async fn link(tx: &Tx, resource: Uuid, staff: Option<Uuid>) -> Result<()> {
    let own = tx.organisation();
    let Some(staff) = staff else {
        let statement = "DELETE FROM staff_resource WHERE resource_id = $1 AND organisation_id = $2";
        sql::exec(tx, statement, [resource.into(), own.into()]).await?;
        return Ok(());
    };
    let statement = "INSERT INTO staff_resource (resource_id, organisation_id, staff_id) VALUES ($1, $2, $3)
                     ON CONFLICT (resource_id) DO UPDATE SET staff_id = excluded.staff_id";
    sql::exec(tx, statement, [resource.into(), own.into(), staff.into()]).await?;
    Ok(())
}

/// The staff member that a guide is.
pub async fn staff_of(db: &Reads, resource: Uuid) -> Result<Option<Uuid>> {
    let query = "SELECT staff_id FROM staff_resource WHERE organisation_id = $1 AND resource_id = $2";
    let found: Vec<Uuid> = sql::column(db, query, [db.organisation().into(), resource.into()]).await?;
    Ok(found.into_iter().next())
}

/// What a staff member is in an organisation: often one guide, sometimes one at each of several places.
pub async fn resources_of(db: &Reads, staff: Uuid) -> Result<Vec<Uuid>> {
    let query =
        "SELECT resource_id FROM staff_resource WHERE organisation_id = $1 AND staff_id = $2 ORDER BY resource_id";
    sql::column(db, query, [db.organisation().into(), staff.into()]).await
}

#[derive(FromQueryResult)]
struct Row {
    staff_id: Uuid,
    lang: String,
    made_at: At,
    used_on: String,
}

/// An address that is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub staff: Uuid,
    pub lang: Lang,
    pub made: jiff::Timestamp,
    /// The last date on which it was read, or the one on which it was made.
    pub used_on: String,
}

impl From<Row> for Feed {
    fn from(row: Row) -> Feed {
        let lang = Lang::parse(&row.lang).unwrap_or_default();
        Feed { staff: row.staff_id, lang, made: row.made_at.0, used_on: row.used_on }
    }
}

const COLUMNS: &str = "staff_id, lang, made_at, used_on";

/// The address with this secret.
pub async fn by_token(db: &Reads, keys: &Keys, token: &str) -> Result<Option<Feed>> {
    let query = format!("SELECT {COLUMNS} FROM calendar_feed WHERE token_hash = $1");
    Ok(sql::row::<Row>(db, &query, vec![hashed(keys, token).into()]).await?.map(Feed::from))
}

/// The address of a staff member.
pub async fn of_staff(db: &impl ConnectionTrait, staff: Uuid) -> Result<Option<Feed>> {
    let query = format!("SELECT {COLUMNS} FROM calendar_feed WHERE staff_id = $1");
    Ok(sql::row::<Row>(db, &query, vec![staff.into()]).await?.map(Feed::from))
}

/// Gives a staff member an address; the one there was stops.
pub async fn put(tx: &Tx, staff: Uuid, token: &str, lang: Lang, today: Date) -> Result<()> {
    let statement =
        "INSERT INTO calendar_feed (staff_id, token_hash, lang, made_at, used_on) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (staff_id) DO UPDATE SET token_hash = excluded.token_hash, lang = excluded.lang,
                       made_at = excluded.made_at, used_on = excluded.used_on";
    let values = [
        staff.into(),
        hashed(tx.keys(), token).into(),
        lang.code().into(),
        At(tx.now()).into(),
        today.to_string().into(),
    ];
    sql::exec(tx, statement, values).await?;
    Ok(())
}

/// Takes an address back.
pub async fn drop_of(tx: &Tx, staff: Uuid) -> Result<u64> {
    sql::exec(tx, "DELETE FROM calendar_feed WHERE staff_id = $1", [staff.into()]).await
}

/// Notes that an address was read on a date.
pub async fn used(tx: &Tx, staff: Uuid, today: Date) -> Result<u64> {
    let statement = "UPDATE calendar_feed SET used_on = $1 WHERE staff_id = $2";
    sql::exec(tx, statement, [today.to_string().into(), staff.into()]).await
}

/// Everybody who has an address, with the last date on which it was read; upkeep.
pub async fn all(db: &Reads) -> Result<Vec<Feed>> {
    let query = format!("SELECT {COLUMNS} FROM calendar_feed ORDER BY staff_id");
    Ok(sql::rows::<Row>(db, &query, vec![]).await?.into_iter().map(Feed::from).collect())
}
