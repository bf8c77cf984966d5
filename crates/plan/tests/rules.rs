//! Each rule has an input in which it decides the plan; the plan made without it is what the checker then refuses.

mod common;

use common::{link, place, pool, rounds, row, rule, solved, team, visited};
use torg_plan::{
    Options, Violation, check,
    model::{Closure, Demand, Event, Ferry, Input, Purpose, Wish},
    solve,
};

/// The value that a rule costs. The plan without it breaks what `breaks` says, and nothing else.
fn costs(input: &Input, key: &str, breaks: impl Fn(&Violation) -> bool) -> i64 {
    let options = rounds(200);
    let without = Options { without: vec![key.into()], ..options.clone() };
    let (with, freely) = (solved(input, &options), solved(input, &without));
    let report = check(input, &options, &freely.plan);
    assert!(!report.violations.is_empty(), "the rule {key} does not bite");
    assert!(report.violations.iter().all(breaks), "{:?}", report.violations);
    freely.totals.value - with.totals.value
}

#[test]
fn a_threshold_leaves_few_people_at_home() {
    let mut input = row(&[25, 5], 30, 1);
    input.rules.push(rule("minimum", Demand::MinimumPeople, None, 20));
    assert!(costs(&input, "minimum", |v| matches!(v, Violation::TooFew { place: 2, .. })) > 0);
    assert!(visited(&solved(&input, &rounds(100)).plan).iter().all(|(_, place)| *place == 1));
}

#[test]
fn a_threshold_of_a_service_counts_that_service_only() {
    let mut input = row(&[25], 30, 1);
    input.pools.push(torg_plan::model::Pool { service: 1, ..pool(1, 3, 7) });
    input.rules.push(rule("tax", Demand::MinimumPeople, Some(1), 4));
    assert!(costs(&input, "tax", |v| matches!(v, Violation::TooFew { rule, .. } if rule == "tax")) > 0);
    assert_eq!(solved(&input, &rounds(50)).totals.people, 25);
}

#[test]
fn the_fairness_floor_takes_a_visit_that_nobody_else_would_make() {
    let mut input = row(&[60, 2], 60, 2);
    input.pools[1].value = 10;
    input.rules.push(rule("floor", Demand::FairnessFloor, None, 13));
    input.rules.push(rule("minimum", Demand::MinimumPeople, None, 20));
    let options = rounds(200);
    let with = solved(&input, &options);
    assert_eq!(with.totals.floor_missed, 0);
    assert!(visited(&with.plan).iter().any(|(_, place)| *place == 2));
    let without = Options { without: vec!["floor".into()], ..options };
    let freely = solved(&input, &without);
    assert!(visited(&freely.plan).iter().all(|(_, place)| *place == 1));
    // Without the floor the same visit would be one with too few people.
    let report = check(&input, &without, &with.plan);
    assert!(report.violations.iter().any(|v| matches!(v, Violation::TooFew { place: 2, .. })), "{report:?}");
}

#[test]
fn nobody_returns_too_soon() {
    let mut input = row(&[120], 60, 1);
    input.rules.push(rule("return", Demand::ReturnAfter, None, 7));
    assert!(costs(&input, "return", |v| matches!(v, Violation::TooSoon { place: 1, .. })) > 0);
    assert_eq!(solved(&input, &rounds(50)).totals.visits, 1);
}

#[test]
fn a_stay_over_nights_is_one_visit() {
    let mut input = row(&[120], 60, 1);
    input.rules.push(rule("return", Demand::ReturnAfter, None, 7));
    input.teams[0].nights = 4;
    let proposal = solved(&input, &rounds(100));
    assert_eq!((proposal.totals.visits, proposal.totals.people), (1, 120));
    assert!(proposal.totals.nights > 0);
}

