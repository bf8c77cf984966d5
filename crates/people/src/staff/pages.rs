//! The manager's pages about staff.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use torg_base::{Action, Actor, Role, Scope, Uuid, policy};
use torg_store::Reads;
use torg_web::page::{html, html_wrong};
use torg_web::{Choice, Face, Failure, Form, Html, Page, Visit};

use super::change::{self, Add, Change, Done, GiveRole, TakeRole};
use super::model::{self, GRANTABLE, Grant, Refusal, SUPERVISORS};
use super::store::{self, Person, RoleRow};
use super::{PlaceNamesPart, role_key};

/// The organisation that is worked in, and what there is to choose from.
struct Desk {
    organisation: Uuid,
    face: Option<Arc<Face>>,
    places: Vec<(Uuid, String)>,
    /// Other organisations of the same manager, by name.
    others: Vec<Choice>,
    /// `?org=…` for every link, when there is more than one organisation.
    suffix: String,
}

impl Desk {
    /// The organisation in the address, if the person is its manager, or else the first one of theirs.
    fn of(visit: &Visit) -> Result<Desk, Failure> {
        let actor = visit.actor();
        let own: Vec<Uuid> = actor.organisations_as(&[Role::Manager]);
        let own: Vec<Uuid> = own.into_iter().filter(|id| manages(actor, *id)).collect();
        let query = Form::from_query(visit.path.split_once('?').map_or("", |(_, query)| query));
        let organisation = match query.value("org") {
            "" => own.first().copied(),
            wanted => Uuid::parse_str(wanted).ok(),
        };
        let organisation = organisation.ok_or(Failure::NotFound)?;
        visit.require(Action::EditStaff, Scope::Organisation(organisation))?;
        let names = visit.app.part::<PlaceNamesPart>();
        let label = |id: Uuid| names.0.organisation(id).map_or_else(|| id.to_string(), |face| face.name.clone());
        let others = own.iter().filter(|id| **id != organisation);
        Ok(Desk {
            organisation,
            face: names.0.organisation(organisation),
            places: names.0.places(organisation),
            others: others.map(|id| Choice { value: id.to_string(), label: label(*id) }).collect(),
            suffix: if own.len() > 1 { format!("?org={organisation}") } else { String::new() },
        })
    }

    fn db(&self, visit: &Visit) -> Reads {
        visit.app.store().within(self.organisation)
    }

    fn page(&self, visit: &Visit, title: impl Into<String>) -> Page {
        let page = visit.page(title).staff();
        match &self.face {
            Some(face) => page.of(face),
            None => page,
        }
    }

    fn place_ids(&self) -> Vec<Uuid> {
        self.places.iter().map(|(id, _)| *id).collect()
    }

    /// «Veileder, Røst»
    fn role_text(&self, visit: &Visit, row: &RoleRow) -> String {
        let role = row.role().map_or(row.role.as_str(), |role| visit.t(role_key(role)));
        match self.places.iter().find(|(id, _)| row.place_id == Some(*id)) {
            Some((_, place)) => format!("{role}, {place}"),
            None => role.to_owned(),
        }
    }
}

fn manages(actor: &Actor, organisation: Uuid) -> bool {
    policy::permits(actor, Action::EditStaff, Scope::Organisation(organisation))
}

/// What the fields of a role offer.
struct RoleChoices {
    roles: Vec<Choice>,
    places: Vec<Choice>,
    supervisors: Vec<Choice>,
}

impl RoleChoices {
    async fn read(visit: &Visit, desk: &Desk) -> Result<RoleChoices, Failure> {
        let (people, rows) = (
            store::people(&desk.db(visit), desk.organisation).await?,
            store::roles(&desk.db(visit), desk.organisation).await?,
        );
        let fit = |person: &&Person| {
            person.active
                && rows.iter().any(|r| r.staff_id == person.id && r.role().is_some_and(|r| SUPERVISORS.contains(&r)))
        };
        let first = |key: &str| Choice { value: String::new(), label: visit.t(key).to_owned() };
        let place = |(id, name): &(Uuid, String)| Choice { value: id.to_string(), label: name.clone() };
        let supervisor = |person: &Person| Choice { value: person.id.to_string(), label: person.name.clone() };
        Ok(RoleChoices {
            roles: GRANTABLE
                .iter()
                .map(|role| Choice { value: role.code().to_owned(), label: visit.t(role_key(*role)).to_owned() })
                .collect(),
            places: std::iter::once(first("staff-place-all")).chain(desk.places.iter().map(place)).collect(),
            supervisors: std::iter::once(first("staff-supervisor-none"))
                .chain(people.iter().filter(fit).map(supervisor))
                .collect(),
        })
    }
}

#[derive(Template)]
#[template(path = "staff/templates/list.html")]
struct List {
    p: Page,
    desk: Desk,
    lines: Vec<Line>,
}

struct Line {
    id: Uuid,
    name: String,
    email: String,
    roles: Vec<String>,
    active: bool,
}

