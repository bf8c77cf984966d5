//! When a place is open, and when each guide, room or course there is: weekly rules, and what they come to.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::SignedDuration;
use jiff::civil::Date;
use torg_base::time::{clock_time, day_month, oslo_date, short_date, weekday};
use torg_base::{Action, Lang, Uuid};
use torg_slots::calendar::{Calendar, holiday};
use torg_slots::rules::{Availability, Weekdays};
use torg_slots::store::{self as slots, KeptException, KeptRule, Resource};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::access::{self, Asked, Desk};
use super::confirm::{self, Change, Door};
use super::exceptions::{self, ExceptionLine};
use super::fields;
use super::outside::{self, Hit};
use super::units::{Deed, PutRule, RemoveRule};

/// How many days the preview shows.
const PREVIEW_DAYS: i64 = 14;

/// The days of the week as they stand in forms.
pub const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// A weekly rule as shown.
pub struct RuleLine {
    pub id: Uuid,
    pub days: String,
    pub time: String,
    pub valid: String,
    pub on_holidays: bool,
}

/// A resource to choose.
pub struct Tab {
    pub href: String,
    pub name: String,
    pub here: bool,
}

/// One day of the preview.
pub struct PreviewDay {
    pub day: String,
    pub hours: String,
    pub today: bool,
}

#[derive(Template)]
#[template(path = "manage/templates/hours.html")]
struct HoursPage {
    p: Page,
    place: String,
    base: String,
    /// Name of the resource whose hours these are; none for the place itself.
    whose: Option<String>,
    resource: Uuid,
    tabs: Vec<Tab>,
    days: Vec<Choice>,
    rules: Vec<RuleLine>,
    form: Form,
    /// The rule that the form changes; empty for a new one.
    changes: String,
    exceptions: Vec<ExceptionLine>,
    exception: Form,
    preview: Vec<PreviewDay>,
    hits: Vec<Hit>,
    saved: bool,
}

/// What the page is about: the place's own hours, or those of one resource.
pub struct Subject {
    pub desk: Desk,
    pub resource: Resource,
    pub rules: Vec<KeptRule>,
    pub exceptions: Vec<KeptException>,
}

impl Subject {
    /// Opens the hours of a place (`resource` empty) or of one resource there.
    pub async fn open(visit: &mut Visit, place: &str, resource: &str) -> Result<Subject, Failure> {
        let desk = Desk::open(visit, place, Action::EditPlaces)?;
        let id = match resource {
            "" => desk.place.hours,
            key => key.parse().map_err(|_| Failure::NotFound)?,
        };
        let resource = access::resource(&desk.directory, &desk.place, id)?.clone();
        let organisation = desk.place.organisation;
        let db = visit.app.store().within(organisation);
        let today = oslo_date(visit.app.clock().now());
        let mut rules = slots::rules(&db, Some(organisation)).await?;
        rules.retain(|r| r.rule.resource == id);
        let mut exceptions = slots::exceptions(&db, Some(organisation), today).await?;
        exceptions.retain(|e| e.place == desk.place.id && e.exception.resource.is_none_or(|r| r == id));
        Ok(Subject { desk, resource, rules, exceptions })
    }

    pub fn of_place(&self) -> bool {
        self.resource.id == self.desk.place.hours
    }

    /// The address of this page.
    pub fn address(&self) -> String {
        let base = self.desk.address("/apningstider");
        if self.of_place() { base } else { format!("{base}?ressurs={}", self.resource.id) }
    }
}

/// `GET /styring/sted/{place}/apningstider?ressurs=&regel=`
pub async fn show(mut visit: Visit, Path(place): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let subject = Subject::open(&mut visit, &place, &asked.ressurs).await?;
    let form = match asked.regel.parse::<Uuid>() {
        Ok(id) => {
            let kept = subject.rules.iter().find(|r| r.id == id).ok_or(Failure::NotFound)?;
            filled(kept)
        }
        Err(_) => Form::default(),
    };
    page(&visit, subject, form, Form::default(), !asked.lagret.is_empty()).await
}

