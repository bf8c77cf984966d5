//! Days that differ from the weekly rules: closed, closed for part of the day, or open in addition.

use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use torg_base::Uuid;
use torg_base::time::{oslo_date, short_date};
use torg_slots::rules::{DAY, Exception, ExceptionKind};
use torg_web::{Failure, Form, Visit};

use super::access;
use super::confirm::{self, Change, Door};
use super::fields;
use super::hours::{self, Subject};
use super::units::{AddException, Deed, RemoveException};

/// What an exception can be: the value in the form, and the key of the text at it.
pub const TYPES: [(&str, &str); 3] = [
    ("stengt", "manage-exception-closed"),
    ("stengt-del", "manage-exception-closed-part"),
    ("apent", "manage-exception-open-extra"),
];

/// An exception as shown.
pub struct ExceptionLine {
    pub id: Uuid,
    pub dates: String,
    pub what: String,
    pub reason: String,
    /// It holds for the whole place, while the page is about one resource: it is changed on the place's page.
    pub of_place: bool,
}

/// The exceptions that hold for what the page is about.
pub fn lines(visit: &Visit, subject: &Subject) -> Vec<ExceptionLine> {
    let line = |kept: &torg_slots::store::KeptException| ExceptionLine {
        id: kept.id,
        dates: dates(kept.exception.from, kept.exception.to),
        what: what(visit, kept.exception.kind),
        reason: kept.exception.reason.clone().unwrap_or_default(),
        of_place: kept.exception.resource.is_none() && !subject.of_place(),
    };
    subject.exceptions.iter().map(line).collect()
}

fn dates(from: Date, to: Date) -> String {
    if from == to { short_date(from) } else { format!("{}–{}", short_date(from), short_date(to)) }
}

fn what(visit: &Visit, kind: ExceptionKind) -> String {
    let between = |key: &str, from: i16, to: i16| {
        let time = format!("{}–{}", fields::show_time(from), fields::show_time(to));
        visit.app.texts().format(visit.lang, key, &[("time", &time)])
    };
    match kind {
        ExceptionKind::CLOSED_ALL_DAY => visit.t("manage-exception-closed").to_owned(),
        ExceptionKind::Closed { from_minute, to_minute } => {
            between("manage-exception-closed-at", from_minute, to_minute)
        }
        ExceptionKind::Open { from_minute, to_minute } => between("manage-exception-open-at", from_minute, to_minute),
    }
}

/// Reads an exception. `None` only together with errors in the form.
pub fn read(form: &mut Form, resource: Option<Uuid>, today: Date) -> Option<Exception> {
    let kind = match form.value("u_type") {
        "stengt" => ExceptionKind::CLOSED_ALL_DAY,
        "stengt-del" => {
            let (from_minute, to_minute) = fields::times(form, "u_fra", "u_til");
            ExceptionKind::Closed { from_minute, to_minute }
        }
        "apent" => {
            let (from_minute, to_minute) = fields::times(form, "u_fra", "u_til");
            ExceptionKind::Open { from_minute, to_minute }
        }
        _ => {
            form.wrong("u_type", "manage-exception-type-missing");
            ExceptionKind::Closed { from_minute: 0, to_minute: DAY }
        }
    };
    if form.value("u_fra_dato").is_empty() {
        form.wrong("u_fra_dato", "manage-date-missing");
    }
    let from = fields::date(form, "u_fra_dato");
    let to = if form.value("u_til_dato").is_empty() { from } else { fields::date(form, "u_til_dato") };
    if let (Some(from), Some(to)) = (from, to) {
        check_dates(form, from, to, today);
    }
    let reason = form.optional("u_grunn", 100);
    let reason = (!reason.is_empty()).then_some(reason);
    let (Some(from), Some(to), true) = (from, to, form.ok()) else { return None };
    Some(Exception { resource, from, to, kind, reason })
}

fn check_dates(form: &mut Form, from: Date, to: Date, today: Date) {
    let last = if form.value("u_til_dato").is_empty() { "u_fra_dato" } else { "u_til_dato" };
    if from > to {
        form.wrong(last, "manage-date-order");
    } else if to < today {
        form.wrong(last, "manage-date-past");
    } else if to.year() > today.year() + 2 {
        // A slip of the finger in the year would close the place for ages.
        form.wrong(last, "manage-date-far");
    }
}

/// `POST /styring/sted/{place}/unntak`
pub async fn add(mut visit: Visit, Path(place): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let subject = Subject::open(&mut visit, &place, form.value("ressurs")).await?;
    let resource = (!subject.of_place()).then_some(subject.resource.id);
    let today = oslo_date(visit.app.clock().now());
    let Some(exception) = read(&mut form, resource, today) else {
        return hours::page(&visit, subject, Form::default(), form, false).await;
    };
    if form.checked(confirm::AGAIN) {
        return hours::page(&visit, subject, Form::default(), form, false).await;
    }
    let door = Door::exception(&subject, &exception);
    if let Some(asked) = confirm::ask(&visit, &subject.desk, &form, Change::Exception(&exception), door).await? {
        return Ok(asked);
    }
    let deed = Deed::new(visit.actor(), "exception.added");
    subject.desk.keep(&visit, AddException { deed, place: subject.desk.place.id, exception }).await?;
    Ok(access::saved(&subject.address()))
}

/// `POST /styring/sted/{place}/unntak/{exception}/fjern`
pub async fn remove(
    mut visit: Visit,
    Path((place, exception)): Path<(String, Uuid)>,
    form: Form,
) -> Result<Response, Failure> {
    let subject = Subject::open(&mut visit, &place, form.value("ressurs")).await?;
    let door = Door::removal(subject.desk.address(&format!("/unntak/{exception}/fjern")), subject.address());
    let change = Change::WithoutException(exception);
    if let Some(asked) = confirm::ask(&visit, &subject.desk, &form, change, door).await? {
        return Ok(asked);
    }
    let deed = Deed::new(visit.actor(), "exception.removed");
    subject.desk.keep(&visit, RemoveException { deed, place: subject.desk.place.id, exception }).await?;
    Ok(access::saved(&subject.address()))
}