#[derive(Template)]
#[template(path = "staff/templates/new.html")]
struct New {
    p: Page,
    form: Form,
    desk: Desk,
    choices: RoleChoices,
}

#[derive(Template)]
#[template(path = "staff/templates/edit.html")]
struct Edit {
    p: Page,
    form: Form,
    desk: Desk,
    choices: RoleChoices,
    person: Person,
    /// Whether name, address and account may be changed here.
    within_reach: bool,
    roles: Vec<HeldRole>,
}

/// A role as shown; one that a manager cannot give is shown and cannot be taken away.
struct HeldRole {
    id: Uuid,
    text: String,
    supervisor: Option<String>,
    grantable: bool,
}

/// GET `/styring/ansatte`
pub(super) async fn list(visit: Visit) -> Result<Html, Failure> {
    let desk = Desk::of(&visit)?;
    let people = store::people(&desk.db(&visit), desk.organisation).await?;
    let rows = store::roles(&desk.db(&visit), desk.organisation).await?;
    let line = |person: Person| Line {
        roles: rows.iter().filter(|r| r.staff_id == person.id).map(|r| desk.role_text(&visit, r)).collect(),
        id: person.id,
        name: person.name,
        email: person.email.unwrap_or_default(),
        active: person.active,
    };
    let lines = people.into_iter().map(line).collect();
    html(&List { p: desk.page(&visit, visit.t("staff-title")), desk, lines })
}

/// GET `/styring/ansatte/ny`
pub(super) async fn new(visit: Visit) -> Result<Html, Failure> {
    let desk = Desk::of(&visit)?;
    html(&new_page(&visit, desk, Form::default()).await?)
}

async fn new_page(visit: &Visit, desk: Desk, mut form: Form) -> Result<New, Failure> {
    form.set("pid", "");
    let choices = RoleChoices::read(visit, &desk).await?;
    Ok(New { p: desk.page(visit, visit.t("staff-new-title")).with_form(&form), form, desk, choices })
}

/// POST `/styring/ansatte/ny`
pub(super) async fn add(visit: Visit, mut form: Form) -> Result<Html, Failure> {
    let desk = Desk::of(&visit)?;
    let typed = Typed::read(&visit, &mut form);
    if typed.email.is_none() && typed.pid_hash.is_none() {
        form.wrong("email", "staff-wrong-email-or-pid");
    }
    let grant = grant(&desk, &mut form);
    let (true, Some(grant)) = (form.ok(), grant) else {
        return html_wrong(&new_page(&visit, desk, form).await?);
    };
    let actor = visit.actor().clone();
    let unit = Add { actor, name: typed.name, email: typed.email, pid_hash: typed.pid_hash, grant };
    match change::settled(visit.app.store().write(desk.organisation, unit).await)? {
        Ok(id) => Ok(to_person(&visit, &desk, id)),
        Err(refusal) => {
            refuse(&mut form, refusal)?;
            html_wrong(&new_page(&visit, desk, form).await?)
        }
    }
}

/// GET `/styring/ansatte/{id}`
pub(super) async fn open(visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let desk = Desk::of(&visit)?;
    html(&edit_page(&visit, desk, read_id(&id)?, None).await?)
}

/// The page of one person; `form` holds what was typed when something was wrong with it.
async fn edit_page(visit: &Visit, desk: Desk, id: Uuid, typed: Option<Form>) -> Result<Edit, Failure> {
    let person = store::person(&desk.db(visit), desk.organisation, id).await?.ok_or(Failure::NotFound)?;
    let mut form = typed.unwrap_or_default();
    form.set("pid", "");
    if form.value("name").is_empty() && form.problem("name").is_none() {
        fill(&mut form, &person);
    }
    let rows = store::roles(&desk.db(visit), desk.organisation).await?;
    let people = store::people(&desk.db(visit), desk.organisation).await?;
    let name_of = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone());
    let shown = |row: &RoleRow| HeldRole {
        id: row.id,
        text: desk.role_text(visit, row),
        supervisor: row.supervisor_id.and_then(name_of),
        grantable: row.role().is_some_and(model::grantable),
    };
    let roles = rows.iter().filter(|r| r.staff_id == id).map(shown).collect();
    let choices = RoleChoices::read(visit, &desk).await?;
    let p = desk.page(visit, person.name.clone()).with_form(&form);
    let within_reach = person.within_reach(desk.organisation);
    Ok(Edit { p, form, desk, choices, person, within_reach, roles })
}

fn fill(form: &mut Form, person: &Person) {
    form.set("name", person.name.clone());
    form.set("email", person.email.clone().unwrap_or_default());
    form.set("active", if person.active { "ja" } else { "" });
}

