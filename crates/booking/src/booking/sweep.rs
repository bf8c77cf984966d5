//! Walks through the free times of many offers in the order of time, and reads no further than it is asked to.
//!
//! The calendars in memory say day by day which starts there are. What is taken is asked of the database for the next few
//! starts only, all offers at once, so the cost follows the answer and not the number of places or days.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use torg_base::Uuid;
use torg_base::time::{oslo_date, start_of_day};
use torg_catalogue::directory::Offered;
use torg_slots::occupied::Occupied;
use torg_slots::offer::{Search, earliest_minute};
use torg_slots::rules::Slot;
use torg_slots::store::taken_among;
use torg_store::{Across, Result};
use torg_web::App;

/// A start by the calendar; whether it is free is not known yet.
struct Start<'a> {
    at: Timestamp,
    /// Position of the offer.
    offer: usize,
    search: Arc<Search<'a>>,
}

/// How far an offer has come on the day that is being read: in the order of time, then of the offers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Next {
    /// Its next start; while it has no search yet, an instant that no start comes before.
    at: Timestamp,
    offer: usize,
    /// Position among the day's searches, and the start's number in it.
    start: Option<(usize, usize)>,
}

/// A walk under way.
pub struct Sweep<'a> {
    offers: &'a [Offered],
    now: Timestamp,
    from: Timestamp,
    to: Timestamp,
    /// The next day to read; none when the span is through.
    next: Option<Date>,
    /// Where the day that is being read begins and ends.
    day: (Timestamp, Timestamp),
    /// A search for each offer whose turn has come on that day.
    searches: Vec<Arc<Search<'a>>>,
    waiting: BinaryHeap<Reverse<Next>>,
    /// Offers that nothing more is asked about.
    done: Vec<bool>,
}

impl<'a> Sweep<'a> {
    /// A walk from an instant until another, or until nothing may be booked any more.
    pub fn new(offers: &'a [Offered], from: Timestamp, to: Timestamp, now: Timestamp) -> Sweep<'a> {
        let from = from.max(now);
        let next = (from < to).then(|| oslo_date(from));
        let (searches, waiting, done) = (Vec::new(), BinaryHeap::new(), vec![false; offers.len()]);
        Sweep { offers, now, from, to, next, day: (from, from), searches, waiting, done }
    }

    /// Asks nothing more about an offer.
    pub fn leave(&mut self, offer: usize) {
        self.done[offer] = true;
    }

    /// Looks at the next `count` starts (or fewer at the end) and returns those that are free, with the position of their
    /// offer. None when there are no more starts.
    pub async fn look(&mut self, app: &App, count: usize) -> Result<Option<Vec<(usize, Slot)>>> {
        let starts: Vec<Start<'a>> = std::iter::from_fn(|| self.next_start()).take(count).collect();
        if starts.is_empty() {
            return Ok(None);
        }
        let occupied = self.occupied(app, &starts).await?;
        let slot = |start: &Start<'a>| Some((start.offer, start.search.slot(start.at, &occupied)?));
        Ok(Some(starts.iter().filter_map(slot).filter(|(_, slot)| slot.free > 0).collect()))
    }

    fn next_start(&mut self) -> Option<Start<'a>> {
        loop {
            let Some(Reverse(Next { at, offer, start })) = self.waiting.pop() else {
                if self.read_day() {
                    continue;
                }
                return None;
            };
            if self.done[offer] {
                continue;
            }
            match start {
                None => self.search(offer),
                Some((search, number)) => {
                    self.wait_for(offer, search, number + 1);
                    return Some(Start { at, offer, search: self.searches[search].clone() });
                }
            }
        }
    }

    /// Makes the search for an offer ready whose turn has come.
    fn search(&mut self, offer: usize) {
        let (offered, (from, to)) = (&self.offers[offer], self.day);
        self.searches.push(Arc::new(Search::new(&offered.rules, &offered.calendar, from, to, self.now)));
        self.wait_for(offer, self.searches.len() - 1, 0);
    }

    /// Puts a start in line, if there is one with that number.
    fn wait_for(&mut self, offer: usize, search: usize, number: usize) {
        if let Some(at) = self.searches[search].starts().get(number) {
            self.waiting.push(Reverse(Next { at: *at, offer, start: Some((search, number)) }));
        }
    }

    /// Goes on to the next day; false when there is none.
    fn read_day(&mut self) -> bool {
        let Some(date) = self.next else { return false };
        let (midnight, tomorrow) = (start_of_day(date), date.tomorrow().ok());
        let midnight_after = tomorrow.map_or(self.to, start_of_day);
        // On a day when the clocks change, a minute of the day does not say how long after midnight it is.
        let plain = midnight_after.duration_since(midnight) == SignedDuration::from_hours(24);
        self.day = (self.from, midnight_after.min(self.to));
        self.searches.clear();
        for (offer, offered) in self.offers.iter().enumerate().filter(|(offer, _)| !self.done[*offer]) {
            if let Some(minute) = earliest_minute(&offered.rules, &offered.calendar, date) {
                let minutes = if plain { minute.into() } else { 0 };
                let at = self.from.max(midnight + SignedDuration::from_mins(minutes));
                self.waiting.push(Reverse(Next { at, offer, start: None }));
            }
        }
        self.from = self.day.1;
        self.next = tomorrow.filter(|_| self.from < self.to);
        true
    }

    /// What is taken around some starts: one statement.
    async fn occupied(&self, app: &App, starts: &[Start<'a>]) -> Result<Occupied> {
        let span = |start: &Start<'a>| {
            let rules = &self.offers[start.offer].rules;
            (start.at - rules.before(), start.at + rules.after())
        };
        let Some(first) = starts.iter().map(|start| span(start).0).min() else { return Ok(Occupied::default()) };
        let last = starts.iter().map(|start| span(start).1).max().unwrap_or(first);
        let mut asked = vec![false; self.offers.len()];
        starts.iter().for_each(|start| asked[start.offer] = true);
        let offers = self.offers.iter().zip(asked).filter(|(_, asked)| *asked).map(|(offered, _)| offered);
        let owned = |offered: &Offered| {
            let organisation = offered.offer.organisation;
            offered.candidates().into_iter().map(move |resource| (organisation, resource))
        };
        let mut wanted: Vec<(Uuid, Uuid)> = offers.flat_map(owned).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let db = app.store().across(Across::FreeTimes);
        Ok(Occupied::new(taken_among(&db, &wanted, first, last, self.now).await?))
    }
}
