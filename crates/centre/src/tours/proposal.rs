//! A proposal: while its run is under way, how far it has come; then the plan with map, table, reasons and prices.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use torg_base::time::long_moment;
use torg_web::page::{Html, html};
use torg_web::{Failure, Form, Page, Visit};

use super::cases::{Started, named, start};
use super::desk::Desk;
use super::map::{self, Kind, Map};
use super::model::{Asked, Case, Outcome, Proposal, State, gap};
use super::runs::{Planner, Step};
use super::show::{self, DisputedLine, TourLine};
use super::units::Stop;
use super::why::{Why, why};
use super::words::{counted, hours, told};
use super::{store, words};

/// Places whose reasons are shown; the files have all of them.
const SHOWN: usize = 100;

/// How far a run has come.
#[derive(Serialize)]
pub struct Now {
    running: bool,
    step: String,
    seconds: u64,
    of: i32,
    rounds: String,
    value: String,
    bound: String,
    gap: String,
}

fn now(visit: &Visit, proposal: &Proposal) -> Now {
    let run = visit.app.part::<Planner>().run(proposal.id);
    let (value, bound) = match &run {
        Some(run) => (run.value(), run.bound()),
        // Another copy of the program works on it.
        None => (proposal.value, proposal.bound),
    };
    let since = visit.app.clock().now().duration_since(proposal.started).as_secs();
    let step = run.as_ref().map_or(Step::Searching, |run| run.step());
    let rounds = run.as_ref().map_or(proposal.rounds.unwrap_or(0), |run| run.rounds());
    Now {
        running: proposal.state == State::Running,
        step: visit.t(step.key()).to_owned(),
        seconds: run.as_ref().map_or(u64::try_from(since).unwrap_or(0), |run| run.seconds()),
        of: proposal.asked.seconds,
        rounds: words::thousands(rounds.unsigned_abs()),
        value: value.map(|v| hours(visit, v)).unwrap_or_default(),
        bound: bound.map(|b| hours(visit, b)).unwrap_or_default(),
        gap: value.zip(bound).and_then(|(v, b)| gap(v, b)).map(|g| format!("{g}\u{a0}%")).unwrap_or_default(),
    }
}

/// What a proposal was made from.
struct Made {
    case: String,
    case_address: String,
    started: String,
    seconds: String,
    rounds: String,
    seed: i64,
    version: String,
    hash: String,
    based_on: Option<(String, String)>,
    /// How to make it again without the site; empty when it began from another proposal.
    command: String,
    wishes: Vec<String>,
}

#[derive(Template)]
#[template(path = "tours/templates/running.html")]
struct RunningPage {
    p: Page,
    id: String,
    now: Now,
    follow: bool,
    rounds_only: bool,
    made: Made,
}

#[derive(Template)]
#[template(path = "tours/templates/over.html")]
struct OverPage {
    p: Page,
    state: &'static str,
    colour: &'static str,
    id: String,
    made: Made,
    busy: bool,
}

