//! The service list: one's own services in all three languages, and others' to read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Lang, Scope};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Face, Failure, Form, Page, Visit};

use super::access::{self, Asked, Choice};
use super::fields;
use super::units::{Deed, PutService};
use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::model::{Service, Texts, Wording};

/// Kinds of services, as stored.
const KINDS: [&str; 3] = ["guidance", "caseworker", "group"];
/// How often a new slug is looked for when others take the same one at the same moment.
const SLUG_TRIES: usize = 3;

/// Key of the word for a kind of service.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        "caseworker" => "manage-kind-caseworker",
        "group" => "manage-kind-group",
        _ => "manage-kind-guidance",
    }
}

/// A service in the list.
struct Line {
    slug: String,
    name: String,
    agency: String,
    minutes: i32,
    active: bool,
    /// Who keeps it.
    keeper: String,
}

#[derive(Template)]
#[template(path = "manage/templates/services.html")]
struct ServicesPage {
    p: Page,
    organisation: Organisation,
    choices: Vec<Choice>,
    own: Vec<Line>,
    others: Vec<Line>,
    saved: bool,
}

/// `GET /styring/tjenester?org=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditServices)?;
    visit.require(Action::EditServices, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let line = |service: &Arc<Service>| Line {
        slug: service.slug.clone(),
        name: service.texts.in_lang(visit.lang).name.clone(),
        agency: service.agency.clone(),
        minutes: service.minutes,
        active: service.active,
        keeper: keeper(&directory, service),
    };
    let (own, others): (Vec<_>, Vec<_>) = directory.services.iter().partition(|s| s.organisation == organisation.id);
    let mut lists = [own, others].map(|list| list.into_iter().map(line).collect::<Vec<_>>());
    lists.iter_mut().for_each(|list| list.sort_by_cached_key(|l| l.name.to_lowercase()));
    let [own, others] = lists;
    html(&ServicesPage {
        p: visit.page(visit.t("manage-services")).of(&organisation.face).staff(),
        choices: choices(&visit, &directory, "/styring/tjenester", Action::EditServices),
        organisation,
        own,
        others,
        saved: !asked.lagret.is_empty(),
    })
}

/// Ways to the same page of the manager's other organisations; none when there is one only.
pub fn choices(visit: &Visit, directory: &Directory, path: &str, action: Action) -> Vec<Choice> {
    let own = access::organisations(visit.actor(), directory, action);
    let several = own.len() > 1;
    own.into_iter()
        .filter(|_| several)
        .map(|o| Choice { value: format!("{path}?org={}", o.slug), label: o.name })
        .collect()
}

fn keeper(directory: &Directory, service: &Service) -> String {
    directory.organisations.get(&service.organisation).map(|o| o.name.clone()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "manage/templates/service_form.html")]
struct ServiceFormPage {
    p: Page,
    action: String,
    back: String,
    /// Where the public sees it; none for a new one.
    public: Option<String>,
    kinds: Vec<Choice>,
    form: Form,
}

#[derive(Template)]
#[template(path = "manage/templates/service_shown.html")]
struct ServiceShownPage {
    p: Page,
    service: Arc<Service>,
    kind: &'static str,
    keeper: String,
}

