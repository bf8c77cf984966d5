//! Statements as text, the same on both engines: `$1`, `$2` … stand for the values.
//!
//! There are no entities: SQL can be read, given to `EXPLAIN`, and is the same text on both engines.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, TryGetable, Value};

use crate::Result;

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
