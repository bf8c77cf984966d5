//! The map of a proposal as SVG: outline, places, and each team's way in order. A team is known by its dashes, its colour
//! and the number of each stop; the table beside it says the same.

use std::f64::consts::FRAC_PI_4;
use std::fmt::Write;

use torg_plan::model::{Input, Plan, Purpose};

use super::coast::{ISLANDS, MAINLAND};

/// Width of the drawing, and of the column of names beside it.
const WIDTH: f64 = 420.0;
const NAMES: f64 = 200.0;
/// Least and greatest height.
const HEIGHT: (f64, f64) = (260.0, 620.0);
/// Room around what is shown, as a share of its width.
const MARGIN: f64 = 0.08;
/// Least distance between two names.
const LINE: f64 = 17.0;
/// Names that the map has room for; with more of them only the points are shown.
const MOST_NAMES: usize = 34;
/// Colours and dashes repeat after so many teams, at different steps, so that no two of the first 24 look the same.
pub const COLOURS: usize = 4;
pub const DASHES: [&str; 6] = ["", "9 4", "2 4", "12 4 2 4", "5 3", "2 2 6 2"];

/// A drawing, and how large it is.
pub struct Map {
    pub width: f64,
    pub height: f64,
    pub land: String,
    pub ways: Vec<Way>,
    pub points: Vec<Point>,
    /// Width of the part that shows land.
    pub field: f64,
}

/// A team's way.
pub struct Way {
    pub colour: usize,
    pub dash: &'static str,
    pub path: String,
}

/// A place on the map.
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub kind: Kind,
    /// Empty when there is no room for names.
    pub name: String,
    /// Where the name stands, and the line that leads there.
    pub name_y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Base,
    Visited,
    /// Nobody comes, and people wait.
    Left,
}

/// A place in a plane: Lambert's conformal conic with parallels at 60 and 70 degrees, as Norwegian maps look.
fn project(latitude: f64, longitude: f64) -> (f64, f64) {
    let (a, b, middle) = (60f64.to_radians(), 70f64.to_radians(), 16f64.to_radians());
    let half = |phi: f64| (FRAC_PI_4 + phi / 2.0).tan();
    let n = (a.cos() / b.cos()).ln() / (half(b) / half(a)).ln();
    let f = a.cos() * half(a).powf(n) / n;
    let rho = f / half(latitude.to_radians()).powf(n);
    let theta = n * (longitude.to_radians() - middle);
    (rho * theta.sin(), rho * theta.cos())
}

/// From the plane to the drawing.
struct Frame {
    left: f64,
    top: f64,
    scale: f64,
    height: f64,
}

impl Frame {
    /// A frame around some points, with a margin.
    fn around(points: &[(f64, f64)]) -> Frame {
        let least = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (left, right, top, bottom) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
        // Half a degree at least, or one place alone would fill the map.
        let span = (right - left).max((bottom - top) * WIDTH / HEIGHT.1).max(0.01);
        let width = span * (1.0 + 2.0 * MARGIN);
        let scale = WIDTH / width;
        let height = ((bottom - top) * scale * (1.0 + 2.0 * MARGIN) + 30.0).clamp(HEIGHT.0, HEIGHT.1);
        Frame {
            left: f64::midpoint(left, right) - width / 2.0,
            top: f64::midpoint(top, bottom) - height / scale / 2.0,
            scale,
            height,
        }
    }

    fn at(&self, point: (f64, f64)) -> (f64, f64) {
        (((point.0 - self.left) * self.scale).round(), ((point.1 - self.top) * self.scale).round())
    }

    fn outline(&self, points: &[(f64, f64)]) -> String {
        let mut path = String::new();
        for (i, &(latitude, longitude)) in points.iter().enumerate() {
            let (x, y) = self.at(project(latitude, longitude));
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{x} {y}", if i == 0 { "M" } else { "L" });
        }
        path.push('Z');
        path
    }
}

