//! Why people are left, and what it would cost to serve them. Reasons and numbers; a page puts them into words.

use serde::{Deserialize, Serialize};

use crate::{
    model::{Day, Demand, Input, Minutes, Plan, Rule},
    solve::{Options, insert::Candidate, rules::Problem, search::Search},
};

/// People at a place whom the plan does not serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unserved {
    pub place: usize,
    pub people: i64,
    /// Minutes that they would be spared.
    pub worth: i64,
    /// Most people first.
    pub reasons: Vec<(Reason, i64)>,
    /// What the cheapest visit would take; `None` when no team could make one, whatever the minimum.
    pub price: Option<Price>,
}

/// Why some of the people are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// No team has the skill and the equipment.
    NoTeam,
    /// There is no way for those who have, or none within a tour's nights.
    TooFar,
    /// No such team works while the need lasts.
    NoDays,
    /// Only teams of another district could come; the rule by its key.
    District {
        rule: String,
        disputed: bool,
    },
    Forbidden,
    /// Fewer people than a visit asks for.
    TooFew {
        people: i64,
        minimum: i64,
    },
    /// Every day is too near to another visit.
    TooSoon {
        days: Day,
    },
    /// The visit would cost more than people are spared.
    NotWorth {
        cost: i64,
    },
    /// A visit is possible, but the days are better spent elsewhere.
    NoTime,
}

/// What a visit would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub team: usize,
    pub day: Day,
    /// False: only if the minimum of people and the days between visits were set aside.
    pub lawful: bool,
    /// How many would be served.
    pub people: i64,
    /// Working minutes and nights of a tour for this place alone.
    pub minutes: Minutes,
    pub nights: i32,
    /// Crew minutes and nights counted in minutes of a citizen.
    pub cost: i64,
    /// What the plan as a whole would lose at most if it had to make the visit: the days are filled around it once,
    /// without a search (negative: the plan would gain). `None` when there was no room beside the fixed stops.
    pub loss: Option<i64>,
}

/// Every place where people are left, most worth first.
pub fn explain(input: &Input, options: &Options, plan: &Plan) -> Vec<Unserved> {
    let problem = Problem::new(input, options);
    let mut search = Search::new(&problem, options.seed);
    search.load(plan);
    let mut relaxed = options.clone();
    let bars = |r: &&Rule| matches!(r.demand, Demand::MinimumPeople | Demand::ReturnAfter);
    relaxed.without.extend(input.rules.iter().filter(bars).map(|r| r.key.clone()));
    let relaxed = Problem::new(input, &relaxed);
    let mut freely = Search::new(&relaxed, options.seed);
    freely.load(plan);
    let mut found: Vec<Unserved> =
        (0..input.places.len()).filter_map(|p| unserved(&problem, &mut search, &mut freely, p)).collect();
    found.sort_by_key(|u| (-u.worth, u.place));
    found
}

fn unserved(problem: &Problem, search: &mut Search, freely: &mut Search, place: usize) -> Option<Unserved> {
    let input = problem.input;
    let left: Vec<(usize, i64)> =
        problem.pools[place].iter().map(|&p| (p, search.state().left[p])).filter(|(_, n)| *n > 0).collect();
    if left.is_empty() {
        return None;
    }
    let (mut reasons, mut possible): (Vec<(Reason, i64)>, i64) = (Vec::new(), 0);
    let mut add = |reason: Reason, people: i64| match reasons.iter_mut().find(|(r, _)| *r == reason) {
        Some((_, sum)) => *sum += people,
        None => reasons.push((reason, people)),
    };
    for &(pool, people) in &left {
        match hindrance(problem, pool) {
            Some(reason) => add(reason, people),
            None => possible += people,
        }
    }
    let lawful = price(problem, search, place);
    let price = lawful.or_else(|| price(problem, freely, place).map(|p| Price { lawful: false, loss: None, ..p }));
    if possible > 0 {
        add(obstacle(problem, search, place, possible, lawful, price.is_some()), possible);
    }
    reasons.sort_by_key(|(_, people)| -people);
    Some(Unserved {
        place,
        people: left.iter().map(|(_, n)| n).sum(),
        worth: left.iter().map(|&(pool, n)| n * input.pools[pool].value).sum(),
        reasons,
        price,
    })
}