#[derive(Template)]
#[template(path = "tours/templates/proposal.html")]
struct ProposalPage {
    p: Page,
    id: String,
    state: &'static str,
    colour: &'static str,
    figures: Vec<(&'static str, String)>,
    violations: usize,
    unmet: Vec<String>,
    map: Option<Map>,
    map_told: String,
    tours: Vec<TourLine>,
    whys: Vec<Why>,
    more: usize,
    disputed: Vec<DisputedLine>,
    made: Made,
    busy: bool,
}

#[derive(Deserialize, Default)]
pub struct Look {
    /// Set when the reader has asked for a page that loads itself again.
    #[serde(default)]
    folg: String,
    #[serde(default)]
    opptatt: String,
}

/// `GET /turer/forslag/{id}`
pub async fn show(mut visit: Visit, Path(id): Path<String>, Query(look): Query<Look>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let proposal = desk.proposal(&visit, &id).await?;
    let case = desk.case(&visit, &proposal.case.to_string()).await?;
    let made = made(&visit, &case, &proposal).await?;
    let title = format!("{}: {}", named(&visit, proposal.number), case.name);
    let p = desk.page(&visit, title);
    let (id, state, colour) = (proposal.id.to_string(), proposal.state.key(), proposal.state.colour());
    let busy = !look.opptatt.is_empty();
    if proposal.state == State::Running {
        let rounds_only = proposal.asked.rounds.is_some();
        let now = now(&visit, &proposal);
        return html(&RunningPage { p, id, now, follow: !look.folg.is_empty(), rounds_only, made });
    }
    let db = visit.app.store().within(proposal.organisation);
    let Some(outcome) = store::outcome(&db, proposal.id).await? else {
        return html(&OverPage { p, state, colour, id, made, busy });
    };
    let input = input_of(&case, &proposal)?;
    let left: Vec<usize> = outcome.unserved.iter().map(|u| u.place).collect();
    let map = map::draw(&input, &outcome.proposal.plan, &left);
    let figures = show::figures(&input, &outcome).into_iter();
    html(&ProposalPage {
        p,
        id,
        state,
        colour,
        figures: figures.map(|f| (f.key, f.shown(&visit))).collect(),
        violations: outcome.violations.len(),
        unmet: show::unmet(&visit, &input, &outcome),
        map_told: map_told(&visit, &outcome),
        map,
        tours: show::tours(&visit, &input, &outcome),
        whys: outcome.unserved.iter().take(SHOWN).map(|u| why(&visit, &input, u)).collect(),
        more: outcome.unserved.len().saturating_sub(SHOWN),
        disputed: show::disputed(&visit, &input, &outcome),
        made,
        busy,
    })
}

fn map_told(visit: &Visit, outcome: &Outcome) -> String {
    let (tours, left) = (outcome.proposal.plan.tours.len().to_string(), outcome.unserved.len().to_string());
    let visits = outcome.proposal.totals.visits.to_string();
    told(visit, "tours-map-told", &[("visits", &visits), ("tours", &tours), ("left", &left)])
}

/// What a proposal was made from: the case's tables with the proposal's own wishes.
pub fn input_of(case: &Case, proposal: &Proposal) -> Result<torg_plan::model::Input, Failure> {
    torg_plan::read::read(&case.files_with(&proposal.asked.wishes))
        .map_err(|_| Failure::Store(torg_store::Error::Database("tables".into())))
}

async fn made(visit: &Visit, case: &Case, proposal: &Proposal) -> Result<Made, Failure> {
    let input = input_of(case, proposal)?;
    let db = visit.app.store().within(proposal.organisation);
    let base = match proposal.asked.based_on {
        Some(id) => store::proposal(&db, id).await?,
        None => None,
    };
    let command = match (proposal.rounds, &base) {
        (Some(rounds), None) if proposal.state.has_plan() => {
            format!("torg plan --input MAPPE --seed {} --rounds {rounds} --json", proposal.asked.seed)
        }
        _ => String::new(),
    };
    Ok(Made {
        case: case.name.clone(),
        case_address: format!("/turer/{}", case.id),
        started: long_moment(proposal.started, visit.lang),
        seconds: match proposal.asked.rounds {
            None => counted(visit, "tours-seconds-n", i64::from(proposal.asked.seconds)),
            Some(rounds) => told(visit, "tours-rounds-n", &[("n", &words::thousands(rounds.unsigned_abs()))]),
        },
        rounds: proposal.rounds.map(|r| words::thousands(r.unsigned_abs())).unwrap_or_default(),
        seed: proposal.asked.seed,
        version: proposal.version.clone(),
        hash: proposal.hash.clone(),
        based_on: base.map(|b| (named(visit, b.number), format!("/turer/forslag/{}", b.id))),
        command,
        wishes: input.wishes.iter().map(|wish| show::wish_told(visit, &input, wish)).collect(),
    })
}

/// `GET /turer/forslag/{id}/status`: for the page's own script.
pub async fn status(mut visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let proposal = desk.proposal(&visit, &id).await?;
    Ok(Json(now(&visit, &proposal)).into_response())
}

/// `POST /turer/forslag/{id}/stopp`: the best plan so far is kept.
pub async fn stop(mut visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let proposal = desk.proposal(&visit, &id).await?;
    let stop = Stop { actor: visit.actor().clone(), id: proposal.id };
    visit.app.store().write(proposal.organisation, stop).await?;
    if let Some(run) = visit.app.part::<Planner>().run(proposal.id) {
        run.stop();
    }
    Ok(Redirect::to(&format!("/turer/forslag/{}", proposal.id)).into_response())
}

/// `POST /turer/forslag/{id}/gjenta`: the same once more; the same rounds from the same seed give the same plan.
pub async fn repeat(mut visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, Failure> {
    let desk = Desk::open(&mut visit)?;
    let proposal = desk.proposal(&visit, &id).await?;
    let case = desk.case(&visit, &proposal.case.to_string()).await?;
    let rounds = proposal.rounds.filter(|_| proposal.state.has_plan());
    let asked = Asked { rounds: rounds.or(proposal.asked.rounds), ..proposal.asked.clone() };
    let address = match start(&visit, &case, asked).await? {
        Started::Yes(address) => address,
        Started::Busy => format!("/turer/forslag/{}?opptatt=1", proposal.id),
    };
    Ok(Redirect::to(&address).into_response())
}
