//! Invented visits for the demo: what a passport bus and the tax office could bring to some of the pilot's places.

use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use torg_base::Actor;
use torg_base::time::{oslo_date, start_of_day};
use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::model::Place;
use torg_store::Result;
use torg_web::App;

use crate::announced::model::{AgencyVisit, Content, Count, News, Wording};
use crate::announced::{Board, Put};

/// A visit of the demo: at which place, in how many weeks, from and to which hour, and what is told.
struct Plan {
    place: &'static str,
    weeks: i64,
    day: Weekday,
    hours: (i64, i64),
    content: fn(&Directory) -> Content,
}

const PLANS: [Plan; 6] = [
    Plan { place: "lebesby", weeks: 3, day: Weekday::Tuesday, hours: (9, 15), content: passports },
    Plan { place: "gamvik", weeks: 3, day: Weekday::Wednesday, hours: (10, 16), content: passports },
    Plan { place: "gamvik", weeks: 5, day: Weekday::Thursday, hours: (10, 14), content: tax },
    Plan { place: "vanylven", weeks: 2, day: Weekday::Thursday, hours: (9, 15), content: passports },
    Plan { place: "vaeroy", weeks: 4, day: Weekday::Monday, hours: (10, 15), content: tests },
    Plan { place: "vanylven", weeks: -2, day: Weekday::Thursday, hours: (10, 14), content: tax },
];

/// Enters and announces the visits, once: a demo that has some is left alone.
pub async fn seed(app: &App) -> Result<()> {
    let directory = directory::of(app);
    let today = oslo_date(app.clock().now());
    for plan in PLANS {
        let Some(place) = directory.place(plan.place) else { continue };
        enter(app, &directory, place, &plan, today).await?;
    }
    app.part::<Directories>().refresh(app.store()).await?;
    app.part::<Board>().refresh(app).await
}

async fn enter(app: &App, directory: &Directory, place: &Place, plan: &Plan, today: Date) -> Result<()> {
    let day = day_of(plan, today);
    let at = |hour: i64| start_of_day(day) + SignedDuration::from_hours(hour);
    let (starts, ends) = (at(plan.hours.0), at(plan.hours.1));
    // The key follows from the plan, so that a demo that is started again does not enter the same twice.
    let id = torg_base::Uuid::from_u128(u128::from_be_bytes(key(plan)));
    let content = (plan.content)(directory);
    let planned = AgencyVisit::planned(id, (place.organisation, place.id), (starts, ends), content);
    if !put(app, planned.clone(), None, "visit.entered").await? {
        return Ok(());
    }
    let announced = planned.announced();
    if plan.weeks < 0 {
        put(app, announced.clone(), None, "visit.announced").await?;
        put(app, announced.counted(Count { came: 21, unserved: 3 }, None), None, "visit.counted").await?;
    } else {
        put(app, announced, Some(News::Announced), "visit.announced").await?;
    }
    Ok(())
}

async fn put(app: &App, visit: AgencyVisit, news: Option<News>, deed: &'static str) -> Result<bool> {
    let organisation = visit.organisation;
    app.store().write(organisation, Put { actor: Actor::Anonymous, visit, news, deed }).await
}

/// The weekday in the week that is so many from this one.
fn day_of(plan: &Plan, today: Date) -> Date {
    let to_day = i64::from(today.weekday().until(plan.day)) % 7;
    today.saturating_add(SignedDuration::from_hours(24 * (to_day + 7 * plan.weeks)))
}

/// The place and the week as the bytes of a key.
fn key(plan: &Plan) -> [u8; 16] {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(plan.place.bytes()) {
        *to = from;
    }
    bytes[15] = plan.weeks.to_be_bytes()[7];
    bytes
}

fn words(nb: &str, nn: &str, en: &str) -> Wording {
    Wording { nb: nb.into(), nn: nn.into(), en: en.into() }
}

fn services(directory: &Directory, slugs: &[&str]) -> Vec<torg_base::Uuid> {
    slugs.iter().filter_map(|slug| directory.service(slug)).map(|service| service.id).collect()
}

fn passports(directory: &Directory) -> Content {
    Content {
        agency: "Politiet".into(),
        does: words(
            "Søke om pass\nSøke om nasjonalt ID-kort",
            "Søkje om pass\nSøkje om nasjonalt ID-kort",
            "Apply for a passport\nApply for a national ID card",
        ),
        bring: words(
            "Gammelt pass eller annen legitimasjon\nBetalingskort\nBarn under 18 år: samtykke fra foreldrene",
            "Gammalt pass eller annan legitimasjon\nBetalingskort\nBarn under 18 år: samtykke frå foreldra",
            "Your old passport or other identification\nA payment card\nChildren under 18: consent from the parents",
        ),
        services: services(directory, &["bestille-pass"]),
        room: "Bussen står ved hovedinngangen".into(),
        link: "https://www.politiet.no/".into(),
        phone: String::new(),
        drop_in: false,
        next: None,
    }
}

fn tax(directory: &Directory) -> Content {
    Content {
        agency: "Skatteetaten".into(),
        does: words(
            "Vise legitimasjon for å få skattekort og D-nummer\nSpørre om skattemeldingen",
            "Vise legitimasjon for å få skattekort og D-nummer\nSpørje om skattemeldinga",
            "Show identification for a tax deduction card and a D number\nAsk about your tax return",
        ),
        bring: words("Pass\nArbeidskontrakt", "Pass\nArbeidskontrakt", "Passport\nEmployment contract"),
        services: services(directory, &["skattekort", "d-nummer"]),
        room: String::new(),
        link: String::new(),
        phone: "+47 00 00 80 00".into(),
        drop_in: true,
        next: None,
    }
}

/// Only in bokmål, as many a small place would have it.
fn tests(directory: &Directory) -> Content {
    Content {
        agency: "Statens vegvesen".into(),
        does: words("Ta teoriprøven for førerkort klasse B", "", ""),
        bring: words("Pass eller nasjonalt ID-kort", "", ""),
        services: services(directory, &["teoriprove-behov"]),
        room: "Møterommet i andre etasje".into(),
        link: "https://www.vegvesen.no/".into(),
        phone: String::new(),
        drop_in: false,
        next: None,
    }
}

#[cfg(test)]
mod tests_of_plans {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_plan_has_a_key_and_a_day_of_its_own() {
        let keys: BTreeSet<_> = PLANS.iter().map(key).collect();
        assert_eq!(keys.len(), PLANS.len());
        let today = jiff::civil::date(2026, 11, 23);
        for plan in &PLANS {
            let day = day_of(plan, today);
            assert_eq!((day.weekday(), day < today), (plan.day, plan.weeks < 0), "{}", plan.place);
        }
    }
}