fn form_page(
    visit: &Visit,
    face: &Arc<Face>,
    service: Option<&Service>,
    org: &str,
    form: Form,
) -> Result<Html, Failure> {
    let title = service.map_or(visit.t("manage-service-new"), |s| &s.texts.in_lang(visit.lang).name).to_owned();
    let wrong = !form.ok();
    let kind = |kind: &&str| Choice { value: (*kind).to_owned(), label: visit.t(kind_key(kind)).to_owned() };
    let page = ServiceFormPage {
        p: visit.page(title).of(face).staff().with_form(&form),
        action: match service {
            Some(service) => format!("/styring/tjenester/{}", service.slug),
            None => format!("/styring/tjenester/ny?org={org}"),
        },
        back: format!("/styring/tjenester?org={org}"),
        public: service.filter(|s| s.active).map(|s| format!("/tjenester/{}", s.slug)),
        kinds: KINDS.iter().map(kind).collect(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/tjenester/ny?org=`
pub async fn new(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditServices)?;
    visit.require(Action::EditServices, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let form =
        Form::filled([("minutes", "30".to_owned()), ("kind", "guidance".to_owned()), ("active", "ja".to_owned())]);
    form_page(&visit, &organisation.face, None, &organisation.slug, form)
}

/// `POST /styring/tjenester/ny?org=`
pub async fn add(mut visit: Visit, Query(asked): Query<Asked>, mut form: Form) -> Result<Response, Failure> {
    let mut directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditServices)?;
    visit.require(Action::EditServices, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let Some(mut service) = read(&mut form, blank(&organisation)) else {
        return form_page(&visit, &organisation.face, None, &organisation.slug, form);
    };
    for last in (0..SLUG_TRIES).rev() {
        service.slug = fields::free_slug(&service.texts.nb.name, |slug| directory.service(slug).is_some());
        let deed = Deed::new(visit.actor(), "service.added");
        match access::keep(&visit, organisation.id, PutService { deed, service: service.clone() }).await {
            Ok(()) => break,
            // Somebody else made a service of the same name just now.
            Err(Failure::Store(torg_store::Error::Conflict(_))) if last > 0 => {
                visit.app.part::<Directories>().refresh(visit.app.store()).await?;
                directory = directory::of(&visit.app);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(access::saved(&format!("/styring/tjenester?org={}", organisation.slug)))
}

fn blank(organisation: &Organisation) -> Service {
    Service {
        id: torg_base::new_id(),
        organisation: organisation.id,
        slug: String::new(),
        agency: String::new(),
        self_service_url: String::new(),
        minutes: 30,
        kind: KINDS[0].to_owned(),
        texts: Texts::default(),
        active: true,
    }
}

/// `GET /styring/tjenester/{service}`: a form for those who keep it, else the texts and who to ask.
pub async fn open(mut visit: Visit, Path(slug): Path<String>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    match access::service(visit.actor(), &directory, &slug) {
        Ok(service) => {
            let organisation = kept_by(&mut visit, &directory, &service)?;
            form_page(&visit, &organisation.face, Some(&service), &organisation.slug, filled(&service))
        }
        Err(_) => {
            // Services are public: anybody who keeps some may read the others here.
            let service = directory.service(&slug).cloned().ok_or(Failure::NotFound)?;
            let own = access::organisation(visit.actor(), &directory, "", Action::EditServices)?;
            visit.lang = visit.lang_for(own.written);
            let title = service.texts.in_lang(visit.lang).name.clone();
            let p = visit.page(title).of(&own.face).staff();
            html(&ServiceShownPage { p, kind: kind_key(&service.kind), keeper: keeper(&directory, &service), service })
        }
    }
}

/// The organisation that keeps a service, when the actor may edit for it.
fn kept_by(visit: &mut Visit, directory: &Directory, service: &Service) -> Result<Organisation, Failure> {
    visit.require(Action::EditServices, Scope::Organisation(service.organisation))?;
    let organisation = directory.organisations.get(&service.organisation).cloned().ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(organisation.written);
    Ok(organisation)
}

/// `POST /styring/tjenester/{service}`
pub async fn change(mut visit: Visit, Path(slug): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    let organisation = kept_by(&mut visit, &directory, &service)?;
    let Some(changed) = read(&mut form, (*service).clone()) else {
        return form_page(&visit, &organisation.face, Some(&service), &organisation.slug, form);
    };
    let deed = Deed::new(visit.actor(), "service.changed");
    access::keep(&visit, organisation.id, PutService { deed, service: changed }).await?;
    Ok(access::saved(&format!("/styring/tjenester?org={}", organisation.slug)))
}

/// The form of a service as it stands.
fn filled(service: &Service) -> Form {
    let mut form = Form::filled([
        ("agency", service.agency.clone()),
        ("url", service.self_service_url.clone()),
        ("minutes", service.minutes.to_string()),
        ("kind", service.kind.clone()),
    ]);
    if service.active {
        form.set("active", "ja");
    }
    for lang in Lang::ALL {
        let (texts, code) = (service.texts.in_lang(lang), lang.code());
        form.set(&format!("name-{code}"), &texts.name);
        form.set(&format!("promise-{code}"), &texts.promise);
        form.set(&format!("boundary-{code}"), &texts.boundary);
        form.set(&format!("bring-{code}"), texts.bring.join("\n"));
        form.set(&format!("keywords-{code}"), texts.keywords.join("\n"));
    }
    form
}

/// Reads the form into a service that keeps its key and slug. `None` only together with errors in the form.
pub fn read(form: &mut Form, mut service: Service) -> Option<Service> {
    for lang in Lang::ALL {
        *service.texts.in_lang_mut(lang) = wording(form, lang);
    }
    service.agency = form.required("agency", 80, "manage-agency-missing");
    service.self_service_url = fields::web_address(form, "url");
    service.minutes = form.number("minutes", 5, 480, "manage-minutes-wrong");
    service.active = form.checked("active");
    match KINDS.iter().find(|k| **k == form.value("kind")) {
        Some(kind) => service.kind = (*kind).to_owned(),
        None => form.wrong("kind", "manage-kind-missing"),
    }
    form.ok().then_some(service)
}

fn wording(form: &mut Form, lang: Lang) -> Wording {
    let code = lang.code();
    // Each message says its language: the list at the top of the page would otherwise say the same thrice.
    let (no_name, no_promise) = match lang {
        Lang::Nb => ("manage-name-missing-nb", "manage-promise-missing-nb"),
        Lang::Nn => ("manage-name-missing-nn", "manage-promise-missing-nn"),
        Lang::En => ("manage-name-missing-en", "manage-promise-missing-en"),
    };
    Wording {
        name: form.required(&format!("name-{code}"), 80, no_name),
        promise: form.required(&format!("promise-{code}"), 400, no_promise),
        boundary: form.optional(&format!("boundary-{code}"), 400),
        bring: fields::lines(form, &format!("bring-{code}"), 12, 120),
        keywords: fields::lines(form, &format!("keywords-{code}"), 40, 80),
    }
}
