//! Types of places and organisations.

use std::sync::Arc;

use torg_base::{Lang, Scope, Uuid};
use torg_web::{Choice, Face};

/// A municipality, an operator for many, or an agency.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    /// Its written-language decision.
    pub written: Lang,
    /// Nine digits; empty when nobody has told it.
    pub orgnr: String,
    pub face: Arc<Face>,
}

/// Where people come: a service centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub id: Uuid,
    pub organisation: Uuid,
    pub slug: String,
    pub name: String,
    pub municipality_no: String,
    pub address: String,
    /// Degrees, WGS 84.
    pub latitude: f64,
    pub longitude: f64,
    pub phone: String,
    pub email: String,
    /// Whether people who drop in draw a number.
    pub queue: bool,
    /// The resource whose availability is the opening hours.
    pub hours: Uuid,
}

impl Place {
    /// The scope of whatever belongs to the place.
    pub fn scope(&self) -> Scope {
        Scope::Place { organisation: self.organisation, place: self.id }
    }

    /// The place as something to choose in a list.
    pub fn choice(&self) -> Choice {
        Choice { value: self.slug.clone(), label: self.name.clone() }
    }
}
