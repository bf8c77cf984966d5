//! What a manager types about a date, and what there is to choose from at a place.

use jiff::civil::Date;
use torg_base::time::{oslo_date, parse_date, parse_time, show_minutes};
use torg_base::{Lang, Role, Uuid};
use torg_people::staff::{model::SUPERVISORS, store as people};
use torg_slots::rules::DAY;
use torg_web::{Choice, Failure, Form, Visit};

use super::model::{CourseDate, Help, MOST_SEATS, Topic, span};
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;

/// What there is to choose from at a place.
pub struct Choices {
    pub rooms: Vec<Choice>,
    pub hosts: Vec<Choice>,
    pub helpers: Vec<Choice>,
    pub supervisors: Vec<Choice>,
}

impl Choices {
    pub async fn of(visit: &Visit, directory: &Directory, place: &Place) -> Result<Choices, Failure> {
        let db = visit.app.store().within(place.organisation);
        let (staff, roles) =
            (people::people(&db, place.organisation).await?, people::roles(&db, place.organisation).await?);
        let here = |kinds: &[&str]| {
            let none = Choice { value: String::new(), label: visit.t("course-none").to_owned() };
            let usable =
                directory.resources_at(place.id).iter().filter(|r| r.active && kinds.contains(&r.kind.as_str()));
            let item = |r: &torg_slots::store::Resource| Choice { value: r.id.to_string(), label: r.name.clone() };
            std::iter::once(none).chain(usable.map(item)).collect()
        };
        let with = |wanted: &[Role]| -> Vec<Choice> {
            let has = |id: Uuid| {
                roles.iter().any(|r| {
                    r.staff_id == id
                        && r.role().is_some_and(|role| wanted.contains(&role))
                        && r.place_id.is_none_or(|own| own == place.id)
                })
            };
            staff
                .iter()
                .filter(|p| p.active && has(p.id))
                .map(|p| Choice { value: p.id.to_string(), label: p.name.clone() })
                .collect()
        };
        let nobody = Choice { value: String::new(), label: visit.t("course-nobody").to_owned() };
        Ok(Choices {
            rooms: here(&["room", "course"]),
            hosts: here(&["person", "caseworker"]),
            helpers: with(&[Role::Helper]),
            supervisors: std::iter::once(nobody).chain(with(&SUPERVISORS)).collect(),
        })
    }

    /// The name behind a key, in one of the lists.
    pub fn name(list: &[Choice], id: Uuid) -> String {
        let id = id.to_string();
        list.iter().find(|i| i.value == id).map(|i| i.label.clone()).unwrap_or_default()
    }
}

/// A key of a list; none for «no choice». Marks the field when it is not among them.
fn choice(form: &mut Form, name: &str, list: &[Choice], message: &'static str) -> Option<Uuid> {
    let typed = form.value(name).to_owned();
    if typed.is_empty() {
        return None;
    }
    let known = list.iter().any(|i| i.value == typed);
    if !known {
        form.wrong(name, message);
    }
    Uuid::parse_str(&typed).ok().filter(|_| known)
}

/// From and to on the same day, in that order.
pub fn times(form: &mut Form) -> (i16, i16) {
    let mut time = |name: &str| {
        let minute = parse_time(form.value(name)).filter(|m| *m < DAY);
        if minute.is_none() {
            form.wrong(name, "course-time-wrong");
        }
        minute.unwrap_or_default()
    };
    let (from, to) = (time("fra"), time("til"));
    if form.problem("fra").is_none() && form.problem("til").is_none() && from >= to {
        form.wrong("til", "course-time-order");
    }
    (from, to)
}

/// A date that must be there, and not past.
pub fn date(form: &mut Form, name: &str, today: Date) -> Date {
    let date = parse_date(form.value(name));
    match date {
        None => form.wrong(name, "course-date-wrong"),
        Some(date) if date < today => form.wrong(name, "course-date-past"),
        Some(date) if date.year() > today.year() + 2 => form.wrong(name, "course-date-far"),
        Some(_) => {}
    }
    date.unwrap_or(today)
}

/// A text in three languages: `base-nb`, `base-nn`, `base-en`.
pub fn topic(form: &mut Form, base: &str, max: usize) -> Topic {
    let mut topic = Topic::default();
    for lang in Lang::ALL {
        topic.set(lang, form.optional(&format!("{base}-{}", lang.code()), max));
    }
    topic
}

/// Reads room, host, seats and helpers into a date.
pub fn read(form: &mut Form, choices: &Choices, date: &mut CourseDate) {
    date.room = choice(form, "rom", &choices.rooms, "course-choice-wrong");
    date.host = choice(form, "vert", &choices.hosts, "course-choice-wrong");
    date.host_title = form.optional("vert_tittel", 80);
    date.seats = form.number("plasser", 1, MOST_SEATS, "course-seats-wrong");
    let helpers: Vec<Uuid> = form
        .all("hjelper")
        .iter()
        .filter(|id| choices.helpers.iter().any(|i| i.value == **id))
        .filter_map(|id| Uuid::parse_str(id).ok())
        .collect();
    date.help = Help {
        helpers,
        others: form.optional("andre_hjelpere", 120),
        supervisor: choice(form, "ansvarlig", &choices.supervisors, "course-choice-wrong"),
    };
    if !date.help.supervised() {
        form.wrong("ansvarlig", "course-supervisor-needed");
    }
}

/// Reads the time of one date.
pub fn read_time(form: &mut Form, date: &mut CourseDate, today: Date) {
    let day = self::date(form, "dato", today);
    let (from, to) = times(form);
    if let Some((starts, ends)) = span(day, from, to).filter(|_| form.ok()) {
        (date.starts, date.ends) = (starts, ends);
    }
}

/// A form filled in with a date as it stands.
pub fn filled(date: &CourseDate) -> Form {
    let (from, to) = date.minutes();
    let day = oslo_date(date.starts);
    let key = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut form = Form::filled([
        ("dato", torg_base::time::short_date(day)),
        ("fra", show_minutes(from)),
        ("til", show_minutes(to)),
        ("rom", key(date.room)),
        ("vert", key(date.host)),
        ("vert_tittel", date.host_title.clone()),
        ("plasser", date.seats.to_string()),
        ("andre_hjelpere", date.help.others.clone()),
        ("ansvarlig", key(date.help.supervisor)),
        ("omfang", "denne".to_owned()),
    ]);
    for lang in Lang::ALL {
        let text = lang.pick(&date.topic.nb, &date.topic.nn, &date.topic.en).to_owned();
        form.set(&format!("tema-{}", lang.code()), text);
    }
    form.set_all("hjelper", date.help.helpers.iter().map(Uuid::to_string).collect::<Vec<_>>());
    form
}
