//! The organisation's own page, and the facts about a place.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::colour::Colour;
use torg_base::{Action, Lang, Scope, orgnr};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::access::{self, Asked, Desk};
use super::fields;
use super::services::choices;
use super::units::{Deed, PutOrganisation, PutPlace};
use torg_catalogue::directory;
use torg_catalogue::places::model::{Organisation, Place};
use torg_catalogue::places::store::OrganisationRow;

#[derive(Template)]
#[template(path = "manage/templates/organisation.html")]
struct OrganisationPage {
    p: Page,
    slug: String,
    choices: Vec<Choice>,
    written: Vec<Choice>,
    form: Form,
    saved: bool,
}

fn own(visit: &mut Visit, slug: &str) -> Result<(Organisation, Vec<Choice>), Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, slug, Action::EditOrganisation)?;
    visit.require(Action::EditOrganisation, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let choices = choices(visit, &directory, "/styring/organisasjon", Action::EditOrganisation);
    Ok((organisation, choices))
}

fn organisation_page(
    visit: &Visit,
    organisation: &Organisation,
    choices: Vec<Choice>,
    form: Form,
    saved: bool,
) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let written = [Lang::Nb, Lang::Nn];
    let page = OrganisationPage {
        p: visit.page(visit.t("manage-organisation")).of(&organisation.face).staff().with_form(&form),
        slug: organisation.slug.clone(),
        choices,
        written: written.map(|l| Choice { value: l.code().to_owned(), label: l.own_name().to_owned() }).into(),
        form,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/organisasjon?org=`
pub async fn show(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let (organisation, choices) = own(&mut visit, &asked.org)?;
    let face = &organisation.face;
    let form = Form::filled([
        ("name", organisation.name.clone()),
        ("written", organisation.written.code().to_owned()),
        ("accent", face.accent.clone()),
        ("accessibility_url", face.accessibility_url.clone()),
        ("phone", face.phone.clone()),
        ("orgnr", organisation.orgnr.clone()),
    ]);
    organisation_page(&visit, &organisation, choices, form, !asked.lagret.is_empty())
}

/// `POST /styring/organisasjon?org=`
pub async fn change(mut visit: Visit, Query(asked): Query<Asked>, mut form: Form) -> Result<Response, Failure> {
    let (organisation, choices) = own(&mut visit, &asked.org)?;
    let Some(row) = read(&mut form, &organisation) else {
        return organisation_page(&visit, &organisation, choices, form, false);
    };
    let deed = Deed::new(visit.actor(), "organisation.changed");
    access::keep(&visit, organisation.id, PutOrganisation { deed, row }).await?;
    Ok(access::saved(&format!("/styring/organisasjon?org={}", organisation.slug)))
}

/// Reads the form of an organisation. `None` only together with errors in the form.
pub fn read(form: &mut Form, organisation: &Organisation) -> Option<OrganisationRow> {
    let name = form.required("name", 80, "manage-name-missing");
    let written = Lang::parse(form.value("written")).filter(|l| *l != Lang::En);
    if written.is_none() {
        form.wrong("written", "manage-written-missing");
    }
    let accent = form.value("accent").to_lowercase();
    // It is put into a stylesheet, so nothing but hexadecimal digits may follow the `#`.
    let plain = accent.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    match Colour::parse(&accent).filter(|_| plain) {
        None => form.wrong("accent", "manage-accent-wrong"),
        Some(colour) if !colour.carries_white_text() => form.wrong("accent", "manage-accent-pale"),
        Some(_) => {}
    }
    let accessibility_url = fields::web_address(form, "accessibility_url");
    let phone = fields::phone(form, "phone");
    let orgnr: String = form.value("orgnr").chars().filter(|c| !c.is_whitespace()).collect();
    if !orgnr.is_empty() && !orgnr::valid(&orgnr) {
        form.wrong("orgnr", "manage-orgnr-wrong");
    }
    form.ok().then(|| OrganisationRow {
        id: organisation.id,
        slug: organisation.slug.clone(),
        name,
        written: written.unwrap_or_default().code().to_owned(),
        accent,
        accessibility_url,
        phone,
        orgnr,
    })
}

#[derive(Template)]
#[template(path = "manage/templates/place_form.html")]
struct PlaceFormPage {
    p: Page,
    place: String,
    base: String,
    form: Form,
    saved: bool,
}

fn place_page(visit: &Visit, desk: &Desk, form: Form, saved: bool) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let page = PlaceFormPage {
        p: desk.page(visit, visit.t("manage-place")).with_form(&form),
        place: desk.place.name.clone(),
        base: desk.address(""),
        form,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/sted/{place}`
pub async fn place(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &slug, Action::EditPlaces)?;
    let place = &desk.place;
    let form = Form::filled([
        ("name", place.name.clone()),
        ("address", place.address.clone()),
        ("phone", place.phone.clone()),
        ("email", place.email.clone()),
        ("latitude", place.latitude.to_string().replace('.', ",")),
        ("longitude", place.longitude.to_string().replace('.', ",")),
        ("queue", if place.queue { "ja".to_owned() } else { String::new() }),
    ]);
    place_page(&visit, &desk, form, !asked.lagret.is_empty())
}

/// `POST /styring/sted/{place}`
pub async fn change_place(mut visit: Visit, Path(slug): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &slug, Action::EditPlaces)?;
    let Some(place) = read_place(&mut form, &desk.place) else {
        return place_page(&visit, &desk, form, false);
    };
    let deed = Deed::new(visit.actor(), "place.changed");
    desk.keep(&visit, PutPlace { deed, place }).await?;
    Ok(access::saved(&desk.address("")))
}

/// Reads the form of a place that keeps its key, slug and municipality. `None` only together with errors in the form.
pub fn read_place(form: &mut Form, known: &Place) -> Option<Place> {
    let place = Place {
        name: form.required("name", 80, "manage-name-missing"),
        address: form.required("address", 160, "manage-address-missing"),
        phone: fields::phone(form, "phone"),
        email: fields::email(form, "email"),
        latitude: fields::degrees(form, "latitude", 90.0, "manage-latitude-wrong"),
        longitude: fields::degrees(form, "longitude", 180.0, "manage-longitude-wrong"),
        queue: form.checked("queue"),
        ..known.clone()
    };
    form.ok().then_some(place)
}
