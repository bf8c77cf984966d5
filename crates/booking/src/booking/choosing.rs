//! Where a person comes from and what they speak, while place and time are chosen: what is put first, and what is left out.

use jiff::SignedDuration;
use serde::Deserialize;
use torg_base::Uuid;
use torg_base::time::oslo_date;
use torg_catalogue::directory::{Directory, Offered};
use torg_catalogue::services::model::Way;
use torg_catalogue::travel::model::{Reach, Route, weight};
use torg_slots::rules::Slot;
use torg_web::{Choice, Visit};

use super::spoken;

/// What was chosen; it stands in the address.
#[derive(Clone, Debug, Deserialize, Default, PartialEq, Eq)]
pub struct Wish {
    /// The name of a village, an island or a quay.
    #[serde(default)]
    pub fra: String,
    /// Code of a language.
    #[serde(default)]
    pub spraak: String,
    /// Set to see times also when they cannot be reached.
    #[serde(default)]
    pub alle: String,
}

impl Wish {
    /// The wish as a part of an address: `fra=…&spraak=…&`, each with its `&`. Whether all is shown is not kept.
    pub fn address(&self) -> String {
        let mut text = String::new();
        for (name, value) in [("fra", &self.fra), ("spraak", &self.spraak)] {
            if !value.is_empty() {
                let pair = torg_web::forms::encoded(name, value);
                text.push_str(&format!("{pair}&"));
            }
        }
        text
    }

    /// The wish pair by pair, as in [`Wish::address`] but without the `&`.
    pub fn pairs(&self) -> Vec<String> {
        self.address().split_terminator('&').map(str::to_owned).collect()
    }

    /// What follows a path that has no other question: empty, or `?fra=…&spraak=…`.
    pub fn question(&self) -> String {
        match self.address().trim_end_matches('&') {
            "" => String::new(),
            address => format!("?{address}"),
        }
    }

    /// Only what can be chosen: an origin or a language that means nothing here is forgotten.
    pub fn among(mut self, origins: &[String], languages: &[String]) -> Wish {
        if !origins.contains(&self.fra) {
            self.fra.clear();
        }
        if !languages.contains(&self.spraak) {
            self.spraak.clear();
        }
        self
    }

    /// The offer with those who speak the language, where one was chosen.
    pub fn spoken(&self, directory: &Directory, offered: Offered) -> Option<Offered> {
        if self.spraak.is_empty() { Some(offered) } else { directory.speaking(&offered, &self.spraak) }
    }

    /// The way to a place, where an origin was chosen and people travel at all.
    pub fn way_there<'a>(&self, directory: &'a Directory, offered: &Offered) -> Option<&'a Route> {
        directory.way_there(offered.place.id, &self.fra).filter(|_| people_travel(offered.offer.way))
    }
}

/// Whether people come to the place. On the phone and at home they stay where they are.
pub fn people_travel(way: Way) -> bool {
    matches!(way, Way::Counter | Way::Group | Way::Mobile | Way::Visit)
}

/// Where people can say that they come from, by name.
pub fn origins(directory: &Directory, offers: &[Offered]) -> Vec<String> {
    let travelled = offers.iter().filter(|o| people_travel(o.offer.way));
    origins_to(directory, travelled.map(|o| o.place.id))
}

/// Where people come to some places from, by name.
pub fn origins_to(directory: &Directory, places: impl Iterator<Item = Uuid>) -> Vec<String> {
    let mut names: Vec<String> =
        places.flat_map(|place| directory.routes_to(place)).map(|route| route.origin.clone()).collect();
    names.sort_by_cached_key(|name| (name.to_lowercase(), name.clone()));
    names.dedup();
    names
}

/// Languages that some meeting can be held in, and that have a name here; codes, by name.
pub fn languages(visit: &Visit, directory: &Directory, offers: &[Offered]) -> Vec<String> {
    let mut codes: Vec<String> = offers.iter().flat_map(|o| directory.languages(o)).collect();
    codes.retain(|code| spoken::name(code).is_some());
    codes.sort_by_cached_key(|code| spoken::name(code).map(|key| visit.t(key).to_owned()));
    codes.dedup();
    codes
}

/// The two questions that can stand before places and times; a question without a choice is not asked.
pub struct Questions {
    pub origins: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub wish: Wish,
}

impl Questions {
    pub fn new(visit: &Visit, origins: Vec<String>, languages: Vec<String>, wish: Wish) -> Questions {
        let named = |code: String| {
            let label = spoken::name(&code).map_or(code.as_str(), |key| visit.t(key)).to_owned();
            Choice { value: code, label }
        };
        Questions {
            origins: origins.into_iter().map(|name| Choice { value: name.clone(), label: name }).collect(),
            languages: languages.into_iter().map(named).collect(),
            wish,
        }
    }

    pub fn asked(&self) -> bool {
        !self.origins.is_empty() || !self.languages.is_empty()
    }
}

/// How good a choice of place is; lower comes first. Places without a free time come last, those that are far away after
/// those that are near, and those we do not know the way to after those that we do.
pub type Rank = (bool, bool, i64, Option<jiff::Timestamp>, String);