#[test]
fn the_district_rule_keeps_a_team_at_home_and_is_disputed() {
    let mut input = row(&[30], 60, 1);
    input.places[1].district = "south".into();
    let mut bound = rule("district", Demand::District, Some(0), 1);
    bound.disputed = true;
    input.rules.push(bound);
    assert!(costs(&input, "district", |v| matches!(v, Violation::District { .. })) > 0);
    let (with, without) = solve::disputed(&input, &rounds(50), |_| std::ops::ControlFlow::Continue(()));
    assert_eq!((with.totals.people, without[0].1.totals.people), (0, 30));
    let why = torg_plan::explain(&input, &rounds(50), &with.plan);
    let reason = torg_plan::explain::Reason::District { rule: "district".into(), disputed: true };
    assert_eq!(why[0].reasons, [(reason, 30)]);
}

#[test]
fn a_rule_holds_from_its_date() {
    let mut input = row(&[30], 60, 2);
    input.places[1].district = "south".into();
    let mut bound = rule("district", Demand::District, Some(0), 1);
    bound.to = Some(6);
    input.rules.push(bound);
    let proposal = solved(&input, &rounds(50));
    assert_eq!(proposal.totals.people, 30);
    assert!(visited(&proposal.plan).iter().all(|(day, _)| *day >= 7));
}

#[test]
fn a_night_away_reaches_farther_but_only_with_a_bed() {
    let mut input = row(&[30], 250, 1);
    assert_eq!(solved(&input, &rounds(50)).totals.people, 0);
    input.teams[0].nights = 1;
    let away = solved(&input, &rounds(50));
    assert!(away.totals.people > 0 && away.totals.nights > 0);
    input.places[1].lodging = false;
    assert_eq!(solved(&input, &rounds(50)).totals.people, 0);
    let report = check(&input, &rounds(0), &away.plan);
    assert!(report.violations.iter().all(|v| matches!(v, Violation::Bed { .. })) && !report.violations.is_empty());
}

/// A base on the mainland and an island, 40 minutes by a ferry that leaves at the given times.
fn island(out: &[i32], home: &[i32]) -> Input {
    let mut input = row(&[], 0, 1);
    input.places.push(torg_plan::model::Place { island: true, ..place("island", "north") });
    input.links.push(link(0, 1, 10_000));
    input.pools.push(pool(1, 20, 7));
    let ferry = |from: usize, to: usize, departs: &i32| Ferry {
        from,
        to,
        departs: *departs,
        minutes: 40,
        weekdays: [true; 7],
        source: "timetable".into(),
    };
    input.ferries.extend(out.iter().map(|d| ferry(0, 1, d)));
    input.ferries.extend(home.iter().map(|d| ferry(1, 0, d)));
    input
}

#[test]
fn the_ferry_decides_the_day() {
    let whole = solved(&island(&[9 * 60], &[16 * 60]), &rounds(50));
    let times = &whole.times[0][0];
    assert_eq!((times.0.departs, times.1[0].arrives, times.0.ends), (9 * 60, 9 * 60 + 40, 16 * 60 + 40));
    assert_eq!(whole.totals.people, 20);
    // Home at noon leaves 80 minutes on the island: two hours of people need two days.
    let short = solved(&island(&[9 * 60], &[11 * 60]), &rounds(50));
    assert_eq!((whole.totals.visits, short.totals.visits), (1, 2));
    // A ferry home before the one out has come: only with a night.
    let mut late = island(&[15 * 60], &[11 * 60]);
    assert_eq!(solved(&late, &rounds(50)).totals.people, 0);
    late.teams[0].nights = 1;
    assert!(solved(&late, &rounds(50)).totals.people > 0);
    late.teams[0].ferries = false;
    assert_eq!(solved(&late, &rounds(50)).totals.people, 0);
}

