//! What stands on each sheet, from what is published.

use std::sync::Arc;

use jiff::civil::Date;
use torg_base::Lang;
use torg_base::time::{day_month, oslo_date};
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::{Offer, Service, Way};
use torg_catalogue::services::pages::Card;
use torg_paper::{Frame, Group, Hours, Item, Labelled, PaperSize, PlaceBlock, Points, Poster, Section};
use torg_paper::{ServiceList, ServiceSheet, Sheet};
use torg_web::{App, Face};

use super::hours;

/// Places that a sheet about a service lists when no place is chosen; with more of them it says where they stand.
const MOST_PLACES: usize = 12;

/// Writes sheets in one language.
pub(super) struct Words<'a> {
    app: &'a App,
    directory: &'a Directory,
    lang: Lang,
    today: Date,
}

impl<'a> Words<'a> {
    pub fn new(app: &'a App, directory: &'a Directory, lang: Lang) -> Words<'a> {
        Words { app, directory, lang, today: oslo_date(app.clock().now()) }
    }

    fn t(&self, key: &str) -> String {
        self.app.texts().get(self.lang, key).to_owned()
    }

    fn f(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.app.texts().format(self.lang, key, args)
    }

    fn labelled(&self, key: &str, value: &str) -> Labelled {
        Labelled { label: self.t(key), value: value.to_owned() }
    }

    /// An address of this site as people type it.
    fn address(&self, path: &str) -> String {
        let base = &self.app.site().base_url;
        let short = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://")).unwrap_or(base);
        format!("{short}{path}")
    }

    fn frame(&self, title: &str, face: Option<&Arc<Face>>, path: &str) -> Frame {
        let site = &self.app.site().name;
        let date = format!("{} {}", day_month(self.today, self.lang), self.today.year());
        Frame {
            lang: self.lang,
            title: title.to_owned(),
            sender: face.map_or(site, |f| &f.name).clone(),
            accent: face.map_or_else(String::new, |f| f.accent.clone()),
            updated: self.today,
            foot: self.f("sheet-foot", &[("date", &date), ("address", &self.address(path))]),
            page: self.t("sheet-page"),
        }
    }

    /// A service as one place gives it, or everywhere; none where the place does not.
    pub fn service(&self, service: &Service, place: Option<&Place>) -> Option<(Frame, Sheet)> {
        let words = service.texts.in_lang(self.lang);
        let section = |key: &str, text: &str| Section { heading: self.t(key), text: text.to_owned() };
        let sheet = ServiceSheet {
            name: words.name.clone(),
            can: section("service-can", &words.promise),
            cannot: section("service-cannot", &words.boundary),
            bring: Points { heading: self.t("bring-title"), points: words.bring.clone() },
            whereabouts: self.t("service-where"),
            places: self.places(service, place)?,
        };
        let path = format!("/tjenester/{}", service.slug);
        let face = place.and_then(|p| self.directory.face(p.organisation));
        let title = place.map_or_else(|| words.name.clone(), |p| format!("{} – {}", words.name, p.name));
        Some((self.frame(&title, face, &path), Sheet::Service(sheet)))
    }

    fn places(&self, service: &Service, chosen: Option<&Place>) -> Option<Vec<PlaceBlock>> {
        let offers = self.directory.offers_of(service.id);
        if let Some(place) = chosen {
            let here: Vec<&Offer> = offers.iter().map(Arc::as_ref).filter(|o| o.place == place.id).collect();
            let block = PlaceBlock { lines: self.ways(&here), ..self.place(place) };
            return (!here.is_empty()).then(|| vec![block]);
        }
        let offered = |place: &&Arc<Place>| offers.iter().any(|o| o.place == place.id);
        let places: Vec<&Arc<Place>> = self.directory.places.iter().filter(offered).collect();
        if places.len() > MOST_PLACES {
            let address = self.address(&format!("/tjenester/{}", service.slug));
            let count = places.len().to_string();
            let line = self.f("sheet-many-places", &[("n", &count), ("address", &address)]);
            return Some(vec![PlaceBlock { lines: vec![line], ..PlaceBlock::default() }]);
        }
        let brief = |place: &&Arc<Place>| {
            let here: Vec<&Offer> = offers.iter().map(Arc::as_ref).filter(|o| o.place == place.id).collect();
            let (web, hours) = (Labelled::default(), Hours::default());
            PlaceBlock { lines: self.ways(&here), web, hours, ..self.place(place) }
        };
        Some(places.iter().map(brief).collect())
    }

    /// «På senteret: Bare kom innom», each way once, with the place's own line under it.
    fn ways(&self, offers: &[&Offer]) -> Vec<String> {
        let mut lines = Vec::new();
        for way in Way::ALL {
            for offer in offers.iter().filter(|o| o.way == way) {
                let name = self.t(way.text());
                lines.push(if offer.drop_in { format!("{name}: {}", self.t("offer-drop-in")) } else { name });
                let note = offer.note(self.lang);
                if !note.is_empty() {
                    lines.push(note.to_owned());
                }
            }
        }
        lines
    }

    fn place(&self, place: &Place) -> PlaceBlock {
        let face = self.directory.face(place.organisation);
        let phone = if place.phone.is_empty() { face.map_or("", |f| &f.phone) } else { &place.phone };
        let week = self.directory.calendar(place.id).usual_week(place.hours, self.today);
        let rows = hours::rows(&week, self.lang, &self.t("closed-day"));
        PlaceBlock {
            name: place.name.clone(),
            lines: Vec::new(),
            address: place.address.clone(),
            phone: self.labelled("sheet-phone", phone),
            web: self.labelled("sheet-web", &self.address(&format!("/sted/{}", place.slug))),
            hours: Hours {
                heading: self.t("sheet-hours"),
                day: self.t("sheet-day"),
                time: self.t("sheet-time"),
                rows,
                note: self.t("sheet-hours-note"),
            },
        }
    }

    /// All that a place helps with.
    pub fn list(&self, place: &Place) -> (Frame, Sheet) {
        let cards = self.directory.cards_at(place, self.app.texts(), self.lang);
        let item = |card: &Card| Item { name: card.name.clone(), text: card.promise.clone() };
        let group = |heading: &str, lead: &str, cards: &[Card]| Group {
            heading: self.t(heading),
            lead: self.t(lead),
            items: cards.iter().map(item).collect(),
        };
        let groups = [
            group("place-drop-in", "place-drop-in-lead", &cards.drop_in),
            group("place-booked", "sheet-booked-lead", &cards.others),
        ];
        let sheet = ServiceList {
            heading: self.t("sheet-list"),
            groups: groups.into_iter().filter(|group| !group.items.is_empty()).collect(),
            whereabouts: self.t("place-contact"),
            place: self.place(place),
        };
        (self.of_place(&sheet.heading, place), Sheet::List(sheet))
    }

    /// A poster that asks people in, or to call where nobody may come without an appointment.
    pub fn poster(&self, place: &Place, size: PaperSize) -> (Frame, Sheet) {
        let cards = self.directory.cards_at(place, self.app.texts(), self.lang);
        let (shown, invitation, lead) = match cards.drop_in.is_empty() {
            false => (&cards.drop_in, "offer-drop-in", "poster-drop-in-lead"),
            true => (&cards.others, "poster-call", "poster-call-lead"),
        };
        let poster = Poster {
            size,
            invitation: self.t(invitation),
            lead: self.t(lead),
            services: Points {
                heading: self.t("poster-services"),
                points: shown.iter().map(|card| card.name.clone()).collect(),
            },
            more: self.t("poster-more"),
            has_more: !cards.drop_in.is_empty() && !cards.others.is_empty(),
            contact: self.t("place-contact"),
            place: self.place(place),
        };
        (self.of_place(&poster.invitation, place), Sheet::Poster(poster))
    }

    fn of_place(&self, title: &str, place: &Place) -> Frame {
        let face = self.directory.face(place.organisation);
        self.frame(&format!("{title} – {}", place.name), face, &format!("/sted/{}", place.slug))
    }
}
