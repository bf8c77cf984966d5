//! The service list: one's own services in all three languages, and others' to read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::{Action, Lang, Scope, time::short_date};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Face, Failure, Form, Page, Visit};

use super::access::{self, Asked};
use super::fields;
use super::units::{Deed, PutService};
use crate::cards::plain::{self, Help};
use crate::cards::standing::{self, Standing};
use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::notices;
use torg_catalogue::places::model::Organisation;
use torg_catalogue::services::card::{EVENTS, Facts, LANGUAGES, Legal, THEMES};
use torg_catalogue::services::model::{KEYWORD, KEYWORDS, Service, Texts, Wording};
use torg_catalogue::services::store::CHANGED_MEANWHILE;

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
    href: String,
    /// Where a centre says how far help may go; empty for those who are no centre.
    limits: String,
    name: String,
    agency: String,
    minutes: i32,
    active: bool,
    /// Who keeps it.
    keeper: String,
    /// Nobody has checked the text for too long: for how long.
    unchecked: Option<String>,
    /// The card has changed since the centre last looked at it.
    changed: bool,
    /// The centre has its own text.
    own_text: bool,
}

#[derive(Template)]
#[template(path = "manage/templates/services.html")]
struct ServicesPage {
    p: Page,
    organisation: Organisation,
    choices: Vec<Choice>,
    own: Vec<Line>,
    others: Vec<Line>,
    /// How many of the others have changed.
    changed: usize,
    saved: bool,
}

/// `GET /styring/tjenester?org=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditCards)?;
    visit.require(Action::EditCards, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let line = |service: &Arc<Service>| line(&visit, &directory, &organisation, service);
    let (own, others): (Vec<_>, Vec<_>) = directory.services.iter().partition(|s| s.organisation == organisation.id);
    let mut lists = [own, others].map(|list| list.into_iter().map(line).collect::<Vec<_>>());
    lists.iter_mut().for_each(|list| list.sort_by_cached_key(|l| l.name.to_lowercase()));
    let [own, others] = lists;
    let changed = others.iter().filter(|l| l.changed).count();
    html(&ServicesPage {
        p: visit.page(visit.t("manage-services")).of(&organisation.face).staff(),
        choices: choices(&visit, &directory, "/styring/tjenester", Action::EditCards),
        organisation,
        own,
        others,
        changed,
        saved: !asked.lagret.is_empty(),
    })
}

fn line(visit: &Visit, directory: &Directory, organisation: &Organisation, service: &Service) -> Line {
    let own = service.organisation == organisation.id;
    // Only centres have a way of their own with others' cards; agencies and operators read them.
    let centre = directory.places.iter().any(|p| p.organisation == organisation.id);
    let local = directory.local(organisation.id, service.id).filter(|_| centre && !own);
    let shown = directory.service_for(organisation.id, service.id).map_or(service, |s| s);
    Line {
        href: match own || !centre {
            true => format!("/styring/tjenester/{}", service.slug),
            false => format!("/styring/tjenester/{}/lokalt?org={}", service.slug, organisation.slug),
        },
        limits: match centre {
            true => format!("/styring/tjenester/{}/grenser?org={}", service.slug, organisation.slug),
            false => String::new(),
        },
        name: shown.texts.in_lang(visit.lang).name.clone(),
        agency: service.agency.clone(),
        minutes: service.minutes,
        active: service.active,
        keeper: keeper(directory, service),
        unchecked: standing::unchecked(visit, service).filter(|_| own),
        changed: local.is_some_and(|l| l.seen < service.standing.version),
        own_text: local.is_some_and(|l| l.texts.is_some()),
    }
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
    languages: Vec<Choice>,
    themes: Vec<Choice>,
    events: Vec<Choice>,
    /// None for a new one.
    standing: Option<Standing>,
    notices: Vec<notices::Shown>,
    help: Vec<Help>,
    /// Whether the help was asked for just now.
    checked: bool,
    saved: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "manage/templates/service_shown.html")]
struct ServiceShownPage {
    p: Page,
    service: Arc<Service>,
    kind: &'static str,
    keeper: String,
    notices: Vec<notices::Shown>,
}

