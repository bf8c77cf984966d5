//! What can be done on which day: the times of every errand at a place and those close by, and the plans that they make.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::time::{oslo_date, start_of_day};
use torg_base::{Lang, Uuid};
use torg_store::Across;
use torg_web::{App, Failure, Form};

use super::coming::Coming;
use super::model::{self, Chosen, Errand, MOST_ERRANDS};
use super::plan::{self, Choice, Plan};
use super::units;
use crate::booking::choosing::{self, LeftOut, people_travel};
use crate::booking::times::{self, SlotId};
use crate::courses::show::{Known, Words};
use crate::courses::store as courses;
use torg_catalogue::directory::{Directory, Offered};
use torg_catalogue::places::model::Place;

/// What was asked for; it stands in the address.
#[derive(Clone)]
pub struct Wish {
    pub place: Option<Arc<Place>>,
    pub errands: Vec<Errand>,
    /// Where the person comes from, and the language of the meetings.
    pub by: choosing::Wish,
    /// Times are shown also when they cannot be reached. Not kept from page to page.
    pub anyway: bool,
}

impl Wish {
    /// Reads `sted`, each `arend`, `fra`, `spraak` and `uansett`. What means nothing here is forgotten.
    pub fn read(directory: &Directory, form: &Form) -> Wish {
        let mut errands: Vec<Errand> = Vec::new();
        for errand in form.all("arend").iter().filter_map(|text| Errand::parse(text)) {
            let known = match &errand {
                Errand::Service(slug) => directory.service(slug).is_some_and(|service| service.active),
                Errand::Course(_) => true,
            };
            if known && !errands.contains(&errand) && errands.len() < MOST_ERRANDS {
                errands.push(errand);
            }
        }
        let place = directory.place(form.value("sted")).cloned();
        let by = choosing::Wish {
            fra: form.value("fra").to_owned(),
            spraak: form.value("spraak").to_owned(),
            alle: String::new(),
        };
        let read = Wish { place, errands, by, anyway: form.checked("uansett") };
        if read.by == choosing::Wish::default() {
            return read;
        }
        let by = read.by.clone().among(&read.origins(directory), &read.languages(directory));
        Wish { by, ..read }
    }

    /// The chosen place and those close by; every place before one is chosen.
    pub fn places(&self, directory: &Directory) -> Vec<Arc<Place>> {
        self.place.as_ref().map_or_else(|| directory.places.clone(), |place| around(directory, place))
    }

    /// Where people can say that they come from, by name.
    pub fn origins(&self, directory: &Directory) -> Vec<String> {
        choosing::origins_to(directory, self.places(directory).iter().map(|place| place.id))
    }

    /// Offers of the services among the errands.
    pub fn offers(&self, directory: &Directory) -> Vec<Offered> {
        let places = self.places(directory);
        let of = |errand: &Errand| match errand {
            Errand::Service(slug) => offers(directory, slug, &places),
            Errand::Course(_) => Vec::new(),
        };
        self.errands.iter().flat_map(of).collect()
    }

    /// Languages besides the usual one that some errand can be done in; codes.
    fn languages(&self, directory: &Directory) -> Vec<String> {
        self.offers(directory).iter().flat_map(|offered| directory.languages(offered)).collect()
    }

    /// The wish as a part of an address: `sted=…&arend=…&arend=…&fra=…&spraak=…`.
    pub fn address(&self) -> String {
        let place = self.place.iter().map(|place| format!("sted={}", place.slug));
        let errands = self.errands.iter().map(|errand| format!("arend={errand}"));
        place.chain(errands).chain(self.by.pairs()).collect::<Vec<_>>().join("&")
    }

    pub fn without(&self, errand: &Errand) -> Wish {
        let errands = self.errands.iter().filter(|other| *other != errand).cloned().collect();
        Wish { errands, ..self.clone() }
    }
}

/// A time of an errand, with what is needed to show and to book it.
#[derive(Clone)]
pub struct Time {
    pub choice: Choice,
    pub chosen: Chosen,
    pub place: Arc<Place>,
}

/// The times of every errand between two instants.
pub struct Times {
    /// The chosen place first, then those close by.
    pub places: Vec<Arc<Place>>,
    /// In the order of the errands.
    pub errands: Vec<Vec<Time>>,
    /// How the person comes and goes.
    pub coming: Coming,
    /// Why some times are not there.
    pub left_out: LeftOut,
}

