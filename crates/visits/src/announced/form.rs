//! The forms of a visit: what is told of it, when it is, why it is cancelled, how many came.

use jiff::Timestamp;
use jiff::civil::Date;
use torg_base::Lang;
use torg_base::time::{OSLO, clock_time, oslo_date, parse_date, parse_time, short_date};
use torg_catalogue::directory::Directory;
use torg_web::Form;

use super::model::{AgencyVisit, Content, Count, Wording};

/// Letters in an agency's name, and in what people can have done.
const AGENCY: usize = 60;
const WORDS: usize = 800;
/// People that a count may have: more than anybody has met on one day.
const MOST: i32 = 2000;

/// The form of what is told, as it stands.
pub fn filled(it: &AgencyVisit, directory: &Directory) -> Form {
    let content = &it.content;
    let mut form = Form::filled([
        ("versjon", it.version.to_string()),
        ("etat", content.agency.clone()),
        ("rom", content.room.clone()),
        ("lenke", content.link.clone()),
        ("telefon", content.phone.clone()),
        ("neste", content.next.map(short_date).unwrap_or_default()),
    ]);
    if content.drop_in {
        form.set("dropin", "ja");
    }
    for lang in Lang::ALL {
        form.set(&format!("hva-{}", lang.code()), content.does.own(lang));
        form.set(&format!("med-{}", lang.code()), content.bring.own(lang));
    }
    let slugs = content.services.iter().filter_map(|id| directory.service_by_id(*id)).map(|s| s.slug.clone());
    form.set_all("tjeneste", slugs.collect::<Vec<String>>());
    form
}

/// The form of when it is, as it stands.
pub fn when_filled(it: &AgencyVisit) -> Form {
    Form::filled([
        ("versjon", it.version.to_string()),
        ("dato", short_date(it.day())),
        ("fra", clock_time(it.starts)),
        ("til", clock_time(it.ends)),
    ])
}

/// Reads what is told. `None` only together with errors in the form. `written` is the language of the place.
pub fn content(form: &mut Form, directory: &Directory, written: Lang) -> Option<Content> {
    let content = Content {
        agency: form.required("etat", AGENCY, "visits-agency-missing"),
        does: wording(form, "hva"),
        bring: wording(form, "med"),
        services: services(form, directory),
        room: form.optional("rom", 120),
        link: form.web_address("lenke", "visits-link-wrong"),
        phone: form.phone("telefon", "visits-phone-wrong"),
        drop_in: form.checked("dropin"),
        next: date(form, "neste"),
    };
    if !content.does.norwegian() {
        form.wrong(&format!("hva-{}", written.code()), "visits-does-missing");
    }
    if content.link.is_empty() && content.phone.is_empty() && !content.drop_in {
        form.wrong("lenke", "visits-how-missing");
    }
    form.ok().then_some(content)
}

fn wording(form: &mut Form, name: &str) -> Wording {
    let mut words = Wording::default();
    for lang in Lang::ALL {
        *words.own_mut(lang) = form.optional(&format!("{name}-{}", lang.code()), WORDS).replace('\r', "");
    }
    words
}

fn services(form: &mut Form, directory: &Directory) -> Vec<torg_base::Uuid> {
    let known: Vec<_> = form.all("tjeneste").iter().map(|slug| directory.service(slug).map(|s| s.id)).collect();
    if known.contains(&None) {
        form.wrong("tjeneste", "visits-service-wrong");
    }
    known.into_iter().flatten().collect()
}

fn date(form: &mut Form, name: &str) -> Option<Date> {
    let typed = form.value(name).to_owned();
    let date = parse_date(&typed);
    if date.is_none() && !typed.is_empty() {
        form.wrong(name, "visits-date-wrong");
    }
    date
}

/// Reads when it is. `None` only together with errors in the form.
pub fn when(form: &mut Form, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    if form.value("dato").is_empty() {
        form.wrong("dato", "visits-day-missing");
    }
    let day = date(form, "dato");
    if day.is_some_and(|day| day < oslo_date(now)) {
        form.wrong("dato", "visits-day-past");
    }
    let (from, to) = (clock(form, "fra"), clock(form, "til"));
    let (starts, ends) = (instant(day?, from?), instant(day?, to?));
    if ends <= starts {
        form.wrong("til", "visits-to-before-from");
    } else if ends <= now {
        form.wrong("til", "visits-day-past");
    }
    form.ok().then_some((starts, ends))
}

fn clock(form: &mut Form, name: &str) -> Option<i16> {
    let minutes = parse_time(form.value(name)).filter(|minutes| *minutes < 24 * 60);
    if minutes.is_none() {
        form.wrong(name, "visits-time-wrong");
    }
    minutes
}