/// The page with both forms as they stand.
pub async fn page(visit: &Visit, subject: Subject, form: Form, exception: Form, saved: bool) -> Result<Html, Failure> {
    let hits = outside::hits(visit, &subject.desk).await?;
    let lang = visit.lang;
    let today = oslo_date(visit.app.clock().now());
    let calendar = subject.desk.directory.calendar(subject.desk.place.id);
    let wrong = !form.ok() || !exception.ok();
    let title = format!("{} – {}", visit.t("manage-hours"), subject.resource.name);
    let p = subject.desk.page(visit, title).with_form(if form.ok() { &exception } else { &form });
    let page = HoursPage {
        p,
        place: subject.desk.place.name.clone(),
        base: subject.desk.address(""),
        whose: (!subject.of_place()).then(|| subject.resource.name.clone()),
        resource: subject.resource.id,
        tabs: tabs(visit, &subject),
        days: DAYS.iter().zip(week()).map(|(code, day)| choice(code, weekday(day, lang))).collect(),
        rules: subject.rules.iter().map(|kept| rule_line(visit, kept)).collect(),
        changes: form.value("regel").to_owned(),
        form,
        exceptions: exceptions::lines(visit, &subject),
        exception,
        preview: preview(visit, &calendar, subject.resource.id, today),
        hits,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned() }
}

/// Monday to Sunday.
fn week() -> impl Iterator<Item = jiff::civil::Weekday> {
    jiff::civil::Weekday::Monday.cycle_forward().take(7)
}

fn tabs(visit: &Visit, subject: &Subject) -> Vec<Tab> {
    let (desk, base) = (&subject.desk, subject.desk.address("/apningstider"));
    let mut tabs =
        vec![Tab { href: base.clone(), name: visit.t("manage-hours-of-place").to_owned(), here: subject.of_place() }];
    let others = desk.directory.resources_at(desk.place.id).iter().filter(|r| r.kind != "place");
    tabs.extend(others.filter(|r| r.active || r.id == subject.resource.id).map(|r| Tab {
        href: format!("{base}?ressurs={}", r.id),
        name: r.name.clone(),
        here: r.id == subject.resource.id,
    }));
    tabs
}

fn rule_line(visit: &Visit, kept: &KeptRule) -> RuleLine {
    let rule = &kept.rule;
    let valid = match (rule.valid_from, rule.valid_to) {
        (None, None) => visit.t("manage-always").to_owned(),
        (from, to) => {
            format!("{}–{}", from.map(short_date).unwrap_or_default(), to.map(short_date).unwrap_or_default())
        }
    };
    RuleLine {
        id: kept.id,
        days: days_text(rule.weekdays, visit.lang),
        time: format!("{}–{}", fields::show_time(rule.from_minute), fields::show_time(rule.to_minute)),
        valid,
        on_holidays: rule.on_holidays,
    }
}

