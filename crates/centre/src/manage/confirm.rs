//! Before a change is stored that leaves bookings outside: which they are, and whether it is to be stored all the same.
//!
//! What was typed stands in the page, so that nothing is lost whatever is chosen. What was shown goes along, so that a booking
//! which is made in between is shown too before anything is stored.

use askama::Template;
use axum::response::Response;
use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_slots::calendar::Calendar;
use torg_slots::rules::{Availability, Exception};
use torg_slots::store::{self as slots, Resource};
use torg_web::page::{Page, html};
use torg_web::{Failure, Form, Visit};

use super::access::Desk;
use super::hours::Subject;
use super::outside::{self, Day, Hit};
use torg_booking::away::model::{Absence, PEOPLE};

/// Set when the form is to be filled in again instead.
pub const AGAIN: &str = "endre";

/// What was shown when the change was confirmed.
const CONFIRMED: &str = "bekreftet";

/// A change that is about to be stored.
pub enum Change<'a> {
    /// Weekly rules: one taken away, some added.
    Rules {
        without: Option<Uuid>,
        with: &'a [Availability],
    },
    Exception(&'a Exception),
    WithoutException(Uuid),
    Resource(&'a Resource),
}

/// Where the form goes, and the way back.
pub struct Door {
    action: String,
    /// The page to go back to when there is no form to fill in again.
    back: Option<String>,
    /// The page on which somebody's absence can be seen to.
    away: Option<String>,
}

impl Door {
    pub fn form(action: String) -> Door {
        Door { action, back: None, away: None }
    }

    pub fn removal(action: String, back: String) -> Door {
        Door { action, back: Some(back), away: None }
    }

    /// The weekly hours of a subject.
    pub fn page(subject: &Subject) -> Door {
        Door::form(subject.desk.address("/apningstider"))
    }

    /// An exception of a subject; for somebody who is away there is a page that finds others.
    pub fn exception(subject: &Subject, exception: &Exception) -> Door {
        let person = PEOPLE.contains(&subject.resource.kind.as_str());
        let absence = Absence::of(exception).filter(|_| person);
        let away = absence.map(|absence| {
            let (place, who) = (&subject.desk.place.slug, absence.resource);
            format!("/ansatt/fravaer?sted={place}&hvem={who}&fra={}&til={}", absence.from, absence.to)
        });
        Door { away, ..Door::form(subject.desk.address("/unntak")) }
    }
}

#[derive(Template)]
#[template(path = "manage/templates/confirm.html")]
struct ConfirmPage {
    p: Page,
    place: String,
    base: String,
    hits: Vec<Hit>,
    door: Door,
    /// Names and values of everything that was typed.
    fields: Vec<(String, String)>,
    /// What is shown, to be sent along.
    shown: String,
    /// Something came in between.
    more: bool,
}

/// The page that asks, when a change leaves bookings outside that were covered, and they have not been seen.
pub async fn ask(
    visit: &Visit,
    desk: &Desk,
    form: &Form,
    change: Change<'_>,
    door: Door,
) -> Result<Option<Response>, Failure> {
    let days = newly_outside(visit, desk, change).await?;
    let shown = told(&days);
    if days.is_empty() || form.value(CONFIRMED) == shown {
        return Ok(None);
    }
    let own = |(name, _): &(&str, &str)| *name != CONFIRMED && *name != AGAIN;
    let page = ConfirmPage {
        p: desk.page(visit, visit.t("manage-confirm-title")),
        place: desk.place.name.clone(),
        base: desk.address(""),
        hits: days.iter().map(|day| outside::hit(day, &desk.place, visit.lang)).collect(),
        fields: form.fields().filter(own).map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        more: form.checked(CONFIRMED),
        shown,
        door,
    };
    html(&page).map(Some)
}

/// «2026-11-25:2 2026-11-26:1»
fn told(days: &[Day]) -> String {
    days.iter().map(|day| format!("{}:{}", day.date, day.bookings)).collect::<Vec<_>>().join(" ")
}

/// Days with bookings that are covered now and would not be after the change.
async fn newly_outside(visit: &Visit, desk: &Desk, change: Change<'_>) -> Result<Vec<Day>, Failure> {
    let organisation = desk.place.organisation;
    let db = visit.app.store().within(organisation);
    let mut rules = slots::rules(&db, Some(organisation)).await?;
    rules.retain(|kept| kept.place == desk.place.id);
    let today = oslo_date(visit.app.clock().now());
    let mut exceptions = slots::exceptions(&db, Some(organisation), today).await?;
    exceptions.retain(|kept| kept.place == desk.place.id);
    let resources = desk.directory.resources_at(desk.place.id);
    let now =
        Calendar::new(rules.iter().map(|kept| kept.rule.clone()), exceptions.iter().map(|kept| kept.exception.clone()));
    let (mut more_rules, mut more_exceptions, mut then_resources) = (Vec::new(), Vec::new(), resources.to_vec());
    match change {
        Change::Rules { without, with } => {
            rules.retain(|kept| Some(kept.id) != without);
            more_rules.extend_from_slice(with);
        }
        Change::Exception(exception) => more_exceptions.push(exception.clone()),
        Change::WithoutException(id) => exceptions.retain(|kept| kept.id != id),
        Change::Resource(resource) => {
            then_resources.iter_mut().filter(|r| r.id == resource.id).for_each(|r| r.clone_from(resource));
        }
    }
    let then = Calendar::new(
        rules.into_iter().map(|kept| kept.rule).chain(more_rules),
        exceptions.into_iter().map(|kept| kept.exception).chain(more_exceptions),
    );
    let busy = outside::busy(visit, desk).await?;
    let before = outside::ground(desk, &now, resources);
    Ok(outside::ground(desk, &then, &then_resources).newly_outside(&busy, &before))
}
