//! Why people are left, in words: the reasons of the plan crate, and what a visit would take.

use torg_plan::explain::{Reason, Unserved};
use torg_plan::model::Input;
use torg_web::Visit;

use super::words::{day, hours, length, told};

/// A place where people are left.
pub struct Why {
    pub place: String,
    /// «Hvorfor ikke Vardø: 14 personer, koster 9 timer og én natt»
    pub title: String,
    pub reasons: Vec<String>,
    /// What the cheapest visit would be.
    pub visit: String,
    /// What the plan as a whole would lose; empty when that is not known.
    pub loss: String,
}

pub fn why(visit: &Visit, input: &Input, unserved: &Unserved) -> Why {
    let place = input.places[unserved.place].name.as_str();
    let people = unserved.people.to_string();
    let (title, price_told, loss) = match unserved.price {
        None => (told(visit, "tours-why-never", &[("place", place), ("n", &people)]), String::new(), String::new()),
        Some(price) => {
            let (time, nights) = (length(visit, i64::from(price.minutes)), price.nights.to_string());
            let title =
                told(visit, "tours-why", &[("place", place), ("n", &people), ("time", &time), ("nights", &nights)]);
            let (when, served) = (day(input, price.day, visit.lang), price.people.to_string());
            let team = input.teams[price.team].name.as_str();
            let key = if price.lawful { "tours-why-visit" } else { "tours-why-visit-unlawful" };
            let visit_told = told(visit, key, &[("team", team), ("day", &when), ("n", &served)]);
            let loss = match price.loss {
                Some(loss) if loss > 0 => told(visit, "tours-why-loss", &[("time", &hours(visit, loss))]),
                Some(_) => told(visit, "tours-why-gain", &[]),
                None => String::new(),
            };
            (title, visit_told, loss)
        }
    };
    Why {
        place: place.to_owned(),
        title,
        reasons: unserved.reasons.iter().map(|(reason, n)| sentence(visit, input, reason, *n)).collect(),
        visit: price_told,
        loss,
    }
}

fn sentence(visit: &Visit, input: &Input, reason: &Reason, people: i64) -> String {
    let people = people.to_string();
    let plain = |key: &str| told(visit, key, &[("n", &people)]);
    match reason {
        Reason::NoTeam => plain("tours-reason-no-team"),
        Reason::TooFar => plain("tours-reason-too-far"),
        Reason::NoDays => plain("tours-reason-no-days"),
        Reason::District { rule, disputed } => {
            let source = input.rules.iter().find(|r| r.key == *rule).map_or("", |r| r.source.as_str());
            let key = if *disputed { "tours-reason-district-disputed" } else { "tours-reason-district" };
            told(visit, key, &[("n", &people), ("rule", rule), ("source", source)])
        }
        Reason::Forbidden => plain("tours-reason-forbidden"),
        Reason::TooFew { people: here, minimum } => {
            told(visit, "tours-reason-too-few", &[("n", &here.to_string()), ("minimum", &minimum.to_string())])
        }
        Reason::TooSoon { days } => {
            told(visit, "tours-reason-too-soon", &[("n", &people), ("days", &days.to_string())])
        }
        Reason::NotWorth { cost } => {
            told(visit, "tours-reason-not-worth", &[("n", &people), ("time", &hours(visit, *cost))])
        }
        Reason::NoTime => plain("tours-reason-no-time"),
    }
}