/// Minutes after midnight, by the clock on the wall. An hour that daylight saving skips is the one after it.
fn instant(day: Date, minutes: i16) -> Timestamp {
    let (hour, minute) = ((minutes / 60) as i8, (minutes % 60) as i8);
    let clock = day.at(hour, minute, 0, 0).to_zoned(OSLO.clone());
    clock.map_or_else(|_| torg_base::time::start_of_day(day), |at| at.timestamp())
}

/// Reads why it is cancelled. `None` only together with errors in the form.
pub fn reason(form: &mut Form, written: Lang) -> Option<Wording> {
    let reason = wording(form, "hvorfor");
    if !reason.norwegian() {
        form.wrong(&format!("hvorfor-{}", written.code()), "visits-reason-missing");
    }
    form.ok().then_some(reason)
}

/// Reads how many came, and when they come again if that is known. `None` only together with errors in the form.
pub fn count(form: &mut Form, it: &AgencyVisit) -> Option<(Count, Option<Date>)> {
    let count = Count {
        came: form.number("kom", 0, MOST, "visits-count-wrong"),
        unserved: form.number("gikk", 0, MOST, "visits-count-wrong"),
    };
    let next = match form.value("kjent") {
        "nei" => None,
        "ja" => {
            if form.value("neste").is_empty() {
                form.wrong("neste", "visits-next-missing");
            }
            date(form, "neste")
        }
        _ => {
            form.wrong("kjent", "visits-next-choose");
            None
        }
    };
    if next.is_some_and(|next| next <= it.day()) {
        form.wrong("neste", "visits-next-past");
    }
    form.ok().then_some((count, next))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::model::tests::{at, visit};
    use super::*;

    fn typed(values: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (name, value) in values {
            form.set(name, *value);
        }
        form
    }

    fn wrong(form: &Form) -> Vec<&str> {
        form.errors().iter().map(|field| field.name.as_str()).collect()
    }

    #[test]
    fn a_time_is_that_of_the_wall_in_summer_and_winter() {
        let now = at("2026-03-01T12:00:00Z");
        let read = |day: &str| when(&mut typed(&[("dato", day), ("fra", "9"), ("til", "15.30")]), now);
        assert_eq!(read("28.3.2026"), Some((at("2026-03-28T08:00:00Z"), at("2026-03-28T14:30:00Z"))));
        assert_eq!(read("29.3.2026"), Some((at("2026-03-29T07:00:00Z"), at("2026-03-29T13:30:00Z"))));
        let mut skipped = typed(&[("dato", "29.3.2026"), ("fra", "2.30"), ("til", "4")]);
        assert_eq!(when(&mut skipped, now), Some((at("2026-03-29T01:30:00Z"), at("2026-03-29T02:00:00Z"))));
    }

    #[test]
    fn what_is_wrong_with_the_time_is_told_at_its_field() {
        let now = at("2026-03-01T12:00:00Z");
        for (values, fields) in [
            (["", "", ""], vec!["dato", "fra", "til"]),
            (["1.4.2026", "9", "9"], vec!["til"]),
            (["1.4.2026", "9", "24"], vec!["til"]),
            (["28.2.2026", "9", "15"], vec!["dato"]),
            (["1.3.2026", "9", "12"], vec!["til"]),
            (["i morgen", "9", "15"], vec!["dato"]),
        ] {
            let mut form = typed(&[("dato", values[0]), ("fra", values[1]), ("til", values[2])]);
            assert_eq!(when(&mut form, now), None, "{values:?}");
            assert!(fields.iter().all(|field| wrong(&form).contains(field)), "{values:?}: {:?}", wrong(&form));
        }
    }

    #[test]
    fn a_count_is_two_numbers_and_whether_they_come_again() {
        let read = |values: &[(&str, &str)]| count(&mut typed(values), &visit());
        let both = [("kom", "18"), ("gikk", "2")];
        let with = |more: &[(&'static str, &'static str)]| [&both[..], more].concat();
        assert_eq!(read(&with(&[("kjent", "nei")])), Some((Count { came: 18, unserved: 2 }, None)));
        let known = read(&with(&[("kjent", "ja"), ("neste", "1.3.2027")]));
        assert_eq!(known.and_then(|(_, next)| next), Some(date(2027, 3, 1)));
        for bad in [
            with(&[]),
            with(&[("kjent", "ja")]),
            with(&[("kjent", "ja"), ("neste", "30.12.2026")]),
            vec![("kom", "-1"), ("gikk", "0"), ("kjent", "nei")],
            vec![("kom", "3"), ("gikk", "mange"), ("kjent", "nei")],
        ] {
            assert_eq!(read(&bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_reason_is_written_in_norwegian() {
        assert!(reason(&mut typed(&[("hvorfor-nn", "Storm")]), Lang::Nb).is_some());
        let mut english = typed(&[("hvorfor-en", "Storm")]);
        assert_eq!(reason(&mut english, Lang::Nn), None);
        assert_eq!(wrong(&english), ["hvorfor-nn"]);
    }
}
