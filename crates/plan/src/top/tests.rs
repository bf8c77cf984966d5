use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::dice::Dice;

fn invented(size: usize, vehicles: usize, limit: f64, seed: u64) -> Instance {
    let mut dice = Dice::new(seed);
    let mut points: Vec<Point> = (0..size)
        .map(|_| Point { x: dice.unit() * 10.0, y: dice.unit() * 10.0, score: 1 + dice.below(20) as i64 })
        .collect();
    points[0].score = 0;
    points[size - 1].score = 0;
    Instance::new(points, vehicles, limit)
}

fn solved(instance: &Instance, rounds: u64) -> Answer {
    let answer = solve(instance, Limits { seed: 3, rounds: Some(rounds) }, |_| ControlFlow::Continue(()));
    assert_eq!(check(instance, &answer), Vec::<String>::new());
    answer
}

/// The best score by trying every row of points for each vehicle in turn.
fn best(instance: &Instance, vehicle: usize, taken: &mut Vec<bool>, at: usize, length: f64) -> i64 {
    let home = instance.between(at, instance.end());
    let mut most = if vehicle + 1 < instance.vehicles && length + home <= instance.limit + SLACK {
        best(instance, vehicle + 1, taken, instance.start(), 0.0)
    } else {
        0
    };
    for p in 1..instance.end() {
        let there = length + instance.between(at, p);
        if !taken[p] && there + instance.between(p, instance.end()) <= instance.limit + SLACK {
            taken[p] = true;
            most = most.max(instance.points[p].score + best(instance, vehicle, taken, p, there));
            taken[p] = false;
        }
    }
    most
}

#[test]
fn small_instances_are_solved_to_the_optimum() {
    for seed in 0..12 {
        let instance = invented(8, 1 + (seed % 3) as usize, 6.0 + seed as f64, seed);
        let exact = best(&instance, 0, &mut vec![false; 8], 0, 0.0);
        assert_eq!(solved(&instance, 400).score, exact, "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_routes_and_more_rounds_are_no_worse() {
    let instance = invented(40, 3, 14.0, 9);
    let short = solved(&instance, 200);
    assert_eq!(short, solved(&instance, 200));
    assert!(solved(&instance, 2_000).score >= short.score);
}

#[test]
fn it_stops_when_told() {
    let instance = invented(60, 3, 14.0, 9);
    let mut asked = 0;
    let answer = solve(&instance, Limits { seed: 1, rounds: None }, |p| {
        asked += 1;
        if p.rounds >= 200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(check(&instance, &answer), Vec::<String>::new());
    assert!(answer.score > 0 && asked < 10);
}

#[test]
fn a_limit_too_short_for_the_way_home_gives_no_routes() {
    let far =
        [Point { x: 0.0, y: 0.0, score: 0 }, Point { x: 1.0, y: 0.0, score: 5 }, Point { x: 9.0, y: 0.0, score: 0 }];
    let instance = Instance::new(far.into(), 2, 5.0);
    assert_eq!(solved(&instance, 50), Answer { score: 0, routes: Vec::new() });
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let line = |x: f64| Point { x, y: 0.0, score: 5 };
    let instance = Instance::new([0.0, 1.0, 2.0, 3.0].map(line).into(), 1, 3.5);
    let wrong = |score, routes: &[&[usize]]| {
        check(&instance, &Answer { score, routes: routes.iter().map(|r| r.to_vec()).collect() })
    };
    assert!(wrong(10, &[&[0, 1, 2, 3]]).is_empty());
    for (score, routes) in [
        (11, &[&[0, 1, 2, 3][..]][..]),
        (10, &[&[0, 2, 1, 3]]),
        (5, &[&[0, 1, 2]]),
        (15, &[&[0, 1, 1, 2, 3]]),
        (10, &[&[0, 1, 3], &[0, 2, 3]]),
        (5, &[&[0, 7, 3]]),
    ] {
        assert!(!wrong(score, routes).is_empty(), "{routes:?}");
    }
}

#[test]
fn faults_in_a_file_have_their_lines() {
    let faults = read("n 4\nm zero\ntmax 10\n0 0 0\n1 x 5\nwhat is this\n2 2 0\n").unwrap_err();
    let lines: Vec<u64> = faults.iter().map(|f| f.line).collect();
    assert_eq!(lines, [2, 5, 6, 1, 1], "{faults:?}");
    let good = read("n 3\nm 2\ntmax 10.5\n0\t0\t0\n1.5 1 5\n2 2 0\n").unwrap();
    assert_eq!((good.points().len(), good.vehicles(), good.limit()), (3, 2, 10.5));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[nm0-9tax. \\n;-]{0,200}|.{0,200}") {
        if let Ok(instance) = read(&text) {
            prop_assert!(instance.points().len() >= 2);
            solved(&instance, 5);
        }
    }
}
