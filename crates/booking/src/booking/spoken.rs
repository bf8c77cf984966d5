//! The language that a meeting is held in, when the person chose another than the usual one.

use sea_orm::ConnectionTrait;
use torg_base::Uuid;
use torg_catalogue::directory::{Directory, Offered};
use torg_store::{Migration, Part, Result, Tx, sql};

/// Languages that a centre can say it speaks: code (ISO 639-1 or 639-3) and the key of the name that people see.
const LANGUAGES: [(&str, &str); 27] = [
    ("am", "spoken-am"),
    ("ar", "spoken-ar"),
    ("da", "spoken-da"),
    ("de", "spoken-de"),
    ("en", "spoken-en"),
    ("es", "spoken-es"),
    ("fa", "spoken-fa"),
    ("fi", "spoken-fi"),
    ("fr", "spoken-fr"),
    ("kmr", "spoken-kmr"),
    ("lt", "spoken-lt"),
    ("lv", "spoken-lv"),
    ("nsl", "spoken-nsl"),
    ("pl", "spoken-pl"),
    ("ps", "spoken-ps"),
    ("ro", "spoken-ro"),
    ("ru", "spoken-ru"),
    ("se", "spoken-se"),
    ("sma", "spoken-sma"),
    ("smj", "spoken-smj"),
    ("so", "spoken-so"),
    ("sw", "spoken-sw"),
    ("th", "spoken-th"),
    ("ti", "spoken-ti"),
    ("tr", "spoken-tr"),
    ("uk", "spoken-uk"),
    ("vi", "spoken-vi"),
];

/// Key of a language's name; none for a code that has no name here, and then nobody is asked to choose it.
pub fn name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, key)| *key)
}

/// Codes with the keys of their names.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.into_iter()
}

/// It goes away with its booking.
pub(super) const MIGRATION: Migration = Migration {
    name: "booking-spoken-1",
    sql: "
CREATE TABLE booking_spoken (
  booking_id {uuid} PRIMARY KEY REFERENCES booking (id) ON DELETE CASCADE,
  organisation_id {uuid} NOT NULL,
  language {text} NOT NULL
) {table};
",
    sqlite: "",
    postgres: "",
};

/// Writes down the language of a booking that is made in the same trip; none when no language was chosen.
pub(crate) fn part(tx: &Tx, booking: Uuid, offered: &Offered) -> Option<Part> {
    let language = offered.language.clone()?;
    let statement = "INSERT INTO booking_spoken (booking_id, organisation_id, language) VALUES ($1, $2, $3)";
    Some(Part::new(statement, vec![booking.into(), tx.organisation().into(), language.into()]))
}

/// The language that was chosen for a booking.
pub async fn of(db: &impl ConnectionTrait, booking: Uuid) -> Result<Option<String>> {
    let query = "SELECT language FROM booking_spoken WHERE booking_id = $1";
    let found: Vec<String> = sql::column(db, query, [booking.into()]).await?;
    Ok(found.into_iter().next())
}

/// The offer with those who speak the language of a booking. When nobody does any more, the offer as it is: a meeting
/// through an interpreter is better than none.
pub async fn kept(
    db: &impl ConnectionTrait,
    directory: &Directory,
    booking: Uuid,
    offered: Offered,
) -> Result<Offered> {
    let language = of(db, booking).await?;
    Ok(language.and_then(|language| directory.speaking(&offered, &language)).unwrap_or(offered))
}
