//! What the planner wants otherwise: stops locked, forbidden or moved, and a new run from there. The wishes become the new
//! proposal's own table; the proposal that is looked at stays as it is.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::time::{parse_date, short_date};
use torg_plan::model::{Day, Input, Wish};
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::cases::{Started, named, start};
use super::desk::Desk;
use super::model::{Asked, Case, MOST_SECONDS, Outcome, Proposal, wishes_table};
use super::proposal::input_of;
use super::show::{Visited, visits, wish_told};
use super::store;
use super::words::{counted, day};

/// Lines for wishes about places that the plan does not visit.
const NEW: usize = 3;

/// One stop of the plan with what is to become of it.
struct Line {
    n: usize,
    place: String,
    team: String,
    day: String,
    people: i64,
    choice: String,
    to_team: String,
    to_date: String,
    problem: Option<&'static str>,
}

/// A wish about some place.
struct NewLine {
    n: usize,
    choice: String,
    team: String,
    place: String,
    date: String,
    problem: Option<&'static str>,
}

/// A wish that holds already.
struct Held {
    n: usize,
    told: String,
    keep: bool,
}

#[derive(Template)]
#[template(path = "tours/templates/change.html")]
struct ChangePage {
    p: Page,
    id: String,
    proposal: String,
    held: Vec<Held>,
    lines: Vec<Line>,
    new: Vec<NewLine>,
    teams: Vec<Choice>,
    places: Vec<Choice>,
    busy: bool,
    form: Form,
}

/// A proposal that can be changed, with what is known of it.
struct Base {
    desk: Desk,
    proposal: Proposal,
    case: Case,
    input: Input,
    stops: Vec<Visited>,
}

impl Base {
    async fn open(visit: &mut Visit, id: &str) -> Result<Base, Failure> {
        let desk = Desk::open(visit)?;
        let proposal = desk.proposal(visit, id).await?;
        let case = desk.case(visit, &proposal.case.to_string()).await?;
        let db = visit.app.store().within(proposal.organisation);
        let outcome: Outcome = store::outcome(&db, proposal.id).await?.ok_or(Failure::NotFound)?;
        let input = input_of(&case, &proposal)?;
        // As the teams go.
        let mut stops = visits(&outcome.proposal.plan);
        stops.sort_by_key(|v| (v.team, v.day));
        Ok(Base { desk, proposal, case, input, stops })
    }
}

/// `GET /turer/forslag/{id}/endre`
pub async fn show(mut visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let base = Base::open(&mut visit, &id).await?;
    let mut form = Form::filled([
        ("sekunder", base.proposal.asked.seconds.to_string()),
        ("fro", base.proposal.asked.seed.to_string()),
    ]);
    form.set_all("behold", (0..base.input.wishes.len()).map(|n| n.to_string()));
    page(&visit, &base, form, false)
}

