//! The write units of the queue: draw, call the next, what follows a call, leave, and the end of the day.

use std::sync::Arc;

use jiff::civil::Date;
use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Uuid};
use torg_booking::counts::{self, Key, Kind};
use torg_catalogue::places::model::Place;
use torg_catalogue::services::model::Way;
use torg_notify::Message;
use torg_store::audit::{self, Deed};
use torg_store::{Across, Result, Tx, Unit, outbox};
use torg_web::App;

use super::estimate::LONGEST;
use super::messages;
use super::model::{REPEAT, SOON, State, Step, Ticket, behind, code, turn};
use super::store::{self, Call, Queue};

/// The queue of a place on the day that it is.
pub fn today(app: &App, place: &Place) -> Queue {
    of_day(place, oslo_date(app.clock().now()))
}

fn of_day(place: &Place, day: Date) -> Queue {
    Queue { organisation: place.organisation, place: place.id, day }
}

/// Takes the queue of today for the rest of the unit.
async fn taken(tx: &Tx, place: &Place) -> Result<Queue> {
    let queue = of_day(place, oslo_date(tx.now()));
    store::lock(tx, &queue).await?;
    Ok(queue)
}

async fn record(tx: &Tx, actor: &Actor, action: &'static str, ticket: Uuid) -> Result<()> {
    audit::record(tx, Deed { actor, action, subject_kind: "queue", subject: ticket }).await
}

/// Draws a number.
pub struct Draw {
    pub app: App,
    pub actor: Actor,
    pub place: Arc<Place>,
    /// Made with the form: the same press sent twice has the same.
    pub id: Uuid,
    pub service: Option<Uuid>,
    pub phone: Option<String>,
    pub lang: Lang,
}

impl Unit for Draw {
    type Out = Ticket;

    async fn run(&self, tx: &Tx) -> Result<Ticket> {
        let (queue, now) = (taken(tx, &self.place).await?, tx.now());
        let known = store::by_id(tx, &queue, self.id).await?;
        let mut id = self.id;
        match known {
            Some(ticket) if now.duration_since(ticket.drawn) <= REPEAT => return Ok(ticket),
            Some(_) => id = torg_base::new_id(),
            None => {}
        }
        let before = store::count_waiting(tx, &queue).await?;
        let number = store::next_number(tx, &queue).await?;
        let ticket = Ticket {
            id,
            organisation: queue.organisation,
            place: queue.place,
            day: queue.day,
            number,
            turn: turn(number),
            service: self.service,
            state: State::Waiting,
            lang: self.lang,
            phone: self.phone.clone(),
            // Whoever is next when the number is drawn reads it in the first message.
            told: before < SOON,
            drawn: now,
            called: None,
            called_by: None,
            desk: None,
        };
        store::insert(tx, &ticket).await?;
        record(tx, &self.actor, "queue.drawn", id).await?;
        let text = || messages::drawn(self.app.texts(), &ticket, &self.place.name, before, &code(tx.keys(), id));
        send(tx, &ticket, "drawn", text).await?;
        Ok(ticket)
    }
}

/// Sends a message when the ticket has a number for it.
async fn send(tx: &Tx, ticket: &Ticket, what: &str, text: impl FnOnce() -> String) -> Result<()> {
    let Some(phone) = &ticket.phone else { return Ok(()) };
    let message = Message::sms(phone, text());
    torg_notify::queue(tx, format!("queue/{}/{what}", ticket.id), ticket.id, tx.now(), &message).await
}

/// Tells those who are now first that it is soon their turn, once.
async fn tell_soon(tx: &Tx, app: &App, place: &Place, queue: &Queue) -> Result<()> {
    let first = store::waiting(tx, queue, SOON).await?;
    for (before, ticket) in first.iter().enumerate().filter(|(_, ticket)| !ticket.told) {
        store::set_told(tx, ticket).await?;
        send(tx, ticket, "soon", || messages::soon(app.texts(), ticket, &place.name, before)).await?;
    }
    Ok(())
}

/// A ticket that is done, and what it was about.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub ticket: Uuid,
    pub service: Option<Uuid>,
}

/// Calls the next number, after finishing the one before when there is one.
pub struct CallNext {
    pub app: App,
    pub actor: Actor,
    pub place: Arc<Place>,
    /// Made with the form: the same press sent twice calls one.
    pub key: Uuid,
    pub desk: Option<i32>,
    pub finish: Option<Done>,
}

impl Unit for CallNext {
    /// The one that is called; none when nobody waits.
    type Out = Option<Ticket>;

    async fn run(&self, tx: &Tx) -> Result<Option<Ticket>> {
        let queue = taken(tx, &self.place).await?;
        if let Some(called) = store::by_call(tx, &queue, self.key).await? {
            return Ok(Some(called));
        }
        if let Some(done) = self.finish
            && let Some(ticket) = store::by_id(tx, &queue, done.ticket).await?
            && ticket.state == State::Called
        {
            finish(tx, &self.actor, &queue, &ticket, done.service).await?;
        }
        let Some(next) = store::waiting(tx, &queue, 1).await?.pop() else { return Ok(None) };
        let call = Call { by: self.actor.staff_id(), desk: self.desk, key: Some(self.key) };
        store::set_called(tx, &queue, next.id, call).await?;
        record(tx, &self.actor, "queue.called", next.id).await?;
        tell_soon(tx, &self.app, &self.place, &queue).await?;
        store::by_id(tx, &queue, next.id).await
    }
}

