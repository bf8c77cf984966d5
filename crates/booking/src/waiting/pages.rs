//! Joining the waiting list, seeing where one stands, and leaving it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use torg_base::time::{clock_time, long_date, long_moment, oslo_date};
use torg_base::{Uuid, phone};
use torg_store::Across;
use torg_web::limits::Limit;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::model::{Entry, LONGEST_DAYS, Part, State, Wish};
use super::offers::offers_for;
use super::store;
use super::units::{Confirm, Confirmed, Join, Leave, NewCode, expires};
use crate::booking::model::{Contact, MOST_CODES};
use crate::booking::pages::proof_for;
use crate::booking::units::Proof;
use crate::helpers::asking::{Asking, Whom};
use crate::helpers::store as consents;
use crate::replies::token;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::services::model::Way;

/// What the secret address of an entry is signed for.
const PURPOSE: &str = "waiting";
/// Days ahead that the form suggests.
const USUAL_DAYS: i64 = 14;

/// Something to choose.
pub(super) struct Named {
    pub value: &'static str,
    /// Key of the text.
    pub text: &'static str,
}

/// What the form is about.
pub(super) struct About {
    pub service: String,
    pub place: String,
    pub phone: String,
    pub ways: Vec<Named>,
}

#[derive(Template)]
#[template(path = "waiting/templates/join.html")]
struct JoinPage {
    p: Page,
    a: About,
    parts: Vec<Named>,
    path: String,
    /// First and last date that can be chosen.
    first: Date,
    last: Date,
    w: Asking,
    form: Form,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    /// The way that was looked at.
    #[serde(default)]
    mate: String,
    /// Set to wait for somebody else.
    #[serde(default)]
    andre: String,
}

/// Service and place by their slugs, as a wish for anything there.
fn wanted(directory: &Directory, path: &(String, String), today: Date) -> Result<Wish, Failure> {
    let service = directory.service(&path.0).filter(|service| service.active).ok_or(Failure::NotFound)?;
    let place = directory.place(&path.1).ok_or(Failure::NotFound)?;
    let wish = Wish {
        organisation: place.organisation,
        place: place.id,
        service: service.id,
        way: None,
        earliest: today,
        latest: plus(today, USUAL_DAYS),
        part: Part::Any,
    };
    match offers_for(directory, &wish).is_empty() {
        true => Err(Failure::NotFound),
        false => Ok(wish),
    }
}

fn plus(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days))
}