#[test]
fn a_closed_road_is_gone_around_or_waited_for() {
    let mut input = row(&[30], 60, 2);
    input.closures.push(Closure { a: 0, b: 1, from: 0, to: 6, source: "road authority".into() });
    assert!(visited(&solved(&input, &rounds(50)).plan).iter().all(|(day, _)| *day >= 7));
    input.closures[0].to = 13;
    assert_eq!(solved(&input, &rounds(50)).totals.people, 0);
    input.places.push(place("detour", "north"));
    input.links.extend([link(0, 2, 70), link(2, 1, 70)]);
    assert_eq!(solved(&input, &rounds(50)).totals.people, 30);
}

#[test]
fn events_are_gone_around_and_days_off_kept() {
    let mut input = row(&[80], 60, 1);
    input.events.push(Event { team: 0, day: 0, place: Some(1), from: 15 * 60, to: 16 * 60 });
    input.events.extend((1..5).map(|day| Event { team: 0, day, place: None, from: 0, to: 1440 }));
    let proposal = solved(&input, &rounds(50));
    assert_eq!(proposal.plan.tours.len(), 1);
    let tour = &proposal.plan.tours[0];
    assert_eq!(tour.first, 0);
    assert!(tour.days[0].iter().any(|s| s.purpose == Purpose::Event { event: 0 }));
    assert!(proposal.totals.people > 0, "there is time before the event");
    input.events[0].from = 9 * 60 - 30;
    let missed = solve(&input, &rounds(10), |_| std::ops::ControlFlow::Continue(()));
    assert_eq!(missed.unmet, [solve::Unmet::Event { event: 0 }]);
    assert_eq!(check(&input, &rounds(10), &missed.plan).violations, [Violation::EventMissing { event: 0 }]);
}

#[test]
fn locks_and_forbids_are_kept() {
    let mut input = row(&[30, 30], 60, 1);
    input.teams.push(team(0));
    input.rules.push(rule("minimum", Demand::MinimumPeople, None, 31));
    assert_eq!(solved(&input, &rounds(50)).totals.people, 0);
    input.wishes.push(Wish::Lock { team: 1, place: 2, day: 3 });
    let locked = solved(&input, &rounds(50));
    assert_eq!(visited(&locked.plan), [(3, 2)]);
    input.rules.clear();
    input.wishes.push(Wish::Forbid { team: None, place: 1, day: None });
    let forbidden = solved(&input, &rounds(50));
    assert!(visited(&forbidden.plan).iter().all(|(_, place)| *place == 2));
    let free = Input { wishes: Vec::new(), ..input.clone() };
    let report = check(&input, &rounds(1), &solved(&free, &rounds(50)).plan);
    assert!(report.violations.iter().any(|v| matches!(v, Violation::Forbidden { place: 1, .. })));
    assert!(report.violations.contains(&Violation::LockMissing { wish: 0 }));
}

#[test]
fn locks_on_days_in_a_row_are_one_stay() {
    let mut input = row(&[120], 60, 1);
    input.rules.push(rule("return", Demand::ReturnAfter, None, 7));
    input.teams[0].nights = 4;
    let lock = |place, day| Wish::Lock { team: 0, place, day };
    input.wishes = vec![lock(1, 1), lock(1, 0), lock(1, 0)];
    let stay = solved(&input, &rounds(50));
    assert_eq!((stay.unmet.as_slice(), stay.totals.visits), (&[][..], 1), "{:?}", stay.plan);
    assert!(visited(&stay.plan).starts_with(&[(0, 1), (1, 1)]), "{:?}", visited(&stay.plan));
    // With a day between them the second is a return, and too soon.
    input.wishes = vec![lock(1, 0), lock(1, 3)];
    input.teams[0].nights = 0;
    let proposal = solve(&input, &rounds(50), |_| std::ops::ControlFlow::Continue(()));
    assert_eq!(proposal.unmet, [solve::Unmet::Lock { wish: 1 }]);
}

