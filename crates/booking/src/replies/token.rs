//! Secret addresses: a key and a signature made with the installation's secret, each kind with its own purpose.

use data_encoding::BASE64URL_NOPAD;
use torg_base::Uuid;
use torg_web::App;

/// The part of the address that names a row.
pub fn of(app: &App, purpose: &str, id: Uuid) -> String {
    format!("{}{}", BASE64URL_NOPAD.encode(id.as_bytes()), app.store().keys().sign(purpose, &id.to_string()))
}

/// The row that an address names; none when it was not made here for that purpose.
pub fn read(app: &App, purpose: &str, text: &str) -> Option<Uuid> {
    let bytes = BASE64URL_NOPAD.decode(text.get(..22)?.as_bytes()).ok()?;
    let id = Uuid::from_slice(&bytes).ok()?;
    (of(app, purpose, id) == text).then_some(id)
}