fn form_page(
    visit: &Visit,
    face: &Arc<Face>,
    service: Option<&Service>,
    org: &str,
    form: Form,
    saved: bool,
) -> Result<Html, Failure> {
    let title = service.map_or(visit.t("manage-service-new"), |s| &s.texts.in_lang(visit.lang).name).to_owned();
    let wrong = !form.ok();
    let known = |list: &[(&str, &str)]| -> Vec<Choice> {
        list.iter().map(|(code, key)| Choice { value: (*code).to_owned(), label: visit.t(key).to_owned() }).collect()
    };
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
        // Languages have their own names; a key that no text has is shown as it is.
        languages: known(&LANGUAGES),
        themes: known(&THEMES),
        events: known(&EVENTS),
        standing: service.map(|s| Standing::of(visit, &directory::of(&visit.app), s)),
        notices: service.map(|s| notices::shown::about(visit, &directory::of(&visit.app), s)).unwrap_or_default(),
        help: plain::help(visit, &form),
        checked: form.value("gjor") == "sjekk",
        saved,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `GET /styring/tjenester/ny?org=`
pub async fn new(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditCards)?;
    visit.require(Action::EditCards, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let form =
        Form::filled([("minutes", "30".to_owned()), ("kind", "guidance".to_owned()), ("active", "ja".to_owned())]);
    form_page(&visit, &organisation.face, None, &organisation.slug, form, false)
}

/// `POST /styring/tjenester/ny?org=`
pub async fn add(mut visit: Visit, Query(asked): Query<Asked>, mut form: Form) -> Result<Response, Failure> {
    let mut directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditCards)?;
    visit.require(Action::EditCards, Scope::Organisation(organisation.id))?;
    visit.lang = visit.lang_for(organisation.written);
    let read = if asks_for_help(&form) { None } else { read(&mut form, blank(&organisation)) };
    let Some(mut service) = read else {
        return form_page(&visit, &organisation.face, None, &organisation.slug, form, false);
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
    Ok(access::saved(&format!("/styring/tjenester/{}", service.slug)))
}

/// Whether only help with the text is asked for: nothing is stored, and nothing is wrong.
fn asks_for_help(form: &Form) -> bool {
    form.value("gjor") == "sjekk"
}

/// A service of an organisation that says nothing yet.
pub fn blank(organisation: &Organisation) -> Service {
    Service {
        id: torg_base::new_id(),
        organisation: organisation.id,
        slug: String::new(),
        agency: String::new(),
        self_service_url: String::new(),
        minutes: 30,
        kind: KINDS[0].to_owned(),
        texts: Texts::default(),
        facts: Facts::default(),
        active: true,
        standing: Default::default(),
    }
}

/// `GET /styring/tjenester/{service}`: a form for those who keep it, else the texts and who to ask.
pub async fn open(mut visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    match access::service(visit.actor(), &directory, &slug) {
        Ok(service) => {
            let organisation = kept_by(&mut visit, &directory, &service)?;
            let (form, saved) = (filled(&service), !asked.lagret.is_empty());
            form_page(&visit, &organisation.face, Some(&service), &organisation.slug, form, saved)
        }
        Err(_) => {
            // Services are public: anybody who keeps some may read the others here.
            let service = directory.service(&slug).cloned().ok_or(Failure::NotFound)?;
            let own = access::organisation(visit.actor(), &directory, "", Action::EditCards)?;
            visit.lang = visit.lang_for(own.written);
            let title = service.texts.in_lang(visit.lang).name.clone();
            let p = visit.page(title).of(&own.face).staff();
            let (kind, keeper) = (kind_key(&service.kind), keeper(&directory, &service));
            let notices = notices::shown::about(&visit, &directory, &service);
            html(&ServiceShownPage { p, kind, keeper, notices, service })
        }
    }
}

/// The organisation that keeps a service, when the actor may edit for it.
fn kept_by(visit: &mut Visit, directory: &Directory, service: &Service) -> Result<Organisation, Failure> {
    visit.require(Action::EditCards, Scope::Organisation(service.organisation))?;
    let organisation = directory.organisations.get(&service.organisation).cloned().ok_or(Failure::NotFound)?;
    visit.lang = visit.lang_for(organisation.written);
    Ok(organisation)
}

/// `POST /styring/tjenester/{service}`
pub async fn change(mut visit: Visit, Path(slug): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let directory = directory::of(&visit.app);
    let service = access::service(visit.actor(), &directory, &slug)?;
    let organisation = kept_by(&mut visit, &directory, &service)?;
    let read = if asks_for_help(&form) { None } else { read(&mut form, (*service).clone()) };
    let Some(changed) = read else {
        return form_page(&visit, &organisation.face, Some(&service), &organisation.slug, form, false);
    };
    let deed = Deed::new(visit.actor(), "service.changed");
    match access::keep(&visit, organisation.id, PutService { deed, service: changed }).await {
        Ok(()) => Ok(access::saved(&format!("/styring/tjenester/{slug}"))),
        Err(Failure::Store(error)) if error.is_conflict(CHANGED_MEANWHILE) => {
            visit.app.part::<Directories>().refresh(visit.app.store()).await?;
            let directory = directory::of(&visit.app);
            let present = access::service(visit.actor(), &directory, &slug)?;
            form.wrong("name-nb", "cards-changed-meanwhile");
            // Whoever saves once more has been told, and means it.
            form.set("versjon", present.standing.version.to_string());
            form_page(&visit, &organisation.face, Some(&present), &organisation.slug, form, false)
        }
        Err(failure) => Err(failure),
    }
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
    form.set("versjon", service.standing.version.to_string());
    let facts = &service.facts;
    form.set_all("languages", facts.languages.clone());
    form.set_all("themes", facts.themes.clone());
    form.set_all("events", facts.events.clone());
    if let Some(legal) = &facts.legal {
        form.set("legal", &legal.text);
        form.set("legal_url", &legal.url);
        form.set("legal_from", legal.valid_from.map(short_date).unwrap_or_default());
    }
    for lang in Lang::ALL {
        fill(&mut form, service.texts.in_lang(lang), lang);
    }
    form
}

/// Puts the texts of a language into the form.
pub fn fill(form: &mut Form, texts: &Wording, lang: Lang) {
    let code = lang.code();
    form.set(&format!("name-{code}"), &texts.name);
    form.set(&format!("promise-{code}"), &texts.promise);
    form.set(&format!("boundary-{code}"), &texts.boundary);
    form.set(&format!("bring-{code}"), texts.bring.join("\n"));
    form.set(&format!("keywords-{code}"), texts.keywords.join("\n"));
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
    service.facts = facts(form);
    if let Ok(version) = form.value("versjon").parse() {
        service.standing.version = version;
    }
    match KINDS.iter().find(|k| **k == form.value("kind")) {
        Some(kind) => service.kind = (*kind).to_owned(),
        None => form.wrong("kind", "manage-kind-missing"),
    }
    form.ok().then_some(service)
}

fn facts(form: &mut Form) -> Facts {
    let known = |name: &str, list: &[(&str, &str)]| -> Vec<String> {
        list.iter().map(|(code, _)| *code).filter(|code| form.has(name, code)).map(str::to_owned).collect()
    };
    let (languages, themes, events) =
        (known("languages", &LANGUAGES), known("themes", &THEMES), known("events", &EVENTS));
    let legal = Legal {
        text: form.optional("legal", 200),
        url: fields::web_address(form, "legal_url"),
        valid_from: fields::date(form, "legal_from"),
    };
    if legal.text.is_empty() && (!legal.url.is_empty() || legal.valid_from.is_some()) {
        form.wrong("legal", "cards-legal-missing");
    }
    Facts { languages, themes, events, legal: (!legal.text.is_empty()).then_some(legal) }
}

/// The texts of a language as they were typed; what is missing is told at its field.
pub fn wording(form: &mut Form, lang: Lang) -> Wording {
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
        keywords: fields::lines(form, &format!("keywords-{code}"), KEYWORDS, KEYWORD),
    }
}
