//! The service list as several work on it: a card that an agency keeps and has changed, a centre with a text of its own,
//! proposals from the counter, and counts of use.

use jiff::civil::Date;
use torg_base::{Actor, Lang, Membership, Role, Uuid};
use torg_store::{Error, Result, Store, Tx, Unit};
use torg_web::App;

use torg_catalogue::directory::{self, Directories, Directory};
use torg_catalogue::places::store::{self as places, OrganisationRow};
use torg_catalogue::proposals::{Proposal, Propose, State, settle};
use torg_catalogue::services::card::{Checked, Local};
use torg_catalogue::services::model::Service;
use torg_catalogue::services::{local, store as catalogue};
use torg_catalogue::usage::{Add, Key, Kind};

use super::HOME;

/// The invented agency, and the cards that it keeps.
pub const AGENCY: &str = "demoetaten";
const AGENCYS: [&str; 2] = ["skattekort", "flyttemelding"];
/// The card of which the staff's own centre has another text.
const OWN_TEXT: &str = "skanne-kontrakt";

/// Makes the agency, so that somebody can be its staff. Runs once, after the files are in.
pub async fn found(store: &Store, shared: Uuid) -> Result<()> {
    let row = OrganisationRow {
        id: torg_base::new_id(),
        slug: AGENCY.into(),
        name: "Demoetaten".into(),
        written: Lang::Nb.code().into(),
        accent: "#4A2C6F".into(),
        accessibility_url: String::new(),
        phone: String::new(),
        orgnr: String::new(),
    };
    let agency = row.id;
    store.write(agency, Found { row }).await?;
    let directory = Directories::open(store).await?.get();
    let kept = AGENCYS.iter().filter_map(|slug| directory.service(slug)).map(|s| s.id).collect();
    store.write(shared, Hand { kept, agency }).await
}

struct Found {
    row: OrganisationRow,
}

impl Unit for Found {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        places::put_organisation(tx, &self.row).await?;
        directory::changed(tx).await
    }
}

struct Hand {
    kept: Vec<Uuid>,
    agency: Uuid,
}

impl Unit for Hand {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        for id in &self.kept {
            catalogue::hand_over(tx, *id, self.agency).await?;
        }
        directory::changed(tx).await
    }
}

/// What has happened to the list lately. `staff` are the demo's people by role.
pub async fn seed(app: &App, staff: &[(Role, Uuid)], today: Date) -> Result<()> {
    let directories = app.part::<Directories>();
    directories.refresh(app.store()).await?;
    let directory = directories.get();
    let actor = |role: Role, organisation: Uuid| {
        let id = staff.iter().find(|(r, _)| *r == role).map(|(_, id)| *id).ok_or(Error::NotFound)?;
        Ok::<_, Error>(Actor::Staff { staff: id, memberships: vec![Membership { organisation, place: None, role }] })
    };
    let home = directory.place(HOME).ok_or(Error::NotFound)?.clone();
    for (n, slug) in AGENCYS.iter().enumerate() {
        let Some(card) = directory.service(slug) else { continue };
        let agency = actor(Role::Agency, card.organisation)?;
        let edit = Edit { actor: agency, service: (**card).clone(), rewrites: n == 0, today };
        app.store().write(card.organisation, edit).await?;
    }
    let own = OwnText { local: own_text(&directory, home.organisation)? };
    app.store().write(home.organisation, own).await?;
    let guide = actor(Role::Guide, home.organisation)?;
    for words in ["Hjelp til å bestille togbillett på nett", "Slette en gammel konto på Facebook"] {
        let proposal = Proposal {
            id: torg_base::new_id(),
            organisation: home.organisation,
            place: home.id,
            staff: guide.staff_id().ok_or(Error::NotFound)?,
            at: app.clock().now(),
            service: None,
            words: words.into(),
            state: State::Open,
            reason: String::new(),
            result: None,
        };
        let id = proposal.id;
        app.store().write(home.organisation, Propose { actor: guide.clone(), proposal }).await?;
        if words.starts_with("Slette") {
            let manager = actor(Role::Manager, home.organisation)?;
            app.store().write(home.organisation, Decline { actor: manager, id }).await?;
        }
    }
    let counts = counts(&directory, home.organisation, today);
    app.store().write(home.organisation, Add { counts }).await?;
    directories.refresh(app.store()).await
}

/// The agency's own work with its card.
struct Edit {
    actor: Actor,
    service: Service,
    rewrites: bool,
    today: Date,
}

impl Unit for Edit {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let mut service = self.service.clone();
        service.facts.themes = vec!["skatt-og-avgift".into()];
        if self.rewrites {
            for (lang, more) in [
                (Lang::Nb, " Ta med det du har fått om lønn."),
                (Lang::Nn, " Ta med det du har fått om løn."),
                (Lang::En, " Bring what you have been sent about your pay."),
            ] {
                service.texts.in_lang_mut(lang).promise.push_str(more);
            }
            catalogue::put_service(tx, &service, &self.actor).await?;
        }
        catalogue::put_check(tx, service.id, &Checked { on: self.today, role: Role::Agency }).await?;
        catalogue::put_stamp(tx, service.id, self.today).await?;
        directory::changed(tx).await
    }
}

fn own_text(directory: &Directory, organisation: Uuid) -> Result<Local> {
    let card = directory.service(OWN_TEXT).ok_or(Error::NotFound)?;
    let mut texts = card.texts.clone();
    for (lang, more) in [
        (Lang::Nb, " Skanneren står ved inngangen."),
        (Lang::Nn, " Skannaren står ved inngangen."),
        (Lang::En, " The scanner is at the entrance."),
    ] {
        texts.in_lang_mut(lang).promise.push_str(more);
    }
    let local = directory.local(organisation, card.id).cloned().ok_or(Error::NotFound)?;
    Ok(Local { texts: Some(texts), keywords: vec!["leigekontrakt".into()], ..local })
}

struct OwnText {
    local: Local,
}

impl Unit for OwnText {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        local::put(tx, &self.local).await?;
        directory::changed(tx).await
    }
}

struct Decline {
    actor: Actor,
    id: Uuid,
}

impl Unit for Decline {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let reason = "Vi hjelper ikkje med private kontoar. Biblioteket gjer det.";
        settle(tx, &self.actor, self.id, State::Declined, reason, None).await
    }
}

/// Views and answers of this month, fewer for each service down the list.
fn counts(directory: &Directory, organisation: Uuid, today: Date) -> Vec<(Key, i64)> {
    let month = today.strftime("%Y-%m").to_string();
    let key = |service, kind| Key { organisation, service, place: None, month: month.clone(), kind };
    let all = directory.services.iter().filter(|s| s.active).take(12).zip(1i64..);
    all.flat_map(|(service, n)| {
        [(Kind::View, 96 / n), (Kind::Helped, 12 / n), (Kind::DidNotHelp, n % 3)]
            .map(|(kind, count)| (key(service.id, kind), count))
    })
    .filter(|(_, count)| *count > 0)
    .collect()
}
