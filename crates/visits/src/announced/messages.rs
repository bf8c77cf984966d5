//! The words of messages about visits. An SMS is one segment and has no link.

use torg_base::Lang;
use torg_base::time::{clock_range, long_date, sms_moment};
use torg_catalogue::notices::messages::{in_sms_letters, site};
use torg_catalogue::notices::subscribers::Subscription;
use torg_catalogue::places::model::Place;
use torg_notify::sms::segments;
use torg_notify::{Channel, Message};
use torg_store::Keys;
use torg_web::App;
use torg_web::texts::Texts;

use super::model::{AgencyVisit, Kind};

/// Letters that are left of a name, at the least, when an SMS has no room for all of it.
const LEAST: usize = 8;

/// A message to somebody who has asked to hear of the place.
pub fn message(app: &App, keys: &Keys, to: &Subscription, place: &Place, visit: &AgencyVisit, kind: Kind) -> Message {
    let (texts, site) = (app.texts(), site(app));
    match to.contact.channel {
        Channel::Sms => to.contact.message(String::new(), sms(texts, to.lang, &site, &place.name, visit, kind)),
        Channel::Email => {
            let moment = sms_moment(visit.starts, to.lang);
            let subject = told(texts, to.lang, kind, [&visit.content.agency, &place.name, &moment]);
            let code = to.contact.stop_code(keys).to_string();
            let end = texts.format(to.lang, "notices-mail-stop", &[("code", &code), ("site", &site)]);
            let text = format!("{}\n\n{end}", letter(texts, to.lang, &site, place, visit, kind));
            to.contact.message(subject, text)
        }
    }
}

/// «Politiet kommer til Kjøllefjord 30.12. kl. 09.00»
fn told(texts: &Texts, lang: Lang, kind: Kind, [agency, place, when]: [&str; 3]) -> String {
    texts.format(lang, kind.sms(), &[("agency", agency), ("place", place), ("when", when)])
}

/// Who, where and when, with as much of the names as one segment holds.
pub fn sms(texts: &Texts, lang: Lang, site: &str, place: &str, visit: &AgencyVisit, kind: Kind) -> String {
    let (agency, place) = (in_sms_letters(&visit.content.agency), in_sms_letters(place));
    let when = sms_moment(visit.starts, lang);
    let (mut who, mut to) = (agency.chars().count(), place.chars().count());
    loop {
        let heading = told(texts, lang, kind, [&cut(&agency, who), &cut(&place, to), &when]);
        let text = texts.format(lang, "visits-sms", &[("heading", &heading), ("site", site)]);
        if segments(&text).segments == 1 {
            return text;
        }
        // The longer of the names gives way; when neither has more to give, what is left is said without the site.
        match who.max(to) {
            longest if longest <= LEAST => return heading,
            longest if who == longest => who -= 1,
            _ => to -= 1,
        }
    }
}

/// The first letters of a name, with a sign that there was more.
fn cut(name: &str, letters: usize) -> String {
    match name.char_indices().nth(letters) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}.", name[..end].trim_end()),
    }
}

/// Everything about the visit as plain text.
pub fn letter(texts: &Texts, lang: Lang, site: &str, place: &Place, visit: &AgencyVisit, kind: Kind) -> String {
    let content = &visit.content;
    let moment = format!("{} {}", long_date(visit.day(), lang), clock_range(visit.starts, visit.ends, lang));
    let mut parts = vec![told(texts, lang, kind, [&content.agency, &place.name, &moment])];
    if kind != Kind::Cancelled {
        let room = if content.room.is_empty() { String::new() } else { format!("\n{}", content.room) };
        let place = format!("{}, {}{room}", place.name, place.address);
        parts.push(headed(texts, lang, "visits-where", &place));
    }
    parts.extend(letter_body(texts, lang, visit));
    parts.push(texts.format(lang, "visits-mail-more", &[("site", site)]));
    parts.join("\n\n")
}

fn headed(texts: &Texts, lang: Lang, key: &str, text: &str) -> String {
    format!("{}\n{text}", texts.get(lang, key))
}

/// What they do, what to bring and how to book; or why it was cancelled.
pub fn letter_body(texts: &Texts, lang: Lang, visit: &AgencyVisit) -> Vec<String> {
    if let Some(reason) = &visit.reason {
        return reason.said(lang).map(|said| headed(texts, lang, "visits-why", &said.text)).into_iter().collect();
    }
    let content = &visit.content;
    let words = [("visits-does", &content.does), ("visits-bring", &content.bring)];
    let said = words.into_iter().filter_map(|(key, words)| Some(headed(texts, lang, key, &words.said(lang)?.text)));
    said.chain([headed(texts, lang, "visits-how", &how(texts, lang, visit).join("\n"))]).collect()
}

/// How one gets an appointment, line by line. The address of the agency's booking is on the page: messages have no links.
fn how(texts: &Texts, lang: Lang, visit: &AgencyVisit) -> Vec<String> {
    let content = &visit.content;
    let mut lines = Vec::new();
    if !content.link.is_empty() {
        lines.push(texts.get(lang, "visits-mail-link").to_owned());
    }
    if !content.phone.is_empty() {
        let args = [("agency", content.agency.as_str()), ("phone", content.phone.as_str())];
        lines.push(texts.format(lang, "visits-mail-phone", &args));
    }
    lines.push(texts.get(lang, if content.drop_in { "visits-drop-in" } else { "visits-no-drop-in" }).to_owned());
    lines
}
