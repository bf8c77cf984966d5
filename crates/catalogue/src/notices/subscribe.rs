//! The write units of subscribing: asking, proving the address, ending.

use jiff::civil::Date;
use torg_base::time::oslo_date;
use torg_base::{Actor, Lang, Reference, Uuid};
use torg_store::audit::{self, Deed};
use torg_store::{Result, Tx, Unit};
use torg_web::App;

use super::messages;
use super::subscribers::{self, About, Contact, Subscription, WAITING};

/// Asks for notices; a code is sent. Code and key are made outside the unit, which may run more than once.
pub struct Ask {
    pub app: App,
    pub id: Uuid,
    pub code: String,
    pub contact: Contact,
    pub about: About,
    pub lang: Lang,
}

impl Unit for Ask {
    /// False when too many wait already for this address.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        if self.app.site().rate_limits && subscribers::waiting(tx, &self.contact).await? >= WAITING {
            return Ok(false);
        }
        subscribers::add(tx, self.id, &self.contact, &self.about, self.lang, &self.code).await?;
        let message = messages::code(&self.app, &self.contact, self.lang, &self.code);
        torg_notify::queue(tx, format!("notice-code/{}/1", self.id), self.id, tx.now(), &message).await?;
        Ok(true)
    }
}

/// Sends a new code for one that waits.
pub struct AskAgain {
    pub app: App,
    pub subscription: Subscription,
    pub code: String,
}

impl Unit for AskAgain {
    /// False when it is too early, or there have been enough.
    type Out = bool;

    async fn run(&self, tx: &Tx) -> Result<bool> {
        let known = &self.subscription;
        if !subscribers::renew(tx, known.id, &self.code).await? {
            return Ok(false);
        }
        let message = messages::code(&self.app, &known.contact, known.lang, &self.code);
        let key = format!("notice-code/{}/{}", known.id, known.codes + 1);
        torg_notify::queue(tx, key, known.id, tx.now(), &message).await?;
        Ok(true)
    }
}

/// How a try went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proved {
    Yes,
    Wrong,
    /// Expired, tried too often, or never there.
    Useless,
}

/// Types the code. From then on notices come, and a message tells how to end it.
pub struct Prove {
    pub app: App,
    pub actor: Actor,
    pub subscription: Subscription,
    pub code: String,
}

impl Unit for Prove {
    type Out = Proved;

    async fn run(&self, tx: &Tx) -> Result<Proved> {
        let own = &self.subscription;
        match subscribers::try_code(tx, own.id, &self.code).await? {
            None => return Ok(Proved::Useless),
            Some(false) => return Ok(Proved::Wrong),
            Some(true) => {}
        }
        // The same wish twice is one subscription, which begins anew.
        for other in subscribers::of_contact(tx, &own.contact).await? {
            if other.about == own.about {
                subscribers::remove(tx, other.id).await?;
            }
        }
        subscribers::confirm(tx, own.id).await?;
        let message = messages::welcome(&self.app, tx.keys(), own);
        torg_notify::queue(tx, format!("notice-welcome/{}", own.id), own.id, tx.now(), &message).await?;
        audit::record(tx, deed(&self.actor, "notice.subscribed", own.id)).await?;
        Ok(Proved::Yes)
    }
}

/// Ends everything that a stop code stands for.
pub struct Stop {
    pub actor: Actor,
    pub code: Reference,
}

impl Unit for Stop {
    /// How many subscriptions ended.
    type Out = usize;

    async fn run(&self, tx: &Tx) -> Result<usize> {
        let ended = subscribers::stop(tx, &self.code).await?;
        for id in &ended {
            audit::record(tx, deed(&self.actor, "notice.unsubscribed", *id)).await?;
        }
        Ok(ended.len())
    }
}

/// Sends the stop code to an address that has subscriptions, once a day at most. Nobody is told whether it has.
pub struct TellStop {
    pub app: App,
    pub contact: Contact,
}

impl Unit for TellStop {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let own = subscribers::of_contact(tx, &self.contact).await?;
        let Some(first) = own.first() else { return Ok(()) };
        let today: Date = oslo_date(tx.now());
        let message = messages::stop(&self.app, tx.keys(), first);
        torg_notify::queue(tx, format!("notice-stop/{}/{today}", first.id), first.id, tx.now(), &message).await
    }
}

fn deed<'a>(actor: &'a Actor, action: &'static str, subject: Uuid) -> Deed<'a> {
    Deed { actor, action, subject_kind: "notice-subscription", subject }
}
