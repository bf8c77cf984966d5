//! What the public sees: notices that stand, and one of them with its sources and what changed.

use askama::Template;
use axum::extract::Path;
use torg_base::Uuid;
use torg_base::time::long_date;
use torg_notify::Notifier;
use torg_store::Across;
use torg_web::page::{Html, html};
use torg_web::{Failure, Page, Visit};

use super::difference::between;
use super::model::State;
use super::shown::Shown;
use super::store::{self, Kept};
use crate::directory::{self, Directory};
use crate::services::difference::{Difference, Piece};

#[derive(Template)]
#[template(path = "notices/templates/list.html")]
struct ListPage {
    p: Page,
    standing: Vec<Shown>,
    withdrawn: Vec<Shown>,
    subscribe: bool,
}

/// `GET /varsler`
pub async fn list(visit: Visit) -> Result<Html, Failure> {
    let directory = directory::of(&visit.app);
    let all = directory.notices.iter();
    let (withdrawn, standing): (Vec<Shown>, Vec<Shown>) =
        all.map(|n| Shown::of(&visit, &directory, n)).partition(|n| n.state == State::Withdrawn);
    let subscribe = channels(&visit).any();
    html(&ListPage { p: visit.page(visit.t("notices-title")), standing, withdrawn, subscribe })
}

/// How this installation can send something.
#[derive(Clone, Copy)]
pub struct Channels {
    pub email: bool,
    pub sms: bool,
}

impl Channels {
    pub fn any(self) -> bool {
        self.email || self.sms
    }
}

pub fn channels(visit: &Visit) -> Channels {
    let notifier = visit.app.part::<Notifier>();
    Channels { email: notifier.has_email(), sms: notifier.has_sms() }
}

/// A change of a notice.
pub struct Change {
    /// «20. november 2026, leder for servicetorget».
    pub when: String,
    pub differences: Vec<Difference>,
}

/// What each version changed, newest first.
pub fn changes(visit: &Visit, directory: &Directory, kept: &[Kept], with_role: bool) -> Vec<Change> {
    let word = |key: &str| visit.t(key).to_owned();
    let change = |pair: &[Kept]| Change {
        when: match pair[1].role.filter(|_| with_role) {
            Some(role) => {
                format!("{}, {}", date(visit, &pair[1]), visit.t(torg_people::staff::role_key(role)).to_lowercase())
            }
            None => date(visit, &pair[1]),
        },
        differences: between(&pair[0].version, &pair[1].version, directory, visit.lang, &word),
    };
    kept.windows(2).rev().map(change).collect()
}

fn date(visit: &Visit, kept: &Kept) -> String {
    long_date(torg_base::time::oslo_date(kept.at), visit.lang)
}

#[derive(Template)]
#[template(path = "notices/templates/open.html")]
struct OpenPage {
    p: Page,
    n: Shown,
    changes: Vec<Change>,
    ended: bool,
    subscribe: bool,
}

/// `GET /varsler/{id}`: also what has ended or was withdrawn, so that an address that was passed on still answers.
pub async fn open(visit: Visit, Path(id): Path<String>) -> Result<Html, Failure> {
    let id = read_id(&id)?;
    let directory = directory::of(&visit.app);
    let db = visit.app.store().across(Across::Directory);
    let notice = store::one(&db, id).await?.ok_or(Failure::NotFound)?;
    let kept = store::versions(&db, id).await?;
    let n = Shown::of(&visit, &directory, &notice);
    let ended = notice.ended(torg_base::time::oslo_date(visit.app.clock().now()));
    let changes = changes(&visit, &directory, &kept, false);
    html(&OpenPage { p: visit.page(n.heading.clone()), n, changes, ended, subscribe: channels(&visit).any() })
}

pub fn read_id(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|_| Failure::NotFound)
}