/// What stands against a pool whatever the plan looks like.
fn hindrance(problem: &Problem, pool: usize) -> Option<Reason> {
    let input = problem.input;
    let p = &input.pools[pool];
    let able: Vec<usize> = (0..input.teams.len()).filter(|&t| input.equipped(t, p.service)).collect();
    if able.is_empty() {
        return Some(Reason::NoTeam);
    }
    let near = |&t: &usize| {
        let team = &input.teams[t];
        problem.least(team.base, p.place).is_some_and(|m| m <= team.work * (1 + team.nights))
    };
    let able: Vec<usize> = able.into_iter().filter(near).collect();
    if able.is_empty() {
        return Some(Reason::TooFar);
    }
    let days: Vec<(usize, Day)> = problem
        .blocks
        .iter()
        .filter(|b| able.contains(&b.team))
        .flat_map(|b| (b.first..=b.last).map(|day| (b.team, day)))
        .filter(|(_, day)| (p.from..=p.to).contains(day))
        .collect();
    if days.is_empty() {
        return Some(Reason::NoDays);
    }
    let lawful: Vec<(usize, Day)> = days.iter().copied().filter(|&(t, day)| problem.allows(t, pool, day)).collect();
    if lawful.is_empty() {
        let rule = days.iter().find_map(|&(_, day)| problem.district_rule(p.service, day));
        return rule.map(|r| Reason::District { rule: r.key.clone(), disputed: r.disputed });
    }
    lawful.iter().all(|&(t, day)| input.forbidden(t, p.place, day)).then_some(Reason::Forbidden)
}

/// What stands against a visit to people whom some team could serve.
fn obstacle(
    problem: &Problem,
    search: &Search,
    place: usize,
    people: i64,
    price: Option<Price>,
    reachable: bool,
) -> Reason {
    match price {
        Some(price) => {
            let worth = |&(pool, n): &(usize, i64)| n * problem.input.pools[pool].value;
            let left = problem.pools[place].iter().map(|&p| (p, search.state().left[p]));
            let spared: i64 = left.map(|one| worth(&one)).sum();
            if price.cost >= spared { Reason::NotWorth { cost: price.cost } } else { Reason::NoTime }
        }
        None if !reachable => Reason::TooFar,
        None => too_few(problem, search, place, people).unwrap_or_else(|| {
            let days = (0..problem.input.days()).map(|day| problem.spacing(day)).max().unwrap_or(0);
            Reason::TooSoon { days }
        }),
    }
}

/// Whether those who are left are fewer than a visit asks for on any day, in all or of every service.
fn too_few(problem: &Problem, search: &Search, place: usize, people: i64) -> Option<Reason> {
    let input = problem.input;
    let least = |minimum: &dyn Fn(Day) -> i64| (0..input.days()).map(minimum).min().unwrap_or(0);
    let minimum = least(&|day| problem.minimum(day));
    if people < minimum {
        return Some(Reason::TooFew { people, minimum });
    }
    let pools = &problem.pools[place];
    let of_service = |service: usize| -> i64 {
        pools.iter().filter(|&&p| input.pools[p].service == service).map(|&p| search.state().left[p]).sum()
    };
    let services = pools.iter().map(|&p| input.pools[p].service).filter(|&s| of_service(s) > 0);
    let (people, minimum) = services
        .map(|s| (of_service(s), least(&|day| problem.minimum_of(s, day))))
        .min_by_key(|(people, minimum)| minimum - people)?;
    (people < minimum).then_some(Reason::TooFew { people, minimum })
}

/// How many blocks are tried for what a visit would displace.
const TRIED: usize = 3;

fn price(problem: &Problem, search: &mut Search, place: usize) -> Option<Price> {
    let input = problem.input;
    let blocks = search.reach(place).to_vec();
    let visited = |search: &Search, block: usize| search.state().visits[place].iter().any(|v| v.block == block);
    let way = |block: usize| match visited(search, block) {
        // Emptying these days would give back the people who are served in them.
        true => search.state().best_at_least(block, place, i64::MIN),
        false => search.alone(block, place),
    };
    let mut ways: Vec<Candidate> = blocks.into_iter().filter_map(way).collect();
    let cost = |c: &Candidate| crate::schedule::cost(input, problem.blocks[c.block].team, c.work, c.nights);
    ways.sort_by_key(|c| (-c.gain, c.day));
    let best = ways.first()?;
    let now = search.state().value();
    let tried: Vec<&Candidate> = ways.iter().filter(|c| !visited(search, c.block)).take(TRIED).collect();
    let loss = tried.into_iter().filter_map(|c| search.insist(c)).max().map(|value| now - value);
    Some(Price {
        team: problem.blocks[best.block].team,
        day: best.day,
        lawful: true,
        people: best.served.iter().map(|s| s.people).sum(),
        minutes: best.work,
        nights: best.nights,
        cost: cost(best),
        loss,
    })
}