/// Ranks an offer by how soon it is, and how far away where an origin was chosen. `route` leads from there to the place; by
/// telephone and at home the travel itself counts nothing.
pub fn rank(offered: &Offered, first: Option<Slot>, wish: &Wish, route: Option<&Route>, now: jiff::Timestamp) -> Rank {
    let start = first.map(|slot| slot.start);
    let name = offered.place.name.clone();
    if wish.fra.is_empty() {
        return (start.is_none(), false, 0, start, name);
    }
    let minutes = route.filter(|_| people_travel(offered.offer.way)).map_or(0, |route| route.minutes);
    let days = start.map_or(0, |start| {
        let wait = oslo_date(start).duration_since(oslo_date(now));
        wait.as_secs() / SignedDuration::from_hours(24).as_secs()
    });
    (start.is_none(), route.is_none(), weight(minutes, days), start, name)
}

/// Why some times are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Nothing goes on some day.
    pub nothing_goes: bool,
    /// The first arrival, in minutes of the day, of times that begin too early; the earliest where days differ.
    pub early: Option<i16>,
    /// The last departure of times that end too late; the latest where days differ.
    pub late: Option<i16>,
}

impl LeftOut {
    pub fn any(&self) -> bool {
        self.nothing_goes || self.early.is_some() || self.late.is_some()
    }

    pub(crate) fn add(&mut self, reach: Reach) {
        match reach {
            Reach::Fine => {}
            Reach::NothingGoes => self.nothing_goes = true,
            Reach::TooEarly(first) => self.early = Some(self.early.map_or(first, |known| known.min(first))),
            Reach::TooLate(last) => self.late = Some(self.late.map_or(last, |known| known.max(last))),
        }
    }
}

/// Takes away the times that nobody from an origin can come to or get home from, and says why.
pub fn reachable(slots: &mut Vec<Slot>, route: Option<&Route>) -> LeftOut {
    let mut left_out = LeftOut::default();
    if let Some(route) = route {
        slots.retain(|slot| {
            let reach = route.reach(slot.start, slot.end);
            left_out.add(reach);
            reach == Reach::Fine
        });
    }
    left_out
}

/// Whether a time is good for somebody who comes by a route.
pub fn fine(route: Option<&Route>, slot: &Slot) -> bool {
    route.is_none_or(|route| route.reach(slot.start, slot.end) == Reach::Fine)
}

/// «10.15»
pub fn clock(minute: i16) -> String {
    format!("{:02}.{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn slot(start: &str) -> Slot {
        let start: Timestamp = start.parse().unwrap();
        Slot { start, end: start + SignedDuration::from_mins(30), free: 1 }
    }

    fn island() -> Route {
        Route {
            id: Uuid::nil(),
            organisation: Uuid::nil(),
            place: Uuid::nil(),
            origin: "Øya".into(),
            minutes: 50,
            arrivals: "mo-fr 10:15;we 09:30".parse().unwrap(),
            departures: "mo-fr 15:10".parse().unwrap(),
        }
    }

    #[test]
    fn what_cannot_be_reached_is_left_out_with_the_reason() {
        // Monday 23 November 2026: 8.30, 10.30, 14.30 and 15.00 on the wall; then Saturday.
        let all = ["2026-11-23T07:30:00Z", "2026-11-23T09:30:00Z", "2026-11-23T13:30:00Z", "2026-11-23T14:00:00Z"];
        let mut slots: Vec<Slot> = all.iter().chain(&["2026-11-28T11:00:00Z"]).map(|at| slot(at)).collect();
        let left_out = reachable(&mut slots, Some(&island()));
        assert_eq!(slots, [slot(all[1]), slot(all[2])]);
        assert_eq!(left_out, LeftOut { nothing_goes: true, early: Some(615), late: Some(910) });
        assert!(left_out.any() && clock(615) == "10.15");
        // Without an origin everything is shown.
        let mut slots = vec![slot(all[0])];
        assert!(!reachable(&mut slots, None).any());
        assert_eq!(slots.len(), 1);
    }

    #[test]
    fn on_both_switch_days_the_clock_on_the_wall_counts() {
        let daily = Route { arrivals: "10:15".parse().unwrap(), ..island() };
        for (early, fine_at) in
            [("2026-03-29T08:00:00Z", "2026-03-29T08:15:00Z"), ("2026-10-25T09:00:00Z", "2026-10-25T09:15:00Z")]
        {
            let daily = Route { departures: Default::default(), ..daily.clone() };
            assert!(!fine(Some(&daily), &slot(early)) && fine(Some(&daily), &slot(fine_at)), "{early}");
        }
    }

    #[test]
    fn a_wish_stands_in_the_address_and_means_something() {
        let wish = Wish { fra: "Åram & Eiksund".into(), spraak: "pl".into(), alle: "1".into() };
        assert_eq!(wish.address(), "fra=%C3%85ram+%26+Eiksund&spraak=pl&");
        assert_eq!(wish.pairs(), ["fra=%C3%85ram+%26+Eiksund", "spraak=pl"]);
        assert_eq!(wish.question(), "?fra=%C3%85ram+%26+Eiksund&spraak=pl");
        assert_eq!((Wish::default().address(), Wish::default().question()), (String::new(), String::new()));
        let known = wish.clone().among(&["Åram & Eiksund".into()], &[]);
        assert_eq!((known.fra.as_str(), known.spraak.as_str()), ("Åram & Eiksund", ""));
        assert_eq!(wish.among(&[], &["pl".into()]).fra, "");
    }
}
