//! «Fravær»: who is away and when stands in the address, so that the list can be looked at again; nothing is stored before it has
//! been seen.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::{oslo_date, parse_time};
use torg_base::{Action, Uuid};
use torg_slots::rules::DAY;
use torg_web::page::Html;
use torg_web::{Failure, Form, Visit};

use super::model::{Absence, Choice, PEOPLE};
use super::show;
use super::units::{Remove, Save};
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::model::Place;

/// An absence is no longer than this; a slip of the finger in the year would move everybody.
pub const LONGEST_DAYS: i64 = 366;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    /// Key of a resource.
    #[serde(default)]
    hvem: String,
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
    #[serde(default)]
    fra_kl: String,
    #[serde(default)]
    til_kl: String,
    /// How many were moved, after something was stored.
    #[serde(default)]
    lagret: String,
}

/// `GET /ansatt/fravaer?sted=&hvem=&fra=&til=&fra_kl=&til_kl=`
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &asked.sted, Action::BookForOthers)?;
    let mut form = Form::filled([
        ("hvem", asked.hvem.clone()),
        ("fra", asked.fra.clone()),
        ("til", asked.til.clone()),
        ("fra_kl", asked.fra_kl.clone()),
        ("til_kl", asked.til_kl.clone()),
    ]);
    if asked.hvem.is_empty() && asked.fra.is_empty() {
        return show::page(&visit, &directory, place, form, None, None).await;
    }
    let absence = read(&mut form, &directory, &place, oslo_date(visit.app.clock().now()));
    show::page(&visit, &directory, place, form, absence, asked.lagret.parse().ok()).await
}

/// Reads who and when. `None` only together with errors in the form.
fn read(form: &mut Form, directory: &Directory, place: &Place, today: Date) -> Option<Absence> {
    let person = form.value("hvem").parse().ok();
    let person = person.filter(|id: &Uuid| people(directory, place).any(|(known, _)| known == *id));
    if person.is_none() {
        form.wrong("hvem", "away-who-missing");
    }
    let from: Option<Date> = form.value("fra").parse().ok();
    let to = if form.value("til").is_empty() { from } else { form.value("til").parse().ok() };
    match (from, to) {
        (None, _) => form.wrong("fra", "away-date-missing"),
        (_, None) => form.wrong("til", "away-date-missing"),
        (Some(from), Some(to)) if to < from => form.wrong("til", "away-date-order"),
        (Some(_), Some(to)) if to < today => form.wrong("til", "away-date-past"),
        (Some(from), Some(to)) if to > plus(from.max(today), LONGEST_DAYS) => form.wrong("til", "away-date-far"),
        _ => {}
    }
    let from_minute = minute(form, "fra_kl", 0);
    let to_minute = minute(form, "til_kl", DAY);
    if from_minute >= to_minute && form.problem("fra_kl").is_none() {
        form.wrong("til_kl", "away-time-order");
    }
    let (Some(resource), Some(from), Some(to), true) = (person, from, to, form.ok()) else { return None };
    Some(Absence { resource, from, to, from_minute, to_minute })
}

fn minute(form: &mut Form, name: &str, otherwise: i16) -> i16 {
    if form.value(name).is_empty() {
        return otherwise;
    }
    parse_time(form.value(name)).unwrap_or_else(|| {
        form.wrong(name, "away-time-wrong");
        otherwise
    })
}

fn plus(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days))
}

/// Those who work at a place and can be away: key and name.
pub(super) fn people<'a>(directory: &'a Directory, place: &Place) -> impl Iterator<Item = (Uuid, &'a str)> {
    let here = directory.resources_at(place.id).iter();
    here.filter(|r| r.active && PEOPLE.contains(&r.kind.as_str())).map(|r| (r.id, r.name.as_str()))
}

/// The address of the page with an absence on it.
pub(super) fn address(place: &Place, form: &Form) -> String {
    let mut address = format!("/ansatt/fravaer?sted={}", place.slug);
    for name in ["hvem", "fra", "til", "fra_kl", "til_kl"] {
        if !form.value(name).is_empty() {
            let pair = torg_web::forms::encoded(name, form.value(name));
            address.push_str(&format!("&{pair}"));
        }
    }
    address
}

/// `POST /ansatt/fravaer`: stores the absence and does what was chosen for each booking.
pub async fn save(mut visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::BookForOthers)?;
    let today = oslo_date(visit.app.clock().now());
    let Some(absence) = read(&mut form, &directory, &place, today) else {
        return show::page(&visit, &directory, place, form, None, None).await;
    };
    let save = Save {
        app: visit.app.clone(),
        actor: visit.actor().clone(),
        place: place.id,
        absence,
        choices: choices(&form),
    };
    let saved = save.write(place.organisation).await?;
    refresh(&visit).await?;
    Ok(Redirect::to(&format!("{}&lagret={}", address(&place, &form), saved.moved)).into_response())
}

/// What was chosen: `time` names each booking that was shown, `valg-` and its key the choice.
fn choices(form: &Form) -> HashMap<Uuid, Choice> {
    let one = |id: &String| {
        let booking: Uuid = id.parse().ok()?;
        Some((booking, Choice::parse(form.value(&format!("valg-{id}")))?))
    };
    form.all("time").iter().filter_map(one).collect()
}

async fn refresh(visit: &Visit) -> Result<(), Failure> {
    Ok(visit.app.part::<Directories>().refresh(visit.app.store()).await?)
}

/// `POST /ansatt/fravaer/{id}/fjern`
pub async fn remove(mut visit: Visit, Path(id): Path<Uuid>, form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place: Arc<Place> = desk::place(&mut visit, &directory, form.value("sted"), Action::BookForOthers)?;
    let unit = Remove { actor: visit.actor().clone(), place: place.id, exception: id };
    visit.app.store().write(place.organisation, unit).await?;
    refresh(&visit).await?;
    Ok(Redirect::to(&format!("/ansatt/fravaer?sted={}", place.slug)).into_response())
}
