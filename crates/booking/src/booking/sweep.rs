//! Walks through the free times of many offers in the order of time, and reads no further than it is asked to.
//!
//! The calendars in memory say day by day which starts there are. What is taken is asked of the database for the next few
//! starts only, all offers at once, so the cost follows the answer and not the number of places or days.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use torg_base::Uuid;
use torg_base::time::{oslo_date, start_of_day};
use torg_catalogue::directory::Offered;
use torg_slots::occupied::Occupied;
use torg_slots::offer::Search;
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

/// A walk under way.
pub struct Sweep<'a> {
    offers: &'a [Offered],
    now: Timestamp,
    from: Timestamp,
    to: Timestamp,
    /// The next day to read; none when the span is through.
    next: Option<Date>,
    /// In the order of time, then of the offers.
    waiting: VecDeque<Start<'a>>,
    /// Offers that nothing more is asked about.
    done: Vec<bool>,
}

impl<'a> Sweep<'a> {
    /// A walk from an instant until another, or until nothing may be booked any more.
    pub fn new(offers: &'a [Offered], from: Timestamp, to: Timestamp, now: Timestamp) -> Sweep<'a> {
        let from = from.max(now);
        let next = (from < to).then(|| oslo_date(from));
        Sweep { offers, now, from, to, next, waiting: VecDeque::new(), done: vec![false; offers.len()] }
    }

    /// Asks nothing more about an offer.
    pub fn leave(&mut self, offer: usize) {
        self.done[offer] = true;
    }

    /// Looks at the next `count` starts (or somewhat fewer) and returns those that are free, with the position of their
    /// offer. None when there are no more starts.
    pub async fn look(&mut self, app: &App, count: usize) -> Result<Option<Vec<(usize, Slot)>>> {
        while self.waiting.len() < count && self.read_day() {}
        let starts: Vec<Start<'a>> = self.waiting.drain(..count.min(self.waiting.len())).collect();
        if starts.is_empty() {
            return Ok(None);
        }
        let starts: Vec<Start<'a>> = starts.into_iter().filter(|start| !self.done[start.offer]).collect();
        let occupied = self.occupied(app, &starts).await?;
        let slot = |start: &Start<'a>| Some((start.offer, start.search.slot(start.at, &occupied)?));
        Ok(Some(starts.iter().filter_map(slot).filter(|(_, slot)| slot.free > 0).collect()))
    }

    /// Lays the next day's starts in line; false when there is no next day.
    fn read_day(&mut self) -> bool {
        let Some(day) = self.next else { return false };
        let tomorrow = day.tomorrow().ok();
        let ends = tomorrow.map_or(self.to, start_of_day).min(self.to);
        let mut starts = Vec::new();
        for (offer, offered) in self.offers.iter().enumerate().filter(|(offer, _)| !self.done[*offer]) {
            let search = Search::new(&offered.rules, &offered.calendar, self.from, ends, self.now);
            let search = Arc::new(search);
            starts.extend(search.starts().iter().map(|at| Start { at: *at, offer, search: search.clone() }));
        }
        starts.sort_unstable_by_key(|start| (start.at, start.offer));
        self.waiting.extend(starts);
        self.from = ends;
        self.next = tomorrow.filter(|_| ends < self.to);
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
        let mut wanted: Vec<Uuid> = offers.flat_map(Offered::candidates).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let db = app.store().across(Across::FreeTimes);
        Ok(Occupied::new(taken_among(&db, &wanted, first, last, self.now).await?))
    }
}