/// `GET /venteliste/{service}/{place}?mate=&andre=`
pub async fn form(
    mut visit: Visit,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html, Failure> {
    let wish = open(&mut visit, &path)?;
    let mut form = Form::filled([("fra", wish.earliest.to_string()), ("til", wish.latest.to_string())]);
    form.set("mate", asked.mate);
    let whom = Whom::open(&visit, wish.organisation, !asked.andre.is_empty()).await?;
    join_page(&visit, &path, &wish, &whom, form)
}

fn open(visit: &mut Visit, path: &(String, String)) -> Result<Wish, Failure> {
    let directory = directory::of(&visit.app);
    let wish = wanted(&directory, path, oslo_date(visit.app.clock().now()))?;
    if let Some(place) = directory.place_by_id(wish.place) {
        visit.lang = visit.lang_for(directory::written_at(&directory, place));
    }
    Ok(wish)
}

/// The words and choices of a form about a wish.
pub(super) fn about(visit: &Visit, directory: &Directory, wish: &Wish) -> Result<About, Failure> {
    let service = directory.service_by_id(wish.service).ok_or(Failure::NotFound)?;
    let place = directory.place_by_id(wish.place).ok_or(Failure::NotFound)?;
    let mut ways: Vec<Way> = offers_for(directory, wish).iter().map(|offered| offered.offer.way).collect();
    ways.sort_unstable();
    Ok(About {
        service: service.texts.in_lang(visit.lang).name.clone(),
        place: place.name.clone(),
        phone: place.phone.clone(),
        ways: ways.into_iter().map(|way| Named { value: way.code(), text: way.text() }).collect(),
    })
}

pub(super) fn parts() -> Vec<Named> {
    Part::ALL.map(|part| Named { value: part.code(), text: part.text() }).into()
}

fn join_page(visit: &Visit, path: &(String, String), wish: &Wish, whom: &Whom, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let face = directory.face(wish.organisation).ok_or(Failure::NotFound)?;
    let today = oslo_date(visit.app.clock().now());
    let wrong = !form.ok();
    let page = JoinPage {
        p: visit.page(visit.t("waiting-title")).of(face).with_form(&form),
        a: about(visit, &directory, wish)?,
        parts: parts(),
        w: whom.shown(visit, format!("/venteliste/{}/{}?mate={}", path.0, path.1, wish.way.map_or("", Way::code))),
        path: format!("/venteliste/{}/{}", path.0, path.1),
        first: today,
        last: plus(today, i64::from(LONGEST_DAYS)),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Reads way, dates and part of the day into a wish. What is wrong is marked in the form.
pub(super) fn read_wish(form: &mut Form, wish: &mut Wish, today: Date) {
    wish.way = Way::parse(form.value("mate"));
    wish.part = Part::parse(form.value("del")).unwrap_or_default();
    let mut date = |name: &str| match form.value(name).parse::<Date>() {
        Ok(date) => Some(date),
        Err(_) => {
            form.wrong(name, "waiting-date-wrong");
            None
        }
    };
    if let (Some(earliest), Some(latest)) = (date("fra"), date("til")) {
        (wish.earliest, wish.latest) = (earliest.max(today), latest);
        if latest < wish.earliest {
            form.wrong("til", "waiting-date-order");
        } else if latest > plus(today, i64::from(LONGEST_DAYS)) {
            form.wrong("til", "waiting-date-far");
        }
    }
}

/// An entry for a wish and a person.
pub(super) fn entry(wish: Wish, contact: Contact, proof: Proof, now: Timestamp) -> Entry {
    let pending = proof == Proof::Code;
    Entry {
        id: torg_base::new_id(),
        wish,
        state: if pending { State::Pending } else { State::Waiting },
        by_call: proof == Proof::Call,
        name: contact.name,
        phone: contact.phone.map(|phone| phone.as_str().to_owned()),
        lang: contact.lang,
        hidden: contact.hidden,
        unanswered: 0,
        expires: pending.then(|| expires(now)),
        codes: i32::from(pending),
        code_tries: 0,
        joined: now,
    }
}

/// `POST /venteliste/{service}/{place}`
pub async fn join(mut visit: Visit, Path(path): Path<(String, String)>, mut form: Form) -> Result<Response, Failure> {
    let mut wish = open(&mut visit, &path)?;
    let now = visit.app.clock().now();
    read_wish(&mut form, &mut wish, oslo_date(now));
    let whom = Whom::open(&visit, wish.organisation, form.checked("andre")).await?;
    let told = whom.read(&visit, &mut form);
    let Some(contact) = told.contact.filter(|_| form.ok()) else {
        return join_page(&visit, &path, &wish, &whom, form);
    };
    if !visit.app.limits().allow(Limit::Write, &visit.address) {
        return Err(Failure::TooMany);
    }
    // Nobody types a code where a yes stands; then it only matters whether an SMS arrives.
    let by_sms = proof_for(&visit, contact.phone.as_ref());
    let proof = match told.proof {
        Proof::Consent if by_sms == Proof::Code => Proof::Consent,
        _ => by_sms,
    };
    let entry = entry(wish, contact, proof, now);
    let (id, organisation) = (entry.id, entry.wish.organisation);
    let unit = Join { app: visit.app.clone(), actor: visit.actor().clone(), entry, helper: told.helper };
    visit.app.store().write(organisation, unit).await?;
    if told.proof == Proof::Consent {
        return Ok(Redirect::to("/bestill-for-andre").into_response());
    }
    Ok(Redirect::to(&address(&visit, id)).into_response())
}

fn address(visit: &Visit, id: Uuid) -> String {
    format!("/venteplass/{}", token::of(&visit.app, PURPOSE, id))
}

#[derive(Template)]
#[template(path = "waiting/templates/code.html")]
struct CodePage {
    p: Page,
    path: String,
    phone: String,
    last_digits: String,
    until: String,
    can_send_again: bool,
    /// Who helps, and until when they could.
    helper: Option<(String, String)>,
    form: Form,
}

#[derive(Template)]
#[template(path = "waiting/templates/entry.html")]
struct EntryPage {
    p: Page,
    path: String,
    a: About,
    /// Key of the way's name; none when any will do.
    way: Option<&'static str>,
    part: &'static str,
    dates: (String, String),
    /// How many joined before.
    before: i64,
    by_call: bool,
    hidden: bool,
    /// The time that is held, and until when.
    offer: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "waiting/templates/gone.html")]
struct GonePage {
    p: Page,
}

/// `GET /venteplass/{token}`: the page that fits where the entry stands.
pub async fn show(mut visit: Visit, Path(given): Path<String>) -> Result<Html, Failure> {
    match own(&mut visit, &given).await? {
        None => html(&GonePage { p: visit.page(visit.t("waiting-gone-title")) }),
        Some(entry) if entry.state == State::Pending => code_page(&visit, &entry, Form::default()).await,
        Some(entry) => entry_page(&visit, &entry).await,
    }
}

/// The entry, while it is there; one that waits for a code that is too old counts as gone.
async fn own(visit: &mut Visit, given: &str) -> Result<Option<Entry>, Failure> {
    let id = token::read(&visit.app, PURPOSE, given).ok_or(Failure::NotFound)?;
    let now = visit.app.clock().now();
    let db = visit.app.store().across(Across::OwnBookings);
    let found = store::by_id(&db, id).await?.filter(|entry| entry.expires.is_none_or(|at| at > now));
    if let Some(entry) = &found {
        let directory = directory::of(&visit.app);
        if let Some(place) = directory.place_by_id(entry.wish.place) {
            visit.lang = visit.lang_for(directory::written_at(&directory, place));
        }
    }
    Ok(found)
}

fn page_of(visit: &Visit, entry: &Entry, title: &str) -> Page {
    visit.page(visit.t(title)).of(directory::of(&visit.app).face(entry.wish.organisation))
}

async fn code_page(visit: &Visit, entry: &Entry, form: Form) -> Result<Html, Failure> {
    let db = visit.app.store().across(Across::OwnBookings);
    let helper = consents::of_waiting(&db, entry.id).await?;
    let directory = directory::of(&visit.app);
    let phone = entry.phone.clone().unwrap_or_default();
    let wrong = !form.ok();
    let page = CodePage {
        p: page_of(visit, entry, "code-title").with_form(&form),
        path: address(visit, entry.id),
        phone: directory.place_by_id(entry.wish.place).map(|place| place.phone.clone()).unwrap_or_default(),
        last_digits: phone::last_digits(&phone).to_owned(),
        until: entry.expires.map(clock_time).unwrap_or_default(),
        can_send_again: entry.codes < MOST_CODES,
        helper: helper.map(|c| (c.helper_name, long_date(oslo_date(c.until), visit.lang))),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

async fn entry_page(visit: &Visit, entry: &Entry) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let db = visit.app.store().within(entry.wish.organisation);
    let now = visit.app.clock().now();
    let offers = store::open_offers(&db, &[entry.id]).await?;
    let offer = offers.iter().find(|offer| offer.open_at(now));
    html(&EntryPage {
        p: page_of(visit, entry, "waiting-entry-title"),
        path: address(visit, entry.id),
        a: about(visit, &directory, &entry.wish)?,
        way: entry.wish.way.map(Way::text),
        part: entry.wish.part.text(),
        dates: (long_date(entry.wish.earliest, visit.lang), long_date(entry.wish.latest, visit.lang)),
        before: store::before(&db, entry).await?,
        by_call: entry.by_call,
        hidden: entry.hidden,
        offer: offer.map(|offer| (long_moment(offer.starts, visit.lang), long_moment(offer.until, visit.lang))),
    })
}

/// `POST /venteplass/{token}/kode`
pub async fn confirm(mut visit: Visit, Path(given): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let Some(entry) = own(&mut visit, &given).await? else { return Err(Failure::NotFound) };
    let code: String = form.value("code").chars().filter(char::is_ascii_digit).collect();
    if code.len() != 6 {
        form.wrong("code", "code-six-digits");
        return code_page(&visit, &entry, form).await;
    }
    if !visit.app.limits().allow(Limit::Guess, &visit.address) {
        return Err(Failure::TooMany);
    }
    let unit = Confirm { app: visit.app.clone(), id: entry.id, code };
    match visit.app.store().write(entry.wish.organisation, unit).await? {
        Confirmed::Yes => Ok(Redirect::to(&address(&visit, entry.id)).into_response()),
        Confirmed::Expired => html_wrong(&GonePage { p: visit.page(visit.t("waiting-gone-title")) }),
        Confirmed::Wrong => {
            form.wrong("code", "code-wrong");
            code_page(&visit, &entry, form).await
        }
    }
}

/// `POST /venteplass/{token}/ny-kode`
pub async fn new_code(mut visit: Visit, Path(given): Path<String>, _form: Form) -> Result<Response, Failure> {
    let Some(entry) = own(&mut visit, &given).await? else { return Err(Failure::NotFound) };
    let phone_ok = visit.may_text(entry.phone.as_deref().unwrap_or_default());
    let address_ok = visit.app.limits().allow(Limit::Guess, &visit.address);
    if !address_ok || !phone_ok {
        return Err(Failure::TooMany);
    }
    let unit = NewCode { app: visit.app.clone(), id: entry.id };
    visit.app.store().write(entry.wish.organisation, unit).await?;
    Ok(Redirect::to(&address(&visit, entry.id)).into_response())
}

/// `POST /venteplass/{token}/meld-av`
pub async fn leave(mut visit: Visit, Path(given): Path<String>, _form: Form) -> Result<Response, Failure> {
    if let Some(entry) = own(&mut visit, &given).await? {
        let unit = Leave { actor: visit.actor().clone(), id: entry.id };
        visit.app.store().write(entry.wish.organisation, unit).await?;
    }
    Ok(Redirect::to(&format!("/venteplass/{given}")).into_response())
}
