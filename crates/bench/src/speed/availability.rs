//! Free times with ten years behind them: one place's week, and all places at once; with one organisation and with as many as
//! there are municipalities, in turn.

use std::path::Path;

use jiff::SignedDuration;

use crate::Outcome;
use crate::data;
use crate::history::{self, monday};
use crate::http;
use crate::load::{Tally, storm};
use crate::site::{Server, Site};
use crate::stats::{Dice, Table, median, percentile, spread, verdict};

/// Municipalities in Norway.
const MUNICIPALITIES: usize = 357;
const CLIENTS: usize = 8;
/// Days of a search over all places.
const DAYS: i64 = 60;
/// How much slower many organisations may be than one.
const GROWTH: f64 = 1.5;

/// Something to ask for, and how many milliseconds 99 in 100 answers may take.
struct Question {
    what: &'static str,
    goal: Option<f64>,
    path: fn(&mut Dice) -> Outcome<String>,
}

const QUESTIONS: [Question; 3] = [
    Question { what: "a place's week", goal: Some(10.0), path: week },
    Question { what: "357 places, 60 days", goal: Some(25.0), path: everywhere },
    Question { what: "page: first free at each place", goal: None, path: page },
];

fn week(dice: &mut Dice) -> Outcome<String> {
    let place = &data::centres(MUNICIPALITIES)[dice.below(MUNICIPALITIES)];
    let from = monday(i64::try_from(dice.below(6))?)?;
    let to = from.saturating_add(SignedDuration::from_hours(24 * 6));
    Ok(format!("/api/v1/slots?service={}&place={place}&from={from}&to={to}", data::SERVICE))
}

/// As many as the program gives when nothing is said.
fn everywhere(_: &mut Dice) -> Outcome<String> {
    let from = monday(0)?;
    let to = from.saturating_add(SignedDuration::from_hours(24 * (DAYS - 1)));
    Ok(format!("/api/v1/slots?service={}&from={from}&to={to}", data::SERVICE))
}

fn page(_: &mut Dice) -> Outcome<String> {
    Ok(format!("/bestill/{}", data::SERVICE))
}

/// What came of one question with one number of organisations.
#[derive(Default)]
struct Answers {
    p50: Vec<f64>,
    p99: Vec<f64>,
}

pub async fn run(torg: &Path, postgres: Option<&str>, bookings: usize, requests: usize, pairs: usize) -> Outcome<()> {
    let mut sites = Vec::new();
    for organisations in [1, MUNICIPALITIES] {
        let site = Site::of_centres(torg, postgres, None, (MUNICIPALITIES, organisations)).await?;
        println!("\n{}, organisations: {organisations}; {}", site.db.name(), history::fill(&site.db, bookings, 1)?);
        let server = site.serve().await?;
        sites.push((site, server));
    }
    let name = sites[0].0.db.name();
    let mut table = Table::new(
        format!("Free times, {name}, {bookings} bookings in 10 years, {CLIENTS} clients, {pairs} pairs; ms"),
        &["what", "organisations", "p50", "p99", "spread of p99", "goal"],
    );
    for question in &QUESTIONS {
        ask(question, &sites, requests, pairs, &mut table).await?;
    }
    table.print();
    for (_, server) in sites {
        server.kill().await?;
    }
    Ok(())
}

async fn ask(
    question: &Question,
    sites: &[(Site, Server)],
    requests: usize,
    pairs: usize,
    table: &mut Table,
) -> Outcome<()> {
    let mut answers = [Answers::default(), Answers::default()];
    let mut dice = Dice::new(1);
    // The first answers find cold caches; they are not counted.
    for round in 0..=pairs {
        for ((site, server), answers) in sites.iter().zip(&mut answers) {
            let count = if round == 0 { requests / 10 } else { requests };
            let tally = load(question, server, count, &mut dice).await.map_err(|e| format!("{e}\n{}", site.log()))?;
            if round > 0 {
                answers.p50.push(percentile(&tally.millis, 0.5));
                answers.p99.push(percentile(&tally.millis, 0.99));
            }
        }
    }
    for (organisations, answers) in [1, MUNICIPALITIES].into_iter().zip(&answers) {
        let (p50, p99) = (median(&answers.p50), median(&answers.p99));
        let goal = question.goal.map_or(String::new(), |goal| format!("< {goal:.0} {}", verdict(p99 < goal)));
        let what = question.what.to_owned();
        let spread = spread(&answers.p99, 1);
        table.row([what, organisations.to_string(), format!("{p50:.1}"), format!("{p99:.1}"), spread, goal]);
    }
    let ratio = median(&answers[1].p99) / median(&answers[0].p99);
    let told = format!("<= {GROWTH} {}", verdict(ratio <= GROWTH));
    table.row([
        format!("{}: ratio", question.what),
        String::new(),
        String::new(),
        format!("{ratio:.2}"),
        String::new(),
        told,
    ]);
    Ok(())
}

async fn load(question: &Question, server: &Server, count: usize, dice: &mut Dice) -> Outcome<Tally> {
    let request = |_| Ok(http::get(&(question.path)(dice)?, ""));
    let requests = (0..count).map(request).collect::<Outcome<Vec<_>>>()?;
    let tally = storm(&[server.address], requests, CLIENTS).await?;
    if tally.count(200) != count {
        return Err(format!("{}: {} ({:?})", question.what, tally.told(), tally.odd).into());
    }
    Ok(tally)
}