fn page(visit: &Visit, base: &Base, form: Form, busy: bool) -> Result<Html, Failure> {
    let input = &base.input;
    let typed = |name: &str, or: String| {
        let value = form.value(name).to_owned();
        if value.is_empty() { or } else { value }
    };
    let line = |(n, stop): (usize, &Visited)| Line {
        n,
        place: input.places[stop.place].name.clone(),
        team: input.teams[stop.team].name.clone(),
        day: day(input, stop.day, visit.lang),
        people: stop.people,
        choice: form.value(&format!("valg-{n}")).to_owned(),
        to_team: typed(&format!("lag-{n}"), stop.team.to_string()),
        to_date: typed(&format!("dato-{n}"), short_date(input.date(stop.day))),
        problem: form.problem(&format!("dato-{n}")),
    };
    let new = |n: usize| NewLine {
        n,
        choice: form.value(&format!("ny-valg-{n}")).to_owned(),
        team: form.value(&format!("ny-lag-{n}")).to_owned(),
        place: form.value(&format!("ny-sted-{n}")).to_owned(),
        date: form.value(&format!("ny-dato-{n}")).to_owned(),
        problem: form.problem(&format!("ny-sted-{n}")).or(form.problem(&format!("ny-dato-{n}"))),
    };
    let held = |(n, wish): (usize, &Wish)| Held {
        n,
        told: wish_told(visit, input, wish),
        keep: form.has("behold", &n.to_string()),
    };
    let choice = |(n, name): (usize, &String)| Choice { value: n.to_string(), label: name.clone() };
    let mut places: Vec<Choice> = input.places.iter().map(|p| &p.name).enumerate().map(choice).collect();
    places.sort_by(|a, b| a.label.cmp(&b.label));
    let wrong = busy || !form.ok();
    let page = ChangePage {
        p: base.desk.page(visit, visit.t("tours-change")).with_form(&form),
        id: base.proposal.id.to_string(),
        proposal: format!("{}: {}", named(visit, base.proposal.number), base.case.name),
        held: input.wishes.iter().enumerate().map(held).collect(),
        lines: base.stops.iter().enumerate().map(line).collect(),
        new: (0..NEW).map(new).collect(),
        teams: input.teams.iter().map(|t| &t.name).enumerate().map(choice).collect(),
        places,
        busy,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// `POST /turer/forslag/{id}/endre`: the run begins from this proposal's plan, with the wishes.
pub async fn run(mut visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let base = Base::open(&mut visit, &id).await?;
    let wishes = read(&base, &mut form);
    let seconds = form.number("sekunder", 1, MOST_SECONDS, "tours-seconds-wrong");
    let seed = form.number("fro", 0, i32::MAX, "tours-seed-wrong");
    if !form.ok() {
        return page(&visit, &base, form, false);
    }
    let asked = Asked {
        seed: i64::from(seed),
        seconds,
        rounds: None,
        wishes: wishes_table(&base.input, &wishes),
        based_on: Some(base.proposal.id),
    };
    match start(&visit, &base.case, asked).await? {
        Started::Yes(address) => Ok(Redirect::to(&address).into_response()),
        Started::Busy => page(&visit, &base, form, true),
    }
}

/// The wishes of the form: those that are kept, those about stops, and new ones. What is wrong is marked.
fn read(base: &Base, form: &mut Form) -> Vec<Wish> {
    let input = &base.input;
    let kept = input.wishes.iter().enumerate().filter(|(n, _)| form.has("behold", &n.to_string()));
    let mut wishes: Vec<Wish> = kept.map(|(_, wish)| wish.clone()).collect();
    for (n, stop) in base.stops.iter().enumerate() {
        let (place, team, day) = (stop.place, stop.team, stop.day);
        let here = Wish::Lock { team, place, day };
        let not_here = Wish::Forbid { team: Some(team), place, day: Some(day) };
        match form.value(&format!("valg-{n}")) {
            "laas" => put(&mut wishes, here),
            "ikke-da" => {
                wishes.retain(|w| *w != here);
                put(&mut wishes, not_here);
            }
            "ikke-der" => {
                wishes.retain(|w| !matches!(w, Wish::Lock { place: p, .. } if *p == place));
                put(&mut wishes, Wish::Forbid { team: None, place, day: None });
            }
            "flytt" => {
                let to =
                    (number(form, &format!("lag-{n}"), input.teams.len()), date(input, form, &format!("dato-{n}")));
                match to {
                    (Some(to_team), Some(to_day)) if (to_team, to_day) != (team, day) => {
                        wishes.retain(|w| *w != here);
                        put(&mut wishes, not_here);
                        put(&mut wishes, Wish::Lock { team: to_team, place, day: to_day });
                    }
                    (Some(_), Some(_)) => form.wrong(&format!("dato-{n}"), "tours-move-same"),
                    _ => form.wrong(&format!("dato-{n}"), "tours-date-wrong"),
                }
            }
            _ => {}
        }
    }
    for n in 0..NEW {
        new_wish(input, form, n, &mut wishes);
    }
    wishes
}

fn new_wish(input: &Input, form: &mut Form, n: usize, wishes: &mut Vec<Wish>) {
    let (choice, at, on) = (format!("ny-valg-{n}"), format!("ny-sted-{n}"), format!("ny-dato-{n}"));
    let choice = form.value(&choice).to_owned();
    if choice.is_empty() {
        return;
    }
    let Some(place) = number(form, &at, input.places.len()) else { return form.wrong(&at, "tours-place-missing") };
    let team = number(form, &format!("ny-lag-{n}"), input.teams.len());
    let day = date(input, form, &on);
    if day.is_none() && !form.value(&on).is_empty() {
        return form.wrong(&on, "tours-date-wrong");
    }
    match (choice.as_str(), team, day) {
        ("laas", Some(team), Some(day)) => put(wishes, Wish::Lock { team, place, day }),
        ("laas", ..) => form.wrong(&on, "tours-lock-incomplete"),
        ("ikke", ..) => put(wishes, Wish::Forbid { team, place, day }),
        _ => {}
    }
}

/// A wish is said once.
fn put(wishes: &mut Vec<Wish>, wish: Wish) {
    if !wishes.contains(&wish) {
        wishes.push(wish);
    }
}

fn number(form: &Form, name: &str, below: usize) -> Option<usize> {
    form.value(name).parse::<usize>().ok().filter(|n| *n < below)
}

/// A day of the period from a date as people write it.
fn date(input: &Input, form: &Form, name: &str) -> Option<Day> {
    let date = parse_date(form.value(name))?;
    let days = input.settings.start.until(date).ok()?.get_days();
    (0..input.days()).contains(&days).then_some(days)
}

impl Line {
    /// The name of a stop for those who cannot see its row.
    fn told(&self) -> String {
        format!("{}, {}, {}", self.place, self.team, self.day)
    }
}

impl ChangePage {
    fn nth(&self, n: &usize) -> String {
        counted(&self.p.visit, "tours-new-wish-n", i64::try_from(n + 1).unwrap_or(0))
    }
}