/// «mandag–fredag», or the days with commas between.
pub fn days_text(days: Weekdays, lang: Lang) -> String {
    let mut runs: Vec<Vec<&'static str>> = Vec::new();
    let mut before = false;
    for day in week() {
        let has = days.has(day);
        match runs.last_mut().filter(|_| before) {
            Some(run) if has => run.push(weekday(day, lang)),
            _ if has => runs.push(vec![weekday(day, lang)]),
            _ => {}
        }
        before = has;
    }
    let text = |run: &Vec<&str>| match run.as_slice() {
        [first, _, .., last] => format!("{first}–{last}"),
        few => few.join(", "),
    };
    runs.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// The form of a rule as it stands.
pub fn filled(kept: &KeptRule) -> Form {
    let rule = &kept.rule;
    let date = |date: Option<Date>| date.map(short_date).unwrap_or_default();
    let days: String = DAYS
        .iter()
        .zip(week())
        .filter(|(_, d)| rule.weekdays.has(*d))
        .map(|(code, _)| format!("dager={code}&"))
        .collect();
    // Repeated values are read as a browser sends them.
    let mut form = Form::from_query(days.trim_end_matches('&'));
    form.set("regel", kept.id.to_string());
    form.set("fra", fields::show_time(rule.from_minute));
    form.set("til", fields::show_time(rule.to_minute));
    form.set("gyldig_fra", date(rule.valid_from));
    form.set("gyldig_til", date(rule.valid_to));
    if rule.on_holidays {
        form.set("helligdag", "ja");
    }
    form
}

/// Reads a weekly rule. `None` only together with errors in the form.
pub fn read_rule(form: &mut Form, resource: Uuid) -> Option<Availability> {
    let bit = |(i, code): (usize, &&str)| if form.has("dager", code) { 1 << i } else { 0 };
    let weekdays = Weekdays(DAYS.iter().enumerate().map(bit).sum());
    if weekdays.0 == 0 {
        form.wrong("dager", "manage-days-missing");
    }
    let (from_minute, to_minute) = fields::times(form, "fra", "til");
    let (valid_from, valid_to) = (fields::date(form, "gyldig_fra"), fields::date(form, "gyldig_til"));
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && from > to
    {
        form.wrong("gyldig_til", "manage-date-order");
    }
    let on_holidays = form.checked("helligdag");
    form.ok().then_some(Availability { resource, weekdays, from_minute, to_minute, valid_from, valid_to, on_holidays })
}

/// The rule as it is, or in two pieces around the break that was typed. `None` only together with errors in the form.
pub fn with_break(form: &mut Form, rule: Availability) -> Option<Vec<Availability>> {
    if form.value("pause_fra").is_empty() && form.value("pause_til").is_empty() {
        return Some(vec![rule]);
    }
    let (from, to) = fields::times(form, "pause_fra", "pause_til");
    if form.ok() && (from <= rule.from_minute || rule.to_minute <= to) {
        form.wrong("pause_fra", "manage-break-outside");
    }
    let before = Availability { to_minute: from, ..rule.clone() };
    form.ok().then(|| vec![before, Availability { from_minute: to, ..rule }])
}

fn preview(visit: &Visit, calendar: &Calendar, resource: Uuid, today: Date) -> Vec<PreviewDay> {
    (0..PREVIEW_DAYS)
        .map(|n| {
            let date = today.saturating_add(SignedDuration::from_hours(24 * n));
            let ranges: Vec<String> = calendar
                .open(resource, date)
                .iter()
                .map(|(from, to)| format!("{}–{}", clock_time(*from), clock_time(*to)))
                .collect();
            let mut hours = if ranges.is_empty() { visit.t("manage-closed").to_owned() } else { ranges.join(", ") };
            if holiday(date).is_some() {
                hours = format!("{hours} ({})", visit.t("manage-holiday"));
            }
            let day = format!("{} {}", weekday(date.weekday(), visit.lang), day_month(date, visit.lang));
            PreviewDay { day, hours, today: n == 0 }
        })
        .collect()
}

/// `POST /styring/sted/{place}/apningstider`: a new rule, or the one in `regel` in its new form.
pub async fn put(mut visit: Visit, Path(place): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let subject = Subject::open(&mut visit, &place, form.value("ressurs")).await?;
    let replaces = match form.value("regel") {
        "" => None,
        key => Some(key.parse().map_err(|_| Failure::NotFound)?),
    };
    let read = read_rule(&mut form, subject.resource.id);
    let Some(rules) = read.and_then(|rule| with_break(&mut form, rule)) else {
        return page(&visit, subject, form, Form::default(), false).await;
    };
    if form.checked(confirm::AGAIN) {
        return page(&visit, subject, form, Form::default(), false).await;
    }
    let change = Change::Rules { without: replaces, with: &rules };
    if let Some(asked) = confirm::ask(&visit, &subject.desk, &form, change, Door::page(&subject)).await? {
        return Ok(asked);
    }
    let deed = Deed::new(visit.actor(), "hours.changed");
    subject.desk.keep(&visit, PutRule { deed, place: subject.desk.place.id, replaces, rules }).await?;
    Ok(access::saved(&subject.address()))
}

/// `POST /styring/sted/{place}/apningstider/{rule}/fjern`
pub async fn remove(
    mut visit: Visit,
    Path((place, rule)): Path<(String, Uuid)>,
    form: Form,
) -> Result<Response, Failure> {
    let subject = Subject::open(&mut visit, &place, form.value("ressurs")).await?;
    let change = Change::Rules { without: Some(rule), with: &[] };
    let door = Door::removal(subject.desk.address(&format!("/apningstider/{rule}/fjern")), subject.address());
    if let Some(asked) = confirm::ask(&visit, &subject.desk, &form, change, door).await? {
        return Ok(asked);
    }
    let deed = Deed::new(visit.actor(), "hours.removed");
    subject.desk.keep(&visit, RemoveRule { deed, place: subject.desk.place.id, rule }).await?;
    Ok(access::saved(&subject.address()))
}
