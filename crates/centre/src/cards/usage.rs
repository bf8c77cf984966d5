//! How the list is used: views and answers, by service, without persons.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use torg_base::time::oslo_date;
use torg_base::{Action, Uuid};
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Page, Visit};

use torg_catalogue::directory;
use torg_catalogue::usage::{Kind, sums};

use crate::manage::access::{self, Asked};
use crate::manage::services;

/// A service with its counts.
struct Line {
    name: String,
    month: i64,
    year: i64,
    helped: i64,
    not: i64,
}

#[derive(Template)]
#[template(path = "cards/templates/usage.html")]
struct UsagePage {
    p: Page,
    choices: Vec<Choice>,
    lines: Vec<Line>,
}

/// `GET /styring/bruk?org=`: this month and the last twelve, most seen first.
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditServices)?;
    visit.lang = visit.lang_for(organisation.written);
    let today = oslo_date(visit.app.clock().now());
    let this = today.strftime("%Y-%m").to_string();
    let first = today.first_of_month().saturating_sub(jiff::Span::new().months(11)).strftime("%Y-%m").to_string();
    let db = visit.app.store().within(organisation.id);
    let (month, year) = (sums(&db, &this, &this).await?, sums(&db, &first, &this).await?);
    let mut lines: HashMap<Uuid, Line> = HashMap::new();
    for (sum, whole) in month.into_iter().map(|s| (s, false)).chain(year.into_iter().map(|s| (s, true))) {
        let Some(service) = directory.service_for(organisation.id, sum.service) else { continue };
        let name = || service.texts.in_lang(visit.lang).name.clone();
        let line = lines.entry(sum.service);
        let line = line.or_insert_with(|| Line { name: name(), month: 0, year: 0, helped: 0, not: 0 });
        match (sum.kind, whole) {
            (Kind::View, false) => line.month = sum.count,
            (Kind::View, true) => line.year = sum.count,
            (Kind::Helped, true) => line.helped = sum.count,
            (Kind::DidNotHelp, true) => line.not = sum.count,
            _ => {}
        }
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    lines.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.name.cmp(&b.name)));
    html(&UsagePage {
        p: visit.page(visit.t("cards-usage")).of(&organisation.face).staff(),
        choices: services::choices(&visit, &directory, "/styring/bruk", Action::EditServices),
        lines,
    })
}
