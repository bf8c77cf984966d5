//! The form of a notice, and that of a confirmation.

use jiff::civil::Date;
use torg_base::Lang;
use torg_base::time::{parse_date, short_date};
use torg_web::Form;

use super::model::{Certainty, Confirmation, Content, How, Notice, SOURCES, Source, State, Texts, Words};
use crate::directory::Directory;

/// Letters in a title: an SMS has room for it.
const TITLE: usize = 90;
const TEXT: usize = 1500;

/// The form of a notice as it stands.
pub fn filled(notice: &Notice, directory: &Directory) -> Form {
    let content = &notice.content;
    let mut form = Form::filled([
        ("etat", content.agency.clone()),
        ("fra", short_date(content.from)),
        ("til", content.to.map(short_date).unwrap_or_default()),
        ("versjon", notice.version.to_string()),
    ]);
    form.set("sikkerhet", if notice.state == State::Disputed { "uenige" } else { "meldt" });
    for lang in Lang::ALL {
        let words = content.texts.in_lang(lang);
        form.set(&format!("tittel-{}", lang.code()), &words.title);
        form.set(&format!("tekst-{}", lang.code()), &words.text);
    }
    for (n, source) in content.sources.iter().enumerate() {
        let n = n + 1;
        form.set(&format!("kilde-{n}"), &source.title);
        form.set(&format!("kilde-adresse-{n}"), &source.url);
        form.set(&format!("kilde-dato-{n}"), short_date(source.date));
    }
    let slugs = content.services.iter().filter_map(|id| directory.service_by_id(*id)).map(|s| s.slug.clone());
    form.set_all("tjeneste", slugs.collect::<Vec<String>>());
    form
}

/// Reads the form. `None` only together with errors in it.
///
/// `own` is the date on which the agency itself says it, when it is one of its people who writes.
pub fn read(
    form: &mut Form,
    directory: &Directory,
    own: &dyn Fn(&str) -> Option<Date>,
) -> Option<(Content, Certainty)> {
    let agency = form.required("etat", 80, "notices-agency-missing");
    let texts = texts(form);
    let sources = sources(form);
    let from = needed_date(form, "fra", "notices-from-missing");
    let to = date(form, "til");
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.wrong("til", "notices-to-before-from");
    }
    let services = services(form, directory);
    let certainty = match (own(&agency), form.value("sikkerhet")) {
        (Some(on), "egen") => Some(Certainty::Own(on)),
        (_, "meldt") => Some(Certainty::Reported),
        (_, "uenige") => Some(Certainty::Disputed),
        _ => None,
    };
    match certainty {
        None => form.wrong("sikkerhet", "notices-certainty-missing"),
        Some(Certainty::Disputed) if sources.len() < 2 => form.wrong("kilde-2", "notices-source-second"),
        Some(_) => {}
    }
    let (from, certainty) = (from?, certainty?);
    form.ok().then_some((Content { agency, texts, services, sources, from, to }, certainty))
}

fn texts(form: &mut Form) -> Texts {
    let mut texts = Texts::default();
    for lang in Lang::ALL {
        // Each message says its language: the list at the top of the page would otherwise say the same thrice.
        let (title, text) = match lang {
            Lang::Nb => ("notices-title-missing-nb", "notices-text-missing-nb"),
            Lang::Nn => ("notices-title-missing-nn", "notices-text-missing-nn"),
            Lang::En => ("notices-title-missing-en", "notices-text-missing-en"),
        };
        *texts.in_lang_mut(lang) = Words {
            title: form.required(&format!("tittel-{}", lang.code()), TITLE, title),
            text: form.required(&format!("tekst-{}", lang.code()), TEXT, text),
        };
    }
    texts
}

/// The sources that were filled in; the first is needed, and each has a date.
fn sources(form: &mut Form) -> Vec<Source> {
    let mut sources = Vec::new();
    for n in 1..=SOURCES {
        let (title, url, date) = (format!("kilde-{n}"), format!("kilde-adresse-{n}"), format!("kilde-dato-{n}"));
        let empty = [&title, &url, &date].iter().all(|name| form.value(name).is_empty());
        if n > 1 && empty {
            continue;
        }
        let source = Source {
            title: form.required(&title, 160, "notices-source-missing"),
            url: form.web_address(&url, "notices-source-url-wrong"),
            date: needed_date(form, &date, "notices-source-date-missing").unwrap_or_default(),
        };
        sources.push(source);
    }
    sources
}

fn services(form: &mut Form, directory: &Directory) -> Vec<torg_base::Uuid> {
    let known: Vec<_> = form.all("tjeneste").iter().map(|slug| directory.service(slug).map(|s| s.id)).collect();
    if known.contains(&None) {
        form.wrong("tjeneste", "notices-service-wrong");
    }
    known.into_iter().flatten().collect()
}

fn needed_date(form: &mut Form, name: &str, missing: &'static str) -> Option<Date> {
    if form.value(name).is_empty() {
        form.wrong(name, missing);
    }
    date(form, name)
}

fn date(form: &mut Form, name: &str) -> Option<Date> {
    let typed = form.value(name).to_owned();
    let date = parse_date(&typed);
    if date.is_none() && !typed.is_empty() {
        form.wrong(name, "notices-date-wrong");
    }
    date
}

/// Reads who at the agency confirmed something, how and when. `None` only together with errors in the form.
pub fn confirmation(form: &mut Form, today: Date) -> Option<Confirmation> {
    let who = form.required("hvem", 120, "notices-who-missing");
    let how = How::parse(form.value("hvordan"));
    if how.is_none() {
        form.wrong("hvordan", "notices-how-missing");
    }
    let on = needed_date(form, "dato", "notices-on-missing");
    if on.is_some_and(|on| on > today) {
        form.wrong("dato", "notices-on-future");
    }
    let (how, on) = (how?, on?);
    form.ok().then_some(Confirmation { who, how, on })
}
