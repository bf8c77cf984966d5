//! The words of messages to subscribers. An SMS is one segment, has no link, and says how certain its title is.

use torg_base::time::short_date;
use torg_base::{Lang, Reference};
use torg_notify::sms::segments;
use torg_notify::{Channel, Message};
use torg_store::Keys;
use torg_web::App;
use torg_web::texts::Texts;

use super::model::Notice;
use super::shown;
use super::subscribers::{Contact, Subscription};
use crate::directory::Directory;

/// «123456 er koden din …»
pub fn code(app: &App, contact: &Contact, lang: Lang, code: &str) -> Message {
    let (texts, site) = (app.texts(), site(app));
    contact.message(texts.get(lang, "notices-mail-code-subject").to_owned(), code_text(texts, lang, &site, code))
}

/// «Du får nå varsler …», with the code that ends it.
pub fn welcome(app: &App, keys: &Keys, to: &Subscription) -> Message {
    let code = to.contact.stop_code(keys);
    let subject = app.texts().get(to.lang, "notices-mail-welcome-subject").to_owned();
    to.contact.message(subject, welcome_text(app.texts(), to.lang, &site(app), &code))
}

/// The code that ends it, asked for.
pub fn stop(app: &App, keys: &Keys, to: &Subscription) -> Message {
    let code = to.contact.stop_code(keys);
    let subject = app.texts().get(to.lang, "notices-mail-stop-subject").to_owned();
    to.contact.message(subject, stop_text(app.texts(), to.lang, &site(app), &code))
}

/// That the year is over.
pub fn ended(app: &App, to: &Subscription) -> Message {
    let subject = app.texts().get(to.lang, "notices-mail-ended-subject").to_owned();
    to.contact.message(subject, ended_text(app.texts(), to.lang, &site(app)))
}

/// A version of a notice.
pub fn notice(app: &App, directory: &Directory, keys: &Keys, to: &Subscription, notice: &Notice) -> Message {
    let texts = app.texts();
    match to.contact.channel {
        Channel::Sms => to.contact.message(String::new(), notice_sms(texts, to.lang, &site(app), notice)),
        Channel::Email => {
            let code = to.contact.stop_code(keys);
            let subject = shown::heading(texts, to.lang, notice);
            to.contact.message(subject, letter(texts, directory, to.lang, &site(app), notice, &code))
        }
    }
}

/// Longest name of a site that is written out in an SMS; longer ones are cut at a word.
const SITE_CHARS: usize = 30;

/// The name of the site as an SMS has room for it.
pub fn site(app: &App) -> String {
    let name = &app.site().name;
    match name.char_indices().nth(SITE_CHARS) {
        None => name.clone(),
        Some((end, _)) => name[..end].rsplit_once(' ').map_or(&name[..end], |(whole, _)| whole).to_owned(),
    }
}

pub fn code_text(texts: &Texts, lang: Lang, site: &str, code: &str) -> String {
    texts.format(lang, "notices-sms-code", &[("code", code), ("site", site)])
}

pub fn welcome_text(texts: &Texts, lang: Lang, site: &str, code: &Reference) -> String {
    texts.format(lang, "notices-sms-welcome", &[("code", &code.to_string()), ("site", site)])
}

pub fn stop_text(texts: &Texts, lang: Lang, site: &str, code: &Reference) -> String {
    texts.format(lang, "notices-sms-stop", &[("code", &code.to_string()), ("site", site)])
}

pub fn ended_text(texts: &Texts, lang: Lang, site: &str) -> String {
    texts.format(lang, "notices-sms-ended", &[("site", site)])
}

/// Title and where to read more, with as many words of the title as one segment holds.
pub fn notice_sms(texts: &Texts, lang: Lang, site: &str, notice: &Notice) -> String {
    let title = in_sms_letters(&notice.content.texts.in_lang(lang).title);
    let mut kept = title.as_str();
    loop {
        let title = if kept.len() == title.len() { title.clone() } else { format!("{kept} ...") };
        let heading = texts.format(lang, notice.state.heading(), &[("title", &title)]);
        let text = texts.format(lang, "notices-sms", &[("heading", &heading), ("site", site)]);
        if segments(&text).segments == 1 {
            return text;
        }
        kept = match kept.trim_end().rsplit_once(' ') {
            Some((shorter, _)) => shorter,
            // A word that fills a message by itself: the heading alone says that there is something to read.
            None => {
                let heading = texts.get(lang, notice.state.word());
                return texts.format(lang, "notices-sms", &[("heading", heading), ("site", site)]);
            }
        };
    }
}

/// Quotation marks and dashes that would halve the room of a message, as those that every telephone has.
pub fn in_sms_letters(title: &str) -> String {
    title.replace(['«', '»', '“', '”', '„'], "\"").replace(['–', '—'], "-").replace('…', "...").replace(['’', '‘'], "'")
}

/// The whole notice as plain text.
fn letter(texts: &Texts, directory: &Directory, lang: Lang, site: &str, notice: &Notice, code: &Reference) -> String {
    let content = &notice.content;
    let mut lines = vec![
        shown::heading(texts, lang, notice),
        shown::frame(texts, lang, directory, notice),
        content.texts.in_lang(lang).text.clone(),
        shown::validity(texts, lang, notice),
    ];
    let source = |s: &super::model::Source| format!("- {}, {}", s.title, short_date(s.date));
    let sources: Vec<String> = content.sources.iter().map(source).collect();
    lines.push(format!("{}\n{}", texts.get(lang, "notices-sources"), sources.join("\n")));
    lines.push(texts.format(lang, "notices-mail-more", &[("site", site)]));
    lines.push(texts.format(lang, "notices-mail-stop", &[("code", &code.to_string()), ("site", site)]));
    lines.join("\n\n")
}