#[test]
fn a_whole_journey_can_be_locked() {
    // The third place is too far for a day: each leads on to the next, and home is a day's drive away.
    let mut input = row(&[30, 30, 30], 120, 1);
    let team = &mut input.teams[0];
    (team.nights, team.drive) = (4, 6 * 60);
    let lock = |(day, place)| Wish::Lock { team: 0, place, day };
    let journey = [(0, 1), (1, 2), (2, 3)];
    input.wishes = journey.into_iter().map(lock).rev().collect();
    let locked = solved(&input, &rounds(50));
    assert_eq!(locked.unmet, []);
    assert!(journey.iter().all(|stop| visited(&locked.plan).contains(stop)), "{:?}", locked.plan);
    // Backwards too: the last one is reached the evening before.
    let back = [(1, 3), (2, 2), (3, 1)];
    input.wishes = back.into_iter().map(lock).collect();
    let locked = solved(&input, &rounds(50));
    assert_eq!(locked.unmet, []);
    assert!(back.iter().all(|stop| visited(&locked.plan).contains(stop)), "{:?}", locked.plan);
}

#[test]
fn a_team_sets_up_once_at_a_place_and_not_again_for_those_who_are_left() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/tours");
    let tables = std::fs::read_dir(folder).expect("the demo's tables").map(|entry| {
        let path = entry.expect("a table").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("text"))
    });
    let input = torg_plan::read::read(&tables.collect()).expect("whole tables");
    for seed in 1..4 {
        let proposal = solved(&input, &Options { seed, ..rounds(400) });
        for stops in proposal.plan.tours.iter().flat_map(|t| &t.days) {
            let twice = |two: &[torg_plan::model::Stop]| {
                two[0].place == two[1].place && two.iter().all(torg_plan::model::Stop::is_visit)
            };
            assert!(!stops.windows(2).any(twice), "seed {seed}: {stops:?}");
        }
    }
}

#[test]
fn what_the_next_place_would_cost() {
    // 14 people four and a half hours away, where a visit asks for 20.
    let mut input = row(&[40, 14], 0, 1);
    input.links = vec![link(0, 1, 30), link(0, 2, 270)];
    input.teams[0].nights = 1;
    input.rules.push(rule("minimum", Demand::MinimumPeople, None, 20));
    let proposal = solved(&input, &rounds(100));
    let why = torg_plan::explain(&input, &rounds(100), &proposal.plan);
    assert_eq!(why.len(), 1);
    let vardo = &why[0];
    assert_eq!((vardo.place, vardo.people), (2, 14));
    assert_eq!(vardo.reasons, [(torg_plan::explain::Reason::TooFew { people: 14, minimum: 20 }, 14)]);
    let price = vardo.price.unwrap();
    // Twice 4.5 hours on the road, 84 minutes of serving, one night.
    assert_eq!((price.people, price.nights, price.minutes, price.lawful), (14, 1, 540 + 84, false));
    assert_eq!(price.cost, 624 + 240);
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    let size = torg_plan::generate::Size { places: 30, services: 4, people: 900, teams: 3, weeks: 4 };
    let input = torg_plan::generate::generate(size, 5);
    assert_eq!(input, torg_plan::generate::generate(size, 5));
    let (one, two) = (solved(&input, &rounds(120)), solved(&input, &rounds(120)));
    assert_eq!(one.plan, two.plan);
    let other = solved(&input, &Options { seed: 2, ..rounds(120) });
    assert_ne!(one.plan, other.plan);
    let first = solved(&input, &rounds(0));
    assert!(one.totals.value > first.totals.value, "rounds make the plan better");
}

#[test]
fn a_kept_proposal_is_the_same_when_read_again() {
    let mut input = row(&[25, 12], 30, 1);
    input.wishes.push(Wish::Lock { team: 0, place: 2, day: 1 });
    let proposal = solved(&input, &rounds(20));
    let kept = serde_json::to_string(&(&input, &proposal)).unwrap();
    let (again, read): (Input, torg_plan::Proposal) = serde_json::from_str(&kept).unwrap();
    assert_eq!((&again, &read.plan, &read.totals), (&input, &proposal.plan, &proposal.totals));
    assert_eq!(
        torg_plan::explain(&again, &read.options, &read.plan),
        torg_plan::explain(&input, &rounds(20), &proposal.plan)
    );
}

