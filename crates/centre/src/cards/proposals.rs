//! Proposals from the counter, settled by the manager.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use torg_base::time::{oslo_date, short_date};
use torg_base::{Action, Lang, Scope, Uuid};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::model::Organisation;
use torg_catalogue::proposals::{LONGEST, Proposal, State, store};
use torg_catalogue::services::card::Local;
use torg_catalogue::services::model::Service;

use super::units::{Outcome, Settle};
use crate::manage::access::{self, Asked};
use crate::manage::units::Deed;
use crate::manage::{fields, services};

/// How often a new slug is looked for when others take the same one at the same moment.
const SLUG_TRIES: usize = 3;
/// Letters in the name of an item, and in a word for the search.
const NAME: usize = 80;

/// A proposal in the list.
struct Line {
    id: Uuid,
    date: String,
    place: String,
    about: String,
    words: String,
    state: State,
    reason: String,
}

#[derive(Template)]
#[template(path = "cards/templates/proposals.html")]
struct ListPage {
    p: Page,
    choices: Vec<Choice>,
    open: Vec<Line>,
    settled: Vec<Line>,
    saved: bool,
}

/// `GET /styring/forslag?org=`
pub async fn list(mut visit: Visit, Query(asked): Query<Asked>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let organisation = access::organisation(visit.actor(), &directory, &asked.org, Action::EditServices)?;
    visit.lang = visit.lang_for(organisation.written);
    let all = store::of(&visit.app.store().within(organisation.id)).await?;
    let lines = all.iter().map(|proposal| line(&visit, &directory, proposal));
    let (open, settled) = lines.partition(|line| line.state == State::Open);
    html(&ListPage {
        p: visit.page(visit.t("cards-proposals")).of(&organisation.face).staff(),
        choices: services::choices(&visit, &directory, "/styring/forslag", Action::EditServices),
        open,
        settled,
        saved: !asked.lagret.is_empty(),
    })
}

fn line(visit: &Visit, directory: &Directory, proposal: &Proposal) -> Line {
    let about = proposal.service.and_then(|id| directory.service_for(proposal.organisation, id));
    Line {
        id: proposal.id,
        date: short_date(oslo_date(proposal.at)),
        place: directory.place_by_id(proposal.place).map(|p| p.name.clone()).unwrap_or_default(),
        about: about.map(|s| s.texts.in_lang(visit.lang).name.clone()).unwrap_or_default(),
        words: proposal.words.clone(),
        state: proposal.state,
        reason: proposal.reason.clone(),
    }
}

/// A proposal on the manager's desk.
struct Desk {
    directory: Arc<Directory>,
    organisation: Organisation,
    proposal: Proposal,
}

impl Desk {
    async fn open(visit: &mut Visit, id: &str) -> Result<Desk, Failure> {
        let directory = directory::of(&visit.app);
        let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
        for organisation in access::organisations(visit.actor(), &directory, Action::EditServices) {
            let db = visit.app.store().within(organisation.id);
            if let Some(proposal) = store::one(&db, organisation.id, id).await? {
                visit.require(Action::EditServices, Scope::Organisation(organisation.id))?;
                visit.lang = visit.lang_for(organisation.written);
                return Ok(Desk { directory, organisation, proposal });
            }
        }
        Err(Failure::NotFound)
    }
}

#[derive(Template)]
#[template(path = "cards/templates/proposal.html")]
struct ProposalPage {
    p: Page,
    line: Line,
    /// The item that a change is proposed for, with its page.
    about: Option<String>,
    services: Vec<Choice>,
    back: String,
    form: Form,
}

/// `GET /styring/forslag/{id}`
pub async fn open(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit, &id).await?;
    let form = Form::default();
    shown(&visit, &desk, form)
}

