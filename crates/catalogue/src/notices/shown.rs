//! A notice with the words around it, which say how certain it is. Nothing of an unconfirmed notice is told without.

use torg_base::time::{long_date, short_date};
use torg_base::{Lang, Uuid};
use torg_web::Visit;
use torg_web::texts::Texts;

use super::model::{How, Notice, Source, State};
use crate::directory::Directory;
use crate::services::model::Service;

/// A source with its date as text.
pub struct SourceLine {
    pub title: String,
    pub url: String,
    pub date: String,
}

/// A notice as every page shows it.
pub struct Shown {
    pub id: Uuid,
    pub version: i32,
    pub state: State,
    /// The title, and before it how certain it is.
    pub heading: String,
    /// Who says so, and whether the agency does.
    pub frame: String,
    pub paragraphs: Vec<String>,
    pub agency: String,
    pub sources: Vec<SourceLine>,
    pub validity: String,
    /// «Endret 20. november 2026.»
    pub changed: String,
    /// Name and address of each service that it touches.
    pub services: Vec<(String, String)>,
    /// What somebody who reads it may want to subscribe to, as the form names it.
    pub about: String,
}

impl Shown {
    /// The id of its heading on a page.
    pub fn anchor(&self) -> String {
        format!("varsel-{}", self.id)
    }

    pub fn of(visit: &Visit, directory: &Directory, notice: &Notice) -> Shown {
        let (texts, lang) = (visit.app.texts(), visit.lang);
        let words = notice.content.texts.in_lang(lang);
        let services = notice.content.services.iter().filter_map(|id| directory.service_by_id(*id));
        let services: Vec<_> = services.filter(|s| s.active).collect();
        let line = |s: &Source| SourceLine { title: s.title.clone(), url: s.url.clone(), date: short_date(s.date) };
        let date = long_date(notice.changed_on(), lang);
        let changed = if notice.version > 1 { "notices-changed" } else { "notices-written" };
        Shown {
            id: notice.id,
            version: notice.version,
            state: notice.state,
            heading: heading(texts, lang, notice),
            frame: frame(texts, lang, directory, notice),
            paragraphs: words.text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect(),
            agency: notice.content.agency.clone(),
            sources: notice.content.sources.iter().map(line).collect(),
            validity: validity(texts, lang, notice),
            changed: texts.format(lang, changed, &[("date", &date), ("by", writer(directory, notice))]),
            about: services.first().map_or("alle".into(), |s| format!("tjeneste:{}", s.slug)),
            services: services
                .iter()
                .map(|s| (s.texts.in_lang(lang).name.clone(), format!("/tjenester/{}", s.slug)))
                .collect(),
        }
    }
}

/// Who wrote it.
pub fn writer<'a>(directory: &'a Directory, notice: &Notice) -> &'a str {
    directory.organisations.get(&notice.organisation).map(|o| o.name.as_str()).unwrap_or_default()
}

/// The title, and before it how certain it is.
pub fn heading(texts: &Texts, lang: Lang, notice: &Notice) -> String {
    texts.format(lang, notice.state.heading(), &[("title", &notice.content.texts.in_lang(lang).title)])
}

/// Who says so, whether the agency has confirmed it, and what to do.
pub fn frame(texts: &Texts, lang: Lang, directory: &Directory, notice: &Notice) -> String {
    let agency = notice.content.agency.as_str();
    let by = writer(directory, notice);
    let date = |on| long_date(on, lang);
    match (notice.state, &notice.confirmation) {
        (State::Confirmed, Some(confirmation)) if confirmation.how == How::Site => {
            let date = date(confirmation.on);
            texts.format(lang, "notices-frame-own", &[("agency", agency), ("date", &date)])
        }
        (State::Confirmed, Some(confirmation)) => {
            let (date, how) = (date(confirmation.on), texts.get(lang, confirmation.how.text()));
            let args = [("agency", agency), ("date", &date), ("by", by), ("how", how)];
            texts.format(lang, "notices-frame-confirmed", &args)
        }
        (State::Disputed, _) => {
            let date = date(notice.changed_on());
            texts.format(lang, "notices-frame-disputed", &[("agency", agency), ("date", &date), ("by", by)])
        }
        (State::Withdrawn, _) => {
            let date = date(notice.changed_on());
            texts.format(lang, "notices-frame-withdrawn", &[("date", &date), ("by", by)])
        }
        (State::Reported | State::Confirmed, _) => {
            let date = date(notice.changed_on());
            texts.format(lang, "notices-frame-reported", &[("agency", agency), ("date", &date), ("by", by)])
        }
    }
}

/// «Gjelder fra 1. november 2026», and to when, if that is known.
pub fn validity(texts: &Texts, lang: Lang, notice: &Notice) -> String {
    let from = long_date(notice.content.from, lang);
    match notice.content.to {
        Some(to) => texts.format(lang, validity_key(notice, true), &[("from", &from), ("to", &long_date(to, lang))]),
        None => texts.format(lang, validity_key(notice, false), &[("from", &from)]),
    }
}

/// An unconfirmed date is told as one, too.
fn validity_key(notice: &Notice, ends: bool) -> &'static str {
    match (notice.state.certain(), ends) {
        (true, true) => "notices-valid-from-to",
        (true, false) => "notices-valid-from",
        (false, true) => "notices-said-from-to",
        (false, false) => "notices-said-from",
    }
}

/// What stands now and touches a service, newest first.
pub fn about(visit: &Visit, directory: &Directory, service: &Service) -> Vec<Shown> {
    let touching = directory.notices.iter().filter(|n| n.state != State::Withdrawn && n.touches(service.id));
    touching.map(|n| Shown::of(visit, directory, n)).collect()
}
