//! Where somebody lives who is visited at home. Asked for only then, deleted with the booking, and never in a message or a
//! calendar file. Staff see it on the page of the booking, whose opening is recorded.

use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::Uuid;
use torg_store::{Migration, Part, Result, Tx, sql};
use torg_web::Form;

/// Street and number, four digits, and the name of the place.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Address {
    pub street: String,
    pub postcode: String,
    pub town: String,
}

/// Characters of a street or a place at most.
pub const MOST_CHARS: usize = 80;

impl Address {
    /// Reads an address out of a form. None only together with errors in it.
    pub fn read(form: &mut Form) -> Option<Address> {
        let street = form.required("street", MOST_CHARS, "address-street-missing");
        let postcode = form.value("postcode").replace(' ', "");
        if !postcode_ok(&postcode) {
            form.wrong("postcode", "address-postcode-wrong");
        }
        let town = form.required("town", MOST_CHARS, "address-town-missing");
        form.ok().then_some(Address { street, postcode, town })
    }
}

/// Whether this is a Norwegian postcode: four digits.
pub fn postcode_ok(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// It goes away with its booking.
pub(super) const MIGRATION: Migration = Migration {
    name: "booking-address-1",
    sql: "
CREATE TABLE home_address (
  booking_id {uuid} PRIMARY KEY REFERENCES booking (id) ON DELETE CASCADE,
  organisation_id {uuid} NOT NULL,
  street {text} NOT NULL,
  postcode {text} NOT NULL,
  town {text} NOT NULL
) {table};
",
    sqlite: "",
    postgres: "",
};

/// Writes down the address of a booking that is made in the same trip.
pub(crate) fn part(tx: &Tx, booking: Uuid, address: &Address) -> Part {
    let statement = "INSERT INTO home_address (booking_id, organisation_id, street, postcode, town)
                     VALUES ($1, $2, $3, $4, $5)";
    let values = vec![
        booking.into(),
        tx.organisation().into(),
        address.street.clone().into(),
        address.postcode.clone().into(),
        address.town.clone().into(),
    ];
    Part::new(statement, values)
}

/// The address of a booking at home.
pub async fn of(db: &impl ConnectionTrait, booking: Uuid) -> Result<Option<Address>> {
    sql::row(db, "SELECT street, postcode, town FROM home_address WHERE booking_id = $1", vec![booking.into()]).await
}