fn shown(visit: &Visit, desk: &Desk, mut form: Form) -> Result<Html, Failure> {
    let line = line(visit, &desk.directory, &desk.proposal);
    let about = desk.proposal.service.and_then(|id| desk.directory.service_by_id(id));
    // The first line of the proposal is a name to begin with; the same words help the search. There are several forms
    // on the page: what is wrong in one leaves the others as they were.
    let words: String = desk.proposal.words.lines().next().unwrap_or_default().chars().take(NAME).collect();
    let slug = about.map(|s| s.slug.clone()).unwrap_or_default();
    for (field, begin) in [("navn", &words), ("ord", &words), ("tjeneste", &slug)] {
        if form.value(field).is_empty() && form.problem(field).is_none() {
            form.set(field, begin);
        }
    }
    let mut services: Vec<Choice> = desk
        .directory
        .services
        .iter()
        .filter(|s| s.active || s.organisation == desk.organisation.id)
        .map(|s| Choice { value: s.slug.clone(), label: s.texts.in_lang(visit.lang).name.clone() })
        .collect();
    services.sort_by_cached_key(|c| c.label.to_lowercase());
    services.insert(0, Choice { value: String::new(), label: visit.t("cards-choose").to_owned() });
    let wrong = !form.ok();
    let page = ProposalPage {
        p: visit.page(visit.t("cards-proposal")).of(&desk.organisation.face).staff().with_form(&form),
        about: about.map(|s| edit_address(s, &desk.organisation)),
        line,
        services,
        back: format!("/styring/forslag?org={}", desk.organisation.slug),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Where an organisation works with an item: its own form, or its own way with somebody else's card.
fn edit_address(service: &Service, organisation: &Organisation) -> String {
    match service.organisation == organisation.id {
        true => format!("/styring/tjenester/{}", service.slug),
        false => format!("/styring/tjenester/{}/lokalt?org={}", service.slug, organisation.slug),
    }
}

/// `POST /styring/forslag/{id}`; `gjor` is `ny`, `endre`, `ord` or `avsla`.
pub async fn settle(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit, &id).await?;
    if desk.proposal.state != State::Open {
        return Err(Failure::NotFound);
    }
    match form.value("gjor") {
        "ny" => new_item(&visit, &desk, form).await,
        "endre" => change(&visit, &desk).await,
        "ord" => merge(&visit, &desk, form).await,
        "avsla" => {
            let reason = form.required("grunn", LONGEST, "cards-reason-missing");
            if !form.ok() {
                return shown(&visit, &desk, form);
            }
            let unit = unit(&visit, &desk, State::Declined, reason, Outcome::Nothing, None);
            access::keep(&visit, desk.organisation.id, unit).await?;
            Ok(access::saved(&format!("/styring/forslag?org={}", desk.organisation.slug)))
        }
        _ => Err(Failure::BadRequest),
    }
}

fn unit(visit: &Visit, desk: &Desk, state: State, reason: String, outcome: Outcome, result: Option<Uuid>) -> Settle {
    let action = match state {
        State::Accepted => "service.added",
        _ => "service.changed",
    };
    Settle { deed: Deed::new(visit.actor(), action), proposal: desk.proposal.id, state, reason, outcome, result }
}

/// A draft with the name and nothing else, switched off until it is filled in.
async fn new_item(visit: &Visit, desk: &Desk, mut form: Form) -> Result<Response, Failure> {
    let name = form.required("navn", NAME, "cards-name-missing");
    if !form.ok() {
        return shown(visit, desk, form);
    }
    let mut draft = services::blank(&desk.organisation);
    draft.active = false;
    for lang in Lang::ALL {
        draft.texts.in_lang_mut(lang).name.clone_from(&name);
    }
    for last in (0..SLUG_TRIES).rev() {
        let directory = directory::of(&visit.app);
        draft.slug = fields::free_slug(&name, |slug| directory.service(slug).is_some());
        let outcome = Outcome::Item(Box::new(draft.clone()));
        let unit = unit(visit, desk, State::Accepted, String::new(), outcome, Some(draft.id));
        match access::keep(visit, desk.organisation.id, unit).await {
            Ok(()) => break,
            Err(Failure::Store(torg_store::Error::Conflict(_))) if last > 0 => {
                visit.app.part::<Directories>().refresh(visit.app.store()).await?;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(access::saved(&format!("/styring/tjenester/{}", draft.slug)))
}

/// The manager makes the change that is proposed; the proposal leads to the item's page.
async fn change(visit: &Visit, desk: &Desk) -> Result<Response, Failure> {
    let service = desk.proposal.service.and_then(|id| desk.directory.service_by_id(id)).ok_or(Failure::BadRequest)?;
    let unit = unit(visit, desk, State::Accepted, String::new(), Outcome::Nothing, Some(service.id));
    access::keep(visit, desk.organisation.id, unit).await?;
    Ok(access::saved(&edit_address(service, &desk.organisation)))
}

/// The words become words for the search of an item that there is.
async fn merge(visit: &Visit, desk: &Desk, mut form: Form) -> Result<Response, Failure> {
    let word = form.required("ord", NAME, "cards-word-missing");
    let service = desk.directory.service(form.value("tjeneste")).cloned();
    let Some(service) = service else {
        form.wrong("tjeneste", "cards-service-missing");
        return shown(visit, desk, form);
    };
    if !form.ok() {
        return shown(visit, desk, form);
    }
    let (id, organisation) = (service.id, &desk.organisation);
    let outcome = if service.organisation == organisation.id {
        let mut own = (*service).clone();
        push(&mut own.texts.in_lang_mut(organisation.written).keywords, word);
        Outcome::Item(Box::new(own))
    } else {
        let mut local = desk.directory.local(organisation.id, id).cloned().unwrap_or_else(|| Local {
            organisation: organisation.id,
            service: id,
            seen: service.standing.version,
            ..Local::default()
        });
        push(&mut local.keywords, word);
        Outcome::Words(Box::new(local))
    };
    let unit = unit(visit, desk, State::Merged, String::new(), outcome, Some(id));
    access::keep(visit, organisation.id, unit).await?;
    Ok(access::saved(&format!("/styring/forslag?org={}", organisation.slug)))
}

fn push(words: &mut Vec<String>, word: String) {
    if !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
        words.push(word);
    }
}
