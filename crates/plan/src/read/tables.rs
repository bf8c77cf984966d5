//! What each table's columns mean.

use std::collections::BTreeMap;

use super::{
    Clash, Fault, Wanted, What,
    row::{Keys, Row, table},
};
use crate::model::{Closure, Demand, Event, Ferry, Input, Link, Place, Pool, Rule, Service, Settings, Team, Wish};

/// Positions of places are kept in 16 bits, and travel times for all pairs in memory.
const MOST_PLACES: usize = 1_000;

/// Fills the input from the files; faults are added to what there are.
pub fn fill(input: &mut Input, files: &BTreeMap<String, String>, faults: &mut Vec<Fault>) {
    let text = |name: &str| files.get(name).map(String::as_str);
    let (mut places, mut services, mut teams, mut rules) = (Keys::new(), Keys::new(), Keys::new(), Keys::new());
    if let Some(text) = text("settings.csv") {
        table("settings.csv", text, &["name", "value"], faults, |row| setting(&mut input.settings, row));
    }
    if input.settings.start.checked_add(jiff::Span::new().days(input.days() + 400)).is_err() {
        faults.push(Fault::new("settings.csv", 1, What::BeyondCalendar));
    }
    let start = input.settings.start;
    if let Some(text) = text("places.csv") {
        let columns = [
            "place",
            "name",
            "district",
            "latitude",
            "longitude",
            "island",
            "lodging",
            "opens",
            "closes",
            "last_visit",
        ];
        table("places.csv", text, &columns, faults, |row| input.places.push(place(row, &mut places, start)));
        if input.places.len() > MOST_PLACES {
            faults.push(Fault::new("places.csv", 1, What::TooManyPlaces { most: MOST_PLACES }));
        }
    }
    if let Some(text) = text("services.csv") {
        let columns = ["service", "name", "skill", "equipment", "effort"];
        table("services.csv", text, &columns, faults, |row| input.services.push(service(row, &mut services)));
    }
    if let Some(text) = text("pools.csv") {
        let columns = ["place", "service", "people", "from", "to", "value"];
        let last = input.days() - 1;
        table("pools.csv", text, &columns, faults, |row| {
            let pool = Pool {
                place: row.known("place", &places),
                service: row.known("service", &services),
                people: row.whole("people", 1..=100_000, None),
                from: row.date("from", start).unwrap_or(0),
                to: row.date("to", start).unwrap_or(last),
                value: row.whole("value", 1..=100_000, None),
            };
            if pool.to < pool.from {
                row.fault(Clash::Window);
            }
            input.pools.push(pool);
        });
    }
    if let Some(text) = text("teams.csv") {
        let columns = [
            "team",
            "name",
            "base",
            "district",
            "crew",
            "skills",
            "equipment",
            "per_hour",
            "setup",
            "starts",
            "ends",
            "work",
            "drive",
            "days",
            "nights",
            "ferries",
        ];
        table("teams.csv", text, &columns, faults, |row| input.teams.push(team(row, &mut teams, &places)));
    }
    if let Some(text) = text("rules.csv") {
        let columns = ["rule", "demand", "service", "number", "from", "to", "source", "disputed"];
        table("rules.csv", text, &columns, faults, |row| input.rules.push(rule(row, &mut rules, &services, start)));
    }
    if let Some(text) = text("events.csv") {
        table("events.csv", text, &["team", "date", "place", "from", "to"], faults, |row| {
            let event = Event {
                team: row.known("team", &teams),
                day: row.needed_date("date", start),
                place: row.known_or_none("place", &places),
                from: row.time("from", 0),
                to: row.time("to", 1440),
            };
            if event.to < event.from {
                row.fault(Clash::Event);
            }
            input.events.push(event);
        });
    }
    roads(input, files, faults, &places);
    if let Some(text) = text("wishes.csv") {
        table("wishes.csv", text, &["wish", "team", "place", "date"], faults, |row| {
            let place = row.known("place", &places);
            let team = row.known_or_none("team", &teams);
            let day = row.date("date", start);
            match (row.text("wish"), team, day) {
                ("lock", Some(team), Some(day)) => input.wishes.push(Wish::Lock { team, place, day }),
                ("lock", ..) => row.fault(Clash::Lock),
                ("forbid", ..) => input.wishes.push(Wish::Forbid { team, place, day }),
                _ => row.wrong("wish", Wanted::Wish),
            }
        });
    }
}

