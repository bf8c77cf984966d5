//! Courses in the demo: one weekly series at two places, and one lecture sent to four.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use torg_base::{Actor, Lang, Uuid};
use torg_booking::booking::model::Contact;
use torg_booking::booking::units::Proof;
use torg_booking::courses::change::AddSeries;
use torg_booking::courses::lecture::{Accept, AddLecture};
use torg_booking::courses::model::{Course, CourseDate, End, Help, Rule, State, Topic, decides_at, lay_out, span};
use torg_booking::courses::units::{Entry, SignUp};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::import::SHARED;
use torg_catalogue::places::model::Place;
use torg_slots::rules::Weekdays;
use torg_store::{Error, Result};
use torg_web::App;

/// Where the series is, and where the lecture is sent. The last has not answered yet.
const SERIES: [&str; 2] = ["vanylven", "tokke"];
const LECTURE: [&str; 4] = ["oygarden", "tokke", "meloy", "vanylven"];

/// Topics of the series, in order.
const TOPICS: [(&str, &str, &str); 5] = [
    ("Trygg på nett", "Trygg på nett", "Safe online"),
    ("BankID på mobilen", "BankID på mobilen", "BankID on your phone"),
    ("Helsenorge", "Helsenorge", "Helsenorge"),
    ("Bilder og videosamtaler", "Bilete og videosamtalar", "Pictures and video calls"),
    ("Kjenn igjen svindel", "Kjenn att svindel", "Recognise scams"),
];

/// Names and aliases of those who have signed up; nobody has a telephone.
const PEOPLE: [&str; 6] = ["Astrid", "Jon", "Den raude hatten", "Magnhild", "Ivar K.", "Naboen"];

/// Makes the courses. `helper` and `guide` are of the staff at the first place of the series.
pub async fn seed(app: &App, today: Date, helper: Uuid, guide: Uuid) -> Result<()> {
    let directory = directory::of(app);
    let actor = Actor::Staff { staff: guide, memberships: Vec::new() };
    for (n, slug) in SERIES.into_iter().enumerate() {
        let Some(place) = directory.place(slug) else { continue };
        let help = if n == 0 {
            Help { helpers: vec![helper], others: String::new(), supervisor: Some(guide) }
        } else {
            Help::default()
        };
        series(app, &directory, &actor, place, today, help).await?;
    }
    lecture(app, &directory, &actor, today).await
}

/// Thursdays from tomorrow on, 11.30 to 13.30, ten times.
async fn series(app: &App, directory: &Directory, actor: &Actor, place: &Place, today: Date, help: Help) -> Result<()> {
    let service = directory.service("senior-smart").ok_or(Error::NotFound)?;
    let rule = Rule {
        weekdays: Weekdays(1 << Weekday::Thursday.to_monday_zero_offset()),
        every_weeks: 1,
        from_minute: 11 * 60 + 30,
        to_minute: 13 * 60 + 30,
        first: today.saturating_add(1.days()),
        end: End::After(10),
    };
    let layout = lay_out(&rule, &[], &[]);
    let mut course = new_course(place.organisation, service.id, Topic::default(), 0);
    course.skipped = layout.skipped;
    let mut dates: Vec<CourseDate> = Vec::new();
    for (n, (starts, ends)) in layout.dates.into_iter().enumerate() {
        let (nb, nn, en) = TOPICS[n % TOPICS.len()];
        let mut date = blank(&course, place, State::On);
        (date.starts, date.ends, date.seats) = (starts, ends, 20);
        date.topic = Topic { nb: nb.into(), nn: nn.into(), en: en.into() };
        date.help = help.clone();
        dates.push(date);
    }
    let ids: Vec<Uuid> = dates.iter().map(|d| d.id).collect();
    let name = service.texts.in_lang(Lang::Nn).name.clone();
    let unit = AddSeries { actor: actor.clone(), course, dates, name, skip_taken: true };
    if app.store().write(place.organisation, unit).await?.is_err() {
        return Ok(());
    }
    sign_up(app, actor, &ids, &PEOPLE[..3]).await?;
    sign_up(app, actor, &ids[..1], &PEOPLE[3..]).await
}

/// A lecture four weeks ahead, at 18.00 on a Tuesday; decided three days before.
async fn lecture(app: &App, directory: &Directory, actor: &Actor, today: Date) -> Result<()> {
    let shared = directory.organisations.values().find(|o| o.slug == SHARED).ok_or(Error::NotFound)?;
    let service = directory.service("kurs-id-bankid").ok_or(Error::NotFound)?;
    let title = Topic {
        nb: "Svindel på nett: slik kjenner du den igjen".into(),
        nn: "Svindel på nett: slik kjenner du han att".into(),
        en: "Online scams: how to recognise them".into(),
    };
    let course = new_course(shared.id, service.id, title, 12);
    let day = (0..7).map(|n| today.saturating_add((21 + n).days())).find(|d| d.weekday() == Weekday::Tuesday);
    let (starts, ends) = day.and_then(|day| span(day, 18 * 60, 19 * 60)).ok_or(Error::NotFound)?;
    let mut dates = Vec::new();
    for place in LECTURE.into_iter().filter_map(|slug| directory.place(slug)) {
        let mut date = blank(&course, place, State::Invited);
        (date.starts, date.ends) = (starts, ends);
        date.decides = Some(decides_at(starts, 3));
        date.host_title = "Økokrim".into();
        dates.push(date);
    }
    let name = course.title.nn.clone();
    let answering = dates.len().saturating_sub(1);
    let asked = dates.clone();
    app.store().write(shared.id, AddLecture { actor: actor.clone(), course, dates }).await?;
    for (n, date) in asked.iter().take(answering).enumerate() {
        let unit = Accept { actor: actor.clone(), date: date.id, seats: 15, room: None, name: name.clone() };
        app.store().write(date.organisation, unit).await?.map_err(|_| Error::Conflict("lecture".into()))?;
        sign_up(app, actor, &[date.id], &PEOPLE[..n + 1]).await?;
    }
    Ok(())
}

async fn sign_up(app: &App, actor: &Actor, dates: &[Uuid], names: &[&str]) -> Result<()> {
    let entry = |name: &&str| Entry {
        contact: Contact { name: (*name).into(), phone: None, lang: Lang::Nn, note: String::new(), hidden: false },
        proof: Proof::Staff,
        person: None,
        helper: None,
    };
    let people = names.iter().map(entry).collect();
    SignUp { app: app.clone(), actor: actor.clone(), dates: dates.to_vec(), people }.write().await?;
    Ok(())
}

fn new_course(organisation: Uuid, service: Uuid, title: Topic, minimum: i32) -> Course {
    Course { id: torg_base::new_id(), organisation, service, title, minimum, skipped: Vec::new() }
}

fn blank(course: &Course, place: &Place, state: State) -> CourseDate {
    CourseDate { course: course.id, service: course.service, ..CourseDate::blank(place.organisation, place.id, state) }
}
