//! SQLite's single writer: units are run in groups inside one `BEGIN IMMEDIATE` and share its commit.
//!
//! A unit that fails before it has changed anything costs nothing; one that fails later makes the
//! group roll back, and its units are then run one by one, so that no good unit suffers for a bad one.

use std::any::{Any, TypeId};
use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::{DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use tokio::sync::{mpsc, oneshot};
use torg_base::Clock;
use uuid::Uuid;

use crate::{Error, Keys, Result, Tx, Unit};

/// Units in one commit at most; beyond some tens the cost of the disk flush no longer matters.
const GROUP: usize = 64;
/// Units of a kind that are run at once; few, so that the texts of their statements are few and stay prepared.
const SHARE: usize = 8;
/// Units that may wait before a writer is slowed down.
const QUEUE: usize = 4096;

pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Waiting>>,
}

struct Context {
    db: DatabaseConnection,
    clock: Clock,
    keys: Keys,
}

/// A unit with somebody waiting for its outcome; the type of the outcome is hidden from the loop.
#[async_trait]
trait Waiting: Any + Send {
    fn organisation(&self) -> Uuid;
    /// Runs the unit and keeps the outcome. Returns false when it failed.
    async fn run(&mut self, tx: &Tx) -> bool;
    /// Runs the unit together with others of its kind, and keeps the outcomes that there are.
    async fn run_beside(&mut self, others: &mut [&mut dyn Waiting], tx: &Tx) -> Result<()>;
    /// Forgets an outcome: the unit is to run after all.
    fn forget(&mut self);
    fn has_outcome(&self) -> bool;
    /// Tells the waiting task, after the commit.
    fn answer(self: Box<Self>);
    fn fail(self: Box<Self>, error: Error);
}

struct Ticket<U: Unit> {
    organisation: Uuid,
    unit: U,
    outcome: Option<Result<U::Out>>,
    reply: oneshot::Sender<Result<U::Out>>,
}

#[async_trait]
impl<U: Unit> Waiting for Ticket<U> {
    fn organisation(&self) -> Uuid {
        self.organisation
    }

    async fn run(&mut self, tx: &Tx) -> bool {
        let outcome = tx.run(&self.unit).await;
        let ok = outcome.is_ok();
        self.outcome = Some(outcome);
        ok
    }

    async fn run_beside(&mut self, others: &mut [&mut dyn Waiting], tx: &Tx) -> Result<()> {
        let others = others.iter_mut().filter_map(|other| (&mut **other as &mut dyn Any).downcast_mut());
        let mut tickets: Vec<&mut Ticket<U>> = std::iter::once(self).chain(others).collect();
        let units: Vec<(Tx, &U)> = tickets.iter().map(|t| (tx.beside(t.organisation), &t.unit)).collect();
        let outcomes = tx.run_several(&units).await?;
        for (ticket, outcome) in tickets.iter_mut().zip(outcomes) {
            ticket.outcome = outcome.map(Ok);
        }
        Ok(())
    }

    fn forget(&mut self) {
        self.outcome = None;
    }

    fn has_outcome(&self) -> bool {
        self.outcome.is_some()
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // Nobody waits when the client has gone; the work is done all the same.
            let _ = self.reply.send(outcome);
        }
    }

    fn fail(self: Box<Self>, error: Error) {
        let _ = self.reply.send(Err(error));
    }
}

impl Writer {
    /// Starts the writer on a pool that holds exactly one connection.
    pub(crate) fn start(db: DatabaseConnection, clock: Clock, keys: Keys) -> Writer {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_forever(Context { db, clock, keys }, waiting));
        Writer { queue }
    }

    pub(crate) async fn write<U: Unit>(&self, organisation: Uuid, unit: U) -> Result<U::Out> {
        let (reply, answer) = oneshot::channel();
        let ticket = Ticket { organisation, unit, outcome: None, reply };
        self.queue.send(Box::new(ticket)).await.map_err(|_| Error::Unavailable)?;
        answer.await.map_err(|_| Error::Unavailable)?
    }
}

async fn write_forever(context: Context, mut waiting: mpsc::Receiver<Box<dyn Waiting>>) {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        if let Some(alone) = context.try_together(&mut group).await {
            for ticket in alone {
                context.run_alone(ticket).await;
            }
        }
    }
}

impl Context {
    async fn begin(&self) -> Result<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = self.db.begin_with_options(options).await?;
        Ok(Tx::new(inner, Uuid::nil(), self.clock.clone(), self.keys.clone()))
    }

    /// Runs the group in one transaction. Returns the tickets again when they must run one by one.
    async fn try_together(&self, group: &mut Vec<Box<dyn Waiting>>) -> Option<Vec<Box<dyn Waiting>>> {
        let mut tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => {
                fail_all(group, &error);
                return None;
            }
        };
        if group.len() > 1 && self.share(&mut tx, group).await.is_err() {
            // One of them was refused (a seat just taken): all are run again, each by itself.
            group.iter_mut().for_each(|ticket| ticket.forget());
            self.rollback(tx).await;
            tx = match self.begin().await {
                Ok(tx) => tx,
                Err(error) => {
                    fail_all(group, &error);
                    return None;
                }
            };
        }
        for ticket in group.iter_mut().filter(|ticket| !ticket.has_outcome()) {
            tx.next_unit(ticket.organisation());
            if !ticket.run(&tx).await && tx.needs_rollback() {
                self.rollback(tx).await;
                return Some(std::mem::take(group));
            }
        }
        match self.commit(tx).await {
            Ok(()) => group.drain(..).for_each(|ticket| ticket.answer()),
            Err(error) => fail_all(group, &error),
        }
        None
    }

    /// Runs units of the same kind some at a time.
    async fn share(&self, tx: &mut Tx, group: &mut [Box<dyn Waiting>]) -> Result<()> {
        let mut kinds: HashMap<TypeId, Vec<&mut dyn Waiting>> = HashMap::new();
        for ticket in group {
            let ticket: &mut dyn Waiting = &mut **ticket;
            kinds.entry((*ticket).type_id()).or_default().push(ticket);
        }
        for mut alike in kinds.into_values() {
            for some in alike.chunks_mut(SHARE) {
                if let [first, others @ ..] = some
                    && !others.is_empty()
                {
                    tx.next_unit(Uuid::nil());
                    first.run_beside(others, tx).await?;
                }
            }
        }
        Ok(())
    }

    async fn run_alone(&self, mut ticket: Box<dyn Waiting>) {
        let mut tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => return ticket.fail(error),
        };
        tx.next_unit(ticket.organisation());
        if !ticket.run(&tx).await {
            self.rollback(tx).await;
            return ticket.answer();
        }
        match self.commit(tx).await {
            Ok(()) => ticket.answer(),
            Err(error) => ticket.fail(error),
        }
    }

    async fn commit(&self, tx: Tx) -> Result<()> {
        let done = tx.commit().await;
        if done.is_err() {
            self.reconnect().await;
        }
        done
    }

    async fn rollback(&self, tx: Tx) {
        if tx.rollback().await.is_err() {
            self.reconnect().await;
        }
    }

    /// SQLite ends a transaction by itself when the disk is full or broken. The driver then believes that it
    /// is still open and refuses every later one, so the connection is given up for a new one.
    async fn reconnect(&self) {
        if let Ok(connection) = self.db.get_sqlite_connection_pool().acquire().await {
            let _ = connection.close().await;
        }
    }
}

fn fail_all(group: &mut Vec<Box<dyn Waiting>>, error: &Error) {
    group.drain(..).for_each(|ticket| ticket.fail(error.clone()));
}
