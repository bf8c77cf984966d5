//! The report of sessions: on the page, as CSV and as a spreadsheet, all from one reading.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use torg_base::time::oslo_date;
use torg_base::{Action, policy};
use torg_booking::counts;
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::export;
use super::model::{Dimension, FLOOR, Told, over};
use super::report::{self, Report};
use super::store;
use super::units::Cross;

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    sted: String,
    /// A year, a quarter or a month.
    #[serde(default)]
    periode: String,
    /// The two dimensions of the crossed table.
    #[serde(default)]
    ned: String,
    #[serde(default)]
    bort: String,
    /// Set when there were too few to count two things at once.
    #[serde(default)]
    faa: String,
}

/// A report with what was asked for.
pub struct Asking {
    pub place: Arc<Place>,
    pub periods: Vec<Choice>,
    pub period: String,
    pub report: Report,
    crossed: bool,
    pair: Option<(Dimension, Dimension)>,
}

async fn asking(visit: &mut Visit, directory: &Directory, asked: &Asked) -> Result<Asking, Failure> {
    let place = desk::place(visit, directory, &asked.sted, Action::ReadStatistics)?;
    let db = visit.app.store().within(place.organisation);
    let today = oslo_date(visit.app.clock().now());
    let known: Vec<String> = store::periods(&db, place.id).await?.into_iter().filter(|p| over(p, today)).collect();
    let periods = choices(&known);
    let period = match periods.iter().any(|choice| choice.value == asked.periode) {
        true => asked.periode.clone(),
        false => periods.first().map(|choice| choice.value.clone()).unwrap_or_default(),
    };
    let within: Vec<String> = known.into_iter().filter(|p| !period.is_empty() && p.starts_with(&period)).collect();
    let crossed = store::crossed(&db, place.organisation, place.id).await?;
    let pair = Dimension::parse(&asked.ned).zip(Dimension::parse(&asked.bort));
    let pair = pair.filter(|(down, across)| crossed && down != across);
    let texts = visit.app.texts();
    let report = report::read(&db, directory, texts, visit.lang, place.id, &within, pair).await?;
    Ok(Asking { place, periods, period, report, crossed, pair })
}

/// Years first, then each month or quarter that is over.
fn choices(known: &[String]) -> Vec<Choice> {
    let mut years: Vec<&str> = known.iter().map(|period| &period[..4]).collect();
    years.dedup();
    let all = years.into_iter().chain(known.iter().map(String::as_str));
    all.map(|period| Choice { value: period.to_owned(), label: period.to_owned() }).collect()
}

#[derive(Template)]
#[template(path = "guidance/templates/report.html")]
struct ReportPage {
    p: Page,
    a: Asking,
    places: Vec<Choice>,
    dimensions: Vec<Choice>,
    ned: String,
    bort: String,
    query: String,
    may_cross: bool,
    few: bool,
    floor: String,
    csrf: String,
}

impl ReportPage {
    fn told(&self, told: &Told) -> String {
        told.text(self.p.visit.app.texts(), self.p.lang)
    }
}

/// `GET /ansatt/tall/okter?sted=&periode=&ned=&bort=`
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let a = asking(&mut visit, &directory, &asked).await?;
    let dimension = |d: Dimension| Choice { value: d.code().to_owned(), label: visit.t(d.word()).to_owned() };
    let (ned, bort) = match a.pair {
        Some((down, across)) => (down.code().to_owned(), across.code().to_owned()),
        None => (String::new(), String::new()),
    };
    html(&ReportPage {
        p: visit.page(visit.t("sessions-title")).of(directory.face(a.place.organisation)).staff(),
        places: desk::choices(&visit, &directory, Action::ReadStatistics),
        dimensions: Dimension::ALL.into_iter().map(dimension).collect(),
        query: format!("sted={}&periode={}&ned={ned}&bort={bort}", a.place.slug, a.period),
        may_cross: policy::permits(visit.actor(), Action::EditServices, a.place.scope()),
        few: !asked.faa.is_empty(),
        floor: FLOOR.to_string(),
        csrf: visit.csrf(),
        ned,
        bort,
        a,
    })
}

/// `GET /ansatt/tall/okter.csv`, as the page.
pub async fn csv(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let asking = asking(&mut visit, &directory, &asked).await?;
    let text = export::csv(&asking.report, visit.app.texts(), visit.lang).map_err(|_| Failure::Template)?;
    Ok(file(&asking, "csv", "text/csv; charset=utf-8", text))
}

/// `GET /ansatt/tall/okter.xlsx`, as the page.
pub async fn xlsx(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let asking = asking(&mut visit, &directory, &asked).await?;
    let book = export::xlsx(&asking.report, visit.app.texts(), visit.lang).map_err(|_| Failure::Template)?;
    Ok(file(&asking, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book))
}

fn file(asking: &Asking, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    // Slugs and periods are letters, digits and hyphens.
    let name = format!("attachment; filename=\"okter-{}-{}.{ending}\"", asking.place.slug, asking.period);
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response()
}

/// `POST /styring/okter/kryss`: counts two things at once, where a year has sessions enough; or no longer.
pub async fn cross(mut visit: Visit, form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, form.value("sted"), Action::EditServices)?;
    let on = form.value("kryss") == "ja";
    if on && held(&visit, &place).await? < FLOOR {
        return Ok(Redirect::to(&format!("/ansatt/tall/okter?sted={}&faa=1", place.slug)).into_response());
    }
    let unit = Cross { actor: visit.actor().clone(), place: place.id, on };
    visit.app.store().write(place.organisation, unit).await?;
    Ok(Redirect::to(&format!("/ansatt/tall/okter?sted={}", place.slug)).into_response())
}

/// Visits held in the twelve months before today, booked or not.
async fn held(visit: &Visit, place: &Place) -> Result<i64, Failure> {
    let today: Date = oslo_date(visit.app.clock().now());
    let from = today.saturating_sub(SignedDuration::from_hours(24 * 365));
    let db = visit.app.store().within(place.organisation);
    let sums = counts::sums(&db, place.id, from, today).await?;
    Ok(sums.iter().filter(|sum| sum.kind != "missed").map(|sum| sum.count).sum())
}
