//! Two proposals of a case side by side.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use torg_plan::model::Input;
use torg_web::page::{Html, html};
use torg_web::{Failure, Page, Visit};

use super::cases::named;
use super::desk::Desk;
use super::model::{Outcome, Proposal};
use super::proposal::input_of;
use super::show::{Visited, figures, shown, visits};
use super::store;
use super::words::{counted, short_day};

#[derive(Deserialize, Default)]
pub struct Pair {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
}

/// A row of figures.
struct FigureLine {
    key: &'static str,
    a: String,
    b: String,
    difference: String,
}

/// A place that either visits.
struct PlaceLine {
    place: String,
    a: Vec<String>,
    b: Vec<String>,
    /// Key of the difference, and the colour of its tag.
    key: &'static str,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "tours/templates/compare.html")]
struct ComparePage {
    p: Page,
    case: String,
    case_address: String,
    names: (String, String),
    addresses: (String, String),
    figures: Vec<FigureLine>,
    places: Vec<PlaceLine>,
}

struct Side {
    proposal: Proposal,
    outcome: Outcome,
    input: Input,
}

/// `GET /turer/{id}/sammenlign?a=&b=`
pub async fn show(mut visit: Visit, Path(id): Path<String>, Query(pair): Query<Pair>) -> Result<Html, Failure> {
    let desk = Desk::open(&mut visit)?;
    let case = desk.case(&visit, &id).await?;
    let mut sides = Vec::new();
    for asked in [&pair.a, &pair.b] {
        let proposal = desk.proposal(&visit, asked).await?;
        if proposal.case != case.id {
            return Err(Failure::NotFound);
        }
        let db = visit.app.store().within(case.organisation);
        let outcome = store::outcome(&db, proposal.id).await?.ok_or(Failure::NotFound)?;
        let input = input_of(&case, &proposal)?;
        sides.push(Side { proposal, outcome, input });
    }
    let [a, b] = sides.as_slice() else { return Err(Failure::NotFound) };
    let address = |side: &Side| format!("/turer/forslag/{}", side.proposal.id);
    html(&ComparePage {
        p: desk.page(&visit, visit.t("tours-comparison")),
        case: case.name.clone(),
        case_address: format!("/turer/{}", case.id),
        names: (named(&visit, a.proposal.number), named(&visit, b.proposal.number)),
        addresses: (address(a), address(b)),
        figures: figure_lines(&visit, a, b),
        places: place_lines(&visit, a, b),
    })
}

fn figure_lines(visit: &Visit, a: &Side, b: &Side) -> Vec<FigureLine> {
    let pairs = figures(&a.input, &a.outcome).into_iter().zip(figures(&b.input, &b.outcome));
    let line = |(one, other): (super::show::Figure, super::show::Figure)| FigureLine {
        key: one.key,
        a: one.shown(visit),
        b: other.shown(visit),
        difference: match one.amount.zip(other.amount) {
            Some((one_amount, other_amount)) if one_amount != other_amount => {
                let by = other_amount - one_amount;
                let plus = if by > 0 { "+" } else { "" };
                format!("{plus}{}", shown(visit, by, one.unit))
            }
            _ => String::new(),
        },
    };
    pairs.map(line).collect()
}

fn place_lines(visit: &Visit, a: &Side, b: &Side) -> Vec<PlaceLine> {
    let (in_a, in_b) = (visits(&a.outcome.proposal.plan), visits(&b.outcome.proposal.plan));
    let mut places: Vec<usize> = in_a.iter().chain(&in_b).map(|v| v.place).collect();
    places.sort_unstable();
    places.dedup();
    let at = |all: &[Visited], place: usize| all.iter().filter(|v| v.place == place).copied().collect::<Vec<_>>();
    let told = |v: &Visited| {
        let people = counted(visit, "tours-people-n", v.people);
        format!("{} {}, {people}", short_day(&a.input, v.day), a.input.teams[v.team].name)
    };
    let line = |place: usize| {
        let (one, other) = (at(&in_a, place), at(&in_b, place));
        let (key, colour) = difference(&one, &other);
        PlaceLine {
            place: a.input.places[place].name.clone(),
            a: one.iter().map(told).collect(),
            b: other.iter().map(told).collect(),
            key,
            colour,
        }
    };
    places.into_iter().map(line).collect()
}

/// How the visits at a place differ.
fn difference(a: &[Visited], b: &[Visited]) -> (&'static str, &'static str) {
    let when = |all: &[Visited]| all.iter().map(|v| (v.team, v.day)).collect::<Vec<_>>();
    match (a, b) {
        ([], _) => ("tours-only-b", "success"),
        (_, []) => ("tours-only-a", "warning"),
        _ if a == b => ("tours-same", "neutral"),
        _ if when(a) == when(b) => ("tours-other-people", "info"),
        _ if a.len() < b.len() => ("tours-more-visits", "success"),
        _ if a.len() > b.len() => ("tours-fewer-visits", "warning"),
        _ => ("tours-moved", "info"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_difference_is_told() {
        let visit = |team, day, people| Visited { team, place: 3, day, people };
        let key = |a: &[Visited], b: &[Visited]| difference(a, b).0;
        let one = [visit(0, 4, 20)];
        assert_eq!(key(&one, &one), "tours-same");
        assert_eq!(key(&[], &one), "tours-only-b");
        assert_eq!(key(&one, &[]), "tours-only-a");
        assert_eq!(key(&one, &[visit(0, 4, 21)]), "tours-other-people");
        assert_eq!(key(&one, &[visit(0, 5, 20)]), "tours-moved");
        assert_eq!(key(&one, &[visit(1, 4, 20)]), "tours-moved");
        assert_eq!(key(&one, &[visit(0, 4, 20), visit(0, 5, 3)]), "tours-more-visits");
        assert_eq!(key(&[visit(0, 4, 20), visit(0, 5, 3)], &one), "tours-fewer-visits");
    }
}
