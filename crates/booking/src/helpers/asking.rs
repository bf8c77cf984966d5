//! The part of a contact page that asks who it is for: oneself, or somebody else by their yes.

use torg_base::time::{long_date, oslo_date};
use torg_base::{Phone, Uuid};
use torg_notify::Notifier;
use torg_store::Across;
use torg_web::{Failure, Form, Visit};

use super::model::{Consent, DAYS, Helper};
use super::store;
use crate::booking::details::read_helper;
use crate::booking::model::Contact;
use crate::booking::pages::{person, proof_for, read_contact};
use crate::booking::units::Proof;

/// Somebody who has said yes to the signed-in helper.
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub until: String,
}

/// What a page shows of it.
pub struct Asking {
    /// It is for somebody else.
    pub other: bool,
    /// Who has said yes already.
    pub people: Vec<Person>,
    pub days: String,
    /// Whether the code comes by SMS; otherwise somebody calls.
    pub sms: bool,
    /// The address of the page for oneself, with a question in it.
    pub own: String,
}

/// Who may be acted for.
pub struct Whom {
    pub other: bool,
    people: Vec<Consent>,
}

/// What was told.
pub struct Told {
    /// None only together with errors in the form.
    pub contact: Option<Contact>,
    pub proof: Proof,
    pub helper: Option<Helper>,
}

impl Whom {
    /// Reads those who have said yes to the signed-in helper at an organisation, when it is for somebody else.
    pub async fn open(visit: &Visit, organisation: Uuid, other: bool) -> Result<Whom, Failure> {
        let Some(helper) = person(visit).filter(|_| other) else { return Ok(Whom { other, people: Vec::new() }) };
        let now = visit.app.clock().now();
        let db = visit.app.store().across(Across::OwnBookings);
        let mut people = store::for_helper(&db, helper, now).await?;
        people.retain(|consent| consent.organisation == organisation && consent.stands(now));
        Ok(Whom { other, people })
    }

    pub fn shown(&self, visit: &Visit, own: String) -> Asking {
        let shown = |consent: &Consent| Person {
            id: consent.id,
            name: consent.person_name.clone(),
            until: long_date(oslo_date(consent.until), visit.lang),
        };
        Asking {
            other: self.other,
            people: self.people.iter().map(shown).collect(),
            days: DAYS.to_string(),
            sms: visit.app.part::<Notifier>().has_sms(),
            own,
        }
    }

    /// Reads who it is for. How it becomes certain is looked up with [`certain`] when the whole page is right.
    pub fn read(&self, visit: &Visit, form: &mut Form) -> Told {
        let chosen = Uuid::parse_str(form.value("samtykke")).ok();
        if let Some(consent) = chosen.and_then(|id| self.people.iter().find(|consent| consent.id == id)) {
            let note = form.optional("note", 300);
            let contact = form.ok().then(|| consent.contact(note));
            return Told { contact, proof: Proof::Consent, helper: Some(Helper::Has(Box::new(consent.clone()))) };
        }
        let contact = read_contact(visit, form, true);
        let phone = Phone::parse(form.value("phone"));
        let helper = if self.other { read_helper(form, phone.as_ref()) } else { None };
        let helper = helper.map(|(name, phone)| Helper::Asks { name, phone });
        Told { contact: contact.filter(|_| form.ok()), proof: Proof::Code, helper }
    }
}

/// How what was told becomes certain: by a yes from before, by a code, or by a call where no code can be sent. A code counts
/// against the number's share.
pub fn certain(visit: &Visit, proof: Proof, contact: &Contact) -> Proof {
    match proof {
        Proof::Code => proof_for(visit, contact.phone.as_ref()),
        other => other,
    }
}
