//! From several errands to a plan of a day: what, where, which day, in which order. State lies in the address.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use torg_base::time::{clock_range, clock_time, long_date, oslo, oslo_date};
use torg_base::{Lang, Uuid};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Choice, Failure, Form, Page, Visit};

use super::model::{Errand, MOST_ERRANDS};
use super::search::{Time, Times, Wish, around, offers, spoken, week};
use crate::booking::choosing::{self, Questions, clock, people_travel};
use crate::booking::pages::why_left_out;
use crate::courses::show::{Known, Words};
use crate::courses::store as courses;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;

/// Days ahead that courses are read for the list.
const AHEAD_DAYS: i32 = 120;
/// Plans shown at first.
const FEW: usize = 4;

/// An errand that has been chosen.
struct Picked {
    value: String,
    name: Words,
    /// The address without it.
    without: String,
    /// Whether it can be done at the place.
    here: bool,
}

#[derive(Template)]
#[template(path = "trips/templates/errands.html")]
struct ErrandsPage {
    p: Page,
    place: Option<Arc<Place>>,
    places: Vec<Choice>,
    picked: Vec<Picked>,
    services: Vec<Choice>,
    courses: Vec<Choice>,
    /// Whether there is room for more errands.
    room: bool,
    /// The next step; none before there are two errands that can be done here.
    next: Option<String>,
    change_place: String,
    by: choosing::Wish,
    form: Form,
}

/// `GET /tur?sted=&arend=`: what the trip is for.
pub async fn errands(mut visit: Visit, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let wish = Wish::read(&directory, &form);
    speak(&mut visit, &directory, &wish);
    errands_page(&visit, &directory, wish, Form::default()).await
}

fn speak(visit: &mut Visit, directory: &Directory, wish: &Wish) {
    if let Some(place) = &wish.place {
        visit.lang = visit.lang_for(directory::written_at(directory, place));
    }
}

pub(super) fn page_at(visit: &Visit, directory: &Directory, place: Option<&Arc<Place>>, title: &str) -> Page {
    visit.page(visit.t(title)).of(place.and_then(|place| directory.face(place.organisation)))
}

