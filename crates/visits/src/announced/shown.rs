//! A visit with the words around it, as every page shows it.

use jiff::Timestamp;
use torg_base::time::{clock_range, long_date, oslo_date};
use torg_base::{Lang, Uuid};
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;
use torg_web::slice::Card;
use torg_web::texts::Texts;
use torg_web::{App, Visit};

use super::board::{self, Board};
use super::model::{AgencyVisit, Count, Said, State};

/// When the agency comes again, and the visit's key when it is announced.
pub struct Next {
    pub day: String,
    pub id: Option<Uuid>,
}

pub struct Shown {
    pub id: Uuid,
    pub version: i32,
    pub state: State,
    pub agency: String,
    /// «Politiet kommer til Kjøllefjord»
    pub heading: String,
    /// «onsdag 30. desember 2026»
    pub day: String,
    /// «kl. 09.00–15.00»
    pub time: String,
    pub place: String,
    pub place_slug: String,
    pub address: String,
    pub room: String,
    pub does: Option<Said>,
    pub bring: Option<Said>,
    /// Name and address of each service that it touches.
    pub services: Vec<(String, String)>,
    pub link: String,
    pub phone: String,
    /// The number as telephones read it.
    pub dial: String,
    pub drop_in: bool,
    pub reason: Option<Said>,
    pub over: bool,
    pub count: Option<Count>,
    pub next: Option<Next>,
}

impl Shown {
    /// Whether people can still go there.
    pub fn stands(&self) -> bool {
        self.state == State::Announced && !self.over
    }

    pub fn of(visit: &Visit, directory: &Directory, it: &AgencyVisit) -> Option<Shown> {
        let (texts, lang, now) = (visit.app.texts(), visit.lang, visit.app.clock().now());
        let place = directory.place_by_id(it.place)?;
        let content = &it.content;
        let services = content.services.iter().filter_map(|id| directory.service_for(it.organisation, *id));
        let name = |s: &torg_catalogue::services::model::Service| s.texts.in_lang(lang).name.clone();
        let link = |slug: &str| format!("/tjenester/{slug}?sted={}", place.slug);
        Some(Shown {
            id: it.id,
            version: it.version,
            state: it.state,
            agency: content.agency.clone(),
            heading: heading(texts, lang, it, &place.name, now),
            day: long_date(it.day(), lang),
            time: clock_range(it.starts, it.ends, lang),
            place: place.name.clone(),
            place_slug: place.slug.clone(),
            address: place.address.clone(),
            room: content.room.clone(),
            does: content.does.said(lang),
            bring: content.bring.said(lang),
            services: services.filter(|s| s.active).map(|s| (name(s), link(&s.slug))).collect(),
            link: content.link.clone(),
            phone: content.phone.clone(),
            dial: content.phone.replace(' ', ""),
            drop_in: content.drop_in,
            reason: it.reason.as_ref().and_then(|reason| reason.said(lang)),
            over: it.ends <= now,
            count: it.count,
            next: next(&board::of(&visit.app), it, lang, now),
        })
    }
}

/// The next visit that is announced, else the day that the agency has told.
fn next(board: &Board, it: &AgencyVisit, lang: Lang, now: Timestamp) -> Option<Next> {
    let known = board.next(it, now).map(|next| (next.day(), Some(next.id)));
    let told = it.content.next.filter(|day| *day >= oslo_date(now)).map(|day| (day, None));
    known.or(told).map(|(day, id)| Next { day: long_date(day, lang), id })
}

/// «Politiet kommer til Kjøllefjord», or what became of it.
pub fn heading(texts: &Texts, lang: Lang, it: &AgencyVisit, place: &str, now: Timestamp) -> String {
    let key = match it.state {
        State::Cancelled => "visits-heading-cancelled",
        State::Held => "visits-heading-over",
        _ if it.ends <= now => "visits-heading-over",
        _ => "visits-heading",
    };
    texts.format(lang, key, &[("agency", &it.content.agency), ("place", place)])
}

/// What the page of a place says of it.
pub fn card(app: &App, it: &AgencyVisit, lang: Lang) -> Card {
    let directory = directory::of(app);
    let place = directory.place_by_id(it.place).map_or("", |place: &std::sync::Arc<Place>| &place.name);
    let words = it.reason.as_ref().unwrap_or(&it.content.does).said(lang);
    let text = words.and_then(|said| said.lines().first().map(|line| (*line).to_owned())).unwrap_or_default();
    let heading = heading(app.texts(), lang, it, place, app.clock().now());
    Card { heading, text, at: it.starts, href: format!("/besok/{}", it.id) }
}