/// POST `/styring/ansatte/{id}`
pub(super) async fn change(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Html, Failure> {
    let (desk, staff) = (Desk::of(&visit)?, read_id(&id)?);
    let person = store::person(&desk.db(&visit), desk.organisation, staff).await?.ok_or(Failure::NotFound)?;
    let typed = Typed::read(&visit, &mut form);
    if typed.email.is_none() && typed.pid_hash.is_none() && !person.has_pid {
        form.wrong("email", "staff-wrong-email-or-pid");
    }
    if !form.ok() {
        return html_wrong(&edit_page(&visit, desk, staff, Some(form)).await?);
    }
    let unit = Change {
        actor: visit.actor().clone(),
        staff,
        name: typed.name,
        email: typed.email,
        pid_hash: typed.pid_hash,
        active: form.checked("active"),
    };
    let outcome = change::settled(visit.app.store().write(desk.organisation, unit).await)?;
    finish(&visit, desk, staff, form, outcome, None).await
}

/// POST `/styring/ansatte/{id}/rolle`
pub(super) async fn give_role(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Html, Failure> {
    let (desk, staff) = (Desk::of(&visit)?, read_id(&id)?);
    let Some(grant) = grant(&desk, &mut form) else {
        return html_wrong(&edit_page(&visit, desk, staff, Some(form)).await?);
    };
    let unit = GiveRole { actor: visit.actor().clone(), staff, grant };
    let outcome = visit.app.store().write(desk.organisation, unit).await?;
    finish(&visit, desk, staff, form, outcome, None).await
}

/// POST `/styring/ansatte/{id}/rolle/{role}/fjern`
pub(super) async fn take_role(
    visit: Visit,
    Path((id, role)): Path<(String, String)>,
    form: Form,
) -> Result<Html, Failure> {
    let (desk, staff) = (Desk::of(&visit)?, read_id(&id)?);
    let unit = TakeRole { actor: visit.actor().clone(), staff, role: read_id(&role)? };
    let outcome = visit.app.store().write(desk.organisation, unit).await?;
    finish(&visit, desk, staff, form, outcome, Some("role")).await
}

/// Back to the person's page after a change, or the page with what was wrong, at `field` if it is given.
async fn finish(
    visit: &Visit,
    desk: Desk,
    staff: Uuid,
    mut form: Form,
    outcome: Done<()>,
    field: Option<&str>,
) -> Result<Html, Failure> {
    match (outcome, field) {
        (Ok(()), _) => return Ok(to_person(visit, &desk, staff)),
        (Err(Refusal::NotFound), _) => return Err(Failure::NotFound),
        (Err(refusal), Some(field)) => form.wrong(field, refusal.field().1),
        (Err(refusal), None) => refuse(&mut form, refusal)?,
    }
    html_wrong(&edit_page(visit, desk, staff, Some(form)).await?)
}

/// Who somebody is, as typed.
struct Typed {
    name: String,
    email: Option<String>,
    pid_hash: Option<Vec<u8>>,
}

impl Typed {
    fn read(visit: &Visit, form: &mut Form) -> Typed {
        let name = form.required("name", 100, "staff-wrong-name");
        let email = match form.optional("email", 200) {
            empty if empty.is_empty() => None,
            typed => {
                let email = model::email(&typed);
                if email.is_none() {
                    form.wrong("email", "staff-wrong-email");
                }
                email
            }
        };
        let pid = match form.value("pid").to_owned() {
            empty if empty.is_empty() => None,
            typed => {
                let pid = model::pid(&typed);
                if pid.is_none() {
                    form.wrong("pid", "staff-wrong-pid");
                }
                pid
            }
        };
        Typed { name, email, pid_hash: pid.map(|pid| store::pid_hash(visit.app.store().keys(), &pid)) }
    }
}

/// The role that was chosen, when a manager of this organisation may give it.
fn grant(desk: &Desk, form: &mut Form) -> Option<Grant> {
    let Some(role) = Role::parse(form.value("role")) else {
        form.wrong("role", "staff-wrong-role");
        return None;
    };
    let place = optional_id(form, "place", "staff-wrong-place");
    let supervisor = optional_id(form, "supervisor", "staff-wrong-supervisor");
    let grant = Grant { role, place, supervisor };
    if let Err(refusal) = grant.check(&desk.place_ids()) {
        let (field, message) = refusal.field();
        form.wrong(field, message);
    }
    form.ok().then_some(grant)
}

fn optional_id(form: &mut Form, name: &str, message: &'static str) -> Option<Uuid> {
    let typed = form.value(name);
    if typed.is_empty() {
        return None;
    }
    let id = Uuid::parse_str(typed).ok();
    if id.is_none() {
        form.wrong(name, message);
    }
    id
}

fn refuse(form: &mut Form, refusal: Refusal) -> Result<(), Failure> {
    if refusal == Refusal::NotFound {
        return Err(Failure::NotFound);
    }
    let (field, message) = refusal.field();
    form.wrong(field, message);
    Ok(())
}

/// Shows the person after a change, which works at once on this copy and within seconds on others.
fn to_person(visit: &Visit, desk: &Desk, id: Uuid) -> Html {
    visit.app.sessions().forget();
    Redirect::to(&format!("/styring/ansatte/{id}{}", desk.suffix)).into_response()
}

fn read_id(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|_| Failure::NotFound)
}
