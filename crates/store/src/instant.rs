//! Instants in the database: `timestamptz` on PostgreSQL, RFC 3339 text in UTC on SQLite.

use jiff::Timestamp;
use sea_orm::{
    QueryResult, TryGetError, TryGetable, Value,
    prelude::DateTimeUtc,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};

/// A UTC instant in microseconds, as a column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
pub struct At(pub Timestamp);

impl At {
    fn to_chrono(self) -> DateTimeUtc {
        DateTimeUtc::from_timestamp_micros(self.0.as_microsecond()).unwrap_or_default()
    }

    fn from_chrono(at: DateTimeUtc) -> At {
        At(Timestamp::from_microsecond(at.timestamp_micros()).unwrap_or(Timestamp::UNIX_EPOCH))
    }
}

impl From<Timestamp> for At {
    fn from(at: Timestamp) -> At {
        At(at)
    }
}

impl From<At> for Timestamp {
    fn from(at: At) -> Timestamp {
        at.0
    }
}

impl From<At> for Value {
    fn from(at: At) -> Value {
        at.to_chrono().into()
    }
}

impl TryGetable for At {
    fn try_get_by<I: sea_orm::ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        DateTimeUtc::try_get_by(row, index).map(At::from_chrono)
    }
}

impl ValueType for At {
    fn try_from(v: Value) -> Result<Self, ValueTypeErr> {
        <DateTimeUtc as ValueType>::try_from(v).map(At::from_chrono)
    }
    fn type_name() -> String {
        "At".into()
    }
    fn array_type() -> ArrayType {
        <DateTimeUtc as ValueType>::array_type()
    }
    fn column_type() -> ColumnType {
        <DateTimeUtc as ValueType>::column_type()
    }
}

impl Nullable for At {
    fn null() -> Value {
        <DateTimeUtc as Nullable>::null()
    }
}