async fn errands_page(visit: &Visit, directory: &Directory, wish: Wish, form: Form) -> Result<Html, Failure> {
    let near = wish.place.as_ref().map(|place| around(directory, place)).unwrap_or_default();
    let courses = coming_courses(visit, &near, visit.lang).await?;
    let mut picked = Vec::with_capacity(wish.errands.len());
    for errand in &wish.errands {
        let name = named(visit, directory, errand).await?;
        let here = match errand {
            Errand::Service(slug) => !offers(directory, slug, &near).is_empty(),
            Errand::Course(id) => courses.iter().any(|(course, _)| course == id),
        };
        let without = format!("/tur?{}", wish.without(errand).address());
        picked.push(Picked { value: errand.to_string(), name, without, here: here || near.is_empty() });
    }
    let new = |errand: &Errand| !wish.errands.contains(errand);
    let fits = wish.place.is_some() && picked.len() >= 2 && picked.iter().all(|one| one.here);
    let wrong = !form.ok();
    let page = ErrandsPage {
        p: page_at(visit, directory, wish.place.as_ref(), "trip-title").with_form(&form),
        places: if wish.place.is_some() { Vec::new() } else { places_for(directory, &wish) },
        services: services_at(visit, directory, &near, &new),
        courses: courses
            .into_iter()
            .filter(|(id, _)| new(&Errand::Course(*id)))
            .map(|(id, name)| Choice { value: Errand::Course(id).to_string(), label: name.text })
            .collect(),
        room: picked.len() < MOST_ERRANDS,
        next: fits.then(|| format!("/tur/tid?{}", wish.address())),
        change_place: format!("/tur?{}", Wish { place: None, ..wish.clone() }.address()),
        place: wish.place,
        by: wish.by,
        picked,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

/// Places where every service that was chosen can be had; the nearest first where the person has said where they come from.
fn places_for(directory: &Directory, wish: &Wish) -> Vec<Choice> {
    let offered = |place: &&Arc<Place>| {
        let near = around(directory, place);
        wish.errands.iter().all(|errand| match errand {
            Errand::Service(slug) => !offers(directory, slug, &near).is_empty(),
            Errand::Course(_) => true,
        })
    };
    let item = |place: &Arc<Place>| Choice { value: place.slug.clone(), label: place.name.clone() };
    let mut places: Vec<&Arc<Place>> = directory.places.iter().filter(offered).collect();
    places.sort_by_key(|place| {
        let route = directory.way_there(place.id, &wish.by.fra);
        (route.is_none(), route.map(|route| route.minutes))
    });
    places.into_iter().map(item).collect()
}

fn services_at(
    visit: &Visit,
    directory: &Directory,
    near: &[Arc<Place>],
    new: &dyn Fn(&Errand) -> bool,
) -> Vec<Choice> {
    let all = near.iter().flat_map(|place| directory.offers_at(place.id)).filter_map(|o| directory.with_rules(o));
    let mut items: Vec<Choice> = all
        .filter(|o| people_travel(o.offer.way) && new(&Errand::Service(o.service.slug.clone())))
        .map(|o| Choice { value: o.service.slug.clone(), label: o.service.texts.in_lang(visit.lang).name.clone() })
        .collect();
    items.sort_by(|a, b| (a.label.to_lowercase(), &a.value).cmp(&(b.label.to_lowercase(), &b.value)));
    items.dedup_by(|a, b| a.value == b.value);
    items
}

/// Courses that are to come at some places, in the order of their next dates.
async fn coming_courses(visit: &Visit, near: &[Arc<Place>], lang: Lang) -> Result<Vec<(Uuid, Words)>, Failure> {
    let now = visit.app.clock().now();
    let to = oslo(now).checked_add(AHEAD_DAYS.days()).map_or(now, |later| later.timestamp());
    let db = visit.app.store().across(Across::FreeTimes);
    let mut dates = Vec::new();
    for place in near {
        dates.extend(courses::at_place(&db, place.id, now, to).await?);
    }
    dates.retain(|date| date.takes(now) && date.public());
    let known = Known::of(&visit.app, &dates).await?;
    let mut found: Vec<(Uuid, Words)> = Vec::new();
    for date in dates.iter().filter(|date| known.free(date) > 0) {
        if !found.iter().any(|(id, _)| *id == date.course) {
            found.push((date.course, known.title_of(date, lang)));
        }
    }
    Ok(found)
}

async fn named(visit: &Visit, directory: &Directory, errand: &Errand) -> Result<Words, Failure> {
    match errand {
        Errand::Service(slug) => {
            let service = directory.service(slug).ok_or(Failure::NotFound)?;
            Ok(Words { text: service.texts.in_lang(visit.lang).name.clone(), lang: None })
        }
        Errand::Course(id) => {
            let db = visit.app.store().across(Across::FreeTimes);
            let dates = courses::of_course(&db, *id).await?;
            let dates: Vec<_> = dates.into_iter().filter(|date| date.public()).take(1).collect();
            let known = Known::of(&visit.app, &dates).await?;
            let date = dates.first().ok_or(Failure::NotFound)?;
            Ok(known.title_of(date, visit.lang))
        }
    }
}

/// One errand of a plan, as it is shown.
pub struct Line {
    pub time: String,
    pub name: Words,
    /// Where, when that is not the place that was chosen for the trip.
    pub place: String,
    /// Minutes to wait before it; 0 when it follows at once.
    pub wait: i64,
}

/// A plan to choose.
pub struct PlanLine {
    pub value: String,
    /// «09.30–11.45»
    pub span: String,
    /// When the person is there by boat or bus, and when they can leave.
    pub ride: Option<(String, String)>,
    pub lines: Vec<Line>,
}

/// A day on which everything can be done.
struct DayLine {
    href: String,
    day: String,
    /// When the first plan ends.
    done: String,
}

#[derive(Template)]
#[template(path = "trips/templates/plans.html")]
struct PlansPage {
    p: Page,
    place: Arc<Place>,
    picked: Vec<Words>,
    wish: Wish,
    /// The first date of the week shown.
    week: Date,
    /// Days on which everything can be done, besides the one that was chosen.
    days: Vec<DayLine>,
    /// The day that was chosen, with its plans.
    day: Option<(Date, String)>,
    plans: Vec<PlanLine>,
    /// Plans that are not shown yet.
    more: usize,
    previous: Option<String>,
    next: String,
    questions: Questions,
    /// Lines that say why some times are not shown.
    left_out: Vec<String>,
    /// The same page with those times.
    anyway: String,
    /// Services that nobody does in the language that was chosen.
    unspoken: Vec<Words>,
    /// The chosen plan was taken by somebody else.
    taken: bool,
    form: Form,
}

/// `GET /tur/tid?sted=&arend=&fra=&spraak=&uke=&dag=&alle=&uansett=`: days on which everything can be done, and the plans of one of them.
pub async fn plans(mut visit: Visit, form: Form) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let wish = Wish::read(&directory, &form);
    speak(&mut visit, &directory, &wish);
    plans_page(&visit, &directory, wish, form).await
}

pub(super) async fn plans_page(visit: &Visit, directory: &Directory, wish: Wish, form: Form) -> Result<Html, Failure> {
    let Some(place) = wish.place.clone().filter(|_| wish.errands.len() >= 2) else {
        return Ok(Redirect::to(&format!("/tur?{}", wish.address())).into_response());
    };
    let today = oslo_date(visit.app.clock().now());
    let day = form.value("dag").parse::<Date>().ok();
    let first = form.value("uke").parse::<Date>().ok().or(day).unwrap_or(today).max(today);
    let (from, to) = week(first);
    let times = Times::read(&visit.app, directory, &wish, from, to).await?;
    let mut picked = Vec::with_capacity(wish.errands.len());
    for errand in &wish.errands {
        picked.push(named(visit, directory, errand).await?);
    }
    let address = wish.address();
    let (mut days, mut plans) = (Vec::new(), Vec::new());
    for date in (0..7).filter_map(|n| first.checked_add(n.days()).ok()) {
        let found = times.plans(date);
        let last = |plan: &Vec<(usize, Time)>| plan.last().map(|(_, last)| last.choice.ends);
        let Some(ends) = found.iter().filter_map(last).min() else { continue };
        if day == Some(date) {
            plans = found.iter().map(|plan| plan_line(visit, &place, &picked, plan, &times)).collect();
            continue;
        }
        let href = format!("/tur/tid?{address}&uke={first}&dag={date}");
        days.push(DayLine { href, day: long_date(date, visit.lang), done: clock_time(ends) });
    }
    let all = plans.len();
    plans.truncate(if form.checked("alle") { all } else { FEW });
    let other_week = |days: i64| first.saturating_add(SignedDuration::from_hours(24 * days)).max(today);
    let link = |date: Date| format!("/tur/tid?{address}&uke={date}");
    let chosen = day.map(|date| format!("&dag={date}")).unwrap_or_default();
    let wrong = !form.ok();
    let page = PlansPage {
        p: page_at(visit, directory, Some(&place), "trip-plan-title").with_form(&form),
        place,
        week: first,
        days,
        day: day.map(|date| (date, long_date(date, visit.lang))),
        more: all - plans.len(),
        plans,
        previous: (first > today).then(|| link(other_week(-7))),
        next: link(other_week(7)),
        questions: questions(visit, directory, &wish),
        left_out: why_left_out(visit, times.left_out, &wish.by.fra),
        anyway: format!("{}{chosen}&uansett=1", link(first)),
        unspoken: unspoken(directory, &wish, &picked),
        picked,
        taken: form.checked("opptatt"),
        wish,
        form,
    };
    if wrong { html_wrong(&page) } else { html(&page) }
}

fn questions(visit: &Visit, directory: &Directory, wish: &Wish) -> Questions {
    let languages = choosing::languages(visit, directory, &wish.offers(directory));
    Questions::new(visit, wish.origins(directory), languages, wish.by.clone())
}

/// The services among the errands that nobody here does in the language that was chosen.
fn unspoken(directory: &Directory, wish: &Wish, picked: &[Words]) -> Vec<Words> {
    if wish.by.spraak.is_empty() {
        return Vec::new();
    }
    let places = wish.places(directory);
    let usual = |errand: &Errand| match errand {
        Errand::Service(slug) => {
            spoken(directory, &wish.by, offers(directory, slug, &places)).iter().all(|o| o.language.is_none())
        }
        Errand::Course(_) => false,
    };
    wish.errands.iter().zip(picked).filter(|(errand, _)| usual(errand)).map(|(_, name)| name.clone()).collect()
}

fn plan_line(visit: &Visit, place: &Place, picked: &[Words], plan: &[(usize, Time)], times: &Times) -> PlanLine {
    let ends = plan.first().zip(plan.last());
    let span = ends.map(|((_, first), (_, last))| clock_range(first.choice.starts, last.choice.ends, visit.lang));
    let ride = ends.and_then(|((_, first), (_, last))| times.coming.told(&first.choice, &last.choice));
    let named: Vec<(Time, Words)> =
        plan.iter().map(|(errand, time)| (time.clone(), picked.get(*errand).cloned().unwrap_or_default())).collect();
    PlanLine {
        value: plan.iter().map(|(_, time)| time.chosen.to_string()).collect::<Vec<_>>().join("!"),
        span: span.unwrap_or_default(),
        ride: ride.map(|(there, away)| (clock(there), clock(away))),
        lines: lines(visit, place, &named),
    }
}

/// A plan errand by errand, in the order of time.
pub(super) fn lines(visit: &Visit, place: &Place, plan: &[(Time, Words)]) -> Vec<Line> {
    let mut before: Option<Timestamp> = None;
    let mut lines = Vec::with_capacity(plan.len());
    for (time, name) in plan {
        let wait = before.map_or(0, |ended| time.choice.starts.duration_since(ended).as_mins());
        before = Some(time.choice.ends);
        lines.push(Line {
            time: clock_range(time.choice.starts, time.choice.ends, visit.lang),
            name: name.clone(),
            place: if time.place.id == place.id { String::new() } else { time.place.name.clone() },
            wait,
        });
    }
    lines
}