#[test]
fn every_leg_says_where_its_minutes_come_from() {
    let input = island(&[9 * 60], &[16 * 60]);
    let proposal = solved(&input, &rounds(20));
    let legs = torg_plan::legs(&input, &proposal.plan);
    assert_eq!(
        legs.iter().map(|l| (l.from, l.to, l.arrives, l.ferry)).collect::<Vec<_>>(),
        [(0, 1, 9 * 60 + 40, Some(0)), (1, 0, 16 * 60 + 40, Some(1))]
    );
    let road = row(&[25], 30, 1);
    let by_road = torg_plan::legs(&road, &solved(&road, &rounds(20)).plan);
    let origin = torg_plan::travel::Origin::Links { links: vec![0], sources: vec!["table".into()] };
    assert!(by_road.iter().all(|l| l.origins == [origin.clone()]));
}

#[test]
fn a_second_run_keeps_what_still_holds() {
    let size = torg_plan::generate::Size { places: 24, services: 3, people: 700, teams: 2, weeks: 3 };
    let mut input = torg_plan::generate::generate(size, 8);
    let first = solved(&input, &rounds(150));
    let again = solve::solve_from(&input, &rounds(0), &first.plan, |_| std::ops::ControlFlow::Continue(()));
    assert!(again.totals.value >= first.totals.value, "nothing is lost when nothing has changed");
    let (_, gone) = visited(&first.plan)[0];
    input.wishes.push(Wish::Forbid { team: None, place: gone, day: None });
    let fewer = solve::solve_from(&input, &rounds(0), &first.plan, |_| std::ops::ControlFlow::Continue(()));
    assert_eq!(check(&input, &rounds(0), &fewer.plan).violations, []);
    let kept = first.plan.tours.iter().filter(|t| fewer.plan.tours.contains(t)).count();
    assert!(kept * 2 > first.plan.tours.len(), "{kept} of {} tours are kept", first.plan.tours.len());
}

#[test]
fn reasons_tell_what_stands_in_the_way() {
    use torg_plan::explain::Reason;
    let reasons = |input: &Input| {
        let proposal = solved(input, &rounds(60));
        let why = torg_plan::explain(input, &rounds(60), &proposal.plan);
        why.into_iter().flat_map(|u| u.reasons).map(|(reason, _)| reason).collect::<Vec<_>>()
    };
    let mut input = row(&[30], 60, 1);
    assert_eq!(reasons(&input), []);
    input.services[0].skill = Some("surgeon".into());
    assert_eq!(reasons(&input), [Reason::NoTeam]);
    input.services[0].skill = None;
    input.pools[0].from = 5;
    assert_eq!(reasons(&input), [Reason::NoDays]);
    input.pools[0].from = 0;
    input.wishes.push(Wish::Forbid { team: None, place: 1, day: None });
    assert_eq!(reasons(&input), [Reason::Forbidden]);
    input.wishes.clear();
    input.links[0].minutes = 500;
    assert_eq!(reasons(&input), [Reason::TooFar]);
    input.links[0].minutes = 120;
    input.pools[0].value = 1;
    assert!(matches!(reasons(&input)[..], [Reason::NotWorth { .. }]));
    let mut soon = row(&[120], 60, 1);
    soon.rules.push(rule("return", Demand::ReturnAfter, None, 7));
    assert_eq!(reasons(&soon), [Reason::TooSoon { days: 7 }]);
    let mut busy = row(&[60, 60, 60], 60, 1);
    busy.teams[0].weekdays = [true, false, false, false, false, false, false];
    assert!(reasons(&busy).contains(&Reason::NoTime));
}