fn roads(input: &mut Input, files: &BTreeMap<String, String>, faults: &mut Vec<Fault>, places: &Keys) {
    let text = |name: &str| files.get(name).map(String::as_str);
    let start = input.settings.start;
    if let Some(text) = text("travel.csv") {
        table("travel.csv", text, &["from", "to", "minutes", "ferry", "both", "source"], faults, |row| {
            input.links.push(Link {
                from: row.known("from", places),
                to: row.known("to", places),
                minutes: row.whole("minutes", 0..=10_000, None) as i32,
                ferry: row.yes("ferry", false),
                both: row.yes("both", true),
                source: row.needed("source"),
            });
        });
    }
    if let Some(text) = text("ferries.csv") {
        table("ferries.csv", text, &["from", "to", "departs", "minutes", "days", "source"], faults, |row| {
            row.needed("departs");
            input.ferries.push(Ferry {
                from: row.known("from", places),
                to: row.known("to", places),
                departs: row.time("departs", 0),
                minutes: row.whole("minutes", 1..=1_440, None) as i32,
                weekdays: if row.text("days").is_empty() { [true; 7] } else { row.weekdays("days") },
                source: row.needed("source"),
            });
        });
    }
    if let Some(text) = text("closed.csv") {
        table("closed.csv", text, &["a", "b", "from", "to", "source"], faults, |row| {
            input.closures.push(Closure {
                a: row.known("a", places),
                b: row.known("b", places),
                from: row.needed_date("from", start),
                to: row.needed_date("to", start),
                source: row.needed("source"),
            });
        });
    }
}

fn setting(settings: &mut Settings, row: &mut Row) {
    let number = |row: &mut Row, most: i64| row.whole("value", 0..=most, None);
    match row.text("name") {
        "start" => match row.text("value").parse() {
            Ok(date) => settings.start = date,
            Err(_) => row.wrong("value", Wanted::Date),
        },
        "weeks" => settings.weeks = row.whole("value", 1..=53, None) as i32,
        "road_percent" => settings.road_percent = row.whole("value", 100..=500, None),
        "speed" => settings.speed = row.whole("value", 10..=110, None),
        "crossing" => settings.crossing = number(row, 1_440) as i32,
        "crew_percent" => settings.crew_percent = number(row, 10_000),
        "night" => settings.night = number(row, 100_000),
        "floor_missed" => settings.floor_missed = number(row, 10_000_000),
        other => row.fault(What::UnknownSetting { name: other.chars().take(40).collect() }),
    }
}

fn place(row: &mut Row, keys: &mut Keys, start: jiff::civil::Date) -> Place {
    let place = Place {
        key: row.new_key("place", keys),
        name: row.needed("name"),
        district: row.text("district").to_owned(),
        latitude: row.decimal("latitude", -90.0..=90.0),
        longitude: row.decimal("longitude", -180.0..=180.0),
        island: row.yes("island", false),
        lodging: row.yes("lodging", true),
        opens: row.time("opens", 0),
        closes: row.time("closes", 1440),
        last_visit: row.date("last_visit", start),
    };
    if place.closes < place.opens {
        row.fault(Clash::Hours);
    }
    if place.last_visit.is_some_and(|day| day >= 0) {
        row.fault(Clash::LastVisit);
    }
    place
}

fn service(row: &mut Row, keys: &mut Keys) -> Service {
    let word = |row: &Row, column: &str| Some(row.text(column).to_owned()).filter(|w| !w.is_empty());
    Service {
        key: row.new_key("service", keys),
        name: row.needed("name"),
        skill: word(row, "skill"),
        equipment: word(row, "equipment"),
        effort: row.whole("effort", 1..=10_000, Some(100)),
    }
}

fn team(row: &mut Row, keys: &mut Keys, places: &Keys) -> Team {
    let team = Team {
        key: row.new_key("team", keys),
        name: row.needed("name"),
        base: row.known("base", places),
        district: row.text("district").to_owned(),
        crew: row.whole("crew", 1..=50, Some(2)),
        skills: row.list("skills"),
        equipment: row.list("equipment"),
        per_hour: row.whole("per_hour", 1..=1_000, None),
        setup: row.whole("setup", 0..=600, Some(30)) as i32,
        starts: row.time("starts", 8 * 60),
        ends: row.time("ends", 18 * 60),
        work: row.whole("work", 1..=1_440, Some(540)) as i32,
        drive: row.whole("drive", 0..=1_440, Some(300)) as i32,
        weekdays: row.weekdays("days"),
        nights: row.whole("nights", 0..=6, Some(0)) as i32,
        ferries: row.yes("ferries", true),
    };
    if team.ends <= team.starts {
        row.fault(Clash::Day);
    }
    team
}

fn rule(row: &mut Row, keys: &mut Keys, services: &Keys, start: jiff::civil::Date) -> Rule {
    let demand = match row.text("demand") {
        "district" => Demand::District,
        "minimum_people" => Demand::MinimumPeople,
        "return_after" => Demand::ReturnAfter,
        "fairness_floor" => Demand::FairnessFloor,
        _ => {
            row.wrong("demand", Wanted::Demand);
            Demand::District
        }
    };
    let service = row.known_or_none("service", services);
    let rule = Rule {
        key: row.new_key("rule", keys),
        demand,
        service,
        number: row.whole("number", 1..=10_000, (demand == Demand::District).then_some(1)),
        from: row.date("from", start),
        to: row.date("to", start),
        source: row.needed("source"),
        disputed: row.yes("disputed", false),
    };
    if demand == Demand::District && service.is_none() {
        row.fault(Clash::DistrictService);
    }
    if matches!(demand, Demand::ReturnAfter | Demand::FairnessFloor) && service.is_some() {
        row.fault(Clash::VisitService);
    }
    rule
}
