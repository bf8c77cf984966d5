//! A new row of a booking: drafted from a meeting and a person, and written; for every unit that makes one.

use jiff::Timestamp;
use rand::RngExt;
use sea_orm::Value;
use torg_base::{Phone, Reference, Uuid};
use torg_store::{At, Part, Tx, sql};

use super::model::{Booking, Contact, HOLD, State};
use super::units::Proof;
use torg_catalogue::services::model::Way;

/// When and where, and what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Meeting {
    pub organisation: Uuid,
    pub place: Uuid,
    pub service: Uuid,
    pub way: Way,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

/// A new booking, not yet written.
pub fn draft(meeting: &Meeting, contact: &Contact, proof: Proof, now: Timestamp) -> Booking {
    let (state, expires) = match proof {
        Proof::Code => (State::Held, Some(now + HOLD)),
        Proof::Call => (State::Requested, None),
        Proof::Staff | Proof::Consent => (State::Confirmed, None),
    };
    Booking {
        id: torg_base::new_id(),
        organisation: meeting.organisation,
        place: meeting.place,
        service: meeting.service,
        way: meeting.way,
        starts: meeting.starts,
        ends: meeting.ends,
        state,
        reference: Reference::from_random(rand::rng().random()).as_str().to_owned(),
        name: contact.name.clone(),
        phone: contact.phone.as_ref().map(|p| p.as_str().to_owned()),
        lang: contact.lang,
        note: contact.note.clone(),
        hidden: contact.hidden,
        expires,
        code_tries: 0,
        sequence: 0,
        codes: i32::from(proof == Proof::Code),
    }
}

/// Writes a draft. `code` is the stored form of the code that confirms it.
pub fn insert_part(
    tx: &Tx,
    b: &Booking,
    code: Option<Vec<u8>>,
    person: Option<Uuid>,
    idempotency_key: Option<String>,
    now: Timestamp,
) -> Part {
    let phone = b.phone.as_deref().and_then(Phone::parse);
    let phone_key = phone.map(|p| torg_people::person_key(tx.keys(), &p));
    let values: Vec<Value> = vec![
        b.id.into(),
        b.organisation.into(),
        b.place.into(),
        b.service.into(),
        b.way.code().into(),
        At(b.starts).into(),
        At(b.ends).into(),
        b.state.code().into(),
        b.reference.clone().into(),
        b.name.clone().into(),
        b.phone.clone().into(),
        phone_key.into(),
        person.into(),
        b.lang.code().into(),
        b.note.clone().into(),
        b.hidden.into(),
        b.expires.map(At).into(),
        code.into(),
        0.into(),
        b.codes.into(),
        0.into(),
        idempotency_key.into(),
        At(now).into(),
    ];
    let statement = format!(
        "INSERT INTO booking (id, organisation_id, place_id, service_id, way, starts, ends, state, reference, name,
               phone, phone_key, person_id, lang, note, hidden, expires_at, code_hash, code_tries, codes, sequence,
               idempotency_key, created_at, changed_at) VALUES ({}, $23)",
        sql::places(1, 23)
    );
    Part::new(statement, values)
}
