//! Where a ticket stands, in words for a page.

use jiff::{SignedDuration, Timestamp};
use torg_base::time::{clock_time, oslo_date};
use torg_catalogue::directory::Directory;
use torg_catalogue::places::model::Place;
use torg_slots::rules::OpenState;
use torg_store::Result;
use torg_web::App;

use super::estimate::{self, DAYS, Span, Unknown};
use super::model::{State, Ticket};
use super::store::{self, Queue};

/// Whoever has called somebody within this time is one of those who serve the queue now.
const SERVING: SignedDuration = SignedDuration::from_mins(60);

/// How many are before, and how long that may take.
pub struct Outlook {
    pub before: usize,
    /// Minutes from and to.
    pub span: Option<(String, String)>,
    /// Key of the text that says why there is no span; empty when there is one.
    pub unknown: &'static str,
    /// The closing time, when it may come first.
    pub closes: Option<String>,
    /// The place is closed already.
    pub closed: bool,
}

/// The outlook for somebody with so many before.
pub async fn outlook(app: &App, directory: &Directory, place: &Place, queue: &Queue, before: usize) -> Result<Outlook> {
    let now = app.clock().now();
    let db = app.store().within(place.organisation);
    let since = oslo_date(now).saturating_sub(SignedDuration::from_hours(24 * DAYS));
    let visits = store::visits(&db, place.id, since).await?;
    let guides = store::guides(&db, queue, now - SERVING).await?;
    Ok(worded(before, estimate::wait(before, guides, &visits), directory.open_state(place, now), now))
}

fn worded(before: usize, wait: std::result::Result<Span, Unknown>, open: OpenState, now: Timestamp) -> Outlook {
    let latest = |span: Span| now + SignedDuration::from_mins(i64::from(span.to));
    let closes = match (open, wait) {
        (OpenState::Open { until }, Ok(span)) if latest(span) > until => Some(clock_time(until)),
        _ => None,
    };
    Outlook {
        before,
        span: wait.ok().map(|span| (span.from.to_string(), span.to.to_string())),
        unknown: wait.err().map_or("", Unknown::text),
        closes,
        closed: !matches!(open, OpenState::Open { .. }),
    }
}

/// A ticket as its page shows it.
pub struct Standing {
    pub number: String,
    pub state: State,
    /// While it waits.
    pub outlook: Option<Outlook>,
    /// Where to come, once it is called.
    pub desk: Option<String>,
    /// An SMS says when it is soon.
    pub sms: bool,
}

/// Where a ticket stands now.
pub async fn of(app: &App, directory: &Directory, place: &Place, queue: &Queue, ticket: &Ticket) -> Result<Standing> {
    let outlook = match ticket.state {
        State::Waiting => {
            let db = app.store().within(place.organisation);
            let before = store::before(&db, queue, ticket).await?;
            Some(outlook(app, directory, place, queue, before).await?)
        }
        _ => None,
    };
    Ok(Standing {
        number: ticket.shown(),
        state: ticket.state,
        outlook,
        desk: ticket.desk.map(|desk| desk.to_string()),
        sms: ticket.phone.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_time_is_told_when_it_may_come_first() {
        let now: Timestamp = "2026-11-23T13:30:00Z".parse().unwrap();
        let open = |minutes| OpenState::Open { until: now + SignedDuration::from_mins(minutes) };
        let span = Ok(Span { from: 10, to: 25 });
        assert_eq!(worded(2, span, open(25), now).closes, None);
        assert_eq!(worded(2, span, open(24), now).closes.as_deref(), Some("14.54"));
        let nothing = worded(2, Err(Unknown::TooFew), open(1), now);
        assert!(nothing.closes.is_none() && nothing.span.is_none() && nothing.unknown == "queue-unknown-few");
        let closed = worded(2, span, OpenState::Closed { opens: None }, now);
        assert!(closed.closed && closed.closes.is_none());
    }
}