/// Places for errands of one trip to a place, itself first.
pub fn around(directory: &Directory, place: &Arc<Place>) -> Vec<Arc<Place>> {
    let near = |other: &&Arc<Place>| other.id != place.id && model::close_by(place, other);
    std::iter::once(place).chain(directory.places.iter().filter(near)).cloned().collect()
}

/// Offers of a service at some places that people come to.
pub fn offers(directory: &Directory, slug: &str, places: &[Arc<Place>]) -> Vec<Offered> {
    let here = |place: &Arc<Place>| directory.offers_at(place.id).iter().filter_map(|o| directory.with_rules(o));
    let all = places.iter().flat_map(here);
    all.filter(|o| o.service.slug == slug && people_travel(o.offer.way)).collect()
}

/// Some offers of one service in the language that was chosen; as usual where nobody speaks it.
pub fn spoken(directory: &Directory, by: &choosing::Wish, offers: Vec<Offered>) -> Vec<Offered> {
    let speaking: Vec<Offered> = offers.iter().filter_map(|o| by.spoken(directory, o.clone())).collect();
    if speaking.is_empty() { offers } else { speaking }
}

impl Times {
    /// Reads them: one walk through the free times of all offers, one look at each course.
    pub async fn read(
        app: &App,
        directory: &Directory,
        wish: &Wish,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Times, Failure> {
        let places = wish.place.as_ref().map(|place| around(directory, place)).unwrap_or_default();
        let (mut asked, mut spans): (Vec<Offered>, Vec<std::ops::Range<usize>>) = (Vec::new(), Vec::new());
        for errand in &wish.errands {
            let start = asked.len();
            if let Errand::Service(slug) = errand {
                asked.extend(spoken(directory, &wish.by, offers(directory, slug, &places)));
            }
            spans.push(start..asked.len());
        }
        let free = times::free(app, &asked, from, to).await?;
        let mut errands = Vec::with_capacity(wish.errands.len());
        for (errand, span) in wish.errands.iter().zip(spans) {
            errands.push(match errand {
                Errand::Course(id) => dates(app, *id, &places, from, to).await?,
                Errand::Service(_) => {
                    let own = asked[span.clone()].iter().zip(&free[span]);
                    own.flat_map(|(offered, slots)| slots.iter().map(|slot| slot_time(offered, slot, &places)))
                        .collect()
                }
            });
        }
        let coming = Coming::from(directory, &wish.by.fra, &places);
        let mut left_out = LeftOut::default();
        for times in errands.iter_mut().filter(|_| !wish.anyway) {
            coming.leave_out(times, |time: &Time| &time.choice, &mut left_out);
        }
        Ok(Times { places, errands, coming, left_out })
    }

    /// The plans of a day, the one that gets the person home first at the top; each time with the position of its errand.
    pub fn plans(&self, day: Date) -> Vec<Vec<(usize, Time)>> {
        let of_day: Vec<Vec<&Time>> = self
            .errands
            .iter()
            .map(|times| times.iter().filter(|time| oslo_date(time.choice.starts) == day).collect())
            .collect();
        let choices: Vec<Vec<Choice>> = of_day.iter().map(|times| times.iter().map(|t| t.choice).collect()).collect();
        let gap = |from: usize, to: usize| model::gap(&self.places[from], &self.places[to]);
        let whole = |plan: Plan| plan.stops.iter().map(|s| (s.errand, of_day[s.errand][s.choice].clone())).collect();
        let mut plans = plan::plans(&choices, &gap);
        self.coming.rank(&mut plans, &choices);
        plans.into_iter().map(whole).collect()
    }
}

fn slot_time(offered: &Offered, slot: &torg_slots::rules::Slot, places: &[Arc<Place>]) -> Time {
    let place = places.iter().position(|place| place.id == offered.place.id).unwrap_or_default();
    Time {
        choice: Choice { starts: slot.start, ends: slot.end, place },
        chosen: Chosen::Offer(SlotId::of(offered, slot.start)),
        place: offered.place.clone(),
    }
}

/// Dates of a course that take people, at some places.
async fn dates(
    app: &App,
    course: Uuid,
    places: &[Arc<Place>],
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Time>, Failure> {
    let db = app.store().across(Across::FreeTimes);
    let now = app.clock().now();
    let mut dates = courses::of_course(&db, course).await?;
    dates.retain(|date| date.takes(now) && date.public() && (from..to).contains(&date.starts));
    let known = Known::of(app, &dates).await?;
    let time = |date: &crate::courses::model::CourseDate| {
        let place = places.iter().position(|place| place.id == date.place)?;
        Some(Time {
            choice: Choice { starts: date.starts, ends: date.ends, place },
            chosen: Chosen::Date(date.id),
            place: places[place].clone(),
        })
    };
    Ok(dates.iter().filter(|date| known.free(date) > 0).filter_map(time).collect())
}

/// A plan that somebody has chosen, looked up anew.
pub struct Looked {
    pub errands: Vec<units::Errand>,
    /// In the order of time, with what each errand is called.
    pub times: Vec<(Time, Words)>,
}

/// Looks a plan up. None when it is no plan: something is not offered any more, or nobody could do it.
pub async fn look_up(
    app: &App,
    directory: &Directory,
    text: &str,
    by: &choosing::Wish,
    lang: Lang,
) -> Result<Option<Looked>, Failure> {
    let Some(plan) = Chosen::plan(text) else { return Ok(None) };
    let mut places: Vec<Arc<Place>> = Vec::new();
    let (mut errands, mut times) = (Vec::new(), Vec::new());
    for chosen in plan {
        let found = match &chosen {
            Chosen::Offer(slot) => offer_chosen(directory, slot, by, lang),
            Chosen::Date(date) => date_chosen(app, directory, *date, lang).await?,
        };
        let Some((errand, starts, ends, place, name)) = found else { return Ok(None) };
        let position = places.iter().position(|known| known.id == place.id).unwrap_or(places.len());
        if position == places.len() {
            places.push(place.clone());
        }
        times.push((Time { choice: Choice { starts, ends, place: position }, chosen, place }, name));
        errands.push(errand);
    }
    times.sort_by_key(|(time, _)| time.choice.starts);
    let choices: Vec<Choice> = times.iter().map(|(time, _)| time.choice).collect();
    let near = places.iter().all(|place| model::close_by(&places[0], place));
    let gap = |from: usize, to: usize| model::gap(&places[from], &places[to]);
    let one_day = choices.windows(2).all(|pair| oslo_date(pair[0].starts) == oslo_date(pair[1].starts));
    Ok((near && one_day && plan::possible(&choices, &gap)).then_some(Looked { errands, times }))
}

type Found = (units::Errand, Timestamp, Timestamp, Arc<Place>, Words);

fn offer_chosen(directory: &Directory, slot: &SlotId, by: &choosing::Wish, lang: Lang) -> Option<Found> {
    let offered = slot.find(directory).filter(|offered| people_travel(offered.offer.way))?;
    let offered = by.spoken(directory, offered.clone()).unwrap_or(offered);
    let ends = slot.start + SignedDuration::from_mins(i64::from(offered.rules.minutes));
    let (place, name) = (offered.place.clone(), offered.service.texts.in_lang(lang).name.clone());
    let errand = units::Errand::Offer { offered, start: slot.start };
    Some((errand, slot.start, ends, place, Words { text: name, lang: None }))
}

async fn date_chosen(app: &App, directory: &Directory, id: Uuid, lang: Lang) -> Result<Option<Found>, Failure> {
    let db = app.store().across(Across::FreeTimes);
    let Some(date) = courses::date(&db, id).await?.filter(|date| date.public()) else { return Ok(None) };
    let known = Known::of(app, std::slice::from_ref(&date)).await?;
    let errand = units::Errand::Date { date: date.id, organisation: date.organisation };
    let place = directory.place_by_id(date.place).cloned();
    Ok(place.map(|place| (errand, date.starts, date.ends, place, known.title_of(&date, lang))))
}

/// Seven days from a date, as instants.
pub fn week(first: Date) -> (Timestamp, Timestamp) {
    (start_of_day(first), start_of_day(first.saturating_add(SignedDuration::from_hours(24 * 7))))
}