/// Draws a plan; `left` are the places where people wait. The numbers of stops are counted for each team.
pub fn draw(input: &Input, plan: &Plan, left: &[usize]) -> Option<Map> {
    let spot = |place: usize| project(input.places[place].latitude, input.places[place].longitude);
    let mut kinds: Vec<Option<Kind>> = vec![None; input.places.len()];
    let mut mark = |place: usize, kind: Kind| kinds[place] = Some(kinds[place].map_or(kind, |old| old.min(kind)));
    left.iter().for_each(|&place| mark(place, Kind::Left));
    input.teams.iter().for_each(|team| mark(team.base, Kind::Base));
    let mut numbers: Vec<Vec<String>> = vec![Vec::new(); input.places.len()];
    let mut count = vec![0usize; input.teams.len()];
    for tour in &plan.tours {
        for (_, stop) in tour.stops().filter(|(_, stop)| stop.purpose != Purpose::Sleep) {
            count[tour.team] += 1;
            if kinds[stop.place] != Some(Kind::Base) {
                kinds[stop.place] = Some(Kind::Visited);
            }
            numbers[stop.place].push(number(input, tour.team, count[tour.team]));
        }
    }
    let shown: Vec<usize> = (0..kinds.len()).filter(|&p| kinds[p].is_some()).collect();
    if shown.is_empty() {
        return None;
    }
    let frame = Frame::around(&shown.iter().map(|&p| spot(p)).collect::<Vec<_>>());
    let named = shown.len() <= MOST_NAMES;
    let points = shown.iter().map(|&place| {
        let (x, y) = frame.at(spot(place));
        let name = match (named, numbers[place].as_slice()) {
            (false, _) => String::new(),
            (true, []) => input.places[place].name.clone(),
            (true, all) => format!("{} ({})", input.places[place].name, shortened(all)),
        };
        Point { x, y, kind: kinds[place].unwrap_or(Kind::Left), name, name_y: y }
    });
    let mut points: Vec<Point> = points.collect();
    spread(&mut points, frame.height);
    let outlines = std::iter::once(MAINLAND).chain(ISLANDS.iter().copied());
    Some(Map {
        width: if named { WIDTH + NAMES } else { WIDTH },
        height: frame.height,
        land: outlines.map(|points| frame.outline(points)).collect(),
        ways: ways(input, plan, &frame),
        points,
        field: WIDTH,
    })
}

/// The number of a stop: the team's letter when there are several, and the stop's place in the team's order.
pub fn number(input: &Input, team: usize, count: usize) -> String {
    if input.teams.len() < 2 {
        return count.to_string();
    }
    let letter = char::from(b'A' + u8::try_from(team % 26).unwrap_or(0));
    format!("{}{count}", letter.to_string().repeat(team / 26 + 1))
}

fn shortened(all: &[String]) -> String {
    match all {
        [first, second, .., last] if all.len() > 3 => format!("{first}, {second} … {last}"),
        _ => all.join(", "),
    }
}

fn ways(input: &Input, plan: &Plan, frame: &Frame) -> Vec<Way> {
    let mut ways = Vec::new();
    for (t, team) in input.teams.iter().enumerate() {
        let mut path = String::new();
        for tour in plan.tours.iter().filter(|tour| tour.team == t) {
            let places = tour.stops().map(|(_, stop)| stop.place);
            let mut last = None;
            for place in std::iter::once(team.base).chain(places).chain([team.base]) {
                if last == Some(place) {
                    continue;
                }
                let (x, y) = frame.at(project(input.places[place].latitude, input.places[place].longitude));
                let _ = write!(path, "{}{x} {y}", if last.is_none() { "M" } else { "L" });
                last = Some(place);
            }
        }
        if !path.is_empty() {
            ways.push(Way { colour: t % COLOURS, dash: DASHES[t % DASHES.len()], path });
        }
    }
    ways
}

/// Moves names apart, in the order of their points from the top.
fn spread(points: &mut [Point], height: f64) {
    points.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut free = LINE;
    for point in points.iter_mut() {
        point.name_y = point.name_y.max(free);
        free = point.name_y + LINE;
    }
    // What ran out of the drawing is moved back up from below.
    let mut most = height - 6.0;
    for point in points.iter_mut().rev() {
        point.name_y = point.name_y.min(most);
        most = point.name_y - LINE;
    }
}

#[cfg(test)]
mod tests {
    use torg_plan::generate::{Size, generate};

    use super::*;

    #[test]
    fn names_do_not_cover_each_other_and_stay_inside() {
        let size = Size { places: 30, services: 2, people: 300, teams: 2, weeks: 2 };
        let input = generate(size, 4);
        let left: Vec<usize> = (0..30).collect();
        let map = draw(&input, &Plan::default(), &left).expect("a map");
        let mut ys: Vec<f64> = map.points.iter().map(|p| p.name_y).collect();
        ys.sort_by(f64::total_cmp);
        assert!(ys.windows(2).all(|pair| pair[1] - pair[0] >= LINE - 0.01), "{ys:?}");
        assert!(ys[0] > 0.0 && ys[ys.len() - 1] <= map.height, "{ys:?}");
        assert!(map.points.iter().all(|p| (0.0..=WIDTH).contains(&p.x) && (0.0..=map.height).contains(&p.y)));
    }

    #[test]
    fn north_is_up_and_west_is_left() {
        let (bergen, oslo, vardo) = (project(60.39, 5.32), project(59.91, 10.75), project(70.37, 31.1));
        assert!(bergen.0 < oslo.0 && oslo.0 < vardo.0 && vardo.1 < bergen.1);
    }

    #[test]
    fn a_number_names_the_team_when_there_are_several() {
        let input = |teams: usize| generate(Size { places: 40, services: 1, people: 1, teams, weeks: 1 }, 1);
        assert_eq!(
            (number(&input(1), 0, 3), number(&input(2), 1, 3), number(&input(30), 27, 3)),
            ("3".into(), "B3".into(), "BB3".into())
        );
    }
}
