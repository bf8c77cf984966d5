//! What only some bookings have: somebody who helps, an address to come to.

use torg_base::{Actor, Phone};
use torg_store::{Part, Result, Tx};
use torg_web::{App, Form};

use super::address::{self, Address};
use super::model::Booking;
use crate::helpers::model::Helper;
use crate::helpers::units as helpers;
use torg_catalogue::services::model::Way;

/// Both are written in the unit that makes the booking.
#[derive(Clone, Debug, Default)]
pub struct Details {
    pub helper: Option<Helper>,
    /// Only for a visit at home.
    pub address: Option<Address>,
}

impl Details {
    /// Reads the address, where people are visited at home. What is missing is marked in the form.
    pub fn read(form: &mut Form, way: Way) -> Details {
        let address = if way == Way::Home { Address::read(form) } else { None };
        Details { helper: None, address }
    }

    pub(super) fn parts(&self, tx: &Tx, app: &App, actor: &Actor, booking: &Booking) -> Result<Vec<Part>> {
        let mut parts = match &self.helper {
            Some(helper) => helpers::made(tx, app, actor, std::slice::from_ref(booking), helper)?,
            None => Vec::new(),
        };
        parts.extend(self.address.as_ref().map(|address| address::part(tx, booking.id, address)));
        Ok(parts)
    }
}

/// The helper's own name and number from a form; they must not be the person's. None only together with errors in it.
pub fn read_helper(form: &mut Form, person: Option<&Phone>) -> Option<(String, Phone)> {
    let name = form.required("helper_name", 80, "helper-name-missing");
    let typed = form.optional("helper_phone", 30);
    let phone = Phone::parse(&typed);
    match &phone {
        None if typed.is_empty() => form.wrong("helper_phone", "helper-phone-missing"),
        None => form.wrong("helper_phone", "contact-phone-wrong"),
        Some(own) if person == Some(own) => form.wrong("helper_phone", "helper-phone-same"),
        Some(_) => {}
    }
    phone.filter(|_| form.ok()).map(|phone| (name, phone))
}