/// Closes a ticket, counts a drop-in, and keeps how long it took.
async fn finish(tx: &Tx, actor: &Actor, queue: &Queue, ticket: &Ticket, service: Option<Uuid>) -> Result<()> {
    store::set_state(tx, ticket, State::Done, ticket.turn).await?;
    if let Some(service) = service.or(ticket.service) {
        let key = Key { place: queue.place, service, way: Way::Counter, kind: Kind::DropIn, day: queue.day };
        counts::add(tx, key).await?;
    }
    let lasted = ticket.called.map(|called| (tx.now().duration_since(called).as_secs() + 59) / 60);
    if let Some(minutes) = lasted.filter(|minutes| *minutes <= LONGEST) {
        store::add_visit(tx, queue, i32::try_from(minutes.max(1)).unwrap_or(1)).await?;
    }
    record(tx, actor, Step::Finish.deed(), ticket.id).await
}

/// What staff do with a ticket after the call.
pub struct TakeStep {
    pub app: App,
    pub actor: Actor,
    pub place: Arc<Place>,
    pub ticket: Uuid,
    pub step: Step,
    /// What a finished visit was about.
    pub service: Option<Uuid>,
}

impl Unit for TakeStep {
    /// The ticket as it was; none when there is no such ticket at the place today.
    type Out = Option<Ticket>;

    async fn run(&self, tx: &Tx) -> Result<Option<Ticket>> {
        let queue = taken(tx, &self.place).await?;
        let Some(ticket) = store::by_id(tx, &queue, self.ticket).await? else { return Ok(None) };
        // A step that a colleague has taken already is no error: the page shows how it stands.
        if ticket.state != self.step.from() {
            return Ok(Some(ticket));
        }
        match self.step {
            Step::Finish => finish(tx, &self.actor, &queue, &ticket, self.service).await?,
            other => {
                self.other(tx, &queue, &ticket, other).await?;
                record(tx, &self.actor, other.deed(), ticket.id).await?;
            }
        }
        Ok(Some(ticket))
    }
}

impl TakeStep {
    async fn other(&self, tx: &Tx, queue: &Queue, ticket: &Ticket, step: Step) -> Result<()> {
        match step {
            Step::Again => {
                let call = Call { by: self.actor.staff_id(), desk: ticket.desk, key: None };
                store::set_called(tx, queue, ticket.id, call).await
            }
            Step::Missed => store::set_state(tx, ticket, State::Missed, ticket.turn).await,
            Step::Skip => {
                let waiting = store::waiting(tx, queue, super::model::SKIPPED_BY).await?;
                let turns: Vec<i64> = waiting.iter().map(|ticket| ticket.turn).collect();
                let turn = behind(&turns).unwrap_or(ticket.turn);
                store::set_state(tx, ticket, State::Waiting, turn).await?;
                tell_soon(tx, &self.app, &self.place, queue).await
            }
            Step::Back | Step::Return => {
                let first = store::waiting(tx, queue, 1).await?.first().map_or(ticket.turn, |first| first.turn - 1);
                store::set_state(tx, ticket, State::Waiting, first.min(ticket.turn)).await
            }
            Step::Finish => Ok(()),
        }
    }
}

/// The person goes out of the queue.
pub struct Leave {
    pub app: App,
    pub actor: Actor,
    pub place: Arc<Place>,
    pub ticket: Uuid,
}

impl Unit for Leave {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let queue = taken(tx, &self.place).await?;
        let Some(ticket) = store::by_id(tx, &queue, self.ticket).await? else { return Ok(()) };
        if ticket.state != State::Waiting {
            return Ok(());
        }
        store::set_state(tx, &ticket, State::Left, ticket.turn).await?;
        outbox::cancel(tx, ticket.id).await?;
        record(tx, &self.actor, "queue.left", ticket.id).await?;
        tell_soon(tx, &self.app, &self.place, &queue).await
    }
}

/// Deletes tickets of days that are over, with what was sent about them. Returns how many.
pub struct EndDays {
    pub today: Date,
    pub oldest: Date,
    pub limit: usize,
}

impl Unit for EndDays {
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        let over = store::over(tx, self.today, self.limit).await?;
        if over.is_empty() {
            store::prune(tx, self.today, self.oldest).await?;
            return Ok(0);
        }
        for (organisation, id) in &over {
            outbox::forget(&tx.within(Across::Upkeep, *organisation), *id).await?;
        }
        let ids: Vec<Uuid> = over.iter().map(|(_, id)| *id).collect();
        store::remove(tx, &ids).await?;
        Ok(ids.len())
    }
}
