//! The people, rooms, equipment and courses of a place.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Uuid};
use torg_slots::needs::Tags;
use torg_slots::store::Resource;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::access::{self, Asked, Desk};
use super::confirm::{self, Change, Door};
use super::needs;
use super::outside::{self, Hit};
use super::units::{AddResource, ChangeResource, Deed};
use torg_booking::away::model::PEOPLE;
use torg_booking::feed::store as feed;
use torg_people::staff::store as staff;

/// Kinds that a manager can make. Those who meet people stand first: the first need of an offer decides its starts.
pub const KINDS: [&str; 7] = ["course", "person", "caseworker", "room", "equipment", "vehicle", "desk"];

/// Key of the word for a kind of resource.
pub fn kind_key(kind: &str) -> &'static str {
    match kind {
        "person" => "manage-resource-person",
        "caseworker" => "manage-resource-caseworker",
        "room" => "manage-resource-room",
        "equipment" => "manage-resource-equipment",
        "course" => "manage-resource-course",
        "vehicle" => "manage-resource-vehicle",
        "desk" => "manage-resource-desk",
        _ => "manage-resource-place",
    }
}

/// A resource in the list.
struct Line {
    id: Uuid,
    name: String,
    capacity: i32,
    /// «polsk, skatt».
    tags: String,
    active: bool,
}

/// All of one kind.
struct Group {
    kind: &'static str,
    title: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "manage/templates/resources.html")]
struct ResourcesPage {
    p: Page,
    place: String,
    base: String,
    groups: Vec<Group>,
    kinds: Vec<Choice>,
    form: Form,
    hits: Vec<Hit>,
    saved: bool,
}

/// `GET /styring/sted/{place}/ressurser`
pub async fn list(mut visit: Visit, Path(place): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let form =
        Form::filled([("kind", "person".to_owned()), ("capacity", "1".to_owned()), ("same_hours", "ja".to_owned())]);
    list_page(&visit, &desk, form, !asked.lagret.is_empty()).await
}

