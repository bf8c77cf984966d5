//! A course on the pages of one's own booking: what it is, the other dates, changing the date, leaving all of it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use torg_base::Uuid;
use torg_base::time::{clock_range, long_date, oslo_date};
use torg_store::Across;
use torg_web::page::{Html, html, html_wrong};
use torg_web::{Failure, Form, Page, Visit};

use super::show::{DateLine, Known, Words, line};
use super::store;
use super::units::{ChangeDate, Leave};
use crate::booking::model::{Booking, State};
use crate::booking::requests::{Door, Shown, shown};
use crate::booking::store as bookings;
use crate::booking::units::MOVE_REFUSED;
use torg_catalogue::services::model::Way;

/// What a booking's pages tell about the course.
pub struct Facts {
    pub title: Words,
    pub topic: Words,
    /// `/kurs/{id}?sted=`
    pub href: String,
    /// The other dates of the same sign-up that are to come, in order.
    pub others: Vec<String>,
    /// How many of the sign-up can still be left, this one included.
    pub coming: usize,
}

/// The course of a booking, if it is for one.
pub async fn facts(visit: &Visit, booking: &Booking) -> Result<Option<Facts>, Failure> {
    if booking.way != Way::Group {
        return Ok(None);
    }
    let db = visit.app.store().across(Across::OwnBookings);
    let Some(link) = store::sign_up(&db, booking.id).await? else { return Ok(None) };
    let Some(date) = store::date(&db, link.date_id).await? else { return Ok(None) };
    let known = Known::of(&visit.app, std::slice::from_ref(&date)).await?;
    let Some(place) = known.place(&date) else { return Ok(None) };
    let ids: Vec<Uuid> = store::together(&db, link.leader_id).await?.iter().map(|s| s.booking_id).collect();
    let own = visit.app.store().within(booking.organisation);
    let now = visit.app.clock().now();
    let mut together = bookings::with_ids(&own, &ids).await?;
    together.retain(|b| b.starts > now && b.state.alive());
    together.sort_by_key(|b| b.starts);
    let when = |b: &Booking| {
        format!("{} {}", long_date(oslo_date(b.starts), visit.lang), clock_range(b.starts, b.ends, visit.lang))
    };
    Ok(Some(Facts {
        title: known.title_of(&date, visit.lang),
        topic: Words::of(&date.topic, visit.lang),
        href: format!("/kurs/{}?sted={}", date.course, place.slug),
        others: together.iter().filter(|b| b.id != booking.id).map(when).collect(),
        coming: together.iter().filter(|b| matches!(b.state, State::Requested | State::Confirmed)).count(),
    }))
}

#[derive(Template)]
#[template(path = "courses/templates/change_date.html")]
struct ChangeDatePage {
    p: Page,
    s: Shown,
    lines: Vec<DateLine>,
    path: String,
    back: String,
    form: Form,
}

/// The dates that a booking for a course can be moved to; none when it is no such booking.
pub async fn choose_date(visit: &Visit, booking: &Booking, form: Form, door: &Door) -> Result<Option<Html>, Failure> {
    if booking.way != Way::Group {
        return Ok(None);
    }
    let db = visit.app.store().across(Across::OwnBookings);
    let Some(link) = store::sign_up(&db, booking.id).await? else { return Ok(None) };
    let date = store::date(&db, link.date_id).await?.ok_or(Failure::NotFound)?;
    let all = store::of_course(&db, date.course).await?;
    let known = Known::of(&visit.app, &all).await?;
    let taken: Vec<Uuid> = store::together(&db, link.leader_id).await?.iter().map(|s| s.date_id).collect();
    let now = visit.app.clock().now();
    let lines: Vec<DateLine> = all
        .iter()
        .filter(|d| d.place == date.place && d.takes(now) && !taken.contains(&d.id) && known.free(d) > 0)
        .map(|d| line(visit, &known, d, &all))
        .collect();
    let wrong = !form.ok();
    let face = known.directory.face(booking.organisation);
    let p = visit.page(visit.t("course-move-title")).with_form(&form).of(face);
    let page = ChangeDatePage {
        p: if door.staff { p.staff() } else { p },
        s: shown(visit, booking.clone())?,
        lines,
        path: door.path.clone(),
        back: door.back.clone(),
        form,
    };
    Ok(Some(if wrong { html_wrong(&page)? } else { html(&page)? }))
}

/// Moves a booking for a course to the date that was chosen; none when it is no such booking.
pub async fn change_date(
    visit: &Visit,
    booking: &Booking,
    form: &Form,
    door: &Door,
) -> Result<Option<Response>, Failure> {
    if booking.way != Way::Group {
        return Ok(None);
    }
    let db = visit.app.store().across(Across::OwnBookings);
    if store::sign_up(&db, booking.id).await?.is_none() {
        return Ok(None);
    }
    let mut form = form.clone();
    let Ok(date) = Uuid::parse_str(form.value("dato")) else {
        form.wrong("dato", "course-choose-date");
        return choose_date(visit, booking, form, door).await;
    };
    let unit = ChangeDate { app: visit.app.clone(), actor: visit.actor().clone(), booking: booking.id, date };
    match visit.app.store().write(booking.organisation, unit).await {
        Ok(()) => Ok(Some(Redirect::to(&format!("{}?flyttet=1", door.back)).into_response())),
        Err(e) if e.is_conflict(MOVE_REFUSED) || e.is_conflict(torg_slots::store::GUARD) => {
            form.wrong("dato", "course-date-gone");
            choose_date(visit, booking, form, door).await
        }
        Err(e) => Err(e.into()),
    }
}

/// Leaves every date of the sign-up that is to come.
pub async fn leave(visit: &Visit, booking: &Booking) -> Result<(), Failure> {
    let unit = Leave { app: visit.app.clone(), actor: visit.actor().clone(), booking: booking.id };
    visit.app.store().write(booking.organisation, unit).await?;
    Ok(())
}
