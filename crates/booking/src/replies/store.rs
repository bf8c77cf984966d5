//! Questions, their choices and their answers in the database.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use torg_base::{Lang, Reference, Uuid};
use torg_store::{At, Error, Keys, Migration, Part, Reads, Result, Tx, sql};

use super::choices::{Choice, Set};
use super::model::{Kind, Question, Span};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "replies-1",
    sql: "
CREATE TABLE question (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('reminder', 'offer', 'topic', 'waiting')),
  subject_id {uuid} NOT NULL,
  phone_key {uuid} NOT NULL,
  code_hash {bytes} NOT NULL,
  lang {text} NOT NULL,
  set_id {uuid},
  asked_at {instant} NOT NULL,
  until {instant} NOT NULL,
  answer {int},
  answered_at {instant},
  call_place_id {uuid}
) {table};
CREATE UNIQUE INDEX question_subject ON question (subject_id, kind);
CREATE UNIQUE INDEX question_code ON question (code_hash);
CREATE INDEX question_phone ON question (phone_key, asked_at);
CREATE INDEX question_until ON question (until);
CREATE INDEX question_call ON question (organisation_id, call_place_id) WHERE call_place_id IS NOT NULL;

CREATE TABLE topic_set (
  id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  service_id {uuid} NOT NULL,
  choices {json} NOT NULL,
  current {bool} NOT NULL,
  made_at {instant} NOT NULL
) {table};
CREATE UNIQUE INDEX topic_set_current ON topic_set (organisation_id, service_id) WHERE current;

CREATE TABLE topic (
  booking_id {uuid} PRIMARY KEY,
  organisation_id {uuid} NOT NULL,
  set_id {uuid},
  choice {int} NOT NULL CHECK (choice BETWEEN 1 AND 9)
) {table};
",
    sqlite: "",
    postgres: "",
}];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    kind: String,
    subject_id: Uuid,
    lang: String,
    set_id: Option<Uuid>,
    answer: Option<i32>,
}

const COLUMNS: &str = "id, organisation_id, kind, subject_id, lang, set_id, answer";

impl TryFrom<Row> for Question {
    type Error = Error;

    fn try_from(row: Row) -> Result<Question> {
        Ok(Question {
            id: row.id,
            organisation: row.organisation_id,
            kind: Kind::parse(&row.kind).ok_or(Error::Database("kind".into()))?,
            subject: row.subject_id,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
            set: row.set_id,
            answer: row.answer,
        })
    }
}

/// The stored form of the code that stands in a message.
fn code_hash(keys: &Keys, code: &Reference) -> Vec<u8> {
    keys.hash("answer-code", code.as_str())
}

/// A question to be written.
pub struct New<'a> {
    pub kind: Kind,
    pub subject: Uuid,
    /// The key of the telephone that is asked.
    pub phone_key: Uuid,
    pub code: &'a Reference,
    pub lang: Lang,
    pub set: Option<Uuid>,
    pub span: Span,
}

/// Writes a question; asking about the same again takes the place of what was asked before.
pub fn ask_part(tx: &Tx, new: &New<'_>) -> Part {
    let values = vec![
        torg_base::new_id().into(),
        tx.organisation().into(),
        new.kind.code().into(),
        new.subject.into(),
        new.phone_key.into(),
        code_hash(tx.keys(), new.code).into(),
        new.lang.code().into(),
        new.set.into(),
        At(new.span.asked).into(),
        At(new.span.until).into(),
    ];
    let sql = format!(
        "INSERT INTO question (id, organisation_id, kind, subject_id, phone_key, code_hash, lang, set_id, asked_at, until)
         VALUES ({}) ON CONFLICT (subject_id, kind) DO UPDATE SET phone_key = excluded.phone_key,
           code_hash = excluded.code_hash, lang = excluded.lang, set_id = excluded.set_id, asked_at = excluded.asked_at,
           until = excluded.until, answer = NULL, answered_at = NULL, call_place_id = NULL",
        sql::places(1, 10)
    );
    Part::new(sql, values)
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Question>> {
    one(db, &format!("SELECT {COLUMNS} FROM question WHERE id = $1"), vec![id.into()]).await
}

/// The question whose message holds this code.
pub async fn by_code(db: &Reads, keys: &Keys, code: &Reference) -> Result<Option<Question>> {
    let query = format!("SELECT {COLUMNS} FROM question WHERE code_hash = $1");
    one(db, &query, vec![code_hash(keys, code).into()]).await
}

/// What a telephone was asked last.
pub async fn last_asked(db: &Reads, phone_key: Uuid, now: Timestamp) -> Result<Option<Question>> {
    let query = format!(
        "SELECT {COLUMNS} FROM question WHERE phone_key = $1 AND asked_at <= $2 ORDER BY asked_at DESC, id DESC LIMIT 1"
    );
    one(db, &query, vec![phone_key.into(), At(now).into()]).await
}

/// Which of some subjects have been asked a kind of question.
pub async fn asked_about(db: &impl ConnectionTrait, kind: Kind, subjects: &[Uuid]) -> Result<Vec<Uuid>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![kind.code().into()];
    values.extend(subjects.iter().map(|id| (*id).into()));
    let places = sql::places(2, subjects.len());
    let query = format!("SELECT subject_id FROM question WHERE kind = $1 AND subject_id IN ({places})");
    sql::column(db, &query, values).await
}

async fn one(db: &impl ConnectionTrait, query: &str, values: Vec<sea_orm::Value>) -> Result<Option<Question>> {
    sql::row::<Row>(db, query, values).await?.map(Question::try_from).transpose()
}

