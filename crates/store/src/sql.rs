//! Statements as text, the same on both engines: `$1`, `$2` … stand for the values.
//!
//! There are no entities: SQL can be read, given to `EXPLAIN`, and is the same text on both engines.

use std::fmt::Write;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, TryGetable, Value};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{Error, Result};

/// Runs a statement and returns the number of rows that it changed.
pub async fn exec<const N: usize>(db: &impl ConnectionTrait, sql: &str, values: [Value; N]) -> Result<u64> {
    exec_with(db, sql, values.to_vec()).await
}

/// As [`exec`], with a number of values known only at run time.
pub async fn exec_with(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// All rows of a query.
pub async fn rows<T: FromQueryResult>(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let found = db.query_all_raw(statement).await?;
    found.iter().map(|row| T::from_query_result(row, "").map_err(Into::into)).collect()
}

/// The first row of a query, if there is one.
pub async fn row<T: FromQueryResult>(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Option<T>> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    match db.query_one_raw(statement).await? {
        Some(row) => Ok(Some(T::from_query_result(&row, "")?)),
        None => Ok(None),
    }
}

/// The first column of every row, gathered in any collection.
pub async fn column<T: TryGetable, C: FromIterator<T>>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<C> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let found = db.query_all_raw(statement).await?;
    found.iter().map(|row| row.try_get_by_index(0).map_err(Into::into)).collect()
}

/// All rows of a query as one value: SQLite's driver wakes the reader at every row, which with hundreds of short rows costs more
/// than to find them. `columns` are listed with commas, ids as [`id_text`]; `found` is the query from `FROM` on.
pub async fn gathered<T: DeserializeOwned>(
    db: &impl ConnectionTrait,
    columns: &str,
    found: &str,
    values: Vec<Value>,
) -> Result<Vec<T>> {
    let list = match db.get_database_backend() {
        DbBackend::Postgres => format!("CAST(coalesce(json_agg(json_build_array({columns})), '[]') AS text)"),
        _ => format!("json_group_array(json_array({columns}))"),
    };
    let found: Vec<String> = column(db, &format!("SELECT {list} {found}"), values).await?;
    let text = found.first().map_or("[]", String::as_str);
    serde_json::from_str(text).map_err(|_| Error::Database("json".into()))
}

/// A column that holds an id, as text that is read as one again.
pub fn id_text(db: &impl ConnectionTrait, column: &str) -> String {
    match db.get_database_backend() {
        DbBackend::Postgres => column.to_owned(),
        _ => format!("hex({column})"),
    }
}

/// `$3, $4, $5`: places for `count` values, the first being number `from`.
pub fn places(from: usize, count: usize) -> String {
    let list: Vec<String> = (from..from + count).map(|n| format!("${n}")).collect();
    list.join(", ")
}

/// `($1, $2), ($3, $4)`: places for `rows` rows of `columns` values each.
pub fn tuples(rows: usize, columns: usize) -> String {
    let list: Vec<String> = (0..rows).map(|r| format!("({})", places(r * columns + 1, columns))).collect();
    list.join(", ")
}

/// Any number of pairs of ids as one value, for [`pairs_at`]. SQLite's driver looks the name of each value up from the first
/// on, so many values cost by their square; and a text that does not depend on their number stays prepared.
pub fn pairs(ids: &[(Uuid, Uuid)]) -> Value {
    let mut text = String::with_capacity(ids.len() * 67 + 2);
    for (a, b) in ids {
        text.push_str(if text.is_empty() { "[\"" } else { ",\"" });
        let _ = write!(text, "{}{}\"", a.simple(), b.simple());
    }
    text.push_str(if text.is_empty() { "[]" } else { "]" });
    text.into()
}

/// The pairs in value number `n` as a table with the columns `a` and `b`; give it a name.
pub fn pairs_at(db: &impl ConnectionTrait, n: usize) -> String {
    match db.get_database_backend() {
        DbBackend::Postgres => format!(
            "(SELECT substr(value, 1, 32)::uuid AS a, substr(value, 33)::uuid AS b
              FROM json_array_elements_text(CAST(${n} AS json)))"
        ),
        _ => format!("(SELECT unhex(substr(value, 1, 32)) AS a, unhex(substr(value, 33)) AS b FROM json_each(${n}))"),
    }
}
