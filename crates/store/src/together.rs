//! Several changes in one trip to the database: what makes a hold cheap on both engines.
//!
//! SQLite runs the statements one after the other; PostgreSQL runs them as one, with all but the last as `WITH`.
//! So no part may look at rows that another part writes.

use std::sync::atomic::Ordering;

use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Error, Result, Tx};

/// One INSERT, UPDATE or DELETE, with its own `$1`, `$2` ….
pub struct Part {
    sql: String,
    values: Vec<Value>,
    guard: Option<&'static str>,
}

impl Part {
    pub fn new(sql: impl Into<String>, values: Vec<Value>) -> Part {
        Part { sql: sql.into(), values, guard: None }
    }

    /// Says that this part, if it stands first, may be refused by a guard: then nothing has been written.
    pub fn guarded(mut self, guard: &'static str) -> Part {
        self.guard = Some(guard);
        self
    }
}

impl Tx {
    /// Runs the parts in one trip. On an error none of them stands once the unit has failed.
    pub async fn together(&self, parts: Vec<Part>) -> Result<()> {
        if parts.is_empty() {
            return Ok(());
        }
        let guard = parts.first().and_then(|p| p.guard);
        let (sql, values) = joined(parts, self.is_postgres());
        let before = self.dirty().swap(true, Ordering::Relaxed);
        let statement = Statement::from_sql_and_values(self.get_database_backend(), sql, values);
        match self.execute_raw(statement).await.map_err(Error::from) {
            Ok(_) => Ok(()),
            Err(error) => {
                if guard.is_some_and(|guard| error.is_conflict(guard)) {
                    self.dirty().store(before, Ordering::Relaxed);
                }
                Err(error)
            }
        }
    }
}

fn joined(parts: Vec<Part>, postgres: bool) -> (String, Vec<Value>) {
    let last = parts.len().saturating_sub(1);
    let (mut sql, mut values) = (String::new(), Vec::new());
    for (n, part) in parts.into_iter().enumerate() {
        let text = renumbered(&part.sql, values.len());
        values.extend(part.values);
        match (postgres, n) {
            (false, _) => sql.push_str(&format!("{text};\n")),
            (true, n) if n == last => sql.push_str(&text),
            (true, 0) => sql.push_str(&format!("WITH part_0 AS ({text})")),
            (true, n) => sql.push_str(&format!(", part_{n} AS ({text})")),
        }
        if postgres && n < last && n + 1 == last {
            sql.push('\n');
        }
    }
    (sql, values)
}

/// Moves `$1` to `$(1 + by)` and so on. A `$` that no digit follows is left alone.
fn renumbered(sql: &str, by: usize) -> String {
    if by == 0 {
        return sql.to_owned();
    }
    let mut out = String::with_capacity(sql.len() + 16);
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let Ok(number) = rest[..digits].parse::<usize>() {
            out.push_str(&(number + by).to_string());
            rest = &rest[digits..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<Part> {
        vec![
            Part::new("INSERT INTO a VALUES ($1, $2)", vec![1.into(), 2.into()]),
            Part::new("UPDATE b SET x = $2 WHERE y = $1", vec![3.into(), 4.into()]),
            Part::new("DELETE FROM c WHERE z = $1", vec![5.into()]),
        ]
    }

    #[test]
    fn parts_keep_their_own_values_on_both_engines() {
        let (lite, values) = joined(parts(), false);
        assert_eq!(
            lite,
            "INSERT INTO a VALUES ($1, $2);\nUPDATE b SET x = $4 WHERE y = $3;\nDELETE FROM c WHERE z = $5;\n"
        );
        assert_eq!(values.len(), 5);
        let (pg, _) = joined(parts(), true);
        assert_eq!(
            pg,
            "WITH part_0 AS (INSERT INTO a VALUES ($1, $2)), part_1 AS (UPDATE b SET x = $4 WHERE y = $3)\n\
             DELETE FROM c WHERE z = $5"
        );
        let (one, _) = joined(parts().split_off(2), true);
        assert_eq!(one, "DELETE FROM c WHERE z = $1");
    }
}