/// Takes back questions about a subject that have not been asked yet: their message has been taken back too.
pub async fn take_back(tx: &Tx, subject: Uuid) -> Result<()> {
    let values = [subject.into(), At(tx.now()).into()];
    sql::exec(tx, "DELETE FROM question WHERE subject_id = $1 AND asked_at > $2", values).await?;
    Ok(())
}

/// Notes an answer, and the place whose staff must call, if any.
pub async fn answered(tx: &Tx, id: Uuid, choice: i32, call_place: Option<Uuid>) -> Result<()> {
    let query = "UPDATE question SET answer = $1, answered_at = $2, call_place_id = $3 WHERE id = $4";
    sql::exec(tx, query, [choice.into(), At(tx.now()).into(), call_place.into(), id.into()]).await?;
    Ok(())
}

/// Bookings whose people answered that they want another time, and nobody has called yet; at most 50.
pub async fn to_call(db: &Reads, place: Uuid) -> Result<Vec<Uuid>> {
    let query = "SELECT subject_id FROM question WHERE organisation_id = $1 AND call_place_id = $2
                 ORDER BY answered_at, id LIMIT 50";
    sql::column(db, query, [db.organisation().into(), place.into()]).await
}

/// Somebody has called about a booking.
pub async fn called(tx: &Tx, booking: Uuid) -> Result<()> {
    let query = "UPDATE question SET call_place_id = NULL WHERE subject_id = $1 AND organisation_id = $2";
    sql::exec(tx, query, [booking.into(), tx.organisation().into()]).await?;
    Ok(())
}

/// Deletes what was asked and answered about some subjects; upkeep of bookings and of the waiting list.
pub async fn forget(tx: &Tx, subjects: &[Uuid]) -> Result<()> {
    if subjects.is_empty() {
        return Ok(());
    }
    let places = sql::places(1, subjects.len());
    for statement in [
        format!("DELETE FROM question WHERE subject_id IN ({places})"),
        format!("DELETE FROM topic WHERE booking_id IN ({places})"),
    ] {
        sql::exec_with(tx, &statement, subjects.iter().map(|id| (*id).into()).collect()).await?;
    }
    Ok(())
}

/// Deletes questions that nobody can answer any more.
pub async fn forget_old(tx: &Tx, before: Timestamp) -> Result<u64> {
    sql::exec(tx, "DELETE FROM question WHERE until < $1", [At(before).into()]).await
}

/// Writes down what the help is about.
pub async fn put_topic(tx: &Tx, booking: Uuid, set: Option<Uuid>, choice: i32) -> Result<()> {
    let values = [booking.into(), tx.organisation().into(), set.into(), choice.into()];
    let query = "INSERT INTO topic (booking_id, organisation_id, set_id, choice) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (booking_id) DO UPDATE SET set_id = excluded.set_id, choice = excluded.choice";
    sql::exec(tx, query, values).await?;
    Ok(())
}

/// What somebody answered about a booking.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct TopicRow {
    pub booking_id: Uuid,
    pub set_id: Option<Uuid>,
    pub choice: i32,
}

/// The answers about some bookings of an organisation.
pub async fn topics(db: &Reads, bookings: &[Uuid]) -> Result<Vec<TopicRow>> {
    if bookings.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![db.organisation().into()];
    values.extend(bookings.iter().map(|id| (*id).into()));
    let places = sql::places(2, bookings.len());
    let query =
        format!("SELECT booking_id, set_id, choice FROM topic WHERE organisation_id = $1 AND booking_id IN ({places})");
    sql::rows(db, &query, values).await
}

#[derive(FromQueryResult)]
struct SetRow {
    id: Uuid,
    service_id: Uuid,
    choices: JsonValue,
}

impl TryFrom<SetRow> for Set {
    type Error = Error;

    fn try_from(row: SetRow) -> Result<Set> {
        let choices: Vec<Choice> = serde_json::from_value(row.choices).map_err(|_| Error::Database("json".into()))?;
        Ok(Set { id: row.id, service: row.service_id, choices })
    }
}

/// The choices that an organisation has made for its services.
pub async fn current_sets(db: &impl ConnectionTrait, organisation: Uuid) -> Result<Vec<Set>> {
    let query = "SELECT id, service_id, choices FROM topic_set WHERE organisation_id = $1 AND current";
    sets(db, query, vec![organisation.into()]).await
}

/// Choices by key, also those that have been changed since.
pub async fn sets_with(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Set>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!("SELECT id, service_id, choices FROM topic_set WHERE id IN ({})", sql::places(1, ids.len()));
    sets(db, &query, ids.iter().map(|id| (*id).into()).collect()).await
}

async fn sets(db: &impl ConnectionTrait, query: &str, values: Vec<sea_orm::Value>) -> Result<Vec<Set>> {
    sql::rows::<SetRow>(db, query, values).await?.into_iter().map(Set::try_from).collect()
}

/// Gives a service other choices; empty for the ordinary ones. Questions that are out keep those they were asked with.
pub async fn put_set(tx: &Tx, service: Uuid, choices: &[Choice]) -> Result<()> {
    let values = [tx.organisation().into(), service.into(), false.into()];
    let query = "UPDATE topic_set SET current = $3 WHERE organisation_id = $1 AND service_id = $2 AND current";
    sql::exec(tx, query, values).await?;
    if choices.is_empty() {
        return Ok(());
    }
    let choices = serde_json::to_value(choices).map_err(|_| Error::Database("json".into()))?;
    let values = [
        torg_base::new_id().into(),
        tx.organisation().into(),
        service.into(),
        choices.into(),
        true.into(),
        At(tx.now()).into(),
    ];
    let query = "INSERT INTO topic_set (id, organisation_id, service_id, choices, current, made_at)
                 VALUES ($1, $2, $3, $4, $5, $6)";
    sql::exec(tx, query, values).await?;
    Ok(())
}
