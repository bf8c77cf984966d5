//! What can go wrong when reading or writing, without a single value from a row in it.

use sea_orm::{DbErr, RuntimeErr};

/// Errors of the store. The texts never hold row values, so they may be logged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The database refused what must not happen: the name of the guard or unique index.
    #[error("refused by {0}")]
    Conflict(String),
    /// A row that must exist does not.
    #[error("not found")]
    NotFound,
    /// Two transactions met; the store tries such a unit again by itself.
    #[error("serialisation failure")]
    Retry,
    /// The database cannot be reached or is not ready.
    #[error("database unavailable")]
    Unavailable,
    /// A key is missing or stored bytes cannot be opened with it.
    #[error("cannot open encrypted data: {0}")]
    Sealed(&'static str),
    /// Anything else: a code from the engine, never its text.
    #[error("database error {0}")]
    Database(String),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// True when the guard or index with this name refused.
    pub fn is_conflict(&self, name: &str) -> bool {
        matches!(self, Error::Conflict(found) if found == name)
    }
}

impl From<DbErr> for Error {
    fn from(err: DbErr) -> Error {
        Error::from_ref(&err)
    }
}

impl Error {
    pub(crate) fn from_ref(err: &DbErr) -> Error {
        match err {
            DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => Error::NotFound,
            DbErr::ConnectionAcquire(_) => Error::Unavailable,
            DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner))
            | DbErr::Conn(RuntimeErr::SqlxError(inner)) => from_sqlx(inner),
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => Error::Database("type".into()),
            _ => Error::Database("other".into()),
        }
    }
}

fn from_sqlx(err: &sea_orm::sqlx::Error) -> Error {
    let Some(db) = err.as_database_error() else {
        return match err {
            sea_orm::sqlx::Error::RowNotFound => Error::NotFound,
            sea_orm::sqlx::Error::ColumnDecode { .. } | sea_orm::sqlx::Error::Decode(_) => {
                Error::Database("decode".into())
            }
            sea_orm::sqlx::Error::Io(_)
            | sea_orm::sqlx::Error::PoolTimedOut
            | sea_orm::sqlx::Error::PoolClosed
            | sea_orm::sqlx::Error::WorkerCrashed => Error::Unavailable,
            _ => Error::Database("driver".into()),
        };
    };
    let code = db.code().map(|c| c.into_owned()).unwrap_or_default();
    match code.as_str() {
        "40001" | "40P01" => Error::Retry,
        // PostgreSQL names the constraint for exclusion, unique and check refusals.
        "23P01" | "23505" | "23514" => Error::Conflict(db.constraint().unwrap_or("constraint").to_owned()),
        // PostgreSQL triggers raise P0001 and SQLite triggers 1811, both with the text `torg:<guard>`.
        "P0001" | "1811" => match db.message().split("torg:").nth(1) {
            Some(guard) => Error::Conflict(guard.trim().to_owned()),
            None => Error::Database(code),
        },
        // SQLite names columns, not the index: `UNIQUE constraint failed: table.a, table.b`.
        "2067" | "1555" => {
            let columns = db.message().rsplit(": ").next().unwrap_or("unique").to_owned();
            Error::Conflict(columns)
        }
        // SQLite gives a named CHECK's name, as PostgreSQL does, but never a foreign key's: both say the same.
        "275" => Error::Conflict(db.message().rsplit(": ").next().unwrap_or("check").to_owned()),
        "787" | "23503" => Error::Conflict("foreign_key".into()),
        // Busy (also while recovering or from an old snapshot) and locked; shutting down, starting, full.
        "5" | "261" | "517" | "773" | "6" | "262" | "57P01" | "57P02" | "57P03" | "53300" => Error::Unavailable,
        _ => Error::Database(code),
    }
}
