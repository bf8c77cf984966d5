//! Questions each second for the search page, beside a page of the same size that searches nothing.

use std::path::Path;

use crate::Outcome;
use crate::http::{self, Connection};
use crate::load::{Tally, storm};
use crate::site::Server;
use crate::speed::CLIENTS;
use crate::speed::pages::{bare, demo};
use crate::stats::{Dice, Table, median, percentile, spread};

/// The open half of the questions that score the search. The frozen half is for the scores alone.
const QUESTIONS: &str = include_str!("../../../../data/questions/open.csv");
/// Share of the questions whose service must stand in its answer: a search that finds nothing is fast.
const FOUND: f64 = 0.80;
/// Answers that are looked into before anything is measured.
const LOOKED_AT: usize = 100;

/// A question as people ask it.
struct Question {
    text: String,
    lang: String,
    /// Slug of the service; none for what the list does not hold.
    right: Option<String>,
}

impl Question {
    fn request(&self) -> Vec<u8> {
        let asked = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", &self.text).finish();
        http::get(&format!("/tjenester?{asked}"), &format!("accept-language: {}\r\n", self.lang))
    }
}

/// Each question once, in an order of its own.
fn questions() -> Outcome<Vec<Question>> {
    let mut all = Vec::new();
    for row in csv::Reader::from_reader(QUESTIONS.as_bytes()).records() {
        let row = row?;
        let field = |n: usize| row.get(n).unwrap_or_default().to_owned();
        all.push(Question { text: field(0), lang: field(1), right: Some(field(2)).filter(|slug| !slug.is_empty()) });
    }
    Dice::new(1).shuffle(&mut all);
    Ok(all)
}

pub async fn run(torg: &Path, requests: usize, pairs: usize) -> Outcome<()> {
    let folder = tempfile::Builder::new().prefix("torg-bench.").tempdir()?;
    let demo = demo(torg, folder.path()).await?;
    let questions = questions()?;
    let bytes = look_into(&demo, &questions).await?;
    let bare = bare(bytes).await?;
    let asked: Vec<Vec<u8>> = questions.iter().cycle().take(requests).map(Question::request).collect();
    let (mut base, mut torg, mut ratios, mut p99, mut bare_p99) = (vec![], vec![], vec![], vec![], vec![]);
    for _ in 0..pairs {
        let theirs = all_of(storm(&[bare.address], vec![http::get("/", ""); requests], CLIENTS).await?, requests)?;
        let ours = all_of(storm(&[demo.address], asked.clone(), CLIENTS).await?, requests)?;
        base.push(theirs.per_second());
        torg.push(ours.per_second());
        ratios.push(ours.per_second() / theirs.per_second());
        p99.push(percentile(&ours.millis, 0.99));
        bare_p99.push(percentile(&theirs.millis, 0.99));
    }
    let mut table = Table::new(
        format!(
            "Questions each second, {} questions of people, answers of {bytes} bytes, {CLIENTS} clients, {pairs} pairs",
            questions.len()
        ),
        &["what", "median", "spread"],
    );
    let rate = |name: &str, all: &[f64]| [name.to_owned(), format!("{:.0}/s", median(all)), spread(all, 0)];
    let late = |name: &str, all: &[f64]| [name.to_owned(), format!("{:.1} ms", median(all)), spread(all, 1)];
    table.row(rate("axum, same size, no search", &base));
    table.row(rate("torg", &torg));
    table.row(late("axum, median of the runs' p99", &bare_p99));
    table.row(late("torg, median of the runs' p99", &p99));
    table.row(["ratio".into(), format!("{:.2}", median(&ratios)), spread(&ratios, 2)]);
    table.print();
    bare.kill().await?;
    demo.kill().await
}

/// Sees that answers are answers; returns their middle size.
async fn look_into(demo: &Server, questions: &[Question]) -> Outcome<usize> {
    let mut connection = Connection::to(demo.address);
    let (mut found, mut sizes) = (0, Vec::new());
    let known = questions.iter().filter_map(|question| question.right.as_ref().map(|right| (question, right)));
    for (question, right) in known.take(LOOKED_AT) {
        let answer = connection.send(&question.request()).await?;
        if answer.status != 200 {
            return Err(format!("a question was answered {}", answer.status).into());
        }
        let page = String::from_utf8_lossy(&answer.body);
        found += usize::from(page.contains(&format!("/tjenester/{right}")));
        sizes.push(answer.body.len() as f64);
    }
    let share = found as f64 / sizes.len() as f64;
    if share < FOUND {
        return Err(format!("the right service stands in {share:.2} of the answers, not in {FOUND:.2}").into());
    }
    Ok(median(&sizes) as usize)
}

fn all_of(tally: Tally, requests: usize) -> Outcome<Tally> {
    if tally.count(200) == requests { Ok(tally) } else { Err(format!("search: {}", tally.told()).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_as_it_was_typed() {
        let all = questions().expect("questions");
        assert!(all.len() > 1000, "{}", all.len());
        assert!(all.iter().all(|one| ["nb", "nn", "en"].contains(&one.lang.as_str()) && !one.text.is_empty()));
        let one = Question { text: "får ikke & åpna".into(), lang: "nn".into(), right: None };
        let request = String::from_utf8(one.request()).expect("text");
        assert!(request.starts_with("GET /tjenester?q=f%C3%A5r+ikke+%26+%C3%A5pna HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("accept-language: nn\r\n"), "{request}");
    }
}
