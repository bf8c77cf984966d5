//! A trip with several errands: what is asked for, what was chosen, and what is kept; pure.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use torg_base::{Lang, Uuid};
use torg_catalogue::places::model::Place;

use crate::booking::times::SlotId;

/// Errands of one trip at most: the day is no longer, and the number of orders grows fast.
pub const MOST_ERRANDS: usize = 4;
/// Places at most so far away are close by: kilometres in a straight line.
const NEAR_KM: f64 = 2.0;
/// Between two errands at the same place.
const BETWEEN: SignedDuration = SignedDuration::from_mins(5);
/// To get away from one place and find one's way in at another, besides the way itself.
const OUT_AND_IN: i64 = 10;
/// Minutes for a kilometre in a straight line, on foot with detours.
const MINUTES_PER_KM: f64 = 20.0;

/// Something to get done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// A service, by its slug.
    Service(String),
    /// A course, at any of its dates.
    Course(Uuid),
}

impl Errand {
    /// Reads `logge-inn-altinn` or `kurs.0190…`.
    pub fn parse(text: &str) -> Option<Errand> {
        match text.strip_prefix("kurs.") {
            Some(id) => Uuid::parse_str(id).ok().map(Errand::Course),
            None => (!text.is_empty()).then(|| Errand::Service(text.to_owned())),
        }
    }
}

impl fmt::Display for Errand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Errand::Service(slug) => f.write_str(slug),
            Errand::Course(id) => write!(f, "kurs.{id}"),
        }
    }
}

/// A start that was chosen for an errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    Offer(SlotId),
    /// A date of a course.
    Date(Uuid),
}

impl Chosen {
    fn parse(text: &str) -> Option<Chosen> {
        match text.strip_prefix("kurs.") {
            Some(id) => Uuid::parse_str(id).ok().map(Chosen::Date),
            None => SlotId::parse(text).map(Chosen::Offer),
        }
    }

    /// Reads a whole plan, as it stands in forms: two starts or more with `!` between them. None when it is no plan.
    pub fn plan(text: &str) -> Option<Vec<Chosen>> {
        let all: Option<Vec<Chosen>> = text.split('!').map(Chosen::parse).collect();
        all.filter(|all| (2..=MOST_ERRANDS).contains(&all.len()))
    }
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Chosen::Offer(slot) => slot.fmt(f),
            Chosen::Date(id) => write!(f, "kurs.{id}"),
        }
    }
}

/// A trip as stored. When and where is in its bookings.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip {
    pub id: Uuid,
    pub reference: String,
    pub lang: Lang,
    /// While it waits for the code.
    pub expires: Option<Timestamp>,
    pub code_tries: i32,
    pub codes: i32,
    /// By organisation and booking.
    pub parts: Vec<Part>,
}

/// One booking of a trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub booking: Uuid,
    pub organisation: Uuid,
    /// How many seats it holds: the guide, the room.
    pub seats: i32,
}

impl Trip {
    /// `K7MA-4NP2`.
    pub fn reference(&self) -> String {
        torg_base::Reference::parse(&self.reference).map_or_else(|| self.reference.clone(), |r| r.to_string())
    }

    /// The bookings of each organisation, in the order in which everybody takes them.
    pub fn by_organisation(&self) -> Vec<(Uuid, Vec<Part>)> {
        let mut groups: Vec<(Uuid, Vec<Part>)> = Vec::new();
        for part in &self.parts {
            match groups.last_mut().filter(|(organisation, _)| *organisation == part.organisation) {
                Some((_, parts)) => parts.push(*part),
                None => groups.push((part.organisation, vec![*part])),
            }
        }
        groups
    }
}

/// Kilometres between two places in a straight line.
fn km(one: &Place, other: &Place) -> f64 {
    const KM_PER_DEGREE: f64 = 111.2;
    let north = (one.latitude - other.latitude) * KM_PER_DEGREE;
    let east = (one.longitude - other.longitude) * KM_PER_DEGREE * one.latitude.to_radians().cos();
    north.hypot(east)
}

/// Whether somebody who is at one place can well have an errand at the other.
pub fn close_by(one: &Place, other: &Place) -> bool {
    km(one, other) <= NEAR_KM
}

/// The time to get from one errand to the next.
pub fn gap(from: &Place, to: &Place) -> SignedDuration {
    if from.id == to.id {
        return BETWEEN;
    }
    #[expect(clippy::cast_possible_truncation, reason = "some tens of minutes")]
    let way = (km(from, to) * MINUTES_PER_KM).ceil() as i64;
    SignedDuration::from_mins(OUT_AND_IN + way)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: u128, latitude: f64, longitude: f64) -> Place {
        Place {
            id: Uuid::from_u128(number),
            organisation: Uuid::nil(),
            slug: String::new(),
            name: String::new(),
            municipality_no: String::new(),
            address: String::new(),
            latitude,
            longitude,
            phone: String::new(),
            email: String::new(),
            queue: false,
            hours: Uuid::nil(),
        }
    }

    #[test]
    fn a_place_in_the_same_street_is_close_by_and_takes_some_minutes() {
        let (here, next_door, far) = (place(1, 62.1, 5.58), place(2, 62.1, 5.589_6), place(3, 62.1, 5.65));
        assert!(close_by(&here, &next_door) && close_by(&here, &here) && !close_by(&here, &far));
        assert_eq!(gap(&here, &here), SignedDuration::from_mins(5));
        assert_eq!(gap(&here, &next_door), SignedDuration::from_mins(20), "half a kilometre");
    }

    #[test]
    fn errands_and_plans_stand_in_addresses() {
        let id = Uuid::from_u128(7);
        for errand in [Errand::Service("lese-brev".into()), Errand::Course(id)] {
            assert_eq!(Errand::parse(&errand.to_string()), Some(errand));
        }
        assert_eq!(Errand::parse("kurs.x"), None);
        let text = format!("lese-brev~vanylven~counter~1795420800!kurs.{id}");
        let plan = Chosen::plan(&text).expect("a plan");
        assert_eq!(plan.iter().map(Chosen::to_string).collect::<Vec<_>>().join("!"), text);
        for wrong in ["", "kurs.x!kurs.y", "lese-brev~vanylven~counter~1795420800", "a!b"] {
            assert_eq!(Chosen::plan(wrong), None, "{wrong}");
        }
        assert_eq!(Chosen::plan(&vec![format!("kurs.{id}"); 5].join("!")), None, "too many");
    }
}
