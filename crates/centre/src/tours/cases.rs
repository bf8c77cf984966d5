//! The list of cases, a case with its tables or faults, and the start of a run.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::{long_date, long_moment, oslo_date};
use torg_plan::model::Input;
use torg_plan::read::FILES;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::desk::Desk;
use super::faults::{self, Line};
use super::intake::{self, Upload};
use super::model::{Asked, Case, MOST_SECONDS, Proposal, WISHES, gap};
use super::units::{PutCase, Start};
use super::words::{counted, hours, told};
use super::{runs, store};

/// Faults that are shown; whoever has more mends these first.
const SHOWN: usize = 200;
/// Letters in a case's name.
const NAME: usize = 80;

struct CaseLine {
    address: String,
    name: String,
    made: String,
    whole: bool,
    proposals: i64,
    organisation: String,
}

#[derive(Template)]
#[template(path = "tours/templates/list.html")]
struct ListPage {
    p: Page,
    cases: Vec<CaseLine>,
    several: bool,
    organisations: Vec<Choice>,
    form: Form,
}

/// `GET /turer`
pub async fn list(mut visit: Visit) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    list_page(&visit, &desk, Form::default()).await
}

async fn list_page(visit: &Visit, desk: &Desk, form: Form) -> Result<Html, Failure> {
    let mut cases = Vec::new();
    for organisation in desk.organisations() {
        for case in store::cases(&visit.app.store().within(organisation.id)).await? {
            cases.push(CaseLine {
                address: format!("/turer/{}", case.id),
                name: case.name,
                made: long_date(oslo_date(case.made_at.0), visit.lang),
                whole: case.whole,
                proposals: case.proposals,
                organisation: organisation.name.clone(),
            });
        }
    }
    let wrong = !form.ok();
    let page = ListPage {
        p: desk.page(visit, visit.t("tours-title")).with_form(&form),
        cases,
        several: desk.organisations().len() > 1,
        organisations: desk.choices(),
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /turer`: a new case from a ZIP or from tables. It is kept also when some tables have faults.
pub async fn add(mut visit: Visit, mut parts: Multipart) -> Result<Response, Failure> {
    let Upload { mut form, files, first } = intake::read(&visit, &mut parts).await?;
    let desk = Desk::open(&mut visit)?;
    let organisation = desk.organisation(form.value("etat"))?;
    let typed = form.optional("navn", NAME);
    if !form.ok() {
        return list_page(&visit, &desk, form).await;
    }
    let now = visit.app.clock().now();
    let name = match (typed.is_empty(), first.is_empty()) {
        (false, _) => typed,
        (true, false) => first.chars().take(NAME).collect(),
        (true, true) => told(&visit, "tours-name-made", &[("moment", &long_moment(now, visit.lang))]),
    };
    let case = Case::new(organisation, name, files, now);
    let address = format!("/turer/{}", case.id);
    visit.app.store().write(organisation, PutCase { actor: visit.actor().clone(), case }).await?;
    Ok(Redirect::to(&address).into_response())
}

/// `POST /turer/{id}/filer`: tables in place of those of the same name, while the case is not whole.
pub async fn mend(mut visit: Visit, Path(id): Path<String>, mut parts: Multipart) -> Result<Response, Failure> {
    let Upload { form, files, .. } = intake::read(&visit, &mut parts).await?;
    let desk = Desk::open(&mut visit)?;
    let mut case = desk.case(&visit, &id).await?;
    if !form.ok() {
        return case_page(&visit, &desk, case, form, false).await;
    }
    // A table that the reader does not know is of no use in the next try either.
    case.files.retain(|name, _| FILES.contains(&name.as_str()));
    let case = case.with(files);
    let (organisation, address) = (case.organisation, format!("/turer/{}", case.id));
    visit.app.store().write(organisation, PutCase { actor: visit.actor().clone(), case }).await?;
    Ok(Redirect::to(&address).into_response())
}

struct ProposalLine {
    id: String,
    number: i32,
    started: String,
    state: &'static str,
    colour: &'static str,
    has_plan: bool,
    value: String,
    gap: String,
    people: String,
    based_on: String,
}

/// A table of a case.
struct Table {
    name: String,
    lines: String,
    faults: usize,
}

#[derive(Template)]
#[template(path = "tours/templates/case.html")]
struct CasePage {
    p: Page,
    id: String,
    name: String,
    hash: String,
    /// What is in the tables, when they are whole.
    facts: Vec<(&'static str, String)>,
    tables: Vec<Table>,
    faults: Vec<Line>,
    more: usize,
    whole: bool,
    proposals: Vec<ProposalLine>,
    /// Proposals that can be compared.
    plans: Vec<Choice>,
    busy: bool,
    form: Form,
}

/// `GET /turer/{id}`
pub async fn open(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let case = desk.case(&visit, &id).await?;
    let form = Form::filled([("sekunder", "30".into()), ("fro", "1".into())]);
    case_page(&visit, &desk, case, form, false).await
}

async fn case_page(visit: &Visit, desk: &Desk, case: Case, form: Form, busy: bool) -> Result<Html, Failure> {
    let db = visit.app.store().within(case.organisation);
    let now = visit.app.clock().now();
    let proposals: Vec<Proposal> = store::proposals(&db, case.id).await?.into_iter().map(|p| p.seen(now)).collect();
    let read = case.input();
    let faults = read.as_ref().err().map_or(&[][..], Vec::as_slice);
    let tables = case.files.iter().map(|(name, text)| Table {
        name: name.clone(),
        lines: counted(visit, "tours-lines", i64::try_from(text.lines().count().saturating_sub(1)).unwrap_or(0)),
        faults: faults.iter().filter(|f| f.file == *name).count(),
    });
    let wrong = !form.ok() || busy;
    let plans: Vec<&Proposal> = proposals.iter().filter(|p| p.state.has_plan()).collect();
    let page = CasePage {
        p: desk.page(visit, case.name.clone()).with_form(&form),
        id: case.id.to_string(),
        name: case.name.clone(),
        hash: case.hash.clone(),
        facts: read.as_ref().map(|input| facts(visit, input)).unwrap_or_default(),
        tables: tables.collect(),
        faults: faults.iter().take(SHOWN).map(|f| faults::line(visit, f)).collect(),
        more: faults.len().saturating_sub(SHOWN),
        whole: case.whole,
        plans: plans.iter().map(|p| Choice { value: p.id.to_string(), label: named(visit, p.number) }).collect(),
        proposals: proposals.iter().map(|p| proposal_line(visit, &proposals, p)).collect(),
        busy,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// «Forslag 3»
pub fn named(visit: &Visit, number: i32) -> String {
    counted(visit, "tours-proposal-n", i64::from(number))
}

fn proposal_line(visit: &Visit, all: &[Proposal], p: &Proposal) -> ProposalLine {
    let base = all.iter().find(|other| Some(other.id) == p.asked.based_on);
    ProposalLine {
        id: p.id.to_string(),
        number: p.number,
        started: long_moment(p.started, visit.lang),
        state: p.state.key(),
        colour: p.state.colour(),
        has_plan: p.state.has_plan(),
        value: p.value.map(|v| hours(visit, v)).unwrap_or_default(),
        gap: p.value.zip(p.bound).and_then(|(v, b)| gap(v, b)).map(|g| format!("{g}\u{a0}%")).unwrap_or_default(),
        people: p.people.map(|n| n.to_string()).unwrap_or_default(),
        based_on: base.map(|b| named(visit, b.number)).unwrap_or_default(),
    }
}

fn facts(visit: &Visit, input: &Input) -> Vec<(&'static str, String)> {
    let people: i64 = input.pools.iter().map(|p| p.people).sum();
    let days = (input.date(0), input.date(input.days() - 1));
    let period = [("from", long_date(days.0, visit.lang)), ("to", long_date(days.1, visit.lang))];
    let period: Vec<(&str, &str)> = period.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let disputed = input.rules.iter().filter(|r| r.disputed).count();
    let count = |n: usize| n.to_string();
    vec![
        ("tours-fact-period", told(visit, "tours-period", &period)),
        ("tours-fact-places", count(input.places.len())),
        ("tours-fact-people", people.to_string()),
        ("tours-fact-services", count(input.services.len())),
        ("tours-fact-teams", input.teams.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ")),
        (
            "tours-fact-rules",
            told(visit, "tours-rules", &[("n", &count(input.rules.len())), ("disputed", &count(disputed))]),
        ),
    ]
}

/// `POST /turer/{id}/kjor`
pub async fn run(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let case = desk.case(&visit, &id).await?;
    let seconds = form.number("sekunder", 1, MOST_SECONDS, "tours-seconds-wrong");
    let seed = form.number("fro", 0, i32::MAX, "tours-seed-wrong");
    if !form.ok() {
        return case_page(&visit, &desk, case, form, false).await;
    }
    let wishes = case.files.get(WISHES).cloned().unwrap_or_default();
    let asked = Asked { seed: i64::from(seed), seconds, rounds: None, wishes, based_on: None };
    match start(&visit, &case, asked).await? {
        Started::Yes(address) => Ok(Redirect::to(&address).into_response()),
        Started::Busy => case_page(&visit, &desk, case, form, true).await,
    }
}

/// Whether a run began.
pub enum Started {
    /// The address of the new proposal.
    Yes(String),
    /// The organisation has a run under way.
    Busy,
}

/// Writes a run and begins to work on it.
///
/// # Errors
/// [`Failure::BadRequest`] when the tables with the wishes cannot be planned from.
pub async fn start(visit: &Visit, case: &Case, asked: Asked) -> Result<Started, Failure> {
    let input = torg_plan::read::read(&case.files_with(&asked.wishes)).map_err(|_| Failure::BadRequest)?;
    let db = visit.app.store().within(case.organisation);
    let (mut base, mut base_hash) = (None, None);
    if let Some(id) = asked.based_on {
        base_hash = store::proposal(&db, id).await?.map(|p| p.hash);
        base = store::outcome(&db, id).await?.map(|outcome| outcome.proposal.plan);
    }
    let start = Start { actor: visit.actor().clone(), case: case.clone(), asked, base_hash };
    let Some(proposal) = start.write(&visit.app).await? else { return Ok(Started::Busy) };
    runs::begin(&visit.app, &proposal, input, base);
    Ok(Started::Yes(format!("/turer/forslag/{}", proposal.id)))
}