async fn list_page(visit: &Visit, desk: &Desk, form: Form, saved: bool) -> Result<Html, Failure> {
    let here = desk.directory.resources_at(desk.place.id);
    let line = |r: &Resource| Line {
        id: r.id,
        name: r.name.clone(),
        capacity: r.capacity,
        tags: needs::tags_text(visit, &r.tags),
        active: r.active,
    };
    let group = |kind: &'static str| Group {
        kind,
        title: visit.t(kind_key(kind)).to_owned(),
        lines: here.iter().filter(|r| r.kind == kind).map(line).collect(),
    };
    let wrong = !form.ok();
    let page = ResourcesPage {
        p: desk.page(visit, visit.t("manage-resources")).with_form(&form),
        place: desk.place.name.clone(),
        base: desk.address(""),
        groups: KINDS.into_iter().map(group).filter(|g| !g.lines.is_empty()).collect(),
        kinds: KINDS.map(|k| Choice { value: k.to_owned(), label: visit.t(kind_key(k)).to_owned() }).into(),
        form,
        hits: outside::hits(visit, desk).await?,
        saved,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /styring/sted/{place}/ressurser`
pub async fn add(mut visit: Visit, Path(place): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let kind = KINDS.into_iter().find(|k| *k == form.value("kind"));
    if kind.is_none() {
        form.wrong("kind", "manage-resource-kind-missing");
    }
    let blank = Resource {
        id: torg_base::new_id(),
        organisation_id: desk.place.organisation,
        place_id: desk.place.id,
        kind: kind.unwrap_or_default().to_owned(),
        name: String::new(),
        capacity: 1,
        active: true,
        tags: read_tags(&visit, &mut form),
    };
    let Some(resource) = read(&mut form, blank) else {
        return list_page(&visit, &desk, form, false).await;
    };
    let same_hours = form.checked("same_hours");
    let hours = desk.address(&format!("/apningstider?ressurs={}", resource.id));
    let deed = Deed::new(visit.actor(), "resource.added");
    desk.keep(&visit, AddResource { deed, resource, same_hours }).await?;
    // Without hours nobody can book it, so that is where one goes next.
    Ok(access::saved(&if same_hours { desk.address("/ressurser") } else { hours }))
}

/// Reads what it can and has. Wrong words stand as an error in the form.
fn read_tags(visit: &Visit, form: &mut Form) -> Tags {
    let typed = form.optional("tags", 400);
    needs::read_tags(visit, &typed).unwrap_or_else(|_| {
        form.wrong("tags", "manage-tags-wrong");
        Tags::default()
    })
}

/// Reads name and capacity. `None` only together with errors in the form.
pub fn read(form: &mut Form, mut resource: Resource) -> Option<Resource> {
    resource.name = form.required("name", 80, "manage-resource-name-missing");
    resource.capacity = form.number("capacity", 1, 1000, "manage-capacity-wrong");
    form.ok().then_some(resource)
}

#[derive(Template)]
#[template(path = "manage/templates/resource_form.html")]
struct ResourceFormPage {
    p: Page,
    place: String,
    base: String,
    id: Uuid,
    kind: &'static str,
    /// Whom a guide can be; empty for what is not a person.
    staff: Vec<Choice>,
    form: Form,
}

async fn form_page(visit: &Visit, desk: &Desk, resource: &Resource, form: Form) -> Result<Html, Failure> {
    let wrong = !form.ok();
    let page = ResourceFormPage {
        p: desk.page(visit, resource.name.clone()).with_form(&form),
        place: desk.place.name.clone(),
        base: desk.address(""),
        id: resource.id,
        kind: kind_key(&resource.kind),
        staff: staff_choices(visit, desk, resource).await?,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Nobody, or one of the organisation's staff.
async fn staff_choices(visit: &Visit, desk: &Desk, resource: &Resource) -> Result<Vec<Choice>, Failure> {
    if !PEOPLE.contains(&resource.kind.as_str()) {
        return Ok(Vec::new());
    }
    let db = visit.app.store().within(desk.place.organisation);
    let people = staff::people(&db, desk.place.organisation).await?;
    let named = people.into_iter().filter(|p| p.active).map(|p| Choice { value: p.id.to_string(), label: p.name });
    let nobody = Choice { value: String::new(), label: visit.t("manage-resource-staff-none").to_owned() };
    Ok(std::iter::once(nobody).chain(named).collect())
}

/// Reads whom a guide is. What is not one of the choices stands as an error in the form.
async fn read_staff(visit: &Visit, desk: &Desk, resource: &Resource, form: &mut Form) -> Result<Option<Uuid>, Failure> {
    let choices = staff_choices(visit, desk, resource).await?;
    let typed = form.value("staff").to_owned();
    if !typed.is_empty() && !choices.iter().any(|choice| choice.value == typed) {
        form.wrong("staff", "manage-resource-staff-wrong");
    }
    Ok(typed.parse().ok())
}

/// A resource that is changed here; the place's own hours are not one.
fn changeable(desk: &Desk, id: Uuid) -> Result<Resource, Failure> {
    let found = access::resource(&desk.directory, &desk.place, id)?;
    if found.kind == "place" { Err(Failure::NotFound) } else { Ok(found.clone()) }
}

/// `GET /styring/sted/{place}/ressurser/{resource}`
pub async fn open(mut visit: Visit, Path((place, id)): Path<(String, Uuid)>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let resource = changeable(&desk, id)?;
    let mut form = Form::filled([
        ("name", resource.name.clone()),
        ("capacity", resource.capacity.to_string()),
        ("tags", needs::tags_text(&visit, &resource.tags)),
    ]);
    if resource.active {
        form.set("active", "ja");
    }
    let db = visit.app.store().within(desk.place.organisation);
    if let Some(staff) = feed::staff_of(&db, id).await? {
        form.set("staff", staff.to_string());
    }
    form_page(&visit, &desk, &resource, form).await
}

/// `POST /styring/sted/{place}/ressurser/{resource}`
pub async fn change(
    mut visit: Visit,
    Path((place, id)): Path<(String, Uuid)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &place, Action::EditPlaces)?;
    let known = changeable(&desk, id)?;
    let tags = read_tags(&visit, &mut form);
    let staff = read_staff(&visit, &desk, &known, &mut form).await?;
    let Some(mut resource) = read(&mut form, Resource { tags, ..known.clone() }) else {
        return form_page(&visit, &desk, &known, form).await;
    };
    resource.active = form.checked("active");
    if form.checked(confirm::AGAIN) {
        return form_page(&visit, &desk, &known, form).await;
    }
    let address = desk.address(&format!("/ressurser/{id}"));
    if let Some(asked) = confirm::ask(&visit, &desk, &form, Change::Resource(&resource), Door::form(address)).await? {
        return Ok(asked);
    }
    let action = match (known.active, resource.active) {
        (true, false) => "resource.switched-off",
        (false, true) => "resource.switched-on",
        _ => "resource.changed",
    };
    desk.keep(&visit, ChangeResource { deed: Deed::new(visit.actor(), action), resource, staff }).await?;
    Ok(access::saved(&desk.address("/ressurser")))
}
