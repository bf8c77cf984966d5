use super::*;
use crate::model::{Closure, Ferry, Place, Settings};

/// Bodø, Fauske and Røst (an island); a link between the first two only.
fn input() -> Input {
    let place = |key: &str, latitude, longitude, island| Place {
        key: key.into(),
        name: key.into(),
        district: String::new(),
        latitude,
        longitude,
        island,
        lodging: true,
        opens: 0,
        closes: 1440,
        last_visit: None,
    };
    let link =
        |from, to, minutes, source: &str| Link { from, to, minutes, ferry: false, both: true, source: source.into() };
    Input {
        settings: Settings { weeks: 1, speed: 60, road_percent: 150, crossing: 200, ..Settings::default() },
        places: vec![
            place("bodo", 67.28, 14.40, false),
            place("fauske", 67.26, 15.39, false),
            place("rost", 67.52, 12.12, true),
            place("rognan", 67.09, 15.39, false),
        ],
        links: vec![link(0, 1, 50, "table"), link(1, 3, 30, "survey"), link(0, 3, 300, "mountain")],
        ..Input::default()
    }
}

#[test]
fn the_shortest_way_counts_and_names_its_sources() {
    let input = input();
    let travel = Travel::new(&input);
    assert_eq!(travel.direct(0, 3, 0, true), Some((80, 80)));
    let sources = vec!["survey".to_owned(), "table".to_owned()];
    assert_eq!(travel.origin(&input, 0, 3, 0, true), Origin::Links { links: vec![0, 1], sources });
    assert_eq!(travel.direct(2, 2, 0, true), Some((0, 0)));
}

#[test]
fn an_estimate_stands_in_where_nothing_is_known() {
    let input = input();
    let travel = Travel::new(&input);
    // Bodø to Røst is 101.0 km as the crow flies, 151.5 km by road.
    let (minutes, driving) = travel.direct(0, 2, 0, true).unwrap();
    assert_eq!((minutes - driving, driving), (200, 152));
    assert_eq!(travel.origin(&input, 0, 2, 0, true), Origin::Estimate { kilometres: 152, crossing: true });
}

#[test]
fn teams_without_ferries_do_not_get_to_islands() {
    let mut input = input();
    let mut team =
        crate::generate::generate(crate::generate::Size { places: 2, services: 1, people: 1, teams: 1, weeks: 1 }, 1)
            .teams[0]
            .clone();
    team.ferries = false;
    input.teams.push(team);
    let travel = Travel::new(&input);
    assert_eq!(travel.direct(0, 2, 0, false), None);
    assert_eq!(travel.direct(0, 3, 0, false), Some((80, 80)));
    assert_eq!(travel.origin(&input, 0, 2, 0, false), Origin::Nowhere);
}

#[test]
fn a_closed_road_is_closed_on_its_days_and_no_estimate_leads_around_it() {
    let mut input = input();
    let shut = |a, b| Closure { a, b, from: 2, to: 3, source: "road authority".into() };
    input.closures.push(shut(1, 0));
    let travel = Travel::new(&input);
    assert_eq!(travel.direct(0, 1, 1, true), Some((50, 50)));
    assert_eq!(travel.direct(0, 1, 2, true), Some((330, 330)));
    assert_eq!(travel.direct(0, 1, 4, true), Some((50, 50)));
    input.closures.push(shut(0, 3));
    let travel = Travel::new(&input);
    assert_eq!(travel.direct(0, 1, 3, true), None);
    assert_eq!(travel.direct(1, 3, 3, true), Some((30, 30)));
}

#[test]
fn a_ferry_is_waited_for_at_the_harbour() {
    let mut input = input();
    for (departs, weekday) in [(600, 0), (700, 1)] {
        let mut weekdays = [false; 7];
        weekdays[weekday] = true;
        input.ferries.push(Ferry { from: 0, to: 2, departs, minutes: 60, weekdays, source: "timetable".into() });
    }
    let travel = Travel::new(&input);
    let monday = travel.leg(&input, 1, 2, 0, 480, true).unwrap();
    assert_eq!(monday, Leg { arrives: 660, driving: 50, leaves: 550, ferry: Some(0) });
    // Ten minutes too late for it: the estimate is what is left.
    let missed = travel.leg(&input, 1, 2, 0, 560, true).unwrap();
    assert_eq!(missed.ferry, None);
    assert_eq!(travel.leg(&input, 1, 2, 1, 480, true).unwrap().ferry, Some(1));
    assert_eq!(travel.least(&input, 1, 2), Some(110));
}
