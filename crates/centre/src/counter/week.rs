//! The week of a place: each day's bookings in a list of its own, side by side where there is room.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};
use torg_base::time::{clock_time, day_month, oslo_date, start_of_day, weekday};
use torg_base::{Action, Uuid, policy};
use torg_web::page::{Html, html};
use torg_web::{Choice, Failure, Page, Visit};

use super::pages::{DayQuery, colour, service_name};
use torg_booking::booking::model::{Booking, State};
use torg_booking::booking::store;
use torg_catalogue::desk;
use torg_catalogue::directory::{self, Directory};
use torg_catalogue::places::model::Place;

/// One booking in a day's list.
pub struct WeekRow {
    pub id: Uuid,
    pub time: String,
    pub name: String,
    pub service: String,
    pub way: &'static str,
    pub state: State,
    pub colour: &'static str,
}

/// One day with its list.
pub struct WeekDay {
    pub date: Date,
    /// «mandag 23. november»
    pub title: String,
    /// «09.00–15.00»; empty when closed.
    pub hours: String,
    pub today: bool,
    pub rows: Vec<WeekRow>,
}

#[derive(Template)]
#[template(path = "counter/templates/week.html")]
struct WeekPage {
    p: Page,
    place: Arc<Place>,
    places: Vec<Choice>,
    title: String,
    /// The date that was asked for, so that the day view opens where one was.
    date: Date,
    previous: Date,
    next: Date,
    this_week: bool,
    days: Vec<WeekDay>,
    /// Whether the looker may open a booking.
    open: bool,
    printed: String,
}

/// `GET /ansatt/uke?sted=&dato=`: the week that holds a date.
pub async fn week(mut visit: Visit, Query(query): Query<DayQuery>) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let place = desk::place(&mut visit, &directory, &query.sted, Action::ReadDay)?;
    let today = oslo_date(visit.app.clock().now());
    let date = query.dato.parse().unwrap_or(today);
    let (monday, next) = (monday_of(date), plus_days(monday_of(date), 7));
    let bookings = bookings_of(&visit, &place, monday, next).await?;
    let face = directory.face(place.organisation).ok_or(Failure::NotFound)?;
    let number = monday.iso_week_date().week().to_string();
    let title = visit.app.texts().format(visit.lang, "day-week-title", &[("n", &number)]);
    html(&WeekPage {
        p: visit.page(title.clone()).of(face).staff(),
        places: desk::choices(&visit, &directory, Action::ReadDay),
        previous: plus_days(monday, -7),
        this_week: monday == monday_of(today),
        days: days(&visit, &directory, &place, monday, &bookings),
        open: policy::permits(visit.actor(), Action::ReadBooking, place.scope()),
        printed: torg_base::time::short_date(today),
        title,
        place,
        date,
        next,
    })
}

/// Reads a week in one go; one access record for each booking is written before anything is returned to be shown. What was
/// cancelled takes no room in a week.
async fn bookings_of(visit: &Visit, place: &Place, first: Date, after: Date) -> Result<Vec<Booking>, Failure> {
    let db = visit.app.store().within(place.organisation);
    let mut bookings = store::of_day(&db, place.id, start_of_day(first), start_of_day(after)).await?;
    bookings.retain(|b| b.state != State::Cancelled);
    desk::listed(visit, place, "booking", bookings.iter().map(|b| b.id).collect(), "week-view").await?;
    Ok(bookings)
}

/// Monday to Sunday. A Saturday or Sunday on which the place is closed and nobody comes is left out.
fn days(visit: &Visit, directory: &Directory, place: &Place, monday: Date, bookings: &[Booking]) -> Vec<WeekDay> {
    let calendar = directory.calendar(place.id);
    let today = oslo_date(visit.app.clock().now());
    let day = |offset: i64| {
        let date = plus_days(monday, offset);
        let open = calendar.open(place.hours, date);
        let hours = open.iter().map(|(from, to)| format!("{}–{}", clock_time(*from), clock_time(*to)));
        let own = bookings.iter().filter(|b| oslo_date(b.starts) == date);
        WeekDay {
            date,
            title: format!("{} {}", weekday(date.weekday(), visit.lang), day_month(date, visit.lang)),
            hours: hours.collect::<Vec<_>>().join(", "),
            today: date == today,
            rows: own.map(|b| row(visit, directory, b)).collect(),
        }
    };
    let weekend = |day: &WeekDay| matches!(day.date.weekday(), Weekday::Saturday | Weekday::Sunday);
    (0..7).map(day).filter(|day| !weekend(day) || !day.rows.is_empty() || !day.hours.is_empty()).collect()
}

fn row(visit: &Visit, directory: &Directory, booking: &Booking) -> WeekRow {
    WeekRow {
        id: booking.id,
        time: clock_time(booking.starts),
        name: booking.shown_name(),
        service: service_name(visit, directory, booking),
        way: booking.way.text(),
        state: booking.state,
        colour: colour(booking.state),
    }
}

/// The Monday of a date's week.
fn monday_of(date: Date) -> Date {
    plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

fn plus_days(date: Date, days: i64) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_over_new_year_and_both_switches() {
        for (date, monday) in [
            ("2026-11-25", "2026-11-23"),
            ("2026-11-29", "2026-11-23"),
            ("2027-01-01", "2026-12-28"),
            ("2026-03-29", "2026-03-23"),
            ("2026-10-25", "2026-10-19"),
        ] {
            let found = monday_of(date.parse().unwrap());
            assert_eq!(found, monday.parse().unwrap(), "{date}");
            assert_eq!(found.weekday(), Weekday::Monday);
            assert_eq!(plus_days(found, 7).weekday(), Weekday::Monday);
        }
    }
}
